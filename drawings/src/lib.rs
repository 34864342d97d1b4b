//! The drawing kit. See README.md.

pub mod figure;
pub mod maths;
pub mod scenes;
pub mod solid;
pub mod things;
pub mod trace;
pub mod world;

/// Where the drawings are kept, from this folder.
pub const FOLDER: &str = "made";
