//! Stage 3: [`Campaign`](crate::model::Campaign) → bytes, in two calls a format.
//!
//! `compile` makes a plate once for a lesson (or a kind of page) and a language; `stamp` presses
//! it for a place. What differs between two communes is exactly what the place fills in.
//! A format knows no other format; what they share is in [`shared`].

pub mod print;
pub mod shared;
pub mod web;
