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
    let mut command = run::command(disk.root.path(), out);
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

/// A limit on the length of files stands in for a disk that is full.
#[cfg(target_os = "linux")]
#[test]
fn no_page_is_torn_when_the_disk_is_full_and_the_mixture_is_told() {
    let small = Small::new("[web]");
    let disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    run::succeed(&mut in_english(&disk, out.path()));
    let before = disk::output(out.path());
    let pages = |tree: &Tree| -> Tree {
        let pages = tree.iter().filter(|(name, _)| name.ends_with(".html"));
        pages.map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
    };
    let longest = pages(&before).values().map(Vec::len).max().expect("pages");

    let lesson = format!("{}/lesson.vi.md", small.lessons[0].folder());
    let text = fs::read_to_string(disk::below(disk.root.path(), &lesson)).expect("a lesson");
    let longer =
        format!("{}\n\n{}", text.trim_end(), "Thêm một câu cho dài. ".repeat(longest / 20));
    disk::write(disk.root.path(), &lesson, longer.as_bytes());
    let after = pages(&clean(&disk, out.path()));
    let grown = after.values().map(Vec::len).max().expect("pages");
    let blocks = (longest + 4096) / 512;
    assert!(grown > blocks * 512, "{longest} became {grown}");

    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", blocks.to_string().as_str()])
        .arg(env!("CARGO_BIN_EXE_loa"))
        .args(in_english(&disk, out.path()).get_args());
    let output = limited.output().expect("a shell");
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("neither publish nor print it"), "{}", said(&output));
    assert!(said(&output).contains(".html\n"), "{}", said(&output));
    for (name, page) in pages(&disk::output(out.path())) {
        let whole = [pages(&before).get(&name), after.get(&name)].contains(&Some(&page));
        assert!(whole, "{name} has {} bytes", page.len());
    }
    run::succeed(&mut in_english(&disk, out.path()));
    disk::assert_same(&disk::output(out.path()), &clean(&disk, out.path()), "with room again");
}
