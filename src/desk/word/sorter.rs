//! Items that a sign says are to be done, or must not be done.

use std::collections::BTreeMap;

use super::{
    block::{Block, Run, letters, line},
    parts::{Dealt, Part, role},
    signs::{Says, says},
};
use crate::model::Role;

/// Takes items with a tick to what is to be done, and those with a cross to what must not be done,
/// where both stand in a document: one list of them would say the opposite of half of it.
pub struct Sorter {
    /// Whether there is a cross at all; ticks alone are bullets like others.
    both: bool,
    /// The heading above the list, if it is not the name of a part.
    heading: Vec<Run>,
    /// The line that opens the list.
    lead: Vec<Run>,
    moved: BTreeMap<Role, (Part, Vec<Run>)>,
    /// The level and the part of the item that was moved last: those within it follow.
    last: Option<(usize, Role)>,
    count: usize,
}

impl Sorter {
    /// Looks at all blocks of a document.
    pub fn of(blocks: &[Block]) -> Self {
        let both = blocks.iter().any(|block| says_of(block) == Some(Says::Dont));
        let (heading, lead) = (Vec::new(), Vec::new());
        Self { both, heading, lead, moved: BTreeMap::new(), last: None, count: 0 }
    }

    /// What stands below a heading.
    pub fn below(&mut self, heading: &[Run]) {
        self.heading = if role(heading).is_none() { heading.to_vec() } else { Vec::new() };
        self.lead.clear();
        self.last = None;
    }

    /// Gives a block back that stays where it stands.
    pub fn keep(&mut self, part: Option<Role>, block: Block) -> Option<Block> {
        if let Block::Picture(picture) = &block {
            // That of an item goes with it; another one parts no list from the line that opens it.
            if let Some((_, to)) = self.last.filter(|_| picture.joined)
                && let Some((part, _)) = self.moved.get_mut(&to)
            {
                part.blocks.push(block);
                return None;
            }
            return Some(block);
        }
        let Block::Item(level, ..) = &block else {
            self.last = None;
            self.lead = match &block {
                Block::Paragraph(runs) if line(runs).ends_with(':') => runs.clone(),
                _ => Vec::new(),
            };
            return Some(block);
        };
        let level = *level;
        let to = match (says_of(&block), part) {
            (Some(Says::Dont), None | Some(Role::Do)) => Some(Role::Dont),
            (Some(Says::Do), None) if self.both => Some(Role::Do),
            (Some(_), _) => None,
            (None, _) => self.last.filter(|(above, _)| level > *above).map(|(_, to)| to),
        };
        let Some(to) = to else {
            self.last = None;
            return Some(block);
        };
        if self.last.is_none_or(|(above, _)| level <= above) {
            self.last = Some((level, to));
        }
        self.count += 1;
        let (part, under) = self.moved.entry(to).or_default();
        // What the items are about goes with them.
        let context = if self.lead.is_empty() { &self.heading } else { &self.lead };
        if !context.is_empty() && under != context {
            under.clone_from(context);
            part.blocks.push(Block::Paragraph(context.clone()));
        }
        part.blocks.push(block);
        None
    }

    /// Adds what was taken out to its parts.
    pub fn add_to(self, dealt: &mut Dealt) {
        dealt.sorted = self.count;
        for (role, (part, _)) in self.moved {
            dealt.parts.entry(role).or_default().blocks.extend(part.blocks);
        }
    }
}

/// What the sign before an item says of it.
pub fn says_of(block: &Block) -> Option<Says> {
    let Block::Item(_, _, runs) = block else { return None };
    letters(runs).trim_start().chars().next().and_then(says)
}

#[cfg(test)]
mod tests {
    use super::{super::parts::deal, *};

    fn plain(text: &str) -> Vec<Run> {
        vec![Run::plain(text)]
    }

    #[test]
    fn a_cross_and_a_tick_are_never_in_one_list() {
        let item = |level, text| Block::Item(level, None, plain(text));
        let paragraph = |text| Block::Paragraph(plain(text));
        let dealt = deal(vec![
            paragraph("Ở nhà:"),
            item(0, "✓ Đậy nắp"),
            item(0, "✗ Nhảy xuống"),
            item(1, "dù biết bơi"),
            item(0, "thường"),
            Block::Heading(1, plain("Khi xảy ra")),
            item(0, "✗ Rạch vết cắn"),
        ]);
        let part = |role| dealt.parts.get(&role).map(|part| part.blocks.as_slice());
        assert_eq!(part(Role::Do), Some(&[paragraph("Ở nhà:"), item(0, "✓ Đậy nắp")][..]));
        let dont = [paragraph("Ở nhà:"), item(0, "✗ Nhảy xuống"), item(1, "dù biết bơi")];
        assert_eq!(part(Role::Dont), Some(&dont[..]));
        assert_eq!(part(Role::Happens), Some(&[item(0, "✗ Rạch vết cắn")][..]));
        assert_eq!(dealt.rest, [paragraph("Ở nhà:"), item(0, "thường")]);
        assert_eq!(dealt.sorted, 3);
        let ticks = deal(vec![item(0, "✓ Một"), item(0, "✓ Hai")]);
        assert_eq!(ticks.rest.len(), 2);
    }
}
