//! `/data.json`: one place. The only thing that differs between the sheets of two places.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Plate,
    qr::{self, Address},
};
use crate::{
    model::{Campaign, ContactRole, FieldPath, Hazard, code},
    render::shared::{
        place::{PlaceView, water_depth, water_kind},
        words::Words,
    },
};

#[derive(Serialize)]
struct DataJson<'a> {
    document: DocumentJson<'a>,
    place: PlaceJson<'a>,
    fields: BTreeMap<String, &'a str>,
    hazard: Option<OneJson<'a>>,
    hazards: Vec<HazardJson<'a>>,
    contacts: BTreeMap<&'static str, ContactJson<'a>>,
    url: Option<&'a str>,
    href: Option<&'a str>,
    qr: bool,
    fingerprint: String,
    sample: bool,
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

/// The water of a sheet that is of one.
#[derive(Serialize)]
struct OneJson<'a> {
    id: &'a str,
    name: &'a str,
    responsible: &'a str,
    tongues: BTreeMap<&'a str, SaidJson>,
}

/// What is said of it in a language.
#[derive(Serialize)]
struct SaidJson {
    kind: String,
    depth: String,
}

#[derive(Serialize)]
struct ContactJson<'a> {
    name: &'a str,
    phone: &'a str,
    hours: &'a str,
    of: &'a str,
}

/// The bytes of `/data.json`: what is known of the place and of the water that the sheet is of, and
/// nothing for what is not. With the fingerprint that is printed: five letters of the edition, three
/// of what the place adds.
pub fn json(
    campaign: &Campaign,
    plate: &Plate,
    (place, hazard): (&PlaceView, Option<&Hazard>),
    address: Option<&Address>,
    has_qr: bool,
) -> Vec<u8> {
    // The name of a file shows in the title bar of every reader; a discreet lesson has none.
    let title = if plate.discreet {
        Words::new(campaign, &plate.lang).find("print_neutral")
    } else {
        plate.title.clone()
    };
    let known = |text| if str::is_empty(text) { None } else { Some(text) };
    let mut data = DataJson {
        document: DocumentJson {
            title: [title.as_str(), hazard.map_or("", |hazard| &hazard.name), place.full.as_str()]
                .into_iter()
                .filter(|piece| !piece.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            description: known(plate.summary.as_str()).filter(|_| !plate.discreet),
            date: (plate.date.year(), plate.date.month(), plate.date.day()),
        },
        place: PlaceJson {
            full: &place.full,
            inline: &place.inline,
            name: &place.name,
            general: place.general,
            sample: place.sample,
        },
        fields: FieldPath::all()
            .into_iter()
            .filter_map(|(path, field)| Some((path, place.field(field)?)))
            .collect(),
        hazard: hazard.map(|hazard| OneJson {
            id: &hazard.id,
            name: &hazard.name,
            responsible: &hazard.responsible,
            tongues: plate
                .tongues
                .iter()
                .map(|lang| {
                    let words = Words::new(campaign, lang);
                    let said = SaidJson {
                        kind: water_kind(words, hazard),
                        depth: water_depth(words, hazard),
                    };
                    (lang.as_str(), said)
                })
                .collect(),
        }),
        // A sheet of one water is not made anew for another.
        hazards: place
            .hazards
            .iter()
            .filter(|_| hazard.is_none())
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
            .map(|role| (role, place.contact(role)))
            .filter(|(_, contact)| !(contact.name.is_empty() && contact.phone.is_empty()))
            .map(|(role, contact)| {
                let shown = ContactJson {
                    name: &contact.name,
                    phone: &contact.phone,
                    hours: &contact.hours,
                    of: &contact.of,
                };
                (role.key(), shown)
            })
            .collect(),
        url: address.map(|address| address.typed.as_str()),
        href: address.map(|address| address.whole.as_str()),
        qr: has_qr,
        fingerprint: String::new(),
        sample: place.sample,
    };
    // Strings and maps with text keys always have a JSON form.
    let unsigned = serde_json::to_vec(&data).unwrap_or_default();
    data.fingerprint =
        format!("{}-{}", code::letters64(plate.hash, 5), code::letters64(qr::hash(&unsigned), 3));
    serde_json::to_vec(&data).unwrap_or_default()
}
