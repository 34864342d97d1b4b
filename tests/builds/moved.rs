//! Packs and lessons with a new name: who has the old address, on paper or as a link, still
//! arrives.

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

/// Where a page leads on to, without any script.
fn leads_to(page: &[u8]) -> Option<String> {
    let page = String::from_utf8_lossy(page);
    let (_, rest) = page.split_once("http-equiv=refresh")?;
    let (before, _) = page.split_once("http-equiv=refresh")?;
    let tag = [before.rsplit('<').next()?, rest.split('>').next()?].concat();
    let target = tag.split_once("url=")?.1.split(['"', ' ']).next()?;
    let link = page.split("<a ").nth(1).and_then(|rest| rest.split('>').next());
    assert!(link.is_some_and(|link| link.contains(target)), "a link to press: {page}");
    Some(target.to_owned())
}

/// The file that a page leads to.
fn target(built: &Tree, name: &str) -> Option<String> {
    let folder = name.rsplit_once('/')?.0;
    let mut path: Vec<&str> = folder.split('/').collect();
    let target = leads_to(built.get(name)?)?;
    for part in target.split('/') {
        match part {
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[test]
fn every_address_and_printed_code_of_before_leads_to_the_new_page() {
    let mut small = Small::new("[web, copier]");
    small.lessons[1].only_in = Some("an".to_owned());
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let request = run::request(disk.root.path(), out.path());
    run::build(&request).expect("a sound campaign");
    let before = disk::output(out.path());

    let (old, new) = (small.lessons[1].id.clone(), "new-name");
    small.lessons[1].id = new.to_owned();
    small.was.insert(new.to_owned(), vec![old.clone(), "older-still".to_owned()]);
    small.lessons[0].id = "newer-name".to_owned();
    small.was.insert("newer-name".to_owned(), vec!["eyes-on".to_owned()]);
    small.was.insert("drowning".to_owned(), vec!["water".to_owned()]);
    disk.put(&small, false);
    run::build(&request).expect("a sound campaign");
    let after = disk::output(out.path());

    let pages = |tree: &Tree| {
        let pages = tree.keys().filter(|name| name.ends_with(".html"));
        pages.cloned().collect::<Vec<_>>()
    };
    for name in pages(&before) {
        assert!(after.contains_key(&name), "{name} is gone");
    }
    let mut moved = 0;
    for name in pages(&after).iter().filter(|name| !name.starts_with("site/404")) {
        let Some(target) = target(&after, name) else { continue };
        let page = String::from_utf8_lossy(&after[name]);
        assert!(page.contains("noindex"), "{name}");
        assert!(after.contains_key(&target), "{name} leads to {target}, which is not there");
        assert!(leads_to(&after[&target]).is_none(), "{name} leads to {target}, which leads on");
        let stem = name.rsplit('/').next().unwrap_or_default();
        let wanted = match stem.strip_suffix(".html").unwrap_or_default() {
            "eyes-on" => "newer-name.html",
            "water" => "drowning.html",
            id if id == old || id == "older-still" => "new-name.html",
            _ => continue,
        };
        assert_eq!(target.rsplit('/').next(), Some(wanted), "{name}");
        assert!(page.contains("rel=canonical"), "{name} names the page that stands for it");
        moved += 1;
    }
    // Two of one lesson at one place, one of another and of a pack at four places: in two
    // languages each.
    assert_eq!(moved, 2 * (2 + 4 + 4));
    assert!(!after.contains_key(&format!("site/vi/binh/{old}.html")), "it was never there");
    let clean = run::clean(&request).expect("a sound campaign");
    disk::assert_same(&after, &clean, "renamed");
}
