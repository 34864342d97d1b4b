//! pulldown-cmark's events → blocks.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd,
};

use super::{
    fences,
    inlines::is_inline,
    tree::{Events, Reader},
};
use crate::{
    diag::Span,
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{Alert, Align, Item, Row, extent},
    },
    say,
};

impl Reader<'_> {
    /// The block that an event opens, with all that is in it; nothing of what is no block.
    pub(super) fn block<'e>(
        &mut self,
        event: Event<'e>,
        at: Range<usize>,
        base: usize,
        events: &mut Events<'e>,
    ) -> Option<Block> {
        let span = self.span_trimmed(at.clone());
        let kind = match event {
            Event::Start(Tag::Paragraph) => {
                BlockKind::Paragraph(self.inlines(events, base, TagEnd::Paragraph))
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let mut text = self.inlines(events, base, TagEnd::Heading(level));
                let braces = usize::from(id.is_some()) + classes.len() + attrs.len();
                let names_a_part = level <= HeadingLevel::H2 && id.is_some();
                if braces > usize::from(names_a_part) {
                    self.refuse_braces(at, &mut text);
                }
                BlockKind::Heading { level: level as u8, text }
            }
            Event::Start(Tag::BlockQuote(kind)) => {
                let blocks = self.until(events, base, |end| matches!(end, TagEnd::BlockQuote(_)));
                match kind {
                    None => BlockKind::Quote(blocks),
                    Some(kind) => {
                        if blocks.is_empty() {
                            self.refuse_box(span, say! { vi: "khung này không có chữ nào: chữ phải nằm trong khung", en: "there is nothing in this box: its words belong into it" });
                        }
                        BlockKind::Alert { kind: alert(kind), blocks }
                    }
                }
            }
            Event::Start(Tag::List(start)) => {
                let mut items = Vec::new();
                while let Some((event, at)) = events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            let span = self.span_trimmed(at.start + base..at.end + base);
                            items.push(self.item(span, events, base));
                        }
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                BlockKind::List { start, items }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let line = self.first_line(at.clone());
                let (_, text) = fence_text(events, base, at.end);
                if let CodeBlockKind::Fenced(info) = kind
                    && !info.trim().is_empty()
                {
                    fences::refuse_nested(self.report, line, info.trim());
                }
                self.code(text, line)
            }
            Event::Start(Tag::Table(align)) => self.table(&align, at, events, base),
            Event::Rule => BlockKind::Rule,
            Event::Start(Tag::HtmlBlock) => {
                self.refuse_html(at);
                for (event, _) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                        break;
                    }
                }
                return None;
            }
            Event::Html(_) => {
                self.refuse_html(at);
                return None;
            }
            // Tight lists hold words without a paragraph around them.
            other => {
                let mut inlines = Vec::new();
                self.inline(other, at, base, events, &mut inlines);
                while let Some((event, _)) = events.peek() {
                    if !is_inline(event) {
                        break;
                    }
                    if let Some((event, at)) = events.next() {
                        let at = at.start + base..at.end + base;
                        self.inline(event, at, base, events, &mut inlines);
                    }
                }
                self.trim_end(&mut inlines);
                let span = extent(&inlines)?;
                return Some(Block::new(BlockKind::Paragraph(inlines), span));
            }
        };
        Some(Block::new(kind, span))
    }

    /// Takes blanks off the end of a line that is in no paragraph, as Markdown does in one: those
    /// that are typed there, and none that are written by their number.
    fn trim_end(&self, line: &mut Vec<Inline>) {
        let Some(Inline { kind: InlineKind::Text(words), span }) = line.last_mut() else { return };
        let typed = self.typed_at(*span);
        let blanks = typed.len() - typed.trim_end_matches([' ', '\t']).len();
        let words_end =
            words.trim_end_matches([' ', '\t']).len().max(words.len().saturating_sub(blanks));
        words.truncate(words_end);
        span.end -= u32::try_from(blanks).unwrap_or_default();
        if words.is_empty() {
            line.pop();
        }
    }

    fn until(
        &mut self,
        events: &mut Events<'_>,
        base: usize,
        is_end: impl Fn(&TagEnd) -> bool,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, at)) = events.next() {
            if let Event::End(end) = &event
                && is_end(end)
            {
                break;
            }
            let at = at.start + base..at.end + base;
            blocks.extend(self.block(event, at, base, events));
        }
        blocks
    }

    fn item(&mut self, span: Span, events: &mut Events<'_>, base: usize) -> Item {
        self.ticks.push(None);
        if let Some((Event::TaskListMarker(ticked), _)) = events.peek() {
            self.tick(*ticked);
            events.next();
        }
        let mut blocks = self.until(events, base, |end| matches!(end, TagEnd::Item));
        let done = self.ticks.pop().flatten();
        // A loose task list has its mark inside the first paragraph, before the words.
        if done.is_some()
            && let Some(Block { kind: BlockKind::Paragraph(line), span }) = blocks.first_mut()
            && let Some(words) = extent(line)
        {
            *span = words;
        }
        Item { done, blocks, span }
    }

    fn table(
        &mut self,
        align: &[Alignment],
        at: Range<usize>,
        events: &mut Events<'_>,
        base: usize,
    ) -> BlockKind {
        let mut head = Row { cells: Vec::new(), span: self.first_line(at) };
        let mut rows: Vec<Row> = Vec::new();
        let mut in_head = false;
        let mut read_to = 0;
        while let Some((event, at)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => {
                    let span = self.span_trimmed(at.start + base..at.end + base);
                    rows.push(Row { cells: Vec::new(), span });
                }
                Event::End(TagEnd::TableRow) => {
                    let columns = head.cells.len();
                    self.refuse_more_cells(read_to + base..at.end + base, columns);
                    self.refuse_fewer_cells(at.start + base..at.end + base, columns);
                }
                Event::Start(Tag::TableCell) => {
                    read_to = at.end;
                    let cell = self.inlines(events, base, TagEnd::TableCell);
                    if in_head {
                        head.cells.push(cell);
                    } else if let Some(row) = rows.last_mut() {
                        row.cells.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let align = align
            .iter()
            .map(|align| match align {
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
            })
            .collect();
        BlockKind::Table { align, head, rows }
    }

    pub(super) fn code(&mut self, mut text: String, span: Span) -> BlockKind {
        // The last line of a file may have no end; as text it is a line like the others.
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        BlockKind::Code(self.plain(&CowStr::from(text), span, ("đoạn mã", "code")))
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

/// Consumes a code block and gives the stretch of source that holds its text, and the text
/// without the indentation of lists and quotes.
pub(super) fn fence_text(
    events: &mut Events<'_>,
    base: usize,
    empty_at: usize,
) -> (Range<usize>, String) {
    let mut inner: Option<Range<usize>> = None;
    let mut all = String::new();
    for (event, at) in events.by_ref() {
        match event {
            Event::Text(text) => {
                all.push_str(&text);
                inner = Some(inner.map_or(at.start..at.end, |all| all.start..at.end));
            }
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    (inner.map_or(empty_at..empty_at, |range| range.start + base..range.end + base), all)
}
