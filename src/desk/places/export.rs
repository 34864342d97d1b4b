//! The workbook that an officer fills in.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use super::{
    FOLDER,
    sheets::{Column, Form, SHEETS, Sheet},
};
use crate::{
    desk::table::Table,
    diag::{Failure, Report, Sources, Stop},
    load::{self, files::Files},
    model::{Campaign, ContactRole, Date},
    say,
};

/// Rows below the last one that are ready to be filled in.
const SPARE_ROWS: u32 = 200;

/// The tables of places as the bytes of a workbook. Each commune of the day gets a row for each
/// number it lacks, so that the officer fills in only that.
///
/// # Errors
/// When a table has not the form of a table, or the machine failed.
pub fn export(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    today: Date,
) -> Result<Vec<u8>, Stop> {
    load::tables::well_formed(report, sources, files)?;
    // What is wrong with lessons is no reason to hand out no tables.
    let campaign = load::campaign(&mut Report::new(), &mut Sources::default(), files)?;
    let day = campaign.settings.as_of.unwrap_or(today);
    let mut book = Workbook::new();
    for sheet in &SHEETS {
        let path = format!("{FOLDER}/{}", sheet.file);
        let table =
            if files.has(&path) { Table::read(&files.bytes(&path)?) } else { Table::empty(&[]) };
        let mut rows = rows(sheet, &table);
        if sheet.file == "contacts.csv" {
            rows.extend(missing(sheet, &campaign, day));
        }
        write(book.add_worksheet(), sheet, &rows).map_err(|error| failed(sheet.file, error))?;
    }
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| failed("", error))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book.save_to_buffer().map_err(|error| failed("", error))?)
}

fn failed(file: &str, error: XlsxError) -> Failure {
    let doing = say! { vi: "làm bảng tính", en: "making the workbook" };
    Failure::new(doing, file, std::io::Error::other(error))
}

/// The rows of a table in the order of the sheet's columns.
fn rows(sheet: &Sheet, table: &Table) -> Vec<Vec<String>> {
    let at: Vec<Option<usize>> = sheet
        .columns
        .iter()
        .map(|column| table.columns.iter().position(|name| name == column.name))
        .collect();
    let cell = |row: &Vec<String>, at: &Option<usize>| {
        at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    table.rows.iter().map(|row| at.iter().map(|at| cell(&row.cells, at)).collect()).collect()
}

/// A row for each contact that a commune has no row for.
fn missing(sheet: &Sheet, campaign: &Campaign, day: Date) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for place in campaign.communes(day, false) {
        for role in ContactRole::EXPECTED
            .iter()
            .filter(|role| campaign.contact(place, **role, day).is_none())
        {
            let cell = |column: &Column| match column.name {
                "place" => place.id.clone(),
                "role" => role.key().to_owned(),
                _ => String::new(),
            };
            rows.push(sheet.columns.iter().map(cell).collect());
        }
    }
    rows
}

fn write(page: &mut Worksheet, sheet: &Sheet, rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let wrapped = text.clone().set_text_wrap();
    let gap = wrapped.clone().set_background_color(Color::RGB(0xFF_F2_CC));
    let gap = gap.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xD6_B6_56));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_border(FormatBorder::Thin);
    page.set_name(sheet.title)?;
    page.set_freeze_panes(1, 0)?.set_row_height(0, 32)?;
    page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let ready = last_row.saturating_add(SPARE_ROWS);
    let mut last_column = 0;
    for (at, column) in (0..).zip(sheet.columns) {
        last_column = at;
        page.set_column_width(at, f64::from(column.width))?;
        page.set_column_format(at, &text)?;
        page.write_string_with_format(0, at, column.title, &head)?;
        let note = format!("{}\n\n({})", column.note, column.name);
        page.insert_note(
            0,
            at,
            &Note::new(note).add_author_prefix(false).set_width(260).set_height(120),
        )?;
        if let Form::Choice(words) = column.form {
            let shown: Vec<&str> = words.iter().map(|(_, shown)| *shown).collect();
            let list = DataValidation::new()
                .allow_list_strings(&shown)?
                .set_error_title("Chọn trong danh sách")?
                .set_error_message("Ô này chỉ nhận một trong các từ ở danh sách.")?;
            page.add_data_validation(1, at, ready, at, &list)?;
        }
    }
    for (number, row) in (1..).zip(rows) {
        for ((at, column), cell) in (0..).zip(sheet.columns).zip(row) {
            let shown = column.form.shown(cell);
            let open = column.asked && (cell.is_empty() || cell == "unknown");
            match (open, shown.is_empty()) {
                (true, true) => page.write_blank(number, at, &gap)?,
                (true, false) => page.write_string_with_format(number, at, shown, &gap)?,
                (false, true) => continue,
                (false, false) => page.write_string_with_format(number, at, shown, &wrapped)?,
            };
        }
    }
    page.ignore_error_range(0, 0, ready, last_column, IgnoreError::NumberStoredAsText)?;
    page.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}
