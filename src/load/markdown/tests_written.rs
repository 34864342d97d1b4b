//! What is written of a tree is read as that tree.

#![expect(clippy::string_slice, reason = "spans are on the borders of letters, or the test fails")]

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::tests_spans::{body, read, sample};
use crate::{
    diag::{FileId, Report, Sources},
    load::markdown::{Top, blocks},
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

/// What Markdown and our own blocks are made of.
const PIECES: [&str; 104] = [
    "a",
    "b ",
    "ế",
    "đ ",
    "💧",
    "1",
    "1. ",
    "- ",
    "+ ",
    "# ",
    "> ",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    "\n",
    "\n\n",
    "\n    ",
    "\\",
    "\\\n",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "\n```\n",
    "\n~~~\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n2) ",
    "\n* ",
    "\n  - ",
    "\n- [ ] ",
    "\n- [x] ",
    "\n### ",
    "\n---\n",
    "\n===\n",
    "|",
    " | ",
    "\n\n| a | b |\n|---|--:|\n| ",
    "\n| a |",
    "[",
    "](",
    ")",
    "]",
    "![",
    "[a](https://a.b/c)",
    "![c](d.svg)",
    "[b](lesson:a)",
    "(tel:115)",
    "<",
    ">",
    "<https://a.b>",
    "&amp;",
    "&",
    "&nbsp;",
    "&#32;",
    "[[ place.inline ]]",
    "[[ fact.a ]]",
    "[[ place.police.phone ]]",
    "**b**",
    "*c*",
    "`d`",
    "{",
    "}",
    "!",
    ":",
    "#",
    "=",
    "~",
    "%",
    // What people type who know Word, and letters beside which Markdown takes stars for words.
    "– ",
    "\n– ",
    "\n— ",
    "\n• ",
    "•",
    "\n-b",
    "+b",
    "1/ ",
    "\n1/ b",
    "\n2/ b",
    "1.b",
    "\n-\u{a0}",
    "\u{a0}- ",
    "\n###b",
    "\n##\u{a0}b",
    "[] b",
    "\n[ ] b",
    "\na) b\nb) c",
    "\n✓ b",
    "\n\n|b|c|\n|d|e|\n\n",
    "\n\n[!NOTE]\nb",
    "‘‘‘",
    "“",
    "”",
    "។",
    "ជ្រៅ",
    "**b:**c",
    "mẹ**“b”**",
    "** b **",
    "5*5",
];

const FENCES: [&str; 7] =
    ["steps", "quiz", "numbers", "hazards", "contacts police", "when place.hazards", ""];

fn text() -> impl Strategy<Value = String> {
    let words = || {
        prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..16)
            .prop_map(|pieces| pieces.concat())
    };
    let lines = || {
        let line =
            (prop::sample::select(vec!["1. **a** ", "? ", "- ", "* ", "= ", "b: ", ""]), words());
        let line = line.prop_map(|(mark, words)| format!("{mark}{}", words.replace('\n', " ")));
        prop::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
    };
    let fence = (prop::sample::select(FENCES.to_vec()), prop_oneof![words(), lines()])
        .prop_map(|(name, inner)| format!("\n\n```{name}\n{inner}\n```\n\n"));
    prop_oneof![
        4 => words(),
        1 => fence.clone(),
        2 => (words(), fence, words()).prop_map(|(a, b, c)| [a, b, c].concat()),
    ]
}

/// Of random texts nearly all that nothing is wrong with are written as they are read. What is left
/// is what no author types, such as something to tick before a list or stars in a row of four: whoever
/// writes a file compares, and does not write those.
#[test]
fn nearly_any_sound_text_is_written_as_it_is_read() {
    let mut runner = TestRunner::deterministic();
    let (all, mut sound, mut other) = (20_000, 0, Vec::new());
    for _ in 0..all {
        let text = text().new_tree(&mut runner).expect("a text").current();
        let mut report = Report::new();
        let tops = blocks(&mut report, id(), &text, 0, "content");
        // Of what is refused something may be missing, and what is left may be no Markdown.
        if !report.diagnostics().is_empty() {
            continue;
        }
        sound += 1;
        let tree = plain(tops);
        let holds = |marks: Marks| {
            let written = markdown::blocks(&tree, style(marks));
            let mut report = Report::new();
            let again = plain(blocks(&mut report, id(), &written, 0, "content"));
            same_text(&again, &tree) && report.diagnostics().is_empty()
        };
        if !holds(Marks::Needed) && !holds(Marks::Every) {
            other.push(text);
        }
    }
    assert!(sound > 5_000 && other.len() * 100 < all, "{} of {sound}: {other:#?}", other.len());
}
