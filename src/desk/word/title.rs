//! The title that a document gives itself. The id of a lesson is made of it and never changes, so
//! what opens a document and is no title of it is passed over.

use super::{
    block::{Block, Document, letters, line},
    heading, parts, tidy,
};
use crate::model::fold;

/// A title that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// What it says.
    pub text: String,
    /// The block that it stands in, if it stands in the text.
    pub at: Option<usize>,
    /// Whether something else may be meant: then somebody must say it.
    pub doubtful: bool,
}

/// The title of a document: what has that style, else its first heading that is not the name of a
/// part, else its first line that looks like one, else that of its properties.
pub fn title(document: &Document) -> Option<Title> {
    let suits = |runs: &[_]| is_title(&line(runs));
    let is_named = |block: &Block| matches!(block, Block::Title(runs) if suits(runs));
    let is_heading = |block: &Block| {
        let Block::Heading(_, runs) = block else { return false };
        suits(runs) && parts::role(runs).is_none()
    };
    let is_line = |block: &Block| {
        let Block::Paragraph(runs) = block else { return false };
        heading::is_in_capitals(block) && suits(runs) && parts::role(runs).is_none()
    };
    let at = |is: &dyn Fn(&Block) -> bool| document.blocks.iter().position(is);
    let found = at(&is_named).or_else(|| at(&is_heading)).or_else(|| at(&is_line));
    let of = found.and_then(|at| match document.blocks.get(at)? {
        Block::Title(runs) => Some((runs, false)),
        Block::Heading(_, runs) => Some((runs, is_numbered(&line(runs)))),
        Block::Paragraph(runs) => Some((runs, true)),
        Block::Item(..) | Block::Table(_) | Block::Picture(_) => None,
    });
    if let Some((runs, doubtful)) = of {
        let text = letters(&tidy::runs(runs)).replace('\n', " ");
        return Some(Title { text, at: found, doubtful });
    }
    // Mostly that of the document which this one was copied from.
    let text = document.title.clone();
    is_title(&text).then_some(Title { text, at: None, doubtful: true })
}

/// Whether a line may be a title: words, and none that open every paper or part of one.
fn is_title(text: &str) -> bool {
    const OPENS: [&str; 10] = [
        "cong hoa xa hoi chu nghia",
        "doc lap tu do",
        "uy ban nhan dan",
        "ubnd",
        "hoi dong nhan dan",
        "muc luc",
        "phu luc",
        "kinh gui",
        "table of contents",
        "microsoft word",
    ];
    const WHOLE: [&str; 16] = [
        "contents",
        "ke hoach",
        "thong bao",
        "quyet dinh",
        "cong van",
        "bao cao",
        "huong dan",
        "to trinh",
        "chuong trinh",
        "tai lieu",
        "loi noi dau",
        "mo dau",
        "document",
        "title",
        "untitled",
        "noi dung",
    ];
    let key = fold::key(text);
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&str| {
        word.chars().all(|c| c.is_ascii_digit()) || word.chars().all(|c| "ivx".contains(c))
    };
    let part = ["phan", "chuong", "muc", "bai", "part", "chapter", "section", "so"];
    let only_number = words.first().is_some_and(|word| part.contains(word))
        && words.iter().skip(1).all(is_number);
    let paper = words.first() == Some(&"so") && words.get(1).is_some_and(is_number);
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let is_file = text.contains('_') || text.to_lowercase().ends_with(".doc");
    let opens = |start: &&str| key == *start || key.starts_with(&format!("{start} "));
    // Letters without a plain form, such as Khmer, have no key.
    let has_letters =
        if key.is_empty() { text.chars().any(char::is_alphabetic) } else { words.iter().any(long) };
    has_letters
        && !only_number
        && !paper
        && !is_file
        && !WHOLE.contains(&key.as_str())
        && !OPENS.iter().any(opens)
}

/// Whether a heading counts itself among others.
fn is_numbered(text: &str) -> bool {
    let number = text.split_whitespace().next().unwrap_or_default();
    let Some(number) = number.strip_suffix(['.', ')', ':', '/']) else { return false };
    !number.is_empty()
        && (number.chars().all(|c| c.is_ascii_digit() || c == '.')
            || number.chars().all(|c| "IVX".contains(c))
            || number.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_every_paper_is_no_title() {
        for text in [
            "MỤC LỤC",
            "Phần I",
            "Bài 2:",
            "50 mm",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "ỦY BAN NHÂN DÂN XÃ LỘC TẤN",
            "Số: 12/KH-UBND",
            "KẾ HOẠCH",
            "2026",
            "bao_cao_2026",
            "Microsoft Word - a.doc",
        ] {
            assert!(!is_title(text), "{text}");
        }
        for text in
            ["Bếp an toàn", "Rắn cắn", "PHÒNG TRÁNH RẮN CẮN", "Mục tiêu của xã", "Bỏng", "ភ្លើង"]
        {
            assert!(is_title(text), "{text}");
        }
        assert!(is_numbered("II. Đặc điểm") && is_numbered("1.2. A") && !is_numbered("Bỏng."));
    }
}
