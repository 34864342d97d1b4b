//! Where the words lead that people type into the search.

use crate::{
    diag::{Report, Span},
    model::Campaign,
    say,
};

/// Every lesson and pack that `content/search.yaml` names is there, for readers of all places. One
/// that is parked is shown as soon as it is not.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (id, span) in campaign.needs.iter().flat_map(|need| &need.show) {
        shown(report, campaign, id, *span);
    }
}

fn shown(report: &mut Report, campaign: &Campaign, id: &str, span: Span) {
    let is_lost = campaign.unread.contains(&"content/packs");
    if is_lost || campaign.packs.iter().any(|pack| pack.id == id) {
        return;
    }
    if let Some((_, lesson)) = campaign.lessons().find(|(_, lesson)| lesson.id == id) {
        if !lesson.only_in.is_empty() {
            report.error_with_help(
                "lesson-unknown",
                span,
                say! { vi: "bài `{id}` chỉ có ở vài nơi, người tìm ở nơi khác không mở được", en: "the lesson `{id}` is made for some places only; elsewhere this leads nowhere" },
                say! { vi: "bỏ bài này; bài riêng của xã tự hiện ở trang của xã", en: "remove it; a commune's own lessons appear on its home page" },
            );
        }
        return;
    }
    let packs = campaign.packs.iter().map(|pack| (&pack.id, &pack.was));
    let lessons = campaign.lessons().map(|(_, lesson)| (&lesson.id, &lesson.was));
    let all: Vec<_> = packs.chain(lessons).collect();
    let moved = all.iter().find(|(_, was)| was.iter().any(|(old, _)| old == id));
    let near = moved.map(|(now, _)| now.as_str());
    let known = all.iter().map(|(known, _)| known.as_str());
    let near = near.or_else(|| report.nearest("lesson-unknown", span, id, known));
    let help = match near {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => {
            say! { vi: "viết đúng tên thư mục của bài, hay của chủ đề", en: "write the name of the folder of the lesson, or of the pack" }
        }
    };
    report.error_with_help(
        "lesson-unknown",
        span,
        say! { vi: "không có bài hay chủ đề `{id}`", en: "there is no lesson or pack `{id}`" },
        help,
    );
}
