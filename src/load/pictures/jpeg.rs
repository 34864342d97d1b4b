//! Whether a JPEG is all there. Decoders show what they have of one and make up the rest in grey.

use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, options::DecoderOptions},
};

/// Ends the picture; what a telephone puts behind it is no part of it.
const END: u8 = 0xD9;
/// Begins what the picture is made of, which ends with the next marker.
const SCAN: u8 = 0xDA;

/// Whether a JPEG is whole: it has an end, and nothing before it is damaged.
pub fn is_whole(bytes: &[u8]) -> bool {
    let strict = DecoderOptions::default().set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), strict);
    ends(bytes).is_some() && decoder.decode().is_ok()
}

/// Where the picture ends. The small pictures within its headers end too, so those are passed over by
/// the lengths that they state.
fn ends(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let marker = marker(bytes, at)?;
        let code = *bytes.get(marker)?;
        at = marker + 1;
        match code {
            END => return Some(at),
            // Markers without a length.
            0x01 | 0xD0..=0xD7 => {}
            _ => {
                let length = bytes.get(at..at + 2)?.first_chunk().copied()?;
                at += usize::from(u16::from_be_bytes(length));
                if code == SCAN {
                    at = scanned(bytes, at)?;
                }
            }
        }
    }
}

/// Where a scan ends: a marker that is neither a byte of the picture nor a place to begin again in it.
fn scanned(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let next = marker(bytes, at)?;
        if !matches!(bytes.get(next)?, 0x00 | 0xD0..=0xD7) {
            return Some(at);
        }
        at = next + 1;
    }
}

/// Where the code of the next marker is, which any number of filling bytes may stand before.
fn marker(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from + bytes.get(from..)?.iter().position(|byte| *byte == 0xFF)?;
    while *bytes.get(at)? == 0xFF {
        at += 1;
    }
    Some(at)
}
