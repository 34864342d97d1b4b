//! Markdown → block tree, in three steps:
//!
//! 1. [`mask`]: fields become words of the same length, so that links, tables and bold around
//!    them parse as the author meant, and every offset stays true.
//! 2. [`tree`]: pulldown-cmark's events become [`Block`](crate::model::Block)s with spans.
//! 3. [`fences`]: our own blocks (`steps`, `quiz`, `contacts`, …) are read from their fences.
//!
//! [`outline`] cuts a text into what a person translates, for the desk.
//! What would be lost on the way is told by [`refuse`], numbers that belong into a table by [`typed`].
//! Parsing always gives a tree; mistakes are diagnostics beside it.

mod fences;
mod mask;
mod outline;
mod refuse;
mod tree;
mod typed;

pub use mask::refuse_template_tags;
pub use outline::{Piece, outline};
pub use tree::{Top, beside, blocks};
pub use typed::refuse_typed_numbers_in_front;
