//! What can be searched: one script for each language, the same for all places, since their folders
//! are alike. Waters and contacts are searched on the page of the place itself.

use std::borrow::Cow;

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use serde_json::json;

use crate::model::{
    Campaign, Inline, InlineKind, Lang, LessonText, Memory,
    address::Page,
    block::{Line, each_text},
    fact::in_lang,
    fold::nfc,
};

/// The lessons of a language as a script that hands over an array: address, title, pack, action,
/// and the words of its text, each once.
pub fn script(campaign: &Campaign, lang: &Lang, memory: &mut Memory) -> String {
    let first = campaign.first_lang();
    let lessons = campaign.lessons().filter(|(_, lesson)| lesson.only_in.is_empty());
    let rows: Vec<_> = lessons
        .filter_map(|(pack, lesson)| {
            let (text, fallback) = lesson.text(lang, first)?;
            let words = words(text, if fallback { first } else { lang }, memory);
            Some(json!([
                Page::Named(&lesson.slug).to_string(),
                text.title,
                in_lang(&pack.title, lang, first),
                text.action,
                words,
            ]))
        })
        .collect();
    format!("self.loaLessons={};\n", serde_json::Value::from(rows))
}

/// The words of the text that its page shows, in small letters, each once and in order, parted by
/// spaces.
fn words(text: &LessonText, lang: &Lang, memory: &mut Memory) -> String {
    let mut shown = String::new();
    let mut take = |line: &str| shown.extend([line, "\n"]);
    for message in text.messages.iter().chain([&text.summary]) {
        take(message);
    }
    let mut look = |line: &[Inline]| {
        // What a picture shows is for who cannot see it, and stands on no page.
        let words = Line::of(line, |kind| {
            matches!(kind, InlineKind::Picture { .. }).then_some(Cow::Borrowed(" "))
        });
        take(&words.text);
    };
    for part in &text.parts {
        look(&part.title);
        each_text(&part.blocks, &mut look);
    }
    let spaced = lang.has_spaces();
    let kind = if spaced { "words" } else { "words without spaces" };
    let found =
        memory.recall(kind, shown.as_bytes(), || Some(each_once(&shown, spaced).into_bytes()));
    found.and_then(|words| String::from_utf8(words).ok()).unwrap_or_default()
}

/// The words of a text; `spaced` tells whether its language parts them by spaces.
fn each_once(text: &str, spaced: bool) -> String {
    let text = nfc(&text.to_lowercase());
    let mut words: Vec<&str> = if spaced {
        text.split(|c: char| !c.is_alphanumeric()).collect()
    } else {
        // Where words do not stand apart, a dictionary tells them apart.
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        let ends: Vec<usize> = segmenter.segment_str(&text).collect();
        let pairs = ends.iter().zip(ends.iter().skip(1));
        pairs.filter_map(|(from, to)| text.get(*from..*to)).collect()
    };
    words.retain(|word| word.chars().any(char::is_alphabetic));
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}
