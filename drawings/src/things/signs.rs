//! Signs in the plane of the picture: arrows, shouts, sounds, looks.

use crate::{
    maths::{V, cosine, sine},
    trace::Camera,
    world::{Stroke, Weight, World},
};

/// Draws signs over a world as a camera sees it. Lengths are in centimetres, angles in degrees from the
/// right, against the clock.
pub struct Signs<'a> {
    /// The world.
    pub world: &'a mut World,
    /// The camera.
    pub camera: &'a Camera,
}

impl Signs<'_> {
    fn off(&self, p: V, right: f64, up: f64) -> V {
        p + self.camera.right * right + self.camera.up * up
    }

    fn at(&self, p: V, angle: f64, far: f64) -> V {
        self.off(p, cosine(angle) * far, sine(angle) * far)
    }

    fn sign(&mut self, points: Vec<V>, soft: bool) {
        self.world.framed.extend(points.iter().copied());
        self.world.sign(Weight::Outer, points, soft);
    }

    /// Three strokes before a mouth.
    pub fn shout(&mut self, mouth: V, angle: f64, size: f64) {
        for turn in [-32.0, 0.0, 32.0] {
            let a = self.at(mouth, angle + turn, size * 0.8);
            let b = self.at(mouth, angle + turn, size * 1.6);
            self.sign(vec![a, b], false);
        }
    }

    /// Two or three arcs of sound.
    pub fn sound(&mut self, from: V, angle: f64, size: f64, arcs: u32) {
        for i in 1..=arcs {
            let far = size * (0.5 + 0.5 * f64::from(i));
            let arc = (-2..=2).map(|k| self.at(from, angle + f64::from(k) * 19.0, far)).collect();
            self.sign(arc, true);
        }
    }

    /// An arrow along a soft way.
    pub fn arrow(&mut self, points: &[V], head: f64) {
        self.sign(points.to_vec(), true);
        if let [.., before, tip] = points {
            let d = *tip - *before;
            let (x, y) = (d.dot(self.camera.right), d.dot(self.camera.up));
            let long = (x * x + y * y).sqrt().max(1e-6);
            let (x, y) = (x / long, y / long);
            let wing = |side: f64| {
                self.off(*tip, (-x + side * -y * 0.62) * head, (-y + side * x * 0.62) * head)
            };
            let (a, b) = (wing(1.0), wing(-1.0));
            self.sign(vec![a, *tip, b], false);
        }
    }

    /// Dashes from an eye to what it looks at.
    pub fn look(&mut self, from: V, to: V, dashes: u32) {
        for i in 0..dashes {
            let n = f64::from(dashes);
            let a = from.towards(to, (f64::from(i) + 0.2) / n);
            let b = from.towards(to, (f64::from(i) + 0.62) / n);
            self.world.sign(Weight::Inner, vec![a, b], false);
        }
    }

    /// A ring with a stroke from the upper left through what is not to be done.
    pub fn no(&mut self, c: V, r: f64) {
        let ring = (0..=16).map(|i| self.at(c, f64::from(i % 16) * 22.5, r)).collect();
        self.sign(ring, true);
        let (a, b) = (self.at(c, 135.0, r), self.at(c, -45.0, r));
        self.sign(vec![a, b], false);
        self.world.framed.extend([self.off(c, r, r), self.off(c, -r, -r)]);
    }

    /// A clock on which so many minutes are black.
    pub fn clock(&mut self, c: V, r: f64, minutes: f64) {
        let ring: Vec<V> = (0..=16).map(|i| self.at(c, f64::from(i % 16) * 22.5, r)).collect();
        self.world.framed.extend([self.off(c, r, r), self.off(c, -r, -r)]);
        self.world.sign(Weight::Outer, ring, true);
        let mut wedge = vec![c];
        let steps = 8;
        for i in 0..=steps {
            let turn = 90.0 - minutes * 6.0 * f64::from(i) / f64::from(steps);
            wedge.push(self.at(c, turn, r * 0.74));
        }
        wedge.push(c);
        self.world.strokes.push(Stroke {
            points: wedge,
            weight: Weight::Fine,
            hidden: false,
            filled: true,
            soft: false,
            rim: false,
        });
        for hour in 0..4 {
            let turn = f64::from(hour) * 90.0;
            let (a, b) = (self.at(c, turn, r * 0.84), self.at(c, turn, r * 0.97));
            self.world.sign(Weight::Fine, vec![a, b], false);
        }
    }
}
