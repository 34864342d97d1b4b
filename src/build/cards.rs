//! Cards for sharing: drawn into staging before anything is published, each once, whatever places
//! its page is made for.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Progress, documents::Made, in_threads};
use crate::{
    diag::{Failure, Report, Span, Stop},
    model::{Address, Campaign, Lang, Selection},
    plan::Plan,
    render::{
        print::{self, CardFault, CardPress},
        shared::card::{Card, Cards},
    },
    write::Store,
};

/// The cards of a run, each with where its text is written.
pub struct Drawn<'a>(Vec<(&'a Lang, Card, Span)>);

/// Lists the cards that a run makes.
pub fn compile<'a>(campaign: &'a Campaign, selection: &'a Selection) -> Drawn<'a> {
    let mut all = Vec::new();
    let Some(cards) = Cards::of_run(campaign, selection) else { return Drawn(all) };
    for lang in Plan::new(campaign, selection).langs().iter().copied() {
        all.push((lang, cards.of_campaign(lang), Span::new(campaign.settings.file, 0..0)));
        let lessons = campaign.lessons();
        let open = lessons.filter(|(_, lesson)| !lesson.discreet);
        all.extend(open.filter_map(|(pack, lesson)| {
            let (text, _) = lesson.text(lang, campaign.first_lang())?;
            Some((lang, cards.of_lesson(pack, lesson, lang), text.span))
        }));
    }
    Drawn(all)
}

/// The file of a card.
fn made<'a>(lang: &'a Lang, card: &'a Card) -> Made<'a> {
    let lang = lang.as_str();
    Made { address: Address::Card { lang, name: &card.name }, lang, key: card.key }
}

/// Draws every card whose key changed, into staging.
pub fn stage<'a>(
    report: &mut Report,
    campaign: &Campaign,
    Drawn(work): &'a Drawn<'a>,
    store: &Store,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<Vec<Made<'a>>, Stop> {
    let is_new = work.iter().any(|(lang, card, _)| made(lang, card).is_new(store));
    let press = is_new.then(|| CardPress::new(campaign));
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, work, |(lang, card, _)| -> Result<Made<'a>, Failed> {
        let made = made(lang, card);
        if let Some(press) = press.as_ref().filter(|_| made.is_new(store)) {
            let bytes = print::in_one_thread_pool(|| print::card(press, campaign, card))
                .map_err(Failed::Content)?;
            made.stage(store, &bytes).map_err(Failed::Disk)?;
        }
        progress("card", done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
        Ok(made)
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
