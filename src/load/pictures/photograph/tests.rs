use image::{Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

pub fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// Colours that run into each other and grain, as in a photograph.
pub fn photograph(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        let place = [x.to_le_bytes(), y.to_le_bytes()].concat();
        let grain = u32::from(xxhash_rust::xxh3::xxh3_64(&place).to_le_bytes()[0]) % 16;
        let shade = |from: u32| u8::try_from((from + grain) % 256).expect("a byte");
        Rgb([shade(x / 8), shade(y / 8), shade((x + y) / 16)])
    }))
}

pub fn made(bytes: &[u8]) -> Picture {
    make(bytes).unwrap_or_else(|_| panic!("it is sound"))
}

pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
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
fn a_photograph_that_is_cut_short_is_reported_wherever_it_is_cut() {
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
