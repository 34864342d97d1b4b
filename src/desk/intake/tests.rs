//! Whatever a file holds, it is read or refused, within bounds.

use rust_xlsxwriter::Format;

use super::{Refused, Sent, read};
use crate::desk::{
    grid::Odd,
    tests_office::{book, members, packed, patched},
};

const XLS: &[u8] = include_bytes!("../../../tests/office/small.xls");
const ODS: &[u8] = include_bytes!("../../../tests/office/small.ods");
const MARKED_XLS: &[u8] = include_bytes!("../../../tests/office/marked.xls");
const MARKED_ODS: &[u8] = include_bytes!("../../../tests/office/marked.ods");

fn text(sent: &Sent, row: usize, column: usize) -> String {
    sent.grids[0].cell(row, column).text
}

/// Numbers that look as if they came by chance, the same in each run.
fn chances(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    }
}

fn xlsx() -> Vec<u8> {
    book(|sheet| {
        let line = Format::new().set_font_strikethrough();
        for row in 0..4 {
            sheet.write_string(row, 0, format!("hàng {row}")).expect("a cell");
            sheet.write_number(row, 1, 912_345_678.0).expect("a cell");
        }
        sheet.write_string_with_format(4, 0, "cũ", &line).expect("a cell");
        sheet.write_formula(5, 0, "=A1").expect("a cell");
        sheet.insert_note(1, 1, &rust_xlsxwriter::Note::new("sai")).expect("a note");
    })
}

#[test]
fn each_kind_of_workbook_is_read() {
    for (name, bytes) in [("a.xls", XLS), ("a.ods", ODS)] {
        let sent = read(name, bytes).expect("a workbook");
        assert_eq!(text(&sent, 1, 3), "0271 3 123 456", "{name}");
        assert_eq!(text(&sent, 0, 0), "Nơi", "{name}");
    }
    let sent = read("a.xlsx", &xlsx()).expect("a workbook");
    assert_eq!((text(&sent, 3, 0), text(&sent, 3, 1)), ("hàng 3".into(), "912345678".into()));
    assert_eq!(sent.comments.len(), 1);
}

#[test]
fn letters_of_before_unicode_are_read_by_the_font_of_their_cell() {
    let cells = [
        (".VnTime", "Tr\u{f9}c ban", "Trực ban"),
        (".VnTime", "ao s\u{a9}u, m\u{ad}a", "ao sâu, mưa"),
        (".VnTimeH", "H\u{e5}", "HỒ"),
        ("VNI-Times", "Tra\u{ef}m", "Trạm"),
        // A font that was chosen and is not shown.
        (".VnTime", "Trạm Y tế", "Trạm Y tế"),
        ("Arial", "©", "©"),
    ];
    let bytes = book(|sheet| {
        for (row, (font, typed, _)) in (0..).zip(cells) {
            let font = Format::new().set_font_name(font);
            sheet.write_string_with_format(row, 0, typed, &font).expect("a cell");
        }
    });
    let sent = read("a.xlsx", &bytes).expect("a workbook");
    for (row, (font, _, meant)) in cells.into_iter().enumerate() {
        assert_eq!(text(&sent, row, 0), meant, "{font}");
    }
}

#[test]
fn what_people_did_beside_typing_is_seen_in_each_kind() {
    for (name, bytes) in [("a.xls", MARKED_XLS), ("a.ods", MARKED_ODS)] {
        let sent = read(name, bytes).expect("a workbook");
        let cell = |row, column| sent.grids[0].cell(row, column);
        let struck = |row, column| cell(row, column).odd == Some(Odd::Struck);
        let row = |row| [0, 1, 2].map(|column| struck(row, column));
        assert_eq!([row(0), row(1), row(2)], [[false; 3], [true; 3], [false; 3]], "{name}");
        assert_eq!(cell(1, 1).text, "một nửa cũ", "{name}");
        assert_eq!(cell(2, 1).text, "chữ đậm", "{name}");
        // What formulas give, a day, an hour.
        let typed = [2, 3, 5, 6].map(|column| cell(3, column).text);
        assert_eq!(typed, ["10", "amới", "2026-04-30", "7:30"], "{name}");
        assert_eq!(cell(3, 4).odd, Some(Odd::Fault), "{name}");
        let said: Vec<_> = sent.comments.iter().map(|c| (c.at, c.text.as_str())).collect();
        assert_eq!(said, [((2, 0), "số này sai, hỏi lại Trạm"), ((3, 1), "ô trống")], "{name}");
        assert_eq!((sent.comments[0].sheet.as_str(), sent.unread.len()), ("Liên lạc", 0));
    }
}

#[test]
fn words_that_are_struck_in_the_cell_itself_are_seen() {
    let rich = |sheet: &mut rust_xlsxwriter::Worksheet| {
        let (plain, line) = (Format::new(), Format::new().set_font_strikethrough());
        sheet.write_rich_string(0, 0, &[(&plain, " mới "), (&line, "cũ")]).expect("a cell");
        sheet.write_string(1, 0, "mới cũ").expect("a cell");
    };
    let shared = book(rich);
    let seen = |bytes: &[u8]| {
        let sent = read("a.xlsx", bytes).expect("a workbook");
        [0, 1].map(|row| (text(&sent, row, 0), sent.grids[0].cell(row, 0).odd))
    };
    let both = ("mới cũ".to_owned(), None);
    // The same text is struck in one cell and not in the other.
    assert_eq!(seen(&shared), [("mới cũ".to_owned(), Some(Odd::Struck)), both.clone()]);
    // As programs write it that share no texts.
    let run =
        "<is><r><t xml:space=\"preserve\">mới </t></r><r><rPr><strike/></rPr><t>cũ</t></r></is>";
    let inline = patched(
        &shared,
        "xl/worksheets/sheet1.xml",
        "t=\"s\"><v>0</v>",
        &format!("t=\"inlineStr\">{run}"),
    );
    assert_eq!(seen(&inline), [("mới cũ".to_owned(), Some(Odd::Struck)), both]);
}

#[test]
fn a_damaged_workbook_is_read_or_refused() {
    let (mut refused, mut kept) = (0, 0);
    let mut tried = |name: &str, bytes: &[u8]| match read(name, bytes) {
        Ok(_) => kept += 1,
        Err(_) => refused += 1,
    };
    let kinds = [
        ("a.xls", XLS),
        ("a.xls", MARKED_XLS),
        ("a.ods", ODS),
        ("a.ods", MARKED_ODS),
        ("a.xlsx", &xlsx()),
    ];
    for (name, whole) in kinds {
        let mut chance = chances(whole.len() as u64);
        for round in 0..150 {
            // Flipped bytes.
            let mut bytes = whole.to_vec();
            for _ in 0..=round % 8 {
                let at = chance(bytes.len());
                bytes[at] ^= 1 << chance(8);
            }
            tried(name, &bytes);
            // A download that ended early, and one with a hole.
            tried(name, &whole[..chance(whole.len())]);
            let from = chance(whole.len());
            let to = (from + 1 + chance(512)).min(whole.len());
            tried(name, &[&whole[..from], &whole[to..]].concat());
        }
        if name == "a.xls" {
            continue;
        }
        let all = members(whole);
        for round in 0..60 {
            let mut mixed = all.clone();
            let (one, two) = (chance(all.len()), chance(all.len()));
            match round % 3 {
                // Members that have changed places, or are cut, or hold something else.
                0 => {
                    mixed[one].1.clone_from(&all[two].1);
                    mixed[two].1.clone_from(&all[one].1);
                }
                1 => {
                    let end = chance(mixed[one].1.len().max(1));
                    mixed[one].1.truncate(end);
                }
                _ if mixed[one].1.is_empty() => {}
                _ => {
                    let at = chance(mixed[one].1.len());
                    mixed[one].1[at] = b"<>&\"0 \xFF"[chance(7)];
                }
            }
            tried(name, &packed(&mixed));
        }
    }
    assert!(refused > 100 && kept > 100, "{refused} refused, {kept} read");
}

#[test]
fn a_cell_far_out_is_named_and_a_blank_one_is_nothing() {
    let far = book(|sheet| {
        sheet.write_string(0, 0, "a").expect("a cell");
        sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
    });
    let refused = read("a.xlsx", &far).expect_err("it is too far");
    assert_eq!(refused, Refused::Far("Sheet1".into(), 1_048_575, 16_383));
    let blank = book(|sheet| {
        sheet.write_string(0, 0, "a").expect("a cell");
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold()).expect("a cell");
    });
    let sent = read("a.xlsx", &blank).expect("a workbook");
    assert_eq!((sent.grids[0].rows.len(), sent.grids[0].width()), (1, 1));
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_read() {
    let part = "xl/sharedStrings.xml";
    let whole = xlsx();
    let many = patched(&whole, part, "uniqueCount=\"5\"", "uniqueCount=\"4294967295\"");
    assert_eq!(read("a.xlsx", &many).err(), Some(Refused::Unreadable));
    let long = patched(&whole, part, "hàng 0", &"a".repeat(2 * 1024 * 1024));
    assert!(matches!(read("a.xlsx", &long), Err(Refused::Large(_))));
    let wide = patched(&whole, part, "</sst>", &("<x/>".repeat(17 * 1024 * 1024) + "</sst>"));
    assert!(wide.len() < 1024 * 1024, "{}", wide.len());
    assert!(matches!(read("a.xlsx", &wide), Err(Refused::Large(_))));
}

#[test]
fn a_sheet_that_is_none_is_not_an_empty_one() {
    let part = "xl/worksheets/sheet1.xml";
    for junk in ["<html><body>404</body></html>", "404", ""] {
        let mut all = members(&xlsx());
        let found = all.iter_mut().find(|(name, _)| name == part).expect("a sheet");
        found.1 = junk.as_bytes().to_vec();
        let refused = read("a.xlsx", &packed(&all)).expect_err("it is no sheet");
        assert_eq!(refused, Refused::Sheet("Sheet1".into()), "{junk}");
    }
    let other = packed(&[("xl/workbook.bin".to_owned(), Vec::new())]);
    assert_eq!(read("a.xlsb", &other).err(), Some(Refused::Binary));
    assert_eq!(read("a.xlsx", b"").err(), Some(Refused::Unreadable));
}
