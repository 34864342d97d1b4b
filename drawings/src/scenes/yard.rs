//! The pond at which the scenes of the water play: a bank on the left, water on the right, its surface
//! a little lower.

use crate::{
    figure::{
        hand::{Form, Hand},
        person::{Person, Placed},
        postures::in_water,
    },
    maths::{NEAR, RIGHT, UP, V, v},
    things::places::{bank, ripple, water},
    world::World,
};

/// How low the water stands under the bank.
pub const LEVEL: f64 = -16.0;

/// The pond. Its bank ends at x = 0.
pub fn pond(world: &mut World) {
    water(world, v(110.0, LEVEL, 0.0), 150.0, 70.0);
    for (x, z, n) in [(14.0, 34.0, 3), (60.0, 48.0, 3), (24.0, -26.0, 2), (92.0, -38.0, 3), (104.0, 24.0, 2)] {
        ripple(world, v(x, LEVEL, z), 10.0 * f64::from(n), n);
    }
    bank(world, v(0.0, 0.0, 0.0), -150.0, 74.0, 90.0);
}

/// A child whose head and arms are above the water.
pub fn struggling(world: &mut World, who: Person, x: f64, z: f64, front: V) -> Placed {
    let b = &who.build;
    let hip = v(x, LEVEL - b.spine * 0.82, z);
    let open = Hand::set(UP, front, Form::OPEN);
    let pose = in_water(b, hip, front)
        .arm_along(0, RIGHT * 0.7 + UP * 0.5, UP + RIGHT * 0.1, open)
        .arm_along(1, -RIGHT * 0.8 + UP * 0.1, UP - RIGHT * 0.3, open);
    let placed = who.put(world, pose);
    ring(world, x, z, 17.0);
    placed
}

/// A ripple round something in the water.
pub fn ring(world: &mut World, x: f64, z: f64, r: f64) {
    let points = (2..=14)
        .map(|i| {
            let turn = f64::from(i) * 22.5 + 90.0;
            v(x + crate::maths::cosine(turn) * r, LEVEL + 0.15, z - crate::maths::sine(turn) * r * 0.8)
        })
        .collect();
    world.stroke(crate::world::Weight::Inner, points);
}

/// Where somebody stands on the bank, so far from its edge.
pub fn on_bank(x: f64, z: f64) -> V {
    RIGHT * -x + NEAR * z
}
