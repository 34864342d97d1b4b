//! Scripts as they are sent: what only their authors read stays behind, as it does of
//! [style sheets](super::style).

/// The script without its lines of comment. From a line on after which a template literal may be
/// open nothing is left out, since a line of text may open as one of comment does.
pub fn shorten(js: &[u8]) -> Vec<u8> {
    let mut short = Vec::with_capacity(js.len());
    let (mut goes_on, mut is_text) = (false, false);
    for line in js.split_inclusive(|byte| *byte == b'\n') {
        let is_comment = line.trim_ascii_start().starts_with(b"//");
        let closes = line.windows(2).any(|pair| pair == b"*/");
        if !is_comment || closes || goes_on || is_text {
            short.extend_from_slice(line);
        }
        goes_on = line.trim_ascii_end().ends_with(b"\\");
        is_text |= line.split(|byte| *byte == b'`').count() % 2 == 0;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn lines_of_comment_go_and_all_else_stays() {
        for (js, short) in [
            ("// a\nlet b; // c\n  // d\r\ne();", "let b; // c\ne();"),
            ("f('//a\\\n// b');\n", "f('//a\\\n// b');\n"),
            ("f(`a`);\n// b\ng(`\n// c\n`);\n// d\n", "f(`a`);\ng(`\n// c\n`);\n// d\n"),
            ("/*\n// a */ b();\n", "/*\n// a */ b();\n"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&shorten(js.as_bytes())), short, "{js}");
        }
    }
}
