//! The records that a workbook of Excel 97 is written in: a kind, a length, bytes, and what continues
//! them.

use super::{super::Refused, ole::number};

/// Continues the record before it.
const CONTINUE: usize = 0x3C;
/// More than this belongs to no record that is read, and its reader takes them out one by one.
const MOST_PARTS: usize = 16_384;

/// A record.
#[derive(Debug, Clone)]
pub struct Record<'s> {
    /// Its kind.
    pub kind: usize,
    /// Its bytes.
    pub data: &'s [u8],
    /// The bytes of the records that continue it.
    pub more: Vec<&'s [u8]>,
}

/// The records of a stream, one after another.
pub struct Records<'s>(pub &'s [u8]);

impl<'s> Records<'s> {
    /// The next record.
    ///
    /// # Errors
    /// When the stream ends within it or before it.
    pub fn read(&mut self) -> Result<Record<'s>, Refused> {
        let (kind, data) = self.one().ok_or(Refused::Unreadable)?;
        let mut more = Vec::new();
        while number(self.0, 0, 2) == Some(CONTINUE) {
            let (_, part) = self.one().ok_or(Refused::Unreadable)?;
            more.push(part);
            if more.len() > MOST_PARTS {
                return Err(Refused::Unreadable);
            }
        }
        Ok(Record { kind, data, more })
    }

    fn one(&mut self) -> Option<(usize, &'s [u8])> {
        let (kind, length) = (number(self.0, 0, 2)?, number(self.0, 2, 2)?);
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, data))
    }
}

/// What is known of a text that cells share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// It has no more bytes than this.
    pub most: u32,
    /// Some of its words are in the font of the cell.
    plain: bool,
    /// Some are in a font of their own that strikes them out.
    line: bool,
}

impl Shared {
    /// Whether words of it are struck out in a cell whose font strikes out or does not.
    pub fn is_struck(self, cell: bool) -> bool {
        self.line || (self.plain && cell)
    }

    /// A text of so many letters, with the fonts that begin at some of them: pairs of where and
    /// whether it strikes out.
    pub fn new(letters: usize, width: usize, fonts: impl Iterator<Item = (usize, bool)>) -> Self {
        let (mut line, mut from, mut last, mut plain) = (false, 0, None, letters > 0);
        for (at, strikes) in fonts {
            match last {
                None => plain = at > 0 && letters > 0,
                Some(before) => line |= before && at > from && from < letters,
            }
            (from, last) = (at, Some(strikes));
        }
        line |= last.unwrap_or_default() && from < letters;
        // A letter of one byte is two in UTF-8, one of two bytes is three.
        let most = u32::try_from(letters.saturating_mul(width + 1)).unwrap_or(u32::MAX);
        Self { most, plain, line }
    }
}

/// Reads the texts that cells share; `strikes` says whether the font of a number strikes out.
///
/// # Errors
/// When the record is damaged, or holds more texts than `most`.
pub fn shared(
    record: &Record<'_>,
    most: usize,
    strikes: impl Fn(usize) -> bool,
) -> Result<Vec<Shared>, Refused> {
    let mut texts = Vec::new();
    let mut at = Cursor { here: record.data.get(8..).ok_or(Refused::Unreadable)?, record, part: 0 };
    while !at.here.is_empty() || at.advance() {
        texts.push(text(&mut at, &strikes).ok_or(Refused::Unreadable)?);
        if texts.len() > most {
            return Err(Refused::Unreadable);
        }
    }
    Ok(texts)
}

/// One of them. Its head stands in one piece; its letters may go on in the next, which says anew how
/// wide they are.
fn text(at: &mut Cursor<'_, '_>, strikes: &impl Fn(usize) -> bool) -> Option<Shared> {
    if at.here.is_empty() {
        return Some(Shared::new(0, 1, std::iter::empty()));
    }
    let head = at.take(3)?;
    let (letters, flags) = (number(head, 0, 2)?, number(head, 2, 1)?);
    let fonts = if flags & 8 == 0 { 0 } else { number(at.take(2)?, 0, 2)? };
    let extra = if flags & 4 == 0 { 0 } else { number(at.take(4)?, 0, 4)? };
    let mut width = 1 + (flags & 1);
    let (mut left, mut widest) = (letters, width);
    while left > 0 {
        let here = (at.here.len() / width).min(left);
        at.take(here * width)?;
        left -= here;
        if left > 0 {
            if !at.advance() {
                return None;
            }
            width = 1 + (number(at.take(1)?, 0, 1)? & 1);
            widest = widest.max(width);
        }
    }
    let mut runs = Vec::new();
    at.skip(fonts * 4, &mut runs)?;
    at.skip(extra, &mut Vec::new())?;
    let runs =
        runs.chunks_exact(4).filter_map(|run| Some((number(run, 0, 2)?, number(run, 2, 2)?)));
    Some(Shared::new(letters, widest, runs.map(|(from, font)| (from, strikes(font)))))
}

/// A place in a record and what continues it.
struct Cursor<'r, 's> {
    here: &'s [u8],
    record: &'r Record<'s>,
    part: usize,
}

impl<'s> Cursor<'_, 's> {
    fn advance(&mut self) -> bool {
        let next = self.record.more.get(self.part);
        self.part += 1;
        self.here = next.copied().unwrap_or_default();
        next.is_some()
    }

    fn take(&mut self, length: usize) -> Option<&'s [u8]> {
        let (taken, rest) = self.here.split_at_checked(length)?;
        self.here = rest;
        Some(taken)
    }

    /// Goes on over bytes, whichever pieces they stand in, and keeps them.
    fn skip(&mut self, mut length: usize, kept: &mut Vec<u8>) -> Option<()> {
        while length > 0 {
            if self.here.is_empty() && !self.advance() {
                return None;
            }
            let taken = self.take(self.here.len().min(length))?;
            kept.extend_from_slice(taken);
            length -= taken.len();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_struck_where_a_font_says_so() {
        let text = |runs: &[(usize, bool)]| Shared::new(5, 1, runs.iter().copied());
        assert_eq!([false, true].map(|cell| text(&[]).is_struck(cell)), [false, true]);
        for (runs, struck) in [
            ([(2, true), (4, false)].as_slice(), true),
            (&[(0, false), (2, true)], true),
            (&[(0, false), (5, true)], false),
            (&[(0, true), (0, false)], false),
            (&[(0, false)], false),
        ] {
            assert_eq!(text(runs).is_struck(false), struck, "{runs:?}");
        }
        // Each word has a font of its own, so that of the cell says nothing.
        assert!(!text(&[(0, false)]).is_struck(true));
        assert!(text(&[(1, false)]).is_struck(true));
    }

    #[test]
    fn texts_go_on_in_other_records() {
        let head = [&[0; 8], [4, 0, 8].as_slice(), &[1, 0], b"ab"].concat();
        let (wide, run) = ([1, b'c', 0, b'd', 0], [3, 0, 7, 0]);
        let record = Record { kind: 0xFC, data: &head, more: vec![&wide, &run] };
        let texts = shared(&record, 9, |font| font == 7).expect("texts");
        assert_eq!(texts, [Shared { most: 12, plain: true, line: true }]);
        let short = Record { kind: 0xFC, data: &head, more: vec![&wide] };
        assert_eq!(shared(&short, 9, |_| false), Err(Refused::Unreadable));
        let empty = Record { kind: 0xFC, data: &[0; 8], more: vec![&[], &[]] };
        assert_eq!(shared(&empty, 9, |_| false).expect("texts").len(), 2);
        assert_eq!(shared(&empty, 1, |_| false), Err(Refused::Unreadable));
    }
}
