//! Writing files that an author keeps: all of them or none.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    diag::{Failure, Said, Text},
    say,
};

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
    /// back, and the folders that were made for them go again. A link stays, and leads to what is new.
    ///
    /// # Errors
    /// When the machine failed, or somebody else changed a file meanwhile.
    pub fn write_all(edits: &[Self]) -> Result<(), Failure> {
        write_all(edits, |from, to| fs::rename(from, to), is_free)
    }

    /// A file that shall hold this, whatever it holds.
    fn over(path: &Path, new: Vec<u8>) -> Result<Self, Failure> {
        let old = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(path, error)),
        };
        Ok(Self { path: path.to_owned(), old, new })
    }

    /// The same where its path leads to: what is moved onto a link would take the place of the link, and
    /// the file that others share by it would stay as it was.
    fn followed(&self) -> io::Result<Self> {
        if !self.path.is_symlink() {
            return Ok(self.clone());
        }
        let path = fs::canonicalize(&self.path).map_err(|error| match error.kind() {
            // Made where nobody sees it, or in the place of the link, it would be lost.
            io::ErrorKind::NotFound => said(
                say! { vi: "đường dẫn này là lối tắt tới tệp không có; bỏ lối tắt hoặc nối lại ổ đĩa của tệp ấy", en: "the path is a link to a file that is not there; remove the link, or connect the disk that it leads to" },
            ),
            _ => error,
        })?;
        Ok(Self { path, ..self.clone() })
    }

    fn failed(&self, error: io::Error) -> Failure {
        failed(&self.path, error)
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
        Err(said(
            say! { vi: "tệp vừa bị sửa ở nơi khác; chạy lại lệnh", en: "the file was changed meanwhile; run the command again" },
        ))
    }

    /// Puts back what the file held.
    fn put_back(&self, rename: &impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        match &self.old {
            Some(old) => {
                let beside = write_beside(&self.path, old, &mut Vec::new())?;
                rename(&beside, &self.path)
            }
            None => fs::remove_file(&self.path),
        }
    }
}

fn said(text: Text) -> io::Error {
    io::Error::other(Said(text))
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, path, error)
}

/// Whether a file that is there can be replaced. Only Windows lets a program keep others from that; but
/// who makes a file read-only wants it to stay, and to move another one in its place asks no leave.
fn is_free(path: &Path) -> io::Result<()> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(said(
            say! { vi: "tệp này chỉ cho đọc; muốn ghi thì bỏ dấu “Chỉ đọc” (Read-only) trong Thuộc tính của tệp, hoặc `chmod u+w`, rồi chạy lại lệnh", en: "the file is read-only; to have it written, take off “Read-only” in its properties, or `chmod u+w`, then run the command again" },
        ));
    }
    if cfg!(windows) {
        fs::OpenOptions::new().write(true).open(path)?;
    }
    Ok(())
}

fn write_all(
    edits: &[Edit],
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
    is_free: impl Fn(&Path) -> io::Result<()>,
) -> Result<(), Failure> {
    let several = edits.len() > 1;
    let edits = &*followed(edits).map_err(|failure| nothing_written(several, failure))?;
    for edit in edits {
        edit.is_as_it_was().map_err(|error| nothing_written(several, edit.failed(error)))?;
    }
    all_are_free(edits, is_free)?;
    let (mut beside, mut folders) = (Vec::new(), Vec::new());
    // Nothing is lost by what stays beside; the failure is what matters.
    let clear = |beside: &[PathBuf], folders: &[PathBuf]| {
        for path in beside {
            drop(fs::remove_file(path));
        }
        for path in folders.iter().rev() {
            drop(fs::remove_dir(path));
        }
    };
    for edit in edits {
        match write_beside(&edit.path, &edit.new, &mut folders) {
            Ok(path) => beside.push(path),
            Err(error) => {
                clear(&beside, &folders);
                return Err(nothing_written(several, edit.failed(error)));
            }
        }
    }
    for (number, (edit, path)) in edits.iter().zip(&beside).enumerate() {
        let Err(error) = rename(path, &edit.path) else { continue };
        let mut failure = nothing_written(several, edit.failed(error));
        for done in edits.get(..number).unwrap_or_default() {
            if let Err(error) = done.put_back(&rename) {
                // Which file holds what is worth more than why the first one failed.
                failure = done.failed(error);
                failure.doing = say! { vi: "trả lại tệp như trước (tệp này đã mang nội dung mới)", en: "putting a file back (it holds what is new)" };
            }
        }
        clear(beside.get(number..).unwrap_or_default(), &folders);
        return Err(failure);
    }
    Ok(())
}

/// The edits of the files themselves. Two paths that lead to one file would lose what the first of them
/// says.
fn followed(edits: &[Edit]) -> Result<Vec<Edit>, Failure> {
    let mut paths = BTreeSet::new();
    let mut all = Vec::new();
    for edit in edits {
        let own = edit.followed().map_err(|error| edit.failed(error))?;
        if !paths.insert(own.path.clone()) {
            return Err(edit.failed(said(
                say! { vi: "hai đường dẫn cùng tới tệp này; bỏ một lối tắt", en: "two paths lead to this file; remove one of the links" },
            )));
        }
        all.push(own);
    }
    Ok(all)
}

/// Names all files at once that another program holds open, so that nobody closes one after another.
fn all_are_free(edits: &[Edit], is_free: impl Fn(&Path) -> io::Result<()>) -> Result<(), Failure> {
    let there = edits.iter().filter(|edit| edit.old.is_some());
    let mut held = there.filter_map(|edit| Some((edit, is_free(&edit.path).err()?)));
    let Some((first, error)) = held.next() else { return Ok(()) };
    let others: Vec<String> = held.map(|(edit, _)| edit.path.display().to_string()).collect();
    let failure = first.failed(error);
    if others.is_empty() {
        return Err(nothing_written(edits.len() > 1, failure));
    }
    let others = others.join(", ");
    Err(failure.leaving(say! {
        vi: "Những tệp này cũng vậy: {others}. Chưa ghi tệp nào.",
        en: "So it is with these: {others}. No file was written."
    }))
}

/// Says of several files that all are as they were.
fn nothing_written(several: bool, failure: Failure) -> Failure {
    if !several {
        return failure;
    }
    failure.leaving(say! {
        vi: "Chưa ghi tệp nào; mọi tệp vẫn như trước.",
        en: "No file was written; all are as they were."
    })
}

/// Writes a file that nobody keeps by hand: all of it or nothing.
///
/// # Errors
/// When the machine failed.
pub fn put(path: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
    put_all(vec![(path.to_owned(), bytes)])
}

/// Writes such files, all of them or none.
///
/// # Errors
/// When the machine failed.
pub fn put_all(files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), Failure> {
    let several = files.len() > 1;
    let edits = files.into_iter().map(|(path, bytes)| Edit::over(&path, bytes));
    let edits: Result<Vec<Edit>, Failure> = edits.collect();
    Edit::write_all(&edits.map_err(|failure| nothing_written(several, failure))?)
}

/// Writes a file beside its place, hidden, so that no build takes it for content. Folders that have
/// to be made are added to `made`.
fn write_beside(path: &Path, bytes: &[u8], made: &mut Vec<PathBuf>) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.loa"));
    if let Some(folder) = path.parent() {
        let is_missing = |folder: &&Path| {
            let gone = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
            !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err_and(gone)
        };
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        fs::create_dir_all(folder)?;
        made.extend(missing.into_iter().rev().map(Path::to_owned));
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
            let failure =
                write_all(&edits(folder.path()), rename, |_| Ok(())).expect_err("it is held");
            assert_eq!(failure.path, folder.path().join(held));
            assert!(failure.left.is_some_and(|left| left.en.contains("No file was written")));
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
    fn a_link_stays_a_link_and_leads_to_what_is_new() {
        use std::os::unix::fs::symlink;
        let (folder, away) = (folder(), tempfile::tempdir().expect("a folder"));
        let at = |name: &str| folder.path().join(name);
        let text = |path: &Path| fs::read_to_string(path).expect("a file");
        let shared = away.path().join("shared");
        fs::write(&shared, "old a").expect("a file");
        symlink(&shared, at("link")).expect("a link");
        // By two links, of which the second is relative.
        symlink("link", at("chain")).expect("a link");
        let edit = |path: PathBuf, old: &str| Edit {
            path,
            old: Some(old.as_bytes().to_vec()),
            new: b"new".to_vec(),
        };
        let all = [edit(at("chain"), "old a"), edit(at("c"), "old c")];
        let rename = |from: &Path, to: &Path| {
            if to.ends_with("c") {
                Err(io::Error::from(io::ErrorKind::ResourceBusy))
            } else {
                fs::rename(from, to)
            }
        };
        write_all(&all, rename, |_| Ok(())).expect_err("it is held");
        assert_eq!(text(&shared), "old a", "put back where the link leads");
        Edit::write_all(&all).expect("files");
        assert_eq!((text(&shared), text(&at("c"))), ("new".to_owned(), "new".to_owned()));
        put(&at("link"), b"newer".to_vec()).expect("a file");
        assert_eq!(text(&shared), "newer");
        assert!(at("link").is_symlink() && at("chain").is_symlink());
        assert_eq!(fs::read_dir(away.path()).expect("a folder").count(), 1, "nothing stays beside");

        // Nothing of these is written, and the links stay.
        let twice = [edit(at("chain"), "newer"), edit(at("link"), "newer")];
        Edit::write_all(&twice).expect_err("both are one file");
        symlink(away.path().join("gone"), at("dead")).expect("a link");
        let new = Edit { path: at("dead"), old: None, new: b"new".to_vec() };
        let failure =
            Edit::write_all(&[edit(at("a"), "old a"), new]).expect_err("it leads nowhere");
        assert_eq!(failure.path, at("dead"));
        put(&at("dead"), b"new".to_vec()).expect_err("it leads nowhere");
        assert!(at("dead").is_symlink());
        assert_eq!((text(&shared), text(&at("a"))), ("newer".to_owned(), "old a".to_owned()));
    }

    #[test]
    fn all_files_that_are_held_open_are_named_at_once() {
        let folder = folder();
        let before = names(folder.path());
        let held = |_: &Path| Err(io::Error::from(io::ErrorKind::ResourceBusy));
        let rename = |from: &Path, to: &Path| fs::rename(from, to);
        let failure = write_all(&edits(folder.path()), rename, held).expect_err("they are held");
        assert_eq!(failure.path, folder.path().join("a"));
        let left = failure.left.expect("the others").en.into_owned();
        let other = folder.path().join("c").display().to_string();
        assert_eq!(left, format!("So it is with these: {other}. No file was written."));
        assert_eq!(names(folder.path()), before);
    }

    #[test]
    fn what_is_in_the_way_leaves_neither_files_nor_folders() {
        let folder = folder();
        let before = names(folder.path());
        let one =
            |name: &str| Edit { path: folder.path().join(name), old: None, new: b"n".to_vec() };
        // `a` is a file and no folder.
        let all = [one("x/y/first"), one("x/second"), one("b"), one("a/third")];
        let failure = Edit::write_all(&all).expect_err("it is in the way");
        assert_eq!(failure.path, folder.path().join("a/third"));
        assert_eq!(names(folder.path()), before);
        // So it is when the last of them cannot be moved.
        let rename = |from: &Path, to: &Path| {
            if to.ends_with("b") {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            fs::rename(from, to)
        };
        write_all(&all[..3], rename, |_| Ok(())).expect_err("the disk is full");
        assert_eq!(names(folder.path()), before);
        Edit::write_all(&all[..3]).expect("files");
        assert!(folder.path().join("x/y/first").is_file());
    }

    #[test]
    fn a_file_that_is_read_only_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "old").expect("a file");
        let mut leave = fs::metadata(&path).expect("the file").permissions();
        leave.set_readonly(true);
        fs::set_permissions(&path, leave).expect("a file");
        let edit = Edit { path: path.clone(), old: Some("old".into()), new: "new".into() };
        let failure = edit.write().expect_err("no leave");
        assert!(failure.why().en.contains("read-only"), "{failure:?}");
        assert_eq!(fs::read(&path).expect("the file"), b"old");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
