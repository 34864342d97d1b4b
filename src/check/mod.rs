//! Stage 2: is the campaign sound? One file a rule; rules read, they change nothing.

mod facts;
mod gaps;
mod ids;
mod links;
mod parts;
mod phrases;
mod places;
mod reviews;
mod selection;
mod wording;

use crate::{
    diag::{Report, Span},
    model::{Block, Campaign, LessonText, Selection},
};

/// Applies every rule.
pub fn campaign(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    ids::check(report, campaign);
    places::check(report, campaign);
    facts::check(report, campaign, selection);
    links::check(report, campaign);
    parts::check(report, campaign);
    phrases::check(report, campaign);
    reviews::check(report, campaign);
    selection::check(report, campaign, selection);
    wording::check(report, campaign);
    gaps::check(report, campaign, selection);
}

/// Every text of the campaign.
fn texts(
    campaign: &Campaign,
) -> impl Iterator<Item = (&crate::model::Lesson, &crate::model::Lang, &LessonText)> {
    campaign
        .lessons()
        .flat_map(|(_, lesson)| lesson.texts.iter().map(move |(lang, text)| (lesson, lang, text)))
}

/// The block lists of a text: its parts and its short parts, each with a place to point at.
fn block_lists(text: &LessonText) -> impl Iterator<Item = (&[Block], Span)> {
    let parts = text.parts.iter().map(|part| (part.blocks.as_slice(), part.span));
    parts.chain(text.shorts.values().map(|(blocks, span)| (blocks.as_slice(), *span)))
}
