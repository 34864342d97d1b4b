//! A baby that does not breathe.

use super::{
    Scene, camera,
    cast::{INFANT, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::SHOUTING,
        person::{Person, Placed},
        postures::{baby_on_back, bowing, kneeling, on_side},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, block, limb},
    things::{objects::cloth, signs::Signs},
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("cpr_baby/1", look),
    ("cpr_baby/2", lay),
    ("cpr_baby/3", breaths),
    ("cpr_baby/4", press),
    ("cpr_baby/5", thumbs),
    ("cpr_baby/5b", heel),
    ("cpr_baby/6", roll),
    ("cpr_baby/7", hold),
];

/// A baby on its back on a firm mat, the head on the left.
fn lying(world: &mut World) -> Placed {
    mat(world);
    let baby = INFANT.senseless();
    baby.put(world, baby_on_back(&baby.build, v(0.0, 0.0, 0.0), -RIGHT))
}

fn mat(world: &mut World) {
    world.thing(Tone::Light, block(v(-8.0, -2.4, 2.0), Frame::new(UP, NEAR), 40.0, 1.8, 24.0, 1.2));
}

/// Whoever helps, with each finger drawn.
fn helper() -> Person {
    Person { fingers: true, ..MOTHER }
}

fn look() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let chest = baby.breastbone(0.6);
    let b = &MOTHER.build;
    let touch = Hand::set(NEAR * 0.6 - RIGHT * 0.8 - UP * 0.3, -UP, Form::REST);
    let rest = Hand::set(NEAR - RIGHT * 0.4, -UP, Form::REST);
    let shoulder = baby.skeleton.arms[0].root + UP * 3.4 + NEAR * 1.0;
    let pose = kneeling(b, v(6.0, 0.0, -26.0), NEAR - RIGHT * 0.3, 0.9, 50.0)
        .arm(1, touch.wrist_for_palm(b.hand, shoulder), -RIGHT, touch)
        .arm(0, rest.wrist_for_palm(b.hand, v(26.0, 1.4, 0.0)), RIGHT, rest)
        .looking(b, chest);
    let mother = MOTHER.with(SHOUTING).put(&mut world, pose);
    let camera = camera(-16.0, 20.0);
    let eye = mother.on_face(0.1, -0.05);
    let mouth = mother.on_face(0.0, -0.27);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (chest - eye) * 0.2, chest, 4);
    signs.shout(mouth, 185.0, 6.5);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn gọi bé, chạm nhẹ vai bé, mắt nhìn ngực bé.",
        en: "An adult calls the baby, gently touches the shoulder and watches the chest.",
        world,
        camera,
    }
}

fn lay() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let b = &MOTHER.build;
    let face = baby.skeleton.pose.head;
    let forehead = Hand::set(-RIGHT * 0.4 + NEAR, -UP, Form::REST);
    let chin = Hand::set(-RIGHT - UP * 0.3 + NEAR * 0.2, UP - NEAR * 0.6, Form::TWO);
    let pose = kneeling(b, v(4.0, 0.0, -30.0), NEAR - RIGHT * 0.3, 0.9, 52.0)
        .arm(1, forehead.wrist_for_palm(b.hand, baby.on_face(0.0, 0.3)), -RIGHT, forehead)
        .arm(0, chin.wrist_for_tip(b.hand, baby.on_face(0.0, -0.42) - face.up * 1.0), RIGHT + UP * 0.3, chin)
        .bent_to_reach(b)
        .looking(b, baby.on_face(0.0, 0.0));
    helper().put(&mut world, pose);
    let camera = camera(0.0, 20.0).at(v(-4.0, 27.0, 0.0), 104.0);
    Scene {
        vi: "Bé nằm ngửa nơi cứng, mặt nhìn thẳng lên, ngón tay nâng nhẹ cằm.",
        en: "The baby lies on the back on firm ground, face straight up, fingers lift the chin gently.",
        world,
        camera,
    }
}

fn breaths() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let mother = helper();
    let b = &mother.build;
    let face = baby.skeleton.pose.head;
    let mouth = baby.on_face(0.0, -0.2);
    let head = Frame::new(-RIGHT + UP * 0.2 + NEAR * 0.1, RIGHT * 0.1 - UP + NEAR * 0.15);
    let skull = mouth + head.up * (0.26 * b.head) - head.front * (0.33 * b.head);
    let forehead = Hand::set(NEAR + RIGHT * 0.2, -UP, Form::REST);
    let chin = Hand::set(-RIGHT - UP * 0.34, UP * 0.3 - NEAR, Form::TWO);
    let pose = bowing(b, v(16.0, 0.0, -34.0), NEAR * 0.8 - RIGHT * 0.6, skull, head)
        .arm(1, forehead.wrist_for_palm(b.hand, baby.on_face(0.0, 0.42)), -RIGHT + UP * 0.2, forehead)
        .arm(0, chin.wrist_for_tip(b.hand, baby.on_face(0.0, -0.44) - face.up * 1.2 - UP * 1.2 + NEAR), RIGHT + UP * 0.5, chin);
    mother.put(&mut world, pose);
    let camera = camera(0.0, 12.0).at(v(-8.0, 20.0, 0.0), 84.0);
    Scene {
        vi: "Miệng người lớn trùm kín cả miệng và mũi bé.",
        en: "The adult's mouth covers the baby's mouth and nose.",
        world,
        camera,
    }
}

/// Two hands round the chest from the side of the feet, the thumbs side by side below the line of the
/// nipples.
fn round(baby: &Placed, person: &Person, elbow: f64) -> crate::figure::pose::Pose {
    let b = &person.build;
    let at = baby.breastbone(0.8);
    let flank = |side: f64| {
        let hand = Hand::set(-RIGHT * 0.55 - UP - NEAR * (0.3 * side), -NEAR * side, Form::ROUND)
            .thumb_at(at + NEAR * (1.25 * side) + UP * 0.75);
        let c = at + NEAR * (side * baby.skeleton.build.spine * 0.34) - UP * 3.2 + RIGHT * 0.6;
        (hand, hand.wrist_for_palm(b.hand, c))
    };
    let (left, right) = (flank(1.0), flank(-1.0));
    kneeling(b, v(34.0, 0.0, 0.0), -RIGHT, 0.8, 44.0)
        .arm(0, left.1, NEAR + UP * elbow, left.0)
        .arm(1, right.1, -NEAR + UP * elbow, right.0)
        .bent_to_reach(b)
        .looking(b, at)
}

fn press() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let pose = round(&baby, &MOTHER, 0.3);
    helper().put(&mut world, pose);
    let camera = camera(-34.0, 26.0).fitted(&world);
    Scene {
        vi: "Bé nằm ngửa; hai bàn tay ôm ngực, hai ngón cái ấn giữa ngực, ngay dưới đường nối hai núm vú.",
        en: "A baby on the back; two hands round the chest, both thumbs press just below the line of the nipples.",
        world,
        camera,
    }
}

fn thumbs() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let pose = round(&baby, &MOTHER, 0.6);
    let bare = Person { top: crate::figure::person::Top::Shirt(Tone::Light), ..helper() };
    bare.put(&mut world, pose);
    let camera = camera(-8.0, 60.0).at(v(-6.5, 8.0, 4.0), 54.0);
    Scene {
        vi: "Nhìn gần: hai ngón cái đặt cạnh nhau giữa ngực bé, các ngón kia ôm quanh ngực.",
        en: "Seen closely: the thumbs side by side in the middle of the baby's chest, the fingers round it.",
        world,
        camera,
    }
}

fn heel() -> Scene {
    let mut world = World::default();
    let baby = lying(&mut world);
    let mother = helper();
    let b = &mother.build;
    let at = baby.breastbone(0.8);
    let hand = Hand::set(NEAR + UP * 0.1, -UP, Form::PRESS);
    let other = Hand::set(-RIGHT * 0.2 + NEAR, -UP, Form::REST);
    let pose = kneeling(b, v(0.0, 0.0, -30.0), NEAR, 0.6, 46.0)
        .arm(0, hand.wrist_for_heel(b.hand, at), RIGHT, hand)
        .arm(1, other.wrist_for_palm(b.hand, baby.on_face(0.0, 0.3)), -RIGHT, other)
        .bent_to_reach(b)
        .looking(b, at);
    mother.put(&mut world, pose);
    let camera = camera(-16.0, 30.0).at(v(-4.0, 16.0, 0.0), 84.0);
    Scene {
        vi: "Nhìn gần: gót một bàn tay ấn giữa ngực bé, tay kia giữ trán.",
        en: "Seen closely: the heel of one hand presses the middle of the baby's chest, the other holds the forehead.",
        world,
        camera,
    }
}

fn roll() -> Scene {
    let mut world = World::default();
    mat(&mut world);
    let who = INFANT.senseless();
    let baby = who.put(&mut world, on_side(&who.build, v(2.0, 0.0, -2.0), -RIGHT, NEAR));
    let mouth = baby.on_face(0.0, -0.25);
    world.shade(Tone::Mid, limb(v(mouth.x - 5.0, -0.9, mouth.z + 7.0), v(mouth.x + 1.0, -0.9, mouth.z + 8.0), 2.2, 2.8));
    let mother = helper();
    let b = &mother.build;
    let hold = Hand::set(NEAR - UP * 0.5 + RIGHT * 0.2, -UP - NEAR * 0.3, Form::HOLD);
    let wipe = Hand::set(NEAR * 0.6 - UP * 0.5 - RIGHT * 0.1, -NEAR * 0.5 - UP, Form::PINCH);
    let back = baby.skeleton.hip_side() + UP * 1.0 - RIGHT * 4.0;
    let pose = kneeling(b, v(2.0, 0.0, -30.0), NEAR - RIGHT * 0.2, 0.85, 50.0)
        .arm(0, hold.wrist_for_palm(b.hand, back), RIGHT, hold)
        .arm(1, wipe.wrist_for_tip(b.hand, mouth + NEAR * 1.5 + UP * 2.0), -RIGHT, wipe)
        .bent_to_reach(b)
        .looking(b, mouth);
    cloth(&mut world, mouth + NEAR * 2.4 - UP * 0.4, 2.8);
    mother.put(&mut world, pose);
    let camera = camera(-6.0, 26.0).at(v(-2.0, 22.0, 0.0), 96.0);
    Scene {
        vi: "Bé được lật nằm nghiêng, người lớn giữ lưng bé và lau miệng.",
        en: "The baby is rolled to the side; an adult holds the back and wipes the mouth.",
        world,
        camera,
    }
}

fn hold() -> Scene {
    let mut world = World::default();
    let who = INFANT.senseless();
    let mut pose = on_side(&who.build, v(0.0, 0.0, 0.0), -RIGHT - UP * 0.12, NEAR + UP * 0.3);
    pose.hip = v(8.0, 52.0, 16.0);
    let baby = who.put(&mut world, pose);
    let k = baby.skeleton;
    // Wrapped from the shoulders to the feet.
    let owner = world.owner();
    let feet = k.pose.hip - k.pose.pelvis.up * 17.0;
    let wrap = Solid::Common(vec![
        Solid::Melt(
            vec![
                limb(k.nape, k.waist, 8.6, 10.0),
                limb(k.waist, feet, 10.0, 7.0),
                limb(k.pose.hip, k.legs[0].joint, 8.0, 7.0),
            ],
            4.0,
        ),
        Solid::Half { c: k.nape - k.pose.chest.up * 1.6, n: k.pose.chest.up + k.pose.chest.front * 0.3 },
    ]);
    world.plain(owner, Tone::Mid, wrap);
    let b = &MOTHER.build;
    let cradle = Hand::set(RIGHT * 0.9 + NEAR * 0.4, UP - RIGHT * 0.2, Form::HOLD);
    let under = Hand::set(-RIGHT * 0.8 + NEAR * 0.5, UP + NEAR * -0.4, Form::HOLD);
    let chest = k.waist.towards(k.nape, 0.6) + NEAR * 6.0;
    let pose = kneeling(b, v(0.0, 0.0, 22.0), NEAR, 1.0, 6.0)
        .arm(1, k.nape - UP * 11.5 - RIGHT * 4.0 + NEAR * 1.0, -RIGHT * 0.5 - UP, cradle)
        .arm(0, k.pose.hip - UP * 12.0 + RIGHT * 6.0 + NEAR * 2.0, RIGHT * 0.5 - UP, under)
        .looking(b, chest);
    let mother = MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 14.0);
    let eye = mother.on_face(0.0, -0.1);
    Signs { world: &mut world, camera: &camera }.look(eye + (chest - eye) * 0.28, chest, 3);
    let camera = camera.at(v(0.0, 60.0, 0.0), 120.0);
    Scene {
        vi: "Bé còn thở được quấn ấm, bế nằm nghiêng, người lớn trông hơi thở.",
        en: "The baby that breathes is wrapped warmly and held on the side; an adult watches the breath.",
        world,
        camera,
    }
}
