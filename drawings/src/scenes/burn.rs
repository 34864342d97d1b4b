//! A burn.

use super::{
    Scene, camera,
    cast::{FATHER, GIRL, LITTLE, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{SHOUTING, WORRIED},
        person::{Person, Placed},
        postures::{kneeling, sitting, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, ball, block, cone, limb},
    things::{
        objects::{ambulance, fire_and_pot, phone, tap},
        places::{ground, health_station},
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("burn/1", away),
    ("burn/2", cool),
    ("burn/4", nothing_on_it),
    ("burn/5", cover),
    ("burn/6", warm),
    ("burn/7", bad),
];

fn away() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(6.0, 0.0, 0.0), 100.0, 30.0);
    fire_and_pot(&mut world, v(-64.0, 0.0, 0.0));
    let m = &MOTHER.build;
    let pose = standing(m, v(20.0, 0.0, -4.0), RIGHT + NEAR * 0.6);
    let hip = pose.hip + UP * 14.0 + v(10.0, 0.0, 18.0);
    // The child sits on the arm, away from the fire.
    let f = Frame::new(UP - RIGHT * 0.1, -RIGHT * 0.2 + NEAR);
    let child = LITTLE.with(WORRIED);
    let mut sit = sitting(&child.build, hip, f.front, 0.0);
    sit.hip = hip;
    for (i, side) in crate::figure::postures::SIDES.into_iter().enumerate() {
        sit = sit.arm_along(i, f.front * 0.8 + f.left * (0.5 * side) - UP * 0.3, f.front * 0.3 - UP + f.left * (0.3 * side), Hand::along(-NEAR, Form::REST));
        sit.legs[i].aim = crate::figure::pose::Aim::Along(f.front * 0.8 - UP * 0.5 + f.left * (0.5 * side), -UP);
    }
    child.put(&mut world, sit);
    let under = Hand::set(-RIGHT * 0.6 + NEAR * 0.5, UP, Form::HOLD);
    let round = Hand::set(RIGHT * 0.9 + NEAR * 0.4, -NEAR, Form::HOLD);
    let mut pose = pose
        .arm(0, hip - UP * 7.0 + RIGHT * 8.0 + NEAR * 4.0, RIGHT - UP, under)
        .arm(1, hip + UP * 16.0 - RIGHT * 11.0 + NEAR * 10.0, -RIGHT - UP * 0.4, round);
    pose = pose
        .leg(0, v(48.0, m.ankle, 6.0), RIGHT + UP * 0.4, RIGHT, -UP)
        .leg(1, v(-4.0, m.ankle + 2.0, -8.0), RIGHT, RIGHT - UP * 0.4, -UP - RIGHT * 0.4);
    pose.head = Frame::new(UP, RIGHT + NEAR * 0.6);
    let mother = MOTHER.with(SHOUTING).put(&mut world, pose.moved(-UP * 5.0));
    let camera = camera(0.0, 12.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.shout(mother.on_face(0.0, -0.27) + RIGHT * 3.0, 0.0, 9.0);
    signs.arrow(&[v(66.0, 60.0, 0.0), v(96.0, 60.0, 0.0)], 10.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn bế trẻ rời xa bếp lửa và kêu người giúp.",
        en: "An adult carries a child away from the fire and calls for help.",
        world,
        camera,
    }
}

/// A girl who holds out her arm, palm up, and a mother who holds it.
fn held_out(world: &mut World, wrist: V) -> (Placed, Placed) {
    let b = &GIRL.build;
    let girl = Person { fingers: true, ..GIRL };
    let open = Hand::set(RIGHT, UP + NEAR * 0.3, Form::REST);
    let pose = standing(b, v(-26.0, 0.0, -2.0), RIGHT + NEAR * 0.4)
        .arm(1, wrist, -UP, open)
        .looking(b, wrist);
    let girl = girl.with(WORRIED).put(world, pose);
    let m = &MOTHER.build;
    let arm = girl.skeleton.arms[1];
    let hold = Hand::set(RIGHT * 0.5 + NEAR * 0.9, UP, Form::HOLD);
    let back = Hand::set(RIGHT * 0.7 + NEAR * 0.3, -UP, Form::FLAT);
    let pose = kneeling(m, v(-46.0, 0.0, -20.0), RIGHT + NEAR * 0.3, 0.0, 10.0)
        .arm(0, hold.wrist_for_palm(m.hand, arm.joint + v(3.0, -4.6, -1.0)), -UP - NEAR * 0.5, hold)
        .arm(1, back.wrist_for_palm(m.hand, arm.root + v(-3.0, 6.0, -1.0)), -UP - RIGHT * 0.3 + NEAR * 0.3, back)
        .bent_to_reach(m)
        .looking(m, wrist);
    let mother = Person { fingers: true, ..MOTHER }.put(world, pose);
    (girl, mother)
}

/// Cool water from a tap over a forearm.
pub fn cool() -> Scene {
    washed(20.0, false)
}

/// Water over a forearm for so many minutes, with soap or without.
pub fn washed(minutes: f64, soap: bool) -> Scene {
    let mut world = World::default();
    let wrist = v(6.0, 66.0, 14.0);
    let (girl, _) = held_out(&mut world, wrist);
    let arm = girl.skeleton.arms[1];
    let on = arm.joint.towards(arm.end, 0.62);
    tap(&mut world, v(on.x, 88.0, on.z), v(on.x + 90.0, 94.0, on.z), on.y + 2.0);
    // It runs off below the arm.
    world.thing(Tone::White, cone(on - UP * 3.0, v(on.x, 18.0, on.z), 1.9, 1.5));
    if soap {
        for (x, y, z, r) in [(-6.0, 3.0, 2.0, 3.0), (5.0, 3.6, 2.0, 3.4), (0.0, 3.2, 4.0, 2.6), (9.0, 2.0, 3.0, 2.4), (-10.0, 1.0, 4.0, 2.4), (3.0, -1.0, 4.0, 2.4)] {
            world.thing(Tone::White, ball(on + v(x, y, z), r));
        }
    }
    let camera = camera(0.0, 14.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.clock(v(32.0, 122.0, 10.0), 14.0, minutes);
    let camera = camera.at(v(-10.0, 87.0, 0.0), 120.0);
    if soap {
        Scene {
            vi: "Vết cắn ở tay được rửa xà phòng dưới vòi nước chảy, đủ giờ trên đồng hồ.",
            en: "A bite on the arm is washed with soap under a running tap, as long as the clock shows.",
            world,
            camera,
        }
    } else {
        Scene {
            vi: "Chỗ bỏng ở tay để dưới vòi nước mát chảy nhẹ, đủ giờ trên đồng hồ.",
            en: "A burnt forearm under cool, gently running water, as long as the clock shows.",
            world,
            camera,
        }
    }
}

fn nothing_on_it() -> Scene {
    let mut world = World::default();
    // A tube of toothpaste, a bottle of fish sauce, ice.
    let f = Frame::new(UP + RIGHT * 0.35, NEAR);
    let owner = world.owner();
    let c = v(-26.0, 10.0, 0.0);
    world.add(owner, Tone::White, Solid::Melt(vec![block(c - f.up * 13.0, f, 7.5, 1.0, 1.0, 0.5), limb(c - f.up * 8.0, c + f.up * 8.0, 5.0, 5.6)], 8.0));
    world.add(owner, Tone::Black, cone(c + f.up * 12.0, c + f.up * 18.0, 3.6, 2.8));
    let owner = world.owner();
    let b = v(2.0, 6.0, 0.0);
    world.add(owner, Tone::Light, Solid::Melt(vec![Solid::Cone { a: b - UP * 20.0, b: b + UP * 8.0, ra: 9.0, rb: 9.0, round: 2.0 }, limb(b + UP * 10.0, b + UP * 20.0, 3.4, 3.2)], 8.0));
    world.add(owner, Tone::Black, cone(b + UP * 21.0, b + UP * 26.0, 3.8, 3.8));
    world.add(owner, Tone::White, Solid::Common(vec![Solid::Cone { a: b - UP * 14.0, b: b + UP * 4.0, ra: 9.6, rb: 9.6, round: 0.2 }, Solid::Half { c: b + NEAR * 3.0, n: -NEAR }]));
    for (x, y, turn) in [(24.0, -8.0, 20.0), (38.0, -9.0, 65.0), (31.0, 5.0, 40.0)] {
        let f = Frame::new(UP, NEAR).turning(turn);
        world.thing(Tone::White, block(v(x, y, 0.0), f, 6.4, 6.4, 6.4, 1.4));
    }
    let camera = camera(0.0, 14.0);
    Signs { world: &mut world, camera: &camera }.no(v(5.0, 6.0, 30.0), 46.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Không bôi kem đánh răng, nước mắm, không chườm đá lên chỗ bỏng.",
        en: "No toothpaste, no fish sauce, no ice on the burn.",
        world,
        camera,
    }
}

fn cover() -> Scene {
    let mut world = World::default();
    let b = &GIRL.build;
    let girl = Person { fingers: true, ..GIRL };
    let wrist = v(-10.0, 66.0, 14.0);
    let open = Hand::set(RIGHT + UP * 0.12, NEAR + UP * 0.2, Form::OPEN);
    let pose = standing(b, v(-42.0, 0.0, 6.0), RIGHT + NEAR * 0.5).arm(1, wrist, -UP, open);
    let girl = girl.put(&mut world, pose);
    let arm = girl.skeleton.arms[1];
    let camera = camera(0.0, 14.0);
    let (r, u) = (camera.right, camera.up);
    let end = arm.end + camera.out * 12.0;
    // A bag of clear film about the hand: only its edge is seen.
    let bag = [
        (-12.0, 8.5), (-6.0, 6.4), (-2.0, 8.0), (6.0, 13.0), (16.0, 13.5), (22.0, 8.0), (23.0, 0.0), (21.0, -9.0), (14.0, -12.5), (5.0, -11.5), (-2.0, -7.0), (-6.0, -6.0), (-12.0, -8.0),
    ]
    .map(|(x, y)| end + r * x + u * y);
    let signs = Signs { world: &mut world, camera: &camera };
    let shine = |x: f64, y: f64| end + r * x + u * y;
    signs.world.film(crate::world::Weight::Inner, bag.to_vec());
    signs.world.film(crate::world::Weight::Fine, vec![shine(16.0, 9.5), shine(19.0, 4.0)]);
    signs.world.film(crate::world::Weight::Fine, vec![shine(-6.5, 5.0), shine(-6.0, 0.0), shine(-6.5, -5.0)]);
    let m = &MOTHER.build;
    let mother = Person { fingers: true, ..MOTHER };
    let pinch = Hand::set(-RIGHT - UP * 0.2, NEAR * 0.2 - UP, Form::PINCH);
    let at = end + r * 22.0 + u * 4.0;
    let pose = kneeling(m, v(46.0, 0.0, -14.0), -RIGHT + NEAR * 0.35, 0.0, 2.0)
        .arm(1, pinch.wrist_for_tip(m.hand, at - camera.out * 10.0), -NEAR - UP * 0.3, pinch);
    mother.put(&mut world, pose);
    let camera = camera.at(v(0.0, 69.0, 0.0), 84.0);
    Scene {
        vi: "Nhìn gần: bàn tay bỏng được bọc lỏng trong túi ni lông sạch.",
        en: "Seen closely: the burnt hand loosely covered with a clean plastic bag.",
        world,
        camera,
    }
}

fn warm() -> Scene {
    let mut world = World::default();
    health_station(&mut world, v(66.0, 0.0, -60.0), 96.0, 84.0);
    ground(&mut world, v(-16.0, 0.0, 8.0), 70.0, 24.0);
    let m = &MOTHER.build;
    let b = &GIRL.build;
    let way = RIGHT + NEAR * 0.5;
    let mother = crate::figure::postures::walking(m, v(-46.0, 0.0, -6.0), way);
    let girl = crate::figure::postures::walking(b, v(-10.0, 0.0, 12.0), way);
    let hip = girl.hip;
    let f = girl.chest;
    // The burnt arm is held before the body, the blanket leaves it free.
    let arm = Hand::set(f.front * 0.8 + f.left * 0.5, UP, Form::REST);
    let girl = girl.arm(1, hip + UP * 20.0 + f.front * 21.0 - f.left * 9.0, -UP - f.left * 0.4, arm);
    let placed = GIRL.put(&mut world, girl);
    let k = placed.skeleton;
    let owner = world.owner();
    let robe = Solid::Melt(
        vec![
            limb(k.arms[0].root - f.front * 1.0, k.arms[1].root - f.front * 1.0, 7.2, 7.2),
            limb(k.nape - UP * 4.0 - f.front * 2.0, hip - f.front * 3.0 - UP * 14.0, 12.0, 14.5),
            limb(k.arms[0].root, k.arms[0].joint, 6.4, 7.0),
        ],
        8.0,
    );
    let open = Solid::Flat { c: hip, frame: f, by: 3.0, of: limb(hip + f.front * 9.0 - UP * 40.0 - f.left * 3.0, hip + f.front * 9.0 + UP * 70.0 - f.left * 3.0, 6.0, 6.0).into() };
    let cut = Solid::Half { c: hip - UP * 16.0, n: -UP };
    let free = limb(k.arms[1].root.towards(k.arms[1].joint, 0.55), k.arms[1].end, 6.8, 8.0);
    world.plain(owner, Tone::Mid, Solid::Common(vec![robe, cut]).without(Solid::All(vec![open, free])));
    let hold = Hand::set(RIGHT * 0.8 - UP * 0.3 + NEAR * 0.5, -UP + RIGHT * 0.2, Form::HOLD);
    let mother = mother.arm(0, k.arms[0].root + v(-10.0, 9.0, -6.0), -UP, hold);
    MOTHER.put(&mut world, mother);
    let camera = camera(0.0, 10.0).fitted(&world);
    Scene {
        vi: "Trẻ được quàng chăn giữ ấm, chừa tay bỏng, theo người lớn tới trạm y tế.",
        en: "A child kept warm in a blanket that leaves the burnt arm free goes to the health station with an adult.",
        world,
        camera,
    }
}

/// Somebody telephones, a child is held, the ambulance comes.
pub fn bad() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-20.0, 0.0, 4.0), 90.0, 26.0);
    ambulance(&mut world, v(86.0, 0.0, -70.0), 1.05);
    let f = &FATHER.build;
    let pose = standing(f, v(-78.0, 0.0, -6.0), NEAR + RIGHT * 0.5);
    let ear = pose.hip + UP * (f.spine + 19.0) + v(-10.5, 0.0, 3.0);
    let grip = Hand::set(UP + NEAR * 0.2, RIGHT, Form::GRIP);
    let pose = pose.arm(1, ear - UP * 7.0 - RIGHT * 2.0, -RIGHT - UP, grip);
    FATHER.put(&mut world, pose);
    phone(&mut world, ear, Frame::new(UP + NEAR * 0.3, RIGHT));
    let m = &MOTHER.build;
    let pose = kneeling(m, v(-12.0, 0.0, 8.0), NEAR * 0.8 + RIGHT * 0.4, 0.95, 4.0);
    let seat = pose.hip + v(6.0, 4.0, 24.0);
    let child = GIRL.with(WORRIED);
    let mut sit = sitting(&child.build, seat, RIGHT * 0.9 + NEAR * 0.5, -14.0);
    let hip = sit.hip;
    for i in 0..2 {
        let side = crate::figure::postures::SIDES[i];
        sit.legs[i].aim = crate::figure::pose::Aim::Along(RIGHT + NEAR * (0.4 - 0.1 * side) - UP * 0.1, RIGHT * 0.7 - UP * 0.75 + NEAR * 0.3);
        sit.legs[i].toes = RIGHT + UP * 0.2;
        sit.legs[i].sole = -UP + RIGHT * 0.2;
    }
    let sit = sit.arm(1, hip + v(17.0, 15.0, 12.0), -UP - RIGHT * 0.2, Hand::set(RIGHT * 0.8 + NEAR * 0.6, UP, Form::REST));
    let placed = child.put(&mut world, sit);
    let hold = Hand::set(RIGHT * 0.9 + NEAR * 0.4, -NEAR * 0.2 + UP * -0.6, Form::HOLD);
    let pose = pose
        .arm(0, placed.skeleton.waist + v(10.0, 2.0, -4.0), RIGHT - UP * 0.4, hold)
        .arm(1, placed.skeleton.waist + v(-13.0, 8.0, 3.0), -RIGHT - UP * 0.4, hold)
        .looking(m, placed.skeleton.skull);
    MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 12.0).fitted(&world);
    Scene {
        vi: "Một người gọi cấp cứu, một người giữ trẻ; xe cấp cứu tới.",
        en: "One adult calls, one holds the child; the ambulance comes.",
        world,
        camera,
    }
}
