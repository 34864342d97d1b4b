//! Numbers that change are facts: a telephone number, a figure or an article of law that is typed
//! into a text would stay on every sheet after it has ended.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    diag::{FileId, Report, Span, Text},
    say,
};

/// A pattern and what it finds. `100 %` means all, and is no figure. Borders of words are those of
/// ASCII: with those of Unicode a search over Vietnamese text takes ten times as long.
type Rule = (&'static str, fn() -> Text);

const RULES: [Rule; 3] = [
    (
        r"(?-u:\b)(?:11[1-5]|1[89]00[ .]?\d{3,6}|0\d{2,3}(?:[ .]?\d{2,4}){2,3})(?-u:\b)",
        || say! { vi: "số điện thoại", en: "a telephone number" },
    ),
    (
        r"(?-u:\b)\d{1,3}(?:[.,]\d+)? ?%|(?-u:\b)\d{1,3}(?:\.\d{3})+(?-u:\b)",
        || say! { vi: "số liệu", en: "a figure" },
    ),
    (
        r"(?i)(?:điều|article) \d+|(?-u:\b)\d+/\d{4}/(?:NĐ|QH|QĐ)",
        || say! { vi: "điều luật", en: "an article of law" },
    ),
];

static PATTERNS: LazyLock<[Option<Regex>; 3]> =
    LazyLock::new(|| RULES.map(|(pattern, _)| Regex::new(pattern).ok()));

/// Tells numbers that belong into `facts.yaml` or a table of places.
pub fn refuse_typed_numbers(report: &mut Report, file: FileId, source: &str, offset: usize) {
    let help = || {
        say! {
            vi: "ghi một lần vào content/facts.yaml, có nguồn và ngày kiểm tra, rồi viết `[[ fact.tên ]]`; số của xã thì ghi vào contacts.csv",
            en: "write it once into content/facts.yaml, with its source and the day it was checked, and cite `[[ fact.its_id ]]`; a number of one place goes into contacts.csv"
        }
    };
    refuse(report, file, source, offset, help);
}

/// The same in front matter, where no fact may be cited.
pub fn refuse_typed_numbers_in_front(
    report: &mut Report,
    file: FileId,
    source: &str,
    offset: usize,
) {
    let help = || {
        say! {
            vi: "bỏ con số ở đây; trong thân bài, ghi bằng `[[ fact.tên ]]` hoặc khối ```` ```numbers ````",
            en: "leave it out here; in the body, cite `[[ fact.its_id ]]` or use a block ```` ```numbers ````"
        }
    };
    refuse(report, file, source, offset, help);
}

fn refuse(report: &mut Report, file: FileId, source: &str, offset: usize, help: fn() -> Text) {
    for (pattern, (_, what)) in PATTERNS.iter().flatten().zip(RULES) {
        for found in pattern.find_iter(source).filter(|found| is_typed(source, found.range())) {
            let Text { vi, en } = what();
            let typed = found.as_str();
            report.error_with_help(
                "number-typed",
                Span::new(file, offset + found.start()..offset + found.end()),
                say! { vi: "`{typed}` là {vi} viết thẳng vào bài", en: "`{typed}` is {en} typed into a text" },
                help(),
            );
        }
    }
}

const LONGEST_FIELD: usize = 400;

/// Whether a find stands on its own: not within a field, an address, a day or a longer number; not
/// the price of something.
fn is_typed(source: &str, at: Range<usize>) -> bool {
    // No field is longer.
    let near = source.ceil_char_boundary(at.start.saturating_sub(LONGEST_FIELD));
    let before = source.get(near..at.start).unwrap_or_default();
    let after = source.get(at.end..).unwrap_or_default();
    let typed = source.get(at).unwrap_or_default();
    let in_field = before
        .rfind("[[")
        .is_some_and(|open| before.get(open..).is_some_and(|rest| !rest.contains("]]")));
    let joined_before = before.ends_with(['/', '-', '.', ',', '_', '=']);
    let joined_after = after.starts_with(['/', '-', '_', '='])
        || after
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let all = typed.starts_with("100") && typed.ends_with('%');
    let price = after.starts_with(" đồng") || after.starts_with(" đ ") || after.starts_with('đ');
    !(in_field || joined_before || joined_after || all || price)
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
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Gọi [[ fact.call_115 ]] ngay.",
            "Nơi mình ở: 100 % biển báo",
            "Ngày 2026-11-24, lúc 11.15, dài 1,115 mét, https://a.example/115",
            "Một tiết học 35 phút, 20 phút nước mát, dưới 10 tuổi",
            "Mất 500.000 đồng",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
