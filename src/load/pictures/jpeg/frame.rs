//! What the header of a JPEG states: how large it is, and of which blocks it is made.

use super::super::LONGEST_SIDE;

/// Blocks are so many pixels wide and high.
const BLOCK: usize = 8;

/// More colours than four are none that any decoder knows.
const MOST: usize = 4;

/// The number of colours that a header states.
pub fn colours(segment: &[u8]) -> Option<usize> {
    segment.get(5).map(|count| usize::from(*count))
}

/// The header of a JPEG.
pub struct Frame {
    /// Whether its values come in several scans, the coarse ones first.
    pub progressive: bool,
    pub components: Vec<Component>,
    width: usize,
    height: usize,
    /// The most blocks that any component has in a unit, across and down.
    most: (usize, usize),
}

/// A colour of a JPEG, or its brightness.
pub struct Component {
    pub id: u8,
    /// How many blocks it has in a unit, across and down.
    pub per_unit: (usize, usize),
    /// Whether a scan held the first values of its blocks.
    pub begun: bool,
    /// Which values of each block are not zero so far, a bit for each; of a progressive JPEG alone.
    pub known: Vec<u64>,
    /// How many blocks stand beside each other in `known`.
    pub row: usize,
}

impl Frame {
    /// Of the segment with this code; nothing if it is damaged.
    pub fn read(code: u8, segment: &[u8]) -> Option<Self> {
        let (head, rest) = segment.split_first_chunk::<6>()?;
        let [_, height_high, height_low, width_high, width_low, count] = *head;
        let side = |high, low| usize::from(u16::from_be_bytes([high, low]));
        let (width, height) = (side(width_high, width_low), side(height_high, height_low));
        let triples = rest.as_chunks::<3>().0.get(..usize::from(count))?;
        let mut components = Vec::new();
        for [id, sampling, _] in triples {
            let per_unit = (usize::from(sampling >> 4), usize::from(sampling & 15));
            if !(1..=4).contains(&per_unit.0) || !(1..=4).contains(&per_unit.1) {
                return None;
            }
            let (id, known) = (*id, Vec::new());
            components.push(Component { id, per_unit, begun: false, known, row: 0 });
        }
        let across = components.iter().map(|component| component.per_unit.0).max()?;
        let down = components.iter().map(|component| component.per_unit.1).max()?;
        // Room is made for all blocks that it states.
        let most = LONGEST_SIDE as usize;
        if width == 0 || height == 0 || width > most || height > most || components.len() > MOST {
            return None;
        }
        let progressive = code == 0xC2;
        let mut frame = Self { progressive, components, width, height, most: (across, down) };
        if progressive {
            let (units, rows) = frame.units();
            for component in &mut frame.components {
                component.row = units * component.per_unit.0;
                component.known = vec![0; component.row * rows * component.per_unit.1];
            }
        }
        Some(frame)
    }

    /// Whether something of every component was sent. No more is needed by the standard, which
    /// leaves it to the sender how fine the last scan makes the values.
    pub fn is_begun(&self) -> bool {
        self.components.iter().all(|component| component.begun)
    }

    /// How many units there are, across and down: what a scan of several components is made of.
    pub fn units(&self) -> (usize, usize) {
        let (across, down) = self.most;
        (self.width.div_ceil(BLOCK * across), self.height.div_ceil(BLOCK * down))
    }

    /// How many blocks a component has in a scan of its own, across and down.
    pub fn blocks(&self, component: &Component) -> (usize, usize) {
        let side =
            |pixels: usize, own: usize, most: usize| (pixels * own).div_ceil(most).div_ceil(BLOCK);
        let ((across, down), (own, own_down)) = (self.most, component.per_unit);
        (side(self.width, own, across), side(self.height, own_down, down))
    }
}
