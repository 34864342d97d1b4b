//! Short numbers that nobody calls, as they number or count something: `trang 113`, `115 cm`.

use std::ops::Range;

use crate::model::fold::nfc;

/// Words before such a number.
const BEFORE: [&str; 30] = [
    "bài", "bus", "buýt", "câu", "cỡ", "chương", "hẻm", "hình", "khổ", "khu", "kiệt", "km",
    "lesson", "lô", "mục", "ngách", "ngõ", "nhà", "page", "phần", "phòng", "quyển", "room", "tầng",
    "tập", "thửa", "tổ", "trang", "tuyến", "xe",
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
    let numbered =
        before.ends_with([' ', '\u{a0}']) && words.last().is_some_and(|word| BEFORE.contains(word));
    let counts = after
        .strip_prefix([' ', '\u{a0}'])
        .and_then(|after| after.split(|c| !is_letter(c)).next())
        .is_some_and(|word| AFTER.contains(&word));
    !is_called && (numbered || counts)
}
