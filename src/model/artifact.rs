//! What a build makes.

use super::Address;

/// A file not yet written: a path below the output folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// The file at an address.
    pub fn new(address: Address<'_>, bytes: Vec<u8>) -> Self {
        Self { path: address.to_string(), bytes }
    }
}
