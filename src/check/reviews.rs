//! What awaits a signature.

use crate::{
    check::{awaits, texts},
    diag::Report,
    model::{Campaign, Selection, lesson::Review, revision},
    say,
};

/// Unsigned texts are told in a draft and refused in production; translations of an older text
/// are told.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    for (lesson, lang, text) in texts(campaign) {
        let id = &lesson.id;
        if text.review == Review::Draft {
            let said = say! { vi: "bài `{id}` ({lang}) chưa ai duyệt", en: "the lesson `{id}` ({lang}) is not approved" };
            let help = say! {
                vi: "ghi người duyệt: `review: {{ status: approved, by: …, on: …, document: … }}`, hoặc đặt `mode: draft` trong campaign.yaml",
                en: "write who approved it: `review: {{ status: approved, by: …, on: …, document: … }}`, or set `mode: draft` in campaign.yaml"
            };
            awaits(report, "lesson-unapproved", campaign, text.span, said, help);
        }
        let original = lesson.texts.get(campaign.first_lang());
        if let Some(first) = original
            && let Some(from) = text.translates
            && let Some(changed) = text.behind(first)
        {
            let (original, changed) = (first.revised, revision::shown(&changed));
            let warning = report
                .warning(
                    "translation-outdated",
                    text.span,
                    say! { vi: "bản dịch `{lang}` của `{id}` cũ hơn bài gốc, sửa ngày {original}", en: "the `{lang}` text of `{id}` is older than the original, changed on {original}" },
                );
            warning.help(if changed.is_empty() {
                say! {
                    vi: "dịch lại chỗ đã sửa, rồi ghi `translates: {original}` (đang ghi {from})",
                    en: "translate what has changed, then write `translates: {original}` (it says {from})"
                }
            } else {
                say! {
                    vi: "đã đổi: {changed}; chạy `loa export translations {lang} {lang}.xlsx`, dịch lại, rồi `loa import translations {lang} {lang}.xlsx`",
                    en: "changed: {changed}; run `loa export translations {lang} {lang}.xlsx`, translate them again, then `loa import translations {lang} {lang}.xlsx`"
                }
            });
        }
    }
    for (_, lesson) in campaign.lessons() {
        let (id, due) = (&lesson.id, lesson.review_by);
        let Some(text) = lesson.texts.values().next().filter(|_| due < selection.as_of) else {
            continue;
        };
        report
            .warning(
                "review-overdue",
                text.span,
                say! { vi: "bài `{id}` đã quá hạn xem lại, {due}", en: "the lesson `{id}` was to be looked at again by {due}" },
            )
            .help(say! { vi: "nhờ người duyệt xem lại, rồi ghi hạn mới vào `review_by`", en: "have it reviewed, and write the next day into `review_by`" });
    }
}
