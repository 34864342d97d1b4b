//! A Word document as paragraphs.

use super::{fonts::Face, losses::Losses, picture::File};

/// A stretch of letters that look the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its letters; `\n` is the end of a line that must be kept.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Where it leads.
    pub link: Option<String>,
    /// It is a mark of ours that says what is to be written here, and is Markdown already.
    pub mark: bool,
    /// How its letters are to be taken, until they are Unicode.
    pub face: Face,
}

impl Run {
    /// Letters without looks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title.
    Title(Vec<Run>),
    /// A heading, from level 1.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list: its level from 0, and its number if it has one.
    Item(usize, Option<u64>, Vec<Run>),
    /// A table: rows of cells.
    Table(Vec<Vec<Vec<Block>>>),
    /// A picture.
    Picture(Picture),
}

/// A picture that lies beside the lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file.
    pub file: String,
    /// What one sees in it, on a line.
    pub alt: String,
    /// Nobody wrote that, and the text says that it is still to be written.
    pub unwritten: bool,
    /// It stood in the paragraph before it, and belongs to that if it is an item of a list.
    pub joined: bool,
}

/// The pictures in some blocks, those in the cells of tables too.
pub fn pictures(blocks: &[Block]) -> Vec<Picture> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Picture(picture) => found.push(picture.clone()),
            Block::Table(rows) => {
                rows.iter().flatten().for_each(|cell| found.extend(pictures(cell)));
            }
            _ => {}
        }
    }
    found
}

/// A document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its text.
    pub blocks: Vec<Block>,
    /// The title in its properties.
    pub title: String,
    /// What cannot stand in a lesson as it stood here.
    pub losses: Losses,
    /// Its pictures that a lesson can show, in the order in which they stand.
    pub pictures: Vec<File>,
}

/// The letters of some runs.
pub fn letters(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The letters on one line, without blanks at their ends.
pub fn line(runs: &[Run]) -> String {
    letters(runs).split_whitespace().collect::<Vec<_>>().join(" ")
}
