//! Places by what is known of them, and their waters.

use serde::Serialize;

use crate::{
    model::{
        self, Campaign, ContactRole, Date, Hazard, Selection,
        place::{Known, Point},
    },
    tables::points,
};

/// A commune or ward.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceStatus {
    /// Its id.
    pub id: String,
    /// Its name, without its kind.
    pub name: String,
    /// The roles for which it has no number.
    pub missing: Vec<&'static str>,
    /// Its own contacts of the day.
    pub contacts: Vec<Contact>,
    /// Its waters.
    pub waters: Vec<Water>,
    /// How many delivery points are on record.
    pub points: usize,
    /// The same by kind.
    pub delivery: Vec<Delivery>,
    /// Of the numbers that every commune should have and a list of waters, how much is there, in
    /// whole percent.
    pub complete: usize,
}

/// Somebody who can be called.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// The role, as `contacts.csv` names it.
    pub role: &'static str,
    /// The name; may be empty.
    pub name: String,
    /// The number, as people write it.
    pub phone: Option<String>,
    /// Who gave the number; empty is unknown.
    pub source: String,
    /// When somebody last made sure of it.
    pub checked_on: Option<Date>,
}

/// The delivery points of a kind: how many there are, and what is there for whom. A count is absent
/// where no point says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// The kind, as `points.csv` names it.
    pub kind: &'static str,
    /// How many points.
    pub points: usize,
    /// How many households.
    pub households: Option<usize>,
    /// How many classes.
    pub classes: Option<usize>,
    /// How many pupils.
    pub pupils: Option<usize>,
    /// How many notice boards.
    pub boards: Option<usize>,
}

/// A dangerous water.
#[derive(Debug, Clone, Serialize)]
pub struct Water {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind, as `hazards.csv` names it.
    pub kind: String,
    /// Depth in metres, as measured; empty is unknown.
    pub depth_m: String,
    /// Whether it has a sign: `yes`, `no`, `unknown`.
    pub sign: &'static str,
    /// Whether it has a barrier.
    pub barrier: &'static str,
    /// Who sees to it; empty is unknown.
    pub responsible: String,
    /// By when.
    pub due: Option<Date>,
    /// When somebody last went to look.
    pub seen_on: Option<Date>,
    /// Who saw it or told; empty is unknown.
    pub source: String,
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
            kind: hazard.kind.clone(),
            depth_m: hazard.depth_m.clone(),
            sign: hazard.sign.key(),
            barrier: hazard.barrier.key(),
            responsible: hazard.responsible.clone(),
            due: hazard.due,
            seen_on: hazard.seen_on,
            source: hazard.source.clone(),
        }
    }
}

impl Contact {
    fn of(contact: &model::Contact) -> Self {
        Self {
            role: contact.role.key(),
            name: contact.name.clone(),
            phone: contact.phone.as_ref().map(|phone| phone.shown().to_owned()),
            source: contact.source.clone(),
            checked_on: contact.checked_on,
        }
    }
}

impl Delivery {
    /// These points and others of the kind.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            kind: self.kind,
            points: self.points + other.points,
            households: sum(self.households, other.households),
            classes: sum(self.classes, other.classes),
            pupils: sum(self.pupils, other.pupils),
            boards: sum(self.boards, other.boards),
        }
    }

    fn of(kind: &'static str, point: &Point) -> Self {
        let count = |count: Option<u32>| count.and_then(|count| usize::try_from(count).ok());
        Self {
            kind,
            points: 1,
            households: count(point.households),
            classes: count(point.classes),
            pupils: count(point.pupils),
            boards: count(point.boards),
        }
    }
}

/// A sum that is unknown only if both are.
fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// The delivery points of a place by kind, in the order of the kinds.
fn delivery(points: &[Point]) -> Vec<Delivery> {
    let of_kind = |kind: &'static str| {
        let points = points.iter().filter(move |point| point.kind == kind);
        points.map(move |point| Delivery::of(kind, point)).reduce(Delivery::and)
    };
    points::KINDS.into_iter().filter_map(|kind| of_kind(kind.key)).collect()
}

/// The communes and wards of the day, by id.
pub fn places(campaign: &Campaign, selection: &Selection) -> Vec<PlaceStatus> {
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
        let own = place.contacts.iter().filter(|contact| contact.holds_on(day));
        let asked = ContactRole::EXPECTED.len() + 1;
        let known = asked - missing.len() - usize::from(place.hazards.is_empty());
        PlaceStatus {
            id: place.id.clone(),
            name: place.on(day).map(|unit| unit.name.clone()).unwrap_or_default(),
            missing,
            contacts: own.map(Contact::of).collect(),
            waters: place.hazards.iter().map(Water::of).collect(),
            points: place.points.len(),
            delivery: delivery(&place.points),
            complete: 100 * known / asked,
        }
    });
    communes.collect()
}

/// The waters of places.
pub fn waters(places: &[PlaceStatus]) -> Waters {
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
