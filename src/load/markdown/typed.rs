//! Numbers that change are facts: a telephone number, a figure or an article of law that is typed
//! into a text would stay on every sheet after it has ended.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::counted::{is_counted, opens_line};
use crate::{
    diag::{FileId, Report, Span, Text},
    model::phone,
    say,
};

/// Parts of a hundred, and thousands with a point or a blank between them. Borders of words are those
/// of ASCII: with those of Unicode a search over Vietnamese text takes ten times as long.
const FIGURE: &str = r"(?-u:\b)\d{1,3}(?:[.,]\d+)?[ \u{a0}\u{202f}]?%|(?-u:\b)\d{1,3}(?:[. \u{a0}\u{202f}]\d{3})+(?-u:\b)";

/// An article of a law, or the number of a paper of the state: `56/2017/NĐ-CP`, `1248/QĐ-TTg`.
const LAW: &str = r"(?x)
    (?i:điều|article) \s+ \d+
    | (?-u:\b) \d+ (?:\s?/\s?\d{4})? \s?/\s?
      (?:NĐ|ND|QĐ|QD|QH|UBTVQH|TT|NQ|CT|CV|KH|KL|TB|HD|PL|BC|VBHN) [\p{L}\d]*
      (?:\s?[-–]\s?\p{Lu}[\p{L}\d]*)*
    | (?-u:\b) \d{1,5} \s?/\s? \p{Lu}{2,} [\p{L}\d]* (?:\s?[-–]\s?\p{Lu}[\p{L}\d]*)+
    | (?-u:\b) \d+ \s?[-–]\s? (?:NQ|CT|QĐ|KL|HD) \s?/\s? TW";

/// An emergency number that is spelled, and digits of another keyboard: those of Khmer where they are as
/// many as a telephone has, and those in keys.
const SPELLED: &str = r"(?x)
    (?-u:\b)1[\ \u{a0}\u{2010}-\u{2013}-]1[\ \u{a0}\u{2010}-\u{2013}-][1-5](?-u:\b)
    | [\u{ff10}-\u{ff19}][\u{ff10}-\u{ff19}\ .-]*
    | (?:[0-9]\u{fe0f}?\u{20e3}\ ?){2,}[0-9]\u{fe0f}?\u{20e3}
    | \u{17e1}\u{17e1}[\u{17e1}-\u{17e5}]
    | \u{17e0}(?:[\ .-]?[\u{17e0}-\u{17e9}]){8,10}";

static PATTERNS: LazyLock<Option<[Regex; 3]>> = LazyLock::new(|| {
    Some([Regex::new(FIGURE).ok()?, Regex::new(LAW).ok()?, Regex::new(SPELLED).ok()?])
});

/// What is measured, or only large: it does not change, and belongs into the sentence.
const UNITS: [&str; 24] = [
    "kg", "g", "mg", "tấn", "tạ", "yến", "m", "cm", "mm", "km", "mét", "lít", "l", "ml", "ha",
    "m²", "m³", "m2", "m3", "kcal", "calo", "W", "V", "độ",
];

/// What a number is that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// Of a telephone.
    Call,
    /// A share or a large number.
    Figure,
    /// An article of a law, or a paper of the state.
    Law,
}

impl Typed {
    fn said(self) -> Text {
        match self {
            Self::Call => say! { vi: "số điện thoại", en: "a telephone number" },
            Self::Figure => say! { vi: "số liệu", en: "a figure" },
            Self::Law => say! { vi: "điều luật", en: "an article of law" },
        }
    }
}

/// Tells numbers that belong into `facts.yaml` or a table of places.
pub fn refuse_typed_numbers(report: &mut Report, file: FileId, source: &str, offset: usize) {
    let help = |what| match what {
        Typed::Call => say! {
            vi: "ghi một lần vào content/facts.yaml, có nguồn và ngày kiểm tra, rồi viết `[[ fact.tên ]]`; số của xã thì ghi vào contacts.csv",
            en: "write it once into content/facts.yaml, with its source and the day it was checked, and cite `[[ fact.its_id ]]`; a number of one place goes into contacts.csv"
        },
        Typed::Figure => say! {
            vi: "ghi một lần vào content/facts.yaml, có nguồn và ngày kiểm tra, rồi viết `[[ fact.tên ]]`; số không bao giờ đổi thì gõ `\\` trước dấu `%` hay dấu chấm: `20 \\%`, `1\\.000`",
            en: "write it once into content/facts.yaml, with its source and the day it was checked, and cite `[[ fact.its_id ]]`; before the `%` or the point of one that never changes type `\\`: `20 \\%`, `1\\.000`"
        },
        Typed::Law => say! {
            vi: "ghi một lần vào content/facts.yaml, có nguồn và ngày kiểm tra, rồi viết `[[ fact.tên ]]`",
            en: "write it once into content/facts.yaml, with its source and the day it was checked, and cite `[[ fact.its_id ]]`"
        },
    };
    refuse(report, file, source, offset, help);
    refuse_glued(report, file, source, offset);
}

/// Reports digits that touch a field, and fields that touch each other: both are read as one number.
fn refuse_glued(report: &mut Report, file: FileId, source: &str, offset: usize) {
    let digit = |c: char| c.is_ascii_digit();
    let mut last = 0;
    for at in fields(source) {
        let (open, close) = (at.start.saturating_sub(2), at.end);
        let before = source.get(..open).unwrap_or_default();
        let after = source.get(close..).unwrap_or_default();
        let head = before.len() - before.trim_end_matches(digit).len();
        let tail = after.len() - after.trim_start_matches(digit).len();
        let touches = last > 0 && last == open;
        last = close;
        if head + tail == 0 && !touches {
            continue;
        }
        let typed = source.get(open - head..close + tail).unwrap_or_default();
        report.error_with_help(
            "number-glued",
            Span::new(file, offset + open - head..offset + close + tail),
            say! { vi: "`{typed}` dính liền với số hay dữ liệu bên cạnh, nên in ra như một số", en: "`{typed}` touches a digit or a value beside it, so both are printed as one" },
            say! { vi: "để một dấu cách hay dấu phẩy ở giữa, hoặc xóa chữ số thừa", en: "put a blank or a comma between them, or delete the digit that is left over" },
        );
    }
}

/// The same in front matter, where no fact may be cited.
pub fn refuse_typed_numbers_in_front(
    report: &mut Report,
    file: FileId,
    source: &str,
    offset: usize,
) {
    let help = |_| {
        say! {
            vi: "bỏ con số ở đây; trong thân bài, ghi bằng `[[ fact.tên ]]` hoặc khối ```` ```numbers ````",
            en: "leave it out here; in the body, cite `[[ fact.its_id ]]` or use a block ```` ```numbers ````"
        }
    };
    refuse(report, file, source, offset, help);
}

fn refuse(report: &mut Report, file: FileId, source: &str, offset: usize, help: fn(Typed) -> Text) {
    for (at, what) in found(source) {
        let Text { vi, en } = what.said();
        let typed = source.get(at.clone()).unwrap_or_default();
        report.error_with_help(
            "number-typed",
            Span::new(file, offset + at.start..offset + at.end),
            say! { vi: "`{typed}` là {vi} viết thẳng vào bài", en: "`{typed}` is {en} typed into a text" },
            help(what),
        );
    }
}

/// What is typed, and what it is. Each place of the text is looked at once, whatever is before it.
fn found(source: &str) -> Vec<(Range<usize>, Typed)> {
    let fields = fields(source);
    let calls = phone::numbers(source);
    let mut all: Vec<(Range<usize>, Typed)> = Vec::new();
    for number in &calls {
        let at = &number.at;
        let other = is_price(source, at.end) || is_counted(source, at);
        if !number.joined && !is_in(&fields, at) && !other {
            all.push((at.clone(), Typed::Call));
        }
    }
    let Some([figure, law, spelled]) = &*PATTERNS else { return all };
    for at in spelled.find_iter(source).map(|found| found.range()) {
        if !is_joined(source, &at) && !is_in(&fields, &at) {
            all.push((at, Typed::Call));
        }
    }
    let numbers: Vec<Range<usize>> = calls.into_iter().map(|number| number.at).collect();
    for found in figure.find_iter(source) {
        let at = found.range();
        // `100 %` means all, and is no figure.
        let whole = found.as_str().starts_with("100") && found.as_str().ends_with('%');
        let share = found.as_str().ends_with('%');
        let joined = if share { is_encoded(source, &at) } else { is_joined(source, &at) };
        let part = joined || is_in(&fields, &at) || is_in(&numbers, &at);
        let measured = !share && is_measured(source, at.end);
        if !whole && !part && !measured && !is_price(source, at.end) {
            all.push((at, Typed::Figure));
        }
    }
    for found in law.find_iter(source).map(|found| found.range()) {
        if !is_joined(source, &found) && !is_in(&fields, &found) {
            all.push((found, Typed::Law));
        }
    }
    all.retain(|(at, _)| !opens_line(source, &digits(source, at)));
    all
}

/// The digits at the end of what is typed, without the word before them: of "Điều 51".
fn digits(source: &str, at: &Range<usize>) -> Range<usize> {
    let typed = source.get(at.clone()).unwrap_or_default();
    let word = typed.len() - typed.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
    at.start + word..at.end
}

/// What is between two square brackets on one line.
fn fields(source: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once("[[") {
            let Some((_, next)) = after.split_once("]]") else { break };
            let end = start + line.len();
            fields.push(end - after.len()..end - next.len());
            rest = next;
        }
        start += line.len();
    }
    fields
}

/// Whether a stretch touches one of some others, which are in order.
fn is_in(others: &[Range<usize>], at: &Range<usize>) -> bool {
    let next = others.partition_point(|other| other.end <= at.start);
    others.get(next).is_some_and(|other| other.start < at.end)
}

/// Whether a find is part of an address, a day or a longer number.
fn is_joined(source: &str, at: &Range<usize>) -> bool {
    let before = source.get(..at.start).unwrap_or_default();
    let after = source.get(at.end..).unwrap_or_default();
    before.ends_with(['/', '-', '.', ',', '_', '=', '#'])
        || after.starts_with(['/', '-', '_', '='])
        || after
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a share is part of an address or a longer number. One of two with a dash between them is a
/// share: "50%-70%".
fn is_encoded(source: &str, at: &Range<usize>) -> bool {
    let before = source.get(..at.start).unwrap_or_default();
    let after = source.get(at.end..).unwrap_or_default();
    let range = |c: char| c.is_ascii_digit() || c == '%' || c.is_whitespace();
    before.ends_with(['/', '.', ',', '_', '=', '#'])
        || before.strip_suffix('-').is_some_and(|rest| !rest.ends_with(range) && !rest.is_empty())
        || after.starts_with(|c: char| c.is_ascii_alphanumeric() || "_=/%".contains(c))
}

/// Whether a unit follows.
fn is_measured(source: &str, end: usize) -> bool {
    let after = source.get(end..).unwrap_or_default();
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).unwrap_or(after);
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    UNITS.contains(&word)
}

/// Whether it is the price of something.
fn is_price(source: &str, end: usize) -> bool {
    let after = source.get(end..).unwrap_or_default();
    let bare = after.strip_prefix([' ', '\u{a0}', '\u{202f}']);
    let is_coin = |words: &str| {
        let word = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        ["đ", "đồng", "VND", "VNĐ"].contains(&word)
    };
    after.starts_with('đ') || is_coin(after) || bare.is_some_and(is_coin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn told(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("lesson.vi.md", text);
        let mut report = Report::new();
        refuse_typed_numbers(&mut report, file, text, 0);
        let spans = report.diagnostics().iter().filter_map(|diagnostic| diagnostic.span);
        spans
            .filter_map(|span| text.get(span.start as usize..span.end as usize))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn numbers_that_belong_into_a_table_are_found() {
        assert_eq!(told("Gọi 111. Hoặc 0912 345 678."), ["111", "0912 345 678"]);
        assert_eq!(told("Có 43 % và 2.000 em, theo Điều 51."), ["43 %", "2.000", "Điều 51"]);
        assert_eq!(told("[Gọi](tel:115)"), ["115"]);
        assert_eq!(told("1[[ fact.a ]] [[ fact.a ]]2, [[ fact.a ]][[ fact.b ]]").len(), 3);
        assert_eq!(
            told("Theo Điều 51: nhìn. Điều 52 nói.\nĐiều 53 nói"),
            ["Điều 51", "Điều 52", "Điều 53"]
        );
        assert_eq!(told("50%-70%, 3-5 %, 3–5%"), ["50%", "70%", "5 %", "5%"]);
        assert_eq!(told("Xem a-5%20b.docx, https://a.vn/x-5%"), [""; 0]);
        assert_eq!(told("Gọi O912345678, 09l2 345 678"), ["O912345678", "09l2 345 678"]);
        assert_eq!(
            told(
                "Gọi ១១៥, ០៩១២ ៣៤៥ ៦៧៨, 1\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}, ៥ នាទី ១៥"
            ),
            ["១១៥", "០៩១២ ៣៤៥ ៦៧៨", "1\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}"]
        );
        assert_eq!(told("Bước 1: gọi 115.\nMục 2: 20 %"), ["115", "20 %"]);
        assert_eq!(
            told("Gọi số 115 người lớn, hãy bấm 113 em nhé, 114: cứu nạn"),
            ["115", "113", "114"]
        );
    }

    #[test]
    fn there_is_more_than_one_way_to_type_a_number() {
        for typed in [
            "0912-345-678",
            "+84 912 345 678",
            "84 912 345 678",
            "(0271) 3 888 888",
            "0912\u{a0}345\u{a0}678",
            "1800-1567",
            "43\u{a0}%",
            "2\u{a0}000",
            "2 000",
            "điều\u{a0}51",
            "Điều  51",
            "56/2017/NĐ-CP",
            "56/2017/NĐ - CP",
            "08/2020/TT-BGDĐT",
            "102/2016/QH13",
            "1248/QĐ-TTg",
            "20-NQ/TW",
            "123/UBND-VX",
            "1-1-5",
            "０９１２３４５６７８",
            "0 9 1 2 3 4 5 6 7 8",
            "0912,345,678",
        ] {
            assert_eq!(told(&format!("Theo {typed}, nhé")), [typed], "{typed}");
        }
        assert_eq!(told("115/114, 113-114"), ["115", "114", "113", "114"]);
        assert_eq!(told("Gọi 115 [[ place.name và 114"), ["115", "114"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Gọi [[ fact.call_115 ]] ngay.",
            "Nơi mình ở: 100 % biển báo",
            "Ngày 2026-11-24, lúc 11.15, dài 1,115 mét, https://a.example/115",
            "Một tiết học 35 phút, 20 phút nước mát, dưới 10 tuổi",
            r"Nặng 1.000 kg, dài 2.000 m, cồn 70 \%, 1\.000 cái",
            "Điều 1: Nhìn.\n**Điều 2:** Với.\n**Điều 3**: Gọi.\n**Điều 4.** Báo.\n### Điều 5\n",
            "Khoản 111: Nhìn.\n- Bước 112. Với\n> **Chương 113**\n\nMục 1.000: Gọi",
            "Article 111: Look.\nStep 112. Reach\nPart 113: Call\n### Section 1.000\n",
            "xem bước 113, section 114",
            "Mất 500.000 đồng, 500 000 đ nữa, 200\u{a0}000\u{a0}đồng",
            "Vé 85.000 đ. Hay 85.000 VND, 90.000VNĐ",
            "Xem trang 113 của sách, bài 115, hẻm 111, Km 115, xe buýt 111, tổ 113",
            "Rộng 114 m, cao 115 cm, có 113 em, nhà ở số 113 đường Hùng Vương",
            "Từ 2020 đến 2025, 3/4 số em, ngày 20/11, nước/đá",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_of_many_numbers_is_read_once() {
        let took = |many: usize| {
            let paragraph = "Gọi 0912 345 678 hay 115, có 43 % em, 2.000 nơi.\n\n";
            let text = paragraph.repeat(many);
            let begun = cpu_time::ThreadTime::now();
            assert_eq!(found(&text).len(), 4 * many);
            begun.elapsed()
        };
        took(1000);
        let (one, eight) = (took(4000), took(32_000));
        // Where each number read all that is before it, eight times the text took sixty times as long.
        assert!(eight < one * 24, "{one:?} {eight:?}");
    }
}
