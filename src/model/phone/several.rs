//! More than one number in one place.

use std::ops::Range;

use super::{Fault, dialled, plan};

/// Groups of digits that one place can have and still be told apart in no time.
const MOST: usize = 40;

/// The numbers of a text that is more than one, as typed.
pub fn numbers(typed: &str) -> Option<Vec<String>> {
    // These never stand within a number, so one number beside them is enough: `0271 3888 888/889`.
    let parted = typed.split(['/', ',', ';', '|', '\n', '\r']);
    let parts: Vec<&str> = parted.filter(|part| has_digits(part)).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().any(|part| is_number(part)) {
        let whole = |part: &str| vec![part.to_owned()];
        return Some(
            parts.into_iter().flat_map(|part| split(part).unwrap_or_else(|| whole(part))).collect(),
        );
    }
    let found = split(typed)?;
    (found.len() > 1).then_some(found)
}

/// Emergency numbers after a code, which together have the length of one number: `1900 115 114`.
///
/// Two different ones, each in a group of its own, are two numbers. In groups of other sizes, or the
/// same twice, they are digits of one number; so are those of a mobile number, which people read in
/// threes (`0912 113 115`).
pub fn after_a_code(typed: &str, tel: &str) -> Option<Vec<String>> {
    let rest = plan::BEFORE_SIX.iter().find_map(|code| tel.strip_prefix(code))?;
    let digits = |group: &Range<usize>| typed.get(group.clone()).unwrap_or_default();
    let groups = groups(typed);
    let mut last: Vec<&str> = groups
        .iter()
        .rev()
        .map(|group| digits(group).trim_start_matches(['+', '(']))
        .take_while(|group| plan::EMERGENCIES.contains(group))
        .collect();
    last.reverse();
    let differ = last.iter().any(|number| last.first() != Some(number));
    (differ && last.concat() == rest).then(|| last.into_iter().map(str::to_owned).collect())
}

fn has_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text is one number, or was one.
fn is_number(text: &str) -> bool {
    match dialled(text) {
        Ok(_) | Err(Fault::Renumbered(_) | Fault::LostZero(_) | Fault::NoPlus(_)) => true,
        Err(_) => false,
    }
}

/// The fewest numbers that use up all groups of digits.
fn split(typed: &str) -> Option<Vec<String>> {
    let groups = groups(typed);
    if groups.len() > MOST {
        return None;
    }
    // The best way to use up the groups before each.
    let mut best: Vec<Option<Vec<String>>> = vec![Some(Vec::new())];
    for (at, last) in groups.iter().enumerate() {
        let mut fewest: Option<Vec<String>> = None;
        for (from, first) in groups.iter().enumerate().take(at + 1) {
            let Some(Some(before)) = best.get(from) else { continue };
            let piece = typed.get(first.start..last.end).unwrap_or_default();
            let fewer = fewest.as_ref().is_none_or(|found| before.len() + 1 < found.len());
            if fewer && dialled(piece).is_ok() {
                let mut found = before.clone();
                found.push(piece.to_owned());
                fewest = Some(found);
            }
        }
        best.push(fewest);
    }
    best.pop().flatten()
}

/// Where digits stand in a row, with the plus or the bracket before them.
fn groups(typed: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut before: Option<usize> = None;
    for (at, c) in typed.char_indices() {
        if c.is_ascii_digit() {
            match groups.last_mut().filter(|group| group.end == at) {
                Some(group) => group.end = at + 1,
                None => groups.push(before.unwrap_or(at)..at + 1),
            }
        }
        before = match c {
            '+' | '(' => Some(before.unwrap_or(at)),
            _ => None,
        };
    }
    groups
}
