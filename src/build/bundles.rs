//! All sheets of a layout for a place and language in one file, put together into staging.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;

use super::{Progress, documents::Made, in_threads};
use crate::{
    diag::Failure,
    model::{Campaign, Lang, Layout, Selection},
    render::{
        print::{self, Bundle},
        shared::place::PlaceView,
    },
    write::Store,
};

/// Where the files are, in a folder for each place.
pub const FOLDER: &str = "print";

/// The sheets of one file, in the order of packs and lessons.
struct Work<'a> {
    layout: &'a Layout,
    lang: &'a Lang,
    place: &'a str,
    sheets: Vec<&'a Made>,
}

/// Puts together every file of which a sheet changed. All sheets of a file belong to a run or none
/// does, since a lesson cannot be left out.
pub fn stage(
    campaign: &Campaign,
    selection: &Selection,
    made: &[Made],
    store: &Store,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Made>, Failure> {
    let mut files: BTreeMap<(&str, &str, &str), Work<'_>> = BTreeMap::new();
    for sheet in made {
        let layout = campaign.theme.layouts.iter().find(|layout| layout.name == sheet.format);
        let Some(layout) = layout else { continue };
        let (place, lang) = (sheet.place.as_str(), &sheet.lang);
        let none = || Work { layout, lang, place, sheets: Vec::new() };
        let file = files.entry((place, &sheet.format, lang.as_str())).or_insert_with(none);
        file.sheets.push(sheet);
    }
    let work: Vec<Work<'_>> = files.into_values().collect();
    let (done, count) = (AtomicUsize::new(0), work.len());
    let results = in_threads(jobs, &work, |work| {
        let made = one(campaign, selection, work, store);
        progress("all", done.fetch_add(1, Ordering::Relaxed) + 1, count);
        made
    });
    results.into_iter().collect()
}

fn one(
    campaign: &Campaign,
    selection: &Selection,
    Work { layout, lang, place, sheets }: &Work<'_>,
    store: &Store,
) -> Result<Made, Failure> {
    let first = campaign.first_lang();
    let folder = format!("{FOLDER}/{place}");
    // The language that every office reads needs no word about it.
    let name = if *lang == first {
        format!("{}-all.pdf", layout.name)
    } else {
        format!("{}-all.{lang}.pdf", layout.name)
    };
    let view = match campaign.places.get(*place) {
        Some(place) => PlaceView::new(campaign, place, lang, selection.as_of),
        None => PlaceView::general(campaign, lang),
    };
    let said = |words: &BTreeMap<Lang, String>| {
        words.get(lang).or_else(|| words.get(first)).cloned().unwrap_or_default()
    };
    let title = [said(&campaign.settings.title), said(&layout.label), view.full.clone()];
    let title: Vec<String> = title.into_iter().filter(|part| !part.is_empty()).collect();
    let title = title.join(" · ");
    let mut hash = Xxh3::new();
    for part in [env!("CARGO_PKG_VERSION"), &title, &view.full, lang.as_str()] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    for sheet in sheets {
        hash.update(sheet.name.as_bytes());
        hash.update(&sheet.key.to_le_bytes());
    }
    let key = hash.digest();
    if store.there(&folder).key(&name) != Some(key) {
        let read = |sheet: &&Made| {
            let bytes = store.read(&sheet.folder, &sheet.name)?;
            bytes.ok_or_else(|| store.damaged(&sheet.folder, &sheet.name))
        };
        let bytes = sheets.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let ident = format!("loa/{folder}/{name}");
        let about = Bundle { title: &title, place: &view.full, lang, ident: &ident };
        let bytes =
            print::in_one_thread_pool(|| print::bundle(&about, bytes)).map_err(|number| {
                let (at, name) = sheets
                    .get(number)
                    .map_or((&*folder, &*name), |sheet| (&sheet.folder, &sheet.name));
                store.damaged(at, name)
            })?;
        store.stage(&folder, &name, &bytes)?;
    }
    Ok(Made {
        folder,
        name,
        key,
        format: layout.name.clone(),
        lang: (*lang).clone(),
        place: (*place).to_owned(),
    })
}
