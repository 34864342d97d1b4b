//! The output folder from outside: worlds are built, meddled with, and built again.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
    thread,
};

use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

#[cfg(unix)]
use super::either;
use super::{Finished, Header, Note, Put, Store, Tag, Unsure, system::fault};
use crate::diag::Failure;

/// A file that a build makes: its folder, what it is for, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Page {
    pub(super) folder: &'static str,
    pub(super) format: &'static str,
    pub(super) place: &'static str,
    pub(super) name: &'static str,
}

/// A small campaign: two places with a page and a leaflet each, a folder that places share, and
/// one that belongs to none.
pub(super) const PAGES: [Page; 10] = [
    page("site", "web", "", "style.css"),
    page("site/vi/an", "web", "an", "a.html"),
    page("site/vi/an", "web", "an", "b.html"),
    page("site/vi/bo", "web", "bo", "a.html"),
    page("site/vi/bo", "web", "bo", "b.html"),
    page("site/q", "web", "an", "AAAA.html"),
    page("site/q", "web", "bo", "BBBB.html"),
    page("print/an", "copier", "an", "a.pdf"),
    page("print/bo", "copier", "bo", "a.pdf"),
    page("print/bo/large", "copier", "bo", "b.pdf"),
];

const fn page(
    folder: &'static str,
    format: &'static str,
    place: &'static str,
    name: &'static str,
) -> Page {
    Page { folder, format, place, name }
}

impl Page {
    pub(super) fn path(self) -> String {
        format!("{}/{}", self.folder, self.name)
    }
}

/// What a build is to make.
pub(super) type World = BTreeMap<Page, String>;

pub(super) fn world(texts: &[(usize, &str)]) -> World {
    texts.iter().map(|(at, text)| (PAGES[*at], (*text).to_owned())).collect()
}

/// How a build is run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct How {
    pub(super) only: Option<&'static str>,
    pub(super) verify: bool,
    /// Through the door that Windows has.
    #[cfg_attr(not(unix), expect(dead_code, reason = "there it is always so"))]
    pub(super) portable: bool,
    /// After how many changes of the disk the build dies.
    pub(super) dies_after: Option<u32>,
}

pub(super) const FULL: How = How { only: None, verify: false, portable: false, dies_after: None };

/// A build of everything through the door that Windows has.
#[cfg(unix)]
pub(super) const PORTABLE: How = How { portable: true, ..FULL };

pub(super) fn only(place: &'static str) -> How {
    How { only: Some(place), ..FULL }
}

/// Builds as a caller does: documents are staged first, the manifest is written last.
pub(super) fn build(out: &Path, world: &World, how: How) -> Result<Finished, Failure> {
    #[cfg(unix)]
    either::portable(how.portable);
    fault::after(how.dies_after);
    let done = build_alive(out, world, how);
    fault::after(None);
    #[cfg(unix)]
    either::portable(false);
    done
}

fn build_alive(out: &Path, world: &World, how: How) -> Result<Finished, Failure> {
    let mut store = Store::open(out)?;
    if how.verify {
        store = store.verifying();
    }
    let listed = if store.knows_nothing() { store.read("", "manifest.json")? } else { None };
    if let Some(listed) = &listed {
        store = store.recall(notes(str::from_utf8(listed).unwrap()))?;
    }
    let chosen =
        || world.iter().filter(|(page, _)| how.only.is_none_or(|place| page.place == place));
    for (page, text) in chosen().filter(|(page, _)| page.format == "copier") {
        if store.there(page.folder).key(page.name) != Some(xxh3_64(text.as_bytes())) {
            store.stage(page.folder, page.name, text.as_bytes())?;
        }
    }
    let session = match how.only {
        Some(place) => store.begin_filtered(|tag| tag.place != place)?,
        None => store.begin()?,
    };
    let pages: Vec<_> = chosen().collect();
    for group in pages.chunk_by(|(a, _), (b, _)| (a.folder, a.place) == (b.folder, b.place)) {
        let first = group[0].0;
        let mut folder = session.folder(first.folder, tag(first.format, first.place))?;
        for (page, text) in group {
            let key = xxh3_64(text.as_bytes());
            if page.format == "copier" {
                folder.keep_staged(page.name, key)?;
            } else {
                folder.put(page.name, key, |to| to.extend_from_slice(text.as_bytes()))?;
            }
        }
        folder.close()?;
    }
    let mut manifest = String::new();
    session.rows(|row| {
        for (name, key) in row.files.iter().filter(|_| !row.path.is_empty()) {
            let Tag { format, place, .. } = row.tag;
            manifest += &[row.path, format, place, name, &key.to_string()].join(" ");
            manifest.push('\n');
        }
    })?;
    let mut folder = session.folder("", tag("all", ""))?;
    folder.put("manifest.json", xxh3_64(manifest.as_bytes()), |to| {
        to.extend_from_slice(manifest.as_bytes());
    })?;
    folder.close()?;
    session.finish(&header())
}

/// What a manifest lists, but for a last line that is torn.
fn notes(manifest: &str) -> Vec<Note<'_>> {
    let lines = manifest.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let whole = lines.filter(|words| words.len() == 5);
    whole
        .map(|words| Note { folder: words[0], tag: tag(words[1], words[2]), names: vec![words[3]] })
        .collect()
}

pub(super) fn tag<'a>(format: &'a str, place: &'a str) -> Tag<'a> {
    Tag { format, lang: "vi", place }
}

fn header() -> Header {
    Header { engine: 1, inputs: 2, stamped_at: 3, selection: 4, summary: b"two gaps".to_vec() }
}

/// Whether the next build would have nothing to do.
pub(super) fn is_unchanged(out: &Path) -> bool {
    Store::open(out).unwrap().unchanged(1, 2, 4).is_some_and(|summary| summary == b"two gaps")
}

/// Every file and folder of the output, but not our own.
pub(super) fn tree(out: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(out.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if path == ".loa" {
                continue;
            }
            let kind = entry.file_type().unwrap();
            let text = if kind.is_symlink() {
                "a link".to_owned()
            } else if kind.is_dir() {
                folders.push(path.clone());
                "a folder".to_owned()
            } else {
                text(&entry.path())
            };
            tree.insert(path, text);
        }
    }
    tree
}

/// What a build into an empty folder makes.
pub(super) fn clean(world: &World) -> BTreeMap<String, String> {
    let out = TempDir::new().unwrap();
    build(out.path(), world, FULL).unwrap();
    tree(out.path())
}

pub(super) fn text(path: &Path) -> String {
    io::read_to_string(File::open(path).unwrap()).unwrap()
}

pub(super) fn scribble(path: &Path, text: &str) {
    File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}

/// Documents are staged, and folders written, by several threads.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Store>();
    shared::<super::Session>();
};

fn finished(written: u64, skipped: u64) -> Finished {
    Finished { written, skipped, ..Finished::default() }
}

#[test]
fn the_second_build_has_nothing_to_do() {
    let out = TempDir::new().unwrap();
    let world =
        world(&[(0, "style"), (1, "one"), (2, "two"), (5, "code"), (6, "code"), (7, "leaflet")]);
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(7, 0));
    assert!(is_unchanged(out.path()));
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(0, 7));
    assert!(is_unchanged(out.path()));
    assert!(!out.path().join(".loa/dirty").exists());
    assert_eq!(fs::read_dir(out.path().join(".loa/staging")).unwrap().count(), 0);
}

#[test]
fn other_inputs_are_a_change() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "one")]), FULL).unwrap();
    let store = Store::open(out.path()).unwrap();
    assert!(store.unchanged(1, 2, 4).is_some());
    assert!(store.unchanged(9, 2, 4).is_none());
    assert!(store.unchanged(1, 9, 4).is_none());
    assert!(store.unchanged(1, 2, 9).is_none());
    assert_eq!(store.header().unwrap().stamped_at, 3);
    assert!(store.verifying().unchanged(1, 2, 4).is_none());
}

#[test]
fn a_file_becomes_shorter_and_longer() {
    let out = TempDir::new().unwrap();
    for text in ["a text of some length", "short", "a text of even more length", ""] {
        let world = world(&[(1, text), (7, text)]);
        assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(3, 0));
        assert_eq!(tree(out.path()), clean(&world));
    }
}

#[test]
fn orphans_go_and_strangers_stay() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "a"), (2, "b"), (3, "c"), (8, "d"), (9, "e")]), FULL).unwrap();
    scribble(&out.path().join("site/vi/bo/mine.txt"), "mine");
    let less = world(&[(1, "a")]);
    let done = build(out.path(), &less, FULL).unwrap();
    assert_eq!(done.removed.len(), 4);
    let mut expected = clean(&less);
    expected.insert("site/vi/bo".into(), "a folder".into());
    expected.insert("site/vi/bo/mine.txt".into(), "mine".into());
    assert_eq!(tree(out.path()), expected);
    assert!(is_unchanged(out.path()));
}

#[test]
fn a_filtered_build_leaves_the_rest() {
    let out = TempDir::new().unwrap();
    let all =
        world(&[(1, "a"), (3, "b"), (5, "code"), (6, "code"), (7, "leaflet"), (8, "leaflet")]);
    build(out.path(), &all, FULL).unwrap();
    let changed = world(&[(1, "A"), (3, "B")]);
    let done = build(out.path(), &changed, only("an")).unwrap();
    assert_eq!((done.written, done.removed.len()), (2, 2));
    let mixed = world(&[(1, "A"), (3, "b"), (6, "code"), (8, "leaflet")]);
    assert_eq!(tree(out.path()), clean(&mixed));
    let done = build(out.path(), &changed, FULL).unwrap();
    assert_eq!((done.written, done.skipped, done.removed.len()), (2, 1, 2), "the rest is believed");
    assert_eq!(tree(out.path()), clean(&changed));
}

#[test]
fn what_is_deleted_is_restored() {
    let out = TempDir::new().unwrap();
    let world = world(&[(1, "a"), (2, "b"), (3, "c"), (7, "leaflet")]);
    build(out.path(), &world, FULL).unwrap();
    let elsewhere = TempDir::new().unwrap();
    fs::rename(out.path().join("site/vi/an"), elsewhere.path().join("an")).unwrap();
    assert!(!is_unchanged(out.path()));
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(2, 3));
    fs::remove_file(out.path().join("print/an/a.pdf")).unwrap();
    fs::remove_file(out.path().join("site/vi/bo/a.html")).unwrap();
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(2, 3));
    assert_eq!(tree(out.path()), clean(&world));
    assert!(is_unchanged(out.path()));
}

#[test]
fn verifying_compares_the_bytes() {
    let out = TempDir::new().unwrap();
    let world = world(&[(1, "first"), (2, "second"), (7, "leaflet"), (8, "leaflet")]);
    build(out.path(), &world, FULL).unwrap();
    scribble(&out.path().join("site/vi/an/a.html"), "FIRST");
    scribble(&out.path().join("print/bo/a.pdf"), "LEAFLET");
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(0, 5));
    let done = build(out.path(), &world, How { verify: true, ..FULL }).unwrap();
    assert_eq!(done, Finished { repaired: 2, ..finished(2, 3) });
    assert_eq!(tree(out.path()), clean(&world));
}

#[test]
fn damaged_keys_are_not_believed() {
    let out = TempDir::new().unwrap();
    let world = world(&[(1, "a"), (3, "b"), (7, "leaflet")]);
    build(out.path(), &world, FULL).unwrap();
    scribble(&out.path().join(".loa/keys"), "loa keys, but not really");
    scribble(&out.path().join("site/vi/an/a.html"), "torn");
    assert!(!is_unchanged(out.path()));
    let part = build(out.path(), &world, only("bo")).unwrap();
    assert_eq!((part.unsure, part.unclaimed), (Some(Unsure::Lost), vec![]));
    assert!(out.path().join(".loa/dirty").exists(), "only a full build ends the doubt");
    let lost = Finished { unsure: Some(Unsure::Lost), ..finished(4, 0) };
    assert_eq!(build(out.path(), &world, FULL).unwrap(), lost);
    assert_eq!(tree(out.path()), clean(&world));
    assert!(is_unchanged(out.path()));
    assert_eq!(build(out.path(), &world, FULL).unwrap(), finished(0, 4), "told once");
}

/// Makes the keys unreadable in one of the ways there are.
pub(super) fn lose_keys(out: &Path, way: usize) {
    let keys = out.join(".loa/keys");
    match way {
        0 => fs::remove_dir_all(out.join(".loa")).unwrap(),
        1 => fs::remove_file(keys).unwrap(),
        2 => scribble(&keys, ""),
        // Another version: the checksum is right.
        _ => {
            let mut bytes = Vec::new();
            File::open(&keys).unwrap().read_to_end(&mut bytes).unwrap();
            // They may be lost already.
            let Some(whole) = bytes.len().checked_sub(8).filter(|whole| *whole > 8) else { return };
            bytes.truncate(whole);
            bytes[8] += 1;
            let sum = xxh3_64(&bytes);
            bytes.extend(sum.to_le_bytes());
            fs::write(&keys, bytes).unwrap();
        }
    }
}

#[test]
fn what_was_withdrawn_goes_even_when_the_keys_are_lost() {
    let all = world(&[(0, "style"), (1, "a"), (2, "b"), (3, "c"), (5, "code"), (7, "d"), (9, "e")]);
    let less = world(&[(0, "style"), (1, "a"), (7, "d")]);
    for way in 0..4 {
        for parts_first in [false, true] {
            let out = TempDir::new().unwrap();
            build(out.path(), &all, FULL).unwrap();
            scribble(&out.path().join("site/vi/an/mine.html"), "mine");
            scribble(&out.path().join("site/vi/bo/.htaccess"), "mine");
            lose_keys(out.path(), way);
            if parts_first {
                let part = build(out.path(), &less, only("an")).unwrap();
                assert_eq!((part.removed.len(), part.unsure), (2, Some(Unsure::Lost)), "way {way}");
                assert!(out.path().join("site/vi/bo/a.html").exists(), "not its business");
            }
            let done = build(out.path(), &less, FULL).unwrap();
            assert_eq!(done.removed.len(), if parts_first { 2 } else { 4 }, "way {way}");
            assert_eq!(done.unsure, Some(Unsure::Lost));
            assert_eq!(done.unclaimed, ["site/vi/an/mine.html"]);
            let mut expected = clean(&less);
            expected.insert("site/vi/an/mine.html".into(), "mine".into());
            expected.insert("site/vi/bo".into(), "a folder".into());
            expected.insert("site/vi/bo/.htaccess".into(), "mine".into());
            assert_eq!(tree(out.path()), expected);
            assert!(is_unchanged(out.path()));
        }
    }
}

#[test]
fn without_a_manifest_what_nobody_claims_is_reported_and_stays() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(1, "a"), (2, "b"), (7, "d")]), FULL).unwrap();
    scribble(&out.path().join(".loa/keys"), "x");
    fs::remove_file(out.path().join("manifest.json")).unwrap();
    let done = build(out.path(), &world(&[(1, "a")]), FULL).unwrap();
    assert_eq!((done.removed.len(), done.unsure), (0, Some(Unsure::Lost)));
    assert_eq!(done.unclaimed, ["site/vi/an/b.html"]);
    assert!(out.path().join("print/an/a.pdf").exists(), "nothing is made there any more");
}

#[test]
fn a_list_that_leads_out_is_not_ours() {
    let (out, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let theirs = home.path().join("theirs");
    scribble(&theirs, "theirs");
    let above = format!("../{}", home.path().file_name().unwrap().to_str().unwrap());
    for (folder, name) in [(above.as_str(), "theirs"), ("site", "../x"), (".loa", "lock")] {
        let note = Note { folder, tag: tag("web", ""), names: vec![name] };
        let store = Store::open(out.path()).unwrap().recall(vec![note]).unwrap();
        let session = store.begin().unwrap();
        assert_eq!(session.finish(&header()).unwrap().removed.len(), 0);
        fs::remove_dir_all(out.path().join(".loa")).unwrap();
    }
    assert_eq!(text(&theirs), "theirs");
}

#[test]
fn a_content_error_changes_nothing() {
    let out = TempDir::new().unwrap();
    build(out.path(), &world(&[(7, "leaflet")]), FULL).unwrap();
    let before = tree(out.path());
    let store = Store::open(out.path()).unwrap();
    store.stage("print/an", "a.pdf", b"changed").unwrap();
    store.abandon().unwrap();
    assert_eq!(tree(out.path()), before);
    assert!(is_unchanged(out.path()));
}

#[test]
fn a_content_error_leaves_no_folder_that_was_not_there() {
    let out = TempDir::new().unwrap();
    let inner = out.path().join("a/dist");
    let store = Store::open(&inner).unwrap();
    store.stage("print/an", "a.pdf", b"new").unwrap();
    store.abandon().unwrap();
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
    let store = Store::open(&inner).unwrap();
    fs::write(out.path().join("a/mine"), "").unwrap();
    store.abandon().unwrap();
    assert!(out.path().join("a/mine").exists() && !inner.exists());
}

#[test]
fn what_is_put_aside_is_there_until_the_end_and_no_longer() {
    let out = TempDir::new().unwrap();
    let staging = out.path().join(".loa/staging");
    let store = Store::open(out.path()).unwrap();
    let kept: Vec<_> =
        (0..300_u16).map(|number| store.put_aside(&number.to_le_bytes()).unwrap()).collect();
    let session = store.begin().unwrap();
    for (number, aside) in (0..300_u16).zip(kept).rev() {
        assert_eq!(session.aside(aside).unwrap(), number.to_le_bytes());
    }
    session.finish(&header()).unwrap();
    assert_eq!(fs::read_dir(&staging).unwrap().count(), 0);
    let store = Store::open(out.path()).unwrap();
    store.put_aside(b"x").unwrap();
    store.abandon().unwrap();
    assert_eq!(fs::read_dir(&staging).unwrap().count(), 0);
}

#[test]
fn two_builds_at_once_are_refused() {
    let out = TempDir::new().unwrap();
    let first = Store::open(out.path()).unwrap();
    let refused = Store::open(out.path()).unwrap_err();
    assert!(refused.doing.en.contains("another build"), "{refused:?}");
    drop(first);
    Store::open(out.path()).unwrap();
}

#[test]
fn threads_write_folders_of_their_own() {
    let out = TempDir::new().unwrap();
    let page =
        |folder: usize, name: usize| format!("folder {folder}, page {name}").repeat(folder + 1);
    for removed in [0, 1] {
        let session = Store::open(out.path()).unwrap().begin().unwrap();
        thread::scope(|scope| {
            for thread in 0..4 {
                let session = &session;
                scope.spawn(move || {
                    for number in (thread..40).step_by(4) {
                        let place = format!("place-{number}");
                        let mut folder = session
                            .folder(&format!("site/vi/{place}"), tag("web", &place))
                            .unwrap();
                        for name in removed..10 {
                            let make = |to: &mut Vec<u8>| {
                                to.extend_from_slice(page(number, name).as_bytes());
                            };
                            let put = folder.put(&format!("{name}.html"), 7, make).unwrap();
                            assert_eq!(put, if removed == 0 { Put::Written } else { Put::Skipped });
                        }
                        folder.close().unwrap();
                    }
                });
            }
        });
        let mut order = Vec::new();
        session.rows(|row| order.push((row.path.to_owned(), row.files.len()))).unwrap();
        assert!(
            order.is_sorted()
                && order.iter().all(|(_, len)| *len == 10 - removed)
                && order.len() == 40
        );
        assert_eq!(session.finish(&header()).unwrap().removed.len(), 40 * removed);
    }
    assert_eq!(text(&out.path().join("site/vi/place-17/3.html")), page(17, 3));
    assert_eq!(fs::read_dir(out.path().join("site/vi/place-17")).unwrap().count(), 9);
    assert!(is_unchanged(out.path()));
}

#[test]
fn mistakes_of_the_caller_are_refused() {
    let out = TempDir::new().unwrap();
    let session = || Store::open(out.path()).unwrap().begin().unwrap();
    let put = |folder: &mut super::Folder<'_>, name: &str| {
        folder.put(name, 1, |to| to.push(b'x')).map(|_| ())
    };

    let twice = session();
    let mut folder = twice.folder("site", tag("web", "")).unwrap();
    put(&mut folder, "a").unwrap();
    put(&mut folder, "a").unwrap();
    folder.close().unwrap_err();
    drop(twice);

    let forgotten = session();
    let mut folder = forgotten.folder("site", tag("web", "")).unwrap();
    put(&mut folder, "a").unwrap();
    drop(folder);
    forgotten.finish(&header()).unwrap_err();

    let shared = session();
    for place in ["an", "bo"] {
        let mut folder = shared.folder("site/q", tag("web", place)).unwrap();
        put(&mut folder, "AAAA.html").unwrap();
        folder.close().unwrap();
    }
    shared.finish(&header()).unwrap_err();

    let strange = session();
    strange.folder("../site", tag("web", "")).unwrap_err();
    strange.folder("site", tag("web", "a\tb")).unwrap_err();
    let mut folder = strange.folder("site", tag("web", "")).unwrap();
    put(&mut folder, "../a").unwrap_err();
    folder.keep_staged("never-staged.pdf", 1).unwrap_err();
}

#[test]
fn sizes_are_known_before_the_end() {
    let out = TempDir::new().unwrap();
    let store = Store::open(out.path()).unwrap();
    store.stage("print", "a.pdf", b"12345").unwrap();
    let session = store.begin().unwrap();
    let mut folder = session.folder("site", tag("web", "")).unwrap();
    folder.put("a.html", 1, |to| to.extend_from_slice(b"123")).unwrap();
    folder.close().unwrap();
    assert_eq!(session.size("print", "a.pdf").unwrap(), Some(5));
    assert_eq!(session.size("site", "a.html").unwrap(), Some(3));
    assert_eq!(session.size("site", "b.html").unwrap(), None);
}

/// A disk that tells no capitals apart keeps `A.html` and `a.html` in one file.
#[test]
fn an_orphan_that_is_new_in_other_letters_stays() {
    let out = TempDir::new().unwrap();
    for name in ["A.html", "a.html"] {
        let session = Store::open(out.path()).unwrap().begin().unwrap();
        let mut folder = session.folder("site", tag("web", "")).unwrap();
        folder.put(name, 1, |to| to.extend_from_slice(name.as_bytes())).unwrap();
        folder.close().unwrap();
        session.finish(&header()).unwrap();
    }
    assert_eq!(text(&out.path().join("site/a.html")), "a.html");
}
