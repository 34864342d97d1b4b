//! Facts as a text of a language cites them.

use crate::model::{
    Callee, Campaign, ContactRole, Fact, FieldPath, Inline, InlineKind, Lang, Scheme,
};

/// The facts of a campaign, in the language of a text.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    campaign: &'a Campaign,
    lang: &'a Lang,
}

/// What a link to call dials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialled {
    /// This number, as `tel:` takes it: see [`Phone::tel`](crate::model::Phone::tel).
    Number(String),
    /// The number of a contact, which only the place knows.
    OfPlace(ContactRole),
    /// Nobody, which was reported where it is written.
    Nobody,
}

/// Where a link leads that leaves the campaign, with its facts filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads<'a> {
    /// It calls or writes to somebody.
    Calls(Scheme, Dialled),
    /// To an address.
    To(Vec<Part<'a>>),
}

/// A stretch of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The same for every place.
    Words(&'a str),
    /// What only the place knows.
    Field(FieldPath),
}

impl<'a> Facts<'a> {
    /// The facts for a text in `lang`.
    pub fn new(campaign: &'a Campaign, lang: &'a Lang) -> Self {
        Self { campaign, lang }
    }

    /// The value of a fact. `check` refuses ids that are not there.
    pub fn value(self, id: &str) -> &'a str {
        self.get(id).map_or("", |fact| fact.value_in(self.lang, self.campaign.first_lang()))
    }

    /// What a fact means, in words; empty if it says no more than its value.
    pub fn says(self, id: &str) -> &'a str {
        self.get(id).map_or("", |fact| fact.says_in(self.lang, self.campaign.first_lang()))
    }

    /// The number that a fact dials, as `tel:` takes it; nothing if it is none.
    pub fn tel(self, id: &str) -> Option<&'a str> {
        let phone = self.get(id)?.phone_in(self.lang, self.campaign.first_lang())?;
        Some(phone.tel())
    }

    /// What a link to call dials.
    pub fn dialled<E>(self, callee: Result<Callee<'_>, E>) -> Dialled {
        match callee {
            Ok(Callee::Contact(role)) => Dialled::OfPlace(role),
            Ok(Callee::Fact(id)) => {
                self.tel(id).map_or(Dialled::Nobody, |tel| Dialled::Number(tel.to_owned()))
            }
            Ok(Callee::Number(phone)) => Dialled::Number(phone.tel().to_owned()),
            Err(_) => Dialled::Nobody,
        }
    }

    /// Where a link leads. An address is words, fields and facts; nothing else is read into one.
    pub fn leads<'t>(self, address: &'t [Inline]) -> Leads<'t>
    where
        'a: 't,
    {
        if let Some((scheme, callee)) = Callee::of(address) {
            return Leads::Calls(scheme, self.dialled(callee));
        }
        let part = |piece: &'t Inline| match &piece.kind {
            InlineKind::Text(words) | InlineKind::Code(words) => Some(Part::Words(words)),
            InlineKind::Fact(id) => Some(Part::Words(self.value(id))),
            InlineKind::Field(field) => Some(Part::Field(*field)),
            InlineKind::Strong(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Link { .. }
            | InlineKind::Picture { .. }
            | InlineKind::Break => None,
        };
        Leads::To(address.iter().filter_map(part).collect())
    }

    fn get(self, id: &str) -> Option<&'a Fact> {
        self.campaign.facts.get(id)
    }
}
