//! The languages of a campaign are data, not an enum.

use std::{fmt, sync::Arc};

/// A BCP 47 language tag, for example `vi`, `km` or `sti-x-qd70`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The tag as a language.
    pub fn new(tag: &str) -> Self {
        Self(tag.into())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag without region, script or private part: what a hyphenation or plural rule needs.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether words stand apart, so that they can be counted: Khmer and its like put no spaces
    /// between them.
    pub fn has_spaces(&self) -> bool {
        !matches!(self.primary(), "km" | "lo" | "th" | "my")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far a language has come in this campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Built.
    Published,
    /// Written, awaits a native reviewer; built only with `--unreviewed`, with a band on
    /// every page.
    Unreviewed,
    /// Named, without text; neither checked nor built.
    Planned,
}

/// A language that the campaign names.
#[derive(Debug, Clone)]
pub struct Language {
    /// Its tag.
    pub lang: Lang,
    /// How far it has come.
    pub status: Status,
}
