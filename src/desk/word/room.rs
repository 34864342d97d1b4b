//! How much may come out of a Word file, counted while it is read: what it says once may be shown very
//! often, and a lesson is no library.

use crate::load;

/// A run of words takes as much room as so many letters.
const RUN: usize = 8;
/// And a cell of a table.
const CELL: usize = 2;
/// Fields within each other. Word itself allows twenty.
const MOST_FIELDS: usize = 100;
/// Pixels of all pictures together, as thirty of a telephone have: each is made small for the lesson,
/// which takes its time.
const MOST_PIXELS: u64 = 400_000_000;

/// What is left of what may come out.
#[derive(Debug)]
pub struct Room {
    letters: usize,
    pixels: u64,
}

impl Default for Room {
    fn default() -> Self {
        // Marks and looks come to the letters when they are written.
        let letters = usize::try_from(load::LARGEST_LESSON).unwrap_or_default() * 2;
        Self { letters, pixels: MOST_PIXELS }
    }
}

impl Room {
    /// Whether there is room for anything more.
    pub fn is_left(&self) -> bool {
        self.letters > 0
    }

    /// Takes words with where they lead.
    pub fn take_run(&mut self, text: &str, link: Option<&str>) {
        self.letters = self.letters.saturating_sub(RUN + text.len() + link.map_or(0, str::len));
    }

    /// Takes cells of a table.
    pub fn take_cells(&mut self, cells: usize) {
        self.letters = self.letters.saturating_sub(cells.saturating_mul(CELL));
    }

    /// Takes a field that opens within so many others.
    pub fn take_field(&mut self, open: usize) {
        if open >= MOST_FIELDS {
            self.letters = 0;
        }
    }

    /// Takes the pixels of a picture, if there is room for them.
    pub fn take_picture(&mut self, pixels: u64) -> bool {
        let left = self.pixels.checked_sub(pixels);
        self.pixels = left.unwrap_or(self.pixels);
        left.is_some()
    }
}
