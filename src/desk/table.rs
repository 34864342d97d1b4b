//! A CSV file that is changed row by row: a row that stays keeps its bytes, and the file keeps its
//! byte order mark, its ends of lines and what stands between its cells.

use crate::{desk::text::tidy, foreign::csv::Records};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one a column, tidy.
    pub cells: Vec<String>,
    /// Its bytes as they were read; absent for a row that is new or changed.
    raw: Option<String>,
}

impl Row {
    /// A row that no file holds yet.
    pub fn new(cells: Vec<String>) -> Self {
        Self { cells, raw: None }
    }
}

/// A table as it is kept.
#[derive(Debug, Clone)]
pub struct Table {
    /// The names of its columns, as they stand.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    head: Option<String>,
    mark: bool,
    delimiter: u8,
    line_end: &'static str,
}

/// A table as a file.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its text, without the mark at its beginning.
    pub text: String,
    /// Where cells stand in the text; a row that kept its bytes is one cell.
    pub cells: Vec<WrittenCell>,
}

/// Where a cell stands.
#[derive(Debug)]
pub struct WrittenCell {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// Its bytes in the text.
    pub at: std::ops::Range<usize>,
}

impl Written {
    fn cell(row: usize, column: usize, from: usize, to: usize) -> WrittenCell {
        WrittenCell { row, column, at: from..to }
    }
}

impl Table {
    /// A table with no rows.
    pub fn empty(columns: &[&str]) -> Self {
        Self {
            columns: columns.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
            head: None,
            mark: false,
            delimiter: b',',
            line_end: "\n",
        }
    }

    /// Reads a table; `load` has already said what is wrong with its form.
    pub fn read(bytes: &[u8]) -> Self {
        let whole = String::from_utf8_lossy(bytes);
        let text = whole.strip_prefix('\u{FEFF}').unwrap_or(&whole);
        let first = text.lines().next().unwrap_or_default();
        let semicolons = first.matches(';').count() > first.matches(',').count();
        let mut table = Self {
            mark: text.len() != whole.len(),
            delimiter: if semicolons { b';' } else { b',' },
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            ..Self::empty(&[])
        };
        for (at, record) in Records::new(text, 0, table.delimiter) {
            let raw = text.get(at).map(|raw| raw.trim_matches(['\r', '\n']).to_owned());
            let mut cells: Vec<String> = record.iter().map(tidy).collect();
            if table.columns.is_empty() {
                table.columns = cells.iter().map(|name| name.to_lowercase()).collect();
                table.head = raw;
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                cells.resize(table.columns.len(), String::new());
                table.rows.push(Row { cells, raw });
            }
        }
        table
    }

    /// Adds a column at the end, empty in every row.
    pub fn add_column(&mut self, name: &str) {
        self.columns.push(name.to_owned());
        self.head = None;
        for row in &mut self.rows {
            row.cells.push(String::new());
            row.raw = None;
        }
    }

    /// What the file shall hold.
    pub fn write(&self) -> Written {
        let mut text = match &self.head {
            Some(raw) => raw.clone(),
            None => self.line(&self.columns).join(self.between()),
        };
        text.push_str(self.line_end);
        let mut cells = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let start = text.len();
            match &row.raw {
                Some(raw) => {
                    text.push_str(raw);
                    cells.push(Written::cell(number, 0, start, text.len()));
                }
                None => {
                    for (column, cell) in self.line(&row.cells).iter().enumerate() {
                        if column > 0 {
                            text.push_str(self.between());
                        }
                        let start = text.len();
                        text.push_str(cell);
                        cells.push(Written::cell(number, column, start, text.len()));
                    }
                }
            }
            text.push_str(self.line_end);
        }
        let mark = if self.mark { "\u{FEFF}" } else { "" };
        Written { bytes: [mark, &text].concat().into_bytes(), text, cells }
    }

    fn between(&self) -> &'static str {
        if self.delimiter == b';' { ";" } else { "," }
    }

    /// The cells of a row as they are written.
    fn line(&self, cells: &[String]) -> Vec<String> {
        let quotes = |cell: &str| {
            cell.contains(['"', '\n', '\r']) || cell.contains(char::from(self.delimiter))
        };
        cells
            .iter()
            .map(|cell| {
                if quotes(cell) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
        // What a row says: its id, and a cell of anything.
        let row = ("[a-z]{1,3}", "[aế\";, =x\n\r'|0-9]{0,8}");
        prop::collection::vec(row.prop_map(|(id, cell)| vec![id, tidy(&cell)]), 1..6)
    }

    proptest! {
        /// Whatever rows are written are read again; a row that nobody touched keeps its bytes.
        #[test]
        fn rows_are_read_as_they_were_written(
            old in rows(),
            new in rows(),
            at in 0..6_usize,
            mark in any::<bool>(),
            semicolons in any::<bool>(),
            windows in any::<bool>(),
        ) {
            let head = if semicolons { "id;name" } else { "id,name" };
            let end = if windows { "\r\n" } else { "\n" };
            let mark = if mark { "\u{FEFF}" } else { "" };
            let mut table = Table::read(format!("{mark}{head}{end}").as_bytes());
            table.rows = old.iter().cloned().map(Row::new).collect();
            let first = table.write();
            let mut read = Table::read(&first.bytes);
            let cells = |table: &Table| -> Vec<Vec<String>> {
                table.rows.iter().map(|row| row.cells.clone()).collect()
            };
            prop_assert_eq!(cells(&read), old.clone());
            prop_assert_eq!(&read.write().bytes, &first.bytes);

            let at = at % old.len();
            read.rows[at] = Row::new(new[0].clone());
            let second = read.write();
            let again = Table::read(&second.bytes);
            prop_assert_eq!(&again.rows[at].cells, &new[0]);
            for (number, (row, before)) in again.rows.iter().zip(&read.rows).enumerate() {
                prop_assert!(number == at || row.raw == before.raw);
            }
            prop_assert_eq!(again.rows.len(), read.rows.len());
        }
    }

    #[test]
    fn what_is_not_changed_keeps_its_bytes() {
        let text = "\u{FEFF}id;name\r\na;\"Lộc\"\r\nb;\"x; y\"\r\n";
        let mut table = Table::read(text.as_bytes());
        assert_eq!(table.columns, ["id", "name"]);
        assert_eq!(table.rows[1].cells, ["b", "x; y"]);
        assert_eq!(table.write().bytes, text.as_bytes());
        table.rows[1] = Row::new(vec!["b".into(), "x; \"z\"".into()]);
        let written = String::from_utf8(table.write().bytes).expect("letters");
        assert_eq!(written, text.replace("x; y", "x; \"\"z\"\""));
    }
}
