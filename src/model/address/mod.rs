//! Where each file of the output lies: the one place that spells its paths.
//!
//! An address is what a path means. [`Display`](fmt::Display) writes the path and `TryFrom<&str>`
//! reads it, so that what is asked for by path, what is linked and what is written are the same
//! files. Templates keep the names that they link to.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

mod hashed;
mod names;
#[cfg(test)]
mod tests;

use std::{error, fmt};

pub use hashed::{hashed, pattern};
pub use names::{Page, Shared, Top};

use super::Format;

/// A file of the output. Names are without their endings, but for those of assets and cards, which
/// have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address<'a> {
    /// The list of all that the output holds.
    Manifest,
    /// A file at the top of the site.
    Top(Top),
    /// A style sheet, script or picture; the name carries a hash and may have folders.
    Asset(&'a str),
    /// Where a printed code leads, by its letters.
    Code(&'a str),
    /// A file of a language that belongs to no place.
    Shared {
        /// The language.
        lang: &'a str,
        /// Which file.
        file: Shared,
    },
    /// The page of a unit that ended.
    Ended {
        /// The language.
        lang: &'a str,
        /// The unit.
        place: &'a str,
    },
    /// A card for sharing.
    Card {
        /// The language.
        lang: &'a str,
        /// The name with its ending.
        name: &'a str,
    },
    /// What a sheet looks like.
    Thumbnail {
        /// The language.
        lang: &'a str,
        /// The layout.
        layout: &'a str,
        /// What the sheet is called.
        name: &'a str,
    },
    /// A page of a place.
    Page {
        /// The language.
        lang: &'a str,
        /// The place.
        place: &'a str,
        /// Which page.
        page: Page<'a>,
    },
    /// A sheet of a place.
    Sheet {
        /// The language.
        lang: &'a str,
        /// The place.
        place: &'a str,
        /// The layout.
        layout: &'a str,
        /// What it is called.
        name: &'a str,
    },
    /// A lesson as plain text for a place.
    Text {
        /// The language.
        lang: &'a str,
        /// The place.
        place: &'a str,
        /// What it is called.
        name: &'a str,
    },
    /// A sheet of a place for a printing house.
    Press {
        /// The language.
        lang: &'a str,
        /// The place.
        place: &'a str,
        /// The layout.
        layout: &'a str,
        /// What it is called.
        name: &'a str,
    },
    /// All sheets of a layout.
    Bundle {
        /// The place.
        place: &'a str,
        /// The layout.
        layout: &'a str,
        /// The language; nothing for the campaign's first, which every office reads.
        lang: Option<&'a str>,
    },
    /// All sheets of a place.
    Zip {
        /// The place.
        place: &'a str,
    },
}

/// The folder that is uploaded.
const SITE: &str = "site";
/// The folder of files for a copier.
pub const PRINT: &str = "print";
/// The folder of files for a printing house.
pub const PRESS: &str = "press";
/// The folder of what an office sends on: nothing of it is published.
pub const OFFICE: &str = "office";
/// In the folder of a place and a language, in that of offices: texts.
const TEXTS: &str = "text";
/// In the site: what carries a hash in its name.
const ASSETS: &str = "assets";
/// In the site: where printed codes lead.
const CODES: &str = "q";
/// In the folder of a language: units that ended.
const ENDED: &str = "old";
/// In the folder of a language: cards.
const CARDS: &str = "cards";
/// In the folder of a language: thumbnails.
const THUMBNAILS: &str = "thumbnails";
/// The list of all that the output holds.
const MANIFEST: &str = "manifest.json";

/// The folders at the top of the output.
pub const TOPS: [&str; 4] = [SITE, PRINT, PRESS, OFFICE];

/// Names of folders and pages that no place, pack or lesson may have.
pub const RESERVED: [&str; 9] =
    ["index", "404", "safety", "sitemap", SITE, ASSETS, CODES, ENDED, THUMBNAILS];

const HTML: &str = ".html";
const PDF: &str = ".pdf";
const WEBP: &str = ".webp";
const ZIP: &str = ".zip";
const TXT: &str = ".txt";
/// What the name of a file with all sheets of a layout ends with, before language and ending.
const WHOLE: &str = "-all";

impl<'a> Address<'a> {
    /// What kind of output it is; nothing for the manifest, which belongs to every run.
    pub fn format(self) -> Option<Format<&'a str>> {
        match self {
            Self::Manifest => None,
            Self::Top(_)
            | Self::Asset(_)
            | Self::Code(_)
            | Self::Shared { .. }
            | Self::Ended { .. }
            | Self::Page { .. } => Some(Format::Web),
            Self::Card { .. } => Some(Format::Cards),
            Self::Text { .. } => Some(Format::Text),
            Self::Thumbnail { layout, .. } => Some(Format::Thumbnail(layout)),
            Self::Sheet { layout, .. } => Some(Format::Sheet(layout)),
            Self::Press { layout, .. } => Some(Format::Press(layout)),
            Self::Bundle { layout, .. } => Some(Format::Bundle(layout)),
            Self::Zip { .. } => Some(Format::Zip),
        }
    }

    /// Its language; nothing for what has none or several, as what lies at the top has.
    pub fn lang(self) -> Option<&'a str> {
        match self {
            Self::Shared { lang, .. }
            | Self::Ended { lang, .. }
            | Self::Card { lang, .. }
            | Self::Thumbnail { lang, .. }
            | Self::Page { lang, .. }
            | Self::Sheet { lang, .. }
            | Self::Text { lang, .. }
            | Self::Press { lang, .. } => Some(lang),
            Self::Bundle { lang, .. } => lang,
            Self::Manifest | Self::Top(_) | Self::Asset(_) | Self::Code(_) | Self::Zip { .. } => {
                None
            }
        }
    }

    /// The same file in another language; one that names none stays what it is.
    #[must_use]
    pub fn in_lang<'b>(self, lang: &'b str) -> Address<'b>
    where
        'a: 'b,
    {
        match self {
            Self::Shared { file, .. } => Address::Shared { lang, file },
            Self::Ended { place, .. } => Address::Ended { lang, place },
            Self::Card { name, .. } => Address::Card { lang, name },
            Self::Thumbnail { layout, name, .. } => Address::Thumbnail { lang, layout, name },
            Self::Page { place, page, .. } => Address::Page { lang, place, page },
            Self::Sheet { place, layout, name, .. } => Address::Sheet { lang, place, layout, name },
            Self::Text { place, name, .. } => Address::Text { lang, place, name },
            Self::Press { place, layout, name, .. } => Address::Press { lang, place, layout, name },
            // Whether a bundle names its language, the campaign decides.
            Self::Bundle { .. }
            | Self::Manifest
            | Self::Top(_)
            | Self::Asset(_)
            | Self::Code(_)
            | Self::Zip { .. } => self,
        }
    }

    /// The place that it is of; nothing for what is the same everywhere.
    pub fn place(self) -> Option<&'a str> {
        match self {
            Self::Page { place, .. }
            | Self::Sheet { place, .. }
            | Self::Text { place, .. }
            | Self::Press { place, .. }
            | Self::Bundle { place, .. }
            | Self::Zip { place } => Some(place),
            Self::Manifest
            | Self::Top(_)
            | Self::Asset(_)
            | Self::Code(_)
            | Self::Shared { .. }
            | Self::Ended { .. }
            | Self::Card { .. }
            | Self::Thumbnail { .. } => None,
        }
    }

    /// The folder that it lies in; empty for the output itself.
    pub fn folder(self) -> String {
        let mut path = self.to_string();
        path.truncate(path.rfind('/').unwrap_or(0));
        path
    }

    /// Its name in that folder.
    pub fn name(self) -> String {
        let path = self.to_string();
        path.rsplit('/').next().unwrap_or(&path).to_owned()
    }

    /// Its path below the site; nothing for what is not uploaded.
    pub fn in_site(self) -> Option<String> {
        let path = self.to_string();
        path.strip_prefix(SITE)?.strip_prefix('/').map(str::to_owned)
    }

    /// The address of a path below the site.
    ///
    /// # Errors
    /// When no file of a site is called so.
    pub fn of_site(path: &'a str) -> Result<Self, NotAnAddress> {
        parse(&[SITE].into_iter().chain(path.split('/')).collect::<Vec<_>>(), path)
    }

    /// The link that leads from a page to here: relative, so that a folder opens from a memory
    /// stick.
    pub fn from(self, page: Address<'_>) -> String {
        relative(&page.to_string(), &self.to_string())
    }

    /// The link that leads from a page to the top of the site, with a slash at its end.
    pub fn root_from(page: Address<'_>) -> String {
        let depth = page.to_string().matches('/').count();
        "../".repeat(depth.saturating_sub(1))
    }
}

/// Whether a file of a site is a page, by its name.
pub fn is_page(name: &str) -> bool {
    name.ends_with(HTML)
}

/// The link from one path to another.
fn relative(from: &str, to: &str) -> String {
    let (from, _) = from.rsplit_once('/').unwrap_or_default();
    let mut below = to;
    let mut up = from.split('/').filter(|part| !part.is_empty());
    let mut above = up.clone().count();
    // The folders that both lie in.
    while let (Some(part), Some((next, rest))) = (up.next(), below.split_once('/')) {
        if part != next {
            break;
        }
        above -= 1;
        below = rest;
    }
    "../".repeat(above) + below
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest => f.write_str(MANIFEST),
            Self::Top(file) => write!(f, "{SITE}/{}", file.name()),
            Self::Asset(name) => write!(f, "{SITE}/{ASSETS}/{name}"),
            Self::Code(id) => write!(f, "{SITE}/{CODES}/{id}{HTML}"),
            Self::Shared { lang, file } => write!(f, "{SITE}/{lang}/{}", file.name()),
            Self::Ended { lang, place } => write!(f, "{SITE}/{lang}/{ENDED}/{place}{HTML}"),
            Self::Card { lang, name } => write!(f, "{SITE}/{lang}/{CARDS}/{name}"),
            Self::Thumbnail { lang, layout, name } => {
                write!(f, "{SITE}/{lang}/{THUMBNAILS}/{layout}/{name}{WEBP}")
            }
            Self::Page { lang, place, page } => write!(f, "{SITE}/{lang}/{place}/{page}"),
            Self::Sheet { lang, place, layout, name } => {
                write!(f, "{SITE}/{lang}/{place}/{layout}/{name}{PDF}")
            }
            Self::Text { lang, place, name } => {
                write!(f, "{OFFICE}/{place}/{lang}/{TEXTS}/{name}{TXT}")
            }
            Self::Press { lang, place, layout, name } => {
                write!(f, "{PRESS}/{place}/{lang}/{layout}/{name}{PDF}")
            }
            Self::Bundle { place, layout, lang: None } => {
                write!(f, "{PRINT}/{place}/{layout}{WHOLE}{PDF}")
            }
            Self::Bundle { place, layout, lang: Some(lang) } => {
                write!(f, "{PRINT}/{place}/{layout}{WHOLE}.{lang}{PDF}")
            }
            Self::Zip { place } => write!(f, "{PRINT}/{place}/{place}{ZIP}"),
        }
    }
}

/// A path at which no file of an output lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnAddress(String);

impl fmt::Display for NotAnAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no file of an output is called `{}`", self.0)
    }
}

impl error::Error for NotAnAddress {}

impl<'a> TryFrom<&'a str> for Address<'a> {
    type Error = NotAnAddress;

    fn try_from(path: &'a str) -> Result<Self, NotAnAddress> {
        parse(&path.split('/').collect::<Vec<_>>(), path)
    }
}

/// The address of a path, by its parts.
fn parse<'a>(parts: &[&'a str], path: &'a str) -> Result<Address<'a>, NotAnAddress> {
    let found = if parts.contains(&"") { None } else { find(parts, path) };
    found.ok_or_else(|| NotAnAddress(path.to_owned()))
}

fn find<'a>(parts: &[&'a str], path: &'a str) -> Option<Address<'a>> {
    Some(match *parts {
        [MANIFEST] => Address::Manifest,
        [SITE, ASSETS, _, ..] => {
            let path =
                path.strip_prefix(SITE).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path);
            Address::Asset(path.strip_prefix(ASSETS)?.strip_prefix('/')?)
        }
        [SITE, name] => Address::Top(Top::of(name)?),
        [SITE, CODES, name] => Address::Code(name.strip_suffix(HTML)?),
        [SITE, lang, name] => Address::Shared { lang, file: Shared::of(name)? },
        [SITE, lang, ENDED, name] => Address::Ended { lang, place: name.strip_suffix(HTML)? },
        [SITE, lang, CARDS, name] => Address::Card { lang, name },
        [SITE, lang, THUMBNAILS, layout, name] => {
            Address::Thumbnail { lang, layout, name: name.strip_suffix(WEBP)? }
        }
        [SITE, lang, place, name] => Address::Page { lang, place, page: Page::of(name)? },
        [SITE, lang, place, layout, name] => {
            Address::Sheet { lang, place, layout, name: name.strip_suffix(PDF)? }
        }
        [PRESS, place, lang, layout, name] => {
            Address::Press { lang, place, layout, name: name.strip_suffix(PDF)? }
        }
        [OFFICE, place, lang, TEXTS, name] => {
            Address::Text { lang, place, name: name.strip_suffix(TXT)? }
        }
        [PRINT, place, name] if name.strip_suffix(ZIP) == Some(place) => Address::Zip { place },
        [PRINT, place, name] => {
            let stem = name.strip_suffix(PDF)?;
            match stem.strip_suffix(WHOLE) {
                Some(layout) => Address::Bundle { place, layout, lang: None },
                None => {
                    let (layout, lang) = stem.rsplit_once('.')?;
                    let layout = layout.strip_suffix(WHOLE)?;
                    Address::Bundle { place, layout, lang: Some(lang) }
                }
            }
        }
        _ => return None,
    })
}
