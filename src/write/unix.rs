//! A folder by its handle, through the system calls of Unix.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom},
    os::{fd::OwnedFd, unix::fs::FileExt},
    path::Path,
};

use rustix::{
    fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat},
    io::Errno,
};

/// An open folder. Names are looked up in it one at a time and links are never followed, so
/// that no link below the output folder can lead a write out of it.
#[derive(Debug)]
pub(super) struct Dir(OwnedFd);

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
/// Not waiting keeps a pipe that somebody put in the place of a file from holding up the build.
const NO_LINK: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK);

fn reach(folder: &Dir, name: &str, how: OFlags) -> io::Result<OwnedFd> {
    rustix::fs::openat(&folder.0, name, how, Mode::from_raw_mode(0o666)).map_err(
        |error| match error {
            Errno::LOOP => super::system::a_link(),
            error => error.into(),
        },
    )
}

fn about(folder: &Dir, name: &str) -> io::Result<Stat> {
    Ok(rustix::fs::statat(&folder.0, name, AtFlags::SYMLINK_NOFOLLOW)?)
}

fn kind(stat: &Stat) -> FileType {
    FileType::from_raw_mode(stat.st_mode)
}

/// The fields of `Stat` have other types on other systems.
fn number(value: impl TryInto<u64>) -> u64 {
    value.try_into().unwrap_or_default()
}

fn modified(stat: &Stat) -> Option<i64> {
    let seconds = i64::try_from(number(stat.st_mtime)).ok()?;
    let rest = i64::try_from(number(stat.st_mtime_nsec)).ok()?;
    seconds.checked_mul(1_000_000_000)?.checked_add(rest)
}

impl Dir {
    /// The folder at a path, which may itself be a link: it is the user who named it.
    pub(super) fn root(path: &Path) -> io::Result<Self> {
        Ok(Self(rustix::fs::openat(CWD, path, FOLDER, Mode::empty())?))
    }

    /// The folder `name` in this one; `.` is this one.
    pub(super) fn open(&self, name: &str) -> io::Result<Self> {
        reach(self, name, FOLDER.union(NO_LINK)).map(Self)
    }

    /// When something was last added to the folder `name`, or taken out of it, in nanoseconds.
    pub(super) fn modified(&self, name: &str) -> Option<i64> {
        let stat = about(self, name).ok()?;
        if kind(&stat) == FileType::Directory { modified(&stat) } else { None }
    }

    /// How many bytes the file `name` has.
    pub(super) fn len(&self, name: &str) -> io::Result<u64> {
        Ok(number(about(self, name)?.st_size))
    }

    /// Whether `name` is a file: not a folder, a link or a device.
    pub(super) fn is_file(&self, name: &str) -> bool {
        about(self, name).is_ok_and(|stat| kind(&stat) == FileType::RegularFile)
    }

    /// The file `name`, to be read.
    pub(super) fn reader(&self, name: &str) -> io::Result<File> {
        reach(self, name, NO_LINK).map(File::from)
    }

    /// How long each file in this folder is, by its name.
    pub(super) fn lens(&self) -> io::Result<Vec<(String, u64)>> {
        let about = |name: String| {
            let stat =
                about(self, &name).ok().filter(|stat| kind(stat) == FileType::RegularFile)?;
            Some((name, number(stat.st_size)))
        };
        Ok(self.names()?.into_iter().filter_map(about).collect())
    }

    /// The names in this folder.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.0)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }

    pub(super) fn make_raw(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.0, name, Mode::from_raw_mode(0o777))?)
    }

    /// A file `name` that was not there, to be written.
    pub(super) fn create_raw(&self, name: &str) -> io::Result<File> {
        let how = OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::EXCL).union(NO_LINK);
        reach(self, name, how).map(File::from)
    }

    /// Emptying a file first would make the system give up its blocks and find new ones, which
    /// costs five times the write; so the old bytes are overwritten and only a tail is cut off.
    pub(super) fn write_raw(&self, name: &str, bytes: &[u8]) -> io::Result<File> {
        let how = OFlags::WRONLY.union(OFlags::CREATE).union(NO_LINK);
        let mut file = File::from(reach(self, name, how)?);
        // Asking for the length alone: asking for the times would make the write set them anew.
        let mut old = file.seek(SeekFrom::End(0))?;
        if old > 0 && rustix::fs::fstat(&file)?.st_nlink > 1 {
            // Somebody's copy made of hard links must keep what it had.
            rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?;
            file = reach(self, name, how)?.into();
            old = 0;
        }
        let len = bytes.len() as u64;
        reserve(&file, old, len)?;
        file.write_all_at(bytes, 0)?;
        if old > len {
            file.set_len(len)?;
        }
        Ok(file)
    }

    pub(super) fn appender_raw(&self, name: &str) -> io::Result<File> {
        let how = OFlags::WRONLY.union(OFlags::CREATE).union(OFlags::APPEND).union(NO_LINK);
        reach(self, name, how).map(File::from)
    }

    pub(super) fn scratch_raw(&self, name: &str) -> io::Result<File> {
        let how = OFlags::RDWR.union(OFlags::CREATE).union(OFlags::TRUNC).union(NO_LINK);
        reach(self, name, how).map(File::from)
    }

    pub(super) fn rename_raw(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.0, name, &to.0, new)?)
    }

    pub(super) fn remove_raw(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::empty())?)
    }

    pub(super) fn remove_folder_raw(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
    }

    /// Makes the names in this folder outlast a power cut.
    pub(super) fn sync_raw(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(&self.0)?)
    }

    /// Makes a file that the notes will vouch for outlast a power cut, where [`Dir::force_raw`]
    /// cannot. This does not empty the disk's own cache (macOS): forcing the keys does.
    #[expect(clippy::unused_self, reason = "the same function as elsewhere")]
    pub(super) fn settle_raw(&self, file: &File) -> io::Result<()> {
        if cfg!(target_os = "linux") { Ok(()) } else { Ok(rustix::fs::fsync(file)?) }
    }

    /// Makes all that was written to the disk that this folder is on outlast a power cut; tells
    /// whether the disk can do that. Nothing, where the system has no such call.
    #[cfg(target_os = "linux")]
    pub(super) fn force_raw(&self) -> io::Result<Option<bool>> {
        match rustix::fs::syncfs(&self.0) {
            Ok(()) => Ok(Some(true)),
            Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => Ok(Some(false)),
            // What could not be kept is lost: nothing may vouch for it.
            Err(error) => Err(error.into()),
        }
    }

    /// There is no such call.
    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the same as on Linux")]
    pub(super) fn force_raw(&self) -> io::Result<Option<bool>> {
        Ok(None)
    }
}

/// Asks for the room that a file needs to become longer, so that a disk that is full refuses
/// before the old bytes are touched. Within the last block there is room already.
#[cfg(target_os = "linux")]
fn reserve(file: &File, old: u64, new: u64) -> io::Result<()> {
    const BLOCK: u64 = 4096;
    if old == 0 || new.div_ceil(BLOCK) <= old.div_ceil(BLOCK) {
        return Ok(());
    }
    // The length is set too: only so is the limit on it looked at.
    let how = rustix::fs::FallocateFlags::empty();
    match rustix::fs::fallocate(file, how, old, new - old) {
        Err(error @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG)) => {
            // Some of it may have been found.
            file.set_len(old)?;
            Err(error.into())
        }
        // A disk that cannot be asked shows it when it is written to.
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the same as on Linux")]
fn reserve(_: &File, _: u64, _: u64) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_no_room_to_grow_stays_as_it_was() {
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, b"the old page").unwrap();
        // More than any disk takes stands in for a disk that is full.
        reserve(&file, 12, 1 << 62).unwrap_err();
        file.rewind().unwrap();
        assert_eq!(io::read_to_string(&file).unwrap(), "the old page");
        reserve(&file, 12, 3 * 4096).unwrap();
        assert_eq!(file.metadata().unwrap().len(), 3 * 4096);
    }
}
