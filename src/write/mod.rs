//! Artifacts to disk: the output folder, and which part of what is in it is ours.
//!
//! This stage knows folders, names, keys and bytes. A file is written if its key is not the one
//! it had in the build before, over the old bytes; the output folder is never emptied, and
//! nothing is removed that our own keys do not name. Links in it are never followed.
//!
//! 1. [`Store::open`] locks the folder, reads the keys of the build before, and looks once at
//!    each folder's time: what changed behind our back is not believed.
//! 2. [`Store::stage`] lets documents wait while content errors can still be found, and
//!    [`Store::put_aside`] what is made then and needed later.
//! 3. [`Store::begin`] sets the dirty mark. From here on files below the output folder change.
//! 4. [`Folder::put`] notes a new name in the journal (which is in the mark), then writes.
//! 5. [`Session::finish`] moves staged documents to their places, removes orphans, replaces the
//!    keys and takes the mark away.
//!
//! [`Store::remember`] keeps what rendering wants to know again, for instance pages made small. It
//! is no part of the output, and whoever reads it knows damage when he sees it.
//!
//! # A build that is killed
//!
//! After any of these moments the next build ends as if nothing had happened:
//!
//! - *Before the mark:* only `.loa/staging` has changed, and [`Store::open`] empties it; and
//!   perhaps `.loa/memory`.
//! - *With the mark, before the new keys:* files may be old, new, or torn. A build that finds the
//!   mark believes no key, so it writes all it makes. Old keys and journal together name every
//!   file that can be there, so it also removes all that it does not make. That is why orphans
//!   go before the new keys, which no longer name them; and why a name is noted before its
//!   file, or even its folder, is made.
//! - *With the new keys, before the mark is gone:* they name everything; the mark only costs a
//!   rewrite.
//!
//! A filtered build that finds a mark mends its part and leaves the mark. The files outside its
//! filter go into its keys with their folders marked as not believed, the journal's with them.
//!
//! Mark and keys are forced to the disk, files are not: that would cost more than all else. A
//! power cut within half a minute after a build can shorten files that the keys call whole;
//! `--verify` finds them.

mod aside;
mod finish;
mod folder;
mod format;
mod keys;
mod ledger;
mod log;
mod mark;
mod orphans;
mod path;
#[cfg(not(unix))]
mod portable;
mod read;
mod session;
mod staging;
mod store;
mod system;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_killed;
#[cfg(all(test, unix))]
mod tests_links;
mod times;
#[cfg(unix)]
mod unix;

pub use aside::Aside;
pub use folder::{Folder, Put};
pub use format::Header;
pub use keys::{Row, Tag};
pub use session::{Finished, Session};
pub use store::{Store, There};
