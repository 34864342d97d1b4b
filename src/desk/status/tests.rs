//! Every form of the report says the same.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::{
    page, state,
    tables::{Cell, Table, tables},
    text, workbook,
};
use crate::{
    diag::{Report, Sources, Tongue},
    load::{self, files::Files},
    model::Selection,
};

fn told(tongue: Tongue, waters: &str) -> (super::State, Vec<Table>) {
    told_with(tongue, waters, &[])
}

fn told_with(tongue: Tongue, waters: &str, others: &[(&str, &str)]) -> (super::State, Vec<Table>) {
    let folder = tempfile::tempdir().expect("a folder");
    let places = folder.path().join("content").join("places");
    std::fs::create_dir_all(&places).expect("a folder");
    let files = [
        ("campaign.yaml", "title: Nước & trẻ\nlanguages: [vi]\n"),
        (
            "content/places/units.csv",
            "id,valid_from,valid_to,code,name,kind,parent,successors\nduoi,,,1,<Dưới>,xã,,\n",
        ),
        ("content/places/hazards.csv", waters),
    ];
    for (path, text) in files.iter().chain(others) {
        std::fs::write(folder.path().join(path), text).expect("a file");
    }
    let files = Files::scan(folder.path()).expect("a campaign");
    let campaign =
        load::campaign(&mut Report::new(), &mut Sources::default(), &files).expect("a campaign");
    let selection = Selection {
        as_of: "2026-11-23".parse().expect("a day"),
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: false,
        unreviewed: true,
    };
    let state = state(&campaign, &selection);
    let tables = tables(&state, tongue);
    (state, tables)
}

const HEAD: &str =
    "id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en\n";

fn three_waters() -> String {
    format!(
        "{HEAD}a,duoi,pit,A,,,,yes,no,Ông B,2026-11-22,,,,\n\
         b,duoi,pit,B,,,,yes,yes,,,,,,\nc,duoi,pit,C,,,,unknown,yes,,,,,,\n"
    )
}

#[test]
fn a_share_is_never_rounded_up_and_absent_where_nothing_is_on_record() {
    let (state, _) = told(Tongue::Vi, &three_waters());
    assert_eq!((state.waters.sign.percent, state.waters.barrier.percent), (Some(66), Some(66)));
    assert_eq!((state.waters.sign.unknown, state.waters.barrier.no), (1, 1));
    assert_eq!(state.places[0].complete, 20);
    let (state, _) = told(Tongue::Vi, HEAD);
    assert_eq!((state.waters.sign.percent, state.places[0].complete), (None, 0));
}

#[test]
fn the_workbook_holds_every_cell() {
    for tongue in [Tongue::Vi, Tongue::En] {
        let (_, tables) = told(tongue, &three_waters());
        let bytes = workbook(&tables).expect("a workbook");
        assert_eq!(bytes, workbook(&tables).expect("a workbook"), "the same bytes");
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
        for table in &tables {
            let range = book.worksheet_range(&table.sheet).expect("a sheet");
            let cells: Vec<&Data> = range.rows().flatten().collect();
            for cell in table.rows.iter().flatten() {
                let is_there = cells.iter().any(|found| match (cell, found) {
                    (Cell::Text(words) | Cell::Open(words), found) => *words == found.to_string(),
                    (Cell::Count(number), Data::Float(found)) => {
                        number.to_string() == found.to_string()
                    }
                    (Cell::Share(number) | Cell::Ordered(number), Data::Float(found)) => {
                        number.to_string() == format!("{:.0}", found * 100.0)
                    }
                    _ => false,
                });
                assert!(is_there, "{}: {cell:?}", table.sheet);
            }
        }
    }
}

#[test]
fn the_page_escapes_what_people_wrote() {
    let (state, tables) = told(Tongue::En, &three_waters());
    let page = page(&state, &tables, Tongue::En).expect("a page");
    let page = String::from_utf8(page).expect("letters");
    assert!(page.contains("<title>Nước &amp; trẻ, 2026-11-23</title>"), "{page}");
    assert!(page.contains("&lt;Dưới&gt;") && !page.contains("<Dưới>"));
    assert!(page.contains(">66 %</meter>"));
    assert!(!page.contains(">100 %</meter>"), "what is ordered is not what is reached");
}

#[test]
fn a_glance_leaves_out_what_is_long() {
    let (_, tables) = told(Tongue::Vi, &three_waters());
    let text = text(&tables, Tongue::Vi);
    assert!(text.contains("Ông B") && text.contains("66 %"), "{text}");
    assert!(!text.contains("Từng xã"), "{text}");
}

const CONTACTS: &str = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to\n\
    duoi,police,Công an,0271 3 000 001,,,,Chị Lan,2026-11-20,,\n\
    duoi,school,Trường cũ,0271 3 000 002,,,,Anh Tư,2024-11-20,,2025-06-30\n";
const POINTS: &str = "id,place,kind,name,households,classes,pupils,boards\n\
    a,duoi,hamlet,Một,186,,,2\nb,duoi,hamlet,Hai,43,,,\n\
    c,duoi,school,Trường,,10,312,1\nd,duoi,class,Lớp 5A,,1,32,\n";

#[test]
fn what_is_asked_of_people_is_shown_with_who_said_it() {
    let waters = format!("{HEAD}a,duoi,pit,A,,,2.5,yes,no,Ông B,,2026-10-01,Cô Ba,,\n");
    let others = [("content/places/contacts.csv", CONTACTS), ("content/places/points.csv", POINTS)];
    let (state, tables) = told_with(Tongue::En, &waters, &others);
    let table = |sheet: &str| tables.iter().find(|table| table.sheet == sheet).expect("a table");
    let rows = |sheet: &str| {
        let rows = table(sheet).rows.iter();
        rows.map(|row| row.iter().map(Cell::shown).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    assert_eq!(
        table("Every contact").columns,
        ["commune", "role", "name", "telephone", "who gave the number", "checked on"]
    );
    // What ended is not called any more.
    assert_eq!(
        rows("Every contact"),
        [["<Dưới>", "police", "Công an", "0271 3 000 001", "Chị Lan", "2026-11-20"]]
    );
    let water = ["<Dưới>", "A", "pit", "2.5", "yes", "no", "Ông B", "none", "2026-10-01", "Cô Ba"];
    assert_eq!(rows("Every water"), [water]);
    let by_kind = [
        ["hamlet", "2", "229", "", "", "2"],
        ["school", "1", "", "10", "312", "1"],
        ["class", "1", "", "1", "32", ""],
    ];
    assert_eq!(rows("Delivery points"), by_kind);
    assert_eq!(rows("Delivery points by commune")[0][1..], by_kind[0]);
    assert_eq!((state.places[0].points, state.places[0].delivery[0].households), (4, Some(229)));
    // Where there are none, nothing is said of them.
    let (_, tables) = told(Tongue::En, &waters);
    assert!(tables.iter().all(|table| !table.sheet.starts_with("Delivery")));
}
