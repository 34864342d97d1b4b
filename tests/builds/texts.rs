//! Lessons as plain text: each for every place and language, with what is known there.

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

/// The lines of a text, as an editor that knows UTF-8 shows them.
#[track_caller]
fn lines(built: &Tree, name: &str) -> Vec<String> {
    let bytes = built.get(name).unwrap_or_else(|| panic!("no {name}"));
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "{name} has ends of lines of two kinds"
    );
    text.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn every_lesson_has_a_text_for_each_place_and_language() {
    let mut small = Small::new("[web]");
    small.lessons[1].only_in = Some("binh".to_owned());
    let disk = OnDisk::new(&small);
    let mut request = run::request(disk.root.path(), disk.root.path());
    request.formats = vec!["text".to_owned()];
    let built = run::clean(&request).expect("a sound campaign");
    let texts = built.keys().filter(|name| name.ends_with(".txt")).count();
    // Two lessons in two languages for three places and the general edition, and one for one place.
    assert_eq!(texts, 2 * 2 * 4 + 2, "{:#?}", built.keys());

    let here = lines(&built, "office/an/vi/text/eyes-on.txt");
    assert_eq!(here[0], here[0].to_uppercase());
    assert!(here.iter().any(|line| line.contains("115")), "{here:#?}");
    assert!(here.iter().any(|line| line == "Phường An"), "{here:#?}");
    // No markup, no field and no mark of the templates is left.
    for (name, _) in built.iter().filter(|(name, _)| name.ends_with(".txt")) {
        for line in lines(&built, name) {
            let stray = ["**", "[[", "]]", "](", "```", "{#", "<", "\u{e000}", "\u{e001}"];
            let found: Vec<_> = stray.into_iter().filter(|mark| line.contains(mark)).collect();
            assert!(found.is_empty(), "{name}: {found:?} in `{line}`");
            assert_eq!(line.trim_end(), line, "{name}");
        }
    }
    // What a place knows is said there and nowhere else.
    let differ = |one: &str, other: &str| lines(&built, one) != lines(&built, other);
    assert!(differ("office/an/vi/text/eyes-on.txt", "office/binh/vi/text/eyes-on.txt"));
    assert!(differ("office/an/vi/text/eyes-on.txt", "office/an/en/text/eyes-on.txt"));
}

#[test]
fn a_text_changes_with_its_place_and_its_lesson_alone() {
    let mut small = Small::new("[text]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());
    small.places[1].phone = Some(7);
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());
    let changed = disk::differences(&before, &after);
    let changed: Vec<_> = changed.iter().filter(|name| name.contains(".txt")).collect();
    assert!(!changed.is_empty());
    assert!(changed.iter().all(|name| name.starts_with("office/binh/")), "{changed:#?}");
    disk::assert_same(&after, &run::clean(&request).expect("a sound campaign"), "made again");
}
