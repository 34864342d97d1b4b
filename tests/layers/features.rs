//! Tests bring no feature to what the program itself uses: a crate with one more feature is another
//! crate, and `cargo test` would compile it, Loa, and all between them a second time.

use std::{collections::BTreeSet, env, process::Command};

/// Each crate with its version and features, as Cargo resolves them.
fn crates(edges: &str) -> BTreeSet<String> {
    let cargo = env::var_os("CARGO").expect("tests are run by Cargo");
    let listed = Command::new(cargo)
        .args(["tree", "--locked", "--prefix", "none", "--format", "{p} {f}", "--edges", edges])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("Cargo runs");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let lines = String::from_utf8(listed.stdout).expect("names are text");
    lines.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn tests_add_no_feature_to_a_crate_of_the_program() {
    let program = crates("normal,build");
    let tests = crates("normal,build,dev");
    assert!(program.len() > 300, "only {} crates are listed", program.len());
    let changed: Vec<_> = program.difference(&tests).collect();
    assert_eq!(changed, [""; 0], "name in `dependencies` the features that tests add");
}
