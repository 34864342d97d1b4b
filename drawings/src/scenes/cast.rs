//! Who plays: the same few people in every scene. Whoever helps wears grey, whoever is helped white.

use crate::{
    figure::{
        build::{BABY, CHILD, ELDER, MAN, TODDLER, WOMAN, YOUTH},
        head::{CALM, Hair, Hat, SENSELESS},
        person::{Bottom, Person, Top},
    },
    world::Tone,
};

/// The mother, in áo bà ba.
pub const MOTHER: Person = Person {
    build: WOMAN,
    top: Top::BaBa(Tone::Light),
    bottom: Bottom::Trousers(Tone::Mid),
    hair: Hair::Bun,
    hair_tone: Tone::Black,
    hat: Hat::None,
    face: CALM,
    shod: false,
    fingers: false,
};

/// The father.
pub const FATHER: Person = Person {
    build: MAN,
    top: Top::Collar(Tone::Light),
    hair: Hair::Short,
    ..MOTHER
};

/// Somebody who came with the ambulance.
pub const MEDIC: Person = Person {
    top: Top::Shirt(Tone::White),
    bottom: Bottom::Trousers(Tone::White),
    hat: Hat::None,
    hair: Hair::Short,
    shod: true,
    ..FATHER
};

/// The grandmother.
pub const GRANDMOTHER: Person =
    Person { build: ELDER, hair_tone: Tone::White, bottom: Bottom::Trousers(Tone::Mid), ..MOTHER };

/// A boy of seven.
pub const BOY: Person = Person {
    build: CHILD,
    top: Top::Shirt(Tone::White),
    bottom: Bottom::Shorts(Tone::Mid),
    hair: Hair::Short,
    ..MOTHER
};

/// A girl of seven.
pub const GIRL: Person = Person { hair: Hair::Bob, ..BOY };

/// A pupil of twelve, in the uniform of a school.
pub const PUPIL: Person = Person {
    build: YOUTH,
    top: Top::Collar(Tone::White),
    bottom: Bottom::Trousers(Tone::Mid),
    hair: Hair::Tail,
    ..MOTHER
};

/// A boy of twelve.
pub const YOUTH_BOY: Person = Person { hair: Hair::Short, ..PUPIL };

/// A little child of two or three.
pub const LITTLE: Person = Person {
    build: TODDLER,
    top: Top::Vest(Tone::White),
    bottom: Bottom::Shorts(Tone::Mid),
    hair: Hair::Short,
    ..MOTHER
};

/// A baby.
pub const INFANT: Person =
    Person { build: BABY, top: Top::Bare, bottom: Bottom::Nappy, hair: Hair::Down, ..MOTHER };

impl Person {
    /// The same person, who does not answer.
    pub const fn senseless(self) -> Person {
        Person { face: SENSELESS, ..self }
    }

    /// The same person with another face.
    pub const fn with(self, face: crate::figure::head::Face) -> Person {
        Person { face, ..self }
    }
}
