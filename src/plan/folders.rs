//! The jobs of a run, folder by folder.

use std::fmt;

use super::{Kind, Plan, Sheets, assets, card_name};
use crate::model::{
    Address, Format, Hazard, Lang, Lesson, Pack, Place,
    address::{Shared, Top, pattern},
    code,
    place::GENERAL,
    theme,
};

/// What a file is of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The campaign, or a language of it.
    Campaign,
    /// A place.
    Place,
    /// A pack.
    Pack(&'a Pack),
    /// A lesson.
    Lesson(&'a Lesson),
    /// One dangerous water.
    Hazard(&'a Hazard),
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Campaign => f.write_str("campaign"),
            Self::Place => f.write_str("place"),
            Self::Pack(pack) => write!(f, "pack:{}", pack.id),
            Self::Lesson(lesson) => write!(f, "lesson:{}", lesson.id),
            Self::Hazard(hazard) => write!(f, "hazard:{}", hazard.id),
        }
    }
}

/// A file to be made.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// What kind of output it is.
    pub format: Format<&'a str>,
    /// What it is of.
    pub subject: Subject<'a>,
    /// Its language; nothing for what has none or several.
    pub lang: Option<&'a Lang>,
    /// The id of its place; nothing for what is the same everywhere.
    pub place: Option<&'a str>,
    /// Its path in the output, with `/`. Where the name carries a hash of what is in the file, which is
    /// known only when that is made, `*` is its placeholder: `site/assets/style-*.css`.
    pub path: String,
}

/// The jobs of one folder of the output, which have its language and place.
pub type Folder<'a> = Vec<Job<'a>>;

/// What a run makes beside the formats that it is asked for by name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras {
    /// Each sheet for a printing house too.
    pub press: bool,
    /// The sheets of each place in one file.
    pub zip: bool,
}

impl<'a> Plan<'a> {
    /// Everything that the run makes, folder after folder.
    pub fn folders(&self, extras: Extras) -> impl Iterator<Item = Folder<'a>> {
        let site = self.makes(Format::Web).then(|| self.site());
        let of_layouts = self.by_layout();
        let thumbnails: Vec<_> = of_layouts.iter().filter_map(|of| thumbnails(of)).collect();
        let first = self.campaign.first_lang();
        let of_places = self.places.clone().into_iter().flat_map(move |place| {
            let folders = of_layouts.iter().flat_map(|of| sheets(of, place, extras, first));
            let mut folders: Vec<_> = folders.collect();
            if extras.zip && !folders.is_empty() {
                let address = Address::Zip { place: id(place) };
                let job = job(Format::Zip, Subject::Place, address);
                folders.push(vec![Job { place: Some(id(place)), ..job }]);
            }
            folders
        });
        let site = site.into_iter().flatten();
        site.chain(self.cards()).chain(self.texts()).chain(thumbnails).chain(of_places)
    }

    /// The sheets of the run by layout and language, those of a layout in the order of their subjects.
    fn by_layout(&self) -> Vec<Vec<Sheets<'a>>> {
        let mut found: Vec<Vec<Sheets<'a>>> = Vec::new();
        for sheets in self.sheets() {
            let alike = |of: &&mut Vec<Sheets<'a>>| {
                of.first().is_some_and(|first| {
                    first.layout.name == sheets.layout.name && first.lang == sheets.lang
                })
            };
            match found.iter_mut().find(alike) {
                Some(of) => of.push(sheets),
                None => found.push(vec![sheets]),
            }
        }
        found
    }

    /// The folders of the website.
    fn site(&self) -> impl Iterator<Item = Folder<'a>> {
        let first = self.campaign.first_lang();
        let addressed = !self.campaign.settings.base_url.is_empty();
        // What lies at the top is in the first language.
        let top = self.langs.contains(&first).then(|| {
            let made = Top::ALL.into_iter().filter(|file| addressed || !file.needs_address());
            made.map(|file| Job { lang: Some(first), ..web(Address::Top(file)) }).collect()
        });
        let assets = assets(self.campaign).map(|(name, _)| web(Address::Asset(&pattern(&name))));
        let assets: Folder<'a> = assets.collect();
        let shared = self.langs.iter().map(move |lang| {
            let made = Shared::ALL.into_iter().filter(|file| addressed || !file.needs_address());
            let address = |file| Address::Shared { lang: lang.as_str(), file };
            made.map(|file| Job { lang: Some(*lang), ..web(address(file)) }).collect()
        });
        let units = self.campaign.ended(self.selection.as_of);
        let ended = self.langs.iter().map(move |lang| {
            let page = |place: &&'a Place| {
                let address = Address::Ended { lang: lang.as_str(), place: &place.id };
                Job { subject: Subject::Place, lang: Some(*lang), ..web(address) }
            };
            units.iter().map(page).collect()
        });
        let codes = std::iter::once_with(|| self.codes());
        let pages = self
            .langs
            .iter()
            .flat_map(|lang| self.places.iter().map(|place| self.pages(*place, lang)));
        let fixed = top.into_iter().chain([assets]).chain(shared).chain(ended);
        fixed.chain(codes).chain(pages).filter(|folder: &Folder<'a>| !folder.is_empty())
    }

    /// The pages of a place in a language.
    fn pages(&self, place: Option<&'a Place>, lang: &'a Lang) -> Folder<'a> {
        let id = id(place);
        let here = |kind: &Kind<'a>| {
            kind.only_in().is_empty() || kind.only_in().iter().any(|only| only == id)
        };
        let job = |kind: Kind<'a>| {
            let address = Address::Page { lang: lang.as_str(), place: id, page: kind.page()? };
            let subject = match kind {
                Kind::Home | Kind::Sitemap | Kind::Signpost => Subject::Place,
                Kind::Pack(pack) | Kind::Moved(_, pack, None) => Subject::Pack(pack),
                Kind::Lesson(_, lesson)
                | Kind::Redirect(lesson)
                | Kind::Moved(_, _, Some(lesson)) => Subject::Lesson(lesson),
            };
            Some(Job { subject, lang: Some(lang), place: Some(id), ..web(address) })
        };
        Kind::of_place(self.campaign).filter(here).filter_map(job).collect()
    }

    /// Where printed codes lead, those of lessons outside the run among them: paper outlives runs.
    fn codes(&self) -> Folder<'a> {
        let mut jobs = Vec::new();
        let communes = self.campaign.communes(self.selection.as_of, self.selection.sample);
        let places: Vec<&str> =
            communes.into_iter().map(|place| place.id.as_str()).chain([GENERAL]).collect();
        for lang in self.campaign.languages(self.selection.unreviewed) {
            for (pack, lesson) in self.campaign.lessons() {
                if !self.is_coded(theme::Subject::Lesson(pack, lesson)) {
                    continue;
                }
                for place in &places {
                    if !lesson.only_in.is_empty() && !lesson.only_in.iter().any(|id| id == place) {
                        continue;
                    }
                    let was = lesson.was.iter().map(|(old, _)| old);
                    for id in std::iter::once(&lesson.id).chain(was) {
                        let code = code::id(id, lang.as_str(), place);
                        jobs.push(Job {
                            subject: Subject::Lesson(lesson),
                            ..web(Address::Code(&code))
                        });
                    }
                }
            }
        }
        jobs
    }

    /// The texts of each place and language.
    fn texts(&self) -> impl Iterator<Item = Folder<'a>> {
        let made = self.makes(Format::Text);
        let places = self.places.iter().filter(move |_| made);
        let folders = places.flat_map(|place| self.langs.iter().map(move |lang| (*place, *lang)));
        folders.map(|(of_place, lang)| {
            let place = id(of_place);
            let lessons = self.campaign.lessons().map(|(_, lesson)| lesson);
            let here = lessons.filter(|lesson| lesson.is_made_for(of_place));
            here.map(|lesson| {
                let address = Address::Text { lang: lang.as_str(), place, name: &lesson.slug };
                let job = job(Format::Text, Subject::Lesson(lesson), address);
                Job { lang: Some(lang), place: Some(place), ..job }
            })
            .collect()
        })
    }

    /// The cards of each language.
    fn cards(&self) -> impl Iterator<Item = Folder<'a>> {
        let named =
            !self.campaign.settings.base_url.is_empty() || self.selection.asks_for(Format::Cards);
        let made = self.campaign.theme.card.is_some() && named && self.makes(Format::Cards);
        let langs = self.langs.iter().filter(move |_| made);
        langs.map(|lang| {
            let first = self.campaign.first_lang();
            let open = self.campaign.lessons().map(|(_, lesson)| lesson);
            let open = open.filter(|lesson| !lesson.discreet && lesson.text(lang, first).is_some());
            let subjects = std::iter::once(Subject::Campaign).chain(open.map(Subject::Lesson));
            let card = |subject| {
                let of = if let Subject::Lesson(lesson) = subject {
                    Some((lesson, *lang))
                } else {
                    None
                };
                let name = pattern(&card_name(self.campaign, of));
                let address = Address::Card { lang: lang.as_str(), name: &name };
                Job { lang: Some(*lang), ..job(Format::Cards, subject, address) }
            };
            subjects.map(card).collect()
        })
    }
}

/// The id of a place, or of the general edition.
fn id(place: Option<&Place>) -> &str {
    place.map_or(GENERAL, |place| &place.id)
}

/// A file that has no language and no place, or tells them later.
fn job<'a>(format: Format<&'a str>, subject: Subject<'a>, address: Address<'_>) -> Job<'a> {
    Job { format, subject, lang: None, place: None, path: address.to_string() }
}

/// A file of the website that is of the campaign.
fn web<'a>(address: Address<'_>) -> Job<'a> {
    job(Format::Web, Subject::Campaign, address)
}

/// What a sheet is of.
fn subject<'a>(of: theme::Subject<'a>, hazard: Option<&'a Hazard>) -> Subject<'a> {
    match (of, hazard) {
        (_, Some(hazard)) => Subject::Hazard(hazard),
        (theme::Subject::Lesson(_, lesson), None) => Subject::Lesson(lesson),
        (theme::Subject::Pack(pack), None) => Subject::Pack(pack),
        (theme::Subject::Hazard, None) => Subject::Place,
    }
}

/// What the sheets of a layout look like.
fn thumbnails<'a>(of_layout: &[Sheets<'a>]) -> Option<Folder<'a>> {
    let shown = of_layout.iter().filter(|sheets| sheets.shown);
    let jobs = shown.filter_map(|sheets| {
        let (lang, layout) = (sheets.lang, sheets.layout.name.as_str());
        let name = sheets.subject.slug()?;
        let address = Address::Thumbnail { lang: lang.as_str(), layout, name };
        let job = job(Format::Thumbnail(layout), subject(sheets.subject, None), address);
        Some(Job { lang: Some(lang), ..job })
    });
    let jobs: Folder<'a> = jobs.collect();
    (!jobs.is_empty()).then_some(jobs)
}

/// The sheets of a layout and a language for a place, and what is made of them.
fn sheets<'a>(
    of_layout: &[Sheets<'a>],
    of_place: Option<&'a Place>,
    extras: Extras,
    first: &Lang,
) -> Vec<Folder<'a>> {
    let place = id(of_place);
    let (mut copied, mut pressed, mut whole) = (Vec::new(), Vec::new(), None);
    for sheets in of_layout.iter().filter(|sheets| sheets.printed) {
        let (tongue, layout) = (sheets.lang, sheets.layout.name.as_str());
        let lang = tongue.as_str();
        let in_place = |job: Job<'a>| Job { lang: Some(tongue), place: Some(place), ..job };
        for hazard in sheets.subject.sheets(of_place) {
            let subject = subject(sheets.subject, hazard);
            let water = || hazard.map_or("", |hazard| &hazard.id);
            let name = sheets.subject.slug().unwrap_or_else(water);
            let address = Address::Sheet { lang, place, layout, name };
            copied.push(in_place(job(Format::Sheet(layout), subject, address)));
            // A printing house puts pages on sheets in its own way.
            if extras.press && sheets.layout.impose.is_none() {
                let address = Address::Press { lang, place, layout, name };
                pressed.push(in_place(job(Format::Press(layout), subject, address)));
            }
            whole.get_or_insert_with(|| {
                let marked = (tongue != first).then_some(lang);
                let address = Address::Bundle { place, layout, lang: marked };
                in_place(job(Format::Bundle(layout), Subject::Place, address))
            });
        }
    }
    let folders = [copied, pressed, whole.into_iter().collect()];
    folders.into_iter().filter(|folder| !folder.is_empty()).collect()
}
