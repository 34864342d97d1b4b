//! A workbook that somebody filled in is not replaced before it was imported.

#![expect(clippy::disallowed_methods, reason = "a test looks at what was made")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

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
    let filled_in = fs::read(&workbook).expect("the workbook");
    let file = root.join(changed);
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.contains(from), "{text}");
    fs::write(&file, text.replace(from, to)).expect("a file");

    let run = loa(root, export);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    assert!(said(&run).contains("error[workbook-unimported]"), "{}", said(&run));
    assert_eq!(fs::read(&workbook).expect("the workbook"), filled_in);

    let run = loa(root, &[export, &["--yes"]].concat());
    assert!(run.status.success(), "{}", said(&run));
    assert_ne!(fs::read(&workbook).expect("the workbook"), filled_in);
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
