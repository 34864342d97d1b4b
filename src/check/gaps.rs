//! What is not known yet. A gap is shown to readers and counted here; it never stops a build.

use crate::{
    diag::{Report, Span, Tongue},
    model::{Campaign, ContactRole, Date, Place, Selection},
    say,
    tables::contacts,
};

/// Missing contacts and hazards of every commune that is built, and a missing address.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    if campaign.settings.base_url.is_empty() {
        report.gap(
            "base-url-missing",
            Span::new(campaign.settings.file, 0..0),
            say! { vi: "chưa có `base_url`, tờ in sẽ không có mã QR", en: "there is no `base_url`, so leaflets have no QR code" },
            say! { vi: "khi đã có địa chỉ trang, thêm `base_url: \"https://ten-mien.vn\"`", en: "when the site has an address, add `base_url: \"https://your.domain\"`" },
        );
    }
    let day = selection.as_of;
    for place in campaign.communes(day, selection.sample) {
        gaps_of(report, campaign, day, place);
    }
}

/// Missing contacts and hazards of a commune.
pub fn gaps_of(report: &mut Report, campaign: &Campaign, day: Date, place: &Place) {
    let Some(unit) = place.on(day) else { return };
    let name = &unit.name;
    let missing: Vec<ContactRole> = ContactRole::EXPECTED
        .into_iter()
        .filter(|role| {
            let found = campaign.contact(place, *role, day);
            found.is_none_or(|(contact, _)| contact.phone.is_none() && !contact.phone_refused)
        })
        .collect();
    if !missing.is_empty() {
        let list = |tongue: Tongue| {
            let words = missing.iter().map(|role| contacts::ROLES.shown(role.key(), tongue));
            words.collect::<Vec<_>>().join(", ")
        };
        let [vi, en] = [Tongue::Vi, Tongue::En].map(list);
        report.gap(
            "contact-missing",
            unit.span,
            say! { vi: "{name} chưa có số của: {vi}", en: "{name} has no number for: {en}" },
            say! { vi: "hỏi số, rồi thêm vào contacts.csv, ghi ai cho và ngày nào", en: "ask, and add a row to contacts.csv: who gave the number, and when" },
        );
    }
    if place.hazards.is_empty() {
        report.gap(
            "hazards-missing",
            unit.span,
            say! { vi: "{name} chưa có nơi nước sâu nào được ghi", en: "no deep water is on record for {name}" },
            say! { vi: "đi xem quanh xã, rồi thêm mỗi nơi một hàng vào hazards.csv", en: "go and look, and add a row to hazards.csv for each" },
        );
    }
}
