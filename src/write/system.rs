//! The only door to the disk: what this stage asks of the system, in our words.
//!
//! `unix` and `portable` have the same functions; what changes the disk passes through here,
//! where tests can let a build die at each single step.

use std::{
    fs::File,
    io::{self, ErrorKind, Read, Write},
};

#[cfg(all(test, unix))]
pub(super) use super::either::Dir;
#[cfg(not(unix))]
pub(super) use super::portable::Dir;
#[cfg(all(unix, not(test)))]
pub(super) use super::unix::Dir;

/// A folder that is not there is no reason to stop when something is taken away from it, nor is
/// one that somebody replaced: then nothing of ours is in it.
pub(super) fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput)
}

/// The error for a link where a file or a folder of ours should be.
pub(super) fn a_link() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "it is a link, and links are not followed")
}

impl Dir {
    /// The folder at a path below this one, with `/`; empty is this one.
    pub(super) fn descend(&self, path: &str) -> io::Result<Self> {
        let mut parts = path.split('/');
        let mut here = self.open(or_here(parts.next().unwrap_or_default()))?;
        for part in parts {
            here = here.open(part)?;
        }
        Ok(here)
    }

    /// Like [`Dir::descend`], but makes what is missing, and tells in which folders.
    pub(super) fn descend_making(
        &self,
        path: &str,
        mut made_in: impl FnMut(&str),
    ) -> io::Result<Self> {
        let mut here = self.open(".")?;
        let mut done = 0;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let next = match here.open(part) {
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    made_in(path.get(..done).unwrap_or_default().trim_end_matches('/'));
                    here.make(part)?;
                    here.open(part)?
                }
                found => found?,
            };
            here = next;
            done += part.len() + 1;
        }
        Ok(here)
    }

    /// Makes the folder `name`, unless it is there.
    pub(super) fn make(&self, name: &str) -> io::Result<()> {
        #[cfg(test)]
        fault::step(|| ())?;
        match self.make_raw(name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }
    }

    /// Writes a file over the old one, if there is one. Like all files that the notes vouch for it
    /// outlasts a power cut only after [`Dir::force`].
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        fault::step(|| {
            drop(self.write_raw(name, bytes.get(..bytes.len() / 2).unwrap_or_default()));
        })?;
        self.settle_raw(&self.write_raw(name, bytes)?)
    }

    /// The same for a file that is most likely not there yet: then nobody need ask how long it is.
    pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        #[cfg(test)]
        fault::step(|| {
            drop(self.write_raw(name, bytes.get(..bytes.len() / 2).unwrap_or_default()));
        })?;
        match self.create_raw(name) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.settle_raw(&self.write_raw(name, bytes)?)
            }
            created => {
                let mut file = created?;
                if let Err(error) = file.write_all(bytes) {
                    // Half a file is worse than none; what remains is in the journal.
                    drop(file);
                    let _ = self.remove_raw(name);
                    return Err(error);
                }
                self.settle_raw(&file)
            }
        }
    }

    /// Makes all that was written to the disk that this folder is on outlast a power cut; tells
    /// whether the disk can do that. Nothing, where the system has no such call: there each file
    /// is forced when it is written.
    pub(super) fn force(&self) -> io::Result<Option<bool>> {
        #[cfg(test)]
        fault::step(|| ())?;
        #[cfg(all(test, unix))]
        {
            Ok(super::outage::force(matches!(self, Self::Portable(_))))
        }
        #[cfg(not(all(test, unix)))]
        {
            self.force_raw()
        }
    }

    /// Makes the names in this folder outlast a power cut.
    pub(super) fn sync(&self) -> io::Result<()> {
        #[cfg(test)]
        fault::step(|| ())?;
        #[cfg(all(test, unix))]
        {
            self.reader(".").map(|folder| super::outage::sync(&folder))
        }
        #[cfg(not(all(test, unix)))]
        {
            self.sync_raw()
        }
    }

    /// Puts a file in the place of the old one, so that even a power cut leaves one or the other.
    pub(super) fn replace(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let new = format!("{name}.new");
        #[cfg(test)]
        fault::step(|| {
            drop(self.write_raw(&new, bytes.get(..bytes.len() / 2).unwrap_or_default()));
        })?;
        sync_file(&self.write_raw(&new, bytes)?)?;
        self.rename(&new, self, name)?;
        self.sync()
    }

    /// The file `name`, to be added to at its end.
    pub(super) fn appender(&self, name: &str) -> io::Result<File> {
        #[cfg(test)]
        fault::step(|| ())?;
        self.appender_raw(name)
    }

    /// An empty file `name`, to be written and read.
    pub(super) fn scratch(&self, name: &str) -> io::Result<File> {
        #[cfg(test)]
        fault::step(|| ())?;
        self.scratch_raw(name)
    }

    /// The file `name`, to be read, if there is one.
    pub(super) fn find(&self, name: &str) -> io::Result<Option<File>> {
        match self.reader(name) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Moves a file, over the old one if there is one.
    pub(super) fn rename(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        #[cfg(test)]
        fault::step(|| ())?;
        self.rename_raw(name, to, new)
    }

    /// Removes the file `name` if it is one; tells whether it was there.
    pub(super) fn remove(&self, name: &str) -> io::Result<bool> {
        if !self.is_file(name) {
            return Ok(false);
        }
        #[cfg(test)]
        fault::step(|| ())?;
        self.remove_raw(name).map(|()| true)
    }

    /// Removes the folder `name` if it is empty; tells whether it is gone.
    pub(super) fn remove_empty(&self, name: &str) -> io::Result<bool> {
        #[cfg(test)]
        fault::step(|| ())?;
        match self.remove_folder_raw(name) {
            Ok(()) => Ok(true),
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists
                ) =>
            {
                Ok(false)
            }
            Err(error) if is_gone(&error) => Ok(error.kind() == ErrorKind::NotFound),
            Err(error) => Err(error),
        }
    }

    /// The bytes of the file `name`, or nothing if there is none.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(mut file) = self.find(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Whether the file `name` holds these bytes and no others.
    pub(super) fn holds(&self, name: &str, bytes: &[u8]) -> bool {
        let same_length =
            self.is_file(name) && self.len(name).is_ok_and(|len| len == bytes.len() as u64);
        same_length && self.read(name).is_ok_and(|old| old.as_deref() == Some(bytes))
    }

    /// What time it is for this disk. Its clock may tick seldom, and need not be the machine's.
    pub(super) fn time(&self) -> io::Result<Option<i64>> {
        #[cfg(test)]
        fault::step(|| ())?;
        // Only a folder's time is compared with folders' times: FAT keeps other files finer.
        if self.make_raw("clock").is_err() {
            self.remove_folder_raw("clock")?;
            self.make_raw("clock")?;
        }
        let time = self.modified("clock");
        self.remove_folder_raw("clock")?;
        Ok(time)
    }
}

/// Makes what is in a file outlast a power cut.
pub(super) fn sync_file(file: &File) -> io::Result<()> {
    #[cfg(test)]
    fault::step(|| ())?;
    #[cfg(all(test, unix))]
    super::outage::sync(file);
    #[cfg(not(all(test, unix)))]
    file.sync_all()?;
    Ok(())
}

/// Where a file that cannot be replaced waits for its removal while `name` takes its place.
pub(super) fn aside(name: &str) -> String {
    format!("{name}.old")
}

/// Whether this is the name of such a file.
pub(super) fn is_aside(name: &str) -> bool {
    name.ends_with(".old")
}

/// Tells one start of this machine from another; nothing where it cannot be told.
pub(super) fn boot() -> Option<String> {
    #[cfg(all(test, unix))]
    match super::outage::started() {
        super::outage::Start::Real => {}
        super::outage::Start::Made(number) => return Some(format!("start {number}")),
        super::outage::Start::Unknown => return None,
    }
    let file = if cfg!(target_os = "linux") {
        File::open("/proc/sys/kernel/random/boot_id").ok()?
    } else {
        return None;
    };
    let boot = io::read_to_string(file).ok()?.trim().to_owned();
    (!boot.is_empty()).then_some(boot)
}

/// Adds to the end of a file in one call, so that the lines of two threads cannot mix.
pub(super) fn append(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    fault::step(|| drop((&*file).write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())))?;
    file.write_all(bytes)
}

/// `.` for the empty path.
pub(super) fn or_here(name: &str) -> &str {
    if name.is_empty() { "." } else { name }
}

/// A build that dies: after so many steps on this thread nothing more reaches the disk.
#[cfg(test)]
pub(super) mod fault {
    use std::{cell::Cell, io};

    thread_local! {
        static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    }

    /// Lets the build die at a step; `None` lets it live.
    pub(in crate::write) fn after(steps: Option<u32>) {
        LEFT.set(steps);
    }

    /// One change of the disk; the step that is fatal is torn, not left out.
    pub(in crate::write) fn step(torn: impl FnOnce()) -> io::Result<()> {
        match LEFT.get() {
            None => return Ok(()),
            Some(0) => {}
            Some(1) => {
                LEFT.set(Some(0));
                torn();
            }
            Some(left) => {
                LEFT.set(Some(left - 1));
                return Ok(());
            }
        }
        Err(io::Error::other("killed"))
    }
}
