//! Whatever a file holds, the program ends with words, soon, and in little memory: every kind of file
//! that it reads is damaged by chance, the same in each run, and given to a process of its own.

#![expect(clippy::disallowed_methods, reason = "a test spoils copies of a campaign")]

use std::{
    fs::{self, File},
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

const SLOWEST: Duration = Duration::from_secs(10);
const LARGEST_MB: u64 = 500;

/// Numbers that look as if they came by chance.
struct Chances(u64);

impl Chances {
    fn below(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

#[derive(Debug, Clone, Copy)]
enum Damage {
    Cut,
    Flip,
    Insert,
    Repeat,
}

/// Bytes that mean something to one format or another.
const SIGNS: [&[u8]; 12] = [
    b"\0",
    b"\xFF",
    b"\"",
    b"\r",
    b"---\n",
    b"{{",
    b"[[",
    b"&a *a ",
    b"<!ENTITY x \"x\">",
    b"\xEF\xBB\xBF",
    b"\xE2\x80\xAE",
    b"99999999999999999999",
];

impl Damage {
    const ALL: [Self; 4] = [Self::Cut, Self::Flip, Self::Insert, Self::Repeat];

    fn done_to(self, whole: &[u8], chance: &mut Chances) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        let at = chance.below(bytes.len());
        match self {
            Self::Cut => bytes.truncate(at),
            Self::Flip => {
                for _ in 0..=bytes.len() / 500 {
                    let at = chance.below(bytes.len());
                    bytes[at] ^= 1 << chance.below(8);
                }
            }
            Self::Insert => {
                for _ in 0..4 {
                    let at = chance.below(bytes.len());
                    bytes.splice(at..at, SIGNS[chance.below(SIGNS.len())].iter().copied());
                }
            }
            Self::Repeat => {
                let end = bytes.len().min(at + 1 + chance.below(64));
                let again = bytes[at..end].repeat(5000);
                bytes.splice(at..at, again);
            }
        }
        bytes
    }
}

/// An archive whose largest part but pictures is damaged, so that its sums are right.
fn damaged_inside(bytes: &[u8], damage: Damage, chance: &mut Chances) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.push((entry.name().expect("a name").into_owned(), bytes));
    }
    let texts = parts.iter_mut().filter(|(name, _)| name.ends_with(".xml"));
    let (_, part) = texts.max_by_key(|(_, bytes)| bytes.len()).expect("a part");
    *part = damage.done_to(part, chance);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("a part");
        zip.write_all(&bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A kind of file: where a sound one is in the repository, what it is called in the campaign, and
/// the command that reads it there.
struct Kind {
    sound: &'static str,
    name: &'static str,
    command: &'static [&'static str],
}

const CHECK: &[&str] = &["check", "--as-of", "2026-11-23"];

const KINDS: [Kind; 14] = [
    Kind { sound: "tests/sites/_minimal/campaign.yaml", name: "campaign.yaml", command: CHECK },
    Kind { sound: "content/facts.yaml", name: "content/facts.yaml", command: CHECK },
    Kind {
        sound: "tests/sites/_minimal/content/places/contacts.csv",
        name: "content/places/contacts.csv",
        command: CHECK,
    },
    Kind {
        sound: "tests/sites/_minimal/content/packs/water/near/lesson.vi.md",
        name: "content/packs/water/near/lesson.vi.md",
        command: CHECK,
    },
    Kind {
        sound: "tests/sites/_minimal/content/packs/water/near/near.svg",
        name: "content/packs/water/near/near.svg",
        command: CHECK,
    },
    Kind {
        sound: "themes/base/assets/icon-192.png",
        name: "content/packs/water/near/near.png",
        command: CHECK,
    },
    Kind { sound: "docs/en/page.webp", name: "content/packs/water/near/near.webp", command: CHECK },
    Kind {
        sound: "tests/browser/photograph.jpg",
        name: "content/packs/water/near/near.jpg",
        command: CHECK,
    },
    Kind {
        sound: "themes/base/fonts/NotoSans-Regular.ttf",
        name: "themes/base/fonts/NotoSans-Regular.ttf",
        command: CHECK,
    },
    Kind {
        sound: "tests/sites/a-cell-that-holds-a-fault-is-told.in/lien-lac.xlsx",
        name: "a.xlsx",
        command: &["import", "places", "a.xlsx"],
    },
    Kind {
        sound: "tests/office/small.xls",
        name: "a.xls",
        command: &["import", "places", "a.xls"],
    },
    Kind {
        sound: "tests/office/small.ods",
        name: "a.ods",
        command: &["import", "places", "a.ods"],
    },
    Kind {
        sound: "tests/sites/a-filled-in-table-is-shown-before-it-is-written.in/contacts.csv",
        name: "a.csv",
        command: &["import", "places", "a.csv"],
    },
    Kind {
        sound: "tests/sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx",
        name: "a.docx",
        command: &["import", "lesson", "a.docx", "--pack", "water", "--as-of", "2026-11-23"],
    },
];

fn here(path: &str) -> PathBuf {
    path.split('/').fold(PathBuf::from(env!("CARGO_MANIFEST_DIR")), |path, part| path.join(part))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// How a run ended, how long it took, and the most memory it held at a time, where the system tells.
struct Run {
    status: ExitStatus,
    said: String,
    time: Duration,
    megabytes: u64,
}

/// The most memory that a process held so far. What is asked for a moment before it ends is missed,
/// but no hundred megabytes are touched in that time.
fn megabytes(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn run(root: &Path, command: &[&str]) -> Run {
    let said = root.join("said.log");
    let log = File::create(&said).expect("a file");
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_loa"))
        .args(command)
        .args(["--messages", "en"])
        .current_dir(root)
        .stdout(log.try_clone().expect("the file"))
        .stderr(log)
        .spawn()
        .expect("the program runs");
    let mut most = 0;
    loop {
        most = most.max(megabytes(&child));
        if started.elapsed() > SLOWEST || most > LARGEST_MB {
            child.kill().expect("it ends");
        }
        if let Some(status) = child.try_wait().expect("the program") {
            let time = started.elapsed();
            let said =
                String::from_utf8_lossy(&fs::read(&said).expect("what it said")).into_owned();
            return Run { status, said, time, megabytes: most };
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// Runs the program on a campaign with a file of a kind, which is sound or damaged.
fn tried(kind: &Kind, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    copy(&here("tests/sites/_minimal"), root);
    let path = kind.name.split('/').fold(root.to_owned(), |path, part| path.join(part));
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(&path, bytes).expect("a file");
    if let Some(picture) = kind.name.strip_prefix("content/packs/water/near/near.") {
        let lesson = root.join("content/packs/water/near/lesson.vi.md");
        let text = fs::read_to_string(&lesson).expect("the lesson");
        let shown = text.replace("file: near.svg", &format!("file: near.{picture}"));
        fs::write(&lesson, shown).expect("the lesson");
    }
    run(root, kind.command)
}

/// What is wrong with how a run ended.
fn fault(Run { status, said, time, megabytes }: &Run) -> Option<String> {
    let ended = status.code().is_some_and(|code| (0..=2).contains(&code));
    let sound = ended
        && !said.contains("panicked")
        && !said.trim().is_empty()
        && *time < SLOWEST
        && *megabytes < LARGEST_MB;
    (!sound).then(|| format!("{status}, {time:?}, {megabytes} MB: {said:.500}"))
}

#[test]
fn a_table_of_very_many_columns_is_refused_in_few_words() {
    let head = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to";
    let row = format!("loc-ninh,police,A{}", ",24/7,,Xã,20/11/2024".repeat(20_000));
    let kind = Kind { sound: "", name: "a.csv", command: &["import", "places", "a.csv"] };
    let run = tried(&kind, format!("{head}\n{row}\n").as_bytes());
    assert!(fault(&run).is_none(), "{:?}", fault(&run));
    assert!(run.said.contains("error["), "{:.2000}", run.said);
    assert!(run.said.len() < 20_000, "{} bytes were said", run.said.len());
}

#[test]
fn a_damaged_file_of_any_kind_ends_in_words_soon_and_in_little_memory() {
    let all: Vec<(&Kind, Option<Damage>)> = KINDS
        .iter()
        .flat_map(|kind| {
            let damages = Damage::ALL.into_iter().map(Some);
            std::iter::once(None).chain(damages).map(move |damage| (kind, damage))
        })
        .collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((kind, damage)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let sound = fs::read(here(kind.sound)).expect(kind.sound);
                    let name = kind.name;
                    let mut chance = Chances(name.bytes().map(u64::from).sum());
                    let packed = ["xlsx", "ods", "docx"].iter().any(|end| name.ends_with(end));
                    let bytes = match *damage {
                        None => sound,
                        Some(damage @ (Damage::Insert | Damage::Repeat)) if packed => {
                            damaged_inside(&sound, damage, &mut chance)
                        }
                        Some(damage) => damage.done_to(&sound, &mut chance),
                    };
                    if let Some(fault) = fault(&tried(kind, &bytes)) {
                        wrong.lock().expect("a list").push(format!("{name}, {damage:?}: {fault}"));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("a list");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
