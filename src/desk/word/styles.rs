//! Styles: which paragraphs are headings, titles, lines of a table of contents.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    cells::Cells,
    fonts::{Face, Theme},
    xml,
};
use crate::model::fold;

/// A style may be based on another, and that on another.
const LONGEST_CHAIN: usize = 20;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rank {
    /// The title of the document.
    Title,
    /// A heading, from 1.
    Heading(u8),
    /// A line of a table of contents, which Word makes itself, or words that look like one.
    Contents,
    /// Anything else.
    #[default]
    Text,
}

/// Where letters stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Height {
    /// On the line.
    Line,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

/// How letters look. What is not said is as it was.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letters {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// With a line through it.
    pub struck: Option<bool>,
    /// With two lines through it.
    pub struck_twice: Option<bool>,
    /// Where they stand.
    pub height: Option<Height>,
    /// The face of letters without marks.
    pub plain: Option<Face>,
    /// The face of all others.
    pub other: Option<Face>,
}

impl Letters {
    /// What `w:rPr` says in a document of that theme.
    pub fn of(properties: Node<'_, '_>, theme: Theme) -> Self {
        let (plain, other) = theme.faces(properties);
        let height = xml::value(properties, "vertAlign").map(|place| match place {
            "superscript" => Height::Raised,
            "subscript" => Height::Lowered,
            _ => Height::Line,
        });
        Self {
            bold: xml::is_on(properties, "b"),
            italic: xml::is_on(properties, "i"),
            hidden: xml::is_on(properties, "vanish"),
            struck: xml::is_on(properties, "strike"),
            struck_twice: xml::is_on(properties, "dstrike"),
            height,
            plain,
            other,
        }
    }

    /// Letters in a font, of which nothing else is said.
    pub fn in_face(face: Face) -> Self {
        Self { plain: Some(face), other: Some(face), ..Self::default() }
    }

    /// What a style says over a more general one: of a table, of a paragraph, of letters. Bold, italic,
    /// hidden and struck through are switches there: said twice they are off, as Word shows them, unless
    /// everything in the document has them (ISO/IEC 29500-1, 17.7.3).
    pub fn over(self, base: Self, of_document: Self) -> Self {
        let switch = |own: Option<bool>, base: Option<bool>, all: Option<bool>| match (own, base) {
            _ if all == Some(true) => Some(true),
            (Some(own), Some(base)) => Some(own != base),
            (own, base) => own.or(base),
        };
        Self {
            bold: switch(self.bold, base.bold, of_document.bold),
            italic: switch(self.italic, base.italic, of_document.italic),
            hidden: switch(self.hidden, base.hidden, of_document.hidden),
            struck: switch(self.struck, base.struck, of_document.struck),
            ..self.or(base)
        }
    }

    /// What is said here, or else there.
    pub fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            struck_twice: self.struck_twice.or(other.struck_twice),
            height: self.height.or(other.height),
            plain: self.plain.or(other.plain),
            other: self.other.or(other.other),
        }
    }
}

/// The list that a paragraph is an item of.
#[derive(Debug, Clone, Default)]
pub struct Numbered {
    /// Its `numId`; `0` is none.
    pub list: Option<String>,
    /// Its level, from 0.
    pub level: Option<u8>,
}

impl Numbered {
    /// What `w:numPr` says.
    pub fn of(properties: Node<'_, '_>) -> Option<Self> {
        let found = xml::child(properties, "numPr")?;
        let level = xml::value(found, "ilvl").and_then(|level| level.parse().ok());
        Some(Self { list: xml::value(found, "numId").map(str::to_owned), level })
    }
}

/// A style with all that it takes from those that it is based on.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// What its paragraphs are.
    pub rank: Rank,
    /// How their letters look.
    pub letters: Letters,
    /// The list that they are items of.
    pub numbered: Option<Numbered>,
    /// How far down its items stand, from 0: Word's own "List Bullet 2" is a list of its own, whose
    /// items are indented and no more.
    pub depth: usize,
    /// Of a style of tables: what it says of some of their cells.
    pub cells: Cells,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub struct Styles {
    known: BTreeMap<String, Style>,
    /// That of paragraphs which name none.
    plain: Style,
    /// That of tables which name none.
    pub table: Style,
    /// How letters look of which nothing else is said.
    pub letters: Letters,
    /// The fonts of its theme.
    pub theme: Theme,
}

struct Raw {
    based_on: Option<String>,
    rank: Option<Rank>,
    letters: Letters,
    numbered: Option<Numbered>,
    depth: Option<usize>,
    cells: Cells,
}

impl Styles {
    /// Reads `styles.xml` of a document with that theme.
    pub fn read(root: Node<'_, '_>, theme: Theme) -> Self {
        let letters = xml::child(root, "docDefaults")
            .and_then(|defaults| xml::child(defaults, "rPrDefault"))
            .and_then(|defaults| xml::child(defaults, "rPr"))
            .map(|properties| Letters::of(properties, theme));
        let mut raw = BTreeMap::new();
        let (mut plain, mut table) = (None, None);
        for style in xml::children(root, "style") {
            let Some(id) = xml::attribute(style, "styleId") else { continue };
            let name = xml::value(style, "name").unwrap_or(id);
            let properties = xml::child(style, "pPr");
            let outline = properties.and_then(outline);
            let read = Raw {
                based_on: xml::value(style, "basedOn").map(str::to_owned),
                rank: by_name(name).or(by_name(id)).or(outline),
                letters: xml::child(style, "rPr")
                    .map(|properties| Letters::of(properties, theme))
                    .unwrap_or_default(),
                numbered: properties.and_then(Numbered::of),
                depth: depth(name).or(depth(id)),
                cells: Cells::of(style, theme),
            };
            let is_default = matches!(xml::attribute(style, "default"), Some("1" | "true"));
            match xml::attribute(style, "type") {
                Some("paragraph") if is_default => plain = Some(id.to_owned()),
                Some("table") if is_default => table = Some(id.to_owned()),
                _ => {}
            }
            raw.insert(id.to_owned(), read);
        }
        let known: BTreeMap<_, _> = raw.keys().map(|id| (id.clone(), whole(&raw, id))).collect();
        let [plain, table] = [plain, table]
            .map(|id| id.and_then(|id: String| known.get(&id).cloned()).unwrap_or_default());
        Self { known, plain, table, letters: letters.unwrap_or_default(), theme }
    }

    /// The style of that id; that of plain paragraphs if there is none.
    pub fn of(&self, id: Option<&str>) -> Style {
        let Some(id) = id else { return self.plain.clone() };
        self.known.get(id).cloned().unwrap_or_else(|| Style {
            // Some programs write no styles at all, and name those that Word knows.
            rank: by_name(id).unwrap_or_default(),
            depth: depth(id).unwrap_or_default(),
            ..Style::default()
        })
    }
}

/// What `w:outlineLvl` makes of a paragraph.
pub fn outline(properties: Node<'_, '_>) -> Option<Rank> {
    let level: u8 = xml::value(properties, "outlineLvl")?.parse().ok()?;
    Some(if level < 9 { Rank::Heading(level + 1) } else { Rank::Text })
}

fn whole(raw: &BTreeMap<String, Raw>, id: &str) -> Style {
    let mut style = Style::default();
    let (mut rank, mut depth) = (None, None);
    let mut at = Some(id);
    for _ in 0..LONGEST_CHAIN {
        let Some(found) = at.and_then(|id| raw.get(id)) else { break };
        rank = rank.or(found.rank);
        depth = depth.or(found.depth);
        style.letters = style.letters.or(found.letters);
        style.cells = style.cells.or(&found.cells);
        style.numbered = match (style.numbered.take(), found.numbered.clone()) {
            (Some(own), Some(base)) => {
                Some(Numbered { list: own.list.or(base.list), level: own.level.or(base.level) })
            }
            (own, base) => own.or(base),
        };
        at = found.based_on.as_deref();
    }
    style.rank = rank.unwrap_or_default();
    style.depth = depth.unwrap_or_default();
    style
}

/// How far down the items of a list style of Word stand, by its name.
fn depth(name: &str) -> Option<usize> {
    let key = fold::key(name).replace(' ', "");
    let rest = ["listbullet", "listnumber"].iter().find_map(|start| key.strip_prefix(start))?;
    match rest {
        "" => Some(0),
        rest => rest
            .parse()
            .ok()
            .filter(|number| (2..=5).contains(number))
            .map(|number: usize| number - 1),
    }
}

/// What a style is by its name, as Word has it in English and in Vietnamese.
fn by_name(name: &str) -> Option<Rank> {
    let key = fold::key(name);
    if ["title", "tieu de", "tua de"].contains(&key.as_str()) {
        return Some(Rank::Title);
    }
    if ["toc heading", "tocheading"].contains(&key.as_str()) {
        return Some(Rank::Contents);
    }
    let numbered = |names: &[&str]| -> Option<u8> {
        let rest = names.iter().find_map(|start| key.strip_prefix(start))?;
        rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
    };
    if numbered(&["toc", "muc luc"]).is_some() {
        return Some(Rank::Contents);
    }
    numbered(&["heading", "dau de", "tieu de", "de muc"]).map(Rank::Heading)
}
