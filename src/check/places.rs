//! Units over time: what they lie in, what they went into, and when.

use std::collections::{BTreeMap, BTreeSet};

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

/// Circles that are reported; the others show when these are mended.
const MOST_TOLD: usize = 20;
/// Among more places than this only one circle is looked for.
const MANY: usize = 2000;

/// Says of every circle once which places form it.
fn cycles<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    column: &str,
    next: impl Fn(&'a Unit) -> Vec<&'a String>,
) {
    let ahead = |id: &str| -> Vec<&'a str> {
        let units = campaign.places.get(id).into_iter().flat_map(|place| &place.units);
        units.flat_map(&next).map(String::as_str).collect()
    };
    let circling = circling(campaign, ahead);
    let starts = if circling.len() > MANY { first(&circling, ahead) } else { None };
    let starts = starts.map_or_else(|| circling.iter().copied().collect(), |start| vec![start]);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut circles = 0;
    for id in starts {
        if told.contains(id) || circles == MOST_TOLD {
            continue;
        }
        let Some(circle) = circle(id, ahead) else { continue };
        circles += 1;
        let row = |id: &str| campaign.places.get(id)?.units.first().map(|unit| unit.span);
        let shown = circle.iter().take(MOST_TOLD);
        let mut names: Vec<String> = shown.clone().map(|id| format!("`{id}`")).collect();
        names.extend((circle.len() > MOST_TOLD).then(|| "…".to_owned()));
        let names = names.join(" → ");
        let related: Vec<(Span, crate::diag::Text)> = shown
            .filter(|other| **other != id)
            .filter_map(|other| {
                Some((row(other)?, say! { vi: "`{other}` ở đây", en: "`{other}` is here" }))
            })
            .collect();
        report.error_with_related(
            "place-cycle",
            row(id),
            say! { vi: "cột `{column}` dẫn vòng tròn: {names} → `{id}`", en: "the column `{column}` goes in a circle: {names} → `{id}`" },
            say! { vi: "sửa ô `{column}` của một hàng trong vòng", en: "correct `{column}` in one of these rows" },
            related,
        );
        told.extend(circle);
    }
}

/// The places from which there is no way out: those of circles, and between them. Whatever leads
/// nowhere is taken away until nothing does.
fn circling<'a>(campaign: &'a Campaign, ahead: impl Fn(&str) -> Vec<&'a str>) -> BTreeSet<&'a str> {
    let mut left: BTreeSet<&str> = campaign.places.keys().map(String::as_str).collect();
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    let mut behind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in campaign.places.keys() {
        for next in ahead(id).into_iter().filter(|next| campaign.places.contains_key(*next)) {
            *ways.entry(id).or_default() += 1;
            behind.entry(next).or_default().push(id);
        }
    }
    let mut ends: Vec<&str> = left.iter().copied().filter(|id| !ways.contains_key(id)).collect();
    while let Some(end) = ends.pop() {
        left.remove(end);
        for id in behind.get(end).into_iter().flatten() {
            let Some(count) = ways.get_mut(id) else { continue };
            *count -= 1;
            if *count == 0 {
                ends.push(id);
            }
        }
    }
    left
}

/// A place of a circle, found by going on from the first one: each leads to another that is left.
fn first<'a>(
    circling: &BTreeSet<&'a str>,
    ahead: impl Fn(&str) -> Vec<&'a str>,
) -> Option<&'a str> {
    let (mut id, mut seen) = (*circling.first()?, BTreeSet::new());
    while seen.insert(id) {
        id = ahead(id).into_iter().find(|next| circling.contains(next))?;
    }
    Some(id)
}

/// The places on a way from a place back to itself, beginning with it.
fn circle<'a>(start: &'a str, ahead: impl Fn(&str) -> Vec<&'a str>) -> Option<Vec<&'a str>> {
    // Every place that was reached, with the one it was reached from.
    let mut reached: Vec<(&str, usize)> = vec![(start, 0)];
    let mut seen: BTreeSet<&str> = BTreeSet::from([start]);
    let mut at = 0;
    while let Some(&(id, _)) = reached.get(at) {
        for next in ahead(id) {
            if next == start {
                let mut way = vec![id];
                let mut back = at;
                while back != 0 {
                    back = reached.get(back).map_or(0, |(_, from)| *from);
                    way.extend(reached.get(back).map(|(id, _)| *id));
                }
                way.reverse();
                return Some(way);
            }
            if seen.insert(next) {
                reached.push((next, at));
            }
        }
        at += 1;
    }
    None
}
