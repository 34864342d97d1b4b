//! Running text.

use super::{
    Marks, Style, Unsayable,
    escape::{self, Around},
};
use crate::model::{
    BlockKind, Inline, InlineKind,
    block::{Target, same_line, walk},
    fold::is_unspaced,
};

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
///
/// # Errors
/// When it would be read as another one, however it is written.
pub fn line(inlines: &[Inline], context: Context, style: Style<'_>) -> Result<String, Unsayable> {
    if inlines.is_empty() {
        return Ok(String::new());
    }
    let marks: &[Marks] = match style.marks {
        Marks::Needed => &[Marks::Needed, Marks::Every],
        Marks::Every => &[Marks::Every],
    };
    // Two lines with bars may be the head of a table, but no bar within code can be marked.
    let bars: &[bool] = match context {
        Context::Cell => &[true],
        Context::Paragraph | Context::Heading if has_break(inlines) => &[true, false],
        Context::Paragraph | Context::Heading | Context::Line => &[false],
    };
    let ways = Way::all(ways_of(inlines), bars, context);
    let mut written = marks.iter().flat_map(|marks| {
        let style = Style { marks: *marks, ..style };
        ways.iter().map(move |way| written(inlines, context, style, *way))
    });
    written.find(|text| is_read_as(text, inlines, context, style)).ok_or(Unsayable)
}

/// Stretches of more than so many that are bold or emphasised are written in the usual way.
const MOST_MARKED: u32 = 6;

/// Whether a line must end somewhere in a line.
pub fn has_break(inlines: &[Inline]) -> bool {
    let mut found = false;
    walk(inlines, &mut |inline| found |= inline.kind == InlineKind::Break);
    found
}

/// How many ways there are to put stars or low lines around what is bold or emphasised.
fn ways_of(inlines: &[Inline]) -> u32 {
    let mut marked = 0;
    walk(inlines, &mut |inline| {
        marked += u32::from(is_marked(inline));
    });
    if marked == 0 { 0 } else { 1 << marked.min(MOST_MARKED) }
}

/// Whether what is written of a line is read as that line where it is.
fn is_read_as(text: &str, inlines: &[Inline], context: Context, style: Style<'_>) -> bool {
    let alone = |text: &str| {
        let mut blocks = style.reads.blocks(text);
        blocks.pop().filter(|_| blocks.is_empty()).map(|block| block.kind)
    };
    let read = match context {
        Context::Line => Some(style.reads.line(text)),
        Context::Paragraph => match alone(text) {
            Some(BlockKind::Paragraph(line)) => Some(line),
            _ => None,
        },
        Context::Heading => match alone(&format!("### {text}")) {
            Some(BlockKind::Heading { level: 3, text }) => Some(text),
            _ => None,
        },
        Context::Cell => match alone(&format!("| {text} |\n|---|")) {
            Some(BlockKind::Table { head, rows, .. }) if rows.is_empty() => {
                <[_; 1]>::try_from(head.cells).ok().map(|[cell]| cell)
            }
            _ => None,
        },
    };
    read.is_some_and(|read| same_line(&read, inlines))
}

/// One way to write a line.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Bit by bit, whether low lines are around what is bold or emphasised; nothing for what looks
    /// right.
    low_lines: Option<u32>,
    /// Whether stars in words that touch it are not marked: of three stars in a row one may be such.
    bare: bool,
    /// Whether bars are marked.
    bars: bool,
    /// Whether words are parted into lines at their last blanks: no field is looked for beyond a line.
    wrapped: bool,
}

impl Way {
    /// Every way, the usual one first.
    fn all(signs: u32, bars: &[bool], context: Context) -> Vec<Self> {
        let mut all = Vec::new();
        let wrapped = if context == Context::Paragraph { &[false, true][..] } else { &[false] };
        for low_lines in std::iter::once(None).chain((0..signs).map(Some)) {
            let bare = if low_lines.is_some() { &[false, true][..] } else { &[false] };
            for bare in bare {
                for bars in bars {
                    let way = |wrapped: &bool| Self {
                        low_lines,
                        bare: *bare,
                        bars: *bars,
                        wrapped: *wrapped,
                    };
                    all.extend(wrapped.iter().map(way));
                }
            }
        }
        all
    }
}

fn written(inlines: &[Inline], context: Context, style: Style<'_>, way: Way) -> String {
    let mut writer = Writer { out: String::new(), style, link: false, way, marked: 0 };
    writer.line(inlines, Ends { start: true, end: true, before: None, after: None });
    let text = writer.out;
    match context {
        Context::Line => text,
        Context::Cell => escape::sign(text),
        Context::Heading => escape::heading_end(&escape::sign(text)),
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
    link: bool,
    way: Way,
    /// How many were bold or emphasised so far.
    marked: u32,
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
            if let (InlineKind::Text(words), true) = (&inline.kind, self.way.bare) {
                let touched = [before, after].map(|other| other.is_some_and(is_marked));
                self.bare(words, here, field, touched);
                continue;
            }
            let at = self.out.len();
            self.inline(inline, here, field);
            if before.is_some_and(is_emphasis) {
                self.part(at);
            }
        }
    }

    /// A letter at a place by its number: right behind one, and before one, a star is no mark.
    fn part(&mut self, at: usize) {
        let letter = self.out.get(at..).and_then(|text| text.chars().next());
        let letter = letter.filter(|c| c.is_alphanumeric() && !is_unspaced(*c));
        if let Some(letter) = letter {
            self.out.replace_range(at..at + letter.len_utf8(), &escape::number(letter));
        }
    }

    /// Words whose stars are not marked where something bold or emphasised is before or after them.
    fn bare(&mut self, words: &str, ends: Ends, field: bool, [before, after]: [bool; 2]) {
        let rest = if before { words.trim_start_matches('*') } else { words };
        let inner = if after { rest.trim_end_matches('*') } else { rest };
        let lead = words.len() - rest.len();
        let trail = rest.len() - inner.len();
        self.out.push_str(&"*".repeat(lead));
        let around = Around {
            before: if lead > 0 { Some('*') } else { ends.before },
            after: if trail > 0 { Some('*') } else { ends.after },
            field: field && trail == 0,
            link: self.link,
            bars: self.way.bars,
            kept: self.style.kept,
        };
        let kept = escape::words(inner, around, self.style.marks);
        let (start, end) = (ends.start && lead == 0, ends.end && trail == 0);
        self.out.push_str(&escape::ends(&kept, start, end));
        self.out.push_str(&"*".repeat(trail));
    }

    fn inline(&mut self, inline: &Inline, ends: Ends, field: bool) {
        match &inline.kind {
            InlineKind::Text(words) => {
                let around = Around {
                    before: ends.before,
                    after: ends.after,
                    field,
                    link: self.link,
                    bars: self.way.bars,
                    kept: self.style.kept,
                };
                let kept = escape::words(words, around, self.style.marks);
                let mut kept = escape::ends(&kept, ends.start, ends.end);
                if let Some(at) = kept.rfind(' ').filter(|_| self.way.wrapped) {
                    kept.replace_range(at..=at, "\n");
                }
                self.out.push_str(&kept);
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
                self.out.push_str(&escape::target(&pieces, self.way.bars));
                self.out.push(')');
            }
            InlineKind::Picture { path, alt } => {
                let (bars, kept) = (self.way.bars, self.style.kept);
                let around = Around { link: true, bars, kept, ..Around::default() };
                let alt = escape::words(alt, around, self.style.marks);
                let path = escape::target(&[(self.beside(path), false)], self.way.bars);
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
        let low = match self.way.low_lines.filter(|_| self.marked < MOST_MARKED) {
            Some(low_lines) => low_lines >> self.marked & 1 == 1,
            None => touches && !word,
        };
        self.marked += 1;
        if many == 1
            && let Some(last) = self.out.chars().next_back()
        {
            self.part(self.out.len() - last.len_utf8());
        }
        let mark = if low { "_" } else { "*" }.repeat(many);
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
        let text = if self.way.bars { text.replace('|', "\\|") } else { text.to_owned() };
        self.out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    /// A file of the campaign as it is named beside the text.
    fn beside(&self, path: &str) -> String {
        let name = path.strip_prefix(self.style.folder).and_then(|rest| rest.strip_prefix('/'));
        name.unwrap_or(path).to_owned()
    }
}

fn is_emphasis(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Emphasis(_))
}

fn is_marked(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Strong(_) | InlineKind::Emphasis(_))
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
