//! Days on which something happened have come: a check dated 2062 by a slip of the hand would keep
//! a number fresh for thirty-six years.

use jiff::ToSpan;

use crate::{
    check::texts,
    diag::{Report, Span},
    model::{Campaign, Date, Selection, Signature},
    say,
};

/// How many days the day of a build may lie behind what it is made of: whoever looks at an edition
/// of last week (`--as-of`) has the texts of today.
const BEHIND: i64 = 31;

/// Nobody checked, saw, changed or signed anything long after the day of the build.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let today = selection.as_of;
    let latest = today.saturating_add(BEHIND.days());
    let mut happened = |field: &str, day: Option<Date>, span: Span| {
        // A day that cannot be read stands as the last there is, and is reported.
        let Some(day) = day.filter(|day| *day > latest && *day < Date::MAX) else { return };
        report.error_with_help(
            "day-ahead",
            span,
            say! { vi: "`{field}` là ngày {day}, mà hôm nay mới là {today}", en: "`{field}` is {day}, and today is {today}" },
            say! { vi: "sửa thành ngày việc đó đã xảy ra; nếu ngày ấy đúng, xem lại ngày trên máy, `as_of` trong campaign.yaml và `--as-of`", en: "write the day on which it happened; if that is right, look at the clock of the machine, `as_of` in campaign.yaml and `--as-of`" },
        );
    };
    for (_, _, text) in texts(campaign) {
        happened("revised", Some(text.revised), text.span);
        happened("translates", text.translates, text.span);
        signed(&mut happened, text.signature.as_ref());
    }
    // The numbers of a protocol have the days of its record.
    for fact in campaign.facts.values().filter(|fact| !fact.id.contains('.')) {
        happened("checked_on", Some(fact.checked_on), fact.span);
        happened("source_date", fact.source_date, fact.span);
    }
    for protocol in campaign.protocols.values() {
        happened("revised", Some(protocol.revised), protocol.span);
        for signature in protocol.signatures.values() {
            signed(&mut happened, Some(signature));
        }
    }
    for place in campaign.places.values() {
        for contact in &place.contacts {
            happened("checked_on", contact.checked_on, contact.span);
        }
        for hazard in &place.hazards {
            happened("seen_on", hazard.seen_on, hazard.span);
        }
    }
}

fn signed(happened: &mut impl FnMut(&str, Option<Date>, Span), signature: Option<&Signature>) {
    if let Some(signature) = signature {
        happened("on", Some(signature.on), signature.span);
    }
}
