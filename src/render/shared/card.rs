//! Cards: the picture that messengers show of a page that is sent on, one for each lesson and
//! language. A page names it, another format draws it; both ask here what it is called.

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use super::words::Words;
use crate::{
    model::{
        Campaign, Format, Lang, Lesson, Mode, Pack, Selection, address::hashed, fact::in_lang,
        picture::PictureKind, theme::CardLayout,
    },
    plan::card_name,
    text::curled_words,
};

/// Width in pixels, as messengers ask for it.
pub const WIDTH: u32 = 1200;
/// Height in pixels.
pub const HEIGHT: u32 = 630;

/// The cards of a campaign that has any.
#[derive(Clone, Copy)]
pub struct Cards<'a> {
    campaign: &'a Campaign,
    layout: &'a CardLayout,
}

/// One card. It is the same wherever its page is stamped.
pub struct Card {
    /// What its file is called.
    pub name: String,
    /// Changes whenever the card does.
    pub key: u64,
    /// What it says, for who cannot see it.
    pub alt: String,
    /// What its layout may know.
    pub json: Vec<u8>,
    /// The path of its picture in the campaign.
    pub figure: Option<String>,
}

#[derive(Serialize)]
struct CardJson<'a> {
    lang: &'a str,
    text_lang: &'a str,
    title: &'a str,
    action: &'a str,
    name: &'a str,
    subtitle: &'a str,
    draft: &'a str,
    shape: &'a str,
    /// Where the layout finds the picture.
    figure: Option<String>,
    /// Whether that is a drawing.
    drawn: bool,
}

impl<'a> Cards<'a> {
    /// The cards that pages name; nothing if the campaign does not list them, or has no address: who
    /// is sent a page can only fetch its picture from one.
    pub fn of_pages(campaign: &'a Campaign) -> Option<Self> {
        let settings = &campaign.settings;
        let named = settings.makes(Format::Cards) && !settings.base_url.is_empty();
        Self::of(campaign).filter(|_| named)
    }

    /// The cards that a run makes: those that pages name, or all if it asks for them. They can be sent
    /// on by themselves.
    pub fn of_run(campaign: &'a Campaign, selection: &Selection) -> Option<Self> {
        if selection.formats.is_empty() {
            return Self::of_pages(campaign);
        }
        Self::of(campaign).filter(|_| selection.asks_for(Format::Cards))
    }

    fn of(campaign: &'a Campaign) -> Option<Self> {
        let layout = campaign.theme.card.as_ref()?;
        Some(Self { campaign, layout })
    }

    /// The card of a campaign: for pages that are no lesson, and for lessons whose readers must
    /// not be seen reading them.
    pub fn of_campaign(&self, lang: &Lang) -> Card {
        let first = self.campaign.first_lang();
        let settings = &self.campaign.settings;
        let json = CardJson {
            title: in_lang(&settings.title, lang, first),
            action: in_lang(&settings.subtitle, lang, first),
            ..self.common(lang)
        };
        let name = card_name(self.campaign, None);
        self.card(&name, &CardJson { name: "", subtitle: "", ..json }, None)
    }

    /// The card of a lesson.
    pub fn of_lesson(&self, pack: &Pack, lesson: &Lesson, lang: &Lang) -> Card {
        let first = self.campaign.first_lang();
        let text = lesson.text(lang, first).filter(|_| !lesson.discreet);
        let Some((text, fallback)) = text else { return self.of_campaign(lang) };
        let figure = Some(&text.figure.path);
        let figure = figure.filter(|path| self.campaign.pictures.contains_key(*path));
        let (title, action) = (curled_words(&text.title), curled_words(&text.action));
        let json = CardJson {
            text_lang: if fallback { first.primary() } else { lang.primary() },
            title: &title,
            action: &action,
            shape: &pack.shape,
            ..self.common(lang)
        };
        self.card(&card_name(self.campaign, Some((lesson, lang))), &json, figure)
    }

    fn common<'b>(&'b self, lang: &'b Lang) -> CardJson<'b> {
        let first = self.campaign.first_lang();
        let settings = &self.campaign.settings;
        let words = Words::new(self.campaign, lang);
        CardJson {
            lang: lang.primary(),
            text_lang: lang.primary(),
            title: "",
            action: "",
            name: in_lang(&settings.title, lang, first),
            subtitle: in_lang(&settings.subtitle, lang, first),
            draft: if settings.mode == Mode::Draft { words.get("draft") } else { "" },
            shape: "",
            figure: None,
            drawn: false,
        }
    }

    fn card(&self, name: &str, json: &CardJson<'_>, path: Option<&String>) -> Card {
        let picture = path.and_then(|path| self.campaign.pictures.get(path));
        let kind = picture.map(|picture| picture.kind);
        let json = CardJson {
            figure: kind.map(|kind| format!("/figure.{}", kind.extension())),
            drawn: kind == Some(PictureKind::Svg),
            ..*json
        };
        let alt = [json.title, json.action].into_iter().filter(|line| !line.is_empty());
        let alt = alt.collect::<Vec<_>>().join(". ");
        // Strings always have a JSON form.
        let json = serde_json::to_vec(&json).unwrap_or_default();
        let mut hash = Xxh3::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        hash.update(&self.layout.hash.to_le_bytes());
        hash.update(&json);
        hash.update(picture.map_or(&[], |picture| &picture.bytes));
        let key = hash.digest();
        let name = hashed(name, key);
        Card { name, key, alt, json, figure: path.cloned() }
    }
}
