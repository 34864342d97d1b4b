//! Something poisonous was swallowed, breathed in or spilt.

use super::{
    Scene, camera,
    cast::{BOY, LITTLE, MOTHER},
    common::phoning,
    cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        person::Person,
        postures::{kneeling, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    things::{
        objects::bottle,
        places::ground,
        signs::Signs,
    },
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("poison/2", call),
    ("poison/3", no_vomiting),
    ("poison/5", cpr::watch),
];

fn call() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 60.0, 24.0);
    let m = &MOTHER.build;
    let show = v(24.0, 78.0, 16.0);
    let grip = Hand::set(RIGHT * 0.5 + UP * 0.4 + NEAR * 0.3, -NEAR * 0.5 + RIGHT * 0.5, Form::GRIP);
    let pose = kneeling(m, v(6.0, 0.0, -8.0), NEAR + RIGHT * 0.15, 0.4, 4.0);
    let pose = phoning(&mut world, m, pose).arm(0, show - v(5.0, 4.0, 0.0), RIGHT - UP, grip);
    let mut pose = pose;
    pose.head = Frame::new(UP, NEAR + RIGHT * 0.5 - UP * 0.2);
    MOTHER.with(WORRIED).put(&mut world, pose);
    bottle(&mut world, show - UP * 10.0 + NEAR * 3.0, 24.0);
    let little = LITTLE;
    little.put(&mut world, standing(&little.build, v(-38.0, 0.0, 6.0), NEAR + RIGHT * 0.4));
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Trẻ còn khỏe, người lớn vẫn gọi cấp cứu, tay cầm chai để nói tên chất.",
        en: "The child seems well; an adult calls the ambulance all the same, the bottle in hand to name it.",
        world,
        camera,
    }
}

/// No finger in the throat.
pub fn no_vomiting() -> Scene {
    let mut world = World::default();
    let boy = Person { fingers: true, ..BOY };
    let b = &boy.build;
    let pose = standing(b, v(-6.0, 0.0, 0.0), RIGHT + NEAR * 0.2);
    let skull = pose.hip + UP * (b.spine + b.neck + b.head * 0.47);
    let mouth = skull + RIGHT * 10.0 - UP * 6.5 + NEAR * 2.0;
    let point = Hand::set(-RIGHT + UP * 0.02, -UP, Form::POINT);
    let pose = pose.arm(1, point.wrist_for_tip(b.hand, mouth - RIGHT * 3.0), RIGHT * 0.4 - UP, point);
    let placed = boy.with(crate::figure::head::Face { eyes: crate::figure::head::Eyes::Open, mouth: crate::figure::head::Mouth::Open }).put(&mut world, pose);
    let camera = camera(0.0, 4.0);
    let c = placed.skeleton.skull + v(6.0, -10.0, 30.0);
    Signs { world: &mut world, camera: &camera }.no(c, 30.0);
    let camera = camera.at(c, 88.0);
    Scene {
        vi: "Đừng làm cho nôn: không móc họng.",
        en: "Do not make the child vomit: no finger in the throat.",
        world,
        camera,
    }
}
