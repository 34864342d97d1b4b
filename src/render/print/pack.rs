//! `/lesson.json` of a sheet of a whole pack: all its lessons that every place has.

use serde::Serialize;

use super::{
    lesson::{LessonJson, PackJson, Pictures, of_lesson, of_pack},
    sheet::{Dated, Sheet},
};
use crate::model::{Date, Pack, fact::in_lang};

#[derive(Serialize)]
struct WholeJson<'a> {
    lang: &'a str,
    pack: PackJson<'a>,
    promise: &'a str,
    discreet: bool,
    lessons: Vec<LessonJson<'a>>,
}

/// The bytes of `/lesson.json`, and the pictures it names.
pub fn json<'a>(sheet: &Sheet<'a>, pack: &'a Pack, revised: Date) -> (Vec<u8>, Pictures<'a>) {
    let first = sheet.campaign.first_lang();
    let mut pictures = Pictures::new();
    let mut lessons = Vec::new();
    for lesson in pack.of_all_places() {
        let Some((text, fallback)) = lesson.text(sheet.lang, first) else { continue };
        let text_lang = if fallback { first } else { sheet.lang };
        let figure = format!("/figure-{}", lessons.len() + 1);
        let told = of_lesson(sheet, lesson, (text, text_lang), &figure, &mut pictures);
        lessons.push(told);
    }
    let whole = WholeJson {
        lang: sheet.lang.primary(),
        pack: of_pack(sheet, pack),
        promise: in_lang(&pack.promise, sheet.lang, first),
        discreet: pack.discreet,
        lessons,
    };
    let review_by = pack.of_all_places().map(|lesson| lesson.review_by).min();
    (sheet.json(Dated { revised, review_by }, &whole), pictures)
}
