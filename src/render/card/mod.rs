//! Cards for sharing, drawn by Typst as pictures of pixels: each once, whatever places its page is
//! made for.

mod draw;

use std::sync::OnceLock;

pub use draw::{Fault, Press, draw, report};

use super::{Entry, File, Made, Output, Staged};
use crate::{
    diag::Span,
    model::{Address, Campaign, Lang, Place, Selection},
    plan::Plan,
    render::shared::{
        card::{Card, Cards},
        paged::in_one_thread_pool,
    },
};

/// The cards of a run, named and keyed.
pub struct Drawings<'a> {
    campaign: &'a Campaign,
    cards: Vec<Named<'a>>,
    /// Set up only when something is drawn.
    press: OnceLock<Press>,
}

/// A card of a language.
struct Named<'a> {
    lang: &'a Lang,
    card: Card,
    /// Where the text is written that it is of.
    span: Span,
}

/// Lists the cards of a run.
pub fn compile<'a>(campaign: &'a Campaign, selection: &'a Selection) -> Drawings<'a> {
    let mut named = Vec::new();
    if let Some(cards) = Cards::of_run(campaign, selection) {
        for lang in Plan::new(campaign, selection).langs().iter().copied() {
            let span = Span::new(campaign.settings.file, 0..0);
            named.push(Named { lang, card: cards.of_campaign(lang), span });
            let open = campaign.lessons().filter(|(_, lesson)| !lesson.discreet);
            named.extend(open.filter_map(|(pack, lesson)| {
                let (text, _) = lesson.text(lang, campaign.first_lang())?;
                let card = cards.of_lesson(pack, lesson, lang);
                Some(Named { lang, card, span: text.span })
            }));
        }
    }
    Drawings { campaign, cards: named, press: OnceLock::new() }
}

impl Drawings<'_> {
    /// Where the text is written that a card is of.
    pub fn span(&self, number: usize) -> Option<Span> {
        self.cards.get(number).map(|named| named.span)
    }
}

impl<'a> Staged<'a> for &'a Drawings<'a> {
    type Job = usize;
    type Fault = Fault;

    const NAME: &'static str = "card";

    fn enter(&self, place: Option<&Place>, lang: &Lang, _: bool) -> Vec<Entry<'a, usize>> {
        if place.is_some() {
            return Vec::new();
        }
        let of_lang = self.cards.iter().enumerate().filter(|(_, named)| named.lang == lang);
        let entry = |(job, Named { lang, card, .. }): (usize, &'a Named<'a>)| {
            let address = Address::Card { lang: lang.as_str(), name: &card.name };
            Entry { job, files: vec![Output { address, lang, key: card.key }] }
        };
        of_lang.map(entry).collect()
    }

    fn group(&self, _: usize) -> usize {
        0
    }

    fn make(&self, job: usize, _: &[bool]) -> Made<Fault> {
        let Some(Named { card, .. }) = self.cards.get(job) else { return Ok(Default::default()) };
        let press = self.press.get_or_init(|| Press::new(self.campaign));
        let drawn = in_one_thread_pool(|| draw(press, self.campaign, card));
        let bytes = drawn.map_err(|fault| vec![fault])?;
        Ok((vec![File { bytes, lasts: true }], Vec::new()))
    }
}
