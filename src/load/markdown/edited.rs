//! A text with some of its bytes read as others, and the way back to the bytes that were typed.

use std::ops::Range;

/// What is read in the place of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes.
    pub at: Range<usize>,
    /// What is read there.
    pub put: String,
}

impl Edit {
    pub fn new(at: Range<usize>, put: impl Into<String>) -> Self {
        Self { at, put: put.into() }
    }
}

/// A stretch of an edited text, and the bytes that were typed for it.
#[derive(Debug, Clone)]
struct Piece {
    /// Where it begins in the edited text.
    start: usize,
    /// What was typed.
    typed: Range<usize>,
    /// Whether it is read as it was typed.
    kept: bool,
}

/// A text as it is read.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

impl Edited {
    /// Makes some edits in a text. Of two that overlap the earlier one in the list is made.
    pub fn new(typed: &str, edits: &[Edit]) -> Self {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        // What is put in one place keeps the order in which it was asked for, before what is read in
        // the place of the letters there.
        edits.sort_by_key(|edit| (edit.at.start, !edit.at.is_empty()));
        let mut edited = Self { text: String::with_capacity(typed.len()), pieces: Vec::new() };
        let (mut at, mut rest) = (0, typed);
        for edit in edits {
            // One that begins before the last one ends, or parts a letter, is not made: no text is lost.
            let split = edit.at.start.checked_sub(at).and_then(|start| {
                let (before, after) = rest.split_at_checked(start)?;
                Some((before, after.split_at_checked(edit.at.len())?.1))
            });
            let Some((before, after)) = split else { continue };
            edited.add(before, at..edit.at.start, true);
            edited.add(&edit.put, edit.at.clone(), false);
            (at, rest) = (edit.at.end, after);
        }
        edited.add(rest, at..typed.len(), true);
        edited
    }

    fn add(&mut self, text: &str, typed: Range<usize>, kept: bool) {
        if !text.is_empty() || !typed.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), typed, kept });
            self.text.push_str(text);
        }
    }

    /// The bytes that a stretch of the edited text was typed as.
    pub fn typed(&self, at: Range<usize>) -> Range<usize> {
        let start = self.start(at.start);
        start..self.end(at.end).max(start)
    }

    /// Where a stretch begins: after what is read as nothing before it.
    fn start(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.start <= at);
        let Some(piece) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else {
            return 0;
        };
        match piece.kept {
            true => (piece.typed.start + (at - piece.start)).min(piece.typed.end),
            false if at == piece.start => piece.typed.start,
            false => piece.typed.end,
        }
    }

    /// Where a stretch ends: before what is read as nothing after it.
    fn end(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.start < at);
        let Some(piece) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else {
            return self.pieces.first().map_or(0, |piece| piece.typed.start);
        };
        if piece.kept {
            (piece.typed.start + (at - piece.start)).min(piece.typed.end)
        } else {
            piece.typed.end
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_leads_back_to_what_was_typed() {
        let typed = "– một\n    hai";
        let edits = [Edit::new(10..14, ""), Edit::new(0..3, "-"), Edit::new(9..9, "\\")];
        let edited = Edited::new(typed, &edits);
        assert_eq!(edited.text, "- một\\\nhai");
        // What would part a letter, or reach beyond the end, is not made.
        for at in [1..4, 0..1, 10..99] {
            assert_eq!(Edited::new(typed, &[Edit::new(at, "")]).text, typed);
        }
        let back = |words: &str| {
            let at = edited.text.find(words).unwrap();
            typed.get(edited.typed(at..at + words.len())).expect("whole letters")
        };
        assert_eq!(back("- một"), "– một");
        assert_eq!(back("một"), "một");
        assert_eq!(back("hai"), "hai");
        assert_eq!(back("\\\n"), "\n");
        assert_eq!(back("\\\nhai"), "\n    hai");
        assert_eq!(edited.typed(0..edited.text.len()), 0..typed.len());
    }

    #[test]
    fn of_two_edits_of_one_place_the_first_is_made() {
        let edits = [Edit::new(1..3, "x"), Edit::new(2..4, "y"), Edit::new(3..3, "z")];
        assert_eq!(Edited::new("abcd", &edits).text, "axzd");
    }
}
