//! What saves must be on paper too: a family without a telephone has the sheet and nothing else.

use crate::{
    diag::Report,
    model::{BlockKind, Campaign, Format, Layout, Lesson, Part, Role, Subject, lesson::Leaflet},
    say,
};

/// The parts that a reader acts on.
const ACTED_ON: [Role; 4] = [Role::Do, Role::Dont, Role::Happens, Role::Call];

/// Whatever a lesson that has sheets says in these parts is printed by one that the campaign makes.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let first = campaign.first_lang();
    let made: Vec<&Layout> = campaign
        .theme
        .layouts
        .iter()
        .filter(|layout| campaign.settings.makes(Format::Sheet(&layout.name)))
        .collect();
    // Who prints nothing leaves nothing out.
    if made.is_empty() {
        return;
    }
    for (pack, lesson) in campaign.lessons() {
        if lesson.leaflet == Leaflet::None || is_withheld(lesson) {
            continue;
        }
        let subject = Subject::Lesson(pack, lesson);
        for (lang, text) in &lesson.texts {
            // What lacks a part has no sheet yet, and that is reported.
            if !text.whole || ACTED_ON.iter().any(|role| text.part(*role).is_none()) {
                continue;
            }
            let sheets: Vec<&&Layout> =
                made.iter().filter(|layout| layout.suits(subject, lang, first)).collect();
            let unprinted = |part: &&Part| {
                ACTED_ON.contains(&part.role)
                    && has_prose(part)
                    && !sheets.iter().any(|layout| layout.prints_whole(part.role))
            };
            let parts: Vec<&Part> = text.parts.iter().filter(unprinted).collect();
            let Some(part) = parts.first() else { continue };
            let keys: Vec<String> =
                parts.iter().map(|part| format!("`{}`", part.role.key())).collect();
            let (id, keys) = (&lesson.id, keys.join(", "));
            report
                .warning(
                    "prose-unprinted",
                    part.span,
                    say! { vi: "bài `{id}` ({lang}): không tờ in nào của chiến dịch in hết phần {keys}", en: "`{id}` ({lang}): no sheet of the campaign prints all of {keys}" },
                )
                .help(say! { vi: "thêm vào `formats` một mẫu in có `prose: whole`, ví dụ `copier`, hoặc đổi `leaflet` của bài", en: "add a layout with `prose: whole` to `formats`, such as `copier`, or change the `leaflet` of the lesson" });
        }
    }
}

/// Whether the wrong person may read its sheets, so that they keep to whom to tell on purpose.
fn is_withheld(lesson: &Lesson) -> bool {
    lesson.discreet && lesson.is_carried_by_children()
}

/// Whether a part says more than its frame does: the notice, the numbers and the people.
fn has_prose(part: &Part) -> bool {
    part.blocks.iter().any(|block| {
        !matches!(
            block.kind,
            BlockKind::Alert { .. } | BlockKind::Numbers(_) | BlockKind::Contacts { .. }
        )
    })
}
