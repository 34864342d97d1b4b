//! Many findings in order: each file under its name, and how many there are of each kind.

use std::collections::BTreeMap;

use crate::{
    diag::{Level, Shown, Sources, Tongue},
    say,
};

/// Up to this many findings are read as they are.
pub const FEW: usize = 5;

/// How many errors and warnings some findings are.
fn counts(errors: usize, warnings: usize, tongue: Tongue) -> String {
    let text = match (errors, warnings) {
        (_, 0) => say! { vi: "{errors} lỗi", en: "errors: {errors}" },
        (0, _) => say! { vi: "{warnings} cảnh báo", en: "warnings: {warnings}" },
        _ => {
            say! { vi: "{errors} lỗi, {warnings} cảnh báo", en: "errors: {errors}, warnings: {warnings}" }
        }
    };
    text.in_tongue(tongue).to_owned()
}

fn count(found: &[Shown<'_>], level: Level) -> usize {
    let of_level = found.iter().filter(|shown| shown.diagnostic.level == level);
    of_level.map(|shown| 1 + shown.more).sum()
}

/// Findings by their files, in the order in which they were reported, with a line to stand above each
/// file; findings that belong to no file come last, under no line.
pub fn by_file<'a>(
    found: &[Shown<'a>],
    sources: &Sources,
    tongue: Tongue,
) -> Vec<(Option<String>, Vec<Shown<'a>>)> {
    let mut files: Vec<(Option<String>, Vec<Shown<'_>>)> = Vec::new();
    for shown in found {
        let path = shown.diagnostic.span.map(|span| sources.path(span.file).to_owned());
        match files.iter_mut().find(|(known, _)| *known == path) {
            Some((_, all)) => all.push(*shown),
            None => files.push((path, vec![*shown])),
        }
    }
    files.sort_by_key(|(path, _)| path.is_none());
    for (path, all) in &mut files {
        if let Some(path) = path {
            let counts = counts(count(all, Level::Error), count(all, Level::Warning), tongue);
            *path = format!("== {path} ({counts})");
        }
    }
    files
}

/// How many findings there are of each kind, errors first and the most frequent at their head.
pub fn by_kind(found: &[Shown<'_>], tongue: Tongue) -> String {
    let mut kinds: BTreeMap<(Level, &str), usize> = BTreeMap::new();
    for Shown { diagnostic, more } in found {
        *kinds.entry((diagnostic.level, diagnostic.code)).or_default() += 1 + more;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|((level, code), number)| (*level, std::cmp::Reverse(*number), *code));
    let head = say! {
        vi: "Theo loại (`loa check --explain MÃ` cho biết vì sao):",
        en: "By kind (`loa check --explain CODE` tells why):"
    };
    let mut lines = vec![head.in_tongue(tongue).to_owned()];
    for ((level, code), number) in kinds {
        let level = match level {
            Level::Error => say! { vi: "lỗi", en: "error" },
            _ => say! { vi: "cảnh báo", en: "warning" },
        };
        let level = level.in_tongue(tongue);
        lines.push(format!("  {number:>4}  {code} ({level})"));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Report, Span};

    #[test]
    fn many_findings_stand_under_their_files_and_are_counted() {
        let mut sources = Sources::default();
        let (one, two) = (sources.add("one.md", "abc"), sources.add("two.md", "abc"));
        let mut report = Report::new();
        for number in 0..200 {
            let text = say! { vi: "sai {number}", en: "wrong {number}" };
            let file = if number % 2 == 0 { one } else { two };
            report.warning("some-code", Span::new(file, 0..1), text);
        }
        report.error("other-code", Span::new(two, 0..1), say! { vi: "sai", en: "wrong" });
        let found = report.shown();
        let files = by_file(&found, &sources, Tongue::En);
        let heads: Vec<_> = files.iter().map(|(head, all)| (head.as_deref(), all.len())).collect();
        assert_eq!(
            heads,
            [
                (Some("== one.md (warnings: 100)"), 20),
                (Some("== two.md (errors: 1, warnings: 100)"), 21)
            ]
        );
        let kinds = by_kind(&found, Tongue::Vi);
        assert!(
            kinds.ends_with("     1  other-code (lỗi)\n   200  some-code (cảnh báo)"),
            "{kinds}"
        );
    }
}
