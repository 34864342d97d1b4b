//! The document, element by element: paragraphs, lists and tables. [`runs`](super::runs) reads
//! what stands in a paragraph, [`shapes`](super::shapes) what is drawn in it.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::{
    block::{Block, Run, line},
    fields::{self, Field},
    legacy::{self, Evidence},
    numbering::{Bullet, Mark, Numbering},
    package::Relation,
    picture::{File, Found},
    refused::Refused,
    styles::{Numbered, Rank, Styles, outline},
    told::Told,
    typed, xml,
};
use crate::{desk::legible, model::fold};

/// Cells of one table, with those that only make its rows equally long.
const MOST_CELLS: usize = 100_000;
/// Columns that Word has at most.
const MOST_COLUMNS: usize = 63;

/// What is known while a document is read.
pub struct Walker<'a, 't> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    /// Footnotes and endnotes, by the kind of their element and their id.
    pub notes: BTreeMap<(&'static str, String), Node<'a, 't>>,
    pub relations: &'a BTreeMap<String, Relation>,
    /// The words of diagrams, by the name of their part.
    pub diagrams: &'a BTreeMap<String, Vec<String>>,
    /// The pictures of the archive, by the name of their part.
    pub images: &'a BTreeMap<String, Found>,
    /// Those that stand in the text so far, with the name of their part.
    pub pictures: Vec<(String, File)>,
    pub told: Told,
    pub fields: Vec<Field>,
    pub in_note: bool,
    /// What is drawn in the paragraph that is read, to follow it.
    pub after: Vec<Block>,
    /// Whether marks of what is to be written are English.
    pub english: bool,
    /// Where the last stretch that was left out ended, and whether it was struck through.
    pub gone: Option<(usize, bool)>,
    /// Whether a table of contents is read: within its control, or by a field of this paragraph.
    pub contents: bool,
    pub in_contents: bool,
    /// Which old encodings the document can be in.
    pub evidence: Evidence,
    /// Whether there are words in a font of Khmer of before Unicode.
    pub old_khmer: bool,
    pub too_much: bool,
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// The blocks of a body, a cell, a text box or a note.
    ///
    /// # Errors
    /// When there are more than a person writes.
    pub fn document(&mut self, body: Node<'a, 't>) -> Result<Vec<Block>, Refused> {
        let blocks = self.blocks(body);
        match (self.too_much, self.old_khmer) {
            (true, _) => Err(Refused::TooMuch),
            (_, true) => Err(Refused::OldKhmer),
            _ => Ok(blocks),
        }
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
                "sdt" => match self.control(child) {
                    Some(run) => self.finish(Block::Paragraph(vec![run]), blocks),
                    None => {
                        let outer = self.contents;
                        self.contents |= fields::is_contents_control(child);
                        self.gather(child, blocks);
                        self.contents = outer;
                    }
                },
                // Runs that stand outside a paragraph are none of Word's, but they are words.
                "r" | "hyperlink" | "oMath" | "oMathPara" | "fldSimple" => {
                    let mut runs = Vec::new();
                    self.gone = None;
                    self.inline(child, self.styles.letters, None, &mut runs);
                    self.settle(&mut runs);
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

    /// The runs of a paragraph, when all of them are there, as Unicode.
    fn settle(&mut self, runs: &mut Vec<Run>) {
        self.told.converted += legacy::unicode(runs);
        self.typed_gaps(runs);
        let line = line(runs);
        if legible::broken(&line).is_some() {
            self.told.doubtful.push(line);
        }
    }

    fn paragraph(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let properties = xml::child(node, "pPr");
        let id = properties.and_then(|properties| xml::value(properties, "pStyle"));
        let style = self.styles.of(id);
        let rank = properties.and_then(outline).filter(|_| style.rank == Rank::Text);
        let rank = rank.unwrap_or(style.rank);
        let outer = std::mem::take(&mut self.after);
        let mut runs = Vec::new();
        let jumps = self.told.jumps;
        self.gone = None;
        let in_contents = self.contents || self.fields.iter().any(Field::is_contents);
        let around = std::mem::replace(&mut self.in_contents, in_contents);
        self.inlines(node, style.letters.or(self.styles.letters), None, &mut runs);
        let in_contents = std::mem::replace(&mut self.in_contents, around);
        self.settle(&mut runs);
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
            (Rank::Contents, _) if in_contents || is_line_of_contents(node, &line(&runs)) => {
                self.told.contents.push(line(&runs));
                self.told.jumps = jumps;
                None
            }
            (Rank::Title, _) => Some(Block::Title(runs)),
            (Rank::Heading(level), Some((_, Mark::Number { label: before, .. }))) => {
                Some(Block::Heading(level, label(runs, &before)))
            }
            (Rank::Heading(level), Some((_, Mark::Bullet(Bullet::Sign(sign))))) => {
                Some(Block::Heading(level, label(runs, &sign)))
            }
            (Rank::Heading(level), _) => Some(Block::Heading(level, runs)),
            (_, Some((level, Mark::Bullet(bullet)))) => {
                self.told.bullets += usize::from(bullet == Bullet::Unknown);
                let runs = match bullet {
                    Bullet::Sign(sign) => label(runs, &sign),
                    Bullet::Plain | Bullet::Unknown => runs,
                };
                Some(Block::Item(level, None, runs))
            }
            (_, Some((level, Mark::Number { number, letters, label: before, words, whole }))) => {
                // A list of Markdown counts no further.
                if words || number > 999_999_999 {
                    Some(Block::Paragraph(label(runs, &before)))
                } else if whole {
                    // Other places of the text name it by this number.
                    Some(Block::Item(level, None, label(runs, &before)))
                } else {
                    self.told.letters += usize::from(letters);
                    Some(Block::Item(level, Some(number), runs))
                }
            }
            (Rank::Text | Rank::Contents, None) => Some(Block::Paragraph(runs)),
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

/// Whether a paragraph is a line of a table of contents that somebody typed: words, a gap, the
/// number of a page; or the heading of one.
fn is_line_of_contents(node: Node<'_, '_>, line: &str) -> bool {
    let key = fold::key(line);
    if ["muc luc", "contents", "table of contents"].contains(&key.as_str()) {
        return true;
    }
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let has_tab = || {
        let mut parts = node.descendants();
        parts.any(|part| {
            xml::name(part) == "tab" && part.parent().is_some_and(|run| xml::name(run) == "r")
        })
    };
    words.len() < line.len() && (words.ends_with("...") || words.ends_with('…') || has_tab())
}
