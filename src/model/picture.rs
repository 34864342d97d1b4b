//! Pictures, decoded once to be sure that they can be.

use std::collections::BTreeMap;

use super::{Date, Lang};
use crate::diag::Span;

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

/// The endings of names of pictures, in small letters; of forms too that are never shown.
const ENDINGS: [&str; 16] = [
    ".svg", ".png", ".jpg", ".jpeg", ".jfif", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp",
    ".tif", ".tiff", ".svgz", ".emf", ".wmf",
];

/// Whether a name is that of a picture by its ending, in small letters or capitals.
pub fn is_name_of_picture(name: &str) -> bool {
    let lower = name.to_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
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

/// A photograph that the campaign shows, and what is stated of the people on it. No program can see
/// for sure whether there are any, so a person says so.
#[derive(Debug, Clone)]
pub struct Photograph {
    /// Where it is first shown.
    pub shown: Span,
    /// What `content/pictures.yaml` says of it, if anything.
    pub stated: Option<Statement>,
}

/// A record of `content/pictures.yaml`.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Whether somebody can be recognised.
    pub people: bool,
    /// The consent of those people, or of their guardians.
    pub consent: Option<Consent>,
    /// The record.
    pub span: Span,
}

/// That a picture with people may be shown. Whose consent it is stands on the signed paper and
/// nowhere here.
#[derive(Debug, Clone)]
pub struct Consent {
    /// Who gave it, by role, never by name.
    pub from: String,
    /// The day it was given.
    pub on: Date,
    /// Where the signed paper is kept.
    pub kept: String,
    /// The last day it holds; absent where it was given without an end.
    pub until: Option<Date>,
    /// The record of it.
    pub span: Span,
}
