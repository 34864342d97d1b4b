//! What the machine takes away: the notes of a build, the bytes of files, the room on the disk.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Output},
};

use crate::{
    disk::{self, Tree},
    run,
    small::{OnDisk, Small},
};

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn in_english(disk: &OnDisk, out: &Path) -> Command {
    let mut command = run::like_request(disk.root.path(), out);
    command.args(["--messages", "en"]);
    command
}

fn clean(disk: &OnDisk, out: &Path) -> Tree {
    run::clean(&run::request(disk.root.path(), out)).expect("a sound campaign")
}

#[test]
fn a_withdrawn_lesson_goes_when_the_notes_are_lost() {
    let all = Small::new("[web, copier]");
    let mut less = all.clone();
    let gone = less.lessons.remove(2).id;
    for whole_folder in [false, true] {
        let mut disk = OnDisk::new(&all);
        let out = tempfile::tempdir().expect("a folder");
        run::succeed(&mut in_english(&disk, out.path()));
        let has_gone = |tree: &Tree| tree.keys().any(|name| name.contains(&gone));
        assert!(has_gone(&disk::output(out.path())));
        let mine = "site/vi/an/mine.html";
        disk::write(out.path(), mine, b"mine");
        if whole_folder {
            fs::remove_dir_all(out.path().join(".loa")).expect("our folder");
        } else {
            disk::write(out.path(), ".loa/keys", b"damaged");
        }
        disk.put(&less, false);
        let first = said(&run::succeed(&mut in_english(&disk, out.path())));
        assert!(first.contains("warning[notes-lost]"), "{first}");
        assert!(first.contains(&format!("yourself: {mine}\n")), "{first}");
        let mut after = disk::output(out.path());
        assert_eq!(after.remove(mine).as_deref(), Some(b"mine".as_slice()));
        disk::assert_same(&after, &clean(&disk, out.path()), "after the notes were lost");
        let second = said(&run::succeed(&mut in_english(&disk, out.path())));
        assert!(!second.contains("notes-lost"), "{second}");
    }
}

/// What a power cut does to a disk that forgets what it said it kept.
#[test]
fn files_that_lost_their_bytes_are_made_again_after_a_restart() {
    let disk = OnDisk::new(&Small::new("[web, copier]"));
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    let built = disk::output(out.path());
    let mut emptied = 0;
    for name in built.keys().filter(|name| !name.ends_with('/')) {
        File::create(disk::below(out.path(), name)).expect("a file");
        emptied += 1;
    }
    assert!(emptied > 20, "{emptied}");
    // Another start of the machine; where none can be told, lengths are always looked at.
    disk::write(out.path(), ".loa/boot", b"another start");
    run::succeed(&mut in_english(&disk, out.path()));
    disk::assert_same(&disk::output(out.path()), &built, "after the restart");
}

/// A folder in the place of a page stands in for a disk that is full.
#[test]
fn a_build_that_fails_while_it_writes_says_that_the_output_is_mixed() {
    let mut small = Small::new("[web]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    let page = disk::below(out.path(), "site/vi/an/eyes-on.html");
    fs::remove_file(&page).expect("a page");
    fs::create_dir(&page).expect("a folder");
    small.lessons[0].title = 3;
    disk.put(&small, false);
    let failed = in_english(&disk, out.path()).output().expect("the program");
    assert_eq!(failed.status.code(), Some(2), "{}", said(&failed));
    let mixed = "the output now holds old files and new ones: neither publish nor print it";
    assert!(said(&failed).contains(mixed), "{}", said(&failed));
    fs::remove_dir(&page).expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    disk::assert_same(&disk::output(out.path()), &clean(&disk, out.path()), "with the page free");
}

#[test]
fn a_withdrawn_lesson_is_named_when_notes_and_manifest_are_lost() {
    let all = Small::new("[web, copier]");
    let mut less = all.clone();
    let gone = less.lessons.remove(2).id;
    let mut disk = OnDisk::new(&all);
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    fs::remove_dir_all(out.path().join(".loa")).expect("our folder");
    fs::remove_file(out.path().join("manifest.json")).expect("the manifest");
    disk.put(&less, false);
    let first = said(&run::succeed(&mut in_english(&disk, out.path())));
    assert!(first.contains("warning[notes-lost]"), "{first}");
    assert!(first.contains(&format!("site/en/an/{gone}.html")), "{first}");
    let after = disk::output(out.path());
    assert!(after.contains_key(&format!("site/vi/an/{gone}.html")), "something was removed");
    for (name, bytes) in clean(&disk, out.path()) {
        assert!(after.get(&name) == Some(&bytes), "{name} is not as it is built");
    }
    let second = said(&run::succeed(&mut in_english(&disk, out.path())));
    assert!(!second.contains("notes-lost"), "{second}");
}

#[test]
fn a_first_build_writes_over_nothing_of_others() {
    let disk = OnDisk::new(&Small::new("[web, copier]"));
    for theirs in [
        ["manifest.json", "{\"name\": \"mine\"}"],
        ["manifest.json", "no JSON"],
        ["site/index.html", "mine"],
        ["site/vi/an/eyes-on.html", "mine"],
        ["site/vi/an/copier/eyes-on.pdf", "mine"],
        ["print/an/copier-all.pdf", "mine"],
    ] {
        let [name, text] = theirs;
        let out = tempfile::tempdir().expect("a folder");
        disk::write(out.path(), name, text.as_bytes());
        disk::write(out.path(), "site/theirs.txt", b"in nobody's way");
        let failed = in_english(&disk, out.path()).output().expect("the program");
        assert_eq!(failed.status.code(), Some(2), "{}", said(&failed));
        assert!(said(&failed).contains("error[out-foreign]"), "{}", said(&failed));
        assert!(said(&failed).contains(&format!("would write: {name}\n")), "{}", said(&failed));
        assert!(!out.path().join(".loa").exists(), "{name}: our folder is left");
        let after = disk::output(out.path());
        let files: Vec<_> = after.iter().filter(|(name, _)| !name.ends_with('/')).collect();
        assert_eq!(files.len(), 2, "{files:?}");
        assert_eq!(after[name], text.as_bytes(), "{name}");
    }
    // What it does not write over, it leaves alone, and names.
    let out = tempfile::tempdir().expect("a folder");
    disk::write(out.path(), "site/theirs.txt", b"in nobody's way");
    let built = said(&run::succeed(&mut in_english(&disk, out.path())));
    assert!(built.contains("yourself: site/theirs.txt\n"), "{built}");
    // A killed first build is no reason to refuse.
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    fs::remove_file(out.path().join(".loa").join("keys")).expect("the keys");
    fs::remove_file(out.path().join("manifest.json")).expect("the manifest");
    disk::write(out.path(), ".loa/dirty", b"site\tweb\tvi\t\tindex.html\n");
    run::succeed(&mut in_english(&disk, out.path()));
}
