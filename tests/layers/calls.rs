//! What the functions of the sources call, and whether they do it within a fence.
//!
//! A fence is `foreign::fenced`, and every function that gives one of its parameters to a fence and to
//! nothing else. Types are not known here, so a method is any of its name.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use syn::{
    Expr, ExprCall, ExprClosure, ExprMethodCall, ExprPath, FnArg, ImplItemFn, ItemFn, ItemImpl,
    ItemMod, ItemUse, Local, Macro, Pat, Signature, Token, UseTree, Visibility,
    punctuated::Punctuated,
    visit::{self, Visit},
};

use super::paths::{Paths, imports, only_in_tests};

/// What is called, or handed on to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A path from the root of the crate, or from that of another one with nothing before it.
    Path(Vec<String>),
    /// A name of one part that no import explains, by the module that it is used in.
    Plain(Vec<String>, String),
    /// A method, by what it is called on and its name.
    Method(String, String),
    /// A method of the type whose functions are being read.
    Own(Vec<String>),
    /// A closure that has a name, by its number.
    Closure(usize),
}

/// One call, or mention, of something.
#[derive(Debug)]
pub struct Call {
    pub name: Name,
    /// Whether it is within what a fence is given.
    pub fenced: bool,
    /// The function that it is in.
    pub within: Option<usize>,
    /// The module that it is in.
    pub module: Rc<[String]>,
}

/// A function, or a closure that has a name.
#[derive(Debug)]
pub struct Function {
    /// Its path from the root of the crate; that of a closure ends with a name that no function has.
    pub path: Vec<String>,
    /// Whether it is a method, called by its name alone.
    pub is_method: bool,
    /// The module within which it may be called.
    pub seen_in: Vec<String>,
    /// Whether others call it than those that name it: what a trait asks for.
    pub is_open: bool,
    /// The names of its parameters, without `self`.
    parameters: Vec<String>,
}

/// The functions that are fences, besides the first, each with the number of the parameter that it runs.
pub type Fences = BTreeSet<(Vec<String>, usize)>;

/// What one source says; functions are numbered from its first.
#[derive(Debug, Default)]
pub struct Part {
    pub functions: Vec<Function>,
    pub calls: Vec<Call>,
    /// How often a parameter is named, and how often as what a fence is given.
    uses: BTreeMap<(usize, String), (usize, usize)>,
}

impl Part {
    pub fn read(source: &Source, fences: &Fences) -> Self {
        let mut part = Self::default();
        let mut reader = Reader {
            imports: source.imports.clone(),
            module: source.imports.module.clone().into(),
            part: &mut part,
            fences,
            of: None,
            is_open: false,
            within: None,
            fenced: false,
            locals: BTreeMap::new(),
        };
        reader.visit_file(&source.file);
        part
    }

    /// The functions that give a parameter to a fence, and to nothing else.
    pub fn fences(&self) -> impl Iterator<Item = (Vec<String>, usize)> {
        self.uses.iter().filter_map(|((function, name), (named, fenced))| {
            let function = &self.functions[*function];
            let at = function.parameters.iter().position(|parameter| parameter == name);
            Some((function.path.clone(), at.filter(|_| named == fenced)?))
        })
    }
}

/// A source, parsed.
pub struct Source {
    file: syn::File,
    imports: Paths,
}

impl Source {
    /// Parses a source, of which the module is known; `crates` are the others whose paths are reported.
    pub fn new(text: &str, module: &[String], crates: &[&str]) -> Self {
        let file = syn::parse_file(text).expect("a source that compiles");
        Self { imports: imports(&file, module, crates), file }
    }
}

pub fn last(path: &[String]) -> &str {
    path.last().map_or("", String::as_str)
}

/// Whether a path means a function, which may be known further up than it is.
pub fn is_meant(path: &[String], function: &[String]) -> bool {
    fn parent(path: &[String]) -> &[String] {
        path.split_last().map_or(&[], |(_, parent)| parent)
    }
    let (named, own) = (parent(path), parent(function));
    // A function of a type, which may be known further up.
    let of_type = last(named) == last(own) && own.starts_with(parent(named));
    own.starts_with(named) || of_type
}

/// What a method is called on, as far as it is a name, or a field of one.
fn receiver(on: &Expr) -> String {
    match on {
        Expr::Path(path) => path.path.get_ident().map_or_else(String::new, ToString::to_string),
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => format!("{}.{name}", receiver(&field.base)),
            syn::Member::Unnamed(at) => format!("{}.{}", receiver(&field.base), at.index),
        },
        Expr::Call(call) => format!("{}()", receiver(&call.func)),
        _ => String::new(),
    }
}

struct Reader<'p> {
    imports: Paths,
    /// Where what is being read is.
    module: Rc<[String]>,
    part: &'p mut Part,
    fences: &'p Fences,
    /// The type whose functions are being read.
    of: Option<Vec<String>>,
    is_open: bool,
    within: Option<usize>,
    fenced: bool,
    /// What has a name within a function: a parameter of a function, or a closure.
    locals: BTreeMap<String, Known>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Parameter(usize),
    Closure(usize),
    /// Some value.
    Value,
}

impl Reader<'_> {
    fn function(&mut self, signature: &Signature, vis: &Visibility, is_open: bool) -> usize {
        let here = &self.imports.module;
        let seen_in = match vis {
            // What a trait asks for is seen wherever the trait is.
            _ if is_open => Vec::new(),
            Visibility::Inherited => here.clone(),
            Visibility::Restricted(to) if to.path.is_ident("super") => {
                here[..here.len().saturating_sub(1)].to_vec()
            }
            Visibility::Restricted(_) | Visibility::Public(_) => Vec::new(),
        };
        let name = signature.ident.to_string();
        let before = self.of.clone().unwrap_or_else(|| self.imports.module.clone());
        let named = |argument: &FnArg| match argument {
            FnArg::Typed(typed) => Some(match &*typed.pat {
                Pat::Ident(name) => name.ident.to_string(),
                _ => String::new(),
            }),
            FnArg::Receiver(_) => None,
        };
        self.part.functions.push(Function {
            path: [before, vec![name]].concat(),
            is_method: signature.receiver().is_some(),
            seen_in,
            is_open,
            parameters: signature.inputs.iter().filter_map(named).collect(),
        });
        self.part.functions.len() - 1
    }

    /// Reads what a function does.
    fn body(&mut self, number: usize, read: impl FnOnce(&mut Self)) {
        let locals = self.locals.clone();
        for name in &self.part.functions[number].parameters {
            self.locals.insert(name.clone(), Known::Parameter(number));
        }
        let (within, fenced) = (self.within.replace(number), self.fenced);
        self.fenced = false;
        read(self);
        (self.within, self.fenced, self.locals) = (within, fenced, locals);
    }

    fn does(&mut self, signature: &Signature, block: &syn::Block) {
        for argument in &signature.inputs {
            if let FnArg::Typed(typed) = argument
                && !matches!(&*typed.pat, Pat::Ident(_))
            {
                self.visit_pat(&typed.pat);
            }
        }
        self.visit_block(block);
    }

    fn add(&mut self, name: Name) {
        let Self { fenced, within, .. } = *self;
        let module = Rc::clone(&self.module);
        self.part.calls.push(Call { name, fenced, within, module });
    }

    /// What a path in an expression means, as far as it can be known.
    fn name(&self, path: &syn::Path) -> Name {
        let mut parts: Vec<String> =
            path.segments.iter().map(|part| part.ident.to_string()).collect();
        if let (Some("Self"), Some(of)) = (parts.first().map(String::as_str), &self.of) {
            return Name::Path([of.as_slice(), &parts[1..]].concat());
        }
        match self.imports.rooted(&parts) {
            Some(path) => Name::Path(path),
            None if parts.len() == 1 => Name::Plain(self.imports.module.clone(), parts.remove(0)),
            None => Name::Path([self.imports.module.clone(), parts].concat()),
        }
    }

    /// A path that is called or handed on.
    fn mention(&mut self, path: &syn::Path) {
        let local = path.get_ident().and_then(|name| self.locals.get(&name.to_string()).copied());
        match (local, path.get_ident()) {
            (Some(Known::Parameter(function)), Some(name)) => {
                let uses = self.part.uses.entry((function, name.to_string())).or_default();
                uses.0 += 1;
                uses.1 += usize::from(self.fenced);
            }
            (Some(Known::Closure(closure)), _) => self.add(Name::Closure(closure)),
            (Some(Known::Value), _) => {}
            _ => {
                let name = self.name(path);
                self.add(name);
            }
        }
    }

    /// Which argument a called function runs within a fence.
    fn fences(&self, called: &Name) -> Option<usize> {
        let known = |path: &[String], function: &[String]| {
            last(path) == last(function) && is_meant(path, function)
        };
        match called {
            Name::Path(path) if last(path) == "fenced" && path[0] == "foreign" => Some(0),
            Name::Path(path) => {
                self.fences.iter().find(|(function, _)| known(path, function)).map(|(_, at)| *at)
            }
            Name::Plain(module, name) => {
                let path = [module.as_slice(), std::slice::from_ref(name)].concat();
                self.fences.iter().find(|(function, _)| *function == path).map(|(_, at)| *at)
            }
            Name::Method(..) | Name::Own(_) | Name::Closure(_) => None,
        }
    }

    /// Arguments, one of which may be run within a fence. What makes an argument is not.
    fn arguments<'a>(&mut self, all: impl Iterator<Item = &'a Expr>, fences: Option<usize>) {
        for (number, argument) in all.enumerate() {
            let runs = matches!(argument, Expr::Closure(_) | Expr::Path(_));
            let fenced = self.fenced;
            self.fenced |= runs && fences == Some(number);
            self.visit_expr(argument);
            self.fenced = fenced;
        }
    }

    /// What a macro is given that is no list of expressions: its words, one after the other.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let all: Vec<proc_macro2::TokenTree> = tokens.into_iter().collect();
        let mark = |at: usize, mark: char| matches!(all.get(at), Some(proc_macro2::TokenTree::Punct(found)) if found.as_char() == mark);
        let mut at = 0;
        while at < all.len() {
            match &all[at] {
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                proc_macro2::TokenTree::Ident(name) if at > 0 && mark(at - 1, '.') => {
                    self.add(Name::Method(String::new(), name.to_string()));
                }
                proc_macro2::TokenTree::Ident(name) => {
                    let mut path = vec![name.to_string()];
                    while let (true, true, Some(proc_macro2::TokenTree::Ident(name))) =
                        (mark(at + 1, ':'), mark(at + 2, ':'), all.get(at + 3))
                    {
                        path.push(name.to_string());
                        at += 3;
                    }
                    if let Ok(path) = syn::parse_str::<syn::Path>(&path.join("::")) {
                        self.mention(&path);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// What others may call by another name is called by anybody.
    fn exported(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.exported(&with(&path.ident), &path.tree),
            UseTree::Name(_) | UseTree::Glob(_) => {}
            UseTree::Rename(name) => {
                let path = with(&name.ident);
                let module = self.imports.module.clone();
                let path = self.imports.rooted(&path).unwrap_or_else(|| [module, path].concat());
                self.add(Name::Path(path));
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.exported(before, tree));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !only_in_tests(&module.attrs) {
            self.imports.module.push(module.ident.to_string());
            let before = std::mem::replace(&mut self.module, self.imports.module.clone().into());
            visit::visit_item_mod(self, module);
            self.module = before;
            self.imports.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !only_in_tests(&item.attrs) && !matches!(item.vis, Visibility::Inherited) {
            self.exported(&[], &item.tree);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !only_in_tests(&item.attrs) {
            let of = self.of.take();
            let number = self.function(&item.sig, &item.vis, false);
            self.body(number, |reader| reader.does(&item.sig, &item.block));
            self.of = of;
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        if only_in_tests(&item.attrs) {
            return;
        }
        let path = match &*item.self_ty {
            syn::Type::Path(path) => match self.name(&path.path) {
                Name::Path(path) => path,
                Name::Plain(module, name) => [module, vec![name]].concat(),
                Name::Method(..) | Name::Own(_) | Name::Closure(_) => Vec::new(),
            },
            _ => Vec::new(),
        };
        let before = (self.of.replace(path), self.is_open);
        self.is_open = item.trait_.is_some();
        visit::visit_item_impl(self, item);
        (self.of, self.is_open) = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if !only_in_tests(&item.attrs) {
            let number = self.function(&item.sig, &item.vis, self.is_open);
            self.body(number, |reader| reader.does(&item.sig, &item.block));
        }
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let locals = self.locals.clone();
        visit::visit_block(self, block);
        self.locals = locals;
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let closure = local.init.as_ref().and_then(|init| match &*init.expr {
            Expr::Closure(closure) => Some(closure),
            _ => None,
        });
        match (&local.pat, closure) {
            (Pat::Ident(name), Some(closure)) => {
                let before = self.within.map(|f| self.part.functions[f].path.clone());
                let name = name.ident.to_string();
                let path = [before.unwrap_or_default(), vec![format!("|{name}|")]].concat();
                self.part.functions.push(Function {
                    path,
                    is_method: false,
                    seen_in: Vec::new(),
                    is_open: false,
                    parameters: Vec::new(),
                });
                let number = self.part.functions.len() - 1;
                self.body(number, |reader| reader.visit_expr_closure(closure));
                self.locals.insert(name, Known::Closure(number));
            }
            (pat, _) => {
                // Its names mean something else from here on, and not before.
                if let Some(init) = &local.init {
                    self.visit_expr(&init.expr);
                    init.diverge.iter().for_each(|(_, other)| self.visit_expr(other));
                }
                self.visit_pat(pat);
            }
        }
    }

    fn visit_expr_let(&mut self, tried: &'ast syn::ExprLet) {
        self.visit_expr(&tried.expr);
        self.visit_pat(&tried.pat);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        let locals = self.locals.clone();
        visit::visit_arm(self, arm);
        self.locals = locals;
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let is_scope = matches!(expr, Expr::If(_) | Expr::ForLoop(_) | Expr::While(_));
        let locals = is_scope.then(|| self.locals.clone());
        visit::visit_expr(self, expr);
        if let Some(locals) = locals {
            self.locals = locals;
        }
    }

    fn visit_pat_ident(&mut self, name: &'ast syn::PatIdent) {
        self.locals.insert(name.ident.to_string(), Known::Value);
        visit::visit_pat_ident(self, name);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        let locals = self.locals.clone();
        closure.inputs.iter().for_each(|input| self.visit_pat(input));
        self.visit_expr(&closure.body);
        self.locals = locals;
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let fences = match &*call.func {
            Expr::Path(path) => self.fences(&self.name(&path.path)),
            _ => None,
        };
        self.visit_expr(&call.func);
        self.arguments(call.args.iter(), fences);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let (on, name) = (receiver(&call.receiver), call.method.to_string());
        match &self.of {
            Some(of) if on == "self" => self.add(Name::Own([of.as_slice(), &[name]].concat())),
            _ => self.add(Name::Method(on, name)),
        }
        self.visit_expr(&call.receiver);
        self.arguments(call.args.iter(), None);
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        self.mention(&path.path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        match called.parse_body_with(parser) {
            Ok(all) => all.iter().for_each(|given| self.visit_expr(given)),
            Err(_) => self.tokens(called.tokens.clone()),
        }
    }
}
