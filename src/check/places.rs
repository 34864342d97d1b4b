//! Units over time: what they lie in, what they went into, and when.

use crate::{
    diag::{Report, Span},
    model::{Campaign, Unit},
    say,
};

/// Parents and successors form no cycle; the rows of a unit do not overlap.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for place in campaign.places.values() {
        for (earlier, later) in place.units.iter().zip(place.units.iter().skip(1)) {
            overlap(report, &place.id, earlier, later);
        }
    }
    cycles(report, campaign, "parent", |unit| unit.parent.iter().collect());
    cycles(report, campaign, "successors", |unit| unit.successors.iter().collect());
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
    let help = if earlier.name == later.name {
        say! {
            vi: "điền `valid_to` của hàng trước là ngày liền trước `valid_from` của hàng sau",
            en: "let `valid_to` of the earlier row be the day before `valid_from` of the later"
        }
    } else {
        say! {
            vi: "hai nơi khác nhau thì đặt hai tên, ví dụ `{id}` và `{id}-2`",
            en: "give two places two ids, for example `{id}` and `{id}-2`"
        }
    };
    report.error_with_related(
        "validity-overlap",
        later.span,
        say! { vi: "hai hàng của `{id}` có ngày hiệu lực trùng nhau", en: "two rows of `{id}` hold on the same days" },
        help,
        [(earlier.span, say! { vi: "hàng trước ở đây", en: "the earlier row is here" })],
    );
}

/// Says of every circle once which places form it.
fn cycles<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    column: &str,
    next: impl Fn(&'a Unit) -> Vec<&'a String>,
) {
    let mut told: Vec<&str> = Vec::new();
    for (id, place) in &campaign.places {
        if told.contains(&id.as_str()) {
            continue;
        }
        let Some(circle) = circle(campaign, id, &next) else { continue };
        let row = |id: &str| campaign.places.get(id)?.units.first().map(|unit| unit.span);
        let names = circle.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ");
        let related: Vec<(Span, crate::diag::Text)> = circle
            .iter()
            .filter(|other| **other != id)
            .filter_map(|other| {
                Some((row(other)?, say! { vi: "`{other}` ở đây", en: "`{other}` is here" }))
            })
            .collect();
        report.error_with_related(
            "place-cycle",
            place.units.first().map(|unit| unit.span),
            say! { vi: "cột `{column}` dẫn vòng tròn: {names} → `{id}`", en: "the column `{column}` goes in a circle: {names} → `{id}`" },
            say! { vi: "sửa ô `{column}` của một hàng trong vòng", en: "correct `{column}` in one of these rows" },
            related,
        );
        told.extend(circle.iter().map(|id| id.as_str()));
    }
}

/// The places on a way from a place back to itself, beginning with it.
fn circle<'a>(
    campaign: &'a Campaign,
    start: &'a String,
    next: impl Fn(&'a Unit) -> Vec<&'a String>,
) -> Option<Vec<&'a String>> {
    // Every place that was reached, with the one it was reached from.
    let mut reached: Vec<(&String, usize)> = vec![(start, 0)];
    let mut at = 0;
    while let Some(&(id, _)) = reached.get(at) {
        let units = campaign.places.get(id).into_iter().flat_map(|place| &place.units);
        for ahead in units.flat_map(&next) {
            if ahead == start {
                let mut way = vec![id];
                let mut back = at;
                while back != 0 {
                    back = reached.get(back).map_or(0, |(_, from)| *from);
                    way.extend(reached.get(back).map(|(id, _)| *id));
                }
                way.reverse();
                return Some(way);
            }
            if !reached.iter().any(|(seen, _)| *seen == ahead) {
                reached.push((ahead, at));
            }
        }
        at += 1;
    }
    None
}
