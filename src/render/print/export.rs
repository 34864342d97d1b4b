//! A laid-out sheet as PDF: to be read and printed as it is, or for a printing house.

use std::borrow::Cow;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{
    Job, Plate, Press, black, boxes, failed, faults, faults::Fault, photographs::SENT, trim,
    unfitted,
};

/// The sheet as it is sent, read and printed: PDF/A-2a and PDF/UA-1, unless its pages were put on
/// sheets to be folded; those claim neither, see `impose`.
pub fn export(
    press: &Press,
    plate: &Plate,
    job: &Job,
    document: &PagedDocument,
) -> Result<Vec<u8>, Vec<Fault>> {
    let layout = &plate.layout;
    let standards: &[PdfStandard] = match layout.impose {
        Some(_) => &[],
        None => &[PdfStandard::A_2a, PdfStandard::Ua_1],
    };
    let tagged = layout.impose.is_none();
    let most = if plate.lang.stacks_marks() { layout.max_kb_complex } else { layout.max_kb };
    let mut least = usize::MAX;
    for fineness in SENT {
        let printed = plate.photographs.printed(document, layout.ink, fineness);
        let printed = printed.map_err(|said| unfitted(press, plate, job, &said))?;
        let mut bytes = pdf((press, plate, job), &printed, "loa", standards, tagged)?;
        // A sheet may have nothing grey: an empty one, or one in colours alone.
        let greys = black::alone(&mut bytes);
        if greys.is_none_or(|greys| greys > 1) {
            let said = format!("its grey was not found in the file: {greys:?}");
            return Err(failed(press, plate, job, &said));
        }
        if bytes.len() <= most * 1000 {
            return Ok(bytes);
        }
        least = least.min(bytes.len());
        // Without a photograph it is as heavy as it is.
        if matches!(printed, Cow::Borrowed(_)) {
            break;
        }
    }
    Err(vec![faults::weight(job, layout, least, most)])
}

/// The sheet as a printing house takes it. It claims no archival standard: PDF/A knows no inks
/// without the profile of their press. Of version 1.4, which every one of them takes.
pub fn for_press(
    press: &Press,
    plate: &Plate,
    job: &Job,
    document: &PagedDocument,
) -> Result<Vec<u8>, Vec<Fault>> {
    let bytes = pdf((press, plate, job), document, "loa/press", &[PdfStandard::V_1_4], false)?;
    boxes::with_bleed(&bytes, document.pages().len(), trim::bleed_points())
        .ok_or_else(|| failed(press, plate, job, "the boxes of its pages were not found"))
}

fn pdf(
    (press, plate, job): (&Press, &Plate, &Job),
    document: &PagedDocument,
    family: &str,
    standards: &[PdfStandard],
    tagged: bool,
) -> Result<Vec<u8>, Vec<Fault>> {
    let layout = &plate.layout;
    let options = PdfOptions {
        // No two sheets may claim to be the same document, and a new edition is the same sheet.
        ident: Smart::Custom(format!(
            "{family}/{}/{}/{}/{}",
            job.name, layout.name, plate.lang, job.place_id
        )),
        creator: Smart::Custom(Some("Loa".to_owned())),
        timestamp: None,
        // Were two standards ever not to go together, a plain PDF would slip through.
        standards: PdfStandards::new(standards)
            .map_err(|error| failed(press, plate, job, error.message()))?,
        tagged,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| {
        errors.iter().map(|found| faults::typst(press, job, layout, found)).collect()
    })
}
