//! The fonts of a file.

use std::borrow::Cow;

use typst::{foundations::Bytes, text::Font};

use super::fenced;

/// A collection of more fonts is none: of each number that it states room is made for a font.
const MOST: usize = 64;

/// The fonts of a file, none if it is no font or a damaged one.
pub fn read(bytes: Cow<'static, [u8]>) -> Vec<Font> {
    let bytes = Bytes::new(bytes);
    fenced(|| (0..).map_while(|index| Font::new(bytes.clone(), index)).take(MOST).collect())
        .unwrap_or_default()
}
