//! What a workbook of translations was exported with: rows that nobody touched say nothing, so that
//! two translators with half of it each do not undo each other's.

use std::collections::BTreeMap;

use super::import::{TRANSLATION, TranslatedRow};
use crate::{
    desk::{
        conflict::{self, Sides},
        exported::{Exported, Handed},
    },
    diag::{Report, Sources},
    load::passages::flat,
    model::Lang,
};

/// Before the language in the name of a table.
const TABLE: &str = "translations-";

/// The name of the table.
pub fn table(lang: &Lang) -> String {
    format!("{TABLE}{lang}")
}

/// The language that a workbook was handed out for, if that is another one: its words would become those
/// of this one, for the originals beside them are the same.
pub fn other_language<'a>(handed: &'a Exported, lang: &Lang) -> Option<&'a str> {
    let mut all = handed.names().filter_map(|name| name.strip_prefix(TABLE));
    all.find(|other| *other != lang.as_str())
}

/// A row as it was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The original.
    pub source: String,
    /// The translation.
    pub translation: String,
    /// The state, see [`Line::state`](super::lines::Line::state).
    pub state: String,
}

/// The rows of a workbook as they were handed out, by key.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<String, Before>);

impl Known {
    /// The rows of a table.
    pub fn new(handed: &Handed) -> Self {
        let rows = handed.rows(&["key", "source", "translation", "state"]);
        let rows = rows.into_iter().filter_map(|row| {
            let row: Vec<String> = row.iter().map(|cell| flat(cell)).collect();
            let [key, source, translation, state] = <[String; 4]>::try_from(row).ok()?;
            Some((key, Before { source, translation, state }))
        });
        Self(rows.collect())
    }

    /// The row of a key, if its original is still what was handed out.
    pub fn row(&self, key: &str, source: &str) -> Option<&Before> {
        self.0.get(key).filter(|row| row.source == source)
    }
}

/// What becomes of the words of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are there already, or nobody changed them.
    Stays,
    /// They are new.
    Taken,
    /// They were changed on two sides; it is reported.
    Conflict,
}

/// Holds the words of a row against those of the campaign, and against those that another workbook
/// of the same run has for the same text. A conflict is reported.
pub fn weigh(
    report: &mut Report,
    sources: &mut Sources,
    row: TranslatedRow<'_>,
    key: &str,
    words: Words<'_>,
) -> Verdict {
    let Words { exported, workbook, now, earlier } = words;
    let was = exported.unwrap_or(now);
    // What another workbook changed stands for what the campaign has.
    let (now, other) = match earlier {
        Some((other, said)) if said != now => (said, Some(other)),
        _ => (now, None),
    };
    if workbook == now || workbook == was {
        return Verdict::Stays;
    }
    if now == was {
        return Verdict::Taken;
    }
    let sides = Sides::Cell { column: "Bản dịch", exported: was, workbook, now };
    let place = row.place(sources, TRANSLATION);
    let other = other.map(|other| other.place(sources, TRANSLATION));
    conflict::tell(report, Some(place), key, sides, other);
    Verdict::Conflict
}

/// The words of a text on all sides.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// As exported, if the workbook knows.
    pub exported: Option<&'a str>,
    /// In the workbook.
    pub workbook: &'a str,
    /// In the campaign.
    pub now: &'a str,
    /// In another workbook, and where.
    pub earlier: Option<(TranslatedRow<'a>, &'a str)>,
}
