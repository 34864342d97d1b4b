//! A Word file as a draft of a lesson. Texts come to a commune as Word files from above; what is in
//! one goes into the lesson or is told, and nothing is lost in silence.
//!
//! 1. [`package`] opens the archive within bounds, [`xml`] its parts; what cannot be read is
//!    [`refused`] with what to do.
//! 2. [`body`], [`runs`] and [`shapes`] walk the document into [`block`]s, with the help of
//!    [`styles`] and [`numbering`]; [`typed`] finds the lists that were typed as text. What cannot
//!    stand in a lesson is [`told`].
//! 3. [`parts`] deals the blocks out to the parts of a lesson, [`markdown`] writes them, and
//!    [`lesson`] puts them into the draft that `loa new lesson` makes.

mod block;
mod body;
mod escape;
mod flat;
mod inline;
mod lesson;
mod markdown;
mod numbering;
mod package;
mod parts;
mod read;
mod refused;
mod runs;
mod shapes;
mod styles;
#[cfg(test)]
mod tests;
mod tidy;
mod told;
mod typed;
mod xml;

use std::{fs, path::Path};

use super::new::{self, Step};
use crate::{
    diag::{Failure, Report, Sources, Stop, Text},
    model::{Campaign, Date},
    say,
};
use refused::Refused;

/// A Word file that was read.
#[derive(Debug)]
pub struct Word {
    document: block::Document,
    english: bool,
}

impl Word {
    /// The title that the file gives itself, cut to what fits.
    pub fn title(&self) -> Option<String> {
        read::title(&self.document).map(|(title, _)| lesson::fitted(&title))
    }
}

/// Reads a Word file for a campaign.
///
/// # Errors
/// When it is none that can be read, which is told, or the machine failed.
pub fn read(
    report: &mut Report,
    sources: &mut Sources,
    campaign: &Campaign,
    path: &Path,
) -> Result<Word, Stop> {
    let fail = |error| Failure::new(say! { vi: "đọc tệp", en: "reading a file" }, path, error);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let english = campaign.first_lang().primary() == "en";
    if fs::metadata(path).map_err(fail)?.len() > refused::LARGEST {
        return Err(Refused::TooLarge.tell(report, sources, &name).into());
    }
    let bytes = fs::read(path).map_err(fail)?;
    match read::document(&bytes, english) {
        Ok(document) => Ok(Word { document, english }),
        Err(refused) => Err(refused.tell(report, sources, &name).into()),
    }
}

/// What a new lesson with the text of a Word file writes, and what is told of it, a line each.
///
/// # Errors
/// When it cannot be, which is told, or the machine failed.
pub fn lesson(
    report: &mut Report,
    root: &Path,
    word: &Word,
    asked: &new::Lesson,
    today: Date,
) -> Result<(Vec<Step>, Vec<Text>), Stop> {
    let mut told = Vec::new();
    let steps = new::lesson_of(report, root, asked, today, |outline| {
        let draft = lesson::fill(&word.document, outline, &asked.title, word.english);
        told = draft.told;
        draft.text
    })?;
    Ok((steps, told))
}
