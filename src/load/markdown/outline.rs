//! Markdown → where its words stand: for whoever puts other words into the same form.
//!
//! The outline cuts a text into the paragraphs, items, cells and answers that a person translates.
//! What lies between them is form: fences, marks, numbers, names of facts, addresses of pictures.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

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

    /// Calls `visit` for every stretch of words, in order.
    pub fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        if self.words.is_some() {
            visit(self);
        }
        self.inner.iter().for_each(|piece| piece.each(visit));
    }
}

/// The pieces at the top of a text.
pub fn outline(text: &str) -> Vec<Piece> {
    let masked = mask(text);
    Reader { text, masked: &masked }.read(0..text.len(), true)
}

/// The text with its fields as letters, to the byte as long: they are words of a cell or a line.
fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        masked.push_str(before);
        let line = after.lines().next().unwrap_or_default();
        match line.split_once("]]") {
            Some((path, _)) => {
                let long = path.len() + "[[]]".len();
                masked.extend(std::iter::repeat_n('x', long));
                rest = after.get(path.len() + 2..).unwrap_or_default();
            }
            None => {
                masked.push_str("[[");
                rest = after;
            }
        }
    }
    masked.push_str(rest);
    masked
}

struct Reader<'a> {
    text: &'a str,
    masked: &'a str,
}

type Events<'e> = std::iter::Peekable<std::vec::IntoIter<(Event<'e>, Range<usize>)>>;

impl Reader<'_> {
    fn read(&self, range: Range<usize>, fences: bool) -> Vec<Piece> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_GFM
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TASKLISTS;
        let text = self.masked.get(range.clone()).unwrap_or_default();
        let moved = |at: Range<usize>| at.start + range.start..at.end + range.start;
        let events: Vec<_> = Parser::new_ext(text, options)
            .into_offset_iter()
            .map(|(event, at)| (event, moved(at)))
            .collect();
        let mut events = events.into_iter().peekable();
        let mut pieces = Vec::new();
        while let Some((event, at)) = events.next() {
            pieces.extend(self.block(event, at, &mut events, fences));
        }
        pieces
    }

    /// The bytes of a block without blanks at its ends.
    fn trimmed(&self, at: Range<usize>) -> Range<usize> {
        let text = self.text.get(at.clone()).unwrap_or_default();
        let start = at.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    fn block(
        &self,
        event: Event<'_>,
        at: Range<usize>,
        events: &mut Events<'_>,
        fences: bool,
    ) -> Option<Piece> {
        let at = self.trimmed(at);
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let mut piece = Piece::new("heading", at);
                piece.words = words(events, TagEnd::Heading(level));
                if level <= HeadingLevel::H2 {
                    piece.opens = id.map(|id| id.to_string());
                }
                Some(piece)
            }
            Event::Start(Tag::Paragraph) => Some(paragraph(events, at)),
            Event::Start(Tag::BlockQuote(kind)) => {
                let mut piece = Piece::new(format!("quote {kind:?}"), at);
                while let Some((event, at)) = events.next() {
                    if matches!(event, Event::End(TagEnd::BlockQuote(_))) {
                        break;
                    }
                    piece.inner.extend(self.block(event, at, events, false));
                }
                Some(piece)
            }
            Event::Start(Tag::List(start)) => {
                let kind = if start.is_some() { "numbered" } else { "list" };
                let mut piece = Piece::new(kind, at);
                while let Some((event, at)) = events.next() {
                    match event {
                        Event::Start(Tag::Item) => piece.inner.push(self.item(at, events)),
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                Some(piece)
            }
            Event::Start(Tag::Table(_)) => Some(self.table(at, events)),
            Event::Start(Tag::CodeBlock(kind)) => {
                let mut inner: Option<Range<usize>> = None;
                for (event, at) in events.by_ref() {
                    match event {
                        Event::Text(_) => {
                            inner = Some(inner.map_or(at.clone(), |all| all.start..at.end));
                        }
                        Event::End(TagEnd::CodeBlock) => break,
                        _ => {}
                    }
                }
                match kind {
                    CodeBlockKind::Fenced(info) if fences => Some(self.fence(&info, at, inner)),
                    _ => Some(Piece::new("code", at)),
                }
            }
            Event::Start(_) => {
                let mut depth = 1;
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Start(_) => depth += 1,
                        Event::End(_) => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
                Some(Piece::new("other", at))
            }
            Event::End(_) => None,
            _ => Some(Piece::new("other", at)),
        }
    }

    /// An item of a list: one stretch of words, or blocks.
    fn item(&self, at: Range<usize>, events: &mut Events<'_>) -> Piece {
        let at = self.trimmed(at);
        let mut piece = Piece::new("item", at.clone());
        let mut run: Option<Range<usize>> = None;
        let close = |run: &mut Option<Range<usize>>, inner: &mut Vec<Piece>| {
            if let Some(words) = run.take() {
                let words = self.trimmed(words);
                let mut piece = Piece::new("words", words.clone());
                piece.words = Some(words);
                inner.push(piece);
            }
        };
        let mut depth = 0_usize;
        while let Some((event, found)) = events.next() {
            let is_words = match &event {
                Event::Start(tag) => inline(tag),
                Event::End(TagEnd::Item) if depth == 0 => break,
                Event::TaskListMarker(_) => continue,
                Event::Html(_) | Event::Rule => false,
                _ => true,
            };
            match &event {
                Event::Start(_) if is_words => depth += 1,
                Event::End(_) if is_words => depth = depth.saturating_sub(1),
                _ => {}
            }
            if is_words {
                run = Some(run.map_or(found.clone(), |all| all.start..found.end.max(all.end)));
            } else {
                close(&mut run, &mut piece.inner);
                piece.inner.extend(self.block(event, found, events, false));
            }
        }
        close(&mut run, &mut piece.inner);
        // One stretch of words is the item itself.
        if let [only] = piece.inner.as_slice()
            && only.words.is_some()
            && only.kind != "picture"
        {
            piece.words = only.words.clone();
            piece.inner.clear();
        }
        piece
    }

    fn table(&self, at: Range<usize>, events: &mut Events<'_>) -> Piece {
        let mut piece = Piece::new("table", at);
        while let Some((event, at)) = events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    let at = self.trimmed(at);
                    let head = matches!(event, Event::Start(Tag::TableHead));
                    let mut row = Piece::new(if head { "head" } else { "row" }, at.clone());
                    while let Some((event, at)) = events.next() {
                        match event {
                            Event::Start(Tag::TableCell) => {
                                let at = self.trimmed(at);
                                let mut cell = Piece::new("cell", at.clone());
                                cell.words = words(events, TagEnd::TableCell);
                                row.inner.push(cell);
                            }
                            Event::End(TagEnd::TableHead | TagEnd::TableRow) => break,
                            _ => {}
                        }
                    }
                    piece.inner.push(row);
                    if head {
                        piece.inner.extend(self.line_after(at.end));
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        piece
    }

    /// The line of dashes under the head of a table.
    fn line_after(&self, end: usize) -> Option<Piece> {
        let rest = self.text.get(end..)?;
        let start = end + (rest.len() - rest.trim_start().len());
        let line = self.text.get(start..)?.lines().next()?;
        Some(Piece::new("dashes", start..start + line.trim_end().len()))
    }

    /// One of our own blocks.
    fn fence(&self, info: &str, at: Range<usize>, inner: Option<Range<usize>>) -> Piece {
        let name = info.split_whitespace().next().unwrap_or_default();
        let mut piece = Piece::new(format!("```{name}"), at);
        let Some(inner) = inner else { return piece };
        piece.inner = match name {
            "numbers" => self.lines(inner).into_iter().map(|line| self.number(line)).collect(),
            "quiz" => self.quiz(inner),
            "protocol" | "" => Vec::new(),
            _ => self.read(inner, false),
        };
        piece
    }

    /// The lines of a fence that are not blank.
    fn lines(&self, inner: Range<usize>) -> Vec<Range<usize>> {
        let mut at = inner.start;
        let mut lines = Vec::new();
        for line in self.text.get(inner).unwrap_or_default().split_inclusive('\n') {
            let found = self.trimmed(at..at + line.len());
            if !found.is_empty() {
                lines.push(found);
            }
            at += line.len();
        }
        lines
    }

    fn number(&self, line: Range<usize>) -> Piece {
        let text = self.masked.get(line.clone()).unwrap_or_default();
        match text.split_once(':') {
            Some((fact, rest)) if !rest.trim().is_empty() => {
                let fact = fact.trim().trim_start_matches("fact.");
                let mut piece = Piece::new(format!("number {fact}"), line.clone());
                piece.words = Some(self.trimmed(line.end - rest.len()..line.end));
                piece
            }
            _ => Piece::new("other", line),
        }
    }

    fn quiz(&self, inner: Range<usize>) -> Vec<Piece> {
        let mut questions: Vec<Piece> = Vec::new();
        for line in self.lines(inner) {
            let text = self.text.get(line.clone()).unwrap_or_default();
            let kind = match text.chars().next() {
                Some('?') => "question",
                Some('-') => "wrong",
                Some('*') => "right",
                Some('=') => "because",
                _ => "other",
            };
            let mut piece = Piece::new(kind, line.clone());
            if kind != "other" {
                let words = self.trimmed(line.start + 1..line.end);
                piece.words = (!words.is_empty()).then_some(words);
            }
            match questions.last_mut() {
                Some(open) if kind != "question" => {
                    open.at.end = line.end;
                    open.inner.push(piece);
                }
                _ => {
                    let mut open = Piece::new("asked", line);
                    open.inner.push(piece);
                    questions.push(open);
                }
            }
        }
        questions
    }
}

fn inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
}

/// The bytes from the first to the last event before `end`.
fn words(events: &mut Events<'_>, end: TagEnd) -> Option<Range<usize>> {
    let mut all: Option<Range<usize>> = None;
    for (event, at) in events.by_ref() {
        if matches!(&event, Event::End(found) if *found == end) {
            break;
        }
        all = Some(all.map_or(at.clone(), |all| all.start.min(at.start)..all.end.max(at.end)));
    }
    all
}

/// A paragraph: one stretch of words; of a picture that stands alone, its alternative text.
fn paragraph(events: &mut Events<'_>, at: Range<usize>) -> Piece {
    let mut all: Option<Range<usize>> = None;
    let mut alt: Option<Range<usize>> = None;
    let (mut depth, mut pictures, mut others) = (0_usize, 0_usize, 0_usize);
    for (event, at) in events.by_ref() {
        if matches!(event, Event::End(TagEnd::Paragraph)) {
            break;
        }
        let top = depth == 0;
        match &event {
            Event::Start(Tag::Image { .. }) if top => pictures += 1,
            Event::Start(_) | Event::Text(_) | Event::Code(_) if top => others += 1,
            Event::End(_) => {}
            _ if !top => {
                alt = Some(alt.map_or(at.clone(), |all| all.start.min(at.start)..at.end));
            }
            _ => {}
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        all = Some(all.map_or(at.clone(), |all| all.start.min(at.start)..all.end.max(at.end)));
    }
    let picture = pictures == 1 && others == 0;
    let mut piece = Piece::new(if picture { "picture" } else { "paragraph" }, at);
    piece.words = if picture { alt } else { all };
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for piece in outline(text) {
            piece.each(&mut |piece| {
                let words = piece.words.clone().unwrap_or_default();
                found.push(format!("{}: {}", piece.kind, text.get(words).unwrap_or_default()));
            });
        }
        found
    }

    #[test]
    fn words_are_cut_out_of_their_form() {
        let text = "## Ở [[ place.inline ]] {#here}\n\nMột **hai** [[ fact.a ]].\nBa\n\n![Sào](a.svg)\n\n\
            > [!CAUTION]\n> Kêu to.\n> Ném.\n\n- a *b*\n- c\n\n| Nên [[ place.full ]] | Đừng |\n|---|---|\n| a | b |\n";
        assert_eq!(
            shown(text),
            [
                "heading: Ở [[ place.inline ]]",
                "paragraph: Một **hai** [[ fact.a ]].\nBa",
                "picture: Sào",
                "paragraph: Kêu to.\n> Ném.",
                "item: a *b*",
                "item: c",
                "cell: Nên [[ place.full ]]",
                "cell: Đừng",
                "cell: a",
                "cell: b",
            ]
        );
    }

    #[test]
    fn our_own_blocks_are_looked_into() {
        let text = "```steps\n1. **Một.** Hai.\n2. **Ba.**\n```\n\n```numbers\nfact.call_a: Khi: nào\n```\n\n\
            ```quiz\n? Hỏi?\n- Sai\n* Đúng\n= Vì\n\n? Hai?\n```\n\n```hazards\nChưa [[ place.full ]].\n```\n\n```protocol a carers\n```\n";
        assert_eq!(
            shown(text),
            [
                "item: **Một.** Hai.",
                "item: **Ba.**",
                "number call_a: Khi: nào",
                "question: Hỏi?",
                "wrong: Sai",
                "right: Đúng",
                "because: Vì",
                "question: Hai?",
                "paragraph: Chưa [[ place.full ]].",
            ]
        );
    }
}
