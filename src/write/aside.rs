//! What a build makes before anything may be written, needs when it writes, and could not hold in
//! memory: it lies in a file meanwhile.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::Mutex,
};

use super::{session::lock, system, system::Dir};

/// The file; with the staged documents it is gone when the build ends.
const NAME: &str = "aside";

/// Where something lies.
#[derive(Debug, Clone, Copy)]
pub struct Aside {
    at: u64,
    len: usize,
}

/// Where things lie: a file, made when the first comes, and its end.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<Option<(File, u64)>>);

impl Shelf {
    /// Puts bytes into the file, which is made in `dir` if need be.
    pub(super) fn put(&self, dir: &Dir, bytes: &[u8]) -> io::Result<Aside> {
        let mut shelf = lock(&self.0);
        let (file, end) = match &mut *shelf {
            Some(shelf) => shelf,
            None => shelf.insert((dir.scratch(NAME)?, 0)),
        };
        let aside = Aside { at: *end, len: bytes.len() };
        file.seek(SeekFrom::Start(*end))?;
        system::append(file, bytes)?;
        *end += bytes.len() as u64;
        Ok(aside)
    }

    /// What was put.
    pub(super) fn read(&self, aside: Aside) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; aside.len];
        if let Some((file, _)) = &mut *lock(&self.0) {
            file.seek(SeekFrom::Start(aside.at))?;
            file.read_exact(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// Lets the file go, since some systems remove none that is open.
    pub(super) fn close(&self) {
        lock(&self.0).take();
    }
}
