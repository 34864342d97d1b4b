//! What formats share: the strings of a place, dates, and ids of printed things.

pub mod card;
pub mod map;
pub mod paged;
pub mod place;
pub mod thumbnail;
pub mod words;
