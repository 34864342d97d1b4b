//! Tables: their rows and cells, merged ones, tables of one column.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{block::Block, body::Walker, cells::Table, shapes, xml};

/// Columns that Word has at most.
const MOST_COLUMNS: usize = 63;

impl<'a, 't: 'a> Walker<'a, 't> {
    /// A table; the text of one column is plain text.
    pub fn table(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let outer = std::mem::take(&mut self.after);
        let mut rows = Vec::new();
        let table = self.styled_table(node);
        let letters = self.table;
        self.rows(node, &table, &mut rows);
        self.table = letters;
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        self.room.take_cells(rows.len().saturating_mul(columns));
        if !self.room.is_left() {
            return;
        }
        for row in &mut rows {
            row.resize_with(columns, Vec::new);
        }
        let used: BTreeSet<usize> = (0..columns)
            .filter(|at| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty())))
            .collect();
        for row in &mut rows {
            let mut at = 0;
            row.retain(|_| {
                at += 1;
                used.contains(&(at - 1))
            });
        }
        self.after = outer;
        match used.len() {
            0 => {}
            1 => {
                self.losses.frames += 1;
                blocks.extend(rows.into_iter().flatten().flatten());
            }
            _ => blocks.push(Block::Table(rows)),
        }
    }

    /// A table as its style shows it. One within a cell has a style of its own.
    fn styled_table(&self, node: Node<'a, 't>) -> Table {
        let properties = xml::child(node, "tblPr");
        let id = properties.and_then(|found| xml::value(found, "tblStyle"));
        let style = match id {
            Some(id) => self.styles.of(Some(id)),
            None => self.styles.table.clone(),
        };
        let grid = xml::child(node, "tblGrid");
        let columns = grid.map_or(0, |grid| xml::children(grid, "gridCol").count());
        Table::of(properties, &style, [rows_of(node), columns])
    }

    fn rows(&mut self, node: Node<'a, 't>, table: &Table, rows: &mut Vec<Vec<Vec<Block>>>) {
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "tr" => {
                    let mut cells = Vec::new();
                    self.cells(child, table, rows.len(), &mut cells);
                    rows.push(cells);
                }
                "del" | "moveFrom" if !self.aside => self.deleted(child),
                "tblPr" | "tblGrid" => {}
                "AlternateContent" => {
                    if let Some(chosen) = shapes::choice(child) {
                        self.rows(chosen, table, rows);
                    }
                }
                _ => self.rows(child, table, rows),
            }
        }
    }

    fn cells(
        &mut self,
        node: Node<'a, 't>,
        table: &Table,
        row: usize,
        cells: &mut Vec<Vec<Block>>,
    ) {
        let count = |node: Node<'_, '_>, name: &str| -> usize {
            let found = node.children().find(|child| xml::name(*child) == name);
            let found = found.and_then(|found| xml::attribute(found, "val"));
            found.and_then(|count| count.parse().ok()).unwrap_or(0).min(MOST_COLUMNS)
        };
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "trPr" => cells.extend(std::iter::repeat_n(Vec::new(), count(child, "gridBefore"))),
                "tc" => {
                    let properties = xml::child(child, "tcPr");
                    let over = properties.map_or(1, |found| count(found, "gridSpan")).max(1);
                    let down = properties.and_then(|found| xml::child(found, "vMerge"));
                    let starts =
                        down.is_some_and(|down| xml::attribute(down, "val") == Some("restart"));
                    self.table = table.letters(row, cells.len()..cells.len() + over);
                    let cell = self.blocks(child);
                    self.losses.merged += usize::from(starts || (over > 1 && down.is_none()));
                    cells.push(cell);
                    cells.extend(std::iter::repeat_n(Vec::new(), over - 1));
                }
                "del" | "moveFrom" if !self.aside => self.deleted(child),
                "tblPrEx" => {}
                _ => self.cells(child, table, row, cells),
            }
        }
    }
}

/// How many rows a table has, without those of tables in its cells.
fn rows_of(node: Node<'_, '_>) -> usize {
    let parts = node.children().filter(Node::is_element);
    parts
        .map(|part| match xml::name(part) {
            "tr" => 1,
            "tbl" | "tc" => 0,
            _ => rows_of(part),
        })
        .sum()
}
