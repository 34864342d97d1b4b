//! The lesson "Dry season, rains, holidays".

use super::{
    Scene, camera,
    cast::{BOY, GIRL, MOTHER},
    pits_and_ponds,
    yard::LEVEL,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::KIND,
        postures::{sitting, standing, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{ball, block, cone},
    things::{
        places::{bank, ground, ripple, water},
        signs::Signs,
        yard::house,
    },
    world::{Tone, Weight, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("three-seasons/2", holidays),
    ("three-seasons/3", rains),
    ("three-seasons/5", pits_and_ponds::cover),
];

fn holidays() -> Scene {
    let mut world = World::default();
    house(&mut world, v(-62.0, 0.0, -46.0), 96.0, 82.0);
    ground(&mut world, v(4.0, 0.0, 8.0), 110.0, 34.0);
    let g = &MOTHER.build;
    world.thing(Tone::Light, block(v(-58.0, 20.0, 6.0), Frame::new(UP, NEAR), 17.0, 20.0, 15.0, 1.0));
    let look = v(50.0, 80.0, 16.0);
    let pose = sitting(g, v(-58.0, 40.0, 6.0), RIGHT * 0.8 + NEAR * 0.7, 4.0);
    let rest = Hand::set(RIGHT * 0.6 + NEAR * 0.6, -UP, Form::REST);
    let knee = pose.hip + RIGHT * 26.0 + NEAR * 22.0;
    let pose = pose
        .arm(0, knee + v(-6.0, 7.0, -10.0), RIGHT - UP, rest)
        .arm(1, knee + v(-18.0, 7.0, 2.0), -RIGHT - UP, rest)
        .looking(g, look);
    let mother = MOTHER.with(KIND).put(&mut world, pose);
    let throw = Hand::set(UP, RIGHT * 0.6 + NEAR * 0.4, Form::OPEN);
    let b = &BOY.build;
    let boy = standing(b, v(22.0, 0.0, 10.0), RIGHT + NEAR * 0.5)
        .arm_along(0, RIGHT * 0.8 + UP * 0.3, RIGHT * 0.5 + UP, throw)
        .arm_along(1, RIGHT * 0.6 + UP * 0.2 + NEAR * 0.5, RIGHT * 0.5 + UP, throw);
    BOY.with(KIND).put(&mut world, boy);
    let girl = standing(b, v(92.0, 0.0, 10.0), -RIGHT + NEAR * 0.5)
        .arm_along(0, -RIGHT * 0.6 + UP * 0.2 + NEAR * 0.5, -RIGHT * 0.5 + UP, throw)
        .arm_along(1, -RIGHT * 0.8 + UP * 0.3, -RIGHT * 0.5 + UP, throw);
    GIRL.with(KIND).put(&mut world, girl);
    world.thing(Tone::Light, ball(v(58.0, 126.0, 16.0), 10.0));
    let camera = camera(0.0, 10.0);
    let eye = mother.on_face(0.0, -0.05);
    Signs { world: &mut world, camera: &camera }.look(eye + (look - eye) * 0.16, eye + (look - eye) * 0.6, 3);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Nghỉ hè: trẻ chơi trong sân không có nước, có người lớn tới phiên trông.",
        en: "Summer holidays: children play in a yard without water while an adult takes the turn to watch.",
        world,
        camera,
    }
}

fn rains() -> Scene {
    let mut world = World::default();
    // A flooded causeway between two banks.
    water(&mut world, v(110.0, LEVEL, 0.0), 150.0, 70.0);
    bank(&mut world, v(0.0, 0.0, 0.0), -150.0, 74.0, 90.0);
    for (x, z) in [(20.0, 30.0), (34.0, -8.0), (70.0, 44.0), (84.0, 4.0)] {
        let p = |dx: f64, dz: f64| v(x + dx, LEVEL + 0.2, z + dz);
        world.stroke(Weight::Outer, vec![p(0.0, -14.0), p(6.0, -4.0), p(0.0, 6.0), p(6.0, 16.0)]);
    }
    ripple(&mut world, v(100.0, LEVEL, -30.0), 30.0, 3);
    for i in 0..4 {
        let at = v(22.0 + f64::from(i) * 24.0, LEVEL, -34.0);
        world.thing(Tone::White, cone(at - UP * 4.0, at + UP * 20.0, 3.4, 3.0));
    }
    let m = &MOTHER.build;
    let b = &GIRL.build;
    let way = -RIGHT + NEAR * 0.35;
    let meet = v(-62.0, 60.0, 8.0);
    let up = Hand::set(UP, RIGHT, Form::GRIP);
    let down = Hand::set(-UP * 0.9 - RIGHT * 0.2, -RIGHT, Form::GRIP);
    let girl = walking(b, v(-50.0, 0.0, 16.0), way);
    let mother = walking(m, v(-80.0, 0.0, -4.0), way);
    MOTHER.put(&mut world, mother.arm(0, meet + v(-2.0, 7.0, -3.0), -UP + NEAR * 0.2, down));
    GIRL.put(&mut world, girl.arm(1, meet + v(2.0, -4.0, 1.0), -UP - NEAR * 0.3, up));
    let camera = camera(0.0, 18.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.cloud(v(52.0, 122.0, 0.0), 19.0, true);
    signs.arrow(&[v(-14.0, 40.0, 20.0), v(2.0, 52.0, 20.0), v(-4.0, 72.0, 20.0), v(-26.0, 76.0, 20.0)], 8.0);
    let camera = camera.at(v(0.0, 74.0, 0.0), 284.0);
    Scene {
        vi: "Mùa mưa: ngầm tràn ngập nước xiết thì quay lại.",
        en: "Rains: the causeway is flooded and the water fast, so they turn back.",
        world,
        camera,
    }
}
