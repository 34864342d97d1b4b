//! The archive that a workbook is, looked into before its reader is: a few kilobytes can unpack to
//! gigabytes, or ask for room for four thousand million texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use quick_xml::{Reader, events::Event};
use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::{Comment, MEGABYTE, Refused, ods::attribute};
use crate::desk::{part::beside, text::tidy};

/// One part may unpack to so much: a sheet of 100,000 rows does to 50 MB.
const LARGEST_PART: u64 = 64 * MEGABYTE;
/// And all parts together.
const LARGEST: u64 = 160 * MEGABYTE;
/// Parts that are read as a tree, which takes many times their size.
const LARGEST_TREE: usize = 12 * 1024 * 1024;
const MOST_NODES: u32 = 1_500_000;
const MOST_ENTRIES: usize = 20_000;
/// A cell holds 32,767 letters, which are up to six bytes each where they are escaped. A reader keeps
/// several copies of what stands between two marks.
const LONGEST_RUN: usize = 1024 * 1024;
/// Texts that a workbook may say it shares among its cells; room is made for all at once.
const MOST_TEXTS: u64 = 3_000_000;

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
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: BTreeSet<String>,
}

impl<'b> Package<'b> {
    /// Opens an archive and unpacks all of it once, into nothing: what it says of its sizes may be a
    /// lie.
    ///
    /// # Errors
    /// When it is damaged, has a password, or holds too much.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::Unreadable)?;
        if zip.len() > MOST_ENTRIES {
            return Err(Refused::Large(LARGEST / MEGABYTE));
        }
        let mut names = BTreeSet::new();
        let mut left = LARGEST;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(|_| Refused::Unreadable)?;
            names.insert(entry.name().map_err(|_| Refused::Unreadable)?.into_owned());
            if entry.encrypted() {
                return Err(Refused::Unreadable);
            }
            left -= weigh(entry, LARGEST_PART.min(left))?;
        }
        let mut package = Self { zip, names };
        package.texts_fit()?;
        Ok(package)
    }

    /// What it is.
    ///
    /// # Errors
    /// When it is no workbook.
    pub fn kind(&self) -> Result<Kind, Refused> {
        let has = |name: &str| self.names.contains(name);
        if self.names.iter().any(|name| name.ends_with("workbook.bin")) {
            Ok(Kind::Xlsb)
        } else if has("_rels/.rels") {
            Ok(Kind::Xlsx)
        } else if has("content.xml") {
            Ok(Kind::Ods)
        } else {
            Err(Refused::Unreadable)
        }
    }

    /// A part.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn whole(&mut self, name: &str) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        let entry = self.zip.by_name(name).map_err(|_| Refused::Unreadable)?;
        entry.take(LARGEST_PART).read_to_end(&mut bytes).map_err(|_| Refused::Unreadable)?;
        Ok(bytes)
    }

    /// What people wrote beside the cells of an `.xlsx`.
    ///
    /// # Errors
    /// When a part that is there cannot be read.
    pub fn comments(&mut self) -> Result<Vec<Comment>, Refused> {
        let mut comments = Vec::new();
        for (sheet, path) in self.sheets()? {
            let mut said: BTreeMap<(usize, usize), String> = BTreeMap::new();
            let mut parts: Vec<(String, String)> = self.related(&path)?.into_values().collect();
            // Excel repeats each thread as a comment for its older versions.
            parts.sort_by_key(|(kind, target)| (kind != "threadedComment", target.clone()));
            for (kind, target) in parts {
                if !matches!(kind.as_str(), "comments" | "threadedComment") {
                    continue;
                }
                let Some(text) = self.text(&target)? else { continue };
                let document = tree(&text)?;
                for found in
                    named(document.root(), if kind == "comments" { "comment" } else { &kind })
                {
                    let Some(at) = found.attribute("ref").and_then(position) else { continue };
                    let words = words(found);
                    if words.is_empty() || words.starts_with("[Threaded comment]") {
                        continue;
                    }
                    let first = said.entry(at).or_default();
                    if kind != "comments" && !first.is_empty() {
                        first.push_str(" — ");
                        first.push_str(&words);
                    } else if first.is_empty() {
                        *first = words;
                    }
                }
            }
            comments.extend(said.into_iter().map(|(at, text)| Comment {
                sheet: sheet.clone(),
                at,
                text,
            }));
        }
        Ok(comments)
    }

    /// The texts of an `.xlsx` of which some words are struck out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn struck(&mut self) -> Result<BTreeSet<String>, Refused> {
        let mut struck = BTreeSet::new();
        for name in self.shared() {
            let bytes = self.whole(&name)?;
            if !bytes.windows(7).any(|part| part == b"strike/" || part == b"strike ") {
                continue;
            }
            let text = String::from_utf8(bytes).map_err(|_| Refused::Unreadable)?;
            let document = tree(&text)?;
            for item in named(document.root(), "si") {
                let off = |node: Node<'_, '_>| matches!(node.attribute("val"), Some("0" | "false"));
                if named(item, "strike").any(|strike| !off(strike)) {
                    struck.insert(words(item));
                }
            }
        }
        Ok(struck)
    }

    /// Holds the number of shared texts that a workbook says it has against what can be.
    fn texts_fit(&mut self) -> Result<(), Refused> {
        for name in self.shared() {
            let bytes = self.whole(&name)?;
            let mut reader = Reader::from_reader(bytes.as_slice());
            loop {
                match reader.read_event().map_err(|_| Refused::Unreadable)? {
                    Event::Start(element) | Event::Empty(element)
                        if element.local_name().as_ref() == "sst" =>
                    {
                        let count = attribute(&element, "uniqueCount")?;
                        if count.is_some_and(|count| count.parse().unwrap_or(0) > MOST_TEXTS) {
                            return Err(Refused::Unreadable);
                        }
                        break;
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The parts that a reader may take for the shared texts; it looks at names without regard to
    /// capitals.
    fn shared(&self) -> Vec<String> {
        let named = |name: &&String| name.to_lowercase().ends_with("sharedstrings.xml");
        self.names.iter().filter(named).cloned().collect()
    }

    /// The sheets and their parts.
    fn sheets(&mut self) -> Result<Vec<(String, String)>, Refused> {
        let roots = self.related("")?;
        let Some((_, book)) = roots.into_values().find(|(kind, _)| kind == "officeDocument") else {
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
    fn related(&mut self, part: &str) -> Result<BTreeMap<String, (String, String)>, Refused> {
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
    fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        if !self.names.contains(name) {
            return Ok(None);
        }
        let bytes = self.whole(name)?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        String::from_utf8(bytes.to_vec()).map(Some).map_err(|_| Refused::Unreadable)
    }
}

/// Unpacks a part into nothing and gives its size.
fn weigh(mut part: impl Read, most: u64) -> Result<u64, Refused> {
    let mut buffer = vec![0; 64 * 1024];
    let (mut size, mut run, mut is_xml) = (0_u64, 0_usize, None);
    loop {
        let read = part.read(&mut buffer).map_err(|_| Refused::Unreadable)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(size);
        };
        size += bytes.len() as u64;
        let is_xml = *is_xml.get_or_insert_with(|| {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            bytes.trim_ascii_start().starts_with(b"<")
        });
        for byte in bytes {
            run = if matches!(byte, b'<' | b'>') { 0 } else { run + 1 };
            if is_xml && run > LONGEST_RUN {
                return Err(Refused::Large(LARGEST / MEGABYTE));
            }
        }
        if size > most {
            return Err(Refused::Large(LARGEST / MEGABYTE));
        }
    }
}

/// A small part as a tree.
fn tree(text: &str) -> Result<Document<'_>, Refused> {
    if text.len() > LARGEST_TREE {
        return Err(Refused::Large(LARGEST / MEGABYTE));
    }
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|_| Refused::Unreadable)
}

/// The elements in it of that name, however deep.
fn named<'a, 't: 'a>(node: Node<'a, 't>, name: &'a str) -> impl Iterator<Item = Node<'a, 't>> {
    node.descendants().filter(move |found| found.is_element() && found.tag_name().name() == name)
}

/// The words in it, without hints on how to say them.
fn words(node: Node<'_, '_>) -> String {
    let hint = |text: &Node<'_, '_>| text.ancestors().any(|above| above.tag_name().name() == "rPh");
    let texts = node.descendants().filter(|text| text.is_text() && !hint(text));
    let texts = texts.filter(|text| {
        text.parent().is_some_and(|above| ["t", "text"].contains(&above.tag_name().name()))
    });
    tidy(&texts.filter_map(|text| text.text()).collect::<String>())
}

/// Row and column of `D7`, from 0.
fn position(name: &str) -> Option<(usize, usize)> {
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
