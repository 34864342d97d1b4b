//! Points and directions in space: x to the right, y up, z towards whoever looks; in centimetres.
//!
//! Only operations that every machine rounds alike are used, so that a drawing has the same bytes
//! everywhere. That is why sine and cosine are made here.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A point, or a direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct V {
    /// To the right.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// Towards whoever looks.
    pub z: f64,
}

/// A point or a direction by its three numbers.
pub const fn v(x: f64, y: f64, z: f64) -> V {
    V { x, y, z }
}

/// The three directions that scenes are written in.
pub const RIGHT: V = v(1.0, 0.0, 0.0);
/// Against gravity.
pub const UP: V = v(0.0, 1.0, 0.0);
/// Towards whoever looks.
pub const NEAR: V = v(0.0, 0.0, 1.0);

impl Add for V {
    type Output = V;
    fn add(self, o: V) -> V {
        v(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}

impl Sub for V {
    type Output = V;
    fn sub(self, o: V) -> V {
        v(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}

impl Mul<f64> for V {
    type Output = V;
    fn mul(self, k: f64) -> V {
        v(self.x * k, self.y * k, self.z * k)
    }
}

impl Div<f64> for V {
    type Output = V;
    fn div(self, k: f64) -> V {
        self * (1.0 / k)
    }
}

impl Neg for V {
    type Output = V;
    fn neg(self) -> V {
        self * -1.0
    }
}

impl V {
    /// How far two directions go together.
    pub fn dot(self, o: V) -> f64 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    /// The direction at right angles to two others.
    pub fn cross(self, o: V) -> V {
        v(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)
    }

    /// How long it is.
    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same direction, one centimetre long; upwards if it has no direction.
    pub fn unit(self) -> V {
        let length = self.length();
        if length < 1e-9 { UP } else { self / length }
    }

    /// A point on the way to another.
    pub fn towards(self, o: V, share: f64) -> V {
        self + (o - self) * share
    }

    /// What of it is at right angles to a direction.
    pub fn across(self, direction: V) -> V {
        self - direction * self.dot(direction)
    }

    /// Turned about an axis, against the clock for whom the axis points at.
    pub fn turned(self, axis: V, degrees: f64) -> V {
        let axis = axis.unit();
        let (s, c) = (sine(degrees), cosine(degrees));
        self * c + axis.cross(self) * s + axis * (axis.dot(self) * (1.0 - c))
    }
}

/// Three directions at right angles: what is up, in front and to the left of somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// From the pelvis to the head, from the wrist to the fingers.
    pub up: V,
    /// Where the breast, the face or the palm looks.
    pub front: V,
    /// The left of whoever has this frame.
    pub left: V,
}

impl Frame {
    /// The frame with exactly this upward direction, looking as nearly as possible to the front.
    pub fn new(up: V, front: V) -> Self {
        let up = up.unit();
        let mut front = front.across(up);
        if front.length() < 1e-6 {
            front = NEAR.across(up);
        }
        let front = front.unit();
        Self { up, front, left: up.cross(front) }
    }

    /// A direction of this frame in space.
    pub fn out(&self, left: f64, up: f64, front: f64) -> V {
        self.left * left + self.up * up + self.front * front
    }

    /// The parts of a direction in this frame: left, up, front.
    pub fn within(&self, d: V) -> V {
        v(self.left.dot(d), self.up.dot(d), self.front.dot(d))
    }

    /// Half-way between two frames.
    pub fn between(&self, o: &Frame, share: f64) -> Self {
        Self::new(self.up.towards(o.up, share), self.front.towards(o.front, share))
    }

    /// Turned as a whole.
    pub fn turned(&self, axis: V, degrees: f64) -> Self {
        Self {
            up: self.up.turned(axis, degrees),
            front: self.front.turned(axis, degrees),
            left: self.left.turned(axis, degrees),
        }
    }

    /// Nodding forwards (towards `front`).
    pub fn nodding(&self, degrees: f64) -> Self {
        self.turned(self.left, degrees)
    }

    /// Turning to the own left.
    pub fn turning(&self, degrees: f64) -> Self {
        self.turned(self.up, degrees)
    }

    /// Leaning to the own left.
    pub fn leaning(&self, degrees: f64) -> Self {
        self.turned(self.front, -degrees)
    }
}

/// The sine of an angle in degrees, by its series: alike on every machine.
pub fn sine(degrees: f64) -> f64 {
    let mut turn = degrees % 360.0;
    if turn > 180.0 {
        turn -= 360.0;
    } else if turn < -180.0 {
        turn += 360.0;
    }
    if turn > 90.0 {
        turn = 180.0 - turn;
    } else if turn < -90.0 {
        turn = -180.0 - turn;
    }
    let x = turn * (std::f64::consts::PI / 180.0);
    let square = x * x;
    let mut term = x;
    let mut sum = x;
    let mut n = 1.0;
    while n < 20.0 {
        term *= -square / ((n + 1.0) * (n + 2.0));
        sum += term;
        n += 2.0;
    }
    sum
}

/// The cosine of an angle in degrees.
pub fn cosine(degrees: f64) -> f64 {
    sine(degrees + 90.0)
}

/// A share between 0 and 1.
pub fn share(x: f64) -> f64 {
    x.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_a_quarter() {
        assert!((RIGHT.turned(UP, 90.0) + NEAR).length() < 1e-9);
        assert!((sine(30.0) - 0.5).abs() < 1e-12);
        assert!((cosine(-120.0) + 0.5).abs() < 1e-12);
        assert!((sine(-200.0) - sine(160.0)).abs() < 1e-12);
    }

    #[test]
    fn whoever_stands_before_us_has_the_left_on_our_right() {
        let frame = Frame::new(UP, NEAR);
        assert!((frame.left - RIGHT).length() < 1e-9);
        assert!(frame.nodding(90.0).up.dot(NEAR) > 0.99, "nods forwards");
        assert!(frame.turning(90.0).front.dot(RIGHT) > 0.99, "turns to the own left");
        assert!(frame.leaning(90.0).up.dot(RIGHT) > 0.99, "leans to the own left");
    }
}
