//! What goes out comes back the same, and what people do to a workbook on the way is understood.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{Import, Which, export, import};
use crate::{
    desk::tests_office::{book as made, file, patched},
    diag::{Report, Sources, Stop},
    load::files::Files,
    tables::Kind,
};

pub const UNITS: &str = "id,valid_from,valid_to,code,name,kind,parent,successors\n\
    tren,,,01,Trên,tỉnh,,\nduoi,2025-07-01,,00123,Dưới,xã,tren,\n";
pub const CONTACTS: &str = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to\r\n\
    duoi,police,Công an xã,0271 3 123 456,24/7,\"Gọi; \"\"ngay\"\"\",,Xã,2026-11-20,2025-07-01,\r\n";

/// A campaign with these two tables.
pub fn campaign(units: &str, contacts: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let places = folder.path().join("content").join("places");
    fs::create_dir_all(&places).expect("a folder");
    fs::write(folder.path().join("campaign.yaml"), "title: { vi: T }\nlanguages: [vi]\n")
        .expect("a file");
    fs::write(places.join("units.csv"), units).expect("a file");
    fs::write(places.join("contacts.csv"), contacts).expect("a file");
    folder
}

pub fn export_to(root: &Path) -> Result<PathBuf, String> {
    let path = root.join("places.xlsx");
    fs::write(&path, &exported(root, Which::All)?[0].1).expect("a file");
    Ok(path)
}

pub fn exported(root: &Path, which: Which<'_>) -> Result<Vec<(String, Vec<u8>)>, String> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let day = "2026-11-23".parse().expect("a day");
    export(&mut report, &mut sources, &files, day, which)
        .map_err(|_| format!("{:?}", report.diagnostics()))
}

/// What a workbook would change, with the codes and places of what was said.
pub fn import_from(root: &Path, path: &Path) -> (Option<Import>, Vec<String>) {
    import_all(root, &[path.to_owned()])
}

pub fn import_all(root: &Path, paths: &[PathBuf]) -> (Option<Import>, Vec<String>) {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let ended = match import(&mut report, &mut sources, root, paths) {
        Ok(import) => Some(import),
        Err(Stop::Reported) => None,
        Err(Stop::Failed(failure)) => panic!("{failure:?}"),
    };
    let said = report.diagnostics().iter().map(|diagnostic| {
        let place = diagnostic.span.map(|span| sources.path(span.file).to_owned());
        format!("{} {}", diagnostic.code, place.unwrap_or_default())
    });
    (ended, said.collect())
}

/// Cells that spreadsheets like to change.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,12}",
        "[=+@'-][0-9A-Za-z ()]{0,8}",
        "_x[0-9A-F]{4}_",
        "[ \u{A0}]{0,2}[a-zàảộđĐ;,\"'<&ក]{0,12}[ \u{A0}]{0,2}",
        Just("o\u{323}\u{302}".to_owned()),
        Just("1/2".to_owned()),
        Just("23/11/2026".to_owned()),
        Just("TRUE".to_owned()),
        Just("1e5".to_owned()),
        Just("Có".to_owned()),
        Just("công an".to_owned()),
        "\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_goes_out_comes_back_the_same(
        rows in prop::collection::vec(prop::collection::vec(awkward(), 11), 0..6),
        crlf: bool,
        mark: bool,
        semicolon: bool,
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let between = if semicolon { ";" } else { "," };
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let head = CONTACTS.lines().next().expect("a head").replace(',', between);
        let mut text = format!("{}{head}{end}", if mark { "\u{FEFF}" } else { "" });
        for row in &rows {
            text += &(row.iter().map(quote).collect::<Vec<_>>().join(between) + end);
        }
        let folder = campaign(UNITS, &text);
        let path = export_to(folder.path()).map_err(TestCaseError::fail)?;
        let (import, mut said) = import_from(folder.path(), &path);
        // Such letters are no words of any language.
        said.retain(|said| !said.starts_with("text-illegible"));
        prop_assert!(said.is_empty(), "{said:?}");
        let import = import.expect("nothing is wrong");
        prop_assert!(import.edits.is_empty(), "{:?}", import.tables);
    }
}

#[test]
fn the_sample_comes_back_the_same() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let places = folder.path().join("content").join("places");
    fs::create_dir_all(&places).expect("a folder");
    fs::copy(here.join("campaign.yaml"), folder.path().join("campaign.yaml")).expect("a file");
    for name in ["units.csv", "contacts.csv", "hazards.csv", "points.csv"] {
        let from = here.join("content").join("places").join(name);
        fs::copy(from, places.join(name)).expect("a file");
    }
    let path = export_to(folder.path()).expect("a workbook");
    let (import, said) = import_from(folder.path(), &path);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    assert!(import.edits.is_empty() && import.absent.is_empty(), "{:?}", import.tables);
}

/// A workbook with one sheet, as an officer might send it.
fn book(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> tempfile::TempPath {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().expect("a file");
    book.save(file.path()).expect("a workbook");
    file.into_temp_path()
}

const TITLES: [&str; 11] = [
    "Nơi",
    "Vai trò",
    "Tên gọi",
    "so dien thoai",
    "Giờ nghe máy",
    "Ghi chú",
    "note_en",
    "Ai cho số",
    "Ngày kiểm tra",
    "Dùng từ ngày",
    "Dùng đến ngày",
];

#[test]
fn what_people_and_spreadsheets_do_is_understood() {
    let folder = campaign(UNITS, CONTACTS);
    let path = book(|sheet| {
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.set_name("lien lac").expect("a name");
        sheet.merge_range(0, 1, 0, 7, "Danh bạ xã", &Format::new()).expect("a title");
        // "Nơi" is merged over two rows, so its words stand in the first of them.
        for (at, title) in (0..).zip(TITLES) {
            let row = if at == 0 { 1 } else { 2 };
            sheet.write_string(row, at, title).expect("a cell");
        }
        for (at, text) in [(0, " duoi\u{A0}"), (1, "Công an"), (2, "Công an xã"), (4, "24/7")] {
            sheet.write_string(3, at, text).expect("a cell");
        }
        sheet.write_number(3, 3, 2_713_123_456_f64).expect("a cell");
        sheet.write_string(3, 5, "Gọi; \"ngay\"").expect("a cell");
        sheet.write_string(3, 7, "Xa\u{303}").expect("a cell");
        for (row, column) in [(3, 8), (4, 8), (3, 9)] {
            let (year, month, day) = if column == 8 { (2026, 11, 22) } else { (2025, 7, 1) };
            let day = ExcelDateTime::from_ymd(year, month, day).expect("a day");
            sheet.write_datetime_with_format(row, column, &day, &date).expect("a cell");
        }
        sheet.write_string(4, 0, "duoi").expect("a cell");
        sheet.write_string(4, 1, "trạm y tế").expect("a cell");
        sheet.write_number(4, 3, 912_345_678_f64).expect("a cell");
        sheet.write_string(4, 7, "Chị Lan").expect("a cell");
        // Handed out to be filled in, and was not.
        sheet.write_string(5, 0, "duoi").expect("a cell");
        sheet.write_string(5, 1, "bệnh viện").expect("a cell");
    });
    let (import, said) = import_from(folder.path(), &path);
    let name = path.file_name().expect("a name").to_string_lossy();
    let places = ["D4", "D5"].map(|cell| format!("zero-restored {name}!lien lac!{cell}"));
    assert_eq!(said, places);
    let import = import.expect("nothing is wrong");
    let [edit] = import.edits.as_slice() else { panic!("{:?}", import.edits) };
    edit.write().expect("a file");
    let written = String::from_utf8(edit.new.clone()).expect("letters");
    let wanted = CONTACTS.replace("2026-11-20", "2026-11-22")
        + "duoi,health_station,,0912345678,,,,Chị Lan,2026-11-22,,\r\n";
    assert_eq!(written, wanted);
    assert_eq!(fs::read(&edit.path).expect("a file"), edit.new);
    assert!(edit.write().is_err(), "the file is another one now");
}

#[test]
fn what_is_not_understood_is_reported_by_its_cell() {
    let folder = campaign(UNITS, CONTACTS);
    let path = book(|sheet| {
        sheet.set_name("Liên lạc").expect("a name");
        for (at, title) in (0..).zip(TITLES) {
            sheet.write_string(0, at, title).expect("a cell");
        }
        for (at, text) in [(0, "duoi"), (1, "thầy thuốc"), (3, "hỏi sau")] {
            sheet.write_string(1, at, text).expect("a cell");
        }
        sheet.write_string(2, 0, "o-dau").expect("a cell");
        sheet.write_string(2, 1, "công an").expect("a cell");
        sheet.write_string(2, 2, "Công an").expect("a cell");
    });
    let (import, said) = import_from(folder.path(), &path);
    assert!(import.is_none());
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let at = |code: &str, cell: &str| format!("{code} {name}!Liên lạc!{cell}");
    assert_eq!(
        said,
        [
            at("field-choice", "B2"),
            at("contact-unsourced", "D2"),
            at("phone-malformed", "D2"),
            at("place-unknown", "A3"),
        ]
    );
}

#[test]
fn an_error_of_a_formula_is_no_value() {
    let folder = campaign(UNITS, CONTACTS);
    let path = book(|sheet| {
        sheet.set_name("Liên lạc").expect("a name");
        for (at, title) in (0..).zip(TITLES) {
            sheet.write_string(0, at, title).expect("a cell");
        }
        sheet.write_string(1, 0, "duoi").expect("a cell");
        let formula = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
        sheet.write_formula(1, 2, formula).expect("a cell");
    });
    let (_, said) = import_from(folder.path(), &path);
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(said, [format!("cell-unreadable {name}!Liên lạc!C2")]);
}

/// A workbook of the first contact, with one more cell.
fn with(cell: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    made(|sheet| {
        sheet.set_name("Liên lạc").expect("a name");
        for (at, title) in (0..).zip(TITLES) {
            sheet.write_string(0, at, title).expect("a cell");
        }
        for (at, text) in [(0, "duoi"), (1, "công an"), (2, "Công an xã"), (5, "Gọi; \"ngay\"")]
        {
            sheet.write_string(1, at, text).expect("a cell");
        }
        for (at, text) in [(4, "24/7"), (7, "Xã"), (8, "2026-11-20"), (9, "2025-07-01")] {
            sheet.write_string(1, at, text).expect("a cell");
        }
        cell(sheet);
    })
}

#[test]
fn a_formula_that_nobody_reckoned_is_not_an_empty_cell() {
    let folder = campaign(UNITS, CONTACTS);
    let bytes = with(|sheet| {
        sheet.write_formula(1, 3, "=A9").expect("a cell");
    });
    let part = "xl/worksheets/sheet1.xml";
    for value in ["", "<v></v>", "<v/>"] {
        let bytes = patched(&bytes, part, "<f>A9</f><v>0</v>", &format!("<f>A9</f>{value}"));
        let path = file(folder.path(), "p.xlsx", &bytes);
        let (import, said) = import_from(folder.path(), &path);
        assert!(import.is_none());
        assert_eq!(said, ["cell-unreadable p.xlsx!Liên lạc!D2"], "{value}");
    }
}

#[test]
fn words_that_are_struck_out_are_reported() {
    let folder = campaign(UNITS, CONTACTS);
    let line = Format::new().set_font_strikethrough();
    let number = "0271 3 123 456";
    let all = with(|sheet| {
        sheet.write_string_with_format(1, 3, number, &line).expect("a cell");
    });
    let half = with(|sheet| {
        let parts = [(&line, "0271 3 123 456"), (&Format::new(), " 0271 3 999 999")];
        sheet.write_rich_string(1, 3, &parts).expect("a cell");
    });
    for bytes in [all, half] {
        let path = file(folder.path(), "p.xlsx", &bytes);
        let (import, said) = import_from(folder.path(), &path);
        assert!(import.is_none());
        assert_eq!(said, ["cell-unreadable p.xlsx!Liên lạc!D2"]);
    }
    // A line below an empty cell strikes nothing out.
    let bytes = with(|sheet| {
        sheet.write_string(1, 3, number).expect("a cell");
        sheet.write_blank(2, 3, &line).expect("a cell");
    });
    let path = file(folder.path(), "p.xlsx", &bytes);
    let (import, said) = import_from(folder.path(), &path);
    assert_eq!(said, [""; 0]);
    assert!(import.expect("nothing is wrong").edits.is_empty());
}

#[test]
fn what_people_write_beside_a_cell_is_reported() {
    let folder = campaign(UNITS, CONTACTS);
    let bytes = with(|sheet| {
        sheet.write_string(1, 3, "0271 3 123 456").expect("a cell");
        let note = rust_xlsxwriter::Note::new("Số này\nsai rồi").set_author("Chị Lan");
        sheet.insert_note(1, 3, &note).expect("a note");
    });
    let path = file(folder.path(), "p.xlsx", &bytes);
    let (import, said) = import_from(folder.path(), &path);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    let told = ("p.xlsx!Liên lạc!D2".to_owned(), "Chị Lan: Số này sai rồi".to_owned());
    assert_eq!(import.notes, [told]);
    // The notes of our own columns are not told.
    let path = export_to(folder.path()).expect("a workbook");
    let (import, _) = import_from(folder.path(), &path);
    assert!(import.expect("nothing is wrong").notes.is_empty());
}

#[test]
fn a_workbook_with_no_table_is_no_workbook() {
    let folder = campaign(UNITS, CONTACTS);
    let bytes = made(|_| {});
    let path = file(folder.path(), "p.xlsx", &bytes);
    let (import, said) = import_from(folder.path(), &path);
    assert!(import.is_none());
    assert_eq!(said, ["workbook-unreadable p.xlsx"]);
}

#[test]
fn a_depth_is_not_negative() {
    let folder = campaign(UNITS, CONTACTS);
    let head = "id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en";
    for (depth, wanted) in [("2,5", None), ("0", None), ("-3", Some("number-malformed"))] {
        let table = format!("{head}\nao,duoi,pond,Ao,,,\"{depth}\",yes,no,,,23-11-2026,Xã,,\n");
        let path = file(folder.path(), "hazards.csv", table.as_bytes());
        let (_, said) = import_from(folder.path(), &path);
        let wanted: Vec<String> =
            wanted.iter().map(|code| format!("{code} hazards.csv!G2")).collect();
        assert_eq!(said, wanted, "{depth}");
    }
}

#[test]
fn a_made_up_number_comes_into_no_real_place() {
    let folder = campaign(UNITS, CONTACTS);
    let bytes = with(|sheet| {
        sheet.write_string(1, 3, "0000 000 001").expect("a cell");
    });
    let path = file(folder.path(), "p.xlsx", &bytes);
    let (import, said) = import_from(folder.path(), &path);
    assert!(import.is_none());
    assert_eq!(said, ["phone-made-up p.xlsx!Liên lạc!D2"]);
    // What `check` allows comes in.
    let settings = "title: { vi: T }\nlanguages: [vi]\nsample: [duoi]\n";
    fs::write(folder.path().join("campaign.yaml"), settings).expect("a file");
    let (import, said) = import_from(folder.path(), &path);
    assert_eq!(said, [""; 0]);
    assert_eq!(import.expect("nothing is wrong").edits.len(), 1);
}

/// A download that broke off: half of a word at the end is no row that waits to be filled in.
#[test]
fn a_last_row_that_is_cut_off_is_reported() {
    let folder = campaign(UNITS, CONTACTS);
    for (end, wanted) in [
        ("duoi,pol", "field-choice contacts.csv!B2"),
        ("duo", "place-unknown contacts.csv!A2"),
        ("duoi,police", ""),
    ] {
        let table = CONTACTS.lines().next().expect("a head").to_owned() + "\n" + end;
        let path = file(folder.path(), "contacts.csv", table.as_bytes());
        let (_, said) = import_from(folder.path(), &path);
        let is_said =
            if wanted.is_empty() { said.is_empty() } else { said.iter().any(|s| s == wanted) };
        assert!(is_said, "{end}: {said:?}");
    }
}

/// Each column of each table, with a tick or an answer in it: where that cannot be a value it is
/// reported at its cell.
#[test]
fn a_mark_where_it_says_nothing_is_reported_at_its_cell() {
    let rows: [(&str, &[&str]); 4] = [
        (
            "Liên lạc",
            &[
                "duoi",
                "trạm y tế",
                "Trạm",
                "0271 3 000 111",
                "24/7",
                "Gọi trước",
                "Call first",
                "Xã",
                "2026-11-20",
                "2025-07-01",
                "2027-07-01",
                "",
            ],
        ),
        (
            "Nước sâu",
            &[
                "ao",
                "duoi",
                "ao",
                "Ao làng",
                "11.85",
                "106.6",
                "2.5",
                "có",
                "không",
                "Trưởng ấp",
                "2026-12-01",
                "2026-11-01",
                "Xã",
                "Có bờ dốc",
                "Steep",
            ],
        ),
        ("Điểm phát", &["ap-1", "duoi", "bảng tin", "Ấp 1", "120", "3", "90", "1"]),
        (
            "Đơn vị",
            &["moi", "2025-07-01", "2030-01-01", "00124", "Mới", "xã", "tren", "duoi", "ấp"],
        ),
    ];
    let folder = campaign(UNITS, CONTACTS);
    for (title, row) in rows {
        let sheet =
            super::sheets::SHEETS.iter().find(|sheet| sheet.title.vi == title).expect("a sheet");
        let sent = |changed: Option<(usize, &str)>| {
            book(|page| {
                page.set_name(title).expect("a name");
                for ((at, column), cell) in (0..).zip(sheet.columns).zip(row) {
                    page.write_string(0, at, column.heading.vi).expect("a cell");
                    let typed = changed.filter(|(of, _)| *of == usize::from(at));
                    page.write_string(1, at, typed.map_or(*cell, |(_, mark)| mark))
                        .expect("a cell");
                }
                // Without their rows, the units that the others name would go.
                let units =
                    if title == "Đơn vị" { UNITS.lines().skip(1).collect() } else { vec![] };
                for (row, line) in (2..).zip(units) {
                    for (column, cell) in (0..).zip(line.split(',')) {
                        page.write_string(row, column, cell).expect("a cell");
                    }
                }
            })
        };
        let (import, said) = import_from(folder.path(), &sent(None));
        assert!(import.is_some() && said.is_empty(), "{title}: {said:?}");
        for (at, column) in sheet.columns.iter().enumerate() {
            for mark in ["x", "X", "v", "✓", "có", "-", "?", "TRUE"] {
                let fits = match column.kind {
                    Kind::Choice(_) => column.kind.key(mark).is_some(),
                    // An id of one letter is one.
                    _ => column.name == "id" && ["x", "v"].contains(&mark),
                };
                let path = sent(Some((at, mark)));
                let (_, said) = import_from(folder.path(), &path);
                let file = path.file_name().expect("a name").to_string_lossy().into_owned();
                let cell = format!("{file}!{title}!{}", crate::desk::grid::address(1, at));
                let found = said.iter().any(|said| said.ends_with(&format!(" {cell}")));
                assert_eq!(found, !fits, "{title}, {}: {mark}: {said:?}", column.name);
            }
        }
    }
}
