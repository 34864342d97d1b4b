//! The lesson "100 % signs and fences".

use super::{
    Scene, camera,
    cast::{FATHER, MOTHER, PUPIL},
    yard::{LEVEL, on_bank, pond},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Hat, KIND},
        person::Person,
        postures::{standing, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::limb,
    things::{
        places::ground,
        signs::Signs,
        yard::{clipboard, danger_sign, fence},
    },
    world::{Tone, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("signs-and-fences/1", go_and_see),
    ("signs-and-fences/2", write_down),
    ("signs-and-fences/3", share),
    ("signs-and-fences/4", enough),
    ("signs-and-fences/5", again),
];

fn go_and_see() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let m = &MOTHER.build;
    let f = &FATHER.build;
    let p = &PUPIL.build;
    let way = RIGHT + NEAR * 0.3;
    Person { hat: Hat::Cone, ..MOTHER }.put(&mut world, walking(m, on_bank(112.0, -14.0), way));
    PUPIL.put(&mut world, walking(p, on_bank(76.0, 22.0), way));
    let point = Hand::set(RIGHT - UP * 0.4, -NEAR, Form::POINT);
    let pose = standing(f, on_bank(28.0, -4.0), RIGHT + NEAR * 0.4).arm_along(1, RIGHT - UP * 0.5 + NEAR * 0.3, RIGHT - UP * 0.35 + NEAR * 0.2, point);
    FATHER.put(&mut world, pose.looking(f, v(60.0, LEVEL, 20.0)));
    let camera = camera(0.0, 16.0).at(v(-16.0, 66.0, 0.0), 252.0);
    Scene {
        vi: "Nhiều người trong xã cùng đi xem từng nơi nước sâu.",
        en: "People of the commune go together and see each place with deep water.",
        world,
        camera,
    }
}

fn write_down() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let m = &MOTHER.build;
    let board = v(-14.0, 104.0, 22.0);
    let frame = Frame::new(UP * 0.8 + RIGHT * 0.5, -RIGHT * 0.6 + UP * 0.9 + NEAR * 0.2);
    let hold = Hand::set(RIGHT * 0.8 + NEAR * 0.4 + UP * 0.2, UP, Form::HOLD);
    let pen = Hand::set(RIGHT * 0.8 - UP * 0.4 - NEAR * 0.1, -UP - NEAR * 0.4, Form::PINCH);
    let pose = standing(m, on_bank(44.0, 6.0), RIGHT + NEAR * 0.5)
        .arm(0, hold.wrist_for_palm(m.hand, board - UP * 4.0 - NEAR * 2.0), -UP + RIGHT * 0.2, hold)
        .arm(1, pen.wrist_for_tip(m.hand, board + v(-1.0, 4.0, 1.0)), -UP - RIGHT * 0.2 + NEAR * 0.3, pen)
        .looking(m, board);
    MOTHER.put(&mut world, pose);
    clipboard(&mut world, board, frame);
    // A pole with marks shows how deep it is.
    let pole = v(46.0, LEVEL, 14.0);
    world.thing(Tone::White, limb(pole - UP * 4.0, pole + UP * 62.0, 2.6, 2.6));
    for i in 0..5 {
        let at = pole + UP * (8.0 + f64::from(i) * 11.0);
        world.thing(Tone::Black, crate::solid::cone(at, at + UP * 4.0, 2.8, 2.8));
    }
    let camera = camera(0.0, 14.0).at(v(4.0, 78.0, 0.0), 208.0);
    Scene {
        vi: "Ghi lại từng nơi: tên, gần nhà ai, sâu bao nhiêu, có biển, có rào chưa.",
        en: "Each place is written down: name, whose house is near, how deep, with sign and fence or not.",
        world,
        camera,
    }
}

fn share() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 84.0, 24.0);
    let f = &FATHER.build;
    let m = &MOTHER.build;
    let board: V = v(0.0, 104.0, 16.0);
    let give = Hand::set(RIGHT, UP, Form::HOLD);
    let take = Hand::set(-RIGHT, UP, Form::HOLD);
    FATHER.with(KIND).put(&mut world, standing(f, v(-46.0, 0.0, -4.0), RIGHT + NEAR * 0.5).arm(1, give.wrist_for_palm(f.hand, board - RIGHT * 9.0 - UP * 2.0), -UP - RIGHT * 0.2, give));
    MOTHER.with(KIND).put(&mut world, standing(m, v(44.0, 0.0, -4.0), -RIGHT + NEAR * 0.5).arm(0, take.wrist_for_palm(m.hand, board + RIGHT * 9.0 - UP * 2.0), -UP + RIGHT * 0.2, take));
    clipboard(&mut world, board, Frame::new(UP * 0.9, NEAR + UP * 0.35));
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Chia việc: mỗi nơi một người nhận, một ngày hẹn.",
        en: "The work is shared: one person and one date for each place.",
        world,
        camera,
    }
}

fn enough() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    fence(&mut world, v(-14.0, 0.0, -66.0), v(-14.0, 0.0, 20.0), 66.0, 15.0);
    fence(&mut world, v(-14.0, 0.0, 20.0), v(-14.0, 0.0, 64.0), 66.0, 15.0);
    danger_sign(&mut world, v(-30.0, 0.0, 34.0), 92.0);
    let f = &FATHER.build;
    let grip = Hand::set(RIGHT * 0.8 + NEAR * 0.3 + UP * 0.1, -NEAR * 0.4 - RIGHT * -0.4 - UP * 0.3, Form::GRIP);
    let pose = standing(f, on_bank(78.0, 20.0), RIGHT + NEAR * 0.4)
        .arm(0, grip.wrist_for_palm(f.hand, v(-32.0, 84.0, 32.0)), -UP, grip)
        .looking(f, v(-30.0, 90.0, 34.0));
    FATHER.put(&mut world, pose);
    let camera = camera(-18.0, 20.0);
    Signs { world: &mut world, camera: &camera }.measure(v(-4.0, 1.0, 64.0), v(-4.0, 68.0, 64.0), 7.0);
    let camera = camera.at(v(-34.0, 62.0, 10.0), 230.0);
    Scene {
        vi: "Làm cho đủ: rào đủ cao, khe hẹp, kín bốn phía, biển lớn nơi trẻ hay qua.",
        en: "It is made enough: the fence high, its gaps narrow, on all sides, a large sign where children come.",
        world,
        camera,
    }
}

fn again() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    fence(&mut world, v(-14.0, 0.0, -66.0), v(-14.0, 0.0, 64.0), 66.0, 15.0);
    let m = &MOTHER.build;
    let push = Hand::set(RIGHT + UP * 0.1, RIGHT * 0.9 - UP * 0.2, Form::FLAT);
    let pose = standing(m, on_bank(56.0, 26.0), RIGHT + NEAR * 0.3)
        .arm(1, push.wrist_for_palm(m.hand, v(-20.0, 62.0, 34.0)), -UP, Hand { fingers: Some(UP + RIGHT * 0.3), ..push })
        .looking(m, v(-14.0, 50.0, 34.0));
    MOTHER.put(&mut world, pose);
    let camera = camera(-18.0, 18.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.sun(v(-118.0, 132.0, 0.0), 9.0);
    signs.cloud(v(-72.0, 136.0, 0.0), 12.0, true);
    let at = v(-14.0, 100.0, 40.0);
    signs.tick(at, 11.0);
    let camera = camera.at(v(-44.0, 66.0, 10.0), 222.0);
    Scene {
        vi: "Xem lại: trước mùa hè, sau mưa lớn, ba tháng một lần, rào còn chắc không.",
        en: "It is looked at again: before summer, after heavy rain, every three months.",
        world,
        camera,
    }
}
