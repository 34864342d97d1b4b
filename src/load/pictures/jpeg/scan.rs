//! A scan of a JPEG: the codes of some values of every block of some components.

use super::{
    entropy::{Bits, Table, Tables},
    frame::Frame,
};

/// The values of a block.
const VALUES: u32 = 64;

/// What a scan holds of each block.
struct Band<'a> {
    first: Option<&'a Table>,
    others: Option<&'a Table>,
    /// The first and the last of the values.
    values: (u32, u32),
    /// Whether it makes values finer that an earlier scan held.
    finer: bool,
    /// Whether a code may say that many blocks are at their end.
    runs: bool,
    /// How many blocks from here on are at their end.
    ended: u32,
}

impl Frame {
    /// Reads the scan whose header is `segment`, with a place to begin again after every `restart`
    /// units if that is not zero. Returns where in `bytes` it ends; nothing if a code is missing or
    /// is none.
    pub fn scan(
        &mut self,
        tables: &Tables,
        segment: &[u8],
        restart: usize,
        bytes: &[u8],
    ) -> Option<usize> {
        let (count, rest) = segment.split_first()?;
        let (named, rest) = rest.split_at_checked(2 * usize::from(*count))?;
        let [from, to, bits] = *rest.first_chunk()?;
        let finer = self.progressive && bits >> 4 != 0;
        let values = if self.progressive { (u32::from(from), u32::from(to)) } else { (0, 63) };
        if values.1 >= VALUES {
            return None;
        }
        let mut bands = Vec::new();
        for [id, numbers] in named.as_chunks::<2>().0 {
            let at = self.components.iter().position(|component| component.id == *id)?;
            let (first, others) = (tables.first(numbers >> 4), tables.others(numbers & 15));
            let runs = self.progressive;
            bands.push((at, Band { first, others, values, finer, runs, ended: 0 }));
            let component = self.components.get_mut(at)?;
            component.begun |= values.0 == 0;
        }
        let mut bits = Bits::new(bytes);
        // Cameras that film leave tables out which the decoder may know, and it says if it does not.
        if bands.iter().any(|(_, band)| band.lacks_a_table()) {
            return bits.end();
        }
        // A scan of one component holds the blocks that are seen, one of several whole units.
        let alone = match bands.as_slice() {
            [(at, _)] => Some(self.blocks(self.components.get(*at)?)),
            _ => None,
        };
        let (across, down) = alone.unwrap_or_else(|| self.units());
        for unit in 0..across * down {
            if restart != 0 && unit != 0 && unit % restart == 0 {
                bits.restart()?;
                for (_, band) in &mut bands {
                    band.ended = 0;
                }
            }
            let (x, y) = (unit % across, unit / across);
            for (at, band) in &mut bands {
                let component = self.components.get_mut(*at)?;
                let (wide, high) = if alone.is_some() { (1, 1) } else { component.per_unit };
                for block in 0..wide * high {
                    let (x, y) = (x * wide + block % wide, y * high + block / wide);
                    let mut none = 0;
                    let known = component.known.get_mut(y * component.row + x);
                    band.block(&mut bits, known.unwrap_or(&mut none))?;
                }
            }
        }
        bits.end()
    }
}

impl Band<'_> {
    fn lacks_a_table(&self) -> bool {
        let (from, to) = self.values;
        (from == 0 && !self.finer && self.first.is_none()) || (to > 0 && self.others.is_none())
    }

    /// Reads what the scan holds of a block, of which some values are `known` not to be zero.
    fn block(&mut self, bits: &mut Bits<'_>, known: &mut u64) -> Option<()> {
        let (mut at, last) = self.values;
        if at == 0 {
            if self.finer {
                bits.take(1)?;
            } else {
                let size = bits.symbol(self.first?)?;
                bits.take(u32::from(size))?;
            }
            at = 1;
        }
        if at > last {
            return Some(());
        }
        if self.finer { self.refine(bits, known, at) } else { self.begin(bits, known, at) }
    }

    /// Values that no earlier scan held.
    fn begin(&mut self, bits: &mut Bits<'_>, known: &mut u64, mut at: u32) -> Option<()> {
        if self.ended > 0 {
            self.ended -= 1;
            return Some(());
        }
        while at <= self.values.1 {
            let (zeros, size) = halves(bits.symbol(self.others?)?);
            if size > 0 {
                at += zeros;
                bits.take(size)?;
                *known |= 1 << (at % VALUES);
                at += 1;
            } else if zeros == 15 {
                at += 16;
            } else {
                if self.runs {
                    self.ended = (1 << zeros) - 1 + bits.take(zeros)?;
                }
                break;
            }
        }
        Some(())
    }

    /// A bit more of each value that is known, and such as are no longer zero.
    fn refine(&mut self, bits: &mut Bits<'_>, known: &mut u64, mut at: u32) -> Option<()> {
        let last = self.values.1;
        let is_known = |known: u64, at: u32| known >> (at % VALUES) & 1 == 1;
        while self.ended == 0 && at <= last {
            let (mut zeros, size) = halves(bits.symbol(self.others?)?);
            if size > 0 {
                bits.take(1)?;
            } else if zeros < 15 {
                self.ended = (1 << zeros) + bits.take(zeros)?;
                break;
            }
            while at <= last {
                if is_known(*known, at) {
                    bits.take(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if size > 0 {
                *known |= 1 << (at % VALUES);
            }
            at += 1;
        }
        if self.ended > 0 {
            while at <= last {
                if is_known(*known, at) {
                    bits.take(1)?;
                }
                at += 1;
            }
            self.ended -= 1;
        }
        Some(())
    }
}

/// The upper and the lower half of a symbol.
fn halves(symbol: u8) -> (u32, u32) {
    (u32::from(symbol >> 4), u32::from(symbol & 15))
}
