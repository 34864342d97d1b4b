//! The document, element by element: paragraphs and lists. [`runs`](super::runs) reads what stands
//! in a paragraph, [`shapes`](super::shapes) what is drawn in it, [`tables`](super::tables) a table.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::{
    block::{Block, Run, line},
    columns, drawing,
    fields::{self, Field},
    legacy::{self, Evidence},
    losses::Losses,
    numbering::{Bullet, Mark, Numbering},
    package::Relation,
    picture::{Found, Saved},
    refused::Refused,
    room::Room,
    shapes,
    styles::{Letters, Numbered, Rank, Styles, outline},
    typed, xml,
};
use crate::{desk::legible, model::fold};

/// What a part of the archive has of its own: the document, its notes, its comments and its margins
/// each number their relations from one.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Where its links lead and which pictures it shows, by id.
    pub relations: &'a BTreeMap<String, Relation>,
    /// Which old encodings it can be in.
    pub evidence: Evidence,
}

/// A footnote or an endnote.
#[derive(Clone, Copy)]
pub struct Note<'a, 't> {
    /// What it says.
    pub node: Node<'a, 't>,
    /// What its part has of its own.
    pub around: Around<'a>,
}

/// What is known while a document is read.
pub struct Walker<'a, 't> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    /// Footnotes and endnotes, by the kind of their element and their id.
    pub notes: BTreeMap<(&'static str, String), Note<'a, 't>>,
    /// Those that the text cites so far.
    pub cited: BTreeSet<(&'static str, String)>,
    /// What the part that is read has of its own.
    pub around: Around<'a>,
    /// Diagrams and charts, by the name of their part.
    pub drawings: &'a BTreeMap<String, drawing::Words>,
    /// The pictures of the archive, by the name of their part.
    pub images: &'a BTreeMap<String, Found>,
    /// Those that stand in the text so far.
    pub pictures: Vec<Saved>,
    pub losses: Losses,
    pub fields: Vec<Field>,
    /// How letters look by the style of the table that is read.
    pub table: Letters,
    pub in_note: bool,
    /// Whether what is read stays out of the lesson: all its words are wanted, whatever they look
    /// like, and nothing is saved.
    pub aside: bool,
    /// A large first letter, which stands in a paragraph of its own before that which it opens.
    pub initial: Vec<Run>,
    /// What is drawn in the paragraph that is read, to follow it.
    pub after: Vec<Block>,
    /// Whether marks of what is to be written are English.
    pub english: bool,
    /// Where the last stretch that was left out ended, and whether it was struck through.
    pub gone: Option<(usize, bool)>,
    /// Whether a table of contents is read: within its control, or by a field of this paragraph.
    pub contents: bool,
    pub in_contents: bool,
    /// Whether there are words in a font of Khmer of before Unicode.
    pub old_khmer: bool,
    /// How much may still come out.
    pub room: Room,
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// The blocks of a body, a cell, a text box or a note.
    ///
    /// # Errors
    /// When there are more than a person writes.
    pub fn document(&mut self, body: Node<'a, 't>) -> Result<Vec<Block>, Refused> {
        let blocks = self.blocks(body);
        let (blocks, tables) = columns::tables(blocks);
        self.losses.columns += tables;
        match (self.room.is_left(), self.old_khmer) {
            (false, _) => Err(Refused::TooMuch),
            (_, true) => Err(Refused::OldKhmer),
            _ => Ok(blocks),
        }
    }

    pub fn blocks(&mut self, node: Node<'a, 't>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let outer = std::mem::take(&mut self.initial);
        self.gather(node, &mut blocks);
        // A large letter that opens nothing is a paragraph.
        let mut initial = std::mem::replace(&mut self.initial, outer);
        if !initial.is_empty() {
            self.settle(&mut initial);
            blocks.push(Block::Paragraph(initial));
        }
        typed::lists(blocks)
    }

    fn gather(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        for child in node.children().filter(Node::is_element) {
            if !self.room.is_left() {
                return;
            }
            match xml::name(child) {
                "p" => self.paragraph(child, blocks),
                "tbl" => self.table(child, blocks),
                "del" | "moveFrom" if !self.aside => self.deleted(child),
                "ins" | "moveTo" => {
                    self.losses.inserted += 1;
                    self.gather(child, blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = shapes::choice(child) {
                        self.gather(chosen, blocks);
                    }
                }
                "altChunk" | "subDoc" => self.losses.embedded += 1,
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
                    self.inline(child, self.styled(self.table), None, &mut runs);
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
            Block::Table(_) | Block::Picture(_) => return,
        };
        if !line(runs).is_empty() {
            blocks.push(block);
        }
        blocks.extend(after);
    }

    /// The runs of a paragraph, when all of them are there, as Unicode.
    pub fn settle(&mut self, runs: &mut Vec<Run>) {
        self.losses.converted += legacy::unicode(runs);
        if self.aside {
            return;
        }
        self.typed_gaps(runs);
        let line = line(runs);
        if legible::broken(&line).is_some() {
            self.losses.doubtful.push(line);
        }
    }

    /// How letters of a style look in this document.
    fn styled(&self, letters: Letters) -> Letters {
        letters.over(Letters::default(), self.styles.letters).or(self.styles.letters)
    }

    fn paragraph(&mut self, node: Node<'a, 't>, blocks: &mut Vec<Block>) {
        let properties = xml::child(node, "pPr");
        let id = properties.and_then(|properties| xml::value(properties, "pStyle"));
        let style = self.styles.of(id);
        let rank = properties.and_then(outline).filter(|_| style.rank == Rank::Text);
        let rank = rank.unwrap_or(style.rank);
        let outer = std::mem::take(&mut self.after);
        let mut runs = std::mem::take(&mut self.initial);
        let jumps = self.losses.jumps;
        self.gone = None;
        let in_contents = self.contents || self.fields.iter().any(Field::is_contents);
        let around = std::mem::replace(&mut self.in_contents, in_contents);
        let looks = self.styled(style.letters.over(self.table, self.styles.letters));
        self.inlines(node, looks, None, &mut runs);
        let in_contents = std::mem::replace(&mut self.in_contents, around);
        if properties.is_some_and(is_initial) && !line(&runs).is_empty() {
            self.initial = runs;
            let drawn = std::mem::replace(&mut self.after, outer);
            blocks.extend(drawn);
            return;
        }
        self.settle(&mut runs);
        // A code without a result never reaches into the next paragraph.
        self.fields.retain(|field| field.shown);
        let mut drawn = std::mem::replace(&mut self.after, outer);
        let has_words = !line(&runs).is_empty();
        let own = properties.and_then(Numbered::of);
        let numbered = match (own, style.numbered) {
            (Some(own), Some(base)) => Some(Numbered {
                level: own.level.or(base.level.filter(|_| own.list.is_none())),
                list: own.list.or(base.list),
            }),
            (own, base) => own.or(base),
        };
        // An item that somebody took out with tracked changes counts no longer.
        let gone = !has_words && properties.is_some_and(is_deleted);
        let numbered = numbered.filter(|_| !gone);
        let mark = numbered.and_then(|numbered| self.numbering.next(&numbered, id));
        let mark = mark.map(|(level, mark)| (level.max(style.depth), mark));
        let label = |runs: Vec<Run>, label: &str| {
            let label = label.trim();
            let mut all = vec![Run::plain(format!("{label} "))];
            all.extend(runs);
            if label.is_empty() { all.split_off(1) } else { all }
        };
        let opens_with_picture = matches!(drawn.first(), Some(Block::Picture(_)));
        let block = match (rank, mark) {
            // An item may be a picture and nothing else.
            (Rank::Text, Some((level, Mark::Bullet(_)))) if !has_words && opens_with_picture => {
                Some(Block::Item(level, None, runs))
            }
            (Rank::Text, Some((level, Mark::Number { number, words: false, .. })))
                if !has_words && opens_with_picture =>
            {
                Some(Block::Item(level, Some(number), runs))
            }
            _ if !has_words => None,
            (Rank::Contents, _)
                if !self.aside && (in_contents || is_line_of_contents(node, &line(&runs))) =>
            {
                self.losses.contents.push(line(&runs));
                self.losses.jumps = jumps;
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
                self.losses.bullets += usize::from(bullet == Bullet::Unknown);
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
                    self.losses.letters += usize::from(letters);
                    Some(Block::Item(level, Some(number), runs))
                }
            }
            (Rank::Text | Rank::Contents, None) => Some(Block::Paragraph(runs)),
        };
        let own = drawn.iter_mut().map_while(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        });
        own.for_each(|picture| picture.joined = block.is_some());
        blocks.extend(block);
        blocks.extend(drawn);
    }

    /// What somebody took out with tracked changes.
    pub fn deleted(&mut self, node: Node<'a, 't>) {
        let words = self.aside(|walker| walker.blocks(node));
        self.losses.deleted.extend(Some(words).filter(|words| !words.is_empty()));
    }
}

/// Whether a paragraph is the large first letter of the next one.
fn is_initial(properties: Node<'_, '_>) -> bool {
    let frame = xml::child(properties, "framePr");
    let drop = frame.and_then(|frame| xml::attribute(frame, "dropCap"));
    matches!(drop, Some("drop" | "margin"))
}

/// Whether the end of a paragraph was taken out with tracked changes.
fn is_deleted(properties: Node<'_, '_>) -> bool {
    let looks = xml::child(properties, "rPr");
    looks.is_some_and(|looks| {
        ["del", "moveFrom"].iter().any(|name| xml::child(looks, name).is_some())
    })
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
