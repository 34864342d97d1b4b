//! What awaits a signature.

use crate::{
    check::texts,
    diag::Report,
    model::{Campaign, Date, Holds, Selection, Standing, revision},
    say,
};

/// Texts that nobody signed in their present wording are reported; so are translations of an older text.
pub fn check(report: &mut Report, holds: &mut Holds, campaign: &Campaign, selection: &Selection) {
    for (lesson, lang, text) in texts(campaign) {
        let id = &lesson.id;
        let standing = campaign.lesson_standing(lesson, lang, text);
        if !standing.is_signed() {
            holds.texts.insert((id.clone(), lang.clone()));
        }
        let told = match standing {
            // Of a text that cannot be read nothing else is reported.
            Standing::Unsigned if text.revised > Date::MIN => Some((
                text.at.review,
                say! { vi: "bài `{id}` ({lang}) chưa ai duyệt", en: "the lesson `{id}` ({lang}) is not approved" },
            )),
            Standing::Changed(signature) => {
                let on = signature.on;
                Some((
                    signature.span,
                    say! { vi: "bài `{id}` ({lang}) được duyệt ngày {on}, nhưng bài hoặc điều bài dẫn nay đã khác", en: "the lesson `{id}` ({lang}) was approved on {on}; it, or what it cites, has changed since" },
                ))
            }
            // `signers` reports strangers.
            _ => None,
        };
        if let Some((span, said)) = told {
            let help = say! {
                vi: "khi đã có người duyệt, chạy `loa sign lesson {id} --lang {lang} --by … --document …`",
                en: "when somebody has approved it, run `loa sign lesson {id} --lang {lang} --by … --document …`"
            };
            report.review("lesson-unapproved", span, said).help(help);
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
                    text.at.translates,
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
                text.at.review_by,
                say! { vi: "bài `{id}` đã quá hạn xem lại, {due}", en: "the lesson `{id}` was to be looked at again by {due}" },
            )
            .help(say! { vi: "nhờ người duyệt xem lại, rồi ghi hạn mới vào `review_by`", en: "have it reviewed, and write the next day into `review_by`" });
    }
}
