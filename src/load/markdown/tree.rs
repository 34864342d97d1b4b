//! pulldown-cmark's events → blocks.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options,
    Parser, Tag, TagEnd,
};

use super::{
    fences,
    mask::{Masked, push_text},
    typed::refuse_typed_numbers,
};
use crate::{
    diag::{FileId, Report, Span},
    load::{characters, phone},
    model::{
        Block, Callee, Inline,
        block::{Alert, Align, Item, Target},
        fold::nfc,
        phone::NoCallee,
    },
    say,
};

/// A block at the top of a file, with what a lesson needs to know of it.
#[derive(Debug)]
pub struct Top {
    /// The block.
    pub block: Block,
    /// Its first line.
    pub span: Span,
    /// For a heading: the id in `{#…}`.
    pub id: Option<String>,
    /// For a fence that is a short part: its name. The block is then a quote of its content.
    pub short: Option<String>,
}

/// Reads Markdown that starts at byte `offset` of `file`. Links and pictures without a scheme
/// are files of `folder`.
pub fn blocks(
    report: &mut Report,
    file: FileId,
    source: &str,
    offset: usize,
    folder: &str,
) -> Vec<Top> {
    let masked = Masked::new(report, file, source, offset);
    refuse_typed_numbers(report, file, source, offset);
    let mut reader = Reader { report, file, source, offset, folder, masked: &masked };
    reader.read(0..source.len(), 0)
}

/// What every step of reading one file needs.
pub(super) struct Reader<'a> {
    pub report: &'a mut Report,
    pub file: FileId,
    /// The text as typed.
    pub source: &'a str,
    /// Where the text starts in its file.
    pub offset: usize,
    pub folder: &'a str,
    pub masked: &'a Masked,
}

/// Fences may hold Markdown, but not each other.
const DEEPEST_FENCE: usize = 1;

/// Blocks and inlines inside each other. Nobody writes so many, and each is a call on the stack.
const DEEPEST: usize = 40;

type Events<'a> = std::iter::Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>;

impl Reader<'_> {
    /// Reads a stretch of the text as a document of its own.
    pub fn read(&mut self, range: Range<usize>, depth: usize) -> Vec<Top> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_GFM
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TASKLISTS;
        let masked = self.masked;
        let text = masked.text.get(range.clone()).unwrap_or_default();
        let parser = Parser::new_ext(text, options);
        self.refuse_unused_definitions(&parser, text, range.start, options);
        let events: Vec<_> = parser.into_offset_iter().collect();
        if self.is_too_deep(&events, range.start) {
            return Vec::new();
        }
        let mut events = events.into_iter().peekable();
        let mut tops = Vec::new();
        while let Some((event, at)) = events.next() {
            let at = at.start + range.start..at.end + range.start;
            let span = self.first_line(at.clone());
            let mut top = Top { block: Block::Rule, span, id: None, short: None };
            if let Event::Start(Tag::Heading { id, .. }) = &event {
                top.id = id.as_ref().map(ToString::to_string);
            }
            if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event {
                let info = info.to_string();
                let (inner, text) = fence_text(&mut events, range.start, at.end);
                if info.trim().is_empty() {
                    tops.push(Top { block: self.code(text, span), ..top });
                    continue;
                }
                let fence = fences::read(self, &info, inner, span, depth == DEEPEST_FENCE);
                tops.push(Top { short: fence.short, block: fence.block, ..top });
                continue;
            }
            if let Some(block) = self.block(event, at, range.start, &mut events) {
                tops.push(Top { block, ..top });
            }
        }
        tops
    }

    /// Reads a stretch of one line as running text, whatever it opens with.
    pub fn line(&mut self, range: Range<usize>) -> Vec<Inline> {
        let line = self.masked.text.get(range.clone()).unwrap_or_default();
        // After a comma nothing opens a list, a heading or a quotation, and bold still does what
        // it does at the start of a line. A fence stands before the line, so there is room.
        let text = format!(",{line}");
        let base = range.start.saturating_sub(1);
        let events: Vec<_> = Parser::new_ext(&text, Options::empty()).into_offset_iter().collect();
        let mut events = events.into_iter().peekable();
        events.next();
        let mut inlines = self.inlines(&mut events, base, TagEnd::Paragraph);
        if let Some(Inline::Text(words)) = inlines.first_mut()
            && words.starts_with(',')
        {
            words.remove(0);
            if words.is_empty() {
                inlines.remove(0);
            }
        }
        inlines
    }

    /// Whether so much stands inside each other that it cannot be read; then that is told.
    fn is_too_deep(&mut self, events: &[(Event<'_>, Range<usize>)], base: usize) -> bool {
        let mut depth = 0;
        for (event, at) in events {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth > DEEPEST {
                let span = self.first_line(at.start + base..at.end + base);
                self.report.error_with_help(
                    "nested-too-deep",
                    span,
                    say! { vi: "danh sách và trích dẫn lồng nhau quá nhiều lớp", en: "lists and quotations stand too deep inside each other" },
                    say! { vi: "bỏ bớt dấu `>` hoặc `-` ở đầu dòng", en: "remove some of the `>` or `-` before the words" },
                );
                return true;
            }
        }
        false
    }

    /// A place in the file.
    pub fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, self.offset + at.start..self.offset + at.end)
    }

    /// The first line of a place in the file, without blanks at its ends: a whole block would
    /// underline half the file.
    pub fn first_line(&self, at: Range<usize>) -> Span {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let start = at.start + (text.len() - text.trim_start().len());
        let line = text.trim_start().lines().next().unwrap_or_default();
        self.span(start..start + line.trim_end().len())
    }

    /// A place in the file without blanks at its ends.
    pub fn span_trimmed(&self, at: Range<usize>) -> Span {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let start = at.start + (text.len() - text.trim_start().len());
        self.span(start..(start + text.trim().len()))
    }

    /// Words and fields of parsed text.
    pub fn words(&self, text: &str) -> Vec<Inline> {
        let mut inlines = self.masked.restore(text);
        for inline in &mut inlines {
            if let Inline::Text(words) = inline {
                *words = nfc(words);
            }
        }
        inlines
    }

    /// Reports hidden characters that are written as `&#x202E;`.
    fn refuse_escapes(&mut self, text: &str, at: Range<usize>) {
        let typed = self.masked.text.get(at.clone()).unwrap_or_default();
        characters::check_words(self.report, self.span(at), typed, text);
    }

    fn plain(&mut self, text: &CowStr<'_>, span: Span, what: (&str, &str)) -> String {
        let (source, offset) = (self.source, self.offset);
        let typed = |span: Span| {
            let range = span.range();
            source.get(range.start - offset..range.end - offset).unwrap_or_default().to_owned()
        };
        let (plain, any) = self.masked.restore_plain(text, typed);
        if any {
            let (vi, en) = what;
            self.report.error_with_help(
                "field-misplaced",
                span,
                say! { vi: "trong {vi} không dùng được `[[ … ]]`", en: "`[[ … ]]` cannot stand in {en}" },
                say! { vi: "đưa dữ liệu này ra câu văn thường", en: "move the value into an ordinary sentence" },
            );
        }
        nfc(&plain)
    }

    fn block<'e>(
        &mut self,
        event: Event<'e>,
        at: Range<usize>,
        base: usize,
        events: &mut Events<'e>,
    ) -> Option<Block> {
        match event {
            Event::Start(Tag::Paragraph) => {
                Some(Block::Paragraph(self.inlines(events, base, TagEnd::Paragraph)))
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let mut text = self.inlines(events, base, TagEnd::Heading(level));
                let braces = usize::from(id.is_some()) + classes.len() + attrs.len();
                let names_a_part = level <= HeadingLevel::H2 && id.is_some();
                if braces > usize::from(names_a_part) {
                    self.refuse_braces(at, &mut text);
                }
                Some(Block::Heading { level: level as u8, text })
            }
            Event::Start(Tag::BlockQuote(kind)) => {
                if kind.is_none() {
                    self.refuse_almost_alert(at);
                }
                let blocks = self.until(events, base, |end| matches!(end, TagEnd::BlockQuote(_)));
                Some(match kind {
                    None => Block::Quote(blocks),
                    Some(kind) => Block::Alert { kind: alert(kind), blocks },
                })
            }
            Event::Start(Tag::List(start)) => {
                let mut items = Vec::new();
                while let Some((event, _)) = events.next() {
                    match event {
                        Event::Start(Tag::Item) => items.push(self.item(events, base)),
                        Event::End(TagEnd::List(_)) => break,
                        _ => {}
                    }
                }
                Some(Block::List { start, items })
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let span = self.first_line(at.clone());
                let (_, text) = fence_text(events, base, at.end);
                if let CodeBlockKind::Fenced(info) = kind
                    && !info.trim().is_empty()
                {
                    fences::refuse_nested(self.report, span, info.trim());
                }
                Some(self.code(text, span))
            }
            Event::Start(Tag::Table(align)) => Some(self.table(&align, events, base)),
            Event::Rule => Some(Block::Rule),
            Event::Start(Tag::HtmlBlock) => {
                self.refuse_html(at);
                for (event, _) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                        break;
                    }
                }
                None
            }
            Event::Html(_) => {
                self.refuse_html(at);
                None
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
                if inlines.is_empty() { None } else { Some(Block::Paragraph(trim(inlines))) }
            }
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

    fn item(&mut self, events: &mut Events<'_>, base: usize) -> Item {
        let mut done = None;
        if let Some((Event::TaskListMarker(ticked), _)) = events.peek() {
            done = Some(*ticked);
            events.next();
        }
        let mut blocks = self.until(events, base, |end| matches!(end, TagEnd::Item));
        // A loose task list has its marker inside the first paragraph; `inline` left a mark.
        if let Some(Block::Paragraph(inlines)) = blocks.first_mut()
            && let Some(Inline::Text(words)) = inlines.first_mut()
            && let Some(mark) = words.chars().next()
            && (mark == TICKED || mark == UNTICKED)
        {
            done = Some(mark == TICKED);
            words.remove(0);
        }
        Item { done, blocks }
    }

    fn table(&mut self, align: &[Alignment], events: &mut Events<'_>, base: usize) -> Block {
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut in_head = false;
        let mut read_to = 0;
        while let Some((event, at)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::End(TagEnd::TableRow) => {
                    self.refuse_more_cells(read_to + base..at.end + base, head.len());
                }
                Event::Start(Tag::TableCell) => {
                    read_to = at.end;
                    let cell = self.inlines(events, base, TagEnd::TableCell);
                    if in_head {
                        head.push(cell);
                    } else if let Some(row) = rows.last_mut() {
                        row.push(cell);
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
        Block::Table { align, head, rows }
    }

    fn inlines(&mut self, events: &mut Events<'_>, base: usize, end: TagEnd) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, at)) = events.next() {
            if matches!(&event, Event::End(found) if *found == end) {
                break;
            }
            let at = at.start + base..at.end + base;
            self.inline(event, at, base, events, &mut inlines);
        }
        inlines
    }

    fn inline<'e>(
        &mut self,
        event: Event<'e>,
        at: Range<usize>,
        base: usize,
        events: &mut Events<'e>,
        inlines: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(text) => {
                self.refuse_escapes(&text, at.clone());
                self.refuse_almost_link(at);
                for inline in self.words(&text) {
                    match inline {
                        Inline::Text(words) => push_text(inlines, &words),
                        other => inlines.push(other),
                    }
                }
            }
            Event::Code(text) => {
                let span = self.span(at);
                let text = self.plain(&text, span, ("đoạn mã", "code"));
                inlines.push(Inline::Code(text));
            }
            Event::SoftBreak => push_text(inlines, " "),
            Event::HardBreak => inlines.push(Inline::Break),
            Event::Start(Tag::Strong) => {
                let inner = self.inlines(events, base, TagEnd::Strong);
                inlines.push(Inline::Strong(inner));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines(events, base, TagEnd::Emphasis);
                inlines.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.refuse_escapes(&dest_url, at.clone());
                let span = self.span(at);
                let dest_url = match link_type {
                    LinkType::Email => CowStr::from(format!("mailto:{dest_url}")),
                    _ => dest_url,
                };
                let mut text = self.inlines(events, base, TagEnd::Link);
                self.refuse_title(&title, span);
                let target = self.target(&dest_url, span);
                if text.is_empty() {
                    text = self.address(&dest_url);
                } else if is_blank(&text) {
                    self.refuse_blank_link(span);
                }
                match target {
                    Some(target) => inlines.push(Inline::Link { target, text, span }),
                    None => inlines.extend(text),
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.refuse_escapes(&dest_url, at.clone());
                let span = self.span(at.clone());
                self.refuse_title(&title, span);
                let mut alt = String::new();
                let mut depth = 1;
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Start(_) => depth += 1,
                        Event::End(_) if depth == 1 => break,
                        Event::End(_) => depth -= 1,
                        Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                        Event::SoftBreak | Event::HardBreak => alt.push(' '),
                        _ => {}
                    }
                }
                self.refuse_escapes(&alt, at);
                let alt =
                    self.plain(&CowStr::from(alt), span, ("chữ thay ảnh", "alternative text"));
                self.picture(&dest_url, alt.trim(), span, inlines);
            }
            Event::TaskListMarker(ticked) => {
                push_text(inlines, if ticked { TICKED_TEXT } else { UNTICKED_TEXT });
            }
            Event::InlineHtml(_) | Event::Html(_) => self.refuse_html(at),
            _ => {}
        }
    }

    fn picture(&mut self, url: &CowStr<'_>, alt: &str, span: Span, inlines: &mut Vec<Inline>) {
        if alt.is_empty() {
            self.report.error_with_help(
                "picture-alt",
                span,
                say! { vi: "ảnh chưa có chữ thay ảnh", en: "the picture has no alternative text" },
                say! {
                    vi: "viết trong ngoặc vuông điều người xem thấy: `![Người lớn đứng sát trẻ](anh.svg)`",
                    en: "write what one sees between the brackets: `![An adult close to a child](picture.svg)`"
                },
            );
        }
        let url = self.plain(url, span, ("tên ảnh", "a picture's file name"));
        if url.contains(':') || url.starts_with('/') {
            self.report.error_with_help(
                "picture-missing",
                span,
                say! { vi: "ảnh phải nằm trong thư mục của bài, không lấy từ `{url}`", en: "a picture must lie in the lesson's folder, not at `{url}`" },
                say! { vi: "chép ảnh vào cạnh tệp bài rồi ghi tên ảnh", en: "copy it beside the lesson and write its name" },
            );
            push_text(inlines, alt);
            return;
        }
        inlines.push(Inline::Picture {
            path: beside(self.folder, &url),
            alt: alt.to_owned(),
            span,
        });
    }

    fn target(&mut self, url: &CowStr<'_>, span: Span) -> Option<Target> {
        let mut pieces = self.words(url);
        // Schemes are the same in capitals, as some programs write them.
        if let Some(Inline::Text(text)) = pieces.first_mut()
            && let Some((scheme, rest)) = text.split_once(':')
            && scheme.chars().all(|c| c.is_ascii_alphabetic())
        {
            *text = format!("{}:{rest}", scheme.to_ascii_lowercase());
        }
        let literal = match pieces.as_slice() {
            // The scheme must be typed, so that no field can make a script of a link.
            [Inline::Text(text), ..] => text.clone(),
            _ => String::new(),
        };
        if let Some(id) = literal.strip_prefix("lesson:") {
            return Some(Target::Lesson(id.to_owned()));
        }
        if let Some(Err(wrong)) = Callee::of(&pieces) {
            self.refuse_call(&wrong, span);
            return None;
        }
        if ["https://", "http://", "tel:", "mailto:", "sms:", "#"]
            .iter()
            .any(|scheme| literal.starts_with(scheme))
        {
            return Some(Target::Address(pieces));
        }
        if literal.is_empty()
            || literal.contains(':')
            || pieces.len() > 1
            || literal.starts_with('/')
        {
            let typed = self.typed(span);
            self.report.error_with_help(
                "link-target",
                span,
                say! { vi: "không mở được liên kết `{typed}`", en: "the link `{typed}` leads nowhere" },
                say! {
                    vi: "viết `lesson:ten-bai` để dẫn tới bài khác, `tel:…` để gọi, hoặc địa chỉ bắt đầu bằng `https://`",
                    en: "write `lesson:its-id` for another lesson, `tel:…` to call, or an address that begins with `https://`"
                },
            );
            return None;
        }
        Some(Target::File(beside(self.folder, &literal)))
    }

    /// A link with nothing to tap on.
    fn refuse_blank_link(&mut self, span: Span) {
        self.report.error_with_help(
            "link-empty",
            span,
            say! { vi: "liên kết này không có chữ nào để bấm", en: "there is nothing to tap on in this link" },
            say! { vi: "viết điều người đọc sẽ thấy: `[Xem cách làm](…)`", en: "write what readers see: `[See how](…)`" },
        );
    }

    /// A link that is there to call and calls nobody.
    fn refuse_call(&mut self, wrong: &NoCallee, span: Span) {
        match wrong {
            NoCallee::Fault(typed, fault) => {
                phone::refuse(self.report, typed, fault, span, phone::Typed::Link);
            }
            NoCallee::Mixed => {
                let typed = self.typed(span);
                self.report.error_with_help(
                    "link-target",
                    span,
                    say! { vi: "liên kết `{typed}` không gọi tới đúng một số", en: "the link `{typed}` does not call exactly one number" },
                    say! {
                        vi: "sau `tel:` chỉ viết một số: `[[ fact.ten_so ]]` hoặc `[[ place.police.phone ]]`",
                        en: "write one number alone after `tel:`: `[[ fact.its_id ]]` or `[[ place.police.phone ]]`"
                    },
                );
            }
        }
    }

    /// The first line of what stands somewhere in the source.
    fn typed(&self, span: Span) -> String {
        let typed =
            self.source.get(span.range().start - self.offset..span.range().end - self.offset);
        typed.unwrap_or_default().lines().next().unwrap_or_default().to_owned()
    }

    /// An address as words, for a link that has none: on paper it would vanish.
    fn address(&self, url: &CowStr<'_>) -> Vec<Inline> {
        let mut words = self.words(url);
        if let Some(Inline::Text(first)) = words.first_mut() {
            for scheme in ["lesson:", "tel:", "mailto:", "sms:"] {
                if let Some(rest) = first.strip_prefix(scheme) {
                    *first = rest.to_owned();
                }
            }
        }
        words
    }

    fn code(&mut self, text: String, span: Span) -> Block {
        Block::Code(self.plain(&CowStr::from(text), span, ("đoạn mã", "code")))
    }
}

/// Whether words and what stands between them show nothing.
fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(words) | Inline::Code(words) => words.trim().is_empty(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => is_blank(inner),
        Inline::Break => true,
        Inline::Link { .. }
        | Inline::Picture { .. }
        | Inline::Field { .. }
        | Inline::Fact { .. } => false,
    })
}

/// The path of a file that is named beside a lesson.
pub fn beside(folder: &str, name: &str) -> String {
    format!("{folder}/{}", name.strip_prefix("./").unwrap_or(name))
}

const TICKED: char = '\u{E012}';
const UNTICKED: char = '\u{E013}';
const TICKED_TEXT: &str = "\u{E012}";
const UNTICKED_TEXT: &str = "\u{E013}";

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_)
        | Event::FootnoteReference(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::Start(tag) => {
            matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(_) | Event::Html(_) | Event::Rule => false,
    }
}

fn trim(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(words)) = inlines.last_mut() {
        words.truncate(words.trim_end().len());
    }
    inlines
}

/// Consumes a code block and gives the stretch of source that holds its text, and the text
/// without the indentation of lists and quotes.
fn fence_text(events: &mut Events<'_>, base: usize, empty_at: usize) -> (Range<usize>, String) {
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
