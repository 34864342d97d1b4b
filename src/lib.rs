//! Loa
pub mod build;
pub mod check;
pub mod cli;
pub mod diag;
pub mod load;
pub mod model;
pub mod render;
pub mod write;
