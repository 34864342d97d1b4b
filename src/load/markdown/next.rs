//! What comes next in a text, for whoever asks often.

/// Where words come next in a text. They are looked for once, however many places before them ask: a
/// line may have a hundred thousand fields, and each asks for the end of the line.
pub struct Next {
    words: &'static str,
    asked: bool,
    at: Option<usize>,
}

impl Next {
    pub fn new(words: &'static str) -> Self {
        Self { words, asked: false, at: None }
    }

    /// The first place at or after `from`, which never goes back; nothing if there is none.
    pub fn after(&mut self, source: &str, from: usize) -> Option<usize> {
        if !self.asked || self.at.is_some_and(|at| at < from) {
            let found = source.get(from..).and_then(|rest| rest.find(self.words));
            self.at = found.map(|at| from + at);
            self.asked = true;
        }
        self.at
    }
}
