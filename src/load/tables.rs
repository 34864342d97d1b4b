//! The tables of places alone, for those who edit them.

use std::collections::BTreeMap;

use super::{Loader, called::Calls, characters, places};
use crate::{
    diag::{Failure, FileId, Report, Sources, Stop},
    load::files::Files,
    model::{Lang, Names, Place},
    tables::{Table, units},
};

/// What is wrong with the form of a table, so that its cells cannot be told apart.
const FORM: [&str; 10] = [
    "row-cells",
    "quote-open",
    "column-unknown",
    "column-missing",
    "listed-twice",
    "not-utf8",
    "file-enormous",
    "file-kind",
    "link-leaves-campaign",
    "link-loop",
];

/// Passes if the cells of every table can be told apart.
///
/// # Errors
/// When they cannot, which is reported, or when the machine failed.
pub fn well_formed(report: &mut Report, sources: &mut Sources, files: &Files) -> Result<(), Stop> {
    let mut found = Report::new();
    let lang = Lang::new("vi");
    files.report_refused(&mut found, sources);
    Loader::new(&mut found, sources, files, &lang).places()?;
    for diagnostic in found.diagnostics() {
        if FORM.contains(&diagnostic.code) {
            report.push(diagnostic.clone());
        }
    }
    Ok(report.so_far()?)
}

/// What the places of the campaign are called. What is wrong with its units is for whoever loads it.
///
/// # Errors
/// When the machine failed.
pub fn names(files: &Files) -> Result<Names, Failure> {
    let mut sources = Sources::default();
    let lang = Lang::new("vi");
    let mut report = Report::new();
    let mut loader = Loader::new(&mut report, &mut sources, files, &lang);
    let units = loader.text(units::TABLE.path)?;
    let places = units.map(|(file, text)| places::units(&mut report, file, &text));
    Ok(Names::of(&places.unwrap_or_default()))
}

/// Reads the texts of tables, by the names of their files.
pub fn read(
    report: &mut Report,
    texts: &BTreeMap<&str, (FileId, &str)>,
) -> BTreeMap<String, Place> {
    let found = |table: &Table, report: &mut Report| {
        let (file, text) = texts.get(table.file).copied()?;
        characters::check(report, file, text);
        Some((file, text))
    };
    let mut all = match found(&units::TABLE, report) {
        Some((file, text)) => places::units(report, file, text),
        None => BTreeMap::new(),
    };
    let calls = Calls::default();
    for (table, read) in &places::TABLES {
        if let Some((file, text)) = found(table, report) {
            read(report, file, text, &mut all, &calls);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;
    use crate::tables::{ALL, Column, Kind};

    const UNITS: &str = "id,valid_from,valid_to,code,name,kind,parent,successors,hamlet\n\
        dong-nai,,,,Đồng Nai,thành phố,,,\nxa-mau,,,,Mẫu,xã,dong-nai,,\n";

    /// A row of the examples of a table, with another cell for one column: what is read of it, without
    /// its places, and the codes of what is reported with the text that each is about.
    fn read_with(table: &Table, column: &str, cell: &str) -> (String, Vec<(&'static str, String)>) {
        let cell = |of: &Column| {
            let text = if of.name == column { cell } else { of.example };
            format!("\"{text}\"")
        };
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let cells: Vec<String> = table.columns.iter().map(cell).collect();
        let row = format!("{}\n", cells.join(","));
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let own = format!("{}\n{row}", names.join(","));
        let units = UNITS.to_owned() + if table.file == units::TABLE.file { &row } else { "" };
        let own_file = sources.add(table.path, own.clone());
        let units_file = sources.add(units::TABLE.path, units.clone());
        let mut texts = BTreeMap::from([(table.file, (own_file, own.as_str()))]);
        texts.insert(units::TABLE.file, (units_file, units.as_str()));
        let places = read(&mut report, &texts);
        let spans = Regex::new(r"span: Span \{[^}]*\}").expect("a pattern");
        let model = spans.replace_all(&format!("{places:?}"), "").into_owned();
        let said = report.diagnostics().iter().map(|found| {
            let text = found.span.map(|span| sources.slice(span).trim_matches('"').to_owned());
            (found.code, text.unwrap_or_default())
        });
        (model, said.collect())
    }

    #[test]
    fn a_row_of_the_examples_is_sound_and_every_cell_is_read_by_its_kind() {
        for table in ALL {
            assert_eq!(read_with(&table, "", "").1, [], "{}", table.file);
            for column in table.columns {
                let wrong: &[(&str, &str)] = match column.kind {
                    Kind::Id => &[("A b", "id-form")],
                    Kind::Place | Kind::Places => &[("nowhere", "place-unknown")],
                    Kind::Phone => &[("call me", "phone-malformed")],
                    Kind::Day => &[("soon", "date-malformed")],
                    Kind::Number => &[("deep", "number-malformed"), ("-1", "number-malformed")],
                    Kind::Count => &[("many", "number-malformed"), ("1.5", "number-malformed")],
                    Kind::Degrees { .. } => &[("x", "number-malformed"), ("-181", "coordinates")],
                    Kind::Choice(_) => &[("zzzzzzzzzzzz", "field-choice")],
                    Kind::Code | Kind::Text => &[],
                };
                for (cell, code) in wrong {
                    let (_, said) = read_with(&table, column.name, cell);
                    // What needs a day that cannot be read is reported with it.
                    let said: Vec<_> =
                        said.into_iter().filter(|(code, _)| *code != "contact-unsourced").collect();
                    let wanted = [(*code, (*cell).to_owned())];
                    assert_eq!(said, wanted, "{}: {}", table.file, column.name);
                }
                if wrong.is_empty() {
                    let (model, said) = read_with(&table, column.name, "Words, 1/2 -3");
                    assert_eq!(said, [], "{}: {}", table.file, column.name);
                    assert!(model.contains("Words, 1/2 -3"), "{}: {}", table.file, column.name);
                }
                let (_, said) = read_with(&table, column.name, "");
                let empty = said.iter().any(|(code, _)| *code == "cell-empty");
                assert_eq!(empty, column.required, "{}: {}", table.file, column.name);
            }
        }
    }

    #[test]
    fn nothing_that_is_read_is_dropped() {
        for table in ALL {
            for column in table.columns {
                let mut cells = match column.kind {
                    Kind::Choice(choices) => choices.iter().map(|choice| choice.key).collect(),
                    _ => vec![column.example],
                };
                if cells.len() == 1 {
                    cells.push("");
                }
                let models: Vec<String> =
                    cells.iter().map(|cell| read_with(&table, column.name, cell).0).collect();
                for (at, model) in models.iter().enumerate() {
                    assert!(
                        !models[..at].contains(model),
                        "{}: {} {:?}",
                        table.file,
                        column.name,
                        cells[at]
                    );
                }
            }
        }
    }
}
