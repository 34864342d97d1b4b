//! A day on which something happened is neither after today nor after the day that is built for; one
//! day more is tomorrow in another zone.

use loa::{
    diag::{Report, Sources},
    load::files::Files,
    model::{Date, Memory},
    pipeline::{self, Request},
};

use crate::small::{OnDisk, Small};

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
