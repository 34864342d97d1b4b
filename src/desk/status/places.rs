//! Places by what is known of them, and their waters.

use serde::Serialize;

use crate::model::{Campaign, ContactRole, Date, Hazard, Selection, place::Known};

/// A commune or ward.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its name, without its kind.
    pub name: String,
    /// The roles for which it has no number.
    pub missing: Vec<&'static str>,
    /// Its waters.
    pub waters: Vec<Water>,
    /// How many delivery points are on record.
    pub points: usize,
    /// Of the numbers that every commune should have and a list of waters, how much is there, in
    /// whole percent.
    pub complete: usize,
}

/// A dangerous water.
#[derive(Debug, Clone, Serialize)]
pub struct Water {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it has a sign: `yes`, `no`, `unknown`.
    pub sign: &'static str,
    /// Whether it has a barrier.
    pub barrier: &'static str,
    /// Who sees to it; empty is unknown.
    pub responsible: String,
    /// By when.
    pub due: Option<Date>,
}

/// How many waters have what every one of them must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// It is there.
    pub yes: usize,
    /// It is not.
    pub no: usize,
    /// Nobody has said.
    pub unknown: usize,
    /// Of all on record, in whole percent, never rounded up; absent if none is on record.
    pub percent: Option<usize>,
}

/// All waters on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Waters {
    /// How many.
    pub recorded: usize,
    /// Those with a sign.
    pub sign: Share,
    /// Those with a barrier.
    pub barrier: Share,
}

impl Water {
    /// Whether sign and barrier stand.
    pub fn is_done(&self) -> bool {
        self.sign == Known::Yes.key() && self.barrier == Known::Yes.key()
    }

    fn of(hazard: &Hazard) -> Self {
        Self {
            id: hazard.id.clone(),
            name: hazard.name.clone(),
            sign: hazard.sign.key(),
            barrier: hazard.barrier.key(),
            responsible: hazard.responsible.clone(),
            due: hazard.due,
        }
    }
}

/// The communes and wards of the day, by id.
pub fn places(campaign: &Campaign, selection: &Selection) -> Vec<Place> {
    let day = selection.as_of;
    let communes = campaign.communes(day, selection.sample).into_iter().map(|place| {
        let has = |role: &ContactRole| {
            let found = campaign.contact(place, *role, day);
            found.is_some_and(|(contact, _)| contact.phone.is_some())
        };
        let missing: Vec<&str> = ContactRole::EXPECTED
            .into_iter()
            .filter(|role| !has(role))
            .map(ContactRole::key)
            .collect();
        let asked = ContactRole::EXPECTED.len() + 1;
        let known = asked - missing.len() - usize::from(place.hazards.is_empty());
        Place {
            id: place.id.clone(),
            name: place.on(day).map(|unit| unit.name.clone()).unwrap_or_default(),
            missing,
            waters: place.hazards.iter().map(Water::of).collect(),
            points: place.points.len(),
            complete: 100 * known / asked,
        }
    });
    communes.collect()
}

/// The waters of places.
pub fn waters(places: &[Place]) -> Waters {
    let all: Vec<&Water> = places.iter().flat_map(|place| &place.waters).collect();
    Waters {
        recorded: all.len(),
        sign: share(all.iter().map(|water| water.sign)),
        barrier: share(all.iter().map(|water| water.barrier)),
    }
}

fn share<'a>(states: impl Iterator<Item = &'a str>) -> Share {
    let mut share = Share { yes: 0, no: 0, unknown: 0, percent: None };
    for state in states {
        match state {
            "yes" => share.yes += 1,
            "no" => share.no += 1,
            _ => share.unknown += 1,
        }
    }
    share.percent = (100 * share.yes).checked_div(share.yes + share.no + share.unknown);
    share
}
