//! Rows of cells between commas or other marks.

use std::ops::Range;

use csv::{Reader, ReaderBuilder};

pub use csv::StringRecord as Record;

use super::fenced;

/// The rows of a text.
pub struct Records<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    base: usize,
    delimiter: u8,
}

impl<'t> Records<'t> {
    /// The rows of a text from a byte on.
    pub fn new(text: &'t str, base: usize, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.get(base..).unwrap_or_default().as_bytes());
        Self { text, reader, base, delimiter }
    }

    /// Where the next row is looked for.
    pub fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.position().byte()).unwrap_or(0)
    }
}

impl Iterator for Records<'_> {
    type Item = (Range<usize>, Record);

    /// The next row, and where it is.
    fn next(&mut self) -> Option<Self::Item> {
        let mut record = Record::new();
        let start = self.at();
        if let Ok(Ok(found)) = fenced(|| self.reader.read_record(&mut record)) {
            return found.then(|| (start..self.at(), record));
        }
        // The text is UTF-8 and rows may be of any length, so no text is known that its reader gives up
        // on. Should there be one, the rest is a row of one cell: too few for a table, which is reported,
        // so that no row is lost in silence.
        let (text, end) = (self.text, self.text.len());
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        *self = Self::new(text, end, self.delimiter);
        Some((start..end, Record::from(vec![rest])))
    }
}
