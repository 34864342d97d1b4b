//! The kind of a unit is dated, so it is never typed.

use crate::{
    check::{block_lists, texts},
    diag::Report,
    model::{Block, Campaign, Inline, block::each_inline},
    say,
};

const KINDS: [&str; 9] =
    ["xã", "phường", "thị trấn", "đặc khu", "commune", "ward", "commune of", "ward of", "township"];

/// No "xã", "phường" or "commune" stands before a field of the place.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, _, text) in texts(campaign) {
        for part in &text.parts {
            runs(report, &part.title);
        }
        for (blocks, _) in block_lists(text) {
            for block in blocks {
                if let Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } = block {
                    runs(report, inlines);
                }
            }
            each_inline(blocks, &mut |inline| {
                if let Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Link { text: inner, .. } = inline
                {
                    runs(report, inner);
                }
            });
        }
    }
}

fn runs(report: &mut Report, inlines: &[Inline]) {
    for pair in inlines.windows(2) {
        let [Inline::Text(before), Inline::Field { span, .. }] = pair else { continue };
        let before = before.trim_end().to_lowercase();
        let typed = KINDS.iter().find(|kind| {
            before.strip_suffix(**kind).is_some_and(|rest| {
                rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric())
            })
        });
        if let Some(kind) = typed {
            report.error_with_help(
                "kind-typed",
                *span,
                say! { vi: "chữ “{kind}” đứng trước tên nơi; xã có thể thành phường", en: "“{kind}” is typed before a place; a commune can become a ward" },
                say! {
                    vi: "bỏ chữ “{kind}”, dùng `[[ place.inline ]]` giữa câu hoặc `[[ place.full ]]` đầu câu",
                    en: "leave “{kind}” out and use `[[ place.inline ]]` within a sentence, `[[ place.full ]]` at its start"
                },
            );
        }
    }
}
