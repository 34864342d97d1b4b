//! A Word file, from its bytes to its blocks.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    block::Document, body::Walker, fonts::Theme, legacy::Evidence, numbering::Numbering,
    package::Package, picture, refused::Refused, styles::Styles, told::Told, xml,
};
use crate::model::fold::nfc;

/// Reads a file. `english`: what is to be written in the place of a picture is said in English.
///
/// # Errors
/// When it is no Word file, or none that can be read.
pub fn document(bytes: &[u8], english: bool) -> Result<Document, Refused> {
    let mut package = Package::open(bytes)?;
    let Some(main) = package.text(&package.main.clone())? else {
        return Err(Refused::Other);
    };
    let mut part = |kind: &str| -> Result<String, Refused> {
        Ok(package.texts(kind)?.into_iter().next().unwrap_or_else(|| "<none/>".to_owned()))
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let (comments, theme) = (part("comments")?, part("theme")?);
    let core = package.text("docProps/core.xml")?.unwrap_or_else(|| "<none/>".to_owned());
    let margins = [package.texts("header")?, package.texts("footer")?].concat();
    let images = picture::read(&mut package)?;
    let mut diagrams = BTreeMap::new();
    let names: Vec<String> = package.relations.values().map(|found| found.target.clone()).collect();
    for name in names.into_iter().filter(|name| name.contains("/diagrams/data")) {
        if let Some(text) = package.text(&name)? {
            diagrams.insert(name, paragraphs(&text)?);
        }
    }

    let main = xml::parse(&main)?;
    let root = main.root_element();
    let body = match xml::name(root) {
        "document" => xml::child(root, "body").ok_or(Refused::Broken)?,
        "workbook" | "presentation" => return Err(Refused::Other),
        _ => return Err(Refused::Broken),
    };
    let theme = Theme::read(xml::parse(&theme)?.root_element());
    let styles = Styles::read(xml::parse(&styles)?.root_element(), theme);
    let numbering = Numbering::read(xml::parse(&numbering)?.root_element());
    let (footnotes, endnotes) = (xml::parse(&footnotes)?, xml::parse(&endnotes)?);
    let mut notes = BTreeMap::new();
    for (kind, root) in
        [("footnote", footnotes.root_element()), ("endnote", endnotes.root_element())]
    {
        for note in xml::children(root, kind) {
            if let Some(id) = xml::attribute(note, "id") {
                notes.insert((kind, id.to_owned()), note);
            }
        }
    }
    let mut told = Told::default();
    for comment in xml::children(xml::parse(&comments)?.root_element(), "comment") {
        told.comments.extend(Some(words(comment)).filter(|words| !words.is_empty()));
    }
    for margin in margins {
        let words = words(xml::parse(&margin)?.root_element());
        // The number of a page is no text.
        if words.chars().any(char::is_alphabetic) && !told.margins.contains(&words) {
            told.margins.push(words);
        }
    }
    let core = xml::parse(&core)?;
    let title = xml::children(core.root_element(), "title").map(xml::letters).next();
    let mut walker = Walker {
        styles: &styles,
        numbering,
        notes,
        relations: &package.relations,
        diagrams: &diagrams,
        images: &images,
        pictures: Vec::new(),
        told,
        fields: Vec::new(),
        in_note: false,
        after: Vec::new(),
        english,
        gone: None,
        contents: false,
        in_contents: false,
        evidence: Evidence::of(&words(body)),
        old_khmer: false,
        too_much: false,
    };
    let blocks = walker.document(body)?;
    if blocks.is_empty() {
        return Err(Refused::Empty);
    }
    let title = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let pictures = walker.pictures.into_iter().map(|(_, file)| file).collect();
    Ok(Document { blocks, title: nfc(&title), told: walker.told, pictures })
}

/// The words of a part that is not taken, on a line.
fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for part in node.descendants() {
        match xml::name(part) {
            "t" => words.push_str(&xml::letters(part)),
            "p" | "tab" | "br" => words.push(' '),
            _ => {}
        }
    }
    nfc(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The paragraphs of a diagram.
fn paragraphs(text: &str) -> Result<Vec<String>, Refused> {
    let document = xml::parse(text)?;
    let all = document.descendants().filter(|node| xml::name(*node) == "p");
    Ok(all.map(words).filter(|words| !words.is_empty()).collect())
}
