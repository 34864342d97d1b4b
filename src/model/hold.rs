//! What may not be published yet; why is reported.

use std::collections::BTreeSet;

use super::Lang;

/// What nobody signed or confirmed, by what it is. Production leaves it out, with all that rests on it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holds {
    /// Lessons, each in a language.
    pub texts: BTreeSet<(String, Lang)>,
    /// Protocols, each in a language.
    pub protocols: BTreeSet<(String, Lang)>,
    /// Facts.
    pub facts: BTreeSet<String>,
    /// Pictures, by path relative to the campaign.
    pub pictures: BTreeSet<String>,
}
