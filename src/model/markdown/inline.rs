//! Running text.

use super::{
    Style,
    escape::{self, Around},
};
use crate::model::{Inline, InlineKind, block::Target};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// By itself, as one or more lines of a block.
    Paragraph,
    /// In a heading, on one line.
    Heading,
    /// In a cell of a table, on one line.
    Cell,
    /// After a mark of ours, on one line that opens nothing: a number to call, an answer.
    Line,
}

/// A line of running text. Where a line must end there is `\` and a new line.
pub fn line(inlines: &[Inline], context: Context, style: Style<'_>) -> String {
    let breaks = inlines.iter().any(|inline| inline.kind == InlineKind::Break);
    let bars = context == Context::Cell || breaks;
    let mut writer = Writer { out: String::new(), style, bars, link: false };
    writer.line(inlines, Ends { start: true, end: true, before: None, after: None });
    let text = writer.out;
    match context {
        Context::Cell | Context::Line => text,
        Context::Heading => escape::heading_end(&text),
        Context::Paragraph => {
            let lines: Vec<String> = text.split('\n').map(escape::start).collect();
            lines.join("\n")
        }
    }
}

/// What stands at the ends of a stretch.
#[derive(Debug, Clone, Copy)]
struct Ends {
    /// Whether blanks at its start would be lost.
    start: bool,
    /// Whether blanks at its end would be lost.
    end: bool,
    before: Option<char>,
    after: Option<char>,
}

struct Writer<'s> {
    out: String,
    style: Style<'s>,
    bars: bool,
    link: bool,
}

impl Writer<'_> {
    fn line(&mut self, inlines: &[Inline], ends: Ends) {
        for (at, inline) in inlines.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| inlines.get(at));
            let after = inlines.get(at + 1);
            let is_break = |other: &Inline| other.kind == InlineKind::Break;
            let here = Ends {
                start: before.map_or(ends.start, is_break),
                end: after.map_or(ends.end, is_break),
                before: before.map_or(ends.before, |_| self.out.chars().next_back()),
                after: after.map_or(ends.after, |after| Some(first(after))),
            };
            let field = after.is_some_and(|after| {
                matches!(after.kind, InlineKind::Field(_) | InlineKind::Fact(_))
            });
            self.inline(inline, here, field);
        }
    }

    fn inline(&mut self, inline: &Inline, ends: Ends, field: bool) {
        match &inline.kind {
            InlineKind::Text(words) => {
                let around = Around {
                    before: ends.before,
                    after: ends.after,
                    field,
                    link: self.link,
                    bars: self.bars,
                };
                let kept = escape::words(words, around, self.style.marks);
                self.out.push_str(&escape::ends(&kept, ends.start, ends.end));
            }
            InlineKind::Strong(inner) => self.marked(2, inner, ends),
            InlineKind::Emphasis(inner) => self.marked(1, inner, ends),
            InlineKind::Code(text) => self.code(text),
            InlineKind::Link { target, text } => {
                let pieces = match target {
                    Target::Lesson(id) => vec![(format!("lesson:{id}"), false)],
                    Target::File(path) => vec![(self.beside(path), false)],
                    Target::Address(pieces) => pieces.iter().map(address).collect(),
                };
                let outer = std::mem::replace(&mut self.link, true);
                self.out.push('[');
                let inner = Ends { start: false, end: false, before: Some('['), after: Some(']') };
                self.line(text, inner);
                self.link = outer;
                self.out.push_str("](");
                self.out.push_str(&escape::target(&pieces, self.bars));
                self.out.push(')');
            }
            InlineKind::Picture { path, alt } => {
                let around = Around { link: true, bars: self.bars, ..Around::default() };
                let alt = escape::words(alt, around, self.style.marks);
                let path = escape::target(&[(self.beside(path), false)], self.bars);
                self.out.push_str(&format!("![{alt}]({path})"));
            }
            InlineKind::Break => self.out.push_str("\\\n"),
            InlineKind::Field(field) => self.out.push_str(&format!("[[ {} ]]", field.path())),
            InlineKind::Fact(id) => self.out.push_str(&format!("[[ fact.{id} ]]")),
        }
    }

    /// Bold or emphasis: between stars, and between low lines where stars would run together.
    fn marked(&mut self, many: usize, inner: &[Inline], ends: Ends) {
        let touches = self.out.ends_with('*') && !self.out.ends_with("\\*");
        let word = ends.after.is_some_and(char::is_alphanumeric);
        let mark = if touches && !word { "_" } else { "*" }.repeat(many);
        self.out.push_str(&mark);
        let sign = mark.chars().next();
        self.line(inner, Ends { start: true, end: true, before: sign, after: sign });
        self.out.push_str(&mark);
    }

    fn code(&mut self, text: &str) {
        let runs = text.split(|c| c != '`').map(str::len);
        let most: Vec<usize> = runs.filter(|run| *run > 0).collect();
        let fence = (1..=most.len() + 1).find(|long| !most.contains(long)).unwrap_or(1);
        let fence = "`".repeat(fence);
        let blank = |c: char| c == ' ';
        let padded = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(blank)
                && text.ends_with(blank)
                && !text.trim_matches(blank).is_empty());
        let pad = if padded { " " } else { "" };
        let text = if self.bars { text.replace('|', "\\|") } else { text.to_owned() };
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    /// A file of the campaign as it is named beside the text.
    fn beside(&self, path: &str) -> String {
        let name = path.strip_prefix(self.style.folder).and_then(|rest| rest.strip_prefix('/'));
        name.unwrap_or(path).to_owned()
    }
}

/// A stretch of an address, and whether it is a field.
fn address(piece: &Inline) -> (String, bool) {
    match &piece.kind {
        InlineKind::Text(words) | InlineKind::Code(words) => (words.clone(), false),
        InlineKind::Field(field) => (format!("[[ {} ]]", field.path()), true),
        InlineKind::Fact(id) => (format!("[[ fact.{id} ]]"), true),
        InlineKind::Strong(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Link { .. }
        | InlineKind::Picture { .. }
        | InlineKind::Break => (String::new(), false),
    }
}

/// The first letter of what is written of a stretch.
fn first(inline: &Inline) -> char {
    match &inline.kind {
        InlineKind::Text(words) => words.chars().next().unwrap_or(' '),
        InlineKind::Strong(_) | InlineKind::Emphasis(_) => '*',
        InlineKind::Code(_) => '`',
        InlineKind::Link { .. } => '[',
        InlineKind::Picture { .. } => '!',
        InlineKind::Break => '\\',
        // A field is a word to Markdown.
        InlineKind::Field(_) | InlineKind::Fact(_) => 'x',
    }
}
