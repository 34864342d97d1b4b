//! From where a scene is looked at. Things far away are no smaller: a drawing of a hold is measured.

use crate::{
    maths::{Frame, NEAR, UP, V, cosine, sine, v},
    world::World,
};

/// Units of a drawing from left to right, and from top to bottom.
pub const WIDTH: f64 = 200.0;
/// From top to bottom.
pub const HEIGHT: f64 = 150.0;
/// So many rays go to a unit.
pub const FINE: f64 = 4.0;
/// Kept free at all sides, in units.
const MARGIN: f64 = 3.5;

/// A view without vanishing points.
#[derive(Debug, Clone)]
pub struct Camera {
    /// To the right of the picture.
    pub right: V,
    /// Up in the picture.
    pub up: V,
    /// Out of the picture.
    pub out: V,
    /// What is in the middle.
    pub middle: V,
    /// Units to a centimetre.
    pub scale: f64,
}

impl Camera {
    /// A camera that has gone so many degrees to the right about the scene and looks down so many.
    pub fn new(round: f64, down: f64) -> Self {
        let out = v(sine(round) * cosine(down), sine(down), cosine(round) * cosine(down));
        let frame = Frame::new(UP, out);
        let right = frame.left;
        Self { right, up: out.cross(right), out, middle: NEAR * 0.0, scale: 1.0 }
    }

    /// A camera that looks straight down; what is far (−z) is at the top.
    pub fn above() -> Self {
        Self { right: v(1.0, 0.0, 0.0), up: v(0.0, 0.0, -1.0), out: UP, middle: NEAR * 0.0, scale: 1.0 }
    }

    /// Looking at a point, the picture so many centimetres wide.
    #[must_use]
    pub fn at(mut self, middle: V, width: f64) -> Self {
        self.middle = middle;
        self.scale = WIDTH / width;
        self
    }

    /// So near that everything lined is just within the frame.
    #[must_use]
    pub fn fitted(mut self, world: &World) -> Self {
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut hold = |p: V, r: f64| {
            let (x, y) = (p.dot(self.right), p.dot(self.up));
            left = left.min(x - r);
            right = right.max(x + r);
            low = low.min(y - r);
            high = high.max(y + r);
        };
        // Balls are too large for what lies in them: look closer.
        for part in &world.parts {
            if part.ball.r.is_infinite() || !part.lined {
                continue;
            }
            let cell = part.ball.r / 12.0;
            for i in -12..=12 {
                for j in -12..=12 {
                    let (x, y) = (f64::from(i) * cell, f64::from(j) * cell);
                    let mut depth = part.ball.r;
                    while depth > -part.ball.r {
                        let p = part.ball.c + self.right * x + self.up * y + self.out * depth;
                        let d = part.solid.distance(p);
                        if d < cell * 0.4 {
                            hold(p, cell * 0.4);
                            break;
                        }
                        depth -= d.max(cell * 0.4);
                    }
                }
            }
        }
        for p in &world.framed {
            hold(*p, 0.0);
        }
        let (w, h) = (right - left, high - low);
        self.scale = ((WIDTH - 2.0 * MARGIN) / w).min((HEIGHT - 2.0 * MARGIN) / h);
        let (x, y) = (f64::midpoint(left, right), f64::midpoint(low, high));
        self.middle = self.right * x + self.up * y;
        self
    }

    /// Where a point is in the picture, in units from its upper left corner.
    pub fn place(&self, p: V) -> (f64, f64) {
        let d = p - self.middle;
        (
            WIDTH / 2.0 + d.dot(self.right) * self.scale,
            HEIGHT / 2.0 - d.dot(self.up) * self.scale,
        )
    }

    /// How near a point is.
    pub fn depth(&self, p: V) -> f64 {
        p.dot(self.out)
    }

    /// The point of the picture plane under a place in units.
    pub fn point(&self, x: f64, y: f64) -> V {
        let d = self.middle
            + self.right * ((x - WIDTH / 2.0) / self.scale)
            + self.up * ((HEIGHT / 2.0 - y) / self.scale);
        d - self.out * d.dot(self.out)
    }
}
