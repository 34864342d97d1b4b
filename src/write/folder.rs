//! One folder of one build, in the hands of one thread.

use std::{io, sync::atomic::Ordering};

use super::{
    Session,
    keys::{Entry, NO_KEY, Record, Tag, UNKNOWN_TIME, short},
    ledger::Done,
    path,
    session::{Purpose, lock},
    system::{Dir, or_here},
};
use crate::{
    diag::{Failure, Text},
    say,
};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is there from an earlier build.
    Skipped,
    /// It was written, or is staged to be.
    Written,
}

/// A folder that is being written. It counts only once it is [closed](Folder::close).
#[derive(Debug)]
pub struct Folder<'a> {
    session: &'a Session,
    path: String,
    tag: Tag<'a>,
    old: Option<&'a Record>,
    dir: Option<Dir>,
    scratch: Scratch,
    /// The old file that will most likely be put next.
    next: usize,
    counts: Counts,
}

/// How a folder is opened.
#[derive(Debug, Clone, Copy)]
enum Open {
    /// It is there.
    Found,
    /// It is not, and is made.
    Made,
}

/// What one folder needs and the next can use again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    bytes: Vec<u8>,
    /// The names so far, each with a tab before it.
    pub(super) names: String,
    /// Where each name ends, how long the file is, and its key.
    keys: Vec<(usize, u32, u64)>,
    /// The names that are in the journal, written like `names`.
    noted: String,
    /// The files that the folder had.
    old: Vec<Entry>,
    /// The folder that the last folder was in, open: most are in the same one.
    above: Option<(String, Dir)>,
}

#[derive(Debug, Default)]
struct Counts {
    written: u64,
    skipped: u64,
    repaired: u64,
}

impl Scratch {
    fn add(&mut self, name: &str, len: u32, key: u64) {
        self.names.push('\t');
        self.names.push_str(name);
        self.keys.push((self.names.len(), len, key));
    }

    fn files(&self) -> impl Iterator<Item = (&str, u32, u64)> {
        let starts = [0].into_iter().chain(self.keys.iter().map(|(end, ..)| *end));
        starts.zip(&self.keys).map(|(start, (end, len, key))| {
            (self.names.get(start + 1..*end).unwrap_or_default(), *len, *key)
        })
    }
}

impl<'a> Folder<'a> {
    pub(super) fn new(
        session: &'a Session,
        path: &str,
        tag: Tag<'a>,
        mut scratch: Scratch,
    ) -> Result<Self, Failure> {
        scratch.names.clear();
        scratch.keys.clear();
        scratch.noted.clear();
        scratch.old.clear();
        let store = &session.store;
        let old = store.old.find(path, tag);
        if let Some(record) = old {
            store
                .old
                .files(record, &mut scratch.old)
                .map_err(|error| store.failed_inside(error))?;
        }
        Ok(Self {
            session,
            path: path.to_owned(),
            tag,
            old,
            dir: None,
            scratch,
            next: 0,
            counts: Counts::default(),
        })
    }

    /// Puts a file in the folder. `make` is called only if the file is not there with this key.
    ///
    /// # Errors
    /// When the name is not allowed or the disk fails.
    pub fn put(
        &mut self,
        name: &str,
        key: u64,
        make: impl FnOnce(&mut Vec<u8>),
    ) -> Result<Put, Failure> {
        self.try_put(name, key, |bytes| {
            make(bytes);
            Ok(())
        })
    }

    /// Like [`Folder::put`], for what may fail to be made.
    ///
    /// # Errors
    /// When it cannot be made, the name is not allowed or the disk fails.
    pub fn try_put(
        &mut self,
        name: &str,
        key: u64,
        make: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>,
    ) -> Result<Put, Failure> {
        path::check("", name)?;
        if let Purpose::Rehearse(_) = self.session.purpose {
            return self.rehearse(name, key, make);
        }
        let known = self.known(name);
        let same = self.same(known, key);
        if let Some(same) = same.filter(|_| !self.session.store.verifying) {
            return Ok(self.skip(name, same));
        }
        self.scratch.bytes.clear();
        make(&mut self.scratch.bytes)?;
        if let Some(same) = same {
            self.look();
            if self.dir.as_ref().is_some_and(|dir| dir.holds(name, &self.scratch.bytes)) {
                return Ok(self.skip(name, same));
            }
            self.counts.repaired += 1;
        }
        self.write(name, known.is_some()).map_err(|error| self.failed(name, error))?;
        let len = short(self.scratch.bytes.len() as u64);
        Ok(self.count_written(name, len, key))
    }

    /// Keeps a document in the folder that was [staged](super::Store::stage), or else is there
    /// with this key.
    ///
    /// # Errors
    /// When it is neither, or the disk fails.
    pub fn keep_staged(&mut self, name: &str, key: u64) -> Result<Put, Failure> {
        path::check("", name)?;
        let session = self.session;
        if let Purpose::Rehearse(_) = session.purpose {
            let folder = self.path.clone();
            return self.rehearse(name, key, |bytes| {
                *bytes = session.store.read(&folder, name)?.unwrap_or_default();
                Ok(())
            });
        }
        let known = self.known(name);
        let same = self.same(known, key);
        let staging = &session.store.staging;
        let Some(staged) = staging.want(&self.path, name) else {
            if let Some(same) = same.filter(|_| !self.session.store.verifying) {
                return Ok(self.skip(name, same));
            }
            return Err(self.failed(name, io::ErrorKind::NotFound.into()));
        };
        if let Some(same) = same {
            let bytes =
                staging.dir.read(&staged.file()).map_err(|error| self.failed(name, error))?;
            self.look();
            if bytes
                .is_some_and(|bytes| self.dir.as_ref().is_some_and(|dir| dir.holds(name, &bytes)))
            {
                staging.forget(&self.path, name);
                return Ok(self.skip(name, same));
            }
            self.counts.repaired += 1;
        }
        if known.is_none() {
            self.note(name).map_err(|error| self.failed(name, error))?;
        }
        Ok(self.count_written(name, short(staged.len), key))
    }

    /// Ends the folder.
    ///
    /// # Errors
    /// When a name was put twice, or the same folder was opened twice.
    pub fn close(self) -> Result<(), Failure> {
        let Self { session, path, tag, old, scratch, counts, dir: _, next: _ } = self;
        let modified = old.map_or(UNKNOWN_TIME, |record| record.modified);
        let done = Done { path: &path, tag, modified, changed: counts.written > 0 };
        lock(&session.ledger).add(&done, scratch.files()).map_err(|error| {
            let doing =
                say! { vi: "ghi lại các tệp của một thư mục", en: "noting the files of a folder" };
            Failure::new(doing, path::full(&session.store.root, &path, ""), error)
        })?;
        session.counts.written.fetch_add(counts.written, Ordering::Relaxed);
        session.counts.skipped.fetch_add(counts.skipped, Ordering::Relaxed);
        session.counts.repaired.fetch_add(counts.repaired, Ordering::Relaxed);
        session.open.fetch_sub(1, Ordering::Relaxed);
        session.give_back(tag.format, scratch);
        Ok(())
    }

    /// Compares a file with the one that is there, if one is, and leaves it alone.
    fn rehearse(
        &mut self,
        name: &str,
        key: u64,
        make: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>,
    ) -> Result<Put, Failure> {
        self.look();
        if let Purpose::Rehearse(rehearsal) = &self.session.purpose
            && !rehearsal.is_over()
            && let Some(dir) = self.dir.as_ref().filter(|dir| dir.len(name).is_ok())
        {
            self.scratch.bytes.clear();
            make(&mut self.scratch.bytes)?;
            let bytes = &self.scratch.bytes;
            rehearsal.meet(&self.path, name, bytes, dir.holds(name, bytes));
        }
        Ok(self.count_written(name, 0, key))
    }

    /// Whether the folder is as an earlier build left it.
    fn is_believed(&self) -> bool {
        self.old.is_some_and(|record| record.modified != UNKNOWN_TIME)
    }

    /// What is known of a file that is there with this key, if it may be believed.
    fn same(&self, known: Option<Entry>, key: u64) -> Option<Entry> {
        known.filter(|entry| entry.key == key && key != NO_KEY && self.is_believed())
    }

    /// What the old keys know of a file, if it is ours.
    fn known(&mut self, name: &str) -> Option<Entry> {
        let keys = &self.session.store.old;
        // The same names mostly come in the same order.
        let expected =
            self.scratch.old.get(self.next).filter(|entry| keys.names.get(entry.name) == name);
        if let Some(entry) = expected {
            self.next += 1;
            return Some(*entry);
        }
        let id = keys.names.find(name)?;
        let at = self.scratch.old.binary_search_by_key(&id, |entry| entry.name).ok()?;
        self.next = at + 1;
        self.scratch.old.get(at).copied()
    }

    fn skip(&mut self, name: &str, there: Entry) -> Put {
        self.scratch.add(name, there.len, there.key);
        self.counts.skipped += 1;
        Put::Skipped
    }

    fn count_written(&mut self, name: &str, len: u32, key: u64) -> Put {
        self.scratch.add(name, len, key);
        self.counts.written += 1;
        Put::Written
    }

    /// Opens the folder, if it is there.
    fn look(&mut self) {
        if self.dir.is_none() {
            self.dir = self.open(Open::Found).ok();
        }
    }

    fn write(&mut self, name: &str, known: bool) -> io::Result<()> {
        let dir = match self.dir.take() {
            Some(dir) => dir,
            None => self.enter(name, known)?,
        };
        if !known && !self.is_noted(name) {
            self.note(name)?;
        }
        let bytes = &self.scratch.bytes;
        let written = if known { dir.write(name, bytes) } else { dir.write_new(name, bytes) };
        self.dir = Some(dir);
        written
    }

    /// Opens the folder on the disk. One that is not there yet will most likely get the names
    /// that the last folder of its format got, so they are noted in one go: in a folder that we
    /// make, nothing of anybody else's can be taken for ours.
    fn enter(&mut self, name: &str, known: bool) -> io::Result<Dir> {
        match self.open(Open::Found) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !known {
                    self.session.expect(self.tag.format, &mut self.scratch.noted);
                    if !self.is_noted(name) {
                        self.scratch.noted.extend(["\t", name]);
                    }
                    self.note_all(&self.scratch.noted)?;
                }
                self.open(Open::Made)
            }
            found => found,
        }
    }

    /// Opens the folder by way of the one it is in.
    fn open(&mut self, how: Open) -> io::Result<Dir> {
        let session = self.session;
        let (above, name) = path::split(&self.path);
        let dir = match (self.scratch.above.take(), how) {
            (Some((path, dir)), _) if path == above => dir,
            (_, Open::Found) => session.store.out.descend(above)?,
            (_, Open::Made) => session.enter(above)?,
        };
        let found = match how {
            Open::Found => dir.open(or_here(name)),
            Open::Made => {
                lock(&session.changed).insert(above.to_owned());
                dir.make(name).and_then(|()| dir.open(name))
            }
        };
        self.scratch.above = Some((above.to_owned(), dir));
        found
    }

    /// Notes in the journal a name that the old keys do not have, before its file is made.
    fn note(&self, name: &str) -> io::Result<()> {
        self.note_all(&["\t", name].concat())
    }

    fn note_all(&self, names: &str) -> io::Result<()> {
        let Session { purpose, store, .. } = self.session;
        match purpose {
            Purpose::Write(mark) => mark.note(&store.loa, &self.path, self.tag, names),
            Purpose::Rehearse(_) => Ok(()),
        }
    }

    fn is_noted(&self, name: &str) -> bool {
        let is_next = |rest: &str| {
            let rest = rest.strip_prefix('\t').and_then(|rest| rest.strip_prefix(name));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('\t'))
        };
        // The same names mostly come in the same order.
        let next = self.scratch.noted.get(self.scratch.names.len()..);
        next.is_some_and(is_next) || self.scratch.noted.split('\t').any(|noted| noted == name)
    }

    fn failed(&self, name: &str, error: io::Error) -> Failure {
        Failure::new(writing(), path::full(&self.session.store.root, &self.path, name), error)
    }
}

pub(super) fn writing() -> Text {
    say! { vi: "ghi tệp", en: "writing a file" }
}
