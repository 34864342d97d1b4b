//! A sheet of an `.ods` while it is read, and a cell of it.

use calamine::Data;
use quick_xml::events::BytesStart;

use super::{
    super::{Filled, Refused, room::Room, xlsx},
    attribute, repeated,
};
use crate::desk::grid::{Cell, Odd};

/// A sheet so far.
#[derive(Default)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its cells that say anything.
    pub filled: Filled,
    /// The row, how often it stands there, and the style of its cells.
    row: usize,
    times: usize,
    row_style: Option<String>,
    column: usize,
    /// Where columns of one style end, and the style.
    columns: Vec<(usize, Option<String>)>,
    /// The cells of the row that say anything: column, how often, cell.
    cells: Vec<(usize, usize, Cell)>,
}

impl Table {
    /// A sheet of which nothing is read.
    pub fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Begins a column that stands there so often.
    pub fn column(&mut self, times: usize, style: Option<String>) {
        let start = self.columns.last().map_or(0, |(end, _)| *end);
        self.columns.push((start.saturating_add(times), style));
    }

    /// Begins a row that stands there so often.
    pub fn row(&mut self, times: usize, style: Option<String>) {
        (self.times, self.column, self.row_style) = (times, 0, style);
    }

    /// Row and column of the cell that is being read.
    pub fn here(&self) -> (usize, usize) {
        (self.row, self.column)
    }

    /// The style of a cell that has none of its own.
    pub fn style(&self) -> Option<&str> {
        let of_column = || {
            let at = self.columns.partition_point(|(end, _)| *end <= self.column);
            self.columns.get(at)?.1.as_deref()
        };
        self.row_style.as_deref().or_else(of_column)
    }

    /// Keeps a cell that stands there so often.
    pub fn cell(&mut self, times: usize, cell: Option<Cell>) {
        let column = self.column;
        self.cells.extend(cell.map(|cell| (column, times, cell)));
        self.column = column.saturating_add(times);
    }

    /// Ends a row.
    ///
    /// # Errors
    /// When a cell stands beyond any table, or the workbook holds too much.
    pub fn end_row(&mut self, room: &mut Room) -> Result<(), Refused> {
        let cells = std::mem::take(&mut self.cells);
        // A row of nothing may stand there as often as it likes.
        let times = if cells.is_empty() { 0 } else { self.times };
        for row in (self.row..).take(times) {
            for (column, times, cell) in &cells {
                for column in (*column..).take(*times) {
                    room.put(&self.name, &mut self.filled, (row, column), cell.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.times);
        Ok(())
    }

    /// Whether it is a copy that `LibreOffice` keeps of a sheet of another file.
    pub fn is_copy(&self) -> bool {
        self.name.starts_with("'file:") && self.name.contains("'#")
    }
}

/// A cell while it is read.
#[derive(Default)]
pub struct Typed {
    /// How often it stands there.
    pub times: usize,
    /// Its text so far.
    pub text: String,
    /// Whether its style strikes out.
    pub line: bool,
    /// Whether the paragraph and the words in it, the innermost last, are struck out.
    pub lines: Vec<bool>,
    /// Whether words of it are.
    pub struck: bool,
    /// What somebody wrote beside it, while that is read.
    pub note: Option<Note>,
    /// How deep we are in a picture or a shape.
    pub drawn: usize,
    paragraphs: usize,
    value: Data,
    is_text: bool,
    is_fault: bool,
    is_formula: bool,
}

impl Typed {
    /// A cell whose text comes later.
    ///
    /// # Errors
    /// When it is not written as XML is.
    pub fn new(element: &BytesStart<'_>) -> Result<Self, Refused> {
        let read = |name: &str| attribute(element, name);
        let number = |text: String| text.parse().map(Data::Float).map_err(|_| Refused::Unreadable);
        let text = read("office:string-value")?.map(Data::String);
        let value = match read("office:value-type")?.as_deref() {
            None => None,
            Some("string") => text,
            Some("date") => read("office:date-value")?.map(Data::DateTimeIso),
            Some("time") => read("office:time-value")?.map(hour),
            Some("boolean") => {
                read("office:boolean-value")?.map(|is| Data::Bool(is.eq_ignore_ascii_case("true")))
            }
            Some(_) => read("office:value")?.map(number).transpose()?,
        };
        Ok(Self {
            times: repeated(element, "table:number-columns-repeated")?,
            // The words that are shown stand for a value that is not there.
            is_text: value.is_none() && read("office:value-type")?.is_some(),
            value: value.unwrap_or_default(),
            is_fault: read("calcext:value-type")?.as_deref() == Some("error"),
            is_formula: read("table:formula")?.is_some(),
            ..Self::default()
        })
    }

    /// Begins a paragraph.
    pub fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
    }

    /// What it says, if anything.
    pub fn said(self) -> Option<Cell> {
        let empty = matches!(&self.value, Data::Empty) || self.value == Data::String(String::new());
        let value = if self.is_text || (self.is_fault && empty) {
            Data::String(self.text.clone())
        } else {
            self.value
        };
        let is_empty = matches!(value, Data::Empty);
        let mut cell = xlsx::cell(&value);
        let struck = if self.text.trim().is_empty() { self.line } else { self.struck };
        if is_empty && self.is_formula {
            cell.odd = Some(Odd::Unreckoned);
        } else if self.is_fault {
            cell.odd = Some(Odd::Fault);
        } else if struck && !cell.text.is_empty() {
            cell.odd = Some(Odd::Struck);
        }
        (!cell.text.is_empty() || cell.odd.is_some()).then_some(cell)
    }
}

/// A length of time as the hour of a day that it is shown as, `PT07H30M00S` as `7:30`; a longer one
/// is none.
fn hour(time: String) -> Data {
    let parts = || {
        let (hours, rest) = time.strip_prefix("PT")?.split_once('H')?;
        let (minutes, seconds) = rest.split_once('M')?;
        let zero = seconds.trim_end_matches('S').trim_matches(['0', '.', ',']).is_empty();
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60 && zero).then(|| format!("{hours}:{minutes:02}"))
    };
    parts().map_or_else(|| Data::DurationIso(time.clone()), Data::String)
}

/// What somebody wrote beside a cell, while it is read.
#[derive(Default)]
pub struct Note {
    /// The words so far.
    pub words: String,
    /// How many elements are open in it, and of these from the outermost paragraph on.
    depth: usize,
    paragraph: usize,
}

impl Note {
    /// Takes the begin of an element in.
    pub fn begin(&mut self, name: &str) {
        self.depth += 1;
        if self.paragraph > 0 || name == "text:p" {
            self.paragraph += 1;
        }
        // Lines are words apart.
        if matches!(name, "text:p" | "text:s" | "text:tab" | "text:line-break") {
            self.words.push(' ');
        }
    }

    /// Takes text in; who wrote it and when is none of its words.
    pub fn text(&mut self, text: &str) {
        if self.paragraph > 0 {
            self.words.push_str(text);
        }
    }

    /// Takes the end of an element in, and says whether it was its own.
    pub fn end(&mut self) -> bool {
        self.paragraph = self.paragraph.saturating_sub(1);
        let is_own = self.depth == 0;
        self.depth = self.depth.saturating_sub(1);
        is_own
    }
}
