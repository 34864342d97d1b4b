//! What comes in from an office and goes out to it: a Word file becomes a lesson that is built at
//! once, and a workbook that somebody filled in is not replaced before it was imported.

#![expect(clippy::disallowed_methods, reason = "a test looks at what was made")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

const WORD: &[u8] = include_bytes!("sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx");

fn loa(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(arguments)
        .args(["--messages", "en"])
        .current_dir(root)
        .output()
        .expect("the program runs")
}

fn said(run: &Output) -> String {
    String::from_utf8_lossy(&[run.stderr.as_slice(), &run.stdout].concat()).into_owned()
}

#[test]
fn a_word_file_becomes_a_page_and_what_is_left_to_write_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let made = loa(root, &["new", "campaign", "--title", "Xã an toàn", "--as-of", "2026-11-23"]);
    assert!(made.status.success(), "{}", said(&made));
    std::fs::write(root.join("bep.docx"), WORD).expect("a file");
    let take = ["import", "lesson", "bep.docx", "--pack", "can-giup", "--as-of", "2026-11-23"];
    let taken = loa(root, &take);
    assert!(taken.status.success(), "{}", said(&taken));
    let lesson = root.join("content/packs/can-giup/bep-an-toan/lesson.vi.md");
    let text = std::fs::read_to_string(&lesson).expect("a lesson");
    assert!(text.contains("\n## 1. Cần làm {#do}\n\n- Đặt nồi, phích nước vào trong"), "{text}");

    // Parked, it is in no output and stops nothing.
    let page =
        |pages: &[PathBuf]| pages.iter().find(|path| path.ends_with("bep-an-toan.html")).cloned();
    let built = loa(root, &["build", "--as-of", "2026-11-23"]);
    assert!(built.status.success(), "{}", said(&built));
    assert_eq!(page(&walk(&root.join("dist").join("site"))), None);
    assert!(said(&built).contains("Left out, as not approved or parked: 1."), "{}", said(&built));
    let parked: Vec<&str> = text.lines().filter(|line| line.starts_with("parked: ")).collect();
    assert_eq!(parked.len(), 1, "{text}");
    let text = text.replace(&format!("{}\n", parked[0]), "");
    std::fs::write(&lesson, &text).expect("a lesson");

    let built = loa(root, &["build", "--as-of", "2026-11-23"]);
    assert!(built.status.success(), "{}", said(&built));
    let pages = walk(&root.join("dist").join("site"));
    let page = std::fs::read_to_string(page(&pages).expect("its page")).expect("letters");
    assert!(page.contains("Xả nước mát lên chỗ bỏng (nước sạch)."), "{page}");

    let checked = loa(root, &["check", "--as-of", "2026-11-23"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let left = "the lesson `bep-an-toan` (vi) has 13 places left to write";
    assert!(said(&checked).contains(left), "{}", said(&checked));

    // A second time there is such a lesson, and nothing is written over.
    let again = loa(root, &take);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
    assert!(said(&again).contains("error[id-duplicate]"), "{}", said(&again));
    assert_eq!(std::fs::read_to_string(&lesson).expect("a lesson"), text);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Exports, exports again, and once more when the workbook says what the campaign does not.
fn hold(new: &[&str], export: &[&str], changed: &str, from: &str, to: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let made = loa(root, &["new", "campaign", "--title", "Xã an toàn", "--as-of", "2026-11-23"]);
    assert!(made.status.success(), "{}", said(&made));
    let made = loa(root, new);
    assert!(made.status.success(), "{}", said(&made));

    for _ in 0..2 {
        let run = loa(root, export);
        assert!(run.status.success(), "{}", said(&run));
    }
    let workbook = root.join(export.last().expect("a file"));
    let filled_in = std::fs::read(&workbook).expect("the workbook");
    let file = root.join(changed);
    let text = std::fs::read_to_string(&file).expect("a file");
    assert!(text.contains(from), "{text}");
    std::fs::write(&file, text.replace(from, to)).expect("a file");

    let run = loa(root, export);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    assert!(said(&run).contains("error[workbook-unimported]"), "{}", said(&run));
    assert_eq!(std::fs::read(&workbook).expect("the workbook"), filled_in);

    let run = loa(root, &[export, &["--yes"]].concat());
    assert!(run.status.success(), "{}", said(&run));
    assert_ne!(std::fs::read(&workbook).expect("the workbook"), filled_in);
}

#[test]
fn places_that_were_filled_in_are_kept() {
    let new = ["new", "place", "dong-nai", "--kind", "tỉnh", "--name", "Đồng Nai"];
    let export = ["export", "places", "--as-of", "2026-11-23", "p.xlsx"];
    hold(&new, &export, "content/places/units.csv", "Đồng Nai", "Đồng Nai mới");
}

#[test]
fn a_translation_that_was_filled_in_is_kept() {
    let new = ["new", "language", "en", "--name", "English"];
    let export = ["export", "translations", "en", "t.xlsx"];
    hold(&new, &export, "i18n/en.yaml", "Skip to main content", "To the content");
}
