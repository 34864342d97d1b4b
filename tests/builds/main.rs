//! Whole builds: of the sample campaign by the program itself, and of a small one that changes; and
//! the same site as it is shown while it is written.

#![expect(clippy::disallowed_methods, reason = "a test reads what was built")]

mod begun;
mod cards;
mod days;
mod discreet;
mod disk;
mod gathered;
mod incremental;
mod kept;
mod killed;
mod library;
mod lost;
mod moved;
mod planned;
mod press;
mod run;
mod same_bytes;
mod served;
mod signed;
mod small;
mod texts;
mod thumbnails;

use std::{fs, path::Path};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn a_page_removed_comes_back() {
    let out = tempfile::tempdir().expect("a folder");
    let build =
        || run::succeed(run::command(Path::new(HERE), out.path()).args(["--format", "web"]));
    build();
    let first = disk::output(out.path());
    fs::remove_file(disk::below(out.path(), "site/vi/loc-ninh/eyes-on.html")).expect("a page");
    build();
    disk::assert_same(&first, &disk::output(out.path()), "built again");
}

#[test]
fn the_sample_place_is_built_only_when_asked_for() {
    let made_up = |more: &[&str]| {
        let out = tempfile::tempdir().expect("a folder");
        run::succeed(
            run::command(Path::new(HERE), out.path()).args(["--format", "web"]).args(more),
        );
        disk::output(out.path()).keys().any(|name| name.contains("xa-mau"))
    };
    assert!(!made_up(&[]));
    assert!(made_up(&["--sample"]));
}

/// The colours, the logo and one page of a school's own.
#[test]
fn a_theme_of_a_few_lines_changes_what_it_names_and_keeps_the_rest() {
    let school = disk::repository("tests/builds/school");
    let lines: usize =
        school.values().map(|bytes| bytes.split(|byte| *byte == b'\n').count()).sum();
    assert!(lines < 60, "{lines} lines");
    let mut small = small::Small::new("[web]");
    for (name, bytes) in &school {
        small.spoilt.insert(name.replace("tests/builds", "themes"), bytes.clone());
    }
    let mut files = small.files();
    let settings = String::from_utf8(files["campaign.yaml"].clone()).expect("letters");
    let settings = settings.replace("theme: base", "theme: school");
    files.insert("campaign.yaml".to_owned(), settings.into_bytes());
    let campaign = tempfile::tempdir().expect("a folder");
    for (name, bytes) in &files {
        disk::write(campaign.path(), name, bytes);
    }
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut run::like_request(campaign.path(), out.path()));
    let built = disk::output(out.path());
    let page = |name: &str| String::from_utf8(built[name].clone()).expect("letters");
    let (lesson, signpost) = (page("site/vi/an/eyes-on.html"), page("site/vi/old/an-cu.html"));
    for page in [&lesson, &signpost] {
        let own = page.find("assets/own-").expect("its style sheet");
        assert!(page.find("assets/style-").expect("the base style sheet") < own);
        assert!(page.contains("M2 21V9l10-6 10 6v12Z"), "its logo");
    }
    assert!(built.keys().any(|name| name.starts_with("site/assets/own-")));
    assert!(lesson.contains("class=steps"), "the base theme's lesson");
    assert!(signpost.contains("<title>Xã An Cũ</title>"), "its own signpost");
}

#[test]
fn the_output_may_not_be_the_campaign() {
    let here = Path::new(HERE);
    let run = run::command(here, here).args(["--messages", "en"]).output().expect("the program");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.stderr).contains("out-is-campaign"));
}
