//! No sheet has a hole where something is named: what is not there is told, and all words are.

use serde_json::Value;

use super::{
    Press, compile,
    tests::{layout, sample},
};
use crate::{
    diag::Report,
    model::{Campaign, Subject, lesson::Short},
    render::shared::paged::world::file_id,
};

/// What is told of the plate of a lesson, with its `/lesson.json`.
fn plate(campaign: &Campaign, id: &str, name: &str) -> (Vec<&'static str>, Value) {
    let (pack, lesson) = campaign.lessons().find(|(_, lesson)| lesson.id == id).expect("a lesson");
    let (press, mut report) = (Press::new(campaign), Report::new());
    let subject = Subject::Lesson(pack, lesson);
    let tongues = (campaign.first_lang(), &[][..]);
    let plate = compile(&mut report, campaign, &press, subject, tongues, layout(campaign, name));
    let json = plate.files.get(&file_id("/lesson.json").expect("an id")).expect("a file");
    let codes = report.diagnostics().iter().map(|found| found.code).collect();
    (codes, serde_json::from_slice(json).expect("JSON"))
}

#[test]
fn a_sheet_whose_protocol_or_picture_is_not_there_is_told() {
    let whole = sample();
    let (codes, json) = plate(&whole, "burns", "copier");
    assert_eq!(codes, [""; 0]);
    assert!(json.to_string().contains("\"protocol\""), "the sheet shows none");
    let mut without = whole.clone();
    without.protocols.remove("burn");
    assert_eq!(plate(&without, "burns", "copier").0, ["typst-error"]);
    let mut unsaid = whole.clone();
    let texts = unsaid.protocols.get_mut("burn").expect("a protocol").texts.values_mut();
    texts.for_each(|text| text.parts.clear());
    assert_eq!(plate(&unsaid, "burns", "copier").0, ["typst-error"]);
    let mut bare = whole;
    bare.pictures.clear();
    assert!(plate(&bare, "burns", "copier").0.contains(&"typst-error"));
}

#[test]
fn the_line_of_a_poster_has_its_facts_and_all_its_lines() {
    let mut campaign = sample();
    let number = campaign.facts["call_ambulance"].value[campaign.first_lang()].clone();
    let source = "Gọi [[ fact.call_ambulance ]]\n\n- ngay\n- **nhanh**";
    let file = crate::diag::Sources::default().add("a.md", source);
    let tops = crate::load::markdown::blocks(&mut Report::new(), file, source, 0, "");
    let first = campaign.first_lang().clone();
    let lessons = campaign.packs.iter_mut().flat_map(|pack| &mut pack.lessons);
    let lesson = lessons.into_iter().find(|lesson| lesson.id == "burns").expect("a lesson");
    let text = lesson.texts.get_mut(&first).expect("a text");
    let (blocks, _) = text.shorts.get_mut(&Short::Poster).expect("a poster");
    *blocks = tops.into_iter().map(|top| top.block).collect();
    let (codes, json) = plate(&campaign, "burns", "poster");
    assert_eq!(codes, [""; 0]);
    assert_eq!(json["shorts"]["poster"], format!("Gọi {number} ngay nhanh"));
}
