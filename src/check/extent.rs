//! How much a text says once everything in it is filled in. A sheet of a whole book, or of a line that
//! shows a thousand waters a thousand times, would take all the memory there is.

use std::collections::BTreeMap;

use crate::{
    check::texts,
    diag::{Report, Span},
    model::{
        Audience, Block, Campaign, InlineKind, Lang,
        block::{BlockKind, each_block, each_inline},
        cited::{Name, each_name},
    },
    say,
    text::Facts,
};

/// Forty pages of A4 hold so many bytes, and the longest sheet has eight.
const MOST: usize = 150_000;

/// What a text is weighed with.
struct Scales<'c> {
    campaign: &'c Campaign,
    /// The longest value of a place that a field can show.
    field: usize,
    /// The most that any place says of its waters.
    waters: usize,
    protocols: BTreeMap<(&'c str, &'c Lang, Audience), usize>,
}

/// No lesson, note or protocol says more than sheets can hold.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut scales = Scales::new(campaign);
    for (id, protocol) in &campaign.protocols {
        for (lang, text) in &protocol.texts {
            for (audience, blocks) in &text.parts {
                let weight = scales.weight(lang, blocks);
                scales.protocols.insert((id, lang, *audience), weight);
                refuse(report, weight, Span::new(text.file, 0..0));
            }
        }
    }
    for (_, lang, text) in texts(campaign) {
        let parts = text.parts.iter().map(|part| part.blocks.as_slice());
        let shorts = text.shorts.values().map(|(blocks, _)| blocks.as_slice());
        refuse(
            report,
            parts.chain(shorts).map(|blocks| scales.weight(lang, blocks)).sum(),
            text.span,
        );
    }
    for ((_, lang), note) in campaign.places.values().flat_map(|place| &place.notes) {
        refuse(report, scales.weight(lang, &note.blocks), note.span);
    }
}

impl<'c> Scales<'c> {
    fn new(campaign: &'c Campaign) -> Self {
        let places = || campaign.places.values();
        let names = places().flat_map(|place| &place.units).map(|unit| unit.name.len());
        let contacts = places().flat_map(|place| &place.contacts);
        let contacts = contacts
            .map(|contact| contact.name.len().max(contact.hours.len()).max(contact.note.len()));
        let waters = places().map(|place| {
            let of = place.hazards.iter().map(|water| {
                let words = [&water.name, &water.responsible, &water.note, &water.depth_m];
                words.iter().map(|words| words.len()).sum::<usize>()
            });
            of.sum()
        });
        Self {
            campaign,
            field: names.chain(contacts).max().unwrap_or_default(),
            waters: waters.max().unwrap_or_default(),
            protocols: BTreeMap::new(),
        }
    }

    /// How many bytes blocks say in a language.
    fn weight(&self, lang: &'c Lang, blocks: &[Block]) -> usize {
        let facts = Facts::new(self.campaign, lang);
        let mut weight = 0;
        each_block(blocks, &mut |block| match &block.kind {
            BlockKind::Code(text) => weight += text.len(),
            BlockKind::Hazards { .. } => weight += self.waters,
            BlockKind::Contacts { roles, .. } => weight += roles.len() * self.field,
            _ => {}
        });
        each_inline(blocks, &mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => weight += text.len(),
            InlineKind::Field(_) => weight += self.field,
            _ => {}
        });
        each_name(blocks, &mut |name, _| match name {
            Name::Fact(id) | Name::Number(id) => {
                weight += facts.value(id).len() + facts.says(id).len();
            }
            Name::Protocol(id, audience) => {
                weight += self.protocols.get(&(id, lang, audience)).copied().unwrap_or_default();
            }
            Name::Picture(_) | Name::Link(..) => {}
        });
        weight
    }
}

fn refuse(report: &mut Report, weight: usize, span: Span) {
    if weight <= MOST {
        return;
    }
    let (has, most) = (weight / 1000, MOST / 1000);
    report.error_with_help(
        "text-too-long",
        span,
        say! { vi: "bài dài {has} kB khi điền đủ số liệu của nơi, nhiều nhất là {most} kB, khoảng 40 trang giấy", en: "with the values of a place this says {has} kB, at most {most} kB fit, some 40 pages of paper" },
        say! { vi: "chia thành nhiều bài, mỗi bài một việc; bài chưa dùng thì để riêng bằng `parked: …`", en: "make several lessons of it, one for each thing to do; park one that is not needed yet with `parked: …`" },
    );
}
