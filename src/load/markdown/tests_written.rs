//! What is written of a tree is read as that tree.

use super::tests_spans::{body, read, sample};
use crate::{
    diag::{FileId, Sources},
    load::markdown::Top,
    model::{
        Block,
        block::same_text,
        markdown::{self, Marks, Style},
    },
};

fn id() -> FileId {
    Sources::default().add("a.md", "")
}

fn style(marks: Marks) -> Style<'static> {
    Style { folder: "content", marks }
}

/// Blocks that open no part, and no short one: only a lesson has those.
fn plain(tops: Vec<Top>) -> Vec<Block> {
    let inner = |top: Top| match (top.short, top.block.kind) {
        (Some(_), crate::model::BlockKind::Quote(inner)) => inner,
        (_, kind) => vec![Block::new(kind, top.block.span)],
    };
    tops.into_iter().flat_map(inner).collect()
}

#[test]
fn every_lesson_is_written_as_it_is_read() {
    let (mut same, mut all) = (0, 0);
    for (name, text) in sample() {
        let (_, body) = body(&text);
        let tops = read(id(), body, 0);
        for top in tops.iter().filter(|top| top.short.is_none() && top.id.is_none()) {
            let typed = &body[top.block.span.range()];
            for marks in [Marks::Needed, Marks::Every] {
                let written = markdown::block(&top.block, None, style(marks)).join("\n");
                let again = plain(read(id(), &written, 0));
                assert!(same_text(&again, std::slice::from_ref(&top.block)), "{name}: {written}");
                if marks == Marks::Needed {
                    all += 1;
                    same += usize::from(typed == written);
                }
            }
        }
        let tree = plain(tops);
        let again = plain(read(id(), &markdown::blocks(&tree, style(Marks::Needed)), 0));
        assert!(same_text(&again, &tree), "{name}");
    }
    // The sample is written in the way of the house.
    assert_eq!(same, all);
}
