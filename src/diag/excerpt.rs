//! The lines of a file around the places that a diagnostic marks. A renderer that is given the whole
//! file reads it for each diagnostic, and shows a line of eight thousand letters in full.

use std::ops::Range;

/// Longer lines are cut around the first mark on them.
const LONGEST: usize = 160;
/// So much of a long line stands before the mark.
const BEFORE: usize = 60;

/// Some lines of a text.
pub struct Excerpt {
    /// The lines; long ones are cut.
    pub text: String,
    /// Where the marks are in them, in the order in which they were given.
    pub places: Vec<Range<usize>>,
    /// The number of the first line, less one.
    pub lines_before: usize,
    /// Whether a line is cut at its start, so that columns cannot be told from the excerpt.
    pub is_cut: bool,
}

/// The lines of a text that hold some places.
pub fn excerpt(text: &str, places: &[Range<usize>]) -> Excerpt {
    let from = places.iter().map(|place| place.start).min().unwrap_or_default();
    let to = places.iter().map(|place| place.end).max().unwrap_or_default();
    let start = text.get(..from).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(to..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| to + at);
    let lines_before = text.get(..start).unwrap_or_default().matches('\n').count();
    let mut excerpt =
        Excerpt { text: String::new(), places: places.to_vec(), lines_before, is_cut: false };
    let mut at = start;
    for line in text.get(start..end).unwrap_or_default().split_inclusive('\n') {
        excerpt.line(line, at, places);
        at += line.len();
    }
    // What ends with a text has no line of its own.
    let length = excerpt.text.len();
    for place in &mut excerpt.places {
        *place = place.start.min(length)..place.end.min(length);
    }
    excerpt
}

impl Excerpt {
    /// Adds a line that begins at a byte of the text.
    fn line(&mut self, line: &str, at: usize, places: &[Range<usize>]) {
        let inside = at..=at + line.len();
        let words = line.trim_end_matches(['\n', '\r']);
        let marked = places.iter().filter(|place| inside.contains(&place.start));
        let first = marked.map(|place| place.start - at).min().unwrap_or_default();
        let kept = window(words, first);
        let base = self.text.len();
        let lead = if kept.start > 0 { "…" } else { "" };
        self.is_cut |= kept.start > 0;
        self.text.push_str(lead);
        self.text.extend(words.get(kept.clone()).unwrap_or_default().chars().map(shown));
        if kept.end < words.len() {
            self.text.push('…');
        }
        let end = self.text.len();
        self.text.push_str(line.get(words.len()..).unwrap_or_default());
        let moved = |byte: usize| match (byte - at).checked_sub(words.len() + 1) {
            Some(past) => end + past + 1,
            None => base + lead.len() + (byte - at).clamp(kept.start, kept.end) - kept.start,
        };
        for (place, new) in places.iter().zip(&mut self.places) {
            if inside.contains(&place.start) {
                new.start = moved(place.start);
            }
            if inside.contains(&place.end) {
                new.end = moved(place.end);
            }
        }
    }
}

/// What is kept of a line around a byte of it.
fn window(line: &str, mark: usize) -> Range<usize> {
    if line.chars().count() <= LONGEST {
        return 0..line.len();
    }
    let before = line.get(..mark.min(line.len())).unwrap_or_default();
    let from = before.char_indices().rev().take(BEFORE).last().map_or(before.len(), |(at, _)| at);
    let rest = line.get(from..).unwrap_or_default();
    let to = rest.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| from + at);
    from..to
}

/// A letter as a terminal can show it: what would turn or break its lines has another in its place,
/// of as many bytes.
fn shown(c: char) -> char {
    match c {
        '\u{80}'..='\u{9F}' | '\u{AD}' | '\u{61C}' => '·',
        '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFFE}'
        | '\u{FFFF}' => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt around one place, and what is marked in it.
    fn around(text: &str, place: Range<usize>) -> (Excerpt, String) {
        let found = excerpt(text, std::slice::from_ref(&place));
        let marked = found.text.get(found.places[0].clone()).unwrap().to_owned();
        (found, marked)
    }

    /// How many lines end before a byte.
    fn lines(text: &str, at: usize) -> usize {
        text.get(..at).unwrap().matches('\n').count()
    }

    #[test]
    fn marks_stay_on_their_words() {
        let long = format!("{}đây{}", "ăn ".repeat(1000), " cơm".repeat(1000));
        let text = format!("một\nhai\n{long}\r\nbốn\nnăm\n");
        let place = |word: &str| {
            let at = text.find(word).unwrap();
            at..at + word.len()
        };
        for word in ["một", "hai", "đây", "bốn", "năm"] {
            let (found, marked) = around(&text, place(word));
            assert_eq!(marked, word);
            assert!(found.text.chars().count() <= LONGEST + 4, "{}", found.text);
            let line = found.lines_before + lines(&found.text, found.places[0].start);
            assert_eq!(line, lines(&text, place(word).start));
        }
        let found = excerpt(&text, &[place("năm"), place("hai")]);
        let marked = found.places.iter().map(|place| found.text.get(place.clone()).unwrap());
        assert_eq!(marked.collect::<Vec<_>>(), ["năm", "hai"]);
    }

    #[test]
    fn what_cannot_be_marked_is_marked_at_the_end() {
        for text in ["", "a", "a\n", "ế\nb"] {
            for start in 0..=text.len() {
                for end in start..=text.len() {
                    if text.get(start..end).is_some() {
                        around(text, start..end);
                    }
                }
            }
        }
    }

    #[test]
    fn what_would_turn_a_line_has_another_letter_in_its_place() {
        let (found, _) = around("gọi \u{202E}114\u{85}", 0..1);
        assert_eq!(found.text, "gọi \u{FFFD}114·");
    }
}
