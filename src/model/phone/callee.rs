//! Whom a link of a lesson calls or writes to.

use super::{Fault, Phone};
use crate::model::{ContactRole, FieldPath, Inline, InlineKind};

/// What a telephone does with the number of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `tel:` calls it.
    Tel,
    /// `sms:` writes to it.
    Sms,
}

impl Scheme {
    const ALL: [Self; 2] = [Self::Tel, Self::Sms];

    /// As it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tel => "tel:",
            Self::Sms => "sms:",
        }
    }
}

/// The one number that a link dials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee<'a> {
    /// A contact of the place.
    Contact(ContactRole),
    /// The number of a fact, by its id.
    Fact(&'a str),
    /// A number that is typed into the link.
    Number(Phone),
}

/// Why a link to call or write to somebody reaches nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCallee {
    /// What is typed is no number.
    Fault(String, Fault),
    /// A field without a number, or more than one thing.
    Mixed,
}

impl<'a> Callee<'a> {
    /// Whom an address calls or writes to; `None` if it does neither.
    pub fn of(address: &'a [Inline]) -> Option<(Scheme, Result<Self, NoCallee>)> {
        let (InlineKind::Text(first), rest) = address.split_first().map(|(a, b)| (&a.kind, b))?
        else {
            return None;
        };
        let (scheme, typed) = Scheme::ALL
            .into_iter()
            .find_map(|scheme| Some((scheme, first.strip_prefix(scheme.as_str())?)))?;
        let callee = match rest {
            [] if !typed.is_empty() => Phone::parse(typed)
                .map(Self::Number)
                .map_err(|fault| NoCallee::Fault(typed.to_owned(), fault)),
            [only] if typed.is_empty() => match &only.kind {
                InlineKind::Field(FieldPath::ContactPhone(role)) => Ok(Self::Contact(*role)),
                InlineKind::Fact(id) => Ok(Self::Fact(id)),
                _ => Err(NoCallee::Mixed),
            },
            _ => Err(NoCallee::Mixed),
        };
        Some((scheme, callee))
    }
}
