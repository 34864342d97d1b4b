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
    // What is discreet has an address that does not name it, which nothing else may have.
    let packs = campaign.packs.iter().filter(|pack| pack.discreet);
    let packs = packs.map(|pack| (&*pack.slug, Span::new(pack.file, 0..0)));
    let lessons = campaign.lessons().filter(|(_, lesson)| lesson.discreet);
    let lessons = lessons.filter_map(|(_, lesson)| {
        lesson.texts.values().next().map(|text| (&*lesson.slug, text.span))
    });
    for (slug, span) in packs.chain(lessons) {
        if let Some(first) = seen.insert(slug, span) {
            report.error_with_related(
                "id-duplicate",
                span,
                say! { vi: "địa chỉ kín đáo `{slug}` trùng với một chủ đề hoặc bài khác", en: "the discreet address `{slug}` is that of another pack or lesson too" },
                say! { vi: "đổi tên một trong hai thư mục", en: "rename one of the two folders" },
                [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
            );
        }
    }
    moved(report, campaign, &seen);
}

/// An address of before is that of one page, which does not stand there today.
fn moved<'a>(report: &mut Report, campaign: &'a Campaign, living: &BTreeMap<&str, Span>) {
    let mut seen: BTreeMap<&'a str, Span> = BTreeMap::new();
    let packs = campaign.packs.iter().flat_map(|pack| &pack.was);
    for (id, span) in packs.chain(campaign.lessons().flat_map(|(_, lesson)| &lesson.was)) {
        if let Some(today) = living.get(id.as_str()) {
            report.error_with_related(
                "moved-living",
                *span,
                say! { vi: "tên cũ `{id}` đang là tên của một chủ đề hoặc bài", en: "the old id `{id}` is that of a pack or lesson today" },
                say! { vi: "bỏ tên này khỏi `was`, hoặc đổi tên thư mục kia", en: "take it out of `was`, or rename the other folder" },
                [(*today, say! { vi: "đang dùng ở đây", en: "it is used here" })],
            );
        } else if let Some(first) = seen.insert(id, *span) {
            report.error_with_related(
                "moved-twice",
                *span,
                say! { vi: "tên cũ `{id}` có hai lần, không rõ dẫn tới đâu", en: "the old id `{id}` stands twice; where it leads is not clear" },
                say! { vi: "giữ lại ở bài thay cho nó", en: "keep it where its readers should go" },
                [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
            );
        }
    }
}
