//! Pictures whose colours are said by a profile.

use image::{
    GrayAlphaImage, GrayImage, ImageEncoder, Luma, Rgb, RgbImage, RgbaImage,
    codecs::{png::PngEncoder, webp::WebPEncoder},
};
use moxcms::{ColorProfile, ToneReprCurve};

use super::{
    tests::{made, photograph, written},
    *,
};

fn encoded(profile: &ColorProfile) -> Vec<u8> {
    profile.encode().expect("a profile")
}

/// A picture with a profile, as a file of each form that can hold it.
fn with_profile(picture: &DynamicImage, profile: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    fn write<E: ImageEncoder>(picture: &DynamicImage, mut encoder: E, profile: &[u8]) {
        encoder.set_icc_profile(profile.to_vec()).expect("a profile");
        picture.write_with_encoder(encoder).expect("a picture");
    }
    let (mut png, mut jpeg, mut webp) = (Vec::new(), Vec::new(), Vec::new());
    write(picture, PngEncoder::new(&mut png), profile);
    write(picture, JpegEncoder::new_with_quality(&mut jpeg, 100), profile);
    let rgb = DynamicImage::ImageRgb8(picture.to_rgb8());
    write(&rgb, WebPEncoder::new_lossless(&mut webp), profile);
    vec![("PNG", png), ("JPEG", jpeg), ("WebP", webp)]
}

fn plain(colour: [u8; 3]) -> DynamicImage {
    RgbImage::from_pixel(40, 30, Rgb(colour)).into()
}

/// The colour in the middle of a picture, as it is on a page.
fn shown(bytes: &[u8]) -> [i32; 3] {
    let picture = made(bytes);
    let seen = image::load_from_memory(&picture.bytes).expect("a picture").to_rgb8();
    seen.get_pixel(picture.width / 2, picture.height / 2).0.map(i32::from)
}

fn is_near(found: [i32; 3], wanted: [f64; 3]) -> bool {
    found.into_iter().zip(wanted).all(|(found, wanted)| (f64::from(found) - wanted).abs() <= 3.0)
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn as_screens_show(part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0);
    255.0 * if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 }
}

/// A colour of Display P3 in sRGB, by the matrix of CSS Color 4.
fn from_display_p3(colour: [u8; 3]) -> [f64; 3] {
    let [r, g, b] = colour.map(linear);
    [
        1.224_940_2 * r - 0.224_940_4 * g,
        -0.042_056_9 * r + 1.042_057_1 * g,
        -0.019_637_6 * r - 0.078_636_1 * g + 1.098_273_5 * b,
    ]
    .map(as_screens_show)
}

#[test]
fn the_colours_of_a_telephone_are_those_of_a_page() {
    let profile = encoded(&ColorProfile::new_display_p3());
    for colour in [[200, 100, 50], [30, 180, 90], [128, 128, 128], [0, 0, 0], [255, 255, 255]] {
        let wanted = from_display_p3(colour);
        for (form, bytes) in with_profile(&plain(colour), &profile) {
            let found = shown(&bytes);
            assert!(is_near(found, wanted), "{form}: {colour:?} is {found:?}, not {wanted:?}");
        }
    }
}

#[test]
fn a_green_of_adobe_rgb_does_not_pale() {
    let profile = encoded(&ColorProfile::new_adobe_rgb());
    for (form, bytes) in with_profile(&plain([100, 160, 100]), &profile) {
        let [red, green, _] = shown(&bytes);
        assert!(red < 80 && (158..=166).contains(&green), "{form}: {red}, {green}");
    }
}

#[test]
fn a_picture_in_srgb_is_left_as_it_is() {
    let picture = DynamicImage::from(photograph(60, 40).into_rgb8());
    let without = made(&written(&picture, ImageFormat::Png));
    for (form, bytes) in with_profile(&picture, &encoded(&ColorProfile::new_srgb())) {
        if form != "JPEG" {
            assert_eq!(made(&bytes).bytes, without.bytes, "{form}");
        }
    }
}

#[test]
fn grey_is_turned_by_a_profile_of_grey_and_stays_grey() {
    let mut profile = ColorProfile::new_gray_with_gamma(2.2);
    profile.gray_trc = Some(ToneReprCurve::Lut(Vec::new()));
    let wanted = as_screens_show(128.0 / 255.0);
    let grey = GrayImage::from_pixel(40, 30, Luma([128]));
    let translucent = GrayAlphaImage::from_pixel(40, 30, image::LumaA([128, 99]));
    for (form, bytes) in with_profile(&grey.clone().into(), &encoded(&profile)) {
        // What is in WebP has colours, and no profile of grey fits those.
        let wanted = if form == "WebP" { 128.0 } else { wanted };
        assert!(is_near(shown(&bytes), [wanted; 3]), "{form}: {:?}", shown(&bytes));
    }
    let turned = colours::to_srgb(translucent.into(), Some(&encoded(&profile)));
    let DynamicImage::ImageLumaA8(turned) = turned else { panic!("{:?}", turned.color()) };
    assert!((f64::from(turned.get_pixel(1, 1).0[0]) - wanted).abs() < 2.0);
    assert_eq!(turned.get_pixel(1, 1).0[1], 99);
    // Telephones give a grey picture the profile of their colours.
    let wanted = from_display_p3([128; 3]);
    for (form, bytes) in with_profile(&grey.into(), &encoded(&ColorProfile::new_display_p3())) {
        assert!(is_near(shown(&bytes), wanted), "{form}: {:?}", shown(&bytes));
    }
}

#[test]
fn what_shines_through_does_so_as_before() {
    let profile = encoded(&ColorProfile::new_display_p3());
    let picture = RgbaImage::from_pixel(4, 4, image::Rgba([200, 100, 50, 77]));
    let turned = colours::to_srgb(picture.into(), Some(&profile)).into_rgba8();
    let [red, green, blue, alpha] = turned.get_pixel(2, 2).0;
    assert!(is_near([red, green, blue].map(i32::from), from_display_p3([200, 100, 50])));
    assert_eq!(alpha, 77);
}

#[test]
fn a_profile_that_is_none_changes_nothing() {
    let whole = encoded(&ColorProfile::new_display_p3());
    let lab = encoded(&ColorProfile::new_lab());
    let cut = (0..whole.len()).step_by(7).map(|end| whole[..end].to_vec());
    for profile in cut.chain([lab, b"words".to_vec()]) {
        let picture = plain([200, 100, 50]);
        let turned = colours::to_srgb(picture.clone(), Some(&profile));
        assert_eq!((turned.width(), turned.height()), (40, 30));
        if profile.len() < 128 {
            assert_eq!(turned, picture, "{} bytes", profile.len());
        }
    }
    let mut flipped = whole.clone();
    for at in 0..whole.len() {
        flipped[at] ^= 0x55;
        colours::to_srgb(plain([200, 100, 50]), Some(&flipped));
        flipped[at] ^= 0x55;
    }
}
