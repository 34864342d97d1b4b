//! The archive that a workbook is, looked into before its reader is: it may ask for room for four
//! thousand million texts.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use roxmltree::{Document, Node};

use super::{MEGABYTE, MOST_SHEETS, Refused, ods::attribute};
use crate::{
    desk::{part::beside, text::tidy},
    foreign::{
        archive::{Archive, Most},
        xml,
    },
};

/// What all parts together unpack to.
pub const LARGEST: u64 = 160 * MEGABYTE;
/// A cell holds 32,767 letters, which are up to six bytes each where they are escaped. A reader keeps
/// several copies of what stands between two marks.
pub const LONGEST_RUN: usize = 1024 * 1024;
/// A sheet of 100,000 rows unpacks to 50 MB.
const MOST: Most = Most { part: 64 * MEGABYTE, all: LARGEST, run: LONGEST_RUN };
/// Parts that are read as a tree, which takes many times their size.
const MOST_OF_TREE: xml::Most =
    xml::Most { bytes: 12 * 1024 * 1024, nodes: 1_500_000, deep: 200, run: LONGEST_RUN };
/// Texts that a workbook may share among its cells, or say that it does: room is made for all at once.
const MOST_TEXTS: u64 = 2_000_000;
/// Excel has 65,490 styles of cells.
const MOST_STYLES: usize = 200_000;
/// Bytes of all of them, if each were as long as the longest.
const LARGEST_STYLES: usize = 64 * 1024 * 1024;
/// What is read of parts one by one, some of them several times.
const MOST_READ: u64 = 4 * LARGEST;

/// What a workbook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Excel's own.
    Xlsx,
    /// `LibreOffice`'s own.
    Ods,
    /// Excel's binary one.
    Xlsb,
}

/// An opened archive, of which all parts are known to be of a size that can be read.
pub struct Package<'b> {
    archive: Archive<'b>,
    /// What each part unpacks to.
    sizes: BTreeMap<String, u64>,
}

impl<'b> Package<'b> {
    /// Opens an archive and unpacks all of it once, into nothing: what it says of its sizes may be a
    /// lie.
    ///
    /// # Errors
    /// When it is damaged, has a password, or holds too much.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let sizes = Archive::open(bytes, MOST)?.weighed()?;
        let archive = Archive::open(bytes, Most { all: MOST_READ, ..MOST })?;
        let mut package = Self { archive, sizes };
        package.texts_and_styles_fit()?;
        Ok(package)
    }

    /// What it is.
    ///
    /// # Errors
    /// When it is no workbook.
    pub fn kind(&self) -> Result<Kind, Refused> {
        let has = |name: &str| self.sizes.contains_key(name);
        if self.sizes.keys().any(|name| name.ends_with("workbook.bin")) {
            Ok(Kind::Xlsb)
        } else if has("_rels/.rels") {
            Ok(Kind::Xlsx)
        } else if has("content.xml") {
            Ok(Kind::Ods)
        } else {
            Err(Refused::Unreadable)
        }
    }

    /// Holds the shared texts and the styles against what can be: a reader makes room for as many
    /// texts as the workbook says it has, and keeps the whole of a style for each that is used.
    fn texts_and_styles_fit(&mut self) -> Result<(), Refused> {
        for name in self.shared() {
            let text = self.text(&name)?.unwrap_or_default();
            let mut texts = 0_u64;
            elements(&text, |element| {
                let said = match element.local_name().as_ref() {
                    "sst" => attribute(element, "uniqueCount")?.and_then(|said| said.parse().ok()),
                    "si" => {
                        texts += 1;
                        Some(texts)
                    }
                    _ => None,
                };
                let many = said.is_some_and(|said| said > MOST_TEXTS);
                if many { Err(Refused::Unreadable) } else { Ok(()) }
            })?;
        }
        let named = |name: &&String| name.to_lowercase().ends_with("styles.xml");
        for name in self.sizes.keys().filter(named).cloned().collect::<Vec<String>>() {
            let text = self.text(&name)?.unwrap_or_default();
            let (mut styles, mut longest) = (0_usize, 0_usize);
            elements(&text, |element| {
                let name = element.local_name();
                if ["font", "fill", "border", "xf", "numFmt"].contains(&name.as_ref()) {
                    styles += 1;
                    longest = longest.max(element.len());
                }
                let fit = styles <= MOST_STYLES && styles.saturating_mul(longest) <= LARGEST_STYLES;
                if fit { Ok(()) } else { Err(Refused::Large(LARGEST / MEGABYTE)) }
            })?;
        }
        Ok(())
    }

    /// Holds what the sheets of an `.xlsx` unpack to against what can be: each of a thousand may be the
    /// same part.
    ///
    /// # Errors
    /// When these are too many, or too long together.
    pub fn sheets_fit(&mut self) -> Result<(), Refused> {
        let file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let mut largest: BTreeMap<String, u64> = BTreeMap::new();
        for (name, size) in &self.sizes {
            let known = largest.entry(file(name)).or_default();
            *known = (*size).max(*known);
        }
        let sheets = self.sheets()?;
        // A reader may look for a part in another folder than we do, so only its name counts.
        let sizes = sheets.iter().map(|(_, path)| largest.get(&file(path)).copied().unwrap_or(0));
        let fit = sheets.len() <= MOST_SHEETS && sizes.sum::<u64>() <= LARGEST;
        if fit { Ok(()) } else { Err(Refused::Large(LARGEST / MEGABYTE)) }
    }

    /// The parts that a reader may take for the shared texts; it looks at names without regard to
    /// capitals.
    pub fn shared(&self) -> Vec<String> {
        let named = |name: &&String| name.to_lowercase().ends_with("sharedstrings.xml");
        self.sizes.keys().filter(named).cloned().collect()
    }

    /// The sheets of an `.xlsx` and their parts.
    ///
    /// # Errors
    /// When they cannot be told.
    pub fn sheets(&mut self) -> Result<Vec<(String, String)>, Refused> {
        let roots = self.related("")?;
        let mut books = roots.into_values().filter(|(kind, _)| kind == "officeDocument");
        // Of two workbooks a reader may take the other one.
        let (Some((_, book)), None) = (books.next(), books.next()) else {
            return Err(Refused::Unreadable);
        };
        let Some(text) = self.text(&book)? else { return Err(Refused::Unreadable) };
        let parts = self.related(&book)?;
        let document = tree(&text)?;
        let sheets = named(document.root(), "sheet").filter_map(|sheet| {
            let id = sheet.attributes().find(|found| found.name() == "id")?;
            let (_, path) = parts.get(id.value())?;
            Some((sheet.attribute("name")?.to_owned(), path.clone()))
        });
        Ok(sheets.collect())
    }

    /// What a part is related to: kind and path by id.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn related(&mut self, part: &str) -> Result<BTreeMap<String, (String, String)>, Refused> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{file}.rels");
        let Some(text) = self.text(path.trim_start_matches('/'))? else {
            return Ok(BTreeMap::new());
        };
        let document = tree(&text)?;
        let all = named(document.root(), "Relationship").filter_map(|found| {
            let kind = found.attribute("Type")?.rsplit('/').next()?.to_owned();
            let target = beside(folder, found.attribute("Target")?);
            Some((found.attribute("Id")?.to_owned(), (kind, target)))
        });
        Ok(all.collect())
    }

    /// The text of a part, if there is one of that name.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        Ok(self.archive.text(name)?)
    }
}

/// The elements of a part, one after another.
fn elements(
    text: &str,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    xml::each(text, LONGEST_RUN, |event| match event {
        Event::Start(element) => each(&element),
        _ => Ok(()),
    })
}

/// A small part as a tree.
///
/// # Errors
/// When it is no sound XML, or larger or deeper than such parts are.
pub fn tree(text: &str) -> Result<Document<'_>, Refused> {
    Ok(xml::tree(text, MOST_OF_TREE, false)?)
}

/// The elements in it of that name, however deep.
pub fn named<'a, 't: 'a>(node: Node<'a, 't>, name: &'a str) -> impl Iterator<Item = Node<'a, 't>> {
    node.descendants().filter(move |found| found.is_element() && found.tag_name().name() == name)
}

/// The words in it, without hints on how to say them.
pub fn words(node: Node<'_, '_>) -> String {
    let hint = |text: &Node<'_, '_>| text.ancestors().any(|above| above.tag_name().name() == "rPh");
    let texts = node.descendants().filter(|text| text.is_text() && !hint(text));
    let texts = texts.filter(|text| {
        text.parent().is_some_and(|above| ["t", "text"].contains(&above.tag_name().name()))
    });
    tidy(&texts.filter_map(|text| text.text()).collect::<String>())
}

/// Row and column of `D7`, from 0.
pub fn position(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at_checked(digits)?;
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(usize::from(letter - b'A') + 1)?;
    }
    let row: usize = row.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_and_parts_are_understood() {
        assert_eq!(position("D7"), Some((6, 3)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for odd in ["", "7", "D", "D0", "ĐẬ7"] {
            assert_eq!(position(odd), None, "{odd}");
        }
    }
}
