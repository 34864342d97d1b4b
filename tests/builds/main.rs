//! Whole builds: of the sample campaign by the program itself, and of a small one that changes.

#![expect(clippy::disallowed_methods, reason = "a test reads what was built")]

mod disk;
mod incremental;
mod kept;
mod killed;
mod run;
mod same_bytes;
mod small;

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

#[test]
fn the_output_may_not_be_the_campaign() {
    let here = Path::new(HERE);
    let run = run::command(here, here).args(["--messages", "en"]).output().expect("the program");
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("out-is-campaign"));
}
