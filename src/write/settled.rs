//! What the notes vouch for: on the disk before they are, and looked at again when the machine was
//! started anew.
//!
//! A disk may say that it has kept what it has not. What that costs is mostly the bytes of whole
//! files, which are then empty or short. So the keys hold lengths, and the first build after each
//! start of the machine looks at those; the note that they were looked at is one of this start
//! and of these keys.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::{
    keys::{Keys, NO_KEY, UNKNOWN_TIME, short},
    system::{self, Dir},
};

const NAME: &str = "boot";

/// Makes all that was written outlast a power cut; tells whether the disk can do that.
pub(super) fn force(out: &Dir, new: &Keys, changed: &BTreeSet<String>) -> io::Result<bool> {
    if let Some(forced) = out.force()? {
        return Ok(forced);
    }
    let written = new.records.iter().filter(|record| record.changed).map(|record| &*record.path);
    let folders: BTreeSet<&str> = written.chain(changed.iter().map(String::as_str)).collect();
    for folder in folders {
        match out.descend(folder).and_then(|dir| dir.sync()) {
            // Its last file went.
            Err(error) if system::is_gone(&error) => {}
            done => done?,
        }
    }
    Ok(true)
}

/// Notes that what these keys vouch for was whole after this start of the machine.
pub(super) fn note(loa: &Dir, sum: u64) -> io::Result<()> {
    match system::boot() {
        Some(boot) => loa.write(NAME, line(&boot, sum).as_bytes()),
        None => Ok(()),
    }
}

/// Looks at the lengths of all files, if they have to be looked at, and marks the folders of those
/// that are not as long as they were noted.
pub(super) fn compare(out: &Dir, loa: &Dir, keys: &mut Keys, sum: u64) -> io::Result<()> {
    let noted = || {
        let noted = loa.read(NAME).ok().flatten();
        system::boot().is_some_and(|boot| noted.as_deref() == Some(line(&boot, sum).as_bytes()))
    };
    if keys.settled && noted() {
        return Ok(());
    }
    let mut cut = Vec::new();
    let mut files = Vec::new();
    for (at, record) in keys.records.iter().enumerate() {
        if record.modified == UNKNOWN_TIME {
            continue;
        }
        keys.files(record, &mut files)?;
        let lens = out.descend(&record.path).and_then(|dir| dir.lens()).unwrap_or_default();
        let lens: BTreeMap<String, u64> = lens.into_iter().collect();
        let whole = files.iter().filter(|file| file.key != NO_KEY).all(|file| {
            lens.get(keys.names.get(file.name)).is_some_and(|len| short(*len) == file.len)
        });
        if !whole {
            cut.push(at);
        }
    }
    for at in &cut {
        if let Some(record) = keys.records.get_mut(*at) {
            record.modified = UNKNOWN_TIME;
        }
    }
    if keys.settled && cut.is_empty() {
        // Without this note the next build looks once more, and that is all.
        let _ = note(loa, sum);
    }
    Ok(())
}

fn line(boot: &str, sum: u64) -> String {
    format!("{boot} {sum:016x}\n")
}
