//! What a parser of Markdown made of a text, as far as the text may mean something else: its lines
//! of words, the words themselves, bold and emphasis, and what it took for code.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::inlines::is_inline;
use crate::model::markdown::{Opens, opening};

/// A line of a paragraph.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its bytes, without the marks of what it is in and the blanks at its end.
    pub at: Range<usize>,
    /// Whether it begins with words that mean nothing to Markdown.
    pub words: bool,
    /// Whether these words are in no bold, emphasis or link.
    pub plain: bool,
    /// Whether it goes on where the line before it ends.
    pub soft: bool,
}

/// A paragraph, or the first words of an item.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    pub lines: Vec<Line>,
    /// Whether it opens an item.
    pub item: bool,
    /// The number of that item, if it has one.
    pub number: Option<u64>,
    /// Whether an item of its list up to this one can be ticked.
    pub boxed: bool,
}

/// Words that are shown as they were typed.
#[derive(Debug, Clone)]
pub struct Plain {
    pub at: Range<usize>,
    /// The paragraph, heading or cell that they are in.
    pub host: usize,
    /// The innermost stretch that they are in: the host, or bold, emphasis or a link in it.
    pub holder: usize,
    /// Whether a backslash is before the first of them, typed or put there to be read.
    pub escaped: bool,
    /// Whether it was typed.
    pub kept: bool,
    /// Whether it is a letter that is written by its name or number.
    pub entity: bool,
}

/// Bold or emphasis.
#[derive(Debug, Clone)]
pub struct Marked {
    pub at: Range<usize>,
    /// How many stars or low lines are at each end.
    pub signs: usize,
    /// Whether it is in another of its kind, or another one in it.
    pub doubled: bool,
}

/// A fenced block.
#[derive(Debug, Clone)]
pub struct Fenced {
    pub at: Range<usize>,
    /// Its lines, from the one after its opening.
    pub inner: Range<usize>,
}

/// A line that opens or closes a block with a name, or something that looks like it.
#[derive(Debug, Clone)]
pub enum Fence {
    /// A line of words.
    Line(Range<usize>),
    /// A block.
    Block(Fenced),
}

/// What is of interest in a text.
#[derive(Debug, Default)]
pub struct Seen {
    pub paragraphs: Vec<Paragraph>,
    pub plain: Vec<Plain>,
    pub marked: Vec<Marked>,
    /// Where each line begins that is code because it is indented.
    pub indented: Vec<usize>,
    pub fences: Vec<Fence>,
    /// Where each item begins and ends, and how many lists it is in.
    pub items: Vec<(Range<usize>, usize)>,
    /// The first number of each list that is printed as another one, and that one.
    pub numbers: Vec<(Range<usize>, u64)>,
    /// Items without anything in them.
    pub empty: Vec<Range<usize>>,
    /// Where the words of each heading and cell begin that begin with plain words.
    pub heads: Vec<usize>,
}

/// What is open.
enum Open {
    Block,
    /// A list, with the number of its next item; whether its numbers are those that were typed, and
    /// whether an item of it can be ticked.
    List(Option<u64>, bool, bool),
    /// An item, with its number, whether anything stood in it, and where it is.
    Item(Option<u64>, bool, Range<usize>),
    /// A paragraph or the words of a tight item: the last of [`Seen::paragraphs`].
    Paragraph {
        tight: bool,
    },
    /// A heading or a cell.
    Words,
    Indented,
    Fenced(Fenced),
    /// A stretch of words; if it is bold or emphasis: which of them, and where in [`Seen::marked`].
    Inline {
        holder: usize,
        marked: Option<(bool, usize)>,
    },
}

/// What is before the next words.
enum Next {
    Nothing,
    Line {
        soft: bool,
    },
    /// The first words of a heading or a cell.
    Head,
}

/// Looks at the events of a text, whose ranges are those of `source`. `letters` are places where a sign
/// is read as a letter.
pub fn scan(source: &str, events: &[(Event<'_>, Range<usize>)], letters: &BTreeSet<usize>) -> Seen {
    let mut scan = Scan {
        source,
        letters,
        seen: Seen::default(),
        open: Vec::new(),
        hosts: 0,
        holders: 0,
        next: Next::Nothing,
        read_to: 0,
    };
    for (event, at) in events {
        scan.event(event, at);
    }
    scan.seen
}

struct Scan<'s> {
    source: &'s str,
    letters: &'s BTreeSet<usize>,
    seen: Seen,
    open: Vec<Open>,
    hosts: usize,
    holders: usize,
    next: Next,
    /// Where the last words end, or what holds the next ones begins.
    read_to: usize,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>, at: &Range<usize>) {
        if is_inline(event) {
            self.inline(event, at);
            self.read_to = if matches!(event, Event::Start(_)) { at.start } else { at.end };
            return;
        }
        match event {
            Event::Start(tag) => {
                self.end_tight();
                self.start(tag, at);
            }
            Event::End(end) => self.end(*end),
            _ => self.end_tight(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let open = match tag {
            Tag::Paragraph => {
                self.paragraph(false);
                return;
            }
            // One that is underlined is lines of words to whoever typed it.
            Tag::Heading { .. } if self.has_lines(at) => {
                self.paragraph(false);
                return;
            }
            Tag::Heading { .. } | Tag::TableCell => {
                self.host();
                self.next = Next::Head;
                Open::Words
            }
            Tag::List(start) => Open::List(*start, true, false),
            Tag::Item => {
                let depth = self.open.iter().filter(|open| matches!(open, Open::List(..))).count();
                self.seen.items.push((at.clone(), depth));
                let number = self.number(at);
                self.open.push(Open::Item(number, false, at.clone()));
                return;
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Open::Indented,
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                let line = self.source.get(at.start..).and_then(|rest| rest.find('\n'));
                let inner = line.map_or(at.end, |line| at.start + line + 1).min(at.end);
                Open::Fenced(Fenced { at: at.clone(), inner: inner..at.end })
            }
            _ => Open::Block,
        };
        self.fill();
        self.open.push(open);
    }

    /// The number of the item that begins.
    fn number(&mut self, at: &Range<usize>) -> Option<u64> {
        let Some(Open::List(Some(next), counts, _)) = self.open.last_mut() else { return None };
        let number = *next;
        *next = number.saturating_add(1);
        let item = self.source.get(at.clone()).unwrap_or_default();
        let start = at.start + (item.len() - item.trim_start().len());
        let digits = item.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let typed = self.source.get(start..start + digits).and_then(|typed| typed.parse().ok());
        if *counts && typed.is_some_and(|typed: u64| typed != number) {
            *counts = false;
            self.seen.numbers.push((start..start + digits, number));
        }
        Some(number)
    }

    fn has_lines(&self, at: &Range<usize>) -> bool {
        self.source.get(at.clone()).is_some_and(|text| text.trim().contains('\n'))
    }

    /// An item has nothing in it: its mark is what is left of it.
    fn empty(&mut self, at: &Range<usize>) {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let mark = text.trim();
        let start = at.start + (text.len() - text.trim_start().len());
        if !mark.is_empty() {
            self.seen.empty.push(start..start + mark.len());
        }
    }

    /// The item that is open has something in it.
    fn fill(&mut self) {
        if let Some(Open::Item(_, filled, _)) = self.open.last_mut() {
            *filled = true;
        }
    }

    fn host(&mut self) {
        self.hosts += 1;
    }

    fn paragraph(&mut self, tight: bool) {
        let (item, number) = match self.open.last() {
            Some(Open::Item(number, false, _)) => (true, *number),
            _ => (false, None),
        };
        self.fill();
        self.host();
        let list = self.open.iter().rev().find(|open| matches!(open, Open::List(..)));
        let boxed = matches!(list, Some(Open::List(_, _, true)));
        self.seen.paragraphs.push(Paragraph { lines: Vec::new(), item, number, boxed });
        self.open.push(Open::Paragraph { tight });
        self.next = Next::Line { soft: false };
    }

    fn end_tight(&mut self) {
        if matches!(self.open.last(), Some(Open::Paragraph { tight: true })) {
            self.open.pop();
        }
    }

    fn end(&mut self, end: TagEnd) {
        let inline =
            matches!(end, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image);
        if !inline {
            self.end_tight();
        }
        match self.open.pop() {
            Some(Open::Fenced(fenced)) => self.seen.fences.push(Fence::Block(fenced)),
            Some(Open::Item(_, false, at)) => self.empty(&at),
            _ => {}
        }
    }

    fn inline(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match self.open.last() {
            Some(Open::Indented) => {
                let blank = self.source.get(at.clone()).is_none_or(|text| text.trim().is_empty());
                if !blank {
                    self.seen.indented.push(at.start);
                }
                return;
            }
            Some(Open::Item(..)) => self.paragraph(true),
            Some(Open::Fenced(_) | Open::Block | Open::List(..)) | None => return,
            Some(Open::Paragraph { .. } | Open::Words | Open::Inline { .. }) => {}
        }
        match event {
            Event::SoftBreak => self.next = Next::Line { soft: true },
            Event::HardBreak => self.next = Next::Line { soft: false },
            Event::TaskListMarker(_) => self.tick(),
            // What was put in to be read is nowhere in it.
            Event::Text(_) if at.is_empty() => {}
            Event::Text(words) => {
                // An event leaves out the backslash before its first letter.
                let left_out = self.source.get(self.read_to..at.start);
                let kept = left_out.is_some_and(|text| text.ends_with('\\'));
                let escaped = kept || self.letters.contains(&at.start);
                self.line(at.start, !escaped);
                let typed = self.source.get(at.clone()).unwrap_or_default();
                let entity = typed.starts_with('&') && typed.ends_with(';') && typed != &**words;
                let (host, holder) = (self.hosts, self.holder());
                let plain = Plain { at: at.clone(), host, holder, escaped, kept, entity };
                self.seen.plain.push(plain);
            }
            Event::Start(tag) => {
                self.line(at.start, false);
                self.open_inline(tag, at);
            }
            _ => self.line(at.start, false),
        }
    }

    /// The list that is open has an item that can be ticked.
    fn tick(&mut self) {
        let list = self.open.iter_mut().rev().find(|open| matches!(open, Open::List(..)));
        if let Some(Open::List(_, _, boxed)) = list {
            *boxed = true;
        }
        if let Some(paragraph) = self.seen.paragraphs.last_mut() {
            paragraph.boxed = true;
        }
    }

    /// Words begin here, of a line of a paragraph if they are its first.
    fn line(&mut self, start: usize, words: bool) {
        let soft = match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Line { soft } => soft,
            Next::Head => {
                let outer = matches!(self.open.last(), Some(Open::Words));
                self.seen.heads.extend((words && outer).then_some(start));
                return;
            }
            Next::Nothing => return,
        };
        let outer = matches!(self.open.last(), Some(Open::Paragraph { .. }));
        let in_paragraph = self.open.iter().rev().find(|open| !matches!(open, Open::Inline { .. }));
        if !matches!(in_paragraph, Some(Open::Paragraph { .. })) {
            return;
        }
        let rest = self.source.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let at = start..start + line.len();
        let line = Line { at, words, plain: words && outer, soft };
        if line.plain && self.source.get(line.at.clone()).is_some_and(is_fence) {
            self.seen.fences.push(Fence::Line(line.at.clone()));
        }
        if let Some(paragraph) = self.seen.paragraphs.last_mut() {
            paragraph.lines.push(line);
        }
    }

    fn holder(&self) -> usize {
        match self.open.last() {
            Some(Open::Inline { holder, .. }) => *holder,
            // Each host has a number of its own, and so has what is in it.
            _ => usize::MAX - self.hosts,
        }
    }

    fn open_inline(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let strong = match tag {
            Tag::Strong => Some(true),
            Tag::Emphasis => Some(false),
            _ => None,
        };
        let marked = strong.map(|strong| {
            let outer = match self.open.last() {
                Some(Open::Inline { marked: Some((outer, at)), .. }) if *outer == strong => {
                    self.seen.marked.get_mut(*at)
                }
                _ => None,
            };
            let doubled = outer.is_some();
            if let Some(outer) = outer {
                outer.doubled = true;
            }
            let signs = if strong { 2 } else { 1 };
            self.seen.marked.push(Marked { at: at.clone(), signs, doubled });
            (strong, self.seen.marked.len() - 1)
        });
        self.holders += 1;
        self.open.push(Open::Inline { holder: self.holders, marked });
    }
}

fn is_fence(line: &str) -> bool {
    opening(line).is_some_and(|found| found.opens == Opens::Fence)
}
