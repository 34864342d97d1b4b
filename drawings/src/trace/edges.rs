//! Where lines run: between what is seen at one place and at the next.

use super::{
    camera::{Camera, FINE},
    rays::{Caster, Hit, Seen},
};
use crate::{
    maths::V,
    world::{Tone, Weight, World},
};

/// An edge between two places.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Edge {
    /// Whether there is any.
    pub there: bool,
    /// The line along it, if it is drawn.
    pub line: Option<Weight>,
    /// How far the second place reaches into the first: from −½ to ½ of a place.
    pub off: f64,
}

/// Halvings of the way between two places, to find where one ends.
const HALVINGS: usize = 5;

/// All edges, and the tones that they part.
pub struct Edges {
    /// Places from left to right.
    pub width: usize,
    /// Places from top to bottom.
    pub height: usize,
    /// Edges along the top of each place, and of the row below the last.
    pub flat: Vec<Edge>,
    /// Edges along the left of each place, and of the column behind the last.
    pub upright: Vec<Edge>,
    tones: Vec<Option<Tone>>,
}

impl Edges {
    /// The tone of a place; nothing for paper.
    pub fn tone(&self, x: isize, y: isize) -> Option<Tone> {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return None };
        if x >= self.width || y >= self.height {
            return None;
        }
        self.tones.get(y * self.width + x).copied().flatten()
    }
}

/// Finds all edges.
#[expect(clippy::cast_possible_wrap, reason = "some hundreds")]
pub fn find(world: &World, camera: &Camera, caster: &Caster<'_>, seen: &Seen) -> Edges {
    let (width, height) = (seen.width, seen.height);
    let tones = seen
        .hits
        .iter()
        .map(|hit| hit.part.and_then(|part| world.parts.get(usize::from(part))).map(|part| part.tone))
        .collect();
    let look = Look { world, camera, caster, seen };
    let mut edges =
        Edges { width, height, flat: Vec::new(), upright: Vec::new(), tones };
    for y in 0..=height as isize {
        for x in 0..width as isize {
            edges.flat.push(look.between(x, y - 1, x, y));
        }
    }
    for y in 0..height as isize {
        for x in 0..=width as isize {
            edges.upright.push(look.between(x - 1, y, x, y));
        }
    }
    edges
}

struct Look<'a> {
    world: &'a World,
    camera: &'a Camera,
    caster: &'a Caster<'a>,
    seen: &'a Seen,
}

impl Look<'_> {
    /// An edge between two places, with where exactly it is.
    fn between(&self, ax: isize, ay: isize, bx: isize, by: isize) -> Edge {
        let edge = self.kind(ax, ay, bx, by);
        if !edge.there || self.outside(ax, ay) || self.outside(bx, by) {
            return edge;
        }
        Edge { off: self.off(ax, ay, bx, by), ..edge }
    }

    #[expect(clippy::cast_possible_wrap, reason = "some hundreds")]
    fn outside(&self, x: isize, y: isize) -> bool {
        x < 0 || y < 0 || x >= self.seen.width as isize || y >= self.seen.height as isize
    }

    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn off(&self, ax: isize, ay: isize, bx: isize, by: isize) -> f64 {
        let (a, b) = (self.seen.at(ax, ay), self.seen.at(bx, by));
        let (mut near, mut far) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let t = f64::midpoint(near, far);
            let x = ax as f64 + 0.5 + (bx - ax) as f64 * t;
            let y = ay as f64 + 0.5 + (by - ay) as f64 * t;
            let hit = self.caster.cast(x, y);
            let first = if a.part != b.part && hit.part == a.part {
                true
            } else if a.part != b.part && hit.part == b.part {
                false
            } else {
                (hit.depth - a.depth).abs() < (hit.depth - b.depth).abs()
            };
            if first {
                near = t;
            } else {
                far = t;
            }
        }
        f64::midpoint(near, far) - 0.5
    }

    fn kind(&self, ax: isize, ay: isize, bx: isize, by: isize) -> Edge {
        let (a, b) = (self.seen.at(ax, ay), self.seen.at(bx, by));
        let parts = &self.world.parts;
        let of = |hit: Hit| hit.part.and_then(|part| parts.get(usize::from(part)));
        let (pa, pb) = (of(a), of(b));
        // The frame of the picture is no line.
        let cut = self.outside(ax, ay) || self.outside(bx, by);
        let (Some(pa), Some(pb)) = (pa, pb) else {
            let one = pa.or(pb);
            let line = one.filter(|part| part.lined && !cut).map(|_| Weight::Outer);
            return Edge { there: one.is_some(), line, off: 0.0 };
        };
        let toned = pa.tone != pb.tone;
        if pa.owner != pb.owner {
            let line = pa.lined || pb.lined;
            return Edge { there: line || toned, line: line.then_some(Weight::Outer), off: 0.0 };
        }
        let same = a.part == b.part;
        let jump = !(same && pa.plain) && self.jumps(ax, ay, bx, by);
        let joined = same || self.joined(a, b, ax, ay);
        let line = toned || jump || !joined;
        Edge { there: line, line: line.then_some(Weight::Inner), off: 0.0 }
    }

    /// Whether the surface breaks off between two places.
    fn jumps(&self, ax: isize, ay: isize, bx: isize, by: isize) -> bool {
        let (dx, dy) = (bx - ax, by - ay);
        let depth = |x: isize, y: isize| {
            let hit = self.seen.at(x, y);
            hit.part.map(|_| hit.depth)
        };
        let (Some(a), Some(b)) = (depth(ax, ay), depth(bx, by)) else { return false };
        let before = depth(ax - dx, ay - dy).map_or(0.0, |d| (a - d).abs());
        let after = depth(bx + dx, by + dy).map_or(0.0, |d| (d - b).abs());
        let place = 1.0 / (FINE * self.camera.scale);
        (a - b).abs() > before.max(after) * 2.5 + 4.0 * place
    }

    /// Whether two parts melt into each other here.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn joined(&self, a: Hit, b: Hit, x: isize, y: isize) -> bool {
        let (Some(na), Some(nb)) = (a.part, b.part) else { return false };
        let (na, nb) = (usize::from(na), usize::from(nb));
        let p: V = self.camera.point((x as f64 + 0.5) / FINE, (y as f64 + 0.5) / FINE)
            + self.camera.out * a.depth;
        self.world.joints.iter().any(|joint| {
            ((joint.a, joint.b) == (na, nb) || (joint.b, joint.a) == (na, nb))
                && (p - joint.at).length() < joint.reach
        })
    }
}
