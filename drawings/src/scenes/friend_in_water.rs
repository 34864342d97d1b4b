//! The lesson "When a friend is in the water".

use super::{
    Scene, camera,
    cast::{BOY, PUPIL},
    yard::{LEVEL, on_bank, pond, ring, struggling},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{SHOUTING, WORRIED},
        person::Person,
        pose::{Aim, Arm, Leg, Pose},
        postures::{SIDES, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    things::{objects::{can, tree}, signs::Signs},
    world::World,
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("friend-in-water/1", stop),
    ("friend-in-water/2", shout),
    ("friend-in-water/3", throw),
    ("friend-in-water/4", call_out),
    ("friend-in-water/5", eyes),
];

/// Whoever stands on the bank, looking over the water.
fn watcher(x: f64) -> Pose {
    standing(&PUPIL.build, on_bank(x, 4.0), RIGHT + NEAR * 0.6)
}

fn friend(world: &mut World) {
    struggling(world, BOY.with(SHOUTING), 92.0, 8.0, NEAR - RIGHT * 0.7);
}

fn stop() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    friend(&mut world);
    let palm = Hand::set(UP, RIGHT + NEAR * 0.4, Form::OPEN);
    let pose = watcher(34.0)
        .arm_along(0, RIGHT * 0.6 - UP * 0.7 + NEAR * 0.2, RIGHT * 0.6 + UP * 0.6, palm)
        .arm_along(1, RIGHT * 0.7 - UP * 0.6 + NEAR * 0.7, RIGHT * 0.7 + UP * 0.5 + NEAR * 0.2, palm);
    PUPIL.with(WORRIED).put(&mut world, pose);
    let camera = camera(0.0, 16.0).at(v(30.0, 63.0, 0.0), 226.0);
    Scene {
        vi: "Em đứng lại trên bờ, không xuống nước.",
        en: "A child stops on the bank and stays out of the water.",
        world,
        camera,
    }
}

/// Both hands beside the mouth.
fn calling(world: &mut World, who: Person, pose: Pose) -> crate::figure::person::Placed {
    let b = &who.build;
    let f = pose.chest;
    let mouth = pose.hip + UP * (b.spine + b.neck + b.head * 0.34) + f.front * (b.head * 0.42);
    let hand = |side: f64| Hand::set(UP * 0.9 + f.front * 0.4, -f.left * side - f.front * 0.2, Form::FLAT);
    let pose = pose
        .arm(0, mouth + f.left * 7.5 - UP * 8.0 + f.front * 1.0, f.left - UP * 0.6, hand(1.0))
        .arm(1, mouth - f.left * 7.5 - UP * 8.0 + f.front * 1.0, -f.left - UP * 0.6, hand(-1.0));
    who.put(world, pose)
}

fn shout() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    friend(&mut world);
    let mut pose = watcher(34.0);
    let away = Frame::new(UP, NEAR * 0.9 - RIGHT * 0.35);
    pose.chest = away;
    pose.head = away;
    pose.pelvis = Frame::new(UP, NEAR);
    let girl = calling(&mut world, PUPIL.with(SHOUTING), pose);
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.shout(girl.on_face(0.0, -0.27) - camera.right * 10.0 + camera.up * 4.0, 170.0, 11.0);
    let camera = camera.at(v(24.0, 65.0, 0.0), 232.0);
    Scene {
        vi: "Em đứng trên bờ, kêu thật to gọi người lớn.",
        en: "A child on the bank shouts loudly for adults.",
        world,
        camera,
    }
}

fn throw() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    struggling(&mut world, BOY.with(SHOUTING), 112.0, 8.0, NEAR - RIGHT * 0.7);
    let b = &PUPIL.build;
    let let_go = Hand::set(RIGHT + UP * 0.3, -UP + NEAR * 0.3, Form::OPEN);
    let pose = watcher(34.0)
        .bent_forward(8.0)
        .arm_along(1, RIGHT + UP * 0.5 + NEAR * 0.4, RIGHT + UP * 0.35, let_go)
        .arm_along(0, -UP - RIGHT * 0.5 - NEAR * 0.3, -UP * 0.5 - RIGHT * 0.4, Hand::along(NEAR, Form::REST))
        .leg(0, v(-20.0, b.ankle, -4.0), RIGHT, RIGHT, -UP)
        .leg(1, v(-54.0, b.ankle + 1.5, 8.0), RIGHT, RIGHT - UP * 0.3, -UP - RIGHT * 0.3);
    PUPIL.with(WORRIED).put(&mut world, pose.moved(-UP * 4.0));
    can(&mut world, v(66.0, 70.0, 8.0), Frame::new(UP + RIGHT * 0.5, NEAR - RIGHT * 0.1));
    let camera = camera(0.0, 16.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.arrow(&[v(82.0, 66.0, 8.0), v(98.0, 50.0, 8.0), v(104.0, 30.0, 8.0)], 8.0);
    signs.look(v(20.0, 92.0, 8.0), v(52.0, 82.0, 8.0), 3);
    let camera = camera.at(v(38.0, 64.0, 0.0), 230.0);
    Scene {
        vi: "Em đứng trên bờ ném can rỗng đậy nắp tới gần bạn.",
        en: "A child on the bank throws an empty can with its cap on, close to the friend.",
        world,
        camera,
    }
}

fn call_out() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    // The friend does what is called: on the back, arms out.
    let f = Frame::new(-RIGHT * 0.9 + NEAR * 0.35, UP);
    let pose = Pose {
        hip: v(92.0, LEVEL - 1.2, 10.0),
        pelvis: f,
        chest: f,
        head: Frame::new(f.up - UP * 0.25, UP),
        arms: SIDES.map(|side| Arm {
            aim: Aim::Along(f.left * side + f.up * 0.3 + UP * 0.04, f.left * side + f.up * 0.6 + UP * 0.1),
            hand: Hand::along(UP, Form::OPEN),
        }),
        legs: SIDES.map(|side| Leg {
            aim: Aim::Along(-f.up + f.left * (0.3 * side), -f.up + f.left * (0.2 * side) + UP * 0.03),
            toes: UP - f.up * 0.4,
            sole: -f.up,
        }),
    };
    BOY.put(&mut world, pose);
    let girl = calling(&mut world, PUPIL.with(SHOUTING), watcher(34.0));
    let camera = camera(0.0, 24.0);
    Signs { world: &mut world, camera: &camera }.shout(girl.on_face(0.0, -0.27) + camera.right * 8.0, -16.0, 11.0);
    let camera = camera.at(v(38.0, 54.0, 0.0), 236.0);
    Scene {
        vi: "Em đứng trên bờ gọi với ra; bạn nằm ngửa, dang tay, thả nổi.",
        en: "A child on the bank calls out; the friend lies on the back, arms out, afloat.",
        world,
        camera,
    }
}

fn eyes() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    tree(&mut world, v(142.0, LEVEL, -60.0), 88.0);
    let spot: V = v(82.0, LEVEL, 0.0);
    for r in [6.0, 14.0, 23.0] {
        ring(&mut world, spot.x, spot.z, r);
    }
    let pose = watcher(32.0);
    let way = (spot - (pose.hip + UP * 42.0)).unit();
    let hand = Hand::set(way, -NEAR, Form::POINT);
    let pose = pose.arm_along(1, way, way, hand).looking(&PUPIL.build, spot);
    let girl = PUPIL.put(&mut world, pose);
    let camera = camera(0.0, 18.0);
    let eye = girl.on_face(0.0, -0.05);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (spot - eye) * 0.1, spot, 6);
    signs.look(spot + (v(142.0, 6.0, -60.0) - spot) * 0.1, v(142.0, 6.0, -60.0), 4);
    let camera = camera.at(v(52.0, 62.0, 0.0), 246.0);
    Scene {
        vi: "Em giữ mắt ở chỗ bạn chìm, lấy cái cây làm mốc, chỉ cho người lớn.",
        en: "A child keeps the eyes on the place, takes a tree as a mark and points to it.",
        world,
        camera,
    }
}
