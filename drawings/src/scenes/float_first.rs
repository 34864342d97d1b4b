//! The lesson "Float first": what a child does that fell into the water.

use super::{
    Scene, camera,
    cast::GIRL,
    yard::{LEVEL, ring},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{CALM, Face},
        person::Placed,
        pose::{Aim, Arm, Leg, Pose},
        postures::{SIDES, in_water},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    things::{
        objects::can,
        places::{ripple, water},
        signs::Signs,
    },
    world::World,
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("float-first/1", head_back),
    ("float-first/2", arms_out),
    ("float-first/5", hold),
];

/// Nothing but water.
fn lake(world: &mut World, ripples: &[(f64, f64, u32)]) {
    water(world, v(0.0, LEVEL, 0.0), 400.0, 260.0);
    for (x, z, n) in ripples {
        ripple(world, v(*x, LEVEL, *z), 9.0 * f64::from(*n), *n);
    }
}

/// A child afloat on its back: the head on the left, the face and the toes out of the water.
fn floating(world: &mut World, face: Face, arms: f64) -> Placed {
    let girl = GIRL.with(face);
    let f = Frame::new(-RIGHT, UP + RIGHT * 0.08);
    let pose = Pose {
        hip: v(6.0, LEVEL - 1.2, 0.0),
        pelvis: f,
        chest: f,
        // The ears are in the water.
        head: Frame::new(-RIGHT - UP * 0.36, UP - RIGHT * 0.2),
        arms: SIDES.map(|side| Arm {
            aim: Aim::Along(
                f.left * side + f.up * (0.2 + arms) + UP * 0.05,
                f.left * side + f.up * (0.5 + arms) + UP * 0.04,
            ),
            hand: Hand::along(UP, Form::OPEN),
        }),
        legs: SIDES.map(|side| Leg {
            aim: Aim::Along(RIGHT + f.left * (0.3 * side) + UP * 0.01, RIGHT + f.left * (0.24 * side) + UP * 0.04),
            toes: UP + RIGHT * 0.5 + f.left * (0.3 * side),
            sole: RIGHT - UP * 0.4,
        }),
    };
    girl.put(world, pose)
}

fn head_back() -> Scene {
    let mut world = World::default();
    lake(&mut world, &[(-60.0, 22.0, 2), (10.0, 26.0, 3), (-10.0, -26.0, 2), (30.0, -20.0, 2)]);
    let girl = floating(&mut world, CALM, -0.4);
    let k = girl.skeleton;
    let camera = camera(0.0, 30.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.arrow(&[k.skull + v(10.0, 25.0, 0.0), k.skull + v(-3.0, 29.0, 0.0), k.skull + v(-17.0, 21.0, 0.0)], 5.0);
    let camera = camera.at(k.skull + v(15.0, 8.0, 0.0), 92.0);
    Scene {
        vi: "Nhìn gần: bạn nhỏ ngả đầu ra sau, mặt ngửa lên trời, hai tai chìm trong nước.",
        en: "Seen closely: a child tips the head back, face to the sky, both ears in the water.",
        world,
        camera,
    }
}

fn arms_out() -> Scene {
    let mut world = World::default();
    lake(&mut world, &[(-70.0, 44.0, 2), (30.0, 46.0, 3), (-30.0, -52.0, 3), (40.0, -44.0, 2), (-84.0, -20.0, 1), (66.0, 10.0, 1)]);
    floating(&mut world, CALM, 0.0);
    let camera = camera(0.0, 55.0).at(v(0.0, LEVEL, 0.0), 150.0);
    Scene {
        vi: "Bạn nhỏ nằm ngửa trên mặt nước, dang tay, dang chân, thả lỏng.",
        en: "A child lies on the back on the water, arms out, legs apart, loose.",
        world,
        camera,
    }
}

fn hold() -> Scene {
    let mut world = World::default();
    lake(&mut world, &[(-60.0, 30.0, 3), (20.0, 38.0, 3), (-40.0, -40.0, 2), (40.0, -30.0, 2)]);
    let b = &GIRL.build;
    let front = NEAR - RIGHT * 0.3;
    let at: V = v(-3.0, LEVEL + 3.0, 15.0);
    can(&mut world, at, Frame::new(RIGHT + NEAR * 0.2, UP + NEAR * 0.5));
    let hug = |side: f64| Hand::set(NEAR * 0.5 - RIGHT * (0.8 * side) - UP * 0.2, -UP - NEAR * 0.4, Form::HOLD);
    let pose = in_water(b, v(0.0, LEVEL - b.spine * 0.72, 0.0), front);
    let pose = pose
        .arm(0, at + v(11.0, 5.0, 2.0), RIGHT - UP * 0.3, hug(1.0))
        .arm(1, at + v(-12.0, 5.0, 4.0), -RIGHT - UP * 0.3, hug(-1.0));
    GIRL.put(&mut world, pose);
    ring(&mut world, 0.0, 8.0, 22.0);
    let camera = camera(0.0, 22.0).at(v(0.0, LEVEL + 12.0, 0.0), 84.0);
    Scene {
        vi: "Bạn nhỏ ôm can rỗng đang nổi và chờ.",
        en: "A child hugs an empty can that floats, and waits.",
        world,
        camera,
    }
}
