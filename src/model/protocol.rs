//! Protocols: first-aid sequences, worded for each kind of reader, that a health authority signs.

use std::collections::BTreeMap;

use super::{Audience, Block, Date, Lang, lesson::Review};
use crate::diag::{FileId, Span};

/// What to do, in order, when a life depends on it. Its title, source and dates are those of the
/// fact of the same id; its numbers are the facts `ID.NAME`.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// Its id, by which lessons show it.
    pub id: String,
    /// When its steps or numbers were last changed.
    pub revised: Date,
    /// Who signed it, if anybody did.
    pub sign_off: Review,
    /// Its wordings, by language.
    pub texts: BTreeMap<Lang, ProtocolText>,
    /// Its record in `facts.yaml`.
    pub span: Span,
}

impl Protocol {
    /// Whether it was signed as it stands: a signature under an older text does not count.
    pub fn is_signed(&self) -> bool {
        match &self.sign_off {
            Review::Draft => false,
            Review::Approved { on, .. } => *on >= self.revised,
        }
    }

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
