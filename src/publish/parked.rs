//! A parked lesson is in no output, of a draft neither; it is listed.

use std::collections::BTreeSet;

use super::close;
use crate::{
    diag::Report,
    model::{Campaign, Lesson},
    say,
};

/// Takes the parked lessons out, with their notes and the packs that have no other; links to them
/// close.
pub fn take_out(report: &mut Report, campaign: &mut Campaign) {
    let is_parked = |lesson: &Lesson| lesson.parked.is_some();
    if !campaign.lessons().any(|(_, lesson)| is_parked(lesson)) {
        return;
    }
    for (_, lesson) in campaign.lessons() {
        let Some(parked) = &lesson.parked else { continue };
        let (id, reason) = (&lesson.id, &parked.reason);
        report
            .review(
                "lesson-parked",
                parked.span,
                say! { vi: "bài `{id}` đang để riêng, không đăng: {reason}", en: "the lesson `{id}` is parked, and not published: {reason}" },
            )
            .help(say! { vi: "khi bài đã xong, xóa dòng `parked` ở đầu bài", en: "when the lesson is ready, delete its line `parked`" });
    }
    campaign.packs.retain_mut(|pack| {
        let before = pack.lessons.len();
        pack.lessons.retain(|lesson| !is_parked(lesson));
        pack.lessons.len() == before || !pack.lessons.is_empty()
    });
    let there: BTreeSet<String> = campaign.lessons().map(|(_, lesson)| lesson.id.clone()).collect();
    for place in campaign.places.values_mut() {
        place.notes.retain(|(lesson, _), _| there.contains(lesson));
    }
    close::links(campaign);
}
