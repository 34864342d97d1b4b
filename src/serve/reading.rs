//! Everything read, and of files with errors what was sound last.
//!
//! An error in one file is no reason to hide what was saved in another. So the campaign is read
//! again with the last sound content of the files at fault, until it is sound. What is told are
//! the errors of the disk.

use std::collections::BTreeSet;

use crate::{
    build::{self, Request},
    diag::{Failure, Level, Report, Sources, Stop},
    load::files::{Files, Record},
    model::{Campaign, Memory, Selection},
    render::web::Asked,
};

/// A campaign that can be shown.
pub(super) struct Read {
    /// What it was read from.
    pub(super) record: Record,
    pub(super) campaign: Campaign,
    pub(super) selection: Selection,
    pub(super) pages: Asked,
    pub(super) sources: Sources,
}

/// What came of reading everything.
pub(super) struct Reading {
    /// The files as they are on the disk.
    pub(super) files: Files,
    /// What is said of them.
    pub(super) report: Report,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    /// All of it is sound.
    Sound(Read),
    /// It has errors.
    Wrong {
        /// The files that are told of.
        sources: Sources,
        /// What can be shown meanwhile, and the files that are in it as they were.
        instead: Option<(Read, BTreeSet<String>)>,
    },
}

/// Reads everything. `sound` is what the campaign on show was read from; nothing, if none is.
///
/// # Errors
/// When the machine failed.
pub(super) fn read(
    request: &Request,
    sound: &Record,
    ready: &mut Memory,
) -> Result<Reading, Failure> {
    let files = Files::scan(&request.root)?.recording();
    let Attempt { files, report, sources, record, found } = attempt(request, files, ready)?;
    let read = |record, sources, found: Found| {
        let Found { campaign, selection, pages } = found;
        Read { record, campaign, selection, pages, sources }
    };
    if let Some(found) = found {
        let outcome = Outcome::Sound(read(record, sources, found));
        return Ok(Reading { files, report, outcome });
    }
    let mut held = BTreeSet::new();
    let mut next = to_hold(&files, sound, (&report, &sources, &record), &held);
    let mut instead = None;
    while !next.is_empty() && instead.is_none() {
        held.append(&mut next);
        let again = attempt(request, files.holding(&held, sound).recording(), ready)?;
        next = to_hold(&files, sound, (&again.report, &again.sources, &again.record), &held);
        instead = again.found.map(|found| read(again.record, again.sources, found));
    }
    if let Some(read) = &mut instead {
        release(request, &files, sound, (read, &mut held), ready)?;
    }
    let instead = instead.map(|read| (read, held));
    Ok(Reading { files, report, outcome: Outcome::Wrong { sources, instead } })
}

/// So many files are tried alone. Each try reads the campaign once more.
const MOST_TRIES: usize = 8;

/// Holds no more than must be: an error in a file may follow from one elsewhere, as a signer is
/// unknown when `campaign.yaml` cannot be read, and is gone when that one is read as it was.
fn release(
    request: &Request,
    files: &Files,
    sound: &Record,
    (read, held): (&mut Read, &mut BTreeSet<String>),
    ready: &mut Memory,
) -> Result<(), Failure> {
    // Texts need what the other files say, and seldom the other way round.
    let (texts, others): (Vec<String>, Vec<String>) =
        held.iter().cloned().partition(|path| path.ends_with(".md"));
    let all: BTreeSet<String> = texts.iter().cloned().collect();
    let each = texts.into_iter().chain(others).take(MOST_TRIES).map(|path| BTreeSet::from([path]));
    for free in [all].into_iter().chain(each) {
        let fewer: BTreeSet<String> = held.difference(&free).cloned().collect();
        // With none held, it is what was found to be wrong.
        if fewer.is_empty() || fewer.len() == held.len() {
            continue;
        }
        let again = attempt(request, files.holding(&fewer, sound).recording(), ready)?;
        if let Some(Found { campaign, selection, pages }) = again.found {
            let (record, sources) = (again.record, again.sources);
            *read = Read { record, campaign, selection, pages, sources };
            *held = fewer;
        }
    }
    Ok(())
}

struct Attempt {
    files: Files,
    report: Report,
    sources: Sources,
    record: Record,
    found: Option<Found>,
}

struct Found {
    campaign: Campaign,
    selection: Selection,
    pages: Asked,
}

fn attempt(request: &Request, files: Files, ready: &mut Memory) -> Result<Attempt, Failure> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let loaded = build::load(&mut report, &mut sources, &files, request, ready);
    let found = loaded.and_then(|(campaign, selection)| {
        let pages = Asked::new(&mut report, &campaign)?;
        Ok(Found { campaign, selection, pages })
    });
    let found = match found {
        Ok(found) => Some(found),
        Err(Stop::Reported) => None,
        Err(Stop::Failed(failure)) => return Err(failure),
    };
    let (files, record) = files.recorded();
    Ok(Attempt { files, report, sources, record, found })
}

/// Which more files are read as they were: those with errors that changed. When none did, what is
/// wrong follows from a change elsewhere, and all that changed is held but the texts of lessons.
/// Nothing, if that does not help either, or if nothing was ever sound.
fn to_hold(
    files: &Files,
    sound: &Record,
    (report, sources, record): (&Report, &Sources, &Record),
    held: &BTreeSet<String>,
) -> BTreeSet<String> {
    if sound.paths().next().is_none() {
        return BTreeSet::new();
    }
    let changed: BTreeSet<&str> = record.differences(sound).collect();
    let errors = report.diagnostics().iter().filter(|found| found.level == Level::Error);
    let at_fault = errors.filter_map(|found| Some(sources.path(found.span?.file)));
    // Of a file that has no business to be there only the name is told.
    let new = |path: &str| files.has(path) && !sound.has(path);
    let of_changed = |path: &&str| (changed.contains(path) || new(path)) && !held.contains(*path);
    let at_fault: BTreeSet<String> = at_fault.filter(of_changed).map(str::to_owned).collect();
    if !at_fault.is_empty() {
        return at_fault;
    }
    let is_lesson = |path: &str| path.starts_with("content/packs/") && path.ends_with(".md");
    let gone = sound.paths().filter(|path| !files.has(path));
    let rest = changed.iter().copied().filter(|path| !is_lesson(path)).chain(gone);
    rest.filter(|path| !held.contains(*path)).map(str::to_owned).collect()
}
