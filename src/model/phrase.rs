//! Phrases: the words of themes, one file a language.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{FileId, Span};

/// A word or a pattern with placeholders such as `{n}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phrase {
    /// The same for any number.
    One(String),
    /// By plural category; `other` is always there.
    Plural {
        /// For exactly one.
        one: String,
        /// For the rest.
        other: String,
    },
}

/// The phrases of one language.
#[derive(Debug, Clone)]
pub struct Phrasebook {
    /// Its file.
    pub file: FileId,
    /// Whether a native reader has still to review them.
    pub needs_review: bool,
    /// The phrases, with their place in the file.
    pub phrases: BTreeMap<String, (Phrase, Span)>,
}

impl Phrasebook {
    /// The phrase of a key, if it is a single one.
    pub fn get(&self, key: &str) -> Option<&str> {
        match self.phrases.get(key) {
            Some((Phrase::One(text) | Phrase::Plural { other: text, .. }, _)) => Some(text),
            None => None,
        }
    }
}

/// The keys by which files of a theme can ask for phrases: `t.print_issuer`, or `t.at("role_" + role)`.
pub struct Askable<'t> {
    words: BTreeSet<&'t str>,
    quoted: BTreeSet<&'t str>,
}

impl<'t> Askable<'t> {
    /// What some files can ask for.
    pub fn of(files: impl Iterator<Item = &'t str>) -> Self {
        let (mut words, mut quoted) = (BTreeSet::new(), BTreeSet::new());
        for text in files {
            // A hyphen may be part of a name, or come after it.
            for inside in ["_", "_-"] {
                let is_outside = |c: char| !c.is_alphanumeric() && !inside.contains(c);
                words.extend(text.split(is_outside));
            }
            quoted.extend(text.split(['"', '\'', '`']));
        }
        Self { words, quoted }
    }

    /// Whether they can ask for a key, as a whole or put together from its beginning.
    pub fn has(&self, key: &str) -> bool {
        let mut stems = key.match_indices('_').filter_map(|(at, _)| key.get(..=at));
        let Self { words, quoted } = self;
        words.contains(key) || quoted.contains(key) || stems.any(|stem| quoted.contains(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_asked_for_as_a_whole_or_by_its_beginning() {
        let files = ["{{ t.call_now }} {{ t['two-words'] }}", "#t.a-b #t.at(\"role_\" + role)"];
        let askable = Askable::of(files.into_iter());
        for key in ["call_now", "two-words", "a-b", "role_police"] {
            assert!(askable.has(key), "{key}");
        }
        for key in ["call", "call_no", "rol_police", "now"] {
            assert!(!askable.has(key), "{key}");
        }
    }
}
