//! A lesson has the parts that its readers and its leaflets need.

use std::collections::BTreeSet;

use crate::{
    check::texts,
    diag::Report,
    model::{Block, BlockKind, Campaign, Role},
    say,
};

const ALWAYS: [Role; 5] = [Role::Why, Role::Do, Role::Dont, Role::Happens, Role::Call];

/// What a part is usually called.
fn called(role: Role) -> &'static str {
    match role {
        Role::Why => "Vì sao?",
        Role::Do => "Cần làm gì",
        Role::Dont => "Đừng",
        Role::Here => "Ở nơi mình",
        Role::Happens => "Nếu đang xảy ra",
        Role::Call => "Gọi ai",
        Role::Checklist => "Bảng kiểm",
        Role::Talk => "Nói chuyện với con",
        Role::Activity => "Hoạt động",
        Role::Quiz => "Thử xem bạn nhớ chưa",
    }
}

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
                    let called = called(role);
                    // It belongs below the last part that comes before it.
                    let above = text.parts.iter().rfind(|part| part.role < role);
                    let span = above.map_or(text.span, |part| part.span);
                    report.error_with_help(
                        "part-missing",
                        span,
                        say! { vi: "bài chưa có phần “{called}” (`{key}`)", en: "the lesson has no part `{key}`" },
                        say! { vi: "sau phần này, thêm dòng `## {called} {{#{key}}}` rồi viết nội dung bên dưới", en: "below this part, add a heading `## … {{#{key}}}` and write below it" },
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
        // A short part that several layouts take is reported once.
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
