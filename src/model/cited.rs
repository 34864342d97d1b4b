//! What a text rests on: the facts, protocols and pictures that it shows or names.

use std::collections::BTreeSet;

use super::{
    Block, Inline,
    block::{each_inline, walk},
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
        match inline {
            Inline::Fact { id, .. } => self.fact(id),
            Inline::Picture { path, .. } => {
                self.pictures.insert(path);
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Numbers(numbers) => numbers.iter().for_each(|number| self.fact(&number.fact)),
            Block::Protocol { id, .. } => {
                self.protocols.insert(id);
            }
            Block::Quote(inner)
            | Block::Alert { blocks: inner, .. }
            | Block::Hazards { unknown: inner }
            | Block::Contacts { unknown: inner, .. }
            | Block::WhenHazards(inner) => inner.iter().for_each(|block| self.block(block)),
            Block::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block));
            }
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Table { .. }
            | Block::Code(_)
            | Block::Rule
            | Block::Steps(_)
            | Block::Pairs { .. }
            | Block::Quiz(_) => {}
        }
    }
}
