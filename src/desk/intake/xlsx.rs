//! The cells of an `.xlsx` workbook, one by one: its sheets may be a million rows long and say
//! nothing in most of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use calamine::{Data, Reader, Xlsx, XlsxError, open_workbook_from_rs};

use super::{Filled, MOST_CELLS, Refused, fence::fenced};
use crate::desk::{
    grid::{Cell, Odd},
    text::tidy,
};

/// Reads a workbook; `struck` are the texts of which some words are struck out.
///
/// # Errors
/// When it is damaged, or has more cells than people fill in.
pub fn read(bytes: &[u8], struck: &BTreeSet<String>) -> Result<Vec<(String, Filled)>, Refused> {
    fenced(|| {
        let mut book: Xlsx<_> =
            open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Refused::Unreadable)?;
        let (mut sheets, mut left) = (Vec::new(), MOST_CELLS);
        for name in book.sheet_names() {
            if let Some(filled) = sheet(&mut book, &name, struck, left)? {
                left -= filled.len();
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
    struck: &BTreeSet<String>,
    most: usize,
) -> Result<Option<Filled>, Refused> {
    let broken = |_| Refused::Sheet(name.to_owned());
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // They have no cells. Anything else that has none is damaged.
        Err(XlsxError::NotAWorksheet(kind))
            if ["chartsheet", "dialogsheet", "macrosheet"].contains(&kind.as_str()) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(broken(error)),
    };
    let styles = reader.styles().iter();
    let lines: Vec<bool> =
        styles.map(|style| style.font.as_ref().is_some_and(|font| font.strikethrough)).collect();
    let mut filled: Filled = BTreeMap::new();
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let data = Data::from(found.value);
        let mut cell = cell(&data);
        // What a formula gives is known to whoever opens the workbook in Excel, not to us.
        if data == Data::Empty && found.formula.is_some() {
            cell.odd = Some(Odd::Unreckoned);
        }
        if let Data::String(text) = &data
            && struck.contains(text)
        {
            cell.odd = Some(Odd::Struck);
        }
        if cell.text.is_empty() && cell.odd.is_none() {
            continue;
        }
        filled.insert((found.pos.0 as usize, found.pos.1 as usize), cell);
        if filled.len() > most {
            return Err(Refused::Many(name.to_owned()));
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
