//! Struck by lightning.

use super::{
    Scene, burn, camera,
    cast::{BOY, FATHER, MOTHER},
    choking,
    common::caller,
    cpr,
};
use crate::{
    figure::{
        head::WORRIED,
        postures::{Pressing, supine},
    },
    maths::{NEAR, RIGHT, v},
    things::places::ground,
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("lightning/3", press),
    ("lightning/4", cpr::watch),
    ("lightning/5", burn::cool),
    ("lightning/6", choking::doctor),
];

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
