//! A filled-in workbook as changes of the tables.

use std::{collections::BTreeMap, path::Path};

use super::{
    FOLDER,
    changes::{self, Change, Compared},
    sheets::SHEETS,
};
use crate::{
    desk::{
        Edit,
        grid::{self, Grid},
        head,
        sheet::Sheet,
        table::{Table, Written},
    },
    diag::{FileId, Report, Sources, Span, Stop},
    load::{self, files::Files},
    say,
};

/// What a workbook would change.
#[derive(Debug, Default)]
pub struct Import {
    /// The tables that change: sheet, file, rows.
    pub tables: Vec<(&'static str, String, Vec<Change>)>,
    /// The titles of the sheets that the workbook has not; their tables stay.
    pub absent: Vec<&'static str>,
    /// What people wrote beside a row, for whoever takes the workbook back.
    pub notes: Vec<(String, String)>,
    /// What to write.
    pub edits: Vec<Edit>,
}

/// A table that a sheet was read into.
struct Taken<'a> {
    sheet: &'static Sheet,
    grid: &'a Grid,
    /// For each row of the table, its row in the grid.
    rows: Vec<usize>,
    columns: Vec<Option<usize>>,
    table: Table,
    written: Written,
}

/// Reads a workbook and works out what it changes. Nothing is written.
///
/// # Errors
/// When a cell cannot be understood, which is told with its address, or the machine failed.
pub fn import(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    path: &Path,
) -> Result<Import, Stop> {
    let files = Files::scan(root)?;
    load::tables::well_formed(report, sources, &files)?;
    let grids = grid::read(report, sources, path)?;
    let mut import = Import::default();
    let mut taken: Vec<Taken<'_>> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for grid in &grids {
        let Ok(sheet) = head::table(report, sources, grid, &SHEETS) else { continue };
        if seen.contains(&sheet.file) {
            let (name, title) = (&grid.name, sheet.title);
            let span = grid.place(sources, 0, 0);
            report.error_with_help(
                "listed-twice",
                span,
                say! { vi: "bảng tính có hai trang là bảng “{title}”", en: "two sheets of the workbook are the table “{title}”" },
                say! { vi: "gộp lại thành một trang, hoặc xóa trang `{name}`", en: "make one sheet of them, or delete the sheet `{name}`" },
            );
            continue;
        }
        seen.push(sheet.file);
        let Ok(head) = head::head(report, sources, sheet, grid) else { continue };
        let file = format!("{FOLDER}/{}", sheet.file);
        let old = if files.has(&file) { Some(files.bytes(&file)?) } else { None };
        let mut table = Table::read(old.as_deref().unwrap_or_default());
        let (at, rows) = head::rows(report, sources, grid, &head);
        let Compared { changes, restored, origins } = changes::apply(sheet, &mut table, &rows);
        for zero in restored {
            let (from, to) = (zero.from, zero.to);
            let row = at.get(zero.row).copied().unwrap_or_default();
            let column = head.columns.get(zero.column).copied().flatten().unwrap_or_default();
            let span = grid.place(sources, row, column);
            report.warning(
                "zero-restored",
                span,
                say! { vi: "Excel đã bỏ số 0 ở đầu: `{from}` được ghi lại thành `{to}`", en: "a spreadsheet took the zero at the start: `{from}` is kept as `{to}`" },
            ).help(say! { vi: "nếu sai, sửa ô này trong bảng tính: định dạng ô là Văn bản rồi gõ lại", en: "if this is wrong, correct the cell: make its format Text and type it again" });
        }
        if changes.is_empty() {
            continue;
        }
        let written = table.write();
        let new = written.bytes.clone();
        import.edits.push(Edit { path: root.join(&file), old, new });
        import.tables.push((sheet.title, file, changes));
        let rows = origins.iter().filter_map(|row| at.get(*row)).copied().collect();
        taken.push(Taken { sheet, grid, rows, columns: head.columns, table, written });
    }
    let absent = SHEETS.iter().filter(|sheet| !seen.contains(&sheet.file));
    import.absent = absent.map(|sheet| sheet.title).collect();
    report.so_far()?;
    hold(report, sources, &files, &taken)?;
    Ok(import)
}

/// Holds the changed tables against the rules of `load`; what breaks one is told at its cell.
fn hold(
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
        let path = format!("{FOLDER}/{}", sheet.file);
        if files.has(&path) {
            before.insert(sheet.file, files.text(report, sources, &path)?);
        }
    }
    let mut after: BTreeMap<&str, (FileId, &str)> =
        before.iter().map(|(name, (file, text))| (*name, (*file, text.as_str()))).collect();
    let mut was = Report::new();
    load::tables::read(&mut was, &after);
    let mut new: Vec<(FileId, &Taken<'_>)> = Vec::new();
    for taken in taken {
        let text = taken.written.text.as_str();
        let file = sources.add(format!("{FOLDER}/{}", taken.sheet.file), text);
        after.insert(taken.sheet.file, (file, text));
        new.push((file, taken));
    }
    let mut found = Report::new();
    load::tables::read(&mut found, &after);
    for diagnostic in found.diagnostics() {
        // What was wrong before, in a table that the workbook does not touch, is not its fault.
        let old = was.diagnostics().iter().any(|d| d == diagnostic);
        if old {
            continue;
        }
        let mut told = diagnostic.clone();
        told.span = told.span.map(|span| cell_of(sources, &new, span));
        for (span, _) in &mut told.related {
            *span = cell_of(sources, &new, *span);
        }
        report.push(told);
    }
    Ok(report.so_far()?)
}

/// The cell of the workbook that a place in a changed table comes from.
fn cell_of(sources: &mut Sources, new: &[(FileId, &Taken<'_>)], span: Span) -> Span {
    let Some((_, taken)) = new.iter().find(|(file, _)| *file == span.file) else { return span };
    let start = span.range().start;
    let cell = taken.written.cells.iter().rev().find(|cell| cell.at.start <= start);
    let (row, column) = cell.map_or((0, 0), |cell| (cell.row, cell.column));
    let name = taken.table.columns.get(column).map_or("", String::as_str);
    let column = taken.sheet.columns.iter().position(|known| known.name == name);
    let column = column.and_then(|at| taken.columns.get(at).copied().flatten()).unwrap_or(0);
    let row = taken.rows.get(row).copied().unwrap_or(0);
    taken.grid.place(sources, row, column)
}
