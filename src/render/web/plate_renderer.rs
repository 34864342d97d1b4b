//! Pages as far as they are the same for all places: rendered, made small, cut, and held against
//! what a theme may not do.

use std::hash::Hash as _;

use tera::Context;
use xxhash_rust::xxh3::Xxh3;

use super::{
    calls, drawings,
    engine::Engine,
    faults, minify,
    placeholders::{self, Piece},
    stage::{Page, Renderer},
    view::View,
};
use crate::{
    diag::{Report, Reported, Text},
    model::{Address, Artifact, Campaign},
    plan::Kind,
    say,
};

/// Makes pages as far as they are the same for all places, and tells what is wrong with them.
pub struct PlateRenderer<'a> {
    pub campaign: &'a Campaign,
    lowered: &'a Engine,
    /// Changes whenever a template does.
    print: u64,
    report: &'a mut Report,
}

impl<'a> PlateRenderer<'a> {
    pub fn new(report: &'a mut Report, campaign: &'a Campaign, lowered: &'a Engine) -> Self {
        let mut print = Xxh3::new();
        for (name, source) in &campaign.theme.web {
            (name, &source.text).hash(&mut print);
        }
        Self { campaign, lowered, print: print.digest(), report }
    }

    /// What the template of a page may know.
    pub fn page(&mut self, kind: Kind<'_>, view: &View<'_>) -> Option<Page> {
        let page = kind.context(view, Renderer::first(self.lowered));
        page.map_err(|error| self.tell(kind, view, &error)).ok()
    }

    /// Everything that decides what a page is: the templates, what all pages of the language know,
    /// and what this one does.
    pub fn all_that_goes_into(&self, template: &str, view: &View<'_>, page: &Page) -> Vec<u8> {
        let mut all = [self.print, view.print].map(u64::to_le_bytes).concat();
        all.extend(template.as_bytes());
        all.push(0);
        // Writing a tree of JSON to memory cannot fail.
        let _ = serde_json::to_writer(&mut all, page);
        all
    }

    /// Renders, minifies and cuts one page.
    pub fn pieces(&mut self, kind: Kind<'_>, view: &View<'_>, page: &Page) -> Option<Vec<Piece>> {
        let html = self.html(kind, view, page)?;
        let name = kind.shown();
        let mut tags = placeholders::Tags::default();
        let words = tags.insert_words(&html);
        let of = (kind.template(), &*name);
        if !self.sound(of, &words, &tags) || !self.dials(of, &words, &tags) {
            return None;
        }
        // What goes in is text, and so is what comes out; else the page would be empty.
        let words = drawings::distinct(&words);
        let small = String::from_utf8(minify::minify(kind.template(), &words));
        let cut = small
            .map_err(|_| placeholders::Fault::Lost)
            .and_then(|small| placeholders::cut(&small, &tags));
        let (tag, fault) = match cut {
            Ok(pieces) => return Some(pieces),
            Err(placeholders::Fault::Unbalanced(tag)) => {
                let said = say! { vi: "trang `{name}`: thẻ `[% {tag} %]` không có cặp", en: "page `{name}`: the tag `[% {tag} %]` has no partner" };
                (Some(format!("[% {tag} %]")), said)
            }
            Err(placeholders::Fault::Lost) => (
                None,
                say! { vi: "trang `{name}`: một thẻ `[[ ]]` bị mất khi ghép trang", en: "page `{name}`: a `[[ ]]` tag was lost while the page was made" },
            ),
        };
        self.too_early(kind, tag.as_deref(), fault);
        None
    }

    /// The page of a lesson and a language, its placeholders marked.
    pub fn html(&mut self, kind: Kind<'_>, view: &View<'_>, page: &Page) -> Option<String> {
        let first = Renderer::first(self.lowered);
        let made = first
            .context(&view.shared, page)
            .and_then(|context| first.render(kind.template(), &context));
        made.map_err(|error| self.tell(kind, view, &error)).ok()
    }

    fn tell(&mut self, kind: Kind<'_>, view: &View<'_>, error: &tera::Error) -> Reported {
        let page = (kind.template(), &*kind.shown(), view.lang.as_str());
        faults::template(self.report, self.campaign, error, Some(page))
    }

    pub fn too_early(&mut self, kind: Kind<'_>, tag: Option<&str>, fault: Text) {
        let span = faults::tag(self.campaign, kind.template(), tag);
        faults::once(
            self.report,
            "placeholder-in-expression",
            span,
            fault,
            say! { vi: "không lọc, so sánh hay đo thứ có `[[ ]]` bằng thẻ `{{{{ }}}}`; lọc ngay bên trong `[[ ]]`", en: "do not filter, compare or measure what holds `[[ ]]` with `{{{{ }}}}` tags; filter inside the `[[ ]]`" },
        );
    }

    /// A page without a place.
    pub fn fixed(
        &mut self,
        template: &str,
        at: Address<'_>,
        context: &Context,
        view: &View<'_>,
    ) -> Option<Artifact> {
        let html = match self.lowered.render(template, context) {
            Ok(html) => html,
            Err(error) => {
                let page = (template, &*at.to_string(), view.lang.as_str());
                faults::template(self.report, self.campaign, &error, Some(page));
                return None;
            }
        };
        if !placeholders::has_marks(&html) {
            if !self.dials((template, &at.to_string()), &html, &placeholders::Tags::default()) {
                return None;
            }
            let html = drawings::distinct(&html);
            return Some(Artifact::new(at, minify::minify(template, &html)));
        }
        let mut tags = placeholders::Tags::default();
        tags.insert_words(&html);
        let tag = tags.first().unwrap_or_default();
        faults::once(
            self.report,
            "placeholder-without-place",
            faults::tag(self.campaign, template, Some(&tag)),
            say! { vi: "trang `{at}` không thuộc xã nào, không dùng được `{tag}`", en: "the page `{at}` belongs to no place and cannot hold `{tag}`" },
            say! { vi: "bỏ thẻ này; nó chỉ dùng ở trang của xã, phường", en: "remove the tag; it stands only on pages of a place" },
        );
        None
    }

    /// Whether every link to call dials digits; one that does not is reported.
    fn dials(
        &mut self,
        (template, name): (&str, &str),
        words: &str,
        tags: &placeholders::Tags,
    ) -> bool {
        let Some(typed) = calls::undialled(words, tags) else { return true };
        faults::once(
            self.report,
            "tel-not-digits",
            faults::call(self.campaign, template, &typed),
            say! { vi: "trang `{name}`: liên kết `{typed}` không gọi tới đúng một số viết liền bằng chữ số", en: "page `{name}`: the link `{typed}` does not dial one number in digits" },
            say! { vi: "sau `tel:` dùng `.tel`, không dùng `.phone` hay `.value`: `tel:[[ place.police.tel ]]`, `tel:{{{{ number.tel }}}}`", en: "after `tel:` use `.tel`, not `.phone` or `.value`: `tel:[[ place.police.tel ]]`, `tel:{{{{ number.tel }}}}`" },
        );
        false
    }

    /// Whether no placeholder stands where none may; one that does is reported.
    fn sound(
        &mut self,
        (template, name): (&str, &str),
        words: &str,
        tags: &placeholders::Tags,
    ) -> bool {
        let Some((position, tag)) = placeholders::misplaced(words, tags) else { return true };
        let text = match position {
            placeholders::Position::Script => {
                say! { vi: "trang `{name}`: `{tag}` nằm trong `<script>`", en: "page `{name}`: `{tag}` stands in a script" }
            }
            placeholders::Position::Style => {
                say! { vi: "trang `{name}`: `{tag}` nằm trong `<style>`", en: "page `{name}`: `{tag}` stands in a style" }
            }
            placeholders::Position::Comment => {
                say! { vi: "trang `{name}`: `{tag}` nằm trong chú thích", en: "page `{name}`: `{tag}` stands in a comment" }
            }
            placeholders::Position::BetweenAttributes => {
                say! { vi: "trang `{name}`: `{tag}` nằm giữa các thuộc tính của thẻ", en: "page `{name}`: `{tag}` stands between attributes" }
            }
        };
        faults::once(
            self.report,
            "placeholder-position",
            faults::tag(self.campaign, template, Some(&tag)),
            text,
            say! { vi: "đặt nó trong chữ hoặc trong giá trị có ngoặc kép, ví dụ `href=\"[[ … ]]\"`", en: "put it in text or in a quoted value, for example `href=\"[[ … ]]\"`" },
        );
        false
    }
}
