//! Strokes on surfaces: what of them is not hidden.

use super::{camera::{Camera, FINE}, curve::{self, Curve}, rays::Seen};
use crate::{
    maths::V,
    world::{Stroke, Weight, World},
};

/// A stroke as it is drawn.
pub struct Visible {
    /// Its way, in tenths of a unit.
    pub curve: Curve,
    /// Its weight.
    pub weight: Weight,
    /// Whether it is a black spot.
    pub filled: bool,
    /// Whether it has a white rim.
    pub rim: bool,
}

/// The strokes of a world that are seen.
pub fn visible(world: &World, camera: &Camera, seen: &Seen) -> Vec<Visible> {
    world.strokes.iter().flat_map(|stroke| parts(stroke, camera, seen)).collect()
}

fn parts(stroke: &Stroke, camera: &Camera, seen: &Seen) -> Vec<Visible> {
    let made = |points: &[V]| {
        let way: Vec<(f64, f64)> = points
            .iter()
            .map(|p| {
                let (x, y) = camera.place(*p);
                (x * 10.0, y * 10.0)
            })
            .collect();
        let curve = if stroke.soft { curve::soft(&way) } else { curve::straight(&way) };
        Visible { curve, weight: stroke.weight, filled: stroke.filled, rim: stroke.rim }
    };
    if !stroke.hidden {
        return vec![made(&stroke.points)];
    }
    if stroke.filled {
        // A spot is seen or not: on its middle it is decided.
        let n = stroke.points.len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "a few points")]
        let middle =
            stroke.points.iter().copied().reduce(|a, b| a + b).map(|sum| sum / n as f64);
        let shown = middle.is_some_and(|middle| is_seen(middle, camera, seen));
        return if shown { vec![made(&stroke.points)] } else { Vec::new() };
    }
    // Strokes are cut finely, and each run that is seen is laid anew.
    let fine = finely(&stroke.points, stroke.soft);
    let mut runs: Vec<Vec<V>> = vec![Vec::new()];
    for p in fine {
        if is_seen(p, camera, seen) {
            if let Some(run) = runs.last_mut() {
                run.push(p);
            }
        } else if runs.last().is_some_and(|run| !run.is_empty()) {
            runs.push(Vec::new());
        }
    }
    runs.into_iter()
        .filter(|run| run.len() > 2)
        .map(|run| {
            let way: Vec<(f64, f64)> = run
                .iter()
                .map(|p| {
                    let (x, y) = camera.place(*p);
                    (x * 10.0, y * 10.0)
                })
                .collect();
            Visible {
                curve: curve::through(&way),
                weight: stroke.weight,
                filled: false,
                rim: stroke.rim,
            }
        })
        .collect()
}

/// Points along a stroke.
fn finely(points: &[V], soft: bool) -> Vec<V> {
    const EACH: u32 = 14;
    let n = points.len();
    let at = |i: usize| points.get(i.min(n - 1)).copied();
    let mut all = Vec::new();
    for i in 0..n.saturating_sub(1) {
        let (Some(p1), Some(p2)) = (at(i), at(i + 1)) else { continue };
        let (p0, p3) = (at(i.saturating_sub(1)).unwrap_or(p1), at(i + 2).unwrap_or(p2));
        for step in 0..EACH {
            let t = f64::from(step) / f64::from(EACH);
            all.push(if soft {
                (p1 * 2.0
                    + (p2 - p0) * t
                    + (p0 * 2.0 - p1 * 5.0 + p2 * 4.0 - p3) * (t * t)
                    + (p1 * 3.0 - p0 - p2 * 3.0 + p3) * (t * t * t))
                    * 0.5
            } else {
                p1.towards(p2, t)
            });
        }
    }
    all.extend(points.last());
    all
}

#[expect(clippy::cast_possible_truncation, reason = "some hundreds")]
fn is_seen(p: V, camera: &Camera, seen: &Seen) -> bool {
    let (x, y) = camera.place(p);
    let hit = seen.at((x * FINE).floor() as isize, (y * FINE).floor() as isize);
    // A stroke lies on its surface, or a little under it where that bulges.
    let deep = 1.0f64.max(2.2 / camera.scale).min(1.8);
    hit.part.is_none() || camera.depth(p) > hit.depth - deep
}
