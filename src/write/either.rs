//! A folder through either door, for tests on Unix: the portable one has the same tests.

use std::{cell::Cell, fs::File, io, path::Path};

use super::{portable, unix};

thread_local! {
    static PORTABLE: Cell<bool> = const { Cell::new(false) };
}

/// Which door this thread takes from now on.
pub(in crate::write) fn portable(portable: bool) {
    PORTABLE.set(portable);
}

/// A folder.
#[derive(Debug)]
pub(super) enum Dir {
    Unix(unix::Dir),
    Portable(portable::Dir),
}

macro_rules! hand_on {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $result:ty;)*) => {
        $(pub(super) fn $name(&self, $($argument: $kind),*) -> $result {
            match self {
                Self::Unix(dir) => dir.$name($($argument),*),
                Self::Portable(dir) => dir.$name($($argument),*),
            }
        })*
    };
}

impl Dir {
    pub(super) fn root(path: &Path) -> io::Result<Self> {
        if PORTABLE.get() {
            portable::Dir::root(path).map(Self::Portable)
        } else {
            unix::Dir::root(path).map(Self::Unix)
        }
    }

    pub(super) fn open(&self, name: &str) -> io::Result<Self> {
        match self {
            Self::Unix(dir) => dir.open(name).map(Self::Unix),
            Self::Portable(dir) => dir.open(name).map(Self::Portable),
        }
    }

    pub(super) fn rename_raw(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        match (self, to) {
            (Self::Unix(dir), Self::Unix(to)) => dir.rename_raw(name, to, new),
            (Self::Portable(dir), Self::Portable(to)) => dir.rename_raw(name, to, new),
            (Self::Unix(_), Self::Portable(_)) | (Self::Portable(_), Self::Unix(_)) => {
                Err(io::ErrorKind::CrossesDevices.into())
            }
        }
    }

    hand_on! {
        modified(name: &str) -> Option<i64>;
        len(name: &str) -> io::Result<u64>;
        is_file(name: &str) -> bool;
        reader(name: &str) -> io::Result<File>;
        lens() -> io::Result<Vec<(String, u64)>>;
        names() -> io::Result<Vec<String>>;
        make_raw(name: &str) -> io::Result<()>;
        create_raw(name: &str) -> io::Result<File>;
        write_raw(name: &str, bytes: &[u8]) -> io::Result<File>;
        appender_raw(name: &str) -> io::Result<File>;
        scratch_raw(name: &str) -> io::Result<File>;
        remove_raw(name: &str) -> io::Result<()>;
        remove_folder_raw(name: &str) -> io::Result<()>;
        sync_raw() -> io::Result<()>;
        settle_raw(file: &File) -> io::Result<()>;
        force_raw() -> io::Result<Option<bool>>;
    }
}
