//! Whatever a file holds, the program ends with words, soon, and in little memory: every kind of file
//! that it reads is damaged by chance, the same in each run, or made to do harm, and given to a process
//! of its own.

#![expect(clippy::disallowed_methods, reason = "a test spoils copies of a campaign")]

mod bombs;
mod kinds;
mod large;
mod made;
mod run;

use std::{
    fs,
    io::{Cursor, Read, Write},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use kinds::{BUILD, KINDS, Kind};

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
    /// The end is missing.
    Cut,
    /// Some bits are others.
    Flip,
    /// Signs that mean something are put where none should be.
    Insert,
    /// A stretch is there very often.
    Repeat,
    /// The whole is there twice.
    Double,
    /// A stretch is one of another kind of file.
    Splice,
    /// Two stretches have changed their places.
    Swap,
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
    const ALL: [Self; 7] =
        [Self::Cut, Self::Flip, Self::Insert, Self::Repeat, Self::Double, Self::Splice, Self::Swap];

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
            Self::Double => bytes.extend_from_slice(whole),
            Self::Splice => {
                let kind = &KINDS[chance.below(KINDS.len())];
                let other = if kind.sound.is_empty() { whole.to_vec() } else { kind.whole() };
                let from = chance.below(other.len());
                let end = other.len().min(from + 1 + chance.below(4000));
                let to = bytes.len().min(at + chance.below(400));
                bytes.splice(at..to, other[from..end].iter().copied());
            }
            Self::Swap => {
                let (third, half) = (bytes.len() / 3, bytes.len() / 2);
                let length = 1 + chance.below(third.max(1));
                let (first, second) = (chance.below(half), half + chance.below(half));
                for step in 0..length {
                    let (a, b) = (first + step, second + step);
                    if a < half && b < bytes.len() {
                        bytes.swap(a, b);
                    }
                }
            }
        }
        bytes
    }
}

/// An archive whose largest part but pictures is damaged, so that its sums are right.
fn damaged_inside(bytes: &[u8], damage: Damage, chance: &mut Chances) -> Vec<u8> {
    let mut parts = members(bytes);
    let texts = parts.iter_mut().filter(|(name, _)| name.ends_with(".xml"));
    let (_, part) = texts.max_by_key(|(_, bytes)| bytes.len()).expect("a part");
    *part = damage.done_to(part, chance);
    packed(&parts)
}

/// The parts of an archive.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.push((entry.name().expect("a name").into_owned(), bytes));
    }
    parts
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.as_str(), options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Tries all of a list, on as many threads as there are processors, and asserts that nothing is wrong.
fn each<T: Sync>(all: &[T], tried: impl Fn(&T) -> Option<String> + Sync) {
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(fault) = tried(one) {
                        wrong.lock().expect("a list").push(fault);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("a list");
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n\n"));
}

#[test]
fn a_damaged_file_of_any_kind_ends_in_words_soon_and_in_little_memory() {
    let mut all: Vec<(&Kind, Option<Damage>, u64)> = Vec::new();
    for kind in &KINDS {
        all.push((kind, None, 0));
        // A build takes as long as ten checks.
        let rounds = if kind.command == BUILD { 1 } else { 2 };
        for round in 0..rounds {
            all.extend(Damage::ALL.map(|damage| (kind, Some(damage), round)));
        }
    }
    each(&all, |(kind, damage, round)| {
        let sound = kind.whole();
        let name = kind.name;
        let seed: u64 = name.bytes().chain(kind.sound.bytes()).map(u64::from).sum();
        let mut chance = Chances(seed + 1_000_003 * round);
        let inside = |damage| !matches!(damage, Damage::Cut | Damage::Flip | Damage::Double);
        let bytes = match *damage {
            None => sound,
            Some(damage) if kind.is_packed() && inside(damage) => {
                damaged_inside(&sound, damage, &mut chance)
            }
            Some(damage) => damage.done_to(&sound, &mut chance),
        };
        let run = kind.tried(&bytes, if round % 2 == 0 { "en" } else { "vi" });
        let refused = run.status.code() != Some(0);
        let unnamed = refused && !run.said.contains(kind.file());
        let fault = run.fault().or_else(|| unnamed.then(|| format!("no name: {:.900}", run.said)));
        fault.map(|fault| format!("{name} of {}, {damage:?}, {round}: {fault}", kind.sound))
    });
}

#[test]
fn a_file_that_is_made_to_do_harm_is_refused_in_words_soon_and_in_little_memory() {
    let all = bombs::all();
    let tongues: Vec<(&bombs::Bomb, &str)> =
        all.iter().flat_map(|bomb| [(bomb, "vi"), (bomb, "en")]).collect();
    each(&tongues, |(bomb, tongue)| {
        let run = bomb.kind.tried(&(bomb.bytes)(), tongue);
        let told = match bomb.code {
            // Nothing of it does any harm.
            "" => run.status.code() == Some(0),
            code => run.said.contains(&format!("[{code}]")) && run.said.contains(bomb.kind.file()),
        };
        let fault = run.fault().or_else(|| (!told).then(|| format!("says {:.900}", run.said)));
        fault.map(|fault| format!("{} ({tongue}): {fault}", bomb.what))
    });
}

#[test]
fn a_table_of_very_many_columns_is_refused_in_few_words() {
    let head = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to";
    let row = format!("loc-ninh,police,A{}", ",24/7,,Xã,20/11/2024".repeat(20_000));
    let kind = Kind { sound: "", name: "a.csv", command: &["import", "places", "a.csv"] };
    let run = kind.tried(format!("{head}\n{row}\n").as_bytes(), "en");
    assert!(run.fault().is_none(), "{:?}", run.fault());
    assert!(run.said.contains("error["), "{:.2000}", run.said);
    assert!(run.said.len() < 20_000, "{} bytes were said", run.said.len());
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_not_read_to_its_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    run::copy(&run::here("tests/sites/_minimal"), root);
    for (name, command) in [
        ("zero.docx", &["import", "lesson", "zero.docx", "--pack", "water"][..]),
        ("zero.xlsx", &["import", "places", "zero.xlsx"]),
    ] {
        std::os::unix::fs::symlink("/dev/zero", root.join(name)).expect("a link");
        let run = run::run(root, command);
        assert!(run.fault().is_none(), "{name}: {:?}", run.fault());
        assert!(run.said.contains(name), "{name}: {}", run.said);
    }
    let large = fs::File::create(root.join("content/packs/water/near/film.mp4")).expect("a file");
    large.set_len(20 << 30).expect("a length");
    let run = run::run(root, BUILD);
    assert!(run.fault().is_none(), "{:?}", run.fault());
}
