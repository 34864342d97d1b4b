//! What comes along when somebody pastes from a PDF, Zalo or Facebook: page numbers, running heads, buttons,
//! the time of a message, words that are parted at the end of a line, items that lost their lines.

use super::{
    left::{Kind, Left},
    scan::Paragraph,
};
use crate::model::markdown::bullet;

/// Lines that a page or a program puts below or above a text, in small letters.
const LINES: [&str; 24] = [
    "(tiếp theo)",
    "tiếp theo",
    "(còn tiếp)",
    "còn tiếp",
    "(hết)",
    "(tiếp theo trang trước)",
    "(xem tiếp trang sau)",
    "xem tiếp trang sau",
    "(continued)",
    "continued",
    "xem thêm",
    "see more",
    "see less",
    "ẩn bớt",
    "thu gọn",
    "xem bản dịch",
    "see translation",
    "thích",
    "bình luận",
    "chia sẻ",
    "trả lời",
    "đã xem",
    "đã chỉnh sửa",
    "[sticker]",
];

/// Whether the only line of a paragraph was pasted along with a text.
pub fn is_pasted(line: &str, item: bool) -> bool {
    /// No such line is longer; the time of a message opens one that may be.
    const LONGEST: usize = 60;
    let line = line.trim();
    if line.starts_with('[') && is_sent(line) {
        return true;
    }
    if line.len() > LONGEST {
        return false;
    }
    if is_page(line, item) {
        return true;
    }
    let small = line.to_lowercase();
    let buttons = |words: &str| {
        let mut pieces = words.split(['·', '|', '•', '\t']).map(str::trim).peekable();
        pieces.peek().is_some() && pieces.all(|piece| LINES.contains(&piece))
    };
    LINES.contains(&small.trim_end_matches(['.', '…', ':'])) || buttons(&small)
}

/// Whether a line opens with the time at which a message was sent: `[10:32, 12/11/2026] Lan:`.
fn is_sent(line: &str) -> bool {
    let Some((time, _)) = line.trim_start_matches('[').split_once(']') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((hour, rest)) = time.split_once(':') else { return false };
    let hour = hour.rsplit([' ', ',']).next().unwrap_or_default();
    digits(hour) && rest.get(..2).is_some_and(digits)
}

/// Whether a line is the number of a page: `Trang 12`, `– 12 –`, `Page 3 of 10`, `12`.
fn is_page(line: &str, item: bool) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.len() < 4 && text.bytes().all(|b| b.is_ascii_digit());
    let small = line.to_lowercase();
    if let Some(rest) = small.strip_prefix("trang ").or_else(|| small.strip_prefix("page ")) {
        return rest
            .split(['/', ' '])
            .all(|piece| digits(piece) || piece == "of" || piece.is_empty());
    }
    let dashed = line.trim_end_matches([' ', '-', '–', '—']);
    let bare = dashed.trim_start_matches([' ', '-', '–', '—']);
    if item {
        // The first dash made an item of it.
        return digits(bare) && dashed.len() < line.len();
    }
    // Of three digits one may be called.
    digits(bare) && (bare.len() < 3 || dashed.len() < line.len() && bare.len() < dashed.len())
}

/// Whether a text has any sign of items.
pub fn has_bullets(source: &str) -> bool {
    source.contains(|c: char| c >= '\u{2000}' && is_bullet(c))
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '●' | '▪' | '■' | '►' | '➢' | '➤' | '❖' | '◆')
}

/// Signs of items within lines, where more items stand in one, and before words that are bold.
pub fn bullets(source: &str, paragraph: &Paragraph, all: &mut Vec<Left>) {
    let mut found = Vec::new();
    for line in &paragraph.lines {
        let text = source.get(line.at.clone()).unwrap_or_default();
        let inner = text.trim_start_matches(['*', '_']);
        let lead = text.len() - inner.len();
        if lead > 0
            && let Some(sign) = bullet(inner)
        {
            let start = line.at.start + lead + (inner.len() - inner.trim_start().len());
            all.push(Left { at: start..start + sign.len_utf8(), kind: Kind::Bullets });
        }
        for (at, sign) in text.match_indices(is_bullet).filter(|(at, _)| *at > lead) {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + sign.len()..).unwrap_or_default();
            let apart =
                before.ends_with(char::is_whitespace) && before.contains(char::is_alphabetic);
            if apart && after.trim_start().starts_with(char::is_alphanumeric) {
                found.push(line.at.start + at..line.at.start + at + sign.len());
            }
        }
    }
    // One alone may part two things of which a line tells.
    if found.len() > 1 || paragraph.item {
        all.extend(found.into_iter().map(|at| Left { at, kind: Kind::Bullets }));
    }
}

/// Words that are parted at the end of a line, and would have a blank behind the hyphen.
pub fn hyphens(source: &str, paragraph: &Paragraph, all: &mut Vec<Left>) {
    for pair in paragraph.lines.windows(2) {
        let [before, line] = pair else { continue };
        let text = source.get(before.at.clone()).unwrap_or_default();
        let Some(rest) = text.strip_suffix(['-', '\u{2010}']).filter(|_| line.soft) else {
            continue;
        };
        let next = source.get(line.at.clone()).unwrap_or_default();
        if rest.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase) {
            let word =
                rest.rfind(char::is_whitespace).map_or(0, |at| rest.ceil_char_boundary(at + 1));
            all.push(Left { at: before.at.start + word..before.at.end, kind: Kind::Parted });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_along_is_known() {
        for line in [
            "Trang 12",
            "trang 3/10",
            "Page 3 of 10",
            "- 12 -",
            "– 12 –",
            "12",
            "(tiếp theo)",
            "(Còn tiếp)",
            "Xem thêm",
            "See more…",
            "Thích · Bình luận · Chia sẻ",
            "[10:32, 12/11/2026] Lan: nhớ nhé",
            "[12/11/2026, 10:32:05] Lan: nhớ",
        ] {
            assert!(is_pasted(line, false), "{line}");
        }
        assert!(is_pasted("12 -", true));
        for line in [
            "115",
            "Trang bị phao",
            "Trang 12 nói",
            "12 em",
            "Xem thêm bài khác",
            "[nháp] xem",
            "[ ] 10:30 họp",
            "2026",
            "",
        ] {
            assert!(!is_pasted(line, false), "{line}");
        }
        assert!(!is_pasted("12", true));
    }
}
