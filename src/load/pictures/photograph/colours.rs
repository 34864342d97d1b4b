//! Colours as every screen takes them where nothing else is stated: those of sRGB.
//!
//! Telephones and cameras save the colours of a wider range, with a profile that says so. It is not
//! handed on, so the colours are turned into what they are without it.

use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformF64Executor, TransformOptions};

/// Colours that differ by no more than this, of one, are the same: those of one of the many profiles
/// of sRGB.
const SAME: f64 = 1.5 / 255.0;

/// A picture of 8 bits with the colours of sRGB. A profile that is damaged, or of other colours than
/// the picture, is passed over, as browsers do.
pub fn to_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let turned = profile.and_then(Turn::of).and_then(|turn| turn.apply(&picture));
    turned.unwrap_or(picture)
}

/// How colours are turned.
struct Turn {
    /// Whether the profile knows grey alone.
    grey: bool,
    transform: std::sync::Arc<TransformF64Executor>,
}

impl Turn {
    /// What a profile asks for; nothing if it is that of sRGB.
    fn of(profile: &[u8]) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        let grey = match profile.color_space {
            DataColorSpace::Gray => true,
            DataColorSpace::Rgb => false,
            _ => return None,
        };
        let layout = if grey { Layout::Gray } else { Layout::Rgb };
        // Numbers of 64 bits, because all processors make the same of those. Profiles that are tables,
        // as of scanners, are an exception: they may differ by one of 255.
        let options = TransformOptions { prefer_fixed_point: false, ..TransformOptions::default() };
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_f64(layout, &srgb, Layout::Rgb, options).ok()?;
        let turn = Self { grey, transform };
        let mut steps = (0..=8).map(|step| f64::from(step) / 8.0);
        let samples: Vec<f64> = if grey {
            steps.collect()
        } else {
            let steps: Vec<f64> = steps.by_ref().collect();
            let pairs = steps.iter().flat_map(|a| steps.iter().map(move |b| [*a, *b]));
            pairs.flat_map(|[a, b]| steps.iter().flat_map(move |c| [a, b, *c])).collect()
        };
        let same = |(a, b): (f64, &f64)| (a - b).abs() <= SAME;
        let turned = turn.colours(&samples)?;
        let before: Vec<f64> = turn.widened(&samples).collect();
        (!turned.into_iter().zip(&before).all(same)).then_some(turn)
    }

    /// Colours of three parts of those that the profile knows.
    fn colours(&self, values: &[f64]) -> Option<Vec<f64>> {
        let mut turned = vec![0.0; if self.grey { 3 * values.len() } else { values.len() }];
        self.transform.transform(values, &mut turned).ok()?;
        Some(turned)
    }

    /// The same colours without being turned.
    fn widened<'a>(&self, values: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let times = if self.grey { 3 } else { 1 };
        values.iter().flat_map(move |value| std::iter::repeat_n(*value, times))
    }

    fn apply(&self, picture: &DynamicImage) -> Option<DynamicImage> {
        let coloured = picture.color().has_color();
        let (width, height) = (picture.width(), picture.height());
        let part = |byte: &u8| f64::from(*byte) / 255.0;
        let values: Vec<f64> = match (self.grey, coloured) {
            (true, true) => return None,
            (true, false) => picture.to_luma8().iter().map(part).collect(),
            (false, _) => picture.to_rgb8().iter().map(part).collect(),
        };
        let turned = self.colours(&values)?.into_iter().map(byte).collect();
        let colours = RgbImage::from_raw(width, height, turned)?;
        let alphas = picture.color().has_alpha().then(|| picture.to_luma_alpha8());
        let alphas = alphas.as_ref().map(|alphas| alphas.pixels().map(|pixel| pixel.0[1]));
        if coloured {
            let Some(alphas) = alphas else { return Some(colours.into()) };
            let pixels = colours.pixels().zip(alphas);
            let bytes = pixels.flat_map(|(image::Rgb([r, g, b]), alpha)| [*r, *g, *b, alpha]);
            return RgbaImage::from_raw(width, height, bytes.collect()).map(Into::into);
        }
        let greys: GrayImage = DynamicImage::from(colours).into_luma8();
        let Some(alphas) = alphas else { return Some(greys.into()) };
        let bytes = greys.iter().zip(alphas).flat_map(|(grey, alpha)| [*grey, alpha]);
        GrayAlphaImage::from_raw(width, height, bytes.collect()).map(Into::into)
    }
}

fn byte(part: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 255"
    )]
    let byte = (part * 255.0).round().clamp(0.0, 255.0) as u8;
    byte
}
