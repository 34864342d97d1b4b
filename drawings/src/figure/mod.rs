//! People: measures, joints, flesh and clothes.

pub mod build;
pub mod hand;
pub mod head;
pub mod person;
pub mod pose;
pub mod postures;
