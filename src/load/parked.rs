//! A parked lesson stops nobody: what is wrong in its folder is reported, and is no error.

use std::collections::BTreeMap;

use crate::{
    diag::{Report, Sources, Span},
    model::Campaign,
    say,
};

/// All that a lesson needs to be parked, whatever else it lacks.
pub const TEXT: &str = "---\nparked: \"…\"\n---\n";

/// Makes warnings of the errors in the folders of parked lessons. Whoever finds more of them asks
/// again.
pub fn spare(report: &mut Report, sources: &Sources, campaign: &Campaign) {
    let parked: BTreeMap<String, Span> = campaign
        .lessons()
        .filter_map(|(pack, lesson)| {
            let parked = lesson.parked.as_ref()?;
            Some((format!("content/packs/{}/{}", pack.id, lesson.id), parked.span))
        })
        .collect();
    if parked.is_empty() {
        return;
    }
    let folder = |path: &str| path.rsplit_once('/').and_then(|(folder, _)| parked.get(folder));
    report.spare(
        |file| folder(sources.path(file)).copied(),
        &say! { vi: "bài này đang để riêng, không vào trang hay tờ in nào", en: "this lesson is parked: it is in no page and on no sheet" },
    );
}
