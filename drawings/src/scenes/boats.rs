//! The lesson "Boats and reservoirs".

use super::{
    Scene, camera,
    cast::{FATHER, GIRL, GRANDMOTHER},
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
        objects::rope,
        places::ground,
        signs::Signs,
        yard::{boat, house, life_vest},
    },
    world::{Tone, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("boats-and-reservoirs/1", vest),
    ("boats-and-reservoirs/2", sky),
    ("boats-and-reservoirs/5", tell),
];

fn vest() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(6.0, 0.0, 0.0), 60.0, 24.0);
    let b = &GIRL.build;
    let out = Hand::along(NEAR, Form::REST);
    let pose = standing(b, v(-12.0, 0.0, 6.0), NEAR + RIGHT * 0.35)
        .arm_along(0, RIGHT * 0.9 - UP * 0.8, RIGHT * 0.5 - UP, out)
        .arm_along(1, -RIGHT * 0.9 - UP * 0.8, -RIGHT * 0.5 - UP, out);
    let girl = GIRL.with(KIND).put(&mut world, pose);
    life_vest(&mut world, &girl);
    let m = &FATHER.build;
    let front = girl.breastbone(1.0) + NEAR * 4.0 - UP * 3.0;
    let pinch = |s: f64| Hand::set(-RIGHT * 0.9 + NEAR * 0.25 * s, -NEAR * 0.6 - RIGHT * 0.3, Form::PINCH);
    let pose = kneeling(m, v(34.0, 0.0, 2.0), -RIGHT + NEAR * 0.35, 0.5, 8.0)
        .arm(1, pinch(1.0).wrist_for_tip(m.hand, front - UP * 4.0 + RIGHT * 2.0), -UP, pinch(1.0))
        .arm(0, pinch(1.0).wrist_for_tip(m.hand, front + UP * 6.0 + RIGHT * 3.0), -UP + NEAR * 0.4, pinch(1.0))
        .bent_to_reach(m)
        .looking(m, front);
    let father = FATHER.put(&mut world, pose);
    life_vest(&mut world, &father);
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Người lớn và trẻ đều mặc áo phao; người lớn cài đủ khóa cho trẻ.",
        en: "Adult and child wear life vests; the adult closes every buckle for the child.",
        world,
        camera,
    }
}

fn sky() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    boat(&mut world, v(78.0, LEVEL, 6.0), 104.0, 34.0, 15.0);
    let m = &FATHER.build;
    let shade = Hand::set(RIGHT * 0.5 + NEAR * 0.4 + UP * 0.2, -UP, Form::FLAT);
    let pose = standing(m, on_bank(40.0, 4.0), RIGHT + NEAR * 0.5);
    let brow = pose.hip + UP * (m.spine + m.neck + m.head * 0.66) + RIGHT * 9.0 + NEAR * 7.0;
    let pose = pose.arm(1, shade.wrist_for_palm(m.hand, brow + RIGHT * 2.0), -UP * 0.4 - NEAR * -1.0, shade);
    let mut pose = pose;
    pose.head = Frame::new(UP - RIGHT * 0.25, RIGHT + NEAR * 0.5 + UP * 0.3);
    FATHER.put(&mut world, pose);
    // The boat stays tied.
    world.thing(Tone::Mid, limb(v(-10.0, 0.0, 26.0), v(-10.0, 26.0, 26.0), 3.4, 3.0));
    rope(&mut world, vec![v(-8.0, 20.0, 28.0), v(6.0, 2.0, 24.0), v(30.0, LEVEL + 15.0, 12.0)]);
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.cloud(v(78.0, 132.0, 0.0), 24.0, false);
    let camera = camera.at(v(24.0, 78.0, 0.0), 284.0);
    Scene {
        vi: "Người lớn nhìn trời sắp dông: ở lại bờ, thuyền vẫn buộc.",
        en: "An adult sees a storm coming and stays on the bank; the boat stays tied.",
        world,
        camera,
    }
}

fn tell() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(6.0, 0.0, 4.0), 104.0, 28.0);
    house(&mut world, v(-58.0, 0.0, -36.0), 108.0, 90.0);
    let g = &GRANDMOTHER.build;
    GRANDMOTHER.with(KIND).put(&mut world, standing(g, v(-30.0, 0.0, 6.0), RIGHT + NEAR * 0.5));
    let f = &FATHER.build;
    let point = Hand::set(RIGHT, -NEAR, Form::POINT);
    let mut pose = standing(f, v(48.0, 0.0, 0.0), -RIGHT * 0.5 + NEAR).arm_along(0, RIGHT - UP * 0.3 + NEAR * 0.2, RIGHT + UP * 0.1 + NEAR * 0.1, point);
    pose.head = Frame::new(UP, -RIGHT + NEAR * 0.6);
    let father = FATHER.with(KIND).put(&mut world, pose);
    life_vest(&mut world, &father);
    let camera = camera(0.0, 8.0);
    Signs { world: &mut world, camera: &camera }.speech(father.on_face(0.0, -0.27) - RIGHT * 5.0, -26.0, 30.0, 14.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trước khi đi, báo người ở nhà: đi đâu, với ai, mấy giờ về.",
        en: "Before leaving, somebody at home is told: where, with whom, back when.",
        world,
        camera,
    }
}
