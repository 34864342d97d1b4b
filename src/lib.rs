//! Loa turns one campaign into the website and the leaflets of every commune.
//!
//! ```text
//!        load           check          publish        render: compile       render: stamp        write
//! disk ─────▶ Campaign ────▶ (sound) ────▶ (signed) ────▶ Plates ── × Place ────▶ bytes ─────▶ disk
//! ```
//!
//! A *plate* is made once for each lesson (or kind of page) and language; a page or a sheet is
//! stamped from it for each place. What differs between two communes is exactly what the place
//! fills in.
//!
//! 1. [`load`] reads the disk, and nothing else does: YAML, Markdown, tables and themes become a
//!    [`Campaign`](model::Campaign).
//! 2. [`check`] holds it against the rules, one file a rule.
//! 3. [`publish`] takes what may be published: all of a draft, the signed part in production.
//! 4. [`render`] makes plates and stamps them, one folder a format.
//! 5. [`write`](mod@write) puts files into the output, only those that changed, and never takes
//!    away what it did not make.
//!
//! [`pipeline`] is the order of these stages, and [`serve`] that of the first four, for one page at
//! a time; [`model`], [`tables`] and [`diag`] are the words they share, [`plan`] lists what a run
//! makes, [`text`] turns what is written into words, and [`foreign`] opens the files of others. A stage knows these and no other stage,
//! which `tests/layers` enforces. Paths of the output are spelled in [`model::address`] alone.
//! Every mistake is a [`Diagnostic`](diag::Diagnostic) with its place and its remedy in
//! Vietnamese and English.

// No panic on what an author typed, and only the command line talks and exits. Here and not in
// the manifest, because tests and benchmarks do both.
#![warn(
    clippy::dbg_macro,
    clippy::exit,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::todo,
    clippy::unwrap_used
)]

pub mod check;
pub mod cli;
pub mod desk;
pub mod diag;
pub mod foreign;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod render;
pub mod serve;
pub mod tables;
pub mod text;
pub mod write;
