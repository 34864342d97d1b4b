//! The kinds of files that are read, each with a sound one.

use std::{fs, path::Path};

use super::run::{Run, copy, here, run};

/// A kind of file: where a sound one is in the repository, what it is called in the campaign, and the
/// command that reads it there.
#[derive(Clone, Copy)]
pub struct Kind {
    pub sound: &'static str,
    pub name: &'static str,
    pub command: &'static [&'static str],
}

const fn kind(sound: &'static str, name: &'static str, command: &'static [&'static str]) -> Kind {
    Kind { sound, name, command }
}

pub const CHECK: &[&str] = &["check", "--as-of", "2026-11-23"];
pub const BUILD: &[&str] = &["build", "--as-of", "2026-11-23", "--jobs", "1"];
pub const WORD: &[&str] = &[
    "import",
    "lesson",
    "a.docx",
    "--pack",
    "water",
    "--id",
    "thu",
    "--title",
    "Thử",
    "--audience",
    "carers",
    "--as-of",
    "2026-11-23",
];

const MINIMAL: &str = "tests/sites/_minimal";

pub const KINDS: [Kind; 29] = [
    kind("tests/sites/_minimal/campaign.yaml", "campaign.yaml", CHECK),
    kind("content/facts.yaml", "content/facts.yaml", CHECK),
    kind("content/sources.yaml", "content/sources.yaml", CHECK),
    kind(
        "tests/sites/_minimal/content/packs/water/pack.yaml",
        "content/packs/water/pack.yaml",
        CHECK,
    ),
    kind("i18n/vi.yaml", "i18n/vi.yaml", CHECK),
    kind("content/places/units.csv", "content/places/units.csv", CHECK),
    kind("tests/sites/_minimal/content/places/contacts.csv", "content/places/contacts.csv", CHECK),
    kind("content/places/hazards.csv", "content/places/hazards.csv", CHECK),
    kind("content/places/points.csv", "content/places/points.csv", CHECK),
    kind(
        "tests/sites/_minimal/content/packs/water/near/lesson.vi.md",
        "content/packs/water/near/lesson.vi.md",
        CHECK,
    ),
    kind(
        "content/packs/drowning/eyes-on/lesson.vi.md",
        "content/packs/water/near/lesson.vi.md",
        CHECK,
    ),
    kind("content/protocols/cpr.vi.md", "content/protocols/cpr.vi.md", CHECK),
    kind(
        "tests/sites/_minimal/content/packs/water/near/near.svg",
        "content/packs/water/near/near.svg",
        BUILD,
    ),
    kind("themes/base/assets/icon-192.png", "content/packs/water/near/near.png", CHECK),
    kind("docs/en/page.webp", "content/packs/water/near/near.webp", CHECK),
    kind("tests/browser/photograph.jpg", "content/packs/water/near/near.jpg", CHECK),
    kind("themes/base/fonts/NotoSans-Regular.ttf", "themes/base/fonts/NotoSans-Regular.ttf", BUILD),
    kind("themes/base/fonts/NotoSans-Bold.ttf", "themes/base/fonts/NotoSans-Bold.otf", BUILD),
    kind("themes/base/print/copier.typ", "themes/base/print/copier.typ", BUILD),
    kind("themes/base/web/lesson.html", "themes/base/web/lesson.html", BUILD),
    kind("", "dist/manifest.json", BUILD),
    kind("", "dist/.loa/keys", BUILD),
    kind(
        "tests/sites/a-cell-that-holds-a-fault-is-reported.in/lien-lac.xlsx",
        "a.xlsx",
        &["import", "places", "a.xlsx"],
    ),
    kind(
        "tests/sites/a-cell-that-holds-a-fault-is-reported.in/lien-lac.xlsx",
        "a.xlsm",
        &["import", "places", "a.xlsm"],
    ),
    kind("tests/office/small.xls", "a.xls", &["import", "places", "a.xls"]),
    kind("tests/office/small.ods", "a.ods", &["import", "places", "a.ods"]),
    kind(
        "tests/sites/a-filled-in-table-is-shown-before-it-is-written.in/contacts.csv",
        "a.csv",
        &["import", "places", "a.csv"],
    ),
    kind("tests/sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx", "a.docx", WORD),
    kind("tests/damaged/numbering.docx", "a.docx", WORD),
];

impl Kind {
    /// Its name without the folders it lies in.
    pub fn file(&self) -> &'static str {
        self.name.rsplit('/').next().unwrap_or(self.name)
    }

    /// Whether it is an archive of parts that are packed.
    pub fn is_packed(&self) -> bool {
        ["xlsx", "xlsm", "ods", "docx"].iter().any(|end| self.name.ends_with(end))
    }

    /// A sound one. What the program makes itself, it makes first.
    pub fn whole(&self) -> Vec<u8> {
        if !self.sound.is_empty() {
            return fs::read(here(self.sound)).expect(self.sound);
        }
        let folder = tempfile::tempdir().expect("a folder");
        copy(&here(MINIMAL), folder.path());
        let built = run(folder.path(), BUILD);
        assert!(built.fault().is_none(), "{:?}", built.fault());
        fs::read(at(folder.path(), self.name)).expect(self.name)
    }

    /// Runs the program on a campaign with a file of the kind.
    pub fn tried(&self, bytes: &[u8], tongue: &str) -> Run {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        copy(&here(MINIMAL), root);
        if self.sound.is_empty() && self.name.starts_with("dist") {
            run(root, self.command);
        }
        let path = at(root, self.name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, bytes).expect("a file");
        if let Some(picture) = self.name.strip_prefix("content/packs/water/near/near.") {
            let lesson = root.join("content/packs/water/near/lesson.vi.md");
            let text = fs::read_to_string(&lesson).expect("the lesson");
            let shown = text.replace("file: near.svg", &format!("file: near.{picture}"));
            fs::write(&lesson, shown).expect("the lesson");
        }
        run(root, &[self.command, &["--messages", tongue]].concat())
    }
}

fn at(root: &Path, name: &str) -> std::path::PathBuf {
    name.split('/').fold(root.to_owned(), |path, part| path.join(part))
}
