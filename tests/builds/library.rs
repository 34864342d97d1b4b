//! The example that builds through the library makes what the program does.

use std::process::Command;

use loa::model::Date;

use crate::{
    disk, run,
    small::{OnDisk, Small},
};

#[path = "../../examples/build.rs"]
#[expect(dead_code, reason = "its `main` is of the example")]
mod example;

/// No text of the sample is ahead of it.
const DAY: Date = Date::constant(2026, 12, 31);

#[test]
fn the_example_makes_what_the_program_makes() {
    let campaign = OnDisk::new(&Small::new("[web, text, copier]"));
    let root = campaign.root.path();
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let summary = example::build(root, ours.path(), DAY).expect("a sound campaign");
    assert!(summary.pages > 0 && summary.leaflets > 0);
    let mut program = Command::new(env!("CARGO_BIN_EXE_loa"));
    program.args(["build", "--as-of", "2026-12-31", "--root"]).arg(root);
    run::succeed(program.arg("--out").arg(theirs.path()));
    disk::assert_same(&disk::output(ours.path()), &disk::output(theirs.path()), "two builds");
}

#[test]
fn the_example_leaves_the_old_output_of_a_campaign_with_errors() {
    let campaign = OnDisk::new(&Small::new("[web]"));
    let out = tempfile::tempdir().unwrap();
    example::build(campaign.root.path(), out.path(), DAY).expect("a sound campaign");
    let before = disk::output(out.path());
    std::fs::write(campaign.root.path().join("campaign.yaml"), "title: [").unwrap();
    assert!(example::build(campaign.root.path(), out.path(), DAY).is_err());
    disk::assert_same(&before, &disk::output(out.path()), "an output");
}
