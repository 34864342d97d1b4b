//! Files that hold a picture and that no page or sheet can show as it is meant.

use super::jpeg;

/// A form of pictures that is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// What iPhones and some other telephones save instead of JPEG.
    Heic,
    /// So many pictures, shown one after the other.
    Moving(usize),
    /// Made of the four inks of a printing house, whose colours on a screen nobody can know without
    /// the profile of its press.
    Inks,
    /// Another form, by its name.
    Other(&'static str),
}

/// The form of a picture that is not shown, by its bytes, whatever the name of the file says; nothing
/// of any other file.
pub fn of(bytes: &[u8]) -> Option<Form> {
    let moving = |frames: usize| (frames > 1).then_some(Form::Moving(frames));
    Some(match bytes {
        [0xFF, 0xD8, 0xFF, ..] => return (jpeg::colours(bytes)? == 4).then_some(Form::Inks),
        [0x89, b'P', b'N', b'G', ..] => return moving(frames_of_png(bytes)?),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            return moving(frames_of_webp(bytes));
        }
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
            b"avif" | b"avis" => Form::Other("AVIF"),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
                Form::Heic
            }
            b"isom" | b"iso2" | b"mp41" | b"mp42" | b"avc1" => Form::Other("MP4"),
            b"qt  " => Form::Other("MOV"),
            _ => return None,
        },
        [b'G', b'I', b'F', b'8', ..] => Form::Other("GIF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Form::Other("BMP"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Form::Other("TIFF"),
        [b'8', b'B', b'P', b'S', ..] => Form::Other("PSD"),
        [b'%', b'P', b'D', b'F', ..] => Form::Other("PDF"),
        [b'%', b'!', b'P', b'S', ..] | [0xC5, 0xD0, 0xD3, 0xC6, ..] => Form::Other("EPS"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Form::Other("JPEG XL"),
        [0xFF, 0x4F, 0xFF, 0x51, ..] | [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => {
            Form::Other("JPEG 2000")
        }
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => Form::Other("WMF"),
        [1, 0, 0, 0, rest @ ..] if rest.get(36..40) == Some(&b" EMF"[..]) => Form::Other("EMF"),
        [0x1F, 0x8B, ..] => Form::Other("SVGZ"),
        _ => return None,
    })
}

/// The frames that a PNG says it has; nothing if it says nothing of them.
fn frames_of_png(bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        match kind {
            b"acTL" => return u32::from_be_bytes(*after.first_chunk()?).try_into().ok(),
            // What follows moves nothing.
            b"IDAT" => return None,
            _ => {}
        }
        let length: usize = u32::from_be_bytes(*length).try_into().ok()?;
        rest = after.get(length.checked_add(4)?..)?;
    }
}

/// The frames of a WebP that moves; none of any other.
fn frames_of_webp(bytes: &[u8]) -> usize {
    let mut frames = 0;
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((kind, after)) = rest.split_first_chunk::<4>() {
        frames += usize::from(kind == b"ANMF");
        let Some((length, after)) = after.split_first_chunk() else { break };
        // Each chunk is filled up to an even length.
        let length = u64::from(u32::from_le_bytes(*length)).next_multiple_of(2);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        rest = after.get(length..).unwrap_or_default();
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        for (bytes, form) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0"[..], Some(Form::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0", Some(Form::Heic)),
            (b"\0\0\0\x18ftypavif\0\0\0\0", Some(Form::Other("AVIF"))),
            (b"GIF89a\x01\0\x01\0", Some(Form::Other("GIF"))),
            (b"II*\0\x08\0\0\0", Some(Form::Other("TIFF"))),
            (b"%PDF-1.4", Some(Form::Other("PDF"))),
            (b"\x1F\x8B\x08", Some(Form::Other("SVGZ"))),
            (b"<svg/>", None),
            (b"BMW, 2024", None),
            (b"words", None),
            (b"", None),
        ] {
            assert_eq!(of(bytes), form, "{bytes:?}");
        }
    }

    #[test]
    fn a_picture_moves_if_it_has_more_frames_than_one() {
        let chunk = |kind: &[u8], data: &[u8]| {
            let length = u32::try_from(data.len()).expect("short").to_be_bytes();
            [&length[..], kind, data, &[0; 4]].concat()
        };
        let png = |frames: u32| {
            let control = [frames.to_be_bytes(), [0; 4]].concat();
            let head = chunk(b"IHDR", &[0; 13]);
            [&b"\x89PNG\r\n\x1A\n"[..], &head, &chunk(b"acTL", &control)].concat()
        };
        let webp = |frames: usize| {
            let head = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\0\0\0\0\0\0";
            [&head[..], &b"ANMF\x03\0\0\0abc\0".repeat(frames)].concat()
        };
        assert_eq!((of(&png(1)), of(&png(3))), (None, Some(Form::Moving(3))));
        assert_eq!((of(&webp(0)), of(&webp(1))), (None, None));
        assert_eq!(of(&webp(2)), Some(Form::Moving(2)));
        // However it is damaged, nothing is read that is not there.
        for whole in [png(3), webp(2)] {
            for end in 0..whole.len() {
                of(&whole[..end]);
            }
        }
    }
}
