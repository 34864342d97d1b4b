//! What people wrote beside the cells of an `.xls`: a note names a cell and a drawn object, and the
//! object has the words. Before Excel 97 the note has them itself, in the code page of the machine.

use std::collections::BTreeMap;

use super::{
    super::{Comment, Found},
    biff::Record,
    ole::number,
};
use crate::desk::text::tidy;

const NOTE: usize = 0x1C;
const OBJECT: usize = 0x5D;
const WORDS: usize = 0x1B6;
/// A note that goes on with the words of the one before it.
const GOES_ON: usize = 0xFFFF;

/// The notes of a sheet.
#[derive(Default)]
pub struct Notes {
    /// The object that was drawn last.
    object: Option<usize>,
    /// The words of objects; nothing where they cannot be read.
    words: BTreeMap<usize, Option<String>>,
    /// The cells that have a note, each with its object.
    cells: Vec<((usize, usize), usize)>,
    /// The notes of a workbook of before Excel 97.
    old: Vec<((usize, usize), Vec<u8>)>,
}

impl Notes {
    /// Takes a record in, if it has to do with notes.
    pub fn take(&mut self, record: &Record<'_>, old: bool) {
        let field = |at: usize| number(record.data, at, 2);
        match record.kind {
            // Its first part, which says what it is.
            OBJECT if field(0) == Some(0x15) => self.object = field(6),
            WORDS => {
                if let (Some(object), Some(letters)) = (self.object.take(), field(10)) {
                    self.words.insert(object, words(record, letters));
                }
            }
            NOTE if old => {
                let words = record.data.get(6..).unwrap_or_default();
                match (field(0), field(2), self.old.last_mut()) {
                    (Some(GOES_ON), _, Some((_, before))) => before.extend_from_slice(words),
                    (Some(row), Some(column), _) => self.old.push(((row, column), words.to_vec())),
                    _ => {}
                }
            }
            NOTE => {
                if let (Some(row), Some(column)) = (field(0), field(2)) {
                    self.cells.push(((row, column), field(6).unwrap_or_default()));
                }
            }
            _ => {}
        }
    }

    /// Adds the notes of a sheet to what was found in the workbook.
    pub fn end(mut self, sheet: &str, found: &mut Found) {
        let new = self.cells.into_iter().map(|(at, object)| {
            let words = self.words.remove(&object).flatten();
            (at, words)
        });
        let old = self.old.into_iter().map(|(at, bytes)| {
            let text = String::from_utf8(bytes).ok().filter(|text| text.is_ascii());
            (at, text)
        });
        for (at, text) in new.chain(old) {
            let sheet = sheet.to_owned();
            match text.map(|text| tidy(&text)) {
                Some(text) if text.is_empty() => {}
                Some(text) => found.comments.push(Comment { sheet, at, text }),
                None => found.unread.push((sheet, at)),
            }
        }
    }
}

/// The words of an object, which stand in the records that continue it.
fn words(record: &Record<'_>, mut letters: usize) -> Option<String> {
    let mut units: Vec<u16> = Vec::new();
    for part in &record.more {
        let (flags, bytes) = part.split_first().unwrap_or((&0, &[]));
        let width = 1 + usize::from(flags & 1);
        let here = (bytes.len() / width).min(letters);
        let all = bytes.chunks_exact(width).take(here);
        units.extend(all.filter_map(|unit| u16::try_from(number(unit, 0, width)?).ok()));
        letters -= here;
        if letters == 0 {
            break;
        }
    }
    (letters == 0).then(|| String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(all: &[u16]) -> Vec<u8> {
        all.iter().flat_map(|half| half.to_le_bytes()).collect()
    }

    /// The kind of a record, its bytes, and those of the records that continue it.
    type Sent<'a> = (usize, &'a [u8], &'a [&'a [u8]]);

    fn found(records: &[Sent<'_>], old: bool) -> Found {
        let mut notes = Notes::default();
        for (kind, data, more) in records {
            notes.take(&Record { kind: *kind, data, more: more.to_vec() }, old);
        }
        let mut found = Found::default();
        notes.end("T", &mut found);
        found
    }

    #[test]
    fn a_note_has_the_words_of_its_object_or_is_named() {
        let object = |id: u16| halves(&[0x15, 0x12, 0x19, id]);
        let words = halves(&[0, 0, 0, 0, 0, 4, 0, 0, 0]);
        let note = |row: u16, id: u16| halves(&[row, 2, 0, id, 0]);
        let wide = [&[1], halves(&"số".encode_utf16().collect::<Vec<_>>()).as_slice()].concat();
        let all = found(
            &[
                (OBJECT, &object(7), &[]),
                (WORDS, &words, &[&wide, b"\x00 5", &[0; 16]]),
                (OBJECT, &object(8), &[]),
                (WORDS, &words, &[b"\x00ab"]),
                (NOTE, &note(3, 7), &[]),
                (NOTE, &note(4, 8), &[]),
                (NOTE, &note(5, 9), &[]),
            ],
            false,
        );
        let text = "số 5".to_owned();
        assert_eq!(all.comments, [Comment { sheet: "T".into(), at: (3, 2), text }]);
        assert_eq!(all.unread, [("T".into(), (4, 2)), ("T".into(), (5, 2))]);
    }

    #[test]
    fn an_old_note_is_read_if_any_code_page_has_its_letters() {
        let note = |row: u16, words: &[u8]| [&halves(&[row, 2, 9]), words].concat();
        let all = found(
            &[
                (NOTE, &note(3, b"sai s"), &[]),
                (NOTE, &note(0xFFFF, b"o"), &[]),
                (NOTE, &note(4, b"s\xF4"), &[]),
            ],
            true,
        );
        let text = "sai so".to_owned();
        assert_eq!(all.comments, [Comment { sheet: "T".into(), at: (3, 2), text }]);
        assert_eq!(all.unread, [("T".into(), (4, 2))]);
    }
}
