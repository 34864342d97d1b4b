//! Cells of a workbook with text of another encoding.

use super::grid::{Grid, address};
use crate::{
    diag::{Report, Sources},
    say,
};

pub use crate::model::legible::broken;

/// Reports the cells of a workbook whose text looks like that, once a sheet.
pub fn check(report: &mut Report, sources: &mut Sources, grids: &[Grid]) {
    const MOST: usize = 8;
    for grid in grids {
        let rows = grid.rows.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, cell)| (row, column, cell))
        });
        let found: Vec<(usize, usize, &str)> = cells
            .filter_map(|(row, column, cell)| Some((row, column, broken(&cell.text)?)))
            .collect();
        let Some((row, column, word)) = found.first().copied() else { continue };
        let named = found.iter().take(MOST);
        let mut names: Vec<String> = named
            .map(|(row, column, _)| address(grid.first.0 + row, grid.first.1 + column))
            .collect();
        if found.len() > MOST {
            names.push("…".to_owned());
        }
        let (count, names) = (found.len(), names.join(", "));
        report
            .warning(
                "text-illegible",
                grid.place(sources, row, column),
                say! { vi: "`{word}` không giống chữ của tiếng nào, có lẽ sai bảng mã; {count} ô như vậy: {names}", en: "`{word}` looks like no word of any language, perhaps in another encoding; cells like it: {count} ({names})" },
            )
            .help(say! { vi: "nếu ô gõ bằng phông .VnTime hay VNI thì đổi sang Unicode (Unikey: Ctrl+Shift+F6) rồi đưa lại; nếu chữ đã mất thì gõ lại", en: "if they were typed in .VnTime or VNI fonts, convert them to Unicode (Unikey: Ctrl+Shift+F6) and import again; if letters are lost, type them again" });
    }
}
