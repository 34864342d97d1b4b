//! Markdown → block tree, in three steps:
//!
//! 1. [`mask`]: fields become words of the same length, so that links, tables and bold around
//!    them parse as the author meant, and every offset stays true.
//! 2. [`tree`]: a text is read as blocks, a line as running text, all with spans; pulldown-cmark's
//!    events become blocks in [`blocks`], lines in [`inlines`], and what they lead to
//!    in [`links`].
//! 3. [`fences`]: our own blocks (`steps`, `quiz`, `contacts`, …) are read from their fences.
//!
//! What would be lost on the way is told by [`refuse`], what only looks like a link by [`brackets`], numbers that belong into a table by [`typed`].
//! Parsing always gives a tree; mistakes are diagnostics beside it.

mod blocks;
mod brackets;
mod fences;
mod half;
mod inlines;
mod links;
mod mask;
mod open;
mod refuse;
#[cfg(test)]
mod tests_spans;
#[cfg(test)]
mod tests_written;
mod tree;
mod typed;

pub use links::beside;
pub use mask::refuse_template_tags;
pub use tree::{Reads, Top, blocks};
pub use typed::refuse_typed_numbers_in_front;
