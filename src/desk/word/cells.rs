//! What the style of a table says of the letters in its cells: in all of them, in its first row, in every
//! other column.

use std::{collections::BTreeMap, ops::Range};

use roxmltree::Node;

use super::{
    fonts::Theme,
    styles::{Letters, Style},
    xml,
};

/// Some cells of a table, the more general ones first: what is said of later ones holds.
const KINDS: [&str; 13] = [
    "wholeTable",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstCol",
    "lastCol",
    "firstRow",
    "lastRow",
    "neCell",
    "nwCell",
    "seCell",
    "swCell",
];

/// What a style says of some cells of its tables.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    said: BTreeMap<usize, Letters>,
    /// Rows and columns of a band.
    bands: [Option<usize>; 2],
}

impl Cells {
    /// What a style says.
    pub fn of(style: Node<'_, '_>, theme: Theme) -> Self {
        let of = |part: Node<'_, '_>| {
            let kind = xml::attribute(part, "type")?;
            let at = KINDS.iter().position(|known| *known == kind)?;
            Some((at, Letters::of(xml::child(part, "rPr")?, theme)))
        };
        let properties = xml::child(style, "tblPr");
        let band = |name| {
            let size = properties.and_then(|found| xml::value(found, name))?;
            size.parse().ok().filter(|size| *size > 0)
        };
        Self {
            said: xml::children(style, "tblStylePr").filter_map(of).collect(),
            bands: [band("tblStyleRowBandSize"), band("tblStyleColBandSize")],
        }
    }

    /// What is said here, or else in the style that this one is based on.
    pub fn or(&self, base: &Self) -> Self {
        let mut said = base.said.clone();
        for (kind, letters) in &self.said {
            said.entry(*kind).and_modify(|base| *base = letters.or(*base)).or_insert(*letters);
        }
        let [rows, columns] = self.bands;
        Self { said, bands: [rows.or(base.bands[0]), columns.or(base.bands[1])] }
    }
}

/// A table, as far as its style asks.
#[derive(Debug, Clone, Default)]
pub struct Table {
    letters: Letters,
    cells: Cells,
    look: Look,
    rows: usize,
    columns: usize,
}

impl Table {
    /// A table with its properties, in its style; with so many rows and columns.
    pub fn of(
        properties: Option<Node<'_, '_>>,
        style: &Style,
        [rows, columns]: [usize; 2],
    ) -> Self {
        let look = properties.and_then(|found| xml::child(found, "tblLook"));
        let look = look.map(Look::of).unwrap_or_default();
        Self { letters: style.letters, cells: style.cells.clone(), look, rows, columns }
    }

    /// How letters look by the style in a cell of a row that covers these columns.
    pub fn letters(&self, row: usize, over: Range<usize>) -> Letters {
        let column = over.start;
        let Look { first_row, last_row, first_column, last_column, row_bands, column_bands } =
            self.look;
        let [top, bottom] = [first_row && row == 0, last_row && row + 1 == self.rows];
        let [left, right] = [first_column && column == 0, last_column && over.end == self.columns];
        let [high, wide] = self.cells.bands.map(|size| size.unwrap_or(1));
        // A first row or column stands outside the bands.
        let band = |at: usize, first: bool, size: usize| {
            at.checked_sub(usize::from(first)).map(|at| at / size % 2)
        };
        let across = band(row, first_row, high).filter(|_| row_bands && !top && !bottom);
        let down = band(column, first_column, wide).filter(|_| column_bands && !left && !right);
        let is = |kind: &str| match kind {
            "wholeTable" => true,
            "band1Vert" => down == Some(0),
            "band2Vert" => down == Some(1),
            "band1Horz" => across == Some(0),
            "band2Horz" => across == Some(1),
            "firstCol" => left,
            "lastCol" => right,
            "firstRow" => top,
            "lastRow" => bottom,
            "neCell" => top && right,
            "nwCell" => top && left,
            "seCell" => bottom && right,
            "swCell" => bottom && left,
            _ => false,
        };
        let mut letters = self.letters;
        for (kind, own) in &self.cells.said {
            if KINDS.get(*kind).is_some_and(|kind| is(kind)) {
                letters = own.or(letters);
            }
        }
        letters
    }
}

/// Which parts of its style a table takes.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they are the boxes to tick in Word")]
struct Look {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    row_bands: bool,
    column_bands: bool,
}

impl Default for Look {
    /// Where a table does not say, Word takes none of them but the bands.
    fn default() -> Self {
        Self {
            first_row: false,
            last_row: false,
            first_column: false,
            last_column: false,
            row_bands: true,
            column_bands: true,
        }
    }
}

impl Look {
    /// What `w:tblLook` says: in attributes, and in older files by the bits of a number.
    fn of(look: Node<'_, '_>) -> Self {
        let bits = xml::attribute(look, "val").and_then(|bits| u32::from_str_radix(bits, 16).ok());
        let is = |name: &str, bit: u32| match xml::attribute(look, name) {
            Some(value) => !matches!(value, "0" | "false" | "off"),
            None => bits.is_some_and(|bits| bits & bit != 0),
        };
        Self {
            first_row: is("firstRow", 0x20),
            last_row: is("lastRow", 0x40),
            first_column: is("firstColumn", 0x80),
            last_column: is("lastColumn", 0x100),
            row_bands: !is("noHBand", 0x200),
            column_bands: !is("noVBand", 0x400),
        }
    }
}
