//! `content/places/`: units over time, contacts, hazards.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Span, Text},
    load::{
        VALID,
        called::Calls,
        table::{Row, Rows},
        validity,
    },
    model::{
        Contact, ContactRole, Hazard, Kind, Place, Unit,
        place::{Hamlet, Known, Point, Spot},
    },
    say,
    tables::{
        Column, Table,
        contacts::{self, BELOW},
        hazards::{self, LATITUDE, LONGITUDE},
        points, units,
    },
};

/// Reads a table into the places.
type Read = fn(&mut Report, FileId, &str, &mut BTreeMap<String, Place>, &Calls);

/// The tables that say something of places, each with its reader, in the order in which they are
/// read.
pub const TABLES: [(Table, Read); 3] =
    [(contacts::TABLE, contacts), (hazards::TABLE, hazards), (points::TABLE, points)];

/// Reads `units.csv`: one place an id, its rows in order of time.
pub fn units(report: &mut Report, file: FileId, text: &str) -> BTreeMap<String, Place> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    // Units are named by others before they have a row of their own.
    let mut named: Vec<(String, Span)> = Vec::new();
    let mut rows = Rows::new(report, file, text, &units::TABLE);
    while let Some(row) = rows.next(report) {
        let Some(id) = row.text(report, "id") else { continue };
        // A place whose row has a mistake is known all the same: those that name it are not wrong.
        let place = places.entry(id.clone()).or_insert_with(|| Place {
            id,
            units: Vec::new(),
            contacts: Vec::new(),
            hazards: Vec::new(),
            points: Vec::new(),
            notes: BTreeMap::new(),
            before: Vec::new(),
        });
        if !row.whole {
            continue;
        }
        let parent = row.text(report, "parent");
        named.extend(parent.clone().map(|id| (id, row.span_of("parent"))));
        let successors = row.ids(report, "successors");
        named.extend(successors.iter().map(|id| (id.clone(), row.span_of("successors"))));
        let valid_from = row.day(report, "valid_from");
        let valid_to = row.day(report, "valid_to");
        let name = row.text(report, "name");
        let code = words(report, &row, "code");
        let kind = row
            .choice(report, "kind")
            .and_then(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        let hamlet = row
            .choice(report, "hamlet")
            .and_then(|word| Hamlet::ALL.into_iter().find(|hamlet| hamlet.word() == word));
        validity(report, valid_from, valid_to, row.span, VALID);
        let (Some(name), Some(kind)) = (name, kind) else { continue };
        without_kind(report, &name, kind, row.span_of("name"));
        place.units.push(Unit {
            valid_from,
            valid_to,
            code,
            name,
            kind,
            hamlet,
            parent,
            successors,
            span: row.span,
        });
    }
    let calls = Calls::default();
    let mut by_name: BTreeMap<String, String> = BTreeMap::new();
    for (typed, span) in named {
        match calls.id(report, &typed, span, &places) {
            Some(id) if id != typed => {
                by_name.insert(typed, id);
            }
            Some(_) | None => {}
        }
    }
    for unit in places.values_mut().flat_map(|place| &mut place.units) {
        for named in unit.parent.iter_mut().chain(&mut unit.successors) {
            if let Some(id) = by_name.get(named) {
                named.clone_from(id);
            }
        }
    }
    for place in places.values_mut() {
        place.units.sort_by_key(|unit| unit.valid_from);
    }
    let went: Vec<(String, String)> = places
        .values()
        .filter_map(|place| place.units.last().map(|unit| (&place.id, unit)))
        .flat_map(|(id, unit)| unit.successors.iter().map(|next| (next.clone(), id.clone())))
        .collect();
    for (next, id) in went {
        if let Some(place) = places.get_mut(&next) {
            place.before.push(id);
        }
    }
    places
}

/// A name with its kind in front of it would be printed as “Xã xã Lộc Tấn”. There are places whose
/// name begins so, and that is for people to say.
fn without_kind(report: &mut Report, name: &str, kind: Kind, span: Span) {
    let mut short = kind.short().iter().filter(|word| word.ends_with('.'));
    let lower = name.to_lowercase();
    let begins = |word: &str| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
    let is_short = short.any(|word| lower.starts_with(word));
    let word = kind.word();
    if !begins(word) && !is_short {
        return;
    }
    let parts = name.split_whitespace().skip(if is_short { 1 } else { word.split(' ').count() });
    let rest = parts.collect::<Vec<_>>().join(" ");
    report
        .warning(
            "name-with-kind",
            span,
            say! { vi: "tên `{name}` có cả chữ chỉ cấp, nên sẽ in thành “{word} {name}”", en: "the name `{name}` holds its kind, and would be printed as “{word} {name}”" },
        )
        .help(say! { vi: "trong ô “Tên” (`name`) chỉ ghi `{rest}`; cấp đã có ở ô “Cấp” (`kind`)", en: "write `{rest}` alone into `name`; its kind stands in `kind`" });
}

/// Reads `contacts.csv` into the places.
pub fn contacts(
    report: &mut Report,
    file: FileId,
    text: &str,
    places: &mut BTreeMap<String, Place>,
    calls: &Calls,
) {
    let mut rows = Rows::new(report, file, text, &contacts::TABLE);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let role = row
            .choice(report, "role")
            .and_then(|key| ContactRole::ALL.into_iter().find(|role| role.key() == key));
        let [name, hours, source] =
            ["name", "hours", "source"].map(|column| words(report, &row, column));
        let [note, note_en] = ["note", "note_en"].map(|column| words(report, &row, column));
        let valid_from = row.day(report, "valid_from");
        let valid_to = row.day(report, "valid_to");
        let checked_on = row.day(report, "checked_on");
        let below = row.choice(report, "scope") == Some(BELOW);
        if !row.get("phone").is_empty() && (source.is_empty() || row.get("checked_on").is_empty()) {
            report.error_with_help(
                "contact-unsourced",
                row.span_of("phone"),
                say! { vi: "số này chưa ghi ai cho và kiểm tra ngày nào", en: "this number does not say who gave it and when it was checked" },
                say! { vi: "điền ô “Ai cho số” (`source`) và “Ngày kiểm tra” (`checked_on`)", en: "fill in `source` and `checked_on`" },
            );
        }
        validity(report, valid_from, valid_to, row.span, VALID);
        let phone = row.phone(report, "phone");
        let Some(place) = place_of(report, &row, calls, places) else { continue };
        let Some(role) = role else { continue };
        place.contacts.push(Contact {
            place: place.id.clone(),
            role,
            name,
            phone_refused: phone.is_none() && !row.get("phone").is_empty(),
            phone,
            hours,
            note,
            note_en,
            source,
            checked_on,
            valid_from,
            valid_to,
            below,
            notes_at: ["note", "note_en"].map(|column| row.words_at(column)),
            span: row.span,
        });
    }
}

/// Reads `hazards.csv` into the places.
pub fn hazards(
    report: &mut Report,
    file: FileId,
    text: &str,
    places: &mut BTreeMap<String, Place>,
    calls: &Calls,
) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut rows = Rows::new(report, file, text, &hazards::TABLE);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let Some(hazard) = row.text(report, "id") else { continue };
        let span = row.span_of("id");
        if let Some(first) = seen.insert(hazard.clone(), span) {
            report.error_with_related(
                "id-duplicate",
                span,
                say! { vi: "tên `{hazard}` đã dùng cho một nơi nước sâu khác", en: "the id `{hazard}` is taken by another water" },
                say! { vi: "đặt tên khác", en: "choose another" },
                [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
            );
        }
        let kind = row.choice(report, "kind");
        let name = row.text(report, "name");
        let [responsible, source] =
            ["responsible", "source"].map(|column| words(report, &row, column));
        let [note, note_en] = ["note", "note_en"].map(|column| words(report, &row, column));
        let (sign, barrier) = (state(report, &row, "sign"), state(report, &row, "barrier"));
        let due = row.day(report, "due");
        let seen_on = row.day(report, "seen_on");
        // It is printed as it is written: `2.50` was measured with care.
        row.number(report, "depth_m");
        let (lat, lon) = (row.number(report, "lat"), row.number(report, "lon"));
        let spot = spot(report, &row, lat, lon);
        let Some(place) = place_of(report, &row, calls, places) else { continue };
        let (Some(kind), Some(name)) = (kind, name) else { continue };
        place.hazards.push(Hazard {
            id: hazard,
            place: place.id.clone(),
            kind: kind.to_owned(),
            name,
            spot,
            depth_m: row.get("depth_m").replace(',', "."),
            sign,
            barrier,
            responsible,
            due,
            seen_on,
            source,
            note,
            note_en,
            words_at: ["name", "responsible", "note", "note_en"].map(|column| row.words_at(column)),
            span: row.span,
        });
    }
    for place in places.values() {
        if let Some(water) = place.hazards.get(MOST_WATERS) {
            let id = &place.id;
            report.error_with_help(
                "file-enormous",
                water.span,
                say! { vi: "`{id}` có hơn {MOST_WATERS} nơi nước sâu", en: "`{id}` has more than {MOST_WATERS} waters" },
                say! { vi: "có lẽ các hàng bị chép lặp lại, hay ghi nhầm nơi: xóa hàng thừa", en: "rows may have been copied many times, or name the wrong place: delete what is not needed" },
            );
        }
    }
}

/// No commune has more: all of them are on one sheet.
const MOST_WATERS: usize = 2000;

/// Words that may be unknown.
fn words(report: &mut Report, row: &Row<'_>, column: &str) -> String {
    row.text(report, column).unwrap_or_default()
}

/// Whether something stands there.
fn state(report: &mut Report, row: &Row<'_>, column: &str) -> Known {
    let key = row.choice(report, column);
    [Known::Yes, Known::No]
        .into_iter()
        .find(|state| Some(state.key()) == key)
        .unwrap_or(Known::Unknown)
}

/// Where a water is: both numbers or none, and such as there are on the earth.
fn spot(report: &mut Report, row: &Row<'_>, lat: Option<f64>, lon: Option<f64>) -> Option<Spot> {
    for (column, other) in [("lat", "lon"), ("lon", "lat")] {
        if row.get(column).is_empty() && !row.get(other).is_empty() {
            report.error_with_help(
                "coordinates",
                row.span_of(other),
                say! { vi: "có `{other}` mà chưa có `{column}`", en: "there is `{other}` and no `{column}`" },
                say! { vi: "điền cả hai, hoặc để trống cả hai", en: "fill in both, or leave both empty" },
            );
        }
    }
    let spot = Spot { lat: lat?, lon: lon? };
    let (lat, lon) = (spot.lat, spot.lon);
    for (column, value, most) in [("lat", lat, LATITUDE), ("lon", lon, LONGITUDE)] {
        if value.abs() <= f64::from(most) {
            continue;
        }
        // The usual mistake: longitudes of Vietnam are over 100.
        let help = if column == "lat" && lon.abs() <= 90.0 {
            say! { vi: "hình như vĩ độ và kinh độ đổi chỗ nhau: viết vĩ độ (`lat`) {lon}, kinh độ (`lon`) {lat}", en: "`lat` and `lon` seem to have changed places: write `lat` {lon}, `lon` {lat}" }
        } else {
            say! { vi: "viết độ thập phân, ví dụ `lat` 11.8512, `lon` 106.5943", en: "write decimal degrees, for example `lat` 11.8512, `lon` 106.5943" }
        };
        let called = hazards::TABLE.named(column).map(Column::called);
        let Text { vi, en } = called.unwrap_or(Text { vi: column.into(), en: column.into() });
        report.error_with_help(
            "coordinates",
            row.span_of(column),
            say! { vi: "ô {vi} phải từ -{most} đến {most}, không phải {value}", en: "{en} must be between -{most} and {most}, not {value}" },
            help,
        );
        return None;
    }
    Some(spot)
}

/// Reads `points.csv` into the places.
pub fn points(
    report: &mut Report,
    file: FileId,
    text: &str,
    places: &mut BTreeMap<String, Place>,
    calls: &Calls,
) {
    let mut rows = Rows::new(report, file, text, &points::TABLE);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let id = row.text(report, "id");
        let kind = row.choice(report, "kind");
        let name = row.text(report, "name");
        let (households, classes) = (row.count(report, "households"), row.count(report, "classes"));
        let (pupils, boards) = (row.count(report, "pupils"), row.count(report, "boards"));
        let place = place_of(report, &row, calls, places);
        let (Some(id), Some(place), Some(kind), Some(name)) = (id, place, kind, name) else {
            continue;
        };
        place.points.push(Point {
            id,
            place: place.id.clone(),
            kind: kind.to_owned(),
            name,
            households,
            classes,
            pupils,
            boards,
            span: row.span,
        });
    }
}

/// The place that a row is about.
fn place_of<'a>(
    report: &mut Report,
    row: &Row<'_>,
    calls: &Calls,
    places: &'a mut BTreeMap<String, Place>,
) -> Option<&'a mut Place> {
    let typed = row.text(report, "place")?;
    let id = calls.id(report, &typed, row.span_of("place"), places)?;
    places.get_mut(&id)
}
