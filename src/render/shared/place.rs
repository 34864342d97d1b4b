//! The strings of a place in a language: the same for web, print and every other format.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{map::MapView, words::Words};
use crate::model::{
    Address, Campaign, ContactRole, Date, FieldPath, Hazard, Kind, Lang, Place, address::Page, fold,
};

pub use crate::model::place::GENERAL;

/// A unit that this one was made of.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct Before {
    /// Name with kind, as it was.
    pub full: String,
    /// The district it lay in.
    pub district: String,
}

/// A unit that this one went into.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct Now {
    /// Name with kind.
    pub full: String,
    /// Name with kind, for the middle of a sentence.
    pub inline: String,
    /// Its permanent id.
    pub id: String,
    /// Its home, relative to the page of the old unit.
    pub url: String,
}

/// A lesson made for one place alone.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct OwnLesson {
    /// Its title.
    pub title: String,
    /// Its line of action.
    pub action: String,
    /// Its page, beside the home of the place.
    pub url: String,
}

/// Dangerous water, in words.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct HazardView {
    /// Permanent id; the name of its sign.
    pub id: String,
    /// Its number on the map; 0 if it is not on it.
    pub number: usize,
    /// Name as people know it.
    pub name: String,
    /// The kind in words.
    pub kind: String,
    /// Depth with its unit; empty when not measured.
    pub depth: String,
    /// `yes`, `no`, `unknown`.
    pub sign: &'static str,
    /// `yes`, `no`, `unknown`.
    pub barrier: &'static str,
    /// Who sees to it; empty when not known.
    pub responsible: String,
    /// A note; may be empty.
    pub note: String,
}

/// Somebody to call, in words. Empty strings are unknown.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ContactView {
    /// What the role is called.
    pub label: String,
    /// Name as people know it.
    pub name: String,
    /// Number as people write it.
    pub phone: String,
    /// The number as a link needs it: digits alone.
    pub tel: String,
    /// When it answers.
    pub hours: String,
    /// A note.
    pub note: String,
    /// Whose number it is, when it is that of a unit above.
    pub of: String,
}

/// Everything that pages and sheets may say of a place.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct PlaceView {
    /// Permanent id; the folder of its pages.
    pub id: String,
    /// Name without kind.
    pub name: String,
    /// Name with kind, to open a line.
    pub full: String,
    /// Name with kind, for the middle of a sentence.
    pub inline: String,
    /// The kind in the middle of a sentence.
    pub kind: String,
    /// What its parts are called, in the middle of a sentence: thôn, ấp, khu phố.
    pub hamlet: String,
    /// Name with kind, without marks.
    pub ascii: String,
    /// Whether it is the edition for readers with no commune.
    pub general: bool,
    /// Whether it is made up.
    pub sample: bool,
    /// The province or city it lies in.
    pub province: String,
    /// Units it was made of.
    pub before: Vec<Before>,
    /// Their names in one line.
    pub before_text: String,
    /// For an ended unit: what it went into.
    pub now: Vec<Now>,
    /// For an ended unit: the first day on which it was part of others.
    pub since: String,
    /// For an ended unit: the district it lay in.
    pub district: String,
    /// Lessons made for this place alone.
    pub lessons: Vec<OwnLesson>,
    /// Dangerous waters.
    pub hazards: Vec<HazardView>,
    /// How many waters are known.
    pub hazards_total: usize,
    /// How many have a sign.
    pub hazards_signed: usize,
    /// How many have a barrier.
    pub hazards_fenced: usize,
    /// Where they are, if that is known of any.
    pub map: Option<MapView>,
    /// Local notes by lesson, as the format renders them.
    pub notes: BTreeMap<String, String>,
    /// Contacts by role.
    #[serde(flatten)]
    pub contacts: BTreeMap<&'static str, ContactView>,
}

impl PlaceView {
    /// A place on a day, in a language.
    pub fn new(campaign: &Campaign, place: &Place, lang: &Lang, day: Date) -> Self {
        let words = Words::new(campaign, lang);
        let unit = place.latest(day);
        let (name, kind) =
            unit.map_or((String::new(), Kind::Commune), |unit| (unit.name.clone(), unit.kind));
        let mut view = Self::named(words, &place.id, &name, kind);
        if let Some(hamlet) = unit.and_then(|unit| unit.hamlet) {
            view.hamlet = words.find(&format!("hamlet_{}", hamlet.key()));
        }
        view.sample = campaign.is_sample(&place.id);
        view.province = topmost(campaign, place, day)
            .map_or_else(String::new, |place| full_name(words, place, day));
        let mut spots = Vec::new();
        view.hazards = place
            .hazards
            .iter()
            .map(|hazard| HazardView {
                id: hazard.id.clone(),
                number: hazard.spot.map_or(0, |spot| {
                    spots.push((spots.len() + 1, spot));
                    spots.len()
                }),
                name: hazard.name.clone(),
                kind: water_kind(words, hazard),
                depth: water_depth(words, hazard),
                sign: hazard.sign.key(),
                barrier: hazard.barrier.key(),
                responsible: hazard.responsible.clone(),
                note: in_tongue(lang, &hazard.note, &hazard.note_en),
            })
            .collect();
        view.map = MapView::new(&spots);
        view.hazards_total = view.hazards.len();
        view.hazards_signed = view.hazards.iter().filter(|hazard| hazard.sign == "yes").count();
        view.hazards_fenced = view.hazards.iter().filter(|hazard| hazard.barrier == "yes").count();
        for role in ContactRole::ALL {
            let found = campaign.contact(place, role, day).map(|(contact, above)| {
                (contact, above.map_or_else(String::new, |upper| full_name(words, upper, day)))
            });
            if let (Some((contact, of)), Some(shown)) = (found, view.contacts.get_mut(role.key())) {
                shown.name.clone_from(&contact.name);
                if let Some(phone) = &contact.phone {
                    shown.phone = phone.to_string();
                    shown.tel = phone.tel().to_owned();
                }
                shown.hours.clone_from(&contact.hours);
                shown.note = in_tongue(lang, &contact.note, &contact.note_en);
                shown.of = of;
            }
        }
        view.before = place
            .before
            .iter()
            .filter_map(|id| campaign.places.get(id))
            .filter(|old| old.id != place.id && old.on(day).is_none())
            .map(|old| Before {
                full: full_name(words, old, day),
                district: parent_name(campaign, words, old, day),
            })
            .collect();
        view.before_text =
            view.before.iter().map(|before| before.full.as_str()).collect::<Vec<_>>().join(", ");
        if place.on(day).is_none()
            && let Some(unit) = unit
        {
            view.district = parent_name(campaign, words, place, day);
            let since = unit.valid_to.and_then(|last| last.tomorrow().ok());
            view.since = since.map_or_else(String::new, |date| words.date(date));
            view.now = unit
                .successors
                .iter()
                .filter_map(|id| campaign.places.get(id))
                .map(|next| Now {
                    url: Address::Page { lang: lang.as_str(), place: &next.id, page: Page::Home }
                        .from(Address::Ended { lang: lang.as_str(), place: &place.id }),
                    full: full_name(words, next, day),
                    inline: next.latest(day).map_or_else(String::new, |unit| {
                        Self::named(words, &next.id, &unit.name, unit.kind).inline
                    }),
                    id: next.id.clone(),
                })
                .collect();
        }
        view
    }

    /// The edition for readers with no commune: national facts only.
    pub fn general(campaign: &Campaign, lang: &Lang) -> Self {
        let words = Words::new(campaign, lang);
        let mut view = Self::named(words, GENERAL, words.get("general_name"), Kind::Commune);
        view.general = true;
        view.full = words.find("general_full");
        view.inline = words.find("general_inline");
        view.ascii = fold::unmarked(&view.full);
        view
    }

    fn named(words: Words<'_>, id: &str, name: &str, kind: Kind) -> Self {
        let pattern = words.get("place_full");
        let fill = |kind: &str| pattern.replace("{kind}", kind).replace("{name}", name);
        let full = fill(&words.find(&format!("kind_{}", kind.key())));
        let kind_inline = words.find(&format!("kind_{}_inline", kind.key()));
        let contacts = ContactRole::ALL
            .into_iter()
            .map(|role| {
                let label = words.find(&format!("role_{}", role.key()));
                (role.key(), ContactView { label, ..ContactView::default() })
            })
            .collect();
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            inline: fill(&kind_inline),
            ascii: fold::unmarked(&full),
            full,
            // Which word a place uses does not follow from its kind.
            hamlet: words.find("hamlet_any"),
            kind: kind_inline,
            general: false,
            sample: false,
            province: String::new(),
            before: Vec::new(),
            before_text: String::new(),
            now: Vec::new(),
            since: String::new(),
            district: String::new(),
            lessons: Vec::new(),
            hazards: Vec::new(),
            hazards_total: 0,
            hazards_signed: 0,
            hazards_fenced: 0,
            map: None,
            notes: BTreeMap::new(),
            contacts,
        }
    }

    /// The contact of a role.
    pub fn contact(&self, role: ContactRole) -> &ContactView {
        static NOBODY: ContactView = ContactView {
            label: String::new(),
            name: String::new(),
            phone: String::new(),
            tel: String::new(),
            hours: String::new(),
            note: String::new(),
            of: String::new(),
        };
        self.contacts.get(role.key()).unwrap_or(&NOBODY)
    }

    /// The value of a field; `None` while it is unknown.
    pub fn field(&self, field: FieldPath) -> Option<&str> {
        let value = match field {
            FieldPath::Name => &self.name,
            FieldPath::Full => &self.full,
            FieldPath::Inline => &self.inline,
            FieldPath::Kind => &self.kind,
            FieldPath::Hamlet => &self.hamlet,
            FieldPath::Ascii => &self.ascii,
            FieldPath::Province => &self.province,
            FieldPath::ContactName(role) => &self.contact(role).name,
            FieldPath::ContactPhone(role) => &self.contact(role).phone,
            FieldPath::ContactHours(role) => &self.contact(role).hours,
        };
        (!value.is_empty()).then_some(value)
    }
}

/// The kind of a water, in words.
pub fn water_kind(words: Words<'_>, hazard: &Hazard) -> String {
    words.find(&format!("hazard_{}", hazard.kind))
}

/// The depth of a water with its unit; empty when nobody measured it.
pub fn water_depth(words: Words<'_>, hazard: &Hazard) -> String {
    if hazard.depth_m.is_empty() {
        return String::new();
    }
    format!("{}\u{a0}m", words.number(&hazard.depth_m))
}

/// Name with kind on a day.
pub fn full_name(words: Words<'_>, place: &Place, day: Date) -> String {
    let Some(unit) = place.latest(day) else { return String::new() };
    words
        .get("place_full")
        .replace("{kind}", &words.find(&format!("kind_{}", unit.kind.key())))
        .replace("{name}", &unit.name)
}

/// The name of the unit that a place lies or lay in, with its kind.
pub fn parent_name(campaign: &Campaign, words: Words<'_>, place: &Place, day: Date) -> String {
    let parent = place.latest(day).and_then(|unit| unit.parent.as_ref());
    parent
        .and_then(|id| campaign.places.get(id))
        .map_or_else(String::new, |parent| full_name(words, parent, day))
}

/// The topmost unit above a place. `check` refuses cycles; the bound is for campaigns that were
/// not checked.
fn topmost<'a>(campaign: &'a Campaign, place: &Place, day: Date) -> Option<&'a Place> {
    let mut found = None;
    let mut unit = place.latest(day);
    for _ in 0..8 {
        let Some(parent) =
            unit.and_then(|unit| unit.parent.as_ref()).and_then(|id| campaign.places.get(id))
        else {
            break;
        };
        found = Some(parent);
        unit = parent.latest(day);
    }
    found
}

/// Notes are kept in Vietnamese and English; other languages show the Vietnamese one.
fn in_tongue(lang: &Lang, vi: &str, en: &str) -> String {
    if lang.primary() == "en" && !en.is_empty() { en.to_owned() } else { vi.to_owned() }
}
