//! The cells of an `.xlsx` workbook, one by one: its sheets may be a million rows long and say
//! nothing in most of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{Data, Reader, Xlsx, XlsxError, open_workbook_from_rs};

use super::{Filled, LARGEST, MEGABYTE, MOST_SHEETS, Refused, marks::Places, room::Room};
use crate::{
    desk::{
        grid::{Cell, Odd},
        text::tidy,
        word::{Face, unicode},
    },
    foreign::fenced,
};

/// Reads a workbook; `struck` are the cells of which some words are struck out.
///
/// # Errors
/// When it is damaged, or holds more than people fill in.
pub fn read(bytes: &[u8], struck: &Places) -> Result<Vec<(String, Filled)>, Refused> {
    let none = BTreeSet::new();
    fenced(|| {
        let mut book: Xlsx<_> =
            open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Refused::Unreadable)?;
        let (mut sheets, mut room) = (Vec::new(), Room::default());
        let names = book.sheet_names();
        if names.len() > MOST_SHEETS {
            return Err(Refused::Large(LARGEST / MEGABYTE));
        }
        for name in names {
            let struck = struck.get(&name).unwrap_or(&none);
            if let Some(filled) = sheet(&mut book, &name, struck, &mut room)? {
                sheets.push((name, filled));
            }
        }
        Ok(sheets)
    })
    .unwrap_or(Err(Refused::Unreadable))
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    struck: &BTreeSet<(usize, usize)>,
    room: &mut Room,
) -> Result<Option<Filled>, Refused> {
    let broken = |_| Refused::Sheet(name.to_owned());
    let reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // They have no cells. Anything else that has none is damaged.
        Err(XlsxError::NotAWorksheet(kind))
            if ["chartsheet", "dialogsheet", "macrosheet"].contains(&kind.as_str()) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(broken(error)),
    };
    let styles: Vec<_> = reader.styles().to_vec();
    drop(reader);
    let styles = styles.iter();
    let lines: Vec<bool> = styles
        .clone()
        .map(|style| style.font.as_ref().is_some_and(|font| font.strikethrough))
        .collect();
    // Letters of before Unicode look like other ones, and some of these are dropped when they are tidied.
    let faces: Vec<Face> = styles
        .map(|style| style.font.as_ref().and_then(|font| font.name.as_deref()))
        .map(|name| name.map(Face::named).unwrap_or_default())
        .collect();
    let mut legacy: BTreeMap<(usize, usize), Face> = BTreeMap::new();
    if faces.iter().any(|face| face.is_legacy()) {
        let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
        while let Some((row, column, style)) = reader.next_style_id().map_err(broken)? {
            if let Some(face) = faces.get(style).filter(|face| face.is_legacy()) {
                legacy.insert((row as usize, column as usize), *face);
            }
        }
    }
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut filled = Filled::new();
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let at = (found.pos.0 as usize, found.pos.1 as usize);
        let mut data = Data::from(found.value);
        if let (Data::String(words), Some(face)) = (&mut data, legacy.get(&at)) {
            *words = unicode(*face, words);
        }
        let mut cell = cell(&data);
        // What a formula gives is known to whoever opens the workbook in Excel, not to us.
        if data == Data::Empty && found.formula.is_some() {
            cell.odd = Some(Odd::Unreckoned);
        }
        if struck.contains(&at) {
            cell.odd = Some(Odd::Struck);
        }
        if !cell.text.is_empty() || cell.odd.is_some() {
            room.put(name, &mut filled, at, cell)?;
        }
    }
    drop(reader);
    if lines.contains(&true) {
        let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
        while let Some((row, column, style)) = reader.next_style_id().map_err(broken)? {
            let struck = lines.get(style).copied().unwrap_or_default();
            if struck && let Some(cell) = filled.get_mut(&(row as usize, column as usize)) {
                cell.odd = Some(Odd::Struck);
            }
        }
    }
    Ok(Some(filled))
}

/// A cell of a workbook.
pub fn cell(data: &Data) -> Cell {
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
    Cell { text: tidy(&text), number, odd: odd.then_some(Odd::Fault) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(cell(&Data::Float(912_345_678.0)).text, "912345678");
        assert_eq!(cell(&Data::Float(2.5)).text, "2.5");
        assert_eq!(cell(&Data::Error(calamine::CellErrorType::Ref)).odd, Some(Odd::Fault));
    }
}
