//! A button battery was swallowed.

use super::{
    Scene, camera,
    cast::{LITTLE, MOTHER},
    poison,
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        postures::walking,
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, ball, cone, egg, limb},
    things::{
        places::{ground, health_station},
        signs::Signs,
    },
    trace::Camera,
    world::{Tone, Weight, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("battery/1", hospital),
    ("battery/3", poison::no_vomiting),
    ("battery/4", nothing_to_eat),
];

/// A button battery, as large as a sign, in a bubble.
fn cell(world: &mut World, camera: &Camera, c: V, r: f64) {
    let owner = world.owner();
    let axis = camera.out;
    world.add(owner, Tone::White, cone(c - axis * (r * 0.2), c + axis * (r * 0.1), r, r));
    world.add(owner, Tone::Light, cone(c, c + axis * (r * 0.2), r * 0.72, r * 0.72));
    let at = c + axis * (r * 0.3);
    for way in [camera.right, camera.up] {
        world.film(Weight::Outer, vec![at - way * (r * 0.32), at, at + way * (r * 0.32)]);
    }
}

/// Somebody who walks with a little child on the arm.
fn carrying(world: &mut World, at: V, way: V) {
    let m = &MOTHER.build;
    let frame = Frame::new(UP, way);
    let pose = walking(m, at, way);
    let hip = pose.hip + UP * 24.0 + frame.front * 16.0 + frame.left * 2.0;
    let child = LITTLE.with(WORRIED);
    let mut sit = crate::figure::postures::sitting(&child.build, hip, -way, 0.0);
    sit.hip = hip;
    for (i, side) in crate::figure::postures::SIDES.into_iter().enumerate() {
        sit.legs[i].aim = crate::figure::pose::Aim::Along(-UP * 0.9 + sit.pelvis.left * (0.75 * side), -UP + way * 0.2);
        sit.arms[i].aim = crate::figure::pose::Aim::Along(-way + UP * 0.2 + sit.pelvis.left * (0.5 * side), -way + UP * 0.3);
    }
    sit.head = Frame::new(UP, NEAR - way * 0.3);
    let placed = child.put(world, sit);
    let under = Hand::set(-frame.left * 0.5 + way, UP, Form::HOLD);
    let back = Hand::set(UP * 0.6 + frame.left * 0.5, -way, Form::FLAT);
    let pose = pose
        .arm(0, placed.skeleton.pose.hip - UP * 8.0 + frame.left * 5.0, -UP - way * 0.4, under)
        .arm(1, back.wrist_for_palm(m.hand, placed.skeleton.waist + way.unit() * 8.0 + UP * 3.0 - frame.left * 3.0), -frame.left - UP, back);
    MOTHER.put(world, pose);
}

fn hospital() -> Scene {
    let mut world = World::default();
    health_station(&mut world, v(64.0, 0.0, -34.0), 100.0, 88.0);
    ground(&mut world, v(-36.0, 0.0, 0.0), 56.0, 20.0);
    carrying(&mut world, v(-40.0, 0.0, 0.0), RIGHT + NEAR * 0.35);
    let camera = camera(0.0, 8.0);
    cell(&mut world, &camera, v(-92.0, 128.0, 0.0), 17.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ nuốt pin cúc áo: người lớn bế trẻ tới bệnh viện ngay.",
        en: "A child swallowed a button battery: an adult carries the child to hospital at once.",
        world,
        camera,
    }
}

fn nothing_to_eat() -> Scene {
    let mut world = World::default();
    // A bowl of rice with chopsticks, and a cup.
    let c = v(-14.0, -6.0, 0.0);
    let owner = world.owner();
    world.add(owner, Tone::White, egg(c + UP * 12.0, Frame::new(UP, NEAR), 16.0, 9.0, 14.0));
    let owner = world.owner();
    let bowl = Solid::Common(vec![ball(c + UP * 12.0, 20.0), Solid::Half { c: c + UP * 11.0, n: UP }]);
    world.add(owner, Tone::Light, bowl);
    world.add(owner, Tone::Light, cone(c - UP * 11.0, c - UP * 5.0, 9.0, 8.0));
    for x in [-4.0, 3.0] {
        world.thing(Tone::White, limb(c + v(x, 16.0, 6.0), c + v(x + 14.0, 38.0, 6.0), 1.0, 1.3));
    }
    let cup = v(22.0, -17.0, 4.0);
    let owner = world.owner();
    world.add(owner, Tone::White, Solid::Cone { a: cup, b: cup + UP * 24.0, ra: 8.0, rb: 10.5, round: 0.8 });
    world.add(owner, Tone::Light, cone(cup + UP * 23.6, cup + UP * 24.4, 9.0, 9.0));
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.no(v(2.0, 2.0, 40.0), 46.0);
    let camera = camera.fitted(&world);
    Scene { vi: "Đừng cho ăn, đừng cho uống.", en: "Nothing to eat, nothing to drink.", world, camera }
}
