//! A text without what it names is not written.

use std::path::Path;

use super::{compile, report};
use crate::{
    diag::{Report, Sources},
    load::{self, files::Files},
    model::{Campaign, Selection},
    render::Staged,
};

fn sample() -> Campaign {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = Files::scan(root).expect("the sample");
    let mut report = Report::new();
    load::campaign(&mut report, &mut Sources::default(), &files).expect("the sample")
}

/// What is reported about all texts of the general edition.
fn told(campaign: &Campaign) -> (usize, Vec<&'static str>) {
    let selection = Selection {
        as_of: "2026-11-29".parse().expect("a day"),
        places: Vec::new(),
        langs: Vec::new(),
        formats: vec!["text".to_owned()],
        sample: false,
        unreviewed: false,
    };
    let texts = compile(campaign, &selection);
    let mut found = Report::new();
    let mut written = 0;
    for entry in texts.enter(None, campaign.first_lang(), true) {
        match texts.make(entry.job, &[true]) {
            Ok((files, _)) => {
                assert!(files.iter().all(|file| file.bytes.len() > 500));
                written += files.len();
            }
            Err(lost) => lost.iter().for_each(|lost| report(&mut found, lost)),
        }
    }
    (written, found.diagnostics().iter().map(|found| found.code).collect())
}

#[test]
fn a_text_whose_protocol_is_not_there_is_reported_and_not_written() {
    let mut campaign = sample();
    let (all, codes) = told(&campaign);
    assert_eq!(codes, [""; 0]);
    assert!(all > 20);
    campaign.protocols.remove("burn");
    let (fewer, codes) = told(&campaign);
    assert!(!codes.is_empty() && codes.iter().all(|code| *code == "protocol-unknown"));
    assert_eq!(fewer + codes.len(), all);
}
