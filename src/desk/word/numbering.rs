//! Numbered and bulleted lists as Word keeps them: the numbers are counted, not written.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use roxmltree::Node;

use super::{fonts::Face, signs, styles::Numbered, xml};

/// Levels within each other that Word has.
pub const LEVELS: usize = 9;

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A bullet, with its sign if that says something.
    Bullet(Bullet),
    /// A number; `letters` if Word shows it as a letter or a Roman number.
    Number {
        /// Which.
        number: u64,
        /// Whether it looks otherwise in Word.
        letters: bool,
        /// As Word shows it: `Điều 1.`, `1.2`, `a)`.
        label: String,
        /// Whether there are words in it.
        words: bool,
        /// Whether it holds the numbers of levels above: `1.2`.
        whole: bool,
    },
}

/// The sign of a bullet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bullet {
    /// It is a bullet like any other.
    Plain,
    /// It says something of its items.
    Sign(String),
    /// It is a picture, or a sign of a font that is not known here.
    Unknown,
}

#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u64,
    style: Option<String>,
    bullet: Bullet,
}

#[derive(Debug, Default)]
struct List {
    kind: String,
    starts: BTreeMap<usize, u64>,
    own: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: BTreeMap<String, List>,
    kinds: BTreeMap<String, Rc<BTreeMap<usize, Level>>>,
    counted: BTreeMap<String, [Option<u64>; LEVELS]>,
    begun: BTreeSet<String>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: Node<'_, '_>) -> Self {
        let mut kinds: BTreeMap<String, Rc<BTreeMap<usize, Level>>> = BTreeMap::new();
        // A list of a style has its levels elsewhere: where that style is defined.
        let (mut styled, mut linked) = (BTreeMap::new(), Vec::new());
        for kind in xml::children(root, "abstractNum") {
            let Some(id) = xml::attribute(kind, "abstractNumId") else { continue };
            let levels: BTreeMap<usize, Level> =
                xml::children(kind, "lvl").filter_map(level).collect();
            // Any number of kinds may be linked to one.
            let levels = Rc::new(levels);
            if let Some(style) = xml::value(kind, "styleLink") {
                styled.insert(style, Rc::clone(&levels));
            }
            linked.extend(xml::value(kind, "numStyleLink").map(|style| (id, style)));
            kinds.insert(id.to_owned(), levels);
        }
        for (id, style) in linked {
            if let (Some(levels), Some(kind)) = (styled.get(style), kinds.get_mut(id))
                && kind.is_empty()
            {
                *kind = Rc::clone(levels);
            }
        }
        let mut lists = BTreeMap::new();
        for list in xml::children(root, "num") {
            let id = xml::attribute(list, "numId");
            let (Some(id), Some(kind)) = (id, xml::value(list, "abstractNumId")) else { continue };
            let mut read = List { kind: kind.to_owned(), ..List::default() };
            for over in xml::children(list, "lvlOverride") {
                let at = xml::attribute(over, "ilvl").and_then(|at| at.parse::<usize>().ok());
                let Some(at) = at.filter(|at| *at < LEVELS) else { continue };
                read.own.extend(xml::child(over, "lvl").and_then(level));
                let start = xml::value(over, "startOverride").and_then(|start| start.parse().ok());
                read.starts.extend(start.map(|start| (at, start)));
            }
            lists.insert(id.to_owned(), read);
        }
        Self { lists, kinds, ..Self::default() }
    }

    /// Counts one item further and gives what stands before it. `style` is that of the paragraph.
    pub fn next(&mut self, item: &Numbered, style: Option<&str>) -> Option<(usize, Mark)> {
        let id = item.list.as_deref()?;
        let list = self.lists.get(id)?;
        let none = Rc::default();
        let levels = self.kinds.get(&list.kind).unwrap_or(&none);
        let level_at = |at: usize| list.own.get(&at).or_else(|| levels.get(&at));
        let by_style = || {
            let of = |level: &Level| style.is_some() && level.style.as_deref() == style;
            levels.iter().find(|(_, level)| of(level)).map(|(at, _)| *at)
        };
        let at = item.level.map(usize::from).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let level = level_at(at)?;
        let counted = self.counted.entry(list.kind.clone()).or_default();
        if self.begun.insert(id.to_owned()) {
            for (at, start) in &list.starts {
                if let Some(slot) = counted.get_mut(*at) {
                    *slot = Some(start.saturating_sub(1));
                }
            }
        }
        for (number, slot) in counted.iter_mut().enumerate() {
            if number == at {
                *slot = Some(slot.map_or(level.start, |last| last.saturating_add(1)));
            } else if number > at {
                *slot = None;
            } else if slot.is_none() {
                *slot = Some(level_at(number).map_or(1, |level| level.start));
            }
        }
        let bare: String = bare(&level.text);
        let mark = match level.format.as_str() {
            "bullet" => Mark::Bullet(level.bullet.clone()),
            "none" if bare.trim().is_empty() => return None,
            // A sign that nobody counts.
            "none" if bare == level.text && !bare.chars().any(char::is_alphabetic) => {
                Mark::Bullet(level.bullet.clone())
            }
            format => {
                let number = counted.get(at).copied().flatten().unwrap_or(1);
                let mut label = level.text.clone();
                let places = (0..LEVELS).filter(|at| label.contains(&format!("%{}", at + 1)));
                let whole = places.count() > 1;
                for number in 0..LEVELS {
                    let place = format!("%{}", number + 1);
                    if label.contains(&place) {
                        let count = counted.get(number).copied().flatten().unwrap_or(1);
                        let format = level_at(number).map_or("decimal", |level| &level.format);
                        label = label.replace(&place, &shown(count, format));
                    }
                }
                let letters = !matches!(format, "decimal" | "decimalZero");
                Mark::Number {
                    number,
                    letters,
                    label,
                    words: bare.chars().any(char::is_alphabetic),
                    whole,
                }
            }
        };
        Some((at, mark))
    }
}

fn level(node: Node<'_, '_>) -> Option<(usize, Level)> {
    let at = xml::attribute(node, "ilvl")?.parse::<usize>().ok().filter(|at| *at < LEVELS)?;
    let level = Level {
        format: xml::value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: xml::value(node, "lvlText").unwrap_or_default().chars().take(200).collect(),
        start: xml::value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        style: xml::value(node, "pStyle").map(str::to_owned),
        bullet: bullet(node),
    };
    Some((at, level))
}

/// The sign that a level has before its items.
fn bullet(node: Node<'_, '_>) -> Bullet {
    if xml::child(node, "lvlPicBulletId").is_some() {
        return Bullet::Unknown;
    }
    let fonts = xml::child(node, "rPr").and_then(|properties| xml::child(properties, "rFonts"));
    let name = fonts.and_then(|fonts| {
        xml::attribute(fonts, "ascii").or_else(|| xml::attribute(fonts, "hAnsi"))
    });
    let face = name.map(Face::named).unwrap_or_default();
    let text = xml::value(node, "lvlText").unwrap_or_default();
    let mut shown = String::new();
    for c in text.chars().take(200) {
        if face.is_signs() || signs::is_private(c) {
            let Some(sign) = signs::sign(face, c) else { return Bullet::Unknown };
            shown.push(sign);
        } else {
            shown.push(c);
        }
    }
    signs::kept(&shown).map_or(Bullet::Plain, Bullet::Sign)
}

/// The text of a level without the places of its numbers.
fn bare(text: &str) -> String {
    let mut bare = text.to_owned();
    for number in 1..=LEVELS {
        bare = bare.replace(&format!("%{number}"), "");
    }
    bare
}

fn shown(number: u64, format: &str) -> String {
    match format {
        "lowerLetter" | "upperLetter" if (1..=780).contains(&number) => {
            let letter = u8::try_from((number - 1) % 26).unwrap_or(0);
            let times = usize::try_from((number - 1) / 26 + 1).unwrap_or(1);
            let first = if format == "lowerLetter" { b'a' } else { b'A' };
            char::from(first + letter).to_string().repeat(times)
        }
        "lowerRoman" if (1..4000).contains(&number) => roman(number).to_lowercase(),
        "upperRoman" if (1..4000).contains(&number) => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn roman(mut number: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_word() {
        let all = [(1, "lowerLetter"), (28, "upperLetter"), (9, "lowerRoman"), (44, "upperRoman")];
        assert_eq!(all.map(|(number, format)| shown(number, format)), ["a", "BB", "ix", "XLIV"]);
        assert_eq!(shown(0, "lowerLetter"), "0");
        assert_eq!(bare("Điều %1."), "Điều .");
    }
}
