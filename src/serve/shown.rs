//! The campaign in memory, and each file of it that is asked for.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

use std::sync::{Arc, OnceLock};

use crate::{
    diag::{Report, Reported, Sources, Span},
    load::{self, files::Files},
    model::{
        Address, Campaign, Hazard, Lang, Layout, Lesson, Mode, Place, Selection, Subject,
        address::Top, place::GENERAL, theme::Of,
    },
    render::{
        card,
        print::{self, Fault, Job, Plate, Press, Wanted},
        shared::{
            card::{Card, Cards},
            paged::in_one_thread_pool,
            place::PlaceView,
        },
        web::{self, OnDemand},
    },
};

/// A lesson as it was before its text was read again on its own.
struct Before {
    path: String,
    pack: String,
    lesson: Lesson,
}

/// A campaign that can be shown.
pub(super) struct Shown {
    /// Shared with whoever tries it out meanwhile.
    pub(super) campaign: Arc<Campaign>,
    pub(super) selection: Selection,
    pub(super) sources: Sources,
    pub(super) files: Arc<Files>,
    pub(super) pages: OnDemand,
    press: OnceLock<Press>,
    /// Lessons as they were before they were read again on their own, the oldest first.
    before: Vec<Before>,
}

impl Shown {
    pub(super) fn new(
        campaign: Arc<Campaign>,
        selection: Selection,
        sources: Sources,
        files: Arc<Files>,
        pages: OnDemand,
    ) -> Self {
        let (press, before) = (OnceLock::new(), Vec::new());
        Self { campaign, selection, sources, files, pages, press, before }
    }

    /// Reads a lesson again; in production only reading everything shows what of it is signed.
    pub(super) fn again(&mut self, path: &str) -> Option<()> {
        if self.campaign.settings.mode == Mode::Production {
            return None;
        }
        let pack = path.strip_prefix("content/packs/")?.split('/').next()?.to_owned();
        let campaign = Arc::make_mut(&mut self.campaign);
        let old = load::lesson_again(&mut self.sources, &self.files, campaign, path)?;
        self.before.push(Before { path: path.to_owned(), pack, lesson: old });
        Some(())
    }

    /// Whether a text was read again on its own since everything was read.
    pub(super) fn has_again(&self, path: &str) -> bool {
        self.before.iter().any(|before| before.path == path)
    }

    /// Puts lessons back as they were when everything was last sound; `true` if any were not.
    pub(super) fn take_back(&mut self) -> bool {
        let changed = !self.before.is_empty();
        for Before { pack, lesson: old, .. } in std::mem::take(&mut self.before).into_iter().rev() {
            let packs = &mut Arc::make_mut(&mut self.campaign).packs;
            let lessons = packs.iter_mut().find(|found| found.id == pack);
            let lesson =
                lessons.and_then(|pack| pack.lessons.iter_mut().find(|lesson| lesson.id == old.id));
            if let Some(lesson) = lesson {
                *lesson = old;
            }
        }
        changed
    }

    /// The file at a path below the site; nothing if the site has no such file.
    pub(super) fn file(
        &self,
        report: &mut Report,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Reported> {
        let Ok(address) = Address::of_site(path) else { return Ok(None) };
        match address {
            Address::Sheet { .. } => {
                self.sheet(address).map(|sheet| self.leaflet(report, &sheet)).transpose()
            }
            Address::Thumbnail { .. } => {
                self.pictured(address).map(|sheet| self.thumbnail(report, &sheet)).transpose()
            }
            Address::Card { lang, name } => {
                self.card(lang, name).map(|card| self.drawn(report, &card)).transpose()
            }
            Address::Top(_)
            | Address::Asset(_)
            | Address::Code(_)
            | Address::Shared { .. }
            | Address::Ended { .. }
            | Address::Page { .. } => self.page(report, address),
            // They are not below the site.
            Address::Manifest
            | Address::Text { .. }
            | Address::Press { .. }
            | Address::Bundle { .. }
            | Address::Zip { .. } => Ok(None),
        }
    }

    fn page(&self, report: &mut Report, address: Address<'_>) -> Result<Option<Vec<u8>>, Reported> {
        let of = web::Of { campaign: &self.campaign, selection: &self.selection };
        self.pages.file(report, of, address)
    }

    /// The page for an address that is not there.
    pub(super) fn lost(&self, report: &mut Report) -> Result<Vec<u8>, Reported> {
        let lost = self.page(report, Address::Top(Top::Lost));
        lost.map(Option::unwrap_or_default)
    }

    /// The language of a tag, if the campaign shows it.
    pub(super) fn lang(&self, tag: &str) -> Option<&Lang> {
        let langs = self.campaign.languages(self.selection.unreviewed);
        langs.into_iter().find(|lang| lang.as_str() == tag)
    }

    /// The leaflet at an address.
    pub(super) fn sheet(&self, address: Address<'_>) -> Option<Sheet<'_>> {
        let Address::Sheet { lang, place, layout, name } = address else { return None };
        let (campaign, selection) = (&*self.campaign, &self.selection);
        let layout = campaign.theme.layouts.iter().find(|found| found.name == layout)?;
        let subject = match layout.of {
            Of::Lesson => {
                let (pack, lesson) = campaign.lessons().find(|(_, lesson)| lesson.slug == name)?;
                Subject::Lesson(pack, lesson)
            }
            Of::Pack => Subject::Pack(campaign.packs.iter().find(|pack| pack.slug == name)?),
            Of::Hazard => Subject::Hazard,
        };
        let lang = self.lang(lang)?;
        let place = match place {
            GENERAL => None,
            id => {
                let communes = campaign.communes(selection.as_of, selection.sample);
                Some(communes.into_iter().find(|place| place.id == id)?)
            }
        };
        let mut sheets = subject.sheets(place).into_iter();
        let hazard = sheets.find(|hazard| hazard.is_none_or(|hazard| hazard.id == name))?;
        let suits = layout.suits(subject, lang, campaign.first_lang());
        suits.then_some(Sheet { subject, lang, layout, place, hazard })
    }

    /// The sheet whose thumbnail lies at an address.
    fn pictured(&self, address: Address<'_>) -> Option<Sheet<'_>> {
        let Address::Thumbnail { lang, layout, name } = address else { return None };
        let campaign = &*self.campaign;
        let lang = self.lang(lang)?;
        let (pack, lesson) = campaign.lessons().find(|(_, lesson)| lesson.slug == name)?;
        let subject = Subject::Lesson(pack, lesson);
        let layout = campaign.theme.layouts.iter().find(|found| found.name == layout)?;
        let suits = subject.is_pictured() && layout.suits(subject, lang, campaign.first_lang());
        suits.then_some(Sheet { subject, lang, layout, place: None, hazard: None })
    }

    /// The card of a name, where its pages name it.
    fn card(&self, lang: &str, name: &str) -> Option<Card> {
        let cards = Cards::of_pages(&self.campaign)?;
        let lang = self.lang(lang)?;
        let lessons = self.campaign.lessons();
        let of_lessons = lessons.map(|(pack, lesson)| cards.of_lesson(pack, lesson, lang));
        let mut all = std::iter::once(cards.of_campaign(lang)).chain(of_lessons);
        all.find(|card| card.name == name)
    }

    fn drawn(&self, report: &mut Report, card: &Card) -> Result<Vec<u8>, Reported> {
        let campaign = &*self.campaign;
        let press = card::Press::new(campaign);
        let drawn = in_one_thread_pool(|| card::draw(&press, campaign, card));
        drawn.or_else(|fault| {
            card::report(report, &fault, Span::new(campaign.settings.file, 0..0));
            report.so_far().map(|()| Vec::new())
        })
    }

    fn thumbnail(&self, report: &mut Report, sheet: &Sheet<'_>) -> Result<Vec<u8>, Reported> {
        let wanted = Wanted { pdf: false, press: false, thumbnail: true };
        self.print(report, sheet, |press, plate, job| {
            print::make(press, plate, job, wanted).map(|stamped| stamped.thumbnail)
        })
    }

    fn leaflet(&self, report: &mut Report, sheet: &Sheet<'_>) -> Result<Vec<u8>, Reported> {
        self.print(report, sheet, print::stamp)
    }

    /// A page of a leaflet, counted from nought, as a picture; nothing if it has no such page.
    pub(super) fn picture(
        &self,
        report: &mut Report,
        sheet: &Sheet<'_>,
        page: usize,
    ) -> Result<Vec<u8>, Reported> {
        self.print(report, sheet, |press, plate, job| print::picture(press, plate, job, page))
    }

    fn print(
        &self,
        report: &mut Report,
        sheet: &Sheet<'_>,
        make: impl FnOnce(&Press, &Plate, &Job) -> Result<Vec<u8>, Vec<Fault>> + Send,
    ) -> Result<Vec<u8>, Reported> {
        let campaign = &*self.campaign;
        let press = self.press.get_or_init(|| Press::new(campaign));
        let Sheet { subject, lang, layout, place, hazard } = *sheet;
        let beside = campaign.languages(self.selection.unreviewed);
        let plate = print::compile(report, campaign, press, subject, (lang, &beside), layout);
        report.so_far()?;
        let view = |lang: &Lang| match place {
            Some(place) => PlaceView::new(campaign, place, lang, self.selection.as_of),
            None => PlaceView::general(campaign, lang),
        };
        let job = print::prepare(campaign, &plate, view, hazard);
        let made = in_one_thread_pool(|| make(press, &plate, &job));
        made.or_else(|faults| {
            let wrong: Vec<_> = faults.into_iter().map(|fault| (&plate, fault)).collect();
            for found in print::tell(&self.sources, &wrong) {
                report.push(found);
            }
            report.so_far().map(|()| Vec::new())
        })
    }
}

/// A leaflet that can be asked for.
pub(super) struct Sheet<'a> {
    subject: Subject<'a>,
    lang: &'a Lang,
    layout: &'a Layout,
    place: Option<&'a Place>,
    hazard: Option<&'a Hazard>,
}
