//! What a signature holds, and what production makes of texts that have one.

use std::path::Path;

use loa::{
    desk::{
        Edit,
        sign::{self, Kind, Signing},
    },
    diag::{Report, Sources},
};

use crate::{
    disk,
    run::{self, DAY},
};

const LESSON: &str = "content/packs/water/near/lesson.vi.md";
const ENGLISH: &str = "content/packs/water/near/lesson.en.md";
const FACTS: &str = "content/facts.yaml";
const PROTOCOL: &str = "\ncpr:\n  kind: protocol\n  says: { vi: Hồi sinh, en: Resuscitation }\n  values: { breaths: \"2\" }\n  source: guide\n  checked_on: 2026-11-01\n  revised: 2026-11-01\n";

struct Site(tempfile::TempDir);

impl Site {
    /// The smallest campaign, in production, in two languages, with a protocol that its lesson shows,
    /// a second lesson that nobody signs, and a link to it.
    fn new() -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        for (name, bytes) in disk::repository("tests/sites/_minimal") {
            let inner = name.strip_prefix("tests/sites/_minimal/").expect("a file of the site");
            disk::write(site.root(), inner, &bytes);
        }
        let folder = |name: &str| format!("content/packs/water/{name}/near.svg");
        let picture = site.bytes(&folder("near"));
        disk::write(site.root(), &folder("far"), &picture);
        let lesson = site.text(LESSON);
        disk::write(site.root(), "content/packs/water/far/lesson.vi.md", lesson.as_bytes());
        site.edit(LESSON, "Trẻ nhỏ đuối nước rất nhanh.", "Xem thêm [bài khác](lesson:far) nhé.");
        site.edit(LESSON, "Đừng rời mắt khỏi trẻ.", "```protocol cpr carers\n```");
        site.edit("campaign.yaml", "https://loa.example", "https://an-toan.vn");
        site.edit("campaign.yaml", "[vi]", "[vi, en]");
        let more = "issuer: Ủy ban nhân dân\nlicence: 1/GP\nmode: production\n";
        site.append("campaign.yaml", more);
        site.append(FACTS, PROTOCOL);
        for (lang, word) in [("vi", "Thổi"), ("en", "Blow")] {
            let steps = format!(
                "## X {{#carers}}\n\n```steps\n1. **{word}.** {word} [[ fact.cpr.breaths ]], [[ fact.ambulance ]].\n```\n"
            );
            disk::write(site.root(), &format!("content/protocols/cpr.{lang}.md"), steps.as_bytes());
        }
        let own = |line: &&str| {
            !["audience", "leaflet", "sources", "review_by"].iter().any(|key| line.starts_with(key))
        };
        let english: Vec<String> =
            site.text(LESSON).lines().filter(own).map(str::to_owned).collect();
        let english = english.join("\n").replace("revised:", "translates: 2026-11-01\nrevised:");
        disk::write(site.root(), ENGLISH, english.as_bytes());
        site
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(disk::below(self.root(), path)).expect("a file")
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("letters")
    }

    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{path}: {old}");
        disk::write(self.root(), path, text.replace(old, new).as_bytes());
    }

    fn append(&self, path: &str, more: &str) {
        disk::write(self.root(), path, [&self.text(path), more].concat().as_bytes());
    }

    fn sign(&self, kind: Kind, id: &str, lang: &str) {
        let asked = Signing {
            kind,
            ids: &[id.to_owned()],
            lang: Some(lang),
            by: "so-y-te",
            document: "12/SYT: \"khẩn\"",
            on: DAY,
        };
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let signed = sign::sign(&mut report, &mut sources, self.root(), &asked);
        let signed = signed.unwrap_or_else(|_| panic!("{:#?}", report.diagnostics()));
        signed.edits.iter().try_for_each(Edit::write).expect("a file");
    }

    /// The pages of lessons, or what is wrong.
    fn pages(&self) -> Result<Vec<String>, String> {
        let out = tempfile::tempdir().expect("a folder");
        run::build(&run::request(self.root(), out.path()))?;
        let built = disk::output(out.path());
        Ok(built.into_keys().filter(|name| name.starts_with("site/")).collect())
    }

    /// Whether the lesson is published in Vietnamese and in English.
    fn published(&self) -> (bool, bool) {
        let Ok(pages) = self.pages() else { return (false, false) };
        let has = |path: &str| pages.iter().any(|page| page == path);
        // Without a text of its own a language has no pages at all.
        (has("site/vi/loc-ninh/near.html"), has("site/en/loc-ninh/near.html"))
    }
}

fn signed() -> Site {
    let site = Site::new();
    for lang in ["vi", "en"] {
        site.sign(Kind::Protocol, "cpr", lang);
        site.sign(Kind::Lesson, "near", lang);
    }
    assert_eq!(site.published(), (true, true));
    site
}

#[test]
fn production_publishes_the_signed_part_and_closes_the_links_to_the_rest() {
    let site = Site::new();
    assert!(site.pages().expect_err("nothing is signed").contains("nothing-signed"));
    site.sign(Kind::Lesson, "near", "vi");
    assert_eq!(site.published(), (false, false), "it shows first aid that nobody signed");
    site.sign(Kind::Protocol, "cpr", "vi");
    assert_eq!(site.published(), (true, false), "English has no signature yet");
    site.sign(Kind::Protocol, "cpr", "en");
    site.sign(Kind::Lesson, "near", "en");
    assert_eq!(site.published(), (true, true));
    let out = tempfile::tempdir().expect("a folder");
    let summary = run::build(&run::request(site.root(), out.path())).expect("a sound campaign");
    assert_eq!(summary.left_out, 1);
    let built = disk::output(out.path());
    assert!(!built.keys().any(|name| name.contains("far")), "{:?}", built.keys());
    let page = String::from_utf8(built["site/vi/loc-ninh/near.html"].clone()).expect("letters");
    assert!(page.contains("Xem thêm bài khác nhé.") && !page.contains("far.html"), "{page}");
    assert!(page.contains("Sở Y tế, 12/SYT"), "who signed the steps: {page}");
    assert!(!page.contains("Bản thảo"), "{page}");
}

#[test]
fn what_does_not_change_the_words_keeps_a_signature() {
    let site = signed();
    site.edit(LESSON, "Kêu to, ném vật nổi,", "Kêu to,\nném   vật nổi,");
    let crlf = site.text(LESSON).replace('\n', "\r\n");
    disk::write(site.root(), LESSON, crlf.as_bytes());
    let facts = site.text(FACTS).replace("checked_on: 2026-11-01", "checked_on: 2026-11-20");
    disk::write(site.root(), FACTS, facts.as_bytes());
    site.append("content/places/contacts.csv", "");
    assert_eq!(site.published(), (true, true));
    // Another form of the same letters.
    let decomposed = site.text(LESSON).replace("Kêu to", "Ke\u{302}u to");
    disk::write(site.root(), LESSON, decomposed.as_bytes());
    assert_eq!(site.published(), (true, true));
}

#[test]
fn what_changes_after_it_was_signed_is_unsigned_again() {
    let cases: [(&str, &str, &str, (bool, bool)); 8] = [
        (LESSON, "Kêu to", "Kêu nhỏ", (false, false)),
        (LESSON, "title: Mắt", "title: Tay", (false, false)),
        (LESSON, "alt: Người lớn", "alt: Một người lớn", (false, false)),
        (ENGLISH, "Kêu to", "Shout", (true, false)),
        (FACTS, "value: \"115\"", "value: \"116\"", (false, false)),
        (FACTS, "breaths: \"2\"", "breaths: \"5\"", (false, false)),
        ("content/protocols/cpr.vi.md", "**Thổi.**", "**Thổi nhẹ.**", (false, false)),
        ("content/protocols/cpr.en.md", "**Blow.**", "**Blow once.**", (true, false)),
    ];
    for (path, old, new, published) in cases {
        let site = signed();
        site.edit(path, old, new);
        assert_eq!(site.published(), published, "{path}: {new}");
    }
    let site = signed();
    let picture = disk::repository("content/pictograms")
        .remove("content/pictograms/helmet.svg")
        .expect("a picture");
    disk::write(site.root(), "content/packs/water/near/near.svg", &picture);
    assert_eq!(site.published(), (false, false), "another picture");
    let site = signed();
    site.edit("campaign.yaml", "role: health", "role: law");
    assert!(site.pages().expect_err("a lawyer signs no first aid").contains("signer-role"));
    let site = signed();
    site.edit(FACTS, "  status: verified", "  status: awaits-expert");
    assert_eq!(site.published(), (false, false), "a fact that nobody confirms any more");
}

#[test]
fn a_signature_written_twice_stands_once_and_keeps_what_is_beside_it() {
    let site = signed();
    let before = (site.text(LESSON), site.text(FACTS));
    site.sign(Kind::Lesson, "near", "vi");
    site.sign(Kind::Protocol, "cpr", "vi");
    assert_eq!((site.text(LESSON), site.text(FACTS)), before);
    assert_eq!(before.0.matches("review:").count(), 1);
}
