//! A column of a table.

use super::{Kind, Words};
use crate::{
    diag::{Text, Tongue},
    say,
};

/// A column: its name in the file, its words for people, what its cells hold.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the file.
    pub name: &'static str,
    /// Its name for people.
    pub heading: Words,
    /// What it means, in whole sentences; how it is filled in is said by its [`Kind::help`]. Empty
    /// where the heading says it all.
    pub help: Words,
    /// What its cells hold.
    pub kind: Kind,
    /// Its width where it is shown, in letters.
    pub width: u16,
    /// Whether a row without it says nothing.
    pub required: bool,
    /// Whether a file may lack the whole column.
    pub optional: bool,
    /// Whether an empty cell is something to find out.
    pub asked: bool,
    /// Whether it is only to be read.
    pub locked: bool,
    /// A cell as it may stand in the file; the examples of a table make a row.
    pub example: &'static str,
}

impl Column {
    /// A column that may be empty, in a file that must have it.
    pub const fn new(
        name: &'static str,
        kind: Kind,
        width: u16,
        heading: Words,
        help: Words,
    ) -> Self {
        Self {
            name,
            heading,
            help,
            kind,
            width,
            required: false,
            optional: false,
            asked: false,
            locked: false,
            example: "",
        }
    }

    /// Every row has it.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// A file may lack it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// An empty cell is something to find out.
    #[must_use]
    pub const fn asked(self) -> Self {
        Self { asked: true, ..self }
    }

    /// It is only to be read.
    #[must_use]
    pub const fn locked(self) -> Self {
        Self { locked: true, ..self }
    }

    /// Such a cell may stand in the file.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// What messages call it: by its heading, as a workbook has it, and by its name in the file.
    pub fn called(&self) -> Text {
        let Self { name, heading: Words { vi, en }, .. } = self;
        say! { vi: "“{vi}” (`{name}`)", en: "“{en}” (`{name}`)" }
    }

    /// What it means and how it is filled in. That one chooses from a list is seen, and said only
    /// where nothing else is.
    pub fn guidance(&self, tongue: Tongue) -> String {
        let [meaning, how] = [self.help, self.kind.help()].map(|words| words.in_tongue(tongue));
        let is_list = matches!(self.kind, Kind::Choice(_));
        match (meaning, how) {
            (meaning, _) if is_list && !meaning.is_empty() => meaning.to_owned(),
            ("", how) => how.to_owned(),
            (meaning, "") => meaning.to_owned(),
            (meaning, how) => format!("{meaning} {how}"),
        }
    }
}
