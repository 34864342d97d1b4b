//! Vocabulary: what went wrong, where, and what to type instead.
//!
//! A mistake is a [`Diagnostic`]: a stable code, a place in a file, and its sentence in
//! Vietnamese and English, written side by side where the mistake is found ([`say!`](crate::say)).
//! Stages add to a [`Report`] and go on; [`Reported`] proves that the author was told.
//!
//! [`explain`] says of each code why it is said, with a right example.
//!
//! Nothing here knows lessons, places or formats, and nothing here prints to the terminal:
//! [`terminal`] makes text of a diagnostic, the command line shows it.

mod excerpt;
pub mod explain;
mod limit;
pub mod shell;
pub mod source;
pub mod terminal;
mod windows;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Arguments,
};

pub use limit::{SHOWN, Shown};
pub use source::{FileId, Sources, Span};

/// A sentence in the two languages that messages are written in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// Vietnamese, the language the sentence was first written in.
    pub vi: Cow<'static, str>,
    /// English, of equal care.
    pub en: Cow<'static, str>,
}

/// The language of messages (not of content).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tongue {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Tongue {
    /// Its tag, as in `lang="vi"`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

impl Text {
    /// The sentence in one language.
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Vi => &self.vi,
            Tongue::En => &self.en,
        }
    }

    /// The sentence as far as anybody reads it: it may show what an author typed, which may be a line
    /// that has no end.
    fn cut(self) -> Self {
        const LONGEST: usize = 1200;
        let cut = |sentence: Cow<'static, str>| {
            if sentence.len() <= LONGEST {
                return sentence;
            }
            let end = sentence.floor_char_boundary(LONGEST);
            Cow::Owned(sentence.get(..end).unwrap_or_default().to_owned() + "…")
        };
        Self { vi: cut(self.vi), en: cut(self.en) }
    }
}

/// Writes a sentence in both languages; leaving one out does not compile.
#[macro_export]
macro_rules! say {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::diag::Text {
            vi: $crate::diag::said(format_args!($vi)),
            en: $crate::diag::said(format_args!($en)),
        }
    };
}

/// A sentence that is the same every time takes no memory: three thousand communes lack the same
/// number, and are told the same remedy.
#[doc(hidden)]
pub fn said(sentence: Arguments<'_>) -> Cow<'static, str> {
    sentence.as_str().map_or_else(|| Cow::Owned(sentence.to_string()), Cow::Borrowed)
}

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is published until it is mended.
    Error,
    /// Published, but probably not what was meant; `--strict` makes it an error.
    Warning,
    /// Local data that is not known yet. Shown as a gap to readers too.
    Gap,
    /// Awaits somebody's signature.
    Review,
}

/// Anything worth telling the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// Stable name, `[a-z-]`, never reused for another meaning.
    pub code: &'static str,
    /// Where; absent when no file of the campaign is at fault.
    pub span: Option<Span>,
    /// What is wrong, in one line.
    pub text: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// Other places that matter, each with a few words.
    pub related: Vec<(Span, Text)>,
}

impl Diagnostic {
    /// Adds what the author should do.
    pub fn help(&mut self, help: Text) -> &mut Self {
        self.help = Some(help.cut());
        self
    }

    /// Adds another place that matters.
    pub fn related(&mut self, span: Span, text: Text) -> &mut Self {
        self.related.push((span, text.cut()));
        self
    }
}

/// Proof that an error was reported. Only [`Report`] makes one, so an error can be neither
/// swallowed nor said twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported(());

/// Everything that was said during one run, in the order it was found.
#[derive(Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// How many gaps there were, where nobody asks what each is.
    gaps: Option<usize>,
    /// Files whose faults stop nothing.
    spared: BTreeSet<FileId>,
    /// How many diagnostics of a code there are in a file.
    counts: BTreeMap<(&'static str, Option<FileId>), usize>,
    /// How many of them are only counted, since nobody reads so many.
    counted: BTreeMap<Kind, usize>,
    /// The last of those.
    last: Option<Diagnostic>,
}

/// What diagnostics are counted by.
type Kind = (Level, &'static str, Option<FileId>);

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on gaps are counted and not kept: a build tells how many there are, and each of
    /// three thousand communes may have two.
    pub fn count_gaps(&mut self) {
        self.gaps.get_or_insert(0);
    }

    /// Says that something is wrong; nothing will be published.
    pub fn error(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
    ) -> Reported {
        self.add(Level::Error, code, span.into(), text);
        Reported(())
    }

    /// Says that something is wrong and what to type instead.
    pub fn error_with_help(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
        help: Text,
    ) -> Reported {
        self.add(Level::Error, code, span.into(), text).help(help);
        Reported(())
    }

    /// Says that something is wrong, what to type instead, and what else has to do with it.
    pub fn error_with_related(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
        help: Text,
        related: impl IntoIterator<Item = (Span, Text)>,
    ) -> Reported {
        let diagnostic = self.add(Level::Error, code, span.into(), text);
        diagnostic.help(help);
        diagnostic.related.extend(related.into_iter().map(|(span, text)| (span, text.cut())));
        Reported(())
    }

    /// Says that something is probably not meant.
    pub fn warning(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
    ) -> &mut Diagnostic {
        self.add(Level::Warning, code, span.into(), text)
    }

    /// Says that local data is not known yet, and how it comes to be.
    pub fn gap(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
        help: Text,
    ) {
        match &mut self.gaps {
            Some(count) => *count += 1,
            None => {
                self.add(Level::Gap, code, span.into(), text).help(help);
            }
        }
    }

    /// Says that something awaits a signature.
    pub fn review(
        &mut self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        text: Text,
    ) -> &mut Diagnostic {
        self.add(Level::Review, code, span.into(), text)
    }

    /// Adds a diagnostic made elsewhere.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.keep(diagnostic);
    }

    /// Adds all of another report, after what is here.
    pub fn append(&mut self, other: Report) {
        for diagnostic in other.diagnostics {
            self.keep(diagnostic);
        }
        for (kind, number) in other.counted {
            *self.counted.entry(kind).or_default() += number;
        }
        self.spared.extend(other.spared);
        if let Some(count) = other.gaps {
            *self.gaps.get_or_insert(0) += count;
        }
    }

    /// Takes out what follows from a mistake that is reported.
    pub fn leave_out(&mut self, code: &str) {
        self.diagnostics.retain(|diagnostic| diagnostic.code != code);
        self.counts.retain(|(counted, _), _| *counted != code);
        self.counted.retain(|(_, counted, _), _| *counted != code);
    }

    /// The gate between stages: passes if no error was reported so far.
    ///
    /// # Errors
    /// When at least one error was reported.
    pub fn so_far(&self) -> Result<(), Reported> {
        if self.count(Level::Error) > 0 { Err(Reported(())) } else { Ok(()) }
    }

    /// How many diagnostics of a level there are.
    pub fn count(&self, level: Level) -> usize {
        let counted = if level == Level::Gap { self.gaps.unwrap_or_default() } else { 0 };
        let more = self.counted.iter().filter(|((of, ..), _)| *of == level).map(|(_, more)| more);
        let more: usize = more.sum();
        counted + more + self.diagnostics.iter().filter(|d| d.level == level).count()
    }

    /// The known name most like `typed`, for a diagnostic about to be added at a place. Of
    /// thousands of wrong names in one file nobody reads the last, and for each all that are known
    /// would be compared: after as many as are shown, none is found.
    pub fn nearest<'a>(
        &self,
        code: &'static str,
        span: impl Into<Option<Span>>,
        typed: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if self.is_full(code, span) { None } else { nearest(typed, known) }
    }

    /// Takes back the last diagnostic that is such, for one that says its cause.
    pub fn take_back(&mut self, is_such: impl Fn(&Diagnostic) -> bool) {
        let Some(at) = self.diagnostics.iter().rposition(is_such) else { return };
        let Diagnostic { code, span, .. } = self.diagnostics.remove(at);
        if let Some(count) = self.counts.get_mut(&(code, span.map(|span| span.file))) {
            *count = count.saturating_sub(1);
        }
    }

    /// Whether as many diagnostics of a code as are shown were found in the file of a place.
    pub fn is_full(&self, code: &'static str, span: impl Into<Option<Span>>) -> bool {
        let file = span.into().map(|span| span.file);
        self.counts.get(&(code, file)).is_some_and(|number| *number >= SHOWN)
    }

    /// Whether this was said of this place already: a fault of a theme shows on every page.
    pub fn has(&self, code: &str, span: Span) -> bool {
        self.diagnostics.iter().any(|d| d.code == code && d.span == Some(span))
    }

    /// The diagnostics, in the order they were found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Makes warnings of the errors in files that are not published, and keeps them so. `why` gives the
    /// place that says so of a file.
    pub fn spare(&mut self, why: impl Fn(FileId) -> Option<Span>, says: &Text) {
        for d in &mut self.diagnostics {
            let Some(file) = d.span.map(|span| span.file) else { continue };
            let Some(place) = why(file) else { continue };
            self.spared.insert(file);
            if d.level == Level::Error {
                d.level = Level::Warning;
                d.related.push((place, says.clone()));
            }
        }
        for ((level, code, file), number) in std::mem::take(&mut self.counted) {
            let spared = file.is_some_and(|file| why(file).is_some());
            let level = if spared && level == Level::Error { Level::Warning } else { level };
            *self.counted.entry((level, code, file)).or_default() += number;
        }
    }

    /// Turns every warning into an error (`--strict`), but for those of what is not published.
    pub fn make_strict(&mut self) {
        for d in &mut self.diagnostics {
            let spared = d.span.is_some_and(|span| self.spared.contains(&span.file));
            if d.level == Level::Warning && !spared {
                d.level = Level::Error;
            }
        }
        for ((level, code, file), number) in std::mem::take(&mut self.counted) {
            let spared = file.is_some_and(|file| self.spared.contains(&file));
            let level = if level == Level::Warning && !spared { Level::Error } else { level };
            *self.counted.entry((level, code, file)).or_default() += number;
        }
    }

    /// Puts the diagnostics in file order, so that two runs say the same on any number of
    /// threads; what has no place comes last.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span.is_none(), d.span, d.level, d.code);
            key(a).cmp(&key(b)).then_with(|| a.text.cmp(&b.text))
        });
        self.diagnostics.dedup();
    }

    fn add(
        &mut self,
        level: Level,
        code: &'static str,
        span: Option<Span>,
        text: Text,
    ) -> &mut Diagnostic {
        let text = text.cut();
        self.keep(Diagnostic { level, code, span, text, help: None, related: Vec::new() })
    }

    /// Keeps a diagnostic, or counts it if there are too many of its kind already: a table may have
    /// a mistake in each of a hundred thousand rows.
    #[expect(clippy::indexing_slicing, reason = "it was pushed the line before")]
    fn keep(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let file = diagnostic.span.map(|span| span.file);
        let number = self.counts.entry((diagnostic.code, file)).or_default();
        *number += 1;
        if *number > limit::KEPT {
            let kind = (diagnostic.level, diagnostic.code, file);
            *self.counted.entry(kind).or_default() += 1;
            return self.last.insert(diagnostic);
        }
        let at = self.diagnostics.len();
        self.diagnostics.push(diagnostic);
        &mut self.diagnostics[at]
    }
}

/// The known name most like `typed`, if one is near enough to be worth suggesting. Whoever asks for
/// each row or line of a file asks [`Report::nearest`].
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // To compare two names takes as long as both of their lengths multiplied.
    const LONGEST: usize = 200;
    let length = typed.chars().count();
    if length > LONGEST {
        return None;
    }
    known
        .into_iter()
        // A name that is longer or shorter by more than that is not near.
        .filter(|name| {
            let known = name.chars().count();
            known.abs_diff(length) <= (known / 3).max(1)
        })
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

/// What a stage says of a failure for which the system has no words.
#[derive(Debug)]
pub struct Said(pub Text);

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Text { vi, en } = &self.0;
        write!(f, "{vi} / {en}")
    }
}

impl std::error::Error for Said {}

/// The machine failed, not the content: a full disk, a missing permission. Ends the run with
/// exit code 2.
#[derive(Debug)]
pub struct Failure {
    /// What was being done.
    pub doing: Text,
    /// The file or folder.
    pub path: std::path::PathBuf,
    /// What the system said.
    pub error: std::io::Error,
    /// What the failure leaves, where people must know it.
    pub left: Option<Box<Text>>,
}

impl Failure {
    /// A failure at a path.
    pub fn new(doing: Text, path: impl Into<std::path::PathBuf>, error: std::io::Error) -> Self {
        // A path put together with `/` is shown as the system writes it.
        let path: std::path::PathBuf = path.into();
        Self { doing, path: path.components().collect(), error, left: None }
    }

    /// The failure, with what it leaves, unless that is reported already.
    #[must_use]
    pub fn leaving(self, left: Text) -> Self {
        Self { left: self.left.or_else(|| Some(Box::new(left))), ..self }
    }

    /// What the system said, in words for those errors that people meet.
    pub fn why(&self) -> Text {
        use std::io::ErrorKind;
        let said = self.error.get_ref().and_then(|error| error.downcast_ref::<Said>());
        if let Some(Said(text)) = said {
            return text.clone();
        }
        let code = self.error.raw_os_error().filter(|_| cfg!(windows));
        if let Some(why) = code.and_then(windows::says) {
            return why;
        }
        match self.error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                say! { vi: "ổ đĩa đã đầy", en: "the disk is full" }
            }
            ErrorKind::FileTooLarge => {
                say! { vi: "ổ đĩa không nhận tệp lớn như vậy", en: "the disk takes no file of this size" }
            }
            ErrorKind::PermissionDenied => {
                say! { vi: "không có quyền đọc hoặc ghi ở đây", en: "there is no permission to read or write here" }
            }
            ErrorKind::ResourceBusy => {
                say! { vi: "chương trình khác đang dùng", en: "another program is using it" }
            }
            ErrorKind::ReadOnlyFilesystem => {
                say! { vi: "ổ đĩa này chỉ cho đọc", en: "this disk can only be read" }
            }
            ErrorKind::AddrInUse => {
                say! { vi: "một chương trình khác đang dùng cổng này; chọn cổng khác, ví dụ `--port 1200`", en: "another program has this port; choose another one, for example `--port 1200`" }
            }
            ErrorKind::NotFound => {
                say! { vi: "không tìm thấy tệp hoặc thư mục này", en: "there is no such file or folder" }
            }
            ErrorKind::IsADirectory => {
                say! { vi: "đây là thư mục, không phải tệp", en: "this is a folder, not a file" }
            }
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                say! { vi: "một phần của đường dẫn là tệp, không phải thư mục", en: "a part of the path is a file, not a folder" }
            }
            _ => {
                let error = &self.error;
                say! { vi: "{error}", en: "{error}" }
            }
        }
    }
}

/// Why a run ended early.
#[derive(Debug)]
pub enum Stop {
    /// The content has errors; they are in the report.
    Reported,
    /// The machine failed.
    Failed(Failure),
}

impl From<Reported> for Stop {
    fn from(_: Reported) -> Self {
        Self::Reported
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_a_file_that_is_spared_is_never_an_error() {
        let mut sources = Sources::default();
        let [spared, other] = ["a", "b"].map(|path| Span::new(sources.add(path, "x"), 0..1));
        let says = say! { vi: "để riêng", en: "parked" };
        let mut report = Report::new();
        let wrong = || say! { vi: "sai", en: "wrong" };
        report.error("link-file", spared, wrong());
        report.warning("link-file", other, wrong());
        report.spare(|file| (file == spared.file).then_some(spared), &says);
        assert!(report.so_far().is_ok());
        let related = report.diagnostics().iter().map(|found| found.related.len());
        assert_eq!(related.collect::<Vec<_>>(), [1, 0]);
        report.make_strict();
        let levels = report.diagnostics().iter().map(|found| found.level);
        assert_eq!(levels.collect::<Vec<_>>(), [Level::Warning, Level::Error]);
    }
}
