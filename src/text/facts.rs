//! Facts as a text of a language cites them.

use crate::model::{Callee, Campaign, ContactRole, Fact, Lang};

/// The facts of a campaign, in the language of a text.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    campaign: &'a Campaign,
    lang: &'a Lang,
}

/// What a link to call dials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialled {
    /// This number: digits alone, as `tel:` takes them.
    Number(String),
    /// The number of a contact, which only the place knows.
    OfPlace(ContactRole),
    /// Nobody, which was reported where it is written.
    Nobody,
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

    fn get(self, id: &str) -> Option<&'a Fact> {
        self.campaign.facts.get(id)
    }
}
