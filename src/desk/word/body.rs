//! The document, element by element: paragraphs, lists and tables. [`runs`](super::runs) reads
//! what stands in a paragraph, [`shapes`](super::shapes) what is drawn in it.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::{
    block::{Block, Run, line},
    numbering::{Mark, Numbering},
    package::Relation,
    refused::Refused,
    styles::{Letters, Numbered, Rank, Styles, outline},
    told::Told,
    typed, xml,
};

/// Cells of one table, with those that only make its rows equally long.
const MOST_CELLS: usize = 100_000;
/// Columns that Word has at most.
const MOST_COLUMNS: usize = 63;

/// A field such as `HYPERLINK "…"`.
#[derive(Debug, Default)]
pub struct Field {
    /// What it says before its result.
    pub code: String,
    /// Whether its result has come.
    pub shown: bool,
    /// Where its result leads.
    pub link: Option<String>,
    /// An address that no page can lead to.
    pub aside: Option<String>,
}

/// What is known while a document is read.
pub struct Walker<'a, 't> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    /// Footnotes and endnotes, by the kind of their element and their id.
    pub notes: BTreeMap<(&'static str, String), Node<'a, 't>>,
    pub relations: &'a BTreeMap<String, Relation>,
    /// The words of diagrams, by the name of their part.
    pub diagrams: &'a BTreeMap<String, Vec<String>>,
    pub told: Told,
    pub fields: Vec<Field>,
    pub in_note: bool,
    /// What is drawn in the paragraph that is read, to follow it.
    pub after: Vec<Block>,
    /// Whether marks of what is to be written are English.
    pub english: bool,
    pub too_much: bool,
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// The blocks of a body, a cell, a text box or a note.
    ///
    /// # Errors
    /// When there are more than a person writes.
    pub fn document(&mut self, body: Node<'a, 't>) -> Result<Vec<Block>, Refused> {
        let blocks = self.blocks(body);
        if self.too_much { Err(Refused::TooMuch) } else { Ok(blocks) }
    }

    pub fn blocks(&mut self, node: Node<'a, 't>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.gather(node, &mut blocks);
        typed::lists(blocks)
    }

    fn gather(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "p" => self.paragraph(child, blocks),
                "tbl" => self.table(child, blocks),
                "del" | "moveFrom" => self.deleted(child),
                "ins" | "moveTo" => {
                    self.told.inserted += 1;
                    self.gather(child, blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = super::shapes::choice(child) {
                        self.gather(chosen, blocks);
                    }
                }
                "altChunk" => self.told.embedded += 1,
                // Runs that stand outside a paragraph are none of Word's, but they are words.
                "r" | "hyperlink" | "oMath" | "oMathPara" | "fldSimple" => {
                    let mut runs = Vec::new();
                    self.inline(child, Letters::default(), None, &mut runs);
                    self.finish(Block::Paragraph(runs), blocks);
                }
                _ => self.gather(child, blocks),
            }
        }
    }

    /// A block that has words, and what is drawn in it.
    fn finish(&mut self, block: Block, blocks: &mut Vec<Block>) {
        let after = std::mem::take(&mut self.after);
        let runs = match &block {
            Block::Title(runs)
            | Block::Heading(_, runs)
            | Block::Paragraph(runs)
            | Block::Item(_, _, runs) => runs,
            Block::Table(_) => return,
        };
        if !line(runs).is_empty() {
            blocks.push(block);
        }
        blocks.extend(after);
    }

    fn paragraph(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let properties = xml::child(node, "pPr");
        let id = properties.and_then(|properties| xml::value(properties, "pStyle"));
        let style = self.styles.of(id);
        let rank = properties.and_then(outline).filter(|_| style.rank == Rank::Text);
        let rank = rank.unwrap_or(style.rank);
        let outer = std::mem::take(&mut self.after);
        let mut runs = Vec::new();
        self.inlines(node, style.letters, None, &mut runs);
        // A code without a result never reaches into the next paragraph.
        self.fields.retain(|field| field.shown);
        let drawn = std::mem::replace(&mut self.after, outer);
        let has_words = !line(&runs).is_empty();
        let own = properties.and_then(Numbered::of);
        let numbered = match (own, style.numbered) {
            (Some(own), Some(base)) => Some(Numbered {
                level: own.level.or(base.level.filter(|_| own.list.is_none())),
                list: own.list.or(base.list),
            }),
            (own, base) => own.or(base),
        };
        let mark = numbered.and_then(|numbered| self.numbering.next(&numbered, id));
        let mark = mark.map(|(level, mark)| (level.max(style.depth), mark));
        let label = |runs: Vec<Run>, label: &str| {
            let label = label.trim();
            let mut all = vec![Run::plain(format!("{label} "))];
            all.extend(runs);
            if label.is_empty() { all.split_off(1) } else { all }
        };
        let block = match (rank, mark) {
            _ if !has_words => None,
            (Rank::Contents, _) => {
                self.told.contents += 1;
                None
            }
            (Rank::Title, _) => Some(Block::Title(runs)),
            (Rank::Heading(level), Some((_, Mark::Number { label: before, .. }))) => {
                Some(Block::Heading(level, label(runs, &before)))
            }
            (Rank::Heading(level), _) => Some(Block::Heading(level, runs)),
            (Rank::Text, Some((level, Mark::Bullet))) => Some(Block::Item(level, None, runs)),
            (Rank::Text, Some((level, Mark::Number { number, letters, label: before, words }))) => {
                // A list of Markdown counts no further.
                if words || number > 999_999_999 {
                    Some(Block::Paragraph(label(runs, &before)))
                } else {
                    self.told.letters += usize::from(letters);
                    Some(Block::Item(level, Some(number), runs))
                }
            }
            (Rank::Text, None) => Some(Block::Paragraph(runs)),
        };
        blocks.extend(block);
        blocks.extend(drawn);
    }

    fn deleted(&mut self, node: Node<'a, 't>) {
        let mut words = String::new();
        for part in node.descendants() {
            match xml::name(part) {
                "t" | "delText" => words.push_str(&xml::letters(part)),
                "p" | "tab" | "br" => words.push(' '),
                _ => {}
            }
        }
        if !words.trim().is_empty() {
            self.told.deleted.push(words);
        }
    }

    fn table(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let outer = std::mem::take(&mut self.after);
        let mut rows = Vec::new();
        self.rows(node, &mut rows);
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if rows.len().saturating_mul(columns) > MOST_CELLS {
            self.too_much = true;
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
                "del" | "moveFrom" => self.deleted(child),
                "tblPr" | "tblGrid" => {}
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
                "del" | "moveFrom" => self.deleted(child),
                "tblPrEx" => {}
                _ => self.cells(child, cells),
            }
        }
    }
}
