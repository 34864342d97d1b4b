//! Which files of the campaign were saved, renamed or removed.
//!
//! Only `campaign.yaml` and the folders that are read are watched: the output may lie beside them.
//! What the system does not tell of (too many files at once, a disk elsewhere) is found by looking
//! at the files now and then; a system that tells of nothing any more, by looking often.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    time::Duration,
};

use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind, RenameMode},
};

use super::Preview;
use crate::{
    diag::Text,
    load::files::{FOLDERS, Files},
    model::fold::nfc,
    say,
};

/// A file that was written is read when it is closed; where the system does not tell of that,
/// when nothing came for this long.
const SETTLE: Duration = Duration::from_millis(20);
/// How often files are looked at where nothing tells of changes.
const EVERY: Duration = Duration::from_millis(500);
/// How often they are looked at where the system tells of changes, in case it lost some.
const NOW_AND_THEN: Duration = Duration::from_secs(5);

type Found = notify::Result<Event>;

/// Watches a campaign.
pub struct Watch {
    root: PathBuf,
    /// Nothing, where files are looked at again and again.
    watcher: Mutex<Option<RecommendedWatcher>>,
    /// Folders under watch. One that is removed is no longer, even if it comes back.
    folders: Mutex<BTreeSet<PathBuf>>,
    preview: Arc<Preview>,
}

/// Begins to watch the campaign of a preview.
pub fn watch(preview: &Arc<Preview>, poll: bool) -> Arc<Watch> {
    // Events name files below the folder that is watched, as it was given.
    let root = preview.root().canonicalize().unwrap_or_else(|_| preview.root().to_owned());
    let watch = Arc::new(Watch {
        root,
        watcher: Mutex::default(),
        folders: Mutex::default(),
        preview: Arc::clone(preview),
    });
    if !poll {
        let (sender, receiver) = mpsc::channel();
        let tell = move |found: Found| {
            // Nobody listens when the program ends.
            let _ = sender.send(found);
        };
        match RecommendedWatcher::new(tell, Config::default()) {
            Ok(watcher) => {
                *lock(&watch.watcher) = Some(watcher);
                let gatherer = Arc::clone(&watch);
                std::thread::spawn(move || gatherer.gather(&receiver));
                watch.again();
            }
            Err(error) => preview.note(falls_back(&error)),
        }
    }
    let looker = Arc::clone(&watch);
    let last = Files::scan(preview.root()).ok();
    std::thread::spawn(move || looker.look(last));
    watch
}

impl Watch {
    /// Watches what is not watched yet: folders that were made or came back.
    pub fn again(&self) {
        let tried = lock(&self.watcher).as_mut().map(|watcher| self.try_again(watcher));
        if let Some(Err(error)) = tried {
            self.fall_back(&error);
        }
    }

    fn try_again(&self, watcher: &mut RecommendedWatcher) -> notify::Result<()> {
        let below = FOLDERS.iter().map(|folder| (self.root.join(folder), RecursiveMode::Recursive));
        let all = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive)).chain(below);
        for (folder, mode) in all.filter(|(folder, _)| folder.is_dir()) {
            if !lock(&self.folders).insert(folder.clone()) {
                continue;
            }
            if let Err(error) = watcher.watch(&folder, mode) {
                lock(&self.folders).remove(&folder);
                // Gone in this moment; what took it away is an event of its own.
                if !matches!(error.kind, ErrorKind::PathNotFound) {
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Says that the system tells of no changes any more; from now on files are looked at often.
    fn fall_back(&self, error: &notify::Error) {
        if lock(&self.watcher).take().is_some() {
            self.preview.note(falls_back(error));
        }
    }

    /// Looks at the files again and again.
    fn look(&self, mut last: Option<Files>) {
        loop {
            let mut since = Duration::ZERO;
            while since < EVERY || (since < NOW_AND_THEN && self.is_told()) {
                std::thread::sleep(EVERY);
                since += EVERY;
            }
            let now = Files::scan(self.preview.root()).ok();
            let mut saved: BTreeSet<String> = match (&now, &last) {
                (Some(now), Some(last)) => now.differences(last).map(str::to_owned).collect(),
                (None, None) => continue,
                _ => BTreeSet::from([String::new()]),
            };
            if let (Some(now), true) = (&now, self.is_told()) {
                let unread = self.preview.unread(now);
                saved.retain(|path| path.is_empty() || unread.contains(path));
            }
            last = now;
            if !saved.is_empty() {
                self.preview.saved(saved);
            }
        }
    }

    /// Whether the system tells of changes.
    fn is_told(&self) -> bool {
        lock(&self.watcher).is_some()
    }

    /// Hands on what was saved, together where it came together.
    fn gather(&self, receiver: &Receiver<Found>) {
        let mut saved = BTreeSet::new();
        loop {
            let next = if saved.is_empty() {
                receiver.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                receiver.recv_timeout(SETTLE)
            };
            let ended = matches!(next, Err(RecvTimeoutError::Disconnected));
            let whole = match next {
                Ok(Ok(event)) => self.take(&event, &mut saved),
                // Something was missed.
                Ok(Err(error)) => {
                    saved.insert(String::new());
                    // What is gone is no failure of the watcher.
                    if !matches!(error.kind, ErrorKind::PathNotFound) {
                        self.fall_back(&error);
                    }
                    false
                }
                Err(_) => true,
            };
            if whole && !saved.is_empty() {
                self.preview.saved(std::mem::take(&mut saved));
            }
            if ended {
                return;
            }
        }
    }

    /// Adds what an event tells of; `true` if a file is as it shall be.
    fn take(&self, event: &Event, saved: &mut BTreeSet<String>) -> bool {
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            let mut watched = lock(&self.folders);
            event.paths.iter().for_each(|path| {
                watched.remove(path);
            });
        }
        if event.need_rescan() {
            saved.insert(String::new());
        }
        if is_change(event.kind) {
            saved.extend(event.paths.iter().filter_map(|path| of_campaign(&self.root, path)));
        }
        is_whole(event.kind)
    }
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The system has only so many watches for all programs together.
fn falls_back(error: &notify::Error) -> Text {
    if matches!(error.kind, ErrorKind::MaxFilesWatch) {
        return say! {
            vi: "máy đã hết lượt theo dõi tệp (inotify), nên Loa tự xem lại mỗi nửa giây, chậm hơn một chút. Muốn nhanh: đóng bớt chương trình, hoặc tăng giới hạn: sudo sysctl fs.inotify.max_user_watches=524288",
            en: "the system has no file watches left (inotify), so Loa looks at the files every half second, which is a little slower. For speed close other programs, or raise the limit: sudo sysctl fs.inotify.max_user_watches=524288"
        };
    }
    say! {
        vi: "máy không báo khi tệp thay đổi ({error}), nên Loa tự xem lại mỗi nửa giây, như với `--poll`. Nếu đó là giới hạn của máy: sudo sysctl fs.inotify.max_user_instances=512",
        en: "the system does not tell of changed files ({error}), so Loa looks at them every half second, as with `--poll`. If that is a limit of the system: sudo sysctl fs.inotify.max_user_instances=512"
    }
}

/// Whether an event tells of a change: to read a file is none, and we read many.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        // Its two halves were reported before.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// Whether an event tells that a file is as it shall be: closed, or put in place by its name, as
/// careful editors do.
fn is_whole(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To))
    )
}

/// The path relative to the campaign with `/`; nothing for what is not read.
fn of_campaign(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> =
        relative.components().map(|part| part.as_os_str().to_str()).collect();
    // A name that cannot be read is reported of when everything is read.
    let Some(parts) = parts else { return Some(String::new()) };
    let hidden = |part: &str| part.starts_with(['.', '~']) || part.ends_with('~');
    let read = match parts.first() {
        None => true,
        Some(first) => *first == "campaign.yaml" || FOLDERS.contains(first),
    };
    (read && !parts.iter().any(|part| hidden(part))).then(|| nfc(&parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::Tongue, pipeline::Request, serve::Said};

    #[test]
    fn a_watcher_that_fails_is_reported_of_once_and_gives_way_to_looking() {
        let folder = tempfile::tempdir().unwrap();
        let (told, notes) = mpsc::channel();
        let tell = move |said: Said<'_>| {
            if let Said::Note(text) = said {
                told.send(text.en.to_string()).unwrap();
            }
        };
        let today = crate::model::Date::constant(2026, 11, 23);
        let request = Request::plain(folder.path(), folder.path().join("dist"), today);
        let watch = Watch {
            root: folder.path().to_owned(),
            watcher: Mutex::new(RecommendedWatcher::new(|_| {}, Config::default()).ok()),
            folders: Mutex::default(),
            preview: Arc::new(Preview::new(request, Tongue::En, Box::new(tell))),
        };
        let (sender, receiver) = mpsc::channel();
        sender.send(Err(notify::Error::path_not_found())).unwrap();
        drop(sender);
        watch.gather(&receiver);
        assert!(watch.is_told(), "a file that is gone is no failure");
        let (sender, receiver) = mpsc::channel();
        sender.send(Err(notify::Error::generic("lost"))).unwrap();
        sender.send(Err(notify::Error::generic("lost again"))).unwrap();
        drop(sender);
        watch.gather(&receiver);
        assert!(!watch.is_told());
        let notes: Vec<String> = notes.try_iter().collect();
        let [note] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(note.contains("(lost)") && note.contains("every half second"), "{note}");
    }

    #[test]
    fn only_what_is_read_is_reported() {
        let of = |path: &str| of_campaign(Path::new("/c"), &Path::new("/c").join(path));
        assert_eq!(of("content/facts.yaml").as_deref(), Some("content/facts.yaml"));
        assert_eq!(of("campaign.yaml").as_deref(), Some("campaign.yaml"));
        assert_eq!(of("").as_deref(), Some(""));
        assert_eq!(of("dist/site/index.html"), None);
        assert_eq!(of("content/.facts.yaml.swp"), None);
        assert_eq!(of("content/facts.yaml~"), None);
        assert_eq!(of("content/~$units.csv"), None);
        assert_eq!(of_campaign(Path::new("/c"), Path::new("/d/content/a")), None);
    }
}
