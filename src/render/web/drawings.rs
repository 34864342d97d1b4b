//! Drawings that are on a page more than once.
//!
//! The colours, clips and masks of a drawing have ids, `p` and the hash of the drawing before their
//! number, by which its shapes refer to them. In a page that holds it twice each id would be there
//! twice, and a browser that hides the first would show the second without its colours. So each
//! occurrence after the first gets its own number between the hash and the number of the part.

use std::{borrow::Cow, collections::BTreeSet};

/// How a drawing opens in a page, made small or not.
const OPEN: &str = "<svg";
const CLOSE: &str = "</svg>";

/// Letters of the hash of a drawing.
const HASH: usize = 8;

/// The name of a drawing in a page, `p` and its hash, and which occurrence of it this is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a> {
    hash: &'a str,
    occurrence: usize,
}

impl<'a> Name<'a> {
    /// The name by which the parts of a drawing are called; nothing if none has an id.
    fn of(drawing: &'a str) -> Option<Self> {
        drawing.match_indices(" id=").find_map(|(at, id)| {
            let id = drawing.get(at + id.len()..)?;
            let (hash, rest) = id.strip_prefix('"').unwrap_or(id).split_at_checked(1 + HASH)?;
            let digits = hash.strip_prefix('p')?;
            let rest = rest.strip_prefix('-')?;
            let known = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, rest) = rest.split_at_checked(end)?;
            let number = number.parse().ok()?;
            let occurrence = if rest.starts_with('-') { number } else { 0 };
            known.then_some(Self { hash, occurrence })
        })
    }

    /// What all its ids begin with.
    fn start(&self) -> String {
        match self.occurrence {
            0 => format!("{}-", self.hash),
            number => format!("{}-{number}-", self.hash),
        }
    }
}

/// Whether a drawing whose parts have ids is in a page, or in a piece of one.
pub fn are_in(page: &[u8]) -> bool {
    std::str::from_utf8(page)
        .is_ok_and(|page| each(page).any(|(_, drawing)| Name::of(drawing).is_some()))
}

/// A page in which no two drawings have parts of the same id. The first of each stays as it is.
pub fn distinct(page: &str) -> Cow<'_, str> {
    let mut taken: BTreeSet<Name<'_>> = BTreeSet::new();
    let mut made = String::new();
    let mut kept = 0;
    for (at, drawing) in each(page) {
        let Some(name) = Name::of(drawing) else { continue };
        if taken.insert(name.clone()) {
            continue;
        }
        let mut own = name.clone();
        while !taken.insert(own.clone()) {
            own.occurrence += 1;
        }
        made.push_str(page.get(kept..at).unwrap_or_default());
        made.push_str(&drawing.replace(&name.start(), &own.start()));
        kept = at + drawing.len();
    }
    if kept == 0 {
        return Cow::Borrowed(page);
    }
    made.push_str(page.get(kept..).unwrap_or_default());
    Cow::Owned(made)
}

/// The drawings of a page and where each begins. One within another is a part of that.
fn each(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + page.get(from..)?.find(OPEN)?;
        let mut end = start + OPEN.len();
        let mut depth = 1;
        while depth > 0 {
            let rest = page.get(end..)?;
            let close = rest.find(CLOSE)?;
            match rest.find(OPEN).filter(|open| *open < close) {
                Some(open) => {
                    depth += 1;
                    end += open + OPEN.len();
                }
                None => {
                    depth -= 1;
                    end += close + CLOSE.len();
                }
            }
        }
        from = end;
        Some((start, page.get(start..end)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(name: &str) -> String {
        format!(
            "<svg viewBox=\"0 0 9 9\"><g clip-path=\"url(#{name}0)\"><svg><path fill=\"url(#{name}1) red\"/>\
             </svg></g><defs><clipPath id=\"{name}0\"></clipPath><linearGradient id=\"{name}1\"/></defs></svg>"
        )
    }

    #[test]
    fn each_occurrence_of_a_drawing_has_ids_of_its_own() {
        let (a, b) = ("p0123abcd-", "pffffffff-");
        let plain = "<svg><path d=\"M0 0\"/></svg><p id=p1>p0123abcd-0</p>";
        let page = |names: [&str; 5]| names.map(drawing).join(plain);
        let first = page([a, b, a, a, b]);
        let apart = page([a, b, "p0123abcd-1-", "p0123abcd-2-", "pffffffff-1-"]);
        assert_eq!(distinct(&first), apart);
        assert!(matches!(distinct(&apart), Cow::Borrowed(_)), "nothing is left to do");
        // A piece that was made by itself follows what is distinct already.
        assert_eq!(distinct(&(apart.clone() + &drawing(a))), apart + &drawing("p0123abcd-3-"));
        let once = page([a, b, "p00000000-", "p00000001-", "p00000002-"]);
        assert!(matches!(distinct(&once), Cow::Borrowed(_)));
    }

    #[test]
    fn a_page_that_was_made_small_is_read_alike() {
        let small = "<svg><path fill=url(#p0123abcd-0) /><linearGradient id=p0123abcd-0></linearGradient></svg>";
        let second = small.replace("p0123abcd-0", "p0123abcd-1-0");
        assert_eq!(distinct(&small.repeat(2)), format!("{small}{second}"));
        assert!(are_in(small.as_bytes()));
        for other in [
            "<svg id=p0123abc></svg>",
            "<svg><g id=p0123abcd-></g></svg>",
            "<svg><g id=pABCDEFGH-0></g></svg>",
            "<svg id=p0123abcd-0",
            "<p id=p0123abcd-0></p>",
            "<svg><path/></svg>",
            "",
        ] {
            assert!(!are_in(other.as_bytes()), "{other}");
            assert_eq!(distinct(&other.repeat(2)), other.repeat(2));
        }
    }

    #[test]
    fn links_and_names_go_where_the_ids_go() {
        let drawing = "<svg aria-labelledby=\"p0123abcd-0 p0123abcd-1\"><title id=\"p0123abcd-0\">a</title>\
                       <g id=\"p0123abcd-1\"/><use href=\"#p0123abcd-1\"/></svg>";
        let second = drawing.replace("p0123abcd-", "p0123abcd-1-");
        assert_eq!(distinct(&drawing.repeat(2)), format!("{drawing}{second}"));
    }
}
