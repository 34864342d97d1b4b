//! A change of a text, spliced into its file: other blocks in the place of one, other words in the
//! place of a line, Markdown as somebody typed it in the place of a block or beside it. All other bytes
//! stay.
//!
//! What is written is read again and compared with the tree that was meant, since Markdown reads a
//! stretch by what stands around it: two lists in a row become one, stars beside stars are read
//! in one fixed order. What does not come out as it was meant is never given back.

#[cfg(test)]
mod tests;
mod tree;

use std::ops::Range;

use tree::Tree;

use crate::{
    diag::Span,
    load::markdown::Reads,
    model::{
        Block, Inline,
        markdown::{self, Context, Kept, Marks, Style},
    },
};

/// A change of one block or one line of a file, which is named by its place.
#[derive(Debug, Clone)]
pub enum Change {
    /// Other blocks in the place of one; without any, it goes.
    Block {
        /// The place of the block.
        at: Span,
        /// What shall stand there.
        new: Vec<Block>,
    },
    /// Other words in the place of a line: of a heading, a paragraph, a cell, a number to call, a
    /// question or an answer.
    Line {
        /// The place of the words, from the first to the last.
        at: Span,
        /// What shall stand there.
        new: Vec<Inline>,
    },
    /// Markdown as it was typed: what it says alone, it says there too.
    Typed {
        /// Where it shall stand.
        place: Position,
        /// One block or more.
        typed: String,
    },
}

/// A place at a block at the top of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// In its place.
    Of(Span),
    /// Above it, after what other changes put there.
    Before(Span),
    /// Below it, after what other changes put there.
    After(Span),
}

impl Position {
    fn range(self) -> Range<usize> {
        match self {
            Self::Of(at) => at.range(),
            Self::Before(at) => at.range().start..at.range().start,
            Self::After(at) => at.range().end..at.range().end,
        }
    }
}

impl Change {
    fn at(&self) -> Range<usize> {
        match self {
            Self::Block { at, .. } | Self::Line { at, .. } => at.range(),
            Self::Typed { place, .. } => place.range(),
        }
    }

    /// Whether it takes the place of nothing.
    fn is_beside(&self) -> bool {
        matches!(self, Self::Typed { place: Position::Before(_) | Position::After(_), .. })
    }
}

/// Nothing stands in that place, two changes are of one place, or no Markdown says what was meant.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclear;

/// A file of Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its text, without a byte order mark.
    pub text: &'a str,
    /// Where its Markdown begins, after the front matter.
    pub offset: usize,
    /// Its folder, relative to the campaign.
    pub folder: &'a str,
}

/// The text with some changes. Places are those of what is read of it by
/// [`markdown::blocks`](crate::load::markdown::blocks).
///
/// # Errors
/// When a change cannot be made so that nothing else is read otherwise.
pub fn spliced(source: Source<'_>, changes: &[Change]) -> Result<String, Unclear> {
    let old = Tree::read(source);
    let mut meant = old.clone();
    let mut changed: Vec<&Change> = Vec::new();
    // What stands beside a block finds it only as long as it is there.
    let (beside, within): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.is_beside());
    for change in beside.into_iter().chain(within) {
        if meant.change(change, source.folder)? {
            changed.push(change);
        }
    }
    changed.sort_by_key(|change| (change.at().start, change.at().end));
    let apart = changed.windows(2).all(|pair| match pair {
        [one, other] => one.at().end <= other.at().start,
        _ => true,
    });
    if !apart {
        return Err(Unclear);
    }
    let reads = Reads { folder: source.folder };
    // Signs are marked where they must be, lists have the usual marks, and what was typed stays so; if
    // that is read as something else, the other way round.
    for marks in [Marks::Needed, Marks::Every] {
        for other in [false, true] {
            let style = Style::new(source.folder, marks, &reads);
            let written = written(source.text, &old, &changed, style, other);
            let Some(text) = written else { continue };
            if meant.same(&Tree::read(Source { text: &text, ..source })) {
                return Ok(text);
            }
        }
    }
    Err(Unclear)
}

fn written(
    text: &str,
    tree: &Tree,
    changes: &[&Change],
    style: Style<'_>,
    other: bool,
) -> Option<String> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for change in changes {
        let at = change.at();
        let kept = Kept::of(match change {
            Change::Typed { typed, .. } => typed,
            Change::Block { .. } | Change::Line { .. } => text.get(at.clone()).unwrap_or_default(),
        });
        let style = Style { kept: Some(&kept), ..style };
        let (range, lines) = match change {
            Change::Block { new, .. } if new.is_empty() => (without(text, at), Vec::new()),
            Change::Block { at, new } => (at.range(), tree.lines(*at, new, style, other).ok()?),
            Change::Line { at, new } => {
                let context = tree.context(*at)?;
                let words = markdown::line(new, context, style).ok()?;
                let several = context != Context::Paragraph && words.contains('\n');
                if several || words.is_empty() {
                    return None;
                }
                (at.range(), words.split('\n').map(str::to_owned).collect())
            }
            Change::Typed { place, typed } => {
                let lines = tree::typed(typed, style, other).ok()?;
                (around(text, *place), lines)
            }
        };
        let [above, below] = match change {
            Change::Typed { place: Position::Before(_), .. } => [0, 2],
            Change::Typed { place: Position::After(_), .. } => [2, 0],
            Change::Typed { .. } | Change::Block { .. } | Change::Line { .. } => [0, 0],
        };
        // What stands beside a block at the top has nothing before its lines.
        let prefix = if above + below > 0 { String::new() } else { prefix(text, range.start) };
        // Two blocks that go have one gap between them, which goes once.
        out.push_str(text.get(done..range.start.max(done))?);
        done = range.end.max(done);
        out.push_str(&ending.repeat(above));
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                out.push_str(ending);
                out.push_str(if line.is_empty() { prefix.trim_end() } else { &prefix });
            }
            out.push_str(line);
        }
        out.push_str(&ending.repeat(below));
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// The bytes that give way to what is typed at a place: beside a block none, at the border of its lines.
fn around(text: &str, place: Position) -> Range<usize> {
    let at = place.range();
    match place {
        Position::Of(_) => at,
        Position::Before(_) => {
            let before = text.get(..at.start).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            start..start
        }
        Position::After(_) => {
            let after = text.get(at.end..).unwrap_or_default();
            let line = after.find('\n').map_or(after, |end| after.get(..end).unwrap_or_default());
            let end = at.end + line.trim_end_matches('\r').len();
            end..end
        }
    }
}

/// What stands before the further lines of what begins at a place: the marks of quotations, and
/// blanks as wide as the marks of lists.
fn prefix(text: &str, start: usize) -> String {
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
}

/// The bytes of a block that goes, with the blank lines that parted it from the one before; from the
/// next, if it is the first.
fn without(text: &str, at: Range<usize>) -> Range<usize> {
    let blank = |line: &&str| line.trim_matches([' ', '\t', '\r', '\n', '>']).is_empty();
    let (before, after) =
        (text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default());
    let line = before.rsplit('\n').next().unwrap_or_default();
    if !blank(&line) {
        // Behind the mark of an item the mark stays.
        return at;
    }
    let start = at.start - line.len();
    let mut rest = after.split_inclusive('\n');
    let end = at.end + rest.next().filter(blank).map_or(0, str::len);
    let above = text.get(..start).unwrap_or_default().split_inclusive('\n').rev();
    let gap: usize = above.take_while(blank).map(str::len).sum();
    if gap > 0 {
        return start - gap..end;
    }
    start..end + rest.take_while(blank).map(str::len).sum::<usize>()
}
