//! Lines as plain text, with the way back to their places.

use std::{borrow::Cow, ops::Range};

use super::{Inline, InlineKind};
use crate::diag::Span;

/// The words of a line without any markup; fields and facts are left out, and so is where a link
/// leads.
pub fn plain(line: &[Inline]) -> String {
    Line::of(line, |_| None).text
}

/// A line as plain text that knows where its letters stand in the file.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The text.
    pub text: String,
    /// For each stretch, its bytes in the text and its place.
    pieces: Vec<(Range<usize>, Span)>,
}

impl Line {
    /// The words of a line. `value` gives what stands for a field, a fact, or anything else that has
    /// other words than its own here. Every reader of words goes through here: search, messages and
    /// sheets as well as the rules.
    pub fn of<'v>(line: &[Inline], value: impl Fn(&InlineKind) -> Option<Cow<'v, str>>) -> Self {
        let mut all = Self::default();
        all.add(line, &value);
        all
    }

    /// Words that stand in the file as they are, on one line.
    pub fn at(words: &str, span: Span) -> Self {
        let mut line = Self::default();
        line.push(words, span);
        line
    }

    /// The place of some bytes of the text. Where the file has the words in another spelling, with
    /// marks in them or over several lines, it is that of the whole stretch.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        // A line may have thousands of stretches, and a rule may ask for each.
        let first = self.pieces.partition_point(|(at, _)| at.end <= range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let within = |at: &&(Range<usize>, Span)| at.0.start < range.end;
        let mut found = pieces.iter().take_while(within).map(|(at, span)| {
            let as_typed = at.len() == span.range().len();
            if !as_typed {
                return *span;
            }
            let (start, end) = (range.start.max(at.start), range.end.min(at.end));
            let moved = |byte: usize| span.range().start + (byte - at.start);
            Span::new(span.file, moved(start)..moved(end))
        });
        let first = found.next()?;
        Some(found.fold(first, |all, span| Span {
            start: all.start.min(span.start),
            end: all.end.max(span.end),
            ..all
        }))
    }

    fn add<'v>(&mut self, line: &[Inline], value: &impl Fn(&InlineKind) -> Option<Cow<'v, str>>) {
        for inline in line {
            if let Some(words) = value(&inline.kind) {
                self.push(&words, inline.span);
                continue;
            }
            match &inline.kind {
                InlineKind::Text(words) => self.push(words, inline.span),
                InlineKind::Code(words) | InlineKind::Picture { alt: words, .. } => {
                    self.push(words, inline.span);
                }
                InlineKind::Break => self.push(" ", inline.span),
                InlineKind::Strong(inner)
                | InlineKind::Emphasis(inner)
                | InlineKind::Link { text: inner, .. } => self.add(inner, value),
                InlineKind::Field(_) | InlineKind::Fact(_) => {}
            }
        }
    }

    fn push(&mut self, words: &str, span: Span) {
        if !words.is_empty() {
            let start = self.text.len();
            self.text.push_str(words);
            self.pieces.push((start..self.text.len(), span));
        }
    }
}
