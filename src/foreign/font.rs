//! The fonts of a file.

use std::{borrow::Cow, sync::LazyLock};

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    layout::Abs,
    syntax::{FileId, Source},
    text::{Font, FontBook, FontVariations},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::fenced;

/// A collection of more fonts is none: of each number that it states room is made for a font.
const MOST: usize = 64;

/// Letters of a font that are set to try it: all of Latin, Vietnamese and Khmer are fewer.
const TRIED: usize = 2000;

/// The fonts of a file, none if it is no font or a damaged one.
pub fn read(bytes: Cow<'static, [u8]>) -> Vec<Font> {
    let bytes = Bytes::new(bytes);
    fenced(|| (0..).map_while(|index| Font::new(bytes.clone(), index)).take(MOST).collect())
        .unwrap_or_default()
}

/// What is wrong with the file of a font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be set in it.
    Unusable,
    /// A table, by its name, is not what its sum says: what is set in it may be anything.
    Changed(String),
}

/// Tries a file as a build will: letters are set in each of its fonts, and put into a document.
pub fn fault(bytes: &[u8]) -> Option<Fault> {
    let fonts = read(Cow::Owned(bytes.to_owned()));
    if fonts.is_empty() || !fonts.iter().all(|font| fenced(|| sets(font)).unwrap_or(false)) {
        return Some(Fault::Unusable);
    }
    changed(bytes).map(Fault::Changed)
}

/// Whether a font has letters that can be set and put into a document.
fn sets(font: &Font) -> bool {
    let letters = font.info().coverage.iter().filter_map(char::from_u32);
    let letters: String = letters.filter(|letter| !letter.is_control()).take(TRIED).collect();
    if letters.is_empty() || !is_drawn(font, &letters) {
        return false;
    }
    let family = &font.info().family;
    let text = format!("#set text(font: {family:?}, fallback: false)\n#{letters:?}");
    let sheet = Sheet {
        book: LazyHash::new(FontBook::from_fonts([font])),
        font: font.clone(),
        text: Source::detached(text),
    };
    let document = typst::compile::<PagedDocument>(&sheet).output;
    document.is_ok_and(|document| typst_pdf::pdf(&document, &PdfOptions::default()).is_ok())
}

/// Whether a font that has outlines has one of any of these letters: without, they would all be blank.
fn is_drawn(font: &Font, letters: &str) -> bool {
    let (variant, custom) = (font.info().variant, FontVariations::default());
    let font = font.clone().instantiate(variant, Abs::pt(11.0), &custom);
    let face = font.ttf();
    let tables = face.tables();
    let has_outlines = tables.glyf.is_some() || tables.cff.is_some();
    let mut letters = letters.chars().filter(|letter| letter.is_alphanumeric()).peekable();
    let has_letters = letters.peek().is_some();
    let outlined = |glyph| face.glyph_bounding_box(glyph).is_some();
    !has_outlines
        || !has_letters
        || letters.any(|letter| face.glyph_index(letter).is_some_and(outlined))
}

/// The first table of a font that has another sum than the list of its tables says.
fn changed(bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 12;
    const RECORD: usize = 16;
    let number = |at: usize| {
        let bytes = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    };
    // A collection lists fonts, and they their tables.
    if bytes.starts_with(b"ttcf") {
        return None;
    }
    let count = usize::try_from(number(4)? >> 16).ok()?;
    (0..count).find_map(|table| {
        let at = HEAD + table * RECORD;
        let name = bytes.get(at..at + 4)?;
        let [stated, start, length] = [4, 8, 12].map(|field| number(at + field));
        let (stated, start) = (stated?, usize::try_from(start?).ok()?);
        let end = start.checked_add(usize::try_from(length?).ok()?)?;
        let words = bytes.get(start..end)?.chunks(4).enumerate();
        let sum = words.fold(0_u32, |sum, (number, word)| {
            // The sum of the whole file is in its head, and is not part of that of the head.
            let is_sum = name == b"head" && number == 2;
            let word = word.iter().zip([24, 16, 8, 0]).map(|(byte, by)| u32::from(*byte) << by);
            if is_sum { sum } else { sum.wrapping_add(word.sum()) }
        });
        // Some programs write none.
        let is_changed = stated != 0 && stated != sum;
        is_changed.then(|| String::from_utf8_lossy(name).trim().to_owned())
    })
}

/// A sheet of one text, in one font.
struct Sheet {
    book: LazyHash<FontBook>,
    font: Font,
    text: Source,
}

/// A new library would make Typst forget everything it laid out before.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.text.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let is_text = id == self.text.id();
        is_text.then(|| self.text.clone()).ok_or_else(|| FileError::NotFound("".into()))
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::NotFound("".into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        (index == 0).then(|| self.font.clone())
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &[u8] = include_bytes!("../../themes/base/fonts/NotoSans-Regular.ttf");

    /// The fault of a font of which a table is changed.
    fn with(table: [u8; 4], change: impl Fn(&mut [u8])) -> Option<Fault> {
        let mut bytes = SOUND.to_vec();
        let record = (12..).step_by(16).find(|at| bytes[*at..at + 4] == table).unwrap();
        let number = |at: usize| {
            let bytes: [u8; 4] = bytes[record + at..record + at + 4].try_into().unwrap();
            usize::try_from(u32::from_be_bytes(bytes)).unwrap()
        };
        let (start, length) = (number(8), number(12));
        change(&mut bytes[start..start + length]);
        fault(&bytes)
    }

    #[test]
    fn a_font_is_tried_as_a_build_will() {
        assert_eq!(fault(SOUND), None);
        assert_eq!(with(*b"cmap", |_| {}), None);
        assert_eq!(with(*b"cmap", |table| table.fill(0xFF)), Some(Fault::Unusable));
        assert_eq!(with(*b"loca", |table| table.fill(0xFF)), Some(Fault::Unusable));
        assert_eq!(with(*b"glyf", |table| table[5000] ^= 1), Some(Fault::Changed("glyf".into())));
        let cut = SOUND[..SOUND.len() / 2].to_vec();
        assert_eq!(fault(&cut), Some(Fault::Unusable));
    }

    #[test]
    fn every_font_of_the_theme_is_sound() {
        for entry in walkdir::WalkDir::new("themes/base/fonts") {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|ending| ending == "ttf" || ending == "otf") {
                let bytes = crate::foreign::whole(&std::fs::File::open(&path).unwrap(), 1 << 25);
                let bytes = bytes.unwrap().unwrap();
                assert_eq!(fault(&bytes), None, "{}", path.display());
            }
        }
    }
}
