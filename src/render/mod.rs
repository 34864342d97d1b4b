//! Stage 4: [`Campaign`](crate::model::Campaign) → bytes, one folder a format.
//!
//! `compile` makes once what is the same for all places: a plate for each lesson (or kind of page) and
//! language. To enter a place is to look up what is known of it and to list its files with their
//! keys; to make one is to press its plate with what the place fills in. What differs between two
//! communes is exactly that.
//!
//! Pages are stamped in memory and written at once ([`web`]); the files of the other formats are
//! [`Staged`]. A format knows no other format; what they share is in [`shared`].

pub mod card;
pub mod print;
pub mod shared;
mod staged;
pub mod text;
pub mod web;

pub use staged::{Entry, File, Made, Output, Staged};
