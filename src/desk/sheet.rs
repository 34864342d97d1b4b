//! A sheet of a workbook for people: its name, its columns, and what a cell may hold.

use crate::{
    desk::text::{day, tidy},
    model::fold,
};

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Words.
    Text,
    /// A code or an id: text, though it may look like a number.
    Code,
    /// A telephone number.
    Phone,
    /// A day.
    Day,
    /// A number.
    Number,
    /// One of a list: the word in the table, the word for people.
    Choice(&'static [(&'static str, &'static str)]),
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in the table.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What to write there.
    pub note: &'static str,
    /// Its width, in letters.
    pub width: u16,
    /// What it holds.
    pub form: Form,
    /// Whether an empty cell is something to find out.
    pub asked: bool,
    /// Whether it is only to be read: it looks so.
    pub locked: bool,
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name for people.
    pub title: &'static str,
    /// The file of its table.
    pub file: &'static str,
    /// The columns by which a row is known again.
    pub keys: &'static [&'static str],
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that a table need not have.
    pub optional: &'static [&'static str],
}

/// A column that only holds what it holds.
pub const fn column(
    name: &'static str,
    title: &'static str,
    note: &'static str,
    width: u16,
    form: Form,
) -> Column {
    Column { name, title, note, width, form, asked: false, locked: false }
}

/// A column whose empty cells are something to find out.
pub const fn asked(column: Column) -> Column {
    Column { asked: true, ..column }
}

/// A column that is only to be read.
pub const fn locked(column: Column) -> Column {
    Column { locked: true, ..column }
}

impl Sheet {
    /// The column of a name in the table or for people, however it is typed.
    pub fn column(&self, typed: &str) -> Option<usize> {
        let same = |name: &str| fold::key(name) == fold::key(typed);
        let exact = self.columns.iter().position(|column| column.name == typed);
        exact.or_else(|| {
            self.columns.iter().position(|column| same(column.name) || same(column.title))
        })
    }

    /// The column of a name in the table.
    pub fn named(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Form {
    /// A cell as the table keeps it, from what people see.
    pub fn kept(self, typed: &str) -> String {
        let typed = tidy(typed);
        match self {
            Self::Day => day(&typed),
            Self::Choice(words) => {
                let lower = typed.to_lowercase();
                let found = words.iter().find(|(word, shown)| *word == lower || *shown == lower);
                let found = found.or_else(|| {
                    words.iter().find(|(_, shown)| fold::key(shown) == fold::key(&typed))
                });
                found.map_or(typed, |(word, _)| (*word).to_owned())
            }
            Self::Text | Self::Code | Self::Phone | Self::Number => typed,
        }
    }

    /// A cell as people see it, from what the table keeps.
    pub fn shown(self, kept: &str) -> &str {
        match self {
            Self::Choice(words) => {
                words.iter().find(|(word, _)| *word == kept).map_or(kept, |(_, shown)| shown)
            }
            _ => kept,
        }
    }
}
