//! `/data.json`: one place, and every word of the theme. The only thing that differs between
//! the sheets of two places.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Plate, qr};
use crate::{
    model::{Campaign, ContactRole, FieldPath, fact::in_lang},
    render::shared::{code, place::PlaceView},
};

#[derive(Serialize)]
struct DataJson<'a> {
    document: DocumentJson<'a>,
    lang: &'a str,
    region: Option<&'a str>,
    layout: &'a str,
    ink: &'a str,
    place: PlaceJson<'a>,
    fields: BTreeMap<String, Option<&'a str>>,
    hazards: Vec<HazardJson<'a>>,
    contacts: BTreeMap<&'static str, ContactJson<'a>>,
    url: Option<&'a str>,
    qr: bool,
    issuer: Option<&'a str>,
    licence: Option<&'a str>,
    fingerprint: String,
    draft: bool,
    sample: bool,
    t: BTreeMap<&'a str, &'a Value>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    title: String,
    description: Option<&'a str>,
    date: (i16, i8, i8),
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    full: &'a str,
    inline: &'a str,
    name: &'a str,
    general: bool,
    sample: bool,
}

#[derive(Serialize)]
struct HazardJson<'a> {
    name: &'a str,
    kind: &'a str,
    depth: &'a str,
    sign: &'a str,
    barrier: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct ContactJson<'a> {
    label: &'a str,
    name: &'a str,
    phone: &'a str,
    hours: &'a str,
    of: &'a str,
}

/// The bytes of `/data.json`, with the fingerprint that is printed: five letters of the edition,
/// three of what the place adds.
pub fn json(
    campaign: &Campaign,
    plate: &Plate,
    place: &PlaceView,
    phrases: &Map<String, Value>,
    draft: bool,
    typed: Option<&str>,
    has_qr: bool,
) -> Vec<u8> {
    let layout = campaign.theme.layouts.get(plate.layout);
    // The name of a file shows in the title bar of every reader; a discreet lesson has none.
    let neutral = phrases.get("print_neutral").and_then(Value::as_str).unwrap_or_default();
    let title = if plate.discreet { neutral } else { &plate.title };
    let known = |text| if str::is_empty(text) { None } else { Some(text) };
    let mut data = DataJson {
        document: DocumentJson {
            title: [title, &place.full]
                .into_iter()
                .filter(|piece| !piece.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            description: known(plate.summary.as_str()).filter(|_| !plate.discreet),
            date: (plate.date.year(), plate.date.month(), plate.date.day()),
        },
        lang: plate.lang.primary(),
        region: plate.lang.as_str().split('-').skip(1).find(|tag| tag.len() == 2),
        layout: layout.map_or("", |layout| &layout.name),
        ink: layout.map_or("", |layout| layout.ink.key()),
        place: PlaceJson {
            full: &place.full,
            inline: &place.inline,
            name: &place.name,
            general: place.general,
            sample: place.sample,
        },
        fields: FieldPath::all()
            .into_iter()
            .map(|(path, field)| (path, place.field(field)))
            .collect(),
        hazards: place
            .hazards
            .iter()
            .map(|hazard| HazardJson {
                name: if hazard.name.is_empty() { &hazard.kind } else { &hazard.name },
                kind: &hazard.kind,
                depth: &hazard.depth,
                sign: hazard.sign,
                barrier: hazard.barrier,
                note: &hazard.note,
            })
            .collect(),
        contacts: ContactRole::ALL
            .into_iter()
            .map(|role| {
                let contact = place.contact(role);
                let shown = ContactJson {
                    label: &contact.label,
                    name: &contact.name,
                    phone: &contact.phone,
                    hours: &contact.hours,
                    of: &contact.of,
                };
                (role.key(), shown)
            })
            .collect(),
        url: typed,
        qr: has_qr,
        issuer: known(in_lang(&campaign.settings.issuer, &plate.lang, campaign.first_lang())),
        licence: known(&campaign.settings.licence),
        fingerprint: String::new(),
        draft,
        sample: place.sample,
        t: phrases
            .iter()
            .filter(|(key, _)| plate.phrases.contains(*key))
            .map(|(key, value)| (key.as_str(), value))
            .collect(),
    };
    // Strings and maps with text keys always have a JSON form.
    let unsigned = serde_json::to_vec(&data).unwrap_or_default();
    data.fingerprint =
        format!("{}-{}", code::letters64(plate.hash, 5), code::letters64(qr::hash(&unsigned), 3));
    serde_json::to_vec(&data).unwrap_or_default()
}
