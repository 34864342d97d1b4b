//! The tree that Markdown becomes: free of any format, with spans.
//!
//! There is no block for raw HTML: paper, radio and text messages could not carry it.

use super::{field::FieldPath, lesson::Audience, place::ContactRole};
use crate::diag::Span;

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
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
        /// The whole link in the source.
        span: Span,
    },
    /// A picture in running text.
    Picture {
        /// Path of the picture relative to the campaign.
        path: String,
        /// Alternative text, never empty.
        alt: String,
        /// The whole picture in the source.
        span: Span,
    },
    /// The end of a line that must be kept.
    Break,
    /// A value known only for the place.
    Field {
        /// Which value.
        field: FieldPath,
        /// The field in the source, brackets included.
        span: Span,
    },
    /// A dated record of `facts.yaml`.
    Fact {
        /// Its id.
        id: String,
        /// The fact in the source, brackets included.
        span: Span,
    },
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
}

/// A step: a short command, then the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The bold command.
    pub lead: Vec<Inline>,
    /// What explains it; may be empty.
    pub body: Vec<Inline>,
}

/// A row of "do" and "do not".
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What to do.
    pub yes: Vec<Inline>,
    /// What not to do.
    pub no: Vec<Inline>,
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
    /// Why the right answer is right.
    pub explanation: Vec<Inline>,
}

/// An answer of a quiz.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is said.
    pub text: Vec<Inline>,
    /// Whether it is the right one.
    pub right: bool,
}

/// A block of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
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
        head: Vec<Vec<Inline>>,
        /// The other rows, each as wide as the head.
        rows: Vec<Vec<Vec<Inline>>>,
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
        /// The fence in the source.
        span: Span,
    },
}

impl Block {
    /// Whether it, or a block within it, shows the waters or the contacts of a place.
    pub fn shows_place(&self) -> bool {
        self.holds(|block| {
            matches!(block, Self::Hazards { .. } | Self::Contacts { .. } | Self::WhenHazards(_))
        })
    }

    /// Whether it, or a block within it, asks questions.
    pub fn asks(&self) -> bool {
        self.holds(|block| matches!(block, Self::Quiz(_)))
    }

    /// Whether it is what is wanted, or holds a block that is.
    fn holds(&self, wanted: fn(&Self) -> bool) -> bool {
        let any = |inner: &[Self]| inner.iter().any(|block| block.holds(wanted));
        wanted(self)
            || match self {
                Self::Quote(inner)
                | Self::Alert { blocks: inner, .. }
                | Self::Hazards { unknown: inner }
                | Self::Contacts { unknown: inner, .. }
                | Self::WhenHazards(inner) => any(inner),
                Self::List { items, .. } => items.iter().any(|item| any(&item.blocks)),
                Self::Heading { .. }
                | Self::Paragraph(_)
                | Self::Table { .. }
                | Self::Code(_)
                | Self::Rule
                | Self::Steps(_)
                | Self::Pairs { .. }
                | Self::Numbers(_)
                | Self::Quiz(_)
                | Self::Protocol { .. } => false,
            }
    }
}

/// Calls `visit` for every line of text in a tree, in reading order.
pub fn each_text<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => visit(text),
            Block::List { items, .. } => {
                for item in items {
                    each_text(&item.blocks, visit);
                }
            }
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| visit(cell));
            }
            Block::Quote(inner)
            | Block::Alert { blocks: inner, .. }
            | Block::Hazards { unknown: inner }
            | Block::Contacts { unknown: inner, .. }
            | Block::WhenHazards(inner) => each_text(inner, visit),
            Block::Code(_) | Block::Rule | Block::Protocol { .. } => {}
            Block::Steps(steps) => steps.iter().for_each(|step| {
                visit(&step.lead);
                visit(&step.body);
            }),
            Block::Pairs { yes, no, pairs } => {
                visit(yes);
                visit(no);
                for pair in pairs {
                    visit(&pair.yes);
                    visit(&pair.no);
                }
            }
            Block::Numbers(numbers) => numbers.iter().for_each(|number| visit(&number.situation)),
            Block::Quiz(questions) => questions.iter().for_each(|question| {
                visit(&question.text);
                question.answers.iter().for_each(|answer| visit(&answer.text));
                visit(&question.explanation);
            }),
        }
    }
}

/// Calls `change` for every line of text in a tree, in reading order.
pub fn each_line_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => change(text),
            Block::List { items, .. } => {
                for item in items {
                    each_line_mut(&mut item.blocks, change);
                }
            }
            Block::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(&mut *change);
            }
            Block::Quote(inner)
            | Block::Alert { blocks: inner, .. }
            | Block::Hazards { unknown: inner }
            | Block::Contacts { unknown: inner, .. }
            | Block::WhenHazards(inner) => each_line_mut(inner, change),
            Block::Code(_) | Block::Rule | Block::Protocol { .. } => {}
            Block::Steps(steps) => steps.iter_mut().for_each(|step| {
                change(&mut step.lead);
                change(&mut step.body);
            }),
            Block::Pairs { yes, no, pairs } => {
                change(yes);
                change(no);
                for pair in pairs {
                    change(&mut pair.yes);
                    change(&mut pair.no);
                }
            }
            Block::Numbers(numbers) => {
                for number in numbers {
                    change(&mut number.situation);
                }
            }
            Block::Quiz(questions) => questions.iter_mut().for_each(|question| {
                change(&mut question.text);
                question.answers.iter_mut().for_each(|answer| change(&mut answer.text));
                change(&mut question.explanation);
            }),
        }
    }
}

/// Calls `visit` for every stretch of text in a tree, in reading order.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Inline)) {
    each_text(blocks, &mut |text| walk(text, visit));
}

/// Calls `visit` for every stretch of a line, and for what stands within it.
pub fn walk<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) => walk(inner, visit),
            Inline::Link { target, text, .. } => {
                if let Target::Address(pieces) = target {
                    walk(pieces, visit);
                }
                walk(text, visit);
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Picture { .. }
            | Inline::Break
            | Inline::Field { .. }
            | Inline::Fact { .. } => {}
        }
    }
}

/// The words of a stretch without any markup; fields and facts are left out.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    walk(inlines, &mut |inline| match inline {
        Inline::Text(words) | Inline::Code(words) => text.push_str(words),
        Inline::Picture { alt, .. } => text.push_str(alt),
        Inline::Break => text.push(' '),
        Inline::Strong(_)
        | Inline::Emphasis(_)
        | Inline::Link { .. }
        | Inline::Field { .. }
        | Inline::Fact { .. } => {}
    });
    text
}
