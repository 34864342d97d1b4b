//! What will expire soon, told while there is time to ask.

use jiff::ToSpan;

use crate::{
    check::facts::how_to_renew,
    diag::Report,
    model::{Campaign, Selection},
    say,
};

/// How many days ahead is soon.
pub(super) const SOON: i64 = 60;

/// Facts that end or must be checked again, and lessons that must be looked at again, within the
/// next weeks. What has expired already is reported by other rules.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let today = selection.as_of;
    let soon = today..=today.saturating_add(SOON.days());
    // The numbers of a protocol are reported with it.
    for fact in campaign.facts.values().filter(|fact| !fact.id.contains('.')) {
        let (id, day) = (&fact.id, fact.expires());
        if !soon.contains(&day) {
            continue;
        }
        let (text, help) = if fact.valid_to == Some(day) {
            (
                say! { vi: "`{id}` hết hiệu lực ngày {day}", en: "`{id}` ends on {day}" },
                say! { vi: "hỏi xem điều gì thay nó, rồi thêm dữ kiện mới vào content/facts.yaml", en: "ask what takes its place, and add that to content/facts.yaml" },
            )
        } else if fact.kind.ages_with_its_source() {
            (
                say! { vi: "`{id}` cần nguồn mới hơn trước ngày {day}", en: "`{id}` needs a newer source by {day}" },
                how_to_renew(fact.kind),
            )
        } else {
            (
                say! { vi: "`{id}` phải kiểm tra lại với nguồn trước ngày {day}", en: "`{id}` must be compared with its source again by {day}" },
                how_to_renew(fact.kind),
            )
        };
        report.warning("fact-expiring", fact.span, text).help(help);
    }
    for (_, lesson) in campaign.lessons() {
        let (id, due) = (&lesson.id, lesson.review_by);
        let Some(text) = lesson.texts.values().next().filter(|_| soon.contains(&due)) else {
            continue;
        };
        report
            .warning(
                "review-due",
                text.at.review_by,
                say! { vi: "bài `{id}` phải xem lại trước ngày {due}", en: "the lesson `{id}` must be looked at again by {due}" },
            )
            .help(say! { vi: "gửi cho người duyệt từ bây giờ, rồi ghi hạn mới vào `review_by`", en: "send it to its reviewer now, then write the next day into `review_by`" });
    }
}
