//! The workbook that a translator fills in.

use super::{SHEETS, exported, language, lines, records};
use crate::{
    desk::workbook::Book,
    diag::{Report, Sources, Stop},
    load::{self, files::Files},
};

/// A campaign in a language as the bytes of a workbook: a sheet for each pack, a row for each
/// paragraph, with the original beside it; then the words of the interface, and titles and sayings.
///
/// # Errors
/// When the campaign has not the language, or its lessons cannot be read, which is told, or the
/// machine failed.
pub fn export(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    lang: &str,
) -> Result<Vec<u8>, Stop> {
    let campaign = load::campaign(report, sources, files)?;
    report.so_far()?;
    let lang = language(report, &campaign, lang)?;
    let works = lines::works(report, sources, files, &campaign, &lang)?;
    let records = records::records(report, sources, files, &campaign, &lang)?;
    let mut book = Book::default();
    for pack in &campaign.packs {
        let lines = works.iter().filter(|work| work.pack == pack.id).flat_map(|work| &work.lines);
        let rows: Vec<Vec<String>> = lines
            .map(|line| {
                let cells = [&line.key, &line.label, &line.source, &line.translation];
                let cells = cells.into_iter().cloned();
                cells.chain([line.state.to_owned(), String::new()]).collect()
            })
            .collect();
        for sheet in &SHEETS {
            // A sheet may have a name of 31 letters.
            let name: String = pack.id.chars().take(31).collect();
            book.add(sheet, &exported::table(&lang), &name, &rows, 0)?;
        }
    }
    for (name, of_phrases) in [(records::PHRASES, true), (records::NAMES, false)] {
        let records = records.iter().filter(|record| record.is_phrase() == of_phrases);
        let rows: Vec<Vec<String>> = records
            .map(|record| {
                let cells = [&record.key, record.label, &record.source, &record.translation];
                let cells = cells.into_iter().map(str::to_owned);
                cells.chain([record.state().to_owned(), String::new()]).collect()
            })
            .collect();
        for sheet in &SHEETS {
            book.add(sheet, &exported::table(&lang), name, &rows, 0)?;
        }
    }
    Ok(book.bytes()?)
}
