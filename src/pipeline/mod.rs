//! One build: the order of the stages, and who goes first when several places are in work.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod bundles;
mod manifest;
mod output;
mod pages;
mod rest;
mod staged;
mod summary;
mod withdrawn;
mod zips;

use std::{
    path::PathBuf,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

pub use summary::Summary;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    check,
    diag::{Failure, Level, Report, Sources, Stop},
    load::{self, files::Files},
    model::{Artifact, Campaign, Date, Format, Memory, Names, Selection, address, place::GENERAL},
    plan::{Extras, Job, Plan},
    publish,
    render::{self, card, print, text, web::Site},
    tables::units,
    write::{Finished, Header, Session, Store, Tag},
};

/// What the command line asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder of the campaign.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// The day, if the command line gives one.
    pub as_of: Option<Date>,
    /// Today, read once.
    pub today: Date,
    /// Places, languages, formats; sample and unreviewed.
    pub places: Vec<String>,
    /// Languages to build; empty for all.
    pub langs: Vec<String>,
    /// Formats to build; empty for the campaign's list.
    pub formats: Vec<String>,
    /// Build made-up places.
    pub sample: bool,
    /// Build languages that await review.
    pub unreviewed: bool,
    /// Pack the sheets of each place.
    pub zip: bool,
    /// Make each sheet for a printing house too.
    pub press: bool,
    /// Warnings are errors.
    pub strict: bool,
    /// Compare the bytes of files that should not have changed.
    pub verify: bool,
    /// How many threads.
    pub jobs: usize,
    /// Which program this is; another one trusts no earlier build blindly.
    pub engine: u64,
}

/// Told how far the build has come: what is being made, how many of how many.
pub type Progress<'a> = dyn Fn(&'static str, usize, usize) + Sync + 'a;

/// Loads and checks, and writes nothing.
///
/// # Errors
/// When the content has errors or the machine failed.
pub fn check(
    report: &mut Report,
    sources: &mut Sources,
    request: &Request,
) -> Result<Summary, Stop> {
    let files = Files::scan(&request.root)?;
    let memory = &mut Memory::default();
    let (campaign, selection) = load(report, sources, &files, request, memory)?;
    try_out(report, &campaign, &selection, request.jobs)?;
    Ok(Summary {
        readings: check::measure(&campaign),
        external: check::external(&campaign),
        ..Summary::of(report)
    })
}

/// Makes everything of a sound campaign but the layout of its documents, and keeps nothing.
///
/// # Errors
/// When something cannot be made, which is reported.
pub fn try_out(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    jobs: usize,
) -> Result<(), Stop> {
    let memory = &mut Memory::default();
    let site = render::web::compile(report, campaign, selection, memory)?;
    pages::evaluate(report, campaign, selection, &site, None, jobs)?;
    render::web::compare(report, campaign, selection)?;
    print::sheets::compile(report, campaign, selection, false)?;
    Ok(report.so_far()?)
}

/// Lists what a build would make, and makes nothing.
///
/// # Errors
/// When the content has errors or the machine failed.
pub fn plan(
    report: &mut Report,
    sources: &mut Sources,
    request: &Request,
    each: &mut dyn FnMut(&Job<'_>),
) -> Result<(), Stop> {
    let files = Files::scan(&request.root)?;
    let (campaign, selection) = load(report, sources, &files, request, &mut Memory::default())?;
    let extras = Extras { press: request.press, zip: request.zip };
    let plan = Plan::new(&campaign, &selection);
    plan.folders(extras).flatten().for_each(|job| each(&job));
    Ok(())
}

/// Builds the campaign.
///
/// # Errors
/// When the content has errors (nothing is published) or the machine failed.
pub fn build(
    report: &mut Report,
    sources: &mut Sources,
    request: &Request,
    progress: &Progress<'_>,
) -> Result<Summary, Stop> {
    let files = Files::scan(&request.root)?;
    if output::refuse(report, request)?.is_some() {
        // Nothing will be made, but all that is wrong is reported at once.
        load(report, sources, &files, request, &mut Memory::default())?;
        return Err(Stop::Reported);
    }
    let store = Store::open(&request.out)?.owning(&address::TOPS);
    let store = if request.verify { store.verifying() } else { store };
    let listed = if store.knows_nothing() { manifest::Listed::find(&store)? } else { None };
    let store = match &listed {
        Some(listed) => store.recall(listed.notes())?,
        None => store,
    };
    let chosen = request.selection_hash();
    if let Some(header) = store.header() {
        let inputs = files.stamp(i128::from(header.stamped_at))?;
        if let Some(stored) =
            store.unchanged(request.engine, inputs, chosen).and_then(Summary::decode)
        {
            return Ok(stored.again());
        }
    }
    let inputs = files.stamp(files.scanned_ns())?;
    report.count_gaps();
    let memory = &mut Memory::remembered(request.engine, store.remembered());
    let (campaign, selection) = match load(report, sources, &files, request, memory) {
        Ok(loaded) => loaded,
        Err(stop) => return Err(abandoned(store, stop)),
    };
    let run = Run { campaign: &campaign, selection: &selection, request, progress };
    let (site, compiled) = match compile(report, run, &store, memory) {
        Ok(compiled) => compiled,
        Err(stop) => return Err(abandoned(store, stop)),
    };
    let made = match make((report, sources), run, (site.as_ref(), &compiled), &store) {
        Ok(made) => made,
        Err(stop) => return Err(abandoned(store, stop)),
    };
    let store = if listed.is_none() {
        output::claim(report, store, run, site.as_ref(), &made)??
    } else {
        store
    };
    let stamp = Header {
        engine: request.engine,
        inputs,
        stamped_at: i64::try_from(files.scanned_ns()).unwrap_or(i64::MAX),
        selection: chosen,
        summary: Vec::new(),
    };
    let (summary, finished) = publish_made(run, site, made, store, stamp)
        .map_err(|failure| failure.leaving(output::mixed()))?;
    Ok(output::report_finished(report, summary, finished, request))
}

/// What a build is of.
#[derive(Clone, Copy)]
struct Run<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    request: &'a Request,
    progress: &'a Progress<'a>,
}

/// Ends a build that has changed nothing yet.
fn abandoned(store: Store, stop: Stop) -> Stop {
    match stop {
        Stop::Reported => store.abandon().map_or_else(Stop::from, |()| Stop::Reported),
        Stop::Failed(failure) => {
            let left = output::left(&store);
            // Where the disk is full, this makes room. The first failure is the one to report.
            let _ = store.abandon();
            failure.leaving(left).into()
        }
    }
}

/// Everything from the first change of what is published.
fn publish_made(
    run: Run<'_>,
    mut site: Option<Site>,
    made: Made<'_>,
    store: Store,
    stamp: Header,
) -> Result<(Summary, Finished), Failure> {
    let keep = |tag: Tag<'_>| !selects(run.campaign, run.selection, tag);
    let left = output::left(&store);
    let filtered = run.selection.is_filtered();
    let begun = if filtered { store.begin_filtered(keep) } else { store.begin() };
    let session = begun.map_err(|failure| failure.leaving(left))?;
    let fixed = site.as_mut().map(|site| std::mem::take(&mut site.fixed));
    put(run, site.as_ref(), fixed.unwrap_or_default(), &made, &session)?;
    let mut summary = made.summary;
    summary.count(&session)?;
    let finished = session.finish(&Header { summary: summary.encode(), ..stamp })?;
    summary.written = finished.written;
    summary.skipped = finished.skipped;
    summary.removed = finished.removed.len() as u64;
    Ok((summary, finished))
}

/// Puts all that was made into the output, folder by folder: `fixed`, what is the same for all
/// places, and the rest.
fn put(
    run: Run<'_>,
    site: Option<&Site>,
    fixed: Vec<Artifact>,
    made: &Made<'_>,
    session: &Session,
) -> Result<(), Failure> {
    let Run { campaign, selection, request, progress } = run;
    if let (Some(site), Some(evaluated)) = (site, &made.evaluated) {
        pages::write_fixed(campaign, selection, fixed, session)?;
        pages::write(campaign, selection, site, evaluated, session, request.jobs, progress)?;
    }
    staged::place(&made.files, session)?;
    if request.zip {
        zips::write(campaign, selection, session, request.jobs, progress)?;
    }
    manifest::write(session, campaign, selection)
}

/// What the formats whose files wait in staging make once, whatever the places.
struct Compiled<'a> {
    sheets: print::sheets::Plates<'a>,
    cards: card::Drawings<'a>,
    texts: text::Texts<'a>,
}

/// Makes what all places share.
fn compile<'a>(
    report: &mut Report,
    run: Run<'a>,
    store: &Store,
    memory: &mut Memory,
) -> Result<(Option<Site>, Compiled<'a>), Stop> {
    let Run { campaign, selection, request, .. } = run;
    if request.strict {
        report.make_strict();
    }
    report.so_far()?;
    let site = if selection.makes(&campaign.settings, Format::Web) {
        let site = render::web::compile(report, campaign, selection, memory)?;
        if let Some(bytes) = memory.to_remember() {
            store.remember(&bytes)?;
        }
        if campaign.theme.own_web {
            render::web::compare(report, campaign, selection)?;
        }
        Some(site)
    } else {
        None
    };
    let sheets = print::sheets::compile(report, campaign, selection, request.press)?;
    let cards = card::compile(campaign, selection);
    let texts = text::compile(campaign, selection);
    Ok((site, Compiled { sheets, cards, texts }))
}

/// All that a build can find wrong in the content is found before this is there.
struct Made<'a> {
    summary: Summary,
    evaluated: Option<pages::Evaluated>,
    files: Vec<staged::Made<'a>>,
}

/// Everything up to the first change of what is published.
fn make<'a>(
    (report, sources): (&mut Report, &Sources),
    run: Run<'a>,
    (site, compiled): (Option<&Site>, &'a Compiled<'a>),
    store: &Store,
) -> Result<Made<'a>, Stop> {
    let Run { campaign, selection, request, .. } = run;
    let Compiled { sheets, cards, texts } = compiled;
    let jobs = request.jobs;
    let evaluated = match site {
        Some(site) => Some(pages::evaluate(report, campaign, selection, site, Some(store), jobs)?),
        None => None,
    };
    // Leaves first, then what is made of them.
    let staged::Done { made: mut files, wrong } = staged::stage(sheets, run, store)?;
    let wrong: Vec<_> = wrong
        .into_iter()
        .filter_map(|(sheet, fault)| Some((sheets.plate(sheet)?, fault)))
        .collect();
    for diagnostic in print::tell(sources, &wrong) {
        report.push(diagnostic);
    }
    rest::tell(report, run, store);
    if request.strict {
        report.make_strict();
    }
    report.so_far()?;
    let staged::Done { made: drawn, wrong } = staged::stage(&cards, run, store)?;
    for (number, fault) in wrong {
        if let Some(span) = cards.span(number) {
            card::report(report, &fault, span);
        }
    }
    report.so_far()?;
    files.extend(drawn);
    let staged::Done { made: written, wrong } = staged::stage(texts, run, store)?;
    for (_, lost) in &wrong {
        text::report(report, lost);
    }
    report.so_far()?;
    files.extend(written);
    files.extend(bundles::stage(run, &files, store)?);
    let summary = Summary::of(report);
    Ok(Made { summary, evaluated, files })
}

/// Reads a campaign and holds it against the rules. `memory` holds what an earlier run made of the
/// pictures.
///
/// # Errors
/// When it is not sound, which is reported, or the machine failed.
pub fn load(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    request: &Request,
    memory: &mut Memory,
) -> Result<(Campaign, Selection), Stop> {
    let campaign = load::campaign_with(report, sources, files, memory)?;
    let selection = Selection {
        as_of: request.as_of.or(campaign.settings.as_of).unwrap_or(request.today),
        places: places(report, &campaign, &request.places),
        langs: request.langs.clone(),
        formats: request.formats.clone(),
        sample: request.sample,
        unreviewed: request.unreviewed,
    };
    let holds = check::campaign(report, &campaign, &selection, request.today);
    load::spare(report, sources, &campaign);
    report.so_far()?;
    let campaign = publish::campaign(report, campaign, &holds);
    report.so_far()?;
    Ok((campaign, selection))
}

/// The ids of the places that are asked for.
fn places(report: &mut Report, campaign: &Campaign, typed: &[String]) -> Vec<String> {
    // Without units no place is known, and that they cannot be read is reported.
    if typed.is_empty() || campaign.unread.contains(&units::TABLE.path) {
        return typed.to_vec();
    }
    let names = Names::of(&campaign.places);
    // A place that cannot be told is reported, and stands for none: an empty list is all of them.
    let id = |typed: &String| {
        if typed == GENERAL || campaign.places.contains_key(typed) {
            return typed.clone();
        }
        let id = load::place_called(report, &names, typed, None, true);
        id.unwrap_or(typed).to_owned()
    };
    typed.iter().map(id).collect()
}

impl Request {
    /// Everything that a plain build makes, on one thread.
    pub fn plain(root: impl Into<PathBuf>, out: impl Into<PathBuf>, today: Date) -> Self {
        Self {
            root: root.into(),
            out: out.into(),
            as_of: None,
            today,
            places: Vec::new(),
            langs: Vec::new(),
            formats: Vec::new(),
            sample: false,
            unreviewed: false,
            zip: false,
            press: false,
            strict: false,
            verify: false,
            jobs: 1,
            engine: 0,
        }
    }

    fn selection_hash(&self) -> u64 {
        let mut hash = Xxh3::new();
        let day = self.as_of.unwrap_or(self.today);
        let lists = [&self.places, &self.langs, &self.formats];
        hash.update(
            format!(
                "{day} {} {} {} {} {} {lists:?}",
                self.sample, self.unreviewed, self.strict, self.zip, self.press
            )
            .as_bytes(),
        );
        hash.digest()
    }
}

/// Whether a folder of the output belongs to this run.
fn selects(campaign: &Campaign, selection: &Selection, tag: Tag<'_>) -> bool {
    let named = |list: &[String], name: &str| {
        name.is_empty() || list.is_empty() || list.iter().any(|wanted| wanted == name)
    };
    match Format::of(tag.format) {
        // The manifest.
        None => true,
        // It holds all languages and layouts, so one that is not packed again would be outdated.
        Some(Format::Zip) => named(&selection.places, tag.place),
        Some(
            format @ (Format::Web
            | Format::Cards
            | Format::Text
            | Format::Sheet(_)
            | Format::Thumbnail(_)
            | Format::Press(_)
            | Format::Bundle(_)),
        ) => {
            selection.makes(&campaign.settings, format)
                && named(&selection.langs, tag.lang)
                && named(&selection.places, tag.place)
        }
    }
}

/// Runs `work` for every item on several threads; results come in the order of the items.
fn in_threads<'i, I: Sync, T: Send + Sync>(
    jobs: usize,
    items: &'i [I],
    work: impl Fn(&'i I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Vec<OnceLock<T>> = items.iter().map(|_| OnceLock::new()).collect();
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, items.len().max(1)) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(item), Some(slot)) = (items.get(at), done.get(at)) else { break };
                    slot.get_or_init(|| work(item));
                }
            });
        }
    });
    // A worker that panics carries the panic on, so that none is missing here.
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// How many errors there are, for the closing line.
pub fn errors(report: &Report) -> usize {
    report.count(Level::Error)
}

/// What writing can fail with, for callers that only see this module.
pub type WriteSession = Session;
