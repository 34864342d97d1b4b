//! Changed tables held against the rules of `load`: what breaks one is reported at its cell.

use std::collections::BTreeMap;

use super::{import::WorkbookRows, merge::Origin, sheets::SHEETS};
use crate::{
    check,
    desk::{
        crowd::{first_things_first, rest},
        sheet::Sheet,
        table::{Table, Written},
    },
    diag::{Diagnostic, FileId, Report, Shown, Sources, Span, Stop},
    load::{self, files::Files},
    model::Place,
};

/// A table that workbooks were merged into.
pub struct Taken<'a> {
    /// Its sheet.
    pub sheet: &'static Sheet,
    /// Where its rows stand in the workbooks.
    pub places: WorkbookRows<'a>,
    /// The table.
    pub table: Table,
    /// Where each row comes from.
    pub origins: Vec<Origin>,
    /// The table as a file.
    pub written: Written,
}

/// Holds the changed tables against the rules of `load`.
///
/// # Errors
/// When one is broken, which is reported, or the machine failed.
pub fn hold(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    taken: &[Taken<'_>],
) -> Result<(), Stop> {
    if taken.is_empty() {
        return Ok(());
    }
    let mut before: BTreeMap<&str, (FileId, String)> = BTreeMap::new();
    for sheet in &SHEETS {
        if files.has(sheet.path) {
            before.insert(sheet.file, files.text(report, sources, sheet.path)?);
        }
    }
    let mut after: BTreeMap<&str, (FileId, &str)> =
        before.iter().map(|(name, (file, text))| (*name, (*file, text.as_str()))).collect();
    let mut was = Report::new();
    load::tables::read(&mut was, &after);
    let mut new: Vec<(FileId, &Taken<'_>)> = Vec::new();
    for taken in taken {
        let text = taken.written.text.as_str();
        let file = sources.add(taken.sheet.path, text);
        after.insert(taken.sheet.file, (file, text));
        new.push((file, taken));
    }
    let mut found = Report::new();
    let places = load::tables::read(&mut found, &after);
    for Shown { diagnostic, more } in found.shown() {
        // What was wrong before, in a table that the workbook does not touch, is not its fault.
        let old = was.diagnostics().iter().any(|d| d == diagnostic);
        if old {
            continue;
        }
        let mut told = diagnostic.clone();
        told.span = told.span.map(|span| cell_of(sources, &new, span, None));
        for (span, _) in &mut told.related {
            *span = cell_of(sources, &new, *span, None);
        }
        push(report, told, more);
    }
    made_up(report, sources, files, &places, &new)?;
    Ok(report.so_far()?)
}

/// Reports the last one that is listed of a kind, and that there are more. In a workbook each cell is
/// a place of its own, so that nothing else would leave any out.
fn push(report: &mut Report, told: Diagnostic, more: usize) {
    let (level, code, span) = (told.level, told.code, told.span);
    report.push(told);
    if more > 0 {
        report.push(rest(level, code, span, more, first_things_first()));
    }
}

/// Made-up numbers of real places, which `check` would refuse once they were written, by their cells.
/// Those of a table that no workbook changes were there before.
fn made_up(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    places: &BTreeMap<String, Place>,
    new: &[(FileId, &Taken<'_>)],
) -> Result<(), Stop> {
    let Some(samples) = load::samples(sources, files, places)? else { return Ok(()) };
    let mut found = Report::new();
    check::made_up_contacts(&mut found, places.values(), |id| samples.contains(id));
    for Shown { diagnostic, more } in found.shown() {
        let Some(span) = diagnostic.span else { continue };
        if new.iter().any(|(file, _)| *file == span.file) {
            let mut told = diagnostic.clone();
            told.span = Some(cell_of(sources, new, span, Some("phone")));
            push(report, told, more);
        }
    }
    Ok(())
}

/// The cell of a workbook that a place in a changed table comes from; the place itself where no
/// workbook has the row. `named` is the column that is meant, where the place is a whole row.
fn cell_of(
    sources: &mut Sources,
    new: &[(FileId, &Taken<'_>)],
    span: Span,
    named: Option<&str>,
) -> Span {
    let Some((_, taken)) = new.iter().find(|(file, _)| *file == span.file) else { return span };
    let start = span.range().start;
    let cells = &taken.written.cells;
    let after = cells.partition_point(|cell| cell.at.start <= start);
    let cell = after.checked_sub(1).and_then(|at| cells.get(at));
    let (row, column) = cell.map_or((0, 0), |cell| (cell.row, cell.column));
    let name = named.or(taken.table.columns.get(column).map(String::as_str)).unwrap_or_default();
    let column = taken.sheet.columns.iter().position(|known| known.name == name);
    let Some(origin) = taken.origins.get(row) else { return span };
    let from = column.and_then(|at| origin.cells.get(at).copied().flatten()).or(origin.at);
    from.and_then(|at| taken.places.cell(sources, at, column)).unwrap_or(span)
}
