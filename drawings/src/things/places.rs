//! Ground, banks and water.

use crate::{
    maths::{Frame, NEAR, UP, V, sine, v},
    solid::{Solid, cone},
    world::{Tone, Weight, World},
};

/// A flat oval lying at a height.
fn oval(c: V, right: f64, near: f64, thick: f64) -> Solid {
    Solid::Flat {
        c,
        frame: Frame::new(UP, NEAR),
        by: near / right,
        of: cone(c - UP * thick, c, right, right).into(),
    }
}

/// Shade on the ground, so that nobody floats in the air.
pub fn ground(world: &mut World, c: V, right: f64, near: f64) {
    // A little lower than the ground, so that it hides nothing that lies there.
    world.shade(Tone::Light, oval(c - UP * 3.5, right, near, 1.2));
}

/// A ripple from left to right on the water.
pub fn ripple(world: &mut World, from: V, long: f64, waves: u32) {
    let n = waves * 4;
    let points = (0..=n)
        .map(|i| {
            let t = f64::from(i) / f64::from(n);
            let up = sine(f64::from(i) * 90.0) * 1.5;
            from + v(long * t, 0.15, -up)
        })
        .collect();
    world.stroke(Weight::Inner, points);
}

/// A pond: an oval of water, as deep as the picture shows.
pub fn water(world: &mut World, c: V, right: f64, near: f64) {
    world.shade(Tone::Light, oval(c, right, near, 130.0));
}

/// Land with a straight edge to the water on its right or left, as a block with round edges: from the
/// upper middle of its edge, how broad, how far to both sides, how high over the ground of the water.
pub fn bank(world: &mut World, edge: V, broad: f64, sides: f64, high: f64) {
    let c = edge + v(broad / 2.0, -high / 2.0, 0.0);
    world.thing(
        Tone::White,
        crate::solid::block(c, Frame::new(UP, NEAR), broad.abs() / 2.0, high / 2.0, sides, 5.0),
    );
}
