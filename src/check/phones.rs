//! What a reader can tap calls somebody.

use crate::{
    check::{notes, steps, texts},
    diag::{Report, Span},
    model::{
        BlockKind, Callee, Campaign, Inline, InlineKind,
        block::{Target, each_inline},
        fact::FactKind,
    },
    say,
};

/// Made-up numbers stand in made-up places alone, and a fact that is called is a number to call.
pub fn check(report: &mut Report, campaign: &Campaign) {
    made_up(report, campaign);
    let mut links = |inline: &Inline| {
        if let InlineKind::Link { target: Target::Address(pieces), .. } = &inline.kind
            && let Some(Ok(Callee::Fact(id))) = Callee::of(pieces)
        {
            fact(report, campaign, id, inline.span);
        }
    };
    texts(campaign).for_each(|(_, _, text)| text.each_inline(&mut links));
    notes(campaign).for_each(|(_, note)| each_inline(&note.blocks, &mut links));
    steps(campaign).for_each(|blocks| each_inline(blocks, &mut links));
    let of_lessons =
        texts(campaign).flat_map(|(_, _, text)| &text.parts).flat_map(|part| &part.blocks);
    let of_notes = notes(campaign).flat_map(|(_, note)| &note.blocks);
    for block in of_lessons.chain(of_notes).chain(steps(campaign).flatten()) {
        if let BlockKind::Numbers(numbers) = &block.kind {
            for number in numbers {
                fact(report, campaign, &number.fact, number.span);
            }
        }
    }
    for (id, span) in &campaign.settings.emergency {
        fact(report, campaign, id, *span);
    }
}

/// A fact that a reader is given to call. One that is not there is told by another rule.
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

fn made_up(report: &mut Report, campaign: &Campaign) {
    for place in campaign.places.values().filter(|place| !campaign.is_sample(&place.id)) {
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
    for fact in campaign.facts.values() {
        if let Some(phone) = fact.phones.values().find(|phone| phone.is_made_up()) {
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
