//! A campaign: all that a first build needs, with a lesson that is true everywhere.

use std::path::Path;

use jiff::ToSpan;

use super::{Step, made, quoted, title_fits};
use crate::{
    desk::places::sheets::SHEETS,
    diag::{Report, Reported},
    model::Date,
};

const FILES: [(&str, &str); 6] = [
    ("campaign.yaml", include_str!("starter/campaign.yaml")),
    ("content/facts.yaml", include_str!("starter/facts.yaml")),
    ("content/sources.yaml", include_str!("starter/sources.yaml")),
    ("content/packs/can-giup/pack.yaml", include_str!("starter/pack.yaml")),
    ("content/packs/can-giup/goi-so-nao/lesson.vi.md", include_str!("starter/lesson.vi.md")),
    ("content/packs/can-giup/goi-so-nao/call.svg", include_str!("starter/call.svg")),
];

/// The files of a new campaign in a folder. There is no commune in it yet: pages and leaflets are
/// those of the general edition.
///
/// # Errors
/// When one of the files is there or the title does not fit, which is told.
pub fn campaign(
    report: &mut Report,
    root: &Path,
    title: &str,
    today: Date,
) -> Result<Vec<Step>, Reported> {
    let _ = title_fits(report, title);
    let mut steps = Vec::new();
    for (path, text) in FILES {
        let text = dated(text, today).replace("{title}", &quoted(title));
        match made(report, root, path, &text) {
            Ok(step) => steps.push(step),
            // Where a campaign is already, its other files need no word.
            Err(told) if path == "campaign.yaml" => return Err(told),
            Err(_) => {}
        }
    }
    for sheet in &SHEETS {
        let columns: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        // With the mark at its beginning Excel reads the letters right.
        let text = format!("\u{FEFF}{}\n", columns.join(","));
        steps.extend(made(report, root, &format!("content/places/{}", sheet.file), &text));
    }
    report.so_far()?;
    Ok(steps)
}

/// A text with the day it is made and the day it must be looked at again, half a year later.
pub(super) fn dated(text: &str, today: Date) -> String {
    let again = today.saturating_add(6.months());
    text.replace("{today}", &today.to_string()).replace("{review_by}", &again.to_string())
}
