//! The paths that a source names, however they are written.

use std::collections::{BTreeMap, BTreeSet};

use syn::{
    Attribute, ItemExternCrate, ItemMod, ItemUse, Macro, UseTree,
    visit::{self, Visit},
};

/// The paths from the root of the crate that a source names, each as its modules, and those from the
/// root of some others, each with nothing and the name of its crate before them. `module` is what the source is: its paths may
/// go up from there.
pub fn paths(source: &str, module: &[String], crates: &[&str]) -> BTreeSet<Vec<String>> {
    let file = syn::parse_file(source).expect("a source that compiles");
    imports(&file, module, crates).named
}

/// The same, of a source that was parsed, with what its imports mean.
pub fn imports(file: &syn::File, module: &[String], crates: &[&str]) -> Paths {
    let crates = crates.iter().map(|name| (*name).to_owned()).collect();
    let mut found = Paths { module: module.to_vec(), crates, ..Paths::default() };
    // A name may come before the line that gives it, and be given by way of another one.
    for _ in 0..3 {
        found.visit_file(file);
    }
    found
}

/// What the names in a source mean.
#[derive(Default, Clone)]
pub struct Paths {
    /// Where the paths that are being read are.
    pub module: Vec<String>,
    /// The other crates whose paths are looked for.
    crates: BTreeSet<String>,
    /// Other names of modules, each with its path from the root of the crate.
    others: BTreeMap<String, Vec<String>>,
    /// The modules that the source declares.
    declared: BTreeSet<Vec<String>>,
    named: BTreeSet<Vec<String>>,
}

impl Paths {
    /// The paths of an import below the modules that are before it.
    fn tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => {
                let path = if name.ident == "self" { before.to_vec() } else { with(&name.ident) };
                let last = path.last().cloned().unwrap_or_default();
                if let Some(path) = self.rooted(&path) {
                    self.others.insert(last, path);
                }
                self.add(path);
            }
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
    pub fn rooted(&self, path: &[String]) -> Option<Vec<String>> {
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
            other => match self.others.get(other) {
                Some(path) => (path.as_slice(), rest),
                None if self.declared.contains(&self.below(other)) => (&*self.module, path),
                // What is there may have the name of a module of ours.
                None => {
                    let is_known = self.crates.contains(other);
                    return is_known.then(|| [&[String::new()], path].concat());
                }
            },
        };
        Some([base, rest].concat())
    }

    fn below(&self, name: &str) -> Vec<String> {
        [self.module.as_slice(), &[name.to_owned()]].concat()
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
            self.declared.insert(self.below(&module.ident.to_string()));
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
pub fn only_in_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|name| name.is_ident("test"))
    })
}
