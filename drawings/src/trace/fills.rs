//! The flat tones, bounded by the same curves as the lines.

use std::collections::BTreeMap;

use super::{chains::Chain, curve::Curve, svg::Drawing};
use crate::world::Tone;

/// Lays white under everything, and the greys and black upon it.
pub fn lay(drawing: &mut Drawing, chains: &[Chain]) {
    drawing.fill(Tone::White.paint(), &loops(chains, |tone| tone.is_some()));
    for ink in Tone::INKS {
        drawing.fill(ink.paint(), &loops(chains, |tone| tone == Some(ink)));
    }
}

/// A chain as a bound: what is wanted is on its left.
struct Bound {
    from: usize,
    to: usize,
    leaves: u8,
    arrives: u8,
    curve: Curve,
}

/// The rings round all places of the wanted tones.
fn loops(chains: &[Chain], wanted: impl Fn(Option<Tone>) -> bool) -> Vec<Vec<Curve>> {
    let mut bounds = Vec::new();
    for chain in chains {
        match (wanted(chain.left), wanted(chain.right)) {
            (true, false) => bounds.push(Bound {
                from: chain.from,
                to: chain.to,
                leaves: chain.leaves,
                arrives: chain.arrives,
                curve: chain.curve.clone(),
            }),
            (false, true) => bounds.push(Bound {
                from: chain.to,
                to: chain.from,
                leaves: (chain.arrives + 2) % 4,
                arrives: (chain.leaves + 2) % 4,
                curve: chain.curve.reversed(),
            }),
            _ => {}
        }
    }
    let mut starts = BTreeMap::<usize, Vec<usize>>::new();
    for (i, bound) in bounds.iter().enumerate() {
        starts.entry(bound.from).or_default().push(i);
    }
    let mut used = vec![false; bounds.len()];
    let mut rings = Vec::new();
    for first in 0..bounds.len() {
        let mut ring = Vec::new();
        let mut next = Some(first);
        while let Some(i) = next {
            let (Some(bound), Some(mark)) = (bounds.get(i), used.get_mut(i)) else { break };
            if *mark {
                break;
            }
            *mark = true;
            ring.push(bound.curve.clone());
            // Where two regions touch at a corner, each keeps to itself: turn to the left.
            next = starts
                .get(&bound.to)
                .into_iter()
                .flatten()
                .filter(|other| used.get(**other) == Some(&false))
                .min_by_key(|other| {
                    let leaves = bounds.get(**other).map_or(0, |bound| bound.leaves);
                    (bound.arrives + 5 - leaves) % 4
                })
                .copied();
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}
