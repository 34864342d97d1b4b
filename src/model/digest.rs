//! The hash of a text: one definition, for signatures and for printed editions.
//!
//! It is taken of what was written, after normalisation and before anything that rendering adds: the
//! same words in the same parts have the same hash however the file is wrapped, indented or saved,
//! and whatever a theme makes of them.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::{
    Block, Fact, Inline, Lang, LessonText, Protocol, ProtocolText,
    block::{Align, BlockKind, InlineKind, Target},
    fold::nfc,
};

/// The hash of a text: 96 bits, written with 24 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 12]);

impl Digest {
    /// The hash that was written; nothing if it is none.
    pub fn parse(written: &str) -> Option<Self> {
        let mut bytes = [0; 12];
        if written.len() != 2 * bytes.len() || !written.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(written.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The hash of a lesson in a language: its head, its parts and its short parts.
    pub fn of_lesson(text: &LessonText) -> Self {
        let mut feed = Feed::new("lesson");
        for (tag, words) in
            [("title", &text.title), ("action", &text.action), ("summary", &text.summary)]
        {
            feed.tag(tag);
            feed.words(words);
        }
        feed.tag("messages");
        text.messages.iter().for_each(|message| feed.words(message));
        feed.tag("figure");
        feed.words(&text.figure.path);
        feed.words(&text.figure.alt);
        for part in &text.parts {
            feed.tag(part.role.key());
            feed.inlines(&part.title);
            feed.blocks(&part.blocks);
        }
        for (short, (blocks, _)) in &text.shorts {
            feed.tag(short.key());
            feed.blocks(blocks);
        }
        feed.end()
    }

    /// The hash of a protocol in a language: its title, its numbers and its steps.
    pub fn of_protocol(protocol: &Protocol, text: &ProtocolText, title: &str) -> Self {
        let mut feed = Feed::new("protocol");
        feed.words(&protocol.id);
        feed.words(title);
        for (name, value) in &protocol.values {
            feed.tag("value");
            feed.words(name);
            feed.words(value);
        }
        for (audience, blocks) in &text.parts {
            feed.tag(audience.key());
            feed.blocks(blocks);
        }
        feed.end()
    }

    /// The hash of what a fact says in a language.
    pub fn of_fact(fact: &Fact, lang: &Lang, first: &Lang) -> Self {
        let mut feed = Feed::new("fact");
        feed.words(&fact.id);
        feed.words(fact.value_in(lang, first));
        feed.words(fact.says_in(lang, first));
        feed.end()
    }

    /// The hash of a picture. Of a drawing, which is text, it is the same however its lines end.
    pub fn of_picture(path: &str, bytes: &[u8]) -> Self {
        let mut feed = Feed::new("bytes");
        if path.ends_with(".svg") {
            let lines: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
            feed.bytes(&lines);
        } else {
            feed.bytes(bytes);
        }
        feed.end()
    }

    /// The hash of a text with what it cites, each by name: what a signature holds.
    #[must_use]
    pub fn with<'a>(self, cited: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        let mut feed = Feed::new("signed");
        feed.bytes(&self.0);
        for (name, digest) in cited {
            feed.words(name);
            feed.bytes(&digest.0);
        }
        feed.end()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Takes a tree in. Each piece goes in with its length or its mark, so that no two trees are the
/// same bytes.
struct Feed(Sha256);

impl Feed {
    fn new(of: &str) -> Self {
        let mut feed = Self(Sha256::new());
        feed.tag(of);
        feed
    }

    fn end(self) -> Digest {
        let whole = self.0.finalize();
        let mut bytes = [0; 12];
        bytes.iter_mut().zip(whole).for_each(|(byte, found)| *byte = found);
        Digest(bytes)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Says what follows.
    fn tag(&mut self, tag: &str) {
        self.0.update([0xFF]);
        self.bytes(tag.as_bytes());
    }

    fn count(&mut self, number: usize) {
        self.0.update((number as u64).to_le_bytes());
    }

    /// Words, in form C, with one space where there are spaces or the end of a line.
    fn words(&mut self, words: &str) {
        let mut flat = String::with_capacity(words.len());
        for c in nfc(words).chars() {
            match c {
                // A no-break space holds words together, which is a matter of print.
                c if c.is_whitespace() => {
                    if !flat.ends_with(' ') {
                        flat.push(' ');
                    }
                }
                c => flat.push(c),
            }
        }
        self.bytes(flat.as_bytes());
    }

    fn line(&mut self, tag: &str, line: &[Inline]) {
        self.tag(tag);
        self.inlines(line);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.count(inlines.len());
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(words) => {
                    self.tag("text");
                    self.words(words);
                }
                InlineKind::Strong(inner) => self.line("strong", inner),
                InlineKind::Emphasis(inner) => self.line("emphasis", inner),
                InlineKind::Code(words) => {
                    self.tag("code");
                    self.words(words);
                }
                InlineKind::Link { target, text } => {
                    match target {
                        Target::Address(pieces) => self.line("address", pieces),
                        Target::Lesson(id) => {
                            self.tag("to-lesson");
                            self.words(id);
                        }
                        Target::File(path) => {
                            self.tag("to-file");
                            self.words(path);
                        }
                    }
                    self.inlines(text);
                }
                InlineKind::Picture { path, alt } => {
                    self.tag("picture");
                    self.words(path);
                    self.words(alt);
                }
                InlineKind::Break => self.tag("break"),
                InlineKind::Field(field) => {
                    self.tag("field");
                    self.words(&field.path());
                }
                InlineKind::Fact(id) => {
                    self.tag("fact");
                    self.words(id);
                }
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.count(blocks.len());
        for block in blocks {
            self.block(block);
        }
    }

    fn within(&mut self, tag: &str, blocks: &[Block]) {
        self.tag(tag);
        self.blocks(blocks);
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                self.tag("heading");
                self.count(usize::from(*level));
                self.inlines(text);
            }
            BlockKind::Paragraph(text) => self.line("paragraph", text),
            BlockKind::List { start, items } => {
                self.tag(if start.is_some() { "numbered" } else { "bullets" });
                self.words(&start.unwrap_or_default().to_string());
                self.count(items.len());
                for item in items {
                    self.tag(match item.done {
                        None => "item",
                        Some(false) => "to-do",
                        Some(true) => "done",
                    });
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Table { align, head, rows } => {
                self.tag("table");
                for side in align {
                    self.tag(match side {
                        Align::Start => "start",
                        Align::Center => "center",
                        Align::End => "end",
                    });
                }
                for row in std::iter::once(head).chain(rows) {
                    self.tag("row");
                    for cell in &row.cells {
                        self.inlines(cell);
                    }
                }
            }
            BlockKind::Quote(inner) => self.within("quote", inner),
            BlockKind::Alert { kind, blocks } => self.within(kind.key(), blocks),
            BlockKind::Code(text) => {
                self.tag("code");
                self.bytes(nfc(text).as_bytes());
            }
            BlockKind::Rule => self.tag("rule"),
            BlockKind::Steps(steps) => {
                self.tag("steps");
                self.count(steps.len());
                for step in steps {
                    self.inlines(&step.lead);
                    self.inlines(&step.body);
                }
            }
            BlockKind::Pairs { yes, no, pairs } => {
                self.tag("pairs");
                self.count(pairs.len());
                for (yes, no) in
                    std::iter::once((yes, no)).chain(pairs.iter().map(|pair| (&pair.yes, &pair.no)))
                {
                    self.inlines(yes);
                    self.inlines(no);
                }
            }
            BlockKind::Numbers(numbers) => {
                self.tag("numbers");
                self.count(numbers.len());
                for number in numbers {
                    self.words(&number.fact);
                    self.inlines(&number.situation);
                }
            }
            BlockKind::Hazards { unknown } => self.within("hazards", unknown),
            BlockKind::Contacts { roles, unknown } => {
                self.tag("contacts");
                for role in roles {
                    self.words(role.key());
                }
                self.blocks(unknown);
            }
            BlockKind::WhenHazards(inner) => self.within("when-hazards", inner),
            BlockKind::Quiz(questions) => {
                self.tag("quiz");
                self.count(questions.len());
                for question in questions {
                    self.inlines(&question.text);
                    self.count(question.answers.len());
                    for answer in &question.answers {
                        self.tag(if answer.right { "right" } else { "wrong" });
                        self.inlines(&answer.text);
                    }
                    self.inlines(&question.explanation);
                }
            }
            BlockKind::Protocol { id, audience, line: _ } => {
                self.tag("protocol");
                self.words(id);
                self.words(audience.key());
            }
        }
    }
}
