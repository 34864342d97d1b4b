//! Days on which something happened have come: a check dated 2062 by a slip of the hand would keep
//! a number fresh for thirty-six years.

use jiff::ToSpan;

use crate::{
    check::texts,
    diag::{Report, Span},
    model::{Campaign, Date, Fact, Selection, Signature},
    say,
};

/// By how many days the machine may be behind whoever wrote the day: it is tomorrow elsewhere already.
const AHEAD: i64 = 1;

/// An earlier one stands for a day that cannot be read, which is reported.
const UNREAD: Date = Date::constant(0, 1, 1);

/// Before it nobody did anything that a campaign notes.
const EARLIEST: Date = Date::constant(2000, 1, 1);

/// Nobody checked, saw, changed or signed anything after the day of the build and after `today`, the
/// day it is: whoever looks at an edition of last week (`--as-of`) has the texts of today. No source
/// is newer than the look at it.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection, today: Date) {
    let latest = selection.as_of.max(today).saturating_add(AHEAD.days());
    let mut happened = |field: &str, day: Option<Date>, span: Span| {
        if let Some(day) =
            day.filter(|day| (UNREAD..EARLIEST).contains(day) && field != "source_date")
        {
            report.error_with_help(
                "day-distant",
                span,
                say! { vi: "`{field}` là ngày {day}, quá xa", en: "`{field}` is {day}, which is too long ago" },
                say! { vi: "xem lại năm: có lẽ gõ nhầm một chữ số", en: "look at the year: one digit may be a slip" },
            );
        }
        // A day that cannot be read stands as the last there is, and is reported.
        let Some(day) = day.filter(|day| *day > latest && *day < Date::MAX) else { return };
        report.error_with_help(
            "day-ahead",
            span,
            say! { vi: "`{field}` là ngày {day}, chưa đến ngày đó", en: "`{field}` is {day}, which is yet to come" },
            say! { vi: "sửa thành ngày việc đó đã xảy ra; nếu ngày ấy đúng, xem lại ngày trên máy, `as_of` trong campaign.yaml và `--as-of`", en: "write the day on which it happened; if that is right, look at the clock of the machine, `as_of` in campaign.yaml and `--as-of`" },
        );
    };
    for (_, _, text) in texts(campaign) {
        happened("revised", Some(text.revised), text.at.revised);
        happened("translates", text.translates, text.at.translates);
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
    for fact in campaign.facts.values().filter(|fact| !fact.id.contains('.')) {
        source_later(report, fact);
    }
}

/// A source that came out after somebody looked at it was not the one that they looked at.
fn source_later(report: &mut Report, fact: &Fact) {
    let (checked, span) = (fact.checked_on, fact.span);
    let Some(source) = fact.source_date.filter(|day| *day > checked && *day < Date::MAX) else {
        return;
    };
    report.error_with_help(
        "source-later",
        span,
        say! { vi: "`source_date` {source} sau `checked_on` {checked}: nguồn ra sau ngày xem nguồn", en: "`source_date` {source} is after `checked_on` {checked}: the source came out after somebody looked at it" },
        say! { vi: "xem lại nguồn rồi ghi ngày xem vào `checked_on`, hoặc sửa `source_date` thành ngày nguồn ra", en: "look at the source again and write the day into `checked_on`, or correct `source_date`: the day the source came out" },
    );
}

fn signed(happened: &mut impl FnMut(&str, Option<Date>, Span), signature: Option<&Signature>) {
    if let Some(signature) = signature {
        happened("on", Some(signature.on), signature.span);
    }
}
