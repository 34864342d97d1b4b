//! Which paths may be written: relative, with `/`, and never up or out.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{diag::Failure, say};

/// What belongs to this stage, beside the artifacts.
pub(super) const OURS: &str = ".loa";

/// Refuses a path that could leave the output folder, or reach into our own. `folder` may be
/// empty: the output folder itself.
///
/// # Errors
/// When the path is not one that may be written.
pub(super) fn check(folder: &str, name: &str) -> Result<(), Failure> {
    if is_folder(folder) && is_name(name) {
        return Ok(());
    }
    let doing =
        say! { vi: "ghi vào đường dẫn không hợp lệ", en: "writing to a path that is not allowed" };
    Err(Failure::new(doing, format!("{folder}/{name}"), io::ErrorKind::InvalidInput.into()))
}

/// Whether this is a path of a folder below the output folder, or empty.
pub(super) fn is_folder(path: &str) -> bool {
    path.is_empty() || path.split('/').all(is_name)
}

/// Whether this is one part of a path. Back slashes and colons mean something to Windows;
/// control characters separate the notes of the [journal](super::mark).
pub(super) fn is_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..")
        && !name.eq_ignore_ascii_case(OURS)
        && !name.bytes().any(|b| matches!(b, b'/' | b'\\' | b':') || b.is_ascii_control())
        // Most names are ASCII, and to look at bytes is quicker.
        && (name.is_ascii() || !name.chars().any(char::is_control))
}

/// The path as the system writes it, for messages.
pub(super) fn full(out: &Path, folder: &str, name: &str) -> PathBuf {
    let mut path = out.to_owned();
    path.extend(folder.split('/').chain([name]).filter(|part| !part.is_empty()));
    path
}

/// The path of a file in the output.
pub(super) fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder that a folder is in, and its name there.
pub(super) fn split(folder: &str) -> (&str, &str) {
    folder.rsplit_once('/').unwrap_or(("", folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for (folder, name) in
            [("", "manifest.json"), ("site", "index.html"), ("site/vi/lộc-ninh", "a b.html")]
        {
            assert!(check(folder, name).is_ok(), "{folder} {name}");
        }
        for (folder, name) in [
            ("..", "a"),
            ("site/../..", "a"),
            ("/etc", "passwd"),
            ("site//vi", "a"),
            ("site/", "a"),
            ("C:", "a"),
            ("site\\vi", "a"),
            (".loa", "keys"),
            ("site/.LOA", "a"),
            ("site", ""),
            ("site", ".."),
            ("site", "a/b"),
            ("site", "a\tb"),
            ("", ".loa"),
        ] {
            assert!(check(folder, name).is_err(), "{folder} {name}");
        }
    }
}
