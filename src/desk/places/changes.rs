//! The rows and cells of a sheet and of its table, held against each other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::called;
use crate::{
    desk::{
        grid::Cell,
        sheet::{self, Sheet},
        table::{Row, Table},
        text::{digits, with_zero},
    },
    model::{Called, Names},
    tables::{Column, Kind},
};

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// Some of its cells are others.
    Changed,
    /// It is not in the sheet any more.
    Removed,
}

/// A cell that changes, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The title of its column.
    pub column: &'static str,
    /// What it said; empty in a new row.
    pub old: String,
    /// What it will say; empty in a row that goes.
    pub new: String,
}

/// A row that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What becomes of it.
    pub what: What,
    /// The words by which it is known.
    pub row: String,
    /// The cells that matter.
    pub cells: Vec<CellChange>,
}

/// Zeros that a spreadsheet took and that are put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The row of the sheet.
    pub row: usize,
    /// The column of ours.
    pub column: usize,
    /// What the sheet says.
    pub from: String,
    /// What is kept.
    pub to: String,
}

/// The cells of a row as the table keeps them.
pub(super) fn kept<'c>(
    sheet: &Sheet,
    names: &Names,
    row: impl Iterator<Item = &'c String>,
) -> Vec<String> {
    let cells = sheet.columns.iter().zip(row);
    cells.map(|(column, cell)| called::kept(column.kind, cell, names)).collect()
}

/// A row that names a place and a role and says nothing of them, as an exported workbook has for each
/// number that is missing. A place or role that is none is no such row: it is half of one, from a file
/// that was cut off, and the rules of `load` report it.
pub(super) fn is_unfilled(sheet: &Sheet, names: &Names, row: &[String]) -> bool {
    let mut asks = 0;
    let all =
        sheet.columns.iter().zip(row).all(|(column, cell)| match (column.name, column.kind) {
            ("place", _) => {
                asks += 1;
                matches!(names.called(cell), Called::One(_))
            }
            ("role", Kind::Choice(choices)) => {
                asks += 1;
                choices.iter().any(|choice| choice.key == cell)
            }
            _ => cell.is_empty(),
        });
    all && asks == 2
}

/// The cells of a row of the table in the order of the sheet.
pub(super) fn in_sheet(sheet: &Sheet, names: &Names, table: &Table, row: &Row) -> Vec<String> {
    let cell = |name: &str| {
        let at = table.columns.iter().position(|column| column == name)?;
        row.cells.get(at)
    };
    sheet
        .columns
        .iter()
        .map(|column| {
            cell(column.name).map(|cell| called::kept(column.kind, cell, names)).unwrap_or_default()
        })
        .collect()
}

/// The cells of a row of the sheet in the order of the table.
pub(super) fn in_table(sheet: &Sheet, table: &Table, row: &[String]) -> Vec<String> {
    let cell = |name: &str| {
        let at = sheet.columns.iter().position(|column| column.name == name)?;
        row.get(at)
    };
    table.columns.iter().map(|name| cell(name).cloned().unwrap_or_default()).collect()
}

/// For each of some new rows, the old row that it is: the same in every cell, else the
/// same in its keys, else in its keys but the last.
pub(super) fn partners(
    sheet: &Sheet,
    old: &[Vec<String>],
    new: &[Vec<String>],
) -> Vec<Option<usize>> {
    let all: Vec<usize> = (0..sheet.columns.len()).collect();
    let keys: Vec<usize> = sheet.keys.iter().filter_map(|key| sheet.column(key)).collect();
    let fewer = keys.get(..keys.len().saturating_sub(1).max(1)).unwrap_or_default().to_vec();
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    for columns in [all.clone(), keys, fewer] {
        let key = |row: &Vec<String>| -> Vec<String> {
            columns.iter().filter_map(|at| row.get(*at)).cloned().collect()
        };
        // Rows without an id are not one row because of that.
        let says = |key: &Vec<String>| columns == all || key.iter().any(|cell| !cell.is_empty());
        let taken: BTreeSet<usize> = partners.iter().copied().flatten().collect();
        let mut free: BTreeMap<Vec<String>, VecDeque<usize>> = BTreeMap::new();
        for (at, row) in old.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            free.entry(key(row)).or_default().push_back(at);
        }
        for (partner, row) in partners.iter_mut().zip(new).filter(|(partner, _)| partner.is_none())
        {
            let key = Some(key(row)).filter(says);
            *partner = key.and_then(|key| free.get_mut(&key)?.pop_front());
        }
    }
    partners
}

/// What is kept of the cells of a sheet, each with what was typed into it as the table keeps it, given
/// what the table has.
pub(super) fn settle(
    sheet: &Sheet,
    row: usize,
    cells: &[Cell],
    typed: &[String],
    before: &[String],
    restored: &mut Vec<Restored>,
) -> Vec<String> {
    let mut after = Vec::new();
    for (number, ((column, cell), typed)) in sheet.columns.iter().zip(cells).zip(typed).enumerate()
    {
        let old = before.get(number).map_or("", String::as_str);
        let whole = whole(column.kind, typed, cell.number, old);
        if let Some(to) = &whole
            && (cell.number || to != old)
        {
            let (from, to) = (typed.clone(), to.clone());
            restored.push(Restored { row, column: number, from, to });
        }
        after.push(whole.unwrap_or_else(|| typed.clone()));
    }
    after
}

/// A number or code with the zeros that a spreadsheet took from it.
fn whole(kind: Kind, typed: &str, number: bool, old: &str) -> Option<String> {
    if typed == old || typed.is_empty() {
        return None;
    }
    let same = |of: &str| of.trim_start_matches('0') == typed.trim_start_matches('0');
    match kind {
        Kind::Id | Kind::Place | Kind::Places | Kind::Code if number && same(old) => {
            Some(old.to_owned())
        }
        Kind::Phone if number && !old.is_empty() && same(&digits(old)) => Some(old.to_owned()),
        Kind::Phone => with_zero(typed),
        _ => None,
    }
}

pub(super) fn change(
    sheet: &Sheet,
    what: What,
    known_by: &[String],
    old: &[String],
    new: &[String],
) -> Change {
    let shown = |column: &Column, cell: Option<&String>| {
        sheet::shown(column.kind, cell.map_or("", String::as_str)).to_owned()
    };
    let is_key = |column: &Column| sheet.keys.contains(&column.name);
    let cells = sheet.columns.iter().enumerate().map(|(at, column)| CellChange {
        column: column.heading.vi,
        old: shown(column, old.get(at)),
        new: shown(column, new.get(at)),
    });
    let cells = cells.zip(sheet.columns);
    let cells = cells.filter(|(cell, column)| {
        cell.old != cell.new && (what == What::Changed || !is_key(column))
    });
    Change { row: words(sheet, known_by), cells: cells.map(|(cell, _)| cell).collect(), what }
}

/// So many cells say which row is meant, where none of its keys is filled in.
const ENOUGH: usize = 3;

/// The words by which a row is known.
pub(super) fn words(sheet: &Sheet, row: &[String]) -> String {
    let keys =
        sheet.columns.iter().zip(row).filter(|(column, _)| sheet.keys.contains(&column.name));
    let words =
        keys.map(|(column, cell)| sheet::shown(column.kind, cell)).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>();
    if !words.is_empty() {
        return words.join(" · ");
    }
    // A new row may lack its id; people know it by what they wrote.
    let filled = sheet.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let filled = filled.map(|(column, cell)| sheet::shown(column.kind, cell));
    filled.take(ENOUGH).collect::<Vec<_>>().join(" · ")
}
