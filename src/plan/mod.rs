//! What a run makes, as data: folders of jobs, each of them a file and what it is of.
//!
//! A plan knows what was written and what was asked for, and no format: nothing is rendered to make
//! one. The formats make what it lists, and a test holds the output against it.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod folders;
mod hashed;
mod page;
mod sheet;

use crate::model::{Campaign, Format, Lang, Place, Selection, place::GENERAL};

pub use folders::{Extras, Folder, Job, Subject};
pub use hashed::{assets, card_name, picture_name};
pub use page::Kind;
pub use sheet::{Sheets, offered};

/// What a run makes.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    langs: Vec<&'a Lang>,
    places: Vec<Option<&'a Place>>,
}

impl<'a> Plan<'a> {
    /// The plan of a run.
    pub fn new(campaign: &'a Campaign, selection: &'a Selection) -> Self {
        let named = |list: &[String], name: &str| {
            list.is_empty() || list.iter().any(|wanted| wanted == name)
        };
        let langs = campaign.languages(selection.unreviewed).into_iter();
        let langs = langs.filter(|lang| named(&selection.langs, lang.as_str())).collect();
        let communes = campaign.communes(selection.as_of, selection.sample).into_iter();
        let communes = communes.filter(|place| named(&selection.places, &place.id)).map(Some);
        let general = named(&selection.places, GENERAL).then_some(None);
        let places = general.into_iter().chain(communes).collect();
        Self { campaign, selection, langs, places }
    }

    /// The languages of the run, in order.
    pub fn langs(&self) -> &[&'a Lang] {
        &self.langs
    }

    /// The places of the run; `None` is the general edition.
    pub fn places(&self) -> &[Option<&'a Place>] {
        &self.places
    }

    /// Whether the run makes a format.
    pub fn makes(&self, format: Format<&str>) -> bool {
        self.selection.makes(&self.campaign.settings, format)
    }
}
