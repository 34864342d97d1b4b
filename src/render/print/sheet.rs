//! What `/lesson.json` says of every sheet, whatever it is made of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::qr;
use crate::{
    model::{Campaign, Date, Lang, Layout, Mode, fact::in_lang, theme::Impose},
    render::shared::words::Words,
};

/// A layout in a language, and the phrases that layouts ask for.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    pub campaign: &'a Campaign,
    pub lang: &'a Lang,
    pub layout: &'a Layout,
    pub phrases: &'a BTreeSet<String>,
}

/// The days that a sheet is dated by.
#[derive(Clone, Copy)]
pub struct Dated {
    /// On which what it says was last changed.
    pub revised: Date,
    /// By which it is to be checked again, if its subject has such a day.
    pub review_by: Option<Date>,
}

/// `/lesson.json`: what all sheets have, and what theirs is of.
#[derive(Serialize)]
struct Whole<'a, T> {
    sheet: SheetJson<'a>,
    t: BTreeMap<&'a str, String>,
    facts: BTreeMap<&'a str, FactJson<'a>>,
    issuer: Option<&'a str>,
    licence: Option<&'a str>,
    run: Option<String>,
    printer: Option<&'a str>,
    url_room: Option<String>,
    draft: bool,
    unreviewed: bool,
    edition: String,
    revised: String,
    review_by: Option<String>,
    #[serde(flatten)]
    of: T,
}

#[derive(Serialize)]
struct SheetJson<'a> {
    lang: &'a str,
    region: Option<&'a str>,
    layout: &'a str,
    ink: &'a str,
    impose: Option<&'a str>,
}

/// A fact that the layout takes.
#[derive(Serialize)]
pub struct FactJson<'a> {
    value: &'a str,
    says: &'a str,
}

impl<'a> Sheet<'a> {
    /// The phrases of a language that layouts ask for.
    pub fn words(&self, lang: &Lang) -> BTreeMap<&'a str, String> {
        let words = Words::new(self.campaign, lang);
        self.phrases.iter().map(|key| (key.as_str(), words.find(key))).collect()
    }

    /// The facts that the layout takes, in a language.
    pub fn facts(&self, lang: &Lang) -> BTreeMap<&'a str, FactJson<'a>> {
        let first = self.campaign.first_lang();
        let facts = self.layout.facts.iter().filter_map(|(id, _)| self.campaign.facts.get(id));
        let said = |fact: &'a crate::model::Fact| {
            let shown =
                FactJson { value: fact.value_in(lang, first), says: fact.says_in(lang, first) };
            (fact.id.as_str(), shown)
        };
        facts.map(said).collect()
    }

    /// The bytes of `/lesson.json`.
    pub fn json(&self, Dated { revised, review_by }: Dated, of: &impl Serialize) -> Vec<u8> {
        let Self { campaign, lang, layout, .. } = self;
        let first = campaign.first_lang();
        let known = |text| if str::is_empty(text) { None } else { Some(text) };
        let words = Words::new(campaign, lang);
        let printing = campaign.settings.printing(&layout.name);
        let whole = Whole {
            sheet: SheetJson {
                lang: lang.primary(),
                region: lang.as_str().split('-').skip(1).find(|tag| tag.len() == 2),
                layout: &layout.name,
                ink: layout.ink.key(),
                impose: layout.impose.map(Impose::key),
            },
            t: self.words(lang),
            facts: self.facts(lang),
            issuer: known(in_lang(&campaign.settings.issuer, lang, first)),
            licence: known(&campaign.settings.licence),
            run: printing.run.map(|run| words.grouped(run)),
            printer: known(printing.printer),
            // No address of a sheet is wider than this.
            url_room: qr::address(&campaign.settings.base_url, "WWWWWWWW")
                .map(|address| address.typed),
            draft: campaign.settings.mode == Mode::Draft,
            unreviewed: campaign.is_unreviewed(lang),
            edition: format!("{:02}/{}", revised.month(), revised.year()),
            revised: words.date(revised),
            review_by: review_by.map(|day| words.date(day)),
            of,
        };
        // Strings and maps with text keys always have a JSON form.
        serde_json::to_vec(&whole).unwrap_or_default()
    }
}
