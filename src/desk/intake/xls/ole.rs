//! The file within a file in which Excel 97 keeps a workbook: sectors in chains, as on a disk of that
//! time. A chain may be cut, lead nowhere or go round for ever, so each is followed for as many steps
//! as there are sectors.

use super::super::Refused;

const MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// What is no sector but the end of a chain, a free place, or a place of the chains themselves.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const IS_TABLE: u32 = 0xFFFF_FFFD;
/// A shorter stream lies in pieces of this size in a stream that they share.
const SHORT: usize = 4096;
const PIECE: usize = 64;
const ENTRY: usize = 128;
const SECTOR: usize = 4096;

/// A number of some bytes, the least first; nothing where the bytes end before it does.
pub fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn sector(bytes: &[u8], at: usize) -> Option<u32> {
    number(bytes, at, 4).and_then(|id| u32::try_from(id).ok())
}

/// Reads the first stream of these names.
///
/// # Errors
/// When the file is no such file, has none of them, or a chain is broken.
pub fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, Refused> {
    let read = || {
        let disk = Disk::open(bytes)?;
        let directory = disk.chain(sector(bytes, 48)?, usize::MAX)?;
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
        let found = names.iter().find_map(|name| named(&entries, name))?;
        disk.read(&entries, found)
    };
    read().ok_or(Refused::Unreadable)
}

/// The entry of a stream: of those at the top, which are a tree, or of any, where the tree is
/// broken. An object that is embedded has streams of the same names.
fn named<'e>(entries: &[&'e [u8]], name: &str) -> Option<&'e [u8]> {
    const STREAM: u8 = 2;
    let is_it = |entry: &&&[u8]| {
        let length = number(entry, 64, 2).unwrap_or(0).saturating_sub(2).min(62);
        let letters = entry.get(..length).unwrap_or_default().chunks_exact(2);
        let letters = letters.filter_map(|pair| number(pair, 0, 2));
        let same = letters.eq(name.encode_utf16().map(usize::from));
        same && entry.get(66) == Some(&STREAM)
    };
    let mut seen = vec![false; entries.len()];
    let mut next: Vec<usize> =
        entries.first().and_then(|root| number(root, 76, 4)).into_iter().collect();
    while let Some(at) = next.pop() {
        let (Some(entry), Some(was)) = (entries.get(at), seen.get_mut(at)) else { continue };
        if std::mem::replace(was, true) {
            continue;
        }
        if is_it(&entry) {
            return Some(entry);
        }
        next.extend([68, 72].iter().filter_map(|side| number(entry, *side, 4)));
    }
    entries.iter().find(is_it).copied()
}

/// The sectors of a file and what follows each.
struct Disk<'b> {
    bytes: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

impl<'b> Disk<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) || number(bytes, 32, 2)? != 6 {
            return None;
        }
        let size = match number(bytes, 30, 2)? {
            9 => 512,
            12 => SECTOR,
            _ => return None,
        };
        let mut disk = Self { bytes, size, next: Vec::new() };
        let mut tables: Vec<u32> = (76..512).step_by(4).map_while(|at| sector(bytes, at)).collect();
        let mut more = sector(bytes, 68)?;
        for _ in 0..disk.count() {
            if more >= NO_SECTOR {
                break;
            }
            let ids = numbers(disk.sector(more)?);
            more = *ids.last()?;
            tables.extend(ids.get(..ids.len() - 1)?);
        }
        // There are no more of them than sectors, whatever the file says.
        for id in tables.into_iter().filter(|id| *id < NO_SECTOR).take(disk.count()) {
            let ids = numbers(disk.sector(id)?);
            disk.next.extend(ids);
        }
        Some(disk)
    }

    /// How many sectors there are at most.
    fn count(&self) -> usize {
        self.bytes.len() / self.size + 1
    }

    /// A sector; the last one may be cut short.
    fn sector(&self, id: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.size)?;
        let end = (start + self.size).min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    /// The bytes of a chain of sectors, up to a length.
    fn chain(&self, first: u32, most: usize) -> Option<Vec<u8>> {
        let mut whole = Vec::new();
        let mut id = first;
        for _ in 0..=self.count() {
            if id >= NO_SECTOR || whole.len() >= most {
                whole.truncate(most);
                return Some(whole);
            }
            whole.extend_from_slice(self.sector(id)?);
            id = *self.next.get(usize::try_from(id).ok()?)?;
        }
        None
    }

    fn read(&self, entries: &[&[u8]], entry: &[u8]) -> Option<Vec<u8>> {
        let (first, length) = extent(entry)?;
        if length >= SHORT {
            return self.chain(first, length);
        }
        let (shared, shared_length) = extent(entries.first()?)?;
        let shared = self.chain(shared, shared_length)?;
        let next = numbers(&self.chain(sector(self.bytes, 60)?, usize::MAX)?);
        let mut whole = Vec::new();
        let mut id = first;
        while id < NO_SECTOR && whole.len() < length {
            let at = usize::try_from(id).ok()?;
            let start = at.checked_mul(PIECE)?;
            let piece = shared.get(start..(start + PIECE).min(shared.len()))?;
            if piece.is_empty() {
                return None;
            }
            whole.extend_from_slice(piece);
            id = *next.get(at)?;
        }
        whole.truncate(length);
        Some(whole)
    }
}

fn extent(entry: &[u8]) -> Option<(u32, usize)> {
    // The upper half of a length is rubbish in older files, and no file here is so long.
    Some((sector(entry, 116)?, number(entry, 120, 4)?))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| sector(four, 0)).collect()
}

/// A file with one stream, `Workbook`, which zeros at its end make long enough to have sectors of its
/// own.
pub fn wrapped(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().div_ceil(SECTOR).max(1);
    let tables = (1..=sectors).find(|tables| tables * SECTOR / 4 > sectors + tables).unwrap_or(1);
    let id = |at: usize| u32::try_from(at).unwrap_or(END);
    let mut file = Vec::with_capacity((sectors + tables + 2) * SECTOR);
    file.extend_from_slice(MAGIC);
    file.resize(24, 0);
    for half in [0x3E, 4, 0xFFFE, 12, 6, 0, 0, 0_u16] {
        file.extend_from_slice(&half.to_le_bytes());
    }
    let head = [1, id(tables), id(sectors), 0, id(SHORT), END, 0, END, 0];
    let listed = (0..109).map(|at| if at < tables { id(sectors + 1 + at) } else { FREE });
    for whole in head.into_iter().chain(listed) {
        file.extend_from_slice(&whole.to_le_bytes());
    }
    file.resize(SECTOR, 0);
    file.extend_from_slice(stream);
    file.resize((sectors + 1) * SECTOR, 0);
    // Of the directory only the names, kinds and places matter here. The root has no pieces, yet must
    // not begin at the end of a chain.
    for (name, kind, length) in [("Root Entry", 5_u8, 0), ("Workbook", 2, sectors * SECTOR)] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let letters = u16::try_from(entry.len() + 2).unwrap_or_default();
        entry.resize(64, 0);
        entry.extend_from_slice(&letters.to_le_bytes());
        entry.extend_from_slice(&[kind, 1]);
        let child = if kind == 5 { 1 } else { FREE };
        for side in [FREE, FREE, child] {
            entry.extend_from_slice(&side.to_le_bytes());
        }
        entry.resize(120, 0);
        entry.extend_from_slice(&id(length).to_le_bytes());
        entry.resize(ENTRY, 0);
        file.extend_from_slice(&entry);
    }
    file.resize((sectors + 2) * SECTOR, 0);
    for at in 0..tables * SECTOR / 4 {
        let next = match at {
            _ if at + 1 < sectors => id(at + 1),
            _ if at <= sectors => END,
            _ if at <= sectors + tables => IS_TABLE,
            _ => FREE,
        };
        file.extend_from_slice(&next.to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &["Workbook", "Book"];

    #[test]
    fn what_is_wrapped_comes_out_again() {
        for length in [0, 1, 4095, 4096, 4097, 5 * 1024 * 1024] {
            let stream: Vec<u8> = (0..length).map(|at: usize| at.to_le_bytes()[0]).collect();
            let read = stream_of(&wrapped(&stream)).expect("a stream");
            assert_eq!(read.get(..length), Some(stream.as_slice()), "{length}");
            assert!(read[length..].iter().all(|byte| *byte == 0) && read.len() >= SHORT);
        }
    }

    fn stream_of(file: &[u8]) -> Result<Vec<u8>, Refused> {
        stream(file, NAMES)
    }

    #[test]
    fn a_chain_that_goes_round_ends() {
        let mut file = wrapped(&vec![1; 64 * SECTOR]);
        let table = file.len() - SECTOR;
        let mut link = |from: usize, to: u32| {
            file[table + from * 4..table + from * 4 + 4].copy_from_slice(&to.to_le_bytes());
            stream_of(&file)
        };
        // The stream is as long as its entry says.
        assert_eq!(link(5, 2).expect("a stream").len(), 64 * SECTOR);
        assert_eq!(link(5, 100_000).err(), Some(Refused::Unreadable));
        assert_eq!(link(5, END).expect("a shorter stream").len(), 6 * SECTOR);
        // The directory has no length.
        assert_eq!(link(64, 64).err(), Some(Refused::Unreadable));
    }

    #[test]
    fn a_file_that_ends_early_is_no_panic() {
        let small = include_bytes!("../../../../tests/office/small.xls");
        assert!(stream_of(small).is_ok());
        for length in 0..small.len() {
            let _ = stream_of(&small[..length]);
        }
        assert_eq!(stream(small, &["Other"]).err(), Some(Refused::Unreadable));
    }
}
