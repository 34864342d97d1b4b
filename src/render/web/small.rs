//! Pages made small, remembered between builds.
//!
//! To minify is the dearest step of a plate. What comes out depends on what goes in alone, so a
//! page is known by a hash of its bytes and can never be the page of another build by mistake.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

/// Bytes of a key, and of a length.
const KEY: usize = 16;
const LENGTH: usize = 4;

/// Small pages by a hash of the large ones.
#[derive(Debug, Default)]
pub struct Small {
    /// Another program may minify otherwise.
    engine: u64,
    remembered: Vec<u8>,
    /// Where in `remembered` each page is.
    index: BTreeMap<u128, Range<usize>>,
    /// The pages of this build that were there.
    used: BTreeSet<u128>,
    /// The pages of this build that were not.
    new: BTreeMap<u128, Vec<u8>>,
}

impl Small {
    /// What an earlier build remembered: its sum, then the key, length and bytes of each page.
    /// Anything else is as good as nothing.
    pub fn remembered(engine: u64, bytes: Vec<u8>) -> Self {
        let index = index(engine, &bytes).unwrap_or_default();
        Self { engine, remembered: bytes, index, ..Self::default() }
    }

    /// A page made small; `make` makes it, unless an earlier build did. Nothing if that fails.
    pub fn page(&mut self, large: &str, make: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        let key = xxh3_128_with_seed(large.as_bytes(), self.engine);
        if let Some(bytes) =
            self.index.get(&key).and_then(|range| self.remembered.get(range.clone()))
        {
            self.used.insert(key);
            return Some(bytes.to_vec());
        }
        let bytes = make()?;
        self.new.insert(key, bytes.clone());
        Some(bytes)
    }

    /// What the next build may use: the pages of this one. Nothing, if that is what was there.
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
        let (head, pages) = all.split_at_mut(8);
        head.copy_from_slice(&xxh3_64_with_seed(pages, self.engine).to_le_bytes());
        Some(all)
    }
}

fn index(engine: u64, bytes: &[u8]) -> Option<BTreeMap<u128, Range<usize>>> {
    let (sum, pages) = bytes.split_first_chunk()?;
    if u64::from_le_bytes(*sum) != xxh3_64_with_seed(pages, engine) {
        return None;
    }
    let mut index = BTreeMap::new();
    let mut rest = pages;
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

    fn page(small: &mut Small, large: &str) -> (String, bool) {
        let mut made = false;
        let bytes = small.page(large, || {
            made = true;
            Some(large.replace("  ", " ").into_bytes())
        });
        (String::from_utf8(bytes.unwrap()).unwrap(), made)
    }

    #[test]
    fn a_page_is_made_once_and_forgotten_when_nobody_asks() {
        let mut first = Small::remembered(1, Vec::new());
        assert_eq!(page(&mut first, "a  b"), ("a b".into(), true));
        assert_eq!(page(&mut first, "c  d"), ("c d".into(), true));
        let kept = first.to_remember().unwrap();

        let mut second = Small::remembered(1, kept.clone());
        assert_eq!(page(&mut second, "a  b"), ("a b".into(), false));
        assert_eq!(page(&mut second, "c  d"), ("c d".into(), false));
        assert_eq!(second.to_remember(), None, "nothing is new");

        let mut third = Small::remembered(1, kept);
        assert_eq!(page(&mut third, "c  d"), ("c d".into(), false));
        let mut fourth = Small::remembered(1, third.to_remember().unwrap());
        assert_eq!(page(&mut fourth, "a  b"), ("a b".into(), true));
    }

    #[test]
    fn what_is_damaged_or_of_another_program_is_nothing() {
        let mut first = Small::remembered(1, Vec::new());
        page(&mut first, "a  b");
        let kept = first.to_remember().unwrap();
        assert!(page(&mut Small::remembered(2, kept.clone()), "a  b").1);
        for length in 0..kept.len() {
            assert!(page(&mut Small::remembered(1, kept[..length].to_vec()), "a  b").1);
        }
        for at in 0..kept.len() {
            let mut torn = kept.clone();
            torn[at] ^= 1;
            assert!(page(&mut Small::remembered(1, torn), "a  b").1, "byte {at}");
        }
    }
}
