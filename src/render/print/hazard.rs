//! `/lesson.json` of a sheet of one dangerous water: the same words in several languages. Which
//! water it is, the place says.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sheet::{FactJson, Sheet};
use crate::model::{Date, Lang};

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
    sheet.json(revised, &HazardJson { lang: sheet.lang.primary(), tongues })
}
