//! The boxes of PDF that Typst leaves out.

/// What opens the box to which a page is cut.
const TRIM: &[u8] = b"/TrimBox";

/// The length of an entry in the table of objects.
const ENTRY: usize = 20;

/// Says of every page how far its bleed goes, `more` points beyond where it is cut. Without it all of
/// the paper is bleed, and so are the marks on it. Nothing if the file is not as Typst writes PDF 1.4:
/// a row of objects, and at its end a table of where each begins.
pub fn with_bleed(bytes: &[u8], pages: usize, more: f32) -> Option<Vec<u8>> {
    let last = find(bytes, b"startxref\n", bytes.len().saturating_sub(64))?;
    let text = std::str::from_utf8(bytes.get(last..)?).ok()?;
    let table: usize = text.lines().nth(1)?.parse().ok()?;
    let objects = bytes.get(..table)?;
    let rest = bytes.get(table..last)?.strip_prefix(b"xref\n0 ")?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (count, rest) = rest.split_at_checked(end)?;
    let count: usize = std::str::from_utf8(count).ok()?.parse().ok()?;
    let (entries, trailer) = rest.get(1..)?.split_at_checked(count * ENTRY)?;
    let offset = |entry: &[u8]| -> Option<usize> {
        (entry.get(17) == Some(&b'n'))
            .then(|| std::str::from_utf8(entry.get(..10)?).ok()?.parse().ok())
            .flatten()
    };
    let mut begins: Vec<usize> = entries.chunks_exact(ENTRY).filter_map(offset).collect();
    begins.push(table);
    begins.sort_unstable();

    let mut boxes: Vec<(usize, String)> = Vec::new();
    for pair in begins.windows(2) {
        let [begin, end] = pair else { continue };
        let object = objects.get(*begin..*end)?;
        // Pages are no streams.
        if find(object, b"\nstream", 0).is_none()
            && let Some(at) = find(object, TRIM, 0)
        {
            boxes.push((begin + at, bleed(object.get(at..)?, more)?));
        }
    }
    if boxes.len() != pages {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() + pages * 64);
    let mut from = 0;
    for (at, text) in &boxes {
        out.extend_from_slice(objects.get(from..*at)?);
        out.extend_from_slice(text.as_bytes());
        from = *at;
    }
    out.extend_from_slice(objects.get(from..)?);
    let moved = |at: usize| -> usize {
        let before = boxes.iter().filter(|(place, _)| *place < at);
        at + before.map(|(_, text)| text.len()).sum::<usize>()
    };
    out.extend_from_slice(format!("xref\n0 {count}\n").as_bytes());
    for entry in entries.chunks_exact(ENTRY) {
        match offset(entry) {
            Some(at) => {
                out.extend_from_slice(format!("{:010}", moved(at)).as_bytes());
                out.extend_from_slice(entry.get(10..)?);
            }
            None => out.extend_from_slice(entry),
        }
    }
    out.extend_from_slice(trailer);
    out.extend_from_slice(format!("startxref\n{}\n%%EOF", moved(table)).as_bytes());
    Some(out)
}

/// The box around the one that a text opens with.
fn bleed(text: &[u8], more: f32) -> Option<String> {
    let inner = text.get(TRIM.len()..)?;
    let open = inner.iter().position(|byte| *byte == b'[')?;
    let close = inner.iter().position(|byte| *byte == b']')?;
    let numbers = std::str::from_utf8(inner.get(open + 1..close)?).ok()?;
    let numbers: Vec<f32> =
        numbers.split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [left, bottom, right, top] = *numbers.as_slice() else { return None };
    let (left, bottom, right, top) = (left - more, bottom - more, right + more, top + more);
    Some(format!("/BleedBox[{left:.3} {bottom:.3} {right:.3} {top:.3}]"))
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|window| window == what).map(|at| from + at)
}
