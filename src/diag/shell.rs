//! Names of files in commands that are shown to be typed.

use std::path::Path;

/// A name as it is typed: in quotes where a shell would take it for several words, or for more than a
/// name.
pub fn typed(path: &Path) -> String {
    let name = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "._-/\\:+@,%=".contains(c);
    // A backslash stands between folders on Windows, and is a mark of the shell elsewhere.
    let plain = |c: char| plain(c) && (cfg!(windows) || c != '\\');
    if !name.is_empty() && name.chars().all(plain) {
        return name;
    }
    // Windows has no name with such a mark.
    if name.contains(['"', '$', '`', '\\', '!']) && !cfg!(windows) {
        return format!("'{}'", name.replace('\'', "'\\''"));
    }
    format!("\"{name}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_words_is_typed_in_quotes() {
        for (name, shown) in [
            ("places.xlsx", "places.xlsx"),
            ("gửi/xã-1.xlsx", "gửi/xã-1.xlsx"),
            ("so lien lac.xlsx", "\"so lien lac.xlsx\""),
            ("a&b.xlsx", "\"a&b.xlsx\""),
            ("bảng (1).xlsx", "\"bảng (1).xlsx\""),
        ] {
            assert_eq!(typed(Path::new(name)), shown);
        }
        #[cfg(not(windows))]
        assert_eq!(typed(Path::new("it's $5.xlsx")), "'it'\\''s $5.xlsx'");
    }
}
