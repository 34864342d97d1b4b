//! Pictures: decoded once, so that a broken or enormous one is found before anything is built.

use std::{collections::BTreeMap, io::Cursor};

use image::{ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};

use crate::{
    diag::{Failure, Report, Span, Text},
    load::files::{Files, LARGEST_PICTURE},
    model::{Lang, Picture, fold, picture::PictureKind},
    say,
};

/// Pictures that any lesson may show by their name.
const PICTOGRAMS: &str = "content/pictograms";

/// No side of a picture may be longer; a decoder that would need more is a bomb.
const LONGEST_SIDE: u32 = 8000;
/// Nor may a picture have more pixels than this, which is 200 MB of memory when decoded.
const MOST_PIXELS: u64 = 50_000_000;

/// Wider or higher than this shows on no page and no sheet: 300 dots an inch over 80 mm.
const USED_SIDE: u32 = 960;

/// Nobody draws so many groups inside each other.
const DEEPEST_GROUP: usize = 100;

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XML_NAMESPACE: &str = roxmltree::NS_XML_URI;

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
    // A name that the lesson's own folder does not have is one of the shared pictograms.
    let wanted = path;
    let shared = format!("{PICTOGRAMS}/{}", path.rsplit('/').next().unwrap_or(path));
    let path = if files.has(wanted) { wanted } else { &shared };
    if !files.has(path) {
        let path = wanted;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = path.rsplit('/').next().unwrap_or(path);
        let beside = files.below(folder).chain(files.below(PICTOGRAMS));
        let beside = beside.filter_map(|found| found.rsplit('/').next());
        let help = match crate::diag::nearest(name, beside) {
            Some(near) => {
                say! { vi: "có tệp `{near}`; có phải bạn muốn tệp đó?", en: "there is `{near}`; did you mean that?" }
            }
            None => {
                say! { vi: "chép ảnh vào cùng thư mục, tên viết đúng từng chữ", en: "copy the picture into the same folder, under exactly this name" }
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
    let fault = match picture {
        Ok(picture) => return Ok(Some(picture)),
        Err(fault) => fault,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    match fault {
        Fault::Enormous => enormous(report, span, path),
        Fault::Corrupt(why) => {
            let Text { vi, en } = why;
            report.error_with_help(
                "picture-corrupt",
                span,
                say! { vi: "không đọc được ảnh `{name}`: {vi}", en: "the picture `{name}` cannot be read: {en}" },
                say! { vi: "mở ảnh bằng chương trình xem ảnh rồi lưu lại dạng PNG, JPEG, WebP hoặc SVG", en: "open it in an image program and save it again as PNG, JPEG, WebP or SVG" },
            );
        }
        Fault::Element(found) => {
            report.error_with_help(
                "drawing-content",
                span,
                say! { vi: "hình vẽ `{name}` có `{found}`, chỉ được có hình và nét", en: "the drawing `{name}` holds `{found}`; only shapes are allowed" },
                say! { vi: "trong chương trình vẽ, chuyển chữ thành nét, bỏ ảnh chèn và hiệu ứng, rồi lưu lại SVG", en: "in the drawing program turn text into paths, remove pictures and effects, and save the SVG again" },
            );
        }
    }
    Ok(None)
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
    Corrupt(Text),
    /// What stands in a drawing and must not.
    Element(String),
}

fn raster(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let corrupt = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Fault::Enormous,
        other => Fault::Corrupt(say! { vi: "tệp bị hỏng", en: "{other}" }),
    };
    let other = || {
        Fault::Corrupt(
            say! { vi: "không phải PNG, JPEG, WebP hay SVG", en: "it is no PNG, JPEG, WebP or SVG" },
        )
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    let mut reader =
        ImageReader::new(Cursor::new(&bytes)).with_guessed_format().map_err(|_| other())?;
    let kind = match reader.format() {
        Some(ImageFormat::Png) => PictureKind::Png,
        Some(ImageFormat::Jpeg) => PictureKind::Jpeg,
        Some(ImageFormat::WebP) => PictureKind::Webp,
        _ => return Err(other()),
    };
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(corrupt)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::Enormous);
    }
    let orientation = decoder.orientation().map_err(corrupt)?;
    let mut decoded = image::DynamicImage::from_decoder(decoder).map_err(corrupt)?;
    decoded.apply_orientation(orientation);
    if decoded.width().max(decoded.height()) > USED_SIDE {
        decoded = decoded.resize(USED_SIDE, USED_SIDE, FilterType::Lanczos3);
    }
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
        titles: BTreeMap::new(),
        bytes: clean.into_inner(),
    })
}

fn svg(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::Corrupt(say! { vi: "không ghi bằng UTF-8", en: "it is not in UTF-8" })
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let document = roxmltree::Document::parse(text)
        .map_err(|error| Fault::Corrupt(say! { vi: "tệp SVG bị hỏng", en: "{error}" }))?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        // Printing calls itself for each group within a group.
        if node.ancestors().nth(DEEPEST_GROUP).is_some() {
            return Err(Fault::Corrupt(
                say! { vi: "các nhóm hình lồng nhau quá nhiều lớp", en: "its groups stand too deep inside each other" },
            ));
        }
        let name = node.tag_name().name();
        if !SVG_ELEMENTS.contains(&name) {
            return Err(Fault::Element(format!("<{name}>")));
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if name.starts_with("on") || name == "href" || name == "style" || value.contains("url(")
            {
                return Err(Fault::Element(format!("{name}=…")));
            }
        }
    }
    let size = || {
        Fault::Corrupt(
            say! { vi: "thiếu `viewBox` với bốn số", en: "it has no `viewBox` of four numbers" },
        )
    };
    let numbers: Vec<f32> = document
        .root_element()
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let [_, _, width, height] = numbers.as_slice() else { return Err(size()) };
    if !(1.0..=8000.0).contains(width) || !(1.0..=8000.0).contains(height) {
        return Err(size());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 8000"
    )]
    let (width, height) = (width.ceil() as u32, height.ceil() as u32);
    let (titles, drawn) = untitled(&document, text);
    Ok(Picture { kind: PictureKind::Svg, width, height, titles, bytes: drawn.into_bytes() })
}

/// The titles of a drawing by language, and the drawing without them: a page says them beside it,
/// and a browser would show all of them under the pointer.
fn untitled(document: &roxmltree::Document<'_>, text: &str) -> (BTreeMap<Lang, String>, String) {
    let mut titles = BTreeMap::new();
    let (mut drawn, mut from) = (String::with_capacity(text.len()), 0);
    for node in document.descendants().filter(|node| node.has_tag_name((SVG_NAMESPACE, "title"))) {
        let range = node.range();
        drawn.push_str(text.get(from..range.start).unwrap_or_default().trim_end());
        from = range.end;
        let lang = node.attribute("lang").or_else(|| node.attribute((XML_NAMESPACE, "lang")));
        let title = node.text().map(str::trim).filter(|title| !title.is_empty());
        if let (Some(lang), Some(title)) = (lang, title) {
            titles.insert(Lang::new(lang), fold::nfc(title));
        }
    }
    drawn.push_str(text.get(from..).unwrap_or_default());
    (titles, drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_is_no_larger_than_what_is_shown_of_it() {
        for (width, height, wanted) in [(2400, 1200, (960, 480)), (300, 200, (300, 200))] {
            let mut bytes = Cursor::new(Vec::new());
            let photograph = image::RgbImage::from_fn(width, height, |x, y| {
                image::Rgb([(x % 251) as u8, (y % 241) as u8, (x * y % 239) as u8])
            });
            photograph.write_to(&mut bytes, ImageFormat::Jpeg).expect("a photograph");
            let Ok(picture) = raster(bytes.into_inner()) else { panic!("it is sound") };
            assert_eq!((picture.width, picture.height), wanted);
            let seen = image::load_from_memory(&picture.bytes).expect("a picture");
            assert_eq!((seen.width(), seen.height()), wanted, "what is said is what is written");
        }
    }
}
