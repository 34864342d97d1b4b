//! A folder by its path, for systems without the calls of Unix; compiled for tests on all.
//!
//! A link is looked for before each use, not refused by the system in the same call.
//!
//! Windows replaces or removes no file that a program holds open without sharing it, and older
//! versions and FAT none that is open at all. So everything of ours is closed first.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

#[cfg(not(test))]
use fs::{remove_file as remove, rename, rename as move_aside};
#[cfg(test)]
use strict::{move_aside, remove, rename};

/// A folder.
#[derive(Debug)]
pub(super) struct Dir(PathBuf);

impl Dir {
    fn at(&self, name: &str) -> PathBuf {
        if name == "." { self.0.clone() } else { self.0.join(name) }
    }

    fn about(&self, name: &str) -> io::Result<Metadata> {
        if name == "." { fs::metadata(&self.0) } else { fs::symlink_metadata(self.0.join(name)) }
    }

    fn refuse_link(&self, name: &str) -> io::Result<()> {
        match self.about(name) {
            Ok(about) if about.is_symlink() => Err(super::system::a_link()),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The folder at a path, which may itself be a link: it is the user who named it.
    pub(super) fn root(path: &Path) -> io::Result<Self> {
        let here = Self(path.to_owned());
        here.open(".")
    }

    /// The folder `name` in this one; `.` is this one.
    pub(super) fn open(&self, name: &str) -> io::Result<Self> {
        if self.about(name)?.is_dir() {
            Ok(Self(self.at(name)))
        } else {
            self.refuse_link(name)?;
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    /// When something was last added to the folder `name`, or taken out of it, in nanoseconds.
    pub(super) fn modified(&self, name: &str) -> Option<i64> {
        let about = self.about(name).ok()?;
        let since = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        if about.is_dir() { i64::try_from(since.as_nanos()).ok() } else { None }
    }

    /// How many bytes the file `name` has.
    pub(super) fn len(&self, name: &str) -> io::Result<u64> {
        Ok(self.about(name)?.len())
    }

    /// Whether `name` is a file: not a folder, a link or a device.
    pub(super) fn is_file(&self, name: &str) -> bool {
        self.about(name).is_ok_and(|about| about.is_file())
    }

    /// The file `name`, to be read.
    pub(super) fn reader(&self, name: &str) -> io::Result<File> {
        self.refuse_link(name)?;
        File::open(self.at(name))
    }

    /// How long each file in this folder is, by its name. On Windows the list of names has the
    /// lengths, so that no file need be opened.
    pub(super) fn lens(&self) -> io::Result<Vec<(String, u64)>> {
        let mut lens = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let about = entry.metadata()?;
            if about.is_file() {
                lens.push((entry.file_name().to_string_lossy().into_owned(), about.len()));
            }
        }
        Ok(lens)
    }

    /// The names in this folder.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        Ok(names)
    }

    pub(super) fn make_raw(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.at(name))
    }

    pub(super) fn create_raw(&self, name: &str) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(self.at(name))
    }

    pub(super) fn write_raw(&self, name: &str, bytes: &[u8]) -> io::Result<File> {
        self.refuse_link(name)?;
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(false).open(self.at(name))?;
        let old = file.metadata()?.len();
        file.write_all(bytes)?;
        let len = bytes.len() as u64;
        if old > len {
            file.set_len(len)?;
        }
        Ok(file)
    }

    pub(super) fn appender_raw(&self, name: &str) -> io::Result<File> {
        self.refuse_link(name)?;
        // Windows locks no file that is open for adding alone.
        OpenOptions::new().read(true).append(true).create(true).open(self.at(name))
    }

    pub(super) fn scratch_raw(&self, name: &str) -> io::Result<File> {
        self.refuse_link(name)?;
        OpenOptions::new().read(true).write(true).create(true).truncate(true).open(self.at(name))
    }

    /// Windows refuses to replace some files that it lets be moved. Such a file goes [aside] in
    /// the folder that the new one comes from, and comes back if that fails.
    ///
    /// [aside]: super::system::aside
    pub(super) fn rename_raw(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(new));
        let Err(refused) = rename(&from, &to) else { return Ok(()) };
        if !fs::symlink_metadata(&to).is_ok_and(|about| about.is_file()) {
            return Err(refused);
        }
        let aside = self.at(&super::system::aside(name));
        if move_aside(&to, &aside).is_err() {
            return Err(refused);
        }
        if let Err(error) = rename(&from, &to) {
            move_aside(&aside, &to)?;
            return Err(error);
        }
        // One that somebody reads stays until the next build.
        let _ = remove(&aside);
        Ok(())
    }

    pub(super) fn remove_raw(&self, name: &str) -> io::Result<()> {
        remove(&self.at(name))
    }

    pub(super) fn remove_folder_raw(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.at(name))
    }

    /// There is no portable way to make names outlast a power cut; NTFS keeps those that came
    /// before a file that is forced.
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the same function as on Unix"
    )]
    pub(super) fn sync_raw(&self) -> io::Result<()> {
        Ok(())
    }

    /// Makes a file that the notes will vouch for outlast a power cut.
    #[expect(clippy::unused_self, reason = "the same function as on Unix")]
    pub(super) fn settle_raw(&self, file: &File) -> io::Result<()> {
        super::system::sync_file(file)
    }

    /// There is no portable way to force a whole disk.
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the same function as on Unix"
    )]
    pub(super) fn force_raw(&self) -> io::Result<Option<bool>> {
        Ok(None)
    }
}

/// What FAT and Windows 7 refuse, for tests on systems that refuse nothing.
#[cfg(test)]
pub(super) mod strict {
    use std::{cell::Cell, fs, io, path::Path};

    thread_local! {
        /// Whether no file can be replaced, though it can be moved.
        pub(in crate::write) static REPLACES_NOTHING: Cell<bool> = const { Cell::new(false) };
    }

    /// A file that this process holds open can neither go nor be replaced.
    fn refuse_open(path: &Path) -> io::Result<()> {
        let open = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
        let is_open = open.filter_map(|fd| fs::read_link(fd.path()).ok()).any(|held| held == path);
        if is_open { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }

    pub(super) fn move_aside(from: &Path, to: &Path) -> io::Result<()> {
        refuse_open(from)?;
        refuse_open(to)?;
        fs::rename(from, to)
    }

    pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
        if REPLACES_NOTHING.get() && to.exists() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        move_aside(from, to)
    }

    pub(super) fn remove(path: &Path) -> io::Result<()> {
        refuse_open(path)?;
        fs::remove_file(path)
    }
}
