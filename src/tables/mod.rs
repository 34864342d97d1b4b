//! Vocabulary: the tables of places, each declared once. Whatever has to do with a table asks here
//! which columns it has, what a cell may hold and what people call it: `load` reads it, the desk
//! hands it out as a workbook, `loa status` sums it up, and the reference for authors is made of it.
//!
//! A table is a file here, with one declaration: [`units`], [`contacts`], [`hazards`], [`points`].

mod column;
pub mod contacts;
pub mod hazards;
mod kind;
pub mod points;
pub mod units;
mod words;

pub use column::Column;
pub use kind::{Choice, Kind};
pub use words::Words;

use crate::{diag::Text, model::fold, say};

/// The tables, in the order in which they are read: every other one names units.
pub const ALL: [Table; 4] = [units::TABLE, contacts::TABLE, hazards::TABLE, points::TABLE];

/// A table: a CSV file, a sheet of a workbook.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The path of its file in the campaign.
    pub path: &'static str,
    /// The name of its file.
    pub file: &'static str,
    /// Rows beyond these were not filled in by people.
    pub most: usize,
    /// Its name for people, at most 31 letters: that of its sheet.
    pub title: Words,
    /// The columns by which a row is known again, the most telling first.
    pub keys: &'static [&'static str],
    /// Its columns, in order.
    pub columns: &'static [Column],
}

impl Table {
    /// What messages call it: by its title, as a workbook has it, and by its file.
    pub fn called(&self) -> Text {
        let Self { file, title: Words { vi, en }, .. } = self;
        say! { vi: "“{vi}” ({file})", en: "“{en}” ({file})" }
    }

    /// The column of this name in the file.
    pub fn named(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The number of the column that is meant by its name in the file or by its heading in either
    /// language, with or without marks.
    pub fn column(&self, typed: &str) -> Option<usize> {
        let key = fold::key(typed);
        let same = |name: &str| fold::key(name) == key;
        let exact = self.columns.iter().position(|column| column.name == typed);
        exact.or_else(|| {
            self.columns.iter().position(|column| {
                same(column.name) || same(column.heading.vi) || same(column.heading.en)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        diag::Tongue,
        model::{ContactRole, Kind as UnitKind, place::Hamlet},
    };

    fn keys(table: &Table, name: &str) -> Vec<&'static str> {
        match table.named(name).expect("a column").kind {
            Kind::Choice(choices) => choices.iter().map(|choice| choice.key).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lists_hold_what_the_program_knows() {
        assert_eq!(keys(&contacts::TABLE, "role"), ContactRole::ALL.map(ContactRole::key));
        assert_eq!(keys(&units::TABLE, "kind"), UnitKind::ALL.map(UnitKind::word));
        assert_eq!(keys(&units::TABLE, "hamlet"), Hamlet::ALL.map(Hamlet::word));
    }

    #[test]
    fn a_column_is_known_by_its_name_and_by_both_headings_with_or_without_marks() {
        for typed in
            ["phone", "PHONE", "Số điện thoại", "so dien thoai ", "Số điện  thoại:", "telephone"]
        {
            assert_eq!(contacts::TABLE.column(typed), Some(3), "{typed}");
        }
        for table in ALL {
            for (at, column) in table.columns.iter().enumerate() {
                for typed in [column.name, column.heading.vi, column.heading.en] {
                    assert_eq!(table.column(typed), Some(at), "{}: {typed}", table.file);
                }
            }
        }
    }

    #[test]
    fn declarations_are_sound() {
        let titles: BTreeSet<&str> =
            ALL.iter().flat_map(|table| [table.title.vi, table.title.en]).collect();
        assert_eq!(titles.len(), 2 * ALL.len());
        for table in ALL {
            let file = table.file;
            assert_eq!(table.path, format!("content/places/{file}"));
            assert!(
                [table.title.vi, table.title.en].iter().all(|title| title.chars().count() < 32)
            );
            assert!(table.keys.iter().all(|key| table.named(key).is_some()), "{file}");
            for column in table.columns {
                let Column { name, heading, help, .. } = column;
                assert!(!heading.vi.is_empty() && !heading.en.is_empty(), "{file}: {name}");
                assert_eq!(help.vi.is_empty(), help.en.is_empty(), "{file}: {name}");
                assert!(!(column.required && column.optional), "{file}: {name}");
                assert!(!column.example.is_empty(), "{file}: {name}");
            }
        }
    }

    #[test]
    fn a_choice_is_one_word_in_each_language() {
        for column in ALL.iter().flat_map(|table| table.columns) {
            let Kind::Choice(choices) = column.kind else { continue };
            for choice in choices {
                for typed in [choice.key, choice.words.vi, choice.words.en] {
                    assert_eq!(column.kind.key(typed), Some(choice.key), "{typed}");
                    assert_eq!(column.kind.key(&typed.to_uppercase()), Some(choice.key));
                }
                assert_eq!(column.kind.shown(choice.key, Tongue::En), choice.words.en);
            }
            assert_eq!(column.kind.key("no such word"), None);
        }
    }
}
