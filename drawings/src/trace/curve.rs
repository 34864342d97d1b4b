//! Curves through the steps of a chain: smoothed first, then fitted as Schneider does it.

use super::camera::FINE;

/// How far a curve may be from the steps that it stands for, in tenths of a unit.
const NEAR: f64 = 1.3;
/// A way that turns so sharply (as a cosine) within a few steps has a corner there.
const SHARP: f64 = 0.55;
/// Rounds of smoothing; each is a step inwards and one outwards, so that nothing shrinks.
const ROUNDS: usize = 4;

type P = (f64, f64);

/// A curve of cubic pieces, in tenths of a unit.
#[derive(Debug, Clone, Default)]
pub struct Curve {
    /// Where it begins.
    pub start: P,
    /// Two handles and an end each.
    pub pieces: Vec<[P; 3]>,
    /// How many steps it was laid through.
    pub steps: usize,
}

impl Curve {
    /// The same curve, the other way round.
    pub fn reversed(&self) -> Self {
        let end = self.pieces.last().map_or(self.start, |piece| piece[2]);
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for (i, piece) in self.pieces.iter().enumerate().rev() {
            let before =
                i.checked_sub(1).and_then(|i| self.pieces.get(i)).map_or(self.start, |p| p[2]);
            pieces.push([piece[1], piece[0], before]);
        }
        Self { start: end, pieces, steps: self.steps }
    }
}

/// Lays a curve through corners of the raster.
pub fn fit(points: &[P], closed: bool) -> Curve {
    let tenths = 10.0 / FINE;
    let mut way: Vec<P> = points.iter().map(|(x, y)| (x * tenths, y * tenths)).collect();
    let steps = way.len() - 1;
    if closed {
        way.pop();
    }
    for _ in 0..ROUNDS {
        blur(&mut way, closed, 0.5);
        blur(&mut way, closed, -0.52);
    }
    blur(&mut way, closed, 0.5);
    if closed {
        if let Some(first) = way.first().copied() {
            way.push(first);
        }
    }
    let mut curve = through(&way);
    curve.steps = steps;
    curve
}

/// Fits pieces to a smooth way.
pub fn through(way: &[P]) -> Curve {
    let start = way.first().copied().unwrap_or_default();
    let mut pieces = Vec::new();
    if let [first, .., last] = way {
        // A ring is parted where it begins, or it would have no direction.
        let ring = first == last;
        let corners = corners(way);
        let mut from = 0;
        for to in corners.into_iter().chain([way.len() - 1]) {
            if let Some(run) = way.get(from..=to).filter(|run| run.len() > 1) {
                let whole = ring && run.len() == way.len();
                let ta = tangent(run, 0, whole);
                let tb = tangent(run, run.len() - 1, whole);
                piece(run, ta, tb, &mut pieces, 0);
            }
            from = to;
        }
    }
    Curve { start, pieces, steps: way.len().saturating_sub(1) }
}

/// Where a way turns sharply.
fn corners(way: &[P]) -> Vec<usize> {
    const REACH: usize = 5;
    let turn = |i: usize| -> Option<f64> {
        let (a, b, c) = (way.get(i.checked_sub(REACH)?)?, way.get(i)?, way.get(i + REACH)?);
        Some(dot(unit(sub(*b, *a)), unit(sub(*c, *b))))
    };
    let mut found: Vec<usize> = Vec::new();
    for i in 0..way.len() {
        let Some(here) = turn(i).filter(|here| *here < SHARP) else { continue };
        match found.last().copied() {
            // Of neighbours, the sharpest.
            Some(last) if i - last < 2 * REACH => {
                if turn(last).is_some_and(|other| here < other) {
                    found.pop();
                    found.push(i);
                }
            }
            _ => found.push(i),
        }
    }
    found
}

fn blur(way: &mut [P], closed: bool, by: f64) {
    let n = way.len();
    if n < 3 {
        return;
    }
    let old = way.to_vec();
    let at = |i: usize| old.get(i % n).copied().unwrap_or_default();
    for (i, p) in way.iter_mut().enumerate() {
        if !closed && (i == 0 || i == n - 1) {
            continue;
        }
        let (a, b) = (at(i + n - 1), at(i + 1));
        p.0 += by * (f64::midpoint(a.0, b.0) - p.0);
        p.1 += by * (f64::midpoint(a.1, b.1) - p.1);
    }
}

fn sub(a: P, b: P) -> P {
    (a.0 - b.0, a.1 - b.1)
}

fn add(a: P, b: P) -> P {
    (a.0 + b.0, a.1 + b.1)
}

fn times(a: P, k: f64) -> P {
    (a.0 * k, a.1 * k)
}

fn dot(a: P, b: P) -> f64 {
    a.0 * b.0 + a.1 * b.1
}

fn size(a: P) -> f64 {
    dot(a, a).sqrt()
}

fn unit(a: P) -> P {
    let s = size(a);
    if s < 1e-12 { (1.0, 0.0) } else { times(a, 1.0 / s) }
}

fn mix(a: P, b: P, t: f64) -> P {
    add(a, times(sub(b, a), t))
}

/// The direction in which a way leaves one of its points: into it at the ends, forwards within.
fn tangent(way: &[P], i: usize, ring: bool) -> P {
    const REACH: usize = 5;
    let n = way.len();
    let at = |i: usize| way.get(i).copied().unwrap_or_default();
    if i == 0 {
        let ahead = at(REACH.min(n - 1));
        let behind = if ring && n > REACH + 1 { at(n - 1 - REACH) } else { at(0) };
        unit(sub(ahead, behind))
    } else if i == n - 1 {
        let behind = at(n - 1 - REACH.min(n - 1));
        let ahead = if ring && n > REACH + 1 { at(REACH) } else { at(n - 1) };
        unit(sub(behind, ahead))
    } else {
        unit(sub(at((i + REACH).min(n - 1)), at(i - REACH.min(i))))
    }
}

fn piece(way: &[P], ta: P, tb: P, pieces: &mut Vec<[P; 3]>, depth: usize) {
    let n = way.len();
    let (Some(a), Some(b)) = (way.first().copied(), way.last().copied()) else { return };
    if n == 2 {
        let third = size(sub(b, a)) / 3.0;
        pieces.push([add(a, times(ta, third)), add(b, times(tb, third)), b]);
        return;
    }
    // Shares of the length.
    let mut shares = vec![0.0];
    let mut sum = 0.0;
    for pair in way.windows(2) {
        if let [p, q] = pair {
            sum += size(sub(*q, *p));
            shares.push(sum);
        }
    }
    for share in &mut shares {
        *share /= sum.max(1e-9);
    }
    let mut worst = (f64::INFINITY, n / 2);
    for _ in 0..10 {
        let handles = best(way, &shares, ta, tb, a, b);
        worst = farthest(way, &shares, a, handles, b);
        if worst.0 < NEAR * NEAR {
            pieces.push([handles.0, handles.1, b]);
            return;
        }
        if worst.0 > NEAR * NEAR * 900.0 {
            break;
        }
        for (share, p) in shares.iter_mut().zip(way) {
            *share = nearer(*share, *p, a, handles, b);
        }
    }
    if depth > 24 {
        let third = size(sub(b, a)) / 3.0;
        pieces.push([add(a, times(ta, third)), add(b, times(tb, third)), b]);
        return;
    }
    let split = worst.1.clamp(1, n - 2);
    let t = tangent(way, split, false);
    if let (Some(first), Some(second)) = (way.get(..=split), way.get(split..)) {
        piece(first, ta, times(t, -1.0), pieces, depth + 1);
        piece(second, t, tb, pieces, depth + 1);
    }
}

/// The handles that come nearest to the points, in the least squares.
fn best(way: &[P], shares: &[f64], ta: P, tb: P, a: P, b: P) -> (P, P) {
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (p, t) in way.iter().zip(shares) {
        let u = 1.0 - t;
        let (b0, b1, b2, b3) = (u * u * u, 3.0 * t * u * u, 3.0 * t * t * u, t * t * t);
        let (va, vb) = (times(ta, b1), times(tb, b2));
        c00 += dot(va, va);
        c01 += dot(va, vb);
        c11 += dot(vb, vb);
        let rest = sub(*p, add(times(a, b0 + b1), times(b, b2 + b3)));
        x0 += dot(va, rest);
        x1 += dot(vb, rest);
    }
    let det = c00 * c11 - c01 * c01;
    let length = size(sub(b, a));
    let (mut la, mut lb) = if det.abs() > 1e-9 {
        ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det)
    } else {
        (0.0, 0.0)
    };
    if la < length * 1e-3 || lb < length * 1e-3 || la > length * 3.0 || lb > length * 3.0 {
        la = length / 3.0;
        lb = length / 3.0;
    }
    (add(a, times(ta, la)), add(b, times(tb, lb)))
}

fn on(t: f64, a: P, (h, k): (P, P), b: P) -> P {
    let u = 1.0 - t;
    add(
        add(times(a, u * u * u), times(h, 3.0 * t * u * u)),
        add(times(k, 3.0 * t * t * u), times(b, t * t * t)),
    )
}

fn farthest(way: &[P], shares: &[f64], a: P, handles: (P, P), b: P) -> (f64, usize) {
    let mut worst = (0.0, way.len() / 2);
    for (i, (p, t)) in way.iter().zip(shares).enumerate() {
        let d = sub(on(*t, a, handles, b), *p);
        let d = dot(d, d);
        if d > worst.0 {
            worst = (d, i);
        }
    }
    worst
}

/// One step of Newton towards the share at which the curve is nearest to a point.
fn nearer(t: f64, p: P, a: P, (h, k): (P, P), b: P) -> f64 {
    let u = 1.0 - t;
    let d = sub(on(t, a, (h, k), b), p);
    let (d0, d1, d2) = (times(sub(h, a), 3.0), times(sub(k, h), 3.0), times(sub(b, k), 3.0));
    let first = add(add(times(d0, u * u), times(d1, 2.0 * t * u)), times(d2, t * t));
    let second = add(times(sub(d1, d0), 2.0 * u), times(sub(d2, d1), 2.0 * t));
    let slope = dot(first, first) + dot(d, second);
    if slope.abs() < 1e-9 { t } else { (t - dot(d, first) / slope).clamp(0.0, 1.0) }
}

/// A soft way through a few points (Catmull and Rom), as pieces.
pub fn soft(points: &[P]) -> Curve {
    let n = points.len();
    let start = points.first().copied().unwrap_or_default();
    let ring = n > 2 && points.first() == points.last();
    let at = |i: isize| {
        let last = n as isize - 1;
        let i = if ring { i.rem_euclid(last.max(1)) } else { i.clamp(0, last) };
        usize::try_from(i).ok().and_then(|i| points.get(i)).copied().unwrap_or_default()
    };
    let mut pieces = Vec::new();
    for i in 0..n.saturating_sub(1) {
        #[expect(clippy::cast_possible_wrap, reason = "a few points")]
        let i = i as isize;
        let (p0, p1, p2, p3) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        let end = points.get(usize::try_from(i + 1).unwrap_or(0)).copied().unwrap_or_default();
        pieces.push([
            add(p1, times(sub(p2, p0), 1.0 / 6.0)),
            sub(p2, times(sub(p3, p1), 1.0 / 6.0)),
            end,
        ]);
    }
    Curve { start, pieces, steps: n.saturating_sub(1) }
}

/// A way with corners, as pieces.
pub fn straight(points: &[P]) -> Curve {
    let start = points.first().copied().unwrap_or_default();
    let pieces = points
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some([mix(*a, *b, 1.0 / 3.0), mix(*a, *b, 2.0 / 3.0), *b]),
            _ => None,
        })
        .collect();
    Curve { start, pieces, steps: points.len().saturating_sub(1) }
}
