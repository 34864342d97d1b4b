//! `/lesson.json` of a sheet of one dangerous water: the same words in several languages. Which
//! water it is, the place says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sheet::{Dated, FactJson, Sheet};
use crate::model::{Date, Fact, Lang};

#[derive(Serialize)]
struct HazardJson<'a> {
    lang: &'a str,
    tongues: Vec<TongueJson<'a>>,
}

/// What the sheet says in one of its languages.
#[derive(Serialize)]
struct TongueJson<'a> {
    code: &'a str,
    lang: &'a str,
    t: BTreeMap<&'a str, String>,
    facts: BTreeMap<&'a str, FactJson<'a>>,
    unreviewed: bool,
}

/// The bytes of `/lesson.json`, with the languages of the sheet, its own first.
pub fn json(sheet: &Sheet<'_>, tongues: &[Lang], revised: Date) -> Vec<u8> {
    let tongues = tongues
        .iter()
        .map(|lang| TongueJson {
            code: lang.as_str(),
            lang: lang.primary(),
            t: sheet.words(lang),
            facts: sheet.facts(lang),
            unreviewed: sheet.campaign.is_unreviewed(lang),
        })
        .collect();
    let facts = sheet.layout.facts.iter().filter_map(|(id, _)| sheet.campaign.facts.get(id));
    let review_by = facts.map(Fact::expires).min();
    let hazard = HazardJson { lang: sheet.lang.primary(), tongues };
    sheet.json(Dated { revised, review_by }, &hazard)
}
