//! What stands about a home and at the water: fences, signs, wells, boats, beds.

use crate::{
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, block, cone, limb},
    world::{Tone, Weight, World},
};

const FACING: Frame = Frame { up: UP, front: NEAR, left: RIGHT };

/// A well with its curb of bricks; with a heavy lid, or open.
pub fn well(world: &mut World, foot: V, r: f64, high: f64, lid: bool) {
    let owner = world.owner();
    let top = foot + UP * high;
    let curb = Solid::Cone { a: foot, b: top, ra: r, rb: r, round: 1.0 };
    let hole = Solid::Cone { a: foot + UP * 2.0, b: top + UP * 4.0, ra: r - 6.0, rb: r - 6.0, round: 0.3 };
    world.add(owner, Tone::White, curb.without(hole));
    if lid {
        let owner = world.owner();
        world.add(owner, Tone::Mid, Solid::Cone { a: top, b: top + UP * 6.0, ra: r + 4.0, rb: r + 4.0, round: 1.5 });
        world.add(
            owner,
            Tone::Black,
            Solid::Common(vec![
                Solid::Ring { c: top + UP * 6.0, axis: NEAR, r: 6.0, thick: 1.4 },
                Solid::Half { c: top + UP * 6.0, n: -UP },
            ]),
        );
    } else {
        world.add(owner, Tone::Black, cone(foot + UP * 2.0, top - UP * 10.0, r - 5.5, r - 5.5));
    }
    // Courses of bricks, as far as they are seen.
    for (i, up) in [0.34, 0.67].into_iter().enumerate() {
        let arc = (0..=8)
            .map(|k| {
                let turn = -80.0 + f64::from(k) * 20.0;
                foot + UP * (high * up) + RIGHT * (r * crate::maths::sine(turn)) + NEAR * (r * crate::maths::cosine(turn))
            })
            .collect();
        world.stroke(Weight::Fine, arc);
        for k in 0..4 {
            let turn = -60.0 + f64::from(k) * 36.0 + if i == 0 { 0.0 } else { 18.0 };
            let at = foot + RIGHT * (r * crate::maths::sine(turn)) + NEAR * (r * crate::maths::cosine(turn));
            world.stroke(Weight::Fine, vec![at + UP * (high * (up - 0.3)), at + UP * (high * (up - 0.17)), at + UP * (high * (up - 0.03))]);
        }
    }
}

/// A rowing boat whose middle is at a point of the water line, along the picture.
pub fn boat(world: &mut World, c: V, long: f64, wide: f64, high: f64) {
    let owner = world.owner();
    let half = long / 2.0;
    let hull = |more: f64, up: f64| {
        Solid::Melt(
            vec![
                Solid::Egg { c: c + UP * up, frame: FACING, r: v(half + more, high * 1.15 + more, wide / 2.0 + more) },
                Solid::Egg { c: c + UP * up, frame: FACING, r: v(half * 0.72 + more, high * 1.25 + more, wide / 2.0 + more) },
            ],
            6.0,
        )
    };
    let cut = Solid::Half { c: c + UP * high, n: UP };
    let outer = Solid::Common(vec![hull(0.0, high), cut]);
    world.add(owner, Tone::White, outer.without(hull(-5.0, high)));
    for x in [-0.45, 0.02, 0.48] {
        world.add(owner, Tone::Mid, block(c + v(x * long * 0.6, high * 0.66, 0.0), FACING, 6.0, 1.5, wide * 0.42, 0.5));
    }
}

/// A life vest on a trunk: grown from it, open before the neck, with two buckles.
pub fn life_vest(world: &mut World, person: &crate::figure::person::Placed) {
    let k = &person.skeleton;
    let s = k.build.spine;
    let chest = k.pose.chest;
    let pelvis = k.pose.pelvis;
    let trunk = |more: f64| crate::figure::person::trunk(k, more);
    let top = k.nape - chest.up * (s * 0.02);
    let bottom = k.pose.hip + pelvis.up * (s * 0.14);
    let arms = Solid::All(
        (0..2)
            .map(|i| limb(k.arms[i].root, k.arms[i].root.towards(k.arms[i].joint, 0.9), s * 0.115, s * 0.115))
            .collect(),
    );
    let neck = limb(k.nape - chest.up * (s * 0.16) + chest.front * (s * 0.2), k.nape + chest.up * (s * 0.2), s * 0.1, s * 0.16);
    let vest = Solid::Common(vec![
        trunk(s * 0.07),
        Solid::Half { c: top, n: chest.up },
        Solid::Half { c: bottom, n: -pelvis.up },
    ])
    .without(Solid::All(vec![arms, neck]));
    world.plain(person.owner, Tone::Mid, vest.clone());
    let on = |up: f64, left: f64| {
        let from = k.waist + chest.up * (s * up) + chest.left * (s * left) + chest.front * s;
        crate::figure::head::surface(&vest, from, -chest.front, 2.0 * s)
    };
    world.stroke(Weight::Inner, (0..=6).map(|i| on(-0.2 + 0.1 * f64::from(i), 0.0)).collect());
    for up in [-0.08, 0.14] {
        let at = on(up, 0.0);
        let strap = (0..=8).map(|i| on(up, -0.28 + 0.07 * f64::from(i))).collect();
        world.stroke(Weight::Inner, strap);
        world.add(person.owner, Tone::Black, block(at + chest.front * 0.6, chest, s * 0.06, s * 0.035, s * 0.02, 0.3));
    }
}

/// A house: the middle of its front on the ground, how wide, how high its walls; with a door.
pub fn house(world: &mut World, at: V, wide: f64, high: f64) {
    let deep = wide * 0.3;
    let back = at - NEAR * deep;
    let owner = world.owner();
    world.add(owner, Tone::White, block(back + UP * (high / 2.0), FACING, wide / 2.0, high / 2.0, deep, 0.3));
    let top = at + UP * (high * 1.42);
    let slope = |side: f64| Solid::Half { c: top, n: (UP * (wide * 0.56) + RIGHT * (side * high * 0.42)).unit() };
    let body = block(back + UP * (high * 1.2), FACING, wide * 0.58, high * 0.25, deep + 4.0, 0.3);
    world.add(owner, Tone::Mid, Solid::Common(vec![body, slope(1.0), slope(-1.0)]));
    world.add(owner, Tone::Light, block(at + v(-wide * 0.16, high * 0.32, 0.0), FACING, wide * 0.13, high * 0.32, 0.8, 0.1));
    let window = at + v(wide * 0.24, high * 0.56, 0.0);
    world.add(owner, Tone::Light, block(window, FACING, wide * 0.13, high * 0.17, 0.8, 0.1));
}

/// A sheet of paper on a board, with lines.
pub fn clipboard(world: &mut World, c: V, frame: Frame) {
    let owner = world.owner();
    world.add(owner, Tone::Mid, block(c, frame, 9.0, 12.0, 0.6, 0.4));
    world.add(owner, Tone::White, block(c + frame.front * 0.6 - frame.up * 0.8, frame, 7.6, 10.0, 0.4, 0.1));
    world.add(owner, Tone::Black, block(c + frame.front * 0.8 + frame.up * 10.6, frame, 3.0, 1.4, 0.8, 0.3));
    for i in 0..3 {
        let at = c + frame.front * 1.2 + frame.up * (4.5 - f64::from(i) * 5.0);
        world.stroke(Weight::Fine, vec![at - frame.left * 4.8, at, at + frame.left * 4.8]);
    }
}
