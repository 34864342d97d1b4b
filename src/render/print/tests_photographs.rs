//! Sheets whose figure is a photograph.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use typst::{
    foundations::{Bytes, Smart},
    layout::{Frame, FrameItem, Size, Transform},
    model::Document as _,
    visualize::{
        ExchangeFormat, Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage,
    },
};
use typst_layout::{Page, PagedDocument};

use super::{
    Press, lay_out,
    photographs::{PRESS, SENT, SHOWN},
    stamp,
    tests::{campaign, job, layout, plate},
};
use crate::model::{Campaign, Ink, lesson::Short, picture::PictureKind};

/// A campaign whose figure is a photograph with so much grain that it is as heavy as one can be.
fn photographed() -> Campaign {
    let mut campaign = campaign("Giơ tay là chạm được con.");
    let seen = RgbImage::from_fn(960, 720, |x, y| {
        let place = [x.to_le_bytes(), y.to_le_bytes()].concat();
        let [red, green, blue, ..] = xxhash_rust::xxh3::xxh3_64(&place).to_le_bytes();
        let shade = |part: u8, of: u32| part / 4 + u8::try_from(of / 8).expect("a byte");
        Rgb([shade(red, x), shade(green, y), shade(blue, x.midpoint(y))])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(seen).write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture");
    let picture = campaign.pictures.values_mut().next().expect("the figure");
    (picture.kind, picture.width, picture.height) = (PictureKind::Jpeg, 960, 720);
    picture.bytes = bytes.into_inner();
    assert!(picture.bytes.len() > 200_000, "{}", picture.bytes.len());
    let lesson = campaign.packs.first_mut().and_then(|pack| pack.lessons.first_mut());
    let text = lesson.and_then(|lesson| lesson.texts.values_mut().next()).expect("a text");
    let words = text.shorts[&Short::Front].clone();
    text.shorts.insert(Short::Poster, words);
    campaign
}

/// Each photograph of a frame, how large it is printed, and its dots.
fn each(frame: &Frame, scale: f64, see: &mut dyn FnMut(&DynamicImage, Size)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let Transform { sx, .. } = group.transform;
                each(&group.frame, scale * sx.get(), see);
            }
            FrameItem::Image(image, size, _) => {
                if let ImageKind::Raster(raster) = image.kind() {
                    see(raster.dynamic(), *size * scale);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_photograph_does_not_make_a_sheet_too_heavy() {
    let campaign = photographed();
    let press = Press::new(&campaign);
    for name in ["copier", "trifold", "trifold-colour", "poster", "poster-a3", "a5", "large"] {
        let plate = plate(&campaign, &press, name);
        let job = job(&campaign, &plate, "an");
        let first =
            stamp(&press, &plate, &job).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        assert!(first.len() <= layout(&campaign, name).max_kb * 1000, "{name}");
        let again = super::tests::plate(&campaign, &press, name);
        let again = stamp(&press, &again, &job).expect("as before");
        assert!(first == again, "{name} is the same each time");
    }
}

#[test]
fn a_photograph_has_the_dots_that_are_printed_and_the_ink_of_its_sheet() {
    let campaign = photographed();
    let press = Press::new(&campaign);
    for (name, grey) in
        [("copier", true), ("trifold", true), ("poster-4", true), ("poster-a3", false)]
    {
        let plate = plate(&campaign, &press, name);
        let job = job(&campaign, &plate, "an");
        let (document, _, _) =
            lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
        assert_eq!(plate.layout.ink != Ink::Colour, grey);
        for (fineness, dots) in [(PRESS, 300), (SHOWN, 250), (SENT[2], 150)] {
            let printed = plate.photographs.printed(&document, plate.layout.ink, fineness);
            let printed = printed.expect("as it is printed");
            let mut seen = 0;
            for page in printed.pages() {
                each(&page.frame, 1.0, &mut |picture, size| {
                    seen += 1;
                    assert_eq!(picture.color().has_color(), !grey, "{name}");
                    let wanted = (size.x.to_inches() * f64::from(dots)).ceil().min(960.0);
                    let off = f64::from(picture.width()) - wanted;
                    assert!(off.abs() <= 1.0, "{name}: {} dots, not {wanted}", picture.width());
                });
            }
            assert!(seen > 0, "{name} shows it");
        }
    }
}

/// Puts another picture in the place of every photograph.
fn replace(frame: &mut Frame, by: &RasterImage) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => replace(&mut group.frame, by),
            FrameItem::Image(image, ..) if matches!(image.kind(), ImageKind::Raster(_)) => {
                *image = Image::new(by.clone(), None, Smart::Auto);
            }
            _ => {}
        }
        true
    });
}

#[test]
fn a_picture_that_a_layout_brings_is_printed_as_photographs_are() {
    let campaign = photographed();
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "trifold");
    let job = job(&campaign, &plate, "an");
    let (document, _, _) =
        lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let (width, height) = (960, 720);
    let dots: Vec<u8> = [200, 30, 40].repeat(width as usize * height as usize);
    let webp = webp::Encoder::from_rgb(&dots, width, height).encode_simple(true, 75.0);
    let webp = webp.expect("a picture").to_vec();
    let pixels = PixelFormat { encoding: PixelEncoding::Rgb8, width, height };
    for (bytes, format) in
        [(webp, RasterFormat::from(ExchangeFormat::Webp)), (dots, RasterFormat::Pixel(pixels))]
    {
        let picture = RasterImage::new(Bytes::new(bytes), format, Smart::Auto).expect("a picture");
        let pages = document.pages().iter().map(|page| {
            let mut page = Page::clone(page);
            replace(&mut page.frame, &picture);
            page
        });
        let document = PagedDocument::new(pages.collect(), document.info().clone());
        let printed = plate.photographs.printed(&document, Ink::Black, SENT[2]);
        let mut seen = 0;
        for page in printed.expect("as it is printed").pages() {
            each(&page.frame, 1.0, &mut |picture, _| {
                seen += 1;
                assert!(!picture.color().has_color(), "{format:?}");
                assert!(picture.width() < width, "{format:?}");
            });
        }
        assert!(seen > 0);
    }
}
