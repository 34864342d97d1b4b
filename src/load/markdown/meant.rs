//! What a text means where Markdown reads it otherwise: lists with the dashes of Word, tables without
//! the line under their head, bold beside punctuation, indented lines.
//!
//! The text is parsed, looked at, and read with some bytes in the place of others, until there is
//! nothing more to take. Nothing that a person typed is changed by that: every place that is
//! found leads back to the bytes that were typed.

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, Options};

use super::{
    edited::{Edit, Edited},
    heads, levels, lines, ranges,
    scan::{Seen, scan},
    stars::{self, LETTER},
};
use crate::foreign::markdown::{self, Fault, Read};

/// How often a text is read anew. What is found in the last reading is reported, not taken.
const ROUNDS: usize = 8;

/// Signs that are put beside stars and taken out again: punctuation to Markdown, and none that people
/// type. One that is in the text is left alone.
const BETWEEN: [char; 4] = ['\u{2E2A}', '\u{2E2B}', '\u{2E2C}', '\u{2E2D}'];

/// A text as it is read.
pub struct Meant {
    edited: Edited,
    between: Option<char>,
    options: Options,
}

impl Meant {
    /// Reads a document.
    ///
    /// # Errors
    /// When it cannot be read as Markdown.
    pub fn of(typed: &str, options: Options) -> Result<(Self, Seen), Fault> {
        Self::read(typed, options, None)
    }

    /// Reads a line, whose words begin at a byte of it.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn of_line(typed: &str, start: usize) -> Result<(Self, Seen), Fault> {
        Self::read(typed, Options::empty(), Some(start))
    }

    fn read(typed: &str, options: Options, line: Option<usize>) -> Result<(Self, Seen), Fault> {
        let between = BETWEEN.into_iter().find(|sign| !typed.contains(*sign));
        let mut edits: Vec<Edit> = Vec::new();
        let mut made: BTreeSet<(usize, usize, String)> = BTreeSet::new();
        let mut letters = BTreeSet::new();
        let mut rounds = 0..ROUNDS;
        loop {
            let meant = Self { edited: Edited::new(typed, &edits), between, options };
            let seen = scan(typed, &meant.parse()?.events, &letters);
            let start = line.unwrap_or_default();
            let mut new = Vec::new();
            if rounds.next().is_some() {
                if line.is_none() {
                    new = lines::edits(typed, &seen);
                    new.extend(heads::edits(typed, &seen.heads));
                }
                let is_new =
                    |edit: &Edit| !made.contains(&(edit.at.start, edit.at.end, edit.put.clone()));
                new.retain(is_new);
                if new.is_empty() && line.is_none() {
                    new = levels::edits(typed, &seen.items);
                    new.retain(is_new);
                }
                if new.is_empty() {
                    new = stars::letters(typed, &seen.plain);
                    new.extend(ranges::edits(typed, &seen.plain));
                    new.retain(is_new);
                }
                if new.is_empty()
                    && let Some(between) = between
                {
                    new = stars::edits(typed, start, &seen, between);
                    new.retain(is_new);
                }
                if new.is_empty() {
                    new = stars::blanks(typed, start, &seen);
                    new.retain(is_new);
                }
            }
            if new.is_empty() {
                return Ok((meant, seen));
            }
            let is_letter = |edit: &&Edit| edit.at.is_empty() && edit.put == LETTER;
            letters.extend(new.iter().filter(is_letter).map(|edit| edit.at.start));
            made.extend(new.iter().map(|edit| (edit.at.start, edit.at.end, edit.put.clone())));
            edits.extend(new);
        }
    }

    /// What Markdown makes of it, at the bytes that were typed.
    ///
    /// # Errors
    /// When it cannot be read as Markdown.
    pub fn parse(&self) -> Result<Read<'_>, Fault> {
        let typed = |at| self.edited.typed(at);
        let read =
            markdown::read(&self.edited.text, self.options).map_err(|fault| match fault {
                Fault::Deep(at) => Fault::Deep(typed(at)),
                Fault::Much(at) => Fault::Much(typed(at)),
                Fault::Broken => Fault::Broken,
            })?;
        let bare = |(event, at)| {
            let event = match event {
                Event::Text(words) => Event::Text(self.bare(words)?),
                other => other,
            };
            Some((event, typed(at)))
        };
        let events = read.events.into_iter().filter_map(bare).collect();
        Ok(Read { events, unused: read.unused.into_iter().map(typed).collect() })
    }

    /// Words without the signs that were put between them; nothing if there are no others.
    fn bare<'w>(&self, words: CowStr<'w>) -> Option<CowStr<'w>> {
        let Some(sign) = self.between.filter(|sign| words.contains(*sign)) else {
            return Some(words);
        };
        let bare = words.replace(sign, "");
        (!bare.is_empty()).then(|| CowStr::from(bare))
    }
}
