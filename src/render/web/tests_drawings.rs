//! Drawings that are on a page more than once, from the first stage to the page of a place.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

use super::tests::{DAY, sample, selection, site};
use crate::{
    diag::{Report, Span},
    model::{Block, BlockKind, Campaign, Inline, InlineKind, Memory, place::Note},
};

/// A drawing with a colour and a clip of its own, as it is kept.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\
    <g clip-path=\"url(#p0123abcd-0)\"><path fill=\"url(#p0123abcd-1) red\" d=\"M0 0H9V9Z\"/></g>\
    <defs><clipPath id=\"p0123abcd-0\"><rect width=\"5\" height=\"5\"/></clipPath>\
    <linearGradient id=\"p0123abcd-1\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs></svg>";

/// The sample with that drawing as the figure of its first lesson, in the text of that, and in a note
/// of each place to it; and the place whose page is looked at.
fn drawn() -> (Campaign, String) {
    let mut campaign = sample();
    let first = campaign.first_lang().clone();
    let lesson = &mut campaign.packs[0].lessons[0];
    let path = lesson.texts[&first].figure.path.clone();
    let span = lesson.texts[&first].figure.span;
    let shown = || {
        let kind = InlineKind::Picture { path: path.clone(), alt: "Ao".into() };
        Block::new(BlockKind::Paragraph(vec![Inline::new(kind, span)]), span)
    };
    for text in lesson.texts.values_mut() {
        text.parts[0].blocks.extend([shown(), shown()]);
    }
    let id = lesson.id.clone();
    campaign.pictures.get_mut(&path).expect("a picture").bytes = DRAWING.into();
    let watered = campaign.communes(DAY, true).into_iter().find(|place| place.hazards.len() > 1);
    let place = watered.expect("a place with waters").id.clone();
    for place in campaign.places.values_mut() {
        let note = Note { blocks: vec![shown(), shown()], span: Span::new(span.file, 0..0) };
        place.notes.insert((id.clone(), first.clone()), note);
    }
    (campaign, place)
}

/// The pages of a place.
fn pages(campaign: &Campaign, place: &str) -> Vec<(String, String)> {
    let site = site(campaign, &mut Memory::default());
    let (lang, plates) = &site.places[0];
    let known = site.known(campaign, &selection(), campaign.places.get(place), lang);
    let context = known.unwrap_or_else(|(placeholder, _)| panic!("{placeholder}")).context();
    let stamped = plates.iter().map(|plate| {
        let mut values = super::Values::default();
        site.evaluator.fill(&mut values, &context, plate.used()).expect("values");
        let values = super::Values::from_bytes(&values.to_bytes()).expect("values");
        let mut page = b"before ".to_vec();
        plate.stamp(&values, &mut page);
        (plate.name.clone(), String::from_utf8(page).expect("letters"))
    });
    stamped.collect()
}

/// Holds a page to what a browser makes of its ids, and counts those of the drawing.
fn drawings_in(page: &str) -> usize {
    let mut ids = BTreeSet::new();
    let mut links = BTreeSet::new();
    for token in Tokenizer::new(page) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        for (key, value) in &tag.attributes {
            let value = String::from_utf8(value.to_vec()).expect("letters");
            if key.as_slice() == b"id" {
                assert!(ids.insert(value.clone()), "`{value}` is there twice");
            } else if let Some((_, link)) = value.split_once("url(#") {
                links.insert(link.split(')').next().expect("a link").to_owned());
            }
        }
    }
    assert!(links.is_subset(&ids), "{:?}", links.difference(&ids));
    let drawn: BTreeSet<_> = ids.into_iter().filter(|id| id.starts_with("p0123abcd-")).collect();
    assert_eq!(drawn, links, "each colour and clip is used");
    drawn.len() / 2
}

#[test]
fn a_drawing_that_is_on_a_page_again_has_ids_of_its_own() {
    let (campaign, place) = drawn();
    let pages = pages(&campaign, &place);
    let lesson = format!("{}.html", campaign.packs[0].lessons[0].slug);
    let mut again = 0;
    for (name, page) in &pages {
        let found = drawings_in(page);
        assert!(*name != lesson || found == 5, "{found} in {name}");
        assert!(found == 0 || page.contains("url(#p0123abcd-0)"), "{name}: the first is as it was");
        again += usize::from(found > 1);
    }
    assert!(again > 1, "a pack shows a lesson to each of those whom it is for");
    assert!(pages == self::pages(&campaign, &place), "the same each time");
}

#[test]
fn a_drawing_that_a_theme_repeats_for_each_water_has_ids_of_its_own() {
    let (mut campaign, place) = drawn();
    let waters = campaign.places[&place].hazards.len();
    let template = campaign.theme.web.get_mut("lesson.html").expect("a template");
    template.text = template.text.replacen(
        "<div class=\"wrap body\">",
        "<div>[% for water in place.hazards %]{{ lesson.figure.svg | safe }}[% endfor %]</div>\
         <div class=\"wrap body\">",
        1,
    );
    let lesson = format!("{}.html", campaign.packs[0].lessons[0].slug);
    let pages = pages(&campaign, &place);
    let (_, page) = pages.iter().find(|(name, _)| *name == lesson).expect("the page");
    assert_eq!(drawings_in(page), 5 + waters);
    let mut report = Report::new();
    let same = super::compare(&mut report, &campaign, &selection());
    assert!(same.is_ok(), "{:#?}", report.diagnostics());
}
