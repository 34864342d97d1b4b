//! The dirty mark: a file that is there while the output folder may hold anything.
//!
//! It is also the journal of the names that the old keys do not know. A name is noted before its
//! file is made, so that what a killed build left behind can be removed if nobody wants it later.
//! A line is a folder, its tag, and names, with tabs between. Lines that begin with `#` tell of the
//! mark itself: at which start of the machine it was set, and why the notes may lack names.

use std::{fs::File, io};

use super::{
    keys::Tag,
    path,
    system::{self, Dir},
};

const NAME: &str = "dirty";

/// Why files of ours may be there that no note names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsure {
    /// The keys were lost or damaged.
    Lost,
    /// The keys were lost, and so was what the output lists as ours.
    Unlisted,
    /// The machine stopped while a build wrote, so that its last notes may not have come to the
    /// disk, though their files did.
    Stopped,
}

impl Unsure {
    const ALL: [Self; 3] = [Self::Lost, Self::Unlisted, Self::Stopped];

    fn line(self) -> &'static str {
        match self {
            Self::Lost => "#lost",
            Self::Unlisted => "#unlisted",
            Self::Stopped => "#stopped",
        }
    }
}

/// What begins the line with the start of the machine.
const BOOT: &str = "#boot ";

/// The mark of this build.
#[derive(Debug)]
pub(super) struct Mark {
    file: File,
    unsure: Option<Unsure>,
}

/// The mark that an earlier build left.
#[derive(Debug)]
pub(super) struct Found {
    /// Its notes.
    pub(super) journal: Vec<u8>,
    pub(super) unsure: Option<Unsure>,
}

/// The mark that a killed build left, if one did.
pub(super) fn find(loa: &Dir) -> io::Result<Option<Found>> {
    let Some(mut text) = loa.read(NAME)? else { return Ok(None) };
    // The last line of a build that was killed may be torn; its files were never made.
    text.truncate(text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
    let mut found = Found { journal: Vec::new(), unsure: None };
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b"#") {
            found.journal.extend_from_slice(line);
            continue;
        }
        let line = line.trim_ascii_end();
        let told = Unsure::ALL.into_iter().find(|unsure| unsure.line().as_bytes() == line);
        let stopped = line
            .strip_prefix(BOOT.as_bytes())
            .is_some_and(|boot| system::boot().is_some_and(|now| now.as_bytes() != boot));
        found.unsure = found.unsure.or(told).or(stopped.then_some(Unsure::Stopped));
    }
    Ok(Some(found))
}

/// Files of ours, by their names: a line of the journal.
#[derive(Debug, Clone)]
pub struct Note<'a> {
    /// The folder that they are in, relative to the output folder, with `/`.
    pub folder: &'a str,
    /// What it is for.
    pub tag: Tag<'a>,
    /// The names of the files.
    pub names: Vec<&'a str>,
}

impl Note<'_> {
    /// The note as a line of the journal.
    pub(super) fn line(&self) -> String {
        let Self { folder, tag: Tag { format, lang, place }, names } = self;
        let names: String = names.iter().flat_map(|name| ["\t", name]).collect();
        format!("{folder}\t{format}\t{lang}\t{place}{names}\n")
    }
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
    pub(super) fn set(
        loa: &Dir,
        journal: Option<&[u8]>,
        unsure: Option<Unsure>,
    ) -> io::Result<Self> {
        let mut head = lines(unsure);
        if let Some(boot) = system::boot() {
            head.extend_from_slice(format!("{BOOT}{boot}\n").as_bytes());
        }
        head.extend_from_slice(journal.unwrap_or_default());
        loa.replace(NAME, &head)?;
        Ok(Self { file: loa.appender(NAME)?, unsure })
    }

    /// Notes names that are about to be made in a folder, each with a tab before it.
    pub(super) fn note(
        &self,
        loa: &Dir,
        folder: &str,
        tag: Tag<'_>,
        names: &str,
    ) -> io::Result<()> {
        let Tag { format, lang, place } = tag;
        let line = format!("{folder}\t{format}\t{lang}\t{place}{names}\n");
        system::append(&self.file, line.as_bytes())?;
        loa.settle_raw(&self.file)
    }

    /// Takes the mark away: the keys tell the truth again.
    pub(super) fn clear(self, loa: &Dir) -> io::Result<()> {
        drop(self.file);
        loa.remove(NAME).map(drop)
    }

    /// Leaves the mark, but empties its journal, which the keys have taken over.
    pub(super) fn leave(self, loa: &Dir) -> io::Result<()> {
        drop(self.file);
        loa.replace(NAME, &lines(self.unsure))
    }
}

fn lines(unsure: Option<Unsure>) -> Vec<u8> {
    unsure.map(|unsure| format!("{}\n", unsure.line())).unwrap_or_default().into_bytes()
}
