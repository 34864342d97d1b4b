//! How much a workbook may hold, counted while it is read: a file of a few kilobytes can name one
//! long text in a million cells.

use super::{Filled, LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Refused};
use crate::desk::grid::Cell;

/// What is left of the cells and the text that a workbook may hold.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    cells: usize,
    text: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }
}

impl Room {
    /// Counts cells of a sheet, and the bytes of their text.
    ///
    /// # Errors
    /// When these are more than the workbook may hold.
    pub fn take(&mut self, sheet: &str, cells: usize, text: usize) -> Result<(), Refused> {
        let many = || Refused::Many(sheet.to_owned());
        self.cells = self.cells.checked_sub(cells).ok_or_else(many)?;
        self.text = self.text.checked_sub(text).ok_or_else(many)?;
        Ok(())
    }

    /// Puts a cell into a sheet, by its row and column.
    ///
    /// # Errors
    /// When it stands beyond any table or is longer than any cell, or the workbook holds too much.
    pub fn put(
        &mut self,
        sheet: &str,
        filled: &mut Filled,
        at: (usize, usize),
        cell: Cell,
    ) -> Result<(), Refused> {
        if at.0 >= MOST_ROWS || at.1 >= MOST_COLUMNS {
            return Err(Refused::Far(sheet.to_owned(), at.0, at.1));
        }
        if cell.text.len() > LONGEST_TEXT {
            return Err(Refused::Long(sheet.to_owned(), at.0, at.1));
        }
        self.take(sheet, 1, cell.text.len())?;
        filled.insert(at, cell);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_letters_are_counted_and_far_ones_are_named() {
        let mut filled = Filled::new();
        let cell = |length: usize| Cell { text: "a".repeat(length), ..Cell::default() };
        let mut room = Room { cells: 3, text: 10 };
        let many = Err(Refused::Many("T".into()));
        assert_eq!(room.put("T", &mut filled, (0, 0), cell(6)), Ok(()));
        assert_eq!(room.put("T", &mut filled, (0, 1), cell(5)), many, "five of four letters");
        let mut room = Room { cells: 1, text: 10 };
        assert_eq!(room.put("T", &mut filled, (0, 0), cell(1)), Ok(()));
        assert_eq!(room.put("T", &mut filled, (0, 1), cell(1)), many, "two of one cell");
        for far in [(MOST_ROWS, 0), (0, MOST_COLUMNS)] {
            let said = Room::default().put("T", &mut filled, far, cell(1));
            assert_eq!(said, Err(Refused::Far("T".into(), far.0, far.1)));
        }
        let said = Room::default().put("T", &mut filled, (2, 1), cell(LONGEST_TEXT + 1));
        assert_eq!(said, Err(Refused::Long("T".into(), 2, 1)));
    }
}
