//! Headings that somebody made without a style.

use super::{
    block::{Block, Run, letters, line},
    parts::role,
};

/// They stand below those of a style, the numbered ones by their numbers.
const BY_HAND: u8 = 10;

/// The level of a paragraph that is a heading without a style: in bold, short, and numbered, in
/// capitals or the name of a part.
pub fn by_hand(block: &Block) -> Option<u8> {
    const LONGEST: usize = 100;
    let Block::Paragraph(runs) = block else { return None };
    let words = |run: &&Run| !run.text.trim().is_empty();
    let bold = runs.iter().filter(words).all(|run| run.bold && !run.mark);
    let line = line(runs);
    if !bold || line.chars().count() > LONGEST || letters(runs).trim().contains('\n') {
        return None;
    }
    let is_role = role(runs).is_some();
    // A sentence in bold, and what opens one.
    if line.ends_with(['.', ';', ',', '!', '…']) && !is_role {
        return None;
    }
    let number = line.split_whitespace().next().unwrap_or_default();
    let rest = line.get(number.len()..).unwrap_or_default();
    let number = number.strip_suffix(['.', ')', ':', '/']).unwrap_or_default();
    let all = |is: fn(char) -> bool| !number.is_empty() && number.chars().all(is);
    if rest.chars().any(char::is_alphabetic) {
        if all(|c| "IVX".contains(c)) {
            return Some(BY_HAND + 1);
        }
        if all(|c| c.is_ascii_digit() || c == '.') && number.len() < 6 {
            return Some(BY_HAND + 2);
        }
    }
    let capitals = line.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 3 && !line.chars().any(char::is_lowercase) {
        return Some(BY_HAND);
    }
    is_role.then_some(BY_HAND + 3)
}

/// Whether a paragraph is a heading without a style, in capitals and without a number.
pub fn is_in_capitals(block: &Block) -> bool {
    by_hand(block) == Some(BY_HAND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_in_bold_is_a_heading_where_nothing_else_can_be_meant() {
        let bold =
            |text: &str| by_hand(&Block::Paragraph(vec![Run { bold: true, ..Run::plain(text) }]));
        for text in ["III. Khi bị rắn cắn", "2) Ở nhà", "1.2. Ở trường", "RẮN CẮN", "Việc cần làm"]
        {
            assert!(bold(text).is_some(), "{text}");
        }
        for text in ["Chú ý:", "Gọi 115", "I. Gọi người lớn ngay.", "2026", "SOS", "Ở nhà"]
        {
            assert_eq!(bold(text), None, "{text}");
        }
        assert!(bold("I. Một") < bold("1. Hai"));
        assert_eq!(by_hand(&Block::Paragraph(vec![Run::plain("III. Khi bị rắn cắn")])), None);
    }
}
