//! Clothes on fire.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::WORRIED,
        person::{Person, Placed},
        pose::Pose,
        postures::{SIDES, kneeling, prone, standing, supine},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, block, cone, limb},
    things::{
        objects::{flames, phone},
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol: for adults, and those for children that differ.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("clothes_fire/1", stop),
    ("clothes_fire/2", drop),
    ("clothes_fire/3", roll),
    ("clothes_fire/4", cover),
    ("clothes_fire/5", water),
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

/// A child on the ground with both hands over the face.
fn down(world: &mut World, head: V, up: bool) -> Placed {
    let b = &BOY.build;
    let pose: Pose = if up { supine(b, v(0.0, 0.0, 0.0), head) } else { prone(b, v(0.0, 0.0, 0.0), head) };
    let mut pose = pose;
    if !up {
        pose.chest = Frame::new(head, -UP);
        pose.head = Frame::new(head + UP * 0.1, -UP + head * 0.2);
    }
    let face = pose.hip + head * (b.spine + b.neck + b.head * 0.42) + if up { UP * 11.0 } else { -UP * 3.0 };
    for (i, side) in SIDES.into_iter().enumerate() {
        let out = pose.chest.left * side;
        let hand = Hand::set(head * 0.8 - out * 0.5, if up { -UP } else { UP }, Form::FLAT);
        let at = face + out * 3.0 + head * 2.0 + if up { UP * 1.0 } else { UP * 0.0 };
        pose = pose.arm(i, hand.wrist_for_palm(b.hand, at), out + UP * if up { 0.3 } else { 0.1 }, hand);
    }
    BOY.put(world, pose)
}

fn drop() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(4.0, 0.0, 4.0), 86.0, 26.0);
    let boy = down(&mut world, RIGHT, false);
    let k = boy.skeleton;
    flames(&mut world, k.waist + v(-4.0, 8.5, 6.0), 0.9);
    flames(&mut world, k.pose.hip + v(-2.0, 8.0, 7.0), 0.7);
    let camera = camera(0.0, 24.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(-44.0, 62.0, 0.0), v(-20.0, 58.0, 0.0), v(-4.0, 34.0, 0.0)], 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ nằm xuống đất ngay tại chỗ, hai tay che mặt.",
        en: "A child drops to the ground on the spot, both hands over the face.",
        world,
        camera,
    }
}

fn roll() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(4.0, 0.0, 4.0), 86.0, 34.0);
    let boy = down(&mut world, RIGHT, true);
    flames(&mut world, boy.skeleton.waist + v(-10.0, 7.0, 4.0), 0.95);
    let camera = camera(0.0, 24.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    let at = |x: f64, y: f64| camera.right * x + camera.up * y;
    signs.arrow(&[at(-16.0, 36.0), at(4.0, 47.0), at(26.0, 36.0)], 9.0);
    signs.arrow(&[at(26.0, -20.0), at(4.0, -31.0), at(-16.0, -20.0)], 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ nằm trên đất, tay che mặt, lăn qua lăn lại cho lửa tắt.",
        en: "A child on the ground, hands over the face, rolls over and over until the fire is out.",
        world,
        camera,
    }
}

fn cover() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 92.0, 30.0);
    let boy = down(&mut world, -RIGHT, true);
    let k = boy.skeleton;
    let owner = world.owner();
    // A thick blanket from the feet to the shoulders, held up at its near end.
    let over = Solid::Melt(
        vec![
            limb(k.nape + UP * 1.0 + RIGHT * 9.0, k.pose.hip, 10.5, 11.5),
            limb(k.pose.hip, k.legs[0].end - RIGHT * 4.0, 11.0, 8.0),
            limb(k.pose.hip, k.legs[1].end - RIGHT * 4.0, 11.0, 8.0),
            limb(k.nape + v(9.0, 6.0, -9.0), k.waist + v(6.0, 12.0, -12.0), 4.0, 5.0),
        ],
        8.0,
    );
    world.plain(owner, Tone::Mid, Solid::Common(vec![over, Solid::Half { c: UP * 0.5, n: -UP }]));
    let m = &FATHER.build;
    let hold = Hand::set(NEAR - UP * 0.5, -UP - NEAR * 0.2, Form::GRIP);
    let pose = kneeling(m, v(-4.0, 0.0, -34.0), NEAR, 0.25, 40.0)
        .arm(0, k.waist + v(12.0, 17.0, -12.0), RIGHT, hold)
        .arm(1, k.nape + v(8.0, 13.0, -10.0), -RIGHT, hold)
        .bent_to_reach(m)
        .looking(m, k.waist);
    FATHER.put(&mut world, pose);
    let camera = camera(-12.0, 22.0).fitted(&world);
    Scene {
        vi: "Trẻ nằm xuống, người lớn trùm chăn dày cho lửa tắt.",
        en: "The child lies down; an adult covers the child with a thick blanket.",
        world,
        camera,
    }
}

fn water() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 6.0), 92.0, 34.0);
    let boy = Person { ..BOY.with(WORRIED) };
    let b = &boy.build;
    let mut pose = crate::figure::postures::sitting(b, v(-14.0, 0.0, 4.0), RIGHT + NEAR * 0.3, -8.0);
    pose.hip = v(-14.0, 8.0, 4.0);
    let pose = pose
        .leg(0, v(24.0, 5.0, -4.0), UP, UP + RIGHT * 0.3, RIGHT)
        .leg(1, v(22.0, 5.0, 16.0), UP, UP + RIGHT * 0.3, RIGHT)
        .arm_along(0, -RIGHT * 0.4 - UP, -UP - RIGHT * 0.2, Hand::set(-RIGHT, -UP, Form::FLAT))
        .arm_along(1, RIGHT * 0.4 - UP * 0.6 + NEAR * 0.4, RIGHT * 0.9 + UP * 0.02 + NEAR * 0.2, Hand::along(UP, Form::REST));
    let boy = boy.put(&mut world, pose);
    let arm = boy.skeleton.arms[1];
    let on = arm.joint.towards(arm.end, 0.5);
    // A scoop from which water runs without a stop.
    let scoop = on + v(17.0, 40.0, 0.0);
    let owner = world.owner();
    let tilt = Frame::new(UP - RIGHT * 0.75, NEAR);
    world.add(owner, Tone::White, Solid::Cone { a: scoop - tilt.up * 6.0, b: scoop + tilt.up * 7.0, ra: 7.0, rb: 8.5, round: 1.0 });
    world.add(owner, Tone::Light, cone(scoop + tilt.up * 6.9, scoop + tilt.up * 7.4, 7.2, 7.2));
    let lip = scoop + tilt.up * 7.0 + v(-6.5, -3.5, 2.0);
    world.add(owner, Tone::White, Solid::Melt(vec![limb(lip, lip + v(-5.0, -6.0, 0.0), 2.6, 2.4), limb(lip + v(-5.0, -6.0, 0.0), on + UP * 2.0, 2.4, 2.2)], 1.5));
    let grip = scoop - tilt.up * 1.0 + v(14.0, 6.0, -2.0);
    world.add(owner, Tone::White, limb(scoop, grip, 1.8, 1.8));
    let m = &MOTHER.build;
    let hold = Hand::set(-RIGHT - UP * 0.2, -UP - NEAR * 0.4, Form::GRIP);
    let call = Hand::set(UP + RIGHT * 0.1, -RIGHT, Form::GRIP);
    let pose = kneeling(m, v(44.0, 0.0, -22.0), -RIGHT + NEAR * 0.5, 0.1, 6.0);
    let ear = pose.hip + UP * (m.spine + 16.0) + v(9.0, 0.0, 4.0);
    let pose = pose.arm(1, grip + v(6.0, 1.0, -1.0), -UP - NEAR * 0.3, hold).arm(0, ear - UP * 7.0 + RIGHT * 2.0, RIGHT - UP, call);
    let mut pose = pose;
    pose.head = Frame::new(UP, -RIGHT + NEAR * 0.8 - UP * 0.3);
    MOTHER.put(&mut world, pose);
    phone(&mut world, ear + v(1.0, 2.0, 0.0), Frame::new(UP, -RIGHT + NEAR * 0.3));
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.clock(v(-44.0, 96.0, 0.0), 15.0, 20.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Lửa tắt rồi: dội nước mát liên tục, đủ giờ trên đồng hồ, gọi cấp cứu.",
        en: "The fire is out: cool water without a stop, as long as the clock shows, and a call for the ambulance.",
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
