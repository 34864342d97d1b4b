//! The cells of an `.xls` of Excel 5 to 2003.
//!
//! 1. [`ole`] takes the stream of the workbook out of the file.
//! 2. [`scan`] looks through its records, [`cells`] and [`notes`] through those of a sheet, and makes
//!    a workbook of them that holds nothing but cells.
//! 3. A reader that others keep knows what the cells say: days, formats and code pages.

mod biff;
mod cells;
mod notes;
mod ole;
mod scan;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, io::Cursor};

use calamine::{Data, Reader, Xls, open_workbook_from_rs};

use super::{Filled, Found, Refused, room::Room, xlsx::cell};
use crate::{
    desk::grid::{Cell, Odd},
    foreign::fenced,
};
use scan::{Scan, Sheet, Spot, WIDE};

/// Reads a workbook.
///
/// # Errors
/// When it is none, or has a password, or is damaged, or holds too much.
pub fn read(bytes: &[u8]) -> Result<Found, Refused> {
    let mut found = Found::default();
    let stream = ole::stream(bytes, &["Workbook", "Book"])?;
    let Scan { made, sheets, .. } = Scan::new(&stream, &mut found)?;
    drop(stream);
    let file = ole::wrapped(&made);
    drop(made);
    let mut room = Room::default();
    found.sheets = fenced(|| {
        let mut book: Xls<_> =
            open_workbook_from_rs(Cursor::new(file)).map_err(|_| Refused::Unreadable)?;
        let names = book.sheet_names();
        // Of two sheets of one name the reader has one.
        let named: BTreeSet<&String> = names.iter().collect();
        if named.len() != sheets.len() {
            return Err(Refused::Unreadable);
        }
        let all = names.into_iter().zip(&sheets);
        all.map(|(name, sheet)| Ok((name.clone(), filled(&mut book, name, sheet, &mut room)?)))
            .collect()
    })
    .unwrap_or(Err(Refused::Unreadable))?;
    Ok(found)
}

/// The cells of a sheet at the places where they stood.
fn filled(
    book: &mut Xls<Cursor<Vec<u8>>>,
    name: String,
    sheet: &Sheet,
    room: &mut Room,
) -> Result<Filled, Refused> {
    let range = book.worksheet_range(&name).map_err(|_| Refused::Sheet(name.clone()))?;
    let at = |spot: &Spot| (usize::from(spot.row), usize::from(spot.column));
    let mut filled = Filled::new();
    for (row, column, data) in range.used_cells() {
        let spot = sheet.spots.get(row * WIDE + column);
        let (Some(spot), false) = (spot, matches!(data, Data::Empty)) else { continue };
        let mut cell = cell(data);
        if spot.struck && !cell.text.is_empty() {
            cell.odd = Some(Odd::Struck);
        }
        if !cell.text.is_empty() || cell.odd.is_some() {
            room.put(&name, &mut filled, at(spot), cell)?;
        }
    }
    for spot in &sheet.unreckoned {
        let cell = Cell { odd: Some(Odd::Unreckoned), ..Cell::default() };
        room.put(&name, &mut filled, at(spot), cell)?;
    }
    Ok(filled)
}
