//! The campaign at a glance: what is written, signed, translated and known, and what is not.
//!
//! 1. [`State`] is counted from the campaign: [`lessons`], [`places`], [`facts`].
//! 2. [`tables`] says it in tables for people, [`local`] what is known of places.
//! 3. [`terminal`], [`html`] and [`workbook`] show those tables; programs get the state itself.

pub mod facts;
mod html;
pub mod lessons;
mod local;
pub mod places;
pub mod tables;
mod terminal;
#[cfg(test)]
mod tests;
mod workbook;

use std::{fs, path::Path};

use serde::Serialize;

pub use html::page;
pub use terminal::text;
pub use workbook::workbook;

use crate::{
    foreign,
    model::{Campaign, Date, Selection},
};

/// Days ahead that count as soon.
pub const SOON_DAYS: i64 = 60;

/// Where a campaign stands on a day.
#[derive(Debug, Clone, Serialize)]
pub struct State {
    /// Its title in its first language.
    pub title: String,
    /// The day.
    pub as_of: Date,
    /// What each language has of each pack.
    pub languages: Vec<lessons::Language>,
    /// Every lesson.
    pub lessons: Vec<lessons::Lesson>,
    /// The first-aid protocols.
    pub protocols: Vec<lessons::Protocol>,
    /// The communes and wards of the day.
    pub places: Vec<places::PlaceStatus>,
    /// Their dangerous waters.
    pub waters: places::Waters,
    /// The facts, those that expire first at the beginning.
    pub facts: Vec<facts::Fact>,
}

/// Counts where a campaign stands.
pub fn state(campaign: &Campaign, selection: &Selection) -> State {
    let places = places::places(campaign, selection);
    State {
        title: campaign.settings.title.get(campaign.first_lang()).cloned().unwrap_or_default(),
        as_of: selection.as_of,
        languages: lessons::languages(campaign),
        lessons: lessons::lessons(campaign),
        protocols: lessons::protocols(campaign),
        waters: places::waters(&places),
        places,
        facts: facts::facts(campaign, selection.as_of),
    }
}

/// No report is larger.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Whether a report may be written there: nothing is there, or a report that nobody changed since.
pub fn is_free(path: &Path) -> bool {
    if path.symlink_metadata().is_err() {
        return true;
    }
    let bytes = fs::File::open(path).and_then(|file| foreign::whole(&file, LARGEST));
    let is_own = |bytes: Vec<u8>| html::is_own(&bytes) || workbook::is_own(&bytes);
    bytes.is_ok_and(|bytes| bytes.is_some_and(is_own))
}

/// Whether a day has passed, or comes soon.
fn soon(day: Date, today: Date) -> bool {
    use jiff::ToSpan;
    day <= today.saturating_add(SOON_DAYS.days())
}
