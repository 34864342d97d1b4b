//! The tree that Markdown becomes: free of any format, with spans.
//!
//! Every block and every stretch of text has the bytes of its file that it was read from, markup
//! included. Spans are for whoever points at a text or changes it in its place; nothing that is
//! rendered, hashed or signed knows them. [`same_text`] compares trees without them.
//!
//! There is no block for raw HTML: paper, radio and text messages could not carry it.

mod place;
mod plain;
mod walk;

pub use place::{each_span_mut, extent, same_line, same_text};
pub use plain::{Line, plain};
pub use walk::{each_block, each_inline, each_line_mut, each_text, walk};

use super::{field::FieldPath, lesson::Audience, place::ContactRole};
use crate::diag::Span;

/// A stretch of running text, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its bytes in the file, markup included: the stars of bold, the brackets of a field, the
    /// backslash before a letter. A stretch of an address has those of its link.
    pub span: Span,
}

impl Inline {
    /// A stretch of text at a place.
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Words at a place.
    pub fn text(words: impl Into<String>, span: Span) -> Self {
        Self::new(InlineKind::Text(words.into()), span)
    }
}

/// What a stretch of running text is.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Words, normalised to form C.
    Text(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A short stretch to be shown as typed.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// What is shown.
        text: Vec<Inline>,
    },
    /// A picture in running text.
    Picture {
        /// Path of the picture relative to the campaign.
        path: String,
        /// Alternative text, never empty.
        alt: String,
    },
    /// The end of a line that must be kept.
    Break,
    /// A value known only for the place.
    Field(FieldPath),
    /// A dated record of `facts.yaml`, by its id.
    Fact(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An address outside the campaign, or `tel:`, `mailto:`; fields and facts may stand in it.
    Address(Vec<Inline>),
    /// Another lesson, by id.
    Lesson(String),
    /// A file beside the lesson, by its path relative to the campaign.
    File(String),
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the language reads.
    Start,
    /// In the middle.
    Center,
    /// Against the end of the line.
    End,
}

/// The five kinds of GitHub alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Makes it easier.
    Tip,
    /// Must be known.
    Important,
    /// Can harm.
    Warning,
    /// Do this now.
    Caution,
}

impl Alert {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// The box of a name, in letters of any size.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key().eq_ignore_ascii_case(name))
    }

    /// Its name in themes and phrases.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// For a task list: ticked or not.
    pub done: Option<bool>,
    /// What the item holds.
    pub blocks: Vec<Block>,
    /// The item in the source, from its mark.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its cells, each a line.
    pub cells: Vec<Vec<Inline>>,
    /// The row in the source.
    pub span: Span,
}

/// A step: a short command, then the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The bold command.
    pub lead: Vec<Inline>,
    /// What explains it; may be empty.
    pub body: Vec<Inline>,
    /// The step in the source, from its number.
    pub span: Span,
}

/// A row of "do" and "do not".
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What to do.
    pub yes: Vec<Inline>,
    /// What not to do.
    pub no: Vec<Inline>,
    /// The row in the source.
    pub span: Span,
}

/// A number to call, with the situation it serves.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The fact that holds the number.
    pub fact: String,
    /// When to call it.
    pub situation: Vec<Inline>,
    /// The line in the source.
    pub span: Span,
}

/// A question of a quiz.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What is asked.
    pub text: Vec<Inline>,
    /// What may be answered; exactly one is right.
    pub answers: Vec<Answer>,
    /// Why the right answer is right; of several lines, with breaks between them.
    pub explanation: Vec<Inline>,
    /// The question in the source, down to its last line.
    pub span: Span,
}

/// An answer of a quiz.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is said.
    pub text: Vec<Inline>,
    /// Whether it is the right one.
    pub right: bool,
    /// The line in the source.
    pub span: Span,
}

impl Answer {
    /// What is before the answers of a question, in order; it has no more answers than these.
    pub const LETTERS: std::ops::RangeInclusive<char> = 'A'..='Z';
}

/// A block of content, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the file, from its first mark to its last, without blanks at the ends.
    pub span: Span,
}

/// What a block of content is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading inside a part, level 3 or deeper.
    Heading {
        /// 3 to 6.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number; absent for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// One a column.
        align: Vec<Align>,
        /// The head row.
        head: Row,
        /// The other rows, each as wide as the head.
        rows: Vec<Row>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A boxed notice.
    Alert {
        /// How urgent.
        kind: Alert,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Text to be shown as typed.
    Code(String),
    /// A break between thoughts.
    Rule,
    /// Numbered steps (```` ```steps ````).
    Steps(Vec<Step>),
    /// "Do" and "do not" (the two-column table of the part `dont`).
    Pairs {
        /// The head of the left column.
        yes: Vec<Inline>,
        /// The head of the right column.
        no: Vec<Inline>,
        /// The rows.
        pairs: Vec<Pair>,
    },
    /// Numbers to call (```` ```numbers ````).
    Numbers(Vec<Number>),
    /// Dangerous waters of the place (```` ```hazards ````).
    Hazards {
        /// What is shown when none is recorded.
        unknown: Vec<Block>,
    },
    /// People to call at the place (```` ```contacts ROLE… ````).
    Contacts {
        /// Whom, in order.
        roles: Vec<ContactRole>,
        /// What is shown after them when a number is missing.
        unknown: Vec<Block>,
    },
    /// Shown only where the place has hazards on record (```` ```when place.hazards ````).
    WhenHazards(Vec<Block>),
    /// Questions (```` ```quiz ````).
    Quiz(Vec<Question>),
    /// The steps of a protocol, worded for an audience (```` ```protocol ID AUDIENCE ````).
    Protocol {
        /// Id of the protocol.
        id: String,
        /// For whom it is worded.
        audience: Audience,
        /// The line that names them.
        line: Span,
    },
}

impl Block {
    /// A block at a place.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Whether it, or a block within it, shows the waters or the contacts of a place.
    pub fn shows_place(&self) -> bool {
        self.holds(|kind| {
            matches!(
                kind,
                BlockKind::Hazards { .. } | BlockKind::Contacts { .. } | BlockKind::WhenHazards(_)
            )
        })
    }

    /// Whether it, or a block within it, asks questions.
    pub fn asks(&self) -> bool {
        self.holds(|kind| matches!(kind, BlockKind::Quiz(_)))
    }

    /// Whether it is what is wanted, or holds a block that is.
    fn holds(&self, wanted: fn(&BlockKind) -> bool) -> bool {
        let mut found = false;
        each_block(std::slice::from_ref(self), &mut |block| found |= wanted(&block.kind));
        found
    }
}
