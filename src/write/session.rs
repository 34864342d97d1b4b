//! A build that writes: folders are opened by any number of threads, each by one.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use super::{
    Folder, Store,
    aside::Aside,
    folder::Scratch,
    keys::{FolderKeys, Tag},
    ledger::Ledger,
    mark::{Mark, Unsure},
    path,
    rehearsal::{Met, Rehearsal},
    store::NEW_KEYS,
    system::{self, Dir},
};
use crate::{diag::Failure, say};

/// A build under way. Dropped without [`finish`](Session::finish) it is a killed build.
#[derive(Debug)]
pub struct Session {
    pub(super) store: Store,
    pub(super) purpose: Purpose,
    pub(super) filtered: bool,
    pub(super) ledger: Mutex<Ledger>,
    /// Folders in which a folder came, or anything went.
    pub(super) changed: Mutex<BTreeSet<String>>,
    pub(super) open: AtomicUsize,
    pub(super) counts: Counts,
    scratches: Mutex<Vec<Scratch>>,
    /// For each format, the names in the folder that was closed last.
    expected: Mutex<BTreeMap<Box<str>, String>>,
}

/// What a session is for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// To write; the mark says so.
    Write(Mark),
    /// To learn what would be written over.
    Rehearse(Rehearsal),
}

/// A folder with more text of names than this (`q/` has one for each document) is not like
/// others; its names are not worth remembering.
const LARGE: usize = 1 << 14;

#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) written: AtomicU64,
    pub(super) skipped: AtomicU64,
    pub(super) repaired: AtomicU64,
}

/// What a build did, in files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finished {
    /// Written.
    pub written: u64,
    /// Left as they were.
    pub skipped: u64,
    /// Of those written: the key was right and the bytes were not.
    pub repaired: u64,
    /// The paths of those that were removed, because nothing makes them any more.
    pub removed: Vec<String>,
    /// Why files of earlier builds may be there that no note named.
    pub unsure: Option<Unsure>,
    /// The files, as paths in the output, in folders of ours that nothing makes and no note named:
    /// somebody else's, or ours. Looked for if a build of everything is unsure.
    pub unclaimed: Vec<String>,
}

impl Session {
    pub(super) fn begin(
        store: Store,
        filtered: bool,
        keep: impl Fn(Tag<'_>) -> bool,
    ) -> Result<Self, Failure> {
        let mark = Mark::set(&store.loa, store.journal.as_deref(), store.unsure)
            .map_err(|error| store.failed_inside(error))?;
        Self::open(store, Purpose::Write(mark), filtered, keep)
    }

    /// Begins a build that writes nothing outside our own folder.
    pub(super) fn rehearse(store: Store) -> Result<Self, Failure> {
        Self::open(store, Purpose::Rehearse(Rehearsal::default()), false, |_| false)
    }

    /// Ends a rehearsal: what lies where it would have written, and the store as it was.
    pub fn rehearsed(self) -> (Store, Met) {
        let Self { store, purpose, ledger, .. } = self;
        let met = match purpose {
            Purpose::Write(_) => Met::default(),
            Purpose::Rehearse(rehearsal) => rehearsal.end(),
        };
        // Windows removes no file that is open.
        drop(ledger);
        let _ = store.loa.remove(NEW_KEYS);
        (store, met)
    }

    fn open(
        store: Store,
        purpose: Purpose,
        filtered: bool,
        keep: impl Fn(Tag<'_>) -> bool,
    ) -> Result<Self, Failure> {
        let begun = store.loa.scratch(NEW_KEYS).and_then(|file| {
            let mut ledger = Ledger::new(file)?;
            if filtered {
                ledger.carry(&store.old, keep)?;
            }
            Ok(ledger)
        });
        let ledger = begun.map_err(|error| store.failed_inside(error))?;
        Ok(Self {
            store,
            purpose,
            filtered,
            ledger: Mutex::new(ledger),
            changed: Mutex::default(),
            open: AtomicUsize::new(0),
            counts: Counts::default(),
            scratches: Mutex::default(),
            expected: Mutex::default(),
        })
    }

    /// A folder to put files in, which is then written whole: files of an earlier build that are
    /// not put again are orphans. Nothing is made on the disk before something must be written.
    ///
    /// # Errors
    /// When the path is not allowed.
    pub fn folder<'a>(&'a self, path: &str, tag: Tag<'a>) -> Result<Folder<'a>, Failure> {
        path::check(path, "x")?;
        for part in [tag.format, tag.lang, tag.place] {
            path::check("", if part.is_empty() { "x" } else { part })?;
        }
        self.open.fetch_add(1, Ordering::Relaxed);
        let scratch = lock(&self.scratches).pop().unwrap_or_default();
        Folder::new(self, path, tag, scratch)
    }

    /// Shows every folder of the output in order of path, as far as it is known: those that are
    /// closed, and those outside the filter. The list is locked meanwhile, so close none inside.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn rows(&self, visit: impl FnMut(&FolderKeys<'_>)) -> Result<(), Failure> {
        lock(&self.ledger).rows(visit).map_err(|error| self.store.failed_inside(error))
    }

    /// What was [put aside](Store::put_aside); nothing if the disk fails.
    pub fn aside(&self, aside: Aside) -> Option<Vec<u8>> {
        self.store.shelf.read(aside).ok()
    }

    /// How many bytes a file has, whether in its place or still staged; nothing if it is gone.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn size(&self, folder: &str, name: &str) -> Result<Option<u64>, Failure> {
        path::check(folder, name)?;
        if let Some(staged) =
            self.store.staging.waiting().get(&(folder.to_owned(), name.to_owned()))
        {
            return Ok(Some(staged.len));
        }
        match self.store.out.descend(folder).and_then(|dir| dir.len(name)) {
            Ok(len) => Ok(Some(len)),
            // Outside the filter of a build of a part, nobody has looked yet.
            Err(error) if system::is_gone(&error) => Ok(None),
            Err(error) => {
                let doing = say! { vi: "xem độ dài của tệp", en: "measuring a file" };
                Err(Failure::new(doing, path::full(&self.store.root, folder, name), error))
            }
        }
    }

    /// Opens a folder of the output, and makes it if need be.
    pub(super) fn enter(&self, path: &str) -> io::Result<Dir> {
        self.store.out.descend_making(path, |parent| {
            lock(&self.changed).insert(parent.to_owned());
        })
    }

    /// The names to expect in a folder of a format, each with a tab before it.
    pub(super) fn expect(&self, format: &str, names: &mut String) {
        names.push_str(lock(&self.expected).get(format).map_or("", String::as_str));
    }

    /// Takes a scratch back from a folder that is closed.
    pub(super) fn give_back(&self, format: &str, scratch: Scratch) {
        if scratch.names.len() > LARGE {
            return;
        }
        let mut expected = lock(&self.expected);
        match expected.get_mut(format) {
            Some(names) if *names == scratch.names => {}
            Some(names) => names.clone_from(&scratch.names),
            None => drop(expected.insert(format.into(), scratch.names.clone())),
        }
        drop(expected);
        lock(&self.scratches).push(scratch);
    }
}

/// What a thread that panicked held is still whole: every change under these locks is one step.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
