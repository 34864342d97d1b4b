//! Stage 2: is the campaign sound? One file a rule; rules read, they change nothing.

mod alternatives;
mod consents;
mod contacts;
mod expiry;
mod external;
mod facts;
mod gaps;
mod ids;
mod lengths;
mod links;
mod parts;
mod phrases;
mod places;
mod private;
mod protocols;
mod reading;
mod reviews;
mod selection;
mod untranslated;
mod unwritten;
mod weights;
mod wording;

pub use external::external;
pub use gaps::gaps_of;
pub use reading::{Reading, measure};

use crate::{
    diag::{Report, Span, Text},
    model::{Block, Campaign, LessonText, Mode, Place, Selection, place::Note},
};

/// Applies every rule.
pub fn campaign(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    ids::check(report, campaign);
    places::check(report, campaign);
    alternatives::check(report, campaign);
    consents::check(report, campaign, selection);
    contacts::check(report, campaign);
    expiry::check(report, campaign, selection);
    facts::check(report, campaign, selection);
    lengths::check(report, campaign);
    links::check(report, campaign);
    parts::check(report, campaign);
    phrases::check(report, campaign);
    private::check(report, campaign);
    protocols::check(report, campaign);
    reading::check(report, campaign);
    reviews::check(report, campaign, selection);
    selection::check(report, campaign, selection);
    untranslated::check(report, campaign);
    unwritten::check(report, campaign);
    weights::check(report, campaign);
    wording::check(report, campaign);
    gaps::check(report, campaign, selection);
}

/// Tells what nobody signed or confirmed yet: a draft lists it, production refuses it.
fn awaits(
    report: &mut Report,
    code: &'static str,
    campaign: &Campaign,
    span: Span,
    text: Text,
    help: Text,
) {
    if campaign.settings.mode == Mode::Production {
        report.error_with_help(code, span, text, help);
    } else {
        report.review(code, span, text).help(help);
    }
}

/// Every text of the campaign.
fn texts(
    campaign: &Campaign,
) -> impl Iterator<Item = (&crate::model::Lesson, &crate::model::Lang, &LessonText)> {
    campaign
        .lessons()
        .flat_map(|(_, lesson)| lesson.texts.iter().map(move |(lang, text)| (lesson, lang, text)))
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
