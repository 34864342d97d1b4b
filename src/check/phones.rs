//! What a reader can tap calls somebody.

use crate::{
    check::{By, each_name},
    diag::{Report, Span},
    model::{
        Callee, Campaign, ContactRole, FieldPath, Inline, InlineKind, Phone, Place,
        block::{Target, walk},
        cited::Name,
        fact::FactKind,
        phone,
    },
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
        Name::Link(Target::Address(pieces), words) => {
            let made_up = match by {
                By::Lesson(lesson) => {
                    !lesson.only_in.is_empty() && lesson.only_in.iter().all(|id| is_sample(id))
                }
                By::Note(place) => is_sample(&place.id),
                By::Protocol => false,
            };
            link(report, campaign, pieces, span, made_up);
            shown_is_called(report, campaign, pieces, words, span);
        }
        Name::Link(Target::Lesson(_) | Target::File(_), _)
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

/// A link that shows one number and calls another one.
fn shown_is_called(
    report: &mut Report,
    campaign: &Campaign,
    address: &[Inline],
    words: &[Inline],
    span: Span,
) {
    let Some((_, Ok(callee))) = Callee::of(address) else { return };
    let called = Called::of(campaign, &callee);
    // A fact that is not there, or is no number, is reported.
    if called == Called::Numbers(Vec::new()) {
        return;
    }
    let mut others = Vec::new();
    walk(words, &mut |inline| match &inline.kind {
        InlineKind::Field(field @ FieldPath::ContactPhone(role)) => {
            others.push((Called::Place(*role), format!("[[ {} ]]", field.path())));
        }
        InlineKind::Fact(id) => {
            let shown = Called::of(campaign, &Callee::Fact(id));
            others.push((shown, format!("[[ fact.{id} ]]")));
        }
        InlineKind::Text(text) => {
            let typed = phone::numbers(text).into_iter().filter(|number| !number.joined);
            for words in typed.filter_map(|number| text.get(number.at)) {
                if let Ok(phone) = Phone::parse(words) {
                    others.push((Called::Numbers(vec![phone.tel().to_owned()]), words.to_owned()));
                }
            }
        }
        _ => {}
    });
    // A fact that is no number, as the article of a law, is no other number.
    others.retain(|(shown, _)| *shown != Called::Numbers(Vec::new()));
    let Some((_, shown)) = others.iter().find(|(shown, _)| !shown.may_be(&called)) else { return };
    let dials = match &callee {
        Callee::Contact(role) => format!("[[ {} ]]", FieldPath::ContactPhone(*role).path()),
        Callee::Fact(id) => format!("[[ fact.{id} ]]"),
        Callee::Number(phone) => phone.to_string(),
    };
    report.error_with_help(
        "link-number",
        span,
        say! { vi: "liên kết hiện số `{shown}` mà bấm vào lại gọi `{dials}`", en: "this link shows `{shown}` and calls `{dials}`" },
        say! { vi: "ghi cùng một số ở chữ và ở chỗ gọi: `[{shown}](tel:{shown})`", en: "write the same number in its words and in its address: `[{shown}](tel:{shown})`" },
    );
}

/// Who answers: a contact of each place, or one of some numbers, as `tel:` takes them.
#[derive(PartialEq, Eq)]
enum Called {
    Place(ContactRole),
    Numbers(Vec<String>),
}

impl Called {
    fn of(campaign: &Campaign, callee: &Callee<'_>) -> Self {
        match callee {
            Callee::Contact(role) => Self::Place(*role),
            Callee::Fact(id) => {
                let phones = campaign.facts.get(*id).map(|fact| fact.phones.values());
                Self::Numbers(
                    phones.into_iter().flatten().map(|phone| phone.tel().to_owned()).collect(),
                )
            }
            Callee::Number(phone) => Self::Numbers(vec![phone.tel().to_owned()]),
        }
    }

    fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Numbers(some), Self::Numbers(others)) => {
                some.iter().any(|number| others.contains(number))
            }
            _ => self == other,
        }
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
