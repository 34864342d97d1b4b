//! Plates: pages cut into what every place shares and what each fills in.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use tera::Context;
use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

use super::{
    drawings,
    engine::Engine,
    placeholders::{self, Piece},
    stage::second_stage,
};

/// One page for all places of a language.
#[derive(Debug)]
pub struct Plate {
    /// The file name in the folder of a place.
    pub name: String,
    literals: Vec<u8>,
    /// Length of the literal before each placeholder, and the placeholder.
    placeholders: Vec<(usize, u32)>,
    hash: u64,
}

/// Bytes of three numbers.
const SPAN: usize = 12;

/// What placeholders are for a place, as far as they were evaluated.
#[derive(Debug, Default)]
pub struct Values {
    bytes: Vec<u8>,
    /// Start and end of each placeholder's bytes, by the placeholder's number.
    spans: Vec<Option<(usize, usize)>>,
    /// The placeholders that hold drawings whose parts have ids, which may be in the page already.
    drawn: BTreeSet<u32>,
}

impl Values {
    fn get(&self, placeholder: u32) -> &[u8] {
        let span = self.spans.get(placeholder as usize).copied().flatten();
        span.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// Whether every placeholder of a page was evaluated.
    pub fn suffice(&self, plate: &Plate) -> bool {
        plate.used().all(|placeholder| self.has(placeholder))
    }

    fn has(&self, placeholder: u32) -> bool {
        self.spans.get(placeholder as usize).is_some_and(Option::is_some)
    }

    /// As bytes: how many placeholders, the number, start and end of each, and what they are.
    pub fn to_bytes(&self) -> Vec<u8> {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let known = || {
            self.spans
                .iter()
                .enumerate()
                .filter_map(|(placeholder, span)| Some((placeholder, (*span)?)))
        };
        let mut bytes = number(known().count()).to_vec();
        for (placeholder, (start, end)) in known() {
            bytes.extend([placeholder, start, end].map(number).concat());
        }
        bytes.extend(&self.bytes);
        bytes
    }

    /// Of such bytes; nothing if they are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let (spans, bytes) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * SPAN)?;
        let mut values = Self { bytes: bytes.to_vec(), ..Self::default() };
        for span in spans.as_chunks::<SPAN>().0 {
            let (numbers, _) = span.as_chunks();
            let [placeholder, start, end] = numbers else { return None };
            let [placeholder, start, end] =
                [placeholder, start, end].map(|number| u32::from_le_bytes(*number));
            values.add(placeholder, start as usize, end as usize);
        }
        Some(values)
    }

    fn add(&mut self, placeholder: u32, start: usize, end: usize) {
        let at = placeholder as usize;
        if self.spans.len() <= at {
            self.spans.resize(at + 1, None);
        }
        if let Some(span) = self.spans.get_mut(at) {
            *span = Some((start, end));
        }
        if drawings::are_in(self.get(placeholder)) {
            self.drawn.insert(placeholder);
        }
    }
}

impl Plate {
    /// The placeholders of the plate, in order of place; some more than once.
    pub fn used(&self) -> impl Iterator<Item = u32> {
        self.placeholders.iter().map(|(_, placeholder)| *placeholder)
    }

    /// The page of a place, added to what `page` holds.
    pub fn stamp(&self, values: &Values, page: &mut Vec<u8>) {
        let start = page.len();
        self.copy(values, page);
        if !self.used().any(|placeholder| values.drawn.contains(&placeholder)) {
            return;
        }
        let made = page.get(start..).and_then(|made| std::str::from_utf8(made).ok());
        if let Some(Cow::Owned(apart)) = made.map(drawings::distinct) {
            page.truncate(start);
            page.extend_from_slice(apart.as_bytes());
        }
    }

    fn copy(&self, values: &Values, page: &mut Vec<u8>) {
        let mut at = 0;
        for (length, placeholder) in &self.placeholders {
            page.extend_from_slice(self.literals.get(at..at + length).unwrap_or_default());
            page.extend_from_slice(values.get(*placeholder));
            at += length;
        }
        page.extend_from_slice(self.literals.get(at..).unwrap_or_default());
    }

    /// What all places share of the page.
    pub fn shared(&self) -> &str {
        // What went in were whole texts.
        std::str::from_utf8(&self.literals).unwrap_or_default()
    }

    /// Changes whenever the page does: with what all places share, or with anything that is
    /// `known` of the place. Nothing need be evaluated to learn it.
    pub fn key(&self, known: u64) -> u64 {
        xxh3_64_with_seed(&self.hash.to_le_bytes(), known)
    }
}

/// Every distinct placeholder of a site: a handful serves all its pages.
#[derive(Debug, Default)]
pub struct Placeholders {
    numbers: BTreeMap<String, u32>,
}

impl Placeholders {
    /// Makes a plate of the pieces of a page.
    pub fn plate(&mut self, name: String, pieces: Vec<Piece>) -> Plate {
        let mut plate = Plate { name, literals: Vec::new(), placeholders: Vec::new(), hash: 0 };
        let mut hash = Xxh3::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        let mut length = 0;
        for piece in pieces {
            match piece {
                Piece::Literal(text) => {
                    hash.update(&[0]);
                    hash.update(text.as_bytes());
                    length += text.len();
                    plate.literals.extend_from_slice(text.as_bytes());
                }
                Piece::Placeholder(text) => {
                    hash.update(&[1]);
                    hash.update(text.as_bytes());
                    let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                    let number = *self.numbers.entry(text).or_insert(next);
                    plate.placeholders.push((std::mem::take(&mut length), number));
                }
            }
        }
        plate.hash = hash.digest();
        plate
    }

    /// The second stage, ready to evaluate. The error names the placeholder at fault.
    pub fn finish(self) -> Result<Evaluator, (String, tera::Error)> {
        let mut engine = second_stage();
        let mut sources = vec![String::new(); self.numbers.len()];
        for (text, number) in self.numbers {
            if let Some(slot) = sources.get_mut(number as usize) {
                *slot = text;
            }
        }
        let named =
            || sources.iter().enumerate().map(|(number, text)| (name(number), text.clone()));
        if let Err(error) = engine.add(named()) {
            // All at once is quick; one at a time tells which.
            for (name, text) in named() {
                if let Err(error) = second_stage().add([(&name, &text)]) {
                    return Err((readable(&text), error));
                }
            }
            return Err((String::new(), error));
        }
        for (number, text) in sources.iter().enumerate() {
            if let Some(other) = engine.other_variable(&name(number), "place") {
                return Err((readable(text), tera::Error::message(format!("`{other}`"))));
            }
        }
        Ok(Evaluator { engine, sources })
    }
}

fn name(number: usize) -> String {
    format!("{number}.html")
}

/// A placeholder as a theme author typed it.
pub fn readable(placeholder: &str) -> String {
    placeholder
        .replace(placeholders::VALUE_OPEN, "[[ ")
        .replace(placeholders::VALUE_CLOSE, " ]]")
        .replace(placeholders::BLOCK_OPEN, "[% ")
        .replace(placeholders::BLOCK_CLOSE, " %]")
}

/// Evaluates placeholders for a place.
pub struct Evaluator {
    engine: Engine,
    sources: Vec<String>,
}

/// A placeholder at fault, as its author typed it, and what the engine says.
pub type Fault = (String, tera::Error);

impl Evaluator {
    /// Evaluates `used` placeholders that are not evaluated yet. The error names the placeholder at fault.
    pub fn fill(
        &self,
        values: &mut Values,
        context: &Context,
        used: impl Iterator<Item = u32>,
    ) -> Result<(), Fault> {
        for placeholder in used {
            if values.has(placeholder) {
                continue;
            }
            let start = values.bytes.len();
            self.engine
                .render_to(&name(placeholder as usize), context, &mut values.bytes)
                .map_err(|error| (self.typed(placeholder), error))?;
            values.add(placeholder, start, values.bytes.len());
        }
        Ok(())
    }

    fn typed(&self, placeholder: u32) -> String {
        self.sources.get(placeholder as usize).map(|text| readable(text)).unwrap_or_default()
    }
}
