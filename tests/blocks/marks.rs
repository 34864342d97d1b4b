//! No mark of Markdown is printed: what looks like one is read for what it means, or reported at its
//! place. Random texts of marks, Vietnamese and Khmer letters, punctuation and blanks of all kinds become
//! a page, a sheet and a message, and what is left of their marks was reported.

use std::{ops::Range, sync::LazyLock};

use loa::{
    diag::{Diagnostic, Level, Span},
    model::{Campaign, Selection},
    render::{Staged, text},
};
use proptest::prelude::*;
use regex::Regex;

use crate::{made, words};

/// Words, blanks, and what people type for lists, tables, boxes, bold and what no lesson has.
const PIECES: [&str; 104] = [
    "a",
    "b ",
    "Việc ",
    "nước",
    "ế",
    "đ",
    "ជ្រៅ",
    "ទឹក",
    "។",
    "5",
    "12 ",
    ".",
    ": ",
    ":",
    "“",
    "”",
    ",",
    "(",
    ")",
    "!",
    "?",
    " ",
    "  ",
    "\u{a0}",
    "\u{202f}",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\n    ",
    "\n\t",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "=",
    "==",
    "#",
    "##",
    "|",
    " | ",
    "[",
    "]",
    "](",
    "![",
    "{#do}",
    "[^1]",
    "[!",
    "[[",
    "‘‘‘",
    "’’’",
    ":::",
    "–",
    "—",
    "- ",
    "• ",
    "1/ ",
    "**Lưu ý:**",
    "** đậm **",
    "**“hỏi”**",
    "*nhấn*",
    "5*5",
    "[ place.name ]",
    "(tệp 1)",
    "[[ place.name ]]",
    "[[ fact.cuu_nan ]]",
    "\n– ",
    "\n— ",
    "\n• ",
    "\n·\u{a0}",
    "\n-",
    "\n- ",
    "\n-\u{a0}",
    "\n+ ",
    "\n1. ",
    "\n1.",
    "\n2/ ",
    "\na) ",
    "\nb) ",
    "\n###",
    "\n### ",
    "\n##\u{a0}",
    "\n[] ",
    "\n[ ] ",
    "\n> ",
    "\n\n[!CAUTION]\n",
    "\n\n> [!NOTE]\n> ",
    "\n| a | b |",
    "\n|---|",
    "^",
    "{",
    "}",
    "∗",
    "｜",
    "\nI. Một",
    "\nII. Hai",
    "\nA. Ba",
    "\n( ) Bốn",
    "\n–Năm",
    "\n**1. Sáu**\n",
    "\n**Bước 2:** bảy",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..14)
        .prop_map(|pieces| pieces.concat())
}

/// Marks that are in no text, wherever they are.
const MARKS: [&str; 16] =
    ["**", "~~", "==", "‘‘‘", "’’’", "[^", "[[", "{#", "[!", "![", "^", "{", "}", "|", "∗", "｜"];

/// A star that is no mark: of a multiplication, or in brackets.
static STAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d[ \x{a0}]?\*[ \x{a0}]?\d|\(\*\)").expect("a pattern"));

/// What numbers a line and is no mark of Markdown, so that it is shown.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:[ab]\) \S|(?:I|II|A)\. |\( \) )").expect("a pattern"));

static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[[^\[\]\n\x01]*\]\([^\s()\x01][^()\n\x01]*\)").expect("a pattern")
});

/// What opens a line that is read as an item, a heading or a row.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    // A number that counts on from nothing is one of a sentence.
    Regex::new(r"^(?:[•▪➢]|[–·]\s|-\p{L}|0?1/ \p{L}|#{2,6}[\s\p{L}]|:::|\[[ x]?\] |\|).*\p{L}")
        .expect("a pattern")
});

/// The stretches of a text that something was said of, one after the other.
fn told(text: &str, said: &[Diagnostic]) -> String {
    let mut all: Vec<Range<usize>> =
        said.iter().filter_map(|one| one.span).map(Span::range).collect();
    // A sign before a bracket that was reported belongs to it.
    for at in &mut all {
        let before = text.get(..at.start).unwrap_or_default();
        at.start -= usize::from(before.ends_with('!'));
    }
    all.sort_by_key(|at| (at.start, at.end));
    let mut told = String::new();
    let mut end = 0;
    for at in all {
        if at.end > end {
            // What begins within what was reported before goes on with it.
            if at.start >= end {
                told.push('\u{1}');
            }
            told.push_str(text.get(at.start.max(end)..at.end).unwrap_or_default());
            end = at.end;
        }
    }
    told
}

/// The words of a page with a sign for each tag, and the words that begin a line of it.
fn read(html: &str) -> (String, Vec<String>) {
    let mut read = String::new();
    let mut begin = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let words = words::of_html(words, true);
        // A heading and a cell say what they say.
        if ["p", "li", "br", "blockquote"].contains(&name) && !tag.starts_with('/') {
            begin.push(words.trim_start().to_owned());
        }
        let picture = words::of_html(&format!("<{tag}>"), true);
        read.push('\u{1}');
        read.push_str(&picture);
        read.push_str(&words);
    }
    (read, begin)
}

/// The message of each lesson for a place.
fn messages(campaign: &Campaign, place: &str) -> Vec<String> {
    let selection = Selection { formats: vec!["text".to_owned()], ..made::selection() };
    let texts = text::compile(campaign, &selection);
    let place = campaign.places.get(place);
    let entries = texts.enter(place, campaign.first_lang(), true);
    let made = entries.into_iter().flat_map(|entry| {
        let made = texts.make(entry.job, &[true]);
        made.map(|(files, _)| files).unwrap_or_default()
    });
    made.map(|file| String::from_utf8(file.bytes).expect("letters")).collect()
}

/// A line without the blanks and quotation marks before it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace())
}

/// How many low lines are within words.
fn low_lines(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let within = |three: &&[char]| {
        three[1] == '_' && three[0].is_alphanumeric() && three[2].is_alphanumeric()
    };
    letters.windows(3).filter(within).count()
}

/// Marks in what was made that were not reported.
fn left(made: &str, told: &str) -> Vec<String> {
    // Of four stars in a row each may be reported for itself: they are counted below.
    let mut left: Vec<String> = MARKS
        .iter()
        .filter(|mark| **mark != "**")
        .filter(|mark| made.matches(**mark).count() > told.matches(**mark).count())
        .map(|mark| (*mark).to_owned())
        .collect();
    let stars = |text: &str| STAR.replace_all(text, "").matches('*').count();
    if stars(made) > stars(told) {
        left.push("*".to_owned());
    }
    if low_lines(made) > low_lines(told) {
        left.push("_".to_owned());
    }
    if LINK.find_iter(made).count() > LINK.find_iter(told).count() {
        left.push("a link".to_owned());
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, max_shrink_iters: 400, failure_persistence: None, ..Default::default()
    })]

    #[test]
    fn no_mark_is_printed_that_nobody_was_reported_of(texts in prop::collection::vec(text(), 1..120)) {
        let (campaign, said) = made::of_texts(texts.iter().map(String::as_str));
        let maker = made::Maker::new(&campaign);
        let place = made::PLACES[0];
        let messages = messages(&campaign, place);
        let lessons = &campaign.packs[0].lessons;
        prop_assert_eq!(messages.len(), lessons.len());
        for (((text, said), lesson), message) in texts.iter().zip(&said).zip(lessons).zip(&messages) {
            let told = told(text, said);
            let (page, begin) = read(&maker.page(&lesson.id, place));
            prop_assert_eq!(left(&page, &told), Vec::<String>::new(), "page of {:?}: {}", text, page);
            for line in begin {
                let first = line.chars().next().unwrap_or(' ');
                // A dash alone on its line is none of the words on the next.
                let typed = |typed: &str| OPENING.is_match(typed) && typed.starts_with(first);
                if !text.lines().map(bare).any(typed) {
                    continue;
                }
                prop_assert!(!OPENING.is_match(&line) || told.contains(first), "page of {:?}: {}", text, line);
            }
            for line in text.lines().map(bare) {
                let Some(label) = LABEL.find(line).map(|found| found.as_str().trim()) else { continue };
                let label: String = label.chars().take_while(|c| *c != ' ' || label.starts_with('(')).collect();
                // Among boxes to tick it is one.
                if label.starts_with('(') && ["[ ]", "[]"].iter().any(|typed| text.contains(typed)) {
                    continue;
                }
                let begins = page.split('\u{1}').any(|words| words.trim_start().starts_with(&label));
                prop_assert!(begins || told.contains(&label), "page of {:?}: {} in {}", text, label, page);
            }
            let sheet = maker.sheet(lesson, place);
            let sheet = sheet.unwrap_or_else(|faults| panic!("{text:?}: {faults:#?}"));
            prop_assert_eq!(left(&sheet, &told), Vec::<String>::new(), "sheet of {:?}: {}", text, sheet);
            prop_assert_eq!(left(message, &told), Vec::<String>::new(), "message of {:?}: {}", text, message);
        }
    }
}

/// Signs that are no marks at these places: they are printed, and nothing is said of them.
const MAY_STAND: [&str; 14] = [
    // A lone star: multiplied, or a sign in brackets.
    "2 * 3 = 6",
    "5*3 và 4*5",
    "(*) Chưa gồm thuế",
    // Low lines within names that people look for, and lines to write on.
    "Xem #an_toan, @an_toan, an_toan@vidu.vn",
    "Họ tên: ________",
    "Lớp __ ngày __/__/____",
    // What is about so far, a word that people look for, an equation.
    "Cách bờ ~5 km",
    "#antoan",
    "a = b",
    // Brackets within a sentence.
    "Nước [sâu] (rất sâu)",
    // Dashes within a sentence, before whoever said it, and between numbers.
    "Nước sâu – hơn 1 mét – thì nguy hiểm",
    "— Bác Hai",
    "3–5 tuổi",
    // What is marked as a letter.
    r"tep\_a\_b\_c \*\*sao\*\* \~\~gạch\~\~ \[^1] &#8211; \#, một \| hai, \{x\}, \＊",
];

#[test]
fn signs_that_are_no_marks_are_printed_as_they_are_typed() {
    let (campaign, said) = made::of_texts(MAY_STAND.into_iter());
    let maker = made::Maker::new(&campaign);
    let place = made::PLACES[0];
    let messages = messages(&campaign, place);
    let lessons = &campaign.packs[0].lessons;
    for (((text, said), lesson), message) in MAY_STAND.iter().zip(&said).zip(lessons).zip(&messages)
    {
        assert_eq!(said, &[], "{text}");
        let typed = words::solid(&text.replace('\\', "").replace("&#8211;", "–"));
        let page = words::of_html(&maker.page(&lesson.id, place), true);
        let sheet = maker.sheet(lesson, place).expect("a sheet");
        assert_eq!(words::solid(&page), typed);
        assert!(words::solid(&sheet).contains(&typed), "{text}: {sheet}");
        assert!(words::solid(message).contains(&typed), "{text}: {message}");
    }
}

#[test]
fn what_is_reported_of_a_mark_stops_the_build_or_warns() {
    let (_, said) = made::of_texts(["**a", "b c*"].into_iter());
    let levels: Vec<Vec<Level>> =
        said.iter().map(|said| said.iter().map(|one| one.level).collect()).collect();
    assert_eq!(levels, [[Level::Error], [Level::Warning]]);
}
