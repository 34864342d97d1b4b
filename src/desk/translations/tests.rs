//! What goes out comes back the same, and what a translator writes stands where it belongs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::{Which, export, import};
use crate::{
    desk::{places::Import, tests_office::refill},
    diag::{Report, Sources, Stop},
    load::{Node, Value, files::Files},
};

/// Copies a folder with all that is in it.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a file");
        }
    }
}

/// The sample campaign, to be written into.
pub(super) fn campaign() -> tempfile::TempDir {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["content", "i18n", "themes"] {
        copy(&here.join(name), &folder.path().join(name));
    }
    fs::copy(here.join("campaign.yaml"), folder.path().join("campaign.yaml")).expect("a file");
    folder
}

fn export_to(root: &Path, lang: &str) -> PathBuf {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let made = export(&mut report, &mut sources, &files, Which::Whole(lang)).expect("a workbook");
    let [(_, bytes)] = made.as_slice() else { panic!("{} workbooks", made.len()) };
    let path = root.join(format!("{lang}.xlsx"));
    fs::write(&path, bytes).expect("a file");
    path
}

/// What a workbook would change, with the codes and places of what was said.
pub(super) fn import_from(root: &Path, lang: &str, path: &Path) -> (Option<Import>, Vec<String>) {
    import_all(root, lang, &[path.to_owned()])
}

pub(super) fn import_all(
    root: &Path,
    lang: &str,
    paths: &[PathBuf],
) -> (Option<Import>, Vec<String>) {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let day = "2026-11-27".parse().expect("a day");
    let ended = match import(&mut report, &mut sources, root, lang, paths, day) {
        Ok(import) => Some(import),
        Err(Stop::Reported) => None,
        Err(Stop::Failed(failure)) => panic!("{failure:?}"),
    };
    let said = report.diagnostics().iter().map(|diagnostic| {
        let place = diagnostic.span.map(|span| sources.path(span.file).to_owned());
        format!("{} {}", diagnostic.code, place.unwrap_or_default())
    });
    (ended, said.collect())
}

/// A workbook of rows: key, source, translation, state.
pub(super) fn book(rows: &[[&str; 4]]) -> tempfile::TempPath {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Mã", "Bản gốc", "Bản dịch", "Tình trạng"]) {
        sheet.write_string(0, column, title).expect("a cell");
    }
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, *cell).expect("a cell");
        }
    }
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().expect("a file");
    book.save(file.path()).expect("a workbook");
    file.into_temp_path()
}

#[test]
fn every_translation_comes_back_the_same() {
    let folder = campaign();
    for lang in ["en", "km"] {
        let path = export_to(folder.path(), lang);
        let (import, said) = import_from(folder.path(), lang, &path);
        assert_eq!(said, [""; 0], "{lang}");
        let import = import.expect("nothing is wrong");
        assert!(import.edits.is_empty(), "{lang}: {:?}", import.tables);
    }
}

#[test]
fn a_paragraph_that_is_translated_anew_changes_nothing_else() {
    let folder = campaign();
    let file = "content/packs/drowning/friend-in-water/lesson.en.md";
    let old = fs::read_to_string(folder.path().join(file)).expect("a lesson");
    let vi = folder.path().join("content/packs/drowning/friend-in-water/lesson.vi.md");
    let vi = fs::read_to_string(vi).expect("a lesson");
    let poster = |text: &str| {
        let after = text.split_once("```poster\n").expect("a poster").1;
        after.split_once('\n').expect("a line").0.to_owned()
    };
    let key = "friend-in-water/poster.1";
    let path = book(&[[key, &poster(&vi), " Shout, throw, stay  on land\u{A0}", ""]]);
    let (import, said) = import_from(folder.path(), "en", &path);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    let [edit] = import.edits.as_slice() else { panic!("{:?}", import.tables) };
    let new = String::from_utf8(edit.new.clone()).expect("letters");
    let body = |text: &str| text.split_once("\n---\n").expect("a body").1.to_owned();
    assert_eq!(body(&new), body(&old).replace(&poster(&old), "Shout, throw, stay on land"));
    assert!(new.contains("\nof:\n  head: \"") && new.contains("revised: 2026-11-27"), "{new}");
    edit.write().expect("a file");
    // The original changes: that paragraph alone is reported, and saying that it still fits is enough.
    let vi_path = folder.path().join("content/packs/drowning/friend-in-water/lesson.vi.md");
    fs::write(&vi_path, vi.replace(&poster(&vi), "Kêu thật to, ném phao")).expect("a file");
    let path = export_to(folder.path(), "en");
    let (import, _) = import_from(folder.path(), "en", &path);
    assert!(import.expect("nothing is wrong").edits.is_empty());
    let path = book(&[[key, "Kêu thật to, ném phao", "Shout, throw, stay on land", "như cũ"]]);
    let (import, said) = import_from(folder.path(), "en", &path);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    assert_eq!(import.tables[0].2.len(), 1, "{:?}", import.tables);
    assert_eq!(import.tables[0].2[0].cells[0].column, "Tình trạng");
}

#[test]
fn a_lesson_in_a_new_language_has_the_form_of_the_original() {
    let folder = campaign();
    for lesson in ["drowning/friend-in-water", "injury/burns", "abuse/about-me"] {
        let path = folder.path().join(format!("content/packs/{lesson}/lesson.km.md"));
        if path.exists() {
            fs::remove_file(&path).expect("a file");
        }
        let vi = fs::read_to_string(path.with_file_name("lesson.vi.md")).expect("a lesson");
        let id = lesson.split_once('/').expect("an id").1;
        let all = crate::load::passages::paragraphs(&vi);
        let outline = crate::load::passages::of(&vi).expect("a lesson");
        let mut words: Vec<String> = outline.head.iter().map(|line| line.text.clone()).collect();
        outline.body.each(&mut |piece| words.push(super::lines::words(&vi, piece)));
        let keys: Vec<String> = all.iter().map(|one| format!("{id}/{}", one.key)).collect();
        let rows: Vec<[&str; 4]> =
            keys.iter().zip(&words).map(|(key, text)| [key.as_str(), text, text, "mới"]).collect();
        let path = book(&rows);
        let (import, said) = import_from(folder.path(), "km", &path);
        assert_eq!(said, [""; 0], "{lesson}");
        let import = import.expect("nothing is wrong");
        let [edit] = import.edits.as_slice() else { panic!("{:?}", import.tables) };
        let new = String::from_utf8(edit.new.clone()).expect("letters");
        let body = |text: &str| text.split_once("\n---\n").expect("a body").1.trim().to_owned();
        assert_eq!(body(&new), body(&vi));
        assert!(new.contains("review: { status: draft-for-review }"), "{new}");
    }
}

#[test]
fn what_does_not_fit_is_reported_by_its_cell() {
    let folder = campaign();
    let said_of = |rows: &[[&str; 4]]| {
        let path = book(rows);
        let (import, said) = import_from(folder.path(), "en", &path);
        assert!(import.is_none(), "{said:?}");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        said.into_iter().map(|one| one.replace(&name, "x")).collect::<Vec<_>>()
    };
    let poster = "Kêu to, ném phao, ở trên bờ";
    assert_eq!(
        said_of(&[
            ["nowhere/do.1", "a", "b", ""],
            ["friend-in-water/poster.1", "khác", "b", ""],
            ["burns/poster.1", "Bỏng: xả nước mát, đừng bôi gì", "Call [[ fact.burn ]]", ""],
        ]),
        [
            "translation-row x!Sheet1!A2",
            "translation-row x!Sheet1!B3",
            "translation-fields x!Sheet1!C4"
        ]
    );
    let key = "friend-in-water/poster.1";
    assert_eq!(said_of(&[[key, poster, "# Shout", ""]]), ["translation-form x!Sheet1!C2"]);
    assert_eq!(said_of(&[[key, poster, "Call 115 now", ""]]), ["number-typed x!Sheet1!C2"]);
    let title = ["friend-in-water/title", "Bạn rơi xuống nước", "", ""];
    assert_eq!(said_of(&[title]), ["translation-form x!Sheet1!C2"]);
    // A tick says that somebody looked at it, and would be printed.
    let skip = ["i18n:skip", "Đến nội dung chính"];
    for mark in ["x", "✓", "-"] {
        let rows = [[key, poster, mark, ""], [skip[0], skip[1], mark, ""]];
        assert_eq!(said_of(&rows), ["cell-mark x!Sheet1!C2", "cell-mark x!Sheet1!C3"]);
    }
    let rows = [[key, poster, "Shout", "x"], [skip[0], skip[1], "Skip it", "x"]];
    assert_eq!(said_of(&rows), ["field-choice x!Sheet1!D2", "field-choice x!Sheet1!D3"]);
}

/// A file of the campaign as it will be.
fn file_of(import: &Import, root: &Path, path: &str) -> String {
    let path = path.split('/').fold(root.to_owned(), |path, part| path.join(part));
    let edit = import.edits.iter().find(|edit| edit.path == path);
    let edit = edit.unwrap_or_else(|| panic!("{} does not change", path.display()));
    String::from_utf8(edit.new.clone()).expect("letters")
}

#[test]
fn words_outside_lessons_go_where_they_belong() {
    let folder = campaign();
    let root = folder.path();
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let (phrases, pack, facts) = (
        read("i18n/km.yaml"),
        read("content/packs/drowning/pack.yaml"),
        read("content/facts.yaml"),
    );
    let skip = phrases.lines().find(|line| line.starts_with("skip: ")).expect("a phrase");
    let path = book(&[
        ["i18n:skip", "Đến nội dung chính", "ក", ""],
        ["pack:drowning.title", "Nước an toàn", "ទឹក: ក", ""],
        [
            "pack:drowning.promise",
            "Trẻ nhỏ luôn trong tầm tay, và ai cũng biết cứu người từ trên bờ.",
            "ខ",
            "",
        ],
        ["fact:call-rescue.says", "Chữa cháy, cứu nạn", "គ", ""],
    ]);
    let (import, said) = import_from(root, "km", &path);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    assert_eq!(import.edits.len(), 3, "{:?}", import.tables);
    assert_eq!(file_of(&import, root, "i18n/km.yaml"), phrases.replace(skip, "skip: ក"));
    let wanted = pack
        .replace("near water }", "near water, km: \"ទឹក: ក\" }")
        .replace("from the bank.\n", "from the bank.\n  km: ខ\n");
    assert_eq!(file_of(&import, root, "content/packs/drowning/pack.yaml"), wanted);
    let wanted = facts.replace("en: Fire and rescue }", "en: Fire and rescue, km: គ }");
    assert_eq!(file_of(&import, root, "content/facts.yaml"), wanted);
    import.edits.iter().for_each(|edit| edit.write().expect("a file"));
    let path = export_to(root, "km");
    let (import, said) = import_from(root, "km", &path);
    assert_eq!(said, [""; 0]);
    assert!(import.expect("nothing is wrong").edits.is_empty());
}

#[test]
fn a_language_without_a_file_of_phrases_gets_one() {
    let folder = campaign();
    let root = folder.path();
    let settings = fs::read_to_string(root.join("campaign.yaml")).expect("settings");
    let settings =
        settings.replace("{ code: km,", "{ code: fr, status: planned }\n  - { code: km,");
    fs::write(root.join("campaign.yaml"), settings).expect("settings");
    fs::remove_file(root.join("i18n/km.yaml")).expect("a file");
    let rows = [
        ["i18n:skip", "Đến nội dung chính", "Aller au contenu", ""],
        ["i18n:lessons-count.one", "{n} bài", "une leçon", ""],
        ["i18n:lessons-count.other", "{n} bài", "{n} leçons", ""],
    ];
    let (import, said) = import_from(root, "fr", &book(&rows));
    assert_eq!(said, [""; 0]);
    let new = file_of(&import.expect("nothing is wrong"), root, "i18n/fr.yaml");
    let words = "review: needed\nskip: Aller au contenu\nlessons_count: { one: \"une leçon\", other: \"{n} leçons\" }\n";
    assert!(new.ends_with(words), "{new}");
    // What the base theme has of Khmer is a draft, and stays one.
    let (import, said) = import_from(root, "km", &book(&rows[..1]));
    assert_eq!(said, [""; 0]);
    let new = file_of(&import.expect("nothing is wrong"), root, "i18n/km.yaml");
    assert!(new.ends_with("review: needed\nskip: Aller au contenu\n"), "{new}");
}

proptest! {
    /// Whatever a translator writes, wherever: it is there then, and all else is as it was.
    #[test]
    fn any_words_come_back_and_change_nothing_else(
        words in "[\\PC]{0,40}[\\p{L}#:\\-{}'\"|>*&!%@]{1,6}[\\PC]{0,40}",
        number in 0_usize..10_000,
    ) {
        let words = crate::load::passages::flat(&words);
        let files = ["campaign.yaml", "content/facts.yaml", "content/packs/injury/pack.yaml", "i18n/en.yaml"];
        let path = files[number % files.len()];
        let path = path.split('/').fold(PathBuf::from(env!("CARGO_MANIFEST_DIR")), |path, part| path.join(part));
        let old = fs::read_to_string(path).expect("a file");
        let root = crate::load::tree(&old).expect("a file");
        let mut all = Vec::new();
        scalars(&root, &mut Vec::new(), &mut all);
        let (keys, before) = &all[number % all.len()];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let new = crate::desk::value::set(&old, &keys, &words).expect("a file that is written plainly");
        let read = crate::load::tree(&new).expect("a file");
        let mut now = Vec::new();
        scalars(&read, &mut Vec::new(), &mut now);
        prop_assert_eq!(now.len(), all.len());
        for ((key, was), (same, is)) in all.iter().zip(&now) {
            prop_assert_eq!(key, same);
            let wanted = if key.iter().eq(keys.iter()) { &words } else { was };
            prop_assert_eq!(is, wanted);
        }
        // And back again: the same values, with every comment in its place.
        let back = crate::desk::value::set(&new, &keys, before).expect("a file");
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(comments(&back), comments(&old));
        // In another language beside it.
        let (_, above) = keys.split_last().expect("keys");
        if !above.is_empty() {
            let beside: Vec<&str> = above.iter().copied().chain(["xx"]).collect();
            prop_assert!(crate::desk::value::set(&old, &beside, &words).is_ok());
        }
    }
}

/// The texts of a file with their keys, without those in lists.
fn scalars(node: &Node, keys: &mut Vec<String>, all: &mut Vec<(Vec<String>, String)>) {
    match &node.value {
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let Value::Text(key) = &key.value else { continue };
                keys.push(key.clone());
                scalars(value, keys, all);
                keys.pop();
            }
        }
        Value::Text(text) => all.push((keys.clone(), text.clone())),
        Value::List(_) | Value::Null => {}
    }
}

#[test]
fn two_translators_with_half_each_lose_nothing_of_each_other() {
    let folder = campaign();
    let root = folder.path();
    let lesson = root.join("content/packs/drowning/friend-in-water/lesson.en.md");
    fs::remove_file(&lesson).expect("a file");
    let whole = export_to(root, "en");
    let half = |name: &str, of: usize| {
        let path = root.join(name);
        refill(&whole, &path, |sheet, cells| {
            if sheet == crate::desk::exported::SHEET {
                return;
            }
            let open = cells.iter_mut().filter(|row| row[0].starts_with("friend-in-water/"));
            for (number, row) in open.enumerate() {
                if number % 2 == of || row[0].ends_with("/title") {
                    let words = row[2].clone();
                    row[3] = words;
                }
            }
        });
        path
    };
    let [one, two] = [half("one.xlsx", 0), half("two.xlsx", 1)];
    // Together they are whole.
    let (import, said) = import_all(root, "en", &[two.clone(), one.clone()]);
    assert_eq!(said, [""; 0]);
    let import = import.expect("nothing is wrong");
    assert!(import.unknowing.is_empty());
    let together = file_of(&import, root, "content/packs/drowning/friend-in-water/lesson.en.md");
    let (_, said) = import_all(root, "en", std::slice::from_ref(&two));
    assert!(said.iter().all(|one| one.starts_with("translation-form ")), "{said:?}");
    crate::desk::Edit::write_all(&import.edits).expect("files");
    // The half that nobody touched takes nothing back, and the other half is there.
    for path in [&one, &two] {
        let (import, said) = import_all(root, "en", std::slice::from_ref(path));
        assert_eq!(said, [""; 0]);
        assert!(import.expect("nothing is wrong").edits.is_empty());
    }
    assert_eq!(fs::read_to_string(&lesson).expect("a lesson"), together);
    // Both translate one paragraph, each in a way of their own.
    let other = |name: &str, words: &str| {
        let path = root.join(name);
        refill(&whole, &path, |_, cells| {
            let row = cells.iter_mut().find(|row| row[0] == "friend-in-water/title");
            if let Some(row) = row {
                words.clone_into(&mut row[3]);
            }
        });
        path
    };
    let paths = [other("a.xlsx", "A friend in the water"), other("b.xlsx", "Friend in water")];
    let (import, said) = import_all(root, "en", &paths);
    assert!(import.is_none());
    assert!(
        said.len() == 2 && said.iter().all(|one| one.starts_with("cell-conflict ")),
        "{said:?}"
    );
}
