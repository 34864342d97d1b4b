//! Fields that lack a bracket: Markdown would print them as they are typed.

use std::ops::Range;

use crate::{
    diag::{FileId, Report, Span},
    say,
};

/// How the path of every field begins.
const ROOTS: [&str; 2] = ["place.", "fact."];

/// Reports fields with a bracket too few, in a text that starts at byte `offset` of its file.
pub(super) fn refuse(report: &mut Report, file: FileId, source: &str, offset: usize) {
    for (at, path) in found(source) {
        report.error_with_help(
            "field-open",
            Span::new(file, offset + at.start..offset + at.end),
            say! { vi: "chỗ điền `{path}` thiếu một dấu ngoặc vuông, nên sẽ in ra y như đã gõ", en: "the field `{path}` lacks a bracket, and would be printed as it is typed" },
            say! { vi: "viết `[[ {path} ]]`", en: "write `[[ {path} ]]`" },
        );
    }
}

/// Where such fields are, and their paths.
pub(super) fn found(source: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let roots = ROOTS.iter().flat_map(move |root| source.match_indices(root));
    roots.filter_map(move |(at, _)| {
        let (before, from) = source.split_at(at);
        let end = from.find(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c)));
        let path = from.get(..end.unwrap_or(from.len())).unwrap_or_default();
        let before = before.trim_end_matches(' ');
        let after = from.get(path.len()..).unwrap_or_default().trim_start_matches(' ');
        let opened = before.len() - before.trim_end_matches('[').len();
        let closed = after.len() - after.trim_start_matches(']').len();
        // Of one bracket on each side people make links and remarks.
        let is_escaped = before.trim_end_matches('[').ends_with('\\') || after.starts_with('\\');
        let is_half = !is_escaped && matches!((opened, closed), (2.., 0 | 1) | (1, 2..));
        let start = before.len() - opened.min(2);
        let stop = source.len() - after.len() + closed.min(2);
        (is_half && !ROOTS.contains(&path)).then_some((start..stop, path))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn told(text: &str) -> Vec<&str> {
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let file = sources.add("lesson.vi.md", text);
        refuse(&mut report, file, text, 0);
        let spans = report.diagnostics().iter().filter_map(|found| found.span);
        spans.filter_map(|span| text.get(span.range())).collect()
    }

    #[test]
    fn a_field_with_a_bracket_too_few_is_reported() {
        assert_eq!(told("ở [[ place.name ] đây"), ["[[ place.name ]"]);
        assert_eq!(told("ở [place.name]] đây"), ["[place.name]]"]);
        assert_eq!(told("[[fact.call_115 gọi"), ["[[fact.call_115 "]);
        for text in [
            "[[ place.name ]]",
            r"[\[ place.name ]]",
            r"\[\[ place.name \]\]",
            "[[[ place.police.phone ]]](tel:1)",
            "[place.name](x)",
            "place.name",
            "[[ place. ]",
            "workplace.name",
            "",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
