//! What a workbook was exported with, on a hidden sheet of its own. Without it nobody can tell a cell
//! that somebody changed from one that the campaign changed since, and a workbook that was handed
//! out twice empties what the first one filled in.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{grid::Grid, text::tidy};

/// The name of the sheet.
pub const SHEET: &str = "Lúc xuất";
/// Stands in its first cell; the number is that of the way in which it is written.
const MARK: &str = "loa-exported-1";
/// Stands beside it, for whoever unhides the sheet.
const WORDS: &str = "Đừng sửa, đừng xóa trang này: khi nhập, nhờ nó mà biết ô nào đã có người sửa.";
/// Before the names of the columns of a table.
const HEAD: &str = "#";

/// The tables as they were handed out, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    tables: BTreeMap<String, Handed>,
}

/// A table as it was handed out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handed {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Somebody changed what the workbook was exported with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoilt;

impl Handed {
    /// Its rows, with the cells of these columns.
    pub fn rows(&self, columns: &[&str]) -> Vec<Vec<String>> {
        let at: Vec<Option<usize>> = columns
            .iter()
            .map(|name| self.columns.iter().position(|column| column == name))
            .collect();
        let cell = |row: &Vec<String>, at: &Option<usize>| {
            at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
        };
        self.rows.iter().map(|row| at.iter().map(|at| cell(row, at)).collect()).collect()
    }
}

impl Exported {
    /// Adds rows to a table.
    pub fn add(&mut self, table: &str, columns: &[&str], rows: &[Vec<String>]) {
        let table = self.tables.entry(table.to_owned()).or_default();
        table.columns = columns.iter().map(|&name| name.to_owned()).collect();
        let tidied = |row: &Vec<String>| row.iter().map(|cell| tidy(cell)).collect();
        table.rows.extend(rows.iter().map(tidied));
    }

    /// What its tables are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// A table.
    pub fn table(&self, name: &str) -> Option<&Handed> {
        self.tables.get(name)
    }

    /// The rows of the hidden sheet.
    pub fn sheet(&self) -> Vec<Vec<String>> {
        let mut rows = vec![vec![MARK.to_owned(), self.seal(), WORDS.to_owned()]];
        for (name, table) in &self.tables {
            let line = |kind: &str, cells: &[String]| {
                let mut row = vec![name.clone(), kind.to_owned()];
                row.extend(cells.iter().cloned());
                row
            };
            rows.push(line(HEAD, &table.columns));
            rows.extend(table.rows.iter().map(|row| line("", row)));
        }
        rows
    }

    /// Reads the hidden sheet, if this is it.
    ///
    /// # Errors
    /// When somebody changed a cell of it, as replacing in all of a workbook does.
    pub fn read(grid: &Grid) -> Option<Result<Self, Spoilt>> {
        if grid.first != (0, 0) || grid.cell(0, 0).text != MARK {
            return None;
        }
        let mut exported = Self::default();
        for row in grid.rows.iter().skip(1) {
            let cells: Vec<String> = row.iter().map(|cell| cell.text.clone()).collect();
            let [name, kind, cells @ ..] = cells.as_slice() else { continue };
            let table = exported.tables.entry(name.clone()).or_default();
            if kind == HEAD {
                table.columns = cells.to_vec();
                continue;
            }
            let mut cells = cells.to_vec();
            cells.resize(table.columns.len(), String::new());
            table.rows.push(cells);
        }
        let whole = exported.seal() == grid.cell(0, 1).text;
        Some(if whole { Ok(exported) } else { Err(Spoilt) })
    }

    /// A hash of all cells.
    fn seal(&self) -> String {
        let mut all = String::new();
        for (name, table) in &self.tables {
            for row in std::iter::once(&table.columns).chain(&table.rows) {
                all.push_str(&format!("{name}\u{1E}{}\u{1E}", row.join("\u{1F}")));
            }
        }
        format!("x{:016x}", xxh3_64(all.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::grid::Cell;

    #[test]
    fn what_was_handed_out_is_known_again_or_nothing_of_it() {
        let mut exported = Exported::default();
        let rows = [vec!["a".to_owned(), String::new()], vec![String::new(), " b ".to_owned()]];
        exported.add("t", &["x", "y"], &rows);
        let one = |text: &String| Cell { text: tidy(text), ..Cell::default() };
        let rows = exported.sheet().iter().map(|row| row.iter().map(one).collect()).collect();
        let mut grid = Grid { file: String::new(), name: String::new(), first: (0, 0), rows };
        assert_eq!(Exported::read(&grid), Some(Ok(exported.clone())));
        let handed = exported.table("t").expect("a table");
        assert_eq!(handed.rows(&["y", "z"]), [["", ""], ["b", ""]]);
        grid.rows[2][2].text.push('!');
        assert_eq!(Exported::read(&grid), Some(Err(Spoilt)));
        grid.rows[0][0].text.clear();
        assert_eq!(Exported::read(&grid), None);
    }
}
