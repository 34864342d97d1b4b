//! Folders as a test sees them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// What a folder holds: files with their bytes, folders with a final `/` and none.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The output as a reader finds it. Keys and staging are the program's own.
pub fn output(folder: &Path) -> Tree {
    let mut found = Tree::new();
    look(folder, folder, &mut found);
    found
}

fn look(top: &Path, folder: &Path, found: &mut Tree) {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        entries => entries.expect("a folder"),
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let parts: Vec<_> = path
            .strip_prefix(top)
            .expect("below")
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        let name = parts.join("/");
        if name == ".loa" {
            continue;
        }
        if path.is_dir() {
            found.insert(format!("{name}/"), Vec::new());
            look(top, &path, found);
        } else {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

/// Names of what is in one tree and not, or not the same, in the other.
pub fn differences(one: &Tree, other: &Tree) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (one.get(name), other.get(name)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(_), Some(_)) => Some(format!("{name} differs")),
            (Some(_), None) => Some(format!("{name} only in the first")),
            (None, _) => Some(format!("{name} only in the second")),
        })
        .collect()
}

/// Panics with the names of what differs.
#[track_caller]
pub fn assert_same(one: &Tree, other: &Tree, when: &str) {
    let differences = differences(one, other);
    assert!(differences.is_empty(), "{when}: {differences:#?}");
}

/// The path of a name with `/` below a folder.
pub fn below(folder: &Path, name: &str) -> PathBuf {
    name.split('/').fold(folder.to_owned(), |path, part| path.join(part))
}

/// Writes a file and the folders above it.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = below(folder, name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(path, bytes).expect("a file");
}

/// All files below a folder of this repository, by name from the top of the repository.
pub fn repository(folder: &str) -> Tree {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Tree::new();
    look(top, &below(top, folder), &mut found);
    found.retain(|name, _| !name.ends_with('/'));
    found
}
