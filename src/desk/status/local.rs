//! What is known of places, in tables for people. Columns that a table of the campaign has too are
//! called as they are there.

use std::collections::BTreeMap;

use super::{
    State,
    places::{Delivery, PlaceStatus, Share, Water},
    tables::{Cell, Table, Words, day},
};
use crate::{
    model::{ContactRole, Date, place::Known},
    say,
    tables::{contacts, hazards, points},
};

/// Communes that lack the same are one row.
pub(super) fn gaps(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Nơi còn thiếu", en: "Gaps of places" },
        say! { vi: "Xã, phường theo điều còn thiếu", en: "Communes by what they lack" },
        vec![
            say! { vi: "đủ", en: "complete" },
            say! { vi: "số nơi", en: "communes" },
            say! { vi: "còn thiếu", en: "missing" },
            say! { vi: "nơi nào", en: "which" },
        ],
    );
    let mut alike: BTreeMap<(usize, String), Vec<&str>> = BTreeMap::new();
    for place in &state.places {
        alike.entry((place.complete, missing(place, words))).or_default().push(&place.name);
    }
    table.rows.extend(alike.into_iter().map(|((complete, missing), names)| {
        let some = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let more = if names.len() > 3 { ", …" } else { "" };
        let missing = if missing.is_empty() { Cell::Text(missing) } else { Cell::Open(missing) };
        let which = Cell::Text(format!("{some}{more}"));
        vec![Cell::Share(complete), Cell::Count(names.len()), missing, which]
    }));
    table
}

fn missing(place: &PlaceStatus, words: Words) -> String {
    let waters = place.waters.is_empty();
    let waters = waters.then(|| words.say(say! { vi: "nơi nước sâu", en: "deep water" }));
    let roles = place.missing.iter().map(|role| words.shown(&contacts::TABLE, "role", role));
    roles.chain(waters).collect::<Vec<_>>().join(", ")
}

pub(super) fn waters(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Nước sâu", en: "Deep water" },
        say! { vi: "Nước sâu có biển báo, có rào chắn", en: "Deep water with a sign and a barrier" },
        vec![
            say! { vi: "", en: "" },
        ],
    );
    let states = [Known::Yes, Known::No, Known::Unknown].map(Known::key);
    table.columns.extend(states.map(|key| words.shown(&hazards::TABLE, "sign", key)));
    let ends = [say! { vi: "đạt", en: "reached" }, say! { vi: "yêu cầu", en: "ordered" }];
    table.columns.extend(ends.map(|text| words.say(text)));
    let recorded = state.waters.recorded;
    let none = state.places.iter().filter(|place| place.waters.is_empty()).count();
    table.note = words.say(say! {
        vi: "{recorded} nơi nước sâu đã ghi; {none} xã, phường chưa ghi nơi nào.",
        en: "{recorded} waters are on record; {none} communes have none on record."
    });
    let row = |column: &str, share: Share| {
        let reached = share.percent.map_or(Cell::Open("–".to_owned()), Cell::Share);
        let counts = [share.yes, share.no, share.unknown].map(Cell::Count);
        let ends = [reached, Cell::Ordered(100)];
        [Cell::Text(words.heading(&hazards::TABLE, column))]
            .into_iter()
            .chain(counts)
            .chain(ends)
            .collect()
    };
    table.rows = vec![row("sign", state.waters.sign), row("barrier", state.waters.barrier)];
    table
}

pub(super) fn open_waters(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Biển, rào còn thiếu", en: "Signs and barriers to do" },
        say! { vi: "Nơi nước sâu chưa đủ biển và rào", en: "Waters without sign or barrier" },
        vec![
            say! { vi: "xã, phường", en: "commune" },
            say! { vi: "nơi nước sâu", en: "water" },
            say! { vi: "biển", en: "sign" },
            say! { vi: "rào", en: "barrier" },
        ],
    );
    table.columns.extend(["responsible", "due"].map(|name| words.heading(&hazards::TABLE, name)));
    for place in &state.places {
        for water in place.waters.iter().filter(|water| !water.is_done()) {
            table.rows.push(vec![
                Cell::Text(place.name.clone()),
                Cell::Text(water.name.clone()),
                standing(words, "sign", water.sign),
                standing(words, "barrier", water.barrier),
                known(words, &water.responsible),
                due(words, water, state.as_of),
            ]);
        }
    }
    table
}

/// Whether something stands at a water.
fn standing(words: Words, column: &str, key: &str) -> Cell {
    let shown = words.shown(&hazards::TABLE, column, key);
    if key == Known::Yes.key() { Cell::Text(shown) } else { Cell::Open(shown) }
}

fn due(words: Words, water: &Water, today: Date) -> Cell {
    match water.due {
        None => Cell::Open(words.say(say! { vi: "chưa có", en: "none" })),
        Some(due) if due < today && !water.is_done() => Cell::Open(due.to_string()),
        Some(due) => Cell::Text(due.to_string()),
    }
}

/// Words, or that nobody has said.
fn known(words: Words, text: &str) -> Cell {
    match text {
        "" => Cell::Open(words.say(say! { vi: "chưa biết", en: "not known" })),
        text => Cell::Text(text.to_owned()),
    }
}

pub(super) fn every_place(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Từng nơi", en: "Every commune" },
        say! { vi: "Từng xã, phường", en: "Every commune" },
        vec![
            say! { vi: "mã", en: "id" },
            say! { vi: "tên", en: "name" },
            say! { vi: "đủ", en: "complete" },
        ],
    );
    table.detail = true;
    table.columns.extend(
        ContactRole::EXPECTED.map(|role| words.shown(&contacts::TABLE, "role", role.key())),
    );
    table.columns.push(words.say(say! { vi: "nơi nước sâu", en: "waters" }));
    table.columns.push(words.say(say! { vi: "điểm phát", en: "delivery points" }));
    table.rows.extend(state.places.iter().map(|place| {
        let roles = ContactRole::EXPECTED.map(|role| {
            if place.missing.contains(&role.key()) {
                Cell::Open(words.say(say! { vi: "chưa có số", en: "no number" }))
            } else {
                Cell::Text(words.say(say! { vi: "có", en: "yes" }))
            }
        });
        let waters = if place.waters.is_empty() {
            Cell::Open("0".to_owned())
        } else {
            Cell::Count(place.waters.len())
        };
        let names = [Cell::Text(place.id.clone()), Cell::Text(place.name.clone())];
        let ends = [waters, Cell::Count(place.points)];
        let head = names.into_iter().chain([Cell::Share(place.complete)]);
        head.chain(roles).chain(ends).collect()
    }));
    table
}

/// Who gave each number, and when somebody last asked.
pub(super) fn every_contact(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Từng số", en: "Every contact" },
        say! { vi: "Từng số liên lạc, ai cho và kiểm tra ngày nào", en: "Every contact, who gave it and when it was checked" },
        vec![say! { vi: "xã, phường", en: "commune" }],
    );
    table.detail = true;
    let columns = ["role", "name", "phone", "source", "checked_on"];
    table.columns.extend(columns.map(|column| words.heading(&contacts::TABLE, column)));
    for place in &state.places {
        table.rows.extend(place.contacts.iter().map(|contact| {
            vec![
                Cell::Text(place.name.clone()),
                Cell::Text(words.shown(&contacts::TABLE, "role", contact.role)),
                Cell::Text(contact.name.clone()),
                match &contact.phone {
                    Some(phone) => Cell::Text(phone.clone()),
                    None => Cell::Open(words.say(say! { vi: "chưa có số", en: "no number" })),
                },
                Cell::Text(contact.source.clone()),
                day(contact.checked_on),
            ]
        }));
    }
    table
}

/// All that is on record of each water.
pub(super) fn every_water(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Từng nơi nước sâu", en: "Every water" },
        say! { vi: "Từng nơi nước sâu, ai thấy và đi xem ngày nào", en: "Every water, who told of it and when it was seen" },
        vec![say! { vi: "xã, phường", en: "commune" }],
    );
    table.detail = true;
    let columns =
        ["name", "kind", "depth_m", "sign", "barrier", "responsible", "due", "seen_on", "source"];
    table.columns.extend(columns.map(|column| words.heading(&hazards::TABLE, column)));
    for place in &state.places {
        table.rows.extend(place.waters.iter().map(|water| {
            vec![
                Cell::Text(place.name.clone()),
                Cell::Text(water.name.clone()),
                Cell::Text(words.shown(&hazards::TABLE, "kind", &water.kind)),
                known(words, &water.depth_m),
                standing(words, "sign", water.sign),
                standing(words, "barrier", water.barrier),
                known(words, &water.responsible),
                due(words, water, state.as_of),
                known(words, &water.seen_on.map(|day| day.to_string()).unwrap_or_default()),
                known(words, &water.source),
            ]
        }));
    }
    table
}

/// The columns of what is brought where.
const COUNTS: [&str; 4] = ["households", "classes", "pupils", "boards"];

/// How many points of each kind there are, and for how many people. Kinds are not added up: the
/// pupils of a class are among those of its school.
pub(super) fn deliveries(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Điểm phát", en: "Delivery points" },
        say! { vi: "Điểm phát theo loại, để tính số tờ cần in", en: "Delivery points by kind, to know how much to print" },
        Vec::new(),
    );
    delivery_columns(&mut table, words);
    for kind in points::KINDS {
        let of_kind = |place: &PlaceStatus| {
            place.delivery.iter().find(|delivery| delivery.kind == kind.key).copied()
        };
        let all: Option<Delivery> = state.places.iter().filter_map(of_kind).reduce(Delivery::and);
        table.rows.extend(all.map(|delivery| delivery_row(words, delivery)));
    }
    table
}

/// The same for each commune.
pub(super) fn every_delivery(state: &State, words: Words) -> Table {
    let mut table = words.table(
        say! { vi: "Điểm phát từng nơi", en: "Delivery points by commune" },
        say! { vi: "Điểm phát của từng xã, phường theo loại", en: "Delivery points of each commune by kind" },
        vec![say! { vi: "xã, phường", en: "commune" }],
    );
    table.detail = true;
    delivery_columns(&mut table, words);
    for place in &state.places {
        table.rows.extend(place.delivery.iter().map(|delivery| {
            let name = [Cell::Text(place.name.clone())];
            name.into_iter().chain(delivery_row(words, *delivery)).collect()
        }));
    }
    table
}

fn delivery_columns(table: &mut Table, words: Words) {
    table.columns.push(words.heading(&points::TABLE, "kind"));
    table.columns.push(words.say(say! { vi: "số điểm", en: "points" }));
    table.columns.extend(COUNTS.map(|column| words.heading(&points::TABLE, column)));
}

fn delivery_row(words: Words, delivery: Delivery) -> Vec<Cell> {
    let Delivery { kind, points, households, classes, pupils, boards } = delivery;
    let kind = Cell::Text(words.shown(&points::TABLE, "kind", kind));
    let count = |count: Option<usize>| count.map_or(Cell::Text(String::new()), Cell::Count);
    let counts = [households, classes, pupils, boards].map(count);
    [kind, Cell::Count(points)].into_iter().chain(counts).collect()
}
