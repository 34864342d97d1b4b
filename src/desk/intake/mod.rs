//! A workbook or a CSV file as people send it, read into cells with their addresses: whatever it
//! holds, within bounds.
//!
//! 1. [`package`] looks into the archive before any reader does: how much it unpacks to; [`marks`]
//!    finds what people wrote beside cells, and which words they struck out.
//! 2. [`xlsx`], [`xls`], [`ods`] and [`text`] read the cells; [`room`] counts what they hold.

mod marks;
mod ods;
mod package;
mod refused;
mod room;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_hostile;
mod text;
mod xls;
mod xlsx;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    exported::Exported,
    grid::{Cell, Grid, address},
    legible,
};
use crate::{
    diag::{Failure, Report, Sources, Span, Stop},
    foreign, say,
};
use refused::Refused;

/// A file larger than this is no table that people filled in.
const LARGEST: u64 = 32 * 1024 * 1024;
const MEGABYTE: u64 = 1024 * 1024;
/// Six numbers for each commune of the country are 20,000 rows.
const MOST_ROWS: usize = 200_000;
/// Our widest table has fifteen columns.
const MOST_COLUMNS: usize = 256;
/// Cells of a workbook that say anything, and empty ones before them in their rows: with these and
/// their text a run takes half a gigabyte.
const MOST_CELLS: usize = 1_000_000;
/// Bytes of text in all cells of a workbook: our tables for the whole country have a few megabytes.
const MOST_TEXT: usize = 16 * 1024 * 1024;
/// A cell of Excel holds 32,767 letters.
const LONGEST_TEXT: usize = 4 * 32_767;
const MOST_SHEETS: usize = 1000;

/// A workbook.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its name, for people.
    pub file: String,
    /// Its sheets that hold anything, without the one of what it was exported with.
    pub grids: Vec<Grid>,
    /// What it was exported with; absent in a CSV file, an older workbook, or where somebody changed
    /// it.
    pub exported: Option<Exported>,
    /// What people wrote beside cells.
    pub comments: Vec<Comment>,
    /// The cells that have a comment which cannot be read: sheet, row and column from 0.
    pub unread: Vec<(String, (usize, usize))>,
}

/// What a reader finds in a workbook.
#[derive(Debug, Default)]
struct Found {
    /// The cells of its sheets.
    sheets: Vec<(String, Filled)>,
    /// See [`Sent`].
    comments: Vec<Comment>,
    /// See [`Sent`].
    unread: Vec<(String, (usize, usize))>,
}

/// What somebody wrote beside a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The sheet.
    pub sheet: String,
    /// Row and column of the cell, from 0.
    pub at: (usize, usize),
    /// The words, on one line.
    pub text: String,
}

/// The cells of a sheet that say anything, by row and column.
type Filled = BTreeMap<(usize, usize), Cell>;

/// Reads workbooks: `.xlsx`, `.xls`, `.ods`, `.csv`. A folder stands for the workbooks in it.
///
/// # Errors
/// When one is no such file, which is reported, or cannot be read.
pub fn read_all(
    report: &mut Report,
    sources: &mut Sources,
    paths: &[PathBuf],
) -> Result<Vec<Sent>, Stop> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(within(path)?);
        } else {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        let folder = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        return Err(report
            .error_with_help(
                "workbook-unreadable",
                None,
                say! { vi: "trong `{folder}` không có bảng tính nào", en: "there is no workbook in `{folder}`" },
                say! { vi: "chọn thư mục có tệp .xlsx, .xls, .ods hay .csv", en: "give a folder that holds .xlsx, .xls, .ods or .csv files" },
            )
            .into());
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut read = Vec::new();
    for path in &files {
        let short = name(path);
        let is_one = files.iter().filter(|other| name(other) == short).count() == 1;
        let shown = if is_one { short } else { path.display().to_string() };
        match open(path, &shown)? {
            Ok(sent) => {
                legible::check(report, sources, &sent.grids);
                sent.tell_unread(report, sources);
                read.push(sent);
            }
            Err(refused) => {
                refused.tell(report, sources, &shown);
            }
        }
    }
    report.so_far()?;
    Ok(read)
}

impl Sent {
    /// Reports the comments that cannot be read, once for the workbook.
    fn tell_unread(&self, report: &mut Report, sources: &mut Sources) {
        const MOST: usize = 8;
        let Some((sheet, at)) = self.unread.first() else { return };
        let place = |sheet: &str, at: (usize, usize)| format!("{sheet}!{}", address(at.0, at.1));
        let span = Span::new(sources.add(format!("{}!{}", self.file, place(sheet, *at)), ""), 0..0);
        let mut names: Vec<String> =
            self.unread.iter().take(MOST).map(|(sheet, at)| place(sheet, *at)).collect();
        if self.unread.len() > MOST {
            names.push("…".to_owned());
        }
        let (count, names) = (self.unread.len(), names.join(", "));
        report
            .warning(
                "comment-unread",
                span,
                say! { vi: "ô này có ghi chú mà tệp kiểu cũ không cho đọc; {count} ô như vậy: {names}", en: "this cell has a comment that cannot be read in this old kind of file; cells like it: {count} ({names})" },
            )
            .help(say! { vi: "mở bằng Excel xem ghi chú, hoặc lưu lại thành .xlsx rồi đưa tệp ấy", en: "open it in Excel and read the comment, or save it as .xlsx and import that file" });
    }
}

/// The workbooks in a folder, by name; not those that Excel leaves there while one is open.
fn within(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fail =
        |error| Failure::new(say! { vi: "đọc thư mục", en: "reading a folder" }, folder, error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let ends =
            |end: &&str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(end));
        let hidden = path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with("~$") || name.starts_with('.')
        });
        if ["xlsx", "xlsm", "xls", "ods", "csv"].iter().any(ends) && !hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn open(path: &Path, shown: &str) -> Result<Result<Sent, Refused>, Failure> {
    let fail = |error| Failure::new(say! { vi: "đọc tệp", en: "reading a file" }, path, error);
    let bytes = fs::File::open(path).and_then(|file| foreign::whole(&file, LARGEST));
    Ok(match bytes.map_err(fail)? {
        Some(bytes) => read(shown, &bytes),
        None => Err(Refused::Large(LARGEST / MEGABYTE)),
    })
}

/// Reads the bytes of a file of that name.
fn read(file: &str, bytes: &[u8]) -> Result<Sent, Refused> {
    let lower = file.to_lowercase();
    let mut sent = Sent { file: file.to_owned(), ..Sent::default() };
    let found = if lower.ends_with(".csv") || lower.ends_with(".txt") {
        let grid = text::read(file, bytes)?;
        // LibreOffice writes hidden sheets too, each to a file of its own.
        sent.grids.extend(Exported::read(&grid).is_none().then_some(grid));
        return Ok(sent);
    } else if bytes.starts_with(b"PK") {
        let mut package = package::Package::open(bytes)?;
        match package.kind()? {
            package::Kind::Xlsx => {
                package.sheets_fit()?;
                let comments = marks::comments(&mut package)?;
                let struck = marks::struck(&mut package)?;
                Found { sheets: xlsx::read(bytes, &struck)?, comments, unread: Vec::new() }
            }
            package::Kind::Ods => {
                let content = package.text("content.xml")?.ok_or(Refused::Unreadable)?;
                ods::read(&content, package.text("styles.xml")?.as_deref())?
            }
            package::Kind::Xlsb => return Err(Refused::Binary),
        }
    } else {
        xls::read(bytes)?
    };
    (sent.comments, sent.unread) = (found.comments, found.unread);
    let mut budget = MOST_CELLS;
    for (name, cells) in found.sheets {
        let grid = grid(file, name, cells, &mut budget)?;
        match Exported::read(&grid) {
            // What somebody changed is as good as absent, and the import says so.
            Some(exported) => sent.exported = exported.ok(),
            None => sent.grids.push(grid),
        }
    }
    sent.grids.retain(|grid| {
        grid.rows.iter().flatten().any(|cell| !cell.text.is_empty() || cell.odd.is_some())
    });
    Ok(sent)
}

/// A sheet of its cells; rows end with their last cell that says anything.
fn grid(file: &str, name: String, cells: Filled, budget: &mut usize) -> Result<Grid, Refused> {
    let first = (
        cells.keys().map(|(row, _)| *row).min().unwrap_or(0),
        cells.keys().map(|(_, column)| *column).min().unwrap_or(0),
    );
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for ((row, column), cell) in cells {
        rows.resize_with((row - first.0 + 1).max(rows.len()), Vec::new);
        let Some(last) = rows.last_mut() else { continue };
        let wide = column - first.1 + 1;
        let more = wide.saturating_sub(last.len());
        *budget = budget.checked_sub(more).ok_or_else(|| Refused::Many(name.clone()))?;
        last.resize_with(wide.saturating_sub(1).max(last.len()), Cell::default);
        last.push(cell);
    }
    Ok(Grid { file: file.to_owned(), name, first, rows })
}
