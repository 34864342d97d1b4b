//! Links that leave the campaign: listed for people to try, never fetched.

use std::collections::BTreeMap;

use crate::{
    check::{notes, texts},
    diag::Span,
    model::{
        Campaign, Inline, InlineKind,
        block::{Target, each_inline, plain},
    },
};

/// Every address of the web that a reader can follow, with the first place that names it.
pub fn external(campaign: &Campaign) -> BTreeMap<String, Span> {
    let mut found = BTreeMap::new();
    let mut add = |address: &str, span: Span| {
        if address.starts_with("http://") || address.starts_with("https://") {
            let first = found.entry(address.to_owned()).or_insert(span);
            *first = (*first).min(span);
        }
    };
    let mut look = |inline: &Inline| {
        if let InlineKind::Link { target: Target::Address(pieces), .. } = &inline.kind {
            add(&plain(pieces), inline.span);
        }
    };
    texts(campaign).for_each(|(_, _, text)| text.each_inline(&mut look));
    notes(campaign).for_each(|(_, note)| each_inline(&note.blocks, &mut look));
    campaign.references.values().for_each(|reference| add(&reference.url, reference.span));
    found
}
