//! What a text rests on: the facts, protocols and pictures that it shows or names.

use std::collections::BTreeSet;

use super::{
    Block, Inline,
    block::{BlockKind, InlineKind, each_inline, walk},
};

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
        each_inline(blocks, &mut |inline| self.inline(inline));
        for block in blocks {
            self.block(block);
        }
    }

    /// Adds what a line cites.
    pub fn line(&mut self, line: &'a [Inline]) {
        walk(line, &mut |inline| self.inline(inline));
    }

    /// Adds a fact by its id; `cpr.rate` is a number of the protocol `cpr`.
    pub fn fact(&mut self, id: &'a str) {
        self.facts.insert(id);
        if let Some((protocol, _)) = id.split_once('.') {
            self.protocols.insert(protocol);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Fact(id) => self.fact(id),
            InlineKind::Picture { path, .. } => {
                self.pictures.insert(path);
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    self.fact(&number.fact);
                }
            }
            BlockKind::Protocol { id, .. } => {
                self.protocols.insert(id);
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => inner.iter().for_each(|block| self.block(block)),
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Table { .. }
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Steps(_)
            | BlockKind::Pairs { .. }
            | BlockKind::Quiz(_) => {}
        }
    }
}
