//! Style sheets as they are sent: what only their authors read stays behind. On a slow link the
//! comments of the base theme would cost as much as a drawing.

/// The sheet without comments that stand apart, and without the spaces and lines after what parts
/// rules, values and selectors. Strings and addresses
/// stay as they are, and so does a comment right after a word, which may be all that ends it.
pub fn shorten(css: &[u8]) -> Vec<u8> {
    let mut short: Vec<u8> = Vec::with_capacity(css.len());
    let mut rest = css;
    while let Some((&byte, after)) = rest.split_first() {
        let apart = short.last().is_none_or(|last| b"{}; \t\r\n".contains(last));
        let taken = if rest.starts_with(b"/*") {
            let taken = until(rest, 2, b"*/");
            if apart {
                rest = rest.get(taken..).unwrap_or_default();
                continue;
            }
            taken
        } else if rest.starts_with(b"url(") {
            until(rest, 4, b")")
        } else if byte == b'"' || byte == b'\'' {
            quoted(rest, byte)
        } else {
            let fresh = short.last().is_none_or(|last| b"\n{};,".contains(last));
            if !(fresh && byte.is_ascii_whitespace()) {
                short.push(byte);
            }
            rest = after;
            continue;
        };
        short.extend(rest.iter().take(taken));
        rest = rest.get(taken..).unwrap_or_default();
    }
    short
}

/// How long a stretch is that begins with `skip` bytes and ends with `end`, or with the sheet.
fn until(text: &[u8], skip: usize, end: &[u8]) -> usize {
    let inner = text.get(skip..).unwrap_or_default();
    let found = inner.windows(end.len()).position(|window| window == end);
    found.map_or(text.len(), |at| skip + at + end.len())
}

/// How long a string is, its quotes counted.
fn quoted(text: &[u8], quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in text.iter().enumerate().skip(1) {
        match *byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            byte if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn what_browsers_read_stays_and_what_authors_read_goes() {
        for (css, short) in [
            ("/* a */\n\n@media print{\n  p{margin:0} /* b */\n}\n", "@media print{p{margin:0}}"),
            ("p{/* a */margin:0}", "p{margin:0}"),
            // All that parts two words, and all that joins two halves of a selector.
            ("p{margin:0/* a */1px}a/* b */.c{}", "p{margin:0/* a */1px}a/* b */.c{}"),
            ("p{content:\"/* \\\" */\"}", "p{content:\"/* \\\" */\"}"),
            ("p{background:url(data:,a/* b */)}", "p{background:url(data:,a/* b */)}"),
            ("a, b > c {\n  margin: 0 1px;\n}\n", "a,b > c {margin: 0 1px;}"),
            ("p{} /* never ends", "p{}"),
            ("p{content:'never ends", "p{content:'never ends"),
            ("p{background:url(never", "p{background:url(never"),
            ("", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&shorten(css.as_bytes())), short, "{css}");
        }
    }
}
