//! What holds many sheets: one file of a layout for the copier, and a zip for a place.

use std::{io::Read, path::Path};

use krilla::pdf::Pdf;
use loa::pipeline::Request;

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

fn pages(built: &Tree, name: &str) -> usize {
    let bytes = built.get(name).unwrap_or_else(|| panic!("{name} is not there"));
    Pdf::new(bytes.clone()).expect("a PDF").pages().len()
}

/// Files of the output below a folder.
fn below<'a>(built: &'a Tree, folder: &str) -> Vec<&'a str> {
    let names = built.keys().filter(|name| name.starts_with(folder) && !name.ends_with('/'));
    names.map(String::as_str).collect()
}

fn one(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

#[test]
fn a_file_holds_all_sheets_of_a_layout_and_is_made_again_only_when_one_changes() {
    let mut small = Small::new("[web, copier, trifold]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    let summary = run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());
    let names = ["copier-all.en.pdf", "copier-all.pdf", "trifold-all.en.pdf", "trifold-all.pdf"];
    for place in ["an", "binh", "chi", "chung"] {
        let folder = format!("print/{place}/");
        assert_eq!(below(&before, &folder), names.map(|name| format!("{folder}{name}")));
        assert_eq!(pages(&before, &format!("{folder}copier-all.pdf")), 6);
        assert_eq!(pages(&before, &format!("{folder}trifold-all.pdf")), 4);
    }
    assert_eq!((summary.bundles, summary.zips), (16, 0));

    // Only this place's sheets show its number.
    small.places[0].phone = Some(2);
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());
    let changed = disk::differences(&before, &after);
    let changed: Vec<_> = changed.iter().filter(|name| name.starts_with("print/")).collect();
    assert_eq!(changed.len(), 4, "{changed:#?}");
    assert!(changed.iter().all(|name| name.starts_with("print/an/")), "{changed:#?}");
    // Most of its sheets were in their places already, or none; the file is the same.
    disk::assert_same(&after, &run::clean(&request).expect("sound"), "sheets old and new");
    let many = Request { jobs: 5, ..request.clone() };
    disk::assert_same(&after, &run::clean(&many).expect("sound"), "on other threads");

    small.lessons[1].step = 9;
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let last = disk::output(out.path());
    disk::assert_same(&last, &run::clean(&request).expect("sound"), "one sheet of each is new");

    for part in [
        Request { places: one("an"), ..request.clone() },
        Request { langs: one("en"), ..request.clone() },
        Request { formats: one("copier"), ..request.clone() },
        Request { formats: one("web"), ..request.clone() },
    ] {
        run::build(&part).expect("a sound campaign");
        disk::assert_same(&last, &disk::output(out.path()), "a build of a part");
    }
}

#[test]
fn each_lesson_begins_on_a_front_side_if_the_layout_has_two() {
    let small = Small::new("[large, copier, teacher]");
    let disk = OnDisk::new(&small);
    let built = run::clean(&run::request(disk.root.path(), disk.root.path()));
    let built = built.expect("a sound campaign");
    let sheets = |layout: &str, lessons: &[&str]| -> Vec<usize> {
        let name = |lesson: &&str| format!("site/vi/an/{layout}/{lesson}.pdf");
        lessons.iter().map(|lesson| pages(&built, &name(lesson))).collect()
    };
    let fronts = |so_far: usize, pages: &usize| so_far.next_multiple_of(2) + pages;
    let large = sheets("large", &["eyes-on", "friend-in-water", "burns"]);
    assert_eq!(pages(&built, "print/an/large-all.pdf"), large.iter().fold(0, fronts));
    // A sheet that needs its second side has it in the file of all too.
    assert_eq!(pages(&built, "print/an/copier-all.pdf"), 6);
    // Sheets of which none has used its second side need no blank backs.
    assert_eq!(sheets("teacher", &["friend-in-water", "burns"]), [1, 1]);
    assert_eq!(pages(&built, "print/an/teacher-all.pdf"), 2);
}

#[test]
fn a_sheet_that_somebody_spoilt_is_no_part_of_another_file() {
    let mut small = Small::new("[copier]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    // Over the old bytes: the folder does not show it.
    std::fs::write(out.path().join("site/vi/an/copier/burns.pdf"), "no sheet").expect("a file");
    small.lessons[0].step = 9;
    disk.put(&small, false);
    let mut command = run::like_request(disk.root.path(), out.path());
    let failed = command.args(["--messages", "en"]).output().expect("the program runs");
    let said = String::from_utf8_lossy(&failed.stderr);
    assert_eq!(failed.status.code(), Some(2), "{said}");
    assert!(said.contains("burns.pdf") && said.contains("--verify"), "{said}");
    run::build(&Request { verify: true, ..request.clone() }).expect("a sound campaign");
    disk::assert_same(
        &disk::output(out.path()),
        &run::clean(&request).expect("a sound campaign"),
        "verified",
    );
}

/// The files in a zip, with their bytes.
fn unpacked(bytes: &[u8]) -> Tree {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut found = Tree::new();
    for number in 0..zip.len() {
        let mut file = zip.by_index(number).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        found.insert(file.name().expect("letters").into_owned(), bytes);
    }
    found
}

#[test]
fn a_zip_has_the_sheets_of_a_place_in_all_languages() {
    let mut small = Small::new("[web, copier]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let plain = run::request(disk.root.path(), out.path());
    run::build(&plain).expect("a sound campaign");
    let request = Request { zip: true, ..plain.clone() };
    let summary = run::build(&request).expect("a sound campaign");
    assert_eq!((summary.bundles, summary.zips), (8, 4));
    let before = disk::output(out.path());
    let packed = unpacked(&before["print/an/an.zip"]);
    let names: Vec<&str> = packed.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "copier-all.en.pdf",
            "copier-all.pdf",
            "en/copier/burns.pdf",
            "en/copier/eyes-on.pdf",
            "en/copier/friend-in-water.pdf",
            "vi/copier/burns.pdf",
            "vi/copier/eyes-on.pdf",
            "vi/copier/friend-in-water.pdf",
        ]
    );
    assert_eq!(packed["vi/copier/burns.pdf"], before["site/vi/an/copier/burns.pdf"]);
    assert_eq!(packed["copier-all.pdf"], before["print/an/copier-all.pdf"]);
    let many = Request { jobs: 5, ..request.clone() };
    disk::assert_same(&before, &run::clean(&many).expect("sound"), "on other threads");

    // A build of a part packs all there is.
    small.lessons[0].step = 9;
    disk.put(&small, false);
    run::build(&Request { langs: one("vi"), ..request.clone() }).expect("a sound campaign");
    let part = disk::output(out.path());
    let half = unpacked(&part["print/an/an.zip"]);
    assert_eq!(half.len(), packed.len());
    assert_ne!(half["vi/copier/eyes-on.pdf"], packed["vi/copier/eyes-on.pdf"]);
    assert_eq!(half["en/copier/eyes-on.pdf"], packed["en/copier/eyes-on.pdf"]);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());
    disk::assert_same(&after, &run::clean(&request).expect("sound"), "packed again");

    // A sheet that somebody took away, and that the run does not make, is missed.
    std::fs::remove_file(disk::below(out.path(), "site/vi/an/copier/burns.pdf")).expect("a sheet");
    let mut part = run::like_request(disk.root.path(), out.path());
    let missed = part.args(["--zip", "--format", "web"]).output().expect("the program runs");
    assert_eq!(missed.status.code(), Some(2));
    let said = String::from_utf8_lossy(&missed.stderr);
    assert!(said.contains("burns.pdf"), "{said}");
    run::build(&request).expect("a sound campaign");
    disk::assert_same(&after, &disk::output(out.path()), "the sheet is back");

    // One that would be outdated is gone, and no other.
    run::build(&Request { places: one("an"), ..plain.clone() }).expect("a sound campaign");
    let gone = disk::differences(&after, &disk::output(out.path()));
    assert_eq!(gone, ["manifest.json differs", "print/an/an.zip only in the first"]);
    run::build(&plain).expect("a sound campaign");
    assert!(!disk::output(out.path()).keys().any(|name| name.ends_with(".zip")));
    assert!(Path::new(out.path()).join("print/an/copier-all.pdf").exists());
}
