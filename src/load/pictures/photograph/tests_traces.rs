//! What programs and telephones put into pictures beside what one sees.

use image::{
    ImageEncoder, Rgba, RgbaImage,
    codecs::{png::PngEncoder, webp::WebPEncoder},
};

use super::{
    tests::{holds, made, photograph, written},
    *,
};

/// A piece of a PNG.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let sum = !body.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    });
    let length = u32::try_from(data.len()).expect("short");
    [&length.to_be_bytes()[..], &body, &sum.to_be_bytes()].concat()
}

/// A PNG with pieces behind its head.
fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    let (head, rest) = png.split_at(8 + 25);
    [head, &chunks.concat(), rest].concat()
}

/// The pieces of a PNG: where each begins, its kind and its data.
fn chunks(png: &[u8]) -> Vec<(usize, String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().expect("four")) as usize;
        let kind = String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned();
        all.push((at, kind, png[at + 8..at + 8 + length].to_vec()));
        at += length + 12;
    }
    all
}

/// EXIF that says that a picture lies on its side, and who took it.
fn exif() -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x3B\0\x02\0\0\0\x0C\0\0\0\x26\0\0\0\0");
    exif.extend(b"Lan Nguyen\0\0");
    exif
}

#[test]
fn png_and_webp_are_upright_too_and_keep_no_traces() {
    let side = photograph(40, 20);
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_exif_metadata(exif()).expect("EXIF");
    side.write_with_encoder(encoder).expect("a picture");
    let xmp = b"<x:xmpmeta>Lan Nguyen</x:xmpmeta>";
    let png = with_chunks(
        &png,
        &[
            chunk(*b"tEXt", b"Author\0Lan Nguyen"),
            chunk(*b"iTXt", &[&b"XML:com.adobe.xmp\0\0\0\0\0"[..], xmp].concat()),
            chunk(*b"tIME", &[7, 234, 11, 23, 9, 0, 0]),
            chunk(*b"laNg", b"Lan Nguyen"),
        ],
    );
    let mut webp = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut webp);
    encoder.set_exif_metadata(exif()).expect("EXIF");
    side.write_with_encoder(encoder).expect("a picture");
    webp.extend(b"XMP \x21\0\0\0");
    webp.extend(xmp);
    webp.push(0);
    let length = u32::try_from(webp.len() - 8).expect("short").to_le_bytes();
    webp[4..8].copy_from_slice(&length);
    for (form, bytes) in [("PNG", png), ("WebP", webp)] {
        assert!(holds(&bytes, "Lan Nguyen"), "{form}");
        let picture = made(&bytes);
        assert_eq!((picture.width, picture.height), (20, 40), "{form}");
        for written in [&picture.bytes, &picture.webp] {
            for words in ["Lan", "Exif", "EXIF", "eXIf", "tEXt", "iTXt", "tIME", "XMP", "xmp"] {
                assert!(!holds(written, words), "{form}: {words}");
            }
        }
    }
}

#[test]
fn nothing_is_left_under_what_is_transparent() {
    let painted = |x: u32, y: u32| if (x / 40 + y / 40).is_multiple_of(2) { 0 } else { 255 };
    for (width, height) in [(200, 120), (1200, 720)] {
        let picture = RgbaImage::from_fn(width, height, |x, y| {
            let alpha = painted(x, y);
            // A red that nobody should see, beside black.
            Rgba(if alpha == 0 { [255, 0, 0, 0] } else { [0, 0, 0, alpha] })
        });
        let picture = made(&written(&picture.into(), ImageFormat::Png));
        for bytes in [&picture.bytes, &picture.webp] {
            let seen = image::load_from_memory(bytes).expect("a picture").into_rgba8();
            let red = seen.pixels().find(|pixel| pixel.0[0] > pixel.0[1].saturating_add(8));
            assert_eq!(red, None, "{width}");
        }
    }
}

#[test]
fn sixteen_bits_and_a_palette_come_out_as_eight_bits_in_colour() {
    let fine = image::ImageBuffer::from_fn(64, 48, |x, y| {
        image::Rgb([x, y, x + y].map(|part| u16::try_from(part * 500).expect("small")))
    });
    let fine = DynamicImage::ImageRgb16(fine);
    let picture = made(&written(&fine, ImageFormat::Png));
    let seen = image::load_from_memory(&picture.bytes).expect("a picture");
    assert_eq!(seen.color(), image::ColorType::Rgb8);
    let near = seen
        .to_rgb8()
        .pixels()
        .zip(fine.to_rgb8().pixels())
        .all(|(a, b)| a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) < 24));
    assert!(near);
    // Two colours, one of them transparent, in a bit each: 8 by 1.
    let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
    png.extend(chunk(*b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 1, 1, 3, 0, 0, 0]));
    png.extend(chunk(*b"PLTE", &[250, 10, 20, 0, 100, 0]));
    png.extend(chunk(*b"tRNS", &[0]));
    png.extend(chunk(*b"IDAT", &[0x78, 1, 1, 2, 0, 0xFD, 0xFF, 0, 0x0F, 0, 0x11, 0, 0x10]));
    png.extend(chunk(*b"IEND", b""));
    let seen = image::load_from_memory(&made(&png).bytes).expect("a picture").into_rgba8();
    assert_eq!(seen.get_pixel(0, 0).0, [255, 255, 255, 0]);
    assert_eq!(seen.get_pixel(7, 0).0, [0, 100, 0, 255]);
}

#[test]
fn a_picture_of_one_pixel_is_a_picture() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let picture = made(&written(&photograph(1, 1), format));
        assert_eq!((picture.width, picture.height), (1, 1), "{format:?}");
        image::load_from_memory(&picture.bytes).expect("a picture");
    }
    for (width, height) in [(4000, 1), (1, 4000)] {
        let picture = made(&written(&photograph(width, height), ImageFormat::Png));
        assert_eq!(picture.width.max(picture.height), USED_SIDE);
        assert_eq!(picture.width.min(picture.height), 1);
    }
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_by_its_head() {
    let head = |width: u32, height: u32, bits: u8| {
        let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        png.extend(chunk(*b"IHDR", &[&sides[..], &[bits, 6, 0, 0, 0]].concat()));
        png.extend(chunk(*b"IDAT", &[0x78, 1, 3, 0, 0, 0, 0, 1]));
        png.extend(chunk(*b"IEND", b""));
        png
    };
    for (width, height, bits) in [(20_000, 20_000, 8), (7900, 7900, 8), (7000, 7000, 16)] {
        let refused = make(&head(width, height, bits));
        assert!(matches!(refused, Err(Fault::Enormous)), "{width} × {height}, {bits} bits");
    }
    assert!(matches!(make(&head(70, 70, 16)), Err(Fault::Cut)));
}

#[test]
fn what_is_missing_within_a_sound_frame_is_seen() {
    let png = written(&photograph(400, 300), ImageFormat::Png);
    let all = chunks(&png);
    let data: Vec<u8> = all
        .iter()
        .filter(|(_, kind, _)| kind == "IDAT")
        .flat_map(|(.., data)| data.clone())
        .collect();
    for part in 0..20 {
        let mut cut = png[..8 + 25].to_vec();
        cut.extend(chunk(*b"IDAT", &data[..data.len() * part / 20]));
        cut.extend(chunk(*b"IEND", b""));
        assert!(
            matches!(make(&cut), Err(Fault::Cut)),
            "{part} of 20 of the PNG: {:?}",
            make(&cut).err()
        );
    }
    for lossless in [true, false] {
        let seen = photograph(400, 300).into_rgb8();
        let webp = webp::Encoder::from_rgb(&seen, 400, 300).encode_simple(lossless, 75.0);
        let webp = webp.expect("a picture").to_vec();
        assert!(make(&webp).is_ok());
        for part in 1..20 {
            let end = (webp.len() * part / 20).next_multiple_of(2);
            let mut cut = webp[..end.max(30)].to_vec();
            let length = |bytes: usize| u32::try_from(bytes).expect("short").to_le_bytes();
            let (whole, piece) = (length(cut.len() - 8), length(cut.len() - 20));
            cut[4..8].copy_from_slice(&whole);
            cut[16..20].copy_from_slice(&piece);
            assert!(make(&cut).is_err(), "{part} of 20 of the WebP, lossless {lossless}");
        }
    }
}

#[test]
fn what_follows_a_picture_is_no_part_of_it() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = written(&photograph(40, 30), format);
        let more = [&whole[..], b"Lan Nguyen", &[0; 99]].concat();
        let picture = made(&more);
        assert_eq!(picture.bytes, made(&whole).bytes, "{format:?}");
        assert!(!holds(&picture.webp, "Lan"));
    }
}
