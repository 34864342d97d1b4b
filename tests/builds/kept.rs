//! What a build leaves alone: the old output when the content has errors, and whatever its
//! filters leave out; and what it does not believe.

use std::{collections::BTreeMap, fs, path::Path, time::SystemTime};

use loa::pipeline::Request;

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

/// When each file of the output was last written.
fn times(out: &Path, output: &Tree) -> BTreeMap<String, SystemTime> {
    let time = |name: &str| fs::metadata(disk::below(out, name)).and_then(|file| file.modified());
    output.keys().map(|name| (name.clone(), time(name).expect("a time"))).collect()
}

/// A theme file with a change, as the campaign's own.
fn theme(name: &str, from: &str, to: &str) -> (String, Vec<u8>) {
    let name = format!("themes/base/{name}");
    let folder = name.rsplit_once('/').expect("a folder").0;
    let text = disk::repository(folder).remove(&name).expect("a file of the theme");
    let text = String::from_utf8(text).expect("letters");
    assert!(text.contains(from), "{name} has no {from}");
    (name, text.replacen(from, to, 1).into_bytes())
}

#[test]
fn a_build_with_errors_leaves_the_output_as_it_was() {
    let mut small = Small::new("[web, copier]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());
    let written = times(out.path(), &before);

    let lesson = "content/packs/drowning/eyes-on/lesson.vi.md";
    let text = String::from_utf8(small.files()[lesson].clone()).expect("letters");
    let long = "Đứng sát con, với tay là chạm tới con, mắt luôn nhìn con. ".repeat(200);
    let wordy = text.replacen("1. **", &format!("1. **{long}"), 1);
    let odd = text.replacen("1. **", "1. **Chữ lạ: \u{1F40A}. ", 1);
    let mistakes = [
        ("field-name", (lesson.to_owned(), text.replace("place.full", "place.ful").into_bytes())),
        ("place-unknown", ("content/places/units.csv".to_owned(), Vec::new())),
        // Shows when the theme is read, and when a page of one place is made.
        ("template-error", theme("web/lesson.html", "{% endblock main %}", "{% endblok %}")),
        (
            "template-error",
            theme(
                "web/lesson.html",
                "{% block main %}",
                "{% block main %}[% if place.id == \"chi\" %][[ place.no.such ]][% endif %]",
            ),
        ),
        // Show when the sheet of one place is laid out.
        (
            "typst-error",
            theme(
                "print/copier.typ",
                "#document-info",
                "#document-info\n#if d.place.name == \"Chi\" { panic(\"no\") }",
            ),
        ),
        ("panel-overflow", (lesson.to_owned(), wordy.into_bytes())),
        ("glyph-missing", (lesson.to_owned(), odd.into_bytes())),
    ];
    for (code, (name, bytes)) in mistakes {
        // A sound change besides: it must not be published either.
        small.fact = 7;
        small.spoilt = Tree::from([(name, bytes)]);
        disk.put(&small, false);
        let said = run::build(&request).expect_err(code);
        assert!(said.contains(&format!("error[{code}")), "no {code}: {said}");
        disk::assert_same(&disk::output(out.path()), &before, code);
        assert_eq!(times(out.path(), &before), written, "{code}: written again");
        assert!(!out.path().join(".loa").join("dirty").exists(), "{code}: the mark is set");
        let staged = fs::read_dir(out.path().join(".loa").join("staging")).expect("a folder");
        assert_eq!(staged.count(), 0, "{code}: documents are left");
    }
    small.spoilt.clear();
    disk.put(&small, false);
    run::build(&request).expect("a mended campaign");
    let clean = run::clean(&request).expect("a mended campaign");
    disk::assert_same(&disk::output(out.path()), &clean, "after the mistakes are mended");
}

#[test]
fn a_build_of_a_part_changes_nothing_else() {
    let mut small = Small::new("[web, copier]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let whole = run::request(disk.root.path(), out.path());
    run::build(&whole).expect("a sound campaign");
    let before = disk::output(out.path());
    let one = |text: &str| vec![text.to_owned()];
    let parts = [
        Request { places: one("an"), ..whole.clone() },
        Request { places: one("chung"), ..whole.clone() },
        Request { langs: one("en"), ..whole.clone() },
        Request { formats: one("web"), ..whole.clone() },
        Request { formats: one("copier"), places: one("chi"), ..whole.clone() },
    ];
    for part in &parts {
        run::build(part).expect("a sound campaign");
        disk::assert_same(&disk::output(out.path()), &before, &format!("{part:?}"));
    }
    // What changes, changes inside the filter.
    small.lessons[0].step = 3;
    disk.put(&small, false);
    run::build(&parts[4]).expect("a sound campaign");
    let after = disk::output(out.path());
    let differences = disk::differences(&before, &after);
    let inside = |name: &String| {
        let made = [
            "/chi/copier/eyes-on.pdf",
            "print/chi/copier-all.",
            // The pages of all places show the same one.
            "/thumbnails/copier/eyes-on.webp",
        ];
        made.iter().any(|made| name.contains(made)) || name.starts_with("manifest")
    };
    assert!(!differences.is_empty() && differences.iter().all(inside), "{differences:#?}");
}

#[test]
fn a_build_of_a_part_does_not_stumble_over_a_document_that_is_gone() {
    let disk = OnDisk::new(&Small::new("[web, copier]"));
    let out = tempfile::tempdir().expect("a folder");
    let whole = run::request(disk.root.path(), out.path());
    run::build(&whole).expect("a sound campaign");
    let before = disk::output(out.path());
    fs::remove_file(disk::below(out.path(), "site/vi/an/copier/eyes-on.pdf")).expect("a leaflet");
    let part = Request { places: vec!["binh".to_owned()], ..whole.clone() };
    run::build(&part).expect("a sound campaign");
    run::build(&whole).expect("a sound campaign");
    disk::assert_same(&disk::output(out.path()), &before, "the leaflet is back");
}

#[test]
fn a_file_that_was_tampered_with_is_restored_on_demand() {
    let disk = OnDisk::new(&Small::new("[web, copier]"));
    let out = tempfile::tempdir().expect("a folder");
    let plain = run::request(disk.root.path(), out.path());
    run::build(&plain).expect("a sound campaign");
    let before = disk::output(out.path());
    for name in ["site/vi/an/eyes-on.html", "site/vi/an/copier/eyes-on.pdf", "manifest.json"] {
        let mut bytes = before[name].clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        disk::write(out.path(), name, &bytes);
    }
    // A page that somebody cut short, and a file that is nobody's.
    disk::write(out.path(), "site/vi/binh/burns.html", b"");
    disk::write(out.path(), "site/vi/binh/cua-toi.txt", b"mine");
    run::build(&Request { verify: true, ..plain.clone() }).expect("a sound campaign");
    let mut after = disk::output(out.path());
    assert_eq!(after.remove("site/vi/binh/cua-toi.txt").as_deref(), Some(&b"mine"[..]));
    disk::assert_same(&after, &before, "verified");
}
