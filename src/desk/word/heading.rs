//! Headings that somebody made without a style.

use super::{
    block::{Block, Run, letters, line},
    parts::role,
};

/// They stand below those of a style, the numbered ones by their numbers.
const BY_HAND: u8 = 10;

/// The blocks of a document in which lines that are headings without a style are headings, and how many
/// of them are only taken for such because they stand alone above a text.
pub fn found(blocks: Vec<Block>) -> (Vec<Block>, Vec<String>) {
    let levels: Vec<(Option<u8>, bool)> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| match by_hand(block) {
            Some(level) => (Some(level), false),
            None if is_alone(block, blocks.get(at + 1)) => (Some(BY_HAND + 4), true),
            None => (None, false),
        })
        .collect();
    let mut alone = Vec::new();
    let headed =
        blocks.into_iter().zip(levels).map(|(block, (level, guessed))| match (block, level) {
            (Block::Paragraph(runs), Some(level)) => {
                alone.extend(Some(line(&runs)).filter(|_| guessed));
                Block::Heading(level, runs)
            }
            (block, _) => block,
        });
    (headed.collect(), alone)
}

/// A short line in bold, and nothing else in it.
fn bold_line(runs: &[Run]) -> Option<String> {
    const LONGEST: usize = 100;
    let line = line(runs);
    let fits = is_bold(runs) && line.chars().count() <= LONGEST;
    (fits && !letters(runs).trim().contains('\n')).then_some(line)
}

fn is_bold(runs: &[Run]) -> bool {
    runs.iter().filter(|run| !run.text.trim().is_empty()).all(|run| run.bold && !run.mark)
}

/// The level of a paragraph that is a heading without a style: in bold, short, and numbered, in
/// capitals or the name of a part.
fn by_hand(block: &Block) -> Option<u8> {
    let Block::Paragraph(runs) = block else { return None };
    let line = bold_line(runs)?;
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

/// Whether a paragraph is taken for a heading because of where it stands: a few words in bold that end
/// like no sentence, above a text that is not in bold. With a number of three digits it is more likely
/// what is to be done: “Gọi 115”.
fn is_alone(block: &Block, next: Option<&Block>) -> bool {
    const LONGEST: usize = 60;
    let Block::Paragraph(runs) = block else { return false };
    let Some(line) = bold_line(runs) else { return false };
    let Some(Block::Paragraph(text) | Block::Item(_, _, text)) = next else { return false };
    let first = line.chars().find(|c| c.is_alphabetic());
    let digits = line.chars().filter(char::is_ascii_digit).count();
    first.is_some_and(|c| !c.is_lowercase())
        && digits < 3
        && line.chars().count() <= LONGEST
        && line.ends_with(|c: char| c.is_alphanumeric() || "?)”\"»".contains(c))
        && runs.iter().all(|run| run.link.is_none())
        && !is_bold(text)
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

    #[test]
    fn a_few_words_in_bold_above_a_text_are_a_heading() {
        let bold = |text: &str| Block::Paragraph(vec![Run { bold: true, ..Run::plain(text) }]);
        let plain = || Block::Paragraph(vec![Run::plain("Trẻ nhỏ đuối nước rất nhanh.")]);
        let item = Block::Item(0, None, vec![Run::plain("Đậy nắp giếng")]);
        for text in ["Ở nhà", "Vì sao trẻ đuối nước?", "Ở sông (mùa mưa)", "ភ្លើង"]
        {
            for next in [plain(), item.clone()] {
                let (blocks, alone) = found(vec![bold(text), next]);
                assert!(matches!(blocks.first(), Some(Block::Heading(14, _))), "{text}");
                assert_eq!(alone, [text]);
            }
        }
        let two = Block::Paragraph(vec![
            Run { bold: true, ..Run::plain("Chú ý") },
            Run::plain(" khi trời mưa"),
        ]);
        let link =
            Run {
                link: Some("https://a.example".to_owned()), bold: true, ..Run::plain("Bộ Y tế")
            };
        for first in [
            bold("Chú ý:"),
            bold("Gọi 115"),
            bold("Đừng nhảy xuống nước."),
            bold("Gọi người lớn ngay!"),
            bold("và trẻ em"),
            bold("2026"),
            bold(&"Rất dài ".repeat(9)),
            bold("Hai\ndòng"),
            two,
            Block::Paragraph(vec![link]),
            Block::Paragraph(vec![Run::plain("Ở nhà")]),
        ] {
            assert_eq!(found(vec![first.clone(), plain()]), (vec![first.clone(), plain()], vec![]));
        }
        // The names below a paper, and lines in bold one after the other.
        for blocks in [vec![bold("Nguyễn Văn A")], vec![bold("Ở nhà"), bold("Ở trường")]]
        {
            assert_eq!(found(blocks.clone()), (blocks, vec![]));
        }
    }
}
