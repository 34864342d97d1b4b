//! Every block and every stretch of text stands where its span says, to the byte.

#![expect(clippy::string_slice, reason = "spans are on the borders of letters, or the test fails")]

use std::{fs, path::Path};

use super::{Top, blocks};
use crate::{
    diag::{FileId, Report, Sources, Span},
    model::{
        Block, BlockKind, Inline, InlineKind,
        block::{each_inline, each_span_mut, each_text, extent, same_line, same_text},
        fold::nfc,
    },
};

/// Every lesson and protocol of the sample, with its path.
pub(super) fn sample() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut all = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("an entry");
        let path = entry.path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name.ends_with(".md") && !name.starts_with("README") {
            let text = fs::read_to_string(path).expect("letters");
            all.push((path.strip_prefix(&root).expect("inside").display().to_string(), text));
        }
    }
    assert!(all.len() > 60, "{}", all.len());
    all
}

/// A text without its front matter, and where it starts.
pub(super) fn body(text: &str) -> (usize, &str) {
    let start = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let start = start.map_or(0, |at| "---\n".len() + at + "\n---\n".len());
    (start, &text[start..])
}

pub(super) fn read(file: FileId, text: &str, offset: usize) -> Vec<Top> {
    blocks(&mut Report::new(), file, text, offset, "content")
}

fn file(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    (sources, file)
}

/// What stands before a place on its line, with blanks for the marks of lists.
fn before(text: &str, start: usize) -> String {
    let line = text[..start].rsplit('\n').next().expect("a line");
    line.chars().map(|c| if c == '>' { '>' } else { ' ' }).collect()
}

/// The source of a block as it would stand alone.
fn alone(text: &str, span: Span) -> String {
    let prefix = before(text, span.range().start);
    let lines = text[span.range()].split('\n').enumerate().map(|(at, line)| {
        let bare = line.strip_prefix(&prefix).or_else(|| line.strip_prefix(prefix.trim_end()));
        if at == 0 { line } else { bare.unwrap_or(line) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

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

/// Words without what marks them or parts them into lines.
fn bare(words: &str) -> String {
    nfc(words).chars().filter(|c| !c.is_whitespace() && !"\\>".contains(*c)).collect()
}

fn stands(text: &str, inline: &Inline, address: bool) {
    let typed = &text[inline.span.range()];
    let between = |open: &str, close: &str| typed.starts_with(open) && typed.ends_with(close);
    let found = match &inline.kind {
        InlineKind::Text(words) if address => bare(typed).contains(&bare(words)),
        InlineKind::Text(words) if typed.contains('&') => !words.is_empty(),
        InlineKind::Text(words) => bare(typed) == bare(words),
        InlineKind::Strong(_) => between("**", "**") || between("__", "__"),
        InlineKind::Emphasis(_) => between("*", "*") || between("_", "_"),
        InlineKind::Code(_) => between("`", "`"),
        InlineKind::Link { .. } => between("[", ")") || between("<", ">"),
        InlineKind::Picture { .. } => between("![", ")"),
        InlineKind::Break => typed.contains('\n'),
        InlineKind::Field(_) | InlineKind::Fact(_) => between("[[", "]]"),
    };
    assert!(found, "{typed:?} is not {inline:?}");
}

fn check(name: &str, whole: &str, offset: usize, text: &str) {
    let (_, id) = file(whole);
    let tops = read(id, text, offset);
    let all: Vec<Block> = tops.iter().map(|top| top.block.clone()).collect();
    for top in &tops {
        let source = &whole[top.block.span.range()];
        let again = read(id, source, 0);
        let [one] = again.as_slice() else { panic!("{name}: {source:?} is not one block") };
        let same = same_text(std::slice::from_ref(&one.block), std::slice::from_ref(&top.block));
        assert!(same && one.id == top.id && one.short == top.short, "{name}: {source:?}");
    }
    each_block(&all, &mut |block| {
        let source = alone(whole, block.span);
        let again: Vec<Block> = read(id, &source, 0).into_iter().map(|top| top.block).collect();
        let is_short = matches!(block.kind, BlockKind::Quote(_)) && source.starts_with("```");
        assert!(
            is_short || same_text(&again, std::slice::from_ref(block)),
            "{name}: {source:?}\n{block:#?}\n{again:#?}"
        );
    });
    let mut addresses: Vec<*const Inline> = Vec::new();
    each_inline(&all, &mut |inline| {
        let address = addresses.contains(&std::ptr::from_ref(inline));
        stands(whole, inline, address);
        if let InlineKind::Link { target: crate::model::block::Target::Address(pieces), .. } =
            &inline.kind
        {
            addresses.extend(pieces.iter().map(std::ptr::from_ref));
        }
    });
    each_text(&all, &mut |line| {
        let Some(span) = extent(line) else { return };
        let typed = &whole[span.range()];
        assert_eq!(typed.trim(), typed, "{name}: blanks around a line");
    });
}

#[test]
fn every_block_and_every_word_of_the_sample_stands_where_it_says() {
    for (name, text) in sample() {
        let (offset, body) = body(&text);
        check(&name, &text, offset, body);
    }
}

/// What the sample does not have.
const MORE: &str = "\
# Một\\
đề mục
======

- [ ] *một*\\
  hai
- [x] ba

  > bốn \\* năm
  > sáu **bảy**
  > - tám
  >   chín

7. `mười` &amp; [một](https://a.example/x?y=[[ fact.a ]]) _hai_ <https://a.example>
8. \\# ba [[ place.inline ]], e\u{301} [[ place.full ]]

   ```
   mã
   ```

| A \\| B | **C** |
|:-:|--:|
| [[ place.name ]] d | |
| | ![chữ](hinh.svg) |

```numbers
fact.a: Khi [[ place.inline ]] cần \\*
```

```quiz
? Hỏi **gì**?
- Sai
* Đúng [[ fact.a ]]
= Vì
= thế
```

```steps
1. **Một.** Hai
   ba.
2. **Bốn**
```

```when place.hazards
> [!CAUTION]
> Coi chừng!
```

***
";

#[test]
fn what_the_sample_does_not_have_stands_where_it_says() {
    check("more", MORE, 0, MORE);
    let nested = MORE.replace('\n', "\r\n");
    let (_, id) = file(&nested);
    for top in read(id, &nested, 0) {
        each_inline(&[top.block], &mut |inline| {
            let typed = &nested[inline.span.range()];
            assert!(!typed.starts_with('\n') && !typed.ends_with('\r'), "{typed:?}");
        });
    }
}

/// What is read for what it means.
pub(super) const MEANT: &str = "\
– một
– hai **ba:**bốn

năm

• sáu

1/ bảy
2/ tám
   – chín
   – mười

a) một
b) hai
   ba
c) bốn

| A | B |
| **c:**d | [[ place.name ]] |

[!NOTE]
Chữ [[ fact.a ]].
Hai.

###Đề mục

\tThụt **vào** đây

[ ] làm
[x] xong

> – trích
>   \u{a0}– hai
>
> | e |
> | f |

‘‘‘steps
1. **Một.**Hai
2.**Ba:**bốn
’’’

-\u{a0}x
- y

** Lưu ý:** gọi mẹ**“Con?”**rồi, 5*3 và 4*5, __/__, ជ្រៅ**។**ជ្រៅ.
";

#[test]
fn what_is_read_for_what_it_means_stands_where_it_says() {
    check("meant", MEANT, 0, MEANT);
}

#[test]
fn the_ends_of_lines_move_no_span() {
    let more =
        [("more", MORE), ("meant", MEANT)].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let texts = sample().into_iter().chain(more);
    for (name, text) in texts {
        let (offset, unix) = body(&text);
        let dos = unix.replace('\n', "\r\n");
        let (_, id) = file("");
        let bare = |top: Top| top.block;
        let mut one: Vec<Block> = read(id, unix, offset).into_iter().map(bare).collect();
        let mut other: Vec<Block> = read(id, &dos, 0).into_iter().map(bare).collect();
        assert!(same_text(&one, &other), "{name}");
        let spans = |blocks: &mut Vec<Block>, text: &str, offset: usize| {
            let mut all = Vec::new();
            each_span_mut(blocks, &mut |span| {
                let range = span.range();
                all.push(text[range.start - offset..range.end - offset].replace('\r', ""));
            });
            all
        };
        assert_eq!(spans(&mut one, unix, offset), spans(&mut other, &dos, 0), "{name}");
    }
}

#[test]
fn a_comparison_of_texts_knows_no_place_and_nothing_else_is_left_out() {
    let (_, id) = file("");
    let one: Vec<Block> = read(id, MORE, 0).into_iter().map(|top| top.block).collect();
    let moved: Vec<Block> =
        read(id, &format!("\n\n{MORE}"), 7).into_iter().map(|top| top.block).collect();
    assert!(same_text(&one, &moved) && one != moved);
    let mut lines = Vec::new();
    each_text(&one, &mut |line| lines.push(line.to_vec()));
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let other = [line.as_slice(), &[Inline::text("x", Span::nowhere())]].concat();
        assert!(same_line(line, &line.clone()) && !same_line(line, &other));
    }
}
