//! The files that were read, and places in them.

use std::{ops::Range, sync::OnceLock};

/// A file that was read, as an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of a file, in bytes of the whole file (front matter included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A stretch of a file. Files are limited to 4 GiB, far above what `load` accepts.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// A place in no file, for what was made and not read.
    pub fn nowhere() -> Self {
        Self { file: FileId(u32::MAX), start: 0, end: 0 }
    }

    /// Whether another place lies within this one.
    pub fn holds(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The stretch as a byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Debug)]
struct File {
    path: String,
    text: String,
    /// Where each line begins, once somebody asks for a line.
    lines: OnceLock<Vec<usize>>,
}

/// The text of every file that diagnostics may point into.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Keeps a file; `path` is relative to the campaign, with `/`.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(File { path: path.into(), text: text.into(), lines: OnceLock::new() });
        id
    }

    /// The path of a file relative to the campaign, with `/`.
    pub fn path(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("", |f| &f.path)
    }

    /// The file of a path that was kept last.
    pub fn named(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().rposition(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The text of a file as it was read (without a byte order mark, CRLF kept).
    pub fn text(&self, id: FileId) -> &str {
        self.files.get(id.0 as usize).map_or("", |f| &f.text)
    }

    /// The text of a stretch; empty if the span is not on letter borders of its file.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }

    /// Where words stand in a file, or else in any other.
    pub fn find(&self, words: &str, first: FileId) -> Option<Span> {
        let all = (0..self.files.len()).filter_map(|at| u32::try_from(at).ok().map(FileId));
        [first].into_iter().chain(all).find_map(|file| {
            let at = self.text(file).find(words)?;
            Some(Span::new(file, at..at + words.len()))
        })
    }

    /// Where each line of a file begins.
    fn lines(&self, id: FileId) -> &[usize] {
        let Some(file) = self.files.get(id.0 as usize) else { return &[0] };
        file.lines.get_or_init(|| {
            let ends = file.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// Line and column of the start of a span, both from 1, the column in characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let start = span.start as usize;
        let lines = self.lines(span.file);
        let line = lines.partition_point(|begin| *begin <= start).max(1);
        let begin = lines.get(line - 1).copied().unwrap_or_default();
        let before = self.text(span.file).get(begin..start).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}
