//! The page on which a reader chooses a commune.

use std::collections::{BTreeMap, BTreeSet};

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::Locale;
use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use super::{Origin, Page, View};
use crate::{
    model::{
        Address, Audience, Lang, Pack, Place,
        address::{self, Shared},
        fact::in_lang,
    },
    render::shared::place::{GENERAL, full_name, parent_name},
};

/// A place in the list of the chooser.
#[derive(Serialize)]
struct Choice {
    full: String,
    url: String,
}

/// The places under a letter.
#[derive(Serialize)]
struct Letter {
    letter: String,
    places: Vec<Choice>,
}

/// A commune or a district that ended, and what it went into.
#[derive(Serialize)]
struct Old {
    full: String,
    /// What it lay in.
    district: String,
    now: Vec<Choice>,
}

impl View<'_> {
    /// Choose your commune, on this page.
    pub fn chooser(&self, page: Address<'_>) -> Context {
        let home = |id: &str| self.page_of(id, address::Page::Home).from(page);
        let same = Some(self.shared_file(Shared::Chooser));
        let context = self.base("chooser", "", &Origin::Page(page), page, same);
        let about = self.words().find("chooser_about");
        let title = in_lang(&self.campaign.settings.title, &self.lang, self.first());
        let mut context = context;
        Self::page(&mut context, "chooser", title, &about, false);
        let collator = collator(&self.lang);
        let compare = |a: &str, b: &str| {
            collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
        };
        let day = self.selection.as_of;
        let mut places: Vec<(&str, Choice)> = self
            .campaign
            .communes(day, self.selection.sample)
            .into_iter()
            .filter_map(|place| {
                let unit = place.on(day)?;
                let full = full_name(self.words(), place, day);
                Some((unit.name.as_str(), Choice { full, url: home(&place.id) }))
            })
            .collect();
        places.sort_by(|(a, _), (b, _)| compare(a, b));
        let mut letters: Vec<Letter> = Vec::new();
        for (name, place) in places {
            let letter = first_letter(name);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.places.push(place),
                _ => letters.push(Letter { letter, places: vec![place] }),
            }
        }
        let units = self.campaign.ended(day).into_iter().filter_map(|place| {
            let now = place.latest(day)?.successors.iter().map(String::as_str);
            self.old(place, now, &home)
        });
        let mut old: Vec<(&str, Old)> = units.chain(self.districts(&home)).collect();
        old.sort_by(|(a, _), (b, _)| compare(a, b));
        let mut context = self.context(&context);
        context.insert("letters", &letters);
        context.insert("old", &old.into_iter().map(|(_, row)| row).collect::<Vec<_>>());
        context.insert("above", &self.above());
        context.insert("general", &json!({ "url": home(GENERAL) }));
        context.insert("packs", &self.packs_from(page));
        let readers = Audience::ALL.into_iter().filter(|reader| {
            self.campaign.lessons().any(|(_, lesson)| lesson.audience.contains(reader))
        });
        context
            .insert("audience", &readers.map(|reader| self.audience(reader)).collect::<Vec<_>>());
        context.insert("picture", &self.first_picture(page));
        context
    }

    /// The packs, as a page outside of places leads to them: to those of the general edition.
    fn packs_from(&self, page: Address<'_>) -> Vec<Value> {
        let pack = |pack: &Pack| {
            json!({
                "id": pack.id, "shape": pack.shape,
                "title": in_lang(&pack.title, &self.lang, self.first()),
                "promise": in_lang(&pack.promise, &self.lang, self.first()),
                "url": self.page_of(GENERAL, address::Page::Named(&pack.slug)).from(page),
            })
        };
        self.campaign.packs.iter().map(pack).collect()
    }

    /// The picture of the first lesson that anybody may be seen reading: what stands for the campaign.
    fn first_picture(&self, page: Address<'_>) -> Option<Page> {
        let mut lessons = self.campaign.lessons().map(|(_, lesson)| lesson);
        let lesson = lessons.find(|lesson| !lesson.discreet && lesson.only_in.is_empty())?;
        let (text, _) = lesson.text(&self.lang, self.first())?;
        Some(self.picture_from(page, &text.figure.path)).filter(|picture| !picture.is_empty())
    }

    /// What the communes lie in: whoever types the name of a province means no commune of that name.
    fn above(&self) -> BTreeSet<String> {
        let (campaign, day) = (self.campaign, self.selection.as_of);
        let communes = campaign.communes(day, self.selection.sample).into_iter();
        let above =
            communes.filter_map(|place| campaign.places.get(place.on(day)?.parent.as_ref()?));
        above.map(|place| full_name(self.words(), place, day)).collect()
    }

    /// The districts that ended, with what their communes went into: many know no other name of
    /// where they live.
    fn districts(&self, home: &impl Fn(&str) -> String) -> Vec<(&str, Old)> {
        let (campaign, day) = (self.campaign, self.selection.as_of);
        let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for unit in campaign.ended(day).into_iter().filter_map(|place| place.latest(day)) {
            let successors = unit.successors.iter().map(String::as_str);
            if let Some(parent) = &unit.parent {
                parts.entry(parent).or_default().extend(successors);
            }
        }
        let ended = parts.into_iter().filter_map(|(id, now)| {
            let district = campaign.places.get(id).filter(|place| place.on(day).is_none())?;
            self.old(district, now, home)
        });
        ended.collect()
    }

    /// The name of a place that ended, and its row, which leads to what it went into.
    fn old<'b>(
        &self,
        place: &'b Place,
        now: impl IntoIterator<Item = &'b str>,
        home: &impl Fn(&str) -> String,
    ) -> Option<(&'b str, Old)> {
        let (campaign, day) = (self.campaign, self.selection.as_of);
        let now = now.into_iter().filter_map(|id| campaign.places.get(id));
        let now = now
            .map(|next| Choice { full: full_name(self.words(), next, day), url: home(&next.id) });
        let row = Old {
            full: full_name(self.words(), place, day),
            district: parent_name(campaign, self.words(), place, day),
            now: now.collect(),
        };
        Some((place.latest(day)?.name.as_str(), row))
    }
}

/// The letter of an index under which a name is listed: marks of tone fall away, letters of the
/// alphabet (Ă, Â, Đ, Ê, Ô, Ơ, Ư) stay.
fn first_letter(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let first: String = name.chars().take(1).collect();
    let parts: String = first
        .nfd()
        .filter(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))
        .collect();
    parts.nfc().collect::<String>().to_uppercase()
}

/// The order of names in a language.
fn collator(lang: &Lang) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = lang.primary().parse().ok()?;
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}
