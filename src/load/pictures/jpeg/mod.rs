//! Whether a JPEG is all there.
//!
//! Decoders show what they have of one and make up the rest: where data is missing, the one that is
//! used here reads on in zeros and says nothing, in its strict mode too. So the data is read here
//! once more as far as its codes go, without making pixels of them: each scan must have a code for
//! every block of the picture.

mod entropy;
mod frame;
mod scan;
#[cfg(test)]
mod tests;

use entropy::Tables;
use frame::Frame;

/// Ends the picture; what a telephone puts behind it is no part of it.
const END: u8 = 0xD9;
/// Begins what the picture is made of, which ends with the next marker.
const SCAN: u8 = 0xDA;
/// Defines tables of codes.
const TABLES: u8 = 0xC4;
/// After how many blocks there is a place to begin again.
const RESTART: u8 = 0xDD;

/// A decoder that is sent more scans than this refuses the file; to count them all could take hours.
const MOST_SCANS: usize = 100;

/// Four for each scan, and each perhaps once more.
const MOST_TABLES: usize = 8 * MOST_SCANS;

/// Whether a JPEG is whole: it has an end, and before it a code for every block. Whether the decoder
/// knows this kind of JPEG must be known before.
pub fn is_whole(bytes: &[u8]) -> bool {
    walk(bytes).is_some()
}

/// The number of colours that a JPEG is made of, by its header: one for grey, three for a screen,
/// four for the inks of a printing house.
pub fn colours(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let (code, segment, after) = segment(bytes, at)?;
        match code {
            0xC0..=0xC2 => return frame::colours(segment),
            SCAN | END => return None,
            _ => at = after,
        }
    }
}

/// Whether a JPEG that is sound so far comes in several scans, the coarse ones first.
pub fn is_progressive(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some((code, _, after)) = segment(bytes, at) {
        match code {
            0xC0..=0xC2 => return code == 0xC2,
            _ => at = after,
        }
    }
    false
}

/// Whether tables of codes are defined no oftener than they are used. For each a decoder makes a
/// longer one.
pub fn is_plain(bytes: &[u8]) -> bool {
    let (mut tables, mut at) = (0, 2);
    while let Some((code, segment, after)) = segment(bytes, at) {
        // Each takes seventeen bytes and more.
        tables += if code == TABLES { 1 + segment.len() / 17 } else { 0 };
        if tables > MOST_TABLES {
            return false;
        }
        at = after;
    }
    true
}

/// Reads a JPEG to its end; nothing if something is missing on the way. The small pictures within
/// its headers end too, so those are passed over by the lengths that they state.
fn walk(bytes: &[u8]) -> Option<()> {
    let mut tables = Tables::default();
    let mut frame: Option<Frame> = None;
    let mut restart = 0;
    let mut scans = 0;
    let mut at = 2;
    loop {
        let (code, segment, after) = segment(bytes, at)?;
        at = after;
        match code {
            END => return frame?.is_begun().then_some(()),
            0xC0..=0xC2 if frame.is_none() => frame = Some(Frame::read(code, segment)?),
            0xC0..=0xC2 => return None,
            TABLES => tables.define(segment)?,
            RESTART => restart = usize::from(u16::from_be_bytes(*segment.first_chunk()?)),
            SCAN if scans < MOST_SCANS => {
                scans += 1;
                at += frame.as_mut()?.scan(&tables, segment, restart, bytes.get(at..)?)?;
            }
            SCAN => return Some(()),
            _ => {}
        }
    }
}

/// The next marker from a place on: its code, what it states, and where that ends.
fn segment(bytes: &[u8], from: usize) -> Option<(u8, &[u8], usize)> {
    let at = marker(bytes, from)?;
    let code = *bytes.get(at)?;
    // Markers that state nothing, and a byte of a picture that was passed over.
    if matches!(code, 0x00 | 0x01 | 0xD0..=0xD7 | END) {
        return Some((code, &[], at + 1));
    }
    let length = bytes.get(at + 1..)?.first_chunk().copied()?;
    let end = at + 1 + usize::from(u16::from_be_bytes(length));
    Some((code, bytes.get(at + 3..end)?, end))
}

/// Where the code of the next marker is, which any number of filling bytes may stand before.
fn marker(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from + bytes.get(from..)?.iter().position(|byte| *byte == 0xFF)?;
    while *bytes.get(at)? == 0xFF {
        at += 1;
    }
    Some(at)
}
