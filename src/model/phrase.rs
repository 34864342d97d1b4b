//! Phrases: the words of themes, one file a language.

use std::collections::BTreeMap;

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
