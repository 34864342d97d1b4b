//! The events of a Markdown text, all at once, no deeper than whoever walks them can bear.

use std::{collections::BTreeSet, ops::Range};

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::fenced;

/// Blocks and words inside each other. Nobody writes so many, and each is a call on the stack.
const DEEPEST: usize = 40;

/// Blocks, words between marks and their ends. A lesson has two thousand, a book of three hundred pages
/// some ten thousand.
const MOST: usize = 50_000;

/// An event and where it is in the text.
pub type At<'t> = (Event<'t>, Range<usize>);

/// What a text is made of.
#[derive(Debug, Default)]
pub struct Read<'t> {
    /// Its events.
    pub events: Vec<At<'t>>,
    /// Where addresses for links are that no link has.
    pub unused: Vec<Range<usize>>,
}

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Too much is nested at a place.
    Deep(Range<usize>),
    /// There are more blocks and marks than a person writes, up to a place.
    Much(Range<usize>),
    /// Its reader gave up.
    Broken,
}

/// Reads a text.
///
/// # Errors
/// When it is too deep or too long.
pub fn read(text: &str, options: Options) -> Result<Read<'_>, Fault> {
    fenced(|| {
        let mut parser = Parser::new_ext(text, options).into_offset_iter();
        let (mut events, mut used, mut depth) = (Vec::new(), BTreeSet::new(), 0_usize);
        while let Some((event, at)) = parser.next() {
            match &event {
                Event::Start(tag) => {
                    depth += 1;
                    if let Tag::Link { id, .. } | Tag::Image { id, .. } = tag
                        && let Some(found) = parser.reference_definitions().get(id)
                    {
                        used.insert(found.span.start);
                    }
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Err(Fault::Deep(at));
            }
            if events.len() >= MOST {
                return Err(Fault::Much(at));
            }
            events.push((event, at));
        }
        let all = parser.reference_definitions().iter().map(|(_, found)| found.span.clone());
        let mut unused: Vec<Range<usize>> =
            all.filter(|span| !used.contains(&span.start)).collect();
        unused.sort_unstable_by_key(|span| span.start);
        Ok(Read { events, unused })
    })
    .unwrap_or(Err(Fault::Broken))
}
