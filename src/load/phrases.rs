//! `i18n/*.yaml`: the words of themes.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported},
    load::yaml::{self, Value},
    model::{Phrasebook, phrase::Phrase},
    say,
};

/// Reads the phrases of a language.
pub fn read(report: &mut Report, file: FileId, text: &str) -> Result<Phrasebook, Reported> {
    let node = yaml::parse(report, file, text, 0)?;
    let Value::Map(pairs) = &node.value else {
        return Err(report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "tệp chữ giao diện phải gồm các dòng `tên: chữ`", en: "a phrase file must be lines of `name: text`" },
            say! { vi: "viết mỗi mục một dòng, ví dụ `change_place: Đổi xã`", en: "write one a line, for example `change_place: Change commune`" },
        ));
    };
    let mut book = Phrasebook { file, needs_review: false, phrases: BTreeMap::new() };
    for (key, value) in pairs {
        let Ok(name) = key.text(report, "tên / name") else { continue };
        if name == "review" {
            book.needs_review = value.text(report, "review").is_ok_and(|state| state == "needed");
            continue;
        }
        let phrase = match &value.value {
            Value::Map(_) => {
                let what = say! { vi: "chữ giao diện `{name}`", en: "the phrase `{name}`" };
                let Ok(mut fields) = yaml::Fields::new(report, value, what) else { continue };
                let (one, other) = (fields.text(report, "one"), fields.text(report, "other"));
                fields.finish(report);
                let (Ok(one), Ok(other)) = (one, other) else { continue };
                Phrase::Plural { one, other }
            }
            Value::Null | Value::Text(_) | Value::List(_) => match value.text(report, name) {
                Ok(text) => Phrase::One(text.to_owned()),
                Err(_) => continue,
            },
        };
        book.phrases.insert(name.to_owned(), (phrase, value.span));
    }
    Ok(book)
}
