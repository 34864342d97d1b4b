//! What can be searched: one script for each language, the same for all places, since their folders
//! are alike. Waters and contacts are searched on the page of the place itself.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
use serde_json::{Value, json};

use super::view::{Number, View};
use crate::model::{
    Inline, InlineKind, Lang, Lesson, LessonText, Memory, Mode, Need, Role,
    address::Page,
    block::{Line, each_text},
    fact::in_lang,
    fold::nfc,
};

/// The parts whose words keep their order: what to do, and what if it happens. In Vietnamese a
/// word is several syllables, and only next to each other are they that word.
const IN_ORDER: [Role; 3] = [Role::Do, Role::Dont, Role::Happens];

/// How many lessons may have a word of the other parts for it to be listed. One that is in more of
/// them leads nowhere, and all of them together would double the size of the script.
const RARE: usize = 5;

/// The packs, the lessons and the needs of a language as a script that hands them over.
///
/// A page is a list: address, title, pack, action, runs of words with bars between them, further
/// words, and whether its words are whole wherever they are (1) or syllables (0). A need is a list:
/// what is typed, the numbers to call, the addresses of pages.
pub fn script(view: &View<'_>, memory: &mut Memory) -> String {
    let (campaign, lang, first) = (view.campaign, &view.lang, view.first());
    let whole = |lang: &Lang| i32::from(!lang.has_syllables());
    let mut pages = Vec::new();
    let mut found = Vec::new();
    for pack in &campaign.packs {
        let mut lessons = pack.lessons.iter().filter(|lesson| is_everywhere(lesson)).peekable();
        if lessons.peek().is_none() {
            continue;
        }
        let own = if pack.title.contains_key(lang) { lang } else { first };
        let title = in_lang(&pack.title, lang, first);
        let promise = in_lang(&pack.promise, lang, first);
        let page = Page::Named(&pack.slug).to_string();
        pages.push(json!([page, title, "", promise, "", "", whole(own)]));
        for lesson in lessons {
            let Some((text, fallback)) = lesson.text(lang, first) else { continue };
            let own = if fallback { first } else { lang };
            found.push((lesson, title, text, whole(own), Words::of(text, own, memory)));
        }
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for word in found.iter().flat_map(|(.., words)| words.each()) {
        *count.entry(word).or_default() += 1;
    }
    for (lesson, pack, text, whole, words) in &found {
        let page = Page::Named(&lesson.slug).to_string();
        let others: Vec<&str> =
            words.others().filter(|word| count.get(word).is_none_or(|of| *of <= RARE)).collect();
        let others = others.join(" ");
        pages.push(json!([page, text.title, pack, text.action, words.runs(), others, whole]));
    }
    let needs: Vec<Value> = campaign.needs.iter().map(|need| value(need, view)).collect();
    format!("self.loaSearch={};\n", json!({ "pages": pages, "needs": needs }))
}

/// Whether every place has it.
fn is_everywhere(lesson: &Lesson) -> bool {
    lesson.only_in.is_empty()
}

/// What is typed, the numbers to call and the pages; nothing that is not published.
fn value(need: &Need, view: &View<'_>) -> Value {
    let campaign = view.campaign;
    let confirmed = |id: &String| {
        let fact = campaign.facts.get(id)?;
        let held = campaign.settings.mode == Mode::Production && fact.awaits_expert;
        (!held).then_some(fact)
    };
    let typed: Vec<String> = need.words.iter().map(|words| segments(words).join(" ")).collect();
    let call: Vec<Value> = need
        .call
        .iter()
        .filter_map(|(id, _)| confirmed(id))
        .map(|fact| {
            let Number { value, tel, label } = view.number(fact);
            json!([value, tel, label])
        })
        .collect();
    let slug = |id: &String| {
        let lesson = campaign.lessons().find(|(_, lesson)| lesson.id == *id);
        let lesson = lesson.filter(|(_, lesson)| is_everywhere(lesson));
        let pack = || campaign.packs.iter().find(|pack| pack.id == *id).map(|pack| &pack.slug);
        lesson.map(|(_, lesson)| &lesson.slug).or_else(pack)
    };
    let show = need.show.iter().filter_map(|(id, _)| slug(id));
    let show: Vec<String> = show.map(|slug| Page::Named(slug).to_string()).collect();
    json!([typed, call, show])
}

/// The words that the page of a text shows, in small letters: a line of runs in their order with bars
/// between them, and a line of all others.
struct Words(String);

impl Words {
    fn of(text: &LessonText, lang: &Lang, memory: &mut Memory) -> Self {
        let (mut runs, mut others) = (String::new(), String::new());
        for message in text.messages.iter().chain([&text.summary]) {
            runs.extend([message, "\n"]);
        }
        for part in &text.parts {
            let look = |to: &mut String, line: &[Inline]| {
                // What a picture shows is for who cannot see it, and is on no page.
                let words = Line::of(line, |kind| {
                    matches!(kind, InlineKind::Picture { .. }).then_some(Cow::Borrowed(" "))
                });
                to.extend([&words.text, "\n"]);
            };
            look(&mut others, &part.title);
            let to = if IN_ORDER.contains(&part.role) { &mut runs } else { &mut others };
            each_text(&part.blocks, &mut |line| look(to, line));
        }
        let spaced = lang.has_spaces();
        let kind = if spaced { "runs" } else { "runs without spaces" };
        let from = format!("{runs}\0{others}");
        let make = || {
            let runs = in_order(&runs, spaced);
            let known: BTreeSet<&str> = runs.split([' ', '|']).collect();
            let others = split(&nfc(&others.to_lowercase()), spaced);
            let others: BTreeSet<&str> =
                others.iter().map(String::as_str).filter(|word| !known.contains(word)).collect();
            let others: Vec<&str> = others.into_iter().collect();
            format!("{runs}\n{}", others.join(" "))
        };
        let made = memory.recall(kind, from.as_bytes(), || Some(make().into_bytes()));
        Self(made.and_then(|words| String::from_utf8(words).ok()).unwrap_or_else(make))
    }

    fn runs(&self) -> &str {
        self.0.lines().next().unwrap_or_default()
    }

    fn others(&self) -> impl Iterator<Item = &str> {
        self.0.lines().nth(1).unwrap_or_default().split_whitespace()
    }

    /// Every word once.
    fn each(&self) -> BTreeSet<&str> {
        self.runs().split([' ', '|']).chain(self.others()).collect()
    }
}

/// The sentences of a text, each once: a word does not go on in the next.
fn in_order(text: &str, spaced: bool) -> String {
    let text = nfc(&text.to_lowercase());
    let mut runs: Vec<String> = Vec::new();
    for sentence in text.split(['\n', '.', '!', '?', ':', ';', '។']) {
        let run = split(sentence, spaced).join(" ");
        if !run.is_empty() && !runs.contains(&run) {
            runs.push(run);
        }
    }
    runs.join("|")
}

/// The words of a text in small letters; `spaced` says whether its language parts them by spaces.
fn split(text: &str, spaced: bool) -> Vec<String> {
    if !spaced {
        return segments(text);
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a text in any language: where no spaces part them, a dictionary does.
fn segments(text: &str) -> Vec<String> {
    let text = nfc(&text.to_lowercase());
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(&text).collect();
    let pairs = ends.iter().zip(ends.iter().skip(1));
    let words = pairs.filter_map(|(from, to)| text.get(*from..*to));
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    words.filter(is_word).map(str::to_owned).collect()
}
