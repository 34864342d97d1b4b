//! Dashes as other keyboards have them: a tilde between two numbers (`1~2 tuổi`, `7h ~ 9h`), and two hyphens
//! between words.

use std::ops::Range;

use super::{edited::Edit, scan::Plain};

/// What is read in the place of such signs.
pub fn edits(source: &str, plain: &[Plain]) -> Vec<Edit> {
    found(source, plain).into_iter().map(|(at, put)| Edit::new(at, put)).collect()
}

/// Where such signs are, with the blanks around tildes, and the dash that is meant.
pub fn found(source: &str, plain: &[Plain]) -> Vec<(Range<usize>, &'static str)> {
    let mut all = Vec::new();
    for words in plain {
        let text = source.get(words.at.clone()).unwrap_or_default();
        let start = words.at.start;
        for (at, _) in text.match_indices(" -- ") {
            all.push((start + at + 1..start + at + 3, "–"));
        }
        for (at, sign) in text.match_indices(['~', '～', '∼', '〜']) {
            let (before, after) = (text.get(..at), text.get(at + sign.len()..));
            let Some((before, after)) = before.zip(after) else { continue };
            if at == 0 && words.escaped {
                continue;
            }
            let first = before.trim_end_matches([' ', '\u{a0}']);
            let last = after.trim_start_matches([' ', '\u{a0}']);
            if is_number(first) && last.starts_with(|c: char| c.is_ascii_digit()) {
                all.push((
                    start + first.len()..start + at + sign.len() + (after.len() - last.len()),
                    "–",
                ));
            }
        }
    }
    all.sort_by_key(|(at, _)| at.start);
    all
}

/// Whether a text ends with a number, with its unit or without: `5`, `7h`, `10kg`.
fn is_number(text: &str) -> bool {
    /// A number and its unit have no more bytes.
    const NEAR: usize = 16;
    let near = text.get(text.ceil_char_boundary(text.len().saturating_sub(NEAR))..);
    let near = near.unwrap_or_default();
    let word = near.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit())
}
