//! No sheet has a hole where something is named: what is not there is reported, and all words are.

use serde_json::Value;

use super::{
    Bundle, Press, bundle, compile, prepare, stamp,
    tests::{layout, sample},
};
use crate::{
    diag::Report,
    model::{Campaign, Lang, Subject, lesson::Short},
    render::shared::{paged::world::file_id, place::PlaceView},
};

/// What is reported about the plate of a lesson, with its `/lesson.json`.
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
fn a_sheet_whose_protocol_or_picture_is_not_there_is_reported() {
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

/// What each page of a file draws.
fn pages(file: Vec<u8>) -> Vec<Vec<u8>> {
    let pdf = krilla::pdf::Pdf::new(file).expect("a PDF");
    let drawn =
        pdf.pages().iter().map(|page| page.page_stream().expect("what a page draws").to_vec());
    drawn.collect()
}

#[test]
fn answers_stand_at_the_end_of_the_file_of_all_worksheets_and_on_no_back_of_a_question() {
    let campaign = sample();
    let press = Press::new(&campaign);
    let vi = Lang::new("vi");
    let sheet = |id| {
        let (pack, lesson) = campaign.lessons().find(|(_, lesson)| lesson.id == id).expect("one");
        let subject = Subject::Lesson(pack, lesson);
        let worksheet = layout(&campaign, "worksheet");
        let plate = compile(&mut Report::new(), &campaign, &press, subject, (&vi, &[]), worksheet);
        let job = prepare(&campaign, &plate, |lang| PlaceView::general(&campaign, lang), None);
        stamp(&press, &plate, &job).expect("a sheet")
    };
    let sheets = ["burns", "falls", "choking"].map(sheet);
    let single: Vec<_> = sheets.iter().map(|sheet| pages(sheet.clone())).collect();
    assert!(single.iter().all(|pages| pages.len() == 2), "questions, then answers");
    let about = Bundle { title: "", place: "", lang: &vi, ident: "all" };
    let all = pages(bundle(&about, sheets.to_vec()).expect("a file"));
    let page = |side: usize| single.iter().map(move |pages| pages[side].clone());
    // Three questions; the back of the last stays white.
    let wanted: Vec<_> = page(0).chain([Vec::new()]).chain(page(1)).collect();
    assert_eq!(all.len(), wanted.len());
    for (number, (made, wanted)) in all.iter().zip(&wanted).enumerate() {
        assert!(number == 3 || made == wanted, "page {number}");
    }
}
