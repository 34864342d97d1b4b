//! What a scene is made of: parts with a tone, the joints at which they melt, and strokes upon them.

use crate::{
    maths::V,
    solid::{Ball, Solid},
};

/// The flat tones. Black and white carry the drawing; greys help, and may be lost on a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Skin, and clothes of whoever is helped.
    White,
    /// Clothes of whoever helps, ground.
    Light,
    /// Trousers, wood, shade.
    Mid,
    /// Hair.
    Black,
}

impl Tone {
    /// All but white, the lighter first: the order in which they are laid on.
    pub const INKS: [Tone; 3] = [Tone::Light, Tone::Mid, Tone::Black];

    /// How it is written.
    pub const fn paint(self) -> &'static str {
        match self {
            Self::White => "#fff",
            Self::Light => "#d6d6d6",
            Self::Mid => "#a6a6a6",
            Self::Black => "#000",
        }
    }
}

/// How heavy a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Folds, faces.
    Fine,
    /// Where cloth meets skin.
    Inner,
    /// Around a body or a thing.
    Outer,
}

impl Weight {
    /// All of them.
    pub const ALL: [Weight; 3] = [Weight::Fine, Weight::Inner, Weight::Outer];

    /// Tenths of a unit, of which a drawing is 2000 wide. At 25 mm the thinnest is 0.57 pt.
    pub const fn tenths(self) -> u32 {
        match self {
            Self::Fine => 16,
            Self::Inner => 19,
            Self::Outer => 26,
        }
    }
}

/// Who or what a part belongs to. Between two of them there is always a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner(pub u16);

/// A part of a person or a thing.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whose it is.
    pub owner: Owner,
    /// How it is filled.
    pub tone: Tone,
    /// Whether a line goes round it. Shade on the ground has none.
    pub lined: bool,
    /// Whether lines within it are left out, as between the fingers of a small hand.
    pub plain: bool,
    /// Its form.
    pub solid: Solid,
    /// What of space it takes.
    pub ball: Ball,
}

/// Where two parts melt into each other and no line parts them.
#[derive(Debug, Clone, Copy)]
pub struct Joint {
    /// One part.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The middle of the joint.
    pub at: V,
    /// How far it reaches.
    pub reach: f64,
    /// How much they melt.
    pub melt: f64,
}

/// A stroke on a surface, or in the air.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// The points that it goes through.
    pub points: Vec<V>,
    /// Its weight.
    pub weight: Weight,
    /// Whether what lies before it hides it.
    pub hidden: bool,
    /// Whether it is filled black.
    pub filled: bool,
    /// Whether it bends softly between its points.
    pub soft: bool,
    /// Drawn with a white rim, so that it stands off what is behind.
    pub rim: bool,
}

/// All that a scene shows.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The parts.
    pub parts: Vec<Part>,
    /// The joints between them.
    pub joints: Vec<Joint>,
    /// The strokes.
    pub strokes: Vec<Stroke>,
    /// Points that the frame must hold besides all parts that are framed.
    pub framed: Vec<V>,
    /// How many centimetres hands and feet are short of what they should reach.
    pub missed: Vec<f64>,
    owners: u16,
}

impl World {
    /// Somebody or something new.
    pub fn owner(&mut self) -> Owner {
        self.owners += 1;
        Owner(self.owners)
    }

    /// Adds a part and tells its number.
    pub fn add(&mut self, owner: Owner, tone: Tone, solid: Solid) -> usize {
        let ball = solid.bounds();
        self.parts.push(Part { owner, tone, lined: true, plain: false, solid, ball });
        self.parts.len() - 1
    }

    /// Adds a part without lines within it.
    pub fn plain(&mut self, owner: Owner, tone: Tone, solid: Solid) -> usize {
        let number = self.add(owner, tone, solid);
        if let Some(part) = self.parts.get_mut(number) {
            part.plain = true;
        }
        number
    }

    /// Adds a part without a line round it.
    pub fn shade(&mut self, tone: Tone, solid: Solid) -> usize {
        let owner = self.owner();
        let number = self.add(owner, tone, solid);
        if let Some(part) = self.parts.get_mut(number) {
            part.lined = false;
        }
        number
    }

    /// Adds a thing that is one solid, without lines within it.
    pub fn plain_thing(&mut self, tone: Tone, solid: Solid) -> usize {
        let owner = self.owner();
        self.plain(owner, tone, solid)
    }

    /// Adds a thing that is one solid.
    pub fn thing(&mut self, tone: Tone, solid: Solid) -> usize {
        let owner = self.owner();
        self.add(owner, tone, solid)
    }

    /// Melts two parts about a point.
    pub fn join(&mut self, a: usize, b: usize, at: V, reach: f64, melt: f64) {
        self.joints.push(Joint { a, b, at, reach, melt });
    }

    /// A soft stroke on a surface.
    pub fn stroke(&mut self, weight: Weight, points: Vec<V>) {
        self.strokes.push(Stroke {
            points,
            weight,
            hidden: true,
            filled: false,
            soft: true,
            rim: false,
        });
    }

    /// A stroke that nothing hides: an arrow, a sound, a wave.
    pub fn sign(&mut self, weight: Weight, points: Vec<V>, soft: bool) {
        self.strokes.push(Stroke { points, weight, hidden: false, filled: false, soft, rim: true });
    }

    /// A stroke before everything, without a rim: the edge of something clear.
    pub fn film(&mut self, weight: Weight, points: Vec<V>) {
        self.strokes.push(Stroke { points, weight, hidden: false, filled: false, soft: true, rim: false });
    }

    /// A black spot on a surface.
    pub fn spot(&mut self, points: Vec<V>) {
        self.strokes.push(Stroke {
            points,
            weight: Weight::Fine,
            hidden: true,
            filled: true,
            soft: true,
            rim: false,
        });
    }
}
