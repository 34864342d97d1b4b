//! Thumbnails of sheets: one for each lesson, layout and language, whatever the places, and wherever
//! a page names one it is there.

use loa::pipeline::Request;

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

fn thumbnails(built: &Tree) -> Vec<&str> {
    let files = built.keys().filter(|name| name.contains("/thumbnails/") && !name.ends_with('/'));
    files.map(String::as_str).collect()
}

/// The thumbnails that a page names, as files of the output.
fn named(built: &Tree, page: &str) -> Vec<String> {
    let folder = page.rsplit('/').nth(2).expect("a language");
    let text = String::from_utf8_lossy(&built[page]);
    let after = text.split("../thumbnails/").skip(1);
    let names = after.map(|rest| rest.split(['"', ' ', '>']).next().unwrap_or_default());
    names.map(|name| format!("site/{folder}/thumbnails/{name}")).collect()
}

/// Every thumbnail that a page names is there.
#[track_caller]
fn assert_whole(built: &Tree, least: usize) {
    let pages =
        built.keys().filter(|name| name.ends_with(".html") && name.matches('/').count() == 3);
    let named: Vec<String> = pages.flat_map(|page| named(built, page)).collect();
    assert!(named.len() >= least, "{} thumbnails are named", named.len());
    for name in named {
        assert!(built.contains_key(&name), "{name} is not there");
    }
}

#[test]
fn a_thumbnail_is_shared_by_all_places_and_drawn_again_only_when_the_sheet_changes() {
    let mut small = Small::new("[web, copier, trifold]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());
    // Three lessons, of which one asks for no leaflet to fold, in two languages and for four places.
    assert_eq!(thumbnails(&before).len(), 10, "{:#?}", thumbnails(&before));
    assert_whole(&before, 40);
    for name in thumbnails(&before) {
        let bytes = &before[name];
        assert!(bytes.len() <= 8000, "{name} has {} bytes", bytes.len());
        let seen = image::load_from_memory(bytes).expect("a picture").to_rgba8();
        assert_eq!((seen.width(), seen.height()), (160, 160), "{name}");
        let paper = seen.pixels().filter(|pixel| pixel.0[3] == 255 && pixel.0[0] > 240).count();
        assert!(paper > 4000, "{name} has {paper} white pixels");
    }

    // What only one place has, and what only the page shows.
    small.places[0].phone = Some(2);
    small.lessons[0].why = 1;
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());
    let changed = disk::differences(&before, &after);
    assert!(!changed.iter().any(|name| name.contains("copier/eyes-on.webp")), "{changed:#?}");

    small.lessons[0].title = 7;
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let last = disk::output(out.path());
    let changed = disk::differences(&after, &last);
    let changed: Vec<_> = changed.iter().filter(|name| name.contains("/thumbnails/")).collect();
    assert!(!changed.is_empty() && changed.iter().all(|name| name.contains("/eyes-on.")));
    disk::assert_same(&last, &run::clean(&request).expect("a sound campaign"), "made again");
}

#[test]
fn a_thumbnail_is_there_with_its_leaflets_whatever_places_the_run_leaves_out() {
    let mut small = Small::new("[web, copier]");
    small.lessons[1].only_in = Some("binh".to_owned());
    let disk = OnDisk::new(&small);
    let whole = run::request(disk.root.path(), disk.root.path());
    let all = run::clean(&whole).expect("a sound campaign");
    let one = |text: &str| vec![text.to_owned()];
    let place = Request { places: one("binh"), ..whole.clone() };
    let lang = Request { langs: one("en"), ..whole.clone() };
    for (request, least) in [(place, 6), (lang, 9)] {
        let part = run::clean(&request).expect("a sound campaign");
        assert_whole(&part, least);
        for name in thumbnails(&part) {
            assert!(part[name] == all[name], "{name} is another one in a part");
        }
    }

    // Pages alone are made without laying out a sheet.
    let format = Request { formats: one("web"), ..whole.clone() };
    assert!(thumbnails(&run::clean(&format).expect("a sound campaign")).is_empty());

    // A run of a part takes none away.
    let out = tempfile::tempdir().expect("a folder");
    run::build(&Request { out: out.path().to_owned(), ..whole.clone() }).expect("a sound campaign");
    for formats in [one("copier"), one("web")] {
        let request =
            Request { places: one("an"), formats, out: out.path().to_owned(), ..whole.clone() };
        run::build(&request).expect("a sound campaign");
        assert_eq!(thumbnails(&disk::output(out.path())), thumbnails(&all));
    }
}

#[test]
fn a_discreet_lesson_shows_nothing_of_its_sheet() {
    let mut small = Small::new("[web, copier]");
    let name = "content/packs/drowning/pack.yaml";
    let pack = String::from_utf8(small.files()[name].clone()).expect("letters");
    small
        .spoilt
        .insert(name.to_owned(), pack.replace("discreet: false", "discreet: true").into_bytes());
    let disk = OnDisk::new(&small);
    let built = run::clean(&run::request(disk.root.path(), disk.root.path()));
    let built = built.expect("a sound campaign");
    assert!(thumbnails(&built).iter().all(|name| name.contains("/burns.")));
    assert!(named(&built, "site/vi/an/eyes-on.html").is_empty());
    assert_eq!(named(&built, "site/vi/an/burns.html").len(), 1);
}
