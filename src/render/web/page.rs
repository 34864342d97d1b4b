//! How each page that is stamped for places is made.

use super::{
    stage::{self, Renderer},
    view::View,
};
use crate::plan::Kind;

impl Kind<'_> {
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

    /// What it is called in messages.
    pub fn shown(self) -> String {
        self.page().map_or_else(|| self.template().to_owned(), |page| page.to_string())
    }

    /// What its template may know. A template that draws a block may fail.
    pub(super) fn context(
        self,
        view: &View<'_>,
        renderer: Renderer<'_>,
    ) -> tera::TeraResult<stage::Page> {
        Ok(match self {
            Self::Home => view.place_home(),
            Self::Pack(pack) => view.pack(pack),
            Self::Lesson(pack, lesson) => view.lesson(renderer, pack, lesson)?,
            Self::Sitemap => view.sitemap(),
            Self::Signpost => view.signpost(),
            Self::Redirect(lesson) => view.redirect(lesson),
            Self::Moved(_, pack, lesson) => view.moved(pack, lesson),
        })
    }
}
