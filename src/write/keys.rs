//! What a build wrote: each folder, and in it each file with its key.
//!
//! Only the folders are held in memory. Their files, sixteen bytes each, stay in the [log](super::log)
//! until one folder's are asked for, so that memory does not grow with the number of pages.

use std::{collections::BTreeMap, io, sync::Mutex};

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::{log::Log, mark::Note, session::lock};

/// A time that no folder has: whatever is in the folder must be written anew.
pub(super) const UNKNOWN_TIME: i64 = i64::MIN;

/// The key of a file that may be there, holding we do not know what.
pub(super) const NO_KEY: u64 = 0;

/// What a folder is for, so that a filtered build knows which folders are not its business.
/// A part that does not apply is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag<'a> {
    /// The format, such as `web`.
    pub format: &'a str,
    /// The language, such as `vi`.
    pub lang: &'a str,
    /// The id of the place.
    pub place: &'a str,
}

/// The files of one folder.
#[derive(Debug)]
pub struct FolderKeys<'a> {
    /// The folder, relative to the output folder, with `/`.
    pub path: &'a str,
    /// What it is for.
    pub tag: Tag<'a>,
    /// The names of its files in order, each with its key.
    pub files: &'a [(&'a str, u64)],
    /// Names of further files that may be there, holding nobody knows what.
    pub doubtful: &'a [&'a str],
}

/// A file of a folder: its name by number, its length as [`short`] gives it, and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: u32,
    pub(super) len: u32,
    pub(super) key: u64,
}

/// A length as it is noted: of a file of four gigabytes or more, only that it is so long.
pub(super) fn short(len: u64) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// A folder, for one tag.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) path: Box<str>,
    pub(super) tag: [u32; 3],
    /// The folder's time when it was finished, or [`UNKNOWN_TIME`].
    pub(super) modified: i64,
    pub(super) files: Files,
    /// Outside this build's filter, taken over from the keys before.
    pub(super) carried: bool,
    /// A file in it was written by this build.
    pub(super) changed: bool,
}

/// Where the files of a folder are noted, by the number of their names.
#[derive(Debug, Clone)]
pub(super) enum Files {
    Logged { at: u64, len: u32 },
    Held(Box<[Entry]>),
}

/// Words, each once, by number.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: String,
    ends: Vec<u32>,
    /// The number of each, by its hash.
    numbers: HashTable<u32>,
}

impl Names {
    /// The number of a name, which is added if it is new.
    pub(super) fn id(&mut self, name: &str) -> u32 {
        if let Some(id) = self.find(name) {
            return id;
        }
        let id = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(name);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let Self { text, ends, numbers } = self;
        numbers.insert_unique(hash(name), id, |id| hash(nth(text, ends, *id)));
        id
    }

    pub(super) fn get(&self, id: u32) -> &str {
        nth(&self.text, &self.ends, id)
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|id| self.get(u32::try_from(id).unwrap_or(u32::MAX)))
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.numbers.find(hash(name), |id| self.get(*id) == name).copied()
    }

    /// For each name, by its number, how many come before it in order.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut in_order: Vec<u32> = (0..).take(self.ends.len()).collect();
        in_order.sort_unstable_by_key(|id| self.get(*id));
        let mut ranks = vec![0; in_order.len()];
        for (rank, id) in (0..).zip(in_order) {
            if let Some(slot) = ranks.get_mut(id as usize) {
                *slot = rank;
            }
        }
        ranks
    }
}

fn nth<'n>(text: &'n str, ends: &[u32], id: u32) -> &'n str {
    let end = |id: u32| ends.get(id as usize).map_or(0, |end| *end as usize);
    text.get(id.checked_sub(1).map_or(0, end)..end(id)).unwrap_or_default()
}

fn hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

/// All folders of a build, by path and tag.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) names: Names,
    pub(super) records: Vec<Record>,
    pub(super) log: Option<Mutex<Log>>,
    /// What they vouch for was on the disk before they were.
    pub(super) settled: bool,
}

impl Keys {
    pub(super) fn tag(&self, record: &Record) -> Tag<'_> {
        let [format, lang, place] = record.tag.map(|id| self.names.get(id));
        Tag { format, lang, place }
    }

    /// What was noted of a folder for a tag.
    pub(super) fn find(&self, path: &str, tag: Tag<'_>) -> Option<&Record> {
        let tag =
            [self.names.find(tag.format)?, self.names.find(tag.lang)?, self.names.find(tag.place)?];
        let found =
            self.records.binary_search_by(|record| (&*record.path, record.tag).cmp(&(path, tag)));
        found.ok().and_then(|at| self.records.get(at))
    }

    /// What was noted of a folder, for all its tags.
    pub(super) fn at(&self, path: &str) -> &[Record] {
        let start = self.records.partition_point(|record| &*record.path < path);
        let rest = self.records.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|record| &*record.path == path)).unwrap_or_default()
    }

    /// Fetches the files of a folder, by the number of their names.
    pub(super) fn files(&self, record: &Record, to: &mut Vec<Entry>) -> io::Result<()> {
        to.clear();
        match (&record.files, &self.log) {
            (Files::Held(entries), _) => to.extend_from_slice(entries),
            (Files::Logged { at, len }, Some(log)) => lock(log).read(*at, *len, to)?,
            (Files::Logged { .. }, None) => {}
        }
        Ok(())
    }

    /// The key of a file among those of its folder, [`NO_KEY`] if only its name is known.
    pub(super) fn key(&self, files: &[Entry], name: &str) -> Option<u64> {
        let id = self.names.find(name)?;
        let at = files.binary_search_by_key(&id, |entry| entry.name).ok()?;
        files.get(at).map(|entry| entry.key)
    }

    /// A file that two folders of different tags, at the same path, both claim.
    pub(super) fn claimed_twice(&self) -> io::Result<Option<(&str, &str)>> {
        let mut files = Vec::new();
        for same in self.records.chunk_by(|a, b| a.path == b.path).filter(|same| same.len() > 1) {
            let mut names = Vec::new();
            for record in same {
                self.files(record, &mut files)?;
                names.extend(files.iter().map(|entry| entry.name));
            }
            names.sort_unstable();
            let twice = names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b);
            if let (Some((name, _)), Some(record)) = (twice, same.first()) {
                return Ok(Some((&record.path, self.names.get(*name))));
            }
        }
        Ok(None)
    }

    /// Believes nothing, and adds what a killed build noted: names of files that may be there.
    pub(super) fn doubt(mut self, notes: &[Note<'_>]) -> io::Result<Self> {
        let mut added: BTreeMap<(Box<str>, [u32; 3]), Vec<u32>> = BTreeMap::new();
        for note in notes {
            let Tag { format, lang, place } = note.tag;
            let names = added
                .entry((note.folder.into(), [format, lang, place].map(|part| self.names.id(part))))
                .or_default();
            names.extend(note.names.iter().map(|name| self.names.id(name)));
        }
        let mut entries = Vec::new();
        let mut records = std::mem::take(&mut self.records);
        for record in &mut records {
            record.modified = UNKNOWN_TIME;
            if let Some(names) = added.remove(&(record.path.clone(), record.tag)) {
                self.files(record, &mut entries)?;
                record.files = Files::Held(with_names(&entries, names));
            }
        }
        records.extend(added.into_iter().map(|((path, tag), names)| {
            let files = Files::Held(with_names(&[], names));
            Record { path, tag, modified: UNKNOWN_TIME, files, carried: false, changed: false }
        }));
        records.sort_unstable_by(|a, b| (&a.path, a.tag).cmp(&(&b.path, b.tag)));
        Ok(Self { records, ..self })
    }
}

/// Files, and others of which only the names are known.
fn with_names(files: &[Entry], names: Vec<u32>) -> Box<[Entry]> {
    let known = |name: u32| files.binary_search_by_key(&name, |entry| entry.name).is_ok();
    let names = names.into_iter().filter(|name| !known(*name)).map(|name| Entry {
        name,
        len: 0,
        key: NO_KEY,
    });
    let mut all: Vec<Entry> = files.iter().copied().chain(names).collect();
    all.sort_unstable_by_key(|entry| entry.name);
    all.dedup_by_key(|entry| entry.name);
    all.into_boxed_slice()
}
