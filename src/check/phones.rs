//! What a reader can tap calls somebody.

use crate::{
    check::{By, each_name},
    diag::{Report, Span},
    model::{Callee, Campaign, Inline, Phone, Place, block::Target, cited::Name, fact::FactKind},
    say,
};

/// Made-up numbers stand in made-up places alone, and a fact that is called is a number to call.
pub fn check(report: &mut Report, campaign: &Campaign) {
    // Which places are made up stands in the settings.
    let unknown = campaign.unread.contains(&"campaign.yaml");
    let is_sample = |id: &str| unknown || campaign.is_sample(id);
    made_up_contacts(report, campaign.places.values(), is_sample);
    made_up_facts(report, campaign);
    each_name(campaign, &mut |by, _, name, span| match name {
        Name::Number(id) => fact(report, campaign, id, span),
        Name::Link(Target::Address(pieces)) => {
            let made_up = match by {
                By::Lesson(lesson) => {
                    !lesson.only_in.is_empty() && lesson.only_in.iter().all(|id| is_sample(id))
                }
                By::Note(place) => is_sample(&place.id),
                By::Protocol => false,
            };
            link(report, campaign, pieces, span, made_up);
        }
        Name::Link(Target::Lesson(_) | Target::File(_))
        | Name::Fact(_)
        | Name::Protocol(..)
        | Name::Picture(_) => {}
    });
    let called = campaign.needs.iter().flat_map(|need| &need.call);
    for (id, span) in campaign.settings.emergency.iter().chain(called) {
        fact(report, campaign, id, *span);
    }
}

/// A fact that a reader is given to call. One that is not there is reported by another rule.
fn fact(report: &mut Report, campaign: &Campaign, id: &str, span: Span) {
    let Some(found) = campaign.facts.get(id).filter(|found| found.kind != FactKind::Phone) else {
        return;
    };
    report
        .error_with_related(
            "fact-not-phone",
            span,
            say! { vi: "`{id}` không phải số để gọi", en: "`{id}` is no number to call" },
            say! { vi: "chỗ này chỉ dùng dữ kiện có `kind: phone`", en: "use a fact of `kind: phone` here" },
            [(found.span, say! { vi: "dữ kiện ở đây", en: "the fact is here" })],
        );
}

/// A link to call. `made_up` says whether all its readers are in made-up places.
fn link(report: &mut Report, campaign: &Campaign, pieces: &[Inline], span: Span, made_up: bool) {
    match Callee::of(pieces) {
        Some((_, Ok(Callee::Fact(id)))) => fact(report, campaign, id, span),
        Some((_, Ok(Callee::Number(phone)))) if phone.is_made_up() && !made_up => {
            report.error_with_help(
                "phone-made-up",
                span,
                say! { vi: "liên kết này gọi số ví dụ `{phone}`, không gọi được, mà nơi có thật cũng dùng", en: "this link calls the made-up number `{phone}`, and readers of real places get it" },
                say! { vi: "ghi số thật, hoặc dùng số của xã: `[[ place.police.phone ]]`", en: "write the real number, or use one of the place: `[[ place.police.phone ]]`" },
            );
        }
        _ => {}
    }
}

/// Reports contacts of real places with a made-up number.
pub fn made_up_contacts<'a>(
    report: &mut Report,
    places: impl IntoIterator<Item = &'a Place>,
    is_sample: impl Fn(&str) -> bool,
) {
    for place in places.into_iter().filter(|place| !is_sample(&place.id)) {
        for contact in &place.contacts {
            let Some(phone) = contact.phone.as_ref().filter(|phone| phone.is_made_up()) else {
                continue;
            };
            let id = &place.id;
            report.error_with_help(
                "phone-made-up",
                contact.span,
                say! { vi: "`{phone}` là số ví dụ, không gọi được, mà `{id}` là nơi có thật", en: "`{phone}` is a made-up number, and `{id}` is a real place" },
                say! { vi: "ghi số thật, chưa biết thì để trống; nếu đây là nơi ví dụ thì thêm `{id}` vào `sample` trong campaign.yaml", en: "write the real number, or leave it empty while unknown; if the place is made up too, add `{id}` to `sample` in campaign.yaml" },
            );
        }
    }
}

fn made_up_facts(report: &mut Report, campaign: &Campaign) {
    let made_up = |phone: &&Phone| phone.is_made_up();
    for fact in campaign.facts.values() {
        if let Some(phone) = fact.phones.values().find(made_up) {
            let id = &fact.id;
            report.error_with_help(
                "phone-made-up",
                fact.span,
                say! { vi: "`{id}` có số ví dụ `{phone}`, không gọi được, mà nơi nào cũng dùng", en: "`{id}` has the made-up number `{phone}`, and readers of every place get it" },
                say! { vi: "ghi số thật; chưa biết thì bỏ dữ kiện này", en: "write the real number; leave the fact out while it is unknown" },
            );
        }
    }
}
