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

    /// A cloud, with strokes of rain under it or a flash.
    pub fn cloud(&mut self, c: V, size: f64, rain: bool) {
        let p = |x: f64, y: f64| (x * size, y * size);
        let points = [
            p(-1.5, -0.5), p(-1.75, 0.0), p(-1.35, 0.45), p(-0.9, 0.4), p(-0.6, 0.95), p(0.1, 1.1), p(0.65, 0.7), p(1.2, 0.7), p(1.6, 0.15), p(1.35, -0.5), p(0.0, -0.55), p(-1.5, -0.5),
        ]
        .map(|(x, y)| self.off(c, x, y));
        self.sign(points.to_vec(), true);
        if rain {
            for x in [-0.9, -0.2, 0.5, 1.1] {
                let (a, b) = (self.off(c, x * size, -0.85 * size), self.off(c, (x - 0.28) * size, -1.5 * size));
                self.sign(vec![a, b], false);
            }
        } else {
            let bolt = [p(0.3, -0.6), p(-0.25, -1.3), p(0.15, -1.3), p(-0.3, -2.1)].map(|(x, y)| self.off(c, x, y));
            self.sign(bolt.to_vec(), false);
        }
    }

    /// A bubble of speech beside a head, its tail at the mouth.
    pub fn speech(&mut self, mouth: V, right: f64, up: f64, half: f64) {
        let c = self.off(mouth, right, up);
        let p = |x: f64, y: f64| self.off(c, x * half, y * half * 0.62);
        let points = [p(-0.6, -1.0), p(-1.0, -0.6), p(-1.0, 0.6), p(-0.6, 1.0), p(0.6, 1.0), p(1.0, 0.6), p(1.0, -0.6), p(0.6, -1.0), p(-0.6, -1.0)];
        let side = if right > 0.0 { -1.0 } else { 1.0 };
        let tail = vec![p(side * 0.55, -1.0), self.off(mouth, right * 0.28, up * 0.22), p(side * 0.15, -1.0)];
        self.sign(points.to_vec(), false);
        self.sign(tail, false);
    }

    /// A tick.
    pub fn tick(&mut self, c: V, size: f64) {
        let points = vec![self.off(c, -size, 0.0), self.off(c, -size * 0.3, -size * 0.7), self.off(c, size, size * 0.9)];
        self.sign(points, false);
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
