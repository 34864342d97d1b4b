//! The file of keys while it is written, and while it is read: first all files of all folders,
//! as they come, then the [index](super::format), then a checksum.

use std::{
    fmt,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use xxhash_rust::xxh3::Xxh3;

use super::{keys::Entry, system};

/// A name's number, a length and a key.
pub(super) const ENTRY: usize = 16;
/// How much is gathered before it is written.
const GATHERED: usize = 1 << 16;

/// A file that grows at its end, and can be read anywhere.
pub(super) struct Log {
    file: File,
    written: u64,
    gathered: Vec<u8>,
    sum: Xxh3,
    /// What was read last, and where it begins: folders are mostly asked for in order.
    near: Vec<u8>,
    near_at: u64,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("written", &self.written).finish_non_exhaustive()
    }
}

impl Log {
    /// Goes on with a file from its start.
    pub(super) fn new(file: File) -> Self {
        Self {
            file,
            written: 0,
            gathered: Vec::new(),
            sum: Xxh3::new(),
            near: Vec::new(),
            near_at: 0,
        }
    }

    /// Where the next bytes will be.
    pub(super) fn end(&self) -> u64 {
        self.written + self.gathered.len() as u64
    }

    /// Adds bytes at the end.
    pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() < GATHERED { Ok(()) } else { self.flush() }
    }

    /// Adds the files of a folder at the end.
    pub(super) fn push_files(&mut self, files: &[Entry]) -> io::Result<()> {
        for Entry { name, len, key } in files {
            self.gathered.extend_from_slice(&name.to_le_bytes());
            self.gathered.extend_from_slice(&len.to_le_bytes());
            self.gathered.extend_from_slice(&key.to_le_bytes());
        }
        self.push(&[])
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.gathered.is_empty() {
            self.file.seek(SeekFrom::Start(self.written))?;
            system::append(&self.file, &self.gathered)?;
            self.sum.update(&self.gathered);
            self.written += self.gathered.len() as u64;
            self.gathered.clear();
        }
        Ok(())
    }

    /// Adds a checksum of everything before it, which is given back, and forces the file to the
    /// disk.
    pub(super) fn seal(mut self) -> io::Result<u64> {
        self.flush()?;
        let sum = self.sum.digest();
        self.push(&sum.to_le_bytes())?;
        self.flush()?;
        system::sync_file(&self.file)?;
        Ok(sum)
    }

    /// Fetches the files of a folder.
    pub(super) fn read(&mut self, at: u64, len: u32, to: &mut Vec<Entry>) -> io::Result<()> {
        let len = len as usize * ENTRY;
        if at + len as u64 > self.written {
            self.flush()?;
        }
        let (entries, _) = self.bytes(at, len)?.as_chunks::<ENTRY>();
        to.extend(entries.iter().map(|&[a, b, c, d, e, f, g, h, ref key @ ..]| Entry {
            name: u32::from_le_bytes([a, b, c, d]),
            len: u32::from_le_bytes([e, f, g, h]),
            key: u64::from_le_bytes(*key),
        }));
        Ok(())
    }

    /// Bytes that are in the file, which only grows: what was read of it stays right.
    fn bytes(&mut self, at: u64, len: usize) -> io::Result<&[u8]> {
        let found = |near: &[u8], near_at: u64| {
            let start = usize::try_from(at.checked_sub(near_at)?).ok()?;
            (start + len <= near.len()).then_some(start)
        };
        let start = match found(&self.near, self.near_at) {
            Some(start) => start,
            None => {
                self.near.clear();
                self.near_at = at;
                self.file.seek(SeekFrom::Start(at))?;
                self.file.by_ref().take(len.max(GATHERED) as u64).read_to_end(&mut self.near)?;
                0
            }
        };
        self.near.get(start..start + len).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Where the checksum at the end of the file begins, and what it is, if it is right.
    pub(super) fn check(file: &mut File) -> io::Result<Option<(u64, u64)>> {
        let Some(mut left) = file.metadata()?.len().checked_sub(8) else {
            return Ok(None);
        };
        let end = left;
        let mut sum = Xxh3::new();
        let mut bytes = vec![0; GATHERED];
        file.rewind()?;
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(GATHERED).min(GATHERED);
            let part = bytes.get_mut(..want).unwrap_or_default();
            file.read_exact(part)?;
            sum.update(part);
            left -= want as u64;
        }
        let mut noted = [0; 8];
        file.read_exact(&mut noted)?;
        let sum = sum.digest();
        Ok((u64::from_le_bytes(noted) == sum).then_some((end, sum)))
    }
}
