//! What a run says that it makes is what it makes.

use std::collections::BTreeMap;

use loa::{
    build::{self, Request},
    diag::{Report, Sources},
};

use crate::{
    run,
    small::{OnDisk, Small},
};

/// The files of a plan: whole paths, and how many there are of those whose names carry a hash, by
/// folder.
fn planned(request: &Request) -> (Vec<String>, BTreeMap<String, usize>) {
    let (mut named, mut hashed) = (Vec::new(), BTreeMap::new());
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let planned = build::plan(&mut report, &mut sources, request, &mut |job| match job
        .path
        .strip_suffix('/')
    {
        Some(folder) => *hashed.entry(folder.to_owned()).or_default() += 1,
        None => named.push(job.path.clone()),
    });
    assert!(planned.is_ok(), "{:#?}", report.diagnostics());
    named.sort();
    (named, hashed)
}

#[track_caller]
fn assert_planned(request: &Request) {
    let built = run::clean(request).expect("a sound campaign");
    let (named, hashed) = planned(request);
    let mut files: Vec<String> =
        built.keys().filter(|name| !name.ends_with('/')).cloned().collect();
    files.retain(|name| name != "manifest.json");
    let folder = |name: &String| name.rsplit_once('/').expect("a folder").0.to_owned();
    for (at, count) in &hashed {
        let there = files.iter().filter(|name| folder(name) == *at).count();
        // What lies among the assets is known when the theme is read.
        assert!(there == *count || at == "site/assets" && there > 0, "{at}: {there}, not {count}");
    }
    files.retain(|name| !hashed.contains_key(&folder(name)));
    assert_eq!(named, files, "{request:#?}");
}

#[test]
fn a_plan_lists_the_files_that_a_build_makes() {
    let mut small = Small::new("[web, cards, text, copier, sign]");
    small.hide();
    small.was.insert("burns".to_owned(), vec!["hot-water".to_owned()]);
    small.lessons[1].only_in = Some("binh".to_owned());
    let disk = OnDisk::new(&small);
    let plain = run::request(disk.root.path(), disk.root.path());
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let some = |places: &[&str], langs: &[&str], formats: &[&str]| Request {
        places: list(places),
        langs: list(langs),
        formats: list(formats),
        ..plain.clone()
    };
    assert_planned(&plain);
    assert_planned(&Request { press: true, zip: true, ..plain.clone() });
    assert_planned(&some(&[], &["en"], &[]));
    assert_planned(&some(&["binh"], &[], &["web"]));
    assert_planned(&some(&["chung"], &["vi"], &["copier", "booklet-a4"]));
    assert_planned(&some(&["binh"], &["vi"], &["sign"]));
    assert_planned(&some(&["an"], &["vi"], &["text", "cards"]));
    small.address = false;
    let disk = OnDisk::new(&small);
    let plain = run::request(disk.root.path(), disk.root.path());
    assert_planned(&plain);
    assert_planned(&Request { formats: list(&["cards"]), ..plain });
}
