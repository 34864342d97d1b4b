//! A build that writes nothing, to learn which files of somebody else's it would write over.
//!
//! Only the first build of a folder needs it: later ones have notes of what is theirs.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use super::{path, session::lock};

/// A file with fewer bytes may be the same by chance.
const LEAST: usize = 64;

/// What the rehearsal has met so far.
#[derive(Debug, Default)]
pub(super) struct Rehearsal {
    foreign: Mutex<Vec<String>>,
    own: AtomicBool,
}

/// What lies where a build would write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Met {
    /// Whether any file is the very one that the build would make, so that an earlier build made
    /// the output and its notes were lost.
    pub own: bool,
    /// The files, as paths in the output, that hold other bytes. Not all of them, where `own` is
    /// true.
    pub foreign: Vec<String>,
}

impl Rehearsal {
    /// Whether the question is answered, so that no more files need be compared.
    pub(super) fn is_over(&self) -> bool {
        self.own.load(Ordering::Relaxed)
    }

    /// Notes a file that is there, and whether it holds the bytes that the build makes.
    pub(super) fn meet(&self, folder: &str, name: &str, bytes: &[u8], same: bool) {
        if !same {
            let path = path::joined(folder, name);
            lock(&self.foreign).push(path);
        } else if bytes.len() >= LEAST {
            self.own.store(true, Ordering::Relaxed);
        }
    }

    /// All that was met, in order of path.
    pub(super) fn end(&self) -> Met {
        let mut foreign = std::mem::take(&mut *lock(&self.foreign));
        foreign.sort();
        Met { own: self.is_over(), foreign }
    }
}
