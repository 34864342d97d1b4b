//! Workbooks that were handed out together come back one by one, in any order, late, and with what
//! people do to them; nothing that anybody filled in is lost.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;

use super::{
    Import, Which,
    changes::What,
    tests::{CONTACTS, UNITS, campaign, export_to, exported, import_all, import_from},
};
use crate::desk::{
    Edit,
    exported::SHEET,
    tests_office::{Cells, file, refill},
};

const SHEET_OF: &str = "Liên lạc";
const PHONE: usize = 3;
const NOTE: usize = 5;

/// Changes the cells of a row of contacts, which is known by its place and role.
fn set(cells: &mut Cells, key: [&str; 2], changes: &[(usize, &str)]) {
    let row = cells.iter_mut().find(|row| row[0] == key[0] && row[1] == key[1]).expect("a row");
    for (column, text) in changes {
        (*text).clone_into(&mut row[*column]);
    }
}

fn changed(root: &Path, name: &str, change: impl Fn(&mut Cells)) -> PathBuf {
    let path = root.join(name);
    refill(&root.join("places.xlsx"), &path, |sheet, cells| {
        if sheet == SHEET_OF {
            change(cells);
        }
    });
    path
}

fn contacts(root: &Path) -> String {
    fs::read_to_string(root.join("content/places/contacts.csv")).expect("a table")
}

fn write(import: &Import) {
    Edit::write_all(&import.edits).expect("files");
}

/// Imports workbooks, which must be understood, and writes.
fn take(root: &Path, paths: &[PathBuf]) -> Import {
    let (import, said) = import_all(root, paths);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    write(&import);
    import
}

#[test]
fn a_cell_that_nobody_touched_changes_nothing() {
    let folder = campaign(UNITS, CONTACTS);
    let root = folder.path();
    export_to(root).expect("a workbook");
    let late = changed(root, "late.xlsx", |cells| {
        set(
            cells,
            ["duoi", "trạm y tế"],
            &[(2, "Trạm"), (PHONE, "0271 3 000 002"), (7, "Chị Lan"), (8, "23-11-2026")],
        );
    });
    let other = changed(root, "other.xlsx", |cells| {
        set(cells, ["duoi", "công an"], &[(PHONE, "0271 3 999 999")]);
    });
    take(root, &[other]);
    let import = take(root, std::slice::from_ref(&late));
    assert_eq!(import.lost(), (0, 0));
    assert!(import.unknowing.is_empty());
    let wanted = CONTACTS.replace("0271 3 123 456", "0271 3 999 999")
        + "duoi,health_station,Trạm,0271 3 000 002,,,,Chị Lan,2026-11-23,,\r\n";
    assert_eq!(contacts(root), wanted);
    // A second time it says what is there.
    assert!(take(root, &[late]).edits.is_empty());
}

#[test]
fn what_was_changed_on_two_sides_is_reported_with_all_three() {
    let folder = campaign(UNITS, CONTACTS);
    let root = folder.path();
    export_to(root).expect("a workbook");
    let one = changed(root, "one.xlsx", |cells| {
        set(cells, ["duoi", "công an"], &[(PHONE, "0271 3 111 111"), (NOTE, "")]);
    });
    let two = changed(root, "two.xlsx", |cells| {
        set(cells, ["duoi", "công an"], &[(PHONE, "0271 3 222 222")]);
    });
    // Judged together, in either order.
    for paths in [[one.clone(), two.clone()], [two.clone(), one.clone()]] {
        let (import, said) = import_all(root, &paths);
        assert!(import.is_none());
        let name = paths[1].file_name().expect("a name").to_string_lossy();
        assert_eq!(said, [format!("cell-conflict {name}!{SHEET_OF}!D2")]);
    }
    // One after the other.
    let (import, _) = import_all(root, std::slice::from_ref(&one));
    let import = import.expect("nothing is wrong");
    assert_eq!(import.lost(), (1, 0));
    write(&import);
    let before = contacts(root);
    let (import, said) = import_all(root, std::slice::from_ref(&two));
    assert!(import.is_none());
    assert_eq!(said, [format!("cell-conflict two.xlsx!{SHEET_OF}!D2")]);
    assert_eq!(contacts(root), before);
    // Who types what the campaign says has decided.
    let same = changed(root, "same.xlsx", |cells| {
        set(cells, ["duoi", "công an"], &[(PHONE, "0271 3 111 111")]);
    });
    assert!(take(root, &[same]).edits.is_empty());
}

#[test]
fn rows_are_known_again_wherever_they_stand_and_a_deleted_one_is_counted() {
    let more = format!("{CONTACTS}duoi,hospital,Bệnh viện,0271 3 000 003,,,,Xã,2026-11-20,,\r\n");
    let folder = campaign(UNITS, &more);
    let root = folder.path();
    export_to(root).expect("a workbook");
    let turned = changed(root, "turned.xlsx", |cells| cells[1..].reverse());
    assert!(take(root, &[turned]).edits.is_empty());
    let short = changed(root, "short.xlsx", |cells| cells.retain(|row| row[1] != "bệnh viện"));
    let changer = changed(root, "changer.xlsx", |cells| {
        set(cells, ["duoi", "bệnh viện"], &[(PHONE, "0271 3 000 004")]);
    });
    // The one lacks the row that the other changes.
    for paths in [[short.clone(), changer.clone()], [changer.clone(), short.clone()]] {
        let (_, said) = import_all(root, &paths);
        assert!(said.len() == 1 && said[0].starts_with("cell-conflict "), "{said:?}");
    }
    let (import, _) = import_from(root, &short);
    let import = import.expect("nothing is wrong");
    assert_eq!((import.lost(), &import.tables[0].2[0].what), ((0, 1), &What::Removed));
    write(&import);
    assert_eq!(contacts(root), CONTACTS);
    let (_, said) = import_from(root, &changer);
    let at = said[0].strip_prefix("cell-conflict changer.xlsx!Liên lạc!A").expect("a row");
    assert!(at.parse::<usize>().is_ok(), "{said:?}");
}

#[test]
fn without_the_hidden_sheet_all_that_differs_counts_as_changed_and_that_is_said() {
    let folder = campaign(UNITS, CONTACTS);
    let root = folder.path();
    let path = export_to(root).expect("a workbook");
    let csv = CONTACTS.replace("0271 3 123 456", "0271 3 999 999");
    fs::write(root.join("content/places/contacts.csv"), csv).expect("a table");
    for spoilt in [false, true] {
        let old = root.join("old.xlsx");
        refill(&path, &old, |sheet, cells| {
            if sheet == SHEET && spoilt {
                cells[2][3].push('0');
            } else if sheet == SHEET {
                cells.clear();
            }
        });
        let (import, said) = import_from(root, &old);
        assert_eq!(said, [""; 0]);
        let import = import.expect("nothing is wrong");
        assert_eq!(import.unknowing, ["old.xlsx"]);
        assert_eq!(import.tables[0].2[0].cells[0].new, "0271 3 123 456");
    }
}

#[test]
fn a_workbook_of_one_place_holds_its_rows_alone_and_takes_no_other_row_away() {
    let units = format!("{UNITS}ben,2025-07-01,,00124,Bên,xã,tren,\n");
    let folder = campaign(&units, CONTACTS);
    let root = folder.path();
    let all = exported(root, Which::Each).expect("workbooks");
    let ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["ben", "duoi"]);
    let one = exported(root, Which::Place("ben")).expect("a workbook");
    assert_eq!(one[0].1, all[0].1);
    assert!(exported(root, Which::Place("bem")).expect_err("no place").contains("place-unknown"));
    let sent = root.join("sent");
    fs::create_dir_all(&sent).expect("a folder");
    for (id, bytes) in &all {
        let path = file(root, "places.xlsx", bytes);
        refill(&path, &sent.join(format!("{id}.xlsx")), |sheet, cells| {
            if sheet == SHEET_OF {
                assert!(cells[1..].iter().all(|row| row[0] == *id), "{cells:?}");
                set(cells, [id, "trạm y tế"], &[(2, "Trạm"), (7, "Xã"), (8, "2026-11-20")]);
            }
        });
    }
    file(&sent, "~$ben.xlsx", b"who has it open");
    // A folder is all workbooks in it.
    let import = take(root, &[sent]);
    assert_eq!(import.lost(), (0, 0));
    let added =
        ["ben", "duoi"].map(|id| format!("{id},health_station,Trạm,,,,,Xã,2026-11-20,,\r\n"));
    assert_eq!(contacts(root), CONTACTS.to_owned() + &added.concat());
}

/// Each order of some things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(count - 1) {
        for at in 0..=order.len() {
            let mut order = order.clone();
            order.insert(at, count - 1);
            all.push(order);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn offices_that_import_in_any_order_lose_nothing(
        offices in prop::collection::vec(
            (prop::option::of("0271 3 [0-9]{3} [0-9]{3}"), "(|ghi [a-zđ]{1,5})", any::<[bool; 3]>(), any::<bool>()),
            2..4,
        ),
    ) {
        let ids: Vec<String> = (0..offices.len()).map(|at| format!("xa-{at}")).collect();
        let mut units = "id,valid_from,valid_to,code,name,kind,parent,successors\n".to_owned();
        let mut table = CONTACTS.lines().next().expect("a head").to_owned() + "\r\n";
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for id in &ids {
            units += &format!("{id},,,,Xã,xã,,\n");
            table += &format!("{id},police,Công an,0271 3 000 000,,Cũ,,Xã,2026-11-20,,\r\n");
        }
        let roles = [("health_station", "trạm y tế"), ("child_officer", "cán bộ trẻ em"), ("committee", "ủy ban nhân dân")];
        for (id, (phone, note, filled, _)) in ids.iter().zip(&offices) {
            let phone = phone.as_deref().unwrap_or("0271 3 000 000");
            wanted.insert(format!("{id},police,Công an,{phone},,{note},,Xã,2026-11-20,,"));
            for (role, _) in roles.iter().zip(filled).filter(|(_, filled)| **filled).map(|(role, _)| role) {
                wanted.insert(format!("{id},{role},Tên,,,,,{id},2026-11-21,,"));
            }
        }
        let mut runs: Vec<Vec<Vec<usize>>> =
            orders(offices.len()).into_iter().map(|order| order.into_iter().map(|at| vec![at]).collect()).collect();
        // And all at one call.
        runs.extend(orders(offices.len()).into_iter().map(|order| vec![order]));
        let folder = campaign(&units, &table);
        let root = folder.path();
        export_to(root).map_err(TestCaseError::fail)?;
        for (at, (id, (phone, note, filled, turned))) in ids.iter().zip(&offices).enumerate() {
            changed(root, &format!("{at}.xlsx"), |cells| {
                let phone = phone.as_deref().unwrap_or("0271 3 000 000");
                set(cells, [id, "công an"], &[(PHONE, phone), (NOTE, note)]);
                for (_, role) in roles.iter().zip(filled).filter(|(_, filled)| **filled).map(|(role, _)| role) {
                    set(cells, [id, role], &[(2, "Tên"), (7, id), (8, "2026-11-21")]);
                }
                if *turned {
                    cells[1..].reverse();
                }
            });
        }
        for run in runs {
            fs::write(root.join("content/places/contacts.csv"), &table).expect("a table");
            for together in &run {
                let paths: Vec<PathBuf> = together.iter().map(|at| root.join(format!("{at}.xlsx"))).collect();
                let (import, said) = import_all(root, &paths);
                prop_assert!(said.is_empty(), "{run:?}: {said:?}");
                write(&import.expect("nothing is wrong"));
            }
            let now = contacts(root);
            let now: BTreeSet<String> = now.lines().skip(1).map(str::to_owned).collect();
            prop_assert_eq!(&now, &wanted, "{:?}", run);
        }
    }
}

#[test]
fn rows_without_an_id_are_not_one_row() {
    const HEAD: &str = "id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en";
    let folder = campaign(UNITS, CONTACTS);
    let root = folder.path();
    let paths = [("a.csv", "Hồ A"), ("b.csv", "Hồ B")].map(|(file, name)| {
        let path = root.join(file);
        fs::write(&path, format!("{HEAD}\n,duoi,pond,{name},,,,,,,,,,,\n")).expect("a table");
        path
    });
    let (import, said) = import_all(root, &paths);
    assert!(import.is_none());
    assert_eq!(said, ["cell-empty a.csv!A2", "cell-empty b.csv!A2"]);
}
