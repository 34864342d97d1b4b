//! A workbook or a CSV file as people send it, read into cells with their addresses.

use std::{fs, io::Cursor, path::Path};

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use crate::{
    desk::{legible, text::tidy},
    diag::{Failure, Report, Sources, Span, Stop, Text},
    say,
};

/// A file larger than this is no table that people filled in.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, tidy.
    pub text: String,
    /// Whether the spreadsheet took it for a number, so that zeros at its start are lost.
    pub number: bool,
    /// Whether it is an error of a formula, or a length of time.
    pub odd: bool,
}

/// A sheet.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its file.
    pub file: String,
    /// Its name; empty in a CSV file.
    pub name: String,
    /// Row and column of its first cell, from 0.
    pub first: (usize, usize),
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A cell; what lies outside is empty.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// A cell as a place for diagnostics: `places.xlsx!Liên lạc!D7`.
    pub fn place(&self, sources: &mut Sources, row: usize, column: usize) -> Span {
        let address = address(self.first.0 + row, self.first.1 + column);
        let sheet = if self.name.is_empty() { String::new() } else { format!("{}!", self.name) };
        let text = self.cell(row, column).text;
        let end = text.len();
        Span::new(sources.add(format!("{}!{sheet}{address}", self.file), text), 0..end)
    }
}

/// The name of a cell in a spreadsheet, from its row and column from 0.
pub fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// Reads all sheets that hold anything: `.xlsx`, `.xls`, `.ods`, `.csv`.
///
/// # Errors
/// When it is no such file (a diagnostic), or cannot be read.
pub fn read(report: &mut Report, sources: &mut Sources, path: &Path) -> Result<Vec<Grid>, Stop> {
    let fail = |error| Failure::new(say! { vi: "đọc tệp", en: "reading a file" }, path, error);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut refuse = |text: Text, help: Text| -> Stop {
        let span = Span::new(sources.add(name.clone(), ""), 0..0);
        report.error_with_help("workbook-unreadable", span, text, help).into()
    };
    if fs::metadata(path).map_err(fail)?.len() > LARGEST {
        let megabytes = LARGEST / 1024 / 1024;
        return Err(refuse(
            say! { vi: "tệp này quá lớn", en: "this file is too large" },
            say! { vi: "bỏ hình khỏi bảng tính; tệp phải dưới {megabytes} MB", en: "remove pictures from the workbook; it must be under {megabytes} MB" },
        ));
    }
    let bytes = fs::read(path).map_err(fail)?;
    let lower = name.to_lowercase();
    if lower.ends_with(".csv") || lower.ends_with(".txt") {
        return match decode(&bytes) {
            Some(text) => {
                let grids = vec![table(&name, &text)];
                legible::check(report, sources, &grids);
                Ok(grids)
            }
            None => Err(refuse(
                say! { vi: "tệp không ghi bằng bảng mã UTF-8, chữ có dấu sẽ sai", en: "the file is not in UTF-8, so its letters would come out wrong" },
                say! { vi: "trong Excel chọn Lưu thành…, “CSV UTF-8”, hoặc lưu thành .xlsx", en: "in Excel choose Save as…, “CSV UTF-8”, or save it as .xlsx" },
            )),
        };
    }
    let book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok();
    let Some(mut book) = book else {
        return Err(refuse(
            say! { vi: "không đọc được tệp này như một bảng tính", en: "this file cannot be read as a workbook" },
            say! { vi: "mở bằng Excel hay LibreOffice, bỏ mật khẩu nếu có, lưu lại thành .xlsx", en: "open it in Excel or LibreOffice, remove its password if it has one, and save it as .xlsx" },
        ));
    };
    let mut grids = Vec::new();
    for sheet in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&sheet) else {
            return Err(refuse(
                say! { vi: "không đọc được trang `{sheet}`", en: "the sheet `{sheet}` cannot be read" },
                say! { vi: "mở bằng Excel hay LibreOffice rồi lưu lại thành .xlsx", en: "open it in Excel or LibreOffice and save it as .xlsx" },
            ));
        };
        let Some((row, column)) = range.start() else { continue };
        let rows = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        let first = (row as usize, column as usize);
        grids.push(Grid { file: name.clone(), name: sheet, first, rows });
    }
    grids.retain(|grid| grid.rows.iter().flatten().any(|cell| !cell.text.is_empty() || cell.odd));
    legible::check(report, sources, &grids);
    Ok(grids)
}

fn cell(data: &Data) -> Cell {
    let (text, number, odd) = match data {
        Data::Empty => (String::new(), false, false),
        Data::String(text) => (text.clone(), false, false),
        Data::Int(number) => (number.to_string(), true, false),
        Data::Float(number) => (number.to_string(), true, false),
        Data::Bool(yes) => (yes.to_string(), false, false),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let text = match (year, hour, minute, second) {
                (_, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                // No day at all: the hour at which somebody answers.
                (..1900, ..) => format!("{hour}:{minute:02}"),
                _ if time.as_f64() < 1.0 => format!("{hour}:{minute:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour}:{minute:02}"),
            };
            (text, false, false)
        }
        Data::DateTimeIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            (day.to_owned(), false, false)
        }
        Data::DateTime(_) | Data::DurationIso(_) | Data::Error(_) => {
            (data.to_string(), false, true)
        }
    };
    Cell { text: tidy(&text), number, odd }
}

/// The text of a CSV file: UTF-8, or UTF-16 as Excel writes "Unicode text".
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .skip(1)
            .filter_map(|pair| pair.try_into().ok())
            .map(order)
            .collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
    }
}

fn table(name: &str, text: &str) -> Grid {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|mark| first.matches(char::from(*mark)).count())
        .unwrap_or(b',');
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let one = |text: &str| Cell { text: tidy(text), number: false, odd: false };
    let rows = reader.into_records().filter_map(Result::ok);
    let rows = rows.map(|row| row.iter().map(one).collect()).collect();
    Grid { file: name.to_owned(), name: String::new(), first: (0, 0), rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_spreadsheets_show() {
        let names = [(0, 0), (6, 3), (9, 25), (9, 26), (0, 701), (0, 702)];
        let names = names.map(|(row, column)| address(row, column));
        assert_eq!(names, ["A1", "D7", "Z10", "AA10", "ZZ1", "AAA1"]);
    }

    #[test]
    fn excel_writes_text_in_several_ways() {
        let text = "id;tên\r\na;Lộc\r\n";
        let wide: Vec<u8> = "\u{FEFF}id\ttên".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(table("t", &decode(text.as_bytes()).expect("text")).rows[1][1].text, "Lộc");
        assert_eq!(table("t", &decode(&wide).expect("text")).rows[0][1].text, "tên");
        assert_eq!(decode(b"t\xean"), None);
    }

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(cell(&Data::Float(912_345_678.0)).text, "912345678");
        assert_eq!(cell(&Data::Float(2.5)).text, "2.5");
        assert!(cell(&Data::Error(calamine::CellErrorType::Ref)).odd);
    }
}
