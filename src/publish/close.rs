//! Links to what is left out close: their words stay, and lead nowhere.

use std::collections::BTreeSet;

use crate::model::{
    Block, Campaign, Inline, InlineKind,
    block::{Target, each_line_mut},
};

/// Closes every link to a lesson that the campaign does not have.
pub fn links(campaign: &mut Campaign) {
    let there: BTreeSet<String> = campaign.lessons().map(|(_, lesson)| lesson.id.clone()).collect();
    let mut close = |line: &mut Vec<Inline>| close(line, &there);
    for lesson in campaign.packs.iter_mut().flat_map(|pack| &mut pack.lessons) {
        for text in lesson.texts.values_mut() {
            for part in &mut text.parts {
                close(&mut part.title);
                each_line_mut(&mut part.blocks, &mut close);
            }
            for (blocks, _) in text.shorts.values_mut() {
                each_line_mut(blocks, &mut close);
            }
        }
    }
    let of_places = campaign.places.values_mut().flat_map(|place| place.notes.values_mut());
    let of_notes = of_places.map(|note| &mut note.blocks);
    let texts = campaign.protocols.values_mut().flat_map(|protocol| protocol.texts.values_mut());
    let of_protocols = texts.flat_map(|text| text.parts.values_mut());
    let all: Vec<&mut Vec<Block>> = of_notes.chain(of_protocols).collect();
    for blocks in all {
        each_line_mut(blocks, &mut close);
    }
}

fn close(line: &mut Vec<Inline>, there: &BTreeSet<String>) {
    let open = std::mem::take(line);
    for mut inline in open {
        match &mut inline.kind {
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => close(inner, there),
            InlineKind::Link { target: Target::Lesson(id), text, .. } if !there.contains(id) => {
                close(text, there);
                line.append(text);
                continue;
            }
            InlineKind::Link { text, .. } => close(text, there),
            _ => {}
        }
        line.push(inline);
    }
}
