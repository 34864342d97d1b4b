//! The pages that every place gets, and how each is made.

use super::{
    Leaflets,
    stage::{Page, Renderer},
    view::View,
};
use crate::{
    diag::Span,
    model::{Campaign, Lesson, Pack, Subject},
};

/// A page that is stamped for places.
#[derive(Clone, Copy)]
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

    /// The template that draws it.
    pub fn template(self) -> &'static str {
        match self {
            Self::Home => "place.html",
            Self::Pack(_) => "pack.html",
            Self::Lesson(..) => "lesson.html",
            Self::Sitemap => "sitemap.xml",
            Self::Signpost => "signpost.html",
            Self::Redirect(_) | Self::Moved(..) => "redirect.html",
        }
    }

    /// Its file in the folder of a place; signposts and redirects are named elsewhere.
    pub fn name(self) -> String {
        match self {
            Self::Home => "index.html".to_owned(),
            Self::Pack(pack) => format!("{}.html", pack.slug()),
            Self::Lesson(_, lesson) => format!("{}.html", lesson.slug()),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Moved(old, ..) => format!("{old}.html"),
            Self::Signpost | Self::Redirect(_) => String::new(),
        }
    }

    /// What it is called in messages.
    pub fn shown(self) -> String {
        match self {
            Self::Signpost | Self::Redirect(_) => self.template().to_owned(),
            Self::Home | Self::Pack(_) | Self::Lesson(..) | Self::Sitemap | Self::Moved(..) => {
                self.name()
            }
        }
    }

    /// What its template may know. A template that draws a block may fail.
    pub fn context(
        self,
        view: &View<'_>,
        renderer: Renderer<'_>,
        leaflets: &Leaflets<'_>,
    ) -> tera::TeraResult<Page> {
        Ok(match self {
            Self::Home => view.place_home(&leaflets(Subject::Hazard)),
            Self::Pack(pack) => view.pack(pack, &leaflets(Subject::Pack(pack))),
            Self::Lesson(pack, lesson) => {
                let leaflets = leaflets(Subject::Lesson(pack, lesson));
                view.lesson(renderer, pack, lesson, &leaflets)?
            }
            Self::Sitemap => view.sitemap(),
            Self::Signpost => view.signpost(),
            Self::Redirect(lesson) => view.redirect(lesson),
            Self::Moved(_, pack, lesson) => view.moved(pack, lesson),
        })
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
