//! Everything read, and of files with errors what was sound last.
//!
//! An error in one file is no reason to hide what was saved in another. So the campaign is read
//! again with the last sound content of the files at fault, until it is sound. What is reported are
//! the errors of the disk.

use std::collections::BTreeSet;

use crate::{
    diag::{Failure, Level, Report, Sources, Stop},
    load::{
        self,
        files::{Files, Record},
    },
    model::{Campaign, Lang, Memory, Selection},
    pipeline::{self, Request},
    render::web::OnDemand,
};

/// A campaign that can be shown.
pub(super) struct Read {
    /// What it was read from.
    pub(super) record: Record,
    pub(super) campaign: Campaign,
    pub(super) selection: Selection,
    pub(super) pages: OnDemand,
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
        /// The files that are reported of.
        sources: Sources,
        /// What can be shown meanwhile, and the files that are in it as they were.
        instead: Option<(Read, BTreeSet<String>)>,
    },
}

/// What a campaign is read with.
pub(super) struct Given<'a> {
    pub(super) request: &'a Request,
    /// What the campaign on show was read from; nothing, if none is.
    pub(super) sound: &'a Record,
    /// The first language of the campaign on show.
    pub(super) first: Option<Lang>,
    /// Whether what is read is still wanted.
    pub(super) go_on: &'a dyn Fn() -> bool,
}

/// Reads everything.
///
/// # Errors
/// When the machine failed.
pub(super) fn read(given: &Given<'_>, ready: &mut Memory) -> Result<Reading, Failure> {
    let files = Files::scan(&given.request.root)?.recording();
    let Attempt { files, report, sources, record, found } = attempt(given.request, files, ready)?;
    if let Some(found) = found {
        let outcome = Outcome::Sound(found.read(record, sources));
        return Ok(Reading { files, report, outcome });
    }
    let mut instead = None;
    let nothing_yet = given.sound.paths().next().is_none();
    let first = match &given.first {
        None => {
            sources.named(load::SETTINGS).and_then(|file| load::first_language(sources.text(file)))
        }
        first => first.clone(),
    };
    let given = &Given { first, ..*given };
    // A campaign of which nothing was sound yet is shown without the lessons at fault.
    for parking in [true, false].into_iter().filter(|parking| *parking || !nothing_yet) {
        let mut holding = Holding { given, files: &files, parking, tries: MOST_TRIES, ready };
        if instead.is_none() {
            instead = holding.search(&report, &sources, &record)?;
        }
    }
    Ok(Reading { files, report, outcome: Outcome::Wrong { sources, instead } })
}

/// So often a campaign is read again to find what need not be held.
const MOST_TRIES: usize = 24;

/// Files as they are on the disk, but some as they were.
struct Holding<'a> {
    given: &'a Given<'a>,
    files: &'a Files,
    /// Whether a lesson that was never sound is parked, so that links to it close. Else it is not
    /// there, and whoever leads to it would have to wait for it.
    parking: bool,
    tries: usize,
    ready: &'a mut Memory,
}

/// What can be shown, and the files that are in it as they were.
type Held = (Read, BTreeSet<String>);

impl Holding<'_> {
    fn attempt(&mut self, held: &BTreeSet<String>) -> Result<Attempt, Failure> {
        let Given { request, sound, first, .. } = self.given;
        let is_new_lesson = |path: &str| {
            let name = path.strip_prefix("content/packs/").and_then(|path| path.rsplit('/').next());
            let lesson = first.as_ref().map(|first| format!("lesson.{first}.md"));
            self.parking && lesson.is_some() && name == lesson.as_deref()
        };
        let instead = |path: &str| is_new_lesson(path).then_some(load::PARKED);
        attempt(request, self.files.holding(held, sound, instead).recording(), self.ready)
    }

    /// Holds more and more until the campaign is sound, and then no more than must be.
    fn search(
        &mut self,
        report: &Report,
        sources: &Sources,
        record: &Record,
    ) -> Result<Option<Held>, Failure> {
        let sound = self.given.sound;
        let mut held = BTreeSet::new();
        let mut next = to_hold(self.files, sound, (report, sources, record), &held);
        while !next.is_empty() {
            held.append(&mut next);
            let Attempt { report, sources, record, found, .. } = self.attempt(&held)?;
            if let Some(found) = found {
                let mut read = found.read(record, sources);
                // Texts need what the other files say, and seldom the other way round.
                let (texts, mut all): (Vec<String>, Vec<String>) =
                    held.into_iter().partition(|path| is_text(path));
                all.extend(texts);
                let needed = self.needed(&mut read, &BTreeSet::new(), &all, false)?;
                return Ok(Some((read, needed)));
            }
            next = to_hold(self.files, sound, (&report, &sources, &record), &held);
        }
        Ok(None)
    }

    /// Which of some files must be as they were beside those that are: an error in a file may follow
    /// from one elsewhere, and is gone when that one is as it was. With all of them the campaign is
    /// sound, and is `read` so; then it is what was read with those that are needed. `try_none` says
    /// whether none of them may be enough.
    ///
    /// Half of them are tried with the other half held, and then the other half with what is needed
    /// of the first, and so on: of a hundred files that follow from one, about seven tries find it.
    fn needed(
        &mut self,
        read: &mut Read,
        held: &BTreeSet<String>,
        maybe: &[String],
        try_none: bool,
    ) -> Result<BTreeSet<String>, Failure> {
        if maybe.is_empty() || (try_none && self.is_sound(read, held)?) {
            return Ok(BTreeSet::new());
        }
        let [_, _, ..] = maybe else { return Ok(maybe.iter().cloned().collect()) };
        let middle = match maybe.iter().position(|path| is_text(path)) {
            None | Some(0) => maybe.len() / 2,
            Some(texts) => texts,
        };
        let (before, after) = maybe.split_at(middle);
        let with = held.iter().chain(before).cloned().collect();
        let after = self.needed(read, &with, after, true)?;
        let with = held.union(&after).cloned().collect();
        let before = self.needed(read, &with, before, !after.is_empty())?;
        Ok(after.into_iter().chain(before).collect())
    }

    /// Whether the campaign is sound with no more files held than these; it is `read` so then.
    fn is_sound(&mut self, read: &mut Read, held: &BTreeSet<String>) -> Result<bool, Failure> {
        if self.tries == 0 || !(self.given.go_on)() {
            return Ok(false);
        }
        self.tries -= 1;
        let Attempt { sources, record, found, .. } = self.attempt(held)?;
        let Some(found) = found else { return Ok(false) };
        *read = found.read(record, sources);
        Ok(true)
    }
}

/// Whether a file is the text of a lesson, a protocol or a note.
fn is_text(path: &str) -> bool {
    path.ends_with(".md")
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
    pages: OnDemand,
}

impl Found {
    fn read(self, record: Record, sources: Sources) -> Read {
        let Self { campaign, selection, pages } = self;
        Read { record, campaign, selection, pages, sources }
    }
}

fn attempt(request: &Request, files: Files, ready: &mut Memory) -> Result<Attempt, Failure> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let loaded = pipeline::load(&mut report, &mut sources, &files, request, ready);
    let found = loaded.and_then(|(campaign, selection)| {
        let pages = OnDemand::new(&mut report, &campaign)?;
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
/// wrong follows from a change elsewhere: all that changed is held but the texts of lessons, and then
/// those too. Nothing, if that does not help either.
fn to_hold(
    files: &Files,
    sound: &Record,
    (report, sources, record): (&Report, &Sources, &Record),
    held: &BTreeSet<String>,
) -> BTreeSet<String> {
    let changed: BTreeSet<&str> = record.differences(sound).collect();
    let errors = report.diagnostics().iter().filter(|found| found.level == Level::Error);
    let at_fault = errors.filter_map(|found| Some(sources.path(found.span?.file)));
    // Of a file that has no business to be there only the name is reported.
    let new = |path: &str| files.has(path) && !sound.has(path);
    let at_fault = at_fault.filter(|path| changed.contains(path) || new(path));
    let is_lesson = |path: &&str| path.starts_with("content/packs/") && is_text(path);
    let gone = sound.paths().filter(|path| !files.has(path));
    if sound.paths().next().is_none() {
        // What else is wrong has no earlier form, and a table that is not there would be gaps.
        let at_fault: BTreeSet<&str> = at_fault.collect();
        let lessons_alone = at_fault.iter().all(is_lesson);
        let more = at_fault.into_iter().filter(|path| lessons_alone && !held.contains(*path));
        return more.map(str::to_owned).collect();
    }
    let (lessons, rest): (Vec<&str>, Vec<&str>) = changed.iter().copied().partition(is_lesson);
    let all = [at_fault.collect(), rest.into_iter().chain(gone).collect(), lessons];
    let more = all.into_iter().map(|paths: Vec<&str>| -> BTreeSet<String> {
        let paths = paths.into_iter().filter(|path| !held.contains(*path));
        paths.map(str::to_owned).collect()
    });
    more.into_iter().find(|paths| !paths.is_empty()).unwrap_or_default()
}
