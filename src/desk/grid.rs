//! A sheet of a workbook that people sent: cells with their addresses.

use crate::diag::{Sources, Span};

/// Why a cell says nothing that can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    /// It is an error of a formula, or a length of time.
    Fault,
    /// It is a formula, and what it gives is not in the file.
    Unreckoned,
    /// Its words are struck out, all or some.
    Struck,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, tidy.
    pub text: String,
    /// Whether the spreadsheet took it for a number, so that zeros at its start are lost.
    pub number: bool,
    /// Why it says nothing that can be taken, if so.
    pub odd: Option<Odd>,
}

/// A sheet.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its file.
    pub file: String,
    /// Its name; empty in a CSV file.
    pub name: String,
    /// Row and column of its first cell, from 0.
    pub first: (usize, usize),
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A cell; what lies outside is empty.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
    }

    /// Whether a cell says anything.
    pub fn says(&self, row: usize, column: usize) -> bool {
        let cell = self.rows.get(row).and_then(|row| row.get(column));
        cell.is_some_and(|cell| !cell.text.is_empty())
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The name of a cell of the sheet, whatever its first one is: `places.xlsx!Liên lạc!D7`.
    pub fn address(&self, row: usize, column: usize) -> String {
        let sheet = if self.name.is_empty() { String::new() } else { format!("{}!", self.name) };
        format!("{}!{sheet}{}", self.file, address(row, column))
    }

    /// A cell as a place for diagnostics: `places.xlsx!Liên lạc!D7`.
    pub fn place(&self, sources: &mut Sources, row: usize, column: usize) -> Span {
        let place = self.address(self.first.0 + row, self.first.1 + column);
        let text = self.cell(row, column).text;
        let end = text.len();
        Span::new(sources.add(place, text), 0..end)
    }
}

/// The name of a cell in a spreadsheet, from its row and column from 0.
pub fn address(row: usize, column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_the_names_that_spreadsheets_show() {
        let names = [(0, 0), (6, 3), (9, 25), (9, 26), (0, 701), (0, 702)];
        let names = names.map(|(row, column)| address(row, column));
        assert_eq!(names, ["A1", "D7", "Z10", "AA10", "ZZ1", "AAA1"]);
    }
}
