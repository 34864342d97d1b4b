//! What is dear to make, remembered between builds: pages, words of lessons, pictures made ready.
//!
//! What comes out depends on what goes in alone, so it is known by a hash of that and can never be
//! the work of another build by mistake.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

/// Bytes of a key, and of a length.
const KEY: usize = 16;
const LENGTH: usize = 4;

/// What was made, by a hash of what it was made from.
#[derive(Debug, Default)]
pub struct Memory {
    /// Another program may make it otherwise.
    engine: u64,
    remembered: Vec<u8>,
    /// Where in `remembered` each thing is.
    index: BTreeMap<u128, Range<usize>>,
    /// What this build asked for and was there.
    used: BTreeSet<u128>,
    /// What was not.
    new: BTreeMap<u128, Vec<u8>>,
}

impl Memory {
    /// What an earlier build remembered: its sum, then the key, length and bytes of each thing.
    /// Anything else is as good as nothing.
    pub fn remembered(engine: u64, bytes: Vec<u8>) -> Self {
        let index = index(engine, &bytes).unwrap_or_default();
        Self { engine, remembered: bytes, index, ..Self::default() }
    }

    /// What `kind` of work makes of `from`; `make` does it, unless an earlier build did. Nothing if
    /// that fails.
    pub fn recall(
        &mut self,
        kind: &str,
        from: &[u8],
        make: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Vec<u8>> {
        let mut hash = Xxh3::with_seed(self.engine);
        hash.update(kind.as_bytes());
        hash.update(&[0]);
        hash.update(from);
        let key = hash.digest128();
        if let Some(bytes) =
            self.index.get(&key).and_then(|range| self.remembered.get(range.clone()))
        {
            self.used.insert(key);
            return Some(bytes.to_vec());
        }
        if let Some(bytes) = self.new.get(&key) {
            return Some(bytes.clone());
        }
        let bytes = make()?;
        self.new.insert(key, bytes.clone());
        Some(bytes)
    }

    /// What the next build may use: what this one asked for. Nothing, if that is what was there.
    pub fn to_remember(&self) -> Option<Vec<u8>> {
        if self.new.is_empty() && self.used.len() == self.index.len() {
            return None;
        }
        let old = self.used.iter().filter_map(|key| {
            let bytes = self.remembered.get(self.index.get(key)?.clone())?;
            Some((key, bytes))
        });
        let mut all = vec![0; 8];
        for (key, bytes) in old.chain(self.new.iter().map(|(key, bytes)| (key, &**bytes))) {
            all.extend_from_slice(&key.to_le_bytes());
            all.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_le_bytes());
            all.extend_from_slice(bytes);
        }
        let (head, rest) = all.split_at_mut(8);
        head.copy_from_slice(&xxh3_64_with_seed(rest, self.engine).to_le_bytes());
        Some(all)
    }
}

fn index(engine: u64, bytes: &[u8]) -> Option<BTreeMap<u128, Range<usize>>> {
    let (sum, rest) = bytes.split_first_chunk()?;
    if u64::from_le_bytes(*sum) != xxh3_64_with_seed(rest, engine) {
        return None;
    }
    let mut index = BTreeMap::new();
    let mut rest = rest;
    while !rest.is_empty() {
        let (key, after) = rest.split_first_chunk::<KEY>()?;
        let (length, after) = after.split_first_chunk::<LENGTH>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let start = bytes.len() - after.len();
        rest = after.get(length..)?;
        index.insert(u128::from_le_bytes(*key), start..start + length);
    }
    Some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(memory: &mut Memory, large: &str) -> (String, bool) {
        let mut made = false;
        let bytes = memory.recall("page", large.as_bytes(), || {
            made = true;
            Some(large.replace("  ", " ").into_bytes())
        });
        (String::from_utf8(bytes.unwrap()).unwrap(), made)
    }

    #[test]
    fn what_is_made_is_made_once_and_forgotten_when_nobody_asks() {
        let mut first = Memory::remembered(1, Vec::new());
        assert_eq!(page(&mut first, "a  b"), ("a b".into(), true));
        assert_eq!(page(&mut first, "c  d"), ("c d".into(), true));
        let kept = first.to_remember().unwrap();

        let mut second = Memory::remembered(1, kept.clone());
        assert_eq!(page(&mut second, "a  b"), ("a b".into(), false));
        assert_eq!(page(&mut second, "c  d"), ("c d".into(), false));
        assert_eq!(second.to_remember(), None, "nothing is new");

        let mut third = Memory::remembered(1, kept);
        assert_eq!(page(&mut third, "c  d"), ("c d".into(), false));
        let mut fourth = Memory::remembered(1, third.to_remember().unwrap());
        assert_eq!(page(&mut fourth, "a  b"), ("a b".into(), true));
    }

    #[test]
    fn what_is_damaged_or_of_another_program_is_nothing() {
        let mut first = Memory::remembered(1, Vec::new());
        page(&mut first, "a  b");
        let kept = first.to_remember().unwrap();
        assert!(page(&mut Memory::remembered(2, kept.clone()), "a  b").1);
        for length in 0..kept.len() {
            assert!(page(&mut Memory::remembered(1, kept[..length].to_vec()), "a  b").1);
        }
        for at in 0..kept.len() {
            let mut torn = kept.clone();
            torn[at] ^= 1;
            assert!(page(&mut Memory::remembered(1, torn), "a  b").1, "byte {at}");
        }
    }
}
