//! The cells of a sheet of an `.xls`, record by record.

use super::{
    super::Refused,
    biff::{Record, Shared},
    ole::number,
    scan::{LABEL, NUMBER, SHARED_LABEL, SHORT_NUMBER, Scan, Sheet, Spot, TRUTH, WIDE},
};

const RICH_LABEL: usize = 0xD6;
const SHORT_NUMBERS: usize = 0xBD;
const FORMULA: usize = 0x6;
const FORMULA_TEXT: usize = 0x207;
/// The error of a value that is not there.
const NOT_AVAILABLE: u8 = 0x2A;
const ERRORS: [u8; 8] = [0, 0x07, 0x0F, 0x17, 0x1D, 0x24, NOT_AVAILABLE, 0x2B];

/// Row, column and style of a cell.
type Head = [u8; 6];

impl Scan {
    /// Takes a record in, if it is a cell or more of them. `awaited` is a formula whose text comes
    /// later.
    pub(super) fn cell(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        record: &Record<'_>,
        awaited: &mut Option<Head>,
    ) -> Result<(), Refused> {
        let data = record.data;
        let broken = Refused::Unreadable;
        let head = || data.first_chunk::<6>().copied().ok_or(broken.clone());
        let rest = |length: usize| data.get(6..6 + length).ok_or(broken.clone());
        let is_cell = [NUMBER, SHORT_NUMBER, TRUTH, SHARED_LABEL, LABEL, RICH_LABEL, SHORT_NUMBERS];
        if is_cell.contains(&record.kind) || record.kind == FORMULA {
            self.unreckoned(sheet, name, awaited)?;
        }
        match record.kind {
            NUMBER => self.put(sheet, name, NUMBER, head()?, rest(8)?, None),
            SHORT_NUMBER => self.put(sheet, name, SHORT_NUMBER, head()?, rest(4)?, None),
            TRUTH => self.truth(sheet, name, head()?, rest(2)?),
            SHARED_LABEL => {
                let text = number(data, 6, 4).and_then(|at| self.texts.get(at)).copied();
                let text = text.ok_or(Refused::Unreadable)?;
                self.put(sheet, name, SHARED_LABEL, head()?, rest(4)?, Some(text))
            }
            LABEL | RICH_LABEL => self.label(sheet, name, head()?, record),
            SHORT_NUMBERS => {
                let head = head()?;
                let (row, first) = ([head[0], head[1]], number(&head, 2, 2).unwrap_or_default());
                // Style and number of each, then the last column.
                let all = data.get(4..data.len() - 2).filter(|all| all.len() % 6 == 0);
                for (at, one) in all.ok_or(broken.clone())?.chunks_exact(6).enumerate() {
                    let column = u16::try_from(first + at).map_err(|_| broken.clone())?;
                    let [low, high] = column.to_le_bytes();
                    let (Some([a, b]), Some(value)) = (one.first_chunk::<2>(), one.get(2..)) else {
                        continue;
                    };
                    let head = [row[0], row[1], low, high, *a, *b];
                    self.put(sheet, name, SHORT_NUMBER, head, value, None)?;
                }
                Ok(())
            }
            FORMULA => match rest(8)? {
                [0, .., 0xFF, 0xFF] => {
                    *awaited = Some(head()?);
                    Ok(())
                }
                [1, _, value, .., 0xFF, 0xFF] => self.truth(sheet, name, head()?, &[*value, 0]),
                [2, _, value, .., 0xFF, 0xFF] => self.truth(sheet, name, head()?, &[*value, 1]),
                // It gives an empty text.
                [3, .., 0xFF, 0xFF] => Ok(()),
                value => self.put(sheet, name, NUMBER, head()?, value, None),
            },
            FORMULA_TEXT => {
                let Some(head) = *awaited else { return Ok(()) };
                if record.more.is_empty() {
                    *awaited = None;
                    return self.label(sheet, name, head, record);
                }
                // Its reader would take the first part for all.
                self.unreckoned(sheet, name, awaited)
            }
            _ => Ok(()),
        }
    }

    /// Keeps a formula whose text did not come.
    pub(super) fn unreckoned(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        awaited: &mut Option<Head>,
    ) -> Result<(), Refused> {
        let Some(head) = awaited.take() else { return Ok(()) };
        self.room.take(name, 1, 0)?;
        sheet.unreckoned.push(spot(head, false));
        Ok(())
    }

    fn truth(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        head: Head,
        value: &[u8],
    ) -> Result<(), Refused> {
        let value = match value {
            [value, 0] => [*value, 0],
            [value, 1] if ERRORS.contains(value) => [*value, 1],
            _ => [NOT_AVAILABLE, 1],
        };
        self.put(sheet, name, TRUTH, head, &value, None)
    }

    /// A text that stands in the record of its cell, or of a formula.
    fn label(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        head: Head,
        record: &Record<'_>,
    ) -> Result<(), Refused> {
        let from = if record.kind == FORMULA_TEXT { 0 } else { 6 };
        let text = record.data.get(from..).unwrap_or_default();
        let letters = number(text, 0, 2).ok_or(Refused::Unreadable)?;
        let (start, width) = match (self.old, letters) {
            (true, _) => (2, 1),
            // What is empty has no width.
            (false, 0) => return Ok(()),
            (false, _) => (3, 1 + (number(text, 2, 1).ok_or(Refused::Unreadable)? & 1)),
        };
        // Of a text that goes on elsewhere its reader would take the first part for all.
        let end = start + letters * width;
        let words = text.get(..end).ok_or(Refused::Unreadable)?;
        let fonts = text.get(end..).filter(|_| record.kind == RICH_LABEL).unwrap_or_default();
        let half = if self.old { 1 } else { 2 };
        let runs = number(fonts, 0, half).unwrap_or_default();
        let runs = fonts.get(half..).unwrap_or_default().chunks_exact(2 * half).take(runs);
        let runs = runs.filter_map(|run| {
            Some((number(run, 0, half)?, self.strikes(number(run, half, half)?)))
        });
        let text = Shared::new(letters, width, runs);
        self.put(sheet, name, LABEL, head, words, Some(text))
    }

    /// Writes a cell where the next one has its place.
    fn put(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        kind: usize,
        head: Head,
        value: &[u8],
        text: Option<Shared>,
    ) -> Result<(), Refused> {
        let style = number(&head, 4, 2).unwrap_or_default();
        let strikes = self.styles.get(style).is_some_and(|font| self.strikes(*font));
        let struck = text.map_or(strikes, |text| text.is_struck(strikes));
        let most = text.map_or(0, |text| usize::try_from(text.most).unwrap_or(usize::MAX));
        self.room.take(name, 1, most)?;
        let at = sheet.spots.len();
        let place = |at: usize| u16::try_from(at).map_err(|_| Refused::Many(name.to_owned()));
        let (row, column) = (place(at / WIDE)?.to_le_bytes(), place(at % WIDE)?.to_le_bytes());
        self.write(kind, &[&row, &column, &[head[4], head[5]], value])?;
        sheet.spots.push(spot(head, struck));
        Ok(())
    }
}

fn spot(head: Head, struck: bool) -> Spot {
    let [row, below, column, beside, ..] = head;
    let row = u16::from_le_bytes([row, below]);
    Spot { row, column: u16::from_le_bytes([column, beside]), struck }
}
