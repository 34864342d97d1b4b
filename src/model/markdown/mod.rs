//! Blocks as the Markdown that is read as them again, in the way in which a campaign writes its
//! lessons: a paragraph on one line, tables with bars at both ends, our own blocks as fences.
//!
//! What is written depends on the tree alone, so a file that is written back keeps the way in which
//! its author wrapped and indented it only where it is not written anew. Markdown reads a stretch by
//! what is around it, and there are trees that it cannot say, such as two stretches of words that
//! are not one. So the writer is given the reader: a line that would be read as something else is
//! written in another way, and what no way says is refused.

mod escape;
mod fence;
mod inline;
mod kept;
mod named;
mod opening;
mod strays;
mod unfilled;

pub use fence::fenced;
pub use inline::{Context, line};
pub use kept::Kept;
pub use named::named;
pub use opening::{Opening, Opens, bullet, doubled, is_tick, opening};
pub use strays::{
    Words, among, escaped, is_alike, is_box, is_hashed, is_sign, marked, meant, strays, unescaped,
};
pub use unfilled::{Blank, Unfilled, is_among, unfilled};

use super::{
    Block, BlockKind, Inline,
    block::{Align, Item, Row, same_text},
};

/// How many signs are marked as letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Those that would mean something where they stand.
    Needed,
    /// Every sign, which nothing can take for anything else.
    Every,
}

/// No Markdown says this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsayable;

/// What reads a text of the campaign.
pub trait Reads: std::fmt::Debug {
    /// The blocks of a text.
    fn blocks(&self, text: &str) -> Vec<Block>;
    /// The words of a line that opens nothing, whatever it begins with.
    fn line(&self, text: &str) -> Vec<Inline>;
}

/// How blocks are written.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The folder of the file, relative to the campaign, to which pictures are named.
    pub folder: &'a str,
    /// Which signs are marked; where that does not do, more are.
    pub marks: Marks,
    /// What will read it.
    pub reads: &'a dyn Reads,
    /// Backslashes of what was typed, which the tree does not have.
    pub kept: Option<&'a Kept>,
    /// Whether it goes into a fence, where no line may look like the heading of a part.
    pub fenced: bool,
    /// Whether its lines are behind the marks of a list or a quotation.
    pub indented: bool,
}

impl<'a> Style<'a> {
    /// For a file in a folder.
    pub fn new(folder: &'a str, marks: Marks, reads: &'a dyn Reads) -> Self {
        Self { folder, marks, reads, kept: None, fenced: false, indented: false }
    }
}

/// Some blocks, with a blank line between two; every line ends. Nothing of no blocks.
///
/// # Errors
/// When they would be read as others.
pub fn blocks(blocks: &[Block], style: Style<'_>) -> Result<String, Unsayable> {
    let mut out = Vec::new();
    lines(blocks, style, &mut out)?;
    let text: String = out.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    if same_text(&style.reads.blocks(&text), blocks) { Ok(text) } else { Err(Unsayable) }
}

/// The sign before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `-`, `1.`
    Usual,
    /// `*`, `1)`: of the second list in a row, or they would be one.
    Other,
    /// `+`, `1)`: of a list that opens an item, where the others would make a rule.
    Third,
}

/// One block as its lines, without an end of line after the last. The second list in a row
/// has other marks than the first, or they would be one.
///
/// # Errors
/// When a line of it would be read as something else.
pub fn block(
    block: &Block,
    before: Option<&Block>,
    style: Style<'_>,
) -> Result<Vec<String>, Unsayable> {
    Ok(match &block.kind {
        BlockKind::Heading { level, text } => heading(*level, text, style)?,
        BlockKind::Paragraph(text) => split(&line(text, Context::Paragraph, style)?),
        BlockKind::List { start, items } => {
            let other = before.is_some_and(|before| has_usual_marks(before, start.is_some()));
            list(*start, items, if other { Sign::Other } else { Sign::Usual }, style)?
        }
        BlockKind::Table { align, head, rows } => table(align, head, rows, style)?,
        BlockKind::Pairs { yes, no, pairs } => {
            let row = |yes: &[Inline], no: &[Inline]| cells([yes, no], style);
            let mut all = vec![row(yes, no)?, "|---|---|".to_owned()];
            for pair in pairs {
                all.push(row(&pair.yes, &pair.no)?);
            }
            all
        }
        BlockKind::Quote(inner) => quote(Vec::new(), inner, style)?,
        BlockKind::Alert { kind, blocks } => {
            quote(vec![format!("[!{}]", kind.key().to_uppercase())], blocks, style)?
        }
        BlockKind::Code(text) => fence::code(text),
        BlockKind::Rule => vec!["---".to_owned()],
        own => fence::own(own, style)?,
    })
}

fn lines(blocks: &[Block], style: Style<'_>, out: &mut Vec<String>) -> Result<(), Unsayable> {
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
        out.extend(block(one, neighbour, style)?);
        before = Some(one);
    }
    Ok(())
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

fn heading(level: u8, text: &[Inline], style: Style<'_>) -> Result<Vec<String>, Unsayable> {
    let ends_a_line = inline::has_break(text);
    // In a fence, a line with signs looks like the next part, before which the fence was left open.
    let underlined = || {
        let mut lines = split(&line(text, Context::Paragraph, style)?);
        lines.push(if level == 1 { "===" } else { "---" }.to_owned());
        Ok(lines)
    };
    if level <= 2 && (ends_a_line || style.fenced && !style.indented && !text.is_empty()) {
        return underlined();
    }
    let signs = "#".repeat(usize::from(level.clamp(1, 6)));
    match line(text, Context::Heading, style) {
        Ok(words) => Ok(vec![format!("{signs} {words}").trim_end().to_owned()]),
        Err(Unsayable) if level <= 2 => underlined(),
        Err(Unsayable) => Err(Unsayable),
    }
}

/// A number of an item may have nine digits; after the first they say nothing.
const MOST_NUMBER: u64 = 999_999_999;

/// Blocks behind a mark that stands before the first line; the others are indented below it.
fn list(
    start: Option<u64>,
    items: &[Item],
    sign: Sign,
    style: Style<'_>,
) -> Result<Vec<String>, Unsayable> {
    let mut out = Vec::new();
    for (number, item) in (0..).zip(items) {
        let mark = match (start, sign) {
            (Some(start), sign) => {
                let number = start.saturating_add(number).min(MOST_NUMBER);
                format!("{number}{} ", if sign == Sign::Usual { '.' } else { ')' })
            }
            (None, Sign::Usual) => "- ".to_owned(),
            (None, Sign::Other) => "* ".to_owned(),
            (None, Sign::Third) => "+ ".to_owned(),
        };
        let mut inner = item_lines(item, Sign::Usual, style)?;
        // Dashes after a dash are a rule.
        if inner.first().is_some_and(|first| is_rule(&format!("{mark}{first}"))) {
            inner = item_lines(item, Sign::Third, style)?;
        }
        let indent = " ".repeat(mark.len());
        for (at, line) in inner.iter().enumerate() {
            let before = if at == 0 { &mark } else { &indent };
            out.push(match (line.is_empty(), at) {
                (true, 0) => mark.trim_end().to_owned(),
                (true, _) => String::new(),
                (false, _) => format!("{before}{line}"),
            });
        }
    }
    Ok(out)
}

/// Whether a line is a rule: three stars, dashes or low lines.
fn is_rule(line: &str) -> bool {
    let signs: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    let [first, ..] = signs.as_slice() else { return false };
    signs.len() >= 3 && "*-_".contains(*first) && signs.iter().all(|c| c == first)
}

fn item_lines(item: &Item, sign: Sign, style: Style<'_>) -> Result<Vec<String>, Unsayable> {
    let style = Style { indented: true, ..style };
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
        match &one.kind {
            // Dashes after a dash are a rule in its place.
            BlockKind::Rule => inner.push("___".to_owned()),
            BlockKind::List { start, items } if before.is_none() => {
                inner.extend(list(*start, items, sign, style)?);
            }
            _ => inner.extend(block(one, neighbour, style)?),
        }
        before = Some(one);
    }
    if let Some(done) = item.done {
        let tick = format!("[{}]", if done { 'x' } else { ' ' });
        match (item.blocks.first().map(|block| &block.kind), inner.first_mut()) {
            (Some(BlockKind::Paragraph(_)), Some(first)) => *first = format!("{tick} {first}"),
            // What is no words begins on the next line.
            _ => inner.insert(0, tick),
        }
    }
    if inner.is_empty() {
        inner.push(String::new());
    }
    Ok(inner)
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

fn quote(
    opening: Vec<String>,
    inner: &[Block],
    style: Style<'_>,
) -> Result<Vec<String>, Unsayable> {
    let mut within = Vec::new();
    lines(inner, Style { indented: true, ..style }, &mut within)?;
    let mut all = opening;
    all.append(&mut within);
    if all.is_empty() {
        all.push(String::new());
    }
    let quoted = |line: String| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    Ok(all.into_iter().map(quoted).collect())
}

fn table(
    align: &[Align],
    head: &Row,
    rows: &[Row],
    style: Style<'_>,
) -> Result<Vec<String>, Unsayable> {
    let row = |row: &Row| cells(row.cells.iter().map(Vec::as_slice), style);
    let side = |column: usize| match align.get(column) {
        None | Some(Align::Start) => "---|",
        Some(Align::Center) => ":-:|",
        Some(Align::End) => "--:|",
    };
    let dashes: String = (0..head.cells.len()).map(side).collect();
    let mut all = vec![row(head)?, format!("|{dashes}")];
    for one in rows {
        all.push(row(one)?);
    }
    Ok(all)
}

fn cells<'c>(
    cells: impl IntoIterator<Item = &'c [Inline]>,
    style: Style<'_>,
) -> Result<String, Unsayable> {
    let mut out = String::from("|");
    for cell in cells {
        let words = line(cell, Context::Cell, style)?;
        if !words.is_empty() {
            out.push(' ');
            out.push_str(&words);
        }
        out.push_str(" |");
    }
    Ok(out)
}
