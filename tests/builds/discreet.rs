//! What nobody may see read has addresses and file names that do not say what it is about.

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

/// What is discreet here: a pack with its lesson, and a lesson of an open pack.
const NAMES: [&str; 3] = ["injury", "burns", "eyes-on"];

/// The letters of a file as text; those of a page, a list or a script are all of it.
fn letters(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a text has a file of that name, whatever its ending.
fn has_file(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let own = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let rest = &text[at + name.len()..];
        let ends =
            [".html", ".pdf", ".webp", ".jpg", ".png"].iter().any(|end| rest.starts_with(end));
        // Of some files the name has a hash of the content.
        let hash = rest.strip_prefix('-').and_then(|rest| rest.get(..8));
        let hashed = hash.is_some_and(|hash| hash.chars().all(|c| c.is_ascii_hexdigit()));
        own && (ends || hashed)
    })
}

/// Where a page leads on to by itself.
pub fn leads_to(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("url=")?;
    page.contains("http-equiv=refresh").then(|| rest.split(['"', ' ', '>']).next())?
}

#[test]
fn no_address_and_no_name_of_a_file_says_what_a_discreet_page_is_about() {
    let mut small = Small::new("[web, copier, booklet, cards]");
    small.hide();
    let disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let plain = run::request(disk.root.path(), out.path());
    let request = loa::pipeline::Request { zip: true, press: true, ..plain };
    run::build(&request).expect("a sound campaign");
    let built = disk::output(out.path());

    let mut stubs = 0;
    for (path, bytes) in &built {
        let text = letters(bytes);
        let is_text = path.starts_with("site/") && !path.ends_with(".pdf");
        for name in NAMES {
            if has_file(&format!("/{path}"), name) {
                let target = leads_to(&text).unwrap_or_else(|| panic!("{path} is no stub"));
                let (folder, _) = path.rsplit_once('/').expect("a folder");
                let page = built.get(&format!("{folder}/{target}")).map(|page| letters(page));
                assert!(page.is_some_and(|page| leads_to(&page).is_none()), "{path}: {target}");
                assert!(text.contains("noindex") && !text.contains("canonical"), "{path}");
                stubs += 1;
            }
            // A zip has the names of its files in plain letters.
            let named = (is_text || path.ends_with(".zip")) && has_file(&text, name);
            assert!(!named, "{path} names {name}");
        }
    }
    assert_eq!(stubs, NAMES.len() * 2 * 4, "in two languages, at three places and none");
    same_as_listed(&built);
}

/// A lesson that is discreet, with a photograph of its own, in both languages.
fn pictured() -> Small {
    let mut small = Small::new("[web, copier, cards, text]");
    small.hide();
    let files = small.files();
    let folder = "content/packs/drowning/eyes-on";
    for lang in ["vi", "en"] {
        let path = format!("{folder}/lesson.{lang}.md");
        let text = String::from_utf8(files[&path].clone()).expect("letters");
        let figure = format!("figure: {{ file: {PHOTOGRAPH}.jpg, alt: \"{ALT}\" }}");
        let within = format!("{{#why}}\n\n![{ALT}](<{PHOTOGRAPH}.jpg>)\n");
        let text = text.replacen("figure: { file: within-reach.svg }", &figure, 1);
        let text = text.replacen("{#why}\n", &within, 1);
        assert_eq!(text.matches(PHOTOGRAPH).count(), 2, "{text}");
        small.spoilt.insert(path, text.into_bytes());
    }
    let photograph = disk::repository("tests/browser").remove("tests/browser/photograph.jpg");
    let photograph = photograph.expect("a photograph");
    small.spoilt.insert(format!("{folder}/{PHOTOGRAPH}.jpg"), photograph);
    let stated = format!("\"packs/drowning/eyes-on/{PHOTOGRAPH}.jpg\": {{ people: none }}\n");
    small.spoilt.insert("content/pictures.yaml".to_owned(), stated.into_bytes());
    small
}

/// What the photograph is called, and what is said of it.
const PHOTOGRAPH: &str = "bi xam hai";
const ALT: &str = "Con búp bê nằm một mình";

#[test]
fn no_file_of_a_photograph_says_what_a_discreet_page_is_about_and_no_other_page_what_it_shows() {
    let disk = OnDisk::new(&pictured());
    let out = tempfile::tempdir().expect("a folder");
    run::build(&run::request(disk.root.path(), out.path())).expect("a sound campaign");
    let built = disk::output(out.path());
    let is_picture = |path: &&String| path.ends_with(".jpg") || path.ends_with(".webp");
    let pictures: Vec<_> = built
        .keys()
        .filter(|path| path.starts_with("site/assets/"))
        .filter(is_picture)
        .map(|path| path.trim_start_matches("site/assets/"))
        .collect();
    assert_eq!(pictures.len(), 2, "{pictures:?}");
    let own = letters(&built["site/vi/an/eyes-on.html"]);
    let own = format!("/{}", leads_to(&own).expect("a page"));
    let (mut shown, mut said) = (0, 0);
    for (path, bytes) in &built {
        let text = letters(bytes);
        let lower = format!("{path} {text}").to_lowercase();
        for name in ["xam-hai", "xam hai", "xam%20hai"] {
            assert!(path == "manifest.json" || !lower.contains(name), "{path} names it");
        }
        let own = path.ends_with(&own);
        shown += usize::from(own && pictures.iter().all(|name| text.contains(name)));
        said += usize::from(own && text.contains(ALT));
        let published = path.starts_with("site/");
        assert!(own || !published || !text.contains(ALT), "{path} says what it shows");
    }
    assert_eq!((shown, said), (8, 8), "in two languages, at three places and none");
}

/// The manifest tells the office, and nobody else, which file is which lesson.
fn same_as_listed(built: &Tree) {
    let manifest: serde_json::Value =
        serde_json::from_slice(&built["manifest.json"]).expect("JSON");
    let rows = manifest["artifacts"].as_array().expect("rows");
    for (of, id) in [("lesson", "burns"), ("lesson", "eyes-on"), ("pack", "injury")] {
        let mut paths =
            rows.iter().filter(|row| row[of] == id).filter_map(|row| row["path"].as_str());
        assert!(paths.any(|path| built.contains_key(path)), "{id}");
    }
}
