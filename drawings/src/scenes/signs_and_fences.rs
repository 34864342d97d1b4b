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
    things::{
        places::ground,
        yard::clipboard,
    },
    world::World,
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("signs-and-fences/1", go_and_see),
    ("signs-and-fences/3", share),
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
    let camera = camera(0.0, 16.0).at(v(-14.0, 78.0, 0.0), 292.0);
    Scene {
        vi: "Nhiều người trong xã cùng đi xem từng nơi nước sâu.",
        en: "People of the commune go together and see each place with deep water.",
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
