//! The tables as text.

use super::tables::{Cell, Table};
use crate::{diag::Tongue, say};

/// Rows of a table that are shown on a terminal.
const ROWS: usize = 20;
/// The widest that a column may be, in letters.
const WIDEST: usize = 64;

/// The tables that fit a glance, with columns that stand below each other.
pub fn text(tables: &[Table], tongue: Tongue) -> String {
    let shown = tables.iter().filter(|table| !table.detail);
    shown.map(|table| one(table, tongue)).collect::<Vec<_>>().join("\n")
}

fn one(table: &Table, tongue: Tongue) -> String {
    let mut text = format!("{}\n", table.title);
    let mut lines: Vec<Vec<String>> = vec![table.columns.clone()];
    let rows = table.rows.iter().take(ROWS);
    lines.extend(rows.map(|row| row.iter().map(Cell::shown).collect()));
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|at| {
            let cells = lines.iter().filter_map(|line| line.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0).min(WIDEST)
        })
        .collect();
    if !table.rows.is_empty() {
        for (number, line) in lines.iter().enumerate() {
            let mut shown = String::from(" ");
            for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
                let letters = cell.chars().count();
                let pad = " ".repeat(width.saturating_sub(letters));
                let row = number.checked_sub(1).and_then(|row| table.rows.get(row));
                let right = match row {
                    Some(row) => row.get(at).is_some_and(Cell::is_number),
                    None => table.rows.iter().any(|row| row.get(at).is_some_and(Cell::is_number)),
                };
                let cell = if right { format!("{pad}{cell}") } else { format!("{cell}{pad}") };
                shown.push_str(&format!(" {cell} "));
            }
            text.push_str(shown.trim_end());
            text.push('\n');
        }
    }
    let more = table.rows.len().saturating_sub(ROWS);
    if more > 0 {
        let more = say! {
            vi: "  … và {more} hàng nữa; xem hết: loa status --report html",
            en: "  … and {more} more rows; all of them: loa status --report html"
        };
        text.push_str(more.in_tongue(tongue));
        text.push('\n');
    }
    if !table.note.is_empty() {
        text.push_str(&format!("  {}\n", table.note));
    }
    text
}
