//! Names that carry a hash of what is in the file, so that no telephone shows an old one.

/// The placeholder of the hash as long as the file is not made: sixteen digits of base sixteen.
const ANY: &str = "*";

/// The name of a file that is called `name` but for its hash: `style.css` is
/// `style-1a2b3c4d5e6f7080.css`.
pub fn hashed(name: &str, hash: u64) -> String {
    with(name, &format!("{hash:016x}"))
}

/// The pattern of all its names: `style-*.css`.
pub fn pattern(name: &str) -> String {
    with(name, ANY)
}

fn with(name: &str, hash: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{stem}-{hash}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_hash_before_its_ending() {
        assert_eq!(hashed("style.css", 0x1a2b_3c4d_5e6f_7080), "style-1a2b3c4d5e6f7080.css");
        assert_eq!(hashed("fonts/a-b.woff2", 1), "fonts/a-b-0000000000000001.woff2");
        assert_eq!(hashed("app", u64::MAX), "app-ffffffffffffffff.bin");
        assert_eq!(pattern("burns.png"), "burns-*.png");
    }
}
