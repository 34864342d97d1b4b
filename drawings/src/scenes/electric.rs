//! Somebody had an electric shock.

use super::{
    Scene, burn, camera,
    cast::{BOY, FATHER},
    choking, cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        postures::{standing, supine},
    },
    maths::{NEAR, RIGHT, UP, v},
    solid::{cone, limb},
    things::{
        objects::main_switch,
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("electric/1", switch_off),
    ("electric/4", cpr::look),
    ("electric/5", burn::cool),
    ("electric/6", choking::doctor),
];

fn switch_off() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(10.0, 0.0, 0.0), 110.0, 30.0);
    let grip = main_switch(&mut world, v(-70.0, 128.0, -14.0));
    let f = &FATHER.build;
    let pull = Hand::set(-RIGHT * 0.8 - NEAR * 0.3 + UP * 0.2, -UP - NEAR * 0.3, Form::GRIP);
    let stop = Hand::set(UP, RIGHT + NEAR * 0.3, Form::OPEN);
    let pose = standing(f, v(-36.0, 0.0, 4.0), -RIGHT * 0.5 + NEAR)
        .arm(1, pull.wrist_for_palm(f.hand, grip + NEAR * 1.0), -UP + NEAR * 0.4, pull)
        .arm_along(0, RIGHT - UP * 0.5 + NEAR * 0.2, RIGHT * 0.8 + UP * 0.4, stop)
        .looking(f, grip);
    FATHER.put(&mut world, pose);
    let boy = BOY.senseless();
    let mut pose = supine(&boy.build, v(78.0, 0.0, 6.0), RIGHT);
    pose = pose.arm_along(0, -RIGHT * 0.2 - NEAR * 1.0 - UP * 0.06, -RIGHT * 0.6 - NEAR * 0.5, Hand::along(UP, Form::GRIP));
    boy.put(&mut world, pose);
    // A lamp whose cord he touched.
    let lamp = v(40.0, 0.0, -30.0);
    let owner = world.owner();
    world.add(owner, Tone::White, cone(lamp, lamp + UP * 3.0, 9.0, 9.0));
    world.add(owner, Tone::White, limb(lamp, lamp + UP * 30.0, 1.6, 1.6));
    world.add(owner, Tone::Light, cone(lamp + UP * 28.0, lamp + UP * 46.0, 14.0, 7.0));
    let camera = camera(0.0, 14.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[grip + v(-24.0, 16.0, 0.0), grip + v(-24.0, -12.0, 0.0)], 8.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn kéo cầu dao ngắt điện trước, chưa chạm vào người bị giật.",
        en: "An adult first cuts the power at the main switch and does not touch the person.",
        world,
        camera,
    }
}
