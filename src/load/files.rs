//! The files of a campaign. Nothing else reads the disk.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    diag::{Failure, FileId, Report, Sources, Span, Stop},
    foreign,
    load::{characters, largest, misplaced::Misplaced, not_utf8, refused::Refused, unread},
    model::fold::nfc,
    say,
};

/// The folders that make a campaign, beside `campaign.yaml`.
pub const FOLDERS: [&str; 3] = ["content", "i18n", "themes"];

/// Times of files are as coarse as two seconds on some disks.
const COARSE_NS: i128 = 2_000_000_000;

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    state: State,
    /// Whether anybody asked for its content, or reported why nobody does.
    known: AtomicBool,
    /// What the file held before, in place of what it holds now.
    earlier: Option<Arc<[u8]>>,
}

impl Entry {
    /// The same file, of which nobody has asked for the content.
    fn again(&self) -> Self {
        Self {
            path: self.path.clone(),
            state: self.state,
            known: AtomicBool::new(false),
            earlier: self.earlier.clone(),
        }
    }
}

/// What tells a file from what it was without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    len: u64,
    modified_ns: i128,
    /// When anything about the file changed last, which nobody can set back, and its number on the
    /// disk: Unix has them. Elsewhere they are zero, and new content of the same length and time,
    /// as `robocopy /COPY:DAT` and some synchronisers leave it, is not seen.
    changed_ns: i128,
    number: u64,
}

impl State {
    fn of(meta: &fs::Metadata) -> Self {
        let (changed_ns, number) = changed(meta);
        let modified_ns = meta.modified().map_or(0, since_epoch_ns);
        Self { len: meta.len(), modified_ns, changed_ns, number }
    }

    /// Whether the file may have changed once more after this moment, or in the same tick of the
    /// disk's clock.
    fn is_newer_than(&self, trusted_at_ns: i128) -> bool {
        self.modified_ns.max(self.changed_ns) + COARSE_NS > trusted_at_ns
    }
}

#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    (i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec()), meta.ino())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> (i128, u64) {
    (0, 0)
}

/// All files of a campaign, by path relative to it with `/`, in order.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    entries: BTreeMap<String, Entry>,
    scanned_ns: i128,
    /// What is not read, and why.
    refused: Vec<(String, Refused)>,
    /// What lies beside `campaign.yaml` and belongs elsewhere.
    misplaced: Vec<Misplaced>,
    /// What was read, for whoever wants to read it again when the disk holds something else.
    record: Option<Mutex<Record>>,
}

/// How many bytes are kept of what was read: all texts of any campaign, which are read first, and
/// some pictures.
const RECORDED: usize = 64 * 1024 * 1024;

/// The bytes of files as they were read, by path; nothing of those for which there was no room.
#[derive(Debug, Default)]
pub struct Record {
    files: BTreeMap<String, Option<Arc<[u8]>>>,
    bytes: usize,
}

impl Record {
    fn add(&mut self, path: &str, bytes: &[u8]) {
        let kept = (self.bytes + bytes.len() <= RECORDED).then(|| bytes.into());
        self.bytes += kept.as_ref().map_or(0, |kept: &Arc<[u8]>| kept.len());
        self.files.insert(path.to_owned(), kept);
    }

    /// The paths of files that were read with other bytes in an earlier record, or were not there.
    pub fn differences<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a str> {
        let new =
            self.files.iter().filter(|(path, bytes)| earlier.files.get(*path) != Some(*bytes));
        new.map(|(path, _)| path.as_str())
    }

    /// The paths of files that were read.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether a file was read.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

impl Files {
    /// Finds the files of the campaign at `root`; reads none.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn scan(root: &Path) -> Result<Self, Failure> {
        let doing = || say! { vi: "đọc thư mục chiến dịch", en: "reading the campaign's folder" };
        let mut files = Self {
            root: root.to_owned(),
            entries: BTreeMap::new(),
            scanned_ns: now_ns(),
            refused: Vec::new(),
            misplaced: Vec::new(),
            record: None,
        };
        let inside = root.canonicalize().map_err(|error| Failure::new(doing(), root, error))?;
        let leaves = |path: &Path| !path.canonicalize().is_ok_and(|real| real.starts_with(&inside));
        let settings = root.join("campaign.yaml");
        if settings.is_symlink() && leaves(&settings) {
            files.refused.push(("campaign.yaml".to_owned(), Refused::Link));
        } else if settings.is_dir() {
            files.refused.push(("campaign.yaml".to_owned(), Refused::Folder));
        } else {
            files.add(&settings, "campaign.yaml".into(), doing)?;
        }
        files.refuse_misnamed(root, doing)?;
        for folder in FOLDERS {
            let top = root.join(folder);
            if top.is_symlink() && leaves(&top) {
                files.refused.push((folder.to_owned(), Refused::Link));
                continue;
            }
            if !top.exists() {
                continue;
            }
            if !top.is_dir() {
                files.refused.push((folder.to_owned(), Refused::File));
                continue;
            }
            let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
            while let Some(entry) = walk.next() {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        let path = error.path().unwrap_or(&top).to_owned();
                        let is_loop = error.loop_ancestor().is_some();
                        if is_loop || path.is_symlink() {
                            let why = if is_loop { Refused::Loop } else { Refused::Link };
                            let shown = files.relative(&path);
                            let shown = shown.unwrap_or_else(|| path.display().to_string());
                            files.refused.push((shown, why));
                            continue;
                        }
                        let error =
                            error.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
                        return Err(Failure::new(doing(), path, error));
                    }
                };
                let is_folder = entry.file_type().is_dir();
                let skip = |walk: &mut walkdir::IntoIter| {
                    if is_folder {
                        walk.skip_current_dir();
                    }
                };
                // Hidden files are an editor's or a system's, not the author's.
                if entry.file_name().to_string_lossy().starts_with(['.', '~']) {
                    skip(&mut walk);
                    continue;
                }
                let Some(relative) = files.relative(entry.path()) else {
                    let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
                    let shown = name.to_string_lossy().replace('\\', "/");
                    files.refused.push((shown, Refused::Name));
                    skip(&mut walk);
                    continue;
                };
                if entry.file_name().to_str().is_some_and(characters::are_in_name) {
                    files.refused.push((relative, Refused::Hidden));
                    skip(&mut walk);
                    continue;
                }
                if entry.path_is_symlink() && leaves(entry.path()) {
                    files.refused.push((relative, Refused::Link));
                    skip(&mut walk);
                    continue;
                }
                if is_folder && is_name_of_text(&relative) {
                    files.refused.push((relative, Refused::Folder));
                    skip(&mut walk);
                    continue;
                }
                if !is_folder
                    && unread::FOLDERS.iter().any(|of| relative == format!("content/{of}"))
                {
                    files.refused.push((relative, Refused::File));
                    continue;
                }
                if entry.file_type().is_file() {
                    files.add(entry.path(), relative, doing)?;
                }
            }
        }
        files.refuse_twins();
        Ok(files)
    }

    /// Names at the top that are nearly those that are read, there or in a folder: elsewhere than on
    /// Windows, `Content` is another folder than `content`, and a campaign without it is empty.
    fn refuse_misnamed(
        &mut self,
        root: &Path,
        doing: impl Fn() -> crate::diag::Text,
    ) -> Result<(), Failure> {
        let failed = |error| Failure::new(doing(), root, error);
        let mut names: Vec<String> = Vec::new();
        for entry in fs::read_dir(root).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            names.extend(name.to_str().map(str::to_owned));
        }
        names.sort();
        for name in names {
            let plain = unread::plain(&name);
            let known = FOLDERS.into_iter().chain(["campaign.yaml"]);
            if let Some(known) = known.filter(|known| name != *known).find(|known| plain == *known)
            {
                self.refused.push((name, Refused::Misnamed(known)));
            } else {
                self.misplaced.extend(Misplaced::find(root, &name));
            }
        }
        Ok(())
    }

    /// From now on what is read is recorded.
    #[must_use]
    pub fn recording(self) -> Self {
        Self { record: Some(Mutex::default()), ..self }
    }

    /// What was read so far; nothing more is recorded.
    pub fn recorded(self) -> (Self, Record) {
        let record = self.record.map(Mutex::into_inner);
        let record = record.map(|found| found.unwrap_or_else(PoisonError::into_inner));
        (Self { record: None, ..self }, record.unwrap_or_default())
    }

    /// The same list, but `held` files are as they were in an earlier record: with what they held
    /// then. One that was not there holds what `instead` gives for it, or is not there either.
    #[must_use]
    pub fn holding(
        &self,
        held: &BTreeSet<String>,
        earlier: &Record,
        instead: impl Fn(&str) -> Option<&'static str>,
    ) -> Self {
        let again = |(path, entry): (&String, &Entry)| (path.clone(), entry.again());
        let mut entries: BTreeMap<String, Entry> = self.entries.iter().map(again).collect();
        for path in held {
            let stands_in = || instead(path).map(|text| Some(Arc::from(text.as_bytes())));
            match earlier.files.get(path).cloned().or_else(stands_in) {
                Some(Some(bytes)) => {
                    let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    let state = State { len, modified_ns: 0, changed_ns: 0, number: 0 };
                    let (path, earlier) = (path.clone(), Some(bytes));
                    let known = AtomicBool::new(false);
                    entries.insert(
                        path.clone(),
                        Entry { path: self.root.join(path), state, known, earlier },
                    );
                }
                // There was no room to keep it.
                Some(None) => {}
                None => {
                    entries.remove(path);
                }
            }
        }
        let refused = self.refused.iter().filter(|(path, _)| !held.contains(path));
        Self {
            root: self.root.clone(),
            entries,
            scanned_ns: self.scanned_ns,
            refused: refused.cloned().collect(),
            misplaced: self.misplaced.clone(),
            record: None,
        }
    }

    /// Names that differ in capitals alone. Those that differ in the form of their marks alone
    /// were found by [`add`](Self::add).
    fn refuse_twins(&mut self) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for path in self.entries.keys() {
            if let Some(first) = seen.insert(path.to_lowercase(), path) {
                self.refused.push((path.clone(), Refused::Twin(first.to_owned())));
            }
        }
    }

    fn add(
        &mut self,
        path: &Path,
        relative: String,
        doing: impl Fn() -> crate::diag::Text,
    ) -> Result<(), Failure> {
        let meta = match fs::metadata(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::new(doing(), path, error)),
        };
        let known = AtomicBool::new(false);
        let state = State::of(&meta);
        let entry = Entry { path: path.to_owned(), state, known, earlier: None };
        if self.entries.insert(relative.clone(), entry).is_some() {
            self.refused.push((relative.clone(), Refused::Twin(relative)));
        }
        Ok(())
    }

    /// The path below the campaign with `/`, its marks in form C as in everything an author types:
    /// macOS stores names in another form.
    fn relative(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> =
            relative.components().map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| nfc(&parts.join("/")))
    }

    /// Reports links that leave the campaign, names that cannot be read, and what is in no place where
    /// it would be read.
    pub fn report_refused(&self, report: &mut Report, sources: &mut Sources) {
        for (path, why) in &self.refused {
            let file = sources.add(path.clone(), "");
            why.tell(report, Span::new(file, 0..0), path);
        }
        for misplaced in &self.misplaced {
            misplaced.tell(report, sources, self);
        }
    }

    /// A hash of everything that could change what is read: a file is known by its size, its
    /// times and its number, or by its content if it changed so recently that its times cannot be
    /// trusted.
    ///
    /// # Errors
    /// When a recently modified file cannot be read.
    pub fn stamp(&self, trusted_at_ns: i128) -> Result<u128, Failure> {
        let mut hash = Xxh3::new();
        for (relative, entry) in &self.entries {
            hash.update(relative.as_bytes());
            hash.update(&[0]);
            let State { len, modified_ns, changed_ns, number } = entry.state;
            hash.update(&len.to_le_bytes());
            if entry.state.is_newer_than(trusted_at_ns) {
                let bytes = read(&entry.path, largest::of(relative));
                let bytes = bytes.map_err(|error| reading(&entry.path, error))?;
                // What is larger is not read, which is reported.
                hash.update(&bytes.unwrap_or_default());
            } else {
                hash.update(&modified_ns.to_le_bytes());
                hash.update(&changed_ns.to_le_bytes());
                hash.update(&number.to_le_bytes());
            }
        }
        for (relative, _) in &self.refused {
            hash.update(relative.as_bytes());
            hash.update(&[1]);
        }
        for misplaced in &self.misplaced {
            hash.update(misplaced.name.as_bytes());
            hash.update(&[2]);
        }
        Ok(hash.digest128())
    }

    /// The paths of files that are not, or not the same, in an earlier list, and of those that are
    /// there alone; as far as sizes and times tell.
    pub fn differences<'a>(&'a self, earlier: &'a Self) -> impl Iterator<Item = &'a str> {
        let new = self.entries.iter().filter(move |(path, entry)| {
            earlier.entries.get(*path).is_none_or(|old| old.state != entry.state)
        });
        let gone = earlier.entries.iter().filter(|(path, _)| !self.entries.contains_key(*path));
        new.chain(gone).map(|(path, _)| path.as_str())
    }

    /// When the files were listed, in nanoseconds since 1970: what `stamp` may be compared at.
    pub fn scanned_ns(&self) -> i128 {
        self.scanned_ns
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// Whether a file or folder, or what it lies in, is there and is not read, which is reported: what it may
    /// hold is missed by nobody else.
    pub fn is_lost(&self, path: &str) -> bool {
        self.lost().any(|lost| is_at_or_below(path, lost))
    }

    /// Whether this is so of anything in a folder, or of the folder.
    pub fn has_lost(&self, folder: &str) -> bool {
        self.lost().any(|lost| is_at_or_below(lost, folder) || is_at_or_below(folder, lost))
    }

    /// The paths at which nothing is read, though something is there.
    fn lost(&self) -> impl Iterator<Item = &str> {
        let lost = self.refused.iter().filter_map(|(path, why)| why.loses(path));
        lost.filter(|path| !self.has(path) && self.below(path).next().is_none())
    }

    /// The paths below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.entries.range(format!("{folder}/")..).map(|(path, _)| path.as_str()).take_while(
            move |path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        )
    }

    /// The size of a file.
    pub fn len(&self, path: &str) -> u64 {
        self.entries.get(path).map_or(0, |entry| entry.state.len)
    }

    /// Whether a file has more bytes than one that is read.
    pub fn is_enormous(&self, path: &str) -> bool {
        self.len(path) > largest::of(path)
    }

    /// Notes that a file has its use, or that what is wrong with it is reported, so that
    /// [`unknown`](Self::unknown) leaves it out.
    pub fn mark(&self, path: &str) {
        if let Some(entry) = self.entries.get(path) {
            entry.known.store(true, Ordering::Relaxed);
        }
    }

    /// The files that nobody read or marked, in order.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let unknown = self.entries.iter().filter(|(_, entry)| !entry.known.load(Ordering::Relaxed));
        unknown.map(|(path, _)| path.as_str())
    }

    /// The content of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.mark(path);
        let entry = self.entries.get(path);
        let bytes = match entry.and_then(|entry| entry.earlier.as_ref()) {
            Some(earlier) => earlier.to_vec(),
            None => {
                let full = entry.map_or_else(|| self.root.join(path), |entry| entry.path.clone());
                read(&full, largest::of(path))
                    .and_then(|bytes| bytes.ok_or_else(|| io::ErrorKind::FileTooLarge.into()))
                    .map_err(|error| reading(&full, error))?
            }
        };
        if let Some(record) = &self.record {
            record.lock().unwrap_or_else(PoisonError::into_inner).add(path, &bytes);
        }
        Ok(bytes)
    }

    /// The text of a file, kept for diagnostics; a byte order mark is dropped.
    ///
    /// # Errors
    /// When it cannot be read (a failure) or is not UTF-8 (a diagnostic).
    pub fn text(
        &self,
        report: &mut Report,
        sources: &mut Sources,
        path: &str,
    ) -> Result<(FileId, String), Stop> {
        self.mark(path);
        if self.is_enormous(path) {
            return Err(largest::tell(report, sources, path).into());
        }
        let mut bytes = self.bytes(path)?;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok((sources.add(path, text.clone()), text)),
            Err(error) => Err(not_utf8::tell(report, sources, path, &error).into()),
        }
    }
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a path ends as those of texts and tables that are read.
fn is_name_of_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    !path.starts_with("themes/") && ending.is_some_and(|of| ["csv", "md", "yaml"].contains(&of))
}

/// All of a file, or nothing of one that has more than so many bytes.
fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    foreign::whole(&fs::File::open(path)?, most)
}

fn reading(path: &Path, error: io::Error) -> Failure {
    Failure::new(say! { vi: "đọc tệp", en: "reading a file" }, path, error)
}

fn since_epoch_ns(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
    }
}

/// The clock is read only to judge whether a file's time can be trusted; no output holds it.
fn now_ns() -> i128 {
    since_epoch_ns(SystemTime::now())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn scan(root: &Path) -> Files {
        Files::scan(root).unwrap()
    }

    /// The times are believed, as they are of files that nobody touched for a while.
    fn stamp(files: &Files) -> u128 {
        files.stamp(files.scanned_ns() + 10 * COARSE_NS).unwrap()
    }

    #[test]
    fn other_content_of_the_same_length_and_time_is_seen() {
        let home = tempfile::tempdir().unwrap();
        let settings = home.path().join("campaign.yaml");
        fs::write(&settings, "title: one").unwrap();
        let time = settings.metadata().unwrap().modified().unwrap();
        let first = scan(home.path());
        assert_eq!(stamp(&first), stamp(&scan(home.path())));
        assert_eq!(first.differences(&scan(home.path())).count(), 0);
        // Disks have clocks of a few milliseconds.
        std::thread::sleep(std::time::Duration::from_millis(30));

        fs::write(&settings, "title: two").unwrap();
        fs::File::options().append(true).open(&settings).unwrap().set_modified(time).unwrap();
        let edited = scan(home.path());
        assert_ne!(stamp(&first), stamp(&edited));
        assert_eq!(edited.differences(&first).collect::<Vec<_>>(), ["campaign.yaml"]);

        let copy = home.path().join("copy");
        fs::write(&copy, "title: six").unwrap();
        fs::File::options().append(true).open(&copy).unwrap().set_modified(time).unwrap();
        fs::rename(&copy, &settings).unwrap();
        assert_ne!(stamp(&edited), stamp(&scan(home.path())));
    }
}
