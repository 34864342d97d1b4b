//! The architecture as a test: a stage knows the vocabulary and no other stage.
//!
//! Sources are parsed, so that a path is found however it is written: `use crate::{load::…}`, in a
//! group of a group, under another name, in a type, an expression or the arguments of a macro, from the
//! root of the crate or up from where it stands.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{
    Attribute, ItemExternCrate, ItemMod, ItemUse, Macro, UseTree,
    visit::{self, Visit},
};

const STAGES: [&str; 5] = ["load", "check", "publish", "render", "write"];
/// What knows the stages, and what no stage knows.
const ABOVE: [&str; 4] = ["build", "desk", "serve", "cli"];
/// What everything knows, and what knows nothing.
const VOCABULARY: [&str; 5] = ["plan", "text", "tables", "model", "diag"];

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

/// The paths from the root of the crate that a source names, each as its modules. `module` is what the
/// source is: its paths may go up from there.
fn paths(source: &str, module: &[String]) -> BTreeSet<Vec<String>> {
    let file = syn::parse_file(source).expect("a source that compiles");
    let mut found = Paths { module: module.to_vec(), ..Paths::default() };
    // A name may stand before the line that gives it, and be given by way of another one.
    for _ in 0..3 {
        found.visit_file(&file);
    }
    found.named
}

#[derive(Default)]
struct Paths {
    /// Where the paths that are being read stand.
    module: Vec<String>,
    /// Other names of modules, each with its path from the root of the crate.
    others: BTreeMap<String, Vec<String>>,
    named: BTreeSet<Vec<String>>,
}

impl Paths {
    /// The paths of an import below the modules that stand before it.
    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.add(with(&name.ident)),
            UseTree::Rename(name) => {
                let path = if name.ident == "self" { before.to_vec() } else { with(&name.ident) };
                if let Some(path) = self.rooted(&path) {
                    self.others.insert(name.rename.to_string(), path);
                }
                self.add(path);
            }
            // What is named after it could be anything.
            UseTree::Glob(_) => self.add([before, &["*".to_owned()]].concat()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(before, tree)),
        }
    }

    /// A path from the root of the crate; nothing of one that leads elsewhere, or of a plain name.
    fn rooted(&self, path: &[String]) -> Option<Vec<String>> {
        let (root, rest) = path.split_first()?;
        let ups = path.iter().skip(usize::from(root == "self"));
        let ups = ups.take_while(|part| *part == "super").count();
        let (base, rest) = match root.as_str() {
            // The crate by its own name, too.
            "crate" | "$crate" | "loa" => (&[] as &[String], rest),
            "self" | "super" => {
                let above = self.module.len().saturating_sub(ups);
                (&self.module[..above], &path[ups + usize::from(root == "self")..])
            }
            other => (self.others.get(other)?.as_slice(), rest),
        };
        Some([base, rest].concat())
    }

    fn add(&mut self, path: Vec<String>) {
        self.named.extend(self.rooted(&path));
    }

    /// Paths in what a macro is given, which is not parsed: its words, one after the other.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut after_colons = false;
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(name) => {
                    if !after_colons {
                        self.add(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    after_colons = false;
                }
                proc_macro2::TokenTree::Punct(mark) if mark.as_char() == ':' => after_colons = true,
                proc_macro2::TokenTree::Group(group) => {
                    // `crate::{a, b}` has a tree of its own.
                    if after_colons && self.rooted(&path).is_some() {
                        let tree = format!("{}::{group}", path.join("::"));
                        if let Ok(tree) = syn::parse_str::<UseTree>(&tree) {
                            self.tree(&[], &tree);
                        }
                    }
                    self.add(std::mem::take(&mut path));
                    after_colons = false;
                    self.tokens(group.stream());
                }
                _ => {
                    self.add(std::mem::take(&mut path));
                    after_colons = false;
                }
            }
        }
        self.add(path);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !only_in_tests(&item.attrs) {
            self.tree(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !only_in_tests(&module.attrs) {
            self.module.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        if let Some((_, name)) = &item.rename
            && (item.ident == "self" || item.ident == "loa")
        {
            self.others.insert(name.to_string(), Vec::new());
        }
    }
}

/// Tests within a source may build what they need from any stage, as those beside it may.
fn only_in_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|name| name.is_ident("test"))
    })
}

/// The forbidden modules that a source names, each by its path from the root.
fn forbidden_in(source: &str, module: &[String], forbidden: &[String]) -> Vec<String> {
    let named: Vec<String> = paths(source, module).iter().map(|path| path.join("::")).collect();
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
    refuse("diag", &[stages, named(&above), named(&["model"])].concat());
}

#[test]
fn the_desk_neither_builds_nor_talks() {
    refuse("desk", &named(&["build", "serve", "cli", "render"]));
    refuse("build", &named(&["desk", "serve", "cli"]));
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
        (
            "use crate::{model::{Lang as L}, render::{web::{self, page::Page}}};",
            "render::web::self",
        ),
        ("use crate::render as drawing;", "render"),
        ("pub(super) use crate::{build::*};", "build::*"),
        ("use crate::*;", "*"),
        ("fn planted(files: &[crate::load::files::Files]) {}", "load::files::Files"),
        ("fn planted() -> Option<Box<dyn crate::write::Disk>> { None }", "write::Disk"),
        ("fn planted() { let _ = crate::publish::campaign(1); }", "publish::campaign"),
        ("fn planted() { use crate::{desk}; }", "desk"),
        ("impl crate::serve::Planted for u8 {}", "serve::Planted"),
        ("fn planted() { println!(\"{}\", crate::cli::planted()); }", "cli::planted"),
        ("fn planted() { vec![(1, crate::build::planted)]; }", "build::planted"),
        ("macro_rules! planted { () => { $crate::load::planted() }; }", "load::planted"),
        ("macro_rules! planted { () => { use crate::{model, load::Node}; }; }", "load::Node"),
        ("fn planted(_: super::super::load::files::Files) {}", "load::files::Files"),
        ("use super::super::{model::Lang as L, render::web};", "render::web"),
        ("use self::super::super::write::Disk;", "write::Disk"),
        (
            "mod planted { fn planted() { super::super::super::build::planted(); } }",
            "build::planted",
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
