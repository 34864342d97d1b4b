//! The boxes of PDF that Typst leaves out.

use super::written::{Written, find, offset};

/// What opens the box to which a page is cut.
const TRIM: &[u8] = b"/TrimBox";

/// Says of every page how far its bleed goes, `more` points beyond where it is cut. Without it all of
/// the paper is bleed, and so are the marks on it. Nothing if the file is not as Typst writes it.
pub fn with_bleed(bytes: &[u8], pages: usize, more: f32) -> Option<Vec<u8>> {
    let Written { table, entries, trailer, objects, .. } = Written::of(bytes)?;
    let mut boxes: Vec<(usize, String)> = Vec::new();
    for place in &objects {
        let object = bytes.get(place.clone())?;
        // Pages are no streams.
        if find(object, b"\nstream", 0).is_none()
            && let Some(at) = find(object, TRIM, 0)
        {
            boxes.push((place.start + at, bleed(object.get(at..)?, more)?));
        }
    }
    if boxes.len() != pages {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() + pages * 64);
    let mut from = 0;
    for (at, text) in &boxes {
        out.extend_from_slice(bytes.get(from..*at)?);
        out.extend_from_slice(text.as_bytes());
        from = *at;
    }
    out.extend_from_slice(bytes.get(from..table)?);
    let moved = |at: usize| -> usize {
        let before = boxes.iter().filter(|(place, _)| *place < at);
        at + before.map(|(_, text)| text.len()).sum::<usize>()
    };
    out.extend_from_slice(format!("xref\n0 {}\n", entries.len()).as_bytes());
    for entry in entries {
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
