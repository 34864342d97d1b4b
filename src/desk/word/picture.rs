//! The pictures of a document, as files that may lie beside a lesson.

use std::collections::BTreeMap;

use super::{package::Package, refused::Refused};
use crate::load::files::LARGEST_PICTURE;

/// All pictures of a document together.
const MOST: u64 = 96 * 1024 * 1024;

/// A picture beside a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, plain letters alone.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A picture in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One that lessons can show, with the ending of its name.
    Usable(&'static str, Vec<u8>),
    /// A drawing of Windows, or another form that lessons do not show.
    Other,
    /// One that is larger than lessons take.
    TooLarge,
}

/// The pictures that a document is related to, by the path of their part.
///
/// # Errors
/// When the archive is damaged.
pub fn read(package: &mut Package<'_>) -> Result<BTreeMap<String, Found>, Refused> {
    let related = package.relations.values().filter(|relation| relation.kind == "image");
    let names: Vec<String> = related.map(|relation| relation.target.clone()).collect();
    let mut left = MOST;
    let mut all = BTreeMap::new();
    for name in names {
        if all.contains_key(&name) {
            continue;
        }
        let most = LARGEST_PICTURE.min(left);
        let Some(bytes) = package.bytes(&name, most)? else { continue };
        let long = bytes.len() as u64;
        let found = match ending(&bytes) {
            _ if long > most => Found::TooLarge,
            None => Found::Other,
            Some(ending) => {
                left -= long;
                Found::Usable(ending, bytes)
            }
        };
        all.insert(name, found);
    }
    Ok(all)
}

/// The ending of a picture, known by its first bytes whatever its name says.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        _ => None,
    }
}
