//! Edges followed from one fork to the next.

use super::{
    curve::{self, Curve},
    edges::{Edge, Edges},
};
use crate::world::{Tone, Weight};

/// Ends of lines shorter than this many places are dirt.
const DIRT: usize = 14;

/// A way along edges without a fork.
pub struct Chain {
    /// The first corner, as its number.
    pub from: usize,
    /// The last.
    pub to: usize,
    /// The curve laid through it.
    pub curve: Curve,
    /// The line along it.
    pub line: Option<Weight>,
    /// The tone on the left.
    pub left: Option<Tone>,
    /// The tone on the right.
    pub right: Option<Tone>,
    /// The directions in which it leaves and arrives, as quarters from the right, against the clock.
    pub leaves: u8,
    /// The direction of its last step.
    pub arrives: u8,
}

/// The four ways from a corner: right, up, left, down.
const WAYS: [(isize, isize); 4] = [(1, 0), (0, -1), (-1, 0), (0, 1)];

struct Walk<'a> {
    edges: &'a Edges,
    used_flat: Vec<bool>,
    used_upright: Vec<bool>,
}

/// Where the edge that leads from a corner is kept.
enum Slot {
    Flat(usize),
    Upright(usize),
}

impl Walk<'_> {
    fn corners(&self) -> usize {
        self.edges.width + 1
    }

    fn slot(&self, x: isize, y: isize, way: usize) -> Option<Slot> {
        let (w, h) = (self.edges.width, self.edges.height);
        let (x, y) = match way {
            0 | 3 => (x, y),
            1 => (x, y - 1),
            _ => (x - 1, y),
        };
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if way.is_multiple_of(2) {
            (x < w && y <= h).then(|| Slot::Flat(y * w + x))
        } else {
            (x <= w && y < h).then(|| Slot::Upright(y * (w + 1) + x))
        }
    }

    fn edge(&self, x: isize, y: isize, way: usize) -> Edge {
        match self.slot(x, y, way) {
            Some(Slot::Flat(i)) => self.edges.flat.get(i).copied().unwrap_or_default(),
            Some(Slot::Upright(i)) => self.edges.upright.get(i).copied().unwrap_or_default(),
            None => Edge::default(),
        }
    }

    fn used(&self, x: isize, y: isize, way: usize) -> bool {
        match self.slot(x, y, way) {
            Some(Slot::Flat(i)) => self.used_flat.get(i).copied().unwrap_or(true),
            Some(Slot::Upright(i)) => self.used_upright.get(i).copied().unwrap_or(true),
            None => true,
        }
    }

    fn mark(&mut self, x: isize, y: isize, way: usize) {
        match self.slot(x, y, way) {
            Some(Slot::Flat(i)) => self.used_flat.iter_mut().skip(i).take(1).for_each(|u| *u = true),
            Some(Slot::Upright(i)) => {
                self.used_upright.iter_mut().skip(i).take(1).for_each(|u| *u = true);
            }
            None => {}
        }
    }

    /// The ways on which edges leave a corner.
    fn ways(&self, x: isize, y: isize) -> Vec<usize> {
        (0..4).filter(|way| self.edge(x, y, *way).there).collect()
    }

    /// Whether a chain ends here.
    fn forks(&self, x: isize, y: isize) -> bool {
        match self.ways(x, y).as_slice() {
            [a, b] => self.edge(x, y, *a).line != self.edge(x, y, *b).line,
            _ => true,
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "some hundreds")]
    fn chain(&mut self, x0: isize, y0: isize, first: usize) -> Chain {
        let (mut x, mut y, mut way) = (x0, y0, first);
        let line = self.edge(x, y, way).line;
        let (left, right) = self.sides(x, y, way);
        // Through the middles of edges, each moved to where it exactly is; corners only at the ends.
        let mut points = vec![(x as f64, y as f64)];
        loop {
            self.mark(x, y, way);
            points.push(self.middle(x, y, way));
            let (dx, dy) = WAYS.get(way).copied().unwrap_or_default();
            x += dx;
            y += dy;
            if self.forks(x, y) || (x, y) == (x0, y0) {
                break;
            }
            let back = (way + 2) % 4;
            let Some(next) = self.ways(x, y).into_iter().find(|way| *way != back) else { break };
            if self.used(x, y, next) {
                break;
            }
            way = next;
        }
        let number = |x: isize, y: isize| {
            usize::try_from(y).unwrap_or(0) * self.corners() + usize::try_from(x).unwrap_or(0)
        };
        let closed = (x, y) == (x0, y0) && !self.forks(x, y);
        if closed {
            points.remove(0);
            points.extend(points.first().copied());
        } else {
            points.push((x as f64, y as f64));
        }
        Chain {
            from: number(x0, y0),
            to: number(x, y),
            curve: curve::fit(&points, closed),
            line,
            left,
            right,
            leaves: first as u8,
            arrives: way as u8,
        }
    }

    /// The middle of an edge, where it exactly is.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn middle(&self, x: isize, y: isize, way: usize) -> (f64, f64) {
        let off = self.edge(x, y, way).off;
        let (dx, dy) = WAYS.get(way).copied().unwrap_or_default();
        let (mx, my) = (x as f64 + dx as f64 / 2.0, y as f64 + dy as f64 / 2.0);
        if way.is_multiple_of(2) { (mx, my + off) } else { (mx + off, my) }
    }

    /// The tones to the left and to the right of a step.
    fn sides(&self, x: isize, y: isize, way: usize) -> (Option<Tone>, Option<Tone>) {
        let at = |x: isize, y: isize| self.edges.tone(x, y);
        match way {
            0 => (at(x, y - 1), at(x, y)),
            1 => (at(x - 1, y - 1), at(x, y - 1)),
            2 => (at(x - 1, y), at(x - 1, y - 1)),
            _ => (at(x, y), at(x - 1, y)),
        }
    }
}

/// Follows all edges.
#[expect(clippy::cast_possible_wrap, reason = "some hundreds")]
pub fn follow(edges: &Edges) -> Vec<Chain> {
    let mut walk = Walk {
        edges,
        used_flat: vec![false; edges.flat.len()],
        used_upright: vec![false; edges.upright.len()],
    };
    let mut chains = Vec::new();
    for round in 0..2 {
        for y in 0..=edges.height as isize {
            for x in 0..=edges.width as isize {
                // First from forks; what is left are rings.
                if round == 0 && !walk.forks(x, y) {
                    continue;
                }
                for way in walk.ways(x, y) {
                    if !walk.used(x, y, way) {
                        chains.push(walk.chain(x, y, way));
                    }
                }
            }
        }
    }
    clean(&mut chains, edges.width + 1);
    chains
}

/// Takes the line from short ends, unless they part tones.
fn clean(chains: &mut [Chain], _corners: usize) {
    let mut ends = std::collections::BTreeMap::<usize, usize>::new();
    for chain in chains.iter() {
        *ends.entry(chain.from).or_default() += 1;
        *ends.entry(chain.to).or_default() += 1;
    }
    for chain in chains.iter_mut() {
        let free = [chain.from, chain.to].iter().any(|end| ends.get(end) == Some(&1));
        let ring = chain.from == chain.to;
        if (free || ring) && chain.curve.steps < DIRT && chain.left == chain.right {
            chain.line = None;
        }
    }
}
