//! Blocks as the passages in them: paragraphs, items, cells and answers that a person translates.
//! What lies between them is form: fences, marks, numbers, names of facts, addresses of pictures.

use std::ops::Range;

use crate::{
    load::markdown::{Top, is_rule},
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{Item, Number, Question, Row, Step, extent},
    },
};

/// A stretch of a text, and the stretches in it that can be translated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// What it is: two pieces of one kind can stand for each other.
    pub kind: String,
    /// Its bytes, without blanks at the ends.
    pub at: Range<usize>,
    /// The bytes of its words, if it is one stretch of them.
    pub words: Option<Range<usize>>,
    /// The pieces in it, in order.
    pub inner: Vec<Piece>,
    /// For a heading that opens a part: the name of the part.
    pub opens: Option<String>,
}

impl Piece {
    fn new(kind: impl Into<String>, at: Range<usize>) -> Self {
        Self { kind: kind.into(), at, words: None, inner: Vec::new(), opens: None }
    }

    /// Whether it holds words, itself or in its pieces.
    pub fn has_words(&self) -> bool {
        self.words.is_some() || self.inner.iter().any(Self::has_words)
    }

    /// Its form with its words in it, whatever stands around it: `words` gives those of a stretch.
    pub fn shape(&self, words: &impl Fn(&Self) -> String) -> Shape {
        Shape {
            kind: self.kind.clone(),
            words: self.words.as_ref().map(|_| words(self)),
            inner: self.inner.iter().map(|piece| piece.shape(words)).collect(),
        }
    }

    /// Calls `visit` for every stretch of words, in order.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        if self.words.is_some() {
            visit(self);
        }
        self.inner.iter().for_each(|piece| piece.each(visit));
    }
}

/// A text as the form of its passages and the words in them, without places: two texts of one shape
/// are read as the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// See [`Piece::kind`].
    pub kind: String,
    /// What it says, if it is one stretch of words.
    pub words: Option<String>,
    /// What is in it.
    pub inner: Vec<Shape>,
}

impl Shape {
    /// An item of which one stretch of words is left is that stretch.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if self.kind == "item"
            && let [only] = self.inner.as_slice()
            && only.words.is_some()
            && only.kind != "picture"
        {
            self.words.clone_from(&only.words);
            self.inner.clear();
        }
        self
    }
}

/// The passages of a block at the top of a file.
pub fn of_top(text: &str, top: &Top) -> Piece {
    let mut piece = of_block(text, &top.block);
    if let BlockKind::Heading { level: 1 | 2, .. } = top.block.kind {
        piece.opens.clone_from(&top.id);
    }
    if let Some(short) = &top.short {
        piece.kind.clone_from(short);
    }
    piece
}

fn of_block(text: &str, block: &Block) -> Piece {
    let at = block.span.range();
    let mut piece = Piece::new("other", at.clone());
    let within = |blocks: &[Block]| blocks.iter().map(|block| of_block(text, block)).collect();
    let (kind, inner): (String, Vec<Piece>) = match &block.kind {
        BlockKind::Heading { text, .. } => {
            piece.words = words(text);
            ("heading".to_owned(), Vec::new())
        }
        BlockKind::Paragraph(line) => {
            let alone =
                matches!(line.as_slice(), [Inline { kind: InlineKind::Picture { .. }, .. }]);
            piece.words = if alone { alternative(text, at) } else { words(line) };
            (if alone { "picture" } else { "paragraph" }.to_owned(), Vec::new())
        }
        BlockKind::List { start, items } => {
            let kind = if start.is_some() { "numbered" } else { "list" };
            (kind.to_owned(), items.iter().map(|item| of_item(text, item)).collect())
        }
        BlockKind::Table { head, rows, .. } => {
            let mut all = vec![of_row("head", head)];
            all.extend(line_after(text, head.span.range().end));
            all.extend(rows.iter().map(|row| of_row("row", row)));
            ("table".to_owned(), all)
        }
        BlockKind::Quote(inner) => ("quote".to_owned(), within(inner)),
        BlockKind::Alert { kind, blocks } => (format!("quote {}", kind.key()), within(blocks)),
        BlockKind::Code(_) => ("code".to_owned(), Vec::new()),
        // Only a lesson makes pairs of a table, and this is what is read before.
        BlockKind::Rule | BlockKind::Pairs { .. } => ("other".to_owned(), Vec::new()),
        BlockKind::Steps(steps) => ("```steps".to_owned(), steps.iter().map(of_step).collect()),
        BlockKind::Numbers(all) => ("```numbers".to_owned(), all.iter().map(of_number).collect()),
        BlockKind::Hazards { unknown } => ("```hazards".to_owned(), within(unknown)),
        BlockKind::Contacts { unknown, .. } => ("```contacts".to_owned(), within(unknown)),
        BlockKind::WhenHazards(inner) => ("```when".to_owned(), within(inner)),
        BlockKind::Quiz(questions) => {
            ("```quiz".to_owned(), questions.iter().map(|one| of_question(text, one)).collect())
        }
        BlockKind::Protocol { .. } => ("```protocol".to_owned(), Vec::new()),
    };
    Piece { kind, inner, ..piece }
}

/// The bytes of the words of a line.
fn words(line: &[Inline]) -> Option<Range<usize>> {
    extent(line).map(crate::diag::Span::range)
}

/// The bytes of the alternative text of a picture, if it has one.
fn alternative(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let typed = text.get(range.clone()).unwrap_or_default();
    let end = ["](", "]["].into_iter().filter_map(|end| typed.rfind(end)).max();
    let alt = typed.get(..end.unwrap_or(typed.len().saturating_sub(1)))?.strip_prefix("![")?;
    let start = range.start + "![".len();
    (!alt.is_empty()).then_some(start..start + alt.len())
}

/// An item of a list: one stretch of words, or blocks.
fn of_item(text: &str, item: &Item) -> Piece {
    let mut piece = Piece::new("item", item.span.range());
    piece.inner = item.blocks.iter().map(|block| of_block(text, block)).collect();
    // One stretch of words is the item itself.
    if let [only] = piece.inner.as_slice()
        && only.words.is_some()
        && only.kind != "picture"
    {
        piece.words.clone_from(&only.words);
        piece.inner.clear();
    }
    piece
}

fn of_step(step: &Step) -> Piece {
    let mut piece = Piece::new("item", step.span.range());
    // The stars of the command stand around its words.
    let lead = words(&step.lead).map(|lead| lead.start.saturating_sub(2)..lead.end + 2);
    let body = words(&step.body);
    piece.words = lead.map(|lead| lead.start..body.map_or(lead.end, |body| body.end.max(lead.end)));
    piece
}

/// A row of a table. A cell without words is no passage, and no place to put any.
fn of_row(kind: &str, row: &Row) -> Piece {
    let mut piece = Piece::new(kind, row.span.range());
    for cell in row.cells.iter().filter_map(|cell| words(cell)) {
        let mut inner = Piece::new("cell", cell.clone());
        inner.words = Some(cell);
        piece.inner.push(inner);
    }
    piece
}

/// The line of dashes under the head of a table, if it has one.
fn line_after(text: &str, end: usize) -> Option<Piece> {
    let rest = text.get(end..)?;
    // In a quotation the marks of it are before the line.
    let start =
        end + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len());
    let line = text.get(start..)?.lines().next()?;
    if !is_rule(line) {
        return None;
    }
    Some(Piece::new("dashes", start..start + line.trim_end().len()))
}

fn of_number(number: &Number) -> Piece {
    let mut piece = Piece::new(format!("number {}", number.fact), number.span.range());
    piece.words = words(&number.situation);
    piece
}

fn of_question(text: &str, question: &Question) -> Piece {
    let mut piece = Piece::new("asked", question.span.range());
    let mut add = |kind: &str, line: &[Inline]| {
        let Some(words) = words(line) else { return };
        let mut inner = Piece::new(kind, line_around(text, words.clone()));
        inner.words = Some(words);
        piece.inner.push(inner);
    };
    add("question", &question.text);
    for answer in &question.answers {
        add(if answer.right { "right" } else { "wrong" }, &answer.text);
    }
    let lines = question.explanation.split(|inline| inline.kind == InlineKind::Break);
    lines.for_each(|line| add("because", line));
    piece.inner.sort_by_key(|inner| inner.at.start);
    piece
}

/// The line in which some words stand, without blanks at its ends.
fn line_around(text: &str, words: Range<usize>) -> Range<usize> {
    let before = text.get(..words.start).unwrap_or_default();
    let after = text.get(words.end..).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    words.start - line.trim_start().len()..words.end + rest.trim_end().len()
}
