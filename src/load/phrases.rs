//! `i18n/*.yaml`: the words of themes.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    diag::{FileId, Report, Reported},
    load::{
        BasePhrases,
        yaml::{self, Node, Value},
    },
    model::{
        Phrasebook, Theme,
        phrase::{Askable, Phrase},
    },
    say,
};

/// Reads the phrases of a language. One of a key that is not known is reported and left out.
pub fn read(
    report: &mut Report,
    file: FileId,
    text: &str,
    known: &Known<'_>,
) -> Result<Phrasebook, Reported> {
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
        if !known.has(name) {
            unknown(report, key, name, known);
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

/// The keys of phrases that anything shows.
pub struct Known<'t> {
    /// Those of the base theme, in any language.
    base: BTreeSet<String>,
    theme: &'t Theme,
    /// Those that the theme of the campaign can ask for: most campaigns have no key but those of the
    /// base theme, and to look through a whole theme takes as long as to read ten lessons.
    askable: OnceCell<Askable<'t>>,
}

impl<'t> Known<'t> {
    /// The keys of a theme.
    pub fn of(theme: &'t Theme) -> Self {
        let mut base = BTreeSet::new();
        for bytes in BasePhrases::iter().filter_map(|name| BasePhrases::get(&name)) {
            let text = String::from_utf8_lossy(&bytes.data);
            let keys = text.lines().filter_map(|line| line.split_once(':'));
            base.extend(keys.map(|(key, _)| key.to_owned()));
        }
        Self { base, theme, askable: OnceCell::new() }
    }

    fn has(&self, key: &str) -> bool {
        let askable = || {
            let files = self.theme.web.values().chain(self.theme.print.values());
            let files = files.chain(self.theme.card.iter().map(|card| &card.source));
            Askable::of(files.map(|file| file.text.as_str()))
        };
        self.base.contains(key) || self.askable.get_or_init(askable).has(key)
    }
}

fn unknown(report: &mut Report, key: &Node, name: &str, known: &Known<'_>) {
    let near = report.nearest(
        "phrase-unknown",
        key.span,
        name,
        known.base.iter().map(String::as_str).filter(|key| !key.starts_with([' ', '#'])),
    );
    let help = match near {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
        }
        None => {
            say! { vi: "xóa dòng này, hoặc viết đúng tên như trong i18n/vi.yaml có sẵn", en: "remove the line, or give it a name that the i18n/vi.yaml of the program has" }
        }
    };
    report
        .warning(
            "phrase-unknown",
            key.span,
            say! { vi: "không trang hay tờ nào dùng chữ giao diện `{name}`", en: "no page and no sheet shows a phrase `{name}`" },
        )
        .help(help);
}
