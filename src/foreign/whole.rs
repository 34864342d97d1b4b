//! A file as bytes, up to a length.

use std::{
    fs::File,
    io::{self, Read},
};

/// Room for this much is made at once where the system says nothing of the length.
const FIRST: u64 = 1024 * 1024;

/// All that a file holds; nothing of one that holds more than `most` bytes.
///
/// # Errors
/// When it cannot be read.
pub fn whole(file: &File, most: u64) -> io::Result<Option<Vec<u8>>> {
    let said = file.metadata()?.len();
    bounded(file, said, most)
}

/// The same; what is said of the length is not believed. A file may grow meanwhile, and what is no file
/// at all has none.
fn bounded(file: impl Read, said: u64, most: u64) -> io::Result<Option<Vec<u8>>> {
    if said > most {
        return Ok(None);
    }
    let room = if said > 0 { said.saturating_add(1) } else { FIRST };
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_of_what_is_too_long() {
        for said in [0, 3, 100] {
            let found = bounded(&b"abc"[..], said, 3).expect("bytes");
            assert_eq!(found, (said <= 3).then(|| b"abc".to_vec()), "{said}");
        }
        assert_eq!(bounded(io::repeat(1), 0, 1000).expect("bytes"), None);
    }
}
