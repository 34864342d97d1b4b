//! The places of a tree, all of them: to move them, and to leave them out of a comparison.

use super::{Block, BlockKind, Inline, InlineKind, Target};
use crate::diag::Span;

/// The bytes from the first stretch of a line to its last: its words, with the markup between them
/// and without what stands around them. Nothing of an empty line.
pub fn extent(line: &[Inline]) -> Option<Span> {
    let (first, rest) = line.split_first()?;
    Some(rest.iter().fold(first.span, |all, inline| Span {
        start: all.start.min(inline.span.start),
        end: all.end.max(inline.span.end),
        ..all
    }))
}

/// Whether two trees say the same in the same form, wherever they stand.
///
/// `==` compares places too. A place that is equal to any other would make `==` answer this
/// question instead, but then nothing could compare places, and no reader of `a == b` would know
/// which of the two is asked. Here every place is put out of the way by the one visitor that knows
/// them all, and what is left is compared.
pub fn same_text(one: &[Block], other: &[Block]) -> bool {
    let bare = |blocks: &[Block]| {
        let mut bare = blocks.to_vec();
        each_span_mut(&mut bare, &mut |span| *span = Span::nowhere());
        bare
    };
    bare(one) == bare(other)
}

/// Whether two lines say the same in the same form, wherever they stand.
pub fn same_line(one: &[Inline], other: &[Inline]) -> bool {
    let bare = |line: &[Inline]| {
        let mut bare = line.to_vec();
        each_of_line(&mut bare, &mut |span| *span = Span::nowhere());
        bare
    };
    bare(one) == bare(other)
}

/// Calls `change` for every place in a tree: of blocks, of what they are made of, and of the
/// stretches of their lines.
pub fn each_span_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Span)) {
    for block in blocks {
        change(&mut block.span);
        match &mut block.kind {
            BlockKind::Heading { level: _, text } | BlockKind::Paragraph(text) => {
                each_of_line(text, change);
            }
            BlockKind::List { start: _, items } => {
                for item in items {
                    change(&mut item.span);
                    each_span_mut(&mut item.blocks, change);
                }
            }
            BlockKind::Table { align: _, head, rows } => {
                for row in std::iter::once(head).chain(rows) {
                    change(&mut row.span);
                    row.cells.iter_mut().for_each(|cell| each_of_line(cell, change));
                }
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { kind: _, blocks: inner }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { roles: _, unknown: inner }
            | BlockKind::WhenHazards(inner) => each_span_mut(inner, change),
            BlockKind::Steps(steps) => {
                for step in steps {
                    change(&mut step.span);
                    each_of_line(&mut step.lead, change);
                    each_of_line(&mut step.body, change);
                }
            }
            BlockKind::Pairs { yes, no, pairs } => {
                each_of_line(yes, change);
                each_of_line(no, change);
                for pair in pairs {
                    change(&mut pair.span);
                    each_of_line(&mut pair.yes, change);
                    each_of_line(&mut pair.no, change);
                }
            }
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    change(&mut number.span);
                    each_of_line(&mut number.situation, change);
                }
            }
            BlockKind::Quiz(questions) => {
                for question in questions {
                    change(&mut question.span);
                    each_of_line(&mut question.text, change);
                    for answer in &mut question.answers {
                        change(&mut answer.span);
                        each_of_line(&mut answer.text, change);
                    }
                    each_of_line(&mut question.explanation, change);
                }
            }
            BlockKind::Protocol { id: _, audience: _, line } => change(line),
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn each_of_line(line: &mut [Inline], change: &mut impl FnMut(&mut Span)) {
    for inline in line {
        change(&mut inline.span);
        match &mut inline.kind {
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => each_of_line(inner, change),
            InlineKind::Link { target, text } => {
                if let Target::Address(pieces) = target {
                    each_of_line(pieces, change);
                }
                each_of_line(text, change);
            }
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Picture { path: _, alt: _ }
            | InlineKind::Break
            | InlineKind::Field(_)
            | InlineKind::Fact(_) => {}
        }
    }
}
