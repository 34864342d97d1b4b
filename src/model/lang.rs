//! The languages of a campaign are data, not an enum.

use std::{fmt, sync::Arc};

/// A BCP 47 language tag, for example `vi`, `km` or `sti-x-qd70`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

/// Languages of scripts that stack marks and put no spaces between words.
const STACKING: [&str; 4] = ["km", "lo", "my", "th"];

/// Languages that are written from right to left, unless their tag names another script.
const LEFTWARD: [&str; 11] = ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "ug", "ur", "yi"];

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
        !self.stacks_marks()
    }

    /// Whether a space parts syllables and not words: *tự tử* is one word, and neither *tự* nor *tử*
    /// says anything of it.
    pub fn has_syllables(&self) -> bool {
        self.primary() == "vi"
    }

    /// Whether its script puts marks above and below the line, and so needs a larger font.
    pub fn stacks_marks(&self) -> bool {
        STACKING.contains(&self.primary())
    }

    /// Whether it is written from right to left, which no page and no sheet is laid out for.
    pub fn runs_to_the_left(&self) -> bool {
        let script = self.0.split('-').nth(1).unwrap_or_default();
        let by_script = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"];
        LEFTWARD.contains(&self.primary()) && script.len() != 4
            || by_script.contains(&script.to_ascii_lowercase().as_str())
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
