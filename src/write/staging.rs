//! Documents that wait: made before anything below the output folder may change, moved last.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use super::system::{self, Dir};

/// The folder of staged documents; empty before and after each build.
#[derive(Debug)]
pub(super) struct Staging {
    pub(super) dir: Dir,
    next: AtomicU32,
    waiting: Mutex<BTreeMap<(String, String), Staged>>,
}

/// A document that waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staged {
    number: u32,
    /// How many bytes it has.
    pub(super) len: u64,
    /// Whether a folder has asked for it; if not, it is thrown away.
    pub(super) wanted: bool,
}

impl Staged {
    /// The name of its file in the staging folder.
    pub(super) fn file(self) -> String {
        self.number.to_string()
    }
}

impl Staging {
    /// Opens the folder, and empties it of what a killed build left.
    pub(super) fn open(loa: &Dir) -> io::Result<Self> {
        let dir = loa.descend_making("staging", |_| ())?;
        let staging = Self { dir, next: AtomicU32::new(0), waiting: Mutex::default() };
        staging.empty()?;
        Ok(staging)
    }

    /// What waits, by folder and name.
    pub(super) fn waiting(&self) -> MutexGuard<'_, BTreeMap<(String, String), Staged>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a document wait; a second one for the same place takes the place of the first.
    pub(super) fn add(&self, folder: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let staged = Staged { number, len: bytes.len() as u64, wanted: false };
        self.dir.write(&staged.file(), bytes)?;
        self.waiting().insert((folder.to_owned(), name.to_owned()), staged);
        Ok(())
    }

    /// The document that waits for a place, now wanted there.
    pub(super) fn want(&self, folder: &str, name: &str) -> Option<Staged> {
        let mut waiting = self.waiting();
        let staged = waiting.get_mut(&(folder.to_owned(), name.to_owned()))?;
        staged.wanted = true;
        Some(*staged)
    }

    /// Lets a document go: what is in its place is the same.
    pub(super) fn forget(&self, folder: &str, name: &str) {
        if let Some(staged) = self.waiting().get_mut(&(folder.to_owned(), name.to_owned())) {
            staged.wanted = false;
        }
    }

    /// Throws everything away, but for old files that went aside and that somebody still reads.
    pub(super) fn empty(&self) -> io::Result<()> {
        self.waiting().clear();
        for name in self.dir.names()? {
            match self.dir.remove(&name) {
                Err(_) if system::is_aside(&name) => {}
                done => drop(done?),
            }
        }
        Ok(())
    }
}
