//! One build: the order of the stages, and who goes first when several places are in work.

mod bundles;
mod cards;
mod documents;
mod manifest;
mod output;
mod pages;
mod summary;
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
    model::{
        Artifact, Campaign, Date, Lang, Layout, Lesson, Memory, Pack, Place, Selection, Subject,
        place::GENERAL,
    },
    publish, render,
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
    let layouts = |subject: Subject<'_>| layouts(campaign, selection, subject);
    let coded = |pack: &Pack, lesson: &Lesson| coded(campaign, selection, (pack, lesson));
    let memory = &mut Memory::default();
    let site = render::web::compile(report, campaign, selection, &layouts, &coded, memory)?;
    pages::evaluate(report, campaign, selection, &site, None, jobs)?;
    render::web::compare(report, campaign, selection, &layouts)?;
    documents::compile(report, campaign, selection)?;
    Ok(report.so_far()?)
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
        // Nothing will be made, but all that is wrong is told at once.
        load(report, sources, &files, request, &mut Memory::default())?;
        return Err(Stop::Reported);
    }
    let store = Store::open(&request.out)?.owning(&["site", bundles::FOLDER, documents::PRESS]);
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
    let made = match make(report, sources, &files, request, &store, progress) {
        Ok(made) => made,
        Err(Stop::Reported) => {
            store.abandon()?;
            return Err(Stop::Reported);
        }
        Err(Stop::Failed(failure)) => {
            let left = output::left(&store);
            // Where the disk is full, this makes room. The first failure is the one to tell.
            let _ = store.abandon();
            return Err(failure.leaving(left).into());
        }
    };
    let store = if listed.is_none() {
        match output::claim(report, store, &made, request)? {
            Ok(store) => store,
            Err(reported) => return Err(reported.into()),
        }
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
    let (summary, finished) = publish_made(made, store, request, stamp, progress)
        .map_err(|failure| failure.leaving(output::mixed()))?;
    Ok(output::tell_unsure(report, summary, finished, request))
}

/// Everything from the first change of what is published.
fn publish_made(
    mut made: Made,
    store: Store,
    request: &Request,
    stamp: Header,
    progress: &Progress<'_>,
) -> Result<(Summary, Finished), Failure> {
    let keep = |tag: Tag<'_>| !selects(&made.campaign, &made.selection, tag);
    let left = output::left(&store);
    let filtered = made.selection.is_filtered();
    let begun = if filtered { store.begin_filtered(keep) } else { store.begin() };
    let session = begun.map_err(|failure| failure.leaving(left))?;
    let fixed = made.site.as_mut().map(|(site, _)| std::mem::take(&mut site.fixed));
    put(&made, fixed.unwrap_or_default(), &session, request, progress)?;
    let mut summary = made.summary;
    summary.count(&session)?;
    let finished = session.finish(&Header { summary: summary.encode(), ..stamp })?;
    summary.written = finished.written;
    summary.skipped = finished.skipped;
    summary.removed = finished.removed;
    Ok((summary, finished))
}

/// Puts all that was made into the output, folder by folder: `fixed`, what is the same for all
/// places, and the rest.
fn put(
    made: &Made,
    fixed: Vec<Artifact>,
    session: &Session,
    request: &Request,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let Made { campaign, selection, site, documents, summary: _ } = made;
    if let Some((site, evaluated)) = site {
        pages::write_fixed(campaign, selection, fixed, session)?;
        pages::write(campaign, selection, site, evaluated, session, request.jobs, progress)?;
    }
    documents::place(documents, session)?;
    if request.zip {
        zips::write(campaign, selection, session, request.jobs, progress)?;
    }
    manifest::write(session, campaign, selection)
}

/// All that a build can find wrong in the content is found before this is there.
struct Made {
    campaign: Campaign,
    selection: Selection,
    summary: Summary,
    site: Option<(render::web::Site, pages::Evaluated)>,
    documents: Vec<documents::Made>,
}

/// Everything up to the first change of what is published.
fn make(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    request: &Request,
    store: &Store,
    progress: &Progress<'_>,
) -> Result<Made, Stop> {
    let memory = &mut Memory::remembered(request.engine, store.remembered());
    let (campaign, selection) = load(report, sources, files, request, memory)?;
    if request.strict {
        report.make_strict();
    }
    report.so_far()?;

    let web = wants(&campaign, &selection, "web");
    let site = if web {
        let layouts = |subject: Subject<'_>| layouts(&campaign, &selection, subject);
        let coded = |pack: &Pack, lesson: &Lesson| coded(&campaign, &selection, (pack, lesson));
        let site = render::web::compile(report, &campaign, &selection, &layouts, &coded, memory)?;
        if let Some(bytes) = memory.to_remember() {
            store.remember(&bytes)?;
        }
        if campaign.theme.own_web {
            render::web::compare(report, &campaign, &selection, &layouts)?;
        }
        Some(site)
    } else {
        None
    };
    let press = documents::compile(report, &campaign, &selection)?;
    let site = match site {
        Some(site) => {
            let store = Some(store);
            let evaluated =
                pages::evaluate(report, &campaign, &selection, &site, store, request.jobs)?;
            Some((site, evaluated))
        }
        None => None,
    };
    let mut documents = documents::stage(
        (report, sources),
        &campaign,
        &selection,
        &press,
        store,
        request,
        progress,
    )?;
    let bundled = bundles::stage(&campaign, &selection, &documents, store, request.jobs, progress)?;
    documents.extend(bundled);
    documents.extend(cards::stage(report, &campaign, &selection, store, request.jobs, progress)?);
    let summary = Summary::of(report);
    Ok(Made { campaign, selection, summary, site, documents })
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
        places: request.places.clone(),
        langs: request.langs.clone(),
        formats: request.formats.clone(),
        sample: request.sample,
        unreviewed: request.unreviewed,
    };
    let holds = check::campaign(report, &campaign, &selection);
    load::spare(report, sources, &campaign);
    report.so_far()?;
    let campaign = publish::campaign(report, campaign, &holds);
    report.so_far()?;
    Ok((campaign, selection))
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

/// Whether a format is built.
fn wants(campaign: &Campaign, selection: &Selection, format: &str) -> bool {
    selection.makes(&campaign.settings, format)
}

/// The layouts that the page of a subject links to: those of the campaign's own list, so that a
/// filtered build makes the same page, and in its order.
pub fn layouts(campaign: &Campaign, selection: &Selection, subject: Subject<'_>) -> Vec<String> {
    let plain = Selection { formats: Vec::new(), ..selection.clone() };
    let listed = |name: &str| campaign.settings.formats.iter().position(|(id, _)| id == name);
    let mut found: Vec<&Layout> = campaign
        .theme
        .layouts
        .iter()
        .filter(|layout| wants(campaign, &plain, &layout.name))
        .filter(|layout| layout.offers(subject))
        .collect();
    found.sort_by_key(|layout| listed(&layout.name).unwrap_or(usize::MAX));
    found.into_iter().map(|layout| layout.name.clone()).collect()
}

/// Whether a lesson is printed with a code, by the campaign's own list or by this run.
fn coded(campaign: &Campaign, selection: &Selection, (pack, lesson): (&Pack, &Lesson)) -> bool {
    let subject = Subject::Lesson(pack, lesson);
    let made = |layout: &Layout| {
        let mut langs = lesson.texts.keys();
        langs.any(|lang| documents::made_for(campaign, selection, subject, lang, layout))
    };
    !campaign.settings.base_url.is_empty() && campaign.theme.layouts.iter().any(made)
}

/// Whether a folder of the output belongs to this run.
fn selects(campaign: &Campaign, selection: &Selection, tag: Tag<'_>) -> bool {
    if tag.format.is_empty() {
        return true;
    }
    let named = |list: &[String], name: &str| {
        name.is_empty() || list.is_empty() || list.iter().any(|wanted| wanted == name)
    };
    // It holds all languages and layouts, so one that is not packed again would be outdated.
    if tag.format == zips::FORMAT {
        return named(&selection.places, tag.place);
    }
    wants(campaign, selection, documents::layout_of(tag.format))
        && named(&selection.langs, tag.lang)
        && named(&selection.places, tag.place)
}

/// The languages that this run builds.
fn langs<'a>(campaign: &'a Campaign, selection: &Selection) -> Vec<&'a Lang> {
    let all = campaign.languages(selection.unreviewed);
    all.into_iter()
        .filter(|lang| {
            selection.langs.is_empty()
                || selection.langs.iter().any(|wanted| wanted == lang.as_str())
        })
        .collect()
}

/// The places that this run builds; `None` is the general edition.
fn places<'a>(campaign: &'a Campaign, selection: &Selection) -> Vec<Option<&'a Place>> {
    let wanted =
        |id: &str| selection.places.is_empty() || selection.places.iter().any(|place| place == id);
    let general = wanted(GENERAL).then_some(None);
    let communes = campaign
        .communes(selection.as_of, selection.sample)
        .into_iter()
        .filter(|place| wanted(&place.id))
        .map(Some);
    general.into_iter().chain(communes).collect()
}

/// Runs `work` for every item on several threads; results come in the order of the items.
fn in_threads<I: Sync, T: Send + Sync>(
    jobs: usize,
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
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
