//! The tables of places as one workbook, and back.
//!
//! 1. [`sheets`] says in which order people get the tables; what they are, [`tables`](crate::tables)
//!    declares.
//! 2. [`export`] writes the workbook.
//! 3. [`head`](crate::desk::head) finds the columns of a sheet, [`merge`] takes what was changed in
//!    it into the table, and [`import`] holds the result against the rules of `load` before anything
//!    is written.

mod called;
pub mod changes;
mod export;
mod hold;
mod import;
mod merge;
pub mod sheets;

pub use export::{Which, export};
pub(in crate::desk) use import::no_table;
pub use import::{Import, import};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_merged;
