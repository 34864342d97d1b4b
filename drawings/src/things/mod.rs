//! Things: what is around people.

pub mod objects;
pub mod places;
pub mod signs;
pub mod yard;
