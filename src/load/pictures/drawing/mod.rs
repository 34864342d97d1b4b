//! Drawings in SVG: shapes only, written anew from their tree.
//!
//! A drawing is XML to whoever draws it and HTML to the browser that finds it in a page, and the two
//! read the same letters otherwise: what is a comment or a text to one may be markup to the other. So
//! nothing of the file is copied. What is known to be a shape or its looks is written again, in a form
//! that both read alike; what is not seen is left out; what is seen and cannot be kept is reported.

mod attributes;
mod definitions;
mod style;
#[cfg(test)]
mod tests;
mod value;
mod writer;

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::Fault;
use crate::{
    model::{Lang, Picture, fold, picture::PictureKind},
    say,
};

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XML_NAMESPACE: &str = roxmltree::NS_XML_URI;

/// Reads a drawing and keeps what is drawn.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Fault> {
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::Corrupt(say! { vi: "không ghi bằng UTF-8", en: "it is not in UTF-8" })
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    // Few bytes can stand for very many, and no drawing program needs them.
    if text.contains("<!ENTITY") {
        return Err(Fault::Element("<!ENTITY>".to_owned()));
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Fault::Corrupt(say! { vi: "tệp SVG bị hỏng", en: "{error}" }))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !is_svg(root) {
        return Err(Fault::Corrupt(
            say! { vi: "không phải hình vẽ SVG", en: "it is no SVG drawing" },
        ));
    }
    let (width, height) = size(root)?;
    let mut drawn = writer::write(root)?;
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

/// The size of a drawing in units of its view box.
fn size(root: Node<'_, '_>) -> Result<(u32, u32), Fault> {
    let wrong = || {
        Fault::Corrupt(
            say! { vi: "thiếu `viewBox` với bốn số", en: "it has no `viewBox` of four numbers" },
        )
    };
    let numbers: Vec<f32> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let [_, _, width, height] = numbers.as_slice() else { return Err(wrong()) };
    if !(1.0..=8000.0).contains(width) || !(1.0..=8000.0).contains(height) {
        return Err(wrong());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 8000"
    )]
    Ok((width.ceil() as u32, height.ceil() as u32))
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
