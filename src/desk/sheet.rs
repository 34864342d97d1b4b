//! A table as a sheet of a workbook for people, in Vietnamese: what a cell shows, and what is kept of
//! what people type there.

use crate::{
    desk::text::{day, tidy},
    diag::Tongue,
    tables::Kind,
};

pub use crate::tables::Table as Sheet;

/// A cell as the table keeps it, from what people see.
pub fn kept(kind: Kind, typed: &str) -> String {
    let typed = tidy(typed);
    match kind {
        Kind::Day => day(&typed),
        Kind::Choice(_) => kind.key(&typed).map_or(typed, str::to_owned),
        _ => typed,
    }
}

/// A cell as people see it, from what the table keeps.
pub fn shown(kind: Kind, cell: &str) -> &str {
    kind.shown(cell, Tongue::Vi)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        desk::{
            grid::{Cell, Grid},
            head,
            places::sheets,
            translations,
        },
        diag::{Report, Sources},
        tables::hazards,
    };

    #[test]
    fn a_sheet_with_english_headings_and_words_is_understood() {
        let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
        let heads = hazards::TABLE.columns.iter().rev().map(|column| cell(column.heading.en));
        let grid = Grid {
            file: "ponds.xlsx".to_owned(),
            name: "Deep water".to_owned(),
            first: (0, 0),
            rows: vec![heads.collect()],
        };
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let table = head::table(&mut report, &mut sources, &grid, &sheets::SHEETS);
        let table = table.expect("a table that is known");
        assert_eq!(table.file, hazards::TABLE.file);
        let found = head::head(&mut report, &mut sources, table, &grid).expect("its columns");
        let last = table.columns.len() - 1;
        assert_eq!(found.columns, (0..=last).map(|at| Some(last - at)).collect::<Vec<_>>());
        let kind = |name: &str| table.named(name).expect("a column").kind;
        assert_eq!(kept(kind("kind"), "Irrigation works "), "irrigation");
        assert_eq!(kept(kind("sign"), "NOT KNOWN"), "unknown");
    }

    #[test]
    fn what_is_shown_is_understood() {
        for column in sheets::SHEETS.iter().chain(&translations::SHEETS).flat_map(|s| s.columns) {
            if let Kind::Choice(choices) = column.kind {
                for choice in choices {
                    assert_eq!(kept(column.kind, shown(column.kind, choice.key)), choice.key);
                }
            }
        }
    }
}
