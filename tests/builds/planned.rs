//! What a run says that it makes is what it makes.

use loa::{
    diag::{Report, Sources},
    pipeline::{self, Request},
};

use crate::{
    run,
    small::{OnDisk, Small},
};

/// The paths of a plan, in order.
fn planned(request: &Request) -> Vec<String> {
    let mut paths = Vec::new();
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let planned = pipeline::plan(&mut report, &mut sources, request, &mut |job| {
        paths.push(job.path.clone());
    });
    assert!(planned.is_ok(), "{:#?}", report.diagnostics());
    paths.sort();
    paths
}

/// A path with `*` for the hash in its name, where it has one.
fn without_hash(path: &str) -> String {
    let hashed = || {
        let (stem, ending) = path.rsplit_once('.')?;
        let (stem, hash) = stem.rsplit_once('-')?;
        let digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        (hash.len() == 16 && hash.chars().all(digit)).then(|| format!("{stem}-*.{ending}"))
    };
    let may_be = path.starts_with("site/assets/") || path.contains("/cards/");
    hashed().filter(|_| may_be).unwrap_or_else(|| path.to_owned())
}

/// Holds a plan against the files of its build, one to one.
#[track_caller]
fn assert_planned(request: &Request) {
    let built = run::clean(request).expect("a sound campaign");
    let files = built.keys().filter(|name| !name.ends_with('/') && *name != "manifest.json");
    let mut files: Vec<String> = files.map(|name| without_hash(name)).collect();
    files.sort();
    assert_eq!(planned(request), files, "{request:#?}");
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
