//! Written text as words alone: facts filled in, what the place knows where it is known, and what a
//! link dials. Whatever shows or measures words asks here.

use super::Facts;
use crate::model::{Callee, Campaign, FieldPath, Inline, InlineKind, Lang, block::Target};

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

    /// A stretch of text as words. A link to an address on the web is followed by it.
    pub fn line(&self, inlines: &[Inline]) -> String {
        let mut line = String::new();
        self.push(inlines, &mut line);
        line
    }

    fn push(&self, inlines: &[Inline], line: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) | InlineKind::Code(words) => line.push_str(words),
                InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => self.push(inner, line),
                InlineKind::Link { target, text, .. } => {
                    let from = line.len();
                    self.push(text, line);
                    let shown = line.get(from..).unwrap_or_default();
                    if let Some(address) =
                        self.followed(target).filter(|to| !shown.contains(to.as_str()))
                    {
                        line.push_str(&format!(" ({address})"));
                    }
                }
                InlineKind::Picture { alt, .. } => line.push_str(alt),
                InlineKind::Break => line.push('\n'),
                InlineKind::Field(field) => line.push_str(&(self.field)(*field)),
                InlineKind::Fact(id) => line.push_str(self.facts.value(id)),
            }
        }
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
                let mut address = String::new();
                self.push(pieces, &mut address);
                address.strip_prefix("mailto:").map(str::to_owned).unwrap_or(address)
            }
        };
        // A part of the same page leads nowhere from here.
        (!address.is_empty() && !address.starts_with('#')).then_some(address)
    }
}
