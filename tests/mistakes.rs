//! Mistakes an author makes, and what the program says: all of them in one run, in both
//! languages, and nothing is published.

#![expect(clippy::disallowed_methods, reason = "a test spoils a copy of the campaign")]

use std::{fs, path::Path, process::Command};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// Builds a spoilt copy of the sample campaign and gives what was said.
fn said(tongue: &str, spoil: impl Fn(&Path)) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&here.join("content"), &folder.path().join("content"));
    fs::copy(here.join("campaign.yaml"), folder.path().join("campaign.yaml")).expect("a file");
    spoil(folder.path());
    let run = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(["build", "--as-of", "2026-11-23", "--messages", tongue, "--root"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(!folder.path().join("dist").join("site").exists(), "something was published");
    String::from_utf8(run.stderr).expect("letters")
}

fn edit(root: &Path, path: &str, change: impl Fn(String) -> String) {
    let path = path.split('/').fold(root.to_owned(), |path, part| path.join(part));
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, change(text)).expect("a file");
}

fn spoil(root: &Path) {
    edit(root, "content/packs/drowning/eyes-on/lesson.vi.md", |text| {
        let text =
            text.replace("\naction:", "\nactoin:").replace("\naudience:", "\naudience: []\nx:");
        text.replace("[[ place.full ]]", "[[ place.nmae ]]")
    });
    edit(root, "content/packs/injury/burns/lesson.en.md", |text| {
        format!("{text}\n<b>x</b> [a](lesson:nope) {{{{ x }}}} [[ fact.nothing ]]\n")
    });
    edit(root, "content/places/units.csv", |text| {
        format!("{text}\nbad,,,,Xấu,xã,nowhere,bad,\nshort,row\n")
    });
}

const CODES: [&str; 9] = [
    "field-empty",
    "field-unknown",
    "field-name",
    "raw-html",
    "template-in-lesson",
    "row-cells",
    "place-unknown",
    "place-cycle",
    "link-lesson",
];

#[test]
fn every_mistake_of_a_run_is_reported_in_vietnamese() {
    let said = said("vi", spoil);
    for code in CODES {
        assert!(said.contains(&format!("lỗi[{code}]")), "{code} is not told:\n{said}");
    }
    assert!(said.contains("content/packs/drowning/eyes-on/lesson.vi.md:3:1"), "{said}");
    assert!(said.contains("có phải bạn muốn viết `action`?"), "{said}");
    assert!(said.contains("có phải bạn muốn viết `[[ place.name ]]`?"), "{said}");
}

#[test]
fn every_mistake_of_a_run_is_reported_in_english() {
    let said = said("en", spoil);
    for code in CODES {
        assert!(said.contains(&format!("error[{code}]")), "{code} is not told:\n{said}");
    }
    assert!(said.contains("did you mean `action`?"), "{said}");
}
