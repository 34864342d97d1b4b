//! The codes of a JPEG: bits between two markers, and the tables that say what they mean.

use super::marker;

/// The most bits of a code.
const LONGEST: u32 = 16;

/// The tables of codes that were defined so far, for the first value of a block and for the others.
#[derive(Default)]
pub struct Tables {
    first: [Option<Table>; 4],
    others: [Option<Table>; 4],
}

impl Tables {
    /// Takes over the tables of a segment. Nothing if one is longer than the segment.
    pub fn define(&mut self, mut segment: &[u8]) -> Option<()> {
        while let Some((kind, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let symbols = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(symbols)?;
            let class = if kind >> 4 == 0 { &mut self.first } else { &mut self.others };
            *class.get_mut(usize::from(kind & 15))? = Some(Table::new(counts, symbols));
            segment = rest;
        }
        Some(())
    }

    /// A table for the first value of blocks.
    pub fn first(&self, number: u8) -> Option<&Table> {
        self.first.get(usize::from(number))?.as_ref()
    }

    /// A table for all other values.
    pub fn others(&self, number: u8) -> Option<&Table> {
        self.others.get(usize::from(number))?.as_ref()
    }
}

/// For each sixteen bits the symbol whose code they begin with and, above it, how long that is; zero
/// where no code begins so.
pub struct Table(Vec<u16>);

impl Table {
    fn new(counts: &[u8; 16], symbols: &[u8]) -> Self {
        let mut all = Vec::with_capacity(1 << LONGEST);
        let mut symbols = symbols.iter();
        for (length, count) in (1..).zip(counts) {
            for symbol in symbols.by_ref().take(usize::from(*count)) {
                // Codes follow each other in order, shorter ones first.
                let meaning = length << 8 | u16::from(*symbol);
                all.resize(all.len() + (1 << (LONGEST - u32::from(length))), meaning);
            }
        }
        all.resize(1 << LONGEST, 0);
        Self(all)
    }
}

/// Bits up to the next marker.
pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, held: 0, count: 0 }
    }

    /// Takes in whole bytes, as long as there are some and there is room.
    fn fill(&mut self) {
        while self.count <= u32::BITS - 8 {
            let Some(byte) = self.bytes.get(self.at) else { return };
            let stuffed = *byte == 0xFF;
            // A zero says that this is no marker.
            if stuffed && self.bytes.get(self.at + 1) != Some(&0) {
                return;
            }
            self.at += if stuffed { 2 } else { 1 };
            self.held = self.held << 8 | u32::from(*byte);
            self.count += 8;
        }
    }

    /// So many bits, at most sixteen; nothing if there are not as many.
    pub fn take(&mut self, count: u32) -> Option<u32> {
        if count > LONGEST {
            return None;
        }
        if self.count < count {
            self.fill();
        }
        self.count = self.count.checked_sub(count)?;
        Some((self.held >> self.count) & ((1 << count) - 1))
    }

    /// The next symbol; nothing if no code is left.
    pub fn symbol(&mut self, table: &Table) -> Option<u8> {
        if self.count < LONGEST {
            self.fill();
        }
        // No code is of ones alone, so what is missing begins none.
        let ahead = (u64::from(self.held) << LONGEST | 0xFFFF) >> self.count;
        let meaning = table.0.get(usize::try_from(ahead & 0xFFFF).ok()?)?;
        let [symbol, length] = meaning.to_le_bytes();
        if length == 0 {
            return None;
        }
        self.count = self.count.checked_sub(u32::from(length))?;
        Some(symbol)
    }

    /// Goes on behind the next marker, which must be one to begin again at.
    pub fn restart(&mut self) -> Option<()> {
        let at = self.after()?;
        if !matches!(self.bytes.get(at)?, 0xD0..=0xD7) {
            return None;
        }
        *self = Self { bytes: self.bytes, at: at + 1, held: 0, count: 0 };
        Some(())
    }

    /// Where the marker stands that ends the scan. Cameras leave some bytes over before it.
    pub fn end(self) -> Option<usize> {
        let mut at = self.after()?;
        while matches!(self.bytes.get(at)?, 0xD0..=0xD7) {
            at = code(self.bytes, at)?;
        }
        Some(at - 1)
    }

    /// Where the code of the next marker is.
    fn after(&self) -> Option<usize> {
        code(self.bytes, self.at)
    }
}

/// Where the code of the next marker is: of one that is no byte of the picture.
fn code(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = marker(bytes, at)?;
        if *bytes.get(at)? != 0 {
            return Some(at);
        }
    }
}
