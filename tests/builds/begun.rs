//! What is shown of a campaign that has errors when it is first looked at.

use loa::{diag::Tongue, serve::Preview};

use crate::{
    run::{self, DAY},
    small::{OnDisk, Small},
};

#[test]
fn a_campaign_that_is_wrong_from_the_start_is_reported_and_then_shown() {
    let mut small = Small::new("[web]");
    small.spoilt.insert("content/facts.yaml".to_owned(), b"- [".to_vec());
    let disk = OnDisk::new(&small);
    let request = run::request(disk.root.path(), &disk.root.path().join("dist"));
    assert_eq!(request.as_of, Some(DAY));
    let preview = Preview::new(request, Tongue::Vi, Box::new(|_| {}));
    preview.read_all();
    assert_eq!(preview.answer("vi/an/index.html").status, 503);
    small.spoilt.clear();
    let mut disk = disk;
    disk.put(&small, false);
    preview.read_all();
    assert_eq!(preview.answer("vi/an/index.html").status, 200);
}

#[test]
fn a_lesson_that_is_wrong_from_the_start_hides_no_other() {
    let mut small = Small::new("[web]");
    let (wrong, sound) = (small.lessons[0].id.clone(), small.lessons[1].id.clone());
    let files = small.files();
    let of = |id: &str| {
        let text = format!("/{id}/lesson.vi.md");
        files.keys().find(|path| path.ends_with(&text)).expect("a lesson").clone()
    };
    small.spoilt.insert(of(&wrong), b"---\ntitle: [\n---\n".to_vec());
    let disk = OnDisk::new(&small);
    let request = run::request(disk.root.path(), &disk.root.path().join("dist"));
    let preview = Preview::new(request, Tongue::Vi, Box::new(|_| {}));
    preview.read_all();
    assert_eq!(preview.answer("vi/an/index.html").status, 200);
    assert_eq!(preview.answer(&format!("vi/an/{sound}.html")).status, 200);
    assert_ne!(preview.answer(&format!("vi/an/{wrong}.html")).status, 200);
    small.spoilt.clear();
    let mut disk = disk;
    disk.put(&small, false);
    preview.read_all();
    assert_eq!(preview.answer(&format!("vi/an/{wrong}.html")).status, 200);
}
