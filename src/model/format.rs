//! The kinds of output.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

/// A kind of output. `L` tells which layout: `&str` by its name, `&Layout` by itself.
///
/// What a run makes, which files belong to it, and what manifest and summary say of a file are
/// matches over this type, so that the compiler names every place that a new kind touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format<L> {
    /// The website.
    Web,
    /// The pictures that messengers show of its pages.
    Cards,
    /// Lessons as plain text, to be sent on.
    Text,
    /// Sheets of a layout, to be copied and to be downloaded.
    Sheet(L),
    /// What such a sheet looks like, for the page that offers it.
    Thumbnail(L),
    /// Sheets of a layout for a printing house.
    Press(L),
    /// All sheets of a layout in one file, for a place and a language.
    Bundle(L),
    /// All sheets of a place in one file.
    Zip,
}

/// What all formats are called that have no layout.
const WEB: &str = "web";
const CARDS: &str = "cards";
const TEXT: &str = "text";
const ZIP: &str = "zip";

/// What the names of formats end with that are made of a layout's sheets, after its name.
const THUMBNAIL: &str = ".thumbnail";
const PRESS: &str = ".press";
const BUNDLE: &str = ".all";

/// What stands for every format where one is asked for.
pub const ALL: &str = "all";

impl<L> Format<L> {
    /// The formats without a layout that can be asked for by name.
    pub const NAMED: [Self; 3] = [Self::Web, Self::Cards, Self::Text];

    /// The layout, if it has one.
    pub fn layout(self) -> Option<L> {
        match self {
            Self::Sheet(layout)
            | Self::Thumbnail(layout)
            | Self::Press(layout)
            | Self::Bundle(layout) => Some(layout),
            Self::Web | Self::Cards | Self::Text | Self::Zip => None,
        }
    }

    /// The same format with another way to tell the layout.
    pub fn map<M>(self, layout: impl FnOnce(L) -> M) -> Format<M> {
        match self {
            Self::Web => Format::Web,
            Self::Cards => Format::Cards,
            Self::Text => Format::Text,
            Self::Sheet(of) => Format::Sheet(layout(of)),
            Self::Thumbnail(of) => Format::Thumbnail(layout(of)),
            Self::Press(of) => Format::Press(layout(of)),
            Self::Bundle(of) => Format::Bundle(layout(of)),
            Self::Zip => Format::Zip,
        }
    }
}

impl<'a> Format<&'a str> {
    /// The name by which `formats` and `--format` ask for it: of what is made of sheets, that of their
    /// layout. Nothing for what no name asks for.
    pub fn asked_as(self) -> Option<&'a str> {
        match self {
            Self::Web => Some(WEB),
            Self::Cards => Some(CARDS),
            Self::Text => Some(TEXT),
            Self::Sheet(layout)
            | Self::Thumbnail(layout)
            | Self::Press(layout)
            | Self::Bundle(layout) => Some(layout),
            Self::Zip => None,
        }
    }

    /// The format of a name that [`Display`](fmt::Display) gives: every name but an empty one is that of
    /// a format, if not one of these then of a layout's sheets.
    pub fn of(name: &'a str) -> Option<Self> {
        let of = |end| name.strip_suffix(end);
        Some(match name {
            "" => return None,
            WEB => Self::Web,
            CARDS => Self::Cards,
            TEXT => Self::Text,
            ZIP => Self::Zip,
            _ => of(THUMBNAIL)
                .map(Self::Thumbnail)
                .or_else(|| of(PRESS).map(Self::Press))
                .or_else(|| of(BUNDLE).map(Self::Bundle))
                .unwrap_or(Self::Sheet(name)),
        })
    }
}

impl fmt::Display for Format<&str> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Web => f.write_str(WEB),
            Self::Cards => f.write_str(CARDS),
            Self::Text => f.write_str(TEXT),
            Self::Zip => f.write_str(ZIP),
            Self::Sheet(layout) => f.write_str(layout),
            Self::Thumbnail(layout) => write!(f, "{layout}{THUMBNAIL}"),
            Self::Press(layout) => write!(f, "{layout}{PRESS}"),
            Self::Bundle(layout) => write!(f, "{layout}{BUNDLE}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        let formats = [
            Format::Web,
            Format::Cards,
            Format::Text,
            Format::Zip,
            Format::Sheet("copier"),
            Format::Thumbnail("copier"),
            Format::Press("copier"),
            Format::Bundle("copier"),
        ];
        for format in formats {
            assert_eq!(Format::of(&format.to_string()), Some(format));
        }
    }
}
