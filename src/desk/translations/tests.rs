//! What goes out comes back the same, and what a translator writes stands where it belongs.

use std::{fs, path::Path};

use rust_xlsxwriter::Workbook;

use super::{export, import};
use crate::{
    desk::places::Import,
    diag::{Report, Sources, Stop},
    load::files::Files,
};

/// The sample campaign, to be written into.
fn campaign() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
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
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["content", "i18n", "themes"] {
        copy(&here.join(name), &folder.path().join(name));
    }
    fs::copy(here.join("campaign.yaml"), folder.path().join("campaign.yaml")).expect("a file");
    folder
}

fn export_to(root: &Path, lang: &str) -> std::path::PathBuf {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let bytes = export(&mut report, &mut sources, &files, lang).expect("a workbook");
    let path = root.join(format!("{lang}.xlsx"));
    fs::write(&path, bytes).expect("a file");
    path
}

/// What a workbook would change, with the codes and places of what was said.
fn import_from(root: &Path, lang: &str, path: &Path) -> (Option<Import>, Vec<String>) {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let day = "2026-11-27".parse().expect("a day");
    let ended = match import(&mut report, &mut sources, root, lang, path, day) {
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
fn book(rows: &[[&str; 4]]) -> tempfile::TempPath {
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
    // The original changes: that paragraph alone is told, and saying that it still fits is enough.
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
        let all = crate::load::outline::paragraphs(&vi);
        let outline = crate::load::outline::of(&vi).expect("a lesson");
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
fn what_does_not_fit_is_told_by_its_cell() {
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
}
