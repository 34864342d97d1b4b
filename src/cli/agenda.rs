//! What a check found, by what its reader would do next: mend it now, fill it in, have it reviewed.
//! What stops a build is shown in full; of the rest how much there is of each kind, and all of it when
//! it is asked for.

use std::collections::BTreeMap;

use clap::ValueEnum;

use crate::{
    diag::{Diagnostic, Level, Report, Sources, Tongue},
    say,
};

/// What `check` lists when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// Chỗ còn thiếu / what is not known yet.
    Gaps,
    /// Mục chờ duyệt / what awaits a signature.
    Reviews,
    /// Cảnh báo, là lỗi khi có --strict / warnings, which are errors with --strict.
    Warnings,
    /// Độ dài câu của mỗi bài / how long the sentences of each lesson are.
    Sentences,
}

impl Listed {
    fn level(self) -> Option<Level> {
        match self {
            Self::Gaps => Some(Level::Gap),
            Self::Reviews => Some(Level::Review),
            Self::Warnings => Some(Level::Warning),
            Self::Sentences => None,
        }
    }
}

/// The list of a level, a line each; nothing if there is none.
pub fn list(report: &Report, listed: Listed, sources: &Sources, tongue: Tongue) -> Option<String> {
    let level = listed.level()?;
    let of_level = report.diagnostics().iter().filter(|found| found.level == level);
    // What is to be done is the same for all of a kind, and said once.
    let mut kinds: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for found in of_level {
        kinds.entry(found.code).or_default().push(found);
    }
    let mut lines = Vec::new();
    for (code, all) in kinds {
        let number = all.len();
        lines.push(format!("{code} ({number})"));
        let helps: Vec<&str> =
            all.iter().filter_map(|found| Some(found.help.as_ref()?.in_tongue(tongue))).collect();
        let one_help = helps.first().filter(|first| helps.iter().all(|help| help == *first));
        if let Some(help) = one_help {
            let text = say! { vi: "cách làm: {help}", en: "what to do: {help}" };
            lines.push(format!("  {}", text.in_tongue(tongue)));
        }
        for found in all {
            let text = found.text.in_tongue(tongue);
            let place = found.span.map_or_else(String::new, |span| {
                format!("{}:{}  ", sources.path(span.file), sources.line_column(span).0)
            });
            lines.push(format!("  {place}{text}"));
            let help = found.help.as_ref().filter(|_| one_help.is_none());
            if let Some(help) = help {
                lines.push(format!("    {}", help.in_tongue(tongue)));
            }
        }
    }
    let more = report
        .count(level)
        .saturating_sub(report.diagnostics().iter().filter(|found| found.level == level).count());
    if more > 0 {
        let text = say! { vi: "… và {more} mục nữa", en: "… and {more} more" };
        lines.push(text.in_tongue(tongue).to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What there is to do, by who does it: how many of each kind, and how to see them all. A level that
/// is listed anyway is not counted by kind again.
pub fn summary(report: &Report, listed: &[Listed], tongue: Tongue) -> String {
    let [errors, warnings, gaps, reviews] =
        [Level::Error, Level::Warning, Level::Gap, Level::Review].map(|level| report.count(level));
    let mut lines = Vec::new();
    let now = if errors > 0 {
        say! { vi: "Sửa ngay: {errors} lỗi, {warnings} cảnh báo.", en: "Mend now: errors {errors}, warnings {warnings}." }
    } else if warnings > 0 {
        say! { vi: "Sửa ngay: không có lỗi; {warnings} cảnh báo nên xem, và là lỗi khi có `--strict`.", en: "Mend now: no errors; {warnings} to look at, which are errors with `--strict`." }
    } else {
        say! { vi: "Sửa ngay: không có lỗi, không có cảnh báo.", en: "Mend now: no errors, no warnings." }
    };
    lines.push(now.in_tongue(tongue).to_owned());
    if gaps > 0 {
        let head =
            say! { vi: "Điền thêm: {gaps} chỗ còn thiếu.", en: "Fill in: {gaps} not known yet." };
        lines.push(head.in_tongue(tongue).to_owned());
        lines.extend(kinds(report, Listed::Gaps, listed, tongue));
    }
    if reviews > 0 {
        let head = say! { vi: "Đưa người duyệt: {reviews} mục.", en: "Have reviewed: {reviews}." };
        lines.push(head.in_tongue(tongue).to_owned());
        lines.extend(kinds(report, Listed::Reviews, listed, tongue));
    }
    lines.join("\n")
}

fn kinds(report: &Report, of: Listed, listed: &[Listed], tongue: Tongue) -> Vec<String> {
    let Some(level) = of.level().filter(|_| !listed.contains(&of)) else { return Vec::new() };
    let mut kinds: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for found in report.diagnostics().iter().filter(|found| found.level == level) {
        kinds.entry(found.code).or_insert((0, found.text.in_tongue(tongue))).0 += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(code, (number, _))| (std::cmp::Reverse(*number), *code));
    let mut lines: Vec<String> = kinds
        .into_iter()
        .map(|(code, (number, first))| match number {
            1 => format!("  {number:>4}  {first} [{code}]"),
            _ => {
                let text = say! { vi: "{first}, …", en: "{first}, …" };
                format!("  {number:>4}  {} [{code}]", text.in_tongue(tongue))
            }
        })
        .collect();
    let name = of.to_possible_value();
    let name = name.as_ref().map_or("", |value| value.get_name());
    let how = say! { vi: "  xem từng mục: `loa check --list {name}`", en: "  to see each: `loa check --list {name}`" };
    lines.push(how.in_tongue(tongue).to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    #[test]
    fn what_is_to_do_is_counted_by_kind_and_listed_when_it_is_asked_for() {
        let mut sources = Sources::default();
        let file = sources.add("units.csv", "abc\ndef\n");
        let mut report = Report::new();
        for at in [0, 4] {
            let (span, help) = (Span::new(file, at..at + 1), say! { vi: "hỏi", en: "ask" });
            report.gap("some-gap", span, say! { vi: "thiếu {at}", en: "lacks {at}" }, help);
        }
        report.review("some-review", Span::new(file, 0..1), say! { vi: "chờ", en: "awaits" });
        let counted = summary(&report, &[], Tongue::En);
        assert_eq!(
            counted,
            "Mend now: no errors, no warnings.\nFill in: 2 not known yet.\n     2  lacks 0, … [some-gap]\n  to see each: `loa check --list gaps`\nHave reviewed: 1.\n     1  awaits [some-review]\n  to see each: `loa check --list reviews`"
        );
        let all = list(&report, Listed::Gaps, &sources, Tongue::En).expect("gaps");
        assert_eq!(
            all,
            "some-gap (2)\n  what to do: ask\n  units.csv:1  lacks 0\n  units.csv:2  lacks 4"
        );
        assert!(!summary(&report, &[Listed::Gaps], Tongue::En).contains("lacks"));
        assert_eq!(list(&report, Listed::Warnings, &sources, Tongue::En), None);
    }
}
