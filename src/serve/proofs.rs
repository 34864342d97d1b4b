//! The leaflets of lessons that were saved, laid out while nobody waits: a text that has grown too
//! long is reported before anybody opens its leaflet.

use std::cmp::Reverse;

use crate::{
    diag::{Diagnostic, Report, Sources},
    model::{Campaign, Contact, Lang, Lesson, Pack, Place, Selection, Subject},
    plan,
    render::{
        print::{self, Fault, Plate, Press},
        shared::{paged::in_one_thread_pool, place::PlaceView},
    },
};

/// What was found wrong with the leaflets of one file of a lesson.
#[derive(Default)]
pub struct Found {
    faults: Vec<(Plate, Vec<Fault>)>,
}

impl Found {
    /// Whether all of them can be printed.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// What is reported about them.
    pub fn tell(self, sources: &Sources) -> Vec<Diagnostic> {
        let each = |(plate, faults): (Plate, Vec<Fault>)| {
            let faults: Vec<(&Plate, Fault)> =
                faults.into_iter().map(|fault| (&plate, fault)).collect();
            print::tell(sources, &faults)
        };
        self.faults.into_iter().flat_map(each).collect()
    }
}

/// Lays out the leaflets that a plain build makes of the lesson at `path`, for the general edition
/// and the places that ask most of a sheet: a build may still find another one that is too full.
/// Nothing comes back if it was stopped; `go_on` is asked before each sheet.
pub fn lay_out(
    campaign: &Campaign,
    selection: &Selection,
    press: &Press,
    path: &str,
    go_on: impl Fn() -> bool,
) -> Option<Found> {
    let mut found = Found::default();
    let langs = campaign.languages(selection.unreviewed);
    let known = lesson(campaign, path).filter(|(.., lang)| langs.contains(lang));
    let Some((pack, lesson, lang)) = known else { return Some(found) };
    let subject = Subject::Lesson(pack, lesson);
    let offered = plan::offered(campaign, subject).into_iter();
    let layouts = offered.filter(|layout| layout.suits(subject, lang, campaign.first_lang()));
    let places = demanding(campaign, selection, lesson, lang);
    for layout in layouts {
        // What is wrong with a plate was reported when the campaign was tried out.
        let mut told = Report::new();
        let plate = print::compile(&mut told, campaign, press, subject, (lang, &langs), layout);
        if told.so_far().is_err() {
            continue;
        }
        let mut faults = Vec::new();
        for place in &places {
            if !go_on() {
                return None;
            }
            let view = |lang: &Lang| match place {
                Some(place) => PlaceView::new(campaign, place, lang, selection.as_of),
                None => PlaceView::general(campaign, lang),
            };
            let job = print::prepare(campaign, &plate, view, None);
            let made = in_one_thread_pool(|| print::stamp(press, &plate, &job));
            faults.extend(made.err().into_iter().flatten());
        }
        if !faults.is_empty() {
            found.faults.push((plate, faults));
        }
    }
    Some(found)
}

/// The lesson and language of a file.
fn lesson<'a>(campaign: &'a Campaign, path: &str) -> Option<(&'a Pack, &'a Lesson, &'a Lang)> {
    let (folder, name) = path.strip_prefix("content/packs/")?.rsplit_once('/')?;
    let (pack, id) = folder.split_once('/')?;
    let tag = name.strip_prefix("lesson.")?.strip_suffix(".md")?;
    let (pack, lesson) =
        campaign.lessons().find(|(of, lesson)| of.id == pack && lesson.id == id)?;
    let lang = lesson.texts.keys().find(|lang| lang.as_str() == tag)?;
    Some((pack, lesson, lang))
}

/// The general edition, and of the places with the lesson those with the longest name, the most to
/// say of contacts and of waters, and the longest note.
fn demanding<'a>(
    campaign: &'a Campaign,
    selection: &Selection,
    lesson: &Lesson,
    lang: &Lang,
) -> Vec<Option<&'a Place>> {
    let communes = campaign.communes(selection.as_of, selection.sample);
    let has = |place: &&Place| lesson.only_in.is_empty() || lesson.only_in.contains(&place.id);
    let communes: Vec<&Place> = communes.into_iter().filter(has).collect();
    let letters = |text: &str| text.chars().count();
    let name = |place: &Place| place.on(selection.as_of).map_or(0, |unit| letters(&unit.name));
    let contacts = |place: &Place| -> usize {
        let each = place.contacts.iter();
        let number =
            |contact: &Contact| contact.phone.as_ref().map_or(0, |phone| letters(phone.shown()));
        each.map(|contact| letters(&contact.name) + number(contact)).sum()
    };
    let hazards = |place: &Place| -> usize {
        let each = place.hazards.iter();
        each.map(|hazard| letters(&hazard.name) + letters(&hazard.note)).sum()
    };
    let note = |place: &Place| {
        let note = place.notes.get(&(lesson.id.clone(), lang.clone()));
        note.map_or(0, |note| note.blocks.len())
    };
    let measures: [&dyn Fn(&Place) -> usize; 4] = [&name, &contacts, &hazards, &note];
    let mut chosen: Vec<Option<&Place>> = Vec::new();
    if lesson.only_in.is_empty() {
        chosen.push(None);
    }
    for measure in measures {
        // Of those that ask as much the first, so that two runs say the same.
        let most = communes.iter().max_by_key(|place| (measure(place), Reverse(&place.id)));
        let most = most.filter(|place| measure(place) > 0);
        if let Some(place) = most
            && !chosen.iter().flatten().any(|known| known.id == place.id)
        {
            chosen.push(Some(place));
        }
    }
    chosen
}
