use proptest::prelude::*;

use super::*;

fn id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,4}(-[a-z0-9]{1,4})?"
        .prop_filter("a name of our own", |id| !RESERVED.contains(&&**id))
}

/// Words for the parts of an address.
type Words = (String, String, String, String, String);

fn words() -> impl Strategy<Value = Words> {
    let lang = "[a-z]{2,3}(-[A-Z][a-z]{3})?";
    (lang, id(), id(), id(), "[a-zA-Z0-9-]{1,9}\\.(png|jpg|css)")
}

/// One address of every kind, from the same words.
fn each((lang, place, layout, name, file): &Words) -> Vec<Address<'_>> {
    let mut all = vec![
        Address::Manifest,
        Address::Asset(file),
        Address::Code(name),
        Address::Ended { lang, place },
        Address::Card { lang, name: file },
        Address::Thumbnail { lang, layout, name },
        Address::Sheet { lang, place, layout, name },
        Address::Press { lang, place, layout, name },
        Address::Text { lang, place, name },
        Address::Bundle { place, layout, lang: None },
        Address::Bundle { place, layout, lang: Some(lang) },
        Address::Zip { place },
    ];
    all.extend(Top::ALL.map(Address::Top));
    all.extend(Shared::ALL.map(|file| Address::Shared { lang, file }));
    let pages = [Page::Home, Page::Sitemap, Page::Named(name)];
    all.extend(pages.map(|page| Address::Page { lang, place, page }));
    all
}

/// Where a link leads from a path, as browsers find it.
fn follow(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

proptest! {
    #[test]
    fn every_path_is_read_as_what_it_was_written_for(words in words()) {
        for address in each(&words) {
            let path = address.to_string();
            prop_assert_eq!(Address::try_from(path.as_str()), Ok(address), "{}", path);
            let parts = format!("{}/{}", address.folder(), address.name());
            prop_assert_eq!(parts.trim_start_matches('/'), path.as_str());
            if let Some(below) = address.in_site() {
                prop_assert_eq!(Address::of_site(&below), Ok(address), "{}", below);
            }
        }
    }

    #[test]
    fn every_link_leads_to_its_file(here in words(), there in words()) {
        for page in each(&here) {
            for to in each(&there) {
                let link = to.from(page);
                prop_assert_eq!(follow(&page.to_string(), &link), to.to_string(), "{} from {}", link, page);
            }
        }
    }

    #[test]
    fn what_is_read_is_written_as_it_was(path in "(site|print|press|office|q|old|assets|vi|[a-z.]{0,5}|/){1,9}(\\.html|\\.pdf|\\.zip|/index.html)?") {
        if let Ok(address) = Address::try_from(path.as_str()) {
            prop_assert_eq!(address.to_string(), path);
        }
    }
}

#[test]
fn paths_are_those_that_were_published() {
    let place = "loc-ninh";
    let lang = "vi";
    let paths = [
        (Address::Page { lang, place, page: Page::Named("burns") }, "site/vi/loc-ninh/burns.html"),
        (Address::Code("ABCDEFGH"), "site/q/ABCDEFGH.html"),
        (Address::Ended { lang, place: "an" }, "site/vi/old/an.html"),
        (
            Address::Sheet { lang, place, layout: "copier", name: "burns" },
            "site/vi/loc-ninh/copier/burns.pdf",
        ),
    ];
    for (address, path) in paths {
        assert_eq!(address.to_string(), path, "printed and sent on: this may never change");
    }
    let home = Address::Page { lang, place, page: Page::Home };
    assert_eq!(Address::Shared { lang, file: Shared::Safety }.from(home), "../safety.html");
    assert_eq!(Address::root_from(home), "../../");
    assert_eq!(Address::root_from(Address::Top(Top::Chooser)), "");
}

#[test]
fn what_lies_nowhere_is_no_address() {
    for path in [
        "",
        "/",
        "site",
        "site/",
        "site//vi",
        "site/vi/an",
        "x/y",
        "site/vi/an/.html",
        "print/an/b.zip",
    ] {
        assert!(Address::try_from(path).is_err(), "{path}");
    }
}
