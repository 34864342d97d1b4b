//! Drawings in SVG: shapes only, written anew from their tree.
//!
//! A drawing is XML to whoever draws it and HTML to the browser that finds it in a page, and the two
//! read the same letters otherwise: what is a comment or a text to one may be markup to the other. So
//! nothing of the file is copied. What is known to be a shape or its looks is written again, in a form
//! that both read alike; what is not seen is left out; what is seen and cannot be kept is reported.

mod attributes;
mod definitions;
mod entities;
mod style;
#[cfg(test)]
mod tests;
mod value;
mod writer;

use std::collections::BTreeMap;

pub use writer::LARGEST;

use roxmltree::{Document, Node};

use super::Fault;
use crate::{
    foreign::xml,
    load::largest,
    model::{Lang, Picture, fold, picture::PictureKind},
    say,
};

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XML_NAMESPACE: &str = roxmltree::NS_XML_URI;

/// As large as any picture may be.
#[expect(clippy::cast_possible_truncation, reason = "a few megabytes")]
const READ: usize = largest::DRAWING as usize;

/// A drawing of more parts shows on no page what they are. What a program writes for itself alone may
/// be as long as the file.
const MOST: xml::Most = xml::Most { bytes: READ, nodes: 300_000, deep: 200, run: READ };

/// The fault of a drawing that holds more than a page can show.
fn too_much() -> Fault {
    Fault::Corrupt(
        say! { vi: "có quá nhiều phần, hoặc các phần lồng nhau quá nhiều lớp", en: "it has too many parts, or they stand too deep inside each other" },
    )
}

/// Reads a drawing and keeps what is drawn.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::Corrupt(say! { vi: "không ghi bằng UTF-8", en: "it is not in UTF-8" })
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let text = entities::expand(text).ok_or_else(|| Fault::Element("<!ENTITY>".to_owned()))?;
    let text: &str = &text;
    let document = xml::tree(text, MOST, true).map_err(|fault| match fault {
        xml::Fault::Broken(said) => Fault::Corrupt(say! { vi: "tệp SVG bị hỏng", en: "{said}" }),
        xml::Fault::Much => too_much(),
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !is_svg(root) {
        return Err(Fault::Corrupt(
            say! { vi: "không phải hình vẽ SVG", en: "it is no SVG drawing" },
        ));
    }
    let (width, height, derived) = size(root)?;
    let mut drawn = writer::write(root, derived)?;
    if text.ends_with('\n') {
        drawn.push('\n');
    }
    Ok(Picture {
        kind: PictureKind::Svg,
        width,
        height,
        titles: titles(&document),
        bytes: drawn.into_bytes(),
        webp: Vec::new(),
    })
}

/// Whether a node is an element of SVG. One without any namespace is, where the whole drawing has none:
/// some programs leave it out.
fn is_svg(node: Node<'_, '_>) -> bool {
    let of = node.tag_name().namespace();
    let of_root = node.document().root_element().tag_name().namespace();
    node.is_element() && (of == Some(SVG_NAMESPACE) || (of.is_none() && of_root.is_none()))
}

/// The size of a drawing in units of its view box; and the view box, if it has none and its width and
/// height say what it is.
fn size(root: Node<'_, '_>) -> Result<(u32, u32, Option<String>), Fault> {
    let Some(view_box) = root.attribute("viewBox") else {
        let side = |name: &str| root.attribute(name).and_then(pixels).filter(|side| is_side(*side));
        let (Some(width), Some(height)) = (side("width"), side("height")) else {
            return Err(Fault::Unsized);
        };
        return Ok((whole(width), whole(height), Some(format!("0 0 {width} {height}"))));
    };
    let numbers: Vec<f64> = view_box
        .split(|c: char| c == ',' || c.is_ascii_whitespace())
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers.as_slice() {
        [_, _, width, height] if is_side(*width) && is_side(*height) => {
            Ok((whole(*width), whole(*height), None))
        }
        _ => Err(Fault::Unsized),
    }
}

fn is_side(side: f64) -> bool {
    (1.0..=8000.0).contains(&side)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 8000")]
fn whole(side: f64) -> u32 {
    side.ceil() as u32
}

/// A length in pixels of CSS, of which an inch has 96; nothing of a share of what is around it.
fn pixels(length: &str) -> Option<f64> {
    let units: [(&str, f64); 7] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("", 1.0),
    ];
    let length = length.trim();
    let (number, pixels) =
        units.iter().find_map(|(unit, pixels)| Some((length.strip_suffix(*unit)?, *pixels)))?;
    let number: f64 = number.trim_end().parse().ok()?;
    // No eye and no sheet tells more.
    Some((number * pixels * 10_000.0).round() / 10_000.0)
}

/// The titles of a drawing by language. They are no part of what is drawn: a page says them beside
/// it, and a browser would show all of them under the pointer.
fn titles(document: &Document<'_>) -> BTreeMap<Lang, String> {
    let titles = document.descendants().filter(|node| is_svg(*node) && named(*node, "title"));
    let told = titles.filter_map(|node| {
        let lang = node.attribute("lang").or_else(|| node.attribute((XML_NAMESPACE, "lang")))?;
        let title = node.text().map(str::trim).filter(|title| !title.is_empty())?;
        Some((Lang::new(lang), fold::nfc(title)))
    });
    told.collect()
}

fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().name() == name
}
