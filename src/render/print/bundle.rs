//! All sheets of a layout for a place in one file, as it goes to the copier.
//!
//! The pages are taken from the sheets that are made already, and nothing is laid out again: a
//! lesson that changes costs its own sheet and a copy of the others. The file has no tags; to be
//! read, and to be kept, is what the sheets are for.
//!
//! What is not for whoever gets a sheet, such as the answers to its questions, is at the end of the
//! file and on no back of what is: a layout says with a heading labelled `apart` where that begins.

use std::sync::Arc;

use krilla::{
    Document, SerializeSettings,
    destination::XyzDestination,
    geom::Point,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    pdf::{Pdf, PdfDocument},
};

use super::written::{Written, find};
use crate::model::Lang;

/// What is said of the file.
pub struct Bundle<'a> {
    /// Its title.
    pub title: &'a str,
    /// What the titles of its sheets end with and readers know already.
    pub place: &'a str,
    /// The language of its sheets.
    pub lang: &'a Lang,
    /// No two of them have the same.
    pub ident: &'a str,
}

/// Puts sheets together, in their order, and after them what is set apart of each. If one of them has a
/// back, each begins on a front side.
///
/// # Errors
/// The number of a sheet that is no PDF, or of the last one if they cannot be put together.
pub fn bundle(about: &Bundle<'_>, sheets: Vec<Vec<u8>>) -> Result<Vec<u8>, usize> {
    let last = sheets.len().saturating_sub(1);
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut outline = Outline::new();
    let mut count = 0;
    let open = |(number, sheet): (usize, Vec<u8>)| {
        let cut = apart(&sheet);
        let pdf = Pdf::new(sheet).map_err(|_| number)?;
        let cut = cut.unwrap_or(pdf.pages().len());
        Ok::<_, usize>((pdf, cut))
    };
    let sheets = sheets.into_iter().enumerate().map(open).collect::<Result<Vec<_>, _>>()?;
    let two_sided = sheets.iter().any(|(_, cut)| *cut > 1);
    let mut rest = Vec::new();
    for (number, (pdf, cut)) in sheets.into_iter().enumerate() {
        let pages = pdf.pages().len();
        let (width, height) = pdf.pages().first().ok_or(number)?.render_dimensions();
        let title = pdf.metadata().title.as_deref().map(text).unwrap_or_default();
        let title = title.strip_suffix(about.place).unwrap_or(&title);
        let title = title.strip_suffix(" · ").unwrap_or(title);
        if two_sided && count % 2 == 1 {
            // The back of the sheet before, of the same paper.
            document.start_page_with(PageSettings::from_wh(width, height).ok_or(number)?);
            count += 1;
        }
        let top = XyzDestination::new(count, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(title.to_owned(), top));
        let pdf = PdfDocument::new(Arc::new(pdf));
        document.embed_pdf_pages(&pdf, &(0..cut).collect::<Vec<_>>());
        count += cut;
        if cut < pages {
            rest.push((
                pdf,
                (cut..pages).collect::<Vec<_>>(),
                PageSettings::from_wh(width, height),
            ));
        }
    }
    if let (Some((_, _, paper)), true) = (rest.first(), count % 2 == 1) {
        document.start_page_with(paper.clone().ok_or(last)?);
    }
    for (pdf, pages, _) in rest {
        document.embed_pdf_pages(&pdf, &pages);
    }
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(about.title.to_owned())
            .language(about.lang.to_string())
            .creator("Loa".to_owned())
            .document_id(about.ident.to_owned()),
    );
    document.finish().map_err(|_| last)
}

/// The name of the place from which on a sheet is set apart, as a PDF writes it.
const APART: &[u8] = b"(apart)";

/// The number of the first page of a sheet that is set apart, if one is that is not the first.
fn apart(bytes: &[u8]) -> Option<usize> {
    let written = Written::of(bytes)?;
    // The name, and where it leads: a page and a position on it.
    let place = find(bytes, APART, 0)?;
    let place = written.object(reference(bytes.get(place + APART.len()..)?)?)?;
    let page = reference(place.split(|byte| *byte == b'[').nth(1)?)?;
    // The pages in their order.
    let kids = find(bytes, b"/Kids", 0)?;
    let kids = bytes.get(kids..)?.split(|byte| matches!(byte, b'[' | b']')).nth(1)?;
    let kids =
        std::str::from_utf8(kids).ok()?.split(" R").filter_map(|kid| reference(kid.as_bytes()));
    kids.enumerate()
        .find(|(_, kid)| *kid == page)
        .map(|(number, _)| number)
        .filter(|number| *number > 0)
}

/// The number of an object that a text begins with.
fn reference(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start();
    let end = text.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(text.get(..end)?).ok()?.parse().ok()
}

/// A text of a PDF: UTF-16 with its mark, else letters that are all ASCII.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
