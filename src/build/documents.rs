//! Printed documents: laid out into staging before anything is published.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use super::{Progress, in_threads, langs, layouts, places, wants};
use crate::{
    diag::{Failure, Report, Sources, Stop},
    model::{Campaign, Hazard, Lang, Layout, Place, Selection, Subject, place::GENERAL},
    render::{
        print::{self, Fault, Plate, Press},
        shared::place::PlaceView,
    },
    write::{Session, Store, Tag},
};

/// The plates of all layouts.
pub struct Plates<'a> {
    /// Set up only when something is printed.
    press: Option<Press>,
    plates: Vec<(Subject<'a>, Plate)>,
}

/// A document of this run.
pub struct Made {
    pub folder: String,
    pub name: String,
    pub key: u64,
    pub format: String,
    pub lang: Lang,
    /// Nothing for what is the same everywhere.
    pub place: String,
}

/// Makes the plates of every subject, language and layout that the run asks for.
pub fn compile<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    selection: &Selection,
) -> Result<Plates<'a>, Stop> {
    let mut plates = Vec::new();
    if !campaign.theme.layouts.iter().any(|layout| wants(campaign, selection, &layout.name)) {
        return Ok(Plates { press: None, plates });
    }
    let press = Press::new(campaign);
    // A sheet has the same languages whatever the run leaves out.
    let beside = campaign.languages(selection.unreviewed);
    for subject in subjects(campaign) {
        for layout in &campaign.theme.layouts {
            if !wants(campaign, selection, &layout.name) {
                continue;
            }
            for lang in langs(campaign, selection) {
                if made_for(campaign, selection, subject, lang, layout) {
                    let tongues = (lang, beside.as_slice());
                    let plate = print::compile(report, campaign, &press, subject, tongues, layout);
                    plates.push((subject, plate));
                }
            }
        }
    }
    report.so_far()?;
    Ok(Plates { press: Some(press), plates })
}

/// All that sheets are made of.
fn subjects(campaign: &Campaign) -> impl Iterator<Item = Subject<'_>> {
    let lessons = campaign.lessons().map(|(pack, lesson)| Subject::Lesson(pack, lesson));
    lessons.chain(campaign.packs.iter().map(Subject::Pack)).chain([Subject::Hazard])
}

/// A plain build follows the lesson; a layout that the command line asks for, by its name or by
/// `all`, is made of every subject that has what it takes.
pub fn made_for(
    campaign: &Campaign,
    selection: &Selection,
    subject: Subject<'_>,
    lang: &Lang,
    layout: &Layout,
) -> bool {
    let listed = || layouts(campaign, selection, subject).contains(&layout.name);
    let asked = || selection.formats.iter().any(|id| [&layout.name, "all"].contains(&id.as_str()));
    // What a lesson asks for must be there; a layout that lacks a part then tells it.
    let demanded = matches!(subject, Subject::Lesson(_, lesson) if layout.is_asked_by(lesson));
    demanded && listed()
        || layout.suits(subject, lang, campaign.first_lang()) && (listed() || asked())
}

struct Sheet<'a> {
    plate: &'a Plate,
    place: Option<&'a Place>,
    /// The water it is of, if it is of one.
    hazard: Option<&'a Hazard>,
}

/// Lays out every document whose key changed, into staging.
pub fn stage(
    (report, sources): (&mut Report, &Sources),
    campaign: &Campaign,
    selection: &Selection,
    plates: &Plates<'_>,
    store: &Store,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Made>, Stop> {
    let Some(press) = &plates.press else { return Ok(Vec::new()) };
    let places = places(campaign, selection);
    let work: Vec<Sheet<'_>> = plates
        .plates
        .iter()
        .flat_map(|(subject, plate)| {
            places.iter().flat_map(move |place| {
                let sheets = subject.sheets(*place).into_iter();
                sheets.map(move |hazard| Sheet { plate, place: *place, hazard })
            })
        })
        .collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &work, |sheet| -> Result<Made, Failed> {
        let plate = sheet.plate;
        let view = match sheet.place {
            Some(place) => PlaceView::new(campaign, place, &plate.lang, selection.as_of),
            None => PlaceView::general(campaign, &plate.lang),
        };
        let job = print::prepare(campaign, plate, &view, sheet.hazard);
        let layout = plate.layout.name.as_str();
        let id = sheet.place.map_or(GENERAL, |place| &place.id);
        let folder = format!("site/{}/{id}/{layout}", plate.lang);
        let name = format!("{}.pdf", job.name);
        if store.there(&folder).key(&name) != Some(job.key) {
            let bytes = print::in_one_thread_pool(|| print::stamp(press, plate, &job))
                .map_err(Failed::Content)?;
            store.stage(&folder, &name, &bytes).map_err(Failed::Disk)?;
        }
        progress("pdf", done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
        let made = Made {
            folder,
            name,
            key: job.key,
            format: layout.to_owned(),
            lang: plate.lang.clone(),
            place: id.to_owned(),
        };
        Ok(made)
    });
    let mut documents = Vec::new();
    let mut wrong: Vec<(&Plate, Fault)> = Vec::new();
    for (work, result) in work.iter().zip(results) {
        match result {
            Ok(made) => documents.push(made),
            Err(Failed::Content(faults)) => {
                wrong.extend(faults.into_iter().map(|fault| (work.plate, fault)));
            }
            Err(Failed::Disk(failure)) => return Err(failure.into()),
        }
    }
    for diagnostic in print::tell(sources, &wrong) {
        report.push(diagnostic);
    }
    report.so_far()?;
    Ok(documents)
}

enum Failed {
    Content(Vec<Fault>),
    Disk(Failure),
}

/// Notes every document with the keys; staged ones move to their places when the build ends.
pub fn place(made: &[Made], session: &Session) -> Result<(), Failure> {
    let mut folders: BTreeMap<_, Vec<&Made>> = BTreeMap::new();
    for document in made {
        let Made { folder, format, lang, place, .. } = document;
        folders.entry((folder, format, lang.as_str(), place)).or_default().push(document);
    }
    for ((path, format, lang, place), documents) in folders {
        let tag = Tag { format, lang, place };
        let mut folder = session.folder(path, tag)?;
        for document in &documents {
            folder.keep_staged(&document.name, document.key)?;
        }
        folder.close()?;
    }
    Ok(())
}
