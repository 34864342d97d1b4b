//! A PDF as Typst writes it without object streams: a row of objects, and at its end a table of where
//! each begins.

use std::ops::Range;

/// The length of an entry in the table of objects.
const ENTRY: usize = 20;

/// The parts of a file.
pub struct Written<'a> {
    bytes: &'a [u8],
    /// Where the table is.
    pub table: usize,
    /// Its entries, the first of object 0.
    pub entries: Vec<&'a [u8]>,
    /// What follows it, up to where the file says where it is.
    pub trailer: &'a [u8],
    /// Where each object is, in their order in the file.
    pub objects: Vec<Range<usize>>,
}

impl<'a> Written<'a> {
    /// Takes a file apart; nothing if it is written otherwise.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let last = find(bytes, b"startxref\n", bytes.len().saturating_sub(64))?;
        let text = std::str::from_utf8(bytes.get(last..)?).ok()?;
        let table: usize = text.lines().nth(1)?.parse().ok()?;
        let rest = bytes.get(table..last)?.strip_prefix(b"xref\n0 ")?;
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let (count, rest) = rest.split_at_checked(end)?;
        let count: usize = std::str::from_utf8(count).ok()?.parse().ok()?;
        let (entries, trailer) = rest.get(1..)?.split_at_checked(count.checked_mul(ENTRY)?)?;
        let entries: Vec<&[u8]> = entries.chunks_exact(ENTRY).collect();
        let mut begins: Vec<usize> = entries.iter().filter_map(|entry| offset(entry)).collect();
        begins.push(table);
        begins.sort_unstable();
        let objects = begins.windows(2).filter_map(|pair| match pair {
            [begin, end] => Some(*begin..*end),
            _ => None,
        });
        let objects = objects.collect();
        Some(Self { bytes, table, entries, trailer, objects })
    }

    /// The object of a number.
    pub fn object(&self, number: usize) -> Option<&'a [u8]> {
        let begin = offset(self.entries.get(number)?)?;
        let at = self.objects.binary_search_by_key(&begin, |object| object.start).ok()?;
        self.bytes.get(self.objects.get(at)?.clone())
    }
}

/// Where the object of an entry begins; nothing if it is free.
pub fn offset(entry: &[u8]) -> Option<usize> {
    let used = entry.get(17) == Some(&b'n');
    used.then(|| std::str::from_utf8(entry.get(..10)?).ok()?.parse().ok()).flatten()
}

/// Where something begins, looked for from a place on.
pub fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|window| window == what).map(|at| from + at)
}
