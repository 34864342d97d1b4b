//! A build that is killed is repaired by the next one, whatever the moment.

use std::{
    path::Path,
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    disk, run,
    small::{Lesson, OnDisk, Place, Small},
};

/// When a build is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After this part of the time that a whole build takes, in hundredths.
    Part(u32),
    /// So long after it began to change the output.
    Writing(Duration),
}

const MOMENTS: [Moment; 14] = [
    Moment::Part(5),
    Moment::Writing(Duration::ZERO),
    Moment::Part(20),
    Moment::Writing(Duration::from_micros(300)),
    Moment::Part(35),
    Moment::Writing(Duration::from_millis(1)),
    Moment::Part(50),
    Moment::Writing(Duration::from_millis(2)),
    Moment::Part(65),
    Moment::Writing(Duration::from_millis(4)),
    Moment::Part(80),
    Moment::Writing(Duration::from_millis(6)),
    Moment::Part(90),
    Moment::Writing(Duration::from_millis(10)),
];

/// Makes the campaign another one: every page and sheet changes, some come, some go.
fn change(small: &mut Small, number: usize) {
    let value = u8::try_from(number % 9).expect("a digit") + 1;
    for lesson in &mut small.lessons {
        (lesson.title, lesson.step) = (value, value);
    }
    small.lessons.retain(|lesson| !lesson.id.starts_with("moi"));
    small.lessons.push(Lesson::of_sample(number, &format!("moi-{number}")));
    small.places.retain(|place| !place.id.starts_with("moi"));
    small.places.push(Place::new(&format!("moi-{number}"), "Mới"));
}

/// Waits for the moment, or for the end of a build that was faster.
fn wait(child: &mut Child, out: &Path, moment: Moment, whole: Duration) {
    let started = Instant::now();
    let ended = |child: &mut Child| child.try_wait().expect("a process").is_some();
    match moment {
        Moment::Part(hundredths) => {
            while started.elapsed() < whole * hundredths / 100 && !ended(child) {
                thread::sleep(Duration::from_micros(200));
            }
        }
        Moment::Writing(after) => {
            let mark = out.join(".loa").join("dirty");
            while !mark.exists() && !ended(child) {
                thread::yield_now();
            }
            let seen = Instant::now();
            while seen.elapsed() < after && !ended(child) {
                thread::yield_now();
            }
        }
    }
}

#[test]
fn a_build_killed_at_any_moment_is_repaired_by_the_next() {
    let mut small = Small::new("[web, copier]");
    let mut disk = OnDisk::new(&small);
    let out = tempfile::tempdir().expect("a folder");
    let started = Instant::now();
    run::succeed(&mut run::like_request(disk.root.path(), out.path()));
    let whole = started.elapsed();

    let (mut killed, mut torn) = (0, 0);
    for (number, moment) in MOMENTS.into_iter().enumerate() {
        change(&mut small, number);
        disk.put(&small, false);
        let mut command = run::like_request(disk.root.path(), out.path());
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a build");
        wait(&mut child, out.path(), moment, whole);
        child.kill().expect("a process");
        let ended = child.wait().expect("a process");
        killed += usize::from(!ended.success());
        torn += usize::from(out.path().join(".loa").join("dirty").exists());
        // Some killed builds are followed by another change, so that what the killed one alone
        // would have made is to be removed.
        if number % 3 == 2 {
            change(&mut small, number + 20);
            disk.put(&small, false);
        }
        run::succeed(&mut run::like_request(disk.root.path(), out.path()));
        let clean =
            run::clean(&run::request(disk.root.path(), out.path())).expect("a sound campaign");
        let after = disk::output(out.path());
        disk::assert_same(&after, &clean, &format!("repaired after {moment:?}"));
        assert!(!out.path().join(".loa").join("dirty").exists(), "the mark stays");
    }
    // A test that never hits a build at work would prove nothing.
    assert!(killed >= 7, "only {killed} builds were killed");
    assert!(torn >= 2, "only {torn} builds were killed while they wrote");
}
