//! Fields before Markdown: `[[ place.name ]]` becomes a word of the same byte length.
//!
//! Without this, `[call](tel:[[ place.police.phone ]])` is not a link and `| [[ a ]] |` may not
//! be a cell. The word is made of private-use marks around a number, so Markdown treats it as
//! a letter; the tree puts the field back.

use super::{half, next::Next};
use crate::{
    diag::{FileId, Report, Span},
    model::{
        FieldPath, Inline, InlineKind,
        fold::nfc,
        markdown::{Blank, named},
    },
    say,
};

const OPEN: char = '\u{E010}';
const CLOSE: char = '\u{E011}';
/// All marks of this stage; like `U+FFFD` each is three bytes.
const OURS: std::ops::RangeInclusive<char> = OPEN..='\u{E013}';
/// Marks are three bytes each and the number takes four.
const SHORTEST: usize = 10;

/// A text whose fields are words, and what the words stand for.
pub struct Masked {
    /// The text; as long as the original to the byte.
    pub text: String,
    fields: Vec<Inline>,
}

impl Masked {
    /// Hides the fields of a text that starts at byte `offset` of `file`, and reports those
    /// that do not exist and template tags that have no place in a lesson.
    pub fn new(report: &mut Report, file: FileId, source: &str, offset: usize) -> Self {
        let mut masked = Self { text: String::with_capacity(source.len()), fields: Vec::new() };
        let mut at = offset;
        let mut rest = source;
        let mut ends = [Next::new("]]"), Next::new("\n")];
        refuse_template_tags(report, file, source, offset);
        half::refuse(report, file, source, offset);
        while let Some((before, after)) = rest.split_once("[[") {
            masked.copy(before);
            at += before.len();
            // Of three brackets the first may open a link, whose words begin with a field.
            let after = match after.strip_prefix('[') {
                Some(inner) if !inner.starts_with('[') && is_in_link(inner) => {
                    masked.copy("[");
                    at += 1;
                    inner
                }
                _ => after,
            };
            let from = source.len() - after.len();
            let [close, line] = ends.each_mut().map(|end| end.after(source, from));
            let end = close.filter(|close| line.is_none_or(|line| *close < line));
            let Some(path) = end.and_then(|end| source.get(from..end)) else {
                // Not a field; `[[` may open a link in ordinary Markdown.
                masked.copy("[[");
                at += 2;
                rest = after;
                continue;
            };
            let typed = format!("[[{path}]]");
            let span = Span::new(file, at..at + typed.len());
            let inline =
                field(report, span, path.trim()).unwrap_or_else(|| Inline::text(nfc(&typed), span));
            masked.hide(inline, &typed);
            at += typed.len();
            rest = after.get(path.len() + 2..).unwrap_or_default();
        }
        masked.copy(rest);
        masked
    }

    /// Copies text, taking the place of marks that are ours alone.
    fn copy(&mut self, text: &str) {
        self.text.push_str(&text.replace(|c| OURS.contains(&c), "\u{FFFD}"));
    }

    fn hide(&mut self, inline: Inline, typed: &str) {
        if typed.len() < SHORTEST || self.fields.len() >= 10_000 {
            self.copy(typed);
            return;
        }
        let number = self.fields.len();
        self.fields.push(inline);
        self.text.push(OPEN);
        self.text.push_str(&format!("{number:04}"));
        self.text.extend(std::iter::repeat_n('x', typed.len() - SHORTEST));
        self.text.push(CLOSE);
    }

    /// Cuts parsed text at the words that stand for fields. `span` is where the text stands; if it
    /// is written there in other bytes than its own, each stretch of words has the whole place.
    pub fn restore(&self, text: &str, span: Span) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let as_typed = text.len() == span.range().len();
        let words = |inlines: &mut Vec<Inline>, stretch: &str, start: usize| {
            if stretch.is_empty() {
                return;
            }
            let start = span.range().start + start;
            let exact = Span::new(span.file, start..start + stretch.len());
            // No page can hold it: HTML loses it, or has this in its place, as CommonMark asks.
            let stretch = stretch.replace('\0', "\u{FFFD}");
            push(inlines, Inline::text(stretch, if as_typed { exact } else { span }));
        };
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            words(&mut inlines, before, text.len() - rest.len());
            let Some((word, after)) = after.split_once(CLOSE) else {
                rest = after;
                continue;
            };
            let number = word.get(..4).and_then(|digits| digits.parse::<usize>().ok());
            if let Some(field) = number.and_then(|number| self.fields.get(number)) {
                push(&mut inlines, field.clone());
            }
            rest = after;
        }
        words(&mut inlines, rest, text.len() - rest.len());
        inlines
    }

    /// The text with its fields as they were typed, and whether there were any: for places
    /// where no field may stand.
    pub fn restore_plain(&self, text: &str, source_of: impl Fn(Span) -> String) -> (String, bool) {
        let mut plain = String::new();
        let mut any = false;
        for inline in self.restore(text, Span::nowhere()) {
            match inline.kind {
                InlineKind::Text(words) => plain.push_str(&words),
                InlineKind::Field(_) | InlineKind::Fact(_) => {
                    any = true;
                    plain.push_str(&source_of(inline.span));
                }
                InlineKind::Strong(_)
                | InlineKind::Emphasis(_)
                | InlineKind::Code(_)
                | InlineKind::Link { .. }
                | InlineKind::Picture { .. }
                | InlineKind::Break => {}
            }
        }
        (plain, any)
    }
}

/// Nobody writes so many fields into the words of one link, and for each the rest would be read.
const MOST_IN_LINK: usize = 100;

/// Whether a field stands at the start of the words of a link: after it and others that follow, the
/// first bracket closes the words and an address opens.
fn is_in_link(from_field: &str) -> bool {
    let Some((field, mut rest)) = from_field.split_once("]]") else { return false };
    let mut passed = field;
    for _ in 0..MOST_IN_LINK {
        let Some((words, bracket)) = rest.find(['[', ']']).and_then(|at| rest.split_at_checked(at))
        else {
            return false;
        };
        // No link goes on beyond its paragraph.
        if passed.contains("\n\n") || words.contains("\n\n") {
            return false;
        }
        match bracket.strip_prefix("[[").and_then(|inner| inner.split_once("]]")) {
            Some((field, after)) => (passed, rest) = (field, after),
            None => return bracket.starts_with("](") || bracket.starts_with("]["),
        }
    }
    false
}

/// Adds to the end of a line; words are joined to words already there.
pub fn push(line: &mut Vec<Inline>, inline: Inline) {
    let InlineKind::Text(words) = &inline.kind else {
        line.push(inline);
        return;
    };
    if words.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(Inline { kind: InlineKind::Text(text), span }) => {
            text.push_str(words);
            span.end = span.end.max(inline.span.end);
        }
        _ => line.push(inline),
    }
}

/// The field or fact of a path, or a diagnostic that names the nearest real one.
fn field(report: &mut Report, span: Span, path: &str) -> Option<Inline> {
    if let Some(id) = path.strip_prefix("fact.") {
        if !id.is_empty()
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c))
        {
            // Whether the fact exists is known only when all files are read.
            return Some(Inline::new(InlineKind::Fact(id.to_owned()), span));
        }
    } else if let Some(field) = FieldPath::parse(path) {
        return Some(Inline::new(InlineKind::Field(field), span));
    }
    let known = FieldPath::all();
    let text = say! { vi: "không có dữ liệu tên `{path}`", en: "there is no field `{path}`" };
    let names = known.iter().map(|(name, _)| name.as_str());
    // Whoever fills in a form writes what belongs there.
    let meant = match named(path, false) {
        Some(Blank::Field(field)) => Some(field),
        _ => None,
    };
    let near = meant.or_else(|| report.nearest("field-name", span, path, names));
    let help = match near {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `[[ {near} ]]`?", en: "did you mean `[[ {near} ]]`?" }
        }
        None => say! {
            vi: "chỉ có `[[ place.… ]]` và `[[ fact.… ]]`, không kèm phép tính hay dấu `|`; ví dụ `[[ place.full ]]`",
            en: "there are only `[[ place.… ]]` and `[[ fact.… ]]`, without filters; for example `[[ place.full ]]`"
        },
    };
    report.error_with_help("field-name", span, text, help);
    None
}

/// Lessons are data: a Tera tag in one is a mistake, wherever it stands.
pub fn refuse_template_tags(report: &mut Report, file: FileId, source: &str, offset: usize) {
    for tag in ["{{", "{%", "[%"] {
        for (at, _) in source.match_indices(tag) {
            report.error_with_help(
                "template-in-lesson",
                Span::new(file, offset + at..offset + at + tag.len()),
                say! { vi: "`{tag}` là lệnh của giao diện, không dùng được trong bài", en: "`{tag}` is a theme tag and cannot stand in a lesson" },
                say! {
                    vi: "để ghi dữ liệu của xã, viết `[[ place.full ]]`; để ghi số gọi, viết `[[ fact.hotline_child ]]`",
                    en: "for a value of the place write `[[ place.full ]]`, for a number to call `[[ fact.hotline_child ]]`"
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    #[test]
    fn a_masked_text_is_as_long_as_the_original() {
        let source = "Ở [[ place.full ]] gọi [[ fact.a ]], [[ place.nmae ]] và [[x]] [[";
        let mut sources = Sources::default();
        let file = sources.add("t.md", source);
        let mut report = Report::new();
        let masked = Masked::new(&mut report, file, source, 0);
        assert_eq!(masked.text.len(), source.len());
        assert_eq!(report.diagnostics().len(), 2);
        let restored = masked.restore(&masked.text, Span::new(file, 0..source.len()));
        for inline in &restored {
            let typed = sources.slice(inline.span);
            match &inline.kind {
                InlineKind::Text(words) => assert_eq!(typed, words),
                _ => assert!(typed.starts_with("[[") && typed.ends_with("]]"), "{typed}"),
            }
        }
        assert_eq!(crate::model::block::plain(&restored), "Ở  gọi , [[ place.nmae ]] và [[x]] [[");
    }

    #[test]
    fn a_line_of_many_fields_is_read_once() {
        let many = 50_000;
        for (piece, wrong) in [("[[ place.nope ]] ", many), ("[[[ place.nope ]] ", many), ("[[", 0)]
        {
            let source = piece.repeat(many);
            let mut sources = Sources::default();
            let file = sources.add("t.md", source.as_str());
            let mut report = Report::new();
            let begun = cpu_time::ThreadTime::now();
            let masked = Masked::new(&mut report, file, &source, 0);
            // Where each read the rest of the line, it took minutes without optimisation.
            assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{piece}");
            assert_eq!(masked.text.len(), source.len());
            assert_eq!(report.count(crate::diag::Level::Error), wrong, "{piece}");
        }
    }

    #[test]
    fn of_three_brackets_the_first_is_that_of_a_link() {
        for (source, fields, wrong) in [
            ("[[[ place.name ]]](lesson:a)", 1, 0),
            ("[[[ place.name ]] và [[ fact.a ]] ở đây](tel:[[ fact.a ]])", 3, 0),
            ("[[[ place.name ]]\ngọi](tel:[[ fact.a ]])", 2, 0),
            ("[[[ place.name ]]]", 1, 1),
            ("[[[ place.name ]] và [nơi khác](lesson:a)", 1, 1),
            ("[[[[ place.name ]]](lesson:a)", 1, 1),
        ] {
            let mut sources = Sources::default();
            let file = sources.add("t.md", source);
            let mut report = Report::new();
            let masked = Masked::new(&mut report, file, source, 0);
            assert_eq!(masked.text.len(), source.len(), "{source}");
            assert_eq!(
                (masked.fields.len(), report.diagnostics().len()),
                (fields, wrong),
                "{source}"
            );
        }
    }
}
