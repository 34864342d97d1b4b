//! The examples of the `CommonMark` specification, each made into a page and a sheet: none makes
//! the program stop, and none loses a letter, except raw HTML, which is refused in words.
//!
//! Where a text is read for what it means and not as Markdown reads it, the page says what is listed
//! here.
//!
//! The examples lie in the package of pulldown-cmark, of which Cargo.lock knows the checksum.

#![expect(clippy::disallowed_methods, reason = "a test reads the examples")]

mod made;
mod words;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Parser};

/// How many examples version 0.31.2 of the specification has.
const ALL: usize = 652;

/// The examples that are read for what they mean: indented lines are no code, `-one` is an item, two
/// stars beside punctuation are bold, one within a word is a sign, `5*6*78` is a multiplication, low lines are lines to write on.
const MEANT: [(usize, &str); 29] = [
    (18, "[]"),
    (36, "föfö"),
    (48, ""),
    (69, "foo"),
    (85, "FooFoo"),
    (110, "one"),
    (134, "aaa"),
    (211, "foo"),
    (231, "Foobarbaz"),
    (261, "onetwo"),
    (289, "Aparagraphwithtwolines.indentedcodeAblockquote."),
    (313, "abc"),
    (352, "a*\"foo\"*"),
    (353, "a*"),
    (354, "*$*alpha.*£*bravo.*€*charlie."),
    (355, "foo*bar*"),
    (356, "5*6*78"),
    (359, "a_\"foo\"_"),
    (363, "aa_\"bb\"_cc"),
    (370, "*foo*bar"),
    (379, "foobar"),
    (380, "a\"foo\""),
    (385, "a\"foo\""),
    (391, "foobar"),
    (429, "foo*bar*baz"),
    (449, "foo___"),
    (450, "foo_*_"),
    (452, "foo_____"),
    (453, "foo__*__"),
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// Where the package of pulldown-cmark was unpacked.
fn package() -> PathBuf {
    let run = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&run.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|package| package["name"] == "pulldown-cmark");
    let manifest = found.and_then(|package| package["manifest_path"].as_str()).expect("a path");
    Path::new(manifest).parent().expect("a folder").to_owned()
}

fn examples() -> Vec<Example> {
    let path = package().join("tests").join("suite").join("spec.rs");
    let text = fs::read_to_string(&path).expect("the examples of the specification");
    let raw = |text: &str, before: &str| {
        let (_, rest) = text.split_once(before).expect("an example");
        rest.split_once("\"##;").expect("the end of a string").0.to_owned()
    };
    text.split("\nfn spec_test_")
        .skip(1)
        .map(|text| {
            let number = text.split_once('(').expect("a number").0;
            Example {
                number: number.parse().expect("a number"),
                markdown: raw(text, "let original = r##\""),
                html: raw(text, "let expected = r##\""),
            }
        })
        .collect()
}

fn has_raw_html(markdown: &str) -> bool {
    Parser::new(markdown).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

fn has_title(html: &str) -> bool {
    Tokenizer::new(html).flatten().any(|token| match token {
        Token::StartTag(tag) => tag.attributes.contains_key(&b"title"[..]),
        _ => false,
    })
}

/// Whether all letters of `part` stand in `whole`, in this order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    part.chars().all(|wanted| letters.any(|found| found == wanted))
}

#[test]
fn no_example_of_the_specification_stops_the_program_or_loses_a_letter() {
    let examples = examples();
    assert_eq!(examples.len(), ALL);
    let texts = examples.iter().map(|example| example.markdown.as_str());
    let (campaign, said) = made::of_texts(texts);
    let maker = made::Maker::new(&campaign);
    let place = made::PLACES[1];
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    let mut lost = Vec::new();
    for ((example, said), lesson) in examples.iter().zip(&said).zip(&campaign.packs[0].lessons) {
        let mut codes: Vec<&str> = said.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let raw = codes.contains(&"raw-html");
        let seen = |html: &str, pictures| words::solid(&words::of_html(html, pictures));
        let page = seen(&maker.page(&lesson.id, place), true);
        if let Some((_, meant)) = MEANT.iter().find(|(number, _)| *number == example.number) {
            if page != *meant {
                lost.push(format!(
                    "{}: {:?}\n  {meant}\n  {page}\n",
                    example.number, example.markdown
                ));
            }
            *outcomes.entry("read for what it means".to_owned()).or_default() += 1;
            continue;
        }
        assert_eq!(raw, has_raw_html(&example.markdown), "example {}", example.number);
        // `[[` opens a field here, and a field that does not exist stays as typed.
        let bracketed = codes.contains(&"field-name");
        // The words of a title are an attribute, so they are not among those compared below.
        assert_eq!(
            codes.contains(&"link-title"),
            !raw && !bracketed && has_title(&example.html),
            "example {}",
            example.number
        );
        let sheet = maker.sheet(lesson, place);
        let sheet =
            sheet.unwrap_or_else(|faults| panic!("example {}: {faults:#?}", example.number));
        let sheet = words::solid(&sheet);
        let (wanted, printed) = (seen(&example.html, true), seen(&example.html, false));
        let kept = if raw {
            // What was not refused is what the author wrote, in its order.
            is_within(&page, &wanted)
        } else if bracketed {
            is_within(&wanted, &page) && is_within(&printed, &sheet)
        } else {
            page == wanted && is_within(&printed, &sheet)
        };
        if !kept {
            lost.push(format!(
                "{}: {:?}\n  {wanted}\n  {page}\n  {sheet}\n",
                example.number, example.markdown
            ));
        }
        let outcome = if codes.is_empty() { "nothing to say".to_owned() } else { codes.join(", ") };
        *outcomes.entry(outcome).or_default() += 1;
    }
    println!("{} examples made into pages and sheets:", examples.len());
    for (outcome, count) in &outcomes {
        println!("{count:5} {outcome}");
    }
    assert!(lost.is_empty(), "{} examples lose text:\n{}", lost.len(), lost.join("\n"));
}
