//! Visits of a tree, in reading order.

use super::{Block, BlockKind, Inline, InlineKind, Target};

/// Calls `visit` for every line of text in a tree, in reading order.
pub fn each_text<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => visit(text),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_text(&item.blocks, visit);
                }
            }
            BlockKind::Table { head, rows, .. } => {
                let rows = std::iter::once(head).chain(rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| visit(cell));
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_text(inner, visit),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Protocol { .. } => {}
            BlockKind::Steps(steps) => steps.iter().for_each(|step| {
                visit(&step.lead);
                visit(&step.body);
            }),
            BlockKind::Pairs { yes, no, pairs } => {
                visit(yes);
                visit(no);
                for pair in pairs {
                    visit(&pair.yes);
                    visit(&pair.no);
                }
            }
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    visit(&number.situation);
                }
            }
            BlockKind::Quiz(questions) => questions.iter().for_each(|question| {
                visit(&question.text);
                question.answers.iter().for_each(|answer| visit(&answer.text));
                visit(&question.explanation);
            }),
        }
    }
}

/// Calls `visit` for every block, and for those within it.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_block(inner, visit),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_block(&item.blocks, visit);
                }
            }
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Table { .. }
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Steps(_)
            | BlockKind::Pairs { .. }
            | BlockKind::Numbers(_)
            | BlockKind::Quiz(_)
            | BlockKind::Protocol { .. } => {}
        }
    }
}

/// Calls `change` for every line of text in a tree, in reading order.
pub fn each_line_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => change(text),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_line_mut(&mut item.blocks, change);
                }
            }
            BlockKind::Table { head, rows, .. } => {
                let rows = std::iter::once(head).chain(rows);
                rows.flat_map(|row| &mut row.cells).for_each(&mut *change);
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_line_mut(inner, change),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Protocol { .. } => {}
            BlockKind::Steps(steps) => steps.iter_mut().for_each(|step| {
                change(&mut step.lead);
                change(&mut step.body);
            }),
            BlockKind::Pairs { yes, no, pairs } => {
                change(yes);
                change(no);
                for pair in pairs {
                    change(&mut pair.yes);
                    change(&mut pair.no);
                }
            }
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    change(&mut number.situation);
                }
            }
            BlockKind::Quiz(questions) => questions.iter_mut().for_each(|question| {
                change(&mut question.text);
                question.answers.iter_mut().for_each(|answer| change(&mut answer.text));
                change(&mut question.explanation);
            }),
        }
    }
}

/// Calls `visit` for every stretch of text in a tree, in reading order.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    each_text(blocks, &mut |text| walk(text, visit));
}

/// Calls `visit` for every stretch of a line, and for what stands within it.
pub fn walk<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => walk(inner, visit),
            InlineKind::Link { target, text, .. } => {
                if let Target::Address(pieces) = target {
                    walk(pieces, visit);
                }
                walk(text, visit);
            }
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Picture { .. }
            | InlineKind::Break
            | InlineKind::Field(_)
            | InlineKind::Fact(_) => {}
        }
    }
}
