//! Printed documents: laid out into staging before anything is published.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::{Map, Value};

use super::{Progress, in_threads, langs, layouts, places, wants};
use crate::{
    diag::{Diagnostic, Failure, Report, Stop},
    model::{Campaign, Lang, Lesson, Mode, Pack, Place, Selection, place::GENERAL},
    render::{
        print::{self, Plate, Press},
        shared::place::PlaceView,
    },
    write::{Session, Store, Tag},
};

/// The plates of all layouts.
pub struct Plates<'a> {
    press: Press,
    plates: Vec<(&'a Lesson, Plate)>,
}

/// A document of this run.
pub struct Made {
    folder: String,
    name: String,
    key: u64,
    format: String,
    lang: Lang,
    place: String,
}

/// Makes the plates of every lesson, language and layout that the run asks for.
pub fn compile<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    selection: &Selection,
) -> Result<Plates<'a>, Stop> {
    let press = Press::new(campaign);
    let mut plates = Vec::new();
    for (pack, lesson) in campaign.lessons() {
        for (at, layout) in campaign.theme.layouts.iter().enumerate() {
            if !wants(campaign, selection, &layout.name)
                || !made_for(campaign, selection, lesson, &layout.name)
            {
                continue;
            }
            for lang in langs(campaign, selection) {
                plates.push((lesson, plate(report, campaign, &press, pack, lesson, lang, at)));
            }
        }
    }
    report.so_far()?;
    Ok(Plates { press, plates })
}

fn plate(
    report: &mut Report,
    campaign: &Campaign,
    press: &Press,
    pack: &Pack,
    lesson: &Lesson,
    lang: &Lang,
    layout: usize,
) -> Plate {
    print::compile(report, campaign, press, lesson, pack, lang, layout)
}

/// A plain build follows the lesson; a layout that is asked for by name is made of every lesson
/// that has leaflets.
fn made_for(campaign: &Campaign, selection: &Selection, lesson: &Lesson, layout: &str) -> bool {
    let by_name = selection.formats.iter().any(|format| format == layout);
    layouts(campaign, selection, lesson).iter().any(|name| name == layout)
        || (by_name && lesson.leaflet != crate::model::lesson::Leaflet::None)
}

struct Work<'a> {
    plate: &'a Plate,
    place: Option<&'a Place>,
}

/// Lays out every document whose key changed, into staging.
pub fn stage(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    plates: &Plates<'_>,
    store: &Store,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Made>, Stop> {
    let phrases: BTreeMap<&Lang, Map<String, Value>> = langs(campaign, selection)
        .into_iter()
        .map(|lang| (lang, phrases(campaign, lang)))
        .collect();
    let draft = campaign.settings.mode == Mode::Draft;
    let places = places(campaign, selection);
    let work: Vec<Work<'_>> = plates
        .plates
        .iter()
        .flat_map(|(lesson, plate)| {
            places
                .iter()
                .filter(|place| {
                    lesson.only_in.is_empty()
                        || place.is_some_and(|place| lesson.only_in.contains(&place.id))
                })
                .map(move |place| Work { plate, place: *place })
        })
        .collect();
    let done = AtomicUsize::new(0);
    let empty = Map::new();
    let results = in_threads(jobs, &work, |work| -> Result<Made, Failed> {
        let plate = work.plate;
        let view = match work.place {
            Some(place) => PlaceView::new(campaign, place, &plate.lang, selection.as_of),
            None => PlaceView::general(campaign, &plate.lang),
        };
        let job = print::prepare(
            campaign,
            plate,
            &view,
            phrases.get(&plate.lang).unwrap_or(&empty),
            draft,
        );
        let layout = campaign.theme.layouts.get(plate.layout).map_or("", |layout| &layout.name);
        let id = work.place.map_or(GENERAL, |place| &place.id);
        let folder = format!("site/{}/{id}/{layout}", plate.lang);
        let name = format!("{}.pdf", plate.lesson);
        if store.old_key(&folder, &name) != Some(job.key) {
            let bytes =
                print::in_one_thread_pool(|| print::stamp(&plates.press, campaign, plate, &job))
                    .map_err(Failed::Content)?;
            store.stage(&folder, &name, &bytes).map_err(Failed::Disk)?;
        }
        progress(
            "pdf",
            done.fetch_add(1, Ordering::Relaxed) + 1,
            work_total(&done, &plates.plates, &places),
        );
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
    for result in results {
        match result {
            Ok(made) => documents.push(made),
            Err(Failed::Content(diagnostics)) => {
                for diagnostic in diagnostics {
                    report.push(diagnostic);
                }
            }
            Err(Failed::Disk(failure)) => return Err(failure.into()),
        }
    }
    report.so_far()?;
    Ok(documents)
}

enum Failed {
    Content(Vec<Diagnostic>),
    Disk(Failure),
}

fn work_total(_: &AtomicUsize, plates: &[(&Lesson, Plate)], places: &[Option<&Place>]) -> usize {
    plates.len() * places.len()
}

/// Notes every document with the keys; staged ones move to their places when the build ends.
pub fn place(made: &[Made], session: &Session) -> Result<(), Failure> {
    let mut folders: BTreeMap<&str, Vec<&Made>> = BTreeMap::new();
    for document in made {
        folders.entry(&document.folder).or_default().push(document);
    }
    for (path, documents) in folders {
        let Some(one) = documents.first() else { continue };
        let tag = Tag { format: &one.format, lang: one.lang.as_str(), place: &one.place };
        let mut folder = session.folder(path, tag)?;
        for document in &documents {
            folder.keep_staged(&document.name, document.key)?;
        }
        folder.close()?;
    }
    Ok(())
}

/// The phrases of a language as layouts read them.
fn phrases(campaign: &Campaign, lang: &Lang) -> Map<String, Value> {
    let mut all = Map::new();
    for lang in [campaign.first_lang(), lang] {
        for (key, (phrase, _)) in
            campaign.phrases.get(lang).into_iter().flat_map(|book| &book.phrases)
        {
            if let crate::model::phrase::Phrase::One(text) = phrase {
                all.insert(key.clone(), Value::String(text.clone()));
            }
        }
    }
    all
}
