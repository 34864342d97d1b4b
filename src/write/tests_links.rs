//! Links that somebody put in the output folder, and hard links to what is in it.

use std::{fs, os::unix::fs::symlink};

use tempfile::TempDir;

use super::{
    Store,
    tests::{FULL, World, build, scribble, text, tree, world},
};

#[test]
fn a_link_in_place_of_a_file_is_not_written_through() {
    let (out, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let theirs = other.path().join("theirs.html");
    scribble(&theirs, "theirs");
    build(out.path(), &world(&[(1, "a"), (2, "b")]), FULL).unwrap();
    let ours = out.path().join("site/vi/an/a.html");
    fs::remove_file(&ours).unwrap();
    symlink(&theirs, &ours).unwrap();
    let refused = build(out.path(), &world(&[(1, "a")]), FULL).unwrap_err();
    assert!(refused.error.to_string().contains("link"), "{refused:?}");
    build(out.path(), &world(&[(2, "b")]), FULL).unwrap();
    assert_eq!(text(&theirs), "theirs");
    assert_eq!(tree(out.path())["site/vi/an/a.html"], "a link", "not ours to remove");
}

#[test]
fn a_link_in_place_of_a_folder_is_not_entered() {
    let (out, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    build(out.path(), &world(&[(1, "a"), (7, "leaflet")]), FULL).unwrap();
    for folder in ["site/vi", "print/an"] {
        let away = other.path().join(folder.replace('/', "-"));
        fs::rename(out.path().join(folder), &away).unwrap();
        symlink(&away, out.path().join(folder)).unwrap();
    }
    build(out.path(), &world(&[(1, "A")]), FULL).unwrap_err();
    build(out.path(), &world(&[(7, "LEAFLET")]), FULL).unwrap_err();
    build(out.path(), &World::new(), FULL).unwrap();
    assert_eq!(text(&other.path().join("site-vi/an/a.html")), "a");
    assert_eq!(text(&other.path().join("print-an/a.pdf")), "leaflet");
}

#[test]
fn our_own_folder_must_not_be_a_link() {
    let (out, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    symlink(other.path(), out.path().join(".loa")).unwrap();
    Store::open(out.path()).unwrap_err();
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
}

#[test]
fn the_output_folder_may_be_a_link() {
    let (home, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let out = home.path().join("dist");
    symlink(other.path(), &out).unwrap();
    build(&out, &world(&[(1, "a")]), FULL).unwrap();
    assert_eq!(text(&other.path().join("site/vi/an/a.html")), "a");
}

#[test]
fn a_copy_of_hard_links_keeps_what_it_had() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "first")]), FULL).unwrap();
    let copy = out.path().join("copy.html");
    fs::hard_link(out.path().join("site/vi/an/a.html"), &copy).unwrap();
    build(out.path(), &world(&[(1, "second")]), FULL).unwrap();
    assert_eq!(text(&copy), "first");
    assert_eq!(text(&out.path().join("site/vi/an/a.html")), "second");
}
