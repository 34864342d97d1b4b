//! All sheets of a layout for a place in one file, as it goes to the copier.
//!
//! The pages are taken from the sheets that are made already, and nothing is laid out again: a
//! lesson that changes costs its own sheet and a copy of the others. The file has no tags; to be
//! read, and to be kept, is what the sheets are for.

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

/// Puts sheets together, in their order. If one of them has a back, each begins on a front side.
///
/// # Errors
/// The number of a sheet that is no PDF, or of the last one if they cannot be put together.
pub fn bundle(about: &Bundle<'_>, sheets: Vec<Vec<u8>>) -> Result<Vec<u8>, usize> {
    let last = sheets.len().saturating_sub(1);
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut outline = Outline::new();
    let mut count = 0;
    let open = |(number, sheet)| Pdf::new(sheet).map_err(|_| number);
    let sheets = sheets.into_iter().enumerate().map(open).collect::<Result<Vec<_>, _>>()?;
    let two_sided = sheets.iter().any(|pdf| pdf.pages().len() > 1);
    for (number, pdf) in sheets.into_iter().enumerate() {
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
        document.embed_pdf_pages(&pdf, &(0..pages).collect::<Vec<_>>());
        count += pages;
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
