//! Themes: the templates, layouts, assets and fonts that give a campaign its look.

use std::{borrow::Cow, collections::BTreeMap, ops::RangeInclusive};

use super::{
    Audience, Hazard, Lang, Lesson, Pack, Place,
    lesson::{Leaflet, Role, Short},
};
use crate::diag::{FileId, Span};

/// How a printed layout may use ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black only, no tint: for a copier.
    Black,
    /// Grey.
    Grey,
    /// Colour.
    Colour,
}

impl Ink {
    /// Its name at the head of a layout and in it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Black => "black",
            Self::Grey => "grey",
            Self::Colour => "colour",
        }
    }
}

/// What a layout is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// One lesson.
    Lesson,
    /// All lessons of a pack.
    Pack,
    /// One dangerous water of a place.
    Hazard,
}

impl Of {
    /// All, by their names at the head of a layout.
    pub const ALL: [(&str, Self); 3] =
        [("lesson", Self::Lesson), ("pack", Self::Pack), ("hazard", Self::Hazard)];
}

/// What a sheet is for, in the order in which pages offer them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To hang where people pass.
    HangUp,
    /// To hand out.
    HandOut,
    /// For a class or a meeting.
    Class,
    /// For weak eyes.
    WeakEyes,
}

impl Purpose {
    /// All, by their names at the head of a layout.
    pub const ALL: [(&str, Self); 4] = [
        ("hang-up", Self::HangUp),
        ("hand-out", Self::HandOut),
        ("class", Self::Class),
        ("weak-eyes", Self::WeakEyes),
    ];
}

/// How pages are put on sheets that are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impose {
    /// Sheets that lie in each other, folded and stapled in the middle: two pages on each side.
    Saddle,
}

impl Impose {
    /// All, by their names at the head of a layout.
    pub const ALL: [(&str, Self); 1] = [("saddle", Self::Saddle)];

    /// Its name at the head of a layout and in it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Saddle => "saddle",
        }
    }
}

/// How much of what is written in running text a layout prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prose {
    /// All of each part that it takes: a sheet to be handed out.
    Whole,
    /// Of what to do when it happens only the frame, that is the notice and the numbers: a sheet that
    /// hangs where anybody reads it, or lies in a pocket.
    Frame,
}

impl Prose {
    /// All, by their names at the head of a layout.
    pub const ALL: [(&str, Self); 2] = [("whole", Self::Whole), ("frame", Self::Frame)];
}

/// What sheets are made of, whatever their place: what [`Of`] names.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A lesson of a pack.
    Lesson(&'a Pack, &'a Lesson),
    /// A pack.
    Pack(&'a Pack),
    /// Dangerous water: which one, the place says.
    Hazard,
}

impl<'a> Subject<'a> {
    /// What its page and sheets are called; nothing for a water, which its place names.
    pub fn slug(self) -> Option<&'a str> {
        match self {
            Self::Lesson(_, lesson) => Some(&lesson.slug),
            Self::Pack(pack) => Some(&pack.slug),
            Self::Hazard => None,
        }
    }

    /// Whether its page shows what its sheets look like. Of a discreet lesson whoever looks over a
    /// reader's shoulder would see what it is about.
    pub fn is_pictured(self) -> bool {
        matches!(self, Self::Lesson(_, lesson) if !lesson.discreet)
    }

    /// What sort it is.
    pub fn of(self) -> Of {
        match self {
            Self::Lesson(..) => Of::Lesson,
            Self::Pack(_) => Of::Pack,
            Self::Hazard => Of::Hazard,
        }
    }

    /// The sheets that a layout makes of it for a place, or for no place: one, or one for each
    /// water there; none where the lesson is for other places.
    pub fn sheets(self, place: Option<&Place>) -> Vec<Option<&Hazard>> {
        match self {
            Self::Lesson(_, lesson) if !lesson.is_made_for(place) => Vec::new(),
            Self::Lesson(..) | Self::Pack(_) => vec![None],
            Self::Hazard => place.into_iter().flat_map(|place| &place.hazards).map(Some).collect(),
        }
    }
}

/// A printed layout: one `.typ` file, with what stands at its head.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The name of its file without `.typ`, and of the format, as `--format` takes it.
    pub name: String,
    /// What it is made of.
    pub of: Of,
    /// What its sheets are for.
    pub purpose: Purpose,
    /// How it may use ink.
    pub ink: Ink,
    /// Whether its pages are cut into pieces, and marks for the knife may come near the edge.
    pub cut: bool,
    /// How its pages are put on sheets to be folded; nothing if each is a side of its own.
    pub impose: Option<Impose>,
    /// How many pages it may have, before they are put on such sheets.
    pub pages: RangeInclusive<usize>,
    /// The most kilobytes (of 1000 bytes) a file may have.
    pub max_kb: usize,
    /// The same for a language whose script needs a larger font.
    pub max_kb_complex: usize,
    /// With which words for `leaflet` a lesson asks for it, and must then have what it takes.
    /// With none it is made of every lesson that has it.
    pub leaflets: Vec<Leaflet>,
    /// Without `leaflets`: the readers of whom a lesson must have one. With none, all do.
    pub audience: Vec<Audience>,
    /// Without `leaflets`: whether it is made of discreet lessons alone, or of the others alone.
    pub discreet: Option<bool>,
    /// Whether it takes the drawing of a lesson as lines to colour.
    pub lines: bool,
    /// Whether the first language of the campaign stands beside its own: it is then made only in other
    /// languages, and only of texts that are written in them.
    pub beside_first: bool,
    /// The parts it takes.
    pub parts: Vec<Role>,
    /// How much of them it prints.
    pub prose: Prose,
    /// The short parts it takes.
    pub shorts: Vec<Short>,
    /// The facts it takes, whatever it is made of: numbers to call, by their ids, and where
    /// each is written.
    pub facts: Vec<(String, Span)>,
    /// What it is called on a page, by language.
    pub label: BTreeMap<Lang, String>,
    /// Pages and ink in a few words, by language.
    pub detail: BTreeMap<Lang, String>,
    /// The line that says that the file is a layout.
    pub span: Span,
}

impl Layout {
    /// How many sides of paper it surely has.
    pub fn least_sides(&self) -> usize {
        let least = *self.pages.start();
        match self.impose {
            Some(Impose::Saddle) => least.next_multiple_of(4) / 2,
            None => least,
        }
    }

    /// Whether the wrong person may read it: of a discreet lesson such a sheet keeps to whom to tell,
    /// under a title that says nothing.
    pub fn is_neutral(&self, lesson: &Lesson) -> bool {
        self.of == Of::Lesson
            && lesson.discreet
            && self.parts.contains(&Role::Happens)
            && self.prose == Prose::Frame
    }

    /// Whether children would carry home what tells too much.
    fn tells_too_much(&self, lesson: &Lesson) -> bool {
        lesson.is_carried_by_children()
            && lesson.discreet
            && self.parts.contains(&Role::Happens)
            && self.prose == Prose::Whole
    }

    /// Whether it prints all that a lesson says in a part.
    pub fn prints_whole(&self, role: Role) -> bool {
        self.parts.contains(&role) && (role != Role::Happens || self.prose == Prose::Whole)
    }

    /// Whether a lesson asks for it by its `leaflet`.
    pub fn is_asked_by(&self, lesson: &Lesson) -> bool {
        self.leaflets.contains(&lesson.leaflet)
    }

    /// Whether a lesson asks for it, or need not: a tri-fold is made of those alone that are written
    /// for one.
    fn is_wanted_by(&self, lesson: &Lesson) -> bool {
        self.leaflets.is_empty() || self.is_asked_by(lesson)
    }

    /// Whether the page of a subject offers it, if it is made at all.
    pub fn offers(&self, subject: Subject<'_>) -> bool {
        self.of == subject.of()
            && match subject {
                Subject::Lesson(_, lesson) => {
                    self.is_wanted_by(lesson) && !self.tells_too_much(lesson)
                }
                Subject::Pack(_) | Subject::Hazard => true,
            }
    }

    /// Whether it can be made of a subject in a language: there is all it takes.
    pub fn suits(&self, subject: Subject<'_>, lang: &Lang, first: &Lang) -> bool {
        self.of == subject.of()
            && match subject {
                Subject::Lesson(_, lesson) => {
                    self.is_wanted_by(lesson)
                        && self.is_for(lesson)
                        && !self.tells_too_much(lesson)
                        && self.finds_all(lesson, lang, first)
                }
                Subject::Pack(pack) => pack.of_all_places().next().is_some(),
                Subject::Hazard => true,
            }
    }

    /// Whether it is for the readers of a lesson.
    fn is_for(&self, lesson: &Lesson) -> bool {
        let reads = |audience| self.audience.contains(audience);
        (self.audience.is_empty() || lesson.audience.iter().any(reads))
            && self.discreet.is_none_or(|wanted| wanted == lesson.discreet)
    }

    /// Whether a lesson has what it takes. `here` may always be left out, since not every lesson
    /// is about something that lies in a place.
    fn finds_all(&self, lesson: &Lesson, lang: &Lang, first: &Lang) -> bool {
        lesson.leaflet != Leaflet::None
            && lesson.text(lang, first).is_some_and(|(text, _)| {
                let there = |role: &Role| *role == Role::Here || text.part(*role).is_some();
                // A photograph has no lines.
                let drawn = || lesson.colouring.is_some() || text.figure.path.ends_with(".svg");
                self.parts.iter().all(there)
                    && (!self.beside_first || lang != first && lesson.texts.contains_key(lang))
                    && (!self.lines || drawn())
                    && self.shorts.iter().all(|short| text.shorts.contains_key(short))
            })
    }
}

/// A source file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Where it was read.
    pub file: FileId,
    /// Its text.
    pub text: String,
}

/// The layout of cards for sharing.
#[derive(Debug, Clone)]
pub struct CardLayout {
    /// `card.typ`.
    pub source: ThemeFile,
    /// Changes with it, and with any font.
    pub hash: u64,
}

/// Everything a theme gives. The base theme is inside the binary; a file of the same path in
/// the campaign's `themes/` folder takes its place.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Tera templates by path below `web/`.
    pub web: BTreeMap<String, ThemeFile>,
    /// Whether a template is the campaign's own and not the built-in one.
    pub own_web: bool,
    /// Typst sources by path below `print/`.
    pub print: BTreeMap<String, ThemeFile>,
    /// Style sheets, scripts and pictures by path below `assets/`.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// TrueType fonts by file name.
    pub fonts: BTreeMap<String, Cow<'static, [u8]>>,
    /// The layout of the picture that messengers show of a page.
    pub card: Option<CardLayout>,
    /// Printed layouts, in the order of their names.
    pub layouts: Vec<Layout>,
}
