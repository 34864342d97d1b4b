//! Packs and lessons.

use std::collections::BTreeMap;

use super::{
    Date, Lang, Place, Signature,
    block::{Block, Inline, InlineKind, each_inline, each_text, walk},
    cited::{Name, each_name, each_name_of_line},
    revision::{Origin, Paragraph},
};
use crate::diag::{FileId, Span};

/// A topic: drowning, injury, abuse, online.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Permanent name, unique among packs and lessons.
    pub id: String,
    /// What its page and sheets are called, without an ending; see [`slug`](super::slug).
    pub slug: String,
    /// Title by language.
    pub title: BTreeMap<Lang, String>,
    /// One line that says what the pack gives, by language.
    pub promise: BTreeMap<Lang, String>,
    /// The shape that stands for it in colour and in black: `water`, `home`, `self`, `net`.
    pub shape: String,
    /// Whether its readers must not be seen reading it.
    pub discreet: bool,
    /// Ids that it had before, and where each is written: their addresses lead to it.
    pub was: Vec<(String, Span)>,
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
    /// Its `pack.yaml`.
    pub file: FileId,
}

impl Pack {
    /// The lessons that are printed and made for every place, in order.
    pub fn of_all_places(&self) -> impl Iterator<Item = &Lesson> {
        let common =
            |lesson: &&Lesson| lesson.only_in.is_empty() && lesson.leaflet != Leaflet::None;
        self.lessons.iter().filter(common)
    }
}

/// For whom a lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Children of 6 to 10 years.
    YoungChildren,
    /// Children of 11 to 15 years.
    OlderChildren,
    /// Parents and others who look after children.
    Carers,
    /// Teachers.
    Teachers,
    /// The village meeting.
    Village,
}

impl Audience {
    /// All, in the order in which groups are listed.
    pub const ALL: [Self; 5] =
        [Self::Carers, Self::YoungChildren, Self::OlderChildren, Self::Teachers, Self::Village];

    /// Its name in front matter and phrases.
    pub fn key(self) -> &'static str {
        match self {
            Self::YoungChildren => "children-6-10",
            Self::OlderChildren => "children-11-15",
            Self::Carers => "carers",
            Self::Teachers => "teachers",
            Self::Village => "village",
        }
    }

    /// Whether children read it, so that it must have a quiz.
    pub fn is_children(self) -> bool {
        matches!(self, Self::YoungChildren | Self::OlderChildren)
    }
}

/// The season in which a lesson matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// The dry season, when ponds and pits are what is left of the water.
    Dry,
    /// The summer holidays.
    Summer,
    /// The rains.
    Rains,
}

impl Season {
    /// All, in the order of a year.
    pub const ALL: [Self; 3] = [Self::Dry, Self::Summer, Self::Rains];

    /// Its name in front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::Dry => "dry",
            Self::Summer => "summer",
            Self::Rains => "rains",
        }
    }
}

/// Which leaflets a plain build makes of a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaflet {
    /// None.
    None,
    /// The copier sheet.
    Copier,
    /// The copier sheet and the tri-fold.
    Trifold,
}

/// What a part of a lesson is for. Roles are the same in every language and stand in this
/// order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Why it matters.
    Why,
    /// What to do.
    Do,
    /// Do and do not.
    Dont,
    /// What it looks like here.
    Here,
    /// What to do if it happens.
    Happens,
    /// Whom to call.
    Call,
    /// What to look for at home, to be ticked.
    Checklist,
    /// Talking points for the village meeting.
    Talk,
    /// An activity for the class.
    Activity,
    /// Questions.
    Quiz,
}

impl Role {
    /// All, in their fixed order.
    pub const ALL: [Self; 10] = [
        Self::Why,
        Self::Do,
        Self::Dont,
        Self::Here,
        Self::Happens,
        Self::Call,
        Self::Checklist,
        Self::Talk,
        Self::Activity,
        Self::Quiz,
    ];

    /// The role with this key, if there is one.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Its name in `{#…}`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Do => "do",
            Self::Dont => "dont",
            Self::Here => "here",
            Self::Happens => "happens",
            Self::Call => "call",
            Self::Checklist => "checklist",
            Self::Talk => "talk",
            Self::Activity => "activity",
            Self::Quiz => "quiz",
        }
    }
}

/// A part of a lesson in one language.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// Its heading.
    pub title: Vec<Inline>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Its heading in the source.
    pub span: Span,
}

/// Short parts, written by hand since a machine cannot shorten well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Short {
    /// The front of a tri-fold.
    Front,
    /// The line of a poster.
    Poster,
    /// Thirty seconds of radio.
    Spot,
    /// Three to five minutes of radio.
    Radio,
    /// A text message.
    Sms,
}

impl Short {
    /// All.
    pub const ALL: [Self; 5] = [Self::Front, Self::Poster, Self::Spot, Self::Radio, Self::Sms];

    /// Its name as a fence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Poster => "poster",
            Self::Spot => "spot",
            Self::Radio => "radio",
            Self::Sms => "sms",
        }
    }
}

/// Who drafted a text, where its readers must know that before somebody has signed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafter {
    /// A machine.
    Machine,
    /// A person.
    Person,
}

impl Drafter {
    /// All, by their names in front matter.
    pub const ALL: [(&str, Self); 2] = [("machine", Self::Machine), ("person", Self::Person)];
}

/// The picture that stands for a lesson.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Path relative to the campaign, a key of [`Campaign::pictures`](super::Campaign::pictures).
    pub path: String,
    /// What it shows, never empty.
    pub alt: String,
    /// Where it is named.
    pub span: Span,
}

/// Where the words and days of a front matter are, without their quotes. What is not there, or is no text, has
/// the place of the front matter.
#[derive(Debug, Clone)]
pub struct HeadSpans {
    /// Of `title`.
    pub title: Span,
    /// Of `action`.
    pub action: Span,
    /// Of `summary`.
    pub summary: Span,
    /// Of each of `messages`, in their order.
    pub messages: Vec<Span>,
    /// Of the alternative text of `figure`, if it is written there.
    pub alt: Option<Span>,
    /// Of `revised`.
    pub revised: Span,
    /// Of `review_by`.
    pub review_by: Span,
    /// Of `translates`.
    pub translates: Span,
    /// Of `review`.
    pub review: Span,
}

impl HeadSpans {
    /// Those of a front matter of which nothing was read yet.
    pub fn nothing(front: Span) -> Self {
        Self {
            title: front,
            action: front,
            summary: front,
            messages: Vec::new(),
            alt: None,
            revised: front,
            review_by: front,
            translates: front,
            review: front,
        }
    }
}

/// A lesson in one language.
#[derive(Debug, Clone)]
pub struct LessonText {
    /// Its file.
    pub file: FileId,
    /// The front matter in the source.
    pub span: Span,
    /// Where its title, its action, its summary, its messages and its alternative text stand.
    pub at: HeadSpans,
    /// Title, plain text.
    pub title: String,
    /// The one line of action.
    pub action: String,
    /// One sentence about the lesson.
    pub summary: String,
    /// Three to five messages.
    pub messages: Vec<String>,
    /// Its picture.
    pub figure: Figure,
    /// When the text was last changed in substance; dates its leaflets.
    pub revised: Date,
    /// Who drafted it, if that is written down.
    pub drafted_by: Option<Drafter>,
    /// Who signed it, if anybody did.
    pub signature: Option<Signature>,
    /// For a translation: the `revised` of the text it was made from.
    pub translates: Option<Date>,
    /// For a translation: the paragraphs that it was made from, if that was written down.
    pub origin: Option<Origin>,
    /// For the original: its paragraphs, if a translation says from which it was made.
    pub paragraphs: Vec<Paragraph>,
    /// Its parts, in order of role.
    pub parts: Vec<Part>,
    /// Whether each heading says which part it opens; if not, that is reported, and nothing is known of
    /// the parts that are missing.
    pub whole: bool,
    /// Its short parts.
    pub shorts: BTreeMap<Short, (Vec<Block>, Span)>,
}

impl LessonText {
    /// The part of a role, if the lesson has it.
    pub fn part(&self, role: Role) -> Option<&Part> {
        self.parts.iter().find(|part| part.role == role)
    }

    /// What of the original changed since this was made from it; nothing if it still says what the
    /// original says. Where only a day was written down, an older text gives an empty list.
    pub fn behind(&self, original: &Self) -> Option<Vec<String>> {
        let from = self.translates?;
        match &self.origin {
            Some(origin) => {
                let changed = origin.changed(&original.paragraphs);
                (!changed.is_empty()).then_some(changed)
            }
            None => (from < original.revised).then(Vec::new),
        }
    }

    /// Whether its page says anything of the place of its reader: a field of the place, its waters
    /// or its contacts. Short parts stand on no page.
    pub fn is_local(&self) -> bool {
        self.parts.iter().any(|part| {
            let mut local = part.blocks.iter().any(Block::shows_place);
            let mut look = |inline: &Inline| local |= matches!(inline.kind, InlineKind::Field(_));
            walk(&part.title, &mut look);
            each_inline(&part.blocks, &mut look);
            local
        })
    }

    /// Calls `visit` for every line of the text: headings, parts and short parts.
    pub fn each_text<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        for part in &self.parts {
            visit(&part.title);
            each_text(&part.blocks, visit);
        }
        self.shorts.values().for_each(|(blocks, _)| each_text(blocks, visit));
    }

    /// Calls `visit` for everything that the text names, with its place.
    pub fn each_name<'a>(&'a self, visit: &mut impl FnMut(Name<'a>, Span)) {
        for part in &self.parts {
            each_name_of_line(&part.title, visit);
            each_name(&part.blocks, visit);
        }
        self.shorts.values().for_each(|(blocks, _)| each_name(blocks, visit));
    }

    /// Calls `visit` for every stretch of those lines.
    pub fn each_inline<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        self.each_text(&mut |text| walk(text, visit));
    }
}

/// Where the items of a lesson's lists are written, in the order of the lists.
#[derive(Debug, Clone, Default)]
pub struct ListSpans {
    /// Of `facts`.
    pub facts: Vec<Span>,
    /// Of `sources`.
    pub sources: Vec<Span>,
    /// Of `only_in`.
    pub only_in: Vec<Span>,
}

/// Why a lesson is parked: it is read and checked, and in no output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The reason, in one line.
    pub reason: String,
    /// Where it is written.
    pub span: Span,
}

/// One subject of a pack, in one or more languages, for named audiences.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Permanent name, unique among packs and lessons.
    pub id: String,
    /// What its pages and sheets are called, without an ending; see [`slug`](super::slug).
    pub slug: String,
    /// For whom.
    pub audience: Vec<Audience>,
    /// When it matters most; empty for all the year.
    pub season: Vec<Season>,
    /// Ids of the facts it cites.
    pub facts: Vec<String>,
    /// Which leaflets a plain build makes.
    pub leaflet: Leaflet,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// When it must be checked again.
    pub review_by: Date,
    /// Whether its readers must not be seen reading it: as its pack, if it does not say.
    pub discreet: bool,
    /// The places it is made for; empty for all.
    pub only_in: Vec<String>,
    /// Ids that it had before, and where each is written: their addresses and printed codes lead
    /// to it.
    pub was: Vec<(String, Span)>,
    /// Where each item of `facts`, `sources` and `only_in` is written.
    pub spans: ListSpans,
    /// Why it is not to be published yet, if it is parked.
    pub parked: Option<Parked>,
    /// The path of its own drawing to colour, if it brings one: a key of
    /// [`Campaign::pictures`](super::Campaign::pictures).
    pub colouring: Option<String>,
    /// Its texts; the campaign's first language is always among them.
    pub texts: BTreeMap<Lang, LessonText>,
}

impl Lesson {
    /// Whether its sheets are for children and no adult at home: a child carries them, and the wrong
    /// person may read them.
    pub fn is_carried_by_children(&self) -> bool {
        let children = |audience: &Audience| audience.is_children();
        let at_home =
            |audience: &Audience| matches!(audience, Audience::Carers | Audience::Village);
        self.audience.iter().any(children) && !self.audience.iter().any(at_home)
    }

    /// Whether a place has it; `None` is the general edition.
    pub fn is_made_for(&self, place: Option<&Place>) -> bool {
        self.only_in.is_empty() || place.is_some_and(|place| self.only_in.contains(&place.id))
    }

    /// The text in a language, or in the first language with `true`.
    pub fn text<'a>(&'a self, lang: &Lang, first: &Lang) -> Option<(&'a LessonText, bool)> {
        match self.texts.get(lang) {
            Some(text) => Some((text, false)),
            None => self.texts.get(first).map(|text| (text, true)),
        }
    }
}
