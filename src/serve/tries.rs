//! How often a code may be tried.
//!
//! Whoever types a wrong one waits, each time twice as long; somebody else's wrong codes keep
//! nobody out who has typed none.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    time::{Duration, Instant},
};

/// Wrong codes without a pause: letters on a screen are misread.
const FREE: u32 = 3;
/// The pause after the next one.
const PAUSE: Duration = Duration::from_secs(2);
/// The longest pause. After as long a time without a try an address is as good as new.
const LONGEST: Duration = Duration::from_mins(1);
/// So many wrong codes of all addresses together in the time of the longest pause, and each
/// address has one try in it.
const TOGETHER: usize = 30;
/// Addresses to remember: a home network has a few, one that makes up addresses has many.
const REMEMBERED: usize = 256;

#[derive(Debug, Clone, Copy)]
struct Wrong {
    times: u32,
    last: Instant,
}

/// The wrong codes of late.
#[derive(Debug, Default)]
pub struct Tries {
    by: BTreeMap<IpAddr, Wrong>,
}

impl Tries {
    /// How long an address has to wait before a code of it is looked at; nothing if it need not.
    pub fn pause(&self, address: IpAddr, now: Instant) -> Option<Duration> {
        let Wrong { times, last } = *self.by.get(&address)?;
        let of_late = self.by.values().filter(|wrong| is_of_late(wrong, now));
        let together: usize = of_late.map(|wrong| wrong.times as usize).sum();
        let pause = match times.checked_sub(FREE) {
            _ if together > TOGETHER => LONGEST,
            None | Some(0) => Duration::ZERO,
            Some(more) => PAUSE.saturating_mul(2_u32.saturating_pow(more - 1)).min(LONGEST),
        };
        (last + pause).checked_duration_since(now).filter(|left| !left.is_zero())
    }

    /// Takes note of a wrong code.
    pub fn wrong(&mut self, address: IpAddr, now: Instant) {
        self.by.retain(|_, wrong| is_of_late(wrong, now));
        if self.by.len() >= REMEMBERED && !self.by.contains_key(&address) {
            let oldest = self.by.iter().min_by_key(|(_, wrong)| wrong.last).map(|(key, _)| *key);
            oldest.and_then(|oldest| self.by.remove(&oldest));
        }
        let wrong = self.by.entry(address).or_insert(Wrong { times: 0, last: now });
        wrong.times = wrong.times.saturating_add(1);
        wrong.last = now;
    }

    /// Forgets an address that typed the right code.
    pub fn right(&mut self, address: IpAddr) {
        self.by.remove(&address);
    }
}

/// A pause has to end before what led to it is forgotten.
fn is_of_late(wrong: &Wrong, now: Instant) -> bool {
    now.saturating_duration_since(wrong.last) <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(last: u8) -> IpAddr {
        IpAddr::from([192, 168, 1, last])
    }

    /// How many codes an address gets to try in a time, if it tries again and again.
    fn tried(tries: &mut Tries, address: IpAddr, begin: Instant, seconds: u64) -> usize {
        let mut count = 0;
        for tenth in 0..seconds * 10 {
            let now = begin + Duration::from_millis(tenth * 100);
            if tries.pause(address, now).is_none() {
                tries.wrong(address, now);
                count += 1;
            }
        }
        count
    }

    #[test]
    fn wrong_codes_cost_ever_more_time_and_nobody_else_pays() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        assert_eq!(tried(&mut tries, phone(9), now, 10), 4 + 2, "4 at once, then after 2 and 4 s");
        assert!(tried(&mut tries, phone(9), now + Duration::from_secs(10), 600) < 20);
        let then = now + Duration::from_secs(610);
        assert!(tries.pause(phone(9), then).is_some());
        assert_eq!(tries.pause(phone(8), then), None, "a phone that typed nothing");
        tries.wrong(phone(8), then);
        assert_eq!(tries.pause(phone(8), then), None, "a slip");
        assert_eq!(tries.pause(phone(9), then + LONGEST * 2), None, "it ends");
    }

    #[test]
    fn many_addresses_together_have_few_tries_and_an_honest_one_has_its_own() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        let mut count = 0;
        for last in 1..=200 {
            count += tried(&mut tries, phone(last), now, 1);
        }
        // Each has the one of an address that typed none, and the first ones their three more.
        assert!(count <= 200 + TOGETHER, "{count}");
        assert_eq!(tries.pause(phone(250), now + Duration::from_secs(1)), None);
    }

    #[test]
    fn made_up_addresses_fill_no_memory() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        for number in 0..10_000_u16 {
            let [high, low] = number.to_be_bytes();
            tries.wrong(IpAddr::from([10, 0, high, low]), now);
        }
        assert_eq!(tries.by.len(), REMEMBERED);
    }

    #[test]
    fn the_right_code_wipes_the_slate() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        tried(&mut tries, phone(9), now, 30);
        tries.right(phone(9));
        assert_eq!(tries.pause(phone(9), now), None);
    }
}
