//! The files of a campaign. Nothing else reads the disk.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    diag::{Failure, FileId, Report, Reported, Sources, Span, Stop},
    say,
};

/// The folders that make a campaign, beside `campaign.yaml`.
const FOLDERS: [&str; 3] = ["content", "i18n", "themes"];

/// A text larger than this is not something a person wrote.
const LARGEST_TEXT: u64 = 32 * 1024 * 1024;
/// A picture larger than this is a camera's original; see `picture-enormous`.
pub const LARGEST_PICTURE: u64 = 12 * 1024 * 1024;

/// Times of files are as coarse as two seconds on some disks.
const COARSE_NS: i128 = 2_000_000_000;

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    len: u64,
    modified_ns: i128,
}

/// All files of a campaign, by path relative to it with `/`, in order.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    entries: BTreeMap<String, Entry>,
    scanned_ns: i128,
    /// Links that leave the campaign, and names that are not Unicode.
    refused: Vec<(String, Refused)>,
}

#[derive(Debug, Clone, Copy)]
enum Refused {
    Link,
    Name,
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
        };
        let inside = root.canonicalize().map_err(|error| Failure::new(doing(), root, error))?;
        files.add(&root.join("campaign.yaml"), "campaign.yaml".into(), doing)?;
        for folder in FOLDERS {
            let top = root.join(folder);
            if !top.exists() {
                continue;
            }
            let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
            // Hidden files are an editor's or a system's, not the author's.
            let walk = walk
                .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with(['.', '~']));
            for entry in walk {
                let entry = match entry {
                    Ok(entry) => entry,
                    Err(error) => {
                        let path = error.path().unwrap_or(&top).to_owned();
                        if error.loop_ancestor().is_some() || path.is_symlink() {
                            files
                                .refused
                                .push((files.relative(&path).unwrap_or_default(), Refused::Link));
                            continue;
                        }
                        let error =
                            error.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
                        return Err(Failure::new(doing(), path, error));
                    }
                };
                let Some(relative) = files.relative(entry.path()) else {
                    files
                        .refused
                        .push((entry.path().to_string_lossy().into_owned(), Refused::Name));
                    continue;
                };
                if entry.path_is_symlink()
                    && !entry.path().canonicalize().is_ok_and(|to| to.starts_with(&inside))
                {
                    files.refused.push((relative, Refused::Link));
                    continue;
                }
                if entry.file_type().is_file()
                    && !files
                        .refused
                        .iter()
                        .any(|(link, _)| relative.starts_with(&format!("{link}/")))
                {
                    files.add(entry.path(), relative, doing)?;
                }
            }
        }
        Ok(files)
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
        let modified_ns = meta.modified().map_or(0, since_epoch_ns);
        self.entries
            .insert(relative, Entry { path: path.to_owned(), len: meta.len(), modified_ns });
        Ok(())
    }

    fn relative(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> =
            relative.components().map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    /// Reports links that leave the campaign and names that cannot be read.
    pub fn report_refused(&self, report: &mut Report, sources: &mut Sources) {
        for (path, why) in &self.refused {
            let file = sources.add(path.clone(), "");
            let span = Span::new(file, 0..0);
            match why {
                Refused::Link => report.error_with_help(
                    "link-leaves-campaign",
                    span,
                    say! { vi: "`{path}` là lối tắt dẫn ra ngoài thư mục chiến dịch", en: "`{path}` is a symbolic link that leaves the campaign" },
                    say! { vi: "chép tệp thật vào thư mục thay cho lối tắt", en: "copy the real file into the folder instead" },
                ),
                Refused::Name => report.error_with_help(
                    "file-name",
                    span,
                    say! { vi: "tên tệp `{path}` có ký tự không đọc được", en: "the file name `{path}` holds letters that cannot be read" },
                    say! { vi: "đổi tên tệp, chỉ dùng chữ không dấu, số và dấu gạch nối", en: "rename it with plain letters, digits and hyphens" },
                ),
            };
        }
    }

    /// A hash of everything that could change what is read: a file is known by its size and
    /// time, or by its content if it was modified so recently that its time cannot be trusted.
    ///
    /// # Errors
    /// When a recently modified file cannot be read.
    pub fn stamp(&self, trusted_at_ns: i128) -> Result<u128, Failure> {
        let mut hash = Xxh3::new();
        for (relative, entry) in &self.entries {
            hash.update(relative.as_bytes());
            hash.update(&[0]);
            hash.update(&entry.len.to_le_bytes());
            if entry.modified_ns + COARSE_NS > trusted_at_ns {
                let bytes = fs::read(&entry.path).map_err(|error| reading(&entry.path, error))?;
                hash.update(&bytes);
            } else {
                hash.update(&entry.modified_ns.to_le_bytes());
            }
        }
        for (relative, _) in &self.refused {
            hash.update(relative.as_bytes());
        }
        Ok(hash.digest128())
    }

    /// When the files were listed, in nanoseconds since 1970: what `stamp` may be compared at.
    pub fn scanned_ns(&self) -> i128 {
        self.scanned_ns
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// The paths below a folder, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.entries.range(format!("{folder}/")..).map(|(path, _)| path.as_str()).take_while(
            move |path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
        )
    }

    /// The size of a file.
    pub fn len(&self, path: &str) -> u64 {
        self.entries.get(path).map_or(0, |entry| entry.len)
    }

    /// The content of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let full =
            self.entries.get(path).map_or_else(|| self.root.join(path), |entry| entry.path.clone());
        fs::read(&full).map_err(|error| reading(&full, error))
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
        if self.len(path) > LARGEST_TEXT {
            let file = sources.add(path, "");
            return Err(report
                .error(
                    "file-enormous",
                    Span::new(file, 0..0),
                    say! { vi: "tệp chữ này quá lớn để là bài viết", en: "this text file is too large to have been written by hand" },
                )
                .into());
        }
        let mut bytes = self.bytes(path)?;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok((sources.add(path, text.clone()), text)),
            Err(error) => Err(not_utf8(report, sources, path, error).into()),
        }
    }
}

fn not_utf8(
    report: &mut Report,
    sources: &mut Sources,
    path: &str,
    error: std::string::FromUtf8Error,
) -> Reported {
    let at = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let file = sources.add(path, text);
    report.error_with_help(
        "not-utf8",
        Span::new(file, at..end),
        say! { vi: "tệp không ghi bằng bảng mã UTF-8, chữ có dấu sẽ sai", en: "the file is not in UTF-8, so its letters would come out wrong" },
        say! {
            vi: "mở bằng Notepad, chọn Lưu thành…, Mã hóa: UTF-8; với Excel chọn “CSV UTF-8”",
            en: "in Notepad choose Save as…, Encoding: UTF-8; in Excel choose “CSV UTF-8”"
        },
    )
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
