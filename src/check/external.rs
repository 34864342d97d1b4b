//! Links that leave the campaign: listed for people to try, never fetched.

use std::collections::BTreeMap;

use crate::{
    check::each_name,
    diag::Span,
    model::{Campaign, block::Target, cited::Name},
    text::{Facts, Leads, Part},
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
    each_name(campaign, &mut |_, lang, name, span| {
        let Name::Link(Target::Address(pieces), _) = name else { return };
        let Leads::To(parts) = Facts::new(campaign, lang).leads(pieces) else { return };
        let words = parts.into_iter().map(|part| match part {
            Part::Words(words) => words.to_owned(),
            Part::Field(field) => format!("[[ {} ]]", field.path()),
        });
        add(&words.collect::<String>(), span);
    });
    campaign.references.values().for_each(|reference| add(&reference.url, reference.span));
    found
}
