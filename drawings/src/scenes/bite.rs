//! A bite.

use super::{
    Scene, burn, camera,
    cast::{BOY, FATHER, MEDIC, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand, forearm},
        head::{KIND, WORRIED},
        person::{Person, Top},
        postures::{kneeling, sitting, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, ball, block, cone, limb},
    things::{
        objects::{cloth, dog, phone, rope},
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("bite/1", press),
    ("bite/2", tell),
    ("bite/3", wash),
    ("bite/4", antiseptic),
    ("bite/5", no_leaves),
    ("bite/6", vaccine),
    ("bite/7", watch),
];

/// A boy who sits on the ground with one leg out, and the hands of somebody who presses a cloth on it.
pub fn pressed(world: &mut World, helper: Person) -> V {
    let b = &BOY.build;
    let mut pose = sitting(b, v(-34.0, 0.0, 0.0), RIGHT + NEAR * 0.2, -12.0);
    let hip = v(-34.0, 8.0, 0.0);
    pose.hip = hip;
    let out = v(hip.x + b.thigh + b.shin - 1.0, 5.5, 12.0);
    pose = pose
        .leg(1, out, UP, UP + RIGHT * 0.35, RIGHT)
        .leg(0, v(hip.x + 26.0, b.ankle, -10.0), UP, RIGHT, -UP)
        .arm_along(0, -RIGHT * 0.45 - UP - NEAR * 0.5, -RIGHT * 0.15 - UP, Hand::set(-RIGHT - NEAR * 0.3, -UP, Form::FLAT))
        .arm_along(1, -RIGHT * 0.45 - UP + NEAR * 0.4, -RIGHT * 0.15 - UP, Hand::set(-RIGHT + NEAR * 0.3, -UP, Form::FLAT));
    let boy = BOY.with(WORRIED).put(world, pose);
    let leg = boy.skeleton.legs[1];
    let at = leg.joint.towards(leg.end, 0.5) + UP * 4.5;
    let owner = world.owner();
    world.add(owner, Tone::White, Solid::Melt(vec![block(at + UP * 0.5, Frame::new(UP, NEAR), 7.0, 2.4, 6.0, 1.5), limb(at - RIGHT * 5.0 + NEAR * 5.0 - UP * 2.0, at + RIGHT * 5.0 + NEAR * 5.0 - UP * 3.0, 1.6, 1.6)], 1.5));
    let m = &helper.build;
    let over = Hand::set(NEAR - RIGHT * 0.25 - UP * 0.15, -UP, Form::FLAT);
    let under = Hand::set(NEAR + RIGHT * 0.4 - UP * 0.15, -UP, Form::FLAT);
    let pose = kneeling(m, v(at.x + 3.0, 0.0, -30.0), NEAR - RIGHT * 0.15, 0.5, 40.0)
        .arm(1, over.wrist_for_palm(m.hand, at + UP * 5.4), -RIGHT, over)
        .arm(0, under.wrist_for_palm(m.hand, at + UP * 3.4 + RIGHT * 1.0), RIGHT, under)
        .bent_to_reach(m)
        .looking(m, at);
    helper.put(world, pose);
    at
}

fn press() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 74.0, 30.0);
    pressed(&mut world, MOTHER);
    let place = v(54.0, 1.0, 26.0);
    phone(&mut world, place, Frame::new(NEAR * -0.8 + RIGHT * 0.3, UP + NEAR * 0.8));
    let camera = camera(0.0, 20.0);
    Signs { world: &mut world, camera: &camera }.sound(place + UP * 4.0, 50.0, 8.0, 2);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn dùng vải sạch ấn chặt chỗ máu chảy, điện thoại bật loa ngoài gọi cấp cứu.",
        en: "An adult presses a clean cloth hard on the bleeding; the phone on loudspeaker calls the ambulance.",
        world,
        camera,
    }
}

fn tell() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(4.0, 0.0, -6.0), 96.0, 34.0);
    dog(&mut world, v(78.0, 0.0, -44.0), RIGHT + NEAR * 0.3, 0.95);
    let b = &BOY.build;
    let wrist = v(-14.0, 72.0, 10.0);
    let open = Hand::set(-RIGHT, -NEAR * 0.2 + UP, Form::REST);
    let pose = standing(b, v(12.0, 0.0, 2.0), -RIGHT + NEAR * 0.4)
        .arm(0, wrist, -UP, open)
        .arm(1, wrist + v(9.0, -2.0, -3.0), -UP - NEAR, Hand::set(-RIGHT * 0.4 + UP, -RIGHT * 0.3 + NEAR, Form::POINT));
    let boy = BOY.with(WORRIED).put(&mut world, pose);
    // The marks of teeth.
    let arm = boy.skeleton.arms[0];
    for (along, up) in [(0.42, 1.2), (0.52, -0.9), (0.62, 1.0)] {
        let c = arm.joint.towards(arm.end, along) + UP * up + NEAR * 2.6;
        world.spot((0..=6).map(|i| c + RIGHT * (0.75 * crate::maths::cosine(f64::from(i % 6) * 60.0)) + UP * (0.75 * crate::maths::sine(f64::from(i % 6) * 60.0))).collect());
    }
    let m = &MOTHER.build;
    let hold = Hand::set(RIGHT * 0.8 + NEAR * 0.4, UP, Form::HOLD);
    let pose = kneeling(m, v(-44.0, 0.0, -6.0), RIGHT + NEAR * 0.4, 0.2, 8.0)
        .arm(1, hold.wrist_for_palm(m.hand, wrist + v(-1.0, -4.0, 2.0)), -UP, hold)
        .looking(m, wrist);
    MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 12.0).fitted(&world);
    Scene {
        vi: "Trẻ kể ngay với người lớn và cho xem vết cắn.",
        en: "A child tells an adult at once and shows the bite.",
        world,
        camera,
    }
}

fn wash() -> Scene {
    burn::washed(15.0, true)
}

fn antiseptic() -> Scene {
    let mut world = World::default();
    let b = &BOY.build;
    let boy = Person { fingers: true, ..BOY };
    let wrist = v(0.0, 62.0, 14.0);
    let open = Hand::set(RIGHT, -NEAR * 0.3 + UP, Form::REST);
    let pose = standing(b, v(-34.0, 0.0, 4.0), RIGHT + NEAR * 0.5).arm(1, wrist, -UP, open).looking(b, wrist);
    let boy = boy.put(&mut world, pose);
    let arm = boy.skeleton.arms[1];
    let on = arm.joint.towards(arm.end, 0.55) + UP * 3.0 + NEAR * 1.0;
    let m = &MOTHER.build;
    let mother = Person { fingers: true, ..MOTHER };
    let pinch = Hand::set(-RIGHT * 0.8 - UP * 0.5, -UP * 0.6 + RIGHT * 0.4 - NEAR * 0.3, Form::PINCH);
    let grip = Hand::set(-RIGHT * 0.9 + NEAR * 0.5, -RIGHT * 0.3 - NEAR * 0.7, Form::GRIP);
    let stand = v(26.0, 80.0, 17.0);
    let pose = kneeling(m, v(36.0, 0.0, -14.0), -RIGHT + NEAR * 0.45, 0.0, 6.0)
        .arm(1, pinch.wrist_for_tip(m.hand, on + UP * 2.0 + RIGHT * 1.5), UP * 0.2 - NEAR, pinch)
        .arm(0, stand + v(7.0, -1.0, -4.0), RIGHT - UP, grip)
        .looking(m, on);
    cloth(&mut world, on + UP * 0.6, 3.2);
    mother.put(&mut world, pose);
    let owner = world.owner();
    world.add(owner, Tone::Light, Solid::Melt(vec![Solid::Cone { a: stand - UP * 10.0, b: stand + UP * 5.0, ra: 5.0, rb: 5.0, round: 1.5 }, limb(stand + UP * 7.0, stand + UP * 11.0, 2.4, 2.2)], 4.0));
    world.add(owner, Tone::Black, cone(stand + UP * 11.5, stand + UP * 15.0, 2.8, 2.8));
    let camera = camera(0.0, 14.0).at(v(0.0, 76.0, 0.0), 108.0);
    Scene {
        vi: "Rửa xong, người lớn chấm thuốc sát trùng lên vết cắn, không chà.",
        en: "After washing, an adult dabs antiseptic on the bite, without scrubbing.",
        world,
        camera,
    }
}

fn no_leaves() -> Scene {
    let mut world = World::default();
    // Leaves.
    for (x, y, turn) in [(14.0, 10.0, 40.0), (24.0, 20.0, -15.0), (4.0, 24.0, 75.0)] {
        let f = Frame::new(UP, NEAR).leaning(turn);
        let c = v(x, y, 0.0);
        let owner = world.owner();
        let leaf = Solid::Common(vec![ball(c + f.left * 9.0, 15.0), ball(c - f.left * 9.0, 15.0), block(c, f, 20.0, 20.0, 1.0, 0.2)]);
        world.add(owner, Tone::Mid, leaf);
        world.stroke(crate::world::Weight::Inner, vec![c - f.up * 10.0 + NEAR * 1.2, c + f.up * 10.0 + NEAR * 1.2]);
    }
    // An arm bound tightly.
    let (a, b) = (v(-30.0, -30.0, 0.0), v(-14.0, -6.0, 0.0));
    forearm(&mut world, a, b, Hand::set(b - a, NEAR + RIGHT * 0.2, Form::OPEN), 1.0, 22.0);
    let turns = [0.3, 0.48, 0.66].map(|t| {
        let c = a.towards(b, t);
        Solid::Ring { c, axis: (b - a + v(3.0, -3.0, 0.0)).unit(), r: 4.4, thick: 2.4 }
    });
    for turn in turns {
        world.thing(Tone::Light, turn);
    }
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.no(v(0.0, 0.0, 30.0), 48.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Không đắp lá, không băng chặt vết cắn.",
        en: "No leaves on the bite, no tight bandage.",
        world,
        camera,
    }
}

fn vaccine() -> Scene {
    let mut world = World::default();
    let b = &BOY.build;
    let boy = Person { top: Top::Vest(Tone::White), fingers: true, ..BOY };
    world.thing(Tone::Light, block(v(-24.0, 20.0, 0.0), Frame::new(UP, NEAR), 18.0, 20.0, 16.0, 1.5));
    let pose = sitting(b, v(-24.0, 40.0, 0.0), NEAR + RIGHT * 0.25, 0.0);
    let knee = pose.hip + NEAR * 18.0 + UP * 2.0;
    let lay = |side: f64| Hand::set(NEAR, -UP + RIGHT * (0.1 * side), Form::REST);
    let pose = pose
        .arm(0, knee + RIGHT * 7.0 + UP * 5.0, RIGHT - UP * 0.3, lay(1.0))
        .arm(1, knee - RIGHT * 9.0 + UP * 5.0, -RIGHT - UP * 0.3, lay(-1.0));
    let boy = boy.with(KIND).put(&mut world, pose);
    let arm = boy.skeleton.arms[0];
    let at = arm.root.towards(arm.joint, 0.42) + RIGHT * 3.4;
    let m = &MEDIC.build;
    let medic = Person { fingers: true, ..MEDIC };
    let way = -RIGHT - UP * 0.12;
    let w = way.unit();
    let owner = world.owner();
    world.add(owner, Tone::Black, limb(at, at - w * 5.0, 0.5, 0.5));
    world.add(owner, Tone::White, cone(at - w * 5.0, at - w * 18.0, 2.4, 2.4));
    world.add(owner, Tone::Black, limb(at - w * 18.0, at - w * 23.0, 0.9, 0.9));
    world.add(owner, Tone::Black, cone(at - w * 23.0, at - w * 24.5, 2.6, 2.6));
    let grip = Hand::set(-RIGHT + UP * 0.25, NEAR * -0.6 - UP * 0.6, Form::PINCH);
    let pose = kneeling(m, v(46.0, 0.0, -16.0), -RIGHT + NEAR * 0.5, 0.0, 10.0)
        .arm(0, grip.wrist_for_tip(m.hand, at - w * 12.0 + UP * 2.0), RIGHT - UP * 0.5, grip)
        .arm_along(1, -UP - RIGHT * 0.2, -UP - RIGHT * 0.3, Hand::along(NEAR, Form::REST))
        .looking(m, at);
    medic.put(&mut world, pose);
    let camera = camera(0.0, 10.0).at(v(2.0, 74.0, 0.0), 128.0);
    Scene {
        vi: "Nhân viên y tế tiêm ngừa dại vào bắp tay trẻ, ngay trong ngày.",
        en: "A health worker gives a child the rabies vaccine in the upper arm, on the same day.",
        world,
        camera,
    }
}

fn watch() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(10.0, 0.0, 0.0), 110.0, 32.0);
    let neck = dog(&mut world, v(66.0, 0.0, 4.0), -RIGHT + NEAR * 0.4, 0.95);
    let post = v(124.0, 0.0, -10.0);
    world.thing(Tone::Mid, cone(post, post + UP * 70.0, 3.4, 3.0));
    rope(&mut world, vec![neck + v(4.0, 2.0, 6.0), v(96.0, 48.0, 6.0), post + UP * 56.0]);
    let f = &FATHER.build;
    let pose = standing(f, v(-62.0, 0.0, 0.0), RIGHT + NEAR * 0.4).looking(f, neck);
    let father = FATHER.put(&mut world, pose);
    let camera = camera(0.0, 10.0);
    let eye = father.on_face(0.0, -0.05);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (neck - eye) * 0.12, neck - RIGHT * 26.0, 5);
    // Ten days, as ten strokes.
    for i in 0..10 {
        let x = 10.0 + f64::from(i % 5) * 9.0 + if i > 4 { 56.0 } else { 0.0 };
        signs.world.sign(crate::world::Weight::Outer, vec![v(x, 124.0, 0.0), v(x, 142.0, 0.0)], false);
        signs.world.framed.push(v(x, 146.0, 0.0));
    }
    let camera = camera.fitted(&world);
    Scene {
        vi: "Con chó được xích; người lớn đứng xa trông nó mười ngày.",
        en: "The dog is tied; an adult watches it from a distance for ten days.",
        world,
        camera,
    }
}
