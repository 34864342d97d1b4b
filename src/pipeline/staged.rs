//! Files that wait in staging until all that is wrong has been found: each place is entered, and
//! what changed is made.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;

use super::{Run, in_threads};
use crate::{
    diag::Failure,
    model::Place,
    plan::Plan,
    render::{Entry, Output, Staged},
    say,
    write::{Session, Store, Tag},
};

/// A file of this run that waits in staging, or is there as it should be.
pub type Made<'a> = Output<'a>;

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

/// What came of a format: its files, and what is wrong with which job.
pub struct Done<'a, J, F> {
    pub made: Vec<Made<'a>>,
    pub wrong: Vec<(J, F)>,
}

/// A job, its files, and which of them are not as they should be.
struct Looked<'a, J> {
    job: J,
    files: Vec<Made<'a>>,
    wanted: Vec<bool>,
}

/// Enters every place of a run, and makes what changed.
pub fn stage<'a, F: Staged<'a>>(
    format: &F,
    run: Run<'a>,
    store: &Store,
) -> Result<Done<'a, F::Job, F::Fault>, Failure> {
    let plan = Plan::new(run.campaign, run.selection);
    let jobs = run.request.jobs;
    let mut at: Vec<(Option<&Place>, _, bool)> = Vec::new();
    for lang in plan.langs() {
        // The general edition first: what all places share is made of it.
        at.push((None, *lang, plan.places().iter().any(Option::is_none)));
        let places = plan.places().iter().filter(|place| place.is_some());
        at.extend(places.map(|place| (*place, *lang, true)));
    }
    let entered = in_threads(jobs, &at, |(place, lang, printed)| {
        let entries = format.enter(*place, lang, *printed).into_iter();
        let looked = entries.map(|Entry { job, files }| {
            let wanted = files.iter().map(|file| file.is_new(store)).collect();
            Looked { job, files, wanted }
        });
        looked.collect::<Vec<_>>()
    });
    let mut all: Vec<Looked<'a, F::Job>> = entered.into_iter().flatten().collect();
    let mut stale: Vec<&mut Looked<'a, F::Job>> =
        all.iter_mut().filter(|entry| entry.wanted.contains(&true)).collect();
    stale.sort_by_key(|entry| format.group(entry.job));
    let count = stale.len();
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &stale, |entry| {
        let made = format.make(entry.job, &entry.wanted).map(|(contents, reported)| {
            // A file that was promised and not made must never look as if it had been.
            if contents.len() != entry.files.len() {
                let path = entry.files.first().map(|file| file.address.to_string());
                let doing = say! { vi: "tạo tệp", en: "making a file" };
                let error = std::io::Error::other("a format made other files than it lists");
                return Err(Failure::new(doing, path.unwrap_or_default(), error));
            }
            let mut keys = Vec::new();
            for ((file, content), wanted) in entry.files.iter().zip(&contents).zip(&entry.wanted) {
                if *wanted {
                    file.stage(store, &content.bytes)?;
                }
                keys.push(if content.lasts { file.key } else { other(file.key) });
            }
            Ok::<_, Failure>((keys, reported))
        });
        (run.progress)(F::NAME, done.fetch_add(1, Ordering::Relaxed) + 1, count);
        made
    });
    let mut wrong = Vec::new();
    for (entry, result) in stale.into_iter().zip(results) {
        let reported = match result {
            Ok(made) => {
                let (keys, reported) = made?;
                for (file, key) in entry.files.iter_mut().zip(keys) {
                    file.key = key;
                }
                reported
            }
            Err(faults) => faults,
        };
        wrong.extend(reported.into_iter().map(|fault| (entry.job, fault)));
    }
    Ok(Done { made: all.into_iter().flat_map(|entry| entry.files).collect(), wrong })
}

/// A key that the file does not have in the next run.
fn other(key: u64) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&key.to_le_bytes());
    hash.update(b"told");
    hash.digest()
}

/// Notes every file with the keys; staged ones move to their places when the build ends.
pub fn place(made: &[Made<'_>], session: &Session) -> Result<(), Failure> {
    let mut folders: BTreeMap<_, Vec<&Made<'_>>> = BTreeMap::new();
    for file in made {
        let Made { address, lang, .. } = *file;
        let format = address.format().map(|format| format.to_string()).unwrap_or_default();
        let place = address.place().unwrap_or_default();
        folders.entry((address.folder(), format, lang.as_str(), place)).or_default().push(file);
    }
    for ((path, format, lang, place), files) in folders {
        let mut folder = session.folder(&path, Tag { format: &format, lang, place })?;
        for file in files {
            folder.keep_staged(&file.address.name(), file.key)?;
        }
        folder.close()?;
    }
    Ok(())
}
