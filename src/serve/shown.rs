//! The campaign in memory, and each file of it that is asked for.

use std::sync::{Arc, OnceLock};

use crate::{
    build,
    diag::{Report, Reported, Sources},
    load::{self, files::Files},
    model::{
        Campaign, Hazard, Lang, Layout, Lesson, Mode, Place, Selection, Subject, place::GENERAL,
        theme::Of,
    },
    render::{
        print::{self, Fault, Job, Plate, Press, Wanted},
        shared::{place::PlaceView, thumbnail},
        web::{self, Asked},
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
    pub(super) pages: Asked,
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
        pages: Asked,
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

    fn of<'a>(&'a self, leaflets: &'a web::Leaflets<'a>) -> web::Of<'a> {
        web::Of { campaign: &self.campaign, selection: &self.selection, leaflets }
    }

    pub(super) fn file(
        &self,
        report: &mut Report,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Reported> {
        if let Some(sheet) = self.sheet(path) {
            return self.leaflet(report, &sheet).map(Some);
        }
        if let Some(sheet) = self.pictured(path) {
            return self.thumbnail(report, &sheet).map(Some);
        }
        let layouts =
            |subject: Subject<'_>| build::layouts(&self.campaign, &self.selection, subject);
        self.pages.file(report, self.of(&layouts), path)
    }

    /// The page for an address that is not there.
    pub(super) fn lost(&self, report: &mut Report) -> Result<Vec<u8>, Reported> {
        let layouts =
            |subject: Subject<'_>| build::layouts(&self.campaign, &self.selection, subject);
        self.pages.file(report, self.of(&layouts), "404.html").map(Option::unwrap_or_default)
    }

    /// The leaflet at a path, `LANG/PLACE/LAYOUT/NAME.pdf`.
    pub(super) fn sheet(&self, path: &str) -> Option<Sheet<'_>> {
        let parts: Vec<&str> = path.split('/').collect();
        let [lang, place, layout, name] = *parts.as_slice() else { return None };
        let (campaign, selection) = (&*self.campaign, &self.selection);
        let name = name.strip_suffix(".pdf")?;
        let layout = campaign.theme.layouts.iter().find(|found| found.name == layout)?;
        let subject = match layout.of {
            Of::Lesson => {
                let (pack, lesson) =
                    campaign.lessons().find(|(_, lesson)| lesson.slug() == name)?;
                Subject::Lesson(pack, lesson)
            }
            Of::Pack => Subject::Pack(campaign.packs.iter().find(|pack| pack.slug() == name)?),
            Of::Hazard => Subject::Hazard,
        };
        let langs = campaign.languages(selection.unreviewed);
        let lang = langs.into_iter().find(|found| found.as_str() == lang)?;
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

    /// The sheet whose thumbnail lies at a path.
    fn pictured(&self, path: &str) -> Option<Sheet<'_>> {
        let (lang, path) = path.split_once('/')?;
        let (folder, name) = path.rsplit_once('/')?;
        let (campaign, selection) = (&*self.campaign, &self.selection);
        let langs = campaign.languages(selection.unreviewed);
        let lang = langs.into_iter().find(|found| found.as_str() == lang)?;
        let (slug, _) = name.split_once('.')?;
        let (pack, lesson) = campaign.lessons().find(|(_, lesson)| lesson.slug() == slug)?;
        let subject = Subject::Lesson(pack, lesson);
        let mut layouts = campaign.theme.layouts.iter();
        let shown = |layout: &&Layout| {
            thumbnail::path(subject, layout)
                .is_some_and(|(of, file)| (&*of, &*file) == (folder, name))
        };
        let layout = layouts.find(shown)?;
        let suits = layout.suits(subject, lang, campaign.first_lang());
        suits.then_some(Sheet { subject, lang, layout, place: None, hazard: None })
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
        let made = print::in_one_thread_pool(|| make(press, &plate, &job));
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
