//! The power goes, at every step of a build and after it: the next build makes every file whole.

use std::{collections::BTreeMap, fs, path::Path};

use tempfile::TempDir;

use super::{
    Store, Unsure, either,
    outage::{self, Forced, Loss, Start},
    system::Dir,
    tests::{FULL, How, World, build, clean, is_unchanged, scribble, tree, world},
    tests_killed::before,
};

const LOSSES: [Loss; 6] =
    [Loss::Emptied, Loss::Undone, Loss::Mixed(1), Loss::Mixed(2), Loss::Mixed(3), Loss::Mixed(4)];

/// Adds, removes, lengthens, shortens; and one page has as many letters as before.
fn during() -> World {
    world(&[
        (0, "a longer style"),
        (1, "ONE"),
        (3, "new"),
        (4, "new"),
        (6, "x"),
        (7, "LEAFLET"),
        (9, "new leaflet"),
    ])
}

/// Builds, and then builds anew until the power goes, at each step and once after the end.
fn cut_at_each_step(portable: bool, loss: Loss, next: impl Fn(&Path, u32)) {
    for steps in 1.. {
        let out = TempDir::new().unwrap();
        outage::start(Start::Made(1));
        outage::begin(out.path());
        build(out.path(), &before(), How { portable, ..FULL }).unwrap();
        let how = How { portable, dies_after: Some(steps), ..FULL };
        let ended = build(out.path(), &during(), how);
        outage::cut(loss);
        next(out.path(), steps);
        if ended.is_ok() {
            assert!(steps > 20, "the build had more steps than that");
            break;
        }
    }
    outage::start(Start::Real);
}

#[test]
fn the_same_build_again_makes_every_file_whole() {
    for loss in LOSSES {
        cut_at_each_step(false, loss, |out, steps| {
            build(out, &during(), FULL).unwrap();
            assert_eq!(tree(out), clean(&during()), "{loss:?} at step {steps}");
            assert!(is_unchanged(out));
        });
    }
}

/// NTFS loses no names, and there each file is forced by itself.
#[test]
fn where_files_are_forced_one_by_one_they_are_whole_too() {
    cut_at_each_step(true, Loss::Emptied, |out, steps| {
        let whole = build(out, &during(), How { portable: true, ..FULL }).unwrap();
        assert_eq!(tree(out), clean(&during()), "at step {steps}");
        assert_eq!(whole.unclaimed, Vec::<String>::new());
        assert!(is_unchanged(out));
    });
}

/// What the last notes named is not known to be ours when they are lost; so it is reported.
#[test]
fn going_back_leaves_nothing_that_is_not_told() {
    for loss in LOSSES {
        cut_at_each_step(false, loss, |out, steps| {
            let done = build(out, &before(), FULL).unwrap();
            // A folder whose note was lost may stay, empty.
            let files = |mut tree: BTreeMap<String, String>| {
                tree.retain(|_, text| text != "a folder");
                tree
            };
            let mut after = files(tree(out));
            for path in &done.unclaimed {
                assert_eq!(done.unsure, Some(Unsure::Stopped));
                after.remove(path).unwrap();
            }
            assert_eq!(after, files(clean(&before())), "{loss:?} at step {steps}");
        });
    }
}

#[test]
fn a_disk_that_lies_is_found_out_after_a_restart() {
    for portable in [false, true] {
        outage::start(Start::Made(1));
        let out = TempDir::new().unwrap();
        let how = How { portable, ..FULL };
        outage::begin(out.path());
        build(out.path(), &before(), how).unwrap();
        outage::forcing(Forced::Falsely, || build(out.path(), &during(), how)).unwrap();
        outage::cut(Loss::Emptied);
        let emptied = tree(out.path()).values().filter(|text| text.is_empty()).count();
        assert_eq!(emptied > 3, !portable, "there each file is forced by itself");
        assert_eq!(is_unchanged(out.path()), portable);
        let done = build(out.path(), &during(), how).unwrap();
        assert_eq!(tree(out.path()), clean(&during()));
        assert_eq!(done.unsure, None);
        assert!(is_unchanged(out.path()));
    }
    outage::start(Start::Real);
}

/// Without the force the tests above would fail: a page that is old and as long as the new one is
/// not found out by its length.
#[test]
fn nothing_but_the_force_keeps_a_page_of_the_same_length() {
    let stale = |how: Forced, seed: u64| {
        let out = TempDir::new().unwrap();
        outage::start(Start::Made(1));
        outage::begin(out.path());
        build(out.path(), &before(), FULL).unwrap();
        outage::forcing(how, || build(out.path(), &during(), FULL)).unwrap();
        outage::cut(Loss::Mixed(seed));
        build(out.path(), &during(), FULL).unwrap();
        outage::start(Start::Real);
        tree(out.path())["site/vi/an/a.html"] != "ONE"
    };
    assert!(!(0..60).any(|seed| stale(Forced::Truly, seed)));
    assert!((0..60).any(|seed| stale(Forced::Falsely, seed)), "the model loses too little");
}

/// What is looked at, and how often: a file that lost its bytes shows whether it was.
#[test]
fn lengths_are_looked_at_once_after_each_start_or_always() {
    let cut = |how: Forced, starts: [Start; 2]| {
        let out = TempDir::new().unwrap();
        let page = out.path().join("site/vi/an/a.html");
        outage::start(starts[0]);
        outage::forcing(how, || build(out.path(), &before(), FULL)).unwrap();
        outage::start(starts[1]);
        assert!(is_unchanged(out.path()));
        assert!(is_unchanged(out.path()));
        scribble(&page, "");
        let seen = !is_unchanged(out.path());
        let again = outage::forcing(how, || build(out.path(), &before(), FULL)).unwrap();
        assert_eq!(again.written > 0, seen);
        outage::start(Start::Real);
        seen
    };
    assert!(
        !cut(Forced::Truly, [Start::Made(1), Start::Made(1)]),
        "nothing happened since the build"
    );
    assert!(
        !cut(Forced::Truly, [Start::Made(1), Start::Made(2)]),
        "they were looked at after the start"
    );
    assert!(cut(Forced::Never, [Start::Made(1), Start::Made(1)]), "the disk forces nothing");
    assert!(
        cut(Forced::Truly, [Start::Unknown, Start::Unknown]),
        "nobody can tell one start from another"
    );
    assert!(cut(Forced::Truly, [Start::Made(1), Start::Unknown]));
}

#[test]
fn a_file_that_is_gone_or_longer_is_no_better_than_a_short_one() {
    for change in ["", "one and more"] {
        let out = TempDir::new().unwrap();
        outage::start(Start::Made(1));
        build(out.path(), &before(), FULL).unwrap();
        let folder = fs::File::open(out.path().join("site/vi/an")).unwrap();
        let time = folder.metadata().unwrap().modified().unwrap();
        let page = out.path().join("site/vi/an/a.html");
        fs::remove_file(&page).unwrap();
        if !change.is_empty() {
            scribble(&page, change);
        }
        folder.set_modified(time).unwrap();
        assert!(is_unchanged(out.path()), "the test sets the folder's time back");
        outage::start(Start::Made(2));
        build(out.path(), &before(), FULL).unwrap();
        assert_eq!(tree(out.path()), clean(&before()));
        outage::start(Start::Real);
    }
}

/// The calls that the tests above leave out.
#[test]
fn the_system_forces_what_it_is_told_to() {
    let out = TempDir::new().unwrap();
    for portable in [false, true] {
        either::portable(portable);
        let dir = Dir::root(out.path()).unwrap();
        either::portable(false);
        dir.sync_raw().unwrap();
        let forced = dir.force_raw().unwrap();
        assert_eq!(forced.is_some(), cfg!(target_os = "linux") && !portable);
        dir.settle_raw(&dir.create_raw(&format!("{portable}")).unwrap()).unwrap();
    }
    Store::open(out.path()).unwrap().abandon().unwrap();
}
