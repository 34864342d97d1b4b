//! A ball that holds a solid, so that most rays need not ask for it.

use super::Solid;
use crate::maths::V;

/// A ball in which a solid lies.
#[derive(Debug, Clone, Copy)]
pub struct Ball {
    /// Its centre.
    pub c: V,
    /// Its radius; infinite for what has no end.
    pub r: f64,
}

impl Ball {
    fn with(self, o: Ball) -> Ball {
        if self.r.is_infinite() || o.r.is_infinite() {
            return Ball { c: self.c, r: f64::INFINITY };
        }
        let apart = (o.c - self.c).length();
        if apart + o.r <= self.r {
            return self;
        }
        if apart + self.r <= o.r {
            return o;
        }
        let r = (apart + self.r + o.r) / 2.0;
        Ball { c: self.c.towards(o.c, (r - self.r) / apart), r }
    }
}

impl Solid {
    /// A ball that holds it.
    pub fn bounds(&self) -> Ball {
        match self {
            Self::Ball { c, r } => Ball { c: *c, r: *r },
            Self::Limb { a, b, ra, rb } => {
                Ball { c: *a, r: *ra }.with(Ball { c: *b, r: *rb })
            }
            Self::Egg { c, r, .. } => Ball { c: *c, r: r.x.max(r.y).max(r.z) },
            Self::Box { c, half, .. } => Ball { c: *c, r: half.length() },
            Self::Cone { a, b, ra, rb, .. } => {
                Ball { c: *a, r: *ra * 1.01 }.with(Ball { c: *b, r: *rb * 1.01 })
            }
            Self::Ring { c, r, thick, .. } => Ball { c: *c, r: r + thick },
            Self::Half { c, .. } => Ball { c: *c, r: f64::INFINITY },
            Self::Flat { c, of, by, .. } => {
                let ball = of.bounds();
                let r = (ball.c - *c).length() + ball.r;
                // Pressed towards the point, nothing goes farther from it.
                if *by <= 1.0 { Ball { c: *c, r } } else { Ball { c: *c, r: r * by } }
            }
            Self::Melt(solids, k) => {
                let ball = all(solids);
                Ball { r: ball.r + k * 0.5, ..ball }
            }
            Self::All(solids) => all(solids),
            Self::Common(solids) => solids
                .iter()
                .map(Solid::bounds)
                .reduce(|a, b| if b.r < a.r { b } else { a })
                .unwrap_or(Ball { c: crate::maths::v(0.0, 0.0, 0.0), r: 0.0 }),
            Self::Without(a, _) => a.bounds(),
            Self::Shell(of, thick) => {
                let ball = of.bounds();
                Ball { r: ball.r + thick, ..ball }
            }
        }
    }
}

fn all(solids: &[Solid]) -> Ball {
    solids
        .iter()
        .map(Solid::bounds)
        .reduce(Ball::with)
        .unwrap_or(Ball { c: crate::maths::v(0.0, 0.0, 0.0), r: 0.0 })
}
