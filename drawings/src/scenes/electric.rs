//! Somebody had an electric shock.

use super::{
    Scene, burn, camera,
    cast::{BOY, FATHER, GIRL, MOTHER},
    choking, cpr,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{SHOUTING, WORRIED},
        postures::{standing, supine},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, block, cone, limb},
    things::{
        objects::{main_switch, phone, pole},
        places::ground,
        signs::Signs,
    },
    world::{Tone, Weight, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("electric/1", switch_off),
    ("electric/2", push_off),
    ("electric/3", keep_away),
    ("electric/4", cpr::look),
    ("electric/5", burn::cool),
    ("electric/6", choking::doctor),
];

/// A spark: a bolt of two strokes.
fn bolt(signs: &mut Signs<'_>, at: crate::maths::V, size: f64) {
    let (r, u) = (signs.camera.right, signs.camera.up);
    let p = |x: f64, y: f64| at + r * (x * size) + u * (y * size);
    signs.world.sign(Weight::Outer, vec![p(3.0, 10.0), p(-3.0, 1.0), p(2.5, 1.0), p(-2.0, -9.0)], false);
}

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

fn push_off() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(10.0, 0.0, 0.0), 104.0, 30.0);
    let boy = BOY.senseless();
    let pose = supine(&boy.build, v(62.0, 0.0, 4.0), RIGHT);
    let child = boy.put(&mut world, pose);
    let leg = child.skeleton.legs[1].joint;
    let wire_at = v(leg.x - 4.0, leg.y + 12.0, leg.z + 6.0);
    // The wire comes down from behind and is lifted off the leg.
    let wire = [v(128.0, 92.0, -60.0), v(112.0, 40.0, -52.0), v(92.0, 6.0, -40.0), v(64.0, 3.0, -26.0), v(leg.x + 8.0, 10.0, leg.z - 10.0), wire_at, v(leg.x - 2.0, 8.0, leg.z + 22.0), v(leg.x + 12.0, 1.5, leg.z + 32.0), v(leg.x + 26.0, 1.2, leg.z + 30.0)];
    let cord = wire.windows(2).map(|pair| limb(pair[0], pair[1], 1.2, 1.2)).collect();
    world.thing(Tone::Black, Solid::Melt(cord, 3.0));
    let f = &FATHER.build;
    // He stands on a dry board.
    world.thing(Tone::Mid, block(v(-52.0, 4.0, 0.0), Frame::new(UP, NEAR), 26.0, 4.0, 18.0, 1.0));
    let hold = v(-28.0, 76.0, 14.0);
    let grip = Hand::set(RIGHT * 0.5 + NEAR * 0.7, -UP, Form::GRIP);
    let grip2 = Hand::set(RIGHT * 0.6 - NEAR * 0.6, -UP, Form::GRIP);
    let way = (wire_at - hold).unit();
    let pose = standing(f, v(-54.0, 8.0, 0.0), RIGHT + NEAR * 0.3)
        .bent_forward(14.0)
        .arm(1, hold + v(-5.0, 2.0, 4.0), -UP + NEAR * 0.4, grip)
        .arm(0, hold + way * 22.0 + v(-5.0, 3.0, -4.0), -UP - NEAR * 0.4, grip2)
        .bent_to_reach(f)
        .looking(f, wire_at);
    FATHER.put(&mut world, pose);
    pole(&mut world, hold - way * 14.0, wire_at + way * 10.0 - UP * 3.0, 2.2);
    let camera = camera(0.0, 18.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    bolt(&mut signs, wire_at + v(4.0, 30.0, 0.0), 1.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Không ngắt được điện trong nhà: người lớn đứng trên vật khô, dùng cây khô gạt dây ra.",
        en: "House current cannot be cut: an adult standing on something dry pushes the wire off with dry wood.",
        world,
        camera,
    }
}

fn keep_away() -> Scene {
    let mut world = World::default();
    // A pole whose line has come down.
    let mast = v(104.0, 0.0, -40.0);
    world.thing(Tone::White, cone(mast, mast + UP * 150.0, 5.0, 4.0));
    world.thing(Tone::White, limb(mast + v(-20.0, 138.0, 0.0), mast + v(20.0, 138.0, 0.0), 2.6, 2.6));
    world.stroke(Weight::Outer, vec![mast + v(-18.0, 141.0, 0.0), mast + v(-26.0, 80.0, 10.0), v(66.0, 2.0, -6.0), v(50.0, 1.0, 4.0), v(40.0, 1.0, -2.0)]);
    ground(&mut world, v(-60.0, 0.0, 0.0), 66.0, 26.0);
    let f = &FATHER.build;
    let bar = |side: f64| Hand::set(RIGHT * -0.9 + NEAR * (0.4 * side), NEAR, Form::OPEN);
    let pose = standing(f, v(-48.0, 0.0, 0.0), -RIGHT * 0.25 + NEAR);
    let pose = pose
        .arm_along(1, -RIGHT - UP * 0.45 + NEAR * 0.3, -RIGHT - UP * 0.1 + NEAR * 0.3, bar(1.0))
        .arm_along(0, RIGHT * 0.5 - UP + NEAR * 0.2, RIGHT * 0.9 + NEAR * 0.3 - UP * 0.2, Hand::along(NEAR, Form::POINT));
    FATHER.with(SHOUTING).put(&mut world, pose);
    let girl = standing(&GIRL.build, v(-104.0, 0.0, 6.0), RIGHT + NEAR * 0.7);
    GIRL.with(WORRIED).put(&mut world, girl);
    let m = &MOTHER.build;
    let pose = standing(m, v(-132.0, 0.0, -24.0), RIGHT + NEAR * 0.6);
    let ear = pose.hip + UP * (m.spine + 17.0) + v(-8.0, 0.0, 9.0);
    let grip = Hand::set(UP + NEAR * 0.1, RIGHT - NEAR * 0.6, Form::GRIP);
    let pose = pose.arm(1, ear - UP * 7.0, -UP + NEAR - RIGHT * 0.5, grip);
    MOTHER.put(&mut world, pose);
    phone(&mut world, ear, Frame::new(UP, RIGHT * 0.7 - NEAR * 0.7));
    let camera = camera(0.0, 10.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    bolt(&mut signs, v(56.0, 28.0, 0.0), 1.3);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Dây điện đứt ngoài đường: người lớn giữ mọi người đứng thật xa và gọi cứu nạn.",
        en: "A line down outside: an adult keeps everybody far away and rescue is called.",
        world,
        camera,
    }
}
