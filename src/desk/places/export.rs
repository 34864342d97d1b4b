//! The workbooks that officers fill in.

use super::{called, sheets::SHEETS};
use crate::{
    desk::{
        sheet::Sheet,
        table::{Row, Table},
        workbook::Book,
    },
    diag::{Failure, Report, Sources, Stop},
    load::{self, files::Files},
    model::{Campaign, ContactRole, Date, Names},
    say,
    tables::{Column, Kind, contacts},
};

/// Rows below the last one that are ready to be filled in.
const SPARE_ROWS: u32 = 200;

/// For whom workbooks are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// One with all places.
    All,
    /// One with the rows of this place alone.
    Place(&'a str),
    /// One for each commune of the day.
    Each,
}

/// The tables of places as the bytes of workbooks, each with the place it is for. Each commune of
/// the day gets a row for each number it lacks, so that the officer fills in only that.
///
/// # Errors
/// When a table has not the form of a table, or there is no such place, or the machine failed.
pub fn export(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    today: Date,
    which: Which<'_>,
) -> Result<Vec<(String, Vec<u8>)>, Stop> {
    load::tables::well_formed(report, sources, files)?;
    // What is wrong with lessons is no reason to hand out no tables.
    let campaign = load::campaign(&mut Report::new(), &mut Sources::default(), files)?;
    let day = campaign.settings.as_of.unwrap_or(today);
    let names = Names::of(&campaign.places);
    let mut tables: Vec<(&Sheet, Vec<Vec<String>>)> = Vec::new();
    for sheet in &SHEETS {
        let there = files.has(sheet.path);
        let table = if there { Table::read(&files.bytes(sheet.path)?) } else { Table::empty(&[]) };
        let mut rows = rows(sheet, &names, &table);
        if sheet.file == contacts::TABLE.file {
            rows.extend(missing(sheet, &campaign, day));
        }
        tables.push((sheet, rows));
    }
    let ids: Vec<&str> = match which {
        Which::All => return Ok(vec![(String::new(), book(&tables, None)?)]),
        Which::Place(typed) => {
            let id = load::place_called(report, &names, typed, None, true);
            report.so_far()?;
            id.into_iter().collect()
        }
        Which::Each => {
            let communes = campaign.communes(day, false);
            communes.into_iter().map(|place| place.id.as_str()).collect()
        }
    };
    if ids.is_empty() {
        return Err(report
            .error_with_help(
                "place-unknown",
                None,
                say! { vi: "chiến dịch chưa có xã, phường nào vào ngày {day}", en: "the campaign has no commune or ward on {day}" },
                say! { vi: "thêm trước bằng `loa new place`, hoặc nhập units.csv", en: "add them first with `loa new place`, or import units.csv" },
            )
            .into());
    }
    let made = ids.into_iter().map(|id| Ok((id.to_owned(), book(&tables, Some(id))?)));
    made.collect()
}

fn book(tables: &[(&Sheet, Vec<Vec<String>>)], only: Option<&str>) -> Result<Vec<u8>, Failure> {
    let mut book = Book::default();
    for (sheet, rows) in tables {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .filter(|row| only.is_none_or(|id| is_of(sheet, row, id)))
            .cloned()
            .collect();
        book.add(sheet, sheet.file, sheet.title.vi, &rows, SPARE_ROWS)?;
    }
    book.bytes()
}

/// Whether a row is of a place: the place itself, or something there.
fn is_of(sheet: &Sheet, row: &[String], id: &str) -> bool {
    let cell = |name: &str| {
        let at = sheet.columns.iter().position(|column| column.name == name)?;
        row.get(at)
    };
    cell("place").or_else(|| cell("id")).is_some_and(|found| found == id)
}

/// The rows of a table in the order of the sheet's columns.
fn rows(sheet: &Sheet, names: &Names, table: &Table) -> Vec<Vec<String>> {
    let columns = || {
        let at = |name: &str| table.columns.iter().position(|column| column == name);
        sheet.columns.iter().map(move |column| (column.kind, at(column.name)))
    };
    let cell = |row: &Row, kind: Kind, at: Option<usize>| {
        let cell = at.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
        match kind {
            Kind::Place | Kind::Places => called::kept(kind, cell, names),
            _ => cell.to_owned(),
        }
    };
    let row = |row| columns().map(|(kind, at)| cell(row, kind, at)).collect();
    table.rows.iter().map(row).collect()
}

/// A row for each contact that a commune has no row for.
fn missing(sheet: &Sheet, campaign: &Campaign, day: Date) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for place in campaign.communes(day, false) {
        for role in ContactRole::EXPECTED
            .iter()
            .filter(|role| campaign.contact(place, **role, day).is_none())
        {
            let cell = |column: &Column| match column.name {
                "place" => place.id.clone(),
                "role" => role.key().to_owned(),
                _ => String::new(),
            };
            rows.push(sheet.columns.iter().map(cell).collect());
        }
    }
    rows
}
