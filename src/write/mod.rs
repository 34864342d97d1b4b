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
//! 5. [`Session::finish`] moves staged documents to their places, removes orphans, forces it all to
//!    the disk, replaces the keys and takes the mark away.
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
//! # A power cut
//!
//! What was written may be lost for half a minute after a build, and what came last may be there
//! while what came first is not. So [`settled`] forces all of it to the disk before the keys, which
//! vouch for it, and the mark before anything else: to the next build a power cut is a kill. Two
//! things are left to it. The last notes of the journal may be lost while their files are not; the
//! mark knows at which start of the machine it was set, and so [`unclaimed`] files are reported. And a
//! disk may lie, so lengths are looked at after each start of the machine.
//!
//! # Keys that are lost
//!
//! Damaged keys, those of another version of this program, and those that somebody deleted name
//! nothing, so what is no longer made would stay published. The caller [tells](Store::recall) what
//! the output itself lists as ours, which then is a journal. Where neither is there, the first build
//! is [rehearsed](Store::rehearse): if a file that it would make is there to the byte, an earlier build
//! made the output; if not, what lies where it would write is somebody else's, and stays.
//!
//! # A disk that fills up
//!
//! Documents wait in staging, so what needs most room asks for it before anything is changed. Pages
//! are written over the old ones: to stage them would cost each page the two most costly calls
//! there are, to create a file and to rename it. So the disk can fill up between two pages; each of
//! them is whole then, but they are old and new, and the caller must say so.

mod aside;
// Two conditions, since lints know tests by the first alone.
#[cfg(test)]
#[cfg(unix)]
mod either;
mod finish;
mod folder;
mod format;
mod keys;
mod ledger;
mod log;
mod mark;
mod orphans;
#[cfg(test)]
#[cfg(unix)]
mod outage;
mod path;
#[cfg(any(not(unix), test))]
mod portable;
mod read;
mod rehearsal;
mod session;
mod settled;
mod staging;
mod store;
mod system;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_killed;
#[cfg(test)]
#[cfg(unix)]
mod tests_links;
#[cfg(test)]
#[cfg(unix)]
mod tests_portable;
#[cfg(test)]
#[cfg(unix)]
mod tests_power;
mod times;
mod unclaimed;
#[cfg(unix)]
mod unix;

pub use aside::Aside;
pub use folder::{Folder, Put};
pub use format::Header;
pub use keys::{FolderKeys, Tag};
pub use mark::{Note, Unsure};
pub use rehearsal::Met;
pub use session::{Finished, Session};
pub use store::{Store, There};
