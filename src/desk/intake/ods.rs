//! How large the sheets of an `.ods` are: their reader makes room for all cells between the first and
//! the last that say anything, and a row or a cell may be repeated a million times.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refused};

/// Holds the sheets of a `content.xml` against what can be read.
///
/// # Errors
/// When it is no sound XML, or a cell stands too far out, or there are too many.
pub fn measure(content: &[u8]) -> Result<(), Refused> {
    let mut reader = Reader::from_reader(content);
    let mut sheet = Measured::default();
    let (mut depth, mut cells) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Refused::Unreadable)?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            // Their reader waits for ever for the end of a sheet.
            Event::Eof if depth > 0 => return Err(Refused::Unreadable),
            Event::Eof => return Ok(()),
            _ => {}
        }
        match event {
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "table:table" => {
                    let name = attribute(&element, "table:name")?.unwrap_or_default();
                    sheet = Measured { name, ..Measured::default() };
                }
                "table:table-row" => sheet.row(repeated(&element, "table:number-rows-repeated")?),
                "table:table-cell" | "table:covered-table-cell" => {
                    let formula = attribute(&element, "table:formula")?.is_some();
                    let value = attribute(&element, "office:value-type")?.is_some();
                    let times = repeated(&element, "table:number-columns-repeated")?;
                    sheet.cell(times, formula || value)?;
                }
                _ => {}
            },
            Event::End(element) if element.name().as_ref() == "table:table" => {
                cells = cells.saturating_add(sheet.area());
                if cells > MOST_CELLS {
                    return Err(Refused::Many(sheet.name));
                }
            }
            _ => {}
        }
    }
}

/// A sheet so far.
#[derive(Default)]
struct Measured {
    name: String,
    /// The row, and how often it stands there.
    row: usize,
    times: usize,
    column: usize,
    /// The first row, and the last row and column that say anything.
    first: Option<usize>,
    last: (usize, usize),
}

impl Measured {
    fn row(&mut self, times: usize) {
        self.row = self.row.saturating_add(self.times);
        (self.times, self.column) = (times, 0);
    }

    fn cell(&mut self, times: usize, filled: bool) -> Result<(), Refused> {
        let end = self.column.saturating_add(times);
        if filled {
            let last =
                (self.row.saturating_add(self.times).saturating_sub(1), end.saturating_sub(1));
            if last.0 >= MOST_ROWS || last.1 >= MOST_COLUMNS {
                return Err(Refused::Far(self.name.clone(), last.0, last.1));
            }
            self.first.get_or_insert(self.row);
            self.last = (last.0.max(self.last.0), last.1.max(self.last.1));
        }
        self.column = end;
        Ok(())
    }

    fn area(&self) -> usize {
        self.first.map_or(0, |first| (self.last.0 + 1).saturating_sub(first) * (self.last.1 + 1))
    }
}

/// How often an element stands there: at least once.
fn repeated(element: &BytesStart<'_>, name: &str) -> Result<usize, Refused> {
    let times = attribute(element, name)?.and_then(|times| times.parse().ok());
    Ok(times.unwrap_or(1).max(1))
}

/// An attribute by its full name.
///
/// # Errors
/// When the element is not written as XML is.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refused> {
    let found = element.try_get_attribute(name).map_err(|_| Refused::Unreadable)?;
    Ok(found.map(|found| found.value.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &str) -> Result<(), Refused> {
        measure(format!("<x><table:table table:name=\"T\">{rows}</table:table></x>").as_bytes())
    }

    #[test]
    fn repeated_cells_are_counted_and_blank_ones_are_nothing() {
        let row = |times: usize, cells: &str| {
            format!(
                "<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>"
            )
        };
        let cell = |times: usize, filled: bool| {
            let value = if filled { " office:value-type=\"string\"" } else { "" };
            format!("<table:table-cell table:number-columns-repeated=\"{times}\"{value}/>")
        };
        let far = row(1, &cell(1, true)) + &row(1_048_575, &cell(16_384, false));
        assert_eq!(said(&far), Ok(()));
        let far = row(1, &cell(1, true)) + &row(1_048_574, "") + &row(1, &cell(1, true));
        assert_eq!(said(&far), Err(Refused::Far("T".into(), 1_048_575, 0)));
        let wide = row(1, &(cell(16_383, false) + &cell(1, true)));
        assert_eq!(said(&wide), Err(Refused::Far("T".into(), 0, 16_383)));
        let many = row(100_000, &cell(200, true));
        assert_eq!(said(&many), Err(Refused::Many("T".into())));
        assert_eq!(measure(b"<x><table:table>"), Err(Refused::Unreadable));
    }
}
