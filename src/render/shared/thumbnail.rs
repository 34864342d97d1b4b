//! Thumbnails: what a sheet looks like, beside the link to it.
//!
//! They are drawn of the general edition and shared by the pages of all places: a sheet so small
//! tells layouts apart, not places, and forty times as many pictures would tell no more.

/// Width and height in pixels: two for each that a page gives it. The sheet lies within.
pub const SIDE: u32 = 160;
