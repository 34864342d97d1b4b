//! How many of one kind are shown. Two thousand misspelt names in one file are one mistake to
//! whoever mends them, and the first twenty say what it is.

use std::collections::BTreeMap;

use super::{Diagnostic, Kind, Report};

/// So many diagnostics of a code are shown of a file.
pub const SHOWN: usize = 20;

/// So many are kept, to be put in order first.
pub(super) const KEPT: usize = 1000;

/// A diagnostic that is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// At the last that is shown of its kind in its file: how many more there are.
    pub more: usize,
}

impl Report {
    /// The diagnostics in their order; of those of one code in one file only the first ones, the last
    /// of which says how many more there are.
    pub fn shown(&self) -> Vec<Shown<'_>> {
        let mut all: Vec<Shown<'_>> = Vec::new();
        let mut kinds: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            let kind = (diagnostic.level, diagnostic.code, diagnostic.span.map(|span| span.file));
            let (number, last) = kinds.entry(kind).or_default();
            *number += 1;
            if *number <= SHOWN {
                *last = all.len();
                all.push(Shown { diagnostic, more: 0 });
            } else if let Some(shown) = all.get_mut(*last) {
                shown.more += 1;
            }
        }
        for (kind, number) in &self.counted {
            let last = kinds.get(kind).and_then(|(_, last)| all.get_mut(*last));
            if let Some(shown) = last {
                shown.more += number;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Level, Sources, Span, Tongue, terminal},
        say,
    };

    #[test]
    fn of_a_kind_the_first_are_shown_and_the_others_counted() {
        let mut sources = Sources::default();
        let text = "x".repeat(5000);
        let files = [sources.add("one.csv", text.as_str()), sources.add("two.csv", text)];
        let mut report = Report::new();
        // From the last to the first: what is shown is the first in order.
        for at in (0..3000).rev() {
            let span = Span::new(files[0], at..at + 1);
            report.error("row-cells", span, say! { vi: "{at}", en: "{at}" });
        }
        for at in 0..25 {
            let span = Span::new(files[1], at..at + 1);
            report.warning("row-cells", span, say! { vi: "{at}", en: "{at}" });
            report.gap("gap", span, say! { vi: "{at}", en: "{at}" }, say! { vi: "", en: "" });
        }
        report.sort();
        assert_eq!(
            [Level::Error, Level::Warning, Level::Gap].map(|l| report.count(l)),
            [3000, 25, 25]
        );
        let shown = report.shown();
        assert_eq!(shown.len(), 3 * SHOWN);
        assert_eq!((shown[SHOWN - 1].more, shown[SHOWN - 2].more), (2980, 0));
        let json = terminal::json(shown[SHOWN - 1], &sources, Tongue::En);
        assert_eq!(serde_json::to_value(json).unwrap()["more"], 2980);
        let warnings = shown.iter().filter(|s| s.diagnostic.level == Level::Warning);
        assert_eq!(warnings.map(|shown| shown.more + 1).sum::<usize>(), 25);
        report.make_strict();
        assert_eq!(report.count(Level::Error), 3025);
    }

    #[test]
    fn gaps_and_reviews_are_limited_like_errors_and_all_counted() {
        let mut sources = Sources::default();
        let file = sources.add("units.csv", "x".repeat(5000));
        let mut report = Report::new();
        for at in 0..3000 {
            let (span, text) = (Span::new(file, at..at + 1), || say! { vi: "{at}", en: "{at}" });
            report.gap("contact-missing", span, text(), say! { vi: "hỏi", en: "ask" });
            report.review("fact-unconfirmed", span, text());
        }
        report.sort();
        assert_eq!([Level::Gap, Level::Review].map(|level| report.count(level)), [3000, 3000]);
        assert!(report.diagnostics().len() <= 2 * KEPT);
        let shown = report.shown();
        assert_eq!(shown.len(), 2 * SHOWN);
        assert_eq!(shown.iter().map(|shown| 1 + shown.more).sum::<usize>(), 6000);
    }
}
