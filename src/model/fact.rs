//! Facts: dated records that lessons cite, so that a number lives once.

use std::collections::BTreeMap;

use jiff::ToSpan;

use super::{Date, Lang, Phone};
use crate::diag::Span;

/// What sort of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A number to call.
    Phone,
    /// A law or an article of one.
    Law,
    /// A figure.
    Figure,
    /// A first-aid sequence, by its title; its steps are a [`Protocol`](super::Protocol).
    Protocol,
    /// A programme of the state.
    Programme,
}

/// A dated record of `facts.yaml`.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its id, by which lessons cite it.
    pub id: String,
    /// What sort it is.
    pub kind: FactKind,
    /// The value by language; one entry under the first language serves all when the value is
    /// a number.
    pub value: BTreeMap<Lang, String>,
    /// Of a number to call, the values that can be called.
    pub phones: BTreeMap<Lang, Phone>,
    /// What it says, by language.
    pub says: BTreeMap<Lang, String>,
    /// First day it holds; absent when it has held since before our records.
    pub valid_from: Option<Date>,
    /// Last day it holds.
    pub valid_to: Option<Date>,
    /// Id of its source.
    pub source: String,
    /// When the source said it; nothing where that is not written down.
    pub source_date: Option<Date>,
    /// When somebody last compared it with its source.
    pub checked_on: Date,
    /// Whether an expert must still confirm it.
    pub awaits_expert: bool,
    /// The record in `facts.yaml`.
    pub span: Span,
}

/// How long what a source says, or a look at it, counts, in days.
const COUNTS: i64 = 366;

impl FactKind {
    /// Whether what holds is what a source said last: a number to call ends in silence, and to read
    /// the same old page again proves nothing. A law holds until another one ends it, and a protocol
    /// until it is signed anew.
    pub fn ages_with_its_source(self) -> bool {
        match self {
            Self::Phone | Self::Figure | Self::Programme => true,
            Self::Law | Self::Protocol => false,
        }
    }
}

impl Fact {
    /// The day from which it ages: that of its source, or of the last look at it.
    pub fn dated(&self) -> Date {
        match self.source_date {
            Some(day) if self.kind.ages_with_its_source() => day,
            _ => self.checked_on,
        }
    }

    /// The last day on which it counts as known; after it somebody must find a newer source, or
    /// look at the source again.
    pub fn check_by(&self) -> Date {
        self.dated().saturating_add(COUNTS.days())
    }

    /// The day on which it ends or must be checked again, whichever is first.
    pub fn expires(&self) -> Date {
        self.valid_to.map_or(self.check_by(), |end| end.min(self.check_by()))
    }

    /// The value in a language, else in the first language.
    pub fn value_in(&self, lang: &Lang, first: &Lang) -> &str {
        in_lang(&self.value, lang, first)
    }

    /// The number that the value in a language is, if it can be called.
    pub fn phone_in(&self, lang: &Lang, first: &Lang) -> Option<&Phone> {
        self.phones.get(if self.value.contains_key(lang) { lang } else { first })
    }

    /// What it says in a language, else in the first language.
    pub fn says_in(&self, lang: &Lang, first: &Lang) -> &str {
        in_lang(&self.says, lang, first)
    }
}

/// Who stands behind a source, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A law, a state body, the WHO, a council that writes guidelines.
    Authority,
    /// A hospital, a university, an organisation known for its work in the field.
    Institution,
    /// A newspaper or a broadcaster that answers for what it prints.
    Press,
    /// Anybody else: it may have led somebody to the right place, and is shown to no reader.
    Weak,
}

impl Grade {
    /// All, by their names in `sources.yaml`.
    pub const ALL: [(&str, Self); 4] = [
        ("authority", Self::Authority),
        ("institution", Self::Institution),
        ("press", Self::Press),
        ("weak", Self::Weak),
    ];

    /// Whether a province can show it to readers.
    pub fn is_shown(self) -> bool {
        self != Self::Weak
    }
}

/// A published source, as the reader sees it named.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its id, by which facts and lessons cite it.
    pub id: String,
    /// Title by language.
    pub title: BTreeMap<Lang, String>,
    /// Who published it; may be empty.
    pub publisher: String,
    /// The year; may be empty.
    pub year: String,
    /// Its address; may be empty.
    pub url: String,
    /// Who stands behind it.
    pub grade: Grade,
    /// The record in `sources.yaml`.
    pub span: Span,
}

/// The entry of a language, else of the first language, else nothing.
pub fn in_lang<'a>(by_lang: &'a BTreeMap<Lang, String>, lang: &Lang, first: &Lang) -> &'a str {
    by_lang.get(lang).or_else(|| by_lang.get(first)).map_or("", String::as_str)
}
