//! What Typst may see: the theme's sources and fonts, one lesson, one place. No network, no
//! disk, no clock.
//!
//! Every document has its files at the same paths. Typst interns a path as a 16-bit number and
//! never lets go of it, so a path of its own for each place would end in a panic; and what did
//! not change under the same path is not laid out again.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use xxhash_rust::xxh3::Xxh3;

use crate::{
    diag,
    foreign::{fenced, font},
    model::{Theme, theme::ThemeFile},
};

/// What all layouts share.
const SHARED: &str = "base.typ";

/// The file of a path such as `/data.json`; `None` for a path that leaves the root.
pub fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What all documents share. Made once: a new library would make Typst forget everything it
/// laid out before.
pub struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, (Source, Bytes, diag::FileId)>,
    /// The names of the fonts that are not built in.
    pub brought: Vec<String>,
    /// Fingerprint of sources and fonts.
    pub hash: u64,
}

impl Shop {
    /// The fonts and printed layouts of a theme.
    pub fn new(theme: &Theme) -> Self {
        Self::of(&theme.fonts, theme.print.iter().map(|(path, file)| (path.as_str(), file)))
    }

    /// Fonts, and sources by path.
    pub fn of<'a>(
        faces: &BTreeMap<String, Cow<'static, [u8]>>,
        files: impl Iterator<Item = (&'a str, &'a ThemeFile)>,
    ) -> Self {
        let mut hash = Xxh3::new();
        let (mut fonts, mut brought) = (Vec::new(), Vec::new());
        for (name, bytes) in faces {
            brought.extend(matches!(bytes, Cow::Owned(_)).then(|| name.clone()));
            hash.update(name.as_bytes());
            hash.update(bytes);
            fonts.extend(font::read(bytes.clone()));
        }
        let mut sources = HashMap::new();
        for (path, file) in files {
            hash.update(path.as_bytes());
            hash.update(file.text.as_bytes());
            // What layouts share is there a second time, for the words of another language: it reads
            // the files beside itself.
            let beside = (path == SHARED).then(|| format!("/beside/print/{path}"));
            for path in [Some(format!("/print/{path}")), beside].into_iter().flatten() {
                let Some(id) = file_id(&path) else { continue };
                // One that cannot even be read is not there, and Typst says so.
                let Ok(source) = fenced(|| Source::new(id, file.text.clone())) else { continue };
                sources.insert(id, (source, Bytes::from_string(file.text.clone()), file.file));
            }
        }
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            brought,
            hash: hash.digest(),
        }
    }

    /// The theme's source and its file for diagnostics.
    pub fn source(&self, id: FileId) -> Option<(&Source, diag::FileId)> {
        self.sources.get(&id).map(|(source, _, file)| (source, *file))
    }
}

/// The files of a lesson, shared by the documents of all its places.
pub type Files = Arc<HashMap<FileId, Bytes>>;

/// One document: the shop, the lesson, and the place.
pub struct DocumentWorld<'a> {
    /// Library, fonts, sources.
    pub shop: &'a Shop,
    /// The layout.
    pub main: FileId,
    /// `/lesson.json` and its pictures.
    pub lesson: &'a HashMap<FileId, Bytes>,
    /// `/data.json` and `/qr.svg`.
    pub place: &'a HashMap<FileId, Bytes>,
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shop.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shop.sources.get(&id).map(|(source, _, _)| source.clone()).ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.place
            .get(&id)
            .or_else(|| self.lesson.get(&id))
            .or_else(|| self.shop.sources.get(&id).map(|(_, bytes, _)| bytes))
            .cloned()
            .ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts(index)
    }

    // A sheet is dated by its lesson, never by the day it was made.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl DocumentWorld<'_> {
    fn fonts(&self, index: usize) -> Option<Font> {
        self.shop.fonts.get(index).cloned()
    }
}

/// Packages are absent too: a layout may not fetch anything.
fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
