//! What is written of a tree is read as that tree.

#![expect(clippy::string_slice, reason = "spans are on the borders of letters, or the test fails")]

use proptest::prelude::*;

use super::tests_spans::{body, read, sample};
use crate::{
    diag::{FileId, Report, Sources, Span},
    load::markdown::{Reads, Top, blocks},
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{Alert, Align, Item, Row, Target, same_text},
        markdown::{self, Kept, Marks, Style, Unsayable},
    },
};

fn id() -> FileId {
    Sources::default().add("a.md", "")
}

const READS: Reads<'static> = Reads { folder: "content" };

fn style(marks: Marks) -> Style<'static> {
    Style::new("content", marks, &READS)
}

/// Blocks that open no part, and no short one: only a lesson has those.
fn plain(tops: Vec<Top>) -> Vec<Block> {
    let inner = |top: Top| match (top.short, top.block.kind) {
        (Some(_), BlockKind::Quote(inner)) => inner,
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
                let written = markdown::block(&top.block, None, style(marks)).expect("Markdown");
                let written = written.join("\n");
                let again = plain(read(id(), &written, 0));
                assert!(same_text(&again, std::slice::from_ref(&top.block)), "{name}: {written}");
                if marks == Marks::Needed {
                    all += 1;
                    same += usize::from(typed == written);
                }
            }
        }
        let tree = plain(tops);
        let written = markdown::blocks(&tree, style(Marks::Needed)).expect("Markdown");
        let again = plain(read(id(), &written, 0));
        assert!(same_text(&again, &tree), "{name}");
    }
    // The sample is written in the way of the house.
    assert_eq!(same, all);
}

/// What Markdown and our own blocks are made of.
const PIECES: [&str; 107] = [
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
    "70 \\%",
    "1\\.000",
    "a_b",
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever a text says that nothing is wrong with, the writer says it too, and it is read again as
    /// the same.
    #[test]
    fn any_sound_text_is_written_as_it_is_read(text in text()) {
        let mut report = Report::new();
        let tops = blocks(&mut report, id(), &text, 0, "content");
        // Of what is refused something may be missing, and what is left may be no Markdown.
        if !report.diagnostics().is_empty() {
            return Ok(());
        }
        let tree = plain(tops);
        let kept = Kept::of(&text);
        let written = markdown::blocks(&tree, Style { kept: Some(&kept), ..style(Marks::Needed) });
        let Ok(written) = written else { panic!("it cannot be written: {tree:#?}") };
        let mut report = Report::new();
        let again = plain(blocks(&mut report, id(), &written, 0, "content"));
        prop_assert!(same_text(&again, &tree), "{written}");
        // Curly ticks within code look like its end, whoever closes it.
        let clean = report.diagnostics().is_empty() || text.contains(['‘', '’']);
        prop_assert!(clean, "{written}: {:#?}", report.diagnostics());
        // With a mark before every sign it is the same text, or none.
        if let Ok(written) = markdown::blocks(&tree, style(Marks::Every)) {
            let again = plain(read(id(), &written, 0));
            prop_assert!(same_text(&again, &tree), "{written}");
        }
    }

    /// Of a tree that nobody read anywhere, what is written is read as that tree, or nothing is written.
    #[test]
    fn any_tree_is_written_as_it_is_or_refused(tree in prop::collection::vec(block(), 0..4)) {
        for marks in [Marks::Needed, Marks::Every] {
            if let Ok(written) = markdown::blocks(&tree, style(marks)) {
                prop_assert!(same_text(&plain(read(id(), &written, 0)), &tree), "{written}");
            }
        }
    }
}

/// Running text, of which no Markdown may say that it is so.
fn line() -> impl Strategy<Value = Vec<Inline>> {
    let words = prop_oneof![
        "[ab ế*_`\\\\|<>\\[\\]!#&;:=~.1-]{0,8}",
        prop::sample::select(vec![
            "a",
            " b",
            "b ",
            "*",
            "**",
            "1. a",
            "- a",
            "&amp;",
            "[[ fact.a ]]"
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        5 => words.clone().prop_map(InlineKind::Text),
        1 => words.clone().prop_map(InlineKind::Code),
        1 => Just(InlineKind::Break),
        1 => Just(InlineKind::Fact("a".to_owned())),
        1 => words.prop_map(|alt| InlineKind::Picture { path: "content/a.svg".to_owned(), alt }),
    ];
    let leaf = leaf.prop_map(|kind| Inline::new(kind, Span::nowhere()));
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        let within = || prop::collection::vec(inner.clone(), 0..3);
        let target = Target::Lesson("a".to_owned());
        let link = move |text| InlineKind::Link { target: target.clone(), text };
        prop_oneof![
            within().prop_map(InlineKind::Strong),
            within().prop_map(InlineKind::Emphasis),
            within().prop_map(link),
        ]
        .prop_map(|kind| Inline::new(kind, Span::nowhere()))
    });
    prop::collection::vec(inline, 0..4)
}

/// A block, of which no Markdown may say that it is so.
fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        4 => line().prop_map(BlockKind::Paragraph),
        1 => (0_u8..8, line()).prop_map(|(level, text)| BlockKind::Heading { level, text }),
        1 => "[a`#\n -]{0,6}".prop_map(BlockKind::Code),
        1 => Just(BlockKind::Rule),
        1 => prop::collection::vec(line(), 1..3).prop_map(table),
    ];
    let leaf = leaf.prop_map(|kind| Block::new(kind, Span::nowhere()));
    leaf.prop_recursive(3, 12, 3, |inner| {
        let within = || prop::collection::vec(inner.clone(), 0..3);
        let item = (prop::option::of(any::<bool>()), within());
        let item = item.prop_map(|(done, blocks)| Item { done, blocks, span: Span::nowhere() });
        let start = prop::option::of(prop_oneof![Just(1), 0..3_u64, Just(u64::MAX)]);
        prop_oneof![
            2 => (start, prop::collection::vec(item, 0..3))
                .prop_map(|(start, items)| BlockKind::List { start, items }),
            1 => within().prop_map(BlockKind::Quote),
            1 => within().prop_map(|blocks| BlockKind::Alert { kind: Alert::Tip, blocks }),
            1 => within().prop_map(|unknown| BlockKind::Hazards { unknown }),
            1 => within().prop_map(BlockKind::WhenHazards),
        ]
        .prop_map(|kind| Block::new(kind, Span::nowhere()))
    })
}

fn table(cells: Vec<Vec<Inline>>) -> BlockKind {
    let row = |cells| Row { cells, span: Span::nowhere() };
    let align = vec![Align::Start; cells.len()];
    BlockKind::Table { align, head: row(cells.clone()), rows: vec![row(cells)] }
}

#[test]
fn what_no_markdown_says_is_refused() {
    let text = |words: &str| Inline::text(words, Span::nowhere());
    let of = |kind: BlockKind| vec![Block::new(kind, Span::nowhere())];
    let line = |inlines: Vec<Inline>| of(BlockKind::Paragraph(inlines));
    let within = |kind: InlineKind| line(vec![Inline::new(kind, Span::nowhere())]);
    let refused = [
        line(vec![]),
        line(vec![text("")]),
        line(vec![text("a"), text("b")]),
        within(InlineKind::Strong(vec![])),
        within(InlineKind::Code("a\nb".to_owned())),
        within(InlineKind::Code(String::new())),
        within(InlineKind::Break),
        of(BlockKind::Heading { level: 7, text: vec![text("a")] }),
        of(BlockKind::Heading {
            level: 4,
            text: vec![text("a"), Inline::new(InlineKind::Break, Span::nowhere()), text("b")],
        }),
        of(BlockKind::List { start: None, items: Vec::new() }),
        of(BlockKind::Code("a".to_owned())),
        [of(BlockKind::Hazards { unknown: of(BlockKind::Hazards { unknown: Vec::new() }) })]
            .concat(),
    ];
    for tree in refused {
        assert_eq!(markdown::blocks(&tree, style(Marks::Needed)), Err(Unsayable), "{tree:#?}");
    }
    assert_eq!(markdown::blocks(&[], style(Marks::Needed)).as_deref(), Ok(""));
    // Words that would open something at their place are marked.
    for words in ["- a", "1. a", "# a", "> a", "*a*", "[[ fact.a ]", "a | b", "```", "&amp;", " a "]
    {
        let tree = line(vec![text(words)]);
        let written = markdown::blocks(&tree, style(Marks::Needed)).expect(words);
        assert!(same_text(&plain(read(id(), &written, 0)), &tree), "{written}");
    }
}
