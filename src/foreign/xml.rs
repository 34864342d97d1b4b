//! XML, as a tree or piece by piece, within bounds.
//!
//! Most of what a reader does not bear is seen before it reads: of each element it holds every
//! attribute against those before it, and every element that names a namespace has all that are open
//! copied. A tree takes many times the room of its text, and its depth is a depth of calls to whoever
//! walks it.

use std::collections::BTreeSet;

use quick_xml::{Reader, events::Event};
use roxmltree::{Document, NodeId, ParsingOptions};

use super::fenced;

/// How much may be in a part.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Bytes of its text.
    pub bytes: usize,
    /// Elements, texts and comments.
    pub nodes: u32,
    /// Elements inside each other.
    pub deep: usize,
    /// Bytes between two marks.
    pub run: usize,
}

impl Most {
    /// Of what we wrote ourselves.
    pub const OWN: Self = Self { bytes: usize::MAX, nodes: u32::MAX, deep: 200, run: usize::MAX };
}

/// A program that writes more attributes to one element does not write for people.
const MOST_ATTRIBUTES: usize = 300;
/// And to all elements together: each takes room in a tree.
const MOST_OF_ALL: usize = 2_000_000;
/// A part of Word names forty.
const MOST_NAMESPACES: usize = 1000;
/// How often a namespace may be held against another.
const MOST_COPIED: usize = 200_000_000;

/// Why a part is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no sound XML, in the words of the reader.
    Broken(String),
    /// It holds more than a person can have written.
    Much,
}

/// The marks of a part, counted as it comes.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    longest: usize,
    run: usize,
    attributes: usize,
    all: usize,
    /// An `=` was seen, and at most blanks since.
    equals: bool,
}

impl Marks {
    /// Counts with runs of at most so many bytes between two marks.
    pub fn new(longest: usize) -> Self {
        Self { longest, run: 0, attributes: 0, all: 0, equals: false }
    }

    /// Counts on.
    ///
    /// No mark `<` can be in an attribute, so whatever is between two of them has at least as many
    /// values in quotes as the element has attributes; comments and texts are counted along.
    ///
    /// # Errors
    /// When there is too much.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        for byte in bytes {
            self.run += 1;
            match byte {
                b'<' => (self.run, self.attributes, self.equals) = (0, 0, false),
                b'>' => (self.run, self.equals) = (0, false),
                b'=' => self.equals = true,
                b'"' | b'\'' if self.equals => {
                    self.equals = false;
                    self.attributes += 1;
                    self.all += 1;
                    if self.attributes > MOST_ATTRIBUTES || self.all > MOST_OF_ALL {
                        return Err(Fault::Much);
                    }
                }
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ => self.equals = false,
            }
            if self.run > self.longest {
                return Err(Fault::Much);
            }
        }
        Ok(())
    }
}

/// A part as a tree. A document type may be there, but may name nothing: see `drawing::entities`.
///
/// # Errors
/// When it is no sound XML, or holds too much.
pub fn tree(text: &str, most: Most, allow_dtd: bool) -> Result<Document<'_>, Fault> {
    if text.len() > most.bytes || !namespaces_fit(text) {
        return Err(Fault::Much);
    }
    Marks::new(most.run).take(text.as_bytes())?;
    let options =
        ParsingOptions { nodes_limit: most.nodes, allow_dtd, ..ParsingOptions::default() };
    let read = fenced(|| Document::parse_with_options(text, options));
    let document = read.map_err(|panic| Fault::Broken(panic.0))?.map_err(|error| match error {
        roxmltree::Error::NodesLimitReached
        | roxmltree::Error::AttributesLimitReached
        | roxmltree::Error::NamespacesLimitReached => Fault::Much,
        other => Fault::Broken(other.to_string()),
    })?;
    if deepest(&document) > most.deep { Err(Fault::Much) } else { Ok(document) }
}

/// Whether few enough namespaces are named: whatever is open where one is named is held against all
/// others.
fn namespaces_fit(text: &str) -> bool {
    const NAMED: &str = "xmlns";
    let (mut names, mut naming) = (BTreeSet::new(), 0_usize);
    for element in text.split('<') {
        let mut named = element.split(NAMED).skip(1).peekable();
        naming += usize::from(named.peek().is_some());
        for rest in named {
            names.insert(rest.split(['=', '"', '\'', '>']).next().unwrap_or_default().trim());
            if names.len() > MOST_NAMESPACES {
                return false;
            }
        }
    }
    naming.saturating_mul(names.len() * names.len()) <= MOST_COPIED
}

/// How deep elements lie in each other. Without recursion: the depth is what is asked for.
fn deepest(document: &Document<'_>) -> usize {
    let mut deepest = 0;
    let mut open: Vec<NodeId> = Vec::new();
    // In the order of the text, so that what is open is above what comes next.
    for node in document.descendants() {
        let above = node.parent().map(|parent| parent.id());
        while !open.is_empty() && open.last().copied() != above {
            open.pop();
        }
        // The root of the tree is no element.
        deepest = deepest.max(open.len());
        open.push(node.id());
    }
    deepest
}

/// Goes through a part piece by piece, without making a tree; an element that is empty begins and ends.
///
/// # Errors
/// When it is no sound XML, holds too much, or `each` fails.
pub fn each<'t, E: From<Fault>>(
    text: &'t str,
    longest: usize,
    mut each: impl FnMut(Event<'t>) -> Result<(), E>,
) -> Result<(), E> {
    Marks::new(longest).take(text.as_bytes())?;
    let read = fenced(|| {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut depth = 0_usize;
        loop {
            let event = reader.read_event().map_err(|error| Fault::Broken(error.to_string()))?;
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof if depth > 0 => {
                    return Err(Fault::Broken("it ends too early".to_owned()).into());
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
            each(event)?;
        }
    });
    read.unwrap_or_else(|panic| Err(Fault::Broken(panic.0).into()))
}
