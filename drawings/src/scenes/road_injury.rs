//! Somebody hurt on the road.

use super::{
    Scene, bite, camera,
    cast::{BOY, FATHER, MOTHER},
    common::{caller, in_line, phone_on_ground},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Hat, KIND, WORRIED},
        person::Person,
        postures::{kneeling, standing, supine},
    },
    maths::{NEAR, RIGHT, UP, v},
    solid::{Solid, block, limb},
    things::{objects::motorbike, places::ground, signs::Signs},
    world::{Tone, Weight, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("road_injury/1", warn),
    ("road_injury/2", call),
    ("road_injury/3", press),
    ("road_injury/4", leave),
    ("road_injury/5", on_the_side),
    ("road_injury/6", warm),
];

const HELMETED: Person = Person { hat: Hat::Helmet, ..BOY };

/// The edges of a road.
fn road(world: &mut World) {
    for z in [-54.0, 48.0] {
        world.stroke(Weight::Outer, vec![v(-220.0, 0.0, z), v(0.0, 0.0, z), v(220.0, 0.0, z)]);
    }
    for x in [-150.0, -90.0, -30.0, 30.0, 90.0, 150.0] {
        world.stroke(Weight::Inner, vec![v(x - 14.0, 0.0, 34.0), v(x, 0.0, 34.0), v(x + 14.0, 0.0, 34.0)]);
    }
}

fn warn() -> Scene {
    let mut world = World::default();
    road(&mut world);
    motorbike(&mut world, v(76.0, 0.0, -20.0), 1.0, true);
    let f = &FATHER.build;
    let grip = Hand::along(NEAR, Form::GRIP);
    let stop = Hand::set(UP - RIGHT * 0.2, -RIGHT + NEAR * 0.5, Form::OPEN);
    let pose = standing(f, v(-40.0, 0.0, -64.0), -RIGHT * 0.7 + NEAR)
        .arm_along(1, -RIGHT * 0.6 + UP * 0.7 + NEAR * 0.2, -RIGHT * 0.1 + UP, grip)
        .arm_along(0, RIGHT * 0.5 - UP * 0.4 + NEAR * 0.5, -RIGHT * 0.2 + UP * 0.8 + NEAR * 0.4, stop);
    let father = FATHER.put(&mut world, pose);
    let hand = father.skeleton.arms[1].end + UP * 8.0;
    let owner = world.owner();
    let flag = Solid::Melt(
        vec![
            limb(hand, hand + v(-12.0, 4.0, 0.0), 2.0, 4.0),
            limb(hand + v(-12.0, 4.0, 0.0), hand + v(-24.0, -2.0, 1.0), 5.0, 7.0),
            limb(hand + v(-24.0, -2.0, 1.0), hand + v(-34.0, 2.0, 0.0), 7.0, 6.0),
        ],
        3.0,
    );
    world.add(owner, Tone::White, Solid::Common(vec![flag, Solid::Half { c: hand + NEAR * 2.0, n: NEAR }]));
    let camera = camera(0.0, 14.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.shout(hand + v(-36.0, 8.0, 0.0), 160.0, 7.0);
    let camera = camera.at(v(10.0, 72.0, -20.0), 236.0);
    Scene {
        vi: "Người lớn đứng trong lề, vẫy khăn cản xe từ xa trước khi tới chỗ tai nạn.",
        en: "An adult at the roadside waves a cloth and warns the traffic from afar before helping.",
        world,
        camera,
    }
}

fn call() -> Scene {
    let mut world = World::default();
    road(&mut world);
    motorbike(&mut world, v(86.0, 0.0, -40.0), 0.9, true);
    let boy = HELMETED.with(WORRIED);
    boy.put(&mut world, supine(&boy.build, v(44.0, 0.0, 6.0), RIGHT));
    caller(&mut world, MOTHER, v(-44.0, 0.0, -4.0), RIGHT * 0.7 + NEAR);
    let camera = camera(0.0, 14.0).at(v(18.0, 74.0, -10.0), 222.0);
    Scene {
        vi: "Người lớn gọi cấp cứu và công an, nói rõ nơi tai nạn.",
        en: "An adult calls the ambulance and the police and says where it is.",
        world,
        camera,
    }
}

fn press() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 74.0, 30.0);
    bite::pressed(&mut world, FATHER);
    let camera = camera(0.0, 20.0).fitted(&world);
    Scene {
        vi: "Máu chảy mạnh: người lớn ấn chặt vải sạch lên vết thương, không nhấc ra xem.",
        en: "Strong bleeding: an adult presses a clean cloth hard on the wound and does not lift it.",
        world,
        camera,
    }
}

fn leave() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-4.0, 0.0, 4.0), 92.0, 30.0);
    let boy = HELMETED.with(WORRIED);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let m = &MOTHER.build;
    let calm = |s: f64| Hand::set(NEAR - UP * 0.1 + RIGHT * (0.2 * s), -UP, Form::FLAT);
    let chest = child.breastbone(0.7);
    let pose = kneeling(m, v(-6.0, 0.0, -30.0), NEAR - RIGHT * 0.25, 0.7, 26.0)
        .arm(0, chest + UP * 14.0 + RIGHT * 18.0 - NEAR * 10.0, RIGHT, calm(1.0))
        .arm(1, chest + UP * 14.0 - RIGHT * 6.0 - NEAR * 10.0, -RIGHT, calm(-1.0))
        .looking(m, child.skeleton.skull);
    let mother = MOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(-14.0, 18.0);
    Signs { world: &mut world, camera: &camera }.speech(mother.on_face(0.0, -0.27) - camera.right * 6.0, -26.0, 26.0, 12.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người bị nạn nằm yên, mũ để yên trên đầu; người lớn ở cạnh, không kéo, không vác.",
        en: "The hurt person lies still with the helmet on; an adult stays beside, does not pull or carry.",
        world,
        camera,
    }
}

fn on_the_side() -> Scene {
    let mut world = World::default();
    in_line(&mut world, HELMETED.senseless());
    let camera = camera(-10.0, 24.0).fitted(&world);
    Scene {
        vi: "Người không đáp mà còn thở nằm nghiêng, xoay cả người một khối, một người giữ đầu.",
        en: "Somebody who does not answer but breathes is turned to the side as one piece; a helper holds the head.",
        world,
        camera,
    }
}

fn warm() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-4.0, 0.0, 4.0), 92.0, 30.0);
    let boy = BOY.with(KIND);
    let mut pose = supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT);
    let palm = Hand::set(-NEAR * 0.6 + UP * 0.4, UP, Form::HOLD);
    let meet = v(-12.0, 24.0, -16.0);
    pose = pose.arm(0, meet - UP * 1.0 + NEAR * 8.0, -RIGHT * 0.2 + UP * 0.5, palm);
    pose.head = pose.head.nodding(10.0).turning(14.0);
    let child = boy.put(&mut world, pose);
    let k = child.skeleton;
    let owner = world.owner();
    let over = Solid::Melt(
        vec![
            limb(k.nape + RIGHT * 15.0, k.pose.hip, 10.5, 11.0),
            limb(k.pose.hip, k.legs[0].end, 11.0, 9.0),
            limb(k.pose.hip, k.legs[1].end, 11.0, 9.0),
            block(v(16.0, 2.0, 2.0), crate::maths::Frame::new(UP, NEAR), 44.0, 3.0, 24.0, 2.0),
        ],
        9.0,
    );
    world.plain(owner, Tone::Mid, Solid::Common(vec![over, Solid::Half { c: UP * 0.6, n: -UP }]));
    let m = &MOTHER.build;
    let hold = Hand::set(NEAR * 0.8 - RIGHT * 0.2, -UP, Form::HOLD);
    let hair = Hand::set(NEAR * 0.6 - RIGHT * 0.7, -UP, Form::REST);
    let pose = kneeling(m, v(-12.0, 0.0, -34.0), NEAR - RIGHT * 0.25, 0.85, 34.0)
        .arm(0, hold.wrist_for_palm(m.hand, meet + UP * 3.0), RIGHT, hold)
        .arm(1, hair.wrist_for_palm(m.hand, k.skull + UP * 9.5 - RIGHT * 1.0), -RIGHT, hair)
        .bent_to_reach(m)
        .looking(m, k.skull);
    let mother = MOTHER.with(KIND).put(&mut world, pose);
    let _ = phone_on_ground;
    let camera = camera(-8.0, 22.0);
    Signs { world: &mut world, camera: &camera }.speech(mother.on_face(0.0, -0.27) + camera.right * 6.0, 30.0, 24.0, 12.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người bị nạn được đắp ấm; người lớn ở bên, nắm tay, nói cho yên lòng.",
        en: "The hurt person is kept warm; an adult stays, holds the hand and speaks kindly.",
        world,
        camera,
    }
}
