//! A Word file, from its bytes to its blocks.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    block::{Document, line},
    body::Walker,
    numbering::Numbering,
    package::Package,
    refused::Refused,
    styles::Styles,
    told::Told,
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
        Ok(package.texts(kind)?.into_iter().next().unwrap_or_else(|| "<none/>".to_owned()))
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let comments = part("comments")?;
    let core = package.text("docProps/core.xml")?.unwrap_or_else(|| "<none/>".to_owned());
    let margins = [package.texts("header")?, package.texts("footer")?].concat();
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
    let styles = Styles::read(xml::parse(&styles)?.root_element());
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
        told,
        fields: Vec::new(),
        in_note: false,
        after: Vec::new(),
        english,
        too_much: false,
    };
    let blocks = walker.document(body)?;
    if blocks.is_empty() {
        return Err(Refused::Empty);
    }
    let title = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Document { blocks, title: nfc(&title), told: walker.told })
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

/// The title that a document gives itself: that of its style, else its first heading that is not
/// the name of a part, else that of its properties; and the block that it stands in.
pub fn title(document: &Document) -> Option<(String, Option<usize>)> {
    use super::{block::Block, parts};
    let at = |is: &dyn Fn(&Block) -> bool| document.blocks.iter().position(is);
    let has_letters = |runs: &[_]| line(runs).chars().any(char::is_alphabetic);
    let found = at(&|block| matches!(block, Block::Title(runs) if has_letters(runs))).or_else(|| {
        at(&|block| {
            matches!(block, Block::Heading(_, runs) if has_letters(runs) && parts::role(runs).is_none())
        })
    });
    let text = found.and_then(|at| match document.blocks.get(at) {
        Some(Block::Title(runs) | Block::Heading(_, runs)) => {
            Some(super::block::letters(&super::tidy::runs(runs)).replace('\n', " "))
        }
        _ => None,
    });
    match (text, document.title.as_str()) {
        (Some(text), _) => Some((text, found)),
        (None, "") => None,
        (None, title) => Some((title.to_owned(), None)),
    }
}
