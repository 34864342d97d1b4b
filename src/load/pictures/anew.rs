//! Pictures out of a file of an office program, as files that may lie beside a lesson.

use image::{DynamicImage, metadata::Orientation};

use super::photograph::{Stored, USED_SIDE, decode, encode, shown, size};
use crate::foreign::fenced;

/// What is kept of a side: twice what is shown, so that somebody may still cut it.
const KEPT_SIDE: u32 = 2 * USED_SIDE;

/// The quality of a JPEG that is written once more when the site is built.
const KEPT_QUALITY: u8 = 90;

/// The whole of a picture, in the parts that [`View::cut`] counts.
const WHOLE: u32 = 100_000;

/// What an office program shows of a picture whose file is whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// What it cuts off on the left, above, on the right and below, in hundred-thousandths of the
    /// picture.
    pub cut: [u32; 4],
    /// By how many right angles it turns it clockwise.
    pub turns: u8,
}

/// Writes a picture of pixels anew as it is seen: upright, cut, and with nothing in it but what one
/// sees, neither the place and day of a photograph nor what somebody cut off. Gives the ending of
/// its name too; nothing if it is no PNG, JPEG or WebP, is damaged or too large, or if nobody knows
/// which side was cut off.
pub fn anew(bytes: &[u8], view: View) -> Option<(&'static str, Vec<u8>)> {
    fenced(|| made(bytes, view)).ok().flatten()
}

/// The pixels that a picture says it has; nothing if it is none that is made anew.
pub fn pixels(bytes: &[u8]) -> Option<u64> {
    fenced(|| size(bytes))
        .ok()
        .flatten()
        .map(|(width, height)| u64::from(width) * u64::from(height))
}

fn made(bytes: &[u8], view: View) -> Option<(&'static str, Vec<u8>)> {
    let Stored { picture: mut seen, orientation, profile } = decode(bytes).ok()?;
    let is_cut = view.cut.iter().any(|part| *part > 0);
    match orientation {
        Orientation::NoTransforms => {
            seen = if is_cut { cut(&seen, view.cut)? } else { seen };
            seen = turned(seen, view.turns);
        }
        // Programs differ in whether they see such a picture as it is stored or as it was taken.
        _ if is_cut => return None,
        _ => seen.apply_orientation(orientation),
    }
    let (kind, bytes) = encode(&shown(seen, profile.as_deref(), KEPT_SIDE), KEPT_QUALITY).ok()?;
    Some((kind.extension(), bytes))
}

fn cut(seen: &DynamicImage, cut: [u32; 4]) -> Option<DynamicImage> {
    let [left, above, right, below] = cut;
    let part = |side: u32, part: u32| {
        let pixels = u64::from(side) * u64::from(part.min(WHOLE)) / u64::from(WHOLE);
        u32::try_from(pixels).unwrap_or(side)
    };
    let (width, height) = (seen.width(), seen.height());
    let (x, y) = (part(width, left), part(height, above));
    let width = width.checked_sub(x)?.checked_sub(part(width, right))?;
    let height = height.checked_sub(y)?.checked_sub(part(height, below))?;
    (width > 0 && height > 0).then(|| seen.crop_imm(x, y, width, height))
}

fn turned(seen: DynamicImage, turns: u8) -> DynamicImage {
    match turns % 4 {
        1 => seen.rotate90(),
        2 => seen.rotate180(),
        3 => seen.rotate270(),
        _ => seen,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;

    /// Red on the left half, blue on the right.
    fn halves(width: u32, height: u32) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) }
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    fn seen(bytes: &[u8], view: View) -> RgbImage {
        let (ending, bytes) = anew(bytes, view).expect("it is sound");
        assert_eq!(ending, "png");
        image::load_from_memory(&bytes).expect("a picture").to_rgb8()
    }

    #[test]
    fn what_was_cut_off_is_gone_and_what_was_turned_is_turned() {
        let whole = halves(200, 100);
        let right = seen(&whole, View { cut: [50_000, 0, 0, 20_000], turns: 0 });
        assert_eq!(right.dimensions(), (100, 80));
        assert!(right.pixels().all(|pixel| pixel.0 == [0, 0, 200]));
        let turned = seen(&whole, View { cut: [0; 4], turns: 1 });
        assert_eq!(turned.dimensions(), (100, 200));
        assert_eq!(
            (turned.get_pixel(50, 0).0, turned.get_pixel(50, 199).0),
            ([200, 0, 0], [0, 0, 200])
        );
        assert_eq!(anew(&whole, View { cut: [50_000, 0, 50_000, 0], turns: 0 }), None);
        assert_eq!(anew(&whole, View { cut: [u32::MAX; 4], turns: 0 }), None);
    }

    #[test]
    fn it_is_no_larger_than_of_use_and_nothing_else_is_taken() {
        assert_eq!(seen(&halves(4000, 1000), View::default()).dimensions(), (1920, 480));
        assert_eq!(anew(b"GIF89a", View::default()), None);
        assert_eq!(anew(b"\x89PNG\r\n\x1A\n...", View::default()), None);
    }
}
