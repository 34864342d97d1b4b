//! Protocols: first-aid sequences, worded for each kind of reader, that a health authority signs.

use std::collections::BTreeMap;

use super::{Audience, Block, Date, Lang, Signature, lesson::Drafter};
use crate::diag::{FileId, Span};

/// What to do, in order, when a life depends on it. Its title, source and dates are those of the
/// fact of the same id; its numbers are the facts `ID.NAME`.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// Its id, by which lessons show it.
    pub id: String,
    /// When its steps or numbers were last changed; dates the sheets that show it.
    pub revised: Date,
    /// Its numbers, by name.
    pub values: BTreeMap<String, String>,
    /// Who drafted it, if that must be shown.
    pub drafted_by: Option<Drafter>,
    /// Who signed it, by language.
    pub signatures: BTreeMap<Lang, Signature>,
    /// Its wordings, by language.
    pub texts: BTreeMap<Lang, ProtocolText>,
    /// Its record in `facts.yaml`.
    pub span: Span,
}

impl Protocol {
    /// What it says to an audience.
    pub fn blocks(&self, lang: &Lang, audience: Audience) -> Option<&[Block]> {
        self.texts.get(lang)?.parts.get(&audience).map(Vec::as_slice)
    }
}

/// A protocol in one language.
#[derive(Debug, Clone)]
pub struct ProtocolText {
    /// Its file, `content/protocols/ID.LANG.md`.
    pub file: FileId,
    /// What it says to each audience.
    pub parts: BTreeMap<Audience, Vec<Block>>,
}
