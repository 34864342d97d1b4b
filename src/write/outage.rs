//! A disk that loses its power, for tests: what was not forced onto it may be gone. Tests force
//! nothing onto the real one.
//!
//! A file is known by its number, since what is forced is a file and not a name. After the cut each
//! path holds, by itself, one of three: what was certainly on the disk, nothing (the name came to
//! the disk and the bytes did not), or what it held when the power went.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Read,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use xxhash_rust::xxh3::xxh3_64_with_seed;

thread_local! {
    static DISK: RefCell<Option<Disk>> = const { RefCell::new(None) };
    static START: Cell<Start> = const { Cell::new(Start::Real) };
    static FORCED: Cell<Forced> = const { Cell::new(Forced::Truly) };
}

/// Which start of the machine it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// That of this machine.
    Real,
    Made(u32),
    /// Nobody can tell.
    Unknown,
}

/// What a disk does that is told to keep everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forced {
    Truly,
    /// It says that it has, and has not.
    Falsely,
    /// It says that it cannot.
    Never,
}

/// What becomes of what was not forced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// The names are there, the files are empty.
    Emptied,
    /// Nothing of it ever was.
    Undone,
    /// Each path for itself, drawn from this seed.
    Mixed(u64),
}

/// A file on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    number: u64,
    bytes: Vec<u8>,
}

struct Disk {
    out: PathBuf,
    /// What is certainly on it, by path.
    certain: BTreeMap<PathBuf, Kept>,
    /// What was forced of each file, by its number.
    forced: BTreeMap<u64, Vec<u8>>,
}

/// From now on the output folder lies on such a disk, with all it holds.
pub(super) fn begin(out: &Path) {
    let disk = Disk { out: out.to_owned(), certain: files(out), forced: BTreeMap::new() };
    DISK.set(Some(disk));
}

/// Starts the machine.
pub(super) fn start(start: Start) {
    START.set(start);
}

/// What happens when everything is forced, for as long as the work lasts.
pub(super) fn forcing<T>(how: Forced, work: impl FnOnce() -> T) -> T {
    FORCED.set(how);
    let done = work();
    FORCED.set(Forced::Truly);
    done
}

/// The start that it is.
pub(super) fn started() -> Start {
    START.get()
}

/// Forces a file, or the names in a folder.
pub(super) fn sync(file: &File) {
    with(|disk| {
        let about = file.metadata().unwrap();
        let here = files(&disk.out);
        if about.is_dir() {
            let inside = |path: &Path| {
                let folder = disk.out.join(path.parent().unwrap());
                folder.metadata().is_ok_and(|folder| folder.ino() == about.ino())
            };
            disk.certain.retain(|path, _| !inside(path) || here.contains_key(path));
            for (path, now) in here.iter().filter(|(path, _)| inside(path)) {
                let known = disk.certain.get(path).filter(|known| known.number == now.number);
                let bytes = known.map(|known| known.bytes.clone());
                let bytes = disk.forced.get(&now.number).cloned().or(bytes).unwrap_or_default();
                disk.certain.insert(path.clone(), Kept { bytes, ..now.clone() });
            }
        } else if let Some(now) = here.values().find(|now| now.number == about.ino()) {
            disk.forced.insert(now.number, now.bytes.clone());
            for known in disk.certain.values_mut().filter(|known| known.number == now.number) {
                known.bytes.clone_from(&now.bytes);
            }
        }
    });
}

/// Forces everything; nothing if there is no such call.
pub(super) fn force(portable: bool) -> Option<bool> {
    match FORCED.get() {
        _ if portable => None,
        Forced::Never => Some(false),
        Forced::Falsely => Some(true),
        Forced::Truly => {
            with(|disk| {
                disk.certain = files(&disk.out);
                let forced = disk.certain.values().map(|kept| (kept.number, kept.bytes.clone()));
                disk.forced = forced.collect();
            });
            Some(true)
        }
    }
}

/// The power goes, and the machine starts again.
pub(super) fn cut(loss: Loss) {
    let Disk { out, certain, forced } = DISK.take().unwrap();
    let now = files(&out);
    let paths: BTreeSet<&PathBuf> = certain.keys().chain(now.keys()).collect();
    for path in paths {
        let (before, after) = (certain.get(path), now.get(path));
        if before.map(|kept| &kept.bytes) == after.map(|kept| &kept.bytes) {
            continue;
        }
        let drawn = match loss {
            Loss::Emptied => 0,
            Loss::Undone => 1,
            Loss::Mixed(seed) => xxh3_64_with_seed(path.as_os_str().as_encoded_bytes(), seed) % 3,
        };
        let is_forced =
            |kept: &&Kept| forced.get(&kept.number).is_some_and(|bytes| *bytes == kept.bytes);
        let bytes = match (drawn, before, after) {
            (0, _, Some(after)) if !is_forced(&after) => {
                // What was only added to keeps what was forced of it.
                let forced = forced.get(&after.number).map(Vec::as_slice);
                Some(forced.filter(|forced| after.bytes.starts_with(forced)).unwrap_or_default())
            }
            (1, before, _) => before.map(|kept| kept.bytes.as_slice()),
            (_, _, after) => after.map(|kept| kept.bytes.as_slice()),
        };
        let full = out.join(path);
        let folder = full.parent().unwrap();
        fs::create_dir_all(folder).unwrap();
        // A folder's time may have come to the disk as it was.
        let folder = File::open(folder).unwrap();
        let time = folder.metadata().unwrap().modified().unwrap();
        match bytes {
            Some(bytes) => fs::write(&full, bytes).unwrap(),
            None => {
                drop(fs::remove_file(&full));
                // The folders that were made for it alone.
                let above = path.ancestors().skip(1).filter(|above| !above.starts_with(".loa"));
                for above in above.take_while(|above| above.file_name().is_some()) {
                    let _ = fs::remove_dir(out.join(above));
                }
            }
        }
        folder.set_modified(time).unwrap();
    }
    if let Start::Made(number) = START.get() {
        START.set(Start::Made(number + 1));
    }
}

/// Works on the disk, if there is one on this thread.
fn with(work: impl FnOnce(&mut Disk)) {
    DISK.with_borrow_mut(|disk| {
        if let Some(disk) = disk {
            work(disk);
        }
    });
}

/// All files below a folder, by their path in it.
fn files(out: &Path) -> BTreeMap<PathBuf, Kept> {
    let mut found = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let about = path.symlink_metadata().unwrap();
            if about.is_dir() {
                folders.push(path);
                continue;
            }
            let mut bytes = Vec::new();
            File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
            let kept = Kept { number: about.ino(), bytes };
            found.insert(path.strip_prefix(out).unwrap().to_owned(), kept);
        }
    }
    found
}
