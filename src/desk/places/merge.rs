//! Workbooks that come back, one after another, into a table. What a workbook says counts only where
//! it differs from what it was exported with: a cell that nobody touched changes nothing, whatever
//! the campaign has learned since.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{self, Change, Restored, What};
use crate::{
    desk::{
        exported::Handed,
        grid::Cell,
        sheet::{self, Sheet},
        table::{Row, Table},
    },
    model::Names,
};

/// A row of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The workbook, by its number.
    pub workbook: usize,
    /// Its row.
    pub row: usize,
}

/// A row while workbooks are merged.
#[derive(Debug, Clone)]
struct Merged {
    cells: Vec<String>,
    /// Its number in the table; a new row has none.
    of: Option<usize>,
    /// The workbook that lacks it.
    gone: Option<usize>,
    /// For each cell that a workbook changed, where it says so.
    from: Vec<Option<At>>,
    /// The row of the last workbook that has it.
    at: Option<At>,
}

/// What two sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where this workbook says it; its first row for a row that it lacks.
    pub at: At,
    /// The words by which the row is known.
    pub row: String,
    /// What was changed.
    pub sides: Sides,
    /// Where another workbook says otherwise, if it is not the campaign.
    pub other: Option<At>,
}

/// See [`crate::desk::conflict::Sides`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sides {
    /// A cell, by its column: as exported, in the workbook, and now.
    Cell(usize, [String; 3]),
    /// The workbook changes a row that is gone.
    Gone,
    /// The workbook lacks a row that was changed.
    Deleted,
}

/// A table into which workbooks are merged.
pub struct Merge<'n> {
    sheet: &'static Sheet,
    names: &'n Names,
    table: Table,
    old: Vec<Vec<String>>,
    rows: Vec<Merged>,
    /// What two sides changed.
    pub conflicts: Vec<Conflict>,
    /// Zeros that were put back, each with its row.
    pub restored: Vec<(At, Restored)>,
}

/// What became of a table.
pub struct Ended {
    /// The table.
    pub table: Table,
    /// What changed, in the order of the table, new rows last.
    pub changes: Vec<Change>,
    /// For each row of the table, the rows of workbooks that its cells come from.
    pub origins: Vec<Origin>,
}

/// Where a row comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The row of a workbook that has it.
    pub at: Option<At>,
    /// The same for cells that a workbook changed, by their columns in the sheet.
    pub cells: Vec<Option<At>>,
}

impl<'n> Merge<'n> {
    /// Nothing is merged yet.
    pub fn new(sheet: &'static Sheet, names: &'n Names, table: Table) -> Self {
        let old: Vec<Vec<String>> =
            table.rows.iter().map(|row| changes::in_sheet(sheet, names, &table, row)).collect();
        let rows = old.iter().enumerate().map(|(number, cells)| Merged {
            cells: cells.clone(),
            of: Some(number),
            gone: None,
            from: vec![None; cells.len()],
            at: None,
        });
        let rows = rows.collect();
        Self { sheet, names, table, old, rows, conflicts: Vec::new(), restored: Vec::new() }
    }

    /// Merges a workbook. One that does not know what it was exported with is held against the table
    /// as it was before all workbooks.
    pub fn take(&mut self, workbook: usize, handed: Option<&Handed>, rows: &[Vec<Cell>]) {
        let sheet = self.sheet;
        let base: Vec<Vec<String>> = match handed {
            Some(handed) => {
                let names: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
                let rows = handed.rows(&names);
                rows.iter().map(|row| changes::kept(sheet, self.names, row.iter())).collect()
            }
            None => self.old.clone(),
        };
        let typed: Vec<Vec<String>> = rows
            .iter()
            .map(|row| changes::kept(sheet, self.names, row.iter().map(|cell| &cell.text)))
            .collect();
        let of_base = changes::partners(sheet, &base, &typed);
        let live: Vec<usize> = (0..self.rows.len())
            .filter(|at| self.rows.get(*at).is_some_and(|row| row.gone.is_none()))
            .collect();
        let of_live = match handed {
            Some(_) => self.found(&live, &base),
            None => self.numbered(&live, base.len()),
        };
        let known: BTreeSet<usize> = of_live.iter().copied().flatten().collect();
        let since: Vec<usize> = live.iter().copied().filter(|at| !known.contains(at)).collect();
        let own = typed.iter().zip(&of_base).filter(|(_, partner)| partner.is_none());
        let own: Vec<Vec<String>> = own.map(|(row, _)| row.clone()).collect();
        let mut own_live = self.found(&since, &own).into_iter();
        let words_of = |row: &Merged| changes::words(sheet, &row.cells);
        let lacking = self.rows.iter().filter_map(|row| Some((words_of(row), row.gone?)));
        let lacking: BTreeMap<String, usize> = lacking.collect();
        for (number, cells) in rows.iter().enumerate() {
            let at = At { workbook, row: number };
            let words = typed.get(number).map(Vec::as_slice).unwrap_or_default();
            let partner = of_base.get(number).copied().flatten();
            let exported = partner.and_then(|partner| base.get(partner));
            let row = match partner {
                Some(partner) => of_live.get(partner).copied().flatten(),
                None => own_live.next().flatten(),
            };
            let none = Vec::new();
            let exported = exported.unwrap_or(&none);
            let mut restored = Vec::new();
            let new = changes::settle(sheet, number, cells, words, exported, &mut restored);
            self.restored.extend(restored.into_iter().map(|zero| (at, zero)));
            match row {
                Some(row) => self.cells(row, at, exported, &new),
                None if changes::is_unfilled(sheet, self.names, words) => {}
                None if partner.is_some() && !changes::is_unfilled(sheet, self.names, exported) => {
                    if new != *exported {
                        self.gone(at, &new, &lacking);
                    }
                }
                None => self.rows.push(Merged {
                    from: vec![Some(at); new.len()],
                    cells: new,
                    of: None,
                    gone: None,
                    at: Some(at),
                }),
            }
        }
        let there: BTreeSet<usize> = of_base.iter().copied().flatten().collect();
        for (number, exported) in base.iter().enumerate() {
            if there.contains(&number) || changes::is_unfilled(sheet, self.names, exported) {
                continue;
            }
            if let Some(row) = of_live.get(number).copied().flatten() {
                self.lacks(row, workbook, exported);
            }
        }
    }

    /// For each of some rows, the merged row that it is, among these.
    fn found(&self, among: &[usize], rows: &[Vec<String>]) -> Vec<Option<usize>> {
        let cells: Vec<Vec<String>> =
            among.iter().filter_map(|at| self.rows.get(*at)).map(|row| row.cells.clone()).collect();
        let found = changes::partners(self.sheet, &cells, rows);
        found.into_iter().map(|at| at.and_then(|at| among.get(at)).copied()).collect()
    }

    /// For each row that the table had, the merged row that it is, among these.
    fn numbered(&self, among: &[usize], count: usize) -> Vec<Option<usize>> {
        let mut found = vec![None; count];
        for at in among {
            let number = self.rows.get(*at).and_then(|row| row.of);
            if let Some(slot) = number.and_then(|number| found.get_mut(number)) {
                *slot = Some(*at);
            }
        }
        found
    }

    /// Takes the cells of a row that differ from what was exported.
    fn cells(&mut self, row: usize, at: At, exported: &[String], new: &[String]) {
        let Some(merged) = self.rows.get_mut(row) else { return };
        let known = changes::words(self.sheet, &merged.cells);
        merged.at = Some(at);
        for (number, value) in new.iter().enumerate() {
            let was = exported.get(number).map_or("", String::as_str);
            let (Some(now), Some(from)) =
                (merged.cells.get_mut(number), merged.from.get_mut(number))
            else {
                continue;
            };
            if value == was || value == now {
                continue;
            }
            if now == was {
                now.clone_from(value);
                *from = Some(at);
                continue;
            }
            let kind = self.sheet.columns.get(number).map(|column| column.kind);
            let shown = |cell: &str| kind.map_or(cell, |kind| sheet::shown(kind, cell)).to_owned();
            self.conflicts.push(Conflict {
                at,
                row: known.clone(),
                sides: Sides::Cell(number, [shown(was), shown(value), shown(now)]),
                other: *from,
            });
        }
    }

    /// A workbook changes a row that is not there any more; `lacking` are the rows that other
    /// workbooks lack, by the words by which they are known.
    fn gone(&mut self, at: At, new: &[String], lacking: &BTreeMap<String, usize>) {
        let row = changes::words(self.sheet, new);
        let other = lacking.get(&row).map(|workbook| At { workbook: *workbook, row: 0 });
        self.conflicts.push(Conflict { at, row, sides: Sides::Gone, other });
    }

    /// A workbook lacks a row that it was exported with.
    fn lacks(&mut self, row: usize, workbook: usize, exported: &[String]) {
        let Some(merged) = self.rows.get_mut(row) else { return };
        if merged.cells == exported {
            merged.gone = Some(workbook);
            return;
        }
        let other = merged.from.iter().copied().flatten().next();
        let row = changes::words(self.sheet, &merged.cells);
        self.conflicts.push(Conflict {
            at: At { workbook, row: 0 },
            row,
            sides: Sides::Deleted,
            other,
        });
    }

    /// The table as all workbooks together want it. Rows keep their order, whatever a workbook was
    /// sorted by.
    pub fn end(self) -> Ended {
        let Self { sheet, mut table, old, rows, .. } = self;
        let changed = rows.iter().any(|row| {
            row.gone.is_some() || row.of.and_then(|number| old.get(number)) != Some(&row.cells)
        });
        for (number, column) in sheet.columns.iter().enumerate().filter(|_| changed) {
            let known = table.columns.iter().any(|name| name == column.name);
            let filled =
                rows.iter().any(|row| row.cells.get(number).is_some_and(|cell| !cell.is_empty()));
            if !known && (filled || !column.optional) {
                table.add_column(column.name);
            }
        }
        let (mut changes, mut origins, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let before = row.of.and_then(|number| old.get(number));
            let raw = row.of.and_then(|number| table.rows.get(number));
            match (before, raw) {
                (Some(before), _) if row.gone.is_some() => {
                    changes.push(changes::change(sheet, What::Removed, before, before, &[]));
                    continue;
                }
                (Some(before), Some(raw)) if *before == row.cells => kept.push(raw.clone()),
                (Some(before), _) => {
                    let change = changes::change(sheet, What::Changed, before, before, &row.cells);
                    changes.push(change);
                    kept.push(Row::new(changes::in_table(sheet, &table, &row.cells)));
                }
                (None, _) => {
                    changes.push(changes::change(sheet, What::Added, &row.cells, &[], &row.cells));
                    kept.push(Row::new(changes::in_table(sheet, &table, &row.cells)));
                }
            }
            origins.push(Origin { at: row.at, cells: row.from });
        }
        table.rows = kept;
        Ended { table, changes, origins }
    }
}
