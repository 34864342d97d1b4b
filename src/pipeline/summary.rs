//! What a build says at its end.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    check::Reading,
    diag::{Failure, Level, Report, Span},
    model::{Format, address},
    write::Session,
};

/// The closing summary.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Pages of the site.
    pub pages: u64,
    /// Printed documents.
    pub leaflets: u64,
    /// Files that hold all sheets of a layout for a place.
    pub bundles: u64,
    /// Files in which the sheets of a place are packed.
    pub zips: u64,
    /// Sheets for a printing house.
    pub press: u64,
    /// Lessons as plain text.
    #[serde(default)]
    pub texts: u64,
    /// All files of the output, but for the list of them.
    #[serde(default)]
    pub files: u64,
    /// Whether nothing had changed since the last build, so that nothing was checked again.
    #[serde(skip)]
    pub unchanged: bool,
    /// Warnings.
    pub warnings: usize,
    /// Local data that is not known.
    pub gaps: usize,
    /// Texts and facts that await a signature.
    pub reviews: usize,
    /// Texts, languages and layouts that nobody approved, and parked lessons: what is left out.
    pub left_out: usize,
    /// How hard each lesson is to read; for a check only.
    #[serde(skip)]
    pub readings: Vec<Reading>,
    /// Addresses of the web that readers can follow, with the first place of each; for a check only.
    #[serde(skip)]
    pub external: BTreeMap<String, Span>,
    /// Files written by this run.
    #[serde(skip)]
    pub written: u64,
    /// Files that were right already.
    #[serde(skip)]
    pub skipped: u64,
    /// Files removed because nothing makes them any more.
    #[serde(skip)]
    pub removed: u64,
}

impl Summary {
    /// The counts of a report.
    pub fn of(report: &Report) -> Self {
        Self {
            warnings: report.count(Level::Warning),
            gaps: report.count(Level::Gap),
            reviews: report.count(Level::Review),
            left_out: report
                .diagnostics()
                .iter()
                .filter(|d| ["left-out", "lesson-parked"].contains(&d.code))
                .count(),
            ..Self::default()
        }
    }

    /// The same again, when nothing had to be done.
    #[must_use]
    pub fn again(mut self) -> Self {
        self.skipped = self.files;
        self.unchanged = true;
        self
    }

    /// Counts what the output holds.
    pub fn count(&mut self, session: &Session) -> Result<(), Failure> {
        session.rows(|row| {
            let files = row.files.len() as u64;
            self.files += files;
            match Format::of(row.tag.format) {
                None | Some(Format::Cards | Format::Thumbnail(_)) => {}
                Some(Format::Text) => self.texts += files,
                Some(Format::Web) => {
                    let pages = row.files.iter().filter(|(name, _)| address::is_page(name));
                    self.pages += pages.count() as u64;
                }
                Some(Format::Sheet(_)) => self.leaflets += files,
                Some(Format::Press(_)) => self.press += files,
                Some(Format::Bundle(_)) => self.bundles += files,
                Some(Format::Zip) => self.zips += files,
            }
        })
    }

    /// As kept with the keys.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From the keys.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
