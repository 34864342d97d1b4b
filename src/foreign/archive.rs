//! The archives that office programs write: parts under names, each packed, and all within bounds. A
//! few kilobytes can unpack to gigabytes, and what an archive says of its sizes may be a lie.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::{
    ZipArchive,
    read::ZipFile,
    result::{ZipError, ZipResult},
};

use super::{fenced, xml};

/// How much may be in an archive.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// What one part unpacks to, in bytes.
    pub part: u64,
    /// What is unpacked of it in all, however often it is the same part.
    pub all: u64,
    /// Bytes between two marks of a part that is XML.
    pub run: usize,
}

/// Parts of an archive. No office program writes so many.
const MOST_PARTS: usize = 20_000;

/// How each part begins in the list of parts, and how the list ends where it is a long one.
const LISTED: &[u8] = b"PK\x01\x02";
const LONG_END: &[u8] = b"PK\x06\x06";
/// Where the end of a long list says how many parts there are.
const COUNT: usize = 32;

/// Why an archive or a part is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is none, or damaged.
    Broken,
    /// It has a password.
    Locked,
    /// It holds more than a person can have put there.
    Much,
}

/// An opened archive.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    most: Most,
    /// What may still be unpacked.
    left: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is none, or has too many parts.
    pub fn open(bytes: &'b [u8], most: Most) -> Result<Self, Fault> {
        // Room is made for all parts that it lists, and for all that it says it has.
        let mut listed = 0_usize;
        for (at, four) in bytes.windows(LISTED.len()).enumerate() {
            let count = bytes.get(at + COUNT..).and_then(|rest| rest.first_chunk());
            let many = four == LONG_END
                && count.is_some_and(|count| u64::from_le_bytes(*count) > MOST_PARTS as u64);
            listed += usize::from(four == LISTED);
            if many || listed > MOST_PARTS {
                return Err(Fault::Much);
            }
        }
        let zip = within(|| ZipArchive::new(Cursor::new(bytes)))?;
        Ok(Self { zip, most, left: most.all })
    }

    /// The parts by name, with the size that each unpacks to: all of them are unpacked once, into
    /// nothing, before a reader is given the archive.
    ///
    /// # Errors
    /// When one is damaged or has a password, or they hold too much.
    pub fn weighed(&mut self) -> Result<BTreeMap<String, u64>, Fault> {
        let mut sizes = BTreeMap::new();
        let (most, mut left) = (self.most, self.most.all);
        for at in 0..self.zip.len() {
            let (name, size) = fenced(|| {
                let entry = opened(self.zip.by_index(at))?;
                let name = entry.name().map_err(|_| Fault::Broken)?.into_owned();
                Ok((name, weigh(entry, most.part.min(left), most.run)?))
            })
            .unwrap_or(Err(Fault::Broken))?;
            left -= size;
            sizes.insert(name, size);
        }
        Ok(sizes)
    }

    /// A part; nothing if there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is longer than `most` bytes or than what is left.
    pub fn part(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let most = most.min(self.most.part).min(self.left);
        let zip = &mut self.zip;
        let mut bytes = Vec::new();
        let read = fenced(|| {
            let entry = match zip.by_name(name) {
                Err(ZipError::FileNotFound) => return Ok(false),
                other => opened(other)?,
            };
            // Of what says that it is too long nothing is unpacked.
            if entry.size() > most {
                return Err(Fault::Much);
            }
            bytes.reserve_exact(usize::try_from(entry.size()).unwrap_or_default());
            entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Fault::Broken)?;
            Ok(true)
        });
        let there = read.unwrap_or(Err(Fault::Broken))?;
        let long = bytes.len() as u64;
        self.left -= long.min(self.left);
        match there {
            _ if long > most => Err(Fault::Much),
            true => Ok(Some(bytes)),
            false => Ok(None),
        }
    }

    /// The text of a part, without a byte order mark; nothing if there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, is no text, or is too long.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(mut bytes) = self.part(name, self.most.part)? else { return Ok(None) };
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Fault::Broken)
    }
}

fn within<T>(read: impl FnOnce() -> ZipResult<T>) -> Result<T, Fault> {
    fenced(read).ok().and_then(Result::ok).ok_or(Fault::Broken)
}

fn opened<R: Read>(entry: ZipResult<ZipFile<'_, R>>) -> Result<ZipFile<'_, R>, Fault> {
    match entry {
        Ok(entry) if entry.encrypted() => Err(Fault::Locked),
        Ok(entry) => Ok(entry),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => Err(Fault::Locked),
        Err(_) => Err(Fault::Broken),
    }
}

/// Unpacks a part into nothing and gives its size.
fn weigh(mut part: impl Read, most: u64, run: usize) -> Result<u64, Fault> {
    let mut buffer = vec![0; 64 * 1024];
    let (mut size, mut is_xml, mut marks) = (0_u64, None, xml::Marks::new(run));
    loop {
        let read = part.read(&mut buffer).map_err(|_| Fault::Broken)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(size);
        };
        size += bytes.len() as u64;
        let is_xml = *is_xml.get_or_insert_with(|| {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            bytes.trim_ascii_start().starts_with(b"<")
        });
        if is_xml {
            marks.take(bytes).map_err(|_| Fault::Much)?;
        }
        if size > most {
            return Err(Fault::Much);
        }
    }
}

impl From<xml::Fault> for Fault {
    fn from(fault: xml::Fault) -> Self {
        match fault {
            xml::Fault::Broken(_) => Self::Broken,
            xml::Fault::Much => Self::Much,
        }
    }
}
