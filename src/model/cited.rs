//! What a text rests on: the facts, protocols and pictures that it shows or names.

use std::collections::BTreeSet;

use super::{
    Audience, Block, Inline,
    block::{BlockKind, InlineKind, Target, walk},
};
use crate::diag::Span;

/// Something that a text names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Name<'a> {
    /// A fact, whose value stands there.
    Fact(&'a str),
    /// A fact that is a number to call, in a list of them.
    Number(&'a str),
    /// The steps of a protocol for an audience.
    Protocol(&'a str, Audience),
    /// A picture, by its path.
    Picture(&'a str),
    /// Where a link leads, and the words that it shows.
    Link(&'a Target, &'a [Inline]),
}

/// Calls `visit` for everything that blocks name, with its place: the one walk that knows where names
/// stand.
pub fn each_name<'a>(blocks: &'a [Block], visit: &mut impl FnMut(Name<'a>, Span)) {
    for block in blocks {
        let mut line = |line: &'a [Inline]| each_name_of_line(line, visit);
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => line(text),
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_name(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_name(&item.blocks, visit);
                }
            }
            BlockKind::Table { head, rows, .. } => {
                let rows = std::iter::once(head).chain(rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| line(cell));
            }
            BlockKind::Steps(steps) => steps.iter().for_each(|step| {
                line(&step.lead);
                line(&step.body);
            }),
            BlockKind::Pairs { yes, no, pairs } => {
                let pairs = pairs.iter().flat_map(|pair| [&pair.yes, &pair.no]);
                [yes, no].into_iter().chain(pairs).for_each(|cell| line(cell));
            }
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    visit(Name::Number(&number.fact), number.span);
                    each_name_of_line(&number.situation, visit);
                }
            }
            BlockKind::Quiz(questions) => {
                for question in questions {
                    line(&question.text);
                    question.answers.iter().for_each(|answer| line(&answer.text));
                    line(&question.explanation);
                }
            }
            BlockKind::Protocol { id, audience, line } => {
                visit(Name::Protocol(id, *audience), *line);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

/// The same for a line.
pub fn each_name_of_line<'a>(line: &'a [Inline], visit: &mut impl FnMut(Name<'a>, Span)) {
    walk(line, &mut |inline| match &inline.kind {
        InlineKind::Fact(id) => visit(Name::Fact(id), inline.span),
        InlineKind::Picture { path, .. } => visit(Name::Picture(path), inline.span),
        InlineKind::Link { target, text } => visit(Name::Link(target, text), inline.span),
        InlineKind::Text(_)
        | InlineKind::Strong(_)
        | InlineKind::Emphasis(_)
        | InlineKind::Code(_)
        | InlineKind::Break
        | InlineKind::Field(_) => {}
    });
}

/// What a text refers to by name, and is written elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited<'a> {
    /// Ids of facts; of a number of a protocol, that of the protocol is among `protocols`.
    pub facts: BTreeSet<&'a str>,
    /// Ids of protocols.
    pub protocols: BTreeSet<&'a str>,
    /// Paths of pictures, relative to the campaign.
    pub pictures: BTreeSet<&'a str>,
}

impl<'a> Cited<'a> {
    /// Adds what blocks cite.
    pub fn blocks(&mut self, blocks: &'a [Block]) {
        each_name(blocks, &mut |name, _| self.name(name));
    }

    /// Adds what a line cites.
    pub fn line(&mut self, line: &'a [Inline]) {
        each_name_of_line(line, &mut |name, _| self.name(name));
    }

    /// Adds a fact by its id; `cpr.rate` is a number of the protocol `cpr`.
    pub fn fact(&mut self, id: &'a str) {
        self.facts.insert(id);
        if let Some((protocol, _)) = id.split_once('.') {
            self.protocols.insert(protocol);
        }
    }

    fn name(&mut self, name: Name<'a>) {
        match name {
            Name::Fact(id) | Name::Number(id) => self.fact(id),
            Name::Protocol(id, _) => {
                self.protocols.insert(id);
            }
            Name::Picture(path) => {
                self.pictures.insert(path);
            }
            // The number of a link stands among the facts.
            Name::Link(..) => {}
        }
    }
}
