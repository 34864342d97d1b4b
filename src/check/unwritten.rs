//! What is still to be written must not be published.

use crate::{
    check::{lines, texts},
    diag::Report,
    model::{Campaign, Holds},
    say,
};

/// How a text begins that says what is to be written in its place.
const MARKS: [&str; 2] = ["[Cần viết", "[To write"];

/// No text says what is to be written in its place: it is listed, and production leaves it out.
pub fn check(report: &mut Report, holds: &mut Holds, campaign: &Campaign) {
    for (lesson, lang, text) in texts(campaign) {
        let mut left = 0;
        let mut first = None;
        lines::each(text, |_| None, &mut |line| {
            for (at, mark) in MARKS.iter().flat_map(|mark| line.text.match_indices(mark)) {
                left += 1;
                first = first.or_else(|| line.span(at..at + mark.len()));
            }
        });
        let Some(first) = first else { continue };
        let id = &lesson.id;
        let places = if left == 1 { "place" } else { "places" };
        let said = say! { vi: "bài `{id}` ({lang}) còn {left} chỗ cần viết", en: "the lesson `{id}` ({lang}) has {left} {places} left to write" };
        let help = say! { vi: "tìm chữ `[Cần viết]` trong tệp và viết thay vào", en: "look for `[To write]` in the file and write in its place" };
        report.review("text-unwritten", first, said).help(help);
        holds.texts.insert((lesson.id.clone(), lang.clone()));
    }
}
