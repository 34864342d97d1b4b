//! The tables of places alone, for those who edit them.

use std::collections::BTreeMap;

use super::{Loader, characters, places};
use crate::{
    diag::{FileId, Report, Sources, Stop},
    load::files::Files,
    model::{Lang, Place},
};

/// The tables of places, each with its reader, in the order in which they are read.
const TABLES: [&str; 4] = ["units.csv", "contacts.csv", "hazards.csv", "points.csv"];

/// What is wrong with the form of a table, so that its cells cannot be told apart.
const FORM: [&str; 7] = [
    "row-cells",
    "quote-open",
    "column-unknown",
    "column-missing",
    "listed-twice",
    "not-utf8",
    "file-enormous",
];

/// Passes if the cells of every table can be told apart.
///
/// # Errors
/// When they cannot, which is told, or when the machine failed.
pub fn well_formed(report: &mut Report, sources: &mut Sources, files: &Files) -> Result<(), Stop> {
    let mut found = Report::new();
    let lang = Lang::new("vi");
    Loader::new(&mut found, sources, files, &lang).places()?;
    for diagnostic in found.diagnostics() {
        if FORM.contains(&diagnostic.code) {
            report.push(diagnostic.clone());
        }
    }
    Ok(report.so_far()?)
}

/// Reads the texts of tables, by the names of their files.
pub fn read(
    report: &mut Report,
    texts: &BTreeMap<&str, (FileId, &str)>,
) -> BTreeMap<String, Place> {
    let mut all = BTreeMap::new();
    for name in TABLES {
        let Some((file, text)) = texts.get(name) else { continue };
        characters::check(report, *file, text);
        match name {
            "units.csv" => all = places::units(report, *file, text),
            "contacts.csv" => places::contacts(report, *file, text, &mut all),
            "hazards.csv" => places::hazards(report, *file, text, &mut all),
            _ => places::points(report, *file, text, &mut all),
        }
    }
    all
}
