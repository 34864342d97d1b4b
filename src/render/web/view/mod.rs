//! What templates may know: the contract with theme authors.

mod chooser;
mod leaflets;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tera::Context;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    asset_name,
    html::{self, Writer},
    placeholders,
    stage::{Page, Renderer},
};
use crate::{
    model::{
        Address, Audience, Block, Campaign, Fact, Lang, Lesson, Pack, Phone, Role, Selection,
        Subject,
        address::{self, Shared, Top},
        block::each_inline,
        fact::in_lang,
        lesson::Drafter,
        picture::PictureKind,
    },
    plan,
    render::shared::{
        card::{self, Card, Cards},
        place::GENERAL,
        words::Words,
    },
    text::curled_words,
};

/// From where a page links.
enum Origin<'a> {
    /// From where it lies.
    Page(Address<'a>),
    /// From any depth, by this path to the top of the site on its server.
    Anywhere(String),
}

impl Origin<'_> {
    /// The link to a file of the site.
    fn link(&self, to: Address<'_>) -> String {
        match self {
            Self::Page(page) => to.from(*page),
            Self::Anywhere(root) => root.clone() + &to.in_site().unwrap_or_default(),
        }
    }

    /// The link to the top of the site, with a slash at its end unless it is empty.
    fn root(&self) -> String {
        match self {
            Self::Page(page) => Address::root_from(*page),
            Self::Anywhere(root) => root.clone(),
        }
    }
}

/// A number to call, as pages show it.
pub struct Number<'f> {
    pub value: &'f str,
    /// What is dialled.
    pub tel: &'f str,
    /// Who answers.
    pub label: String,
}

/// Where a reader reports a mistake, as a link and as it is shown; nothing where the campaign names no such address.
fn report_to(typed: &str) -> Value {
    match typed {
        "" => Value::Null,
        page if page.contains("://") => json!({ "url": page, "shown": page }),
        mail => json!({ "url": format!("mailto:{mail}"), "shown": mail }),
    }
}

/// What pages of one language share.
pub struct View<'a> {
    pub lang: Lang,
    pub campaign: &'a Campaign,
    selection: &'a Selection,
    /// What every page of the language knows: `t`, the phrases.
    pub shared: Context,
    /// Changes whenever that does.
    pub print: u64,
    /// The pictures that messengers show of its pages.
    cards: Option<Cards<'a>>,
    /// Lessons that some place has a local note to in this language.
    pub noted: BTreeSet<&'a str>,
}

impl<'a> View<'a> {
    /// The view of a language.
    pub fn new(campaign: &'a Campaign, selection: &'a Selection, lang: &Lang) -> Self {
        let mut words = Page::new();
        for lang in [campaign.first_lang(), lang] {
            for (key, (phrase, _)) in
                campaign.phrases.get(lang).into_iter().flat_map(|book| &book.phrases)
            {
                let value = match phrase {
                    crate::model::phrase::Phrase::One(text) => json!(text),
                    crate::model::phrase::Phrase::Plural { one, other } => {
                        json!({ "one": one, "other": other })
                    }
                };
                words.insert(key.clone(), value);
            }
        }
        let noted = campaign
            .places
            .values()
            .flat_map(|place| place.notes.keys())
            .filter(|(_, of)| of == lang)
            .map(|(lesson, _)| lesson.as_str())
            .collect();
        let mut shared = Context::new();
        shared.insert("t", &words);
        let print = xxh3_64(Value::from(words).to_string().as_bytes());
        let cards = Cards::of_pages(campaign);
        Self { lang: lang.clone(), campaign, selection, shared, print, cards, noted }
    }

    pub fn first(&self) -> &Lang {
        self.campaign.first_lang()
    }

    fn words(&self) -> Words<'_> {
        Words::new(self.campaign, &self.lang)
    }

    /// What every page gets. `home` is the page above it; `same` is the page to be named in other
    /// languages, if there is one.
    fn base(
        &self,
        kind: &str,
        title: &str,
        from: &Origin<'_>,
        home: Address<'_>,
        same: Option<Address<'_>>,
    ) -> Page {
        let campaign = self.campaign;
        // All languages of the campaign, whatever the run leaves out: a page is the same in
        // every run.
        let all: Vec<Value> = campaign
            .languages(self.selection.unreviewed)
            .into_iter()
            .map(|lang| {
                let words = Words::new(campaign, lang);
                let name = words.find("language_name");
                let short = words.find("language_short");
                json!({ "code": lang.as_str(), "name": name, "short": short, "current": *lang == self.lang, "url": same.map(|page| from.link(page.in_lang(lang.as_str()))).unwrap_or_default() })
            })
            .collect();
        let assets: BTreeMap<&str, String> = campaign
            .theme
            .assets
            .iter()
            .filter(|(name, _)| *name != Top::Worker.name())
            .map(|(name, bytes)| {
                (name.as_str(), from.link(Address::Asset(&asset_name(name, bytes))))
            })
            .collect();
        let emergency: Vec<Value> = campaign
            .settings
            .emergency
            .iter()
            .filter_map(|(id, _)| campaign.facts.get(id))
            .map(|fact| {
                let Number { value, tel, label } = self.number(fact);
                json!({ "value": value, "tel": tel, "label": label })
            })
            .collect();
        let settings = &campaign.settings;
        let address = self.address(&self.lang, &campaign.languages(false), same);
        let shared = |file| from.link(Address::Shared { lang: self.lang.as_str(), file });
        let context = json!({
            "address": address, "linked_data": "", "card": self.card(Cards::of_campaign),
            "lang": { "code": self.lang.as_str(), "name": self.words().find("language_name"), "dir": "ltr", "unreviewed": campaign.is_unreviewed(&self.lang) },
            "langs": all,
            "site": {
                "title": in_lang(&settings.title, &self.lang, self.first()),
                "subtitle": in_lang(&settings.subtitle, &self.lang, self.first()),
                "issuer": in_lang(&settings.issuer, &self.lang, self.first()),
                "draft": settings.mode == crate::model::Mode::Draft,
                "base_url": settings.base_url,
                "report_to": report_to(&settings.report_to),
            },
            "root": from.root(),
            "assets": assets,
            "home": from.link(home),
            "safety": shared(Shared::Safety),
            "exit": shared(Shared::Tables),
            "page": { "kind": kind, "title": title, "description": "", "discreet": false },
            "emergency": emergency,
        });
        match context {
            Value::Object(page) => page,
            _ => Page::new(),
        }
    }

    /// A number to call, as pages show it.
    pub fn number<'f>(&self, fact: &'f Fact) -> Number<'f> {
        let label = self.words().find(&format!("short_{}", fact.id));
        let says = || fact.says_in(&self.lang, self.first()).to_owned();
        Number {
            value: fact.value_in(&self.lang, self.first()),
            tel: fact.phone_in(&self.lang, self.first()).map_or("", Phone::tel),
            label: if label.is_empty() { says() } else { label },
        }
    }

    /// What a page says of its card; nothing if there is none.
    fn card(&self, of: impl FnOnce(&Cards<'a>, &Lang) -> Card) -> Value {
        let Some(cards) = &self.cards else { return Value::Null };
        let card = of(cards, &self.lang);
        let card_address = Address::Card { lang: self.lang.as_str(), name: &card.name };
        json!({ "url": self.absolute(card_address), "width": card::WIDTH, "height": card::HEIGHT, "alt": html::unmarked(&card.alt) })
    }

    /// Pages in the folder of a place.
    fn in_place(&self, kind: &str, title: &str, page: address::Page<'_>) -> Page {
        let place = &placeholders::value("place.id");
        let here = self.page_of(place, page);
        self.base(kind, title, &Origin::Page(here), self.shared_file(Shared::Chooser), Some(here))
    }

    /// A page of a place in this language.
    fn page_of<'b>(&'b self, place: &'b str, page: address::Page<'b>) -> Address<'b> {
        Address::Page { lang: self.lang.as_str(), place, page }
    }

    fn shared_file(&self, file: Shared) -> Address<'_> {
        Address::Shared { lang: self.lang.as_str(), file }
    }

    /// The link from one page of a place to the page of a pack or lesson.
    pub fn named(&self, slug: &str) -> String {
        let page = self.page_of(GENERAL, address::Page::Named(slug));
        page.from(self.page_of(GENERAL, address::Page::Home))
    }

    fn page(context: &mut Page, kind: &str, title: &str, description: &str, discreet: bool) {
        context.insert("page".into(), json!({ "kind": kind, "title": title, "description": description, "discreet": discreet }));
    }

    /// The home of a place.
    pub fn place_home(&self) -> Page {
        let mut context = self.in_place("place", "", address::Page::Home);
        let about =
            format!("{} {}", self.words().find("place_about"), placeholders::value("place.full"));
        Self::page(&mut context, "place", "", &about, false);
        let packs: Vec<Value> =
            self.campaign.packs.iter().map(|pack| self.pack_value(pack)).collect();
        context.insert("packs".into(), packs.into());
        context.insert("signs".into(), self.leaflets(Subject::Hazard).into());
        context
    }

    /// The page of a pack.
    pub fn pack(&self, pack: &Pack) -> Page {
        let title = in_lang(&pack.title, &self.lang, self.first());
        let mut context = self.in_place("pack", title, address::Page::Named(&pack.slug));
        let shown =
            if pack.discreet { self.words().find("neutral_title") } else { title.to_owned() };
        Self::page(
            &mut context,
            "pack",
            &shown,
            in_lang(&pack.promise, &self.lang, self.first()),
            pack.discreet,
        );
        let groups: Vec<Value> = Audience::ALL
            .into_iter()
            .filter_map(|audience| {
                let lessons: Vec<Value> = pack
                    .lessons
                    .iter()
                    .filter(|lesson| {
                        lesson.only_in.is_empty() && lesson.audience.contains(&audience)
                    })
                    .map(|lesson| self.lesson_value(lesson))
                    .collect();
                (!lessons.is_empty())
                    .then(|| json!({ "label": self.audience(audience), "lessons": lessons }))
            })
            .collect();
        context.insert("pack".into(), self.pack_value(pack));
        context.insert("groups".into(), groups.into());
        let leaflets = self.leaflets(Subject::Pack(pack));
        context.insert("leaflets".into(), leaflets.into());
        context
    }

    /// The page of a lesson.
    pub fn lesson(
        &self,
        renderer: Renderer<'_>,
        pack: &Pack,
        lesson: &Lesson,
    ) -> Result<Page, tera::Error> {
        let Some((text, fallback)) = lesson.text(&self.lang, self.first()) else {
            return Ok(Page::new());
        };
        let discreet = lesson.discreet;
        let text_lang = if fallback { self.first() } else { &self.lang };
        let mut context = self.in_place("lesson", &text.title, address::Page::Named(&lesson.slug));
        let shown = if discreet {
            self.words().find("neutral_title")
        } else {
            curled_words(&text.title).into_owned()
        };
        Self::page(&mut context, "lesson", &shown, &curled_words(&text.summary), discreet);
        context.insert("address".into(), self.lesson_address(lesson));
        let card = self.card(|cards, lang| cards.of_lesson(pack, lesson, lang));
        context.insert("card".into(), card);
        context.insert("linked_data".into(), self.linked_data(lesson, text, text_lang).into());

        let writer = Writer {
            campaign: self.campaign,
            renderer,
            lang: &self.lang,
            text_lang,
            context: &renderer.context(&self.shared, &context)?,
            pictures: &|path| self.picture(path),
        };
        let mut parts: BTreeMap<&str, Value> = BTreeMap::new();
        let mut syllables = 0;
        for part in &text.parts {
            // What is for the meeting and the class is not read by the reader whose minutes we tell.
            if !matches!(part.role, Role::Talk | Role::Activity) {
                each_inline(&part.blocks, &mut |inline| {
                    if let crate::model::InlineKind::Text(words) = &inline.kind {
                        syllables += words.split_whitespace().count();
                    }
                });
            }
            parts.insert(part.role.key(), json!({ "title": writer.inlines(&part.title)?, "html": writer.blocks(&part.blocks)? }));
        }
        let sources: Vec<Value> = lesson
            .sources
            .iter()
            .filter_map(|id| self.campaign.references.get(id))
            .filter(|source| source.grade.is_shown())
            .map(|source| {
                json!({
                    "title": in_lang(&source.title, &self.lang, self.first()),
                    "publisher": source.publisher, "year": source.year, "url": source.url,
                })
            })
            .collect();
        let leaflets = self.leaflets(Subject::Lesson(pack, lesson));
        let sheets = self.by_purpose(&leaflets);
        let common: Vec<&Lesson> = self
            .campaign
            .lessons()
            .map(|(_, lesson)| lesson)
            .filter(|lesson| lesson.only_in.is_empty())
            .collect();
        let next = common
            .iter()
            .position(|other| other.id == lesson.id)
            .and_then(|at| common.get(at + 1))
            .and_then(|next| next.text(&self.lang, self.first()).map(|(text, _)| (next, text)));
        let standing = self.campaign.lesson_standing(lesson, text_lang, text);
        let mut value = json!({
            "id": lesson.id, "title": curled_words(&text.title), "action": curled_words(&text.action),
            "summary": curled_words(&text.summary),
            "audience": lesson.audience.iter().map(|audience| self.audience(*audience)).collect::<Vec<_>>(),
            "season": lesson.season.iter().map(|season| season.key()).collect::<Vec<_>>(),
            "minutes": text_lang.has_spaces().then(|| syllables.div_ceil(180).max(1)),
            "messages": text.messages.iter().map(|message| curled_words(message)).collect::<Vec<_>>(),
            "figure": self.figure(&text.figure.path, &text.figure.alt),
            "parts": parts, "discreet": discreet, "fallback": fallback, "text_lang": text_lang.as_str(),
            "sources": sources,
            "revised": self.words().date(text.revised),
            "review_by": self.words().date(lesson.review_by),
            "reviewed": standing.is_signed(),
            "machine": !standing.is_signed() && text.drafted_by == Some(Drafter::Machine),
            "edition": format!("{:02}/{}", text.revised.month(), text.revised.year()),
            "leaflets": leaflets, "sheets": sheets,
            "pack": self.pack_head(pack),
            "noted": self.noted.contains(lesson.id.as_str()),
            "asks": text.parts.iter().flat_map(|part| &part.blocks).any(Block::asks),
        });
        if let (Some((next, text)), Some(map)) = (next, value.as_object_mut()) {
            map.insert(
                "next".into(),
                json!({ "title": curled_words(&text.title), "url": self.named(&next.slug) }),
            );
        }
        context.insert("lesson".into(), value);
        Ok(context)
    }

    /// The page of an ended unit, one folder below the language.
    pub fn signpost(&self) -> Page {
        let place = &placeholders::value("place.id");
        let here = Address::Ended { lang: self.lang.as_str(), place };
        let chooser = self.shared_file(Shared::Chooser);
        self.base("signpost", "", &Origin::Page(here), chooser, Some(here))
    }

    /// What templates of pages without a place may know.
    fn context(&self, page: &Page) -> Context {
        let mut context = self.shared.clone();
        for (name, value) in page {
            context.insert(name.clone(), value);
        }
        context
    }

    /// What the site hides about its readers, and what it cannot.
    pub fn safety(&self) -> Context {
        let title = self.words().find("safety_title");
        self.context(&self.of_no_place("safety", &title, Shared::Safety))
    }

    /// Where the quick exit leads.
    pub fn tables(&self) -> Context {
        self.context(&self.of_no_place("tables", "", Shared::Tables))
    }

    fn of_no_place(&self, kind: &str, title: &str, file: Shared) -> Page {
        let here = self.shared_file(file);
        let chooser = self.shared_file(Shared::Chooser);
        self.base(kind, title, &Origin::Page(here), chooser, Some(here))
    }

    /// For an address that is not there. A server may show it at any depth, so it can only
    /// use addresses from the top.
    pub fn lost(&self) -> Context {
        let title = self.words().find("lost_title");
        let anywhere = Origin::Anywhere(self.server_root());
        let chooser = self.shared_file(Shared::Chooser);
        let home = Address::Top(Top::Chooser);
        self.context(&self.base("404", &title, &anywhere, home, Some(chooser)))
    }

    /// Where a printed code leads.
    pub fn redirect(&self, lesson: &Lesson) -> Page {
        let code = Address::Code("");
        let home = Address::Top(Top::Chooser);
        let mut context = self.base("redirect", "", &Origin::Page(code), home, None);
        let place = placeholders::value("place.id");
        let target = self.page_of(&place, address::Page::Named(&lesson.slug)).from(code);
        context.insert("target".into(), target.into());
        context
    }

    /// Where a pack or a lesson stood before: on to where it stands, in the same folder.
    pub fn moved(&self, pack: &Pack, lesson: Option<&Lesson>) -> Page {
        let slug = lesson.map_or(&pack.slug, |lesson| &lesson.slug);
        let mut context = self.in_place("redirect", "", address::Page::Named(slug));
        let discreet = lesson.map_or(pack.discreet, |lesson| lesson.discreet);
        Self::page(&mut context, "redirect", "", "", discreet);
        if let Some(lesson) = lesson {
            context.insert("address".into(), self.lesson_address(lesson));
        }
        context.insert("target".into(), self.named(slug).into());
        context
    }

    /// The path of the site on its server, with slashes at both ends.
    fn server_root(&self) -> String {
        let url = &self.campaign.settings.base_url;
        let path = url
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or("", |(_, path)| path);
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    pub fn audience(&self, audience: Audience) -> String {
        self.words().find(&format!("audience_{}", audience.key()))
    }

    fn pack_head(&self, pack: &Pack) -> Value {
        json!({
            "id": pack.id, "shape": pack.shape, "url": self.named(&pack.slug),
            "title": in_lang(&pack.title, &self.lang, self.first()),
        })
    }

    fn pack_value(&self, pack: &Pack) -> Value {
        let lessons: Vec<Value> = pack
            .lessons
            .iter()
            .filter(|lesson| lesson.only_in.is_empty())
            .map(|lesson| self.lesson_value(lesson))
            .collect();
        json!({
            "id": pack.id, "shape": pack.shape, "url": self.named(&pack.slug),
            "title": in_lang(&pack.title, &self.lang, self.first()),
            "promise": in_lang(&pack.promise, &self.lang, self.first()),
            "count": lessons.len(), "lessons": lessons,
        })
    }

    fn lesson_value(&self, lesson: &Lesson) -> Value {
        let Some((text, _)) = lesson.text(&self.lang, self.first()) else { return Value::Null };
        json!({
            "id": lesson.id, "title": curled_words(&text.title), "action": curled_words(&text.action),
            "url": self.named(&lesson.slug),
            "figure": self.picture(&text.figure.path),
            "audience": lesson.audience.iter().map(|audience| audience.key()).collect::<Vec<_>>(),
        })
    }

    fn figure(&self, path: &str, alt: &str) -> Value {
        let mut figure = self.picture(path);
        figure.insert("alt".into(), html::unmarked(alt).into());
        figure.into()
    }

    /// A picture on a page of a place: a drawing to put into it, or the addresses and the size of a
    /// photograph.
    fn picture(&self, path: &str) -> Page {
        self.picture_from(self.page_of(GENERAL, address::Page::Home), path)
    }

    /// The same on any page.
    fn picture_from(&self, page: Address<'_>, path: &str) -> Page {
        let Some(picture) = self.campaign.pictures.get(path) else { return Page::new() };
        let drawn = picture.kind == PictureKind::Svg;
        let svg = if drawn { html::inline_svg(&picture.bytes) } else { String::new() };
        let address = |(kind, bytes): (PictureKind, &Vec<u8>)| {
            let name = asset_name(&plan::picture_name(kind), bytes);
            Address::Asset(&name).from(page)
        };
        let url = if drawn { String::new() } else { address((picture.kind, &picture.bytes)) };
        let webp = picture.webp().map_or_else(String::new, address);
        [
            ("svg", Value::from(svg)),
            ("url", url.into()),
            ("webp", webp.into()),
            ("width", picture.width.into()),
            ("height", picture.height.into()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
    }

    /// A local note as marked HTML.
    pub fn note(&self, renderer: Renderer<'_>, blocks: &[Block]) -> Result<String, tera::Error> {
        let context = self.in_place("note", "", address::Page::Home);
        let writer = Writer {
            campaign: self.campaign,
            renderer,
            lang: &self.lang,
            text_lang: &self.lang,
            context: &renderer.context(&self.shared, &context)?,
            pictures: &|path| self.picture(path),
        };
        writer.blocks(blocks)
    }
}
