//! A Word file, from its bytes to its blocks.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::{
    block::Document,
    body::{Around, Note, Walker},
    drawing::Words,
    fonts::Theme,
    legacy::Evidence,
    losses::Losses,
    numbering::Numbering,
    package::{Package, Part},
    picture,
    refused::Refused,
    room::Room,
    styles::{Letters, Styles},
    xml,
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
        let first = package.parts(kind)?.into_iter().next();
        Ok(first.map_or_else(|| "<none/>".to_owned(), |part| part.text))
    };
    let (styles, numbering, theme) = (part("styles")?, part("numbering")?, part("theme")?);
    let mut notes = package.parts("footnotes")?;
    notes.extend(package.parts("endnotes")?);
    let comments = package.parts("comments")?;
    let mut margins = package.parts("header")?;
    margins.extend(package.parts("footer")?);
    let core = package.text("docProps/core.xml")?.unwrap_or_else(|| "<none/>".to_owned());
    let mut drawings = drawings(&mut package)?;
    let of_document = package.relations.clone();
    let shown = of_document.values().chain(notes.iter().flat_map(|part| part.relations.values()));
    let images = picture::read(&mut package, shown)?;

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
    let core = xml::parse(&core)?;
    let title = xml::children(core.root_element(), "title").map(xml::letters).next();

    // A margin may be in an old font where the document is not, and one word alone says too little.
    let typed = Evidence::of(&words(body));
    let evidence = |root: Node<'_, '_>| typed.and(Evidence::of(&words(root)));
    for words in drawings.values_mut() {
        words.evidence = Some(typed.and(Evidence::of(&words.letters())));
    }
    let (notes, comments, margins) = (parsed(&notes)?, parsed(&comments)?, parsed(&margins)?);
    let mut cited = BTreeMap::new();
    for (part, document) in &notes {
        let root = document.root_element();
        let around = Around { relations: &part.relations, evidence: evidence(root) };
        for kind in ["footnote", "endnote"] {
            for node in xml::children(root, kind) {
                if let Some(id) = xml::attribute(node, "id") {
                    cited.insert((kind, id.to_owned()), Note { node, around });
                }
            }
        }
    }
    let mut walker = Walker {
        styles: &styles,
        numbering,
        notes: cited,
        cited: BTreeSet::new(),
        around: Around { relations: &of_document, evidence: typed },
        drawings: &drawings,
        images: &images,
        pictures: Vec::new(),
        losses: Losses::default(),
        fields: Vec::new(),
        table: Letters::default(),
        in_note: false,
        aside: false,
        initial: Vec::new(),
        after: Vec::new(),
        english,
        gone: None,
        contents: false,
        in_contents: false,
        old_khmer: false,
        room: Room::default(),
    };
    let blocks = walker.document(body)?;
    for (part, document) in &comments {
        let root = document.root_element();
        let around = Around { relations: &part.relations, evidence: evidence(root) };
        for comment in xml::children(root, "comment") {
            let words =
                walker.within(around, |walker| walker.aside(|walker| walker.blocks(comment)));
            walker.losses.comments.extend(Some(words).filter(|words| !words.is_empty()));
        }
    }
    for (part, document) in &margins {
        let root = document.root_element();
        let around = Around { relations: &part.relations, evidence: evidence(root) };
        let words = walker.within(around, |walker| walker.aside(|walker| walker.blocks(root)));
        // The number of a page is no text.
        if words.chars().any(char::is_alphabetic) && !walker.losses.margins.contains(&words) {
            walker.losses.margins.push(words);
        }
    }
    walker.uncited();
    if !walker.room.is_left() {
        return Err(Refused::TooMuch);
    }
    if blocks.is_empty() {
        let wrapped = walker.losses.embedded > 0;
        return Err(if wrapped { Refused::Wrapped } else { Refused::Empty });
    }
    let title = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let pictures = walker.pictures.into_iter().map(|saved| saved.file).collect();
    Ok(Document { blocks, title: nfc(&title), losses: walker.losses, pictures })
}

/// Parts as XML.
fn parsed(parts: &[Part]) -> Result<Vec<(&Part, roxmltree::Document<'_>)>, Refused> {
    parts.iter().map(|part| Ok((part, xml::parse(&part.text)?))).collect()
}

/// The words of the diagrams and charts of a document, by the name of their part.
fn drawings(package: &mut Package<'_>) -> Result<BTreeMap<String, Words>, Refused> {
    let mut drawings = BTreeMap::new();
    for part in package.parts("diagramData")? {
        drawings.insert(part.name, Words::of_diagram(&part.text)?);
    }
    for kind in ["chart", "chartEx"] {
        for part in package.parts(kind)? {
            drawings.insert(part.name, Words::of_chart(&part.text)?);
        }
    }
    Ok(drawings)
}

/// The words of a part on a line, as they are stored.
fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for part in node.descendants() {
        match xml::name(part) {
            "t" | "delText" => words.push_str(&xml::letters(part)),
            "p" | "tab" | "br" => words.push(' '),
            "textpath" => words.push_str(xml::attribute(part, "string").unwrap_or_default()),
            _ => {}
        }
    }
    nfc(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}
