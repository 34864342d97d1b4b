//! The code on a sheet is read from the copy of a copy, as a telephone at a village meeting sees
//! it: turned, out of focus, black and white alone, with dust.

use std::path::Path;

use image::{GrayImage, Luma, imageops};
use typst::{
    layout::{Frame, FrameItem, Point, Size},
    visualize::ImageKind,
};
use typst_render::RenderOptions;

use super::{
    Press, compile, lay_out, prepare,
    tests::{day, layout, read},
};
use crate::{
    diag::Report,
    model::{Campaign, Lang, Subject, code},
    render::{
        print::qr,
        shared::{paged::in_one_thread_pool, place::PlaceView},
    },
};

/// Dots to a point of paper: 300 to an inch, half of what an old copier does.
const SCAN: f64 = 300.0 / 72.0;

/// What a telephone that is held over the code sees around it, in points: 10 mm.
const AROUND: f64 = 28.3;

/// Two per cent: a sheet laid on the glass by hand.
const TURNED: f32 = 0.02;

/// How far light spreads in one copy, in dots of the scan: a tenth of a millimetre.
const SPREAD: f32 = 1.2;

/// One dot in so many is dust, or toner that did not hold.
const DUST: u64 = 300;

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Where the first code of a page is, and how large.
fn code_in(frame: &Frame, origin: Point, drawing: &str) -> Option<(Point, Size)> {
    frame.items().find_map(|(at, item)| match item {
        FrameItem::Group(group) => code_in(&group.frame, origin + *at, drawing),
        FrameItem::Image(image, size, _) => match image.kind() {
            ImageKind::Svg(svg) if svg.data().as_slice() == drawing.as_bytes() => {
                Some((origin + *at, *size))
            }
            _ => None,
        },
        _ => None,
    })
}

/// The code of a page and what is around it, in grey.
fn seen(page: &typst_layout::Page, drawing: &str) -> Option<GrayImage> {
    let (at, size) = code_in(&page.frame, Point::zero(), drawing)?;
    let options = RenderOptions { pixel_per_pt: SCAN.into(), render_bleed: false };
    let drawn = typst_render::render(page, &options);
    let (wide, high) = (drawn.width(), drawn.height());
    let grey = drawn.pixels().iter().map(|pixel| {
        let [red, green, blue] = [pixel.red(), pixel.green(), pixel.blue()].map(u32::from);
        u8::try_from((red * 3 + green * 6 + blue) / 10).unwrap_or(u8::MAX)
    });
    let page = GrayImage::from_raw(wide, high, grey.collect()).expect("a page");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "dots of a page")]
    let dots = |points: f64| (points.max(0.0) * SCAN) as u32;
    let (x, y) = (dots(at.x.to_pt() - AROUND), dots(at.y.to_pt() - AROUND));
    let side = dots(size.x.to_pt() + 2.0 * AROUND);
    Some(imageops::crop_imm(&page, x, y, side, side).to_image())
}

/// A picture turned about its middle; what was outside is white.
fn turned(page: &GrayImage, by: f32) -> GrayImage {
    let (sin, cos) = by.sin_cos();
    #[expect(clippy::cast_precision_loss, reason = "a page has few thousand dots")]
    let (mid_x, mid_y) = (page.width() as f32 / 2.0, page.height() as f32 / 2.0);
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        #[expect(clippy::cast_precision_loss, reason = "a page has few thousand dots")]
        let (x, y) = (x as f32 - mid_x, y as f32 - mid_y);
        let from = (x * cos + y * sin + mid_x, y * cos - x * sin + mid_y);
        imageops::interpolate_bilinear(page, from.0, from.1).unwrap_or(Luma([255]))
    })
}

/// What a copier makes of it: soft edges, then black or white, and dust on the glass.
fn copied(page: &GrayImage, by: f32, chance: &mut Chance) -> GrayImage {
    let mut copy = imageops::blur(&turned(page, by), SPREAD);
    for pixel in copy.pixels_mut() {
        let black = pixel.0[0] < 140;
        let dust = chance.next().is_multiple_of(DUST);
        pixel.0[0] = if black == dust { 255 } else { 0 };
    }
    copy
}

/// What the codes in a picture say.
fn codes(page: &GrayImage) -> Vec<String> {
    // A telephone is never quite in focus.
    let page = imageops::blur(page, SPREAD);
    let (wide, high) = (page.width() as usize, page.height() as usize);
    let mut reader = quircs::Quirc::default();
    let found = reader.identify(wide, high, page.as_raw());
    let read = found.filter_map(|code| code.ok()?.decode().ok());
    read.filter_map(|code| String::from_utf8(code.payload).ok()).collect()
}

/// The code on a sheet of the first lesson, and the address that it holds.
fn sheet(campaign: &Campaign, press: &Press, name: &str, lang: &str) -> (GrayImage, String) {
    let lang = Lang::new(lang);
    let (pack, lesson) = campaign.lessons().next().expect("a lesson");
    let mut report = Report::new();
    let subject = Subject::Lesson(pack, lesson);
    let at = layout(campaign, name);
    let plate = compile(&mut report, campaign, press, subject, (&lang, &[]), at);
    assert_eq!(report.diagnostics(), []);
    let place = campaign.places.get("loc-ninh").expect("a place");
    let view = |lang: &Lang| PlaceView::new(campaign, place, lang, day());
    let job = prepare(campaign, &plate, view, None);
    let laid_out = in_one_thread_pool(|| lay_out(press, &plate, &job));
    let (document, _, _) = laid_out.unwrap_or_else(|faults| panic!("{faults:#?}"));
    let code = code::id(&lesson.id, lang.as_str(), &place.id);
    let address = qr::address(&campaign.settings.base_url, &code).expect("an address");
    let drawing = job.qr.as_deref().expect("a code");
    let code = document.pages().iter().find_map(|page| seen(page, drawing));
    (code.expect("a code on a page"), address.whole)
}

/// The address of a province's own server, which may be long.
const LONG: &str = "https://tuyentruyen.baovetreem.sogiaoducvadaotao.dongnai.gov.vn/2026";

#[test]
fn a_code_is_read_from_the_copy_of_a_copy() {
    let mut campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    for base_url in [campaign.settings.base_url.clone(), LONG.to_owned()] {
        campaign.settings.base_url = base_url;
        let press = Press::new(&campaign);
        for (name, lang) in
            [("copier", "vi"), ("trifold", "vi"), ("trifold", "km"), ("a6", "vi"), ("wallet", "vi")]
        {
            let (code, address) = sheet(&campaign, &press, name, lang);
            let mut chance = Chance(0x10a);
            let first = copied(&code, TURNED, &mut chance);
            let second = copied(&first, -2.0 * TURNED, &mut chance);
            assert_eq!(codes(&second), [address], "{name} ({lang})");
        }
    }
}

#[test]
fn a_page_that_is_copied_too_often_is_no_longer_read() {
    // Were the copies above harmless, they would prove nothing.
    let campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (mut code, address) = sheet(&campaign, &Press::new(&campaign), "copier", "vi");
    let mut chance = Chance(0x10a);
    let copies = (1..=40).find(|copy| {
        code = copied(&code, if copy % 2 == 0 { TURNED } else { -TURNED }, &mut chance);
        !codes(&code).contains(&address)
    });
    assert!(copies.is_some_and(|copies| copies > 3), "{copies:?}");
}
