//! Something poisonous was swallowed, breathed in or spilt.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, LITTLE, MOTHER},
    common::phoning,
    cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        person::Person,
        postures::{kneeling, standing, supine, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{block, cone},
    things::{
        objects::{bottle, cloth},
        places::{ground, health_station},
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("poison/1", take_away),
    ("poison/2", call),
    ("poison/3", no_vomiting),
    ("poison/4", wash),
    ("poison/5", cpr::watch),
    ("poison/6", wipe_lips),
    ("poison/7", take_along),
];

fn take_away() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 72.0, 26.0);
    let little = LITTLE.with(WORRIED);
    let b = &little.build;
    let child = little.put(&mut world, standing(b, v(-18.0, 0.0, 6.0), RIGHT + NEAR * 0.6));
    let mouth = child.on_face(0.0, -0.25);
    let m = &MOTHER.build;
    let wipe = Hand::set(-RIGHT + UP * 0.05, NEAR * -0.5 - RIGHT * 0.3, Form::PINCH);
    let far = v(62.0, 92.0, 2.0);
    let grip = Hand::set(RIGHT * 0.6 + UP * 0.5, NEAR * -0.6 + RIGHT * 0.6, Form::GRIP);
    let pose = kneeling(m, v(26.0, 0.0, -10.0), -RIGHT + NEAR * 0.5, 0.45, 8.0)
        .arm(1, wipe.wrist_for_tip(m.hand, mouth + NEAR * 2.0 + RIGHT * 1.0), -UP - NEAR * 0.2, wipe)
        .arm(0, far - v(4.0, 6.0, 0.0), RIGHT - UP, grip)
        .looking(m, mouth);
    cloth(&mut world, mouth + NEAR * 2.4 + RIGHT * 1.4, 3.2);
    MOTHER.put(&mut world, pose);
    bottle(&mut world, far - UP * 9.0 + NEAR * 2.0, 26.0);
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(74.0, 96.0, 0.0), v(96.0, 96.0, 0.0)], 8.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn lấy chai chất độc ra xa và lau sạch miệng trẻ.",
        en: "An adult takes the bottle of poison away and wipes the child's mouth clean.",
        world,
        camera,
    }
}

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

fn wash() -> Scene {
    let mut world = World::default();
    // The child's head lies on the side of the eye that is washed, so that nothing runs into the other.
    let girl = Person { fingers: false, ..GIRL };
    let b = &girl.build;
    world.thing(Tone::Light, block(v(14.0, 20.0, 0.0), Frame::new(UP, NEAR), 70.0, 20.0, 26.0, 2.0));
    let mut pose = supine(b, v(30.0, 39.5, 0.0), -RIGHT);
    pose.head = Frame::new(-RIGHT, UP * 0.8 + NEAR * 0.8);
    let child = girl.put(&mut world, pose);
    let eye = child.on_face(-0.14, -0.05);
    let m = &MOTHER.build;
    let mother = Person { fingers: true, ..MOTHER };
    let jug = eye + v(-20.0, 34.0, 2.0);
    let f = Frame::new(UP * 0.5 + RIGHT * 0.9, NEAR);
    let owner = world.owner();
    world.add(owner, Tone::White, crate::solid::Solid::Cone { a: jug - f.up * 9.0, b: jug + f.up * 9.0, ra: 7.5, rb: 8.5, round: 1.5 });
    let lip = jug + f.up * 8.0 - UP * 4.0 + RIGHT * 3.0;
    world.thing(Tone::White, crate::solid::Solid::Melt(vec![crate::solid::limb(lip, lip + v(6.0, -4.0, 0.0), 1.8, 1.7), crate::solid::limb(lip + v(6.0, -4.0, 0.0), v(eye.x, eye.y + 1.0, eye.z), 1.7, 1.5)], 2.0));
    world.thing(Tone::White, cone(v(eye.x + 1.0, eye.y - 3.0, eye.z + 9.0), v(eye.x + 1.0, 4.0, eye.z + 12.0), 1.4, 1.2));
    let grip = Hand::set(NEAR * 0.9 + RIGHT * 0.3, RIGHT * 0.4 - UP, Form::GRIP);
    let lids = Hand::set(-RIGHT * 0.9 + NEAR * 0.4 - UP * 0.2, -UP, Form::PINCH);
    let pose = standing(m, v(-8.0, 0.0, -42.0), NEAR - RIGHT * 0.2)
        .bent_forward(30.0)
        .arm(1, jug + v(-4.0, 5.0, -10.0), -RIGHT - UP * 0.3, grip)
        .arm(0, lids.wrist_for_tip(m.hand, eye + v(2.5, 2.0, 0.0)), RIGHT + UP * 0.3, lids)
        .bent_to_reach(m)
        .looking(m, eye);
    mother.put(&mut world, pose);
    let camera = camera(0.0, 18.0);
    Signs { world: &mut world, camera: &camera }.clock(v(52.0, 108.0, 0.0), 14.0, 20.0);
    let camera = camera.at(v(4.0, 70.0, 0.0), 136.0);
    Scene {
        vi: "Chất độc vào mắt: mở mắt trẻ, cho nước chảy nhẹ vào mắt, đủ giờ trên đồng hồ.",
        en: "Poison in the eye: the eye held open under gently running water, as long as the clock shows.",
        world,
        camera,
    }
}

fn wipe_lips() -> Scene {
    let mut world = World::default();
    let boy = BOY.senseless();
    ground(&mut world, v(-4.0, 0.0, 4.0), 84.0, 28.0);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let mouth = child.on_face(0.0, -0.26);
    let m = &MOTHER.build;
    let wipe = Hand::set(-RIGHT * 0.6 + NEAR * 0.5 - UP * 0.4, -UP, Form::PINCH);
    let press = Hand::set(NEAR, -UP, Form::PRESS);
    let pose = kneeling(m, v(-14.0, 0.0, -29.0), NEAR - RIGHT * 0.3, 0.55, 40.0)
        .arm(1, wipe.wrist_for_tip(m.hand, mouth + UP * 2.0 + RIGHT * 0.5), -RIGHT, wipe)
        .arm(0, press.wrist_for_heel(m.hand, child.breastbone(0.8) + UP * 1.0), RIGHT, press)
        .bent_to_reach(m)
        .looking(m, mouth);
    cloth(&mut world, mouth + UP * 1.8, 3.6);
    MOTHER.put(&mut world, pose);
    bottle(&mut world, v(40.0, 0.0, 36.0), 22.0);
    let camera = camera(-16.0, 20.0).fitted(&world);
    Scene {
        vi: "Không thở: lau môi trẻ trước, rồi thổi ngạt, ấn ngực; miệng dính hóa chất thì chỉ ấn ngực.",
        en: "Not breathing: the lips are wiped first, then breaths and presses; with a chemical on the mouth presses only.",
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
