//! The times of folders: how a change behind our back is noticed with one call a folder.
//!
//! A folder's time moves when a file is added to it, removed or renamed, so one that is as we
//! noted it holds what we wrote. A change *inside* a file does not move it; that is what
//! `--verify` is for. (FAT under Windows moves no folder's time.)

use std::{collections::BTreeSet, io, thread, time::Duration};

use super::{
    keys::{Keys, Record, UNKNOWN_TIME},
    path,
    system::{self, Dir},
};

/// Looks at folders in order of path, and keeps the one above open.
struct Times<'a> {
    out: &'a Dir,
    parent: Option<(Box<str>, Option<Dir>)>,
}

impl<'a> Times<'a> {
    fn new(out: &'a Dir) -> Self {
        Self { out, parent: None }
    }

    /// The time of a folder; nothing if it is not there.
    fn of(&mut self, folder: &str) -> Option<i64> {
        let (parent, name) = path::split(folder);
        if self.parent.as_ref().is_none_or(|(path, _)| **path != *parent) {
            self.parent = Some((parent.into(), self.out.descend(parent).ok()));
        }
        let (_, dir) = self.parent.as_ref()?;
        dir.as_ref()?.modified(system::or_here(name))
    }
}

/// Looks at every folder, and marks those that are not as they were noted.
pub(super) fn compare(out: &Dir, keys: &mut Keys) {
    let mut times = Times::new(out);
    for record in &mut keys.records {
        if times.of(&record.path) != Some(record.modified) {
            record.modified = UNKNOWN_TIME;
        }
    }
}

/// How long to wait for a slow clock, in milliseconds: two ticks of the slowest usual one.
const PATIENCE: u32 = 30;

/// Notes the times of the folders that changed in this build.
///
/// A folder that changed in the same tick of the disk's clock could change once more without
/// showing it. So wait for the next tick; where a tick takes seconds (FAT), note such folders as
/// unknown: the next build writes them again, in place, and then they are old enough.
pub(super) fn note(
    out: &Dir,
    loa: &Dir,
    keys: &mut Keys,
    others: &BTreeSet<String>,
) -> io::Result<()> {
    let mut times = Times::new(out);
    let mut fresh = Vec::new();
    for same in keys.records.chunk_by_mut(|a, b| a.path == b.path) {
        let changed = same.iter().any(|record| record.changed || others.contains(&*record.path));
        let doubted = |record: &Record| record.carried && record.modified == UNKNOWN_TIME;
        for record in same.iter_mut().filter(|record| changed && !doubted(record)) {
            record.modified = times.of(&record.path).unwrap_or(UNKNOWN_TIME);
            fresh.push(record);
        }
    }
    let Some(newest) = fresh.iter().map(|record| record.modified).max() else {
        return Ok(());
    };
    let mut now = loa.time()?;
    for _ in 0..PATIENCE {
        if now.is_none_or(|now| now > newest) {
            break;
        }
        thread::sleep(Duration::from_millis(1));
        now = loa.time()?;
    }
    for record in fresh.into_iter().filter(|record| now.is_none_or(|now| record.modified >= now)) {
        record.modified = UNKNOWN_TIME;
    }
    Ok(())
}
