//! Clothes on fire.

use super::{
    Scene, camera,
    cast::{BOY, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        person::Person,
        postures::{SIDES, prone, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, block},
    things::{
        objects::flames,
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol: for adults, and those for children that differ.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("clothes_fire/1", stop),
    ("clothes_fire/6", low),
];

fn stop() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 56.0, 20.0);
    let b = &BOY.build;
    let palm = |side: f64| Hand::set(UP + RIGHT * (0.15 * side), NEAR, Form::OPEN);
    let pose = standing(b, v(0.0, 0.0, 0.0), NEAR);
    let pose = pose
        .arm_along(0, RIGHT * 0.9 - UP * 0.6 + NEAR * 0.2, RIGHT * 0.5 + UP + NEAR * 0.3, palm(1.0))
        .arm_along(1, -RIGHT * 0.9 - UP * 0.6 + NEAR * 0.2, -RIGHT * 0.5 + UP + NEAR * 0.3, palm(-1.0));
    let boy = BOY.with(WORRIED).put(&mut world, pose);
    let hip = boy.skeleton.pose.hip;
    flames(&mut world, hip + v(5.0, 2.0, 10.5), 1.35);
    flames(&mut world, hip + v(-8.0, 12.0, 9.5), 1.0);
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Áo trẻ cháy: trẻ đứng lại, không chạy.",
        en: "A child's clothes burn: the child stops and does not run.",
        world,
        camera,
    }
}

fn low() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(10.0, 0.0, 4.0), 96.0, 26.0);
    // A wall with a door, and smoke under the ceiling.
    let f = Frame::new(UP, NEAR);
    let owner = world.owner();
    let wall = block(v(-14.0, 66.0, -40.0), f, 72.0, 66.0, 3.0, 0.5);
    let door = block(v(36.0, 44.0, -40.0), f, 17.0, 46.0, 10.0, 0.5);
    world.add(owner, Tone::White, wall.without(door));
    let smoke = [(-70.0, 118.0, 20.0), (-44.0, 124.0, 24.0), (-14.0, 120.0, 25.0), (14.0, 124.0, 22.0), (40.0, 121.0, 20.0), (-58.0, 106.0, 16.0), (-28.0, 104.0, 18.0), (4.0, 104.0, 16.0)]
        .map(|(x, y, r)| crate::solid::ball(v(x, y, -10.0), r));
    world.plain(owner, Tone::Mid, Solid::Melt(smoke.to_vec(), 6.0));
    flames(&mut world, v(-104.0, 0.0, -30.0), 3.0);
    let crawl = |who: &Person, x: f64, z: f64| {
        let b = &who.build;
        let f = Frame::new(RIGHT + UP * 0.12, -UP);
        let hip = v(x, b.thigh * 0.98, z);
        let hand = Hand::set(RIGHT, -UP, Form::FLAT);
        let mut pose = prone(b, hip, RIGHT);
        pose.hip = hip;
        pose.pelvis = f;
        pose.chest = f;
        pose.head = Frame::new(UP * 0.9 + RIGHT * 0.35, RIGHT - UP * 0.25);
        for (i, side) in SIDES.into_iter().enumerate() {
            let ahead = 6.0 * side;
            pose = pose.arm(i, v(x + b.spine * 0.92 + ahead, b.hand * 0.14, z - side * b.shoulders * 0.9), -RIGHT + UP * 0.1, hand);
            pose.legs[i] = crate::figure::pose::Leg {
                aim: crate::figure::pose::Aim::Along(-UP + RIGHT * (0.16 * side), -RIGHT - UP * 0.1),
                toes: -RIGHT - UP * 0.4,
                sole: UP - RIGHT * 0.4,
            };
        }
        pose
    };
    let p = crawl(&BOY, 14.0, 14.0);
    BOY.with(WORRIED).put(&mut world, p);
    let p = crawl(&MOTHER, -48.0, 6.0);
    MOTHER.put(&mut world, p);
    let camera = camera(0.0, 12.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(74.0, 26.0, 14.0), v(104.0, 26.0, 14.0)], 10.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Nhà cháy: mọi người cúi thấp dưới khói, ra ngoài ngay.",
        en: "The house burns: all stay low under the smoke and get out at once.",
        world,
        camera,
    }
}
