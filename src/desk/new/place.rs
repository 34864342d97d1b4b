//! A place: a row of `units.csv`, held against the rules of `load` before it is written.

use std::{collections::BTreeMap, path::Path};

use super::{Step, grown, made};
use crate::{
    desk::{
        sheet::{self, Sheet},
        table::{Row, Table},
        text::tidy,
    },
    diag::{Report, Sources, Stop},
    load::{self, files::Files},
    model::{Called, Kind, Names},
    say,
    tables::units,
};

/// The kinds of units, as they are typed.
pub const KINDS: [&str; 8] = [
    Kind::Commune.word(),
    Kind::Ward.word(),
    Kind::SpecialZone.word(),
    Kind::Township.word(),
    Kind::District.word(),
    Kind::Town.word(),
    Kind::City.word(),
    Kind::Province.word(),
];

const UNITS: &str = units::TABLE.path;

/// What is asked of a new place.
#[derive(Debug, Clone)]
pub struct NewPlace {
    /// Its id.
    pub id: String,
    /// Its kind, with or without marks.
    pub kind: String,
    /// The unit it lies in, by its id or its name; empty for one that lies in none.
    pub parent: String,
    /// Its name, without its kind.
    pub name: String,
    /// Its code in the statistics; may be empty.
    pub code: String,
    /// Its first day; may be empty.
    pub valid_from: String,
}

/// What a new place writes.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn place(report: &mut Report, root: &Path, asked: &NewPlace) -> Result<Vec<Step>, Stop> {
    let files = Files::scan(root)?;
    let mut sources = Sources::default();
    load::tables::well_formed(report, &mut sources, &files)?;
    load::check_id(report, &asked.id, None);
    report.so_far()?;
    let sheet = &units::TABLE;
    let there = files.has(UNITS);
    let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
    let mut table = if there { Table::read(&files.bytes(UNITS)?) } else { Table::empty(&columns) };
    let at = table.columns.iter().position(|name| name == "id");
    let cell = |row: &Row| at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default();
    let known: Vec<String> = table.rows.iter().map(cell).collect();
    let NewPlace { id, parent, .. } = asked;
    if known.contains(id) {
        report.error_with_help(
            "id-duplicate",
            None,
            say! { vi: "units.csv đã có nơi tên `{id}`", en: "units.csv has a place `{id}` already" },
            say! { vi: "chọn tên khác, ví dụ `{id}-2`; nơi đó đổi cấp thì thêm hàng mới bằng tay", en: "choose another one, for example `{id}-2`; if that place changes its kind, add its new row by hand" },
        );
    }
    let names = load::tables::names(&files)?;
    let parent = lies_in(report, &names, parent);
    report.so_far()?;
    let asked = &NewPlace { parent, ..asked.clone() };
    let cells = |name: &String| kept(sheet, asked, name);
    let cells: Vec<String> = table.columns.iter().map(cells).collect();
    let shown = cells.join(" · ");
    table.rows.push(Row::new(cells));
    let written = table.write();
    let file = sources.add(UNITS, written.text.clone());
    let mut found = Report::new();
    let texts = BTreeMap::from([(sheet.file, (file, written.text.as_str()))]);
    load::tables::read(&mut found, &texts);
    // What is wrong in other rows is not this one's fault.
    let last = written.text.trim_end().rfind('\n').unwrap_or_default();
    for diagnostic in found.diagnostics() {
        if diagnostic.span.is_some_and(|span| span.range().start > last) {
            let mut told = diagnostic.clone();
            // The row stands in no file yet.
            told.span = None;
            told.related.clear();
            report.push(told);
        }
    }
    report.so_far()?;
    let step = if there {
        grown(root, &files, UNITS, vec![shown], &written.text)?
    } else {
        made(report, root, UNITS, &format!("\u{FEFF}{}", written.text))?
    };
    Ok(vec![step])
}

/// The id of the unit that a new place lies in.
fn lies_in(report: &mut Report, names: &Names, typed: &str) -> String {
    if typed.is_empty() {
        return String::new();
    }
    if names.called(typed) == Called::Nobody && names.near(typed).is_none() {
        let id = load::id_from_title(typed).unwrap_or_else(|| "…".to_owned());
        report.error_with_help(
            "place-unknown",
            None,
            say! { vi: "không có nơi tên `{typed}` trong units.csv", en: "there is no place `{typed}` in units.csv" },
            say! { vi: "thêm nơi đó trước: `loa new place {id} --kind \"thành phố\" --name \"…\"`", en: "add that place first: `loa new place {id} --kind \"thành phố\" --name \"…\"`" },
        );
        return String::new();
    }
    load::place_called(report, names, typed, None, true).unwrap_or_default().to_owned()
}

/// A cell of the row as the table keeps it.
fn kept(sheet: &Sheet, asked: &NewPlace, name: &str) -> String {
    let typed = match name {
        "id" => &asked.id,
        "kind" => &asked.kind,
        "parent" => &asked.parent,
        "name" => &asked.name,
        "code" => &asked.code,
        "valid_from" => &asked.valid_from,
        _ => return String::new(),
    };
    sheet.named(name).map_or_else(|| tidy(typed), |column| sheet::kept(column.kind, typed))
}
