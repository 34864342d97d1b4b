//! Files that came from elsewhere, before anything is known of them: any of them may be damaged, or
//! made to do harm.
//!
//! Two things hold for each, whatever its kind:
//!
//! 1. It is within *bounds* before a reader sees it. A few kilobytes can ask for gigabytes, and a
//!    stack that overflows ends the program without a word. [`whole`] takes no more of a file than its
//!    kind may have; [`archive`], [`xml`], [`markdown`] and [`yaml`] look at what a reader would make
//!    room for, and how deep it would go.
//! 2. Its reader is called within a *fence*, [`fenced`]: a panic of it is an answer.
//!
//! The readers that several stages need are called from here alone. Which modules may call any of the
//! others, each behind the fence, says `tests/layers`.

pub mod archive;
pub mod csv;
mod fence;
pub mod font;
pub mod markdown;
#[cfg(test)]
mod tests;
mod whole;
pub mod xml;
pub mod yaml;

pub use fence::{Panic, fenced};
#[cfg(test)]
pub use tests::on_a_small_stack;
pub use whole::whole;

/// The room for calls within each other that a thread needs which reads files. Whoever walks what lies
/// within other things calls itself for each, and the threads of a system have little room, least of
/// all the first one on Windows.
pub const STACK: usize = 32 << 20;
