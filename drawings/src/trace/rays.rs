//! Which part is seen at each place, and how near it is.

use super::camera::{Camera, FINE, HEIGHT, WIDTH};
use crate::{
    maths::V,
    solid::melt,
    world::{Joint, World},
};

/// Sides of the squares that are asked together.
const TILE: usize = 16;
/// A ray may not trust that a melted form is as far away as it says.
const TRUST: f64 = 0.82;
const STEPS: usize = 260;

/// What a ray met.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The part; nothing for paper.
    pub part: Option<u16>,
    /// How near.
    pub depth: f64,
}

/// What is seen, row by row.
pub struct Seen {
    /// Places from left to right.
    pub width: usize,
    /// Places from top to bottom.
    pub height: usize,
    /// All hits.
    pub hits: Vec<Hit>,
}

impl Seen {
    /// What is seen at a place; paper outside.
    pub fn at(&self, x: isize, y: isize) -> Hit {
        let paper = Hit { part: None, depth: f64::NEG_INFINITY };
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return paper };
        if x >= self.width || y >= self.height {
            return paper;
        }
        self.hits.get(y * self.width + x).copied().unwrap_or(paper)
    }
}

/// What may be met, tile by tile.
pub struct Caster<'a> {
    camera: &'a Camera,
    columns: usize,
    tiles: Vec<Near<'a>>,
}

/// What may be met in a tile.
struct Near<'a> {
    parts: Vec<(u16, &'a crate::world::Part)>,
    joints: Vec<(usize, usize, &'a Joint)>,
    high: f64,
    low: f64,
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "some hundreds"
)]
impl<'a> Caster<'a> {
    /// Places from left to right and from top to bottom.
    fn sides() -> (usize, usize) {
        ((WIDTH * FINE) as usize, (HEIGHT * FINE) as usize)
    }

    /// Sorts what there is into tiles.
    pub fn new(world: &'a World, camera: &'a Camera) -> Self {
        let (width, height) = Self::sides();
        let (columns, rows) = (width.div_ceil(TILE), height.div_ceil(TILE));
        let mut tiles = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                tiles.push(Near::new(world, camera, column * TILE, row * TILE));
            }
        }
        Self { camera, columns, tiles }
    }

    /// What is met at a place, whose middle is half a place from its corner.
    pub fn cast(&self, x: f64, y: f64) -> Hit {
        let paper = Hit { part: None, depth: f64::NEG_INFINITY };
        if x < 0.0 || y < 0.0 {
            return paper;
        }
        let tile = (y as usize / TILE) * self.columns + x as usize / TILE;
        let Some(near) = self.tiles.get(tile).filter(|near| !near.parts.is_empty()) else {
            return paper;
        };
        ray(self.camera, near, self.camera.point(x / FINE, y / FINE))
    }

    /// Follows a ray for each place.
    pub fn all(&self) -> Seen {
        let (width, height) = Self::sides();
        let mut hits = vec![Hit { part: None, depth: f64::NEG_INFINITY }; width * height];
        // Halves of the rows are followed side by side; none asks another.
        let half = height.div_ceil(2) * width;
        std::thread::scope(|scope| {
            for (part, rows) in hits.chunks_mut(half).enumerate() {
                scope.spawn(move || {
                    for (i, hit) in rows.iter_mut().enumerate() {
                        let i = i + part * half;
                        *hit = self.cast((i % width) as f64 + 0.5, (i / width) as f64 + 0.5);
                    }
                });
            }
        });
        Seen { width, height, hits }
    }
}

impl<'a> Near<'a> {
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn new(world: &'a World, camera: &Camera, left: usize, top: usize) -> Self {
        let side = TILE as f64;
        let middle = camera.point((left as f64 + side / 2.0) / FINE, (top as f64 + side / 2.0) / FINE);
        let reach = side / FINE / camera.scale;
        let (mut high, mut low) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut parts = Vec::new();
        for (number, part) in world.parts.iter().enumerate() {
            let d = part.ball.c - middle;
            if d.across(camera.out).length() < part.ball.r + reach {
                high = high.max(camera.depth(part.ball.c) + part.ball.r);
                low = low.min(camera.depth(part.ball.c) - part.ball.r);
                parts.push((u16::try_from(number).unwrap_or(u16::MAX), part));
            }
        }
        let place = |wanted: usize| parts.iter().position(|(n, _)| usize::from(*n) == wanted);
        let joints = world
            .joints
            .iter()
            .filter_map(|joint| Some((place(joint.a)?, place(joint.b)?, joint)))
            .collect();
        let mut near = Self { parts, joints, high, low };
        near.approach(camera, middle, reach * 0.75);
        near
    }

    /// Moves the start of all rays of the tile as near as the thickest of them can come, or forgets all
    /// parts if none is met.
    fn approach(&mut self, camera: &Camera, middle: V, thick: f64) {
        let mut depth = self.high;
        for _ in 0..STEPS {
            let best = nearest(self, middle + camera.out * depth).0;
            if best < thick * 1.5 {
                self.high = self.high.min(depth + thick);
                return;
            }
            depth -= (best - thick) * TRUST;
            if depth < self.low {
                self.parts.clear();
                return;
            }
        }
    }
}

/// How near the nearest part is to a point, and which it is.
fn nearest(near: &Near<'_>, p: V) -> (f64, Option<u16>) {
    let mut kept = [f64::INFINITY; 192];
    let mut best = f64::INFINITY;
    let mut whose = None;
    for ((number, part), distance) in near.parts.iter().zip(kept.iter_mut()) {
        let outside = (p - part.ball.c).length() - part.ball.r;
        if outside > best {
            continue;
        }
        let d = part.solid.distance(p);
        *distance = d;
        if d < best {
            best = d;
            whose = Some(*number);
        }
    }
    for (a, b, joint) in &near.joints {
        let off = (p - joint.at).length();
        if off >= joint.reach {
            continue;
        }
        let of = |place: usize| {
            let kept = kept.get(place).copied().unwrap_or(f64::INFINITY);
            if kept.is_finite() {
                return kept;
            }
            near.parts.get(place).map_or(f64::INFINITY, |(_, part)| part.solid.distance(p))
        };
        let weight = 1.0 - off / joint.reach;
        let k = joint.melt * weight * weight * (3.0 - 2.0 * weight);
        best = best.min(melt(of(*a), of(*b), k));
    }
    (best, whose)
}

fn ray(camera: &Camera, near: &Near<'_>, from: V) -> Hit {
    let mut depth = near.high;
    let thin = 0.05 / camera.scale;
    for _ in 0..STEPS {
        let (best, part) = nearest(near, from + camera.out * depth);
        if best < thin {
            return Hit { part, depth };
        }
        depth -= best * TRUST;
        if depth < near.low {
            break;
        }
    }
    Hit { part: None, depth: f64::NEG_INFINITY }
}
