//! Files of a few kilobytes that ask for gigabytes, each refused in words before room is made for it,
//! and within seconds.

use std::fmt::Write as _;

use cpu_time::ThreadTime;

use super::{Refused, Sent, read};
use crate::desk::tests_office::{members, packed, patched};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";

fn quickly(what: &str, name: &str, bytes: &[u8]) -> Result<Sent, Refused> {
    // A machine with much else to do gives a test little of its time.
    let begun = ThreadTime::now();
    let said = read(name, bytes);
    let taken = begun.elapsed().as_secs();
    assert!(taken < 10, "{what} takes {taken} seconds");
    said
}

fn xlsx() -> Vec<u8> {
    crate::desk::tests_office::book(|sheet| {
        sheet.write_string(0, 0, "hàng").expect("a cell");
    })
}

/// A workbook in which a part is another text.
fn with(part: &str, text: &str) -> Vec<u8> {
    let mut all = members(&xlsx());
    all.retain(|(name, _)| name != part);
    all.push((part.to_owned(), text.as_bytes().to_vec()));
    packed(&all)
}

fn rows(count: usize, wide: usize, cell: &str) -> String {
    let row = format!("<row>{}</row>", cell.repeat(wide));
    format!("<worksheet><sheetData>{}</sheetData></worksheet>", row.repeat(count))
}

#[test]
fn one_long_text_in_many_cells_of_an_xlsx() {
    let sheet = with(SHEET, &rows(2000, 200, "<c t=\"s\"><v>0</v></c>"));
    let texts = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(100_000));
    let mut all = members(&sheet);
    all.retain(|(name, _)| name != TEXTS);
    all.push((TEXTS.to_owned(), texts.into_bytes()));
    let said = quickly("one long text", "a.xlsx", &packed(&all));
    assert_eq!(said.err(), Some(Refused::Many("Sheet1".into())));
}

#[test]
fn more_cells_texts_and_styles_than_anybody_has() {
    let cells = with(SHEET, &rows(8000, 200, "<c><v>1</v></c>"));
    let said = quickly("cells", "a.xlsx", &cells);
    assert_eq!(said.err(), Some(Refused::Many("Sheet1".into())));
    let texts = with(TEXTS, &format!("<sst>{}</sst>", "<si/>".repeat(4_000_000)));
    assert_eq!(quickly("texts", "a.xlsx", &texts).err(), Some(Refused::Unreadable));
    let large = |said: Result<Sent, Refused>| matches!(said, Err(Refused::Large(_)));
    let styles = |inner: &str| with(STYLES, &format!("<styleSheet>{inner}</styleSheet>"));
    let many = styles(&format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(1_000_000)));
    assert!(large(quickly("styles", "a.xlsx", &many)));
    let long = format!(
        "<numFmts><numFmt numFmtId=\"7\" formatCode=\"{}\"/></numFmts>",
        "0".repeat(900_000)
    );
    let long = long + &format!("<cellXfs>{}</cellXfs>", "<xf numFmtId=\"7\"/>".repeat(60_000));
    assert!(large(quickly("one long format", "a.xlsx", &styles(&long))));
}

#[test]
fn one_part_that_is_the_sheets_of_a_workbook() {
    let (mut sheets, mut related) = (String::new(), String::new());
    for at in 0..900 {
        let _ = write!(sheets, "<sheet name=\"{at}\" r:id=\"r{at}\"/>");
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        let _ = write!(
            related,
            "<Relationship Id=\"r{at}\" Type=\"{kind}\" Target=\"worksheets/sheet1.xml\"/>"
        );
    }
    let many = |sheets: &str, related: &str| {
        let mut all = members(&with(SHEET, &rows(1_000_000, 0, "")));
        for (name, bytes) in &mut all {
            let text = match name.as_str() {
                "xl/workbook.xml" => {
                    format!("<workbook xmlns:r=\"r\"><sheets>{sheets}</sheets></workbook>")
                }
                "xl/_rels/workbook.xml.rels" => format!("<Relationships>{related}</Relationships>"),
                _ => continue,
            };
            *bytes = text.into_bytes();
        }
        packed(&all)
    };
    for times in [1, 2] {
        let said = quickly("sheets", "a.xlsx", &many(&sheets.repeat(times), &related));
        assert!(matches!(said, Err(Refused::Large(_))), "{said:?}");
    }
}

#[test]
fn comments_deeper_than_people_write() {
    let with_comments = |comments: &str| {
        let whole = crate::desk::tests_office::book(|sheet| {
            sheet.write_string(0, 0, "a").expect("a cell");
            sheet.insert_note(0, 0, &rust_xlsxwriter::Note::new("sai")).expect("a note");
        });
        let mut all = members(&whole);
        let part = all.iter_mut().find(|(name, _)| name.starts_with("xl/comments"));
        part.expect("a part").1 = comments.as_bytes().to_vec();
        packed(&all)
    };
    let deep = format!("<x>{}{}</x>", "<a>".repeat(700_000), "</a>".repeat(700_000));
    let said = quickly("depth", "a.xlsx", &with_comments(&deep));
    assert!(matches!(said, Err(Refused::Large(_))), "{said:?}");
    let mut wide = String::from("<x");
    for at in 0..90_000 {
        let _ = write!(wide, " a{at}=\"\"");
    }
    let said = quickly("attributes", "a.xlsx", &with_comments(&(wide + "/>")));
    assert!(matches!(said, Err(Refused::Large(_))), "{said:?}");
}

#[test]
fn an_ods_whose_rows_stand_there_a_million_times() {
    let ods = include_bytes!("../../../tests/office/small.ods");
    let with = |rows: &str| {
        let mut all = members(ods);
        let part = all.iter_mut().find(|(name, _)| name == "content.xml").expect("a part");
        let text = format!("<x><table:table table:name=\"T\">{rows}</table:table></x>");
        part.1 = text.into_bytes();
        packed(&all)
    };
    let row = |cells: &str| {
        format!("<table:table-row table:number-rows-repeated=\"1000000\">{cells}</table:table-row>")
    };
    let cell = |attributes: &str| {
        format!("<table:table-cell table:number-columns-repeated=\"16384\" {attributes}/>")
    };
    // Its reader took a value for a value, whatever kind it was said to be.
    let odd = with(&row(&cell("office:value=\"1\"")));
    assert!(quickly("a value of no kind", "a.ods", &odd).expect("a workbook").grids.is_empty());
    let blank = with(&row(&(cell("") + &cell(""))).repeat(50_000));
    assert!(quickly("blank cells", "a.ods", &blank).expect("a workbook").grids.is_empty());
    let full = with(&row(&cell("office:value-type=\"float\" office:value=\"1\"")));
    assert_eq!(quickly("cells", "a.ods", &full).err(), Some(Refused::Far("T".into(), 0, 256)));
}

#[test]
fn a_workbook_within_another_archive_is_none() {
    let twice = patched(
        &xlsx(),
        "_rels/.rels",
        "</Relationships>",
        concat!(
            "<Relationship Id=\"rId77\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/",
            "relationships/officeDocument\" Target=\"xl/other.xml\"/></Relationships>"
        ),
    );
    assert_eq!(quickly("two", "a.xlsx", &twice).err(), Some(Refused::Unreadable));
}
