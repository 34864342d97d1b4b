//! A workbook for people to fill in, with the same bytes whenever it is made. A hidden sheet keeps
//! what it was made of, see [`exported`](crate::desk::exported).

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use crate::{
    desk::{
        exported::{self, Exported},
        packed,
        sheet::{self, Sheet},
    },
    diag::{Failure, Tongue},
    say,
    tables::Kind,
};

/// A workbook that is being made.
#[derive(Default)]
pub struct Book {
    book: Workbook,
    exported: Exported,
}

impl Book {
    /// Adds a sheet of this title with rows of a table, as wide as its columns, and `spare` empty
    /// ones below that are ready to be filled in.
    ///
    /// # Errors
    /// When it cannot stand in a workbook: two sheets of one name, or a text longer than a cell.
    pub fn add(
        &mut self,
        sheet: &Sheet,
        table: &str,
        title: &str,
        rows: &[Vec<String>],
        spare: u32,
    ) -> Result<(), Failure> {
        let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        self.exported.add(table, &columns, rows);
        write(self.book.add_worksheet(), sheet, title, rows, spare)
            .map_err(|error| failed(title, error))
    }

    /// The workbook as a file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn bytes(mut self) -> Result<Vec<u8>, Failure> {
        hide(self.book.add_worksheet(), &self.exported)
            .map_err(|error| failed(exported::SHEET, error))?;
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| failed("", error))?;
        self.book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        self.book.save_to_buffer().map(packed::as_on_unix).map_err(|error| failed("", error))
    }
}

fn failed(name: &str, error: XlsxError) -> Failure {
    let doing = say! { vi: "làm bảng tính", en: "making the workbook" };
    Failure::new(doing, name, std::io::Error::other(error))
}

/// The sheet of what the workbook is made of.
fn hide(page: &mut Worksheet, exported: &Exported) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    page.set_name(exported::SHEET)?.set_hidden(true);
    for (number, row) in (0..).zip(exported.sheet()) {
        for (at, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(number, at, cell, &text)?;
        }
    }
    Ok(())
}

fn write(
    page: &mut Worksheet,
    sheet: &Sheet,
    title: &str,
    rows: &[Vec<String>],
    spare: u32,
) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let wrapped = text.clone().set_text_wrap();
    let gap = wrapped.clone().set_background_color(Color::RGB(0xFF_F2_CC));
    let gap = gap.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xD6_B6_56));
    let locked = wrapped.clone().set_font_color(Color::RGB(0x59_59_59));
    let locked = locked.set_background_color(Color::RGB(0xED_ED_ED));
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_border(FormatBorder::Thin);
    page.set_name(title)?;
    page.set_freeze_panes(1, 0)?.set_row_height(0, 32)?;
    page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let ready = last_row.saturating_add(spare);
    let mut last_column = 0;
    for (at, column) in (0..).zip(sheet.columns) {
        last_column = at;
        page.set_column_width(at, f64::from(column.width))?;
        page.set_column_format(at, &text)?;
        page.write_string_with_format(0, at, column.heading.vi, &head)?;
        let note = format!("{}\n\n({})", column.guidance(Tongue::Vi), column.name);
        page.insert_note(
            0,
            at,
            &Note::new(note).add_author_prefix(false).set_width(260).set_height(120),
        )?;
        if let Kind::Choice(choices) = column.kind {
            let shown: Vec<&str> = choices.iter().map(|choice| choice.words.vi).collect();
            let list = DataValidation::new()
                .allow_list_strings(&shown)?
                .set_error_title("Chọn trong danh sách")?
                .set_error_message("Ô này chỉ nhận một trong các từ ở danh sách.")?;
            page.add_data_validation(1, at, ready, at, &list)?;
        }
    }
    for (number, row) in (1..).zip(rows) {
        for ((at, column), cell) in (0..).zip(sheet.columns).zip(row) {
            let shown = sheet::shown(column.kind, cell);
            let open = column.asked && (cell.is_empty() || cell == "unknown");
            match (open, shown.is_empty()) {
                (true, true) => page.write_blank(number, at, &gap)?,
                (true, false) => page.write_string_with_format(number, at, shown, &gap)?,
                (false, true) if column.locked => page.write_blank(number, at, &locked)?,
                (false, true) => continue,
                (false, false) if column.locked => {
                    page.write_string_with_format(number, at, shown, &locked)?
                }
                (false, false) => page.write_string_with_format(number, at, shown, &wrapped)?,
            };
        }
    }
    page.ignore_error_range(0, 0, ready, last_column, IgnoreError::NumberStoredAsText)?;
    page.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}
