//! Which sheet of the workbook is which table, and which of its columns is which.

use crate::{
    desk::{
        crowd::{Crowd, first_things_first},
        grid::{Cell, Grid, Odd},
        sheet::Sheet,
    },
    diag::{Level, Report, Reported, SHOWN, Sources},
    model::fold,
    say,
};

/// The head of a sheet is looked for in its first rows.
const DEPTH: usize = 10;

/// Where the columns of a table stand in a sheet.
#[derive(Debug)]
pub struct Head {
    /// The row after which the rows of the table begin.
    pub row: usize,
    /// For each column of the sheet of ours, its column in the grid.
    pub columns: Vec<Option<usize>>,
}

/// The table of `sheets` that a sheet of a workbook is: by its name, else by its columns.
///
/// # Errors
/// When it is none of them, which is reported.
pub fn table(
    report: &mut Report,
    sources: &mut Sources,
    grid: &Grid,
    sheets: &'static [Sheet],
) -> Result<&'static Sheet, Reported> {
    // LibreOffice names a CSV file after the workbook and the sheet: `places-Liên lạc.csv`.
    let stem = grid.file.rsplit_once('.').map_or(grid.file.as_str(), |(stem, _)| stem);
    let stem = stem.rsplit('-').next().unwrap_or_default();
    let key = fold::key(if grid.name.is_empty() { stem } else { &grid.name });
    let named = sheets.iter().find(|sheet| {
        let stem = sheet.file.trim_end_matches(".csv");
        !key.is_empty()
            && ([sheet.title.vi, sheet.title.en].map(fold::key).contains(&key) || key == stem)
    });
    let known = |sheet: &&Sheet| look(sheet, grid).1;
    // Half of the columns of a table are enough to tell it from the others.
    let like =
        || sheets.iter().filter(|sheet| 2 * known(sheet) > sheet.columns.len()).max_by_key(known);
    if let Some(sheet) = named.or_else(like) {
        return Ok(sheet);
    }
    let (row, column) = first_filled(grid);
    let name = if grid.name.is_empty() { &grid.file } else { &grid.name };
    let titles: Vec<String> = sheets.iter().map(|sheet| format!("“{}”", sheet.title.vi)).collect();
    let titles = titles.join(", ");
    let span = grid.place(sources, row, column);
    if grid.name.is_empty() {
        let files: Vec<String> = sheets.iter().map(|sheet| format!("`{}`", sheet.file)).collect();
        let files = files.join(", ");
        return Err(report.error_with_help(
            "sheet-unknown",
            span,
            say! { vi: "không rõ tệp `{name}` là bảng nào", en: "the file `{name}` is no table that is known" },
            say! {
                vi: "đặt lại tên tệp là một trong {files}, giữ hàng tên cột ở trên cùng",
                en: "name the file one of {files} and keep the row with the names of the columns on top"
            },
        ));
    }
    Err(report.error_with_help(
        "sheet-unknown",
        span,
        say! { vi: "không rõ trang `{name}` là bảng nào", en: "the sheet `{name}` is no table that is known" },
        say! {
            vi: "đặt lại tên trang là một trong {titles}, giữ hàng tên cột ở trên cùng; trang không cần thì xóa khỏi bảng tính",
            en: "name the sheet one of {titles} and keep the row with the names of the columns on top; delete a sheet that is not needed"
        },
    ))
}

fn first_filled(grid: &Grid) -> (usize, usize) {
    let filled = |row: &Vec<Cell>| row.iter().position(|c| !c.text.is_empty());
    grid.rows
        .iter()
        .enumerate()
        .find_map(|(at, row)| filled(row).map(|column| (at, column)))
        .unwrap_or_default()
}

/// The last row of the head, and how many columns it names. Cells that were merged leave their
/// words in the first of them, so a column without a name of its own has the one above.
fn look(sheet: &Sheet, grid: &Grid) -> (usize, usize) {
    let mut best = (0, 0);
    for row in 0..grid.rows.len().min(DEPTH) {
        let found = (0..grid.width())
            .filter(|column| {
                name(grid, row, *column, sheet).is_some_and(|n| sheet.column(&n).is_some())
            })
            .count();
        if found > best.1 {
            best = (row, found);
        }
    }
    best
}

/// The name of a column, if its head is that row or the known one above it.
fn name(grid: &Grid, row: usize, column: usize, sheet: &Sheet) -> Option<String> {
    let own = grid.cell(row, column).text;
    if !own.is_empty() {
        return Some(own);
    }
    (0..row)
        .rev()
        .map(|above| grid.cell(above, column).text)
        .find(|text| !text.is_empty())
        .filter(|text| sheet.column(text).is_some())
}

/// Finds the columns; one that is unknown, missing or there twice is reported.
pub fn head(
    report: &mut Report,
    sources: &mut Sources,
    sheet: &Sheet,
    grid: &Grid,
) -> Result<Head, Reported> {
    let (row, _) = look(sheet, grid);
    let before = report.so_far().is_ok();
    let mut columns: Vec<Option<usize>> = vec![None; sheet.columns.len()];
    for above in 0..row {
        let filled = grid.rows.get(above).into_iter().flatten();
        if 2 * filled.filter(|cell| !cell.text.is_empty()).count() > sheet.columns.len() {
            let span = grid.place(sources, above, 0);
            report.error_with_help(
                "row-above-head",
                span,
                say! { vi: "hàng này nằm trên hàng tên cột", en: "this row stands above the names of the columns" },
                say! { vi: "đưa hàng tên cột lên trên cùng; khi sắp xếp, chọn “dữ liệu có hàng tiêu đề”", en: "move the names of the columns to the top; when sorting, choose “my data has headers”" },
            );
        }
    }
    // A cell that is a file of its own escapes the limit of a report.
    let (mut unknown, mut last) = (0, 0);
    for column in 0..grid.width() {
        let title = name(grid, row, column, sheet);
        let found = title.as_deref().and_then(|title| sheet.column(title));
        match (found.and_then(|at| columns.get_mut(at)), title) {
            (Some(slot @ None), _) => *slot = Some(column),
            (Some(Some(first)), Some(title)) => {
                let (first, span) =
                    (grid.place(sources, row, *first), grid.place(sources, row, column));
                report.error_with_related(
                    "listed-twice",
                    span,
                    say! { vi: "trang này có hai cột `{title}`", en: "this sheet has two columns `{title}`" },
                    say! { vi: "bỏ một cột", en: "remove one of them" },
                    [(first, say! { vi: "cột đầu ở đây", en: "first here" })],
                );
            }
            (_, title) => {
                let filled = (row + 1..grid.rows.len()).find(|row| grid.says(*row, column));
                let at = match (&title, filled) {
                    (Some(_), _) => row,
                    (None, Some(filled)) => filled,
                    (None, None) => continue,
                };
                (unknown, last) = (unknown + 1, column);
                if unknown > SHOWN {
                    continue;
                }
                let span = grid.place(sources, at, column);
                let titles = sheet.columns.iter().map(|column| column.heading.vi);
                let list = titles.clone().collect::<Vec<_>>().join(", ");
                let title = title.unwrap_or_default();
                let help = match report.nearest("column-unknown", span, &title, titles) {
                    Some(near) => {
                        say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                    }
                    None => {
                        say! { vi: "chuyển điều cần giữ sang một cột có sẵn, rồi xóa cột này; các cột: {list}", en: "move what must be kept into a column that is there, then delete this one; the columns: {list}" }
                    }
                };
                let text = if title.is_empty() {
                    say! { vi: "ô này nằm ngoài các cột có tên", en: "this cell stands in no column that has a name" }
                } else {
                    say! { vi: "bảng này không có cột `{title}`", en: "this table has no column `{title}`" }
                };
                report.error_with_help("column-unknown", span, text, help);
            }
        }
    }
    if let more @ 1.. = unknown.saturating_sub(SHOWN) {
        let span = grid.place(sources, row, last);
        report.error_with_help(
            "column-unknown",
            span,
            say! { vi: "còn {more} cột nữa mà bảng này không có, cột cuối ở đây", en: "there are {more} more columns that this table has not, the last of them here" },
            say! { vi: "có lẽ tệp hỏng hoặc bị dán lặp: mở ra xem, xóa các cột thừa, hoặc xuất bảng tính mới", en: "the file may be damaged, or something was pasted many times: open it and delete these columns, or export a new workbook" },
        );
    }
    let missing: Vec<String> = sheet
        .columns
        .iter()
        .zip(&columns)
        .filter(|(column, at)| at.is_none() && !column.optional)
        .map(|(column, _)| format!("“{}” ({})", column.heading.vi, column.name))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let span = grid.place(sources, row, 0);
        report.error_with_help(
            "column-missing",
            span,
            say! { vi: "trang này thiếu cột {missing}", en: "this sheet lacks the column {missing}" },
            say! { vi: "thêm lại cột đó, hoặc xuất bảng tính mới rồi chép sang; đừng xóa cột nào", en: "add the column again, or export a new workbook and copy into it; delete no column" },
        );
    }
    match report.so_far() {
        Err(told) if before => Err(told),
        _ => Ok(Head { row, columns }),
    }
}

/// The rows below the head that say anything, and where they stand in the
/// grid. A cell that holds no value is reported.
pub fn rows(
    report: &mut Report,
    sources: &mut Sources,
    grid: &Grid,
    head: &Head,
) -> (Vec<usize>, Vec<Vec<Cell>>) {
    let mut found = (Vec::new(), Vec::new());
    let mut crowd = Crowd::of_code(Level::Error, "cell-unreadable");
    for row in head.row + 1..grid.rows.len() {
        let cell = |at: &Option<usize>| at.map(|at| grid.cell(row, at)).unwrap_or_default();
        let cells: Vec<Cell> = head.columns.iter().map(cell).collect();
        for (cell, column) in cells.iter().zip(head.columns.iter().flatten()) {
            let Some(odd) = cell.odd.filter(|_| crowd.admits((row, *column))) else { continue };
            let text = &cell.text;
            let plain = say! { vi: "gõ thẳng điều cần ghi, không dùng công thức", en: "type what is meant, without a formula" };
            let (text, help) = match odd {
                Odd::Fault => (
                    say! { vi: "ô này không phải chữ, số hay ngày: `{text}`", en: "this cell is neither text nor a number nor a day: `{text}`" },
                    plain,
                ),
                Odd::Unreckoned => (
                    say! { vi: "ô này là công thức, và tệp không ghi kết quả của nó", en: "this cell is a formula, and the file does not say what it gives" },
                    plain,
                ),
                Odd::Struck => (
                    say! { vi: "ô này có chữ bị gạch ngang: `{text}`", en: "words of this cell are struck out: `{text}`" },
                    say! { vi: "điều không còn đúng thì xóa đi; điều còn đúng thì bỏ gạch ngang", en: "delete what no longer holds; take the line off what does" },
                ),
            };
            let span = grid.place(sources, row, *column);
            report.error_with_help("cell-unreadable", span, text, help);
        }
        if cells.iter().any(|cell| !cell.text.is_empty() || cell.odd.is_some()) {
            found.0.push(row);
            found.1.push(cells);
        }
    }
    crowd.end(report, first_things_first(), |(row, column)| Some(grid.place(sources, row, column)));
    found
}
