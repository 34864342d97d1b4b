//! Printed documents, and what the site shows of them: laid out into staging before anything is
//! published.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;

use super::{Progress, Request, in_threads};
use crate::{
    diag::{Failure, Report, Sources, Stop},
    model::{
        Address, Campaign, Hazard, Lang, Place, Selection, place::GENERAL,
    },
    plan::{Plan, Sheets},
    render::{
        print::{self, Fault, Plate, Press, Wanted},
        shared::{place::PlaceView, thumbnail},
    },
    write::{Session, Store, Tag},
};

/// The plates of all layouts.
pub struct Plates<'a> {
    /// Set up only when something is printed.
    press: Option<Press>,
    plates: Vec<Laid<'a>>,
}

/// A plate, and what the run makes of it.
struct Laid<'a> {
    of: Sheets<'a>,
    plate: Plate,
}

/// A file of this run that waits in staging, or is there as it should be.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    pub address: Address<'a>,
    /// Its language, also where its address does not tell it.
    pub lang: &'a str,
    pub key: u64,
}

impl Made<'_> {
    /// Whether the output has another one, or none.
    pub fn is_new(self, store: &Store) -> bool {
        store.there(&self.address.folder()).key(&self.address.name()) != Some(self.key)
    }

    /// Lays it into staging.
    pub fn stage(self, store: &Store, bytes: &[u8]) -> Result<(), Failure> {
        store.stage(&self.address.folder(), &self.address.name(), bytes)
    }
}

/// Makes the plates of every subject, language and layout that the run asks for.
pub fn compile<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    selection: &'a Selection,
) -> Result<Plates<'a>, Stop> {
    let plan = Plan::new(campaign, selection);
    let mut plates = Vec::new();
    let mut press = None;
    // A sheet has the same languages whatever the run leaves out.
    let beside = campaign.languages(selection.unreviewed);
    for of in plan.sheets() {
        let press = press.get_or_insert_with(|| Press::new(campaign));
        let tongues = (of.lang, beside.as_slice());
        let plate = print::compile(report, campaign, press, of.subject, tongues, of.layout);
        plates.push(Laid { of, plate });
    }
    report.so_far()?;
    Ok(Plates { press, plates })
}

struct Sheet<'a> {
    laid: &'a Laid<'a>,
    place: Option<&'a Place>,
    /// The water it is of, if it is of one.
    hazard: Option<&'a Hazard>,
    /// Whether it is printed.
    printed: bool,
    /// Where the thumbnail lies that is to be drawn of it.
    thumbnail: Option<Address<'a>>,
}

impl Laid<'_> {
    /// The sheets of the run. What has a thumbnail is drawn of the general edition, whether or not
    /// that is printed; where it is, it is laid out once for both.
    fn sheets<'a>(&'a self, places: &[Option<&'a Place>]) -> Vec<Sheet<'a>> {
        let Sheets { subject, layout, lang, printed, shown } = self.of;
        let none = Sheet { laid: self, place: None, hazard: None, printed: false, thumbnail: None };
        let mut sheets = Vec::new();
        for place in places.iter().copied().filter(|_| printed) {
            let of_place = subject.sheets(place).into_iter();
            sheets.extend(of_place.map(|hazard| Sheet { place, hazard, printed: true, ..none }));
        }
        let (lang, layout) = (lang.as_str(), layout.name.as_str());
        let name = subject.slug().filter(|_| shown);
        let thumbnail = name.map(|name| Address::Thumbnail { lang, layout, name });
        if thumbnail.is_some() {
            match sheets.iter_mut().find(|sheet| sheet.place.is_none()) {
                Some(general) => general.thumbnail = thumbnail,
                None => sheets.push(Sheet { thumbnail, ..none }),
            }
        }
        sheets
    }
}

/// What is made of one sheet, and what is told of it all the same.
type Done<'a> = (Vec<Made<'a>>, Vec<Fault>);

/// Lays out every document whose key changed, into staging.
pub fn stage<'a>(
    (report, sources): (&mut Report, &Sources),
    campaign: &'a Campaign,
    selection: &'a Selection,
    plates: &'a Plates<'a>,
    store: &Store,
    request: &Request,
    progress: &Progress<'_>,
) -> Result<Vec<Made<'a>>, Stop> {
    let Some(press) = &plates.press else { return Ok(Vec::new()) };
    let plan = Plan::new(campaign, selection);
    let sheets = plates.plates.iter().flat_map(|laid| laid.sheets(plan.places()));
    let work: Vec<Sheet<'_>> = sheets.collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(request.jobs, &work, |sheet| -> Result<Done<'a>, Failed> {
        let Laid { of: Sheets { subject, layout, lang, .. }, plate } = sheet.laid;
        let view = |lang: &Lang| match sheet.place {
            Some(place) => PlaceView::new(campaign, place, lang, selection.as_of),
            None => PlaceView::general(campaign, lang),
        };
        let job = print::prepare(campaign, plate, view, sheet.hazard);
        let (lang, layout) = (lang.as_str(), layout.name.as_str());
        let place = sheet.place.map_or(GENERAL, |place| &place.id);
        let water = || sheet.hazard.map_or("", |hazard| &hazard.id);
        let name = subject.slug().unwrap_or_else(water);
        let made = |address, key| Made { address, lang, key };
        let document = made(Address::Sheet { lang, place, layout, name }, job.key);
        let document = sheet.printed.then_some(document);
        // A printing house puts pages on sheets in its own way.
        let for_press = request.press && sheet.printed && plate.layout.impose.is_none();
        let press_key = derived(job.key, "press");
        let mut for_press = for_press
            .then(|| made(Address::Press { lang, place, layout, name }, press_key));
        let key = derived(job.key, &thumbnail::SIDE.to_string());
        let thumbnail = sheet.thumbnail.map(|address| made(address, key));
        let is_new = |made: &Option<Made<'_>>| made.is_some_and(|made| made.is_new(store));
        let wanted = Wanted {
            pdf: is_new(&document),
            press: is_new(&for_press),
            thumbnail: is_new(&thumbnail),
        };
        let mut told = Vec::new();
        if wanted.pdf || wanted.press || wanted.thumbnail {
            let stamped = print::in_one_thread_pool(|| print::make(press, plate, &job, wanted))
                .map_err(Failed::Content)?;
            let put = |made: &Option<Made<'_>>, wanted, bytes: &[u8]| match made {
                Some(made) if wanted => made.stage(store, bytes),
                _ => Ok(()),
            };
            put(&document, wanted.pdf, &stamped.pdf).map_err(Failed::Disk)?;
            put(&for_press, wanted.press, &stamped.press).map_err(Failed::Disk)?;
            put(&thumbnail, wanted.thumbnail, &stamped.thumbnail).map_err(Failed::Disk)?;
            told = stamped.told;
            // What is told is told again in each run: such a file is not found by its key.
            if let (Some(made), false) = (&mut for_press, told.is_empty()) {
                made.key = derived(job.key, "told");
            }
        }
        progress("pdf", done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
        let made = document.into_iter().chain(for_press).chain(thumbnail);
        Ok((made.collect(), told))
    });
    let mut documents = Vec::new();
    let mut wrong: Vec<(&Plate, Fault)> = Vec::new();
    for (work, result) in work.iter().zip(results) {
        match result {
            Ok((made, told)) => {
                documents.extend(made);
                wrong.extend(told.into_iter().map(|fault| (&work.laid.plate, fault)));
            }
            Err(Failed::Content(faults)) => {
                wrong.extend(faults.into_iter().map(|fault| (&work.laid.plate, fault)));
            }
            Err(Failed::Disk(failure)) => return Err(failure.into()),
        }
    }
    for diagnostic in print::tell(sources, &wrong) {
        report.push(diagnostic);
    }
    if request.strict {
        report.make_strict();
    }
    report.so_far()?;
    Ok(documents)
}

enum Failed {
    Content(Vec<Fault>),
    Disk(Failure),
}

/// The key of what is made of a sheet beside it: changes with the sheet, and with `how`.
fn derived(sheet: u64, how: &str) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&sheet.to_le_bytes());
    hash.update(how.as_bytes());
    hash.digest()
}

/// Notes every document with the keys; staged ones move to their places when the build ends.
pub fn place(made: &[Made<'_>], session: &Session) -> Result<(), Failure> {
    let mut folders: BTreeMap<_, Vec<&Made<'_>>> = BTreeMap::new();
    for document in made {
        let Made { address, lang, .. } = *document;
        let format = address.format().map(|format| format.to_string());
        let place = address.place().unwrap_or_default();
        let tag = (format.unwrap_or_default(), lang, place);
        folders.entry((address.folder(), tag)).or_default().push(document);
    }
    for ((path, (format, lang, place)), documents) in folders {
        let tag = Tag { format: &format, lang, place };
        let mut folder = session.folder(&path, tag)?;
        for document in &documents {
            folder.keep_staged(&document.address.name(), document.key)?;
        }
        folder.close()?;
    }
    Ok(())
}
