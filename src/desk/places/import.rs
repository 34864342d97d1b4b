//! Filled-in workbooks as changes of the tables.

use std::path::{Path, PathBuf};

use super::{
    changes::{Change, Restored, What},
    hold::{Taken, hold},
    merge::{At, Conflict, Merge, Sides},
    sheets::SHEETS,
};
use crate::{
    desk::{
        Edit, conflict,
        crowd::{Crowd, first_things_first},
        grid::Grid,
        head,
        intake::{self, Comment, Sent},
        sheet::Sheet,
        table::Table,
    },
    diag::{Level, Report, Sources, Stop},
    load::{self, files::Files},
    say,
};

/// What workbooks would change.
#[derive(Debug, Default)]
pub struct Import {
    /// The tables that change: sheet, file, rows.
    pub tables: Vec<(&'static str, String, Vec<Change>)>,
    /// The titles of the sheets that no workbook has; their tables stay.
    pub absent: Vec<&'static str>,
    /// What people wrote beside a row or a cell, for whoever takes the workbooks back.
    pub notes: Vec<(String, String)>,
    /// The workbooks that do not know what they were exported with.
    pub unknowing: Vec<String>,
    /// What to write.
    pub edits: Vec<Edit>,
}

impl Import {
    /// How many cells are emptied, and how many rows go.
    pub fn lost(&self) -> (usize, usize) {
        let changes = || self.tables.iter().flat_map(|(_, _, changes)| changes);
        let emptied = changes()
            .filter(|change| change.what == What::Changed)
            .flat_map(|change| &change.cells)
            .filter(|cell| !cell.old.is_empty() && cell.new.is_empty());
        let removed = changes().filter(|change| change.what == What::Removed);
        (emptied.count(), removed.count())
    }

    /// How many cells that said something say something else, where a workbook does not know what it was
    /// exported with: what it says may be older than what the campaign has.
    pub fn replaced(&self) -> usize {
        let changes = self.tables.iter().flat_map(|(_, _, changes)| changes);
        let changes = changes.filter(|change| change.what == What::Changed);
        let cells = changes.flat_map(|change| &change.cells);
        let replaced = cells.filter(|cell| !cell.old.is_empty() && !cell.new.is_empty());
        if self.unknowing.is_empty() { 0 } else { replaced.count() }
    }

    /// Keeps what people wrote beside cells; what stands at the names of columns is ours.
    pub(in crate::desk) fn comments(
        &mut self,
        comments: &[Comment],
        grid: &Grid,
        sheet: &Sheet,
        head: usize,
    ) {
        let ours = |comment: &&Comment| {
            let ends = |name: &str| comment.text.ends_with(&format!("({name})"));
            comment.at.0 == grid.first.0 + head && sheet.columns.iter().any(|c| ends(c.name))
        };
        let here = comments.iter().filter(|comment| comment.sheet == grid.name);
        for comment in here.filter(|comment| !ours(comment)) {
            let place = grid.address(comment.at.0, comment.at.1);
            self.notes.push((place, comment.text.clone()));
        }
    }
}

/// Tells a workbook of which no sheet is a table of ours.
pub(in crate::desk) fn no_table(report: &mut Report, sources: &mut Sources, file: &str) {
    let span = crate::diag::Span::new(sources.add(file, ""), 0..0);
    report.error_with_help(
        "workbook-unreadable",
        span,
        say! { vi: "trong `{file}` không có bảng nào", en: "there is no table in `{file}`" },
        say! { vi: "chọn tệp do `loa export` xuất ra và đã điền; nếu đúng là tệp ấy, mở bằng Excel xem còn chữ không", en: "give a file that `loa export` made and somebody filled in; if it is that one, open it in Excel and see whether it holds anything" },
    );
}

/// Reads workbooks and works out what they change together. Nothing is written.
///
/// # Errors
/// When a cell cannot be understood, or was changed on two sides, which is reported with its address, or
/// the machine failed.
pub fn import(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    paths: &[PathBuf],
) -> Result<Import, Stop> {
    let files = Files::scan(root)?;
    load::tables::well_formed(report, sources, &files)?;
    let names = load::tables::names(&files)?;
    let all = intake::read_all(report, sources, paths)?;
    let mut import = Import::default();
    let mut found: Vec<(&'static Sheet, usize, &Grid)> = Vec::new();
    for (number, sent) in all.iter().enumerate() {
        for grid in &sent.grids {
            let Ok(sheet) = head::table(report, sources, grid, &SHEETS) else { continue };
            let mut same =
                found.iter().filter(|(known, of, _)| *of == number && known.file == sheet.file);
            if same.next().is_some() {
                twice(report, sources, sheet, grid);
                continue;
            }
            found.push((sheet, number, grid));
        }
        if sent.grids.is_empty() {
            no_table(report, sources, &sent.file);
        }
        if sent.exported.is_none() {
            import.unknowing.push(sent.file.clone());
        }
    }
    let mut taken: Vec<Taken<'_>> = Vec::new();
    for sheet in &SHEETS {
        let file = sheet.path.to_owned();
        let old = if files.has(&file) { Some(files.bytes(&file)?) } else { None };
        let mut merge = Merge::new(sheet, &names, Table::read(old.as_deref().unwrap_or_default()));
        let mut places = Vec::new();
        for (_, number, grid) in found.iter().filter(|(known, ..)| known.file == sheet.file) {
            let Ok(head) = head::head(report, sources, sheet, grid) else { continue };
            let (at, rows) = head::rows(report, sources, grid, &head);
            let sent = all.get(*number);
            let exported = sent.and_then(|sent| sent.exported.as_ref());
            let handed = exported.and_then(|exported| exported.table(sheet.file));
            let comments = sent.map(|sent: &Sent| sent.comments.as_slice()).unwrap_or_default();
            import.comments(comments, grid, sheet, head.row);
            merge.take(*number, handed, &rows);
            places.push((*number, SheetRows { grid, rows: at, columns: head.columns }));
        }
        if places.is_empty() {
            import.absent.push(sheet.title.vi);
            continue;
        }
        let places = WorkbookRows(places);
        let mut crowd = Crowd::of_code(Level::Warning, "zero-restored");
        for (at, zero) in merge.restored.iter().filter(|zero| crowd.admits((zero.0, zero.1.column)))
        {
            restored(report, sources, &places, *at, zero);
        }
        let shown = say! { vi: "từng ô có trong danh sách thay đổi", en: "each stands in the list of changes" };
        crowd.end(report, shown, |(at, column)| places.cell(sources, at, Some(column)));
        let mut crowd = Crowd::of_code(Level::Error, "cell-conflict");
        for conflict in merge.conflicts.iter().filter(|conflict| crowd.admits(conflict.at)) {
            told(report, sources, sheet, &places, conflict);
        }
        crowd.end(report, first_things_first(), |at| places.cell(sources, at, None));
        let ended = merge.end();
        if ended.changes.is_empty() {
            continue;
        }
        let written = ended.table.write();
        let new = written.bytes.clone();
        import.edits.push(Edit { path: root.join(&file), old, new });
        import.tables.push((sheet.title.vi, file, ended.changes));
        let (table, origins) = (ended.table, ended.origins);
        taken.push(Taken { sheet, places, table, origins, written });
    }
    report.so_far()?;
    hold(report, sources, &files, &taken)?;
    Ok(import)
}

/// Where the rows of a sheet stand in a workbook.
pub struct SheetRows<'a> {
    /// The sheet.
    pub grid: &'a Grid,
    /// For each row, its row in the grid.
    pub rows: Vec<usize>,
    /// For each column of ours, its column in the grid.
    pub columns: Vec<Option<usize>>,
}

/// The same for each workbook that has the sheet.
pub struct WorkbookRows<'a>(Vec<(usize, SheetRows<'a>)>);

impl WorkbookRows<'_> {
    /// The place of a cell, or of a sheet where no row is named.
    pub fn cell(
        &self,
        sources: &mut Sources,
        at: At,
        column: Option<usize>,
    ) -> Option<crate::diag::Span> {
        let (_, place) = self.0.iter().find(|(number, _)| *number == at.workbook)?;
        let row = place.rows.get(at.row).copied().unwrap_or(0);
        let column = column.and_then(|at| place.columns.get(at).copied().flatten()).unwrap_or(0);
        Some(place.grid.place(sources, row, column))
    }
}

fn twice(report: &mut Report, sources: &mut Sources, sheet: &Sheet, grid: &Grid) {
    let (name, title) = (&grid.name, sheet.title.vi);
    let span = grid.place(sources, 0, 0);
    report.error_with_help(
        "listed-twice",
        span,
        say! { vi: "bảng tính có hai trang là bảng “{title}”", en: "two sheets of the workbook are the table “{title}”" },
        say! { vi: "gộp lại thành một trang, hoặc xóa trang `{name}`", en: "make one sheet of them, or delete the sheet `{name}`" },
    );
}

fn restored(
    report: &mut Report,
    sources: &mut Sources,
    places: &WorkbookRows<'_>,
    at: At,
    zero: &Restored,
) {
    let (from, to) = (&zero.from, &zero.to);
    let span = places.cell(sources, at, Some(zero.column));
    report.warning(
        "zero-restored",
        span,
        say! { vi: "Excel đã bỏ số 0 ở đầu: `{from}` được ghi lại thành `{to}`", en: "a spreadsheet took the zero at the start: `{from}` is kept as `{to}`" },
    ).help(say! { vi: "nếu sai, sửa ô này trong bảng tính: định dạng ô là Văn bản rồi gõ lại", en: "if this is wrong, correct the cell: make its format Text and type it again" });
}

fn told(
    report: &mut Report,
    sources: &mut Sources,
    sheet: &Sheet,
    places: &WorkbookRows<'_>,
    conflict: &Conflict,
) {
    let column = match &conflict.sides {
        Sides::Cell(column, _) => Some(*column),
        Sides::Gone | Sides::Deleted => None,
    };
    let span = places.cell(sources, conflict.at, column);
    let other = conflict.other.and_then(|other| places.cell(sources, other, column));
    let sides = match &conflict.sides {
        Sides::Cell(column, [exported, workbook, now]) => conflict::Sides::Cell {
            column: sheet.columns.get(*column).map_or("", |column| column.heading.vi),
            exported,
            workbook,
            now,
        },
        Sides::Gone => conflict::Sides::Gone,
        Sides::Deleted => conflict::Sides::Deleted,
    };
    conflict::tell(report, span, &conflict.row, sides, other);
}
