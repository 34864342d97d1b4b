//! The file of keys: a magic word and a version, the files of all folders, the index, where the
//! index begins, a checksum.
//!
//! Numbers are little endian and lengths come first. What cannot be read, or would name a folder
//! that we may not write, is no keys at all: then nothing is believed.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::{Mutex, PoisonError},
};

use super::{
    keys::{Files, Keys, Names, Record},
    log::{ENTRY, Log},
    path,
};

const MAGIC: [u8; 8] = *b"loa keys";
const VERSION: u32 = 2;

/// What a build was made of, kept to find out whether the next one has anything to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The program that built.
    pub engine: u64,
    /// Everything that was read.
    pub inputs: u128,
    /// When the inputs were looked at, in nanoseconds since 1970.
    pub stamped_at: i64,
    /// The formats, places and languages that were chosen.
    pub selection: u64,
    /// What the build said at its end, to be said again; opaque here.
    pub summary: Vec<u8>,
}

/// How the file begins.
pub(super) fn start() -> Vec<u8> {
    [MAGIC.as_slice(), &VERSION.to_le_bytes()].concat()
}

/// Ends the file of keys: the index, where it begins, and the checksum, which is given back.
pub(super) fn seal(header: &Header, keys: Keys) -> io::Result<u64> {
    let Keys { names, records, log: Some(log), settled } = keys else {
        return Ok(0);
    };
    let mut log = log.into_inner().unwrap_or_else(PoisonError::into_inner);
    let begin = log.end();
    log.push(&header.engine.to_le_bytes())?;
    log.push(&header.inputs.to_le_bytes())?;
    log.push(&header.stamped_at.to_le_bytes())?;
    log.push(&header.selection.to_le_bytes())?;
    put(&mut log, &header.summary)?;
    log.push(&[u8::from(settled)])?;
    count(&mut log, names.iter().len())?;
    for name in names.iter() {
        put(&mut log, name.as_bytes())?;
    }
    let logged = records.iter().filter(|record| matches!(record.files, Files::Logged { .. }));
    count(&mut log, logged.count())?;
    for record in &records {
        let Files::Logged { at, len } = record.files else {
            continue;
        };
        put(&mut log, record.path.as_bytes())?;
        for id in record.tag {
            log.push(&id.to_le_bytes())?;
        }
        log.push(&record.modified.to_le_bytes())?;
        log.push(&at.to_le_bytes())?;
        log.push(&len.to_le_bytes())?;
    }
    log.push(&begin.to_le_bytes())?;
    log.seal()
}

fn put(log: &mut Log, bytes: &[u8]) -> io::Result<()> {
    count(log, bytes.len())?;
    log.push(bytes)
}

fn count(log: &mut Log, count: usize) -> io::Result<()> {
    log.push(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes())
}

/// What a file of keys holds.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) header: Header,
    pub(super) keys: Keys,
    /// Its checksum.
    pub(super) sum: u64,
}

/// Opens the file of keys; nothing if it is damaged or of another version.
pub(super) fn open(mut file: File) -> io::Result<Option<Opened>> {
    let Some((end, sum)) = Log::check(&mut file)? else {
        return Ok(None);
    };
    let Some(end) = end.checked_sub(8) else {
        return Ok(None);
    };
    let mut begin = [0; 8];
    file.seek(SeekFrom::Start(end))?;
    file.read_exact(&mut begin)?;
    let begin = u64::from_le_bytes(begin);
    let mut first = vec![0; start().len()];
    file.rewind()?;
    file.read_exact(&mut first)?;
    let Some(len) = end.checked_sub(begin).filter(|_| first == start()) else {
        return Ok(None);
    };
    let mut index = Vec::new();
    file.seek(SeekFrom::Start(begin))?;
    file.by_ref().take(len).read_to_end(&mut index)?;
    Ok(read_index(&index, begin).map(|(header, keys)| {
        let log = Some(Mutex::new(Log::new(file)));
        Opened { header, keys: Keys { log, ..keys }, sum }
    }))
}

fn read_index(index: &[u8], log_end: u64) -> Option<(Header, Keys)> {
    let mut from = Reader(index);
    let header = Header {
        engine: u64::from_le_bytes(from.array()?),
        inputs: u128::from_le_bytes(from.array()?),
        stamped_at: i64::from_le_bytes(from.array()?),
        selection: u64::from_le_bytes(from.array()?),
        summary: from.counted()?.to_vec(),
    };
    let [settled] = from.array()?;
    let mut names = Names::default();
    for number in 0..from.number()? {
        // One that is there twice would change the numbers of those after it.
        (names.id(from.text()?) == number).then_some(())?;
    }
    let mut records = Vec::new();
    for _ in 0..from.number()? {
        let path = Box::from(from.text().filter(|path| path::is_folder(path))?);
        let tag = [from.number()?, from.number()?, from.number()?];
        let modified = i64::from_le_bytes(from.array()?);
        let (at, len) = (u64::from_le_bytes(from.array()?), from.number()?);
        at.checked_add(u64::from(len) * ENTRY as u64).filter(|end| *end <= log_end)?;
        let files = Files::Logged { at, len };
        records.push(Record { path, tag, modified, files, carried: false, changed: false });
    }
    let keys = Keys { names, records, log: None, settled: settled != 0 };
    from.0.is_empty().then_some((header, keys))
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn counted(&mut self) -> Option<&'a [u8]> {
        let len = self.number()?;
        self.take(len as usize)
    }

    fn text(&mut self) -> Option<&'a str> {
        str::from_utf8(self.counted()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::write::{
        keys::{Entry, Tag},
        ledger::{Done, Ledger},
    };

    const TAG: Tag<'_> = Tag { format: "web", lang: "vi", place: "lộc-ninh" };

    fn header() -> Header {
        Header { engine: 1, inputs: 2, stamped_at: -3, selection: 4, summary: b"2 gaps".to_vec() }
    }

    fn file(folder: &str) -> Vec<u8> {
        let mut file = tempfile::tempfile().unwrap();
        let mut ledger = Ledger::new(file.try_clone().unwrap()).unwrap();
        let done = |path| Done { path, tag: TAG, modified: 99, changed: true };
        let files = [("b.html", 20, 2), ("a.html", u32::MAX, u64::MAX)];
        ledger.add(&done(folder), files.into_iter()).unwrap();
        ledger.add(&done(""), [("manifest.json", 0, 7)].into_iter()).unwrap();
        seal(&header(), Keys { settled: true, ..ledger.build() }).unwrap();
        let mut bytes = Vec::new();
        file.rewind().unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn reopen(bytes: &[u8]) -> Option<Opened> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        open(file).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = file("site/vi/lộc-ninh");
        let Opened { header: read, keys, sum } = reopen(&bytes).unwrap();
        assert_eq!((read, keys.settled), (header(), true));
        assert_eq!(bytes.last_chunk(), Some(&sum.to_le_bytes()));
        let record = keys.find("site/vi/lộc-ninh", TAG).unwrap();
        let mut files: Vec<Entry> = Vec::new();
        keys.files(record, &mut files).unwrap();
        assert_eq!((record.modified, files.len()), (99, 2));
        assert_eq!(
            ["a.html", "b.html"].map(|name| keys.key(&files, name)),
            [Some(u64::MAX), Some(2)]
        );
        let lens: Vec<u32> = files.iter().map(|entry| entry.len).collect();
        assert_eq!(lens, [20, u32::MAX], "by the number of their names");
    }

    #[test]
    fn damage_is_noticed() {
        let bytes = file("site");
        for at in 0..bytes.len() {
            assert!(reopen(&bytes[..at]).is_none());
            let mut bad = bytes.clone();
            bad[at] ^= 4;
            assert!(reopen(&bad).is_none(), "byte {at}");
        }
    }

    #[test]
    fn keys_cannot_name_a_folder_that_is_not_ours() {
        assert!(reopen(&file("site/../../home")).is_none());
        assert!(reopen(&file(".loa/staging")).is_none());
    }
}
