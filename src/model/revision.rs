//! What a translation was made from, paragraph by paragraph.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::fold::nfc;

/// A paragraph of an original: a line of its front matter, an item, a cell, an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its part: `head`, the key of a role or of a short part.
    pub part: String,
    /// Its name in the lesson: `title`, `do.3`.
    pub key: String,
    /// What it says, as a mark.
    pub mark: Mark,
}

/// Tells two texts of a paragraph apart: 24 bits, written with six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u32);

impl Mark {
    /// The mark of some words; how they are wrapped into lines does not matter.
    pub fn of(words: &str) -> Self {
        let flat = nfc(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        Self(u32::try_from(xxh3_64(flat.as_bytes()) & 0xFF_FFFF).unwrap_or_default())
    }

    /// The mark that was written; nothing if it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let right = written.len() == 6 && written.bytes().all(|b| b.is_ascii_hexdigit());
        right.then(|| u32::from_str_radix(written, 16).ok().map(Self)).flatten()
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:06x}", self.0)
    }
}

/// The marks of the paragraphs that a translation was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// For each part, the mark of the original of each paragraph of the translation, in order;
    /// nothing where it is not known, or where the original has no such paragraph.
    pub parts: BTreeMap<String, Vec<Option<Mark>>>,
    /// The marks of paragraphs that the translation leaves out on purpose.
    pub without: Vec<Mark>,
}

impl Origin {
    /// Whether a paragraph still says what it said, or is left out on purpose.
    pub fn knows(&self, part: &str, mark: Mark) -> bool {
        self.parts.get(part).is_some_and(|marks| marks.contains(&Some(mark)))
            || self.without.contains(&mark)
    }

    /// What of the original is new or says something else, and the parts that lost a paragraph.
    pub fn changed(&self, original: &[Paragraph]) -> Vec<String> {
        let is_new = |paragraph: &&Paragraph| !self.knows(&paragraph.part, paragraph.mark);
        let mut changed: Vec<String> =
            original.iter().filter(is_new).map(|paragraph| paragraph.key.clone()).collect();
        for (part, marks) in &self.parts {
            let of_part = || original.iter().filter(|paragraph| paragraph.part == *part);
            let gone = marks.iter().flatten();
            let gone = gone.filter(|mark| !of_part().any(|paragraph| paragraph.mark == **mark));
            if gone.count() > of_part().filter(is_new).count() {
                changed.push(part.clone());
            }
        }
        changed
    }
}

/// Names of paragraphs for people: of a part with more than three, their number.
pub fn shown(changed: &[String]) -> String {
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for key in changed {
        let part = key.split('.').next().unwrap_or_default();
        match parts.last_mut() {
            Some((last, keys)) if *last == part => keys.push(key),
            _ => parts.push((part, vec![key])),
        }
    }
    let shown = parts.into_iter().map(|(part, keys)| match keys.len() {
        0..=3 => keys.join(", "),
        many => format!("{part} ({many})"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named() {
        let paragraph = |key: &str, words: &str| Paragraph {
            part: key.split('.').next().unwrap_or_default().to_owned(),
            key: key.to_owned(),
            mark: Mark::of(words),
        };
        let old = [paragraph("do.1", "Một"), paragraph("do.2", "Hai"), paragraph("why.1", "Ba")];
        let mut origin = Origin::default();
        for Paragraph { part, mark, .. } in &old {
            origin.parts.entry(part.clone()).or_default().push(Some(*mark));
        }
        assert!(origin.changed(&old).is_empty());
        let wrapped =
            [paragraph("do.1", "Mô\u{323}t"), paragraph("do.2", " Hai\n"), old[2].clone()];
        assert!(origin.changed(&wrapped).is_empty());
        let new = [paragraph("do.1", "Một"), paragraph("do.2", "Hai rưỡi")];
        assert_eq!(origin.changed(&new), ["do.2", "why"]);
        origin.without.push(Mark::of("Hai rưỡi"));
        assert_eq!(origin.changed(&new), ["do", "why"]);
        let many = ["title", "do.1", "do.2", "do.3", "do.4"].map(str::to_owned);
        assert_eq!(shown(&many), "title, do (4)");
        assert_eq!(Mark::parse(&Mark::of("Một").to_string()), Some(Mark::of("Một")));
    }
}
