//! Why each code is said, and how it looks when it is right.

use super::{Text, nearest};

/// A code, a line in each language, an example: one text that translators can read through.
const CODES: &str = include_str!("codes.md");

/// What is said of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: &'static str,
    /// Why it is said.
    pub why: Text,
    /// How it looks when it is right.
    pub example: String,
}

/// All explanations, by code.
pub fn all() -> impl Iterator<Item = Explanation> {
    CODES.split("\n## ").skip(1).filter_map(|entry| {
        let (code, rest) = entry.split_once('\n')?;
        let (vi, rest) = rest.split_once('\n')?;
        let (en, example) = rest.split_once('\n')?;
        let lines = example.trim_matches('\n').lines();
        let lines = lines.map(|line| line.strip_prefix("    ").unwrap_or(line));
        Some(Explanation {
            code,
            why: Text { vi: vi.to_owned().into(), en: en.to_owned().into() },
            example: lines.collect::<Vec<_>>().join("\n"),
        })
    })
}

/// What is said of a code, or else the code that is most like it.
///
/// # Errors
/// When there is no such code: the nearest one, if one is near.
pub fn explain(typed: &str) -> Result<Explanation, Option<&'static str>> {
    let found = all().find(|explanation| explanation.code == typed);
    found.ok_or_else(|| nearest(typed, all().map(|explanation| explanation.code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explanation_is_whole_and_in_order() {
        let all: Vec<Explanation> = all().collect();
        assert!(all.len() > 100, "{}", all.len());
        assert_eq!(all.len(), CODES.matches("\n## ").count());
        for pair in all.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} stands before {}", pair[0].code, pair[1].code);
        }
        for one in &all {
            let whole = |text: &str| text.chars().count() > 20 && text.ends_with('.');
            assert!(whole(&one.why.vi) && whole(&one.why.en), "{one:?}");
            assert!(one.why.vi != one.why.en && !one.example.is_empty(), "{one:?}");
        }
    }

    #[test]
    fn a_code_that_is_not_there_leads_to_the_nearest() {
        assert_eq!(explain("part-mising"), Err(Some("part-missing")));
        assert_eq!(explain("zzz"), Err(None));
        assert_eq!(explain("kind-typed").map(|one| one.code), Ok("kind-typed"));
    }
}
