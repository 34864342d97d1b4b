//! The sheets that a page offers.

use serde_json::{Value, json};

use super::View;
use crate::{
    model::{Address, Layout, Subject, address, fact::in_lang, theme::Purpose},
    plan,
    render::shared::{place::GENERAL, thumbnail},
};

impl View<'_> {
    /// The sheets of a subject in some layouts; of waters, which the page of a place names, the folders
    /// that they lie in.
    pub(super) fn leaflets(&self, subject: Subject<'_>) -> Vec<Value> {
        let (lang, home) = (self.lang.as_str(), self.page_of(GENERAL, address::Page::Home));
        let link = |layout: &Layout| {
            let name = subject.slug().unwrap_or("water");
            let sheet = Address::Sheet { lang, place: GENERAL, layout: &layout.name, name };
            let link = sheet.from(home);
            match (subject, link.rfind('/')) {
                (Subject::Hazard, Some(end)) => link.get(..=end).unwrap_or_default().to_owned(),
                _ => link,
            }
        };
        plan::offered(self.campaign, subject)
            .into_iter()
            .filter(|layout| layout.suits(subject, &self.lang, self.first()))
            .map(|layout| {
                let mut leaflet = json!({
                    "label": in_lang(&layout.label, &self.lang, self.first()),
                    "detail": in_lang(&layout.detail, &self.lang, self.first()),
                    "url": link(layout),
                    "for": Purpose::ALL.iter().find(|(_, purpose)| *purpose == layout.purpose).map(|(key, _)| key),
                });
                if let (Subject::Lesson(..), Some(map)) = (subject, leaflet.as_object_mut()) {
                    let slug = subject.slug().filter(|_| subject.is_pictured());
                    let thumbnail = slug.map(|name| {
                        let thumbnail = Address::Thumbnail { lang, layout: &layout.name, name };
                        json!({ "url": thumbnail.from(home), "side": thumbnail::SIDE })
                    });
                    map.insert("thumbnail".into(), thumbnail.into());
                }
                leaflet
            })
            .collect()
    }

    /// The same sheets by what they are for, each with what that is called.
    pub(super) fn by_purpose(&self, leaflets: &[Value]) -> Vec<Value> {
        let group = |(key, _): (&str, Purpose)| {
            let fits = |leaflet: &&Value| leaflet.get("for").is_some_and(|purpose| purpose == key);
            let some: Vec<&Value> = leaflets.iter().filter(fits).collect();
            let purpose = self.words().find(&format!("sheets_{key}"));
            (!some.is_empty()).then(|| json!({ "purpose": purpose, "leaflets": some }))
        };
        Purpose::ALL.into_iter().filter_map(group).collect()
    }
}
