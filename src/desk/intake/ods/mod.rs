//! The cells of an `.ods`, with what people did to them beside typing: lines through words, and
//! comments. A row or a cell may say that it stands there a million times.

mod styles;
mod table;
#[cfg(test)]
mod tests;

use quick_xml::{
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::{
    Comment, Found, LARGEST, LONGEST_TEXT, MEGABYTE, MOST_SHEETS, Refused, package::LONGEST_RUN,
    room::Room,
};
use crate::{desk::text::tidy, foreign::xml};
use styles::{Family, Styles};
use table::{Note, Table, Typed};

/// Reads `content.xml`; `common` is `styles.xml`, if there is one.
///
/// # Errors
/// When it is no sound XML, or a cell stands too far out, or there are too many.
pub fn read(content: &str, common: Option<&str>) -> Result<Found, Refused> {
    let styles = common.map(Styles::read).transpose()?.unwrap_or_default();
    let mut reading = Reading { styles, ..Reading::default() };
    xml::each(content, LONGEST_RUN, |event| match event {
        Event::Start(element) => reading.begin(&element),
        Event::End(element) => reading.end(element.name().as_ref()),
        Event::Text(text) => reading.text(&text.xml10_content()),
        Event::CData(text) => reading.text(&text.xml10_content()),
        Event::GeneralRef(name) => {
            let letter = name.resolve_char_ref().map_err(|_| Refused::Unreadable)?;
            match (letter, resolve_predefined_entity(&name)) {
                (Some(letter), _) => reading.text(letter.encode_utf8(&mut [0; 4])),
                (None, Some(letter)) => reading.text(letter),
                (None, None) => Err(Refused::Unreadable),
            }
        }
        _ => Ok(()),
    })?;
    Ok(reading.found)
}

/// An attribute by its full name.
///
/// # Errors
/// When the element is not written as XML is.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refused> {
    let found = element.try_get_attribute(name).map_err(|_| Refused::Unreadable)?;
    let value = found.map(|found| quick_xml::escape::unescape(&found.value).map(Into::into));
    value.transpose().map_err(|_| Refused::Unreadable)
}

/// How often an element stands there: at least once.
fn repeated(element: &BytesStart<'_>, name: &str) -> Result<usize, Refused> {
    let times = attribute(element, name)?.and_then(|times| times.parse().ok());
    Ok(times.unwrap_or(1).max(1))
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    styles: Styles,
    room: Room,
    found: Found,
    table: Option<Table>,
    cell: Option<Typed>,
    /// How deep we are in what was changed before and is kept to be taken back.
    past: usize,
}

impl Reading {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), Refused> {
        let name = element.name();
        let name = name.as_ref();
        if self.past > 0 || name == "table:tracked-changes" {
            self.past += 1;
            return Ok(());
        }
        if self.cell.is_some() {
            return self.within(element);
        }
        match name {
            "table:table" => {
                if self.table.is_some() {
                    return Err(Refused::Unreadable);
                }
                if self.found.sheets.len() >= MOST_SHEETS {
                    return Err(Refused::Large(LARGEST / MEGABYTE));
                }
                let name = attribute(element, "table:name")?.unwrap_or_default();
                self.table = Some(Table::new(name));
            }
            "table:table-column" => {
                if let Some(table) = &mut self.table {
                    let times = repeated(element, "table:number-columns-repeated")?;
                    table.column(times, attribute(element, "table:default-cell-style-name")?);
                }
            }
            "table:table-row" => {
                if let Some(table) = &mut self.table {
                    let times = repeated(element, "table:number-rows-repeated")?;
                    table.row(times, attribute(element, "table:default-cell-style-name")?);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(table) = &self.table else { return Ok(()) };
                let mut cell = Typed::new(element)?;
                let style = attribute(element, "table:style-name")?;
                let style = style.as_deref().or_else(|| table.style());
                cell.line = self.styles.line(Family::Cell, style).unwrap_or_default();
                self.cell = Some(cell);
            }
            _ => self.styles.begin(element)?,
        }
        Ok(())
    }

    /// An element in a cell.
    fn within(&mut self, element: &BytesStart<'_>) -> Result<(), Refused> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        let name = element.name();
        let name = name.as_ref();
        if cell.drawn > 0 {
            cell.drawn += 1;
            return Ok(());
        }
        if let Some(note) = &mut cell.note {
            note.begin(name);
            return Ok(());
        }
        let line = cell.lines.last().copied().unwrap_or(cell.line);
        let family = match name {
            "text:p" | "text:h" => Family::Paragraph,
            _ => Family::Words,
        };
        match name {
            "text:p" | "text:h" | "text:span" | "text:a" => {
                if family == Family::Paragraph {
                    cell.paragraph();
                }
                let style = attribute(element, "text:style-name")?;
                let own = self.styles.line(family, style.as_deref());
                cell.lines.push(own.unwrap_or(line));
            }
            "text:s" => {
                let times = repeated(element, "text:c")?;
                // A space may say that it stands there four thousand million times.
                if times > LONGEST_TEXT {
                    return self.too_long();
                }
                cell.text.push_str(&" ".repeat(times));
            }
            "text:tab" => cell.text.push('\t'),
            "text:line-break" => cell.text.push('\n'),
            "office:annotation" => cell.note = Some(Note::default()),
            // A table within a cell: no program shows one in a sheet.
            "table:table" => return self.broken(),
            // A picture or a shape that hangs on the cell, and arrows to other cells.
            _ if name.starts_with("draw:") || name == "table:detective" => cell.drawn = 1,
            _ => {}
        }
        self.fits()
    }

    fn text(&mut self, text: &str) -> Result<(), Refused> {
        let Some(cell) = self.cell.as_mut().filter(|cell| cell.drawn == 0) else { return Ok(()) };
        if let Some(note) = &mut cell.note {
            note.text(text);
        } else if let Some(line) = cell.lines.last() {
            cell.struck |= *line && !text.trim().is_empty();
            cell.text.push_str(text);
        }
        self.fits()
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        if self.past > 0 {
            self.past -= 1;
            return Ok(());
        }
        let (Some(table), Some(cell)) = (&mut self.table, &mut self.cell) else {
            return self.end_outside(name);
        };
        if cell.drawn > 0 {
            cell.drawn -= 1;
            return Ok(());
        }
        if let Some(note) = &mut cell.note {
            if note.end() {
                let text = tidy(&cell.note.take().unwrap_or_default().words);
                let (sheet, at) = (table.name.clone(), table.here());
                if !text.is_empty() {
                    self.found.comments.push(Comment { sheet, at, text });
                }
            }
            return Ok(());
        }
        match name {
            "text:p" | "text:h" | "text:span" | "text:a" => {
                cell.lines.pop();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    table.cell(cell.times, cell.said());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_outside(&mut self, name: &str) -> Result<(), Refused> {
        match (name, &mut self.table) {
            ("table:table-row", Some(table)) => table.end_row(&mut self.room)?,
            ("table:table", table) => {
                let Some(table) = table.take() else { return Ok(()) };
                if !table.is_copy() {
                    self.found.sheets.push((table.name, table.filled));
                }
            }
            _ => self.styles.end(name),
        }
        Ok(())
    }

    /// Whether the cell is no longer than any cell.
    fn fits(&mut self) -> Result<(), Refused> {
        let note = |cell: &Typed| cell.note.as_ref().map_or(0, |note| note.words.len());
        let long = |cell: &Typed| cell.text.len().max(note(cell)) > LONGEST_TEXT;
        if self.cell.as_ref().is_some_and(long) { self.too_long() } else { Ok(()) }
    }

    fn too_long(&self) -> Result<(), Refused> {
        let Some(table) = &self.table else { return Err(Refused::Unreadable) };
        let (row, column) = table.here();
        Err(Refused::Long(table.name.clone(), row, column))
    }

    fn broken(&self) -> Result<(), Refused> {
        let table = self.table.as_ref();
        Err(Refused::Sheet(table.map(|table| table.name.clone()).unwrap_or_default()))
    }
}
