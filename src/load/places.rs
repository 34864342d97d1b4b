//! `content/places/`: units over time, contacts, hazards.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Span},
    load::{
        VALID, id, phone,
        table::{Row, Rows},
        validity,
    },
    model::{
        Contact, ContactRole, Hazard, Kind, Place, Unit,
        place::{HAZARD_KINDS, Hamlet, Known, POINT_KINDS, Point, Spot},
    },
    say,
};

/// Reads `units.csv`: one place an id, its rows in order of time.
pub fn units(report: &mut Report, file: FileId, text: &str) -> BTreeMap<String, Place> {
    const COLUMNS: [&str; 8] =
        ["id", "valid_from", "valid_to", "code", "name", "kind", "parent", "successors"];
    let kinds = Kind::ALL.map(|kind| (kind.word(), kind));
    let hamlets = Hamlet::ALL.map(|hamlet| (hamlet.word(), hamlet));
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    // Units are named by others before they have a row of their own.
    let mut named: Vec<(String, Span)> = Vec::new();
    let mut rows = Rows::new(report, file, text, "units.csv", &COLUMNS, &["hamlet"]);
    while let Some(row) = rows.next(report) {
        let Some(id) = row.required(report, "id") else { continue };
        if !id::check(report, id, row.span_of("id")) {
            continue;
        }
        // A place whose row has a mistake is known all the same: those that name it are not wrong.
        let place = places.entry(id.to_owned()).or_insert_with(|| Place {
            id: id.to_owned(),
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
        let parent = Some(row.get("parent")).filter(|id| !id.is_empty());
        named.extend(parent.map(|id| (id.to_owned(), row.span_of("parent"))));
        let next = || successors(&row).map(str::to_owned);
        named.extend(next().map(|id| (id, row.span_of("successors"))));
        let valid_from = row.date(report, "valid_from");
        let valid_to = row.date(report, "valid_to");
        let name = row.required(report, "name").map(str::to_owned);
        row.words(report, &["name", "code"]);
        let kind = row.choice(report, "kind", &kinds);
        let hamlet = match row.get("hamlet") {
            "" => None,
            _ => row.choice(report, "hamlet", &hamlets),
        };
        validity(report, valid_from, valid_to, row.span, VALID);
        let (Some(name), Some(kind)) = (name, kind) else { continue };
        place.units.push(Unit {
            valid_from,
            valid_to,
            code: row.get("code").to_owned(),
            name,
            kind,
            hamlet,
            parent: parent.map(str::to_owned),
            successors: next().collect(),
            span: row.span,
        });
    }
    for (id, span) in named {
        known_place(report, &id, span, &mut places);
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

fn successors<'a>(row: &'a Row<'_>) -> impl Iterator<Item = &'a str> {
    row.get("successors").split(';').map(str::trim).filter(|id| !id.is_empty())
}

/// Reads `contacts.csv` into the places.
pub fn contacts(
    report: &mut Report,
    file: FileId,
    text: &str,
    places: &mut BTreeMap<String, Place>,
) {
    const COLUMNS: [&str; 11] = [
        "place",
        "role",
        "name",
        "phone",
        "hours",
        "note",
        "note_en",
        "source",
        "checked_on",
        "valid_from",
        "valid_to",
    ];
    let roles = ContactRole::ALL.map(|role| (role.key(), role));
    let mut rows = Rows::new(report, file, text, "contacts.csv", &COLUMNS, &["scope"]);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let role = row.choice(report, "role", &roles);
        row.words(report, &["name", "hours", "note", "note_en", "source"]);
        let valid_from = row.date(report, "valid_from");
        let valid_to = row.date(report, "valid_to");
        let checked_on = row.date(report, "checked_on");
        let below = match row.get("scope") {
            "" => false,
            _ => row.choice(report, "scope", &[("below", true)]).unwrap_or(false),
        };
        if !row.get("phone").is_empty() && (row.get("source").is_empty() || checked_on.is_none()) {
            report.error_with_help(
                "contact-unsourced",
                row.span_of("phone"),
                say! { vi: "số này chưa ghi ai cho và kiểm tra ngày nào", en: "this number does not say who gave it and when it was checked" },
                say! { vi: "điền ô `source` và `checked_on`", en: "fill in `source` and `checked_on`" },
            );
        }
        validity(report, valid_from, valid_to, row.span, VALID);
        let typed = row.get("phone");
        let phone = match typed {
            "" => None,
            _ => phone::read(report, typed, row.span_of("phone"), phone::Typed::Cell),
        };
        let id = row.required(report, "place");
        let Some(place) = id.and_then(|id| known_place(report, id, row.span_of("place"), places))
        else {
            continue;
        };
        let Some(role) = role else { continue };
        place.contacts.push(Contact {
            place: row.get("place").to_owned(),
            role,
            name: row.get("name").to_owned(),
            phone_refused: phone.is_none() && !typed.is_empty(),
            phone,
            hours: row.get("hours").to_owned(),
            note: row.get("note").to_owned(),
            note_en: row.get("note_en").to_owned(),
            checked_on,
            valid_from,
            valid_to,
            below,
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
) {
    const COLUMNS: [&str; 15] = [
        "id",
        "place",
        "kind",
        "name",
        "lat",
        "lon",
        "depth_m",
        "sign",
        "barrier",
        "responsible",
        "due",
        "seen_on",
        "source",
        "note",
        "note_en",
    ];
    let kinds = HAZARD_KINDS.map(|kind| (kind, kind));
    let states = [("yes", Known::Yes), ("no", Known::No), ("unknown", Known::Unknown)];
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut rows = Rows::new(report, file, text, "hazards.csv", &COLUMNS, &[]);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let Some(hazard) = row.required(report, "id").map(str::to_owned) else { continue };
        if !id::check(report, &hazard, row.span_of("id")) {
            continue;
        }
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
        let kind = row.choice(report, "kind", &kinds);
        let name = row.required(report, "name").map(str::to_owned);
        row.words(report, &["name", "responsible", "source", "note", "note_en"]);
        let mut state = |column| match row.get(column) {
            "" => Known::Unknown,
            _ => row.choice(report, column, &states).unwrap_or(Known::Unknown),
        };
        let (sign, barrier) = (state("sign"), state("barrier"));
        let due = row.date(report, "due");
        let seen_on = row.date(report, "seen_on");
        let mut number = |column: &str| {
            let cell = row.get(column).replace(',', ".");
            let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
            // A depth of less than nothing is a slip.
            let number = number.filter(|number| column != "depth_m" || *number >= 0.0);
            if number.is_none() && !cell.is_empty() {
                report.error_with_help(
                    "number-malformed",
                    row.span_of(column),
                    say! { vi: "ô `{column}` phải là một số, không phải `{cell}`", en: "`{column}` must be a number, not `{cell}`" },
                    say! { vi: "viết bằng chữ số, ví dụ `2.5`; chưa biết thì để trống", en: "write digits, for example `2.5`; leave it empty while unknown" },
                );
            }
            number
        };
        let (_, lat, lon) = (number("depth_m"), number("lat"), number("lon"));
        let spot = spot(report, &row, lat, lon);
        let id = row.required(report, "place");
        let Some(place) = id.and_then(|id| known_place(report, id, row.span_of("place"), places))
        else {
            continue;
        };
        let (Some(kind), Some(name)) = (kind, name) else { continue };
        place.hazards.push(Hazard {
            id: hazard,
            place: row.get("place").to_owned(),
            kind: kind.to_owned(),
            name,
            spot,
            depth_m: row.get("depth_m").replace(',', "."),
            sign,
            barrier,
            responsible: row.get("responsible").to_owned(),
            due,
            seen_on,
            note: row.get("note").to_owned(),
            note_en: row.get("note_en").to_owned(),
            span: row.span,
        });
    }
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
    for (column, value, most) in [("lat", lat, 90), ("lon", lon, 180)] {
        if value.abs() <= f64::from(most) {
            continue;
        }
        // The usual mistake: longitudes of Vietnam are over 100.
        let help = if column == "lat" && lon.abs() <= 90.0 {
            say! { vi: "hình như `lat` và `lon` đổi chỗ nhau: viết `lat` {lon}, `lon` {lat}", en: "`lat` and `lon` seem to have changed places: write `lat` {lon}, `lon` {lat}" }
        } else {
            say! { vi: "viết độ thập phân, ví dụ `lat` 11.8512, `lon` 106.5943", en: "write decimal degrees, for example `lat` 11.8512, `lon` 106.5943" }
        };
        report.error_with_help(
            "coordinates",
            row.span_of(column),
            say! { vi: "`{column}` phải từ -{most} đến {most}, không phải {value}", en: "`{column}` must be between -{most} and {most}, not {value}" },
            help,
        );
        return None;
    }
    Some(spot)
}

/// Reads `points.csv` into the places.
pub fn points(report: &mut Report, file: FileId, text: &str, places: &mut BTreeMap<String, Place>) {
    const COLUMNS: [&str; 8] =
        ["id", "place", "kind", "name", "households", "classes", "pupils", "boards"];
    let kinds = POINT_KINDS.map(|kind| (kind, kind));
    let mut rows = Rows::new(report, file, text, "points.csv", &COLUMNS, &[]);
    while let Some(row) = rows.next(report) {
        if !row.whole {
            continue;
        }
        let id = row.required(report, "id").map(str::to_owned);
        if let Some(id) = &id {
            id::check(report, id, row.span_of("id"));
        }
        let kind = row.choice(report, "kind", &kinds);
        let name = row.required(report, "name").map(str::to_owned);
        row.words(report, &["name"]);
        let mut count = |column| count(report, &row, column);
        let (households, classes) = (count("households"), count("classes"));
        let (pupils, boards) = (count("pupils"), count("boards"));
        let place = row.required(report, "place");
        let place = place.and_then(|id| known_place(report, id, row.span_of("place"), places));
        let (Some(id), Some(place), Some(kind), Some(name)) = (id, place, kind, name) else {
            continue;
        };
        place.points.push(Point {
            id,
            place: row.get("place").to_owned(),
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

/// A whole number, absent if the cell is empty.
fn count(report: &mut Report, row: &Row<'_>, column: &str) -> Option<u32> {
    let cell = row.get(column);
    if cell.is_empty() {
        return None;
    }
    let number = cell.parse().ok();
    if number.is_none() {
        report.error_with_help(
            "number-malformed",
            row.span_of(column),
            say! { vi: "ô `{column}` phải là một số nguyên, không phải `{cell}`", en: "`{column}` must be a whole number, not `{cell}`" },
            say! { vi: "viết bằng chữ số, ví dụ `186`; chưa biết thì để trống", en: "write digits, for example `186`; leave it empty while unknown" },
        );
    }
    number
}

/// The place that a cell names.
fn known_place<'a>(
    report: &mut Report,
    id: &str,
    span: Span,
    places: &'a mut BTreeMap<String, Place>,
) -> Option<&'a mut Place> {
    if !places.contains_key(id) {
        let known = places.keys().map(String::as_str);
        let help = match report.nearest("place-unknown", span, id, known) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
            }
            None => {
                say! { vi: "thêm `{id}` vào units.csv, hoặc sửa ô này", en: "add `{id}` to units.csv, or correct this cell" }
            }
        };
        report.error_with_help(
            "place-unknown",
            span,
            say! { vi: "không có nơi tên `{id}` trong units.csv", en: "there is no place `{id}` in units.csv" },
            help,
        );
    }
    places.get_mut(id)
}
