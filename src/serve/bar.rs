//! What the bar says of a page: its place and language, its leaflets, and what is not known.

use serde_json::{Value, json};

use super::{Stand, answer::Answer, shown::Shown};
use crate::{
    build, check,
    diag::{Report, terminal},
    model::{Lang, Place, Subject, fact::in_lang, fold, place::GENERAL},
    render::shared::{
        place::{PlaceView, full_name},
        words::Words,
    },
};

/// A page by its address.
struct Seen<'a> {
    lang: &'a Lang,
    place: Option<&'a Place>,
    /// Whether it is in the folder of a place, or of the general edition.
    placed: bool,
    /// The rest of its path.
    name: &'a str,
}

impl<'a> Seen<'a> {
    fn new(shown: &'a Shown, path: &'a str) -> Self {
        let (campaign, selection) = (&*shown.campaign, &shown.selection);
        let first = campaign.first_lang();
        let path = path.trim_start_matches('/');
        let (tag, rest) = path.split_once('/').unwrap_or(("", path));
        let langs = campaign.languages(selection.unreviewed);
        let Some(lang) = langs.into_iter().find(|lang| lang.as_str() == tag) else {
            return Self { lang: first, place: None, placed: false, name: path };
        };
        let (id, name) = rest.split_once('/').unwrap_or(("", rest));
        let communes = campaign.communes(selection.as_of, selection.sample);
        let place = communes.into_iter().find(|place| place.id == id);
        let placed = place.is_some() || id == GENERAL;
        Self { lang, place, placed, name: if placed { name } else { rest } }
    }

    fn folder(&self) -> &str {
        self.place.map_or(GENERAL, |place| &place.id)
    }
}

impl Stand {
    /// What the bar shows on the page at a path.
    pub(super) fn about(&self, path: &str) -> Value {
        let shown = self.shown();
        let Some(shown) = &*shown else { return Value::Null };
        let campaign = &*shown.campaign;
        let seen = Seen::new(shown, path);
        let address = |lang: &Lang| {
            let name = seen.name;
            if seen.placed {
                format!("/{lang}/{}/{name}", seen.folder())
            } else if path.trim_start_matches('/') == name {
                format!("/{lang}/index.html")
            } else {
                format!("/{lang}/{name}")
            }
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
            None if seen.placed => PlaceView::general(campaign, seen.lang).full,
            None => String::new(),
        };
        json!({
            "lang": seen.lang.as_str(), "place": place,
            "name": if seen.placed { seen.name } else { "index.html" },
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

    /// A page of a leaflet as a picture: `LANG/PLACE/LAYOUT/LESSON/NUMBER.png`.
    pub(super) fn picture(&self, path: &str) -> Option<Answer> {
        let shown = self.shown();
        let shown = shown.as_ref()?;
        let (folder, name) = path.rsplit_once('/')?;
        let number: usize = name.strip_suffix(".png")?.parse().ok()?;
        let sheet = shown.sheet(&format!("{folder}.pdf"))?;
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
        let Some(name) = seen.name.strip_suffix(".html").filter(|_| seen.placed) else {
            return Vec::new();
        };
        let lesson = campaign.lessons().find(|(_, lesson)| lesson.slug() == name);
        let pack = || campaign.packs.iter().find(|pack| pack.slug() == name).map(Subject::Pack);
        let subject = lesson.map(|(pack, lesson)| Subject::Lesson(pack, lesson)).or_else(pack);
        let Some(subject) = subject else { return Vec::new() };
        let (lang, folder) = (seen.lang, seen.folder());
        let linked = build::layouts(campaign, &self.selection, subject);
        let layouts = campaign.theme.layouts.iter();
        layouts
            .filter(|layout| {
                linked.contains(&layout.name) && layout.suits(subject, lang, campaign.first_lang())
            })
            .map(|layout| {
                let base = format!("{lang}/{folder}/{}/{name}", layout.name);
                // Of a sheet that grows with its lesson, the pages that it surely has.
                let pictures: Vec<String> = (1..=layout.least_sides())
                    .map(|page| format!("/_loa/sheet/{base}/{page}.png"))
                    .collect();
                json!({
                    "label": in_lang(&layout.label, lang, campaign.first_lang()),
                    "detail": in_lang(&layout.detail, lang, campaign.first_lang()),
                    "pdf": format!("/{base}.pdf"), "pictures": pictures,
                })
            })
            .collect()
    }
}
