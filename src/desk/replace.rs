//! Writing a file that an author keeps: all of it or nothing.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
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
        let fail =
            |error| Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, &self.path, error);
        let now = match fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(fail(error)),
        };
        if now != self.old {
            let text = "tệp vừa bị sửa ở nơi khác; chạy lại lệnh / the file was changed meanwhile; run the command again";
            return Err(fail(io::Error::other(text)));
        }
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Hidden, so that no build takes it for content.
        let beside = self.path.with_file_name(format!(".{name}.loa"));
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let written = fs::File::create(&beside)
            .and_then(|mut file| file.write_all(&self.new).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&beside, &self.path));
        written.map_err(|error| {
            // Nothing is lost by what stays beside; the failure is what matters.
            let _ = fs::remove_file(&beside);
            fail(error)
        })
    }
}
