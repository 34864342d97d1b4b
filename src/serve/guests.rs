//! How many connections are open, in all and from each address: whoever opens them by the
//! thousand shuts nobody else out.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// Connections from other machines together. A browser opens six at most.
const TOGETHER: usize = 96;
/// Connections from one other machine.
const EACH: usize = 24;
/// Connections from one other machine that have shown no code: those of one browser that asks for the
/// page with the code, and a few more.
const UNKNOWN: usize = 8;
/// Connections from this machine, which has tabs by the dozen and is never shut out by others.
const HERE: usize = 256;

/// The open connections.
#[derive(Debug, Default, Clone)]
pub struct Guests(Arc<Mutex<BTreeMap<IpAddr, Open>>>);

/// The open connections from an address.
#[derive(Debug, Default, Clone, Copy)]
struct Open {
    all: usize,
    /// Those of them that have shown no code.
    unknown: usize,
}

impl Guests {
    /// Lets a connection in; nothing if there are too many. It counts until what comes back goes.
    pub fn admit(&self, address: IpAddr) -> Option<Guest> {
        let address = address.to_canonical();
        let mut open = self.open();
        let from_here = open.get(&address).copied().unwrap_or_default();
        let full = if address.is_loopback() {
            from_here.all >= HERE
        } else {
            let others = open.iter().filter(|(address, _)| !address.is_loopback());
            from_here.all >= EACH
                || from_here.unknown >= UNKNOWN
                || others.map(|(_, open)| open.all).sum::<usize>() >= TOGETHER
        };
        if full {
            return None;
        }
        let now = open.entry(address).or_default();
        now.all += 1;
        now.unknown += 1;
        drop(open);
        Some(Guest { address, guests: self.clone(), known: AtomicBool::new(false) })
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<IpAddr, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open connection.
#[derive(Debug)]
pub struct Guest {
    address: IpAddr,
    guests: Guests,
    known: AtomicBool,
}

impl Guest {
    /// Notes that a request of this connection was let in.
    pub fn welcome(&self) {
        if !self.known.swap(true, Ordering::Relaxed)
            && let Some(open) = self.guests.open().get_mut(&self.address)
        {
            open.unknown = open.unknown.saturating_sub(1);
        }
    }

    /// Whether a request of this connection was let in.
    pub fn is_known(&self) -> bool {
        self.known.load(Ordering::Relaxed)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let known = self.is_known();
        let mut all = self.guests.open();
        if let Some(open) = all.get_mut(&self.address) {
            open.all = open.all.saturating_sub(1);
            if !known {
                open.unknown = open.unknown.saturating_sub(1);
            }
            if open.all == 0 {
                all.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many as come in, each of which shows its code at once.
    fn all(guests: &Guests, address: [u8; 4]) -> Vec<Guest> {
        let known = || guests.admit(address.into()).inspect(Guest::welcome);
        std::iter::from_fn(known).collect()
    }

    #[test]
    fn whoever_shows_no_code_has_few_connections() {
        let guests = Guests::default();
        let address = IpAddr::from([192, 168, 1, 9]);
        let mut unknown: Vec<Guest> = std::iter::from_fn(|| guests.admit(address)).collect();
        assert_eq!(unknown.len(), UNKNOWN);
        assert!(guests.admit([192, 168, 1, 8].into()).is_some(), "another one comes in");
        // Of a browser that has shown the code as many come in as before.
        unknown.iter().for_each(Guest::welcome);
        unknown[0].welcome();
        unknown.extend(all(&guests, [192, 168, 1, 9]));
        assert_eq!(unknown.len(), EACH);
        drop(unknown);
        assert!(guests.open().is_empty());
        let here: Vec<Guest> = std::iter::from_fn(|| guests.admit([127, 0, 0, 1].into())).collect();
        assert_eq!(here.len(), HERE);
    }

    #[test]
    fn no_machine_takes_the_place_of_another() {
        let guests = Guests::default();
        let first = all(&guests, [192, 168, 1, 9]);
        assert_eq!(first.len(), EACH);
        let second = guests.admit([192, 168, 1, 8].into());
        assert!(second.is_some(), "another one comes in");
        let more: Vec<_> = (10..20).flat_map(|last| all(&guests, [192, 168, 1, last])).collect();
        assert_eq!(first.len() + 1 + more.len(), TOGETHER);
        assert!(guests.admit([127, 0, 0, 1].into()).is_some(), "this machine always does");
        drop(first);
        assert!(guests.admit([192, 168, 1, 9].into()).is_some(), "whoever goes makes room");
        drop((second, more));
        assert!(guests.open().is_empty());
    }
}
