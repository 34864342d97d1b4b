//! Nobody can be known from a text: no child with class or school, no number of an identity card,
//! no number of somebody's own telephone.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    check::{lines, notes, texts},
    diag::{Diagnostic, Report, Span, Text},
    model::{
        Campaign, Inline, InlineKind,
        block::{Line, Target, each_inline, each_text},
        fold,
        phone::{self, Kind},
    },
    say,
};

/// Two capitalised words after a word for a child.
const CHILD: &str = r"(?:[Ee]m|[Bb]é|[Cc]háu|[Hh]ọc sinh|[Pp]upil|[Ss]tudent|[Cc]hild|[Bb]oy|[Gg]irl|[Nn]amed)\s+(\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)+)";
/// Two capitalised words in a row.
const NAME: &str = r"\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)+";
/// A class or a school.
const SCHOOL: &str = r"(?i)lớp\s*\d|trường\s+(?:tiểu học|thcs|thpt|mầm non|mẫu giáo|trung học)|(?:class|grade)\s*\d|(?:primary|secondary|high)\s+school|kindergarten";
static PATTERNS: LazyLock<Option<[Regex; 3]>> = LazyLock::new(|| {
    let [child, school, name] = [CHILD, SCHOOL, NAME].map(|pattern| Regex::new(pattern).ok());
    Some([child?, school?, name?])
});

/// Words after which a name is that of an office or a place, not of a person.
const OFFICES: [&str; 26] = [
    "ban",
    "bộ",
    "commune",
    "công",
    "department",
    "district",
    "đoàn",
    "health",
    "hội",
    "huyện",
    "ministry",
    "office",
    "phòng",
    "phường",
    "police",
    "province",
    "school",
    "sở",
    "station",
    "thành",
    "thôn",
    "tỉnh",
    "trạm",
    "trường",
    "ubnd",
    "xã",
];

/// What readers read holds nothing by which a person can be known.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, _, text) in texts(campaign) {
        lines::each(text, value, &mut |line| look(report, line));
        text.each_inline(&mut |inline| address(report, inline));
    }
    for (_, note) in notes(campaign) {
        each_text(&note.blocks, &mut |line| look(report, &Line::of(line, value)));
        each_inline(&note.blocks, &mut |inline| address(report, inline));
    }
    for place in campaign.places.values() {
        for contact in &place.contacts {
            for (cell, at) in [&contact.note, &contact.note_en].into_iter().zip(contact.notes_at) {
                look(report, &Line::at(cell, at));
            }
        }
        for hazard in &place.hazards {
            let cells = [&hazard.name, &hazard.responsible, &hazard.note, &hazard.note_en];
            for (cell, at) in cells.into_iter().zip(hazard.words_at) {
                look(report, &Line::at(cell, at));
            }
        }
    }
}

/// A line that may name nobody: who answers for something stands there by role.
pub(super) fn roles_only(report: &mut Report, line: &str, span: Span) {
    let Some([.., name]) = &*PATTERNS else { return };
    let mut all = numbers(line);
    for clause in line.split([',', ';', '(']) {
        let (mut read_to, mut office) = (0, false);
        let is_office = |word: &str| OFFICES.contains(&fold::nfc(word).to_lowercase().as_str());
        for found in name.find_iter(clause) {
            let first = found.as_str().split_whitespace().next().unwrap_or_default();
            let before = clause.get(read_to..found.start()).unwrap_or_default();
            office |= before.split_whitespace().chain([first]).any(is_office);
            if !office {
                let what = say! { vi: "tên một người", en: "the name of a person" };
                all.push((found.range(), found.as_str().to_owned(), what));
            }
            read_to = found.start();
        }
    }
    for (_, found, what) in all {
        tell(report, &found, &what, span).help(say! { vi: "ghi vai thay cho tên, ví dụ “mẹ của bé”; tên và số chỉ nằm trên tờ giấy đã ký", en: "write the role in place of the name, for example “the child's mother”; names and numbers stand on the signed paper alone" });
    }
}

/// What stands for words that are filled in later.
fn value(kind: &InlineKind) -> Option<Cow<'static, str>> {
    matches!(kind, InlineKind::Field(_) | InlineKind::Fact(_)).then_some(Cow::Borrowed("…"))
}

/// Where a link leads: whoever taps it calls somebody.
fn address(report: &mut Report, inline: &Inline) {
    if let InlineKind::Link { target: Target::Address(pieces), .. } = &inline.kind {
        look(report, &Line::of(pieces, value));
    }
}

fn look(report: &mut Report, line: &Line) {
    for (at, found, what) in found(&line.text) {
        let Some(span) = line.span(at) else { continue };
        // It is reported already, with what to do instead.
        if report.has("number-typed", span) {
            continue;
        }
        tell(report, &found, &what, span).help(say! { vi: "bỏ đi, hoặc kể mà không ai nhận ra được là ai; số của cơ quan thì ghi vào contacts.csv", en: "leave it out, or tell it so that nobody can be recognised; the number of an office goes into contacts.csv" });
    }
}

fn tell<'r>(
    report: &'r mut Report,
    found: &str,
    Text { vi, en }: &Text,
    span: Span,
) -> &'r mut Diagnostic {
    let text = say! { vi: "`{found}` giống {vi}", en: "`{found}` looks like {en}" };
    report.warning("private-data", span, text)
}

fn found(line: &str) -> Vec<(Range<usize>, String, Text)> {
    let Some([child, school, ..]) = &*PATTERNS else { return Vec::new() };
    let mut all = Vec::new();
    // Few lines name a school.
    let in_school = if school.is_match(line) { line } else { "" };
    let mut start = 0;
    for sentence in in_school.split_inclusive(['.', '!', '?', ';']) {
        let from = start;
        start += sentence.len();
        let name = child.captures(sentence).and_then(|found| found.get(1));
        if let (Some(name), Some(_)) = (name, school.find(sentence)) {
            let what = say! { vi: "tên một em cùng với lớp hay trường của em", en: "the name of a child with class or school" };
            let at = from + name.start()..from + name.end();
            all.push((at, name.as_str().to_owned(), what));
        }
    }
    all.extend(numbers(line));
    all
}

/// Numbers that belong to one person, however they are typed.
fn numbers(line: &str) -> Vec<(Range<usize>, String, Text)> {
    let mut all = Vec::new();
    for number in phone::numbers(line) {
        let what = match number.kind {
            Kind::Identity => {
                say! { vi: "số căn cước của một người", en: "the number of an identity card" }
            }
            Kind::Mobile => {
                say! { vi: "số điện thoại riêng của một người", en: "somebody's own telephone number" }
            }
            Kind::Short | Kind::Other => continue,
        };
        let typed = line.get(number.at.clone()).unwrap_or_default().to_owned();
        all.push((number.at, typed, what));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        found(line).into_iter().map(|(_, found, _)| found).collect()
    }

    #[test]
    fn a_person_who_can_be_known_is_found() {
        assert_eq!(told("Em Nguyễn Thị Hoa, lớp 5B, rơi xuống ao."), ["Nguyễn Thị Hoa"]);
        assert_eq!(told("Cháu Lê An học trường Tiểu học Mẫu."), ["Lê An"]);
        assert_eq!(told("The pupil Lan Anh of grade 4 fell in."), ["Lan Anh"]);
        assert_eq!(told("Căn cước 079 203 001 234."), ["079 203 001 234"]);
        for typed in [
            "0912 345 678",
            "0912-345-678",
            "+84 912 345 678",
            "84 912 345 678",
            "0912\u{a0}345\u{a0}678",
        ] {
            assert_eq!(told(&format!("Ông Ba, {typed}")), [typed]);
        }
        assert_eq!(told("https://zalo.me/0912345678"), ["0912345678"]);
    }

    #[test]
    fn a_role_is_no_name() {
        let named = |line: &str| {
            let mut report = Report::new();
            let span = Span::new(crate::diag::Sources::default().add("x", ""), 0..0);
            roles_only(&mut report, line, span);
            report.diagnostics().len()
        };
        for line in ["mẹ của bé Nguyễn Thị Hoa", "Lan Anh's mother", "bố em, 0912 345 678"]
        {
            assert_eq!(named(line), 1, "{line}");
        }
        for line in [
            "mẹ của bé",
            "Người trong ảnh, cán bộ Trạm Y tế",
            "Tủ hồ sơ 3, Ủy ban nhân dân xã Mẫu",
            "Trường Tiểu học Lộc Ninh, phòng văn thư",
            "both parents; filed at the People's Committee",
        ] {
            assert_eq!(named(line), 0, "{line}");
        }
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
