//! Short codes that are printed, typed and read aloud.

use xxhash_rust::xxh3::Xxh3;

use super::slug::letters;

/// The first `count` letters of a hash of 64 bits in base 32.
pub fn letters64(hash: u64, count: u32) -> String {
    letters(u128::from(hash) << 64, count)
}

/// The short id of a page: `q/ID.html` leads to it. It depends on what the page is, not on what
/// it says nor on the sheet it is printed on, so a sheet on a wall leads to the newest text for
/// years.
pub fn id(lesson: &str, lang: &str, place: &str) -> String {
    let mut hash = Xxh3::new();
    for part in [lesson, lang, place] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    letters(hash.digest128(), 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_eight_letters_that_cannot_be_misread() {
        let code = id("bai", "vi", "an");
        assert_eq!(code.len(), 8);
        let clear = |letter: char| {
            letter.is_ascii_digit() || (letter.is_ascii_uppercase() && !"ILOU".contains(letter))
        };
        assert!(code.chars().all(clear), "{code}");
        assert_ne!(code, id("bai", "vi", "binh"));
        // The parts are kept apart.
        assert_ne!(id("ab", "vi", "an"), id("a", "bvi", "an"));
        // Printed on paper that hangs for years: this may never change.
        assert_eq!(code, letters(xxhash_rust::xxh3::xxh3_128(b"bai\0vi\0an\0"), 8));
    }
}
