//! Photographs as they are printed: no more dots than paper shows of them, and grey on a sheet without
//! colour, where a machine that prints in colour would lay four inks and a copier makes what it likes
//! of them.
//!
//! How large one is printed, the layout alone knows; so this is done to pages that are laid out.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    hash::Hash as _,
    io::Cursor,
    sync::{Mutex, PoisonError},
};

use image::{
    DynamicImage, ImageError,
    codecs::{
        jpeg::JpegEncoder,
        png::{self, CompressionType, PngEncoder},
    },
    imageops::FilterType,
};
use typst::{
    foundations::{Bytes, Smart},
    layout::{Frame, FrameItem, Size, Transform},
    model::Document as _,
    visualize::{ExchangeFormat, Image, ImageKind, RasterFormat, RasterImage},
};
use typst_layout::{Page, PagedDocument};
use xxhash_rust::xxh3::Xxh3;

use crate::model::Ink;

/// How much of a photograph is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fineness {
    /// Dots an inch.
    dots: u16,
    /// The quality of a JPEG, of a hundred.
    quality: u8,
}

/// For a printing house.
pub const PRESS: Fineness = Fineness { dots: 300, quality: 90 };

/// For whoever looks at a sheet on a screen.
pub const SHOWN: Fineness = Fineness { dots: 250, quality: 75 };

/// For a sheet that is sent, from the finest to what still shows what is on it: the first with which
/// the sheet is light enough.
pub const SENT: [Fineness; 3] =
    [SHOWN, Fineness { dots: 200, quality: 65 }, Fineness { dots: 150, quality: 50 }];

/// A photograph, how wide and high in dots, whether grey, and of which quality.
type Key = (u128, u32, u32, bool, u8);

/// The photographs of a plate as they are printed, which is the same for nearly every place.
#[derive(Default)]
pub struct Photographs(Mutex<BTreeMap<Key, Bytes>>);

impl Photographs {
    /// A sheet with its photographs as they are printed.
    ///
    /// # Errors
    /// What was said when a photograph could not be written anew: in colour, or with all its dots, it
    /// may not be printed.
    pub fn printed<'a>(
        &self,
        document: &'a PagedDocument,
        ink: Ink,
        fineness: Fineness,
    ) -> Result<Cow<'a, PagedDocument>, String> {
        if !document.pages().iter().any(|page| has_any(&page.frame)) {
            return Ok(Cow::Borrowed(document));
        }
        let pages = document.pages().iter().map(|page| {
            let mut page = Page::clone(page);
            self.frame(&mut page.frame, 1.0, ink, fineness)?;
            Ok(page)
        });
        let pages = pages.collect::<Result<_, String>>()?;
        Ok(Cow::Owned(PagedDocument::new(pages, document.info().clone())))
    }

    fn frame(
        &self,
        frame: &mut Frame,
        scale: f64,
        ink: Ink,
        fineness: Fineness,
    ) -> Result<(), String> {
        let mut all = Ok(());
        frame.retain(|item| {
            let one = match item {
                FrameItem::Group(group) if has_any(&group.frame) => {
                    let scale = scale * stretch(&group.transform);
                    self.frame(&mut group.frame, scale, ink, fineness)
                }
                FrameItem::Image(image, size, _) => {
                    self.fitted(image, *size * scale, ink, fineness).map(|fitted| {
                        *image = fitted.unwrap_or_else(|| image.clone());
                    })
                }
                _ => Ok(()),
            };
            if all.is_ok() {
                all = one;
            }
            true
        });
        all
    }

    /// A photograph with fewer dots, or in grey; nothing if it is right as it is.
    fn fitted(
        &self,
        image: &Image,
        size: Size,
        ink: Ink,
        fineness: Fineness,
    ) -> Result<Option<Image>, String> {
        let ImageKind::Raster(raster) = image.kind() else { return Ok(None) };
        // A layout may draw dots of its own; they are written as PNG.
        let format = match raster.format() {
            RasterFormat::Exchange(ExchangeFormat::Jpg) => ExchangeFormat::Jpg,
            RasterFormat::Exchange(_) | RasterFormat::Pixel(_) => ExchangeFormat::Png,
        };
        let seen = raster.dynamic();
        let (width, height) = (
            seen.width().min(dots(size.x.to_inches(), fineness)),
            seen.height().min(dots(size.y.to_inches(), fineness)),
        );
        let grey = ink != Ink::Colour && seen.color().has_color();
        let is_fine = [PRESS, SHOWN].contains(&fineness);
        if (width, height) == (seen.width(), seen.height()) && !grey && is_fine {
            return Ok(None);
        }
        let key = (known_by(raster), width, height, grey, fineness.quality);
        let known = {
            let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            made.get(&key).cloned()
        };
        let bytes = match known {
            Some(bytes) => bytes,
            None => {
                let bytes = encoded(seen, format, key).map_err(|error| error.to_string())?;
                let bytes = Bytes::new(bytes);
                let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                made.insert(key, bytes.clone());
                bytes
            }
        };
        let raster = RasterImage::new(bytes, format, Smart::Auto).map_err(String::from)?;
        Ok(Some(Image::new(raster, image.alt().map(Into::into), image.scaling())))
    }
}

/// Whether a frame shows pixels anywhere.
fn has_any(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_any(&group.frame),
        FrameItem::Image(image, ..) => matches!(image.kind(), ImageKind::Raster(_)),
        _ => false,
    })
}

/// How many times larger something is drawn.
fn stretch(transform: &Transform) -> f64 {
    let across = transform.sx.get().hypot(transform.ky.get());
    let down = transform.sy.get().hypot(transform.kx.get());
    across.max(down)
}

fn dots(inches: f64, fineness: Fineness) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no paper is wider than a million dots"
    )]
    let dots = (inches * f64::from(fineness.dots)).ceil().clamp(1.0, 1e6) as u32;
    dots
}

fn encoded(
    seen: &DynamicImage,
    format: ExchangeFormat,
    (_, width, height, grey, quality): Key,
) -> Result<Vec<u8>, ImageError> {
    let mut seen = Cow::Borrowed(seen);
    if (width, height) != (seen.width(), seen.height()) {
        seen = Cow::Owned(seen.resize_exact(width, height, FilterType::Lanczos3));
    }
    if grey {
        seen = Cow::Owned(if seen.color().has_alpha() {
            seen.to_luma_alpha8().into()
        } else {
            seen.to_luma8().into()
        });
    }
    let mut bytes = Cursor::new(Vec::new());
    if format == ExchangeFormat::Jpg {
        seen.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))?;
    } else {
        let (compression, filter) = (CompressionType::Best, png::FilterType::Adaptive);
        seen.write_with_encoder(PngEncoder::new_with_quality(&mut bytes, compression, filter))?;
    }
    Ok(bytes.into_inner())
}

/// What tells a photograph from others: its bytes, which alone are no picture where it is of bare dots.
fn known_by(raster: &RasterImage) -> u128 {
    let mut hash = Xxh3::new();
    raster.format().hash(&mut hash);
    hash.update(raster.data());
    hash.digest128()
}
