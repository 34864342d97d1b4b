//! The pages that are stamped for places.

use crate::{
    diag::Span,
    model::{Campaign, Lesson, Pack, address::Page},
};

/// A page that is stamped for places.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a> {
    /// The home of a place.
    Home,
    /// The lessons of a pack.
    Pack(&'a Pack),
    /// One lesson.
    Lesson(&'a Pack, &'a Lesson),
    /// What search engines may list of a place; only where the site has an address.
    Sitemap,
    /// Where an ended unit went.
    Signpost,
    /// Where the printed code of a lesson leads.
    Redirect(&'a Lesson),
    /// The address that a pack, or a lesson of it, had before; or has for whoever knows its id,
    /// if it is discreet.
    Moved(&'a str, &'a Pack, Option<&'a Lesson>),
}

impl<'a> Kind<'a> {
    /// The pages in the folder of a place, those made for some places alone among them.
    pub fn of_place(campaign: &'a Campaign) -> impl Iterator<Item = Self> {
        let listed = !campaign.settings.base_url.is_empty();
        let lessons = campaign.packs.iter().flat_map(|pack| {
            std::iter::once(Self::Pack(pack))
                .chain(pack.lessons.iter().map(move |lesson| Self::Lesson(pack, lesson)))
        });
        let moved = campaign.packs.iter().flat_map(|pack| {
            let pages = former(&pack.id, pack.discreet, &pack.was);
            let pages = pages.map(move |old| Self::Moved(old, pack, None));
            pages.chain(pack.lessons.iter().flat_map(move |lesson| {
                let pages = former(&lesson.id, lesson.discreet, &lesson.was);
                pages.map(move |old| Self::Moved(old, pack, Some(lesson)))
            }))
        });
        let home = std::iter::once(Self::Home).chain(listed.then_some(Self::Sitemap));
        home.chain(lessons).chain(moved)
    }

    /// The only places it is made for; none for all.
    pub fn only_in(self) -> &'a [String] {
        match self {
            Self::Lesson(_, lesson) | Self::Moved(_, _, Some(lesson)) => &lesson.only_in,
            Self::Home
            | Self::Pack(_)
            | Self::Sitemap
            | Self::Signpost
            | Self::Redirect(_)
            | Self::Moved(_, _, None) => &[],
        }
    }

    /// Whether a browser may keep it for reading without a network: nothing discreet, not even a
    /// pack that shows the picture of a discreet lesson.
    pub fn may_be_kept(self) -> bool {
        match self {
            Self::Home => true,
            Self::Pack(pack) => {
                !pack.discreet && !pack.lessons.iter().any(|lesson| lesson.discreet)
            }
            Self::Lesson(_, lesson) => !lesson.discreet,
            Self::Sitemap | Self::Signpost | Self::Redirect(_) | Self::Moved(..) => false,
        }
    }

    /// Its page in the folder of a place; signposts and redirects lie elsewhere.
    pub fn page(self) -> Option<Page<'a>> {
        match self {
            Self::Home => Some(Page::Home),
            Self::Pack(pack) => Some(Page::Named(&pack.slug)),
            Self::Lesson(_, lesson) => Some(Page::Named(&lesson.slug)),
            Self::Sitemap => Some(Page::Sitemap),
            Self::Moved(old, ..) => Some(Page::Named(old)),
            Self::Signpost | Self::Redirect(_) => None,
        }
    }
}

/// What a page was called before. Addresses with the id of a discreet one were published too, and
/// name what it is about to nobody but those who have them.
fn former<'a>(
    id: &'a String,
    discreet: bool,
    was: &'a [(String, Span)],
) -> impl Iterator<Item = &'a str> {
    discreet.then_some(id).into_iter().chain(was.iter().map(|(old, _)| old)).map(String::as_str)
}
