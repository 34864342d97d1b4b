//! Things to take in the hand.

use crate::{
    maths::{Frame, V},
    solid::{block, limb},
    world::{Tone, Weight, World},
};

/// A telephone; `frame.front` is its screen, `frame.up` its upper end.
pub fn phone(world: &mut World, c: V, frame: Frame) {
    let owner = world.owner();
    world.add(owner, Tone::Mid, block(c, frame, 4.2, 8.4, 0.9, 0.8));
    world.add(owner, Tone::White, block(c + frame.front * 0.5, frame, 3.1, 6.2, 0.7, 0.2));
}

/// A pole, a handle, a rope drawn tight.
pub fn pole(world: &mut World, a: V, b: V, r: f64) {
    world.thing(Tone::White, limb(a, b, r, r));
}

/// A rope through points: a thick black stroke.
pub fn rope(world: &mut World, points: Vec<V>) {
    world.stroke(Weight::Outer, points);
}

/// A bag with a cross.
pub fn first_aid_bag(world: &mut World, c: V, frame: Frame) {
    let owner = world.owner();
    world.add(owner, Tone::Light, block(c, frame, 17.0, 11.0, 7.0, 3.0));
    world.add(
        owner,
        Tone::Black,
        crate::solid::Solid::Common(vec![
            crate::solid::Solid::Ring { c: c + frame.up * 10.0, axis: frame.front, r: 6.0, thick: 1.4 },
            crate::solid::Solid::Half { c: c + frame.up * 10.5, n: -frame.up },
        ]),
    );
    let front = c + frame.front * 6.9;
    world.add(owner, Tone::Black, block(front, frame, 6.0, 2.0, 0.4, 0.1));
    world.add(owner, Tone::Black, block(front, frame, 2.0, 6.0, 0.4, 0.1));
}

/// A crumpled cloth in a hand.
pub fn cloth(world: &mut World, c: V, r: f64) {
    use crate::maths::v;
    let solids = [(0.0, 0.0, 0.0), (0.8, 0.4, 0.3), (-0.7, 0.5, 0.2), (0.3, -0.7, 0.4), (-0.5, -0.5, 0.0)]
        .map(|(x, y, z)| crate::solid::ball(c + v(x, y, z) * r, r * 0.62));
    world.thing(Tone::White, crate::solid::Solid::Melt(solids.to_vec(), r * 0.5));
}
