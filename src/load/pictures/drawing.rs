//! Drawings in SVG: shapes only.

use std::{collections::BTreeMap, ops::Range};

use super::Fault;
use crate::{
    model::{Lang, Picture, fold, picture::PictureKind},
    say,
};

/// Nobody draws so many groups inside each other.
const DEEPEST_GROUP: usize = 100;

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";
const XML_NAMESPACE: &str = roxmltree::NS_XML_URI;

/// What may stand in a drawing: shapes, their groups and their looks.
const SVG_ELEMENTS: [&str; 12] = [
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title",
    "desc", "defs",
];

/// Reads a drawing and takes out what is not drawn.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Fault> {
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
    let (titles, drawn) = undress(&document, text);
    Ok(Picture {
        kind: PictureKind::Svg,
        width,
        height,
        titles,
        bytes: drawn.into_bytes(),
        webp: Vec::new(),
    })
}

/// The titles of a drawing by language, and the drawing without them: a page says them beside it,
/// and a browser would show all of them under the pointer. Without what programs leave in it too:
/// their comments and own attributes hold names of files and people, and no shape.
fn undress(document: &roxmltree::Document<'_>, text: &str) -> (BTreeMap<Lang, String>, String) {
    let mut titles = BTreeMap::new();
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for node in document.descendants() {
        if node.has_tag_name((SVG_NAMESPACE, "title")) {
            cuts.push(node.range());
            let lang = node.attribute("lang").or_else(|| node.attribute((XML_NAMESPACE, "lang")));
            let title = node.text().map(str::trim).filter(|title| !title.is_empty());
            if let (Some(lang), Some(title)) = (lang, title) {
                titles.insert(Lang::new(lang), fold::nfc(title));
            }
        } else if node.is_comment() || node.is_pi() {
            cuts.push(node.range());
        }
        let foreign = node
            .attributes()
            .filter(|attribute| attribute.namespace().is_some_and(|of| of != XML_NAMESPACE));
        cuts.extend(foreign.map(|attribute| attribute.range()));
    }
    cuts.sort_by_key(|cut| cut.start);
    let (mut drawn, mut from) = (String::with_capacity(text.len()), 0);
    for cut in cuts {
        drawn.push_str(text.get(from..cut.start).unwrap_or_default().trim_end());
        from = from.max(cut.end);
    }
    drawn.push_str(text.get(from..).unwrap_or_default());
    (titles, drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_left_in_a_drawing_is_gone() {
        let drawn = "<?xml version=\"1.0\"?>\n<!-- Created by Lan -->\n\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\"\n  \
            viewBox=\"0 0 10 10\" inkscape:export-filename=\"/home/lan/a.png\">\
            <title lang=\"vi\">Hồ</title><!-- <title lang=\"en\">x</title> -->\n\
            <g inkscape:label=\"Lan\" fill=\"#000\"><path\n inkscape:x='1' d=\"M0 0\"/></g></svg>";
        let Ok(picture) = read(drawn.as_bytes().to_vec()) else { panic!("it is sound") };
        let left = String::from_utf8(picture.bytes).expect("letters");
        assert!(!left.contains("an"), "{left}");
        let document = roxmltree::Document::parse(&left).expect("still a drawing");
        let group = document.root_element().first_element_child().expect("a group");
        assert_eq!(group.attribute("fill"), Some("#000"));
        assert_eq!(group.first_element_child().and_then(|path| path.attribute("d")), Some("M0 0"));
        assert_eq!(picture.titles.get(&Lang::new("vi")).map(String::as_str), Some("Hồ"));
    }
}
