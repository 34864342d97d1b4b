//! The sample campaign, built by the program itself.

#![expect(clippy::disallowed_methods, reason = "a test reads what was built")]

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output},
};

fn loa(arguments: &[&str], out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(arguments)
        .args(["--as-of", "2026-11-23", "--root", env!("CARGO_MANIFEST_DIR"), "--out"])
        .arg(out)
        .output()
        .expect("the program runs")
}

fn tree(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>, top: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with(".loa") {
                tree(&path, found, top);
            }
        } else {
            let name = path.strip_prefix(top).expect("below").to_string_lossy().into_owned();
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

fn built(arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder");
    let run = loa(arguments, out.path());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut found = BTreeMap::new();
    tree(out.path(), &mut found, out.path());
    found
}

#[test]
fn any_number_of_threads_makes_the_same_bytes() {
    let places = ["build", "--sample", "--place", "xa-mau,loc-ninh,chung"];
    let one = built(&[&places[..], &["--jobs", "1"]].concat());
    let four = built(&[&places[..], &["--jobs", "4"]].concat());
    assert!(one.keys().any(|name| name.ends_with(".pdf")));
    assert!(one == four);
}

#[test]
fn a_second_build_writes_nothing_and_a_page_removed_comes_back() {
    let out = tempfile::tempdir().expect("a folder");
    let arguments = ["build", "--format", "web"];
    assert!(loa(&arguments, out.path()).status.success());
    let mut first = BTreeMap::new();
    tree(out.path(), &mut first, out.path());
    let page = out.path().join("site").join("vi").join("loc-ninh").join("eyes-on.html");
    fs::remove_file(&page).expect("the page was there");
    assert!(loa(&arguments, out.path()).status.success());
    let mut second = BTreeMap::new();
    tree(out.path(), &mut second, out.path());
    assert!(first == second);
}

#[test]
fn the_sample_place_is_built_only_when_asked_for() {
    let plain = built(&["build", "--format", "web"]);
    assert!(!plain.keys().any(|name| name.contains("xa-mau")));
    let sample = built(&["build", "--format", "web", "--sample"]);
    assert!(sample.keys().any(|name| name.contains("xa-mau")));
}

#[test]
fn the_output_may_not_be_the_campaign() {
    let run = loa(&["build", "--messages", "en"], Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("out-is-campaign"));
}
