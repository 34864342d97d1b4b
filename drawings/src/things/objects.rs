//! Things to take in the hand.

use crate::{
    maths::{Frame, V, v},
    solid::{Solid, ball, block, cone, limb},
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
        Solid::Common(vec![
            Solid::Ring { c: c + frame.up * 10.0, axis: frame.front, r: 6.0, thick: 1.4 },
            Solid::Half { c: c + frame.up * 10.5, n: -frame.up },
        ]),
    );
    let front = c + frame.front * 6.9;
    world.add(owner, Tone::Black, block(front, frame, 6.0, 2.0, 0.4, 0.1));
    world.add(owner, Tone::Black, block(front, frame, 2.0, 6.0, 0.4, 0.1));
}

/// A crumpled cloth in a hand.
pub fn cloth(world: &mut World, c: V, r: f64) {
    let solids = [(0.0, 0.0, 0.0), (0.8, 0.4, 0.3), (-0.7, 0.5, 0.2), (0.3, -0.7, 0.4), (-0.5, -0.5, 0.0)]
        .map(|(x, y, z)| ball(c + v(x, y, z) * r, r * 0.62));
    world.thing(Tone::White, Solid::Melt(solids.to_vec(), r * 0.5));
}

/// An empty can with its cap on, such as for oil or water.
pub fn can(world: &mut World, c: V, frame: Frame) {
    let owner = world.owner();
    let body = block(c, frame, 9.0, 12.0, 6.0, 2.5);
    let top = c + frame.up * 12.0;
    world.add(owner, Tone::Light, body);
    world.add(owner, Tone::Black, limb(top + frame.left * 5.0, top + frame.left * 5.0 + frame.up * 3.0, 2.6, 2.6));
    let handle = [-7.0, -6.0, 0.5, 1.5].map(|x| top - frame.left * -x);
    world.add(
        owner,
        Tone::White,
        Solid::Melt(
            vec![
                limb(handle[0], handle[1] + frame.up * 4.5, 1.4, 1.4),
                limb(handle[1] + frame.up * 4.5, handle[2] + frame.up * 4.5, 1.4, 1.4),
                limb(handle[2] + frame.up * 4.5, handle[3], 1.4, 1.4),
            ],
            1.0,
        ),
    );
}

/// A bucket, open above, filled to a share; from the middle of its floor.
pub fn bucket(world: &mut World, at: V, r: f64, high: f64, filled: f64) {
    let owner = world.owner();
    let (low, top) = (at, at + v(0.0, high, 0.0));
    let outer = Solid::Cone { a: low, b: top, ra: r * 0.78, rb: r, round: 0.4 };
    let inner = Solid::Cone { a: low + v(0.0, 2.0, 0.0), b: top + v(0.0, 4.0, 0.0), ra: r * 0.78 - 1.6, rb: r - 1.2, round: 0.2 };
    world.add(owner, Tone::White, outer.without(inner));
    world.add(owner, Tone::White, Solid::Ring { c: top, axis: v(0.0, 1.0, 0.0), r, thick: 1.3 });
    if filled > 0.0 {
        let level = low + v(0.0, high * filled, 0.0);
        let r = r * (0.78 + 0.22 * filled) - 1.0;
        world.add(owner, Tone::Light, cone(low + v(0.0, 1.0, 0.0), level, r, r));
    }
}

/// A ring that floats.
pub fn ring_float(world: &mut World, c: V, axis: V, r: f64) {
    let owner = world.owner();
    let axis = axis.unit();
    let ring = Solid::Ring { c, axis, r, thick: r * 0.36 };
    let frame = Frame::new(axis, v(0.3, 0.4, 1.0));
    world.add(owner, Tone::White, ring.clone());
    let bands = [frame.left, -frame.left, frame.front, -frame.front]
        .map(|d| block(c + d * r, Frame::new(d, axis), r * 0.24, r * 0.6, r * 0.6, 0.1));
    let band = Solid::Shell(ring.into(), 0.3);
    world.add(owner, Tone::Mid, Solid::Common(vec![band, Solid::All(bands.to_vec())]));
}

/// A tree: where it stands, how high.
pub fn tree(world: &mut World, at: V, high: f64) {
    let owner = world.owner();
    let up = |x: f64, y: f64| at + v(x * high, y * high, 0.0);
    world.add(owner, Tone::White, cone(at, up(0.0, 0.6), high * 0.06, high * 0.045));
    let crown = [(0.0, 0.82, 0.2), (0.17, 0.68, 0.16), (-0.17, 0.7, 0.17), (0.02, 0.62, 0.15)]
        .map(|(x, y, r)| ball(up(x, y), r * high));
    world.plain(owner, Tone::Mid, Solid::Melt(crown.to_vec(), high * 0.06));
}
