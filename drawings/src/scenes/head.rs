//! A blow on the head.

use super::{
    Scene, camera,
    cast::{BOY, MOTHER},
    common::on_the_ground,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{KIND, WORRIED},
        postures::kneeling,
    },
    maths::{NEAR, RIGHT, UP, v},
    things::{places::ground, signs::Signs},
    world::{Weight, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("head/1", ask),
];

fn ask() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 78.0, 28.0);
    let b = &BOY.build;
    let pose = on_the_ground(b, v(14.0, 0.0, 4.0), RIGHT * 0.4 + NEAR);
    let head = pose.hip + UP * (b.spine + b.neck + b.head * 0.62) - RIGHT * 5.0 - NEAR * 6.0;
    let hold = Hand::set(UP * 0.8 + RIGHT * 0.5 - NEAR * 0.2, RIGHT, Form::FLAT);
    let pose = pose.arm(1, hold.wrist_for_palm(b.hand, head - RIGHT * 5.5), -RIGHT - UP * 0.3, hold);
    let boy = BOY.with(WORRIED).put(&mut world, pose);
    let m = &MOTHER.build;
    let open = Hand::set(RIGHT + NEAR * 0.3, UP + RIGHT * 0.1, Form::OPEN);
    let pose = kneeling(m, v(-38.0, 0.0, -6.0), RIGHT + NEAR * 0.35, 0.8, 18.0)
        .arm_along(1, RIGHT * 0.6 - UP + NEAR * 0.4, RIGHT + UP * 0.1 + NEAR * 0.4, open)
        .arm_along(0, RIGHT * 0.5 - UP - NEAR * 0.2, RIGHT + UP * 0.1, open)
        .looking(m, boy.skeleton.skull);
    let mother = MOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(0.0, 14.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.speech(mother.on_face(0.0, -0.27) + RIGHT * 6.0, 24.0, 34.0, 14.0);
    let at = mother.on_face(0.0, -0.27) + RIGHT * 6.0 + camera.right * 24.0 + camera.up * 34.0;
    question(signs.world, &camera, at, 6.5);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ ngồi yên, tay ôm đầu; người lớn không bế xốc, nhìn con và hỏi đau chỗ nào.",
        en: "A child sits and holds the head; an adult does not snatch it up, looks and asks where it hurts.",
        world,
        camera,
    }
}

/// A question mark.
pub fn question(world: &mut World, camera: &crate::trace::Camera, c: crate::maths::V, r: f64) {
    let p = |x: f64, y: f64| c + camera.right * (x * r) + camera.up * (y * r);
    world.film(Weight::Outer, vec![p(-0.55, 0.45), p(-0.35, 0.85), p(0.1, 0.95), p(0.5, 0.6), p(0.35, 0.2), p(0.0, -0.1), p(0.0, -0.4)]);
    world.film(Weight::Outer, vec![p(0.0, -0.86), p(0.0, -0.9), p(0.02, -0.92)]);
}
