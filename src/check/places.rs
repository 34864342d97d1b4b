//! Units over time: what they lie in, what they went into, and when.

use crate::{
    diag::{Report, Span, nearest},
    model::{Campaign, Unit},
    say,
};

/// Parents and successors exist and form no cycle; the rows of a unit do not overlap.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for place in campaign.places.values() {
        for (earlier, later) in place.units.iter().zip(place.units.iter().skip(1)) {
            overlap(report, &place.id, earlier, later);
        }
        for unit in &place.units {
            for id in unit.parent.iter().chain(&unit.successors) {
                known(report, campaign, id, unit.span);
            }
        }
        if leads_back(campaign, &place.id, |unit| unit.parent.iter().collect()) {
            cycle(report, &place.id, place.units.first().map(|unit| unit.span), true);
        }
        if leads_back(campaign, &place.id, |unit| unit.successors.iter().collect()) {
            cycle(report, &place.id, place.units.first().map(|unit| unit.span), false);
        }
    }
}

fn overlap(report: &mut Report, id: &str, earlier: &Unit, later: &Unit) {
    // Rows are in order of their first day; no first day means since before our records.
    let overlaps = match (earlier.valid_to, later.valid_from) {
        (Some(to), Some(from)) => from <= to,
        (None, _) | (_, None) => true,
    };
    if !overlaps {
        return;
    }
    let mut diagnostic = Report::new();
    diagnostic.error_with_help(
        "validity-overlap",
        later.span,
        say! { vi: "hai hàng của `{id}` có ngày hiệu lực trùng nhau", en: "two rows of `{id}` hold on the same days" },
        say! {
            vi: "điền `valid_to` của hàng trước là ngày liền trước `valid_from` của hàng sau",
            en: "let `valid_to` of the earlier row be the day before `valid_from` of the later"
        },
    );
    report.append(diagnostic);
}

fn known(report: &mut Report, campaign: &Campaign, id: &str, span: Span) {
    if campaign.places.contains_key(id) {
        return;
    }
    let help = match nearest(id, campaign.places.keys().map(String::as_str)) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => say! { vi: "thêm một hàng cho `{id}`", en: "add a row for `{id}`" },
    };
    report.error_with_help(
        "place-unknown",
        span,
        say! { vi: "không có nơi tên `{id}` trong units.csv", en: "there is no place `{id}` in units.csv" },
        help,
    );
}

/// Whether following `next` from a place comes back to it.
fn leads_back<'a>(
    campaign: &'a Campaign,
    start: &str,
    next: impl Fn(&'a Unit) -> Vec<&'a String>,
) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut ahead: Vec<&str> = campaign
        .places
        .get(start)
        .into_iter()
        .flat_map(|place| &place.units)
        .flat_map(&next)
        .map(String::as_str)
        .collect();
    while let Some(id) = ahead.pop() {
        if id == start {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            ahead.extend(
                campaign
                    .places
                    .get(id)
                    .into_iter()
                    .flat_map(|place| &place.units)
                    .flat_map(&next)
                    .map(String::as_str),
            );
        }
    }
    false
}

fn cycle(report: &mut Report, id: &str, span: Option<Span>, parent: bool) {
    let text = if parent {
        say! { vi: "`{id}` nằm trong chính nó", en: "`{id}` lies in itself" }
    } else {
        say! { vi: "`{id}` sáp nhập vòng lại chính nó", en: "`{id}` goes into itself again" }
    };
    report.error_with_help(
        "place-cycle",
        span,
        text,
        say! { vi: "kiểm tra cột `parent` và `successors`", en: "check the columns `parent` and `successors`" },
    );
}
