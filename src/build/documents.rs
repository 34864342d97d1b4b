//! Printed documents, and what the site shows of them: laid out into staging before anything is
//! published.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;

use super::{Progress, Request, in_threads, langs, layouts, places, wants};
use crate::{
    diag::{Failure, Report, Sources, Stop},
    model::{Campaign, Hazard, Lang, Layout, Place, Selection, Subject, place::GENERAL},
    render::{
        print::{self, Fault, Plate, Press, Wanted},
        shared::{place::PlaceView, thumbnail},
    },
    write::{Session, Store, Tag},
};

/// Where the sheets for printing houses are, in a folder for each place.
pub const PRESS: &str = "press";

/// What the format of such a sheet ends with, after the name of its layout.
pub const OF_PRESS: &str = ".press";

/// What the format of a thumbnail ends with, after the name of its layout.
const OF_THUMBNAIL: &str = ".thumbnail";

/// The layout of a format: a sheet, or what is made of it beside it.
pub fn layout_of(format: &str) -> &str {
    let beside = [OF_PRESS, OF_THUMBNAIL];
    beside.iter().find_map(|end| format.strip_suffix(end)).unwrap_or(format)
}

/// The plates of all layouts.
pub struct Plates<'a> {
    /// Set up only when something is printed.
    press: Option<Press>,
    plates: Vec<Laid<'a>>,
}

/// A plate and what the run makes of it.
struct Laid<'a> {
    subject: Subject<'a>,
    plate: Plate,
    /// Whether it is printed.
    printed: bool,
    /// The thumbnail that pages of the site show of it.
    thumbnail: Option<(String, String)>,
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
    let wanted = |layout: &Layout| wants(campaign, selection, &layout.name);
    if !campaign.theme.layouts.iter().any(wanted) {
        return Ok(Plates { press: None, plates });
    }
    let press = Press::new(campaign);
    // A sheet has the same languages whatever the run leaves out.
    let beside = campaign.languages(selection.unreviewed);
    for subject in subjects(campaign) {
        let linked = layouts(campaign, selection, subject);
        for layout in campaign.theme.layouts.iter().filter(|layout| wanted(layout)) {
            for lang in langs(campaign, selection) {
                let printed = made_for(campaign, selection, subject, lang, layout);
                // Made with its leaflets, whatever their places, and like them linked by pages
                // that are made alone.
                let shown = linked.contains(&layout.name)
                    && layout.suits(subject, lang, campaign.first_lang());
                let thumbnail = shown.then(|| thumbnail::path(subject, layout)).flatten();
                if printed || thumbnail.is_some() {
                    let tongues = (lang, beside.as_slice());
                    let plate = print::compile(report, campaign, &press, subject, tongues, layout);
                    plates.push(Laid { subject, plate, printed, thumbnail });
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
    /// Whether it is printed.
    printed: bool,
    /// The thumbnail to be drawn of it.
    thumbnail: Option<&'a (String, String)>,
}

impl Laid<'_> {
    /// The sheets of the run. What has a thumbnail is drawn of the general edition, whether or not
    /// that is printed; where it is, it is laid out once for both.
    fn sheets<'a>(&'a self, places: &[Option<&'a Place>]) -> Vec<Sheet<'a>> {
        let Self { subject, plate, printed, thumbnail } = self;
        let none = Sheet { plate, place: None, hazard: None, printed: false, thumbnail: None };
        let mut sheets = Vec::new();
        for place in places.iter().copied().filter(|_| *printed) {
            let of_place = subject.sheets(place).into_iter();
            sheets.extend(of_place.map(|hazard| Sheet { place, hazard, printed: true, ..none }));
        }
        if let Some(name) = thumbnail {
            match sheets.iter_mut().find(|sheet| sheet.place.is_none()) {
                Some(general) => general.thumbnail = Some(name),
                None => sheets.push(Sheet { thumbnail: Some(name), ..none }),
            }
        }
        sheets
    }
}

/// What is made of one sheet, and what is told of it all the same.
type Done = (Vec<Made>, Vec<Fault>);

/// Lays out every document whose key changed, into staging.
pub fn stage(
    (report, sources): (&mut Report, &Sources),
    campaign: &Campaign,
    selection: &Selection,
    plates: &Plates<'_>,
    store: &Store,
    request: &Request,
    progress: &Progress<'_>,
) -> Result<Vec<Made>, Stop> {
    let Some(press) = &plates.press else { return Ok(Vec::new()) };
    let places = places(campaign, selection);
    let work: Vec<Sheet<'_>> = plates.plates.iter().flat_map(|laid| laid.sheets(&places)).collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(request.jobs, &work, |sheet| -> Result<Done, Failed> {
        let plate = sheet.plate;
        let view = |lang: &Lang| match sheet.place {
            Some(place) => PlaceView::new(campaign, place, lang, selection.as_of),
            None => PlaceView::general(campaign, lang),
        };
        let job = print::prepare(campaign, plate, view, sheet.hazard);
        let layout = plate.layout.name.as_str();
        let id = sheet.place.map_or(GENERAL, |place| &place.id);
        let document = sheet.printed.then(|| Made {
            folder: format!("site/{}/{id}/{layout}", plate.lang),
            name: format!("{}.pdf", job.name),
            key: job.key,
            format: layout.to_owned(),
            lang: plate.lang.clone(),
            place: id.to_owned(),
        });
        // A printing house puts pages on sheets in its own way.
        let for_press = request.press && sheet.printed && plate.layout.impose.is_none();
        let mut for_press = for_press.then(|| Made {
            folder: format!("{PRESS}/{id}/{}/{layout}", plate.lang),
            name: format!("{}.pdf", job.name),
            key: derived(job.key, PRESS),
            format: format!("{layout}{OF_PRESS}"),
            lang: plate.lang.clone(),
            place: id.to_owned(),
        });
        let thumbnail = sheet.thumbnail.map(|(folder, name)| Made {
            folder: format!("site/{}/{folder}", plate.lang),
            name: name.clone(),
            key: derived(job.key, &thumbnail::SIDE.to_string()),
            format: format!("{layout}{OF_THUMBNAIL}"),
            lang: plate.lang.clone(),
            place: String::new(),
        });
        let is_new = |made: &Option<Made>| {
            let new = |made: &Made| store.there(&made.folder).key(&made.name) != Some(made.key);
            made.as_ref().is_some_and(new)
        };
        let wanted = Wanted {
            pdf: is_new(&document),
            press: is_new(&for_press),
            thumbnail: is_new(&thumbnail),
        };
        let mut told = Vec::new();
        if wanted.pdf || wanted.press || wanted.thumbnail {
            let stamped = print::in_one_thread_pool(|| print::make(press, plate, &job, wanted))
                .map_err(Failed::Content)?;
            let put = |made: &Option<Made>, wanted, bytes: &[u8]| match made {
                Some(made) if wanted => store.stage(&made.folder, &made.name, bytes),
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
                wrong.extend(told.into_iter().map(|fault| (work.plate, fault)));
            }
            Err(Failed::Content(faults)) => {
                wrong.extend(faults.into_iter().map(|fault| (work.plate, fault)));
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
