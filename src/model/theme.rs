//! Themes: the templates, layouts, assets and fonts that give a campaign its look.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Lang,
    lesson::{Role, Short},
};
use crate::diag::{FileId, Span};

/// How a printed layout may use ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black only, no tint: for a copier.
    Black,
    /// Grey.
    Grey,
    /// Colour.
    Colour,
}

impl Ink {
    /// Its name in `theme.yaml` and layouts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::Grey => "grey",
            Self::Colour => "colour",
        }
    }
}

/// A printed layout: one `.typ` file with its limits.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The name of the format, as `--format` takes it.
    pub name: String,
    /// The file in `print/`.
    pub file: String,
    /// How it may use ink.
    pub ink: Ink,
    /// How many pages it must have.
    pub pages: usize,
    /// The most kilobytes (of 1000 bytes) a file may have.
    pub max_kb: usize,
    /// The same for a language whose script needs a larger font.
    pub max_kb_complex: usize,
    /// The parts it takes.
    pub parts: Vec<Role>,
    /// The short parts it takes.
    pub shorts: Vec<Short>,
    /// What it is called on a page, by language.
    pub label: BTreeMap<Lang, String>,
    /// Pages and ink in a few words, by language.
    pub detail: BTreeMap<Lang, String>,
    /// Its name in `theme.yaml`.
    pub span: Span,
}

/// A source file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Where it was read.
    pub file: FileId,
    /// Its text.
    pub text: String,
}

/// Everything a theme gives. The base theme is inside the binary; a file of the same path in
/// the campaign's `themes/` folder takes its place.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Tera templates by path below `web/`.
    pub web: BTreeMap<String, ThemeFile>,
    /// Whether a template is the campaign's own and not the built-in one.
    pub own_web: bool,
    /// Typst sources by path below `print/`.
    pub print: BTreeMap<String, ThemeFile>,
    /// Style sheets, scripts and pictures by path below `assets/`.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// TrueType fonts by file name.
    pub fonts: BTreeMap<String, Cow<'static, [u8]>>,
    /// Printed layouts, in the order of `theme.yaml`.
    pub layouts: Vec<Layout>,
}
