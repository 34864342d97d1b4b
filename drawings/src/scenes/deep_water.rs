//! The lesson "Where is the deep water?".

use super::{
    Scene, camera,
    cast::{BOY, GIRL, MOTHER},
    yard::{LEVEL, on_bank, pond},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::KIND,
        postures::{kneeling, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::limb,
    things::{
        places::ripple,
        signs::Signs,
        yard::{danger_sign, fence},
    },
    world::{Tone, Weight, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("where-is-deep-water/1", look_at_water),
    ("where-is-deep-water/2", look_at_bank),
    ("where-is-deep-water/3", look_for_sign),
    ("where-is-deep-water/4", ask),
];

fn look_at_water() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    // Weeds, and a current.
    for (x, z, h) in [(34.0, 20.0, 22.0), (40.0, 24.0, 30.0), (46.0, 18.0, 20.0), (96.0, -20.0, 24.0), (102.0, -14.0, 18.0)] {
        let foot = v(x, LEVEL, z);
        world.thing(Tone::Mid, limb(foot - UP * 3.0, foot + v(h * 0.25, h, 0.0), 2.0, 0.6));
    }
    for (x, z) in [(58.0, 40.0), (66.0, -4.0)] {
        world.stroke(Weight::Outer, vec![v(x, LEVEL + 0.2, z), v(x + 22.0, LEVEL + 0.2, z - 4.0), v(x + 44.0, LEVEL + 0.2, z)]);
        world.stroke(Weight::Outer, vec![v(x + 36.0, LEVEL + 0.2, z - 9.0), v(x + 44.0, LEVEL + 0.2, z), v(x + 34.0, LEVEL + 0.2, z + 7.0)]);
    }
    let b = &GIRL.build;
    let stop = Hand::set(UP, RIGHT + NEAR * 0.3, Form::OPEN);
    let pose = standing(b, on_bank(34.0, 6.0), RIGHT + NEAR * 0.5)
        .arm_along(1, RIGHT * 0.5 - UP * 0.7 + NEAR * 0.5, RIGHT * 0.7 + UP * 0.5, stop)
        .looking(b, v(60.0, LEVEL, 10.0));
    let girl = GIRL.put(&mut world, pose);
    let camera = camera(0.0, 22.0);
    let eye = girl.on_face(0.0, -0.05);
    let spot = v(52.0, LEVEL, 14.0);
    Signs { world: &mut world, camera: &camera }.look(eye + (spot - eye) * 0.18, spot, 5);
    let camera = camera.at(v(26.0, 38.0, 0.0), 190.0);
    Scene {
        vi: "Em nhìn nước: nước đục, nước chảy, có rong rêu thì em không xuống.",
        en: "A child looks at the water: muddy, moving, full of weeds, so the child stays out.",
        world,
        camera,
    }
}

fn look_at_bank() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    ripple(&mut world, v(40.0, LEVEL, 30.0), 30.0, 3);
    // Earth breaks off the edge.
    for (x, y, z, r) in [(3.0, -6.0, 34.0, 4.0), (6.0, -12.0, 44.0, 3.0), (2.0, -10.0, 52.0, 3.4), (9.0, LEVEL + 1.0, 38.0, 3.4)] {
        world.thing(Tone::Mid, crate::solid::ball(v(x, y, z), r));
    }
    for (a, b, c) in [(-14.0, 20.0, 40.0), (-10.0, 30.0, 54.0)] {
        world.stroke(Weight::Inner, vec![v(a, 0.2, b), v(a + 4.0, 0.2, f64::midpoint(b, c)), v(a - 1.0, 0.2, c)]);
    }
    let b = &BOY.build;
    let m = &MOTHER.build;
    let meet = v(-84.0, 58.0, 10.0);
    let up = Hand::set(UP, -RIGHT, Form::GRIP);
    let down = Hand::set(-UP * 0.9 + RIGHT * 0.3, RIGHT, Form::GRIP);
    MOTHER.with(KIND).put(&mut world, standing(m, on_bank(108.0, 0.0), RIGHT + NEAR * 0.6).arm(0, meet + v(-2.0, 6.0, -3.0), RIGHT * 0.3 - UP, down));
    BOY.put(&mut world, standing(b, on_bank(72.0, 8.0), RIGHT + NEAR * 0.6).arm(1, meet - UP * 4.0, -RIGHT - UP * 0.4, up));
    let camera = camera(0.0, 20.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.measure(v(-58.0, 3.0, 60.0), v(-2.0, 3.0, 60.0), 7.0);
    let camera = camera.at(v(-30.0, 58.0, 0.0), 240.0);
    Scene {
        vi: "Em nhìn bờ: bờ dốc, bờ trơn, đất mới đào thì em đứng cách xa.",
        en: "A child looks at the bank: steep, slippery, newly dug, so the child keeps well back.",
        world,
        camera,
    }
}

fn look_for_sign() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    fence(&mut world, v(-12.0, 0.0, -66.0), v(-12.0, 0.0, 60.0), 62.0, 17.0);
    danger_sign(&mut world, v(-26.0, 0.0, 34.0), 86.0);
    let b = &GIRL.build;
    let stop = Hand::set(UP, RIGHT + NEAR * 0.3, Form::OPEN);
    let pose = standing(b, on_bank(86.0, 26.0), RIGHT + NEAR * 0.6)
        .arm_along(1, RIGHT * 0.4 - UP * 0.7 + NEAR * 0.6, RIGHT * 0.6 + UP * 0.7 + NEAR * 0.2, stop)
        .looking(b, v(-26.0, 86.0, 34.0));
    GIRL.put(&mut world, pose);
    let camera = camera(-18.0, 20.0).at(v(-34.0, 48.0, 10.0), 190.0);
    Scene {
        vi: "Em thấy biển báo, thấy rào thì em dừng lại.",
        en: "Where there is a sign or a fence, the child stops.",
        world,
        camera,
    }
}

fn ask() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let b = &BOY.build;
    let m = &MOTHER.build;
    let point = Hand::set(RIGHT, -NEAR, Form::POINT);
    let mut pose = standing(b, on_bank(30.0, 8.0), -RIGHT * 0.3 + NEAR).arm_along(0, RIGHT - UP * 0.35 + NEAR * 0.3, RIGHT - UP * 0.2 + NEAR * 0.2, point);
    pose.head = Frame::new(UP, -RIGHT + NEAR * 0.5 + UP * 0.15);
    let boy = BOY.with(KIND).put(&mut world, pose);
    let rest = Hand::set(RIGHT * 0.8 + NEAR * 0.2, -UP - RIGHT * 0.2, Form::REST);
    let pose = kneeling(m, on_bank(74.0, 0.0), RIGHT + NEAR * 0.4, 0.25, 4.0)
        .arm(1, rest.wrist_for_palm(m.hand, boy.skeleton.arms[1].root + v(-5.0, 4.0, 2.0)), -UP, rest)
        .looking(m, boy.skeleton.skull);
    MOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(0.0, 16.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    let mouth = boy.on_face(0.0, -0.27);
    signs.speech(mouth - RIGHT * 3.0, 24.0, 30.0, 14.0);
    let at = mouth - RIGHT * 3.0 + camera.right * 24.0 + camera.up * 30.0;
    super::head::question(signs.world, &camera, at, 6.0);
    let camera = camera.at(v(-10.0, 58.0, 0.0), 200.0);
    let _ = Tone::White;
    Scene {
        vi: "Em hỏi người lớn: chỗ này có sâu không?",
        en: "A child asks a grown-up: is it deep here?",
        world,
        camera,
    }
}
