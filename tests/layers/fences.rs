//! What is called outside of every fence.
//!
//! What is in a closure that a fence is given is within it; so is what a function says that is called
//! from within fences alone.

use std::collections::BTreeMap;

use super::{
    ABOVE, VOCABULARY,
    calls::{Fences, Function, Name, Part, Source, is_meant, last},
};

/// What all sources call.
pub struct Calls {
    sources: Vec<Source>,
    fences: Fences,
    parts: Vec<Part>,
}

impl Calls {
    pub fn of(sources: Vec<Source>) -> Self {
        let all: Vec<&Source> = sources.iter().collect();
        let (fences, parts) = read(&all);
        Self { sources, fences, parts }
    }

    /// What is called outside of every fence, or may be, each by the number of its source.
    pub fn outside(&self) -> Vec<(usize, Name)> {
        outside(&self.parts.iter().collect::<Vec<_>>())
    }

    /// The same if the source of a number were another one.
    pub fn outside_with(&self, number: usize, other: &Source) -> Vec<(usize, Name)> {
        let part = Part::read(other, &self.fences);
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        parts[number] = &part;
        if parts.iter().flat_map(|part| part.fences()).collect::<Fences>() == self.fences {
            return outside(&parts);
        }
        let mut sources: Vec<&Source> = self.sources.iter().collect();
        sources[number] = other;
        outside(&read(&sources).1.iter().collect::<Vec<_>>())
    }
}

/// Reads sources until all fences are known: one may be given what another one runs.
fn read(sources: &[&Source]) -> (Fences, Vec<Part>) {
    let mut fences = Fences::new();
    loop {
        let parts: Vec<Part> = sources.iter().map(|source| Part::read(source, &fences)).collect();
        let found: Fences = parts.iter().flat_map(Part::fences).collect();
        if found == fences {
            return (fences, parts);
        }
        fences = found;
    }
}

fn outside(parts: &[&Part]) -> Vec<(usize, Name)> {
    let functions: Vec<&Function> = parts.iter().flat_map(|part| &part.functions).collect();
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, function) in functions.iter().enumerate() {
        by_name.entry(last(&function.path)).or_default().push(number);
    }
    // Which functions a function calls outside of a fence, and which are called by others than these.
    let mut calls: Vec<Vec<usize>> = vec![Vec::new(); functions.len()];
    let mut called = vec![false; functions.len()];
    let mut next: Vec<usize> = Vec::new();
    let mut first = 0;
    for part in parts {
        for call in &part.calls {
            let within = call.within.map(|number| first + number);
            for number in meant(&call.name, first, &functions, &by_name) {
                let Function { path, seen_in, .. } = functions[number];
                if !call.module.starts_with(seen_in) || !may_know(&call.module, path) {
                    continue;
                }
                called[number] = true;
                match within {
                    _ if call.fenced => {}
                    Some(within) => calls[within].push(number),
                    None => next.push(number),
                }
            }
        }
        first += part.functions.len();
    }
    let is_open = |number: &usize| functions[*number].is_open || !called[*number];
    next.extend((0..functions.len()).filter(is_open));
    let mut open = vec![false; functions.len()];
    while let Some(number) = next.pop() {
        if !std::mem::replace(&mut open[number], true) {
            next.extend(&calls[number]);
        }
    }
    let (mut found, mut first) = (Vec::new(), 0);
    for (source, part) in parts.iter().enumerate() {
        let outside = part
            .calls
            .iter()
            .filter(|call| !call.fenced && call.within.is_none_or(|number| open[first + number]));
        found.extend(outside.map(|call| (source, call.name.clone())));
        first += part.functions.len();
    }
    found
}

/// The functions that a name may mean; closures are numbered from `first`.
fn meant(
    name: &Name,
    first: usize,
    functions: &[&Function],
    by_name: &BTreeMap<&str, Vec<usize>>,
) -> Vec<usize> {
    let named = |name: &str| by_name.get(name).into_iter().flatten().copied();
    let methods = |name: &str| named(name).filter(|f| functions[*f].is_method).collect();
    let exactly = |path: &[String]| -> Vec<usize> {
        named(last(path)).filter(|f| functions[*f].path == *path).collect()
    };
    match name {
        Name::Closure(number) => vec![first + number],
        Name::Method(_, name) => methods(name),
        Name::Own(path) => {
            let own = exactly(path);
            // It is that of a trait, or of what the type stands for.
            if own.is_empty() { methods(last(path)) } else { own }
        }
        Name::Path(path) => {
            named(last(path)).filter(|f| is_meant(path, &functions[*f].path)).collect()
        }
        Name::Plain(module, name) => {
            let own = exactly(&[module.as_slice(), std::slice::from_ref(name)].concat());
            // It comes from a list of all that there is somewhere.
            if own.is_empty() { named(name).collect() } else { own }
        }
    }
}

/// Whether one module may know what is in another, which other tests of the layers hold it to.
fn may_know(module: &[String], other: &[String]) -> bool {
    let [from, to] = [module, other].map(|path| path.first().map_or("", String::as_str));
    from == to || ABOVE.contains(&from) || from.is_empty() || VOCABULARY.contains(&to)
}
