//! The dirty mark: a file that is there while the output folder may hold anything.
//!
//! It is also the journal of the names that the old keys do not know. A name is noted before its
//! file is made, so that what a killed build left behind can be removed if nobody wants it later.
//! A line is a folder, its tag, and names, with tabs between.

use std::{fs::File, io};

use super::{
    keys::Tag,
    path,
    system::{self, Dir},
};

const NAME: &str = "dirty";

/// The mark of this build.
#[derive(Debug)]
pub(super) struct Mark(File);

/// The mark that a killed build left, if one did.
pub(super) fn find(loa: &Dir) -> io::Result<Option<Vec<u8>>> {
    let found = loa.read(NAME)?;
    Ok(found.map(|mut journal| {
        // The last line of a build that was killed may be torn; its files were never made.
        journal.truncate(journal.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
        journal
    }))
}

/// A line of the journal.
#[derive(Debug)]
pub(super) struct Note<'a> {
    pub(super) folder: &'a str,
    pub(super) tag: Tag<'a>,
    pub(super) names: Vec<&'a str>,
}

/// The lines of a journal. One that names what we may not write is not ours.
pub(super) fn notes(journal: &[u8]) -> Vec<Note<'_>> {
    let lines = journal.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
    let note = |line| {
        let mut words = str::split(line, '\t');
        let folder = words.next().filter(|folder| path::is_folder(folder))?;
        let tag = Tag { format: words.next()?, lang: words.next()?, place: words.next()? };
        Some(Note { folder, tag, names: words.filter(|name| path::is_name(name)).collect() })
    };
    lines.filter_map(note).collect()
}

impl Mark {
    /// Sets the mark, or goes on with the one that is there. After this a power cut cannot make
    /// the next build believe the keys.
    pub(super) fn set(loa: &Dir, journal: Option<&[u8]>) -> io::Result<Self> {
        if let Some(journal) = journal {
            loa.replace(NAME, journal)?;
        }
        let file = loa.appender(NAME)?;
        file.sync_all()?;
        loa.sync()?;
        Ok(Self(file))
    }

    /// Notes names that are about to be made in a folder, each with a tab before it.
    pub(super) fn note(&self, folder: &str, tag: Tag<'_>, names: &str) -> io::Result<()> {
        let Tag { format, lang, place } = tag;
        system::append(&self.0, format!("{folder}\t{format}\t{lang}\t{place}{names}\n").as_bytes())
    }

    /// Takes the mark away: the keys tell the truth again.
    pub(super) fn clear(self, loa: &Dir) -> io::Result<()> {
        drop(self.0);
        loa.remove(NAME).map(drop)
    }

    /// Leaves the mark, but empties its journal, which the keys have taken over.
    pub(super) fn leave(self, loa: &Dir) -> io::Result<()> {
        drop(self.0);
        loa.write(NAME, b"")
    }
}
