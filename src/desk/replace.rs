//! Writing files that an author keeps: all of them or none.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{diag::Failure, say};

/// A file and what shall stand in it.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The file.
    pub path: PathBuf,
    /// What it held when the change was worked out; absent if it was not there.
    pub old: Option<Vec<u8>>,
    /// What it shall hold.
    pub new: Vec<u8>,
}

impl Edit {
    /// Writes the file beside its place and moves it there.
    ///
    /// # Errors
    /// When the machine failed, or somebody else changed the file meanwhile.
    pub fn write(&self) -> Result<(), Failure> {
        Self::write_all(std::slice::from_ref(self))
    }

    /// Writes files: each beside its place, and when all are there, moves them. When one cannot be
    /// replaced, as Excel on Windows lets nobody replace what it holds open, those before it are put
    /// back.
    ///
    /// # Errors
    /// When the machine failed, or somebody else changed a file meanwhile.
    pub fn write_all(edits: &[Self]) -> Result<(), Failure> {
        write_all(edits, |from, to| fs::rename(from, to))
    }

    fn failed(&self, error: io::Error) -> Failure {
        Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, &self.path, error)
    }

    /// Nobody changed the file since.
    fn is_as_it_was(&self) -> io::Result<()> {
        let now = match fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if now == self.old {
            return Ok(());
        }
        let text = "tệp vừa bị sửa ở nơi khác; chạy lại lệnh / the file was changed meanwhile; run the command again";
        Err(io::Error::other(text))
    }

    /// Puts back what the file held.
    fn put_back(&self, rename: &impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        match &self.old {
            Some(old) => {
                let beside = write_beside(&self.path, old)?;
                rename(&beside, &self.path)
            }
            None => fs::remove_file(&self.path),
        }
    }
}

fn write_all(
    edits: &[Edit],
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<(), Failure> {
    for edit in edits {
        edit.is_as_it_was().map_err(|error| edit.failed(error))?;
    }
    let mut beside = Vec::new();
    // Nothing is lost by what stays beside; the failure is what matters.
    let clear = |beside: &[PathBuf]| beside.iter().for_each(|path| drop(fs::remove_file(path)));
    for edit in edits {
        match write_beside(&edit.path, &edit.new) {
            Ok(path) => beside.push(path),
            Err(error) => {
                clear(&beside);
                return Err(edit.failed(error));
            }
        }
    }
    for (number, (edit, path)) in edits.iter().zip(&beside).enumerate() {
        let Err(error) = rename(path, &edit.path) else { continue };
        clear(beside.get(number..).unwrap_or_default());
        let mut failure = edit.failed(error);
        for done in edits.get(..number).unwrap_or_default() {
            if let Err(error) = done.put_back(&rename) {
                // Which file holds what is worth more than why the first one failed.
                failure = done.failed(error);
                failure.doing = say! { vi: "trả lại tệp như trước (tệp này đã mang nội dung mới)", en: "putting a file back (it holds what is new)" };
            }
        }
        return Err(failure);
    }
    Ok(())
}

/// Writes a file that nobody keeps by hand: all of it or nothing. A link stays, and leads to what is
/// new.
///
/// # Errors
/// When the machine failed.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error| Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, path, error);
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = write_beside(&target, bytes).map_err(fail)?;
    fs::rename(&beside, &target).map_err(|error| {
        // Nothing is lost by what stays beside; the failure is what matters.
        let _ = fs::remove_file(&beside);
        fail(error)
    })
}

/// Writes a file beside its place, hidden, so that no build takes it for content.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.loa"));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    match written {
        Ok(()) => Ok(beside),
        Err(error) => {
            // Nothing is lost by what stays beside; the failure is what matters.
            let _ = fs::remove_file(&beside);
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(folder: &Path) -> Vec<Edit> {
        let one = |name: &str, old: Option<&str>| Edit {
            path: folder.join(name),
            old: old.map(|old| old.as_bytes().to_vec()),
            new: b"new".to_vec(),
        };
        vec![one("a", Some("old a")), one("b", None), one("c", Some("old c"))]
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "old a").expect("a file");
        fs::write(folder.path().join("c"), "old c").expect("a file");
        folder
    }

    fn names(folder: &Path) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                let path = entry.expect("an entry").path();
                let text = fs::read_to_string(&path).expect("a file");
                (path.file_name().expect("a name").to_string_lossy().into_owned(), text)
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn when_one_file_cannot_be_replaced_none_is() {
        let folder = folder();
        let before = names(folder.path());
        for held in ["a", "b", "c"] {
            let rename = |from: &Path, to: &Path| {
                // As Windows does while Excel holds the file.
                if to.ends_with(held) && from.ends_with(format!(".{held}.loa")) {
                    return Err(io::Error::from(io::ErrorKind::ResourceBusy));
                }
                fs::rename(from, to)
            };
            let failure = write_all(&edits(folder.path()), rename).expect_err("it is held");
            assert_eq!(failure.path, folder.path().join(held));
            assert_eq!(names(folder.path()), before, "{held}");
        }
        Edit::write_all(&edits(folder.path())).expect("files");
        assert!(names(folder.path()).iter().all(|(_, text)| text == "new"));
    }

    #[test]
    fn a_file_that_changed_meanwhile_stops_all() {
        let folder = folder();
        fs::write(folder.path().join("c"), "another").expect("a file");
        let before = names(folder.path());
        let failure = Edit::write_all(&edits(folder.path())).expect_err("it changed");
        assert_eq!(failure.path, folder.path().join("c"));
        assert_eq!(names(folder.path()), before);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = folder();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("a", &link).expect("a link");
        put(&link, b"new").expect("a file");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(folder.path().join("a")).expect("a file"), "new");
    }
}
