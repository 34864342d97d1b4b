//! Numbers that nobody calls, as they number or count something: `trang 113`, `115 cm`, `Bước 1:`.

use std::ops::Range;

use crate::model::fold::nfc;

/// Words that number what follows them, at the start of a line too: "Bước 1: …", "Article 1. …".
const COUNTING: [&str; 30] = [
    "article", "bài", "bước", "buổi", "cách", "câu", "chapter", "chương", "chặng", "day", "điều",
    "khoản", "lesson", "mục", "ngày", "part", "phần", "point", "rule", "section", "step", "tập",
    "tiết", "trạm", "tuần", "việc", "vòng", "week", "ý", "điểm",
];

/// Other words before such a number.
const BEFORE: [&str; 23] = [
    "bus", "buýt", "cỡ", "hẻm", "hình", "khổ", "khu", "kiệt", "km", "lô", "ngách", "ngõ", "nhà",
    "page", "phòng", "quyển", "room", "tầng", "thửa", "tổ", "trang", "tuyến", "xe",
];

/// Words after one.
const AFTER: [&str; 33] = [
    "bé",
    "cái",
    "cây",
    "chiếc",
    "children",
    "cm",
    "con",
    "đồng",
    "đường",
    "em",
    "g",
    "giây",
    "giờ",
    "hộ",
    "kg",
    "km",
    "l",
    "lần",
    "lít",
    "m",
    "mét",
    "ml",
    "mm",
    "ngày",
    "người",
    "nhà",
    "people",
    "phố",
    "phút",
    "tấm",
    "tờ",
    "trang",
    "trẻ",
];

/// Words that ask to call: whatever follows is called.
const CALLS: [&str; 8] = ["bấm", "call", "dial", "gọi", "hotline", "máy", "quay", "ring"];

/// How much of the text on each side is looked at, in bytes.
const NEAR: usize = 40;

/// Whether a word numbers what follows it.
pub(super) fn counts(word: &str) -> bool {
    COUNTING.contains(&&*nfc(word).to_lowercase())
}

/// Whether a number at a place of a text opens its line with the word that it belongs to, as the rules of
/// a village do: "Điều 1: …", "**Khoản 2.** …".
pub(super) fn opens_line(source: &str, at: &Range<usize>) -> bool {
    let before = source.get(..at.start).unwrap_or_default();
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(NEAR))..);
    let near = near.unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let first = line.len() < near.len() || near.len() == before.len();
    let word = line.trim_start_matches(|c: char| c.is_whitespace() || "*_#>-–•".contains(c));
    if !first || !counts(word.trim_end()) {
        return false;
    }
    let after = source.get(at.end..).and_then(|after| after.lines().next()).unwrap_or_default();
    let bare = after.trim_start_matches(['*', '_']);
    let is_end = |text: &str| {
        let text = text.trim_start_matches(['*', '_']);
        text.is_empty() || text.starts_with(char::is_whitespace)
    };
    let is_heading = line.contains(['#', '*', '_']) && bare.trim_end().is_empty();
    is_heading || bare.starts_with(':') || bare.strip_prefix('.').is_some_and(is_end)
}

/// Whether a number of three digits at a place of a text is one that is counted and not called.
pub(super) fn is_counted(source: &str, at: &Range<usize>) -> bool {
    if source.get(at.clone()).is_none_or(|typed| typed.len() != 3) {
        return false;
    }
    let start = source.ceil_char_boundary(at.start.saturating_sub(NEAR));
    let end = source.floor_char_boundary((at.end + NEAR).min(source.len()));
    let before = nfc(source.get(start..at.start).unwrap_or_default()).to_lowercase();
    let after = nfc(source.get(at.end..end).unwrap_or_default()).to_lowercase();
    let is_letter = |c: char| c.is_alphanumeric();
    // What is on the lines around is another sentence.
    let before = before.rsplit('\n').next().unwrap_or_default();
    let words: Vec<&str> =
        before.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).collect();
    let is_called = words.iter().rev().take(3).any(|word| CALLS.contains(word));
    let numbered = before.ends_with([' ', '\u{a0}'])
        && words.last().is_some_and(|word| BEFORE.contains(word) || COUNTING.contains(word));
    let counts = after
        .strip_prefix([' ', '\u{a0}'])
        .and_then(|after| after.split(|c| !is_letter(c)).next())
        .is_some_and(|word| AFTER.contains(&word));
    !is_called && (numbered || counts)
}
