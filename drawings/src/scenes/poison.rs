//! Something poisonous was swallowed, breathed in or spilt.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, LITTLE, MOTHER},
    common::phoning,
    cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        person::Person,
        postures::{kneeling, standing, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    things::{
        objects::bottle,
        places::{ground, health_station},
        signs::Signs,
    },
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("poison/2", call),
    ("poison/3", no_vomiting),
    ("poison/5", cpr::watch),
    ("poison/7", take_along),
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

fn take_along() -> Scene {
    let mut world = World::default();
    health_station(&mut world, v(64.0, 0.0, -34.0), 100.0, 90.0);
    ground(&mut world, v(-34.0, 0.0, 0.0), 56.0, 20.0);
    let f = &FATHER.build;
    let way = RIGHT + NEAR * 0.35;
    let frame = Frame::new(UP, way);
    let pose = walking(f, v(-34.0, 0.0, 0.0), way);
    let hip = pose.hip + UP * 26.0 + frame.front * 17.0 + frame.left * 6.0;
    let child = LITTLE;
    let mut sit = crate::figure::postures::sitting(&child.build, hip, -way, 0.0);
    sit.hip = hip;
    for (i, side) in crate::figure::postures::SIDES.into_iter().enumerate() {
        sit.legs[i].aim = crate::figure::pose::Aim::Along(-UP * 0.9 + sit.pelvis.left * (0.75 * side), -UP + way * 0.2);
        sit.arms[i].aim = crate::figure::pose::Aim::Along(-way + UP * 0.2 + sit.pelvis.left * (0.5 * side), -way + UP * 0.3);
    }
    sit.head = Frame::new(UP, NEAR - way * 0.4);
    let placed = child.put(&mut world, sit);
    let hold = Hand::set(-frame.left * 0.5 + way, UP, Form::HOLD);
    let show = v(4.0, 92.0, 34.0);
    let grip = Hand::set(RIGHT * 0.7 + UP * 0.4, -NEAR * 0.4 + RIGHT * 0.6, Form::GRIP);
    let pose = pose
        .arm(0, placed.skeleton.pose.hip - UP * 8.0 + frame.left * 5.0, -UP - way * 0.4, hold)
        .arm(1, show - v(5.0, 3.0, 1.0), -UP - NEAR * 0.2, grip);
    FATHER.put(&mut world, pose);
    bottle(&mut world, show - UP * 9.0 + NEAR * 2.0, 26.0);
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Người lớn đưa trẻ tới bệnh viện, mang theo chai thứ đã nuốt.",
        en: "An adult takes the child to hospital and brings the bottle of what was swallowed.",
        world,
        camera,
    }
}
