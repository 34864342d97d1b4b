//! The words of what stays out of a lesson: comments, margins, what was taken out with tracked
//! changes. They are listed, and so they are read like the text: a list of `Tr¹m y tÕ` helps nobody.

use super::{
    block::{Block, Run, letters},
    body::{Around, Note, Walker},
    flat, xml,
};
use crate::model::fold::nfc;

impl<'a, 't: 'a> Walker<'a, 't> {
    /// All words of what is read, on a line, as Unicode. Nothing else comes of it: nothing is
    /// counted, and no picture is saved.
    pub fn aside(&mut self, read: impl FnOnce(&mut Self) -> Vec<Block>) -> String {
        let losses = std::mem::take(&mut self.losses);
        let after = std::mem::take(&mut self.after);
        let fields = std::mem::take(&mut self.fields);
        let initial = std::mem::take(&mut self.initial);
        let outer = std::mem::replace(&mut self.aside, true);
        let (gone, old_khmer) = (self.gone, self.old_khmer);
        let mut blocks = read(self);
        blocks.append(&mut self.after);
        let words = letters(&flat::one_line(&blocks, &mut self.losses));
        (self.losses, self.after, self.fields) = (losses, after, fields);
        (self.initial, self.aside) = (initial, outer);
        (self.gone, self.old_khmer) = (gone, old_khmer);
        nfc(&words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The same of what stands in a paragraph.
    pub fn runs_aside(&mut self, read: impl FnOnce(&mut Self, &mut Vec<Run>)) -> String {
        self.aside(|walker| {
            let mut runs = Vec::new();
            read(walker, &mut runs);
            walker.settle(&mut runs);
            vec![Block::Paragraph(runs)]
        })
    }

    /// Tells the notes that nothing in the text leads to: whatever did was taken out.
    pub fn uncited(&mut self) {
        let is_text = |note: &Note<'_, '_>| {
            xml::attribute(note.node, "type").is_none_or(|kind| kind == "normal")
        };
        let all = self.notes.iter().filter(|(key, _)| !self.cited.contains(*key));
        let left: Vec<Note<'a, 't>> = all.map(|(_, note)| *note).filter(is_text).collect();
        // None of them leads to itself either.
        let outer = std::mem::replace(&mut self.in_note, true);
        for note in left {
            let words =
                self.within(note.around, |walker| walker.aside(|walker| walker.blocks(note.node)));
            self.losses.uncited.extend(Some(words).filter(|words| !words.is_empty()));
        }
        self.in_note = outer;
    }

    /// Reads in another part of the archive.
    pub fn within<T>(&mut self, around: Around<'a>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.around, around);
        let found = read(self);
        self.around = outer;
        found
    }
}
