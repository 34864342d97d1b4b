//! Nobody can be known from a text: no child with class or school, no number of an identity card,
//! no number of somebody's own telephone.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{notes, texts},
    diag::{Report, Span, Text},
    model::{
        Campaign, Inline,
        block::{each_text, walk},
    },
    say,
};

/// Two capitalised words after a word for a child.
const CHILD: &str = r"(?:[Ee]m|[Bb]é|[Cc]háu|[Hh]ọc sinh|[Pp]upil|[Ss]tudent|[Cc]hild|[Bb]oy|[Gg]irl|[Nn]amed)\s+(\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)+)";
/// A class or a school.
const SCHOOL: &str = r"(?i)lớp\s*\d|trường\s+(?:tiểu học|thcs|thpt|mầm non|mẫu giáo|trung học)|(?:class|grade)\s*\d|(?:primary|secondary|high)\s+school|kindergarten";
/// An identity card: twelve digits, the first a zero. A mobile telephone: ten, and the second digit
/// is none that fixed lines have.
const IDENTITY: &str = r"(?-u:\b)0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?-u:\b)";
const MOBILE: &str = r"(?-u:\b)(?:\+84|0)[ .]?[35789]\d(?:[ .]?\d){7}(?-u:\b)";

static PATTERNS: LazyLock<Option<[Regex; 4]>> = LazyLock::new(|| {
    let [child, school, identity, mobile] =
        [CHILD, SCHOOL, IDENTITY, MOBILE].map(|pattern| Regex::new(pattern).ok());
    Some([child?, school?, identity?, mobile?])
});

/// What readers read holds nothing by which a person can be known.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, _, text) in texts(campaign) {
        let front = [&text.title, &text.action, &text.summary];
        front.into_iter().chain(&text.messages).for_each(|line| look(report, line, text.span));
        for part in &text.parts {
            each_text(&part.blocks, &mut |line| look(report, &words(line), part.span));
        }
        for (blocks, span) in text.shorts.values() {
            each_text(blocks, &mut |line| look(report, &words(line), *span));
        }
    }
    for (_, note) in notes(campaign) {
        each_text(&note.blocks, &mut |line| look(report, &words(line), note.span));
    }
    for place in campaign.places.values() {
        for contact in &place.contacts {
            for cell in [&contact.note, &contact.note_en] {
                look(report, cell, contact.span);
            }
        }
        for hazard in &place.hazards {
            for cell in [&hazard.name, &hazard.responsible, &hazard.note, &hazard.note_en] {
                look(report, cell, hazard.span);
            }
        }
    }
}

/// A line without what is filled in later.
fn words(line: &[Inline]) -> String {
    let mut words = String::new();
    walk(line, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) => words.push_str(text),
        Inline::Field { .. } | Inline::Fact { .. } => words.push('…'),
        Inline::Break => words.push(' '),
        _ => {}
    });
    words
}

fn look(report: &mut Report, line: &str, span: Span) {
    for (found, what) in found(line) {
        let Text { vi, en } = what;
        report
            .warning(
                "private-data",
                span,
                say! { vi: "`{found}` giống {vi}", en: "`{found}` looks like {en}" },
            )
            .help(say! { vi: "bỏ đi, hoặc kể mà không ai nhận ra được là ai; số của cơ quan thì ghi vào contacts.csv", en: "leave it out, or tell it so that nobody can be recognised; the number of an office goes into contacts.csv" });
    }
}

fn found(line: &str) -> Vec<(String, Text)> {
    let Some([child, school, identity, mobile]) = &*PATTERNS else { return Vec::new() };
    let mut all = Vec::new();
    for sentence in line.split_inclusive(['.', '!', '?', ';']) {
        let name = child.captures(sentence).and_then(|found| found.get(1));
        if let (Some(name), Some(_)) = (name, school.find(sentence)) {
            let what = say! { vi: "tên một em cùng với lớp hay trường của em", en: "the name of a child with class or school" };
            all.push((name.as_str().to_owned(), what));
        }
    }
    for one in identity.find_iter(line) {
        let what = say! { vi: "số căn cước của một người", en: "the number of an identity card" };
        all.push((one.as_str().to_owned(), what));
    }
    for one in mobile.find_iter(line) {
        let what =
            say! { vi: "số điện thoại riêng của một người", en: "somebody's own telephone number" };
        all.push((one.as_str().to_owned(), what));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        found(line).into_iter().map(|(found, _)| found).collect()
    }

    #[test]
    fn a_person_who_can_be_known_is_found() {
        assert_eq!(told("Em Nguyễn Thị Hoa, lớp 5B, rơi xuống ao."), ["Nguyễn Thị Hoa"]);
        assert_eq!(told("Cháu Lê An học trường Tiểu học Mẫu."), ["Lê An"]);
        assert_eq!(told("The pupil Lan Anh of grade 4 fell in."), ["Lan Anh"]);
        assert_eq!(told("Căn cước 079 203 001 234."), ["079 203 001 234"]);
        assert_eq!(told("Ông Ba, 0912 345 678"), ["0912 345 678"]);
    }

    #[test]
    fn others_are_left_alone() {
        for line in [
            "Em bé lớp 1 tập bơi ở trường tiểu học.",
            "Các em học sinh lớp 5 đi thành nhóm.",
            "Gọi trạm y tế: 0271 3 123 456.",
            "Em Hoa chơi gần ao. Lớp 5 học bơi.",
            "Bạn Nam (tên đã đổi) kể với cô giáo.",
        ] {
            assert_eq!(told(line), [""; 0], "{line}");
        }
    }
}
