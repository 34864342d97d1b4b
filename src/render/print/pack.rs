//! `/lesson.json` of a sheet of a whole pack: all its lessons that every place has.

use serde::Serialize;

use super::{
    lesson::{LessonJson, Named, PackJson, of_lesson, of_pack},
    sheet::{Dated, Sheet},
};
use crate::{
    diag::Span,
    model::{Date, Pack, fact::in_lang},
};

#[derive(Serialize)]
struct WholeJson<'a> {
    lang: &'a str,
    pack: PackJson<'a>,
    promise: &'a str,
    discreet: bool,
    lessons: Vec<LessonJson<'a>>,
}

/// The bytes of `/lesson.json`, and what it names.
pub fn json<'a>(sheet: &Sheet<'a>, pack: &'a Pack, revised: Date) -> (Vec<u8>, Named<'a>) {
    let first = sheet.campaign.first_lang();
    let mut named = Named::default();
    let mut lessons = Vec::new();
    for lesson in pack.of_all_places() {
        let Some((text, fallback)) = lesson.text(sheet.lang, first) else {
            named.lost.push((Span::new(pack.file, 0..0), lesson.id.clone()));
            continue;
        };
        let text_lang = if fallback { first } else { sheet.lang };
        let figure = format!("/figure-{}", lessons.len() + 1);
        let told = of_lesson(sheet, lesson, (text, text_lang), &figure, &mut named);
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
    (sheet.json(Dated { revised, review_by }, &whole), named)
}
