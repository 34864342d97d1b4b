//! Words of a lesson that are not in what was made of it.

use loa::model::{
    Block, BlockKind, Inline, InlineKind, LessonText, Role,
    block::{Target, each_inline},
};

use crate::words;

/// Every stretch of words that `made` lacks, which is a page or a sheet without its blanks.
pub fn of(text: &LessonText, made: &str, sheet: bool) -> Vec<String> {
    let what = if sheet { "sheets" } else { "pages" };
    let mut lost = Vec::new();
    let mut look = |blocks: &[Block]| {
        let mut addresses: Vec<&Inline> = Vec::new();
        each_inline(blocks, &mut |inline| {
            let words = match &inline.kind {
                InlineKind::Link { target: Target::Address(pieces), .. } => {
                    addresses.extend(pieces);
                    return;
                }
                _ if addresses.iter().any(|piece| std::ptr::eq(*piece, inline)) => return,
                // Sheets keep the words of a picture where no eye sees them.
                InlineKind::Picture { alt, .. } if !sheet => alt,
                InlineKind::Text(words) | InlineKind::Code(words) => words,
                InlineKind::Picture { .. }
                | InlineKind::Strong(_)
                | InlineKind::Emphasis(_)
                | InlineKind::Link { .. }
                | InlineKind::Break
                | InlineKind::Field(_)
                | InlineKind::Fact(_) => return,
            };
            if !made.contains(&words::solid(words)) {
                lost.push(format!("{what} lose `{words}`"));
            }
        });
    };
    for part in &text.parts {
        // Talking points and activities have sheets of their own and no page.
        if sheet || !matches!(part.role, Role::Talk | Role::Activity) {
            look(&[Block::new(BlockKind::Paragraph(part.title.clone()), part.span)]);
            look(&part.blocks);
        }
    }
    if sheet {
        text.shorts.values().for_each(|(blocks, _)| look(blocks));
    }
    lost
}
