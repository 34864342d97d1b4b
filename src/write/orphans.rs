//! Orphans: files that our own keys name and that nothing makes any more, and the folders that
//! are empty without them. Whatever else is in a folder stays, and so does the folder.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Store,
    keys::{Keys, Record},
    path, system,
};
use crate::{diag::Failure, say};

/// Removes the orphans, adds the folders in which anything went to `changed`, and gives the paths of
/// the files that went.
pub(super) fn remove(
    store: &Store,
    new: &Keys,
    changed: &mut BTreeSet<String>,
) -> Result<Vec<String>, Failure> {
    let old = &store.old;
    let ids: Vec<Option<u32>> = old.names.iter().map(|name| new.names.find(name)).collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut removed = Vec::new();
    let mut claims = None;
    let mut emptied = Vec::new();
    for record in &old.records {
        let now = new.find(&record.path, old.tag(record));
        if now.is_some_and(|now| now.carried) {
            continue;
        }
        let read = |keys: &Keys, record, to: &mut _| {
            keys.files(record, to).map_err(|error| store.failed_inside(error))
        };
        read(old, record, &mut before)?;
        after.clear();
        if let Some(now) = now {
            read(new, now, &mut after)?;
        }
        let is_made = |name: u32| {
            let id = ids.get(name as usize).copied().flatten();
            id.is_some_and(|id| after.binary_search_by_key(&id, |entry| entry.name).is_ok())
        };
        let gone = before
            .iter()
            .filter(|entry| !is_made(entry.name))
            .map(|entry| old.names.get(entry.name));
        // The checksum of the keys is no signature: somebody could have put `..` in a name.
        let gone: Vec<&str> = gone.filter(|name| path::is_name(name)).collect();
        if gone.is_empty() {
            continue;
        }
        let claims = claims.get_or_insert_with(|| Claims::of(new));
        let claimed =
            claims.names(new, &record.path).map_err(|error| store.failed_inside(error))?;
        let gone = gone.into_iter().filter(|name| !claimed.contains(&name.to_lowercase()));
        remove_files(store, &record.path, gone, &mut removed)?;
        changed.insert(record.path.to_string());
        emptied.push(&*record.path);
    }
    // What is deeper comes later in order of path.
    for path in emptied.into_iter().rev() {
        remove_if_empty(store, path, changed)?;
    }
    Ok(removed)
}

fn remove_files<'n>(
    store: &Store,
    folder: &str,
    names: impl Iterator<Item = &'n str>,
    removed: &mut Vec<String>,
) -> Result<(), Failure> {
    let failed = |name: &str, error| {
        let doing =
            say! { vi: "xóa tệp không còn dùng", en: "removing a file that is no longer made" };
        Failure::new(doing, path::full(&store.root, folder, name), error)
    };
    let dir = match store.out.descend(folder) {
        Ok(dir) => dir,
        Err(error) if system::is_gone(&error) => return Ok(()),
        Err(error) => return Err(failed("", error)),
    };
    for name in names {
        if dir.remove(name).map_err(|error| failed(name, error))? {
            removed.push(path::joined(folder, name));
        }
    }
    Ok(())
}

fn remove_if_empty(
    store: &Store,
    mut path: &str,
    changed: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    while !path.is_empty() {
        let (parent, name) = path::split(path);
        let removed = match store.out.descend(parent) {
            Ok(dir) => dir.remove_empty(name),
            Err(error) if system::is_gone(&error) => Ok(true),
            Err(error) => Err(error),
        };
        let gone = removed.map_err(|error| {
            let doing = say! { vi: "xóa thư mục rỗng", en: "removing an empty folder" };
            Failure::new(doing, path::full(&store.root, path, ""), error)
        })?;
        if !gone {
            break;
        }
        changed.insert(parent.to_owned());
        path = parent;
    }
    Ok(())
}

/// Who claims which path, without regard to capitals: on a disk that does not tell `A.html` from
/// `a.html`, removing the old one would take the new one away.
pub(super) struct Claims<'k>(BTreeMap<String, Vec<&'k Record>>);

impl<'k> Claims<'k> {
    pub(super) fn of(new: &'k Keys) -> Self {
        let mut claims: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
        for record in &new.records {
            claims.entry(record.path.to_lowercase()).or_default().push(record);
        }
        Self(claims)
    }

    /// The names that are made in a folder.
    pub(super) fn names(&self, new: &Keys, path: &str) -> std::io::Result<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        let mut files = Vec::new();
        for record in self.0.get(&path.to_lowercase()).into_iter().flatten() {
            new.files(record, &mut files)?;
            names.extend(files.iter().map(|entry| new.names.get(entry.name).to_lowercase()));
        }
        Ok(names)
    }
}
