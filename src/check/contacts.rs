//! Of two contacts of one role, readers would see one.

use crate::{diag::Report, model::Campaign, say};

/// No place has two contacts of a role on the same day.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for place in campaign.places.values() {
        for (at, contact) in place.contacts.iter().enumerate() {
            let earlier = place.contacts.iter().take(at).find(|earlier| {
                let apart = |a: &crate::model::Contact, b: &crate::model::Contact| {
                    matches!((a.valid_to, b.valid_from), (Some(to), Some(from)) if to < from)
                };
                earlier.role == contact.role && !apart(earlier, contact) && !apart(contact, earlier)
            });
            let Some(earlier) = earlier else { continue };
            let (id, role) = (&place.id, contact.role.key());
            report
                .warning(
                    "contact-overlap",
                    contact.span,
                    say! { vi: "`{id}` có hai hàng `{role}` cùng lúc, trang chỉ hiện hàng đầu", en: "`{id}` has two rows `{role}` at once; pages show the first" },
                )
                .help(say! {
                    vi: "giữ một hàng; số cũ thì điền `valid_to`",
                    en: "keep one; if the number has changed, fill in `valid_to` of the old one"
                })
                .related(earlier.span, say! { vi: "hàng đầu ở đây", en: "the first is here" });
        }
    }
}
