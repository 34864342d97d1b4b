//! What pages and sheets of packs and lessons are called in addresses and file names.
//!
//! An address stands in the history of a browser, and a file name in a folder of downloads, for
//! everybody who uses the machine after its reader. Those of discreet packs and lessons are
//! letters that say nothing, always the same for the same id.

use xxhash_rust::xxh3::xxh3_64;

/// Digits and letters without I, L, O and U, so that no code is misread or spells a word.
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// The first `count` letters of a number in base 32.
pub fn letters(number: u128, count: u32) -> String {
    (0..count)
        .filter_map(|at| LETTERS.get(usize::try_from((number >> (123 - 5 * at)) & 31).unwrap_or(0)))
        .collect()
}

/// What the page and the sheets of a pack or lesson are called, without an ending. Two ids of a campaign
/// have the same six letters hardly ever, and that is reported.
pub fn of(id: &str, discreet: bool) -> String {
    if !discreet {
        return id.to_owned();
    }
    let letters = letters(u128::from(xxh3_64(id.as_bytes())) << 64, 6);
    format!("bai-{}", letters.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_discreet_is_called_by_letters_that_never_change() {
        assert_eq!(of("burns", false), "burns");
        // Addresses are sent on and printed: these may never change.
        assert_eq!(of("noticing", true), "bai-c0yjar");
        assert_ne!(of("noticing", true), of("who-we-trust", true));
    }
}
