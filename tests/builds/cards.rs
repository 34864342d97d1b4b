//! Cards for sharing: one for each lesson and language, whatever the number of places, made once.

use crate::{
    discreet,
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

/// The cards of a language: their files.
fn cards<'a>(built: &'a Tree, lang: &str) -> Vec<&'a String> {
    let folder = format!("site/{lang}/cards/");
    built.keys().filter(|name| name.starts_with(&folder) && !name.ends_with('/')).collect()
}

/// The card that a page names, as a file of the output.
fn named(built: &Tree, page: &str) -> String {
    let page = String::from_utf8_lossy(&built[page]);
    let url = page.split("<meta content=").find_map(|tag| {
        let (content, rest) = tag.split_once(' ')?;
        rest.starts_with("property=og:image>").then(|| content.trim_matches('"').to_owned())
    });
    let url = url.expect("a card");
    format!("site/{}", url.strip_prefix("https://loa.example/").expect("an address of the site"))
}

#[test]
fn each_lesson_has_one_card_a_language_which_is_made_again_only_when_it_changes() {
    let mut small = Small::new("[web, cards]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());
    for lang in ["vi", "en"] {
        // Three lessons and the campaign.
        assert_eq!(cards(&before, lang).len(), 4, "{:#?}", cards(&before, lang));
        for name in cards(&before, lang) {
            let bytes = &before[name];
            assert!(bytes.len() <= 100_000, "{name} has {} bytes", bytes.len());
            // The head of a PNG: its width and height.
            assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n", "{name}");
            assert_eq!(bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "{name}");
        }
        for page in ["an/eyes-on", "chung/eyes-on", "an/index", "binh/drowning", "old/an-cu"] {
            let card = named(&before, &format!("site/{lang}/{page}.html"));
            let own = if page.ends_with("eyes-on") { "eyes-on" } else { "campaign" };
            assert!(card.starts_with(&format!("site/{lang}/cards/{own}-")), "{page}: {card}");
            assert!(before.contains_key(&card), "{page} names {card}, which is not there");
        }
    }

    // A sentence that no card shows.
    small.lessons[0].why = 1;
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());
    let changed = disk::differences(&before, &after);
    assert!(!changed.iter().any(|name| name.contains("/cards/")), "{changed:#?}");

    small.lessons[0].title = 7;
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let last = disk::output(out.path());
    let changed = disk::differences(&after, &last);
    let changed: Vec<_> = changed.iter().filter(|name| name.contains("/cards/")).collect();
    // In two languages one card is gone and one is new.
    assert_eq!(changed.len(), 4, "{changed:#?}");
    let own = |name: &&&String| name.contains("/cards/eyes-on-");
    assert_eq!(changed.iter().filter(own).count(), 4, "{changed:#?}");
    disk::assert_same(&last, &run::clean(&request).expect("a sound campaign"), "made again");
}

#[test]
fn a_discreet_lesson_has_the_card_of_the_campaign() {
    let mut small = Small::new("[web, cards]");
    let plain = OnDisk::new(&small);
    let built = run::clean(&run::request(plain.root.path(), plain.root.path()));
    let built = built.expect("a sound campaign");
    let name = "content/packs/drowning/pack.yaml";
    let pack = String::from_utf8(small.files()[name].clone()).expect("letters");
    assert!(pack.contains("discreet: false"), "{pack}");
    small
        .spoilt
        .insert(name.to_owned(), pack.replace("discreet: false", "discreet: true").into_bytes());
    let disk = OnDisk::new(&small);
    let hidden = run::clean(&run::request(disk.root.path(), disk.root.path()));
    let hidden = hidden.expect("a sound campaign");
    assert_eq!(cards(&hidden, "vi").len(), 2, "{:#?}", cards(&hidden, "vi"));
    let page = "site/vi/an/eyes-on.html";
    assert!(named(&built, page).contains("/eyes-on-"));
    // Its own address leads on to one that does not name it.
    let stub = String::from_utf8_lossy(&hidden[page]);
    let page = &format!("site/vi/an/{}", discreet::leads_to(&stub).expect("a page"));
    assert!(named(&hidden, page).contains("/campaign-"));
    let head = String::from_utf8_lossy(&hidden[page]);
    let head = head.split("</head>").next().expect("a head");
    assert!(head.contains("noindex") && !head.contains("Mắt trông"), "{head}");
}

#[test]
fn without_an_address_or_a_place_in_the_list_there_are_no_cards() {
    let mut small = Small::new("[web, cards]");
    small.address = false;
    let listed = Small::new("[web]");
    for small in [small, listed] {
        let disk = OnDisk::new(&small);
        let built = run::clean(&run::request(disk.root.path(), disk.root.path()));
        let built = built.expect("a sound campaign");
        assert!(cards(&built, "vi").is_empty());
        let page = String::from_utf8_lossy(&built["site/vi/an/eyes-on.html"]);
        assert!(!page.contains("og:image") && !page.contains("twitter:card"));
    }
}
