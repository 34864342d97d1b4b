//! A campaign: all that was written.

use std::collections::BTreeMap;

use super::{
    Contact, ContactRole, Date, Fact, Format, Lang, Language, Lesson, Need, Pack, Photograph,
    Phrasebook, Picture, Place, Protocol, Reference, Signer, Status, Theme, format,
};
use crate::diag::{FileId, Span};

/// Whether unsigned content may be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Everything is built, with a band that says so.
    Draft,
    /// Unsigned content is refused.
    Production,
}

/// What is known of the printing of a layout, for its imprint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Printing<'a> {
    /// How many copies; nothing while unknown.
    pub run: Option<u32>,
    /// Who prints them; empty while unknown.
    pub printer: &'a str,
}

/// One of `print`: how many copies of a layout are printed, and by whom.
#[derive(Debug, Clone)]
pub struct PrintOrder {
    /// The name of the layout, or [`ALL`](Self::ALL).
    pub layout: String,
    /// Where that is written.
    pub span: Span,
    /// How many copies; nothing while unknown.
    pub run: Option<u32>,
    /// Who prints them; empty while unknown.
    pub printer: String,
}

impl PrintOrder {
    /// What stands for every layout.
    pub const ALL: &str = format::ALL;
}

/// `campaign.yaml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its file.
    pub file: FileId,
    /// Title by language.
    pub title: BTreeMap<Lang, String>,
    /// Second line of the title by language; may be empty.
    pub subtitle: BTreeMap<Lang, String>,
    /// Who publishes, by language; empty is unknown and printed as a line.
    pub issuer: BTreeMap<Lang, String>,
    /// Number and date of the licence to print; empty is unknown.
    pub licence: String,
    /// How many copies of which layout are printed, and by whom.
    pub print: Vec<PrintOrder>,
    /// Languages; the first one is what others fall back to.
    pub languages: Vec<Language>,
    /// The first of them, which others fall back to.
    pub first: Lang,
    /// Where the site will stand, without a final `/`; empty when not known.
    pub base_url: String,
    /// Where `base_url` is written, if it is.
    pub base_url_span: Option<Span>,
    /// Where a reader reports a mistake: an e-mail address or that of a page; empty when there is none.
    pub report_to: String,
    /// The formats that a plain build makes.
    pub formats: Vec<(String, Span)>,
    /// Whether unsigned content may be built.
    pub mode: Mode,
    /// The day that dated records are selected for, if the campaign fixes it.
    pub as_of: Option<Date>,
    /// Ids of places that are made up, built only with `--sample`, and where each is written.
    pub sample: BTreeMap<String, Span>,
    /// Who may sign, by id.
    pub signers: BTreeMap<String, Signer>,
    /// Facts with the numbers of the call box on home pages.
    pub emergency: Vec<(String, Span)>,
}

/// What a campaign makes that lists no formats: its site and copier sheets.
const UNLISTED: [Format<&str>; 2] = [Format::Web, Format::Sheet("copier")];

impl Settings {
    /// Whether a plain build makes a format.
    pub fn makes(&self, format: Format<&str>) -> bool {
        let Some(name) = format.asked_as() else { return false };
        if self.formats.is_empty() {
            UNLISTED.into_iter().any(|made| made.asked_as() == Some(name))
        } else {
            self.formats.iter().any(|(wanted, _)| [name, format::ALL].contains(&wanted.as_str()))
        }
    }

    /// What is known of the printing of a layout: what is said of it alone, then of all.
    pub fn printing(&self, layout: &str) -> Printing<'_> {
        let of = |name: &str| self.print.iter().find(|order| order.layout == name);
        let orders = [of(layout), of(PrintOrder::ALL)];
        let known = || orders.iter().flatten();
        Printing {
            run: known().find_map(|order| order.run),
            printer: known()
                .map(|order| order.printer.as_str())
                .find(|printer| !printer.is_empty())
                .unwrap_or_default(),
        }
    }
}

/// What one run builds. Filters limit what is rendered; what lies outside them is not
/// touched.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The day that dated records are selected for.
    pub as_of: Date,
    /// Ids of places; empty for all.
    pub places: Vec<String>,
    /// Languages; empty for all.
    pub langs: Vec<String>,
    /// Formats; empty for the campaign's own list.
    pub formats: Vec<String>,
    /// Build the made-up places too.
    pub sample: bool,
    /// Build languages that await review too.
    pub unreviewed: bool,
}

impl Selection {
    /// Whether the run makes a format: one that is asked for, or one of the campaign's own list.
    pub fn makes(&self, settings: &Settings, format: Format<&str>) -> bool {
        if self.formats.is_empty() { settings.makes(format) } else { self.asks_for(format) }
    }

    /// Whether the command line asks for a format, by its name or with all others.
    pub fn asks_for(&self, format: Format<&str>) -> bool {
        let Some(name) = format.asked_as() else { return false };
        self.formats.iter().any(|wanted| [name, format::ALL].contains(&wanted.as_str()))
    }

    /// Whether the run leaves anything out.
    pub fn is_filtered(&self) -> bool {
        !(self.places.is_empty() && self.langs.is_empty() && self.formats.is_empty())
    }
}

/// All that was written: settings, packs, facts, places, phrases, theme.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// `campaign.yaml`.
    pub settings: Settings,
    /// Packs, in order.
    pub packs: Vec<Pack>,
    /// Facts by id.
    pub facts: BTreeMap<String, Fact>,
    /// Protocols by id; each has a fact of the same id.
    pub protocols: BTreeMap<String, Protocol>,
    /// Published sources by id.
    pub references: BTreeMap<String, Reference>,
    /// What people type into the search, in the order of the file.
    pub needs: Vec<Need>,
    /// Places by id, ended ones and those above communes included.
    pub places: BTreeMap<String, Place>,
    /// Phrases by language.
    pub phrases: BTreeMap<Lang, Phrasebook>,
    /// Pictures by path relative to the campaign.
    pub pictures: BTreeMap<String, Picture>,
    /// Those of them that are photographs, by the path of their file relative to the campaign.
    pub photographs: BTreeMap<String, Photograph>,
    /// The theme.
    pub theme: Theme,
    /// Files that could not be read, which is reported: no rule says what they might hold.
    pub unread: Vec<&'static str>,
}

impl Campaign {
    /// The language that others fall back to.
    pub fn first_lang(&self) -> &Lang {
        &self.settings.first
    }

    /// The languages that can be built at all, in order.
    pub fn languages(&self, unreviewed: bool) -> Vec<&Lang> {
        self.settings
            .languages
            .iter()
            .filter(|language| match language.status {
                Status::Published => true,
                Status::Unreviewed => unreviewed,
                Status::Planned => false,
            })
            .map(|language| &language.lang)
            .collect()
    }

    /// Whether no native reader has signed the words of a language yet.
    pub fn is_unreviewed(&self, lang: &Lang) -> bool {
        let found = self.settings.languages.iter().find(|language| language.lang == *lang);
        found.is_some_and(|language| language.status == Status::Unreviewed)
    }

    /// All lessons with their packs, in reading order.
    pub fn lessons(&self) -> impl Iterator<Item = (&Pack, &Lesson)> {
        self.packs.iter().flat_map(|pack| pack.lessons.iter().map(move |lesson| (pack, lesson)))
    }

    /// The communes and wards that stand on a day, by id; made-up ones only if asked for.
    pub fn communes(&self, day: Date, sample: bool) -> Vec<&Place> {
        self.places
            .values()
            .filter(|place| place.on(day).is_some_and(|unit| unit.kind.is_commune_level()))
            .filter(|place| sample || !self.is_sample(&place.id))
            .collect()
    }

    /// The communes and wards that ended before a day and have successors, by id.
    pub fn ended(&self, day: Date) -> Vec<&Place> {
        self.places
            .values()
            .filter(|place| place.on(day).is_none())
            .filter(|place| {
                place
                    .units
                    .last()
                    .is_some_and(|unit| unit.kind.is_commune_level() && !unit.successors.is_empty())
            })
            .collect()
    }

    /// Who to call for a role on a day: the place's own contact with a number, or one that the
    /// unit directly above lends to those below it, with that unit; else one without a number.
    pub fn contact<'a>(
        &'a self,
        place: &'a Place,
        role: ContactRole,
        day: Date,
    ) -> Option<(&'a Contact, Option<&'a Place>)> {
        let of = |place: &'a Place| {
            place
                .contacts
                .iter()
                .filter(move |contact| contact.role == role && contact.holds_on(day))
        };
        let has_number = |contact: &&Contact| contact.phone.is_some();
        let own = of(place).find(has_number).map(|contact| (contact, None));
        let lent = || {
            let upper = place.latest(day)?.parent.as_ref()?;
            let upper = self.places.get(upper)?;
            of(upper)
                .filter(has_number)
                .find(|contact| contact.below)
                .map(|found| (found, Some(upper)))
        };
        own.or_else(lent).or_else(|| of(place).next().map(|contact| (contact, None)))
    }

    /// Whether a place is made up.
    pub fn is_sample(&self, id: &str) -> bool {
        self.settings.sample.contains_key(id)
    }
}
