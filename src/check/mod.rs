//! Stage 2: is the campaign sound? One file a rule; rules read, they change nothing.

mod alternatives;
mod consents;
mod contacts;
mod days;
mod expiry;
mod extent;
mod external;
mod facts;
mod gaps;
mod ids;
mod lengths;
mod lines;
mod links;
mod needs;
mod parts;
mod phones;
mod phrases;
mod places;
mod private;
mod production;
mod prose;
mod protocols;
mod reading;
mod refusals;
mod reviews;
mod selection;
pub mod signers;
mod statutes;
mod typed_places;
mod untranslated;
mod unwritten;
mod weights;
mod wording;

pub use alternatives::says_nothing;
pub use external::external;
pub use gaps::gaps_of;
pub use phones::made_up_contacts;
pub use reading::{Reading, measure};

use crate::{
    diag::{Report, Span},
    model::{
        Block, Campaign, Date, Holds, Lang, Lesson, LessonText, Place, Selection,
        cited::{self, Name},
        place::Note,
    },
};

/// Applies every rule. What nobody signed or confirmed comes back. `today` is the day it is, whatever
/// day is built for.
pub fn campaign(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    today: Date,
) -> Holds {
    let mut holds = Holds::default();
    ids::check(report, campaign);
    places::check(report, campaign);
    alternatives::check(report, campaign);
    consents::check(report, &mut holds, campaign, selection);
    contacts::check(report, campaign);
    days::check(report, campaign, selection, today);
    expiry::check(report, campaign, selection);
    extent::check(report, campaign);
    facts::check(report, &mut holds, campaign, selection);
    lengths::check(report, campaign);
    links::check(report, campaign);
    needs::check(report, campaign);
    parts::check(report, campaign);
    phones::check(report, campaign);
    phrases::check(report, campaign);
    prose::check(report, campaign);
    private::check(report, campaign);
    production::check(report, campaign, selection);
    protocols::check(report, &mut holds, campaign);
    reading::check(report, campaign);
    refusals::check(report, campaign);
    reviews::check(report, &mut holds, campaign, selection);
    selection::check(report, campaign, selection);
    signers::check(report, campaign);
    statutes::check(report, campaign);
    typed_places::check(report, campaign);
    untranslated::check(report, campaign);
    unwritten::check(report, &mut holds, campaign);
    weights::check(report, campaign);
    wording::check(report, campaign);
    gaps::check(report, campaign, selection);
    holds
}

/// Every text of the campaign.
fn texts(campaign: &Campaign) -> impl Iterator<Item = (&Lesson, &Lang, &LessonText)> {
    campaign
        .lessons()
        .flat_map(|(_, lesson)| lesson.texts.iter().map(move |(lang, text)| (lesson, lang, text)))
}

/// Whose words they are.
#[derive(Clone, Copy)]
enum By<'c> {
    Lesson(&'c Lesson),
    Note(&'c Place),
    Protocol,
}

/// Calls `visit` for everything that lessons, notes and protocols name, with the language of the words
/// and their place.
fn each_name<'c>(campaign: &'c Campaign, visit: &mut impl FnMut(By<'c>, &'c Lang, Name<'c>, Span)) {
    for (lesson, lang, text) in texts(campaign) {
        text.each_name(&mut |name, span| visit(By::Lesson(lesson), lang, name, span));
    }
    for place in campaign.places.values() {
        for ((_, lang), note) in &place.notes {
            cited::each_name(&note.blocks, &mut |name, span| {
                visit(By::Note(place), lang, name, span);
            });
        }
    }
    for (lang, text) in campaign.protocols.values().flat_map(|protocol| &protocol.texts) {
        for blocks in text.parts.values() {
            cited::each_name(blocks, &mut |name, span| visit(By::Protocol, lang, name, span));
        }
    }
}

/// The steps of every protocol, in each language.
fn steps(campaign: &Campaign) -> impl Iterator<Item = &[Block]> {
    let texts = campaign.protocols.values().flat_map(|protocol| protocol.texts.values());
    texts.flat_map(|text| text.parts.values()).map(Vec::as_slice)
}

/// The notes of every place.
fn notes(campaign: &Campaign) -> impl Iterator<Item = (&Place, &Note)> {
    campaign.places.values().flat_map(|place| place.notes.values().map(move |note| (place, note)))
}
