//! Solids by how far a point is from them.
//!
//! Such solids melt into each other where they meet, as flesh does; capsules and boxes never look like
//! a person.

mod bounds;

use crate::maths::{Frame, V, share, v};

pub use bounds::Ball;

/// A solid.
#[derive(Debug, Clone)]
pub enum Solid {
    /// A ball.
    Ball { c: V, r: f64 },
    /// Two balls and all between them: a limb.
    Limb { a: V, b: V, ra: f64, rb: f64 },
    /// An egg with three radii: left, up, front.
    Egg { c: V, frame: Frame, r: V },
    /// A box with three half sides and round edges.
    Box { c: V, frame: Frame, half: V, round: f64 },
    /// A cone cut off flat at both ends, or a pillar.
    Cone { a: V, b: V, ra: f64, rb: f64, round: f64 },
    /// A ring about an axis.
    Ring { c: V, axis: V, r: f64, thick: f64 },
    /// All on one side of a plane.
    Half { c: V, n: V },
    /// Pressed flat from front to back, by the factor, through a point.
    Flat { c: V, frame: Frame, by: f64, of: std::boxed::Box<Solid> },
    /// Melted together over so many centimetres.
    Melt(Vec<Solid>, f64),
    /// Together, with their edges.
    All(Vec<Solid>),
    /// What is in all of them.
    Common(Vec<Solid>),
    /// The first without the second.
    Without(std::boxed::Box<Solid>, std::boxed::Box<Solid>),
    /// A skin of so many centimetres to both sides of the surface.
    Shell(std::boxed::Box<Solid>, f64),
}

/// A limb of two thicknesses.
pub fn limb(a: V, b: V, ra: f64, rb: f64) -> Solid {
    Solid::Limb { a, b, ra, rb }
}

/// A ball.
pub fn ball(c: V, r: f64) -> Solid {
    Solid::Ball { c, r }
}

/// An egg: radii to the left, up and front.
pub fn egg(c: V, frame: Frame, left: f64, up: f64, front: f64) -> Solid {
    Solid::Egg { c, frame, r: v(left, up, front) }
}

/// A box: half sides to the left, up and front.
pub fn block(c: V, frame: Frame, left: f64, up: f64, front: f64, round: f64) -> Solid {
    Solid::Box { c, frame, half: v(left, up, front), round }
}

/// A pillar, or a cone cut off.
pub fn cone(a: V, b: V, ra: f64, rb: f64) -> Solid {
    Solid::Cone { a, b, ra, rb, round: 0.3 }
}

impl Solid {
    /// Without another.
    #[must_use]
    pub fn without(self, other: Solid) -> Solid {
        Solid::Without(self.into(), other.into())
    }

    /// How far a point is from the surface; negative within. Never too far, or rays would jump through.
    pub fn distance(&self, p: V) -> f64 {
        match self {
            Self::Ball { c, r } => (p - *c).length() - r,
            Self::Limb { a, b, ra, rb } => round_cone(p, *a, *b, *ra, *rb),
            Self::Egg { c, frame, r } => {
                let q = frame.within(p - *c);
                let k0 = v(q.x / r.x, q.y / r.y, q.z / r.z).length();
                let k1 = v(q.x / (r.x * r.x), q.y / (r.y * r.y), q.z / (r.z * r.z)).length();
                if k1 < 1e-9 { -r.x.min(r.y).min(r.z) } else { k0 * (k0 - 1.0) / k1 }
            }
            Self::Box { c, frame, half, round } => {
                let q = frame.within(p - *c);
                let q = v(
                    q.x.abs() - half.x + round,
                    q.y.abs() - half.y + round,
                    q.z.abs() - half.z + round,
                );
                let out = v(q.x.max(0.0), q.y.max(0.0), q.z.max(0.0)).length();
                out + q.x.max(q.y).max(q.z).min(0.0) - round
            }
            Self::Cone { a, b, ra, rb, round } => {
                capped_cone(p, *a, *b, ra - round, rb - round, *round)
            }
            Self::Ring { c, axis, r, thick } => {
                let d = p - *c;
                let height = d.dot(*axis);
                let out = (d - *axis * height).length() - r;
                (out * out + height * height).sqrt() - thick
            }
            Self::Half { c, n } => (p - *c).dot(*n),
            Self::Flat { c, frame, by, of } => {
                let d = p - *c;
                let front = d.dot(frame.front);
                of.distance(*c + d + frame.front * (front / by - front)) * by
            }
            Self::Melt(solids, k) => solids
                .iter()
                .map(|solid| solid.distance(p))
                .reduce(|a, b| melt(a, b, *k))
                .unwrap_or(f64::INFINITY),
            Self::All(solids) => {
                solids.iter().map(|solid| solid.distance(p)).fold(f64::INFINITY, f64::min)
            }
            Self::Common(solids) => {
                solids.iter().map(|solid| solid.distance(p)).fold(f64::NEG_INFINITY, f64::max)
            }
            Self::Without(a, b) => a.distance(p).max(-b.distance(p)),
            Self::Shell(of, thick) => of.distance(p).abs() - thick,
        }
    }
}

/// The lesser of two distances, rounded over the last centimetres.
pub fn melt(a: f64, b: f64, k: f64) -> f64 {
    if k <= 0.0 {
        return a.min(b);
    }
    let h = (k - (a - b).abs()).max(0.0) / k;
    a.min(b) - h * h * k * 0.25
}

fn round_cone(p: V, a: V, b: V, ra: f64, rb: f64) -> f64 {
    let ba = b - a;
    let l2 = ba.dot(ba);
    let rr = ra - rb;
    let a2 = l2 - rr * rr;
    if l2 < 1e-9 || a2 <= 0.0 {
        // One ball holds the other.
        return ((p - a).length() - ra).min((p - b).length() - rb);
    }
    let il2 = 1.0 / l2;
    let pa = p - a;
    let y = pa.dot(ba);
    let z = y - l2;
    let side = pa * l2 - ba * y;
    let x2 = side.dot(side);
    let y2 = y * y * l2;
    let z2 = z * z * l2;
    let k = sign(rr) * rr * rr * x2;
    if sign(z) * a2 * z2 > k {
        (x2 + z2).sqrt() * il2 - rb
    } else if sign(y) * a2 * y2 < k {
        (x2 + y2).sqrt() * il2 - ra
    } else {
        ((x2 * a2 * il2).sqrt() + y * rr) * il2 - ra
    }
}

fn capped_cone(p: V, a: V, b: V, ra: f64, rb: f64, round: f64) -> f64 {
    // The ends move in by the rounding.
    let axis = (b - a).unit();
    let (a, b) = (a + axis * round, b - axis * round);
    let rba = rb - ra;
    let ba = b - a;
    let baba = ba.dot(ba);
    let pa = p - a;
    let papa = pa.dot(pa);
    let paba = pa.dot(ba) / baba;
    let x = (papa - paba * paba * baba).max(0.0).sqrt();
    let cax = (x - if paba < 0.5 { ra } else { rb }).max(0.0);
    let cay = (paba - 0.5).abs() - 0.5;
    let k = rba * rba + baba;
    let f = share((rba * (x - ra) + paba * baba) / k);
    let cbx = x - ra - f * rba;
    let cby = paba - f;
    let s = if cbx < 0.0 && cay < 0.0 { -1.0 } else { 1.0 };
    s * (cax * cax + cay * cay * baba).min(cbx * cbx + cby * cby * baba).sqrt() - round
}

fn sign(x: f64) -> f64 {
    if x < 0.0 {
        -1.0
    } else if x > 0.0 {
        1.0
    } else {
        0.0
    }
}
