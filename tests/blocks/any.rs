//! Whatever an author types becomes blocks, a page and a sheet: nothing stops the program, every
//! mistake has a place in the file, and no format drops a word.

use loa::diag::Diagnostic;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{lost, made, words};

/// What Markdown and our own blocks are made of, and letters of one to four bytes.
const PIECES: [&str; 76] = [
    "a",
    "b ",
    "ế",
    "e\u{301}",
    "đ ",
    "💧",
    "1",
    " ",
    "\n",
    "\n\n",
    "\n    ",
    "\t",
    "\\",
    "*",
    "**",
    "_",
    "`",
    "``",
    "\n```\n",
    "\n~~~\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n* ",
    "\n- [ ] ",
    "\n- [x] ",
    "\n# ",
    "\n## ",
    "\n### ",
    "\n---\n",
    "\n===\n",
    "|",
    " | ",
    "\n|---|---|\n",
    "\n| a | b |\n",
    "[",
    "](",
    ")",
    "]",
    "][",
    "![",
    "(hinh.svg)",
    "(https://a.b/c)",
    "(tel:115)",
    "(lesson:a)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "<https://a.b>",
    "<a@b.vn>",
    "&amp;",
    "&",
    "&nbsp;",
    "[[",
    "]]",
    "[[ place.inline ]]",
    "[[ place.police.phone ]]",
    "[[ fact.cuu_nan ]]",
    "[[ place.x ]]",
    "{{",
    "{#do}",
    "{a}",
    "[!NOTE]\n> ",
    "[!X]",
    "[a]: b",
    "[^1]",
    "\"t\"",
    ": ",
    "\n? ",
    "\n= ",
    "\u{e010}",
    "\u{e012}",
    "\u{0}",
    "\r\n",
];

const FENCES: [&str; 13] = [
    "steps",
    "quiz",
    "numbers",
    "hazards",
    "contacts police",
    "contacts x",
    "when place.hazards",
    "when x",
    "front",
    "sms",
    "stepz",
    "",
    "[[ place.name ]]",
];

fn text() -> impl Strategy<Value = String> {
    let words = || {
        prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)
            .prop_map(|pieces| pieces.concat())
    };
    let fence = (prop::sample::select(FENCES.to_vec()), words())
        .prop_map(|(name, inner)| format!("\n\n```{name}\n{inner}\n```\n"));
    prop_oneof![
        6 => words(),
        2 => fence.clone(),
        2 => (words(), fence, words()).prop_map(|(a, b, c)| [a, b, c].concat()),
    ]
}

/// The words that the parser of Markdown itself finds, a link without words by its address.
fn read(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TASKLISTS;
    let mut read = String::new();
    let mut bare = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) => {
                bare = None;
                read.push_str(&words);
            }
            Event::Start(Tag::Link { dest_url, .. }) => bare = Some(dest_url.to_string()),
            Event::End(TagEnd::Link) => read.push_str(&bare.take().unwrap_or_default()),
            _ => {}
        }
    }
    words::solid(&read)
}

/// Whether the page must say exactly what the parser of Markdown finds: nothing was refused, and
/// nothing of our own stands in the text.
fn is_plain(text: &str, said: &[Diagnostic]) -> bool {
    let own = ["[[", "```", "[!", "tel:", "lesson:", "\u{0}", "\u{e010}", "\u{e012}"];
    said.is_empty() && !own.iter().any(|own| text.contains(own))
}

#[test]
fn a_letter_that_no_page_can_hold_is_shown_as_one_that_is_missing() {
    let (campaign, _) = made::of_texts(["![\u{0}]()"].into_iter());
    let maker = made::Maker::new(&campaign);
    let page = maker.page(&campaign.packs[0].lessons[0].id, made::PLACES[0]);
    assert_eq!(words::solid(&words::of_html(&page, true)), "\u{FFFD}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, max_shrink_iters: 400, failure_persistence: None, ..Default::default()
    })]

    #[test]
    fn any_text_keeps_its_words_on_pages_and_sheets(texts in prop::collection::vec(text(), 1..80)) {
        let (campaign, said) = made::of_texts(texts.iter().map(String::as_str));
        let maker = made::Maker::new(&campaign);
        for ((text, said), lesson) in texts.iter().zip(&said).zip(&campaign.packs[0].lessons) {
            let pages = made::PLACES.map(|place| maker.page(&lesson.id, place));
            let sheets = made::PLACES.map(|place| {
                maker.sheet(lesson, place).unwrap_or_else(|faults| panic!("{text:?}: {faults:#?}"))
            });
            let seen = pages.each_ref().map(|page| words::solid(&words::of_html(page, true)));
            let content = &lesson.texts[campaign.first_lang()];
            let lost = [
                lost::of(content, &seen.concat(), false),
                lost::of(content, &words::solid(&sheets.concat()), true),
            ];
            prop_assert!(lost.concat().is_empty(), "{text:?}: {lost:?}");
            if is_plain(text, said) {
                prop_assert_eq!(&seen[0], &read(text), "{:?}", text);
            }
        }
    }
}
