//! Builds that are killed: at every step, and at random among everything else that happens.

use std::{collections::BTreeMap, fs, path::Path};

use proptest::prelude::*;
use tempfile::TempDir;

use super::tests::{
    FULL, How, PAGES, World, build, clean, is_unchanged, lose_keys, only, scribble, text, tree,
    world,
};

fn dying(how: How, steps: u32) -> How {
    How { dies_after: Some(steps), ..how }
}

/// Kills the build from `before` to `during` at each of its steps in turn, then repairs.
fn kill_at_each_step(before: &World, during: &World, how: How, repair: impl Fn(&Path)) {
    for portable in [false, true] {
        for steps in 1.. {
            let out = TempDir::new().unwrap();
            build(out.path(), before, FULL).unwrap();
            let killed = build(out.path(), during, dying(How { portable, ..how }, steps));
            repair(out.path());
            if killed.is_ok() {
                assert!(steps > 20, "the build had more steps than that");
                break;
            }
        }
    }
}

pub(super) fn before() -> World {
    world(&[
        (0, "style"),
        (1, "one"),
        (2, "two"),
        (5, "code"),
        (6, "code"),
        (7, "leaflet"),
        (8, "leaflet"),
    ])
}

/// Adds, removes, lengthens and shortens.
fn during() -> World {
    world(&[
        (0, "a longer style"),
        (1, "1"),
        (3, "new"),
        (4, "new"),
        (6, "CODE"),
        (7, "LEAFLET"),
        (9, "new leaflet"),
    ])
}

#[test]
fn the_same_build_again_repairs() {
    kill_at_each_step(&before(), &during(), FULL, |out| {
        build(out, &during(), FULL).unwrap();
        assert_eq!(tree(out), clean(&during()));
        assert!(is_unchanged(out));
    });
}

#[test]
fn going_back_repairs() {
    kill_at_each_step(&before(), &during(), FULL, |out| {
        build(out, &before(), FULL).unwrap();
        assert_eq!(tree(out), clean(&before()));
    });
}

#[test]
fn nothing_left_leaves_nothing() {
    kill_at_each_step(&before(), &during(), FULL, |out| {
        build(out, &World::new(), FULL).unwrap();
        assert_eq!(tree(out), clean(&World::new()));
    });
}

#[test]
fn a_killed_repair_is_repaired() {
    for second in (3..40).step_by(6) {
        kill_at_each_step(&before(), &during(), FULL, |out| {
            let third = world(&[(2, "third"), (4, "third"), (8, "third")]);
            let _ = build(out, &third, dying(FULL, second));
            build(out, &before(), FULL).unwrap();
            assert_eq!(tree(out), clean(&before()));
        });
    }
}

#[test]
fn a_filtered_build_mends_its_part_and_leaves_the_mark() {
    kill_at_each_step(&before(), &during(), FULL, |out| {
        let was_marked = out.join(".loa/dirty").exists();
        build(out, &before(), only("an")).unwrap();
        assert_eq!(out.join(".loa/dirty").exists(), was_marked);
        let (mended, sound) = (tree(out), clean(&before()));
        for page in PAGES.iter().filter(|page| page.place == "an") {
            assert_eq!(mended.get(&page.path()), sound.get(&page.path()), "{page:?}");
        }
        build(out, &before(), FULL).unwrap();
        assert_eq!(tree(out), sound);
        assert!(is_unchanged(out));
    });
}

#[test]
fn a_killed_filtered_build_is_repaired_by_another() {
    kill_at_each_step(&before(), &during(), only("bo"), |out| {
        build(out, &during(), only("an")).unwrap();
        build(out, &before(), FULL).unwrap();
        assert_eq!(tree(out), clean(&before()));
    });
}

#[test]
fn a_killed_first_build_is_repaired() {
    for steps in 1.. {
        let out = TempDir::new().unwrap();
        let killed = build(out.path(), &before(), dying(FULL, steps));
        build(out.path(), &during(), FULL).unwrap();
        assert_eq!(tree(out.path()), clean(&during()));
        if killed.is_ok() {
            break;
        }
    }
}

/// What can happen to an output folder.
#[derive(Debug, Clone)]
enum Event {
    Change {
        page: usize,
        text: String,
    },
    Drop {
        page: usize,
    },
    Build(How),
    /// Somebody deletes a file.
    Delete {
        page: usize,
    },
    /// Somebody takes a folder away.
    Take {
        page: usize,
    },
    /// Somebody puts a file of theirs beside ours.
    Leave {
        page: usize,
    },
    /// The keys are lost, in one of the ways there are.
    Lose {
        way: usize,
    },
}

fn event() -> impl Strategy<Value = Event> {
    let page = 0..PAGES.len();
    let how = (
        prop_oneof![Just(None), Just(Some("an")), Just(Some("bo"))],
        any::<bool>(),
        any::<bool>(),
        option_of_steps(),
    );
    prop_oneof![
        6 => (page.clone(), "[a-z]{0,20}").prop_map(|(page, text)| Event::Change { page, text }),
        3 => page.clone().prop_map(|page| Event::Drop { page }),
        6 => how.prop_map(|(only, verify, portable, dies_after)| {
            // The tests of this door are for Unix.
            let portable = portable && cfg!(unix);
            Event::Build(How { only, verify, portable, dies_after })
        }),
        1 => page.clone().prop_map(|page| Event::Delete { page }),
        1 => page.clone().prop_map(|page| Event::Take { page }),
        1 => page.prop_map(|page| Event::Leave { page }),
        1 => (0..4_usize).prop_map(|way| Event::Lose { way }),
    ]
}

fn option_of_steps() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![Just(None), (1..12_u32).prop_map(Some), (1..60_u32).prop_map(Some)]
}

const THEIRS: &str = "theirs.txt";

fn strangers(tree: &BTreeMap<String, String>) -> Vec<&String> {
    tree.keys().filter(|path| path.ends_with(THEIRS)).collect()
}

fn play(out: &Path, world: &mut World, event: Event) {
    let at = |page: usize| out.join(PAGES[page].folder);
    match event {
        Event::Change { page, text } => drop(world.insert(PAGES[page], text)),
        Event::Drop { page } => drop(world.remove(&PAGES[page])),
        Event::Delete { page } => drop(fs::remove_file(at(page).join(PAGES[page].name))),
        Event::Take { page } => {
            let elsewhere = TempDir::new().unwrap();
            drop(fs::rename(at(page), elsewhere.path().join("taken")));
        }
        Event::Leave { page } => {
            if at(page).is_dir() {
                scribble(&at(page).join(THEIRS), "theirs");
            }
        }
        // While the mark is there, the keys and the manifest need not be of one build.
        Event::Lose { way } => {
            let ours = out.join(".loa");
            if ours.join("keys").exists() && !ours.join("dirty").exists() {
                lose_keys(out, way);
            }
        }
        Event::Build(how) => {
            let before = tree(out);
            let built = build(out, world, how);
            assert!(built.is_ok() || how.dies_after.is_some(), "{built:?}");
            let after = tree(out);
            assert_eq!(strangers(&before), strangers(&after));
            let chosen = |place| how.only.is_none_or(|only| only == place);
            for page in PAGES {
                let (then, now) = (before.get(&page.path()), after.get(&page.path()));
                if !chosen(page.place) {
                    assert_eq!(then, now, "outside the filter: {page:?}");
                } else if built.is_ok() {
                    assert_eq!(world.get(&page), now, "inside the filter: {page:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happened_the_next_build_is_as_good_as_a_clean_one(
        events in prop::collection::vec(event(), 1..24),
    ) {
        let out = TempDir::new().unwrap();
        let mut world = before();
        for event in events {
            play(out.path(), &mut world, event);
        }
        build(out.path(), &world, FULL).unwrap();
        let mut expected = clean(&world);
        for path in strangers(&tree(out.path())) {
            expected.insert(path.clone(), text(&out.path().join(path)));
            for above in Path::new(path).ancestors().skip(1).filter_map(Path::to_str).filter(|at| !at.is_empty()) {
                expected.insert(above.to_owned(), "a folder".to_owned());
            }
        }
        prop_assert_eq!(tree(out.path()), expected);
        prop_assert!(is_unchanged(out.path()));
        let again = build(out.path(), &world, FULL).unwrap();
        prop_assert_eq!((again.written, again.removed.len()), (0, 0));
    }
}
