//! The archive that a Word file is: which parts it has, and their text, within bounds.

use std::collections::BTreeMap;

use super::{refused::Refused, xml};
use crate::{
    desk::part::beside,
    foreign::archive::{Archive, Fault, Most},
};

/// What the parts that are read unpack to, those with text and those with pictures. A text of a
/// thousand pages has a few megabytes.
const MOST: Most = Most { part: 64 * 1024 * 1024, all: 128 * 1024 * 1024, run: xml::LONGEST_RUN };

/// A relation of a part to another or to an address.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The last word of its type: `styles`, `hyperlink`, `image`.
    pub kind: String,
    /// The path of a part, or an address.
    pub target: String,
}

/// A part of the archive.
#[derive(Debug)]
pub struct Part {
    /// Its path.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it is related to, by id: each part counts its own.
    pub relations: BTreeMap<String, Relation>,
}

/// An opened file.
pub struct Package<'b> {
    archive: Archive<'b>,
    /// The path of the document within it.
    pub main: String,
    /// What the document is related to, by id.
    pub relations: BTreeMap<String, Relation>,
}

impl<'b> Package<'b> {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no Word file, or none that can be read.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        refuse_others(bytes)?;
        let archive = Archive::open(bytes, MOST)?;
        let (main, relations) = (String::new(), BTreeMap::new());
        let mut package = Self { archive, main, relations };
        if let Some(kind) = package.text("mimetype")?
            && kind.contains("opendocument")
        {
            return Err(Refused::Odt);
        }
        let roots = package.related("")?;
        let main = roots.into_values().find(|relation| relation.kind == "officeDocument");
        package.main =
            main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        package.relations = package.related(&package.main.clone())?;
        Ok(package)
    }

    /// The text of a part; nothing if there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is too large.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        Ok(self.archive.text(name)?)
    }

    /// The bytes of a part; nothing if there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is longer than `most`.
    pub fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        self.archive.part(name, most)
    }

    /// The parts that the document is related to in that way, in the order of their names.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn parts(&mut self, kind: &str) -> Result<Vec<Part>, Refused> {
        let mut names: Vec<String> = self
            .relations
            .values()
            .filter(|relation| relation.kind == kind)
            .map(|relation| relation.target.clone())
            .collect();
        names.sort();
        names.dedup();
        let mut parts = Vec::new();
        for name in names {
            let Some(text) = self.text(&name)? else { continue };
            let relations = self.related(&name)?;
            parts.push(Part { name, text, relations });
        }
        Ok(parts)
    }

    /// The relations of a part; those of the file itself if it has no name.
    fn related(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Refused> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{file}.rels");
        let Some(text) = self.text(path.trim_start_matches('/'))? else {
            return Ok(BTreeMap::new());
        };
        let document = xml::parse(&text)?;
        let all = xml::children(document.root_element(), "Relationship");
        let all = all.filter_map(|found| {
            let kind = xml::attribute(found, "Type")?.rsplit('/').next()?.to_owned();
            let target = xml::attribute(found, "Target")?;
            let outside = xml::attribute(found, "TargetMode") == Some("External");
            let target = if outside { target.to_owned() } else { beside(folder, target) };
            Some((xml::attribute(found, "Id")?.to_owned(), Relation { kind, target }))
        });
        Ok(all.collect())
    }
}

/// What is no archive at all is known by its first bytes, whatever its name.
fn refuse_others(bytes: &[u8]) -> Result<(), Refused> {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let start = bytes.trim_ascii_start();
    match bytes {
        [b'P', b'K', ..] => Ok(()),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            let found = bytes.windows(locked.len()).any(|part| part == locked.as_slice());
            Err(if found { Refused::Locked } else { Refused::Old })
        }
        _ if start.is_empty() => Err(Refused::Broken),
        _ if start.starts_with(b"%PDF") => Err(Refused::Pdf),
        _ if start.starts_with(b"{\\rtf") => Err(Refused::Rtf),
        _ => Err(Refused::Plain),
    }
}
