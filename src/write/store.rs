//! The output folder before a build touches it: what is known, and what may be believed.

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{
    aside::{Aside, Shelf},
    format::{self, Header},
    keys::{Entry, Keys, Record, Tag, UNKNOWN_TIME},
    mark::{self, Found, Note, Unsure},
    path,
    session::Session,
    settled,
    staging::Staging,
    system::{self, Dir},
    times, unclaimed,
};
use crate::{diag::Failure, say};

/// What [`Store::remember`] keeps.
const MEMORY: &str = "memory";
/// The keys, and what they are until they are whole.
pub(super) const KEYS: &str = "keys";
pub(super) const NEW_KEYS: &str = "keys.new";

/// The output folder, held by this build alone until it is dropped.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) out: Dir,
    pub(super) loa: Dir,
    lock: File,
    header: Option<Header>,
    /// What earlier builds wrote. A folder that cannot be believed has [`UNKNOWN_TIME`].
    pub(super) old: Keys,
    /// The journal of a killed build; present if the mark was.
    pub(super) journal: Option<Vec<u8>>,
    /// Why files of ours may be there that neither keys nor journal name.
    pub(super) unsure: Option<Unsure>,
    /// The folders at the top of the output in which builds make files.
    pub(super) tops: Vec<&'static str>,
    dirty: bool,
    /// Whether there was a mark.
    interrupted: bool,
    pub(super) verifying: bool,
    pub(super) staging: Staging,
    pub(super) shelf: Shelf,
    /// The folders that this build had to make to begin, outermost first.
    made: Vec<PathBuf>,
}

/// The files of a folder that an earlier build wrote.
pub struct There<'a> {
    keys: &'a Keys,
    records: Vec<Vec<Entry>>,
}

impl There<'_> {
    /// The key of a file.
    pub fn key(&self, name: &str) -> Option<u64> {
        self.records.iter().find_map(|files| self.keys.key(files, name))
    }
}

impl Store {
    /// Opens the output folder, and makes it if need be.
    ///
    /// # Errors
    /// When it cannot be made or read, or when another build is at work in it.
    pub fn open(out: &Path) -> Result<Self, Failure> {
        let ours = out.join(path::OURS);
        let failed = |error| {
            Failure::new(
                say! { vi: "mở thư mục kết quả", en: "opening the output folder" },
                &ours,
                error,
            )
        };
        let made = missing(&ours);
        let outside = |error| {
            let doing = say! { vi: "mở thư mục kết quả", en: "opening the output folder" };
            Failure::new(doing, out, error)
        };
        DirBuilder::new().recursive(true).create(out).map_err(outside)?;
        let root = Dir::root(out).map_err(outside)?;
        let loa = root.descend_making(path::OURS, |_| ()).map_err(failed)?;
        if !made.is_empty() {
            root.sync().map_err(outside)?;
        }
        let lock = lock(&loa, &ours)?;
        put_keys_back(&loa).map_err(failed)?;
        let keys =
            loa.find(KEYS).and_then(|file| file.map(format::open).transpose()).map_err(failed)?;
        let damaged = keys.as_ref().is_some_and(Option::is_none);
        let (header, mut old, sum) = keys.flatten().map_or_else(
            || (None, Keys::default(), 0),
            |opened| (Some(opened.header), opened.keys, opened.sum),
        );
        let (journal, unsure) = match mark::find(&loa).map_err(failed)? {
            Some(Found { journal, unsure }) => {
                old = old.doubt(&mark::notes(&journal)).map_err(failed)?;
                (Some(journal), unsure)
            }
            None => {
                times::compare(&root, &mut old);
                settled::compare(&root, &loa, &mut old, sum).map_err(failed)?;
                (None, None)
            }
        };
        let unsure = if damaged { Some(Unsure::Lost) } else { unsure };
        let staging = Staging::open(&loa).map_err(failed)?;
        let interrupted = journal.is_some();
        let dirty = damaged || interrupted;
        let root_path = out.to_owned();
        Ok(Self {
            root: root_path,
            out: root,
            loa,
            lock,
            header,
            old,
            journal,
            unsure,
            tops: Vec::new(),
            dirty,
            interrupted,
            verifying: false,
            staging,
            shelf: Shelf::default(),
            made,
        })
    }

    /// Believes no key without looking at the bytes.
    #[must_use]
    pub fn verifying(self) -> Self {
        Self { verifying: true, ..self }
    }

    /// Names the folders at the top of the output in which builds make files, so that files which
    /// nobody claims are looked for there too when this build makes nothing in them.
    #[must_use]
    pub fn owning(self, tops: &[&'static str]) -> Self {
        Self { tops: tops.to_vec(), ..self }
    }

    /// Whether nothing is known of an earlier build: there are no keys, not even damaged ones, and
    /// no journal.
    pub fn is_first(&self) -> bool {
        self.header.is_none() && self.journal.is_none() && self.unsure.is_none()
    }

    /// Whether anything but hidden files is in the output.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn holds_anything(&self) -> Result<bool, Failure> {
        let names = self.out.names().map_err(|error| {
            let doing = say! { vi: "xem thư mục kết quả", en: "looking through the output" };
            Failure::new(doing, &self.root, error)
        })?;
        Ok(names.iter().any(|name| !name.starts_with('.')))
    }

    /// Whether there are files in the folders that [builds make files in](Self::owning).
    ///
    /// # Errors
    /// When the disk fails.
    pub fn holds_files(&self) -> Result<bool, Failure> {
        unclaimed::find(self, &Keys::default()).map(|found| !found.is_empty())
    }

    /// Begins a build that writes nothing, to learn what it would write over.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn rehearse(self) -> Result<Session, Failure> {
        Session::rehearse(self)
    }

    /// Takes the output for that of earlier builds of which no note and no list is left: files that
    /// nothing makes any more are looked for, and named.
    #[must_use]
    pub fn doubting(self) -> Self {
        Self { unsure: Some(Unsure::Unlisted), dirty: true, ..self }
    }

    /// Whether there are no keys that can be read: then earlier builds are known only by what
    /// they [published](Store::recall), if there were any.
    pub fn knows_nothing(&self) -> bool {
        self.header.is_none()
    }

    /// Takes over, in place of keys that were lost, what the output itself lists as ours. What of
    /// it is no longer made goes like other orphans; a list that names what we may not write is
    /// not ours.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn recall(mut self, listed: Vec<Note<'_>>) -> Result<Self, Failure> {
        let is_tag = |part: &str| part.is_empty() || path::is_name(part);
        let mut ours = Vec::new();
        for mut note in listed {
            let Tag { format, lang, place } = note.tag;
            note.names.retain(|name| path::is_name(name));
            if path::is_folder(note.folder) && [format, lang, place].into_iter().all(is_tag) {
                ours.push(note);
            }
        }
        // A first build that was killed has no keys yet, and its journal names all it wrote.
        if self.journal.is_none() {
            self.unsure = Some(Unsure::Lost);
        }
        let old = std::mem::take(&mut self.old).doubt(&ours);
        self.old = old.map_err(|error| self.failed_inside(error))?;
        let lines: String = ours.iter().map(Note::line).collect();
        self.journal.get_or_insert_default().extend_from_slice(lines.as_bytes());
        self.dirty = true;
        Ok(self)
    }

    /// What the last build was made of.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// The summary of the last build, if this one would do the same and nothing of it is gone.
    pub fn unchanged(&self, engine: u64, inputs: u128, selection: u64) -> Option<&[u8]> {
        let header = self.header.as_ref()?;
        let same = (header.engine, header.inputs, header.selection) == (engine, inputs, selection);
        let whole = || self.old.records.iter().all(|record| record.modified != UNKNOWN_TIME);
        (same && !self.dirty && !self.verifying && whole()).then_some(&*header.summary)
    }

    /// What an earlier build wrote into a folder and is there as it wrote it.
    pub fn there(&self, folder: &str) -> There<'_> {
        let believed = |record: &&Record| !self.verifying && record.modified != UNKNOWN_TIME;
        let files = |record: &Record| {
            let mut files = Vec::new();
            self.old.files(record, &mut files).ok().map(|()| files)
        };
        let records = self.old.at(folder).iter().filter(believed).filter_map(files).collect();
        There { keys: &self.old, records }
    }

    /// What rendering asked to remember; nothing if there is none. Whoever reads it must know
    /// damage when he sees it.
    pub fn remembered(&self) -> Vec<u8> {
        self.loa.read(MEMORY).ok().flatten().unwrap_or_default()
    }

    /// Remembers something for the next build, whatever becomes of this one.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn remember(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.loa.write(MEMORY, bytes).map_err(|error| self.failed_inside(error))
    }

    /// Keeps a document aside until everything else is written; may be called from several threads.
    ///
    /// # Errors
    /// When the path is not allowed or the disk fails.
    pub fn stage(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        path::check(folder, name)?;
        self.staging.add(folder, name, bytes).map_err(|error| {
            let doing = say! { vi: "ghi tạm tài liệu", en: "keeping a document aside" };
            Failure::new(doing, path::full(&self.root, folder, name), error)
        })
    }

    /// Puts something aside until the [session](Session::aside) asks for it. Nothing, if the disk
    /// fails: whoever made it makes it again.
    pub fn put_aside(&self, bytes: &[u8]) -> Option<Aside> {
        self.shelf.put(&self.staging.dir, bytes).ok()
    }

    /// Gives the folder up, because the content has errors: what was staged is thrown away, and
    /// folders that were not there before are gone again.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn abandon(self) -> Result<(), Failure> {
        self.shelf.close();
        self.staging.empty().map_err(|error| self.failed_inside(error))?;
        // Windows removes no file that is open.
        let Self { root, loa, made, lock, old, .. } = self;
        drop((lock, old));
        if made.is_empty() {
            return Ok(());
        }
        // Only folders that are empty can be removed so; if one is not, somebody else wants it.
        let ours = root.join(path::OURS);
        let _ = loa.remove("lock");
        let _ = loa.remove(MEMORY);
        for folder in [&ours.join("staging")].into_iter().chain(made.iter().rev()) {
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }

    /// Begins a build of everything: what it does not write is an orphan.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin(self) -> Result<Session, Failure> {
        Session::begin(self, false, |_| false)
    }

    /// Begins a build of a part: what `keep` tells to keep is left as it is.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn begin_filtered(self, keep: impl Fn(Tag<'_>) -> bool) -> Result<Session, Failure> {
        Session::begin(self, true, keep)
    }

    /// Whether an earlier build ended while it wrote, so that the output holds old files and new.
    pub fn is_mixed(&self) -> bool {
        self.interrupted
    }

    /// Whether the mark must stay: a part of the output is mended, the rest is not.
    pub(super) fn was_dirty(&self) -> bool {
        self.dirty
    }

    pub(super) fn failed_inside(&self, error: io::Error) -> Failure {
        let doing = say! { vi: "ghi sổ của lần xuất bản", en: "writing the notes of the build" };
        Failure::new(doing, self.root.join(path::OURS), error)
    }
}

/// The folders on the way to a folder that are not there, outermost first.
fn missing(out: &Path) -> Vec<PathBuf> {
    let missing = out.ancestors().take_while(|folder| {
        !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err()
    });
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    missing
}

/// Ends what a build did not end that moved the old keys aside and had no time to put the new ones
/// in their place.
fn put_keys_back(loa: &Dir) -> io::Result<()> {
    let aside = system::aside(NEW_KEYS);
    if !loa.is_file(KEYS) && loa.is_file(&aside) {
        return loa.rename(&aside, loa, KEYS);
    }
    // One that somebody reads stays once more.
    let _ = loa.remove(&aside);
    Ok(())
}

/// Whether a disk knows no locks, as some on the network do not. Any other error is one.
fn knows_no_locks(error: &io::Error) -> bool {
    const NO_LOCKS_AVAILABLE: i32 = 37;
    const INVALID_FUNCTION: i32 = 1;
    const NOT_SUPPORTED: i32 = 50;
    let code = error.raw_os_error();
    error.kind() == io::ErrorKind::Unsupported
        || cfg!(target_os = "linux") && code == Some(NO_LOCKS_AVAILABLE)
        || cfg!(windows) && matches!(code, Some(INVALID_FUNCTION | NOT_SUPPORTED))
}

/// Takes the lock that makes two builds of one folder impossible. It goes with the process, so a
/// killed build leaves none.
fn lock(loa: &Dir, ours: &Path) -> Result<File, Failure> {
    let file = loa.appender("lock").map_err(|error| {
        let doing = say! { vi: "khóa thư mục kết quả", en: "locking the output folder" };
        Failure::new(doing, ours.join("lock"), error)
    })?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let doing = say! {
                vi: "một lệnh khác đang ghi vào thư mục kết quả; hãy đợi nó xong",
                en: "another build is writing to the output folder; wait until it is done"
            };
            Err(Failure::new(doing, ours.join("lock"), io::ErrorKind::ResourceBusy.into()))
        }
        Err(TryLockError::Error(error)) if !knows_no_locks(&error) => {
            let doing = say! { vi: "khóa thư mục kết quả", en: "locking the output folder" };
            Err(Failure::new(doing, ours.join("lock"), error))
        }
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}
