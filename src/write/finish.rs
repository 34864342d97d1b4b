//! The end of a build: staged documents, orphans, keys, and last the mark.

use std::{
    io,
    sync::{PoisonError, atomic::Ordering},
};

use super::{
    Finished, Header, Session, Store, folder, format,
    keys::Keys,
    orphans, path,
    session::Purpose,
    settled,
    store::{KEYS, NEW_KEYS},
    system::Dir,
    times, unclaimed,
};
use crate::{diag::Failure, say};

impl Session {
    /// Ends the build; the steps and their order are explained [above](super).
    ///
    /// # Errors
    /// When a folder was not closed, two folders claim one file, or the disk fails. The mark
    /// stays then, and the next build repairs.
    pub fn finish(self, header: &Header) -> Result<Finished, Failure> {
        self.all_closed()?;
        self.place_documents()?;
        let Self { mut store, purpose, filtered, ledger, changed, counts, .. } = self;
        let mark = match purpose {
            Purpose::Write(mark) => mark,
            Purpose::Rehearse(_) => {
                return Err(store.failed_inside(io::ErrorKind::InvalidInput.into()));
            }
        };
        let mut changed = changed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut new = ledger.into_inner().unwrap_or_else(PoisonError::into_inner).build();
        refuse_two_claims(&store, &new)?;
        let removed = orphans::remove(&store, &new, &mut changed)?;
        let unsure = store.unsure;
        let unclaimed = match unsure {
            Some(_) if !filtered => unclaimed::find(&store, &new)?,
            _ => Vec::new(),
        };
        // Windows replaces no file that is open, and the old keys are read until here.
        store.old = Keys::default();
        let failed = |error| store.failed_inside(error);
        times::note(&store.out, &store.loa, &mut new, &changed).map_err(failed)?;
        new.settled = settled::force(&store.out, &new, &changed).map_err(failed)?;
        let settled = new.settled;
        let sum = format::seal(header, new).map_err(failed)?;
        store
            .loa
            .rename(NEW_KEYS, &store.loa, KEYS)
            .and_then(|()| store.loa.sync())
            .map_err(failed)?;
        if settled {
            settled::note(&store.loa, sum).map_err(failed)?;
        }
        let part = filtered && store.was_dirty();
        if part { mark.leave(&store.loa) } else { mark.clear(&store.loa) }.map_err(failed)?;
        Ok(Finished {
            written: counts.written.into_inner(),
            skipped: counts.skipped.into_inner(),
            repaired: counts.repaired.into_inner(),
            removed,
            unsure,
            unclaimed,
        })
    }

    /// A folder that was opened and forgotten would have all its files taken for orphans.
    fn all_closed(&self) -> Result<(), Failure> {
        if self.open.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        let doing = say! { vi: "kết thúc khi còn thư mục chưa ghi xong", en: "ending with a folder not finished" };
        Err(Failure::new(doing, &self.store.root, io::ErrorKind::InvalidInput.into()))
    }

    fn place_documents(&self) -> Result<(), Failure> {
        let staging = &self.store.staging;
        let mut here: Option<(&str, Dir)> = None;
        let waiting = staging.waiting();
        for ((folder, name), staged) in waiting.iter().filter(|(_, staged)| staged.wanted) {
            let failed = |error| {
                Failure::new(folder::writing(), path::full(&self.store.root, folder, name), error)
            };
            let dir = match here.take() {
                Some((path, dir)) if path == folder => dir,
                Some(_) | None => self.enter(folder).map_err(failed)?,
            };
            staging.dir.rename(&staged.file(), &dir, name).map_err(failed)?;
            here = Some((folder, dir));
        }
        drop(waiting);
        self.store.shelf.close();
        staging.empty().map_err(|error| self.store.failed_inside(error))
    }
}

fn refuse_two_claims(store: &Store, new: &Keys) -> Result<(), Failure> {
    match new.claimed_twice().map_err(|error| store.failed_inside(error))? {
        None => Ok(()),
        Some((folder, name)) => {
            let doing =
                say! { vi: "ghi hai tệp vào cùng một chỗ", en: "writing two files to one place" };
            let place = path::full(&store.root, folder, name);
            Err(Failure::new(doing, place, io::ErrorKind::AlreadyExists.into()))
        }
    }
}
