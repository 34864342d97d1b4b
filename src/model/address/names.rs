//! What files of the site are called in the folders that they lie in.

use std::fmt;

/// A file at the top of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Top {
    /// Choose your commune, in the campaign's first language.
    Chooser,
    /// For an address that is not there.
    Lost,
    /// For search engines: where the lists of all places are.
    Sitemaps,
    /// For search engines: what they may read.
    Robots,
    /// The script between pages and network.
    Worker,
    /// What an installed site is called.
    App,
}

impl Top {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Chooser, Self::Lost, Self::Sitemaps, Self::Robots, Self::Worker, Self::App];

    /// Whether only a site that has an address has it.
    pub fn needs_address(self) -> bool {
        match self {
            Self::Chooser | Self::Lost => false,
            Self::Sitemaps | Self::Robots | Self::Worker | Self::App => true,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chooser => INDEX,
            Self::Lost => "404.html",
            Self::Sitemaps => SITEMAP,
            Self::Robots => "robots.txt",
            Self::Worker => "sw.js",
            Self::App => "app.webmanifest",
        }
    }

    /// The file of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }
}

/// A file of a language that belongs to no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// Choose your commune.
    Chooser,
    /// What the site hides about its readers, and what it cannot.
    Safety,
    /// Where the quick exit leads: a page of multiplication tables.
    Tables,
    /// What can be searched.
    Search,
    /// What may be kept for reading without a network.
    Kept,
}

impl Shared {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Chooser, Self::Safety, Self::Tables, Self::Search, Self::Kept];

    /// Whether only a site that has an address has it.
    pub fn needs_address(self) -> bool {
        match self {
            Self::Chooser | Self::Safety | Self::Tables | Self::Search => false,
            Self::Kept => true,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chooser => INDEX,
            Self::Safety => "safety.html",
            Self::Tables => "tables.html",
            Self::Search => "search.js",
            Self::Kept => "keep.json",
        }
    }

    /// The file of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }
}

/// A page of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page<'a> {
    /// Its home.
    Home,
    /// What search engines may list of it.
    Sitemap,
    /// A pack or a lesson, by what it is called, or was called before.
    Named(&'a str),
}

const INDEX: &str = "index.html";
const SITEMAP: &str = "sitemap.xml";

impl<'a> Page<'a> {
    /// The page of a name.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        match name {
            INDEX => Some(Self::Home),
            SITEMAP => Some(Self::Sitemap),
            _ => name.strip_suffix(super::HTML).filter(|name| !name.is_empty()).map(Self::Named),
        }
    }
}

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str(INDEX),
            Self::Sitemap => f.write_str(SITEMAP),
            Self::Named(name) => write!(f, "{name}{}", super::HTML),
        }
    }
}
