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
    use crate::desk::{places::sheets, translations};

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
