//! Ids name pages, so packs and lessons share one set of names.

use std::collections::BTreeMap;

use crate::{
    diag::{Report, Span},
    model::Campaign,
    say,
};

/// No two packs or lessons have the same id.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let packs = campaign.packs.iter().map(|pack| (pack.id.as_str(), Span::new(pack.file, 0..0)));
    let lessons = campaign.lessons().filter_map(|(_, lesson)| {
        lesson.texts.values().next().map(|text| (lesson.id.as_str(), text.span))
    });
    for (id, span) in packs.chain(lessons) {
        if let Some(first) = seen.insert(id, span) {
            report.error_with_related(
                "id-duplicate",
                span,
                say! { vi: "tên `{id}` đã dùng cho một chủ đề hoặc bài khác", en: "the id `{id}` is taken by another pack or lesson" },
                say! { vi: "đổi tên một trong hai thư mục", en: "rename one of the two folders" },
                [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
            );
        }
    }
}
