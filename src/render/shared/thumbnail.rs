//! Thumbnails: what a sheet looks like, beside the link to it. A page names them, another format
//! draws them; both ask here what they are called.
//!
//! They are drawn of the general edition and shared by the pages of all places: a sheet so small
//! tells layouts apart, not places, and forty times as many pictures would tell no more.

use crate::model::{Layout, Subject};

/// Width and height in pixels: two for each that a page gives it. The sheet lies within.
pub const SIDE: u32 = 160;

/// The folder and the name of the thumbnail of a lesson's sheet, in the folder of its language;
/// nothing if it has none, because whoever looks over a reader's shoulder would see what the lesson
/// is about. Each layout has a folder, as each is a format that a run may leave out.
pub fn path(subject: Subject<'_>, layout: &Layout) -> Option<(String, String)> {
    match subject {
        Subject::Lesson(_, lesson) if !lesson.discreet => {
            Some((format!("thumbnails/{}", layout.name), format!("{}.webp", lesson.slug())))
        }
        Subject::Lesson(..) | Subject::Pack(_) | Subject::Hazard => None,
    }
}
