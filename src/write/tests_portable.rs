//! The door that Windows has, on a disk that is as strict as FAT: no file that is open can be
//! replaced or removed.

use std::{
    fs::{self, File},
    path::Path,
};

use tempfile::TempDir;

use super::{
    Store, either,
    portable::{Dir, strict},
    tests::{PORTABLE, build, clean, is_unchanged, text, tree, world},
};

/// Lets no file be replaced while the work lasts, though it can be moved.
fn replacing_nothing<T>(work: impl FnOnce() -> T) -> T {
    strict::REPLACES_NOTHING.set(true);
    let done = work();
    strict::REPLACES_NOTHING.set(false);
    done
}

#[test]
fn every_changing_build_ends_and_keeps_its_books() {
    let out = TempDir::new().unwrap();
    for world in [
        world(&[(1, "one"), (3, "two"), (7, "leaflet")]),
        world(&[(1, "ONE"), (3, "two"), (7, "LEAFLET"), (8, "new")]),
        world(&[(1, "one")]),
    ] {
        build(out.path(), &world, PORTABLE).unwrap();
        assert_eq!(tree(out.path()), clean(&world));
        assert!(is_unchanged(out.path()));
    }
}

#[test]
fn what_cannot_be_replaced_goes_aside_first() {
    let out = TempDir::new().unwrap();
    for text in ["first", "second", "third"] {
        let world = world(&[(1, text), (7, text), (8, text)]);
        replacing_nothing(|| build(out.path(), &world, PORTABLE)).unwrap();
        assert_eq!(tree(out.path()), clean(&world));
        assert!(is_unchanged(out.path()));
        let mut ours: Vec<_> = fs::read_dir(out.path().join(".loa")).unwrap().collect();
        ours.retain(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("old"));
        assert!(ours.is_empty(), "{ours:?}");
    }
}

#[test]
fn nothing_goes_before_its_successor_stands() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("old"), "old").unwrap();
    let dir = Dir::root(home.path()).unwrap();
    for strict in [false, true] {
        let rename = || dir.rename_raw("missing", &dir, "old");
        let failed = if strict { replacing_nothing(rename) } else { rename() };
        failed.unwrap_err();
        assert_eq!(text(&home.path().join("old")), "old");
    }
    fs::write(home.path().join("new"), "new").unwrap();
    let reader = File::open(home.path().join("old")).unwrap();
    dir.rename_raw("new", &dir, "old").unwrap_err();
    assert_eq!(text(&home.path().join("old")), "old");
    assert_eq!(text(&home.path().join("new")), "new");
    drop(reader);
    dir.rename_raw("new", &dir, "old").unwrap();
    assert_eq!(text(&home.path().join("old")), "new");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_leaflet_that_somebody_reads_is_reported_and_mended_later() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "a"), (7, "leaflet")]), PORTABLE).unwrap();
    let leaflet = out.path().join("print/an/a.pdf");
    let reader = File::open(&leaflet).unwrap();
    let new = world(&[(1, "A"), (7, "LEAFLET")]);
    let refused = build(out.path(), &new, PORTABLE).unwrap_err();
    assert_eq!(refused.path, leaflet);
    assert_eq!(text(&leaflet), "leaflet");
    drop(reader);
    build(out.path(), &new, PORTABLE).unwrap();
    assert_eq!(tree(out.path()), clean(&new));
}

#[test]
fn an_old_file_that_somebody_reads_waits_for_a_later_build() {
    let out = TempDir::new().unwrap();
    let world = world(&[(1, "a")]);
    build(out.path(), &world, PORTABLE).unwrap();
    let leftovers = [".loa/staging/0.old", ".loa/keys.new.old"].map(|name| out.path().join(name));
    let readers = leftovers.each_ref().map(|path| File::create(path).unwrap());
    build(out.path(), &world, PORTABLE).unwrap();
    assert!(leftovers.iter().all(|path| path.exists()));
    drop(readers);
    build(out.path(), &world, PORTABLE).unwrap();
    assert!(!leftovers.iter().any(|path| path.exists()));
}

/// A build that ended between moving the old keys aside and putting the new ones in their place.
#[test]
fn keys_that_went_aside_come_back() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "a")]), PORTABLE).unwrap();
    let keys = out.path().join(".loa/keys");
    fs::rename(&keys, out.path().join(".loa/keys.new.old")).unwrap();
    assert!(is_unchanged(out.path()));
    assert!(keys.exists());
}

#[test]
fn a_content_error_leaves_no_folder_that_was_not_there() {
    let home = TempDir::new().unwrap();
    either::portable(true);
    let store = Store::open(&home.path().join("a/dist")).unwrap();
    store.stage("print/an", "a.pdf", b"new").unwrap();
    store.remember(b"pictures").unwrap();
    store.abandon().unwrap();
    either::portable(false);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn two_builds_at_once_are_refused() {
    let out = TempDir::new().unwrap();
    let open = |path: &Path| {
        either::portable(true);
        let store = Store::open(path);
        either::portable(false);
        store
    };
    let first = open(out.path()).unwrap();
    let refused = open(out.path()).unwrap_err();
    assert!(refused.doing.en.contains("another build"), "{refused:?}");
    drop(first);
    open(out.path()).unwrap();
}
