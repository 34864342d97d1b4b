//! The campaign on show: read again when saved, and browsers answered from what was read last.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard},
    time::Duration,
};

use super::{
    Visit,
    broadcast::{Broadcast, Change, Problems},
    lan_access::LanAccess,
    proofs,
    reading::{self, Given, Outcome, Read, Reading},
    shown::Shown,
};
use crate::{
    diag::{Failure, Level, Report, Sources, Stop, Text, Tongue, terminal},
    load::files::{Files, Record},
    model::{Campaign, Memory, Selection},
    pipeline::{self, Request},
    render::{print::Press, web},
};

/// How long no file may change before everything is read: a folder that is being copied, or a
/// file that an editor writes in pieces, is not wrong yet.
const QUIET: Duration = Duration::from_millis(60);
/// How long after a failure of the machine everything is tried again.
const RETRY: Duration = Duration::from_secs(1);
/// How long after all else nothing may be saved before leaflets are laid out: whoever saves again and
/// again is not in their way.
const CALM: Duration = Duration::from_millis(250);

/// What the terminal is told.
pub enum Said<'a> {
    /// The campaign was read and tried out, or it has errors.
    Read(&'a Report, &'a Sources),
    /// The machine failed.
    Failed(&'a Failure),
    /// Something to know.
    Note(&'a Text),
    /// Another machine may come in, once.
    Invite {
        /// The address to type.
        address: String,
        /// The code to type there.
        code: String,
        /// The address with the code in it.
        whole: String,
    },
}

/// Told whenever what is wrong changes.
pub type Tell = Box<dyn Fn(Said<'_>) + Send + Sync>;

/// What was saved and is not read yet.
#[derive(Default)]
struct Waiting {
    /// Grows with each change.
    changes: u64,
    /// Files that changed and that nothing on show has of yet.
    unread: BTreeSet<String>,
    /// Lessons that were saved and whose leaflets are not laid out yet.
    saved: BTreeSet<String>,
    /// Lessons whose leaflets could not be printed when they were last laid out.
    faulty: BTreeSet<String>,
}

/// The campaign on show.
pub struct Preview {
    request: Request,
    tongue: Tongue,
    tell: Tell,
    shown: RwLock<Option<Shown>>,
    /// Pictures that were made ready.
    ready: Mutex<Memory>,
    /// What the files of the campaign on show held.
    sound: Mutex<Record>,
    /// The files as they were when everything was last read.
    listed: Mutex<Option<Arc<Files>>>,
    /// The last good bytes of pages, by path.
    pub(super) good: Mutex<BTreeMap<String, Vec<u8>>>,
    waiting: Mutex<Waiting>,
    news: Condvar,
    /// The open pages.
    pub(super) broadcast: Broadcast,
}

impl Preview {
    /// A preview with nothing on it yet.
    pub fn new(request: Request, tongue: Tongue, tell: Tell) -> Self {
        Self {
            request,
            tongue,
            tell,
            shown: RwLock::default(),
            ready: Mutex::default(),
            sound: Mutex::default(),
            listed: Mutex::default(),
            good: Mutex::default(),
            waiting: Mutex::default(),
            news: Condvar::new(),
            broadcast: Broadcast::default(),
        }
    }

    /// The folder of the campaign.
    pub(super) fn root(&self) -> &std::path::Path {
        &self.request.root
    }

    /// The language of messages.
    pub(super) fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// Tells the terminal something.
    pub(super) fn note(&self, text: Text) {
        (self.tell)(Said::Note(&text));
    }

    /// The campaign on show, if any ever was sound.
    pub(super) fn shown(&self) -> RwLockReadGuard<'_, Option<Shown>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the terminal how another machine comes in.
    pub(super) fn invite(&self, visit: &Visit, lan: &LanAccess) {
        let (address, code) = (format!("http://{}/", visit.at), lan.code());
        let whole = format!("{address}_loa/enter?code={code}");
        (self.tell)(Said::Invite { address, code, whole });
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes note of files that were saved, by path relative to the campaign; an empty path is
    /// anything. A lesson is on show when this returns, if it can be read on its own.
    pub fn saved(&self, paths: BTreeSet<String>) {
        let mut rest = BTreeSet::new();
        let lesson = |path: &&String| path.starts_with("content/packs/") && path.ends_with(".md");
        let lessons: Vec<String> = paths.iter().filter(lesson).cloned().collect();
        {
            let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
            let shown = &mut *shown;
            let mut read = false;
            for path in paths {
                match shown.as_mut().and_then(|shown| shown.again(&path)) {
                    Some(()) => read = true,
                    None => {
                        rest.insert(path);
                    }
                }
            }
            if read {
                self.broadcast.changed(Change::Pages);
            }
        }
        let mut waiting = self.waiting();
        waiting.changes += 1;
        waiting.unread.extend(rest);
        waiting.saved.extend(lessons);
        self.news.notify_all();
    }

    /// The files that changed since everything was last read.
    pub(super) fn unread(&self, now: &Files) -> BTreeSet<String> {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        let differ = listed.iter().flat_map(|listed| now.differences(listed));
        differ.map(str::to_owned).collect()
    }

    /// Reads everything again whenever it is quiet after a change; never ends. Before each time
    /// `watch` is called: folders may have come that nobody watches yet.
    pub fn keep(&self, watch: impl Fn()) {
        let mut done = 0;
        let mut sound = true;
        loop {
            let mut waiting = self.waiting();
            while waiting.changes == done && sound {
                waiting = self.news.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            loop {
                let before = waiting.changes;
                let wait = if sound { QUIET } else { RETRY };
                let (after, _) =
                    self.news.wait_timeout(waiting, wait).unwrap_or_else(PoisonError::into_inner);
                waiting = after;
                if waiting.changes == before {
                    break;
                }
            }
            let seen = waiting.changes;
            drop(waiting);
            watch();
            if let Some(machine) = self.read(seen) {
                done = seen;
                sound = machine;
            }
        }
    }

    /// Reads everything now.
    pub fn read_all(&self) {
        let seen = self.waiting().changes;
        self.read(seen);
    }

    /// Reads everything and puts it on show; of files with errors stays what was sound last.
    /// Nothing comes back if something was saved meanwhile; else whether the machine did its part.
    fn read(&self, seen: u64) -> Option<bool> {
        let read = {
            let ready = &mut self.ready.lock().unwrap_or_else(PoisonError::into_inner);
            let sound = self.sound.lock().unwrap_or_else(PoisonError::into_inner);
            let first = self.shown().as_ref().map(|shown| shown.campaign.first_lang().clone());
            let go_on = &|| self.waiting().changes == seen;
            let given = Given { request: &self.request, sound: &sound, first, go_on };
            reading::read(&given, ready)
        };
        if self.waiting().changes != seen {
            return None;
        }
        let Reading { files, mut report, outcome } = match read {
            Ok(reading) => reading,
            Err(failure) => {
                self.failed(&failure);
                return Some(false);
            }
        };
        let files = Arc::new(files);
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&files));
        let read = match outcome {
            Outcome::Sound(read) => read,
            Outcome::Wrong { sources, instead } => {
                let version = self.show_instead(seen, files, instead)?;
                self.told(&mut report, &sources, Some(version));
                return Some(true);
            }
        };
        let (version, campaign, selection) = self.show(seen, files, read, &BTreeSet::new())?;
        let tried = pipeline::try_out(&mut report, &campaign, &selection, self.request.jobs);
        // Nobody else looks at it now: a lesson that is saved changes it in its place.
        drop(campaign);
        if self.waiting().changes != seen {
            return None;
        }
        if let Err(Stop::Failed(failure)) = tried {
            self.failed(&failure);
            return Some(false);
        }
        let tell = |report: &mut Report| {
            if let Some(shown) = &*self.shown() {
                self.told(report, &shown.sources, Some(version));
            }
        };
        // What is known to be wrong with leaflets is not forgotten for a moment in between.
        if self.waiting().faulty.is_empty() || tried.is_err() {
            tell(&mut report);
        }
        if tried.is_ok() && self.proved(seen, &mut report, &selection)? {
            tell(&mut report);
        }
        Some(true)
    }

    /// Puts a campaign on show, in which `held` files are as they were. Nothing comes back if
    /// something was saved meanwhile; else what is on show, and as which version.
    fn show(
        &self,
        seen: u64,
        files: Arc<Files>,
        read: Read,
        held: &BTreeSet<String>,
    ) -> Option<(u64, Arc<Campaign>, Selection)> {
        let Read { record, campaign, selection, pages, sources } = read;
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = self.waiting();
        if waiting.changes != seen {
            return None;
        }
        let unread = std::mem::take(&mut waiting.unread);
        drop(waiting);
        *self.sound.lock().unwrap_or_else(PoisonError::into_inner) = record;
        let unread = unread.difference(held).cloned().collect();
        let change = match &*shown {
            // It was on show for a moment, until its errors were found.
            Some(old) if held.iter().any(|path| old.has_again(path)) => Some(Change::Pages),
            Some(old) => change(&old.files, &files, &unread, &campaign),
            None => Some(Change::Pages),
        };
        let campaign = Arc::new(campaign);
        *shown = Some(Shown::new(Arc::clone(&campaign), selection.clone(), sources, files, pages));
        if let Some(change) = change {
            self.broadcast.changed(change);
        }
        Some((self.broadcast.status().version, campaign, selection))
    }

    /// Puts on show what can be while the campaign has errors: the same as `show`, or at least
    /// lessons as they were when everything was last sound. The version comes back.
    fn show_instead(
        &self,
        seen: u64,
        files: Arc<Files>,
        instead: Option<(Read, BTreeSet<String>)>,
    ) -> Option<u64> {
        if let Some((read, held)) = instead {
            return self.show(seen, files, read, &held).map(|(version, ..)| version);
        }
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if self.waiting().changes != seen {
            return None;
        }
        if shown.as_mut().is_some_and(Shown::take_back) {
            self.broadcast.changed(Change::Pages);
        }
        Some(self.broadcast.status().version)
    }

    /// Lays out the leaflets of lessons that were saved, and of those that could not be printed
    /// last time. Nothing comes back if something was saved meanwhile; else whether there were any.
    fn proved(&self, seen: u64, report: &mut Report, selection: &Selection) -> Option<bool> {
        let waiting = self.waiting();
        let paths: BTreeSet<String> = waiting.saved.union(&waiting.faulty).cloned().collect();
        if paths.is_empty() {
            return Some(false);
        }
        let calm = self.news.wait_timeout_while(waiting, CALM, |waiting| waiting.changes == seen);
        let (waiting, over) = calm.unwrap_or_else(PoisonError::into_inner);
        drop(waiting);
        if !over.timed_out() {
            return None;
        }
        let campaign = Arc::clone(&self.shown().as_ref()?.campaign);
        let press = Press::new(&campaign);
        let go_on = || self.waiting().changes == seen;
        let mut found = Vec::new();
        for path in &paths {
            found.push(proofs::lay_out(&campaign, selection, &press, path, go_on)?);
        }
        drop((press, campaign));
        let shown = self.shown();
        let mut waiting = self.waiting();
        if waiting.changes != seen {
            return None;
        }
        waiting.saved.clear();
        let faulty = paths.into_iter().zip(&found).filter(|(_, found)| !found.is_sound());
        waiting.faulty = faulty.map(|(path, _)| path).collect();
        drop(waiting);
        let sources = &shown.as_ref()?.sources;
        for diagnostic in found.into_iter().flat_map(|found| found.tell(sources)) {
            report.push(diagnostic);
        }
        Some(true)
    }

    /// What is wrong with the campaign, for open pages and the terminal.
    pub(super) fn told(&self, report: &mut Report, sources: &Sources, checked: Option<u64>) {
        report.sort();
        let mut problems = Problems::default();
        for level in [Level::Error, Level::Warning, Level::Review] {
            let all = report.shown().into_iter();
            let of_level = all.filter(|found| found.diagnostic.level == level);
            let shown = of_level.map(|found| terminal::json(found, sources, self.tongue));
            problems.list.extend(shown.filter_map(|found| serde_json::to_value(found).ok()));
        }
        problems.errors = report.count(Level::Error);
        if self.broadcast.tell(problems, checked) {
            (self.tell)(Said::Read(report, sources));
        }
    }

    fn failed(&self, failure: &Failure) {
        let (doing, why) = (&failure.doing, failure.why());
        let message = format!("{}: {}", doing.in_tongue(self.tongue), why.in_tongue(self.tongue));
        let file = failure.path.strip_prefix(&self.request.root).unwrap_or(&failure.path);
        let shown = serde_json::json!({
            "level": "error", "file": file.to_string_lossy(), "message": message,
        });
        if self.broadcast.tell(Problems { list: vec![shown], errors: 1 }, None) {
            (self.tell)(Said::Failed(failure));
        }
    }
}

/// What open pages must do about files that changed; nothing if no file of the campaign did.
fn change(
    old: &Files,
    new: &Files,
    unread: &BTreeSet<String>,
    campaign: &Campaign,
) -> Option<Change> {
    // An editor's own files come and go.
    let known = |path: &&String| {
        let of = |files: &Files| files.has(path) || files.below(path).next().is_some();
        path.is_empty() || of(old) || of(new)
    };
    let mut known = unread.iter().filter(known).peekable();
    known.peek()?;
    let styles = known.all(|path| {
        path.starts_with("themes/") && path.ends_with(".css") && old.has(path) && new.has(path)
    });
    Some(if styles { Change::Styles(web::styles(campaign)) } else { Change::Pages })
}
