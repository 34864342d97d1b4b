//! Facts by when they expire.

use serde::Serialize;

use super::soon;
use crate::model::{Campaign, Date};

/// How a fact stands on a day. The first that is true counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its last day has passed.
    Ended,
    /// It does not hold yet.
    NotYet,
    /// It was last compared with its source too long ago.
    Stale,
    /// It ends, or must be checked again, soon.
    Soon,
    /// An expert must still confirm it.
    AwaitsExpert,
    /// None of these.
    Sound,
}

impl Standing {
    /// All, the most pressing first.
    pub const ALL: [Self; 6] =
        [Self::Ended, Self::NotYet, Self::Stale, Self::Soon, Self::AwaitsExpert, Self::Sound];
}

/// A fact.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What it says, in the first language.
    pub says: String,
    /// When it was last compared with its source.
    pub checked_on: Date,
    /// Its last day, if it has one.
    pub valid_to: Option<Date>,
    /// The day on which it ends or must be checked again.
    pub expires: Date,
    /// How it stands.
    pub standing: Standing,
}

/// Every fact, those that expire first at the beginning. The numbers of a protocol stand with it.
pub fn facts(campaign: &Campaign, day: Date) -> Vec<Fact> {
    let first = campaign.first_lang();
    let facts = campaign.facts.values().filter(|fact| !fact.id.contains('.'));
    let mut facts: Vec<Fact> = facts
        .map(|fact| Fact {
            id: fact.id.clone(),
            says: fact.says_in(first, first).to_owned(),
            checked_on: fact.checked_on,
            valid_to: fact.valid_to,
            expires: fact.expires(),
            standing: if fact.valid_to.is_some_and(|end| end < day) {
                Standing::Ended
            } else if fact.valid_from.is_some_and(|start| start > day) {
                Standing::NotYet
            } else if fact.check_by() < day {
                Standing::Stale
            } else if soon(fact.expires(), day) {
                Standing::Soon
            } else if fact.awaits_expert {
                Standing::AwaitsExpert
            } else {
                Standing::Sound
            },
        })
        .collect();
    facts.sort_by(|a, b| (a.expires, &a.id).cmp(&(b.expires, &b.id)));
    facts
}
