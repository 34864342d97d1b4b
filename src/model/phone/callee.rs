//! Whom a link of a lesson calls.

use super::{Fault, Phone};
use crate::model::{ContactRole, FieldPath, Inline, InlineKind};

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

/// Why a link to call calls nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoCallee {
    /// What is typed is no number.
    Fault(String, Fault),
    /// A field without a number, or more than one thing.
    Mixed,
}

impl<'a> Callee<'a> {
    /// Whom an address calls; `None` if it begins with anything but `tel:`.
    pub fn of(address: &'a [Inline]) -> Option<Result<Self, NoCallee>> {
        let (InlineKind::Text(first), rest) = address.split_first().map(|(a, b)| (&a.kind, b))?
        else {
            return None;
        };
        let typed = first.strip_prefix("tel:")?;
        Some(match rest {
            [] if !typed.is_empty() => Phone::parse(typed)
                .map(Self::Number)
                .map_err(|fault| NoCallee::Fault(typed.to_owned(), fault)),
            [only] if typed.is_empty() => match &only.kind {
                InlineKind::Field(FieldPath::ContactPhone(role)) => Ok(Self::Contact(*role)),
                InlineKind::Fact(id) => Ok(Self::Fact(id)),
                _ => Err(NoCallee::Mixed),
            },
            _ => Err(NoCallee::Mixed),
        })
    }
}
