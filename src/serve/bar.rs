//! What the bar says of a page: its place and language, its leaflets, and what is not known.

use serde_json::{Value, json};

use super::{Preview, answer::Answer, shown::Shown};
use crate::{
    check,
    diag::{Report, terminal},
    model::{
        Address, Lang, Place, Subject,
        address::{Page, Shared},
        fact::in_lang,
        fold,
        place::GENERAL,
    },
    plan,
    render::shared::{
        place::{PlaceView, full_name},
        words::Words,
    },
};

/// A page by its address.
struct Seen<'a> {
    lang: &'a Lang,
    place: Option<&'a Place>,
    /// Which page of a place, or of the general edition; nothing of another page.
    page: Option<Page<'a>>,
    /// What it is without a place: a file of its language, or at the top.
    file: Shared,
}

impl<'a> Seen<'a> {
    fn new(shown: &'a Shown, path: &'a str) -> Self {
        let (campaign, selection) = (&*shown.campaign, &shown.selection);
        let first = campaign.first_lang();
        let address = Address::of_site(path.trim_start_matches('/')).ok();
        let lang = address.and_then(Address::lang).and_then(|tag| shown.lang(tag));
        let of = |place, page, file| Self { lang: lang.unwrap_or(first), place, page, file };
        match address {
            Some(Address::Shared { file, .. }) => of(None, None, file),
            Some(Address::Page { place: GENERAL, page, .. }) => {
                of(None, Some(page), Shared::Chooser)
            }
            Some(Address::Page { place: id, page, .. }) => {
                let communes = campaign.communes(selection.as_of, selection.sample);
                let place = communes.into_iter().find(|place| place.id == id);
                of(place, place.map(|_| page), Shared::Chooser)
            }
            _ => of(None, None, Shared::Chooser),
        }
    }

    /// The same page in another language; nothing at the top is in several.
    fn in_lang<'b>(&'b self, lang: &'b str) -> Address<'b> {
        match self.page {
            Some(page) => Address::Page { lang, place: self.folder(), page },
            None => Address::Shared { lang, file: self.file },
        }
    }

    fn folder(&self) -> &str {
        self.place.map_or(GENERAL, |place| &place.id)
    }
}

impl Preview {
    /// What the bar shows on the page at a path.
    pub(super) fn about(&self, path: &str) -> Value {
        let shown = self.shown();
        let Some(shown) = &*shown else { return Value::Null };
        let campaign = &*shown.campaign;
        let seen = Seen::new(shown, path);
        let address = |lang: &Lang| {
            let page = seen.in_lang(lang.as_str());
            page.in_site().map(|path| format!("/{path}")).unwrap_or_default()
        };
        let langs: Vec<Value> = campaign
            .languages(shown.selection.unreviewed)
            .into_iter()
            .map(|lang| {
                let name = Words::new(campaign, lang).find("language_name");
                json!({ "name": name, "url": address(lang), "current": lang == seen.lang })
            })
            .collect();
        let place = match seen.place {
            Some(place) => full_name(Words::new(campaign, seen.lang), place, shown.selection.as_of),
            None if seen.page.is_some() => PlaceView::general(campaign, seen.lang).full,
            None => String::new(),
        };
        json!({
            "lang": seen.lang.as_str(), "place": place,
            "name": seen.page.unwrap_or(Page::Home).to_string(),
            "langs": langs, "leaflets": shown.leaflets(&seen),
            "gaps": self.gaps(shown, seen.place),
        })
    }

    /// What is not known of a place.
    fn gaps(&self, shown: &Shown, place: Option<&Place>) -> Vec<Value> {
        let mut report = Report::new();
        if let Some(place) = place {
            check::gaps_of(&mut report, &shown.campaign, shown.selection.as_of, place);
        }
        let found = report.shown().into_iter();
        found
            .map(|found| terminal::json(found, &shown.sources, self.tongue()))
            .filter_map(|found| serde_json::to_value(found).ok())
            .collect()
    }

    /// The places to choose from, in a language.
    pub(super) fn places(&self, lang: &str) -> Value {
        let shown = self.shown();
        let Some(shown) = &*shown else { return Value::Null };
        let (campaign, selection) = (&*shown.campaign, &shown.selection);
        let lang = Lang::new(lang);
        let words = Words::new(campaign, &lang);
        let communes = campaign.communes(selection.as_of, selection.sample);
        let mut places: Vec<(String, String, &str)> = communes
            .into_iter()
            .filter_map(|place| {
                let key = fold::key(&place.on(selection.as_of)?.name);
                Some((key, full_name(words, place, selection.as_of), place.id.as_str()))
            })
            .collect();
        places.sort();
        let general = PlaceView::general(campaign, &lang).full;
        let all = std::iter::once((general.as_str(), GENERAL))
            .chain(places.iter().map(|(_, full, id)| (full.as_str(), *id)));
        all.map(|(full, id)| json!({ "id": id, "name": full, "key": fold::key(full) })).collect()
    }

    /// A page of a leaflet as a picture: `LANG/PLACE/LAYOUT/LESSON.pdf/NUMBER.png`.
    pub(super) fn picture(&self, path: &str) -> Option<Answer> {
        let shown = self.shown();
        let shown = shown.as_ref()?;
        let (folder, name) = path.rsplit_once('/')?;
        let number: usize = name.strip_suffix(".png")?.parse().ok()?;
        let sheet = shown.sheet(Address::of_site(folder).ok()?)?;
        let mut report = Report::new();
        match shown.picture(&mut report, &sheet, number.checked_sub(1)?) {
            Ok(bytes) if bytes.is_empty() => None,
            Ok(bytes) => Some(self.made("image/png", bytes)),
            Err(_) => {
                self.told(&mut report, &shown.sources, None);
                None
            }
        }
    }
}

impl Shown {
    /// The leaflets that a page links to, with a picture of each of their pages.
    fn leaflets(&self, seen: &Seen<'_>) -> Vec<Value> {
        let campaign = &*self.campaign;
        let Some(Page::Named(name)) = seen.page else { return Vec::new() };
        let lesson = campaign.lessons().find(|(_, lesson)| lesson.slug == name);
        let pack = || campaign.packs.iter().find(|pack| pack.slug == name).map(Subject::Pack);
        let subject = lesson.map(|(pack, lesson)| Subject::Lesson(pack, lesson)).or_else(pack);
        let Some(subject) = subject else { return Vec::new() };
        let (lang, place) = (seen.lang, seen.folder());
        let linked = plan::offered(campaign, subject);
        let layouts = campaign.theme.layouts.iter();
        layouts
            .filter(|layout| {
                linked.iter().any(|offered| offered.name == layout.name)
                    && layout.suits(subject, lang, campaign.first_lang())
            })
            .map(|layout| {
                let layout_name = layout.name.as_str();
                let sheet =
                    Address::Sheet { lang: lang.as_str(), place, layout: layout_name, name };
                let pdf = sheet.in_site().unwrap_or_default();
                // Of a sheet that grows with its lesson, the pages that it surely has.
                let pictures: Vec<String> = (1..=layout.least_sides())
                    .map(|page| format!("/_loa/sheet/{pdf}/{page}.png"))
                    .collect();
                json!({
                    "label": in_lang(&layout.label, lang, campaign.first_lang()),
                    "detail": in_lang(&layout.detail, lang, campaign.first_lang()),
                    "pdf": format!("/{pdf}"), "pictures": pictures,
                })
            })
            .collect()
    }
}
