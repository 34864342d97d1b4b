//! Written text as words alone: facts filled in, what the place knows where it is known, and what a
//! link dials. Whatever shows or measures words asks here.

use std::borrow::Cow;

use super::Facts;
use crate::model::{
    Callee, Campaign, FieldPath, Inline, InlineKind, Lang,
    block::{Line, Target},
};

/// Reads text of a campaign in a language.
#[derive(Clone, Copy)]
pub struct Plain<'a> {
    facts: Facts<'a>,
    field: &'a dyn Fn(FieldPath) -> String,
}

impl<'a> Plain<'a> {
    /// For text in `lang`; `field` is what a value of the place reads as.
    pub fn new(
        campaign: &'a Campaign,
        lang: &'a Lang,
        field: &'a dyn Fn(FieldPath) -> String,
    ) -> Self {
        Self { facts: Facts::new(campaign, lang), field }
    }

    /// A stretch of text as words. A link to an address on the web is followed by it, and a line
    /// ends where it must.
    pub fn line(&self, inlines: &[Inline]) -> String {
        Line::of(inlines, |kind| match kind {
            InlineKind::Break => Some(Cow::Borrowed("\n")),
            InlineKind::Field(field) => Some(Cow::Owned((self.field)(*field))),
            InlineKind::Fact(id) => Some(Cow::Borrowed(self.facts.value(id))),
            InlineKind::Link { target, text } => {
                let shown = self.line(text);
                let address = self.followed(target).filter(|to| !shown.contains(to.as_str()));
                Some(Cow::Owned(match address {
                    Some(address) => format!("{shown} ({address})"),
                    None => shown,
                }))
            }
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Picture { .. } => None,
        })
        .text
    }

    /// What a link leads to, as words: a number or an address. Nothing for what is of the campaign.
    fn followed(&self, target: &Target) -> Option<String> {
        let Target::Address(pieces) = target else { return None };
        let address = match Callee::of(pieces) {
            Some((_, Ok(Callee::Number(phone)))) => phone.shown().to_owned(),
            Some((_, Ok(Callee::Fact(id)))) => self.facts.value(id).to_owned(),
            Some((_, Ok(Callee::Contact(role)))) => (self.field)(FieldPath::ContactPhone(role)),
            // What calls nobody was reported.
            Some((_, Err(_))) => return None,
            None => {
                let address = self.line(pieces);
                address.strip_prefix("mailto:").map(str::to_owned).unwrap_or(address)
            }
        };
        // A part of the same page leads nowhere from here.
        (!address.is_empty() && !address.starts_with('#')).then_some(address)
    }
}
