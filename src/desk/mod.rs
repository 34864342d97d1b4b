//! The author's desk: commands that hand `content/` out as workbooks and take it back.
//!
//! A workbook is never the truth: it is made from the files, and read back into them as a list of
//! changes that is shown before anything is written. What cannot be understood is refused with its
//! sheet and cell; nothing is dropped.

pub mod places;
pub mod table;
pub mod text;
