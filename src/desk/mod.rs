//! The author's desk: commands that hand `content/` out as workbooks and take it back, that take in
//! Word files, and that tell where the campaign stands.
//!
//! A workbook is never the truth: it is made from the files, and read back into them as a list of
//! changes that is shown before anything is written. What cannot be understood is refused with its
//! sheet and cell; nothing is dropped.
#![expect(clippy::disallowed_methods, reason = "the desk reads and writes what authors keep")]

mod conflict;
mod crowd;
mod exported;
mod front;
pub mod grid;
pub mod head;
mod intake;
mod legible;
pub mod new;
mod packed;
mod part;
pub mod places;
mod replace;
pub mod sheet;
pub mod sign;
pub mod splice;
pub mod status;
pub mod table;
#[cfg(test)]
mod tests_office;
pub mod text;
pub mod translations;
mod value;
pub mod word;
mod workbook;

pub use replace::{Edit, put, put_all};
