//! Struck by lightning.

use super::{
    Scene, burn, camera,
    cast::{BOY, FATHER, GIRL, MOTHER},
    choking,
    common::{caller, on_the_ground},
    cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        postures::{Pressing, kneeling, supine},
    },
    maths::{NEAR, RIGHT, UP, v},
    things::{places::ground, signs::Signs},
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("lightning/1", touch),
    ("lightning/2", several),
    ("lightning/3", press),
    ("lightning/4", cpr::watch),
    ("lightning/5", burn::cool),
    ("lightning/6", choking::doctor),
];

fn touch() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-4.0, 0.0, 4.0), 92.0, 30.0);
    let boy = BOY.senseless();
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let k = child.skeleton;
    let m = &FATHER.build;
    let hand = |s: f64| Hand::set(NEAR + RIGHT * (0.2 * s), -UP, Form::FLAT);
    let pose = kneeling(m, v(-14.0, 0.0, -30.0), NEAR - RIGHT * 0.15, 0.5, 40.0)
        .arm(0, hand(1.0).wrist_for_palm(m.hand, k.arms[1].root + UP * 5.0 + RIGHT * 4.0 - NEAR * 14.0), RIGHT, hand(1.0))
        .arm(1, hand(-1.0).wrist_for_palm(m.hand, k.arms[0].root + UP * 5.0 - RIGHT * 1.0 + NEAR * 2.0), -RIGHT, hand(-1.0))
        .bent_to_reach(m)
        .looking(m, k.skull);
    FATHER.put(&mut world, pose);
    let camera = camera(-14.0, 18.0);
    Signs { world: &mut world, camera: &camera }.cloud(v(56.0, 104.0, 0.0), 22.0, false);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người bị sét đánh: chạm vào được, người lớn cứu ngay tại chỗ.",
        en: "Somebody struck by lightning may be touched: an adult helps on the spot.",
        world,
        camera,
    }
}

fn several() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 116.0, 32.0);
    let boy = BOY.senseless();
    let child = boy.put(&mut world, supine(&boy.build, v(-30.0, 0.0, 8.0), -RIGHT));
    let m = &MOTHER.build;
    let hand = |s: f64| Hand::set(NEAR + RIGHT * (0.2 * s), -UP, Form::FLAT);
    let k = child.skeleton;
    let pose = kneeling(m, v(-42.0, 0.0, -22.0), NEAR - RIGHT * 0.15, 0.5, 40.0)
        .arm(0, hand(1.0).wrist_for_palm(m.hand, k.arms[1].root + UP * 5.0 + RIGHT * 4.0 - NEAR * 12.0), RIGHT, hand(1.0))
        .arm(1, hand(-1.0).wrist_for_palm(m.hand, k.arms[0].root + UP * 5.0 + NEAR * 2.0), -RIGHT, hand(-1.0))
        .bent_to_reach(m)
        .looking(m, child.breastbone(0.6));
    MOTHER.put(&mut world, pose);
    // Whoever cries out can wait.
    let pose = on_the_ground(&GIRL.build, v(78.0, 0.0, -4.0), -RIGHT * 0.6 + NEAR);
    let wave = Hand::along(NEAR, Form::OPEN);
    let pose = pose.arm_along(0, RIGHT * 0.5 + UP, UP, wave);
    let girl = GIRL.with(crate::figure::head::SHOUTING).put(&mut world, pose);
    let camera = camera(-6.0, 18.0);
    Signs { world: &mut world, camera: &camera }.shout(girl.on_face(0.0, -0.27), 200.0, 6.5);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Nhiều người bị sét đánh: cứu trước người nằm im, người còn kêu thì chờ được.",
        en: "Several are struck: first the one who lies silent; whoever cries out can wait.",
        world,
        camera,
    }
}

fn press() -> Scene {
    let mut world = World::default();
    let boy = BOY.senseless();
    ground(&mut world, v(4.0, 0.0, 6.0), 104.0, 32.0);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 24.0, both: true }.pose(&MOTHER.build);
    MOTHER.put(&mut world, pose);
    caller(&mut world, FATHER.with(WORRIED), v(74.0, 0.0, -44.0), -RIGHT * 0.4 + NEAR);
    let camera = camera(-14.0, 16.0).fitted(&world);
    Scene {
        vi: "Không thở: một người ấn giữa ngực, một người gọi cấp cứu.",
        en: "Not breathing: one presses mid-chest, one calls the ambulance.",
        world,
        camera,
    }
}
