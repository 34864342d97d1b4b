//! How many connections are open, in all and from each address: whoever opens them by the
//! thousand shuts nobody else out.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Connections from other machines together. A browser opens six at most.
const TOGETHER: usize = 96;
/// Connections from one other machine.
const EACH: usize = 24;
/// Connections from this machine, which has tabs by the dozen and is never shut out by others.
const HERE: usize = 256;

/// The open connections.
#[derive(Debug, Default, Clone)]
pub struct Guests(Arc<Mutex<BTreeMap<IpAddr, usize>>>);

impl Guests {
    /// Lets a connection in; nothing if there are too many. It counts until what comes back goes.
    pub fn admit(&self, address: IpAddr) -> Option<Guest> {
        let address = address.to_canonical();
        let mut open = self.open();
        let from_here = open.get(&address).copied().unwrap_or_default();
        let full = if address.is_loopback() {
            from_here >= HERE
        } else {
            let others = open.iter().filter(|(address, _)| !address.is_loopback());
            from_here >= EACH || others.map(|(_, count)| count).sum::<usize>() >= TOGETHER
        };
        if full {
            return None;
        }
        *open.entry(address).or_default() += 1;
        drop(open);
        Some(Guest { address, guests: self.clone() })
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One open connection.
#[derive(Debug)]
pub struct Guest {
    address: IpAddr,
    guests: Guests,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut open = self.guests.open();
        if let Some(count) = open.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(guests: &Guests, address: [u8; 4]) -> Vec<Guest> {
        std::iter::from_fn(|| guests.admit(address.into())).collect()
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
