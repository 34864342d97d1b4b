//! Pictures, decoded once to be sure that they can be.

use std::collections::BTreeMap;

use super::Lang;

/// The encoding of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Drawn; checked to hold shapes only.
    Svg,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    Webp,
}

impl PictureKind {
    /// The usual ending of a file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }
}

/// A picture of the campaign.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its encoding.
    pub kind: PictureKind,
    /// Width in pixels, or in units of the view box.
    pub width: u32,
    /// Height, likewise.
    pub height: u32,
    /// What a drawing itself says that it shows: its `<title lang="…">`, by language.
    pub titles: BTreeMap<Lang, String>,
    /// The file, without metadata and titles.
    pub bytes: Vec<u8>,
    /// The same in WebP; empty for a drawing, and where it would be no smaller.
    pub webp: Vec<u8>,
}

impl Picture {
    /// The same in WebP, if that is smaller.
    pub fn webp(&self) -> Option<(PictureKind, &Vec<u8>)> {
        (!self.webp.is_empty()).then_some((PictureKind::Webp, &self.webp))
    }
}
