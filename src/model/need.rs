//! What people type who need a lesson and do not know what it is called.

use crate::diag::Span;

/// Words that people type, and where they lead.
#[derive(Debug, Clone)]
pub struct Need {
    /// The words, in any language.
    pub words: Vec<String>,
    /// Facts of numbers to call, which are shown first.
    pub call: Vec<(String, Span)>,
    /// Lessons and packs, in the order in which they are shown.
    pub show: Vec<(String, Span)>,
}
