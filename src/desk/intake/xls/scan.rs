//! The records of an `.xls`, looked through before its reader is. The reader makes room for all cells
//! between the first and the last, for what a sheet says of its size, and for the words of formulas;
//! it knows of no line through words and of no note. So it is given a workbook that is made anew: the
//! records it needs, and the cells one beside another, whatever rows and columns they stand in.

use super::{
    super::{Found, LARGEST, MEGABYTE, MOST_CELLS, MOST_SHEETS, Refused, room::Room},
    biff::{Record, Records, Shared, shared},
    notes::Notes,
    ole::number,
};

const BEGIN: usize = 0x809;
const END: usize = 0xA;
const PASSWORD: usize = 0x2F;
const CODE_PAGE: usize = 0x42;
const DAYS_FROM_1904: usize = 0x22;
const FORMAT: usize = 0x41E;
const FONT: usize = 0x31;
const STYLE: usize = 0xE0;
const SHEET: usize = 0x85;
const TEXTS: usize = 0xFC;

pub(super) const NUMBER: usize = 0x203;
pub(super) const LABEL: usize = 0x204;
pub(super) const TRUTH: usize = 0x205;
pub(super) const SHORT_NUMBER: usize = 0x27E;
pub(super) const SHARED_LABEL: usize = 0xFD;

/// Cells are put into rows of so many.
pub const WIDE: usize = 256;

/// A cell as it stands in the workbook.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// Its row.
    pub row: u16,
    /// Its column.
    pub column: u16,
    /// Whether words of it are struck out.
    pub struck: bool,
}

/// A sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its cells, in the order in which the workbook that is made anew has them.
    pub spots: Vec<Spot>,
    /// The cells whose formula gives a text that is not in the file.
    pub unreckoned: Vec<Spot>,
}

/// A workbook made anew.
#[derive(Default)]
pub struct Scan {
    /// Its records.
    pub made: Vec<u8>,
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
    /// It is of before Excel 97.
    pub(super) old: bool,
    pub(super) fonts: Vec<bool>,
    /// For each style its font.
    pub(super) styles: Vec<usize>,
    pub(super) texts: Vec<Shared>,
    pub(super) room: Room,
}

impl Scan {
    /// Looks through a stream; what people wrote beside cells goes to `found`.
    ///
    /// # Errors
    /// When it is damaged, has a password, or holds too much.
    pub fn new(stream: &[u8], found: &mut Found) -> Result<Self, Refused> {
        let mut scan = Self::default();
        let mut sheets = Vec::new();
        let mut records = Records(stream);
        scan.begin(&records.read()?)?;
        let mut texts = None;
        loop {
            let record = records.read()?;
            let Record { kind, data, .. } = record;
            match kind {
                PASSWORD => return Err(Refused::Unreadable),
                END => break,
                FONT => {
                    const STRIKES: usize = 8;
                    let flags = number(data, 2, 2).ok_or(Refused::Unreadable)?;
                    scan.fonts.push(flags & STRIKES != 0);
                }
                STYLE => {
                    scan.styles.push(number(data, 0, 2).ok_or(Refused::Unreadable)?);
                    scan.write(kind, &[data.get(..4).ok_or(Refused::Unreadable)?])?;
                }
                // Excel 97 and later write UTF-16, whatever page is named.
                CODE_PAGE if !scan.old => scan.write(kind, &[&1200_u16.to_le_bytes()])?,
                CODE_PAGE | DAYS_FROM_1904 => {
                    scan.write(kind, &[data.get(..2).ok_or(Refused::Unreadable)?])?;
                }
                FORMAT => scan.write(kind, &[data])?,
                SHEET if sheets.len() >= MOST_SHEETS => {
                    return Err(Refused::Large(LARGEST / MEGABYTE));
                }
                SHEET => sheets.extend(scan.sheet_named(data)?),
                TEXTS => texts = Some(record),
                _ => {}
            }
        }
        if let Some(record) = texts {
            let strikes = |font| scan.strikes(font);
            scan.texts = shared(&record, MOST_CELLS, strikes)?;
            scan.write(record.kind, &[record.data])?;
            for part in record.more {
                scan.write(0x3C, &[part])?;
            }
        }
        scan.write(END, &[])?;
        for (listed, start, name) in sheets {
            let place = u32::try_from(scan.made.len()).map_err(|_| Refused::Unreadable)?;
            if let Some(at) = scan.made.get_mut(listed..listed + 4) {
                at.copy_from_slice(&place.to_le_bytes());
            }
            let broken = |error| match error {
                Refused::Unreadable => Refused::Sheet(name.clone()),
                other => other,
            };
            let records = stream.get(start..).ok_or(Refused::Unreadable).map(Records);
            let sheet = records.and_then(|records| scan.sheet(records, &name, found));
            scan.sheets.push(sheet.map_err(broken)?);
        }
        Ok(scan)
    }

    fn begin(&mut self, record: &Record<'_>) -> Result<(), Refused> {
        const EXCEL_5: u16 = 0x500;
        const EXCEL_97: u16 = 0x600;
        if record.kind != BEGIN {
            return Err(Refused::Unreadable);
        }
        self.old = number(record.data, 0, 2) == Some(usize::from(EXCEL_5));
        let version = if self.old { EXCEL_5 } else { EXCEL_97 };
        self.write(BEGIN, &[&version.to_le_bytes(), &[5, 0]])
    }

    /// A sheet of cells: where its place is to be written, where it begins, its name. Charts and
    /// macros are none.
    fn sheet_named(&mut self, data: &[u8]) -> Result<Option<(usize, usize, String)>, Refused> {
        let field = |at, length| number(data, at, length).ok_or(Refused::Unreadable);
        let (start, kind, letters) = (field(0, 4)?, field(5, 1)?, field(6, 1)?);
        if kind != 0 {
            return Ok(None);
        }
        let width = if self.old { 0 } else { 1 + (field(7, 1)? & 1) };
        let bytes = data.get(if self.old { 7 } else { 8 }..).unwrap_or_default();
        let units = bytes.chunks_exact(width.max(1)).take(letters);
        let units = units.filter_map(|unit| u16::try_from(number(unit, 0, width.max(1))?).ok());
        let name = String::from_utf16_lossy(&units.collect::<Vec<u16>>());
        let listed = self.made.len() + 4;
        self.write(SHEET, &[&[0; 6], data.get(6..).unwrap_or_default()])?;
        Ok(Some((listed, start, name)))
    }

    fn sheet(
        &mut self,
        mut records: Records<'_>,
        name: &str,
        found: &mut Found,
    ) -> Result<Sheet, Refused> {
        self.begin(&records.read()?)?;
        let (mut sheet, mut notes, mut within) = (Sheet::default(), Notes::default(), 0_usize);
        let mut awaited: Option<[u8; 6]> = None;
        loop {
            let record = records.read()?;
            match record.kind {
                // A chart within a sheet has cells of its own.
                BEGIN => within += 1,
                END if within > 0 => within -= 1,
                END => break,
                _ if within > 0 => {}
                _ => {
                    notes.take(&record, self.old);
                    self.cell(&mut sheet, name, &record, &mut awaited)?;
                }
            }
        }
        self.unreckoned(&mut sheet, name, &mut awaited)?;
        self.write(END, &[])?;
        notes.end(name, found);
        Ok(sheet)
    }

    /// Whether a font strikes out. There is no font of number 4.
    pub(super) fn strikes(&self, font: usize) -> bool {
        let at = if font > 4 { font - 1 } else { font };
        font != 4 && self.fonts.get(at).copied().unwrap_or_default()
    }

    /// Writes a record of some pieces.
    pub(super) fn write(&mut self, kind: usize, pieces: &[&[u8]]) -> Result<(), Refused> {
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        for number in [kind, length] {
            let half = u16::try_from(number).map_err(|_| Refused::Unreadable)?;
            self.made.extend_from_slice(&half.to_le_bytes());
        }
        for piece in pieces {
            self.made.extend_from_slice(piece);
        }
        Ok(())
    }
}
