//! Fields: values known only for a place, as an author names them in `[[ … ]]`.

use super::place::ContactRole;

/// What a field may name. The list is closed, so that a misspelt name is found and the
/// nearest real one suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldPath {
    /// `place.name`: Lộc Ninh.
    Name,
    /// `place.full`: Phường Lộc Ninh.
    Full,
    /// `place.inline`: phường Lộc Ninh, for the middle of a sentence.
    Inline,
    /// `place.kind`: phường.
    Kind,
    /// `place.hamlet`: what the units below it are called: thôn, ấp, khu phố.
    Hamlet,
    /// `place.ascii`: Phuong Loc Ninh, for text messages without marks.
    Ascii,
    /// `place.province`: the province or city it lies in, in full.
    Province,
    /// `place.ROLE.name`: the name of a contact.
    ContactName(ContactRole),
    /// `place.ROLE.phone`: its telephone number, as people write it.
    ContactPhone(ContactRole),
    /// `place.ROLE.hours`: when it answers.
    ContactHours(ContactRole),
}

impl FieldPath {
    /// Those that say what the place is called; they are always known.
    const OF_PLACE: [Self; 7] = [
        Self::Name,
        Self::Full,
        Self::Inline,
        Self::Kind,
        Self::Hamlet,
        Self::Ascii,
        Self::Province,
    ];

    /// Every field with its path, in the order of the reference.
    pub fn all() -> Vec<(String, Self)> {
        let mut all: Vec<(String, Self)> =
            Self::OF_PLACE.into_iter().map(|field| (field.path(), field)).collect();
        for role in ContactRole::ALL {
            for field in
                [Self::ContactName(role), Self::ContactPhone(role), Self::ContactHours(role)]
            {
                all.push((field.path(), field));
            }
        }
        all
    }

    /// The dotted path, as it is typed.
    pub fn path(self) -> String {
        match self {
            Self::Name => "place.name".into(),
            Self::Full => "place.full".into(),
            Self::Inline => "place.inline".into(),
            Self::Kind => "place.kind".into(),
            Self::Hamlet => "place.hamlet".into(),
            Self::Ascii => "place.ascii".into(),
            Self::Province => "place.province".into(),
            Self::ContactName(role) => format!("place.{}.name", role.key()),
            Self::ContactPhone(role) => format!("place.{}.phone", role.key()),
            Self::ContactHours(role) => format!("place.{}.hours", role.key()),
        }
    }

    /// The field of a path, if there is one.
    pub fn parse(path: &str) -> Option<Self> {
        Self::all().into_iter().find(|(known, _)| known == path).map(|(_, field)| field)
    }

    /// Whether it can be unknown. Names of a place are always known.
    pub fn can_be_unknown(self) -> bool {
        match self {
            Self::Name
            | Self::Full
            | Self::Inline
            | Self::Kind
            | Self::Hamlet
            | Self::Ascii
            | Self::Province => false,
            Self::ContactName(_) | Self::ContactPhone(_) | Self::ContactHours(_) => true,
        }
    }
}
