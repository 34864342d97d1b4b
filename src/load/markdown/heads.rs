//! Signs of items at the head of a heading or a cell: `### • Rào ao`, `| - Nhìn con |`. Neither holds a
//! list, so the words are meant and the sign is not.

use super::edited::Edit;
use crate::model::markdown::doubled;

/// What reads headings and cells without such signs; `heads` is where their words begin.
pub fn edits(source: &str, heads: &[usize]) -> Vec<Edit> {
    let marks = heads.iter().filter_map(|at| {
        let length = mark(source.get(*at..)?)?;
        Some(Edit::new(*at..at + length, ""))
    });
    marks.collect()
}

/// How many bytes of signs open a heading or a cell. A dash before a number may be a minus.
fn mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    // Most begin with a letter.
    if first.is_alphanumeric() {
        return None;
    }
    let cell = text.split(['\n', '\r', '|']).next().unwrap_or_default().trim_end();
    let length = doubled(cell);
    let words = cell.get(length..)?;
    let minus = words.starts_with(|c: char| c.is_ascii_digit());
    let sign = cell.get(..length)?.trim_end().chars().next_back()?;
    let keyed = sign.is_ascii() || matches!(sign, '\u{2010}'..='\u{2015}' | '−' | '·');
    (!(minus && keyed)).then_some(length)
}
