//! A folder by its path, for systems without the calls of Unix.
//!
//! A link is looked for before each use, not refused by the system in the same call.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

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
        OpenOptions::new().append(true).create(true).open(self.at(name))
    }

    pub(super) fn scratch_raw(&self, name: &str) -> io::Result<File> {
        self.refuse_link(name)?;
        OpenOptions::new().read(true).write(true).create(true).truncate(true).open(self.at(name))
    }

    /// Windows refuses to replace some files that it allows to be removed.
    pub(super) fn rename_raw(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(new));
        match fs::rename(&from, &to) {
            Err(_) if fs::symlink_metadata(&to).is_ok_and(|about| about.is_file()) => {
                fs::remove_file(&to)?;
                fs::rename(&from, &to)
            }
            done => done,
        }
    }

    pub(super) fn remove_raw(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.at(name))
    }

    pub(super) fn remove_folder_raw(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.at(name))
    }

    /// There is no portable way to make names outlast a power cut.
    #[expect(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the same function as on Unix"
    )]
    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}
