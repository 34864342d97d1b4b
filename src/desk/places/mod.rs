//! The tables of places as one workbook, and back.
//!
//! 1. [`sheets`] describes each table for people: its sheet, its columns, what a cell may hold.
//! 2. [`export`] writes the workbook.

mod export;
pub mod sheets;

pub use export::export;

/// The folder of the tables.
const FOLDER: &str = "content/places";
