//! `.xls` and `.ods`, as their reader gives them: whole sheets.

use std::io::Cursor;

use calamine::{Data, Ods, Reader, Xls, open_workbook_from_rs};

use super::{Filled, MOST_CELLS, Refused, fence::fenced, xlsx::cell};

/// Reads an Excel 97 workbook.
///
/// # Errors
/// When it is none, or has a password, or is damaged.
pub fn xls(bytes: &[u8]) -> Result<Vec<(String, Filled)>, Refused> {
    all(|| open_workbook_from_rs::<Xls<_>, _>(Cursor::new(bytes)).ok())
}

/// Reads an `.ods` workbook; [`measure`](super::ods::measure) comes first.
///
/// # Errors
/// When it is none, or has a password, or is damaged.
pub fn ods(bytes: &[u8]) -> Result<Vec<(String, Filled)>, Refused> {
    all(|| open_workbook_from_rs::<Ods<_>, _>(Cursor::new(bytes)).ok())
}

fn all<R: Reader<Cursor<T>>, T>(
    open: impl FnOnce() -> Option<R>,
) -> Result<Vec<(String, Filled)>, Refused>
where
    Cursor<T>: std::io::Read + std::io::Seek,
{
    fenced(|| {
        let mut book = open().ok_or(Refused::Unreadable)?;
        let (mut sheets, mut left) = (Vec::new(), MOST_CELLS);
        for name in book.sheet_names() {
            let sheet = || Refused::Sheet(name.clone());
            let range = book.worksheet_range(&name).map_err(|_| sheet())?;
            let (row, column) = range.start().unwrap_or_default();
            let mut filled = Filled::new();
            for (below, beside, data) in range.used_cells() {
                if matches!(data, Data::Empty) {
                    continue;
                }
                filled.insert((row as usize + below, column as usize + beside), cell(data));
                if filled.len() > left {
                    return Err(Refused::Many(name));
                }
            }
            left -= filled.len();
            sheets.push((name, filled));
        }
        Ok(sheets)
    })
    .unwrap_or(Err(Refused::Unreadable))
}
