//! What can be searched: one script for each language, the same for all places, since their folders
//! are alike. Waters and contacts are searched on the page of the place itself.

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
                words.join(" "),
            ]))
        })
        .collect();
    format!("self.loaLessons={};\n", serde_json::Value::from(rows))
}

/// The words of the text that its page shows, in small letters, each once and in order.
fn words(text: &LessonText, lang: &Lang) -> Vec<String> {
    let mut shown = String::new();
    let mut take = |line: &str| shown.extend([line, "\n"]);
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
    let shown = nfc(&shown.to_lowercase());
    let mut words: Vec<&str> = if lang.has_spaces() {
        shown.split(|c: char| !c.is_alphanumeric()).collect()
    } else {
        // Where words do not stand apart, a dictionary tells them apart.
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        let ends: Vec<usize> = segmenter.segment_str(&shown).collect();
        let pairs = ends.iter().zip(ends.iter().skip(1));
        pairs.filter_map(|(from, to)| shown.get(*from..*to)).collect()
    };
    words.retain(|word| word.chars().any(char::is_alphabetic));
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(str::to_owned).collect()
}
