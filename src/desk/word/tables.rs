//! Tables: their rows and cells, merged ones, tables of one column.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{block::Block, body::Walker, shapes, xml};

/// Columns that Word has at most.
const MOST_COLUMNS: usize = 63;

impl<'a, 't: 'a> Walker<'a, 't> {
    /// A table; the text of one column is plain text.
    pub fn table(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let outer = std::mem::take(&mut self.after);
        let mut rows = Vec::new();
        self.rows(node, &mut rows);
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
                self.told.frames += 1;
                blocks.extend(rows.into_iter().flatten().flatten());
            }
            _ => blocks.push(Block::Table(rows)),
        }
    }

    fn rows(&mut self, node: Node<'a, 't>, rows: &mut Vec<Vec<Vec<Block>>>) {
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "tr" => {
                    let mut cells = Vec::new();
                    self.cells(child, &mut cells);
                    rows.push(cells);
                }
                "del" | "moveFrom" if !self.aside => self.deleted(child),
                "tblPr" | "tblGrid" => {}
                "AlternateContent" => {
                    if let Some(chosen) = shapes::choice(child) {
                        self.rows(chosen, rows);
                    }
                }
                _ => self.rows(child, rows),
            }
        }
    }

    fn cells(&mut self, node: Node<'a, 't>, cells: &mut Vec<Vec<Block>>) {
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
                    let cell = self.blocks(child);
                    self.told.merged += usize::from(starts || (over > 1 && down.is_none()));
                    cells.push(cell);
                    cells.extend(std::iter::repeat_n(Vec::new(), over - 1));
                }
                "del" | "moveFrom" if !self.aside => self.deleted(child),
                "tblPrEx" => {}
                _ => self.cells(child, cells),
            }
        }
    }
}
