//! The keys of this build while they are gathered, from any thread and in any order.

use std::{
    collections::{BTreeMap, btree_map::Entry as Place},
    fs::File,
    io,
    sync::Mutex,
};

use super::{
    format,
    keys::{Entry, Files, FolderKeys, Keys, NO_KEY, Names, Record, Tag},
    log::Log,
};

/// What is known so far of the keys of this build.
#[derive(Debug)]
pub(super) struct Ledger {
    log: Log,
    names: Names,
    drafts: BTreeMap<(Box<str>, [u32; 3]), Draft>,
}

#[derive(Debug)]
struct Draft {
    at: u64,
    len: u32,
    modified: i64,
    carried: bool,
    changed: bool,
}

/// A folder that is done.
pub(super) struct Done<'a> {
    pub(super) path: &'a str,
    pub(super) tag: Tag<'a>,
    /// The time it had before this build.
    pub(super) modified: i64,
    /// A file in it was written.
    pub(super) changed: bool,
}

impl Ledger {
    /// An empty ledger, in a file of its own.
    pub(super) fn new(file: File) -> io::Result<Self> {
        let mut log = Log::new(file);
        log.push(&format::start())?;
        Ok(Self { log, names: Names::default(), drafts: BTreeMap::new() })
    }

    /// Takes over folders from the keys before, into a ledger that is empty: the names then keep
    /// their numbers.
    pub(super) fn carry(&mut self, old: &Keys, which: impl Fn(Tag<'_>) -> bool) -> io::Result<()> {
        for name in old.names.iter() {
            self.names.id(name);
        }
        let mut files = Vec::new();
        for record in old.records.iter().filter(|record| which(old.tag(record))) {
            old.files(record, &mut files)?;
            let mut draft = self.draft(&files, record.modified, false)?;
            draft.carried = true;
            self.drafts.insert((record.path.clone(), record.tag), draft);
        }
        Ok(())
    }

    /// Adds a folder of this build, in place of a carried one: the names of its files, how long
    /// they are, and their keys.
    ///
    /// # Errors
    /// When the disk fails, or a file or the folder is there twice.
    pub(super) fn add<'n>(
        &mut self,
        done: &Done<'_>,
        files: impl Iterator<Item = (&'n str, u32, u64)>,
    ) -> io::Result<()> {
        let twice =
            |name: &str| Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("`{name}`")));
        let Tag { format, lang, place } = done.tag;
        let tag = [format, lang, place].map(|part| self.names.id(part));
        let mut files: Vec<Entry> =
            files.map(|(name, len, key)| Entry { name: self.names.id(name), len, key }).collect();
        files.sort_unstable_by_key(|entry| entry.name);
        if let Some((a, _)) = files.iter().zip(files.iter().skip(1)).find(|(a, b)| a.name == b.name)
        {
            return twice(self.names.get(a.name));
        }
        let draft = self.draft(&files, done.modified, done.changed)?;
        match self.drafts.entry((done.path.into(), tag)) {
            Place::Occupied(mut old) if old.get().carried => drop(old.insert(draft)),
            Place::Occupied(_) => return twice("."),
            Place::Vacant(free) => drop(free.insert(draft)),
        }
        Ok(())
    }

    fn draft(&mut self, files: &[Entry], modified: i64, changed: bool) -> io::Result<Draft> {
        let at = self.log.end();
        self.log.push_files(files)?;
        let len = u32::try_from(files.len()).unwrap_or(u32::MAX);
        Ok(Draft { at, len, modified, carried: false, changed })
    }

    /// Shows each folder in order of path.
    pub(super) fn rows(&mut self, mut visit: impl FnMut(&FolderKeys<'_>)) -> io::Result<()> {
        let Self { log, names, drafts } = self;
        let ranks = names.ranks();
        let (mut entries, mut files, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
        for ((path, tag), draft) in &*drafts {
            let [format, lang, place] = tag.map(|id| names.get(id));
            entries.clear();
            log.read(draft.at, draft.len, &mut entries)?;
            entries.sort_unstable_by_key(|entry| ranks.get(entry.name as usize));
            files.clear();
            doubtful.clear();
            for Entry { name, key, .. } in &entries {
                match (names.get(*name), *key) {
                    (name, NO_KEY) => doubtful.push(name),
                    known => files.push(known),
                }
            }
            if !entries.is_empty() {
                let tag = Tag { format, lang, place };
                visit(&FolderKeys { path, tag, files: &files, doubtful: &doubtful });
            }
        }
        Ok(())
    }

    /// The keys, without folders that have no files.
    pub(super) fn build(self) -> Keys {
        let drafts = self.drafts.into_iter().filter(|(_, draft)| draft.len > 0);
        let records = drafts.map(|((path, tag), Draft { at, len, modified, carried, changed })| {
            Record { path, tag, modified, files: Files::Logged { at, len }, carried, changed }
        });
        let log = Some(Mutex::new(self.log));
        Keys { names: self.names, records: records.collect(), log, settled: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::mark::Note;

    const WEB: Tag<'_> = Tag { format: "web", lang: "vi", place: "" };
    const CARD: Tag<'_> = Tag { format: "card", lang: "vi", place: "" };

    fn ledger() -> Ledger {
        Ledger::new(tempfile::tempfile().unwrap()).unwrap()
    }

    fn add(ledger: &mut Ledger, path: &str, tag: Tag<'_>, files: &[(&str, u64)]) -> io::Result<()> {
        let files = files.iter().map(|(name, key)| (*name, 5, *key));
        ledger.add(&Done { path, tag, modified: 7, changed: true }, files)
    }

    /// The keys of some files, `None` where the name is unknown.
    fn keys_of(keys: &Keys, path: &str, tag: Tag<'_>, names: &[&str]) -> Vec<Option<u64>> {
        let mut files = Vec::new();
        keys.files(keys.find(path, tag).unwrap(), &mut files).unwrap();
        names.iter().map(|name| keys.key(&files, name)).collect()
    }

    #[test]
    fn keys_are_found_again() {
        let mut ledger = ledger();
        add(&mut ledger, "site/vi", WEB, &[("b", 2), ("a", 1)]).unwrap();
        add(&mut ledger, "site", CARD, &[("a", 5)]).unwrap();
        add(&mut ledger, "site", WEB, &[("b", 6)]).unwrap();
        add(&mut ledger, "empty", WEB, &[]).unwrap();
        let keys = ledger.build();
        assert_eq!(keys_of(&keys, "site/vi", WEB, &["a", "b", "c"]), [Some(1), Some(2), None]);
        assert_eq!(keys_of(&keys, "site", CARD, &["a", "b"]), [Some(5), None]);
        assert!(keys.find("site/vi", CARD).is_none());
        assert_eq!(["site", "sit", "empty"].map(|path| keys.at(path).len()), [2, 0, 0]);
        assert_eq!(keys.claimed_twice().unwrap(), None);
    }

    #[test]
    fn a_file_named_twice_is_refused() {
        let mut ledger = ledger();
        assert!(
            add(&mut ledger, "site", WEB, &[("a", 1), ("a", 2)])
                .unwrap_err()
                .to_string()
                .contains("`a`")
        );
        add(&mut ledger, "site", WEB, &[("a", 1)]).unwrap();
        add(&mut ledger, "site", WEB, &[("b", 1)]).unwrap_err();
        add(&mut ledger, "site", CARD, &[("a", 1)]).unwrap();
        assert_eq!(ledger.build().claimed_twice().unwrap(), Some(("site", "a")));
    }

    #[test]
    fn a_name_from_the_journal_hides_no_key() {
        let mut first = ledger();
        add(&mut first, "site", WEB, &[("a", 9)]).unwrap();
        let notes = [
            Note { folder: "site", tag: WEB, names: vec!["a", "b"] },
            Note { folder: "print", tag: CARD, names: vec!["c"] },
            Note { folder: "site", tag: WEB, names: vec!["d"] },
        ];
        let doubted = first.build().doubt(&notes).unwrap();
        assert_eq!(
            keys_of(&doubted, "site", WEB, &["a", "b", "c", "d"]),
            [Some(9), Some(0), None, Some(0)]
        );
        let mut next = ledger();
        next.carry(&doubted, |_| true).unwrap();
        let (mut shown, mut doubtful) = (Vec::new(), Vec::new());
        next.rows(|row| {
            shown.extend(row.files.iter().map(|(name, key)| format!("{name}{key}")));
            doubtful.extend(row.doubtful.iter().map(|name| (*name).to_owned()));
        })
        .unwrap();
        assert_eq!(shown, ["a9"]);
        assert_eq!(doubtful, ["c", "b", "d"]);
        let carried = next.build();
        assert_eq!(
            keys_of(&carried, "site", WEB, &["a", "b", "c", "d"]),
            [Some(9), Some(0), None, Some(0)]
        );
        assert_eq!(keys_of(&carried, "print", CARD, &["c"]), [Some(0)]);
    }
}
