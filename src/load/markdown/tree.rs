//! One reading of a text: what it needs, and the documents and lines that it is made of.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Tag, TagEnd};

use super::{
    blocks::fence_text, fences, left::left, mask::Masked, meant::Meant, open, scan::Seen,
    typed::refuse_typed_numbers,
};
use crate::{
    diag::{FileId, Report, Sources, Span},
    foreign::markdown::{Fault, Read},
    load::characters,
    model::{Block, BlockKind, Inline, InlineKind, fold::nfc},
    say,
};

/// A block at the top of a file, with what a lesson needs to know of it.
#[derive(Debug)]
pub struct Top {
    /// The block.
    pub block: Block,
    /// Its first line: a whole block would underline half the file.
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
    let (ticks, read_to) = (Vec::new(), 0);
    let stretches = open::stretches(report, file, &masked.text, offset);
    let mut reader =
        Reader { report, file, source, offset, folder, masked: &masked, ticks, read_to };
    stretches.into_iter().flat_map(|stretch| reader.read(stretch, 0)).collect()
}

/// The reader, for whoever writes what it reads: files of `folder`, of which nothing is reported.
#[derive(Debug, Clone, Copy)]
pub struct Reads<'a> {
    /// The folder of the file, relative to the campaign.
    pub folder: &'a str,
}

impl crate::model::markdown::Reads for Reads<'_> {
    fn blocks(&self, text: &str) -> Vec<Block> {
        let file = Sources::default().add("", "");
        let tops = blocks(&mut Report::new(), file, text, 0, self.folder);
        tops.into_iter().map(|top| top.block).collect()
    }

    fn line(&self, text: &str) -> Vec<Inline> {
        let file = Sources::default().add("", "");
        let report = &mut Report::new();
        let masked = Masked::new(report, file, text, 0);
        let mut reader = Reader {
            report,
            file,
            source: text,
            offset: 0,
            folder: self.folder,
            masked: &masked,
            ticks: Vec::new(),
            read_to: 0,
        };
        reader.line(0..text.len())
    }
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
    /// For each item of a list that is open: whether it is ticked, if it can be.
    pub ticks: Vec<Option<bool>>,
    /// Where the last words that were read end.
    pub read_to: usize,
}

/// Fences may hold Markdown, but not each other.
const DEEPEST_FENCE: usize = 1;

pub(super) type Events<'a> = std::iter::Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>;

impl Reader<'_> {
    /// Reads a stretch of the text as a document of its own.
    pub fn read(&mut self, range: Range<usize>, depth: usize) -> Vec<Top> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_GFM
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_TASKLISTS;
        let masked = self.masked;
        let text = masked.text.get(range.clone()).unwrap_or_default();
        let of = |text: &str| Meant::of(text, options);
        let Some((meant, seen)) = self.meant(text, range.start, of) else { return Vec::new() };
        let Some(read) = self.parse(&meant, range.start) else { return Vec::new() };
        self.refuse_unused_definitions(read.unused, range.start);
        let links = self.refuse_almost_links(&read.events, range.start);
        self.refuse_left(left(text, 0, &seen), range.start, &links);
        let mut events = read.events.into_iter().peekable();
        let mut tops = Vec::new();
        while let Some((event, at)) = events.next() {
            let at = at.start + range.start..at.end + range.start;
            let span = self.first_line(at.clone());
            let whole = self.span_trimmed(at.clone());
            let block = Block::new(BlockKind::Rule, whole);
            let mut top = Top { block, span, id: None, short: None };
            if let Event::Start(Tag::Heading { id, .. }) = &event {
                top.id = id.as_ref().map(ToString::to_string);
            }
            if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event {
                let info = info.to_string();
                let (inner, text) = fence_text(&mut events, range.start, at.end);
                if info.trim().is_empty() {
                    let kind = self.code(text, span);
                    tops.push(Top { block: Block::new(kind, whole), ..top });
                    continue;
                }
                let fence = fences::read(self, &info, inner, span, depth == DEEPEST_FENCE);
                let block = Block::new(fence.kind, whole);
                tops.push(Top { short: fence.short, block, ..top });
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
        let of = |text: &str| Meant::of_line(text, 1);
        let Some((meant, seen)) = self.meant(&text, base, of) else { return Vec::new() };
        let Some(read) = self.parse(&meant, base) else { return Vec::new() };
        let links = self.refuse_almost_links(&read.events, base);
        self.refuse_left(left(&text, 1, &seen), base, &links);
        let events = read.events;
        let mut events = events.into_iter().peekable();
        events.next();
        let mut inlines = self.inlines(&mut events, base, TagEnd::Paragraph);
        if let Some(Inline { kind: InlineKind::Text(words), span }) = inlines.first_mut()
            && words.starts_with(',')
        {
            words.remove(0);
            span.start += 1;
            if words.is_empty() {
                inlines.remove(0);
            }
        }
        inlines
    }

    /// What a text that is at `base` means, and what Markdown makes of it; nothing if it cannot be
    /// read, which is reported.
    fn meant(
        &mut self,
        text: &str,
        base: usize,
        read: impl Fn(&str) -> Result<(Meant, Seen), Fault>,
    ) -> Option<(Meant, Seen)> {
        match read(text) {
            Ok(found) => return Some(found),
            Err(Fault::Broken) => {
                let is_read = |start: &str| !matches!(read(start), Err(Fault::Broken));
                self.refuse_unreadable(text, base, is_read);
            }
            Err(fault) => self.refuse_large(fault, base),
        }
        None
    }

    /// The events of a text that was read before.
    fn parse<'m>(&mut self, meant: &'m Meant, base: usize) -> Option<Read<'m>> {
        meant.parse().map_err(|fault| self.refuse_large(fault, base)).ok()
    }

    /// Reports that too much is nested, or in one text.
    fn refuse_large(&mut self, fault: Fault, base: usize) {
        let (at, what, help) = match fault {
            Fault::Much(at) => (
                at,
                say! { vi: "tới đây đã có quá nhiều đoạn, ô và dấu, không phải một bài viết", en: "up to here there are more paragraphs, cells and marks than a text has" },
                say! { vi: "chia ra nhiều bài, hoặc bỏ những hàng, những dấu lặp lại", en: "make several texts of it, or remove rows and marks that repeat" },
            ),
            Fault::Deep(at) => (
                at,
                say! { vi: "danh sách, trích dẫn hoặc dấu nhấn lồng nhau quá nhiều lớp", en: "lists, quotations or emphasis stand too deep inside each other" },
                say! { vi: "bỏ bớt dấu `>` hoặc `-` ở đầu dòng, dấu `*` hoặc `_` giữa dòng", en: "remove some of the `>` or `-` before the words, or of the `*` or `_` among them" },
            ),
            Fault::Broken => return self.refuse_unreadable("", base, |_| true),
        };
        let span = self.first_line(at.start + base..at.end + base);
        self.report.error_with_help("nested-too-deep", span, what, help);
    }

    /// Reports where the reader of Markdown gives up: on `- [x] \` above a line of dashes, and whatever
    /// else nobody has typed yet.
    fn refuse_unreadable(&mut self, text: &str, base: usize, is_read: impl Fn(&str) -> bool) {
        // The first line with which the text cannot be read any more.
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        let last = ends.partition_point(|end| is_read(text.get(..*end).unwrap_or_default()));
        let line = |at: usize| ends.get(at).copied().unwrap_or(text.len());
        let start = last.checked_sub(1).map_or(0, line);
        let span = self.first_line(base + start..base + line(last));
        self.report.error_with_help(
            "markdown-unreadable",
            span,
            say! { vi: "không đọc được bài tới dòng này: dòng này và dòng phía trên viết theo cách mà bộ đọc Markdown không hiểu", en: "the text cannot be read at this line: the reader of Markdown does not get over it and the line above" },
            say! { vi: "bỏ dấu `\\` đứng một mình ở cuối dòng phía trên, hoặc để một dòng trống giữa hai dòng", en: "take out a `\\` that stands alone at the end of the line above, or leave a blank line between the two" },
        );
    }

    /// A place in the file.
    pub fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.file, self.offset + at.start..self.offset + at.end)
    }

    /// The first line of a place in the file, without blanks at its ends.
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

    /// What stands at a place in the file.
    pub fn typed_at(&self, span: Span) -> &str {
        let (start, end) = (span.range().start, span.range().end);
        let range = start.checked_sub(self.offset).zip(end.checked_sub(self.offset));
        range.and_then(|(start, end)| self.source.get(start..end)).unwrap_or_default()
    }

    /// Words and fields of parsed text, which stands at a place in the file.
    pub fn words(&self, text: &str, span: Span) -> Vec<Inline> {
        let mut inlines = self.masked.restore(text, span);
        for inline in &mut inlines {
            if let InlineKind::Text(words) = &mut inline.kind {
                *words = nfc(words);
            }
        }
        inlines
    }

    /// Reports hidden characters that are written as `&#x202E;`.
    pub(super) fn refuse_escapes(&mut self, text: &str, at: Range<usize>) {
        let typed = self.masked.text.get(at.clone()).unwrap_or_default();
        characters::check_words(self.report, self.span(at), typed, text);
    }

    pub(super) fn plain(&mut self, text: &CowStr<'_>, span: Span, what: (&str, &str)) -> String {
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
}
