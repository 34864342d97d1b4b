//! Sheets for a printing house: every colour is ink, and the boxes say what is cut off.

use std::collections::BTreeSet;

use krilla::pdf::Pdf;
use loa::pipeline::Request;

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

fn sheets(built: &Tree) -> Vec<&str> {
    let files = built.keys().filter(|name| name.starts_with("press/") && name.ends_with(".pdf"));
    files.map(String::as_str).collect()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// The numbers of a box, in millimetres, of each page.
fn boxes(bytes: &[u8], name: &str) -> Vec<Vec<i64>> {
    let text = String::from_utf8_lossy(bytes);
    let name = format!("/{name}");
    let after = text.split(&name).skip(1);
    let numbers = after.map(|rest| {
        let inner = rest.split(['[', ']']).nth(1).expect("a box");
        let points =
            inner.split_ascii_whitespace().map(|one| one.parse::<f64>().expect("a number"));
        #[expect(clippy::cast_possible_truncation, reason = "millimetres of paper")]
        points.map(|point| (point * 25.4 / 72.0).round() as i64).collect()
    });
    numbers.collect()
}

#[test]
fn a_sheet_for_the_press_has_four_inks_and_says_where_it_is_cut() {
    let small = Small::new("[copier, trifold-colour]");
    let disk = OnDisk::new(&small);
    let request = Request { press: true, ..run::request(disk.root.path(), disk.root.path()) };
    let built = run::clean(&request).expect("a sound campaign");
    // Four places, two languages, three lessons of which two are folded.
    assert_eq!(sheets(&built).len(), 4 * 2 * (3 + 2), "{:#?}", sheets(&built));
    for file in sheets(&built) {
        let bytes = &built[file];
        // All that is not a stream stands in plain letters.
        for words in [
            "ICCBased",
            "DeviceRGB",
            "CalRGB",
            "/Subtype/Image",
            "/Shading",
            "/StructTreeRoot",
            "/Type/ObjStm",
        ] {
            assert!(!holds(bytes, words), "{file} has {words}");
        }
        assert!(bytes.starts_with(b"%PDF-1.4"), "{file}");
        let colour = file.contains("/trifold-colour/");
        let (width, height) = if colour { (297, 210) } else { (210, 297) };
        let pdf = Pdf::new(bytes.clone()).unwrap_or_else(|_| panic!("{file} is no PDF"));
        let pages = pdf.pages().len();
        assert!(if colour { pages == 2 } else { (1..=2).contains(&pages) }, "{file}");
        let around = |room: i64| {
            vec![vec![10 - room, 10 - room, 10 + width + room, 10 + height + room]; pages]
        };
        assert_eq!(boxes(bytes, "MediaBox"), around(10), "{file}");
        assert_eq!(boxes(bytes, "BleedBox"), around(3), "{file}");
        assert_eq!(boxes(bytes, "TrimBox"), around(0), "{file}");

        let mut inks = BTreeSet::new();
        for page in pdf.pages().iter() {
            let stream = String::from_utf8_lossy(page.page_stream().expect("a page")).into_owned();
            let words: Vec<&str> = stream.split_ascii_whitespace().collect();
            // Letters of a text may look like an operator; what it works on they have not.
            let number = |at: usize| words.get(at).is_some_and(|word| word.parse::<f64>().is_ok());
            let name = |at: usize| words.get(at).is_some_and(|word| word.starts_with('/'));
            for (at, word) in words.iter().enumerate().skip(4) {
                match *word {
                    "rg" | "RG" | "g" | "G" | "sc" | "SC" | "scn" | "SCN" if number(at - 1) => {
                        panic!("{file}: {:?}", &words[at - 4..=at]);
                    }
                    "cs" | "CS" | "sh" | "Do" if name(at - 1) => {
                        panic!("{file}: {:?}", &words[at - 4..=at]);
                    }
                    "k" | "K" if (1..=4).all(|back| number(at - back)) => {
                        inks.insert(words[at - 4..at].join(" "));
                    }
                    _ => {}
                }
            }
        }
        assert!(inks.contains("0 0 0 1"), "{file}: black is black alone: {inks:?}");
        let grey = |ink: &&String| ink.starts_with("0 0 0 ");
        assert_eq!(inks.iter().any(|ink| !grey(&ink)), colour, "{file}: {inks:?}");
        // All four at once are for the marks, which stand where the sheet is cut off.
        let rich = |ink: &&String| {
            let parts = ink.split(' ').filter_map(|part| part.parse::<f64>().ok());
            parts.sum::<f64>() > 2.5
        };
        let rich: Vec<&String> = inks.iter().filter(rich).collect();
        assert!(rich.is_empty() || colour && rich == ["1 1 1 1"], "{file}: {rich:?}");
    }
}

#[test]
fn what_keeps_the_colours_of_a_screen_is_reported_in_each_run_and_made_all_the_same() {
    let mut small = Small::new("[copier]");
    let name = "themes/base/print/copier.typ";
    let layout = String::from_utf8(disk::repository("themes").remove(name).expect("a layout"));
    let gradient = "#pdf.artifact(place(rect(width: 5mm, fill: gradient.linear(red, blue))))\n";
    let layout = layout
        .expect("letters")
        .replace("// ink: black\n", "// ink: colour\n")
        .replace("#document-info\n", &format!("#document-info\n{gradient}"));
    small.spoilt.insert(name.to_owned(), layout.into_bytes());
    let disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let plain = run::request(disk.root.path(), out.path());
    let one = |text: &str| vec![text.to_owned()];
    let quiet = run::build(&plain).expect("a sound campaign").warnings;
    for (place, files) in [("an", 6), ("binh", 12), ("an", 12)] {
        let request = Request { press: true, places: one(place), ..plain.clone() };
        let built = run::build(&request).expect("a sound campaign");
        // Three lessons in two languages.
        assert_eq!((built.warnings - quiet, built.press), (6, files));
    }
}

#[test]
fn sheets_for_the_press_go_when_nobody_asks_for_them() {
    let small = Small::new("[copier]");
    let disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let plain = run::request(disk.root.path(), out.path());
    let press = Request { press: true, ..plain.clone() };
    let one = |text: &str| vec![text.to_owned()];
    run::build(&press).expect("a sound campaign");
    let all = disk::output(out.path());
    assert_eq!(sheets(&all).len(), 24);
    let manifest = String::from_utf8_lossy(&all["manifest.json"]);
    let row = manifest.lines().find(|line| line.contains("press/an/vi/copier/burns.pdf"));
    let row = row.expect("a row");
    assert!(row.contains(r#""format":"copier""#) && row.contains(r#""lesson":"burns""#), "{row}");

    // A part made again is a part of the same.
    run::build(&Request { places: one("an"), ..press.clone() }).expect("a sound campaign");
    disk::assert_same(&disk::output(out.path()), &all, "in a part");
    run::build(&plain).expect("a sound campaign");
    let after = disk::output(out.path());
    assert!(sheets(&after).is_empty());
    disk::assert_same(&after, &run::clean(&plain).expect("a sound campaign"), "without the press");
}
