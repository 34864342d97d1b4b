//! What search engines, and those to whom a page is sent on, are told of the site once it has an
//! address: which address stands for a page, what a lesson is, and the lists of what there is.

use serde_json::{Value, json};

use super::{html, placeholders, stage, view::View};
use crate::{
    model::{
        Address, Artifact, Campaign, Lang, Lesson, LessonText, Selection,
        address::{Page, Top},
        fact::in_lang,
    },
    render::shared::place::GENERAL,
};

/// For search engines, once the site has an address: where the lists of all places are. Names
/// every place, whatever the run leaves out.
pub fn files(campaign: &Campaign, selection: &Selection) -> Vec<Artifact> {
    let base = &campaign.settings.base_url;
    if base.is_empty() {
        return Vec::new();
    }
    let base = html::escape(base);
    let place = |file: Address<'_>| file.in_site().unwrap_or_default();
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let communes = campaign.communes(selection.as_of, false);
    for lang in campaign.languages(false) {
        let places = communes.iter().map(|place| place.id.as_str());
        for id in std::iter::once(GENERAL).chain(places) {
            let list = Address::Page { lang: lang.as_str(), place: id, page: Page::Sitemap };
            index += &format!("<sitemap><loc>{base}/{}</loc></sitemap>\n", place(list));
        }
    }
    index += "</sitemapindex>\n";
    index.shrink_to_fit();
    let sitemaps = place(Address::Top(Top::Sitemaps));
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}/{sitemaps}\n");
    [(Top::Sitemaps, index), (Top::Robots, robots)]
        .map(|(file, text)| Artifact::new(Address::Top(file), text.into_bytes()))
        .into()
}

impl View<'_> {
    /// Where a file of the site lies on the web; empty while the site has no address.
    pub fn absolute(&self, file: Address<'_>) -> String {
        let base = &self.campaign.settings.base_url;
        let path = file.in_site().filter(|_| !base.is_empty());
        path.map(|path| format!("{base}/{path}")).unwrap_or_default()
    }

    /// The address of a page for everybody else: its own, and those of the same page in other
    /// languages. Empty while the site has none.
    pub fn address(&self, canonical: &Lang, langs: &[&Lang], page: Option<Address<'_>>) -> Value {
        let absolute = |lang: &Lang| {
            page.map(|page| self.absolute(page.in_lang(lang.as_str()))).unwrap_or_default()
        };
        // A page that stands for another one names no others.
        let own = *canonical == self.lang && langs.len() > 1;
        let alternates: Vec<Value> = langs
            .iter()
            .filter(|_| own)
            .map(|lang| json!({ "code": lang.as_str(), "url": absolute(lang) }))
            .collect();
        json!({ "canonical": absolute(canonical), "alternates": alternates })
    }

    /// The address of a lesson's page. One that says nothing of its place is the same everywhere:
    /// the general edition stands for all of them.
    pub fn lesson_address(&self, lesson: &Lesson) -> Value {
        let langs: Vec<&Lang> = self
            .campaign
            .languages(false)
            .into_iter()
            .filter(|lang| lesson.texts.contains_key(*lang))
            .collect();
        let canonical =
            if lesson.texts.contains_key(&self.lang) { &self.lang } else { self.first() };
        let place = &*if self.is_local(lesson) {
            placeholders::value("place.id")
        } else {
            GENERAL.to_owned()
        };
        let page = Page::Named(&lesson.slug);
        let lang = self.lang.as_str();
        self.address(canonical, &langs, Some(Address::Page { lang, place, page }))
    }

    /// A lesson as schema.org describes it, ready to stand in a script element.
    pub fn linked_data(&self, lesson: &Lesson, text: &LessonText, lang: &Lang) -> String {
        let issuer = in_lang(&self.campaign.settings.issuer, &self.lang, self.first());
        let audience = lesson.audience.iter().map(|audience| self.audience(*audience));
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "name": text.title,
            "description": text.summary,
            "inLanguage": lang.as_str(),
            "learningResourceType": "lesson",
            "isAccessibleForFree": true,
            "dateModified": text.revised.to_string(),
            "audience": { "@type": "Audience", "audienceType": audience.collect::<Vec<_>>().join(", ") },
        });
        if let (false, Some(data)) = (issuer.is_empty(), data.as_object_mut()) {
            data.insert("publisher".into(), json!({ "@type": "Organization", "name": issuer }));
        }
        // No text may close the element.
        data.to_string().replace('<', "\\u003c")
    }

    /// Whether a lesson says anything of the place of its reader.
    fn is_local(&self, lesson: &Lesson) -> bool {
        !lesson.only_in.is_empty()
            || self.noted.contains(lesson.id.as_str())
            || lesson.text(&self.lang, self.first()).is_some_and(|(text, _)| text.is_local())
    }

    /// What search engines may list of a place: pages that stand for themselves, nothing discreet
    /// and nothing that awaits review.
    pub fn sitemap(&self) -> stage::Page {
        let place = &*placeholders::value("place.id");
        let mut urls = Vec::new();
        let mut list = |address: Value, local: bool| {
            urls.push(json!({ "loc": address.get("canonical"), "alternates": address.get("alternates"), "local": local }));
        };
        if !self.campaign.is_unreviewed(&self.lang) {
            let langs = self.campaign.languages(false);
            let address = |page: Page<'_>| {
                let lang = self.lang.as_str();
                self.address(&self.lang, &langs, Some(Address::Page { lang, place, page }))
            };
            list(address(Page::Home), true);
            for pack in self.campaign.packs.iter().filter(|pack| !pack.discreet) {
                list(address(Page::Named(&pack.slug)), true);
                let listed = |lesson: &&Lesson| {
                    !lesson.discreet
                        && lesson.only_in.is_empty()
                        && lesson.texts.contains_key(&self.lang)
                };
                for lesson in pack.lessons.iter().filter(listed) {
                    let local = self.is_local(lesson);
                    list(self.lesson_address(lesson), local);
                }
            }
        }
        let mut context = stage::Page::new();
        context.insert("urls".into(), urls.into());
        context
    }
}
