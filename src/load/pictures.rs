//! Pictures: decoded once, so that a broken or enormous one is found before anything is built.

use std::io::Cursor;

use image::{ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::{
    diag::{Failure, Report, Span},
    load::files::{Files, LARGEST_PICTURE},
    model::{Picture, picture::PictureKind},
    say,
};

/// No side of a picture may be longer; a decoder that would need more is a bomb.
const LONGEST_SIDE: u32 = 8000;

/// What may stand in a drawing: shapes, their groups and their looks.
const SVG_ELEMENTS: [&str; 12] = [
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title",
    "desc", "defs",
];

/// Reads the picture at `path`, which `span` asks for.
///
/// # Errors
/// When the disk fails. What is wrong with the picture is a diagnostic, and `None`.
pub fn read(
    report: &mut Report,
    files: &Files,
    path: &str,
    span: Span,
) -> Result<Option<Picture>, Failure> {
    if !files.has(path) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = path.rsplit('/').next().unwrap_or(path);
        let beside = files.below(folder).filter_map(|found| found.rsplit('/').next());
        let help = match crate::diag::nearest(name, beside) {
            Some(near) => {
                say! { vi: "trong thư mục có tệp `{near}`; có phải bạn muốn tệp đó?", en: "the folder holds `{near}`; did you mean that?" }
            }
            None => {
                say! { vi: "chép ảnh vào thư mục của bài, tên viết đúng từng chữ", en: "copy the picture into the lesson's folder, under exactly this name" }
            }
        };
        report.error_with_help(
            "picture-missing",
            span,
            say! { vi: "không có ảnh `{name}`", en: "there is no picture `{name}`" },
            help,
        );
        return Ok(None);
    }
    if files.len(path) > LARGEST_PICTURE {
        enormous(report, span, path);
        return Ok(None);
    }
    let bytes = files.bytes(path)?;
    let lower = path.to_lowercase();
    let picture = if lower.ends_with(".svg") { svg(bytes) } else { raster(bytes) };
    match picture {
        Ok(picture) => Ok(Some(picture)),
        Err(Fault::Enormous) => {
            enormous(report, span, path);
            Ok(None)
        }
        Err(Fault::Corrupt(why)) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            report.error_with_help(
                "picture-corrupt",
                span,
                say! { vi: "không đọc được ảnh `{name}`: {why}", en: "the picture `{name}` cannot be read: {why}" },
                say! { vi: "mở ảnh bằng chương trình xem ảnh rồi lưu lại dạng PNG, JPEG, WebP hoặc SVG chỉ có hình", en: "open it in an image program and save it again as PNG, JPEG, WebP, or SVG with shapes only" },
            );
            Ok(None)
        }
    }
}

fn enormous(report: &mut Report, span: Span, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let megabytes = LARGEST_PICTURE / 1024 / 1024;
    report.error_with_help(
        "picture-enormous",
        span,
        say! { vi: "ảnh `{name}` quá lớn", en: "the picture `{name}` is too large" },
        say! {
            vi: "thu nhỏ ảnh: dưới {megabytes} MB và mỗi cạnh không quá {LONGEST_SIDE} điểm ảnh",
            en: "make it smaller: under {megabytes} MB and no side over {LONGEST_SIDE} pixels"
        },
    );
}

enum Fault {
    Enormous,
    Corrupt(String),
}

fn raster(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let corrupt = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Fault::Enormous,
        other => Fault::Corrupt(other.to_string()),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    let mut reader = ImageReader::new(Cursor::new(&bytes))
        .with_guessed_format()
        .map_err(|error| Fault::Corrupt(error.to_string()))?;
    let kind = match reader.format() {
        Some(ImageFormat::Png) => PictureKind::Png,
        Some(ImageFormat::Jpeg) => PictureKind::Jpeg,
        Some(ImageFormat::WebP) => PictureKind::Webp,
        _ => return Err(Fault::Corrupt("PNG, JPEG, WebP, SVG".to_owned())),
    };
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(corrupt)?;
    let orientation = decoder.orientation().map_err(corrupt)?;
    let mut decoded = image::DynamicImage::from_decoder(decoder).map_err(corrupt)?;
    decoded.apply_orientation(orientation);
    // Encoding again is what drops EXIF, GPS and every other trace of who took it and where.
    let mut clean = Cursor::new(Vec::new());
    let (format, kind) = match kind {
        PictureKind::Jpeg => (ImageFormat::Jpeg, PictureKind::Jpeg),
        PictureKind::Png | PictureKind::Webp | PictureKind::Svg => {
            (ImageFormat::Png, PictureKind::Png)
        }
    };
    let written = match format {
        ImageFormat::Jpeg => decoded.to_rgb8().write_to(&mut clean, format),
        _ => decoded.write_to(&mut clean, format),
    };
    written.map_err(corrupt)?;
    Ok(Picture {
        kind,
        width: decoded.width(),
        height: decoded.height(),
        bytes: clean.into_inner(),
    })
}

fn svg(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| Fault::Corrupt("UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let document =
        roxmltree::Document::parse(text).map_err(|error| Fault::Corrupt(error.to_string()))?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        if !SVG_ELEMENTS.contains(&name) {
            return Err(Fault::Corrupt(format!("<{name}>")));
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if name.starts_with("on") || name == "href" || name == "style" || value.contains("url(")
            {
                return Err(Fault::Corrupt(format!("{name}=\"{value}\"")));
            }
        }
    }
    let numbers: Vec<f32> = document
        .root_element()
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let [_, _, width, height] = numbers.as_slice() else {
        return Err(Fault::Corrupt("viewBox".to_owned()));
    };
    if !(1.0..=8000.0).contains(width) || !(1.0..=8000.0).contains(height) {
        return Err(Fault::Corrupt("viewBox".to_owned()));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 8000"
    )]
    let (width, height) = (width.ceil() as u32, height.ceil() as u32);
    Ok(Picture { kind: PictureKind::Svg, width, height, bytes: text.as_bytes().to_vec() })
}
