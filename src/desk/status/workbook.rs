//! The tables as a workbook, a sheet each.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use super::tables::{Cell, Table};
use crate::{
    desk::packed,
    foreign::archive::{Archive, Most},
};

/// Stands in the properties of the workbook.
const MARK: &str = "loa status";
/// The properties are a few hundred bytes.
const LARGEST: u64 = 64 * 1024;

/// The bytes of the workbook.
///
/// # Errors
/// When it has no room for the tables: more than a million rows.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_border(FormatBorder::Thin);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let open = text.clone().set_background_color(Color::RGB(0xFF_F2_CC));
    let percent = text.clone().set_num_format("0%");
    let short = percent.clone().set_background_color(Color::RGB(0xFF_F2_CC));
    let bold = Format::new().set_bold().set_font_size(13);
    let mut book = Workbook::new();
    for table in tables {
        let page = book.add_worksheet();
        page.set_name(&table.sheet)?;
        page.set_landscape().set_print_fit_to_pages(1, 0);
        page.write_string_with_format(0, 0, &table.title, &bold)?;
        let mut row = 1;
        if !table.note.is_empty() {
            page.write_string(row, 0, &table.note)?;
            row += 1;
        }
        row += 1;
        for (at, name) in (0..).zip(&table.columns) {
            page.write_string_with_format(row, at, name, &head)?;
            let cells = table.rows.iter().filter_map(|row| row.get(usize::from(at)));
            let widest = cells.map(|cell| cell.shown().chars().count()).max().unwrap_or(0);
            let width = widest.max(name.chars().count()).clamp(8, 48);
            page.set_column_width(at, as_number(width + 2))?;
        }
        page.set_repeat_rows(row, row)?.set_freeze_panes(row + 1, 0)?;
        for (row, cells) in (row + 1..).zip(&table.rows) {
            for (at, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(words) => page.write_string_with_format(row, at, words, &text)?,
                    Cell::Open(words) => page.write_string_with_format(row, at, words, &open)?,
                    Cell::Count(number) => {
                        page.write_number_with_format(row, at, as_number(*number), &text)?
                    }
                    Cell::Share(number) | Cell::Ordered(number) => {
                        let form = if *number < 100 { &short } else { &percent };
                        page.write_number_with_format(row, at, as_number(*number) / 100.0, form)?
                    }
                };
            }
        }
    }
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made).set_comment(MARK));
    book.save_to_buffer().map(packed::as_on_unix)
}

/// Whether a file is a workbook that came from here and that nobody saved since: whoever saves one
/// puts a name and a time into its properties.
pub fn is_own(bytes: &[u8]) -> bool {
    properties(bytes).is_some_and(|found| {
        let own = workbook(&[]).ok().and_then(|own| properties(&own));
        own.is_some_and(|own| own == found)
    })
}

/// The part with the properties.
fn properties(bytes: &[u8]) -> Option<Vec<u8>> {
    let most = Most { part: LARGEST, all: LARGEST, run: usize::MAX };
    Archive::open(bytes, most).ok()?.part("docProps/core.xml", LARGEST).ok()?
}

/// Counts of a campaign are far below what a float holds exactly.
fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
