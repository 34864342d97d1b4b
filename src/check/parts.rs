//! A lesson has the parts that its readers and its leaflets need.

use std::collections::BTreeSet;

use crate::{
    check::texts,
    diag::Report,
    model::{Block, BlockKind, Campaign, Role},
    say,
};

const ALWAYS: [Role; 5] = [Role::Why, Role::Do, Role::Dont, Role::Happens, Role::Call];

/// Required parts are there, in every language.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, _, text) in texts(campaign) {
        let quiz =
            lesson.audience.iter().any(|audience| audience.is_children()).then_some(Role::Quiz);
        for role in ALWAYS.into_iter().chain(quiz) {
            let key = role.key();
            match text.part(role) {
                Some(part) if !part.blocks.is_empty() => {}
                Some(part) => {
                    report.error_with_help(
                        "part-missing",
                        part.span,
                        say! { vi: "phần `{key}` còn trống", en: "the part `{key}` is empty" },
                        say! { vi: "viết nội dung bên dưới đề mục này", en: "write below this heading" },
                    );
                }
                None if text.whole => {
                    report.error_with_help(
                        "part-missing",
                        text.span,
                        say! { vi: "bài chưa có phần `{key}`", en: "the lesson has no part `{key}`" },
                        say! { vi: "thêm đề mục `## … {{#{key}}}` và viết nội dung bên dưới", en: "add a heading `## … {{#{key}}}` and write below it" },
                    );
                }
                None => {}
            }
        }
        let ticked = |block: &Block| matches!(&block.kind, BlockKind::List { items, .. } if !items.is_empty());
        if let Some(part) = text.part(Role::Checklist)
            && !part.blocks.iter().any(ticked)
        {
            report.error_with_help(
                "checklist-empty",
                part.span,
                say! { vi: "phần `checklist` chưa có mục nào để đánh dấu", en: "the part `checklist` has no item to tick" },
                say! { vi: "viết mỗi điều cần xem thành một dòng `- …`", en: "write each thing to look for on a line of its own: `- …`" },
            );
        }
        if !text.whole {
            continue;
        }
        // A short part that several layouts take is told once.
        let mut told = BTreeSet::new();
        for layout in campaign.theme.layouts.iter().filter(|layout| layout.is_asked_by(lesson)) {
            for short in &layout.shorts {
                if text.shorts.contains_key(short) || !told.insert(*short) {
                    continue;
                }
                let (key, layout) = (short.key(), &layout.name);
                report.error_with_help(
                    "part-missing",
                    text.span,
                    say! { vi: "mẫu in `{layout}` cần phần ngắn `{key}`", en: "the layout `{layout}` needs the short part `{key}`" },
                    say! { vi: "thêm khối ```` ```{key} ```` ở cuối bài", en: "add a block ```` ```{key} ```` at the end" },
                );
            }
        }
    }
}
