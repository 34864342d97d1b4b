//! The architecture as a test: a stage knows the vocabulary and no other stage.
//!
//! Sources are parsed, so that a path is found however it is written: `use crate::{load::…}`, in a
//! group of a group, under another name, in a type, an expression or the arguments of a macro, from the
//! root of the crate or up from where it stands.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources")]

mod calls;
mod features;
mod fences;
mod paths;
mod readers;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use paths::paths;

const STAGES: [&str; 5] = ["load", "check", "publish", "render", "write"];
/// What knows the stages, and what no stage knows.
const ABOVE: [&str; 4] = ["pipeline", "desk", "serve", "cli"];
/// What everything knows, and what knows nothing.
const VOCABULARY: [&str; 6] = ["plan", "text", "tables", "model", "diag", "foreign"];

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The folders in a folder of sources: each is a module.
fn modules(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.insert(path.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    found
}

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

/// The module that a source is, from the root of the crate: its folders and its name.
fn module(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix(source_folder()).expect("a source").with_extension("");
    let mut module: Vec<String> =
        inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|name| ["mod", "lib", "main"].contains(&&**name)) {
        module.pop();
    }
    module
}

/// The forbidden modules that a source names, each by its path from the root.
fn forbidden_in(source: &str, module: &[String], forbidden: &[String]) -> Vec<String> {
    let named: Vec<String> =
        paths(source, module, &[]).iter().map(|path| path.join("::")).collect();
    let is_of = |path: &str, module: &str| {
        path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    // `use crate::*` and `use crate::render::*` name everything below.
    let opens = |path: &str, module: &str| {
        path.strip_suffix('*').is_some_and(|above| module.starts_with(above))
    };
    named
        .into_iter()
        .filter(|path| forbidden.iter().any(|module| is_of(path, module) || opens(path, module)))
        .collect()
}

fn refuse(folder: &str, forbidden: &[String]) {
    let files = sources(&source_folder().join(folder));
    assert!(!files.is_empty(), "{folder} has no sources");
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        let found = forbidden_in(&text, &module(&file), forbidden);
        assert!(found.is_empty(), "{} must not know {found:?}", file.display());
    }
}

fn all_but(known: &[&str], own: &str) -> Vec<String> {
    known.iter().filter(|name| **name != own).map(|name| (*name).to_owned()).collect()
}

fn named(names: &[&str]) -> Vec<String> {
    all_but(names, "")
}

#[test]
fn every_module_has_its_layer() {
    let layers: BTreeSet<String> =
        STAGES.iter().chain(&ABOVE).chain(&VOCABULARY).map(|name| (*name).to_owned()).collect();
    assert_eq!(modules(&source_folder()), layers);
}

#[test]
fn a_stage_knows_no_other_stage() {
    let all = [&STAGES[..], &ABOVE].concat();
    for stage in STAGES {
        refuse(stage, &all_but(&all, stage));
    }
}

#[test]
fn a_format_knows_no_other_format() {
    let formats = modules(&source_folder().join("render"));
    assert!(formats.len() > 1, "only {formats:?} were found");
    for format in &formats {
        let others = formats.iter().filter(|other| *other != format);
        let others: Vec<String> = others.map(|other| format!("render::{other}")).collect();
        // What formats share may know none of them, and each of them knows it.
        let others: Vec<String> =
            others.into_iter().filter(|other| other != "render::shared").collect();
        refuse(&format!("render/{format}"), &others);
    }
}

#[test]
fn the_vocabulary_knows_no_stage() {
    let stages = named(&[&STAGES[..], &ABOVE].concat());
    // Three that know the model and not each other.
    let above = ["plan", "text", "tables"];
    for folder in above {
        refuse(folder, &[stages.clone(), all_but(&above, folder)].concat());
    }
    refuse("model", &[stages.clone(), named(&above)].concat());
    refuse("diag", &[stages.clone(), named(&above), named(&["model", "foreign"])].concat());
    // It knows nothing, so that whoever reads anything may know it.
    refuse("foreign", &[stages, named(&above), named(&["model", "diag"])].concat());
}

#[test]
fn the_desk_neither_builds_nor_talks() {
    refuse("desk", &named(&["pipeline", "serve", "cli", "render"]));
    refuse("pipeline", &named(&["desk", "serve", "cli"]));
}

#[test]
fn serving_writes_nothing() {
    refuse("serve", &named(&["desk", "cli", "write"]));
    let to_disk = ["fs::write", "File::create", "create_dir", "fs::remove", "fs::rename"];
    for file in sources(&source_folder().join("serve")) {
        let text = fs::read_to_string(&file).expect("a source");
        let found: Vec<_> = to_disk.into_iter().filter(|word| text.contains(word)).collect();
        assert!(found.is_empty(), "{} must not know {found:?}", file.display());
    }
}

/// What only an address spells, and the sources that have it for another reason.
const SPELLED: [&str; 6] = ["\"site/", "\"../", "index.html", "\".pdf\"", "\".zip\"", "}.pdf"];
const ELSEWHERE: [(&str, &str); 1] = [("unread.rs", "content/pictograms/index.html")];

#[test]
fn paths_of_the_output_are_spelled_in_one_module() {
    let mut looked = 0;
    for file in sources(&source_folder()) {
        if file.starts_with(source_folder().join("model").join("address")) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source");
        let text = text.split("#[cfg(test)]\nmod tests {").next().expect("a source");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            looked += 1;
            let known = |(of, words): &(&str, &str)| *of == name && line.contains(words);
            let found = SPELLED.iter().find(|words| line.contains(*words));
            let found = found.filter(|_| !ELSEWHERE.iter().any(known));
            assert_eq!(found, None, "{}: {line}", file.display());
        }
    }
    assert!(looked > 30_000, "only {looked} lines were looked at");
}

/// Who may look for a name that is near without a report, which ends it when enough are shown.
const FEW: [&str; 3] = ["misplaced.rs", "unread.rs", "called.rs"];

#[test]
fn what_is_near_a_name_is_looked_for_no_more_often_than_it_is_shown() {
    for file in sources(&source_folder()) {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a source");
        let found = forbidden_in(&text, &module(&file), &named(&["diag::nearest"]));
        // What is missing of one mapping are few; and words of choices ask the report first.
        let few = FEW.contains(&&*name) || file.ends_with("yaml/fields.rs");
        let within = file.starts_with(source_folder().join("diag"));
        assert!(found.is_empty() || few || within, "{}: ask the report", file.display());
    }
}

#[test]
fn what_is_forbidden_is_found_however_it_is_written() {
    let file = source_folder().join("check").join("weights.rs");
    let module = module(&file);
    let source = fs::read_to_string(file).expect("a source");
    let others = all_but(&[&STAGES[..], &ABOVE].concat(), "check");
    assert_eq!(forbidden_in(&source, &module, &others), [""; 0]);
    let planted = [
        ("use crate::load::files::Files;", "load::files::Files"),
        ("use crate::{model::Lang as Tongue, load};", "load"),
        ("use crate::{model::{Lang as L}, render::{web::{self, page::Page}}};", "render::web"),
        ("use crate::render as drawing;", "render"),
        ("pub(super) use crate::{pipeline::*};", "pipeline::*"),
        ("use crate::*;", "*"),
        ("fn planted(files: &[crate::load::files::Files]) {}", "load::files::Files"),
        ("fn planted() -> Option<Box<dyn crate::write::Disk>> { None }", "write::Disk"),
        ("fn planted() { let _ = crate::publish::campaign(1); }", "publish::campaign"),
        ("fn planted() { use crate::{desk}; }", "desk"),
        ("impl crate::serve::Planted for u8 {}", "serve::Planted"),
        ("fn planted() { println!(\"{}\", crate::cli::planted()); }", "cli::planted"),
        ("fn planted() { vec![(1, crate::pipeline::planted)]; }", "pipeline::planted"),
        ("macro_rules! planted { () => { $crate::load::planted() }; }", "load::planted"),
        ("macro_rules! planted { () => { use crate::{model, load::Node}; }; }", "load::Node"),
        ("fn planted(_: super::super::load::files::Files) {}", "load::files::Files"),
        ("use super::super::{model::Lang as L, render::web};", "render::web"),
        ("use self::super::super::write::Disk;", "write::Disk"),
        (
            "mod planted { fn planted() { super::super::super::pipeline::planted(); } }",
            "pipeline::planted",
        ),
        ("use super::super::*;", "*"),
        ("fn planted() { println!(\"{}\", super::super::serve::planted()); }", "serve::planted"),
        ("fn planted() { loa::load::campaign(); }", "load::campaign"),
        ("use loa::{model::Lang as L, desk};", "desk"),
        ("use crate as c;\nfn planted() { c::load::campaign(); }", "load::campaign"),
        ("fn planted() { up::cli::planted(); }\nuse super::super as up;", "cli::planted"),
        ("use crate::{self as c};\nuse c as d;\nfn planted(_: d::load::Node) {}", "load::Node"),
        ("extern crate self as me;\nuse me::publish::campaign as planted;", "publish::campaign"),
        ("use crate as c;\nfn planted() { vec![c::render::planted()]; }", "render::planted"),
    ];
    for (line, path) in planted {
        let found = forbidden_in(&format!("{source}\n{line}\n"), &module, &others);
        assert!(found.iter().any(|found| found == path), "`{line}` is not found: {found:?}");
    }
    let sound = "use crate::model::load::Node;\nuse super::load;\nuse crate as c;\n\
                 fn planted(_: c::model::Lang, _: self::render::Planted) { super::build(); }\n\
                 mod planted { use super::load::Node; }\n\
                 fn planted() { crate::say!(load, render); }\n\
                 #[cfg(test)]\nmod tests { use crate::load::files::Files; }";
    assert_eq!(forbidden_in(&format!("{source}\n{sound}\n"), &module, &others), [""; 0]);
}
