//! Cards for sharing: drawn into staging before anything is published, each once, whatever places
//! its page is made for.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Progress, documents::Made, in_threads, langs, wants};
use crate::{
    diag::{Failure, Report, Span, Stop},
    model::{Campaign, Lang, Selection},
    render::{
        print::{self, CardFault, CardPress},
        shared::card::{Card, Cards, FORMAT, folder},
    },
    write::Store,
};

/// Draws every card whose key changed, into staging.
pub fn stage(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    store: &Store,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Made>, Stop> {
    let Some(cards) = Cards::new(campaign).filter(|_| wants(campaign, selection, FORMAT)) else {
        return Ok(Vec::new());
    };
    let mut work: Vec<(&Lang, Card, Span)> = Vec::new();
    for lang in langs(campaign, selection) {
        work.push((lang, cards.of_campaign(lang), Span::new(campaign.settings.file, 0..0)));
        let lessons = campaign.lessons();
        let open = lessons.filter(|(_, lesson)| !lesson.discreet);
        work.extend(open.filter_map(|(pack, lesson)| {
            let (text, _) = lesson.text(lang, campaign.first_lang())?;
            Some((lang, cards.of_lesson(pack, lesson, lang), text.span))
        }));
    }
    let path = |lang: &Lang| format!("site/{}", folder(lang));
    let is_new =
        |lang: &Lang, card: &Card| store.there(&path(lang)).key(&card.name) != Some(card.key);
    let press =
        work.iter().any(|(lang, card, _)| is_new(lang, card)).then(|| CardPress::new(campaign));
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &work, |(lang, card, _)| -> Result<Made, Failed> {
        if let Some(press) = press.as_ref().filter(|_| is_new(lang, card)) {
            let bytes = print::in_one_thread_pool(|| print::card(press, campaign, card))
                .map_err(Failed::Content)?;
            store.stage(&path(lang), &card.name, &bytes).map_err(Failed::Disk)?;
        }
        progress("card", done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
        Ok(Made {
            folder: path(lang),
            name: card.name.clone(),
            key: card.key,
            format: FORMAT.to_owned(),
            lang: (*lang).clone(),
            place: String::new(),
        })
    });
    let mut made = Vec::new();
    for ((_, _, span), result) in work.iter().zip(results) {
        match result {
            Ok(card) => made.push(card),
            Err(Failed::Content(fault)) => print::tell_card(report, &fault, *span),
            Err(Failed::Disk(failure)) => return Err(failure.into()),
        }
    }
    report.so_far()?;
    Ok(made)
}

enum Failed {
    Content(CardFault),
    Disk(Failure),
}
