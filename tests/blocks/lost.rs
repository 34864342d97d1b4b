//! Words of a lesson that are not in what was made of it.

use loa::model::{
    Block, Inline, LessonText, Role,
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
            let words = match inline {
                Inline::Link { target: Target::Address(pieces), .. } => {
                    addresses.extend(pieces);
                    return;
                }
                _ if addresses.iter().any(|piece| std::ptr::eq(*piece, inline)) => return,
                // Sheets keep the words of a picture where no eye sees them.
                Inline::Picture { alt, .. } if !sheet => alt,
                Inline::Text(words) | Inline::Code(words) => words,
                Inline::Picture { .. }
                | Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Link { .. }
                | Inline::Break
                | Inline::Field { .. }
                | Inline::Fact { .. } => return,
            };
            if !made.contains(&words::solid(words)) {
                lost.push(format!("{what} lose `{words}`"));
            }
        });
    };
    for part in &text.parts {
        // Talking points and activities have sheets of their own and no page.
        if sheet || !matches!(part.role, Role::Talk | Role::Activity) {
            look(&[Block::Paragraph(part.title.clone())]);
            look(&part.blocks);
        }
    }
    if sheet {
        text.shorts.values().for_each(|(blocks, _)| look(blocks));
    }
    lost
}
