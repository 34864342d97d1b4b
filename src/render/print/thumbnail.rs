//! A sheet as a small picture.

use image::{
    Rgb, Rgba, RgbaImage,
    imageops::{self, FilterType},
};
use typst_layout::Page;
use typst_render::RenderOptions;

use crate::render::shared::{paged::can_be_drawn, thumbnail::SIDE};

/// Paper ends here: on a white page nobody would see it.
const EDGE: Rgba<u8> = Rgba([133, 117, 95, 255]);

/// The quality of the picture, of a hundred.
const QUALITY: f32 = 60.0;

/// Draws a page as WebP, in the middle of a square of nothing: pages are laid out to one size,
/// whatever paper a sheet has.
pub fn draw(page: &Page) -> Option<Vec<u8>> {
    let size = page.frame.size();
    let long = size.x.max(size.y).to_pt();
    // Letters are lost when they are drawn so small at once.
    let scale = 2.0 * f64::from(SIDE) / long;
    if !can_be_drawn(page, scale) {
        return None;
    }
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let seen = typst_render::render(page, &options);
    let (width, height) = (seen.width(), seen.height());
    // Paper has a ground, so no pixel shines through.
    let pixels = seen.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    let large = image::RgbImage::from_raw(width, height, pixels.collect())?;
    let half = |side: u32| (side / 2).clamp(1, SIDE);
    let (width, height) = (half(width), half(height));
    let small = imageops::resize(&large, width, height, FilterType::Triangle);
    let mut square = RgbaImage::new(SIDE, SIDE);
    let (left, top) = ((SIDE - width) / 2, (SIDE - height) / 2);
    for (x, y, Rgb([red, green, blue])) in small.enumerate_pixels() {
        let edge = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
        let ink = if edge { EDGE } else { Rgba([*red, *green, *blue, 255]) };
        square.put_pixel(left + x, top + y, ink);
    }
    let encoder = webp::Encoder::from_rgba(&square, SIDE, SIDE);
    encoder.encode_simple(false, QUALITY).ok().map(|bytes| bytes.to_vec())
}
