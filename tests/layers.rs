//! The architecture as a test: a stage knows the vocabulary and no other stage.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources")]

use std::{
    fs,
    path::{Path, PathBuf},
};

const STAGES: [&str; 5] = ["load", "check", "publish", "render", "write"];
/// What knows the stages, and what no stage knows.
const ABOVE: [&str; 4] = ["build", "desk", "serve", "cli"];
const FORMATS: [&str; 2] = ["web", "print"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            // Tests may build what they need from any stage.
            if !path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("tests")) {
                found.push(path);
            }
        }
    }
    found
}

fn refuse(folder: &str, forbidden: &[String]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let files = sources(&root);
    assert!(!files.is_empty(), "{folder} has no sources");
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        for word in forbidden {
            assert!(!text.contains(word.as_str()), "{} must not know {word}", file.display());
        }
    }
}

#[test]
fn a_stage_knows_no_other_stage() {
    for stage in STAGES {
        let others: Vec<String> = STAGES
            .iter()
            .chain(&ABOVE)
            .filter(|other| **other != stage)
            .map(|other| format!("crate::{other}"))
            .collect();
        refuse(stage, &others);
    }
}

#[test]
fn a_format_knows_no_other_format() {
    for format in FORMATS {
        let others: Vec<String> = FORMATS
            .iter()
            .filter(|other| **other != format)
            .map(|other| format!("render::{other}"))
            .collect();
        refuse(&format!("render/{format}"), &others);
    }
}

#[test]
fn the_vocabulary_knows_no_stage() {
    let stages: Vec<String> =
        STAGES.iter().chain(&ABOVE).map(|stage| format!("crate::{stage}")).collect();
    refuse("model", &stages);
    refuse("diag", &stages);
}

fn crates(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("crate::{name}")).collect()
}

#[test]
fn the_desk_neither_builds_nor_talks() {
    refuse("desk", &crates(&["build", "serve", "cli", "render"]));
    refuse("build", &crates(&["desk", "serve", "cli"]));
}

#[test]
fn serving_writes_nothing() {
    refuse("serve", &crates(&["desk", "cli", "write"]));
    let to_disk = ["fs::write", "File::create", "create_dir", "fs::remove", "fs::rename"];
    refuse("serve", &to_disk.map(str::to_owned));
}
