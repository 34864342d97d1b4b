//! Blocks as the Markdown that is read as them again, in the way in which a campaign writes its
//! lessons: a paragraph on one line, tables with bars at both ends, our own blocks as fences.
//!
//! What is written depends on the tree alone, so a file that is written back keeps the way in which
//! its author wrapped and indented it only where it is not written anew. There are trees that no
//! Markdown says, such as two stretches of code with nothing between them: whoever writes a file
//! reads it again and compares.

mod escape;
mod fence;
mod inline;
mod marked;
mod opening;

pub use fence::fenced;
pub use inline::{Context, line};
pub use marked::marked;
pub use opening::{Opening, Opens, TICKS, opening};

use super::{
    Block, BlockKind, Inline,
    block::{Align, Item, Row},
};

/// How many signs are marked as letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Those that would mean something where they stand.
    Needed,
    /// Every sign, which nothing can take for anything else.
    Every,
}

/// How blocks are written.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The folder of the file, relative to the campaign, to which pictures are named.
    pub folder: &'a str,
    /// Which signs are marked.
    pub marks: Marks,
}

/// Some blocks, with a blank line between two; every line ends. Nothing of no blocks.
pub fn blocks(blocks: &[Block], style: Style<'_>) -> String {
    let mut out = Vec::new();
    lines(blocks, style, &mut out);
    out.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// One block as its lines, without an end of line after the last. The second list in a row
/// has other marks than the first, or they would be one.
pub fn block(block: &Block, before: Option<&Block>, style: Style<'_>) -> Vec<String> {
    match &block.kind {
        BlockKind::Heading { level, text } => heading(*level, text, style),
        BlockKind::Paragraph(text) => split(&line(text, Context::Paragraph, style)),
        BlockKind::List { start, items } => {
            let other = before.is_some_and(|before| has_usual_marks(before, start.is_some()));
            list(*start, items, other, style)
        }
        BlockKind::Table { align, head, rows } => table(align, head, rows, style),
        BlockKind::Pairs { yes, no, pairs } => {
            let row = |yes: &[Inline], no: &[Inline]| cells([yes, no], style);
            let rows = pairs.iter().map(|pair| row(&pair.yes, &pair.no));
            [row(yes, no), "|---|---|".to_owned()].into_iter().chain(rows).collect()
        }
        BlockKind::Quote(inner) => quote(Vec::new(), inner, style),
        BlockKind::Alert { kind, blocks } => {
            quote(vec![format!("[!{}]", kind.key().to_uppercase())], blocks, style)
        }
        BlockKind::Code(text) => fence::code(text),
        BlockKind::Rule => vec!["---".to_owned()],
        own => fence::own(own, style),
    }
}

fn lines(blocks: &[Block], style: Style<'_>, out: &mut Vec<String>) {
    let mut before = None;
    let mut marked = false;
    for one in blocks {
        if !out.is_empty() {
            out.push(String::new());
        }
        // Of three lists in a row the third has the marks of the first.
        let neighbour = before.filter(|_| !marked);
        let is_list = before.is_some_and(|before| joins(before, one));
        marked = is_list && !marked;
        out.extend(block(one, neighbour, style));
        before = Some(one);
    }
}

/// Whether two lists in a row would be read as one.
fn joins(before: &Block, after: &Block) -> bool {
    match (&before.kind, &after.kind) {
        (BlockKind::List { start: one, .. }, BlockKind::List { start: other, .. }) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

fn has_usual_marks(before: &Block, numbered: bool) -> bool {
    matches!(&before.kind, BlockKind::List { start, .. } if start.is_some() == numbered)
}

/// Text as its lines.
fn split(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

fn heading(level: u8, text: &[Inline], style: Style<'_>) -> Vec<String> {
    let ends_a_line = text.iter().any(|inline| inline.kind == super::InlineKind::Break);
    if ends_a_line && level <= 2 {
        let mut lines = split(&line(text, Context::Paragraph, style));
        lines.push(if level == 1 { "===" } else { "---" }.to_owned());
        return lines;
    }
    let signs = "#".repeat(usize::from(level.clamp(1, 6)));
    let words = line(text, Context::Heading, style);
    vec![format!("{signs} {words}").trim_end().to_owned()]
}

/// A number of an item may have nine digits; after the first they say nothing.
const MOST_NUMBER: u64 = 999_999_999;

/// Blocks behind a mark that stands before the first line; the others are indented below it.
fn list(start: Option<u64>, items: &[Item], other: bool, style: Style<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (number, item) in (0..).zip(items) {
        let mark = match start {
            Some(start) => {
                let number = start.saturating_add(number).min(MOST_NUMBER);
                format!("{number}{} ", if other { ')' } else { '.' })
            }
            None => (if other { "* " } else { "- " }).to_owned(),
        };
        let inner = item_lines(item, style);
        let indent = " ".repeat(mark.len());
        for (at, line) in inner.iter().enumerate() {
            let before = if at == 0 { &mark } else { &indent };
            out.push(if line.is_empty() && at > 0 {
                String::new()
            } else {
                format!("{before}{line}")
            });
        }
        if let Some(last) = out.last_mut() {
            last.truncate(last.trim_end().len());
        }
    }
    out
}

fn item_lines(item: &Item, style: Style<'_>) -> Vec<String> {
    let mut inner: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    let mut marked = false;
    for one in &item.blocks {
        if let Some(before) = before
            && !goes_on(before, one)
        {
            inner.push(String::new());
        }
        let neighbour = before.filter(|_| !marked);
        marked = before.is_some_and(|before| joins(before, one)) && !marked;
        match one.kind {
            // Dashes after a dash are a rule in its place.
            BlockKind::Rule => inner.push("___".to_owned()),
            _ => inner.extend(block(one, neighbour, style)),
        }
        before = Some(one);
    }
    if inner.is_empty() {
        inner.push(String::new());
    }
    if let (Some(done), Some(first)) = (item.done, inner.first_mut()) {
        *first = format!("[{}] {first}", if done { 'x' } else { ' ' });
    }
    inner
}

/// Whether a block may follow another within an item without a blank line.
fn goes_on(before: &Block, after: &Block) -> bool {
    let words = matches!(before.kind, BlockKind::Paragraph(_));
    let opens = match &after.kind {
        BlockKind::List { start, items } => {
            start.is_none_or(|start| start == 1)
                && items.first().is_some_and(|item| !item.blocks.is_empty())
        }
        _ => false,
    };
    words && opens
}

fn quote(opening: Vec<String>, inner: &[Block], style: Style<'_>) -> Vec<String> {
    let mut within = Vec::new();
    lines(inner, style, &mut within);
    let mut all = opening;
    all.append(&mut within);
    if all.is_empty() {
        all.push(String::new());
    }
    all.into_iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
}

fn table(align: &[Align], head: &Row, rows: &[Row], style: Style<'_>) -> Vec<String> {
    let row = |row: &Row| cells(row.cells.iter().map(Vec::as_slice), style);
    let side = |column: usize| match align.get(column) {
        None | Some(Align::Start) => "---|",
        Some(Align::Center) => ":-:|",
        Some(Align::End) => "--:|",
    };
    let dashes: String = (0..head.cells.len()).map(side).collect();
    [row(head), format!("|{dashes}")].into_iter().chain(rows.iter().map(row)).collect()
}

fn cells<'c>(cells: impl IntoIterator<Item = &'c [Inline]>, style: Style<'_>) -> String {
    let mut out = String::from("|");
    for cell in cells {
        let words = line(cell, Context::Cell, style);
        if !words.is_empty() {
            out.push(' ');
            out.push_str(&words);
        }
        out.push_str(" |");
    }
    out
}
