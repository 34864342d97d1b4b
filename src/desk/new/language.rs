//! A language: its phrases in `i18n/`, and its line in `campaign.yaml`.

use std::{fmt::Write, path::Path};

use super::{Step, held, listed, made, quoted};
use crate::{
    diag::{Report, Stop},
    load::{self, BasePhrases},
    model::Phrasebook,
    say,
};

/// What is asked of a new language.
#[derive(Debug)]
pub struct Language {
    /// Its tag.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
}

/// What a new language writes.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn language(report: &mut Report, root: &Path, asked: &Language) -> Result<Vec<Step>, Stop> {
    let (files, campaign) = held(root)?;
    let Language { tag, name } = asked;
    let called = say! { vi: "`--name`", en: "`--name`" };
    let _ = load::characters::check_named(report, None, &called, name);
    if !load::is_language_tag(tag) {
        report.error_with_help(
            "language-tag",
            None,
            say! { vi: "`{tag}` không phải mã ngôn ngữ", en: "`{tag}` is not a language tag" },
            say! { vi: "dùng mã ngôn ngữ viết thường, ví dụ `en`, `km`, `sti`", en: "use a lower-case language tag, for example `en`, `km`, `sti`" },
        );
    }
    if campaign.settings.languages.iter().any(|language| language.lang.as_str() == tag) {
        report.error_with_help(
            "listed-twice",
            None,
            say! { vi: "campaign.yaml đã có ngôn ngữ `{tag}`", en: "campaign.yaml has the language `{tag}` already" },
            say! { vi: "mở i18n/{tag}.yaml và các tệp lesson.{tag}.md để dịch", en: "open i18n/{tag}.yaml and the files lesson.{tag}.md to translate" },
        );
    }
    report.so_far()?;
    let path = format!("i18n/{tag}.yaml");
    let mut steps = Vec::new();
    if !files.has(&path) {
        let known = BasePhrases::get(&format!("{tag}.yaml"));
        let known = known.and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        let book = campaign.phrases.get(campaign.first_lang());
        let text = known.unwrap_or_else(|| awaiting(book, name));
        steps.push(made(report, root, &path, &text)?);
    }
    let item = format!("{{ code: {tag}, status: unreviewed }}");
    let line = listed(report, root, &files, "campaign.yaml", ("languages", &item))?;
    steps.extend(line);
    Ok(steps)
}

/// Every phrase as a comment, with the words of the first language: what is not translated yet is
/// shown in that language, and counted.
fn awaiting(book: Option<&Phrasebook>, name: &str) -> String {
    let mut text = format!(
        "# Bản nháp: người bản ngữ phải duyệt từng câu trước khi xuất bản.\n\
         # Dịch câu nào thì bỏ dấu # ở đầu dòng đó; {{n}} là chỗ điền số. Câu chưa dịch hiện chữ của\n\
         # ngôn ngữ đầu. Duyệt xong thì bỏ dòng review, và ghi published trong campaign.yaml.\n\
         review: needed\n\nlanguage_name: {name}\nlanguage_short: {name}\n\n",
        name = quoted(name)
    );
    let phrases = book.into_iter().flat_map(|book| &book.phrases);
    for (key, (phrase, _)) in phrases.filter(|(key, _)| !key.starts_with("language_")) {
        let words = match phrase {
            crate::model::phrase::Phrase::One(words) => quoted(words),
            crate::model::phrase::Phrase::Plural { one, other } => {
                format!("{{ one: {}, other: {} }}", quoted(one), quoted(other))
            }
        };
        // Writing into a string cannot fail.
        let _ = writeln!(text, "# {key}: {words}");
    }
    text
}
