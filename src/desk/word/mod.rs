//! A Word file as a draft of a lesson. Texts come to a commune as Word files from above; what is in
//! one goes into the lesson or is reported, and nothing is lost in silence.
//!
//! 1. [`package`] opens the archive within bounds, [`xml`] its parts; what cannot be read is
//!    [`refused`] with what to do.
//! 2. [`body`], [`tables`], [`runs`], [`fields`], [`shapes`] and [`picture`] walk the document into
//!    [`block`]s, with the help of [`styles`], [`cells`] and [`numbering`]. What a letter is depends on its font
//!    ([`fonts`]): [`signs`] for fonts of signs, [`legacy`] for those of before Unicode. [`typed`] finds
//!    the lists that were typed as text, [`columns`] the tables. What cannot stand in a lesson is read
//!    all the same ([`aside`]) and [`losses`].
//! 3. [`parts`] deals the blocks out to the parts of a lesson, [`markdown`] writes them, and
//!    [`lesson`] puts them into the draft that `loa new lesson` makes, parked until it is ready.

mod alt;
mod aside;
mod block;
mod body;
mod cells;
mod columns;
mod drawing;
mod eq;
mod escape;
mod fields;
mod figures;
mod flat;
mod fonts;
mod heading;
mod inline;
mod legacy;
mod lesson;
mod losses;
mod markdown;
mod math;
mod numbering;
mod package;
mod parts;
mod picture;
mod read;
mod refused;
mod room;
mod runs;
mod shapes;
mod signs;
mod sorter;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_any;
#[cfg(test)]
mod tests_aside;
#[cfg(test)]
mod tests_foreign;
#[cfg(test)]
mod tests_meaning;
#[cfg(test)]
mod tests_pictures;
#[cfg(test)]
mod tests_refused;
mod tidy;
mod title;
mod typed;
mod xml;

use std::{fs, path::Path};

pub(super) use fonts::Face;
pub(super) use legacy::text as unicode;

use super::new::{self, Step};
use crate::{
    diag::{Failure, Report, Sources, Stop, Text, Tongue},
    foreign, load,
    model::{Campaign, Date},
    say,
};
use refused::Refused;

/// A Word file that was read.
#[derive(Debug)]
pub struct Word {
    name: String,
    document: block::Document,
    english: bool,
}

impl Word {
    /// The title that the file gives itself, cut to what fits, and whether it is doubtful.
    pub fn title(&self) -> Option<(String, bool)> {
        title::title(&self.document).map(|title| (lesson::fitted(&title.text), title.doubtful))
    }
}

/// Reads a Word file for a campaign.
///
/// # Errors
/// When it is none that can be read, which is reported, or the machine failed.
pub fn read(
    report: &mut Report,
    sources: &mut Sources,
    campaign: &Campaign,
    path: &Path,
) -> Result<Word, Stop> {
    let fail = |error| Failure::new(say! { vi: "đọc tệp", en: "reading a file" }, path, error);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let english = campaign.first_lang().primary() == "en";
    let bytes = fs::File::open(path).and_then(|file| foreign::whole(&file, refused::LARGEST));
    let Some(bytes) = bytes.map_err(fail)? else {
        return Err(Refused::TooLarge.tell(report, sources, &name).into());
    };
    match read::document(&bytes, english) {
        Ok(document) => Ok(Word { name, document, english }),
        Err(refused) => Err(refused.tell(report, sources, &name).into()),
    }
}

/// What a new lesson with the text of a Word file writes, and what is reported of it, a line each.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn lesson(
    report: &mut Report,
    root: &Path,
    word: &Word,
    asked: &new::Lesson,
    today: Date,
) -> Result<(Vec<Step>, Vec<Text>), Stop> {
    let (mut losses, mut long) = (Vec::new(), false);
    let steps = new::lesson_of(report, root, asked, today, |outline| {
        let draft = lesson::fill(&word.document, outline, &asked.title, word.english);
        let pictures = word.document.pictures.iter();
        let mut beside: Vec<(String, Vec<u8>)> =
            pictures.map(|file| (file.name.clone(), file.bytes.clone())).collect();
        beside.extend(word.list(&draft.left));
        losses = draft.losses;
        long = draft.text.len() as u64 > load::LARGEST_LESSON;
        new::Filled { text: draft.text, beside }
    })?;
    // It could not be read again.
    if long {
        return Err(Refused::TooMuch.tell_named(report, &word.name).into());
    }
    Ok((steps, losses))
}

impl Word {
    /// All that was changed or left out, as a file: on a terminal long lists are cut.
    fn list(&self, left: &[losses::Line]) -> Option<(String, Vec<u8>)> {
        if left.is_empty() {
            return None;
        }
        let file = &self.name;
        let head = say! {
            vi: "Tệp Word {file}: những điều đã đổi hoặc không đưa vào bài.\n\n",
            en: "The Word file {file}: what was changed, and what is not in the lesson.\n\n"
        };
        let (name, tongue) =
            if self.english { ("from-word.txt", Tongue::En) } else { ("tu-word.txt", Tongue::Vi) };
        let lines: String = left.iter().map(|line| line.whole(tongue)).collect();
        Some((name.to_owned(), [head.in_tongue(tongue), &lines].concat().into_bytes()))
    }
}
