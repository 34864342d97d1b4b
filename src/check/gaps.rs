//! What is not known yet. A gap is shown to readers and counted here; it never stops a build.

use crate::{
    diag::Report,
    model::{Campaign, ContactRole, Selection},
    say,
};

/// Roles that every commune should name; hospitals and schools are many or far.
const EXPECTED: [ContactRole; 4] = [
    ContactRole::HealthStation,
    ContactRole::Police,
    ContactRole::ChildOfficer,
    ContactRole::Committee,
];

/// Missing contacts and hazards of every commune that is built, and a missing address.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    if campaign.settings.base_url.is_empty() {
        report.gap(
            "base-url-missing",
            None,
            say! { vi: "chưa có `base_url`, tờ in sẽ không có mã QR", en: "there is no `base_url`, so leaflets have no QR code" },
        );
    }
    let day = selection.as_of;
    for place in campaign.communes(day, selection.sample) {
        let id = &place.id;
        let span = place.on(day).map(|unit| unit.span);
        for role in EXPECTED {
            let known = place
                .contacts
                .iter()
                .any(|contact| contact.role == role && !contact.phone.is_empty());
            if !known {
                let role = role.key();
                report.gap("contact-missing", span, say! { vi: "`{id}` chưa có số của `{role}`", en: "`{id}` has no number for `{role}`" });
            }
        }
        if place.hazards.is_empty() {
            report.gap("hazards-missing", span, say! { vi: "`{id}` chưa có nơi nước sâu nào được ghi", en: "no deep water is on record for `{id}`" });
        }
    }
}
