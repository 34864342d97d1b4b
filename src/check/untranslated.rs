//! Readers of a published language get every lesson in it. A draft language is counted by `status`.

use crate::{
    diag::{Report, Span},
    model::Campaign,
    say,
};

/// How many lessons are named; the rest are counted.
const NAMED: usize = 5;

/// Each published language has a text of each lesson, or is reported once with what it lacks.
pub fn check(report: &mut Report, campaign: &Campaign) {
    // It may be in what was not read.
    if campaign.unread.contains(&"content/packs") {
        return;
    }
    let first = campaign.first_lang();
    for lang in campaign.languages(false).into_iter().filter(|lang| *lang != first) {
        let lacking: Vec<&str> = campaign
            .lessons()
            .filter(|(_, lesson)| !lesson.texts.contains_key(lang))
            .map(|(_, lesson)| lesson.id.as_str())
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let count = lacking.len();
        let named: Vec<&str> = lacking.into_iter().take(NAMED).collect();
        let more =
            if count > NAMED { format!(", … (+{})", count - NAMED) } else { String::new() };
        let list = named.join(", ");
        report
            .warning(
                "translation-missing",
                Span::new(campaign.settings.file, 0..0),
                say! {
                    vi: "chưa có bản `{lang}` của {count} bài: {list}{more}",
                    en: "lessons that have no text in `{lang}`: {count} ({list}{more})"
                },
            )
            .help(say! {
                vi: "dịch bằng bảng tính: `loa export translations {lang} {lang}.xlsx`; trong lúc chờ, trang `{lang}` hiện chữ tiếng `{first}`",
                en: "translate in a workbook: `loa export translations {lang} {lang}.xlsx`; until then pages in `{lang}` show the words in `{first}`"
            });
    }
}
