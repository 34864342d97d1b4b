//! Markdown → block tree, in four steps:
//!
//! 1. [`mask`]: fields become words of the same length, so that links, tables and bold around
//!    them parse as the author meant, and every offset stays true.
//! 2. [`meant`]: what people type who know Word is read for what it means, and leads back to what was
//!    typed. It is parsed, [`scan`] looks at what came of it, and [`lines`], [`labels`], [`levels`],
//!    [`heads`], [`ranges`] and [`stars`] say what is to be read in the place of some bytes ([`edited`]).
//! 3. [`tree`]: a text is read as blocks, a line as running text, all with spans; pulldown-cmark's
//!    events become blocks in [`blocks`], lines in [`inlines`], and what they lead to
//!    in [`links`].
//! 4. [`fences`]: our own blocks (`steps`, `quiz`, `contacts`, …) are read from their fences.
//!
//! What would be lost on the way is reported by [`refuse`], what only looks like a link by [`brackets`], a
//! field that lacks a bracket by [`half`], and a block that nothing closes by [`open`]. Other marks that
//! would be printed are found by [`left`] and reported by [`printed`], numbers that belong into a table
//! by [`typed`]. Parsing always gives a tree; mistakes are diagnostics beside it.

mod blocks;
mod brackets;
mod counted;
mod edited;
mod fences;
mod half;
mod heads;
mod inlines;
mod labels;
mod left;
mod levels;
mod lines;
mod links;
mod mask;
mod meant;
mod next;
mod open;
mod pasted;
mod printed;
mod ranges;
mod refuse;
mod scan;
mod stars;
#[cfg(test)]
mod tests_meant;
#[cfg(test)]
mod tests_spans;
#[cfg(test)]
mod tests_written;
mod tree;
mod typed;

pub use lines::is_rule;
pub use links::beside;
pub use mask::refuse_template_tags;
pub use tree::{Reads, Top, blocks};
pub use typed::refuse_typed_numbers_in_front;
