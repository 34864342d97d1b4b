//! What can be searched: one script for each language, the same for all places, since their folders
//! are alike. Waters and contacts are searched on the page of the place itself.

use std::collections::BTreeSet;

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use serde_json::json;

use crate::model::{
    Campaign, Inline, Lang, LessonText,
    block::{each_inline, walk},
    fact::in_lang,
    fold::nfc,
};

/// The lessons of a language as a script that hands over an array: address, title, pack, action,
/// and the words of its text, each once.
pub fn script(campaign: &Campaign, lang: &Lang) -> String {
    let first = campaign.first_lang();
    let lessons = campaign.lessons().filter(|(_, lesson)| lesson.only_in.is_empty());
    let rows: Vec<_> = lessons
        .filter_map(|(pack, lesson)| {
            let (text, fallback) = lesson.text(lang, first)?;
            let words = words(text, if fallback { first } else { lang });
            Some(json!([
                format!("{}.html", lesson.id),
                text.title,
                in_lang(&pack.title, lang, first),
                text.action,
                words.into_iter().collect::<Vec<_>>().join(" "),
            ]))
        })
        .collect();
    format!("self.loaLessons={};\n", serde_json::Value::from(rows))
}

/// The words of the text that its page shows, in small letters.
fn words(text: &LessonText, lang: &Lang) -> BTreeSet<String> {
    // Where words do not stand apart, a dictionary tells them apart.
    let segmenter =
        (!lang.has_spaces()).then(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));
    let mut found = BTreeSet::new();
    let mut take = |line: &str| {
        let line = nfc(&line.to_lowercase());
        let pieces: Vec<&str> = match &segmenter {
            None => line.split(|c: char| !c.is_alphanumeric()).collect(),
            Some(segmenter) => {
                let ends: Vec<usize> = segmenter.segment_str(&line).collect();
                let pairs = ends.iter().zip(ends.iter().skip(1));
                pairs.filter_map(|(from, to)| line.get(*from..*to)).collect()
            }
        };
        let words = pieces.into_iter().filter(|word| word.chars().any(char::is_alphabetic));
        for word in words {
            if !found.contains(word) {
                found.insert(word.to_owned());
            }
        }
    };
    for message in text.messages.iter().chain([&text.summary]) {
        take(message);
    }
    let mut look = |inline: &Inline| {
        if let Inline::Text(words) = inline {
            take(words);
        }
    };
    for part in &text.parts {
        walk(&part.title, &mut look);
        each_inline(&part.blocks, &mut look);
    }
    found
}
