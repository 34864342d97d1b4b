//! Photographs and other pictures of pixels: as small as what is shown of them, and with nothing
//! in them but what one sees.

mod colours;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_colours;
#[cfg(test)]
mod tests_traces;

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
    foreign::{Panic, fenced},
    model::{Memory, Picture, picture::PictureKind},
    say,
};

/// A picture may not have more pixels than this.
pub const MOST_PIXELS: u64 = 50_000_000;

/// What may be kept of a file beside its pixels.
const MOST_BESIDE: u64 = 32 * 1024 * 1024;

/// Nor may it take more memory than this when it is decoded: four bytes for each of those pixels.
const MOST_BYTES: u64 = 4 * MOST_PIXELS;

/// Wider or higher than this shows on no page and no sheet: a column of text at two pixels a
/// point, or 300 dots an inch over 80 mm.
pub const USED_SIDE: u32 = 960;

/// A part of white.
const WHITE: u32 = u8::MAX as u32;

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
/// that is what drops EXIF, GPS, notes, small pictures of it and every other trace of who took it
/// and where. Its colours are turned by its profile; what a PNG states of them without one (`gAMA`,
/// `cHRM`, `cICP`) is passed over.
fn make(bytes: &[u8]) -> Result<Picture, Fault> {
    fenced(|| made(bytes)).unwrap_or_else(|Panic(said)| {
        Err(Fault::Corrupt(say! { vi: "tệp bị hỏng", en: "its reader gave up ({said})" }))
    })
}

fn made(bytes: &[u8]) -> Result<Picture, Fault> {
    let Stored { mut picture, orientation, profile } = decode(bytes)?;
    picture.apply_orientation(orientation);
    let seen = shown(picture, profile.as_deref(), USED_SIDE);
    let (kind, bytes) = encode(&seen, JPEG_QUALITY)?;
    let webp = webp(&seen, kind).filter(|webp| webp.len() < bytes.len()).unwrap_or_default();
    let (width, height) = (seen.width(), seen.height());
    Ok(Picture { kind, width, height, titles: BTreeMap::new(), bytes, webp })
}

/// A picture as it is shown: with no side longer than `side`, in the colours of sRGB, and with nothing
/// under its transparent parts.
pub fn shown(mut seen: DynamicImage, profile: Option<&[u8]>, side: u32) -> DynamicImage {
    if seen.width().max(seen.height()) > side {
        seen = in_bytes(seen);
        // Else what is under the transparent parts would run into those beside them.
        each_translucent(&mut seen, |colour, alpha| (colour * alpha + 127) / 255);
        // That of a camera first roughly: to weigh each of its pixels takes seconds, and nobody sees it.
        if seen.width().max(seen.height()) > 3 * USED_SIDE {
            let rough = side.max(2 * USED_SIDE);
            seen = seen.thumbnail(rough, rough);
        }
        if seen.width().max(seen.height()) > side {
            seen = seen.resize(side, side, FilterType::Lanczos3);
        }
        each_translucent(&mut seen, |colour, alpha| match alpha {
            0 => WHITE,
            alpha => (colour * 255 + alpha / 2) / alpha,
        });
    }
    let mut seen = colours::to_srgb(in_bytes(seen), profile);
    // Who makes a part transparent does not want to show what is under it. White, as paper is: printers
    // let it run into what is beside it.
    each_translucent(&mut seen, |colour, alpha| if alpha == 0 { WHITE } else { colour });
    seen
}

/// A picture with a byte for each part of a colour; some have two.
fn in_bytes(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma16(_) => picture.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => picture.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => picture.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => picture.into_rgba8().into(),
        other => other,
    }
}

/// Changes each part of a colour by itself and by how much of it is seen.
fn each_translucent(picture: &mut DynamicImage, change: impl Fn(u32, u32) -> u32) {
    let (parts, bytes) = match picture {
        DynamicImage::ImageLumaA8(pixels) => (2, &mut **pixels),
        DynamicImage::ImageRgba8(pixels) => (4, &mut **pixels),
        _ => return,
    };
    for pixel in bytes.chunks_exact_mut(parts) {
        let Some((alpha, colours)) = pixel.split_last_mut() else { continue };
        for colour in colours {
            let changed = change(u32::from(*colour), u32::from(*alpha));
            *colour = u8::try_from(changed).unwrap_or(u8::MAX);
        }
    }
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

/// A picture as it is stored.
pub struct Stored {
    pub picture: DynamicImage,
    /// How it must be turned to stand upright.
    pub orientation: Orientation,
    /// The profile of its colours, if it has one.
    pub profile: Option<Vec<u8>>,
}

/// How wide and high a picture says it is; nothing if it is none that is shown.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    open(bytes).ok().map(|(_, decoder)| decoder.dimensions())
}

/// Decodes a picture.
pub fn decode(bytes: &[u8]) -> Result<Stored, Fault> {
    let (format, mut decoder) = open(bytes)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // Until the last scan of a JPEG that comes in several, two bytes more are kept for each.
    let coarse = format == ImageFormat::Jpeg && jpeg::is_progressive(bytes);
    let (kept, most) = if coarse { (3, 2 * MOST_BYTES) } else { (1, MOST_BYTES) };
    if pixels > MOST_PIXELS || decoder.total_bytes().saturating_mul(kept) > most {
        return Err(Fault::Enormous);
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(Fault::Cut);
    }
    let orientation = decoder.orientation().map_err(corrupt)?;
    let profile = decoder.icc_profile().map_err(corrupt)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        // Its head was sound, so it was a picture once.
        ImageError::Decoding(_) | ImageError::IoError(_) => Fault::Cut,
        other => corrupt(other),
    })?;
    Ok(Stored { picture, orientation, profile })
}

/// Reads the head of a picture.
fn open(bytes: &[u8]) -> Result<(ImageFormat, impl ImageDecoder), Fault> {
    let other = || {
        Fault::Corrupt(
            say! { vi: "không phải PNG, JPEG, WebP hay SVG", en: "it is no PNG, JPEG, WebP or SVG" },
        )
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    // For what is beside the picture: a profile, and notes that nobody reads.
    limits.max_alloc = Some(MOST_BESIDE);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| other())?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];
    let format = reader.format().filter(|format| known.contains(format)).ok_or_else(other)?;
    if format == ImageFormat::Jpeg && !jpeg::is_plain(bytes) {
        return Err(Fault::Corrupt(
            say! { vi: "tệp bị hỏng", en: "its codes are defined too often" },
        ));
    }
    reader.limits(limits);
    Ok((format, reader.into_decoder().map_err(corrupt)?))
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
