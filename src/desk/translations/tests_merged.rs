//! Workbooks that were handed out to several translators come back in any order, and nothing that any of
//! them wrote is lost.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use calamine::Reader;
use proptest::prelude::*;

use super::{
    Which, export,
    tests::{copy, import_all},
};
use crate::{
    desk::{Edit, exported::SHEET, tests_office::refill},
    diag::{Report, Sources},
    load::files::Files,
};

const LESSON: &str = "content/packs/water/near/lesson.en.md";
const ORIGINAL: &str = "content/packs/water/near/lesson.vi.md";

/// A paragraph as it stands in the workbook.
const TRANSLATION: usize = 3;
const STATE: usize = 4;

const ENGLISH: &str = r#"---
title: Eyes on
action: Keep your eyes on the child.
summary: Small children near water.
messages:
  - Stay within reach.
  - Keep your eyes on the child.
  - An adult is in charge.
figure: { file: near.svg, alt: An adult close to a child. }
revised: 2026-10-20
translates: 2026-11-01
review: { status: draft-for-review }
---

## Why? {#why}

Small children drown quickly.

## What to do {#do}

In [[ place.inline ]], stay within reach.

## Do not {#dont}

Do not look away.

## If it happens {#happens}

Shout, throw something that floats, call [[ fact.ambulance ]].

## Whom to call {#call}

The health station: [[ place.health_station.phone ]].
"#;

/// A campaign of one lesson in two languages, and a third that is planned.
fn campaign() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/_minimal"), root);
    let settings = fs::read_to_string(root.join("campaign.yaml")).expect("settings");
    let languages = "languages:\n  - vi\n  - en\n  - { code: km, status: planned }";
    let settings = settings.replace("languages: [vi]", languages);
    fs::write(root.join("campaign.yaml"), settings).expect("settings");
    fs::write(root.join(LESSON), ENGLISH).expect("a lesson");
    folder
}

/// The workbooks of a campaign, in a folder of their own.
fn handed_out(root: &Path, which: Which<'_>) -> Vec<PathBuf> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let made = export(&mut report, &mut sources, &files, which).expect("workbooks");
    let folder = root.join("sent");
    fs::create_dir_all(&folder).expect("a folder");
    let mut paths = Vec::new();
    for (name, bytes) in made {
        let path = folder.join(format!("{name}.xlsx"));
        fs::write(&path, bytes).expect("a file");
        paths.push(path);
    }
    paths
}

/// The rows of a workbook by key.
fn rows(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let mut all = BTreeMap::new();
    for name in book.sheet_names().into_iter().filter(|name| name != SHEET) {
        let range = book.worksheet_range(&name).expect("a sheet");
        for row in range.rows().skip(1) {
            let row: Vec<String> = row.iter().map(ToString::to_string).collect();
            all.insert(row.first().cloned().unwrap_or_default(), row);
        }
    }
    all
}

/// A workbook in which somebody changed the cells of some rows.
fn filled_in(from: &Path, to: &Path, words: &BTreeMap<String, [String; 2]>) {
    refill(from, to, |sheet, cells| {
        if sheet == SHEET {
            return;
        }
        for row in cells.iter_mut().skip(1) {
            if let Some([translation, state]) = words.get(&row[0]) {
                translation.clone_into(&mut row[TRANSLATION]);
                state.clone_into(&mut row[STATE]);
            }
        }
    });
}

/// Each order of some things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let Some(last) = count.checked_sub(1) else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for order in orders(last) {
        for at in 0..=order.len() {
            let mut order = order.clone();
            order.insert(at, last);
            all.push(order);
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..Default::default() })]

    /// Each of them does some paragraphs, of which the originals of two have changed, and some words
    /// that stand elsewhere. For each paragraph: who does it, and the new words, or nothing if the old ones
    /// are said to hold.
    #[test]
    fn translators_who_come_back_in_any_order_lose_nothing(
        count in 2_usize..4,
        done in prop::collection::vec(prop::option::of((0_usize..4, prop::option::of("[A-Z][a-zđ]{1,9}( [a-z]{1,6}){0,2}"))), 24),
        untouched in any::<bool>(),
    ) {
        let folder = campaign();
        let root = folder.path();
        // What each paragraph translates is known from the first import on.
        let path = &handed_out(root, Which::Whole("en"))[0];
        let all: BTreeMap<_, _> = [("near/why.2".to_owned(), ["Children drown fast.".to_owned(), String::new()])].into();
        let first = root.join("first.xlsx");
        filled_in(path, &first, &all);
        let (import, said) = import_all(root, "en", std::slice::from_ref(&first));
        prop_assert!(said.is_empty(), "{said:?}");
        Edit::write_all(&import.expect("nothing is wrong").edits).expect("files");
        let original = fs::read_to_string(root.join(ORIGINAL)).expect("a lesson");
        let original = original.replace("Trẻ nhỏ đuối nước rất nhanh.", "Trẻ nhỏ đuối nước rất nhanh, không kêu được.");
        let original = original.replace("Đừng rời mắt khỏi trẻ.", "Đừng rời mắt.");
        fs::write(root.join(ORIGINAL), original).expect("a lesson");

        let before = [LESSON, "content/packs/water/pack.yaml"]
            .map(|name| (root.join(name), fs::read(root.join(name)).expect("a file")));
        let sent = handed_out(root, Which::Whole("en")).remove(0);
        let handed = rows(&sent);
        let lines: Vec<&String> = handed
            .keys()
            .filter(|key| key.starts_with("near/") || ["i18n:skip", "i18n:draft", "pack:water.title"].contains(&key.as_str()))
            .collect();
        let mut shares = vec![BTreeMap::new(); count];
        let mut wanted = BTreeMap::new();
        for (key, done) in lines.iter().zip(&done) {
            let Some((who, words)) = done else { continue };
            let (who, row): (usize, _) = (who % count, &handed[*key]);
            // What is filled in stays as it is.
            let words = words.as_ref().filter(|_| !row[2].contains("[["));
            let old = &row[TRANSLATION];
            let new: &String = match words {
                Some(words) => words,
                None if old.is_empty() => continue,
                None => old,
            };
            let state = if words.is_none() && key.starts_with("near/") { "như cũ" } else { "" };
            shares[who].insert((*key).clone(), [new.clone(), state.to_owned()]);
            wanted.insert((*key).clone(), new.clone());
        }
        let mut books: Vec<PathBuf> = Vec::new();
        for (who, words) in shares.iter().enumerate() {
            let path = root.join(format!("{who}.xlsx"));
            filled_in(&sent, &path, words);
            books.push(path);
        }
        if untouched {
            books.push(sent.clone());
        }
        let orders = orders(books.len().min(3));
        let alone = orders.iter().map(|order| order.iter().map(|at| vec![*at]).collect::<Vec<_>>());
        let together = orders.iter().map(|order| vec![order.clone()]);
        let mut ended = Vec::new();
        for run in alone.chain(together) {
            for (path, bytes) in &before {
                fs::write(path, bytes).expect("a file");
            }
            drop(fs::remove_file(root.join("i18n/en.yaml")));
            for part in &run {
                // A fourth goes along with the first.
                let mut paths: Vec<PathBuf> = part.iter().map(|at| books[*at].clone()).collect();
                if part.contains(&0) {
                    paths.extend(books.get(3).cloned());
                }
                let (import, said) = import_all(root, "en", &paths);
                prop_assert!(said.is_empty(), "{run:?}: {said:?}");
                Edit::write_all(&import.expect("nothing is wrong").edits).expect("files");
            }
            let now = rows(&handed_out(root, Which::Whole("en"))[0]);
            for (key, row) in &now {
                let old = &handed[key];
                let wanted_words = wanted.get(key).unwrap_or(&old[TRANSLATION]);
                prop_assert_eq!(&row[TRANSLATION], wanted_words, "{} in {:?}", key, run);
                // Who did it has done it; nobody else's is said to be done.
                let state = if wanted.contains_key(key) { "như cũ" } else { old[STATE].as_str() };
                prop_assert_eq!(&row[STATE], state, "{} in {:?}", key, run);
            }
            ended.push(fs::read_to_string(root.join(LESSON)).expect("a lesson"));
        }
        ended.dedup();
        prop_assert_eq!(ended.len(), 1, "{:?}", ended);
    }
}

#[test]
fn the_packs_of_a_language_are_workbooks_that_come_back_together_or_alone() {
    let folder = campaign();
    let root = folder.path();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    let paths = handed_out(root, Which::Packs("en"));
    assert_eq!(paths.iter().map(name).collect::<Vec<_>>(), ["en-water.xlsx", "en-giao_dien.xlsx"]);
    let whole = rows(&handed_out(root, Which::Whole("en"))[0]);
    let mut parts: BTreeMap<_, _> = paths.iter().flat_map(|path| rows(path)).collect();
    assert_eq!(parts, whole, "nothing is in two of them, or in none");
    parts.retain(|key, _| key.starts_with("near/"));
    assert_eq!(parts, rows(&paths[0]));
    let (import, said) = import_all(root, "en", &paths);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    assert!(import.edits.is_empty() && import.unknowing.is_empty(), "{:?}", import.tables);
}

#[test]
fn a_workbook_of_another_language_is_refused() {
    let folder = campaign();
    let root = folder.path();
    let paths = handed_out(root, Which::Languages);
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(paths.iter().map(name).collect::<Vec<_>>(), ["en.xlsx", "km.xlsx"]);
    for (lang, wanted) in [("km", "en.xlsx"), ("en", "km.xlsx")] {
        let (import, said) = import_all(root, lang, &paths);
        assert!(import.is_none());
        assert_eq!(said, [format!("workbook-language {wanted}")]);
    }
    for (lang, path) in ["en", "km"].into_iter().zip(&paths) {
        let (import, said) = import_all(root, lang, std::slice::from_ref(path));
        assert_eq!(said, [""; 0]);
        assert!(import.expect("nothing is wrong").edits.is_empty());
    }
}
