//! A snake bite.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, MOTHER},
    cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand, forearm},
        head::WORRIED,
        postures::{carried, kneeling, sitting, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, block, limb},
    things::{
        objects::{motorbike, snake},
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("snake/1", away),
    ("snake/2", carry),
    ("snake/4", splint),
    ("snake/6", no_cutting),
    ("snake/7", cpr::watch),
];

fn away() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(10.0, 0.0, 0.0), 104.0, 28.0);
    snake(&mut world, v(-56.0, 0.0, 10.0), RIGHT);
    let m = &MOTHER.build;
    let b = &GIRL.build;
    let way = RIGHT + NEAR * 0.2;
    let mother = walking(m, v(40.0, 0.0, -8.0), way);
    let girl = walking(b, v(70.0, 0.0, 10.0), way);
    let back = girl.hip + UP * 30.0 + v(-11.0, 0.0, -2.0);
    let push = Hand::set(RIGHT * 0.7 - UP * 0.3 + NEAR * 0.4, RIGHT - UP * 0.3, Form::FLAT);
    let mut mother = mother.arm(0, push.wrist_for_palm(m.hand, back), -UP, push);
    mother = mother.arm_along(1, -RIGHT * 0.6 - UP * 0.8 + NEAR * 0.4, -RIGHT * 0.4 - UP, Hand::along(-NEAR, Form::OPEN));
    mother.head = Frame::new(UP, -RIGHT * 0.4 + NEAR * 0.8);
    MOTHER.with(WORRIED).put(&mut world, mother);
    GIRL.with(WORRIED).put(&mut world, girl);
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(94.0, 60.0, 0.0), v(122.0, 60.0, 0.0)], 10.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn đưa trẻ rời xa con rắn.",
        en: "An adult leads a child away from the snake.",
        world,
        camera,
    }
}

fn carry() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(14.0, 0.0, 0.0), 110.0, 28.0);
    motorbike(&mut world, v(84.0, 0.0, -24.0), 1.15);
    let b = &FATHER.build;
    let mut pose = walking(b, v(-38.0, 0.0, -4.0), RIGHT * 0.6 + NEAR);
    pose.chest = pose.chest.nodding(6.0);
    let hip = v(-20.0, 104.0, 24.0);
    let c = BOY.with(WORRIED).put(&mut world, carried(hip, -RIGHT + NEAR * 0.1, -NEAR));
    let k = &c.skeleton;
    let under_knees = k.legs[0].joint.towards(k.legs[1].joint, 0.5) - UP * 7.0 - RIGHT * 4.0;
    let under_back = k.waist.towards(k.nape, 0.75) - UP * 9.0;
    let hold = Hand::set(NEAR + UP * 0.5, UP - NEAR * 0.2, Form::HOLD);
    let pose = pose
        .arm(0, hold.wrist_for_palm(b.hand, under_knees), -UP + RIGHT * 0.5, hold)
        .arm(1, hold.wrist_for_palm(b.hand, under_back), -UP - RIGHT * 0.6, hold);
    FATHER.put(&mut world, pose.looking(b, v(90.0, 110.0, 60.0)));
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(20.0, 128.0, 0.0), v(48.0, 122.0, 0.0), v(62.0, 98.0, 0.0)], 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn bế trẻ ra xe; trẻ không đi, không chạy.",
        en: "An adult carries the child to a vehicle; the child does not walk or run.",
        world,
        camera,
    }
}

fn splint() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 74.0, 30.0);
    let b = &BOY.build;
    let hip = v(-34.0, 8.0, 0.0);
    let mut pose = sitting(b, v(-34.0, 0.0, 0.0), RIGHT + NEAR * 0.2, -12.0);
    pose.hip = hip;
    let out = v(hip.x + b.thigh + b.shin - 1.0, 6.0, 12.0);
    let pose = pose
        .leg(1, out, UP, UP + RIGHT * 0.35, RIGHT)
        .leg(0, v(hip.x + 26.0, b.ankle, -12.0), UP, RIGHT, -UP)
        .arm_along(0, -RIGHT * 0.45 - UP - NEAR * 0.5, -RIGHT * 0.15 - UP, Hand::set(-RIGHT - NEAR * 0.3, -UP, Form::FLAT))
        .arm_along(1, -RIGHT * 0.45 - UP + NEAR * 0.4, -RIGHT * 0.15 - UP, Hand::set(-RIGHT + NEAR * 0.3, -UP, Form::FLAT));
    let boy = BOY.with(WORRIED).put(&mut world, pose);
    let leg = boy.skeleton.legs[1];
    // A board along the whole leg, and loose bands.
    let along = (leg.end - leg.root).unit();
    let f = Frame::new(along, NEAR);
    let c = leg.root.towards(leg.end, 0.6) + NEAR * 7.0 - UP * 0.5;
    world.thing(Tone::Light, block(c, f, 4.2, 25.0, 1.3, 0.8));
    for t in [0.42, 0.62, 0.84] {
        let at = leg.root.towards(leg.end, t) + NEAR * 2.0;
        let r = 8.8 - 2.6 * t;
        let owner = world.owner();
        world.add(owner, Tone::White, Solid::Flat { c: at, frame: Frame::new(UP, along), by: 1.0, of: Solid::Ring { c: at, axis: along, r, thick: 1.6 }.into() });
    }
    let m = &MOTHER.build;
    let at = leg.root.towards(leg.end, 0.62) + UP * 7.0;
    let tie = |x: f64| Hand::set(NEAR * 0.8 - UP * 0.4 - RIGHT * (0.4 * x), -UP - RIGHT * (0.3 * x), Form::PINCH);
    let pose = kneeling(m, v(at.x + 4.0, 0.0, -30.0), NEAR - RIGHT * 0.1, 0.5, 40.0)
        .arm(1, tie(-1.0).wrist_for_tip(m.hand, at - RIGHT * 4.0 - UP * 4.0), -RIGHT, tie(-1.0))
        .arm(0, tie(1.0).wrist_for_tip(m.hand, at + RIGHT * 4.0 - UP * 4.0), RIGHT, tie(1.0))
        .bent_to_reach(m)
        .looking(m, at);
    MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 20.0).fitted(&world);
    Scene {
        vi: "Người lớn nẹp chân bị cắn bằng thanh gỗ, buộc lỏng, giữ chân yên.",
        en: "An adult splints the bitten leg with a board, tied loosely, and keeps it still.",
        world,
        camera,
    }
}

fn no_cutting() -> Scene {
    let mut world = World::default();
    // A cord tied tightly round an arm, a knife, ice.
    let (a, b) = (v(-34.0, -26.0, 0.0), v(-12.0, 2.0, 0.0));
    forearm(&mut world, a, b, Hand::set(b - a, NEAR + RIGHT * 0.2, Form::OPEN), 1.0, 22.0);
    let c = a.towards(b, 0.5);
    let axis = (b - a).unit();
    world.thing(Tone::Black, Solid::Ring { c, axis, r: 4.2, thick: 1.3 });
    world.thing(Tone::Black, Solid::Melt(vec![limb(c + v(5.0, -4.0, 5.0), c + v(10.0, -9.0, 5.0), 1.0, 1.0), limb(c + v(5.0, -4.0, 5.0), c + v(11.0, -3.0, 5.0), 1.0, 1.0)], 0.5));
    let k = v(20.0, 20.0, 0.0);
    let f = Frame::new(RIGHT * 0.8 - UP * 0.6, NEAR);
    let owner = world.owner();
    world.add(owner, Tone::Black, block(k - f.up * 16.0, f, 2.6, 9.0, 2.0, 1.2));
    world.add(owner, Tone::White, Solid::Common(vec![block(k + f.up * 6.0, f, 4.4, 14.0, 0.8, 0.2), Solid::Half { c: k + f.up * 14.0 - f.left * 4.4, n: (f.up + f.left * -0.9).unit() }]));
    for (x, y, turn) in [(-6.0, -34.0, 20.0), (7.0, -34.0, 65.0), (1.0, -21.0, 40.0)] {
        let f = Frame::new(UP, NEAR).turning(turn);
        world.thing(Tone::White, block(v(x, y, 0.0), f, 5.6, 5.6, 5.6, 1.2));
    }
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.no(v(0.0, 0.0, 30.0), 48.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Không garô, không rạch, không chườm đá.",
        en: "No tourniquet, no cutting, no ice.",
        world,
        camera,
    }
}
