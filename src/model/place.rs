//! Places: dated administrative units, and what is known of them.

use std::collections::BTreeMap;

use super::{Date, Phone};
use crate::diag::Span;

/// The kind of an administrative unit. It changes without the unit changing, so it is dated
/// and never typed into a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
    /// Thị trấn, until 30 June 2025.
    Township,
    /// Huyện, until 30 June 2025.
    District,
    /// Thị xã, until 30 June 2025.
    Town,
    /// Thành phố, of a province until 30 June 2025 or centrally run.
    City,
    /// Tỉnh.
    Province,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Commune,
        Self::Ward,
        Self::SpecialZone,
        Self::Township,
        Self::District,
        Self::Town,
        Self::City,
        Self::Province,
    ];

    /// The Vietnamese word, as `units.csv` gives it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
            Self::Township => "thị trấn",
            Self::District => "huyện",
            Self::Town => "thị xã",
            Self::City => "thành phố",
            Self::Province => "tỉnh",
        }
    }

    /// How people shorten the word before a name.
    pub const fn short(self) -> &'static [&'static str] {
        match self {
            Self::Commune => &["x.", "x"],
            Self::Ward => &["p.", "p"],
            Self::SpecialZone => &["đk.", "đk"],
            Self::Township => &["tt.", "tt"],
            Self::District => &["h.", "h"],
            Self::Town => &["tx.", "tx"],
            Self::City => &["tp.", "tp"],
            Self::Province => &["t.", "t"],
        }
    }

    /// Its name in phrases: `kind_xa`, `kind_xa_inline`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Commune => "xa",
            Self::Ward => "phuong",
            Self::SpecialZone => "dac_khu",
            Self::Township => "thi_tran",
            Self::District => "huyen",
            Self::Town => "thi_xa",
            Self::City => "thanh_pho",
            Self::Province => "tinh",
        }
    }

    /// Whether it is the lowest level, which gets pages and leaflets.
    pub fn is_commune_level(self) -> bool {
        matches!(self, Self::Commune | Self::Ward | Self::SpecialZone | Self::Township)
    }
}

/// What the parts of a commune or ward are called there. Which word is used cannot be derived from the
/// kind of the unit: communes have thôn and ấp, wards khu phố, some of each have others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hamlet {
    /// Thôn.
    Thon,
    /// Ấp.
    Ap,
    /// Khu phố.
    KhuPho,
    /// Tổ dân phố.
    ToDanPho,
}

impl Hamlet {
    /// All.
    pub const ALL: [Self; 4] = [Self::Thon, Self::Ap, Self::KhuPho, Self::ToDanPho];

    /// The Vietnamese word, as `units.csv` gives it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Thon => "thôn",
            Self::Ap => "ấp",
            Self::KhuPho => "khu phố",
            Self::ToDanPho => "tổ dân phố",
        }
    }

    /// Its name in phrases.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Thon => "thon",
            Self::Ap => "ap",
            Self::KhuPho => "khu_pho",
            Self::ToDanPho => "to_dan_pho",
        }
    }
}

/// One dated row of `units.csv`.
#[derive(Debug, Clone)]
pub struct Unit {
    /// First day; absent when it began before our records.
    pub valid_from: Option<Date>,
    /// Last day; absent while it stands.
    pub valid_to: Option<Date>,
    /// Code of the statistics office, as text. Codes are reused: never an identity.
    pub code: String,
    /// Name without its kind, as gazetted.
    pub name: String,
    /// Its kind on these days.
    pub kind: Kind,
    /// What its parts are called; absent while nobody has said.
    pub hamlet: Option<Hamlet>,
    /// Id of the unit it lies in.
    pub parent: Option<String>,
    /// Ids of the units it went into.
    pub successors: Vec<String>,
    /// The row.
    pub span: Span,
}

impl Unit {
    /// Whether the row holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Who can be called at a place. The list is fixed, so that a gap can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactRole {
    /// The people's committee.
    Committee,
    /// The police of the commune.
    Police,
    /// The health station.
    HealthStation,
    /// The hospital that serves it.
    Hospital,
    /// The officer for child protection.
    ChildOfficer,
    /// A school.
    School,
}

impl ContactRole {
    /// All, in order.
    pub const ALL: [Self; 6] = [
        Self::Committee,
        Self::Police,
        Self::HealthStation,
        Self::Hospital,
        Self::ChildOfficer,
        Self::School,
    ];

    /// Those that every commune should name; hospitals and schools are many or far.
    pub const EXPECTED: [Self; 4] =
        [Self::HealthStation, Self::Police, Self::ChildOfficer, Self::Committee];

    /// Its name in tables, fields and phrases.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Police => "police",
            Self::HealthStation => "health_station",
            Self::Hospital => "hospital",
            Self::ChildOfficer => "child_officer",
            Self::School => "school",
        }
    }
}

/// A row of `contacts.csv`. Empty text is unknown.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Whose contact it is.
    pub place: String,
    /// Who.
    pub role: ContactRole,
    /// Name as people know it.
    pub name: String,
    /// Its number.
    pub phone: Option<Phone>,
    /// Whether a number is written that cannot be called, which is reported.
    pub phone_refused: bool,
    /// When it answers.
    pub hours: String,
    /// A note in Vietnamese.
    pub note: String,
    /// The note in English.
    pub note_en: String,
    /// Who gave the number; empty is unknown.
    pub source: String,
    /// When somebody last made sure of the number.
    pub checked_on: Option<Date>,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Whether units below this one may use it (`scope: below`).
    pub below: bool,
    /// Where `note` and `note_en` are.
    pub notes_at: [Span; 2],
    /// The row.
    pub span: Span,
}

impl Contact {
    /// Whether the contact holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// Something that is there, is not, or is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is there.
    Yes,
    /// It is not.
    No,
    /// Nobody has said.
    Unknown,
}

impl Known {
    /// Its name in tables and templates.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

/// The id of the built-in edition for readers with no commune.
pub const GENERAL: &str = "chung";

/// Where on the earth something is, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// North of the equator.
    pub lat: f64,
    /// East of Greenwich.
    pub lon: f64,
}

/// A row of `hazards.csv`: water that can drown a child.
#[derive(Debug, Clone)]
pub struct Hazard {
    /// Permanent id.
    pub id: String,
    /// The place it lies in.
    pub place: String,
    /// Its kind, as `hazards.csv` and phrases (`hazard_…`) name it.
    pub kind: String,
    /// Name as people know it.
    pub name: String,
    /// Where it is, if anybody measured.
    pub spot: Option<Spot>,
    /// Depth in metres, as measured; empty is unknown.
    pub depth_m: String,
    /// Whether it has a warning sign.
    pub sign: Known,
    /// Whether it has a barrier.
    pub barrier: Known,
    /// Who must see to sign and barrier; empty is unknown.
    pub responsible: String,
    /// The day by which sign and barrier must stand; absent is unknown.
    pub due: Option<Date>,
    /// When somebody last went to look; absent is unknown.
    pub seen_on: Option<Date>,
    /// Who saw it or told; empty is unknown.
    pub source: String,
    /// A note in Vietnamese.
    pub note: String,
    /// The note in English.
    pub note_en: String,
    /// Where `name`, `responsible`, `note` and `note_en` are.
    pub words_at: [Span; 4],
    /// The row.
    pub span: Span,
}

/// A row of `points.csv`: where leaflets and posters are brought. It never gets a page.
#[derive(Debug, Clone)]
pub struct Point {
    /// Permanent id.
    pub id: String,
    /// The place it lies in.
    pub place: String,
    /// Its kind, as `points.csv` names it.
    pub kind: String,
    /// Name as people know it.
    pub name: String,
    /// How many households; absent is unknown.
    pub households: Option<u32>,
    /// How many classes.
    pub classes: Option<u32>,
    /// How many pupils.
    pub pupils: Option<u32>,
    /// How many notice boards.
    pub boards: Option<u32>,
    /// The row.
    pub span: Span,
}

/// A local note for one lesson in one language.
#[derive(Debug, Clone)]
pub struct Note {
    /// What it says.
    pub blocks: Vec<super::Block>,
    /// Its first line.
    pub span: Span,
}

/// A unit over time, and what is known of it.
#[derive(Debug, Clone)]
pub struct Place {
    /// Permanent id; never a code, a name or a slug.
    pub id: String,
    /// Its rows, by first day.
    pub units: Vec<Unit>,
    /// Its contacts.
    pub contacts: Vec<Contact>,
    /// Its dangerous waters.
    pub hazards: Vec<Hazard>,
    /// Its delivery points.
    pub points: Vec<Point>,
    /// Local notes by lesson id and language.
    pub notes: BTreeMap<(String, super::Lang), Note>,
    /// Ids of the units that ended and went into this one, in order.
    pub before: Vec<String>,
}

impl Place {
    /// Gives back memory that was kept for more rows: a list that grows has room for four, and
    /// most places need one.
    pub fn fit(&mut self) {
        self.units.shrink_to_fit();
        self.contacts.shrink_to_fit();
        self.hazards.shrink_to_fit();
        self.points.shrink_to_fit();
        self.before.shrink_to_fit();
    }

    /// The row that holds on a day.
    pub fn on(&self, day: Date) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.holds_on(day))
    }

    /// The row that holds on a day, else the last one: what an ended unit was.
    pub fn latest(&self, day: Date) -> Option<&Unit> {
        self.on(day).or_else(|| self.units.last())
    }
}
