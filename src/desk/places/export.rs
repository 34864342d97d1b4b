//! The workbook that an officer fills in.

use super::{FOLDER, sheets::SHEETS};
use crate::{
    desk::{
        sheet::{Column, Sheet},
        table::Table,
        workbook::Book,
    },
    diag::{Report, Sources, Stop},
    load::{self, files::Files},
    model::{Campaign, ContactRole, Date},
};

/// Rows below the last one that are ready to be filled in.
const SPARE_ROWS: u32 = 200;

/// The tables of places as the bytes of a workbook. Each commune of the day gets a row for each
/// number it lacks, so that the officer fills in only that.
///
/// # Errors
/// When a table has not the form of a table, or the machine failed.
pub fn export(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    today: Date,
) -> Result<Vec<u8>, Stop> {
    load::tables::well_formed(report, sources, files)?;
    // What is wrong with lessons is no reason to hand out no tables.
    let campaign = load::campaign(&mut Report::new(), &mut Sources::default(), files)?;
    let day = campaign.settings.as_of.unwrap_or(today);
    let mut book = Book::default();
    for sheet in &SHEETS {
        let path = format!("{FOLDER}/{}", sheet.file);
        let table =
            if files.has(&path) { Table::read(&files.bytes(&path)?) } else { Table::empty(&[]) };
        let mut rows = rows(sheet, &table);
        if sheet.file == "contacts.csv" {
            rows.extend(missing(sheet, &campaign, day));
        }
        book.add(sheet, sheet.title, &rows, SPARE_ROWS)?;
    }
    Ok(book.bytes()?)
}

/// The rows of a table in the order of the sheet's columns.
fn rows(sheet: &Sheet, table: &Table) -> Vec<Vec<String>> {
    let at: Vec<Option<usize>> = sheet
        .columns
        .iter()
        .map(|column| table.columns.iter().position(|name| name == column.name))
        .collect();
    let cell = |row: &Vec<String>, at: &Option<usize>| {
        at.and_then(|at| row.get(at)).cloned().unwrap_or_default()
    };
    table.rows.iter().map(|row| at.iter().map(|at| cell(&row.cells, at)).collect()).collect()
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
