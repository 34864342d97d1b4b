//! What changes is what was meant, and it changes its own lines alone.

#![expect(clippy::string_slice, reason = "spans are on the borders of letters, or the test fails")]

use std::{fs, path::Path};

use proptest::prelude::*;

use super::{Change, Position, Source, Unclear, spliced};
use crate::{
    diag::{Report, Sources, Span},
    load::markdown,
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{each_line_mut, each_text, extent, same_line},
    },
};

const FOLDER: &str = "content/packs/x/y";

fn lessons() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join("packs");
    let entries = walkdir::WalkDir::new(root).sort_by_file_name();
    let paths = entries.into_iter().map(|entry| entry.expect("an entry").into_path());
    let lessons = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    lessons.map(|path| fs::read_to_string(path).expect("letters")).collect()
}

fn source(text: &str) -> Source<'_> {
    let front = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let offset = front.map_or(0, |at| "---\n".len() + at + "\n---\n".len());
    Source { text, offset, folder: FOLDER }
}

fn blocks(source: Source<'_>) -> Vec<Block> {
    let file = Sources::default().add("a.md", "");
    let body = &source.text[source.offset..];
    let tops = markdown::blocks(&mut Report::new(), file, body, source.offset, FOLDER);
    tops.into_iter().map(|top| top.block).collect()
}

/// Every block, those in others too.
fn each_block<'b>(blocks: &'b [Block], visit: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&item.blocks, visit);
                }
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_block(inner, visit),
            _ => {}
        }
    }
}

/// The text before and after the lines of a place.
fn around(text: &str, at: Span) -> (&str, &str) {
    let range = at.range();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    (&text[..start], &text[end..])
}

/// The same words with more at their end.
fn longer(block: &Block) -> Block {
    let mut one = [block.clone()];
    each_line_mut(&mut one, &mut |line| match line.last_mut() {
        Some(Inline { kind: InlineKind::Text(words), .. }) => words.push_str(" * [x] & |"),
        Some(_) => line.push(Inline::text(" * [x] & |", Span::nowhere())),
        None => line.push(Inline::text("* [x] & |", Span::nowhere())),
    });
    let [one] = one;
    one
}

#[test]
fn a_block_in_its_own_place_changes_no_byte() {
    for text in lessons() {
        let source = source(&text);
        let tree = blocks(source);
        let mut changes = Vec::new();
        each_block(&tree, &mut |block| {
            changes.push(Change::Block { at: block.span, new: vec![block.clone()] });
        });
        each_text(&tree, &mut |line| {
            let at = extent(line).filter(|_| tree.iter().all(|top| !holds_steps(top, line)));
            changes.extend(at.map(|at| Change::Line { at, new: line.to_vec() }));
        });
        assert_eq!(spliced(source, &changes).as_deref(), Ok(text.as_str()));
    }
}

#[test]
fn a_number_keeps_the_backslash_with_which_it_was_typed() {
    let text = "Pha cồn 70 \\% với nước, 1\\.000 lần.\n\n- Hạ 20 \\% mỗi năm, 30 %\n";
    let tree = blocks(source(text));
    let mut changes: Vec<Change> = tree
        .iter()
        .map(|block| Change::Block { at: block.span, new: vec![longer(block)] })
        .collect();
    let made = spliced(source(text), &changes).expect("Markdown");
    for kept in ["70 \\% với nước, 1\\.000 lần", "20 \\% mỗi năm, 30 % "] {
        assert!(made.contains(kept), "{made}");
    }
    // Of two lists in a row the second has other signs, so it is written anew.
    let list = tree.last().expect("a list").span;
    let typed = "- Còn 40 \\%".to_owned();
    changes = vec![Change::Typed { place: Position::After(list), typed }];
    let made = spliced(source(text), &changes).expect("Markdown");
    assert_eq!(made, format!("{text}\n* Còn 40 \\%\n"));
}

/// Whether a line is of a step or an explanation, which are changed with their block.
fn holds_steps(top: &Block, line: &[Inline]) -> bool {
    let mut found = false;
    each_block(std::slice::from_ref(top), &mut |block| {
        let is_it = |other: &[Inline]| std::ptr::eq(other, line);
        match &block.kind {
            BlockKind::Steps(steps) => {
                found |= steps.iter().any(|step| is_it(&step.lead) || is_it(&step.body));
            }
            BlockKind::Quiz(all) => found |= all.iter().any(|one| is_it(&one.explanation)),
            _ => {}
        }
    });
    found
}

#[test]
fn a_changed_block_changes_its_own_lines_alone() {
    for text in lessons().iter().step_by(4) {
        let source = source(text);
        let tree = blocks(source);
        let mut all = Vec::new();
        each_block(&tree, &mut |block| all.push(block.clone()));
        for block in all {
            let new = longer(&block);
            let changed = !matches!(
                block.kind,
                BlockKind::Rule | BlockKind::Code(_) | BlockKind::Protocol { .. }
            );
            let change = Change::Block { at: block.span, new: vec![new] };
            let now = spliced(source, &[change]).unwrap_or_else(|Unclear| panic!("{block:#?}"));
            let (before, after) = around(text, block.span);
            assert!(now.starts_with(before) && now.ends_with(after), "{now}");
            assert!(!changed || now != *text, "{now}");
        }
    }
}

const MADE: &str = "# Một\n\n- một\n- hai\n\nvăn\n\n* ba\n\n> bốn\n>\n> năm\n\n1. sáu\n\n   bảy\n2. tám\n\n\
    | a | b |\n|---|---|\n| c | d |\n\nhết\n";

fn with(text: &str, wanted: &str, new: &[Block]) -> Result<String, Unclear> {
    let source = Source { text, offset: 0, folder: FOLDER };
    let tree = blocks(source);
    let mut at = None;
    each_block(&tree, &mut |block| {
        if text[block.span.range()] == *wanted {
            at = at.or(Some(block.span));
        }
    });
    spliced(source, &[Change::Block { at: at.expect("a block"), new: new.to_vec() }])
}

#[test]
fn what_would_be_read_otherwise_is_written_otherwise_or_not_at_all() {
    // Without what stood between them the two lists stay two, as they have other marks.
    assert_eq!(with(MADE, "văn", &[]).as_deref(), Ok(MADE.replace("văn\n\n", "").as_str()));
    let alike = MADE.replace("* ba", "- ba");
    assert_eq!(with(&alike, "văn", &[]), Err(Unclear));
    // A list in the place of the words between them takes marks that neither of them has.
    let list = blocks(Source { text: "- x", offset: 0, folder: FOLDER });
    assert_eq!(with(&alike, "văn", &list).as_deref(), Ok(alike.replace("văn", "* x").as_str()));
    assert_eq!(with(MADE, "văn", &list), Err(Unclear));
    assert_eq!(with(MADE, "bảy", &[]).as_deref(), Ok(MADE.replace("\n\n   bảy", "").as_str()));
    assert_eq!(with(MADE, "năm", &[]).as_deref(), Ok(MADE.replace(">\n> năm\n", "").as_str()));
    assert_eq!(with(MADE, "hết", &[]).as_deref(), Ok(MADE.replace("\nhết\n", "").as_str()));
    let more = blocks(Source { text: "a\\\nb\n\n> c", offset: 0, folder: FOLDER });
    assert_eq!(
        with(MADE, "bảy", &more).as_deref(),
        Ok(MADE.replace("bảy", "a\\\n   b\n\n   > c").as_str())
    );
    assert_eq!(
        with(&MADE.replace('\n', "\r\n"), "năm", &more).as_deref(),
        Ok(MADE.replace("năm", "a\\\n> b\n>\n> > c").replace('\n', "\r\n").as_str())
    );
    let nowhere = Change::Block { at: Span::nowhere(), new: Vec::new() };
    let source = Source { text: MADE, offset: 0, folder: FOLDER };
    assert_eq!(spliced(source, &[nowhere]), Err(Unclear));
}

#[test]
fn a_heading_keeps_the_name_of_its_part_and_a_short_part_its_fence() {
    let text = "## Vì sao? {#why}\n\nvăn\n\n```poster\nmột dòng\n```\n";
    let source = Source { text, offset: 0, folder: FOLDER };
    let tree = blocks(source);
    let new = longer(&tree[0]);
    let now = spliced(source, &[Change::Block { at: tree[0].span, new: vec![new] }]);
    assert_eq!(now.as_deref(), Ok(text.replace("sao?", "sao? \\* \\[x\\] & \\|").as_str()));
    let new = longer(&tree[2]);
    let now = spliced(source, &[Change::Block { at: tree[2].span, new: vec![new] }]);
    assert_eq!(now.as_deref(), Ok(text.replace("dòng", "dòng \\* \\[x\\] & \\|").as_str()));
}

/// What is read for what it means.
const MEANT: &str = "– một\n– hai **ba:**bốn\n\n1/ năm\n2/ sáu\n\na) bảy\nb) tám\n\n| A | B |\n| **c:**d | e |\n\n\
    [!NOTE]\nChữ.\n\n###Đề mục\n\n\tThụt **vào**\n\n[ ] làm\n\n> – trích\n> – hai\n\n‘‘‘steps\n1. **Một.** Hai\n’’’\n\n\
    -\u{a0}x\n- y\n\n** Lưu ý:** gọi mẹ**“Con?”**rồi\n";

#[test]
fn what_is_read_for_what_it_means_is_changed_in_its_place_too() {
    let source = source(MEANT);
    let tree = blocks(source);
    let mut all = Vec::new();
    each_block(&tree, &mut |block| all.push(block.clone()));
    for block in &all {
        let same = Change::Block { at: block.span, new: vec![block.clone()] };
        assert_eq!(spliced(source, &[same]).as_deref(), Ok(MEANT), "{block:#?}");
        let change = Change::Block { at: block.span, new: vec![longer(block)] };
        let now = spliced(source, &[change]).unwrap_or_else(|Unclear| panic!("{block:#?}"));
        let (before, after) = around(MEANT, block.span);
        assert!(now.starts_with(before) && now.ends_with(after) && now != MEANT, "{now}");
    }
    let mut lines = Vec::new();
    each_text(&tree, &mut |line| {
        if extent(line).is_some() && tree.iter().all(|top| !holds_steps(top, line)) {
            lines.push(line.to_vec());
        }
    });
    assert!(lines.len() > 15);
    for line in lines {
        let at = extent(&line).expect("words");
        let new = vec![Inline::text("– khác: **x** | y", Span::nowhere())];
        let now = spliced(source, &[Change::Line { at, new: new.clone() }]);
        let now = now.unwrap_or_else(|Unclear| panic!("{line:#?}"));
        let (before, after) = around(MEANT, at);
        assert!(now.starts_with(before) && now.ends_with(after), "{now}");
        let mut found = false;
        let again = blocks(Source { text: &now, ..source });
        each_text(&again, &mut |line| found |= same_line(line, &new));
        assert!(found, "{now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever words take the place of a line: they stand there, and every other line is as it was; or
    /// they are refused.
    #[test]
    fn any_words_stand_in_any_line(
        words in "[\\p{L}\\p{N}#:\\-{}'\"|>*&!%@\\[\\]()<_`~\\\\+=. ]{1,30}",
        bold in proptest::bool::ANY,
        lesson in 0_usize..1000,
        number in 0_usize..1000,
    ) {
        let lessons = lessons();
        let text = &lessons[lesson % lessons.len()];
        let source = source(text);
        let tree = blocks(source);
        let mut lines = Vec::new();
        each_text(&tree, &mut |line| {
            if extent(line).is_some() && tree.iter().all(|top| !holds_steps(top, line)) {
                lines.push(line.to_vec());
            }
        });
        let old = &lines[number % lines.len()];
        let at = extent(old).expect("words");
        let words = crate::model::fold::nfc(&words);
        prop_assume!(!words.trim().is_empty());
        let text_of = |words: &str| Inline::text(words, Span::nowhere());
        let strong = Inline::new(InlineKind::Strong(vec![text_of("a")]), Span::nowhere());
        let new = if bold { vec![strong, text_of(&format!(" {words}"))] } else { vec![text_of(&words)] };
        let change = Change::Line { at, new: new.clone() };
        // What cannot be written so that it is read again is refused, never written otherwise.
        let Ok(now) = spliced(source, &[change]) else { return Ok(()) };
        let (before, after) = around(text, at);
        prop_assert!(now.starts_with(before) && now.ends_with(after));
        let again = blocks(Source { text: &now, ..source });
        let mut found = false;
        each_text(&again, &mut |line| found |= same_line(line, &new));
        prop_assert!(found || same_line(old, &new), "{now}");
    }
}
