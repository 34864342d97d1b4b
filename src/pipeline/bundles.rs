//! All sheets of a layout for a place and language in one file, put together into staging.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;

use super::{Run, in_threads, staged::Made};
use crate::{
    diag::Failure,
    model::{Address, Lang, Layout},
    render::{
        print::{self, Bundle},
        shared::{paged::in_one_thread_pool, place::PlaceView},
    },
    write::Store,
};

/// The sheets of one file, in the order of packs and lessons.
struct Work<'m, 'a> {
    layout: &'a Layout,
    lang: &'a Lang,
    place: &'a str,
    sheets: Vec<&'m Made<'a>>,
}

/// Puts together every file of which a sheet changed. All sheets of a file belong to a run or none
/// does, since a lesson cannot be left out.
pub fn stage<'a>(run: Run<'a>, made: &[Made<'a>], store: &Store) -> Result<Vec<Made<'a>>, Failure> {
    let mut files: BTreeMap<(&str, &str, &Lang), Work<'_, 'a>> = BTreeMap::new();
    for sheet in made {
        let Address::Sheet { place, layout: name, .. } = sheet.address else { continue };
        let layouts = &run.campaign.theme.layouts;
        let Some(layout) = layouts.iter().find(|layout| layout.name == name) else { continue };
        let none = || Work { layout, lang: sheet.lang, place, sheets: Vec::new() };
        files.entry((place, name, sheet.lang)).or_insert_with(none).sheets.push(sheet);
    }
    let work: Vec<Work<'_, 'a>> = files.into_values().collect();
    let (done, count) = (AtomicUsize::new(0), work.len());
    let results = in_threads(run.request.jobs, &work, |work| {
        let made = one(run, work, store);
        (run.progress)("all", done.fetch_add(1, Ordering::Relaxed) + 1, count);
        made
    });
    results.into_iter().collect()
}

fn one<'a>(
    Run { campaign, selection, .. }: Run<'a>,
    Work { layout, lang, place, sheets }: &Work<'_, 'a>,
    store: &Store,
) -> Result<Made<'a>, Failure> {
    let first = campaign.first_lang();
    // The language that every office reads needs no word about it.
    let marked = (*lang != first).then(|| lang.as_str());
    let address = Address::Bundle { place, layout: &layout.name, lang: marked };
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
        hash.update(sheet.address.name().as_bytes());
        hash.update(&sheet.key.to_le_bytes());
    }
    let made = Made { address, lang, key: hash.digest() };
    if made.is_new(store) {
        let damaged = |at: Address<'_>| store.damaged(&at.folder(), &at.name());
        let read = |sheet: &&Made<'_>| {
            let at = sheet.address;
            store.read(&at.folder(), &at.name())?.ok_or_else(|| damaged(at))
        };
        let bytes = sheets.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let ident = format!("loa/{address}");
        let about = Bundle { title: &title, place: &view.full, lang, ident: &ident };
        let bytes = in_one_thread_pool(|| print::bundle(&about, bytes))
            .map_err(|number| damaged(sheets.get(number).map_or(address, |sheet| sheet.address)))?;
        made.stage(store, &bytes)?;
    }
    Ok(made)
}
