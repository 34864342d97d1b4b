//! Photographs and other pictures of pixels: as small as what is shown of them, and with nothing
//! in them but what one sees.

use std::{
    collections::BTreeMap,
    io::{self, Cursor},
};

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{self, CompressionType},
    },
    imageops::FilterType,
    metadata::Orientation,
};

use super::{Fault, LONGEST_SIDE, jpeg};
use crate::{
    model::{Memory, Picture, picture::PictureKind},
    say,
};

/// A picture may not have more pixels than this, which is 200 MB of memory when decoded.
const MOST_PIXELS: u64 = 50_000_000;

/// Wider or higher than this shows on no page and no sheet: a column of text at two pixels a
/// point, or 300 dots an inch over 80 mm.
pub const USED_SIDE: u32 = 960;

/// The quality of a JPEG, of a hundred.
const JPEG_QUALITY: u8 = 75;

/// The quality of a WebP with loss, of a hundred. At this one a reader sees no difference to the
/// JPEG beside it.
const WEBP_QUALITY: f32 = 75.0;

/// A picture made ready, unless an earlier build did that.
pub fn recall(memory: &mut Memory, bytes: &[u8]) -> Result<Picture, Fault> {
    let mut failed = None;
    let ready = memory.recall("picture", bytes, || match make(bytes) {
        Ok(picture) => Some(pack(&picture)),
        Err(fault) => {
            failed = Some(fault);
            None
        }
    });
    match (ready.as_deref().and_then(unpack), failed) {
        (Some(picture), _) => Ok(picture),
        (None, Some(fault)) => Err(fault),
        // What is remembered is not what we remember.
        (None, None) => make(bytes),
    }
}

/// Decodes a picture, turns it upright, makes it as small as it is shown, and writes it again:
/// that is what drops EXIF, GPS and every other trace of who took it and where.
fn make(bytes: &[u8]) -> Result<Picture, Fault> {
    let (mut upright, orientation) = decode(bytes)?;
    upright.apply_orientation(orientation);
    let seen = no_larger(upright, USED_SIDE);
    let (kind, bytes) = encode(&seen, JPEG_QUALITY)?;
    let webp = webp(&seen, kind).filter(|webp| webp.len() < bytes.len()).unwrap_or_default();
    let (width, height) = (seen.width(), seen.height());
    Ok(Picture { kind, width, height, titles: BTreeMap::new(), bytes, webp })
}

/// A picture with no side longer than that.
pub fn no_larger(seen: DynamicImage, side: u32) -> DynamicImage {
    if seen.width().max(seen.height()) > side {
        return seen.resize(side, side, FilterType::Lanczos3);
    }
    seen
}

fn corrupt(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::Enormous,
        other if ends_early(&other) => Fault::Cut,
        other => Fault::Corrupt(say! { vi: "tệp bị hỏng", en: "{other}" }),
    }
}

/// Whether a decoder wanted more than there is.
fn ends_early(error: &ImageError) -> bool {
    matches!(error, ImageError::IoError(io) if io.kind() == io::ErrorKind::UnexpectedEof)
}

/// A picture as it is stored, and how it must be turned to stand upright.
pub fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), Fault> {
    let other = || {
        Fault::Corrupt(
            say! { vi: "không phải PNG, JPEG, WebP hay SVG", en: "it is no PNG, JPEG, WebP or SVG" },
        )
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| other())?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    let format = reader.format().filter(|format| known.contains(format)).ok_or_else(other)?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(corrupt)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::Enormous);
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(Fault::Cut);
    }
    let orientation = decoder.orientation().map_err(corrupt)?;
    Ok((DynamicImage::from_decoder(decoder).map_err(corrupt)?, orientation))
}

/// As JPEG or PNG, which every browser and Typst can show. Few colours and sharp edges are smaller
/// as PNG; a photograph, even if it came as one, is less than half of that as JPEG.
pub fn encode(seen: &DynamicImage, quality: u8) -> Result<(PictureKind, Vec<u8>), Fault> {
    let mut png = Vec::new();
    let best = (CompressionType::Best, png::FilterType::Adaptive);
    seen.write_with_encoder(png::PngEncoder::new_with_quality(&mut png, best.0, best.1))
        .map_err(corrupt)?;
    if is_opaque(seen) {
        let mut jpeg = Vec::new();
        seen.to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality))
            .map_err(corrupt)?;
        if jpeg.len() < png.len() / 2 {
            return Ok((PictureKind::Jpeg, jpeg));
        }
    }
    Ok((PictureKind::Png, png))
}

fn is_opaque(seen: &DynamicImage) -> bool {
    !seen.color().has_alpha()
        || seen.to_rgba8().pixels().all(|pixel| matches!(pixel.0, [_, _, _, u8::MAX]))
}

/// The same as WebP: with loss for a photograph, without for what stays PNG.
fn webp(seen: &DynamicImage, kind: PictureKind) -> Option<Vec<u8>> {
    let exact = kind != PictureKind::Jpeg;
    let (width, height) = (seen.width(), seen.height());
    let written = if is_opaque(seen) {
        let pixels = seen.to_rgb8();
        webp::Encoder::from_rgb(&pixels, width, height).encode_simple(exact, WEBP_QUALITY)
    } else {
        let pixels = seen.to_rgba8();
        webp::Encoder::from_rgba(&pixels, width, height).encode_simple(exact, WEBP_QUALITY)
    };
    written.ok().map(|bytes| bytes.to_vec())
}

/// A picture as bytes to remember: kind, width, height and length of the file, the file, the WebP.
fn pack(picture: &Picture) -> Vec<u8> {
    let length = u32::try_from(picture.bytes.len()).unwrap_or_default();
    let mut packed = vec![u8::from(picture.kind == PictureKind::Jpeg)];
    for number in [picture.width, picture.height, length] {
        packed.extend_from_slice(&number.to_le_bytes());
    }
    packed.extend_from_slice(&picture.bytes);
    packed.extend_from_slice(&picture.webp);
    packed
}

fn unpack(packed: &[u8]) -> Option<Picture> {
    let (kind, mut rest) = packed.split_first()?;
    let mut number = || {
        let (bytes, after) = rest.split_first_chunk()?;
        rest = after;
        Some(u32::from_le_bytes(*bytes))
    };
    let (width, height, length) = (number()?, number()?, number()?);
    let (bytes, webp) = rest.split_at_checked(length as usize)?;
    let kind = if *kind == 1 { PictureKind::Jpeg } else { PictureKind::Png };
    let (bytes, webp) = (bytes.to_vec(), webp.to_vec());
    Some(Picture { kind, width, height, titles: BTreeMap::new(), bytes, webp })
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    /// Colours that run into each other and grain, as in a photograph.
    fn photograph(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            let place = [x.to_le_bytes(), y.to_le_bytes()].concat();
            let grain = u32::from(xxhash_rust::xxh3::xxh3_64(&place).to_le_bytes()[0]) % 16;
            let shade = |from: u32| u8::try_from((from + grain) % 256).expect("a byte");
            Rgb([shade(x / 8), shade(y / 8), shade((x + y) / 16)])
        }))
    }

    fn made(bytes: &[u8]) -> Picture {
        make(bytes).unwrap_or_else(|_| panic!("it is sound"))
    }

    #[test]
    fn a_photograph_is_no_larger_than_what_is_shown_of_it() {
        for (width, height, wanted) in [(2400, 1200, (960, 480)), (300, 200, (300, 200))] {
            let picture = made(&written(&photograph(width, height), ImageFormat::Jpeg));
            assert_eq!((picture.width, picture.height), wanted);
            for bytes in [&picture.bytes, &picture.webp] {
                let seen = image::load_from_memory(bytes).expect("a picture");
                assert_eq!((seen.width(), seen.height()), wanted, "what is said is written");
            }
            assert!(picture.webp.len() < picture.bytes.len());
        }
    }

    #[test]
    fn a_photograph_is_jpeg_however_it_came_and_a_chart_stays_exact() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            assert_eq!(made(&written(&photograph(400, 300), format)).kind, PictureKind::Jpeg);
        }
        let chart = RgbaImage::from_fn(300, 200, |x, y| {
            Rgba(if x / 30 % 2 == y / 40 % 2 { [0, 0, 0, 255] } else { [255, 255, 255, 0] })
        });
        let chart = DynamicImage::ImageRgba8(chart);
        let picture = made(&written(&chart, ImageFormat::Png));
        assert_eq!(picture.kind, PictureKind::Png);
        for bytes in [&picture.bytes, &picture.webp] {
            let seen = image::load_from_memory(bytes).expect("a picture").to_rgba8();
            let same = |(a, b): (&Rgba<u8>, &Rgba<u8>)| a == b || (a.0[3] == 0 && b.0[3] == 0);
            assert!(seen.pixels().zip(chart.to_rgba8().pixels()).all(same));
        }
    }

    /// A JPEG as a telephone writes it: it lies on its side, and EXIF says so, where it was taken
    /// and by whom.
    fn from_a_telephone() -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            let mut entry = tag.to_be_bytes().to_vec();
            entry.extend(kind.to_be_bytes());
            entry.extend(count.to_be_bytes());
            entry.extend(value);
            entry
        };
        exif.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
        exif.extend(entry(0x013B, 2, 12, [0, 0, 0, 50]));
        exif.extend(entry(0x8825, 4, 1, [0, 0, 0, 62]));
        exif.extend([0; 4]);
        exif.extend(b"Lan Nguyen\0\0");
        exif.extend([0, 1]);
        exif.extend(entry(1, 2, 2, *b"N\0\0\0"));
        exif.extend([0; 4]);
        let jpeg = written(&photograph(400, 200), ImageFormat::Jpeg);
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
        bytes.extend(exif);
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Lan Nguyen</x:xmpmeta>";
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(u16::try_from(xmp.len() + 2).expect("short").to_be_bytes());
        bytes.extend(xmp);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn a_photograph_stands_upright_and_tells_nothing_of_who_took_it() {
        let bytes = from_a_telephone();
        let holds = |bytes: &[u8], words: &str| {
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        };
        assert!(holds(&bytes, "Lan Nguyen"));
        let picture = made(&bytes);
        assert_eq!((picture.width, picture.height), (200, 400));
        for bytes in [&picture.bytes, &picture.webp] {
            let seen = image::load_from_memory(bytes).expect("a picture");
            assert_eq!((seen.width(), seen.height()), (200, 400));
            for words in ["Exif", "Lan", "xmp", "EXIF", "XMP", "GPS"] {
                assert!(!holds(bytes, words), "{words}");
            }
        }
    }

    #[test]
    fn a_picture_is_made_ready_once() {
        let bytes = from_a_telephone();
        let mut first = Memory::remembered(1, Vec::new());
        let made = recall(&mut first, &bytes).unwrap_or_else(|_| panic!("it is sound"));
        let kept = first.to_remember().expect("something new");
        let mut second = Memory::remembered(1, kept);
        let again = recall(&mut second, &bytes).unwrap_or_else(|_| panic!("it is sound"));
        assert_eq!(second.to_remember(), None, "nothing was made");
        assert_eq!(
            (made.kind, made.width, made.height, made.bytes, made.webp),
            (again.kind, again.width, again.height, again.bytes, again.webp)
        );
        assert!(recall(&mut second, b"GIF89a").is_err());
        assert!(recall(&mut second, &bytes[..200]).is_err());
    }

    #[test]
    fn a_photograph_that_is_cut_short_is_told_wherever_it_is_cut() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let whole = written(&photograph(400, 300), format);
            assert!(make(&whole).is_ok());
            for part in 1..20 {
                let cut = &whole[..whole.len() * part / 20];
                assert!(make(cut).is_err(), "{format:?}, {part} of 20");
            }
        }
        let whole = written(&photograph(400, 300), ImageFormat::Jpeg);
        let half = &whole[..whole.len() / 2];
        assert!(matches!(make(half), Err(Fault::Cut)));
        let grey = DynamicImage::ImageLuma8(photograph(40, 30).to_luma8());
        assert!(make(&written(&grey, ImageFormat::Jpeg)).is_ok());
        // What a telephone puts behind its picture is no part of it.
        assert!(make(&[&whole[..], b"MotionPhoto_Data", &[0; 9]].concat()).is_ok());
        // Nothing in the place of its middle, as from a bad card.
        let mut torn = whole.clone();
        torn[whole.len() / 2..][..2000].fill(0xFF);
        assert!(matches!(make(&torn), Err(Fault::Cut)));
    }
}
