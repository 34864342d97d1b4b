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

/// A house with a cross over its door: where the health workers are. From the middle of its front on the
/// ground; it looks towards whoever looks.
pub fn health_station(world: &mut World, at: V, wide: f64, high: f64) {
    use crate::solid::block;
    let f = Frame::new(UP, NEAR);
    let deep = wide * 0.3;
    let back = at - NEAR * deep;
    let owner = world.owner();
    world.add(owner, Tone::White, block(back + UP * (high / 2.0), f, wide / 2.0, high / 2.0, deep, 0.3));
    // The roof: a gable, as all that is under two slopes.
    let top = at + UP * (high * 1.42);
    let slope = |side: f64| Solid::Half { c: top, n: (UP * (wide * 0.56) + v(side, 0.0, 0.0) * (high * 0.42)).unit() };
    let body = block(back + UP * (high * 1.2), f, wide * 0.58, high * 0.25, deep + 4.0, 0.3);
    world.add(owner, Tone::Mid, Solid::Common(vec![body, slope(1.0), slope(-1.0)]));
    let door = at + UP * (high * 0.3) - v(wide * 0.2, 0.0, 0.0);
    world.add(owner, Tone::Light, block(door, f, wide * 0.13, high * 0.3, 0.8, 0.1));
    let sign = at + UP * (high * 0.66) + v(wide * 0.2, 0.0, 0.3);
    world.add(owner, Tone::Black, block(sign, f, wide * 0.15, wide * 0.047, 0.8, 0.1));
    world.add(owner, Tone::Black, block(sign, f, wide * 0.047, wide * 0.15, 0.8, 0.1));
}
