//! Rows of cells between commas or other marks.

use std::ops::Range;

use csv::{Reader, ReaderBuilder};

pub use csv::StringRecord as Record;

use super::fenced;

/// The rows of a text.
pub struct Records<'t> {
    reader: Reader<&'t [u8]>,
    base: usize,
}

impl<'t> Records<'t> {
    /// The rows of a text from a byte on.
    pub fn new(text: &'t str, base: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.get(base..).unwrap_or_default().as_bytes());
        Self { reader, base }
    }

    /// Where the next row is looked for.
    pub fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.position().byte()).unwrap_or(0)
    }
}

impl Iterator for Records<'_> {
    type Item = (Range<usize>, Record);

    /// The next row, and where it stands.
    fn next(&mut self) -> Option<Self::Item> {
        let mut record = Record::new();
        let start = self.at();
        // The text is UTF-8 and rows may be of any length, so nothing can fail.
        let found = fenced(|| self.reader.read_record(&mut record))
            .is_ok_and(|found| found.unwrap_or(false));
        found.then(|| (start..self.at(), record))
    }
}
