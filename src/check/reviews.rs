//! What awaits a signature.

use crate::{
    check::texts,
    diag::Report,
    model::{Campaign, Mode, lesson::Review},
    say,
};

/// Unsigned texts are told in a draft and refused in production; translations of an older text
/// are told.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, lang, text) in texts(campaign) {
        let id = &lesson.id;
        if text.review == Review::Draft {
            let said = say! { vi: "bài `{id}` ({lang}) chưa ai duyệt", en: "the lesson `{id}` ({lang}) is not approved" };
            if campaign.settings.mode == Mode::Production {
                report.error_with_help(
                    "lesson-unapproved",
                    text.span,
                    said,
                    say! {
                        vi: "ghi người duyệt: `review: {{ status: approved, by: …, on: …, document: … }}`, hoặc đặt `mode: draft` trong campaign.yaml",
                        en: "write who approved it: `review: {{ status: approved, by: …, on: …, document: … }}`, or set `mode: draft` in campaign.yaml"
                    },
                );
            } else {
                report.review("lesson-unapproved", text.span, said);
            }
        }
        let original = lesson.texts.get(campaign.first_lang()).map(|first| first.revised);
        if let (Some(from), Some(original)) = (text.translates, original)
            && from < original
        {
            report.warning(
                "translation-outdated",
                text.span,
                say! { vi: "bản dịch `{lang}` của bài `{id}` làm từ bản ngày {from}, bài gốc đã sửa ngày {original}", en: "the `{lang}` translation of `{id}` was made from the text of {from}; the original changed on {original}" },
            );
        }
    }
}
