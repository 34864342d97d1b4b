//! What is said of the program is true: every diagnostic has a case that shows it.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources and the cases")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The functions of a report that take a code first.
const REPORT: [&str; 6] =
    ["error", "error_with_help", "error_with_related", "warning", "gap", "review"];

/// Names of functions that take a code, which many others have that take none.
const OTHERS: [&str; 2] = ["add", "new"];

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The words between a name and the place where it is called: what `name(` is followed by.
fn calls<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let call = format!("{name}(");
    let is_whole = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_') && !text[..at].ends_with("fn ")
    };
    let found = text.match_indices(&call).filter(|(at, _)| is_whole(*at));
    found.map(|(at, _)| &text[at + call.len()..]).collect()
}

/// The first argument of a call that could be a code, and whether it is one: a literal of small
/// letters with hyphens. What is handed on unread has the name `code`.
fn code(arguments: &str) -> Option<Result<&str, ()>> {
    let first = arguments.split(',').map(str::trim);
    for argument in first.take(2) {
        if let Some(literal) = argument.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            return Some(Ok(literal));
        }
        if argument == "code" {
            return None;
        }
    }
    Some(Err(()))
}

/// Every code that the sources can say, with the files that say it.
fn said() -> BTreeMap<String, BTreeSet<String>> {
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let sources: Vec<(String, String)> = files(&here("src"), "rs")
        .into_iter()
        .filter(|path| {
            !path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("tests"))
        })
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source");
            let text =
                text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            (path.display().to_string(), text)
        })
        .collect();
    // Functions of ours that hand a code on: their own callers give it.
    let takes_a_code = sources.iter().flat_map(|(_, text)| {
        text.split("fn ").skip(1).filter_map(|after| {
            let head = after.split('{').next()?;
            let name = head.split(['(', '<']).next()?;
            head.contains("code: &'static str").then(|| name.to_owned())
        })
    });
    let names: BTreeSet<String> = takes_a_code
        .chain(REPORT.map(str::to_owned))
        .filter(|name| !OTHERS.contains(&&**name))
        .collect();
    for (path, text) in &sources {
        for name in &names {
            for call in calls(text, name) {
                match code(call) {
                    Some(Ok(found)) => {
                        codes.entry(found.to_owned()).or_default().insert(path.clone());
                    }
                    // Other things are called `error` too; only a report says codes.
                    Some(Err(())) if text.contains(&format!("report.{name}({call}")) => {
                        panic!("{path}: write the code into the call: {name}({call:.60}");
                    }
                    Some(Err(())) | None => {}
                }
            }
        }
        for (_, after) in
            text.match_indices("code: \"").map(|(at, found)| (at, &text[at + found.len()..]))
        {
            let found = after.split('"').next().unwrap_or_default();
            codes.entry(found.to_owned()).or_default().insert(path.clone());
        }
    }
    codes
}

/// The codes that the cases show, in a language.
fn shown(tongue: &str) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let cases = here("tests/sites");
    // Deeper ones are what cases are given, and may hold anything.
    for path in files(&cases, "md").into_iter().filter(|path| path.parent() == Some(&*cases)) {
        let text = fs::read_to_string(&path).expect("a case");
        for block in text.split("console\n$ ").skip(1) {
            let (command, output) = block.split_once('\n').expect("a command");
            if !command.ends_with(&format!("--messages {tongue}")) {
                continue;
            }
            let output = output.split("\n```").next().unwrap_or_default();
            for line in output.lines() {
                let human = line.split_once("]: ").and_then(|(before, _)| before.split_once('['));
                let json = line.trim().strip_prefix("\"code\": \"");
                if let Some((level, code)) = human
                    && ["lỗi", "error", "cảnh báo", "warning"].contains(&level)
                {
                    codes.insert(code.to_owned());
                } else if let Some(code) = json {
                    codes.insert(code.trim_end_matches("\",").to_owned());
                }
            }
        }
    }
    codes
}

#[test]
fn every_diagnostic_has_a_case_in_both_languages() {
    let said = said();
    assert!(said.len() > 80, "only {} codes were found in the sources", said.len());
    for tongue in ["vi", "en"] {
        let shown = shown(tongue);
        let without: Vec<_> = said.iter().filter(|(code, _)| !shown.contains(*code)).collect();
        assert!(without.is_empty(), "no case in `{tongue}` shows {without:#?}");
        let unknown: Vec<_> = shown.iter().filter(|code| !said.contains_key(*code)).collect();
        assert!(unknown.is_empty(), "no source says {unknown:#?}");
    }
}

#[test]
fn every_code_is_explained_and_nothing_else_is() {
    let said: BTreeSet<String> = said().into_keys().collect();
    let explained: BTreeSet<String> =
        loa::diag::explain::all().map(|found| found.code.to_owned()).collect();
    let without: Vec<_> = said.difference(&explained).collect();
    assert!(without.is_empty(), "src/diag/codes.md does not explain {without:?}");
    let unknown: Vec<_> = explained.difference(&said).collect();
    assert!(unknown.is_empty(), "no source says what src/diag/codes.md explains: {unknown:?}");
}

#[test]
fn a_code_is_small_letters_and_hyphens() {
    for code in said().keys() {
        let sound = code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(sound && !code.starts_with('-') && !code.ends_with('-'), "{code}");
    }
}

/// The case of photographs; the sample campaign has drawings alone.
const CONSENT: &str = "tests/sites/photographs-with-consent-have-nothing-to-tell.md";

/// The case of a campaign of which all is signed, in production.
const SIGNED: &str = "tests/sites/a-signed-protocol-has-nothing-to-tell.md";

/// The campaign that each rule of `check` looks at and says nothing of, with a file of it and words
/// in that file that the rule looks at: an empty name is the sample, others lie in `tests/sites`.
const SOUND: [(&str, &str, &str, &str); 66] = [
    ("address-reserved", "", SIGNED, "base_url"),
    ("base-url-missing", "tests/sites/_minimal", "campaign.yaml", "base_url"),
    ("build-partial", "", SIGNED, "mode: production"),
    ("checklist-empty", "", "content/packs/injury/safe-home/lesson.vi.md", "{#checklist}"),
    ("consent-ended", "", CONSENT, "until: 2028-05-01"),
    ("consent-ending", "", CONSENT, "until: 2028-05-01"),
    ("consent-missing", "", CONSENT, "people: yes"),
    ("consent-not-yet", "", CONSENT, "on: 2026-05-01"),
    ("contact-missing", "tests/sites/_minimal", "content/places/contacts.csv", "health_station"),
    ("contact-overlap", "", "content/places/contacts.csv", "health_station"),
    ("day-ahead", "", "content/facts.yaml", "checked_on"),
    ("day-distant", "", "content/facts.yaml", "checked_on"),
    ("fact-ended", "", "content/facts.yaml", "valid_from"),
    ("fact-expiring", "", "content/facts.yaml", "checked_on"),
    ("fact-not-phone", "", "campaign.yaml", "emergency: [call_ambulance"),
    ("fact-not-yet", "", "content/facts.yaml", "valid_from"),
    ("fact-stale", "tests/sites/_minimal", "content/facts.yaml", "source_date"),
    ("fact-unconfirmed", "tests/sites/_minimal", "content/facts.yaml", "checked_on"),
    ("fact-unknown", "", "content/packs/injury/burns/lesson.vi.md", "[[ fact."),
    ("field-misplaced", "", "content/packs/injury/burns/lesson.vi.md", "```poster"),
    ("format-not-made", "", "campaign.yaml", "cards"),
    ("hazards-missing", "tests/sites/_minimal", "content/places/hazards.csv", "loc-ninh"),
    ("id-duplicate", "", "content/packs/drowning/pack.yaml", "lessons:"),
    ("issuer-missing", "", SIGNED, "issuer"),
    ("kind-typed", "", "content/packs/drowning/friend-in-water/lesson.vi.md", "[[ place.full ]]"),
    ("law-typed", "", "content/packs/abuse/whom-to-tell/lesson.vi.md", "Luật"),
    ("law-unnamed", "", "content/packs/abuse/whom-to-tell/lesson.vi.md", "Luật"),
    (
        "lesson-unapproved",
        "tests/sites/_minimal",
        "content/packs/water/near/lesson.vi.md",
        "approved",
    ),
    ("lesson-unknown", "", "content/search.yaml", "show: [snake-bite]"),
    ("licence-missing", "", SIGNED, "licence"),
    ("link-anchor", "", "content/packs/injury/burns/lesson.vi.md", "]("),
    ("link-file", "", "content/packs/injury/burns/lesson.vi.md", "]("),
    ("link-lesson", "", "content/packs/injury/burns/lesson.vi.md", "]("),
    ("link-number", "", "content/packs/drowning/eyes-on/lesson.vi.md", "](tel:"),
    ("link-parked", "", "content/packs/injury/burns/lesson.vi.md", "]("),
    ("moved-living", "", "content/packs/drowning/pack.yaml", "lessons:"),
    ("moved-twice", "", "content/packs/drowning/pack.yaml", "lessons:"),
    ("name-unknown", "", "campaign.yaml", "formats"),
    ("part-length", "", "content/packs/injury/burns/lesson.vi.md", "```sms"),
    ("part-missing", "", "content/packs/injury/burns/lesson.vi.md", "{#call}"),
    ("phone-made-up", "", "content/places/contacts.csv", "0000 000 001"),
    ("phrase-missing", "", "i18n/en.yaml", "skip:"),
    ("picture-alt-empty", "", "content/packs/injury/burns/lesson.vi.md", "!["),
    ("picture-heavy", "", "content/packs/drowning/eyes-on/lesson.vi.md", "figure:"),
    ("picture-people", "", CONSENT, "pond.jpg"),
    ("place-cycle", "", "content/places/units.csv", "parent"),
    ("place-not-built", "", "content/places/units.csv", "xa-mau"),
    ("place-typed", "", "content/packs/drowning/eyes-on/lesson.vi.md", "[[ place.inline ]]"),
    ("private-data", "", "content/packs/injury/burns/lesson.vi.md", "```radio"),
    ("prose-unprinted", "", "content/packs/injury/choking/lesson.vi.md", "{#happens}"),
    ("protocol-unknown", "", "content/packs/injury/burns/lesson.vi.md", "```protocol burn"),
    ("protocol-unsigned", "", SIGNED, "kind: protocol"),
    ("refusal-unquoted", "", "content/packs/abuse/about-me/lesson.vi.md", "Không!"),
    ("review-due", "", "content/packs/injury/burns/lesson.vi.md", "review_by:"),
    ("review-overdue", "", "content/packs/injury/burns/lesson.vi.md", "review_by:"),
    ("sentences-long", "", "content/packs/injury/burns/lesson.vi.md", "{#why}"),
    ("signer-role", "tests/sites/_minimal", "campaign.yaml", "role: health"),
    ("signer-unknown", "tests/sites/_minimal", "campaign.yaml", "signers"),
    ("source-later", "tests/sites/_minimal", "content/facts.yaml", "source_date"),
    ("source-unknown", "", "content/packs/injury/burns/lesson.vi.md", "sources:"),
    ("source-weak", "", SIGNED, "source: guide"),
    ("text-too-long", "", "content/packs/injury/burns/lesson.vi.md", "action:"),
    ("text-unwritten", "", "content/packs/injury/burns/lesson.vi.md", "action:"),
    ("translation-missing", "", "content/packs/injury/burns/lesson.en.md", "translates:"),
    ("translation-outdated", "", "content/packs/injury/burns/lesson.km.md", "translates:"),
    ("validity-overlap", "", "content/places/units.csv", "valid_from"),
];

#[test]
fn every_rule_of_check_has_a_campaign_that_it_says_nothing_of() {
    let rules: BTreeSet<String> = said()
        .into_iter()
        .filter(|(_, files)| files.iter().any(|file| file.contains("src/check/")))
        .map(|(code, _)| code)
        .collect();
    let sound: BTreeSet<String> = SOUND.iter().map(|(code, ..)| (*code).to_owned()).collect();
    let without: Vec<_> = rules.difference(&sound).collect();
    assert!(without.is_empty(), "no sound campaign is named for {without:?}");
    for root in ["", "tests/sites/_minimal"] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_loa"))
            .args(["check", "--as-of", "2026-11-23", "--report", "json", "--messages", "en"])
            .current_dir(here(root))
            .output()
            .expect("the program runs");
        let said = String::from_utf8(run.stdout).expect("letters");
        for (code, _, file, words) in SOUND.iter().filter(|(_, of, ..)| *of == root) {
            let text = fs::read_to_string(here(root).join(file)).expect("a file");
            assert!(text.contains(words), "{file} has nothing that `{code}` looks at");
            // What awaits a signature in the sample is signed in the case that is named.
            let elsewhere = file.starts_with("tests/");
            let found = said.contains(&format!("\"code\": \"{code}\""));
            assert!(elsewhere || !found, "{root}: `{code}` is said of a sound campaign");
        }
    }
}
