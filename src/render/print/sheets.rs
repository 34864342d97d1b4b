//! All sheets of a run: their plates, and what is made of each.

use std::cell::OnceCell;

use xxhash_rust::xxh3::Xxh3;

use super::{Fault, Plate, Press, Wanted, compile as plate_of, make, prepare};
use crate::{
    diag::{Report, Reported},
    model::{Address, Campaign, Hazard, Lang, Place, Selection, place::GENERAL},
    plan::{Plan, Sheets},
    render::{
        Entry, File, Made, Output, Staged,
        shared::{paged::in_one_thread_pool, place::PlaceView, thumbnail},
    },
};

/// The plates of a run.
pub struct Plates<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    /// Make each sheet for a printing house too.
    for_press: bool,
    /// Set up only when something is printed.
    press: Option<Press>,
    made: Vec<(Sheets<'a>, Plate)>,
}

/// A sheet, and what is made of it.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The number of its plate.
    plate: usize,
    place: Option<&'a Place>,
    /// The water it is of, if it is of one.
    hazard: Option<&'a Hazard>,
    /// Whether it is printed.
    printed: bool,
}

/// What is made of a sheet, in the order of its files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Copied,
    Pressed,
    Shown,
}

/// Makes the plates of every subject, layout and language of a run.
///
/// # Errors
/// When a lesson lacks what a layout takes, which is reported.
pub fn compile<'a>(
    report: &mut Report,
    campaign: &'a Campaign,
    selection: &'a Selection,
    for_press: bool,
) -> Result<Plates<'a>, Reported> {
    let mut press = None;
    let mut made = Vec::new();
    // A sheet has the same languages whatever the run leaves out.
    let beside = campaign.languages(selection.unreviewed);
    for of in Plan::new(campaign, selection).sheets() {
        let press = press.get_or_insert_with(|| Press::new(campaign));
        let tongues = (of.lang, beside.as_slice());
        made.push((of, plate_of(report, campaign, press, of.subject, tongues, of.layout)));
    }
    report.so_far()?;
    Ok(Plates { campaign, selection, for_press, press, made })
}

impl Plates<'_> {
    /// The plate of a sheet.
    pub fn plate(&self, sheet: Sheet<'_>) -> Option<&Plate> {
        self.made.get(sheet.plate).map(|(_, plate)| plate)
    }

    fn view(&self, place: Option<&Place>, lang: &Lang) -> PlaceView {
        match place {
            Some(place) => PlaceView::new(self.campaign, place, lang, self.selection.as_of),
            None => PlaceView::general(self.campaign, lang),
        }
    }

    /// What is made of a sheet.
    fn kinds(&self, of: &Sheets<'_>, sheet: Sheet<'_>) -> Vec<Kind> {
        // A printing house puts pages on sheets in its own way.
        let pressed = self.for_press && sheet.printed && of.layout.impose.is_none();
        let shown = of.shown && sheet.place.is_none();
        [(Kind::Copied, sheet.printed), (Kind::Pressed, pressed), (Kind::Shown, shown)]
            .into_iter()
            .filter_map(|(kind, made)| made.then_some(kind))
            .collect()
    }
}

impl<'a> Staged<'a> for Plates<'a> {
    type Job = Sheet<'a>;
    type Fault = Fault;

    const NAME: &'static str = "pdf";

    fn enter(
        &self,
        of_place: Option<&'a Place>,
        lang: &'a Lang,
        printed: bool,
    ) -> Vec<Entry<'a, Sheet<'a>>> {
        let known = OnceCell::new();
        let beside = OnceCell::new();
        let view = |of: &Lang| {
            let cell = if of == lang { &known } else { &beside };
            cell.get_or_init(|| self.view(of_place, of))
        };
        let mut entries = Vec::new();
        let plates = self.made.iter().enumerate();
        for (number, (of, plate)) in plates.filter(|(_, (of, _))| of.lang == lang) {
            let mut printed = printed && of.printed;
            let mut sheets = if printed { of.subject.sheets(of_place) } else { Vec::new() };
            // What it looks like is drawn of the general edition, even if that is not printed.
            if sheets.is_empty() && of.shown && of_place.is_none() {
                printed = false;
                sheets.push(None);
            }
            for hazard in sheets {
                let sheet = Sheet { plate: number, place: of_place, hazard, printed };
                let key = prepare(self.campaign, plate, view, hazard).key;
                let place = of_place.map_or(GENERAL, |place| &place.id);
                let layout = of.layout.name.as_str();
                let water = || hazard.map_or("", |hazard| &hazard.id);
                let name = of.subject.slug().unwrap_or_else(water);
                let output = |kind| {
                    let lang_tag = lang.as_str();
                    let (address, key) = match kind {
                        Kind::Copied => {
                            (Address::Sheet { lang: lang_tag, place, layout, name }, key)
                        }
                        Kind::Pressed => (
                            Address::Press { lang: lang_tag, place, layout, name },
                            derived(key, "press"),
                        ),
                        Kind::Shown => (
                            Address::Thumbnail { lang: lang_tag, layout, name },
                            derived(key, &thumbnail::SIDE.to_string()),
                        ),
                    };
                    Output { address, lang, key }
                };
                let files = self.kinds(of, sheet).into_iter().map(output).collect();
                entries.push(Entry { job: sheet, files });
            }
        }
        entries
    }

    fn group(&self, sheet: Sheet<'a>) -> usize {
        sheet.plate
    }

    fn make(&self, sheet: Sheet<'a>, wanted: &[bool]) -> Made<Fault> {
        let (Some(press), Some((of, plate))) = (&self.press, self.made.get(sheet.plate)) else {
            return Ok((Vec::new(), Vec::new()));
        };
        let kinds = self.kinds(of, sheet);
        let is_wanted = |kind| kinds.iter().zip(wanted).any(|(of, wanted)| *of == kind && *wanted);
        let wanted = Wanted {
            pdf: is_wanted(Kind::Copied),
            press: is_wanted(Kind::Pressed),
            thumbnail: is_wanted(Kind::Shown),
        };
        let view = |lang: &Lang| self.view(sheet.place, lang);
        let job = prepare(self.campaign, plate, view, sheet.hazard);
        let mut made = in_one_thread_pool(|| make(press, plate, &job, wanted))?;
        let reported = std::mem::take(&mut made.told);
        let file = |kind: &Kind| {
            let (bytes, lasts) = match kind {
                Kind::Copied => (&mut made.pdf, true),
                Kind::Pressed => (&mut made.press, reported.is_empty()),
                Kind::Shown => (&mut made.thumbnail, true),
            };
            File { bytes: std::mem::take(bytes), lasts }
        };
        let files = kinds.iter().map(file).collect();
        Ok((files, reported))
    }
}

/// The key of what is made of a sheet beside it: changes with the sheet, and with `how`.
fn derived(sheet: u64, how: &str) -> u64 {
    let mut hash = Xxh3::new();
    hash.update(&sheet.to_le_bytes());
    hash.update(how.as_bytes());
    hash.digest()
}
