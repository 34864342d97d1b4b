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

/// A tap on a pipe that comes out of the ground or a wall, and the water that runs from it down to a height.
pub fn tap(world: &mut World, mouth: V, foot: V, falls_to: f64) {
    let owner = world.owner();
    let bend = v(foot.x, mouth.y + 6.0, foot.z);
    let wall = (foot.y - bend.y).abs() < 1.0;
    let out = v(mouth.x, mouth.y + 6.0, mouth.z);
    world.add(
        owner,
        Tone::Mid,
        Solid::Melt(
            vec![limb(foot, bend, 3.0, 3.0), limb(bend, out, 3.0, 3.2), limb(out, mouth, 3.2, 3.2)],
            1.0,
        ),
    );
    let wheel = out + (bend - out).unit() * if wall { 9.0 } else { 12.0 } + v(0.0, 7.0, 0.0);
    world.add(owner, Tone::Mid, limb(wheel - v(0.0, 6.0, 0.0), wheel, 1.4, 1.4));
    world.add(owner, Tone::Mid, limb(wheel - v(5.0, 0.0, 0.0), wheel + v(5.0, 0.0, 0.0), 1.6, 1.6));
    let end = v(mouth.x, falls_to, mouth.z);
    world.thing(Tone::White, cone(mouth, end, 2.2, 2.0));
}

/// A dog that stands: the middle of its chest on the ground, where it looks.
pub fn dog(world: &mut World, at: V, way: V, size: f64) -> V {
    let owner = world.owner();
    let f = Frame::new(v(0.0, 1.0, 0.0), way);
    let p = |left: f64, up: f64, ahead: f64| at + f.out(left, up, ahead) * size;
    let trunk = Solid::Melt(
        vec![
            limb(p(0.0, 40.0, 6.0), p(0.0, 39.0, -34.0), 12.0 * size, 9.5 * size),
            limb(p(0.0, 44.0, 8.0), p(0.0, 62.0, 20.0), 10.0 * size, 7.5 * size),
            limb(p(0.0, 42.0, -40.0), p(0.0, 58.0, -54.0), 3.6 * size, 1.8 * size),
        ],
        6.0 * size,
    );
    let trunk = world.plain(owner, Tone::White, trunk);
    for (left, ahead) in [(6.0, 6.0), (-6.0, 10.0), (6.0, -34.0), (-6.0, -38.0)] {
        let root = p(left, 34.0, ahead);
        let leg = world.add(
            owner,
            Tone::White,
            Solid::Melt(
                vec![
                    limb(root, p(left, 16.0, ahead - 2.0), 6.2 * size, 4.0 * size),
                    limb(p(left, 16.0, ahead - 2.0), p(left, 3.4, ahead), 4.0 * size, 3.4 * size),
                    limb(p(left, 3.4, ahead), p(left, 2.8, ahead + 5.0), 3.4 * size, 2.8 * size),
                ],
                1.5 * size,
            ),
        );
        world.join(trunk, leg, root, 15.0 * size, 3.0 * size);
    }
    let skull = p(0.0, 66.0, 24.0);
    let head = Solid::Melt(
        vec![ball(skull, 9.5 * size), limb(p(0.0, 64.0, 30.0), p(0.0, 60.0, 42.0), 6.0 * size, 4.6 * size)],
        4.0 * size,
    );
    world.add(owner, Tone::White, head);
    world.add(owner, Tone::Black, ball(p(0.0, 62.0, 46.0), 2.4 * size));
    for side in [1.0, -1.0] {
        world.add(
            owner,
            Tone::Black,
            limb(p(7.5 * side, 73.0, 21.0), p(10.5 * side, 60.0, 22.0), 3.6 * size, 4.4 * size),
        );
        let eye = p(4.4 * side, 69.0, 32.0);
        world.add(owner, Tone::Black, ball(eye, 1.3 * size));
    }
    p(0.0, 54.0, 14.0)
}

/// A pot on three stones over a fire.
pub fn fire_and_pot(world: &mut World, at: V) {
    let owner = world.owner();
    for (x, z) in [(-16.0, 6.0), (16.0, 6.0), (0.0, -16.0)] {
        world.add(owner, Tone::Mid, Solid::Melt(vec![ball(at + v(x, 6.0, z), 8.0)], 1.0));
    }
    for (x, high) in [(-7.0, 13.0), (0.0, 18.0), (7.0, 13.0)] {
        world.add(owner, Tone::Black, limb(at + v(x, 3.0, 4.0), at + v(x * 0.8, high, 4.0), 4.0, 0.5));
    }
    let (low, top) = (at + v(0.0, 16.0, 0.0), at + v(0.0, 40.0, 0.0));
    world.add(owner, Tone::Light, Solid::Cone { a: low, b: top, ra: 19.0, rb: 21.0, round: 4.0 });
    world.add(owner, Tone::Light, Solid::Cone { a: top, b: top + v(0.0, 5.0, 0.0), ra: 22.5, rb: 20.0, round: 1.0 });
    world.add(owner, Tone::Black, ball(top + v(0.0, 8.0, 0.0), 2.6));
    for side in [-1.0, 1.0] {
        world.add(owner, Tone::Light, limb(at + v(side * 20.0, 33.0, 0.0), at + v(side * 27.0, 33.0, 0.0), 2.2, 2.2));
    }
}

/// A van of the ambulance: the middle of its side on the ground; it drives to the left.
pub fn ambulance(world: &mut World, at: V, size: f64) {
    let owner = world.owner();
    let f = Frame::new(v(0.0, 1.0, 0.0), v(0.0, 0.0, 1.0));
    let p = |x: f64, y: f64, z: f64| at + v(x, y, z) * size;
    let body = |x: f64, y: f64, half: (f64, f64)| block(p(x, y, -30.0), f, half.0 * size, half.1 * size, 30.0 * size, 4.0 * size);
    world.add(owner, Tone::White, Solid::All(vec![body(16.0, 56.0, (64.0, 42.0)), body(-60.0, 38.0, (34.0, 24.0))]));
    let cab = Solid::Common(vec![
        body(-58.0, 70.0, (30.0, 24.0)),
        Solid::Half { c: p(-86.0, 62.0, 0.0), n: v(-0.82, 0.4, 0.0).unit() },
    ]);
    world.add(owner, Tone::White, cab);
    world.add(owner, Tone::Mid, Solid::Common(vec![
        block(p(-60.0, 72.0, 0.0), f, 17.0 * size, 13.0 * size, 1.0, 0.2),
        Solid::Half { c: p(-82.0, 62.0, 0.0) , n: v(-0.82, 0.4, 0.0).unit() },
    ]));
    world.add(owner, Tone::Black, block(p(18.0, 62.0, 0.4), f, 20.0 * size, 6.5 * size, 1.0, 0.2));
    world.add(owner, Tone::Black, block(p(18.0, 62.0, 0.4), f, 6.5 * size, 20.0 * size, 1.0, 0.2));
    world.add(owner, Tone::Black, Solid::Cone { a: p(-34.0, 98.0, -30.0), b: p(-34.0, 106.0, -30.0), ra: 9.0 * size, rb: 7.0 * size, round: 1.0 });
    for x in [-58.0, 48.0] {
        let (a, b) = (p(x, 15.0, -8.0), p(x, 15.0, 3.0));
        world.add(owner, Tone::Black, cone(a, b, 15.0 * size, 15.0 * size));
        world.add(owner, Tone::White, cone(b, b + v(0.0, 0.0, 0.8), 7.0 * size, 7.0 * size));
    }
}

/// Flames that lick up from a point.
pub fn flames(world: &mut World, at: V, size: f64) {
    let owner = world.owner();
    let tongue = |x: f64, high: f64, r: f64| limb(at + v(x, r * 0.4, 0.0) * size, at + v(x * 1.15, high, 0.0) * size, r * size, 0.3);
    let outer = Solid::Melt(vec![tongue(-4.5, 11.0, 3.4), tongue(0.0, 17.0, 4.6), tongue(4.5, 12.0, 3.4)], 2.0 * size);
    world.plain(owner, Tone::White, outer);
    let owner = world.owner();
    let near = at + v(0.0, 0.0, 4.4) * size;
    world.add(owner, Tone::Black, limb(near + v(0.0, 0.6, 0.0) * size, near + v(0.3, 7.5, 0.0) * size, 1.9 * size, 0.2));
}

/// A snake on the ground, its head raised, looking somewhere.
pub fn snake(world: &mut World, at: V, way: V) {
    let owner = world.owner();
    let f = Frame::new(v(0.0, 1.0, 0.0), way);
    let p = |left: f64, up: f64, ahead: f64| at + f.out(left, up, ahead);
    let mut way = vec![p(0.0, 24.0, 8.0), p(0.0, 18.0, -2.0), p(0.0, 3.0, 2.0)];
    for i in 0..9 {
        let t = f64::from(i);
        way.push(p(crate::maths::sine(t * 70.0 + 40.0) * 10.0, 2.6, -4.0 - t * 6.5));
    }
    let n = way.len();
    #[expect(clippy::cast_precision_loss, reason = "a dozen")]
    let r = |i: usize| {
        let t = i as f64 / n as f64;
        3.2 * (1.0 - t * t * t * 0.8)
    };
    let body = (0..n - 1).map(|i| limb(way[i], way[i + 1], r(i), r(i + 1))).collect();
    world.add(owner, Tone::Mid, Solid::Melt(body, 1.4));
    let head = p(0.0, 25.0, 9.0);
    world.add(owner, Tone::Mid, limb(head, head + f.front * 6.0 - f.up * 1.0, 3.8, 2.6));
    world.add(owner, Tone::Black, ball(head + f.out(-2.8, 1.6, 3.0), 1.1));
    world.add(owner, Tone::Black, ball(head + f.out(2.8, 1.6, 3.0), 1.1));
    world.stroke(Weight::Fine, vec![head + f.front * 8.5, head + f.front * 13.0, head + f.front * 16.0 + f.up * 1.5]);
}

/// A motorbike, seen from its left side; from between its wheels on the ground.
pub fn motorbike(world: &mut World, at: V, size: f64) {
    let owner = world.owner();
    let p = |x: f64, y: f64, z: f64| at + v(x, y, z) * size;
    let wheel = |x: f64| (p(x, 18.0, -3.5), p(x, 18.0, 3.5));
    for x in [-42.0, 42.0] {
        let (a, b) = wheel(x);
        world.add(owner, Tone::Black, cone(a, b, 18.0 * size, 18.0 * size));
        world.add(owner, Tone::White, cone(a + (b - a) * -0.08, b + (b - a) * 0.08, 10.0 * size, 10.0 * size));
    }
    let body = Solid::Melt(
        vec![
            limb(p(-30.0, 50.0, 0.0), p(-42.0, 18.0, 0.0), 4.0 * size, 3.0 * size),
            limb(p(-26.0, 46.0, 0.0), p(-14.0, 24.0, 0.0), 6.0 * size, 7.0 * size),
            limb(p(-14.0, 24.0, 0.0), p(18.0, 26.0, 0.0), 7.0 * size, 9.0 * size),
            limb(p(8.0, 42.0, 0.0), p(42.0, 40.0, 0.0), 8.0 * size, 6.0 * size),
            limb(p(28.0, 36.0, 0.0), p(42.0, 18.0, 0.0), 5.0 * size, 3.0 * size),
        ],
        6.0 * size,
    );
    world.add(owner, Tone::Light, body);
    world.add(owner, Tone::Black, limb(p(6.0, 51.0, 0.0), p(40.0, 50.0, 0.0), 4.0 * size, 4.0 * size));
    world.add(owner, Tone::White, limb(p(-30.0, 50.0, 0.0), p(-25.0, 64.0, 0.0), 2.8 * size, 2.6 * size));
    world.add(owner, Tone::Black, limb(p(-25.0, 64.0, -16.0), p(-25.0, 64.0, 16.0), 2.0 * size, 2.0 * size));
    world.add(owner, Tone::White, ball(p(-35.0, 52.0, 0.0), 5.5 * size));
}

/// A box on the wall with a lever that is pulled down: the main switch. Tells where the lever ends.
pub fn main_switch(world: &mut World, at: V) -> V {
    let owner = world.owner();
    let f = Frame::new(v(0.0, 1.0, 0.0), v(0.0, 0.0, 1.0));
    world.add(owner, Tone::White, block(at, f, 15.0, 21.0, 4.0, 2.0));
    world.add(owner, Tone::Light, block(at + v(0.0, 2.0, 4.0), f, 7.5, 13.0, 1.0, 0.5));
    let grip = at + v(0.0, -7.0, 10.0);
    world.add(owner, Tone::Black, limb(at + v(0.0, 2.0, 4.0), grip, 2.6, 2.6));
    world.add(owner, Tone::Black, limb(grip - v(6.0, 0.0, 0.0), grip + v(6.0, 0.0, 0.0), 2.6, 2.6));
    grip
}

/// A medicine bottle with a label that warns.
pub fn bottle(world: &mut World, foot: V, high: f64) {
    let owner = world.owner();
    let up = |y: f64| foot + v(0.0, y * high, 0.0);
    let r = high * 0.26;
    world.add(owner, Tone::Light, Solid::Melt(vec![Solid::Cone { a: foot, b: up(0.66), ra: r, rb: r, round: 1.5 }, limb(up(0.72), up(0.84), r * 0.45, r * 0.42)], r * 0.8));
    world.add(owner, Tone::Black, cone(up(0.86), up(1.0), r * 0.6, r * 0.6));
    let label = Solid::Common(vec![
        Solid::Cone { a: up(0.14), b: up(0.58), ra: r + 0.5, rb: r + 0.5, round: 0.1 },
        Solid::Half { c: foot + v(0.0, 0.0, r * 0.2), n: v(0.0, 0.0, -1.0) },
    ]);
    world.add(owner, Tone::White, label);
    let mark = foot + v(0.0, 0.0, r + 0.7);
    world.add(owner, Tone::Black, limb(mark + v(0.0, high * 0.32, 0.0), mark + v(0.0, high * 0.5, 0.0), r * 0.12, r * 0.17));
    world.add(owner, Tone::Black, ball(mark + v(0.0, high * 0.22, 0.0), r * 0.15));
}
