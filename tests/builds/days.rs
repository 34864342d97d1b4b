//! A day on which something happened is neither after today nor after the day that is built for; one
//! day more is tomorrow in another zone.

use std::process::Command;

use loa::{
    diag::{Report, Sources},
    load::files::Files,
    model::{Date, Memory},
    pipeline::{self, Request},
};

use crate::{
    disk, run,
    small::{OnDisk, Small},
};

#[test]
fn a_day_that_has_not_come_is_refused_of_however_few_days() {
    let contacts = "content/places/contacts.csv";
    for (today, as_of, checked, sound) in [
        ("2026-12-01", None, "2026-12-01", true),
        ("2026-12-01", None, "2026-12-02", true),
        ("2026-12-01", None, "2026-12-03", false),
        // An edition of last week is made of the texts of today, and of no later ones.
        ("2026-12-01", Some("2026-11-23"), "2026-12-01", true),
        ("2026-12-01", Some("2026-11-23"), "2026-12-03", false),
        ("2026-12-01", Some("2027-01-10"), "2027-01-10", true),
        ("2026-12-01", Some("2027-01-10"), "2027-01-12", false),
    ] {
        let mut small = Small::new("[web]");
        let text = String::from_utf8(small.files()[contacts].clone()).expect("letters");
        let dated = text.replacen(",2026-11-23,", &format!(",{checked},"), 1);
        assert_ne!(text, dated);
        small.spoilt.insert(contacts.to_owned(), dated.into_bytes());
        let disk = OnDisk::new(&small);
        let root = disk.root.path();
        let day = |day: &str| day.parse::<Date>().expect("a day");
        let request = Request {
            as_of: as_of.map(day),
            ..Request::plain(root, root.join("dist"), day(today))
        };
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let files = Files::scan(root).expect("a campaign");
        let loaded =
            pipeline::load(&mut report, &mut sources, &files, &request, &mut Memory::default());
        let ahead = report.diagnostics().iter().filter(|found| found.code == "day-ahead").count();
        assert_eq!(ahead, usize::from(!sound), "{checked} on {today} for {as_of:?}");
        assert_eq!(loaded.is_ok(), sound, "{:?}", report.diagnostics());
    }
}

/// The day of a lesson that is begun in a zone.
fn begun_in(zone: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Command::new(env!("CARGO_BIN_EXE_loa"));
    program.args(["new", "campaign", "--title", "Nước", "--root"]).arg(folder.path());
    run::succeed(program.env("TZ", zone));
    let files = disk::output(folder.path());
    let lesson = files.iter().find(|(name, _)| name.ends_with("lesson.vi.md")).expect("a lesson");
    let text = String::from_utf8_lossy(lesson.1).into_owned();
    let day = text.lines().find_map(|line| line.strip_prefix("revised: ")).expect("a day");
    day.to_owned()
}

/// Between these two it is never the same day, whatever the hour. Some containers know no zones.
#[test]
fn today_is_the_day_of_a_zone_that_is_named() {
    assert_ne!(begun_in("Pacific/Kiritimati"), begun_in("Pacific/Pago_Pago"));
}
