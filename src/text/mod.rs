//! What is written, as words: facts resolved, markup gone, what a link dials. Checks, pages, sheets
//! and messages ask here, so that they say the same.

mod curled;
mod facts;
mod plain;

pub use curled::{curled, curled_words};
pub use facts::{Dialled, Facts, Leads, Part};
pub use plain::Plain;
