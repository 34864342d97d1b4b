//! Numbers to call as they are in running text: in groups of any size, with blanks of any width,
//! points, hyphens or brackets between them, after `+84` or `84` or neither.

use std::{borrow::Cow, ops::Range};

use super::plan;
use crate::model::fold::is_unspaced;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its bytes.
    pub at: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Whether it is a part of something longer: an address, a day, the number of a paper.
    pub joined: bool,
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An emergency number.
    Short,
    /// A number of a mobile network, which belongs to one person.
    Mobile,
    /// Any other number that can be called, or nearly.
    Other,
    /// The number of an identity card.
    Identity,
}

/// Digits in a row.
#[derive(Debug, Clone)]
struct Group<'t> {
    at: Range<usize>,
    digits: &'t str,
    /// Whether it may belong to one number with the group before it.
    goes_on: bool,
}

/// Nobody writes a number in more groups.
const MOST_GROUPS: usize = 11;

/// Every number in a text, in order.
pub fn numbers(text: &str) -> Vec<Written> {
    let meant = meant(text);
    let text = meant.as_ref();
    let groups = groups(text);
    let mut found: Vec<Written> = Vec::new();
    let mut first = 0;
    while let Some(group) = groups.get(first) {
        let long = (first..groups.len()).take(MOST_GROUPS);
        let long = long
            .take_while(|at| *at == first || groups.get(*at).is_some_and(|group| group.goes_on));
        let last = long.last().unwrap_or(first);
        let (start, plus) = opening(text, group.at.start);
        let of = |last: usize| {
            let groups = groups.get(first..=last)?;
            let end = groups.last()?.at.end;
            kind(groups, plus).filter(|_| is_free(text, start, end)).map(|kind| (last, kind, end))
        };
        let all = || (first..=last).rev().filter_map(of);
        // What is read out as one number goes before what only has its length.
        let number = all().find(|(_, (_, sound), _)| *sound).or_else(|| all().next());
        let Some((last, (kind, _), end)) = number else {
            first += 1;
            continue;
        };
        // A bracket that is closed elsewhere is one of the sentence.
        let whole = text.get(start..end).unwrap_or_default();
        let start = start + usize::from(whole.starts_with('(') && !whole.contains(')'));
        found.push(Written { at: start..end, kind, joined: false });
        first = last + 1;
    }
    join(text, &mut found);
    found
}

/// A text of the same length in which letters that look like digits are digits, where they are in what
/// begins as a number: `O912`, `09l2`.
fn meant(text: &str) -> Cow<'_, str> {
    let of_number = |c: char| c.is_ascii_digit() || "OolI".contains(c);
    let mut out: Option<String> = None;
    let mut done = 0;
    while let Some(from) = text.get(done..).and_then(|rest| rest.find(['0', 'O', 'o'])) {
        let from = done + from;
        let rest = text.get(from..).unwrap_or_default();
        let end = from + (rest.len() - rest.trim_start_matches(of_number).len());
        let word = text.get(from..end).unwrap_or_default();
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let before = text.get(..from).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let alone = ![before, after].into_iter().flatten().any(char::is_alphanumeric);
        if alone && digits > 1 && digits < word.len() {
            let digit = |c: char| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                other => other,
            };
            let number: String = word.chars().map(digit).collect();
            out.get_or_insert_with(|| text.to_owned()).replace_range(from..end, &number);
        }
        done = end;
    }
    out.map_or(Cow::Borrowed(text), Cow::Owned)
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let start = text.len() - rest.len() + at;
        let tail = text.get(start..).unwrap_or_default();
        let long = tail.bytes().take_while(u8::is_ascii_digit).count();
        let before = groups.last().and_then(|group| text.get(group.at.end..start));
        let goes_on = before.is_some_and(is_within);
        let digits = tail.get(..long).unwrap_or_default();
        groups.push(Group { at: start..start + long, digits, goes_on });
        rest = tail.get(long..).unwrap_or_default();
    }
    groups
}

/// Whether the groups of one number may have this between them.
fn is_within(between: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && c != '\n' && c != '\r';
    let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}');
    let letters: Vec<char> = between.chars().take(4).collect();
    match letters[..] {
        [one] => blank(one) || dash(one) || matches!(one, '.' | ',' | ')'),
        [one, other] => {
            one == ')' && (blank(other) || dash(other) || other == '.')
                || blank(one) && other == '('
        }
        [one, between, other] => blank(one) && dash(between) && blank(other),
        _ => false,
    }
}

/// Where a number begins whose first digit is at a place, and whether a plus opens it.
fn opening(text: &str, at: usize) -> (usize, bool) {
    let before = text.get(..at).unwrap_or_default();
    let plus = before.ends_with('+');
    let before = before.strip_suffix('+').unwrap_or(before);
    let before = before.strip_suffix('(').unwrap_or(before);
    (before.len(), plus)
}

/// Whether no letter touches a stretch.
fn is_free(text: &str, start: usize, end: usize) -> bool {
    let touches = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !before.is_some_and(touches) && !after.is_some_and(touches)
}

/// What some groups are as one number, and whether a telephone can dial it.
fn kind(groups: &[Group<'_>], plus: bool) -> Option<(Kind, bool)> {
    let digits: String = groups.iter().map(|group| group.digits).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let of = |national: &str| {
        // One that no network has is somebody's with a slip of the hand, or from before 2018.
        let mobile = plan::is_mobile(national)
            || plan::no_network(national).is_some()
            || national.len() == 11 && national.starts_with("01");
        (if mobile { Kind::Mobile } else { Kind::Other }, plan::is_dialled(national))
    };
    if plus {
        let national = digits.strip_prefix("84").map(|rest| format!("0{rest}"));
        let long = (9..=15).contains(&digits.len());
        return long.then(|| national.map_or((Kind::Other, false), |national| of(&national)));
    }
    if let Some(rest) = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84")) {
        let national = format!("0{}", rest.strip_prefix('0').unwrap_or(rest));
        if (10..=11).contains(&national.len()) && plan::is_dialled(&national) {
            return Some(of(&national));
        }
    }
    if digits.starts_with("1800") || digits.starts_with("1900") {
        let year = |group: Option<&Group<'_>>| {
            group.and_then(|group| group.digits.parse::<u32>().ok()).unwrap_or_default()
        };
        let years =
            sizes == [4, 4] && (year(groups.first())..=LAST_YEAR).contains(&year(groups.last()));
        let long = (7..=10).contains(&digits.len()) && !years;
        return long.then(|| (Kind::Other, plan::is_dialled(&digits)));
    }
    if !digits.starts_with('0') {
        let short = sizes == [3] && plan::EMERGENCIES.contains(&&*digits);
        return short.then_some((Kind::Short, true));
    }
    let day = sizes == [2, 2, 4] || sizes == [2, 2, 2];
    // A part of one, or things that are counted.
    let other = sizes.first() == Some(&1) || sizes.len() > 2 && sizes.iter().all(|size| *size == 2);
    if day || other && !plan::is_dialled(&digits) {
        return None;
    }
    match digits.len() {
        12 => {
            let card: [&[usize]; 4] = [&[12], &[3, 3, 3, 3], &[4, 4, 4], &[6, 6]];
            card.contains(&&*sizes).then_some((Kind::Identity, true))
        }
        9..=11 => Some(of(&digits)),
        7 | 8 if sizes.len() > 1 && sizes.first() > Some(&2) => Some((Kind::Other, false)),
        _ => None,
    }
}

/// Two years with a dash between them are no number to call.
const LAST_YEAR: u32 = 2035;

/// Marks what is part of something longer. Numbers that are joined to each other alone are numbers:
/// `115/114`.
fn join(text: &str, found: &mut [Written]) {
    let joins = |c: char| "/-–_=.,".contains(c);
    let beside = |one: &Written, other: &Written| {
        let mut between = text.get(one.at.end..other.at.start).unwrap_or_default().chars();
        between.next().is_some_and(joins) && between.next().is_none()
    };
    for row in found.chunk_by_mut(beside) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let before = text.get(..first.at.start).unwrap_or_default();
        let mut letters = before.chars().rev();
        let left = letters.next().is_some_and(joins)
            && (letters.next().is_some_and(char::is_alphanumeric) || before.ends_with("//"));
        let mut letters = text.get(last.at.end..).unwrap_or_default().chars();
        let (sign, next) = (letters.next(), letters.next().unwrap_or(' '));
        let right = match sign {
            Some('.' | ',') => next.is_ascii_digit(),
            Some(sign) => joins(sign) && next.is_alphanumeric(),
            None => false,
        };
        for one in row.iter_mut() {
            one.joined = left || right;
        }
    }
    for one in found.iter_mut().filter(|one| one.kind == Kind::Short) {
        // "115 000 đồng": what comes next belongs to the number, and it is none to call.
        let after = text.get(one.at.end..).unwrap_or_default();
        let rest = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or_default();
        let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let next = rest.get(..digits).unwrap_or_default();
        one.joined |= digits == 3 && !plan::EMERGENCIES.contains(&next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Kind)> {
        let free = numbers(text).into_iter().filter(|one| !one.joined);
        free.filter_map(|one| Some((text.get(one.at)?, one.kind))).collect()
    }

    #[test]
    fn a_number_is_found_however_it_is_typed() {
        for (typed, kind) in [
            ("0912-345-678", Kind::Mobile),
            ("0912 345 678", Kind::Mobile),
            ("0912\u{a0}345\u{a0}678", Kind::Mobile),
            ("0912.345.678", Kind::Mobile),
            ("0912345678", Kind::Mobile),
            ("0912,345,678", Kind::Mobile),
            ("0 9 1 2 3 4 5 6 7 8", Kind::Mobile),
            ("09 12 34 56 78", Kind::Mobile),
            ("0912 – 345 – 678", Kind::Mobile),
            ("+84 912 345 678", Kind::Mobile),
            ("+84912345678", Kind::Mobile),
            ("(+84) 912 345 678", Kind::Mobile),
            ("84 912 345 678", Kind::Mobile),
            ("O912345678", Kind::Mobile),
            ("09l2 345 678", Kind::Mobile),
            ("0084 912 345 678", Kind::Mobile),
            ("(0271) 3 888 888", Kind::Other),
            ("(0271)3888888", Kind::Other),
            ("0271.3888.888", Kind::Other),
            ("0271 388 888", Kind::Other),
            ("+1 555 010 0000", Kind::Other),
            ("1800-1567", Kind::Other),
            ("1800 1567", Kind::Other),
            ("18001567", Kind::Other),
            ("1900.545.415", Kind::Other),
            ("115", Kind::Short),
            ("079 203 001 234", Kind::Identity),
            ("079203001234", Kind::Identity),
        ] {
            for text in [
                format!("Gọi {typed}."),
                format!("({typed}), nhé"),
                typed.to_owned(),
                format!("tel:{typed}"),
                format!("[{typed}]"),
            ] {
                let found = found(&text);
                let [(at, of)] = found[..] else { panic!("{text}: {found:?}") };
                assert_eq!((at, of), (typed, kind), "{text}");
            }
        }
        for (text, many) in [
            ("115/114", 2),
            ("113-114", 2),
            ("Gọi 114,115 hay 112.", 3),
            ("0912 345 678/0987 654 321", 2),
        ] {
            assert_eq!(found(text).len(), many, "{text}");
        }
        assert_eq!(found("ហៅ115ភ្លាម").len(), 1);
    }

    #[test]
    fn other_numbers_are_none_to_call() {
        for text in [
            "2026-11-24",
            "05-11-2026",
            "05.11.2026",
            "08.01.2026",
            "01/12/2025",
            "11.15",
            "1,115 mét",
            "24/7",
            "1900-1975",
            "1800–1900",
            "3-5 tuổi",
            "56/2017/NĐ-CP",
            "115/2020/NĐ-CP",
            "https://a.example/115",
            "https://a.example/x?y=0912345678",
            "call_115",
            "115 000 đồng",
            "115m",
            "A115",
            "0.123456789",
            "0,5",
            "01 02 03 04 05",
            "QĐ-115",
            "2025 2026",
            "110-120 cm",
            "11.5312, 106.8921",
            "1/115",
            "E. coli O157, O2, 1l5, 11l, 0l5",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
