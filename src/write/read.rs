//! Files of ours, read again to be put together with others.

use std::io;

use super::{Session, Store, keys::UNKNOWN_TIME, path, system};
use crate::{diag::Failure, say};

impl Store {
    /// The bytes of a file, whether staged or in its place; nothing if it is gone. Whether they
    /// are those of its key only a [key that is there](Store::there) or staging tells.
    ///
    /// # Errors
    /// When the path is not allowed or the disk fails.
    pub fn read(&self, folder: &str, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        path::check(folder, name)?;
        let staged = self.staging.waiting().get(&(folder.to_owned(), name.to_owned())).copied();
        let found = match staged {
            Some(staged) => self.staging.dir.read(&staged.file()),
            None => self.out.descend(folder).and_then(|dir| dir.read(name)),
        };
        match found {
            Ok(bytes) => Ok(bytes),
            Err(error) if system::is_gone(&error) => Ok(None),
            Err(error) => Err(self.unreadable(folder, name, error)),
        }
    }

    /// What is reported about a file of ours that is there and not what we wrote.
    pub fn damaged(&self, folder: &str, name: &str) -> Failure {
        self.unreadable(folder, name, io::ErrorKind::InvalidData.into())
    }

    fn unreadable(&self, folder: &str, name: &str, error: io::Error) -> Failure {
        let doing = say! {
            vi: "đọc lại tệp đã dựng; nếu tệp bị hỏng, dựng lại với `--verify`",
            en: "reading a file that was built; if it is damaged, build again with `--verify`"
        };
        Failure::new(doing, path::full(&self.root, folder, name), error)
    }
}

impl Session {
    /// The bytes of a file, as [`Store::read`] gives them.
    ///
    /// # Errors
    /// When the path is not allowed or the disk fails.
    pub fn read(&self, folder: &str, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        self.store.read(folder, name)
    }

    /// What to say of a file that is not as it was built.
    pub fn damaged(&self, folder: &str, name: &str) -> Failure {
        self.store.damaged(folder, name)
    }

    /// Whether nobody changed a folder since an earlier build. Of what this build puts there it
    /// says nothing.
    pub fn believes(&self, folder: &str) -> bool {
        self.store.old.at(folder).iter().all(|record| record.modified != UNKNOWN_TIME)
    }
}
