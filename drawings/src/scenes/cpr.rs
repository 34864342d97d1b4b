//! A child of a year or more who does not breathe.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, LITTLE, MEDIC, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{SHOUTING, WORRIED},
        person::{Person, Placed},
        postures::{Pressing, bowing, carried, kneeling, on_side, standing, supine},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, limb},
    things::{objects::{first_aid_bag, cloth}, places::{bank, ground, ripple, water}, signs::Signs},
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("cpr/1", to_dry_ground),
    ("cpr/2", look),
    ("cpr/3", breaths),
    ("cpr/4", press),
    ("cpr/4b", press_with_one_hand),
    ("cpr/5", keep_pressing),
    ("cpr/6", roll),
    ("cpr/7", change_over),
    ("cpr/7b", watch),
];

/// A child flat on the back, the head on the left.
fn lying(world: &mut World, who: Person, tilt: f64) -> Placed {
    let who = who.senseless();
    ground(world, v(-4.0, 0.0, 4.0), who.build.spine * 2.3, who.build.spine * 0.75);
    let mut pose = supine(&who.build, v(0.0, 0.0, 0.0), -RIGHT);
    pose.head = pose.head.nodding(-tilt);
    who.put(world, pose)
}

fn to_dry_ground() -> Scene {
    let mut world = World::default();
    water(&mut world, v(-20.0, 26.0, 10.0), 104.0, 44.0);
    for (x, z, n) in [(-94.0, 26.0, 2), (-60.0, 38.0, 3), (-88.0, -6.0, 2), (20.0, 36.0, 2)] {
        ripple(&mut world, v(x, 26.0, z), 11.0 * f64::from(n), n);
    }
    bank(&mut world, v(58.0, 34.0, 4.0), 80.0, 44.0, 60.0);
    let b = &FATHER.build;
    let mut pose = standing(b, v(0.0, 0.0, -4.0), NEAR + RIGHT * 0.5);
    pose.chest = pose.chest.nodding(8.0);
    let child = BOY.senseless();
    let hip = v(20.0, 103.0, 22.0);
    let c = child.put(&mut world, carried(hip, -RIGHT + NEAR * 0.2, -NEAR));
    let k = &c.skeleton;
    let under_knees = k.legs[0].joint.towards(k.legs[1].joint, 0.5) - UP * 7.0 + RIGHT * -4.0;
    let under_back = k.waist.towards(k.nape, 0.75) - UP * 9.0;
    let hold = Hand::set(NEAR + UP * 0.5, UP - NEAR * 0.2, Form::HOLD);
    pose = pose
        .arm(0, hold.wrist_for_palm(b.hand, under_knees), -UP + RIGHT * 0.5, hold)
        .arm(1, hold.wrist_for_palm(b.hand, under_back), -UP - RIGHT * 0.6, hold);
    FATHER.with(WORRIED).put(&mut world, pose.looking(b, v(90.0, 70.0, 60.0)));
    let camera = camera(0.0, 22.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(58.0, 96.0, 10.0), v(84.0, 92.0, 10.0), v(98.0, 62.0, 10.0)], 10.0);
    let camera = camera.at(v(4.0, 90.0, 0.0), 214.0);
    Scene {
        vi: "Người lớn bế trẻ nằm ngang trên hai tay, đưa từ dưới nước lên bờ khô.",
        en: "An adult carries a child level in both arms, out of the water to dry ground.",
        world,
        camera,
    }
}

pub fn look() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, BOY, 0.0);
    let chest = child.breastbone(0.6);
    let b = &MOTHER.build;
    let touch = Hand::set(NEAR * 0.8 - RIGHT * 0.5, -UP, Form::REST);
    let shoulder = child.skeleton.arms[0].root + UP * 4.5 + NEAR * 3.0;
    let rest = Hand::set(NEAR, -UP, Form::REST);
    let pose = kneeling(b, v(-4.0, 0.0, -27.0), NEAR - RIGHT * 0.35, 0.75, 42.0);
    let thigh = pose.hip + NEAR * 26.0 + RIGHT * 6.0;
    let pose = pose
        .arm(1, touch.wrist_for_palm(b.hand, shoulder), -RIGHT - NEAR * 0.2, touch)
        .arm(0, rest.wrist_for_palm(b.hand, v(thigh.x, 24.0, thigh.z)), RIGHT, rest)
        .looking(b, chest);
    let mother = MOTHER.with(SHOUTING).put(&mut world, pose);
    let camera = camera(-18.0, 16.0);
    let eye = mother.on_face(0.1, -0.05);
    let mouth = mother.on_face(0.0, -0.27);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (chest - eye) * 0.14, chest, 5);
    signs.shout(mouth, 190.0, 8.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn quỳ bên trẻ, gọi trẻ, mắt nhìn ngực trẻ.",
        en: "An adult kneels beside a child, calls the child and watches the chest.",
        world,
        camera,
    }
}

fn breaths() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, BOY, 22.0);
    let face = child.skeleton.pose.head;
    let mother = Person { fingers: true, ..MOTHER };
    let b = &mother.build;
    let mouth = child.on_face(0.0, -0.265);
    let head = Frame::new(-RIGHT * 1.0 + UP * 0.25 + NEAR * 0.1, RIGHT * 0.1 - UP + NEAR * 0.15);
    let skull = mouth + head.up * (0.26 * b.head) - head.front * (0.34 * b.head);
    let nose = child.on_face(0.0, -0.08);
    let pinch = Hand::set(-face.up + face.front * 0.25, -face.front - face.up * 0.2, Form::PINCH);
    let chin = Hand::set(-RIGHT - UP * 0.34 - NEAR * 0.1, UP * 0.3 - NEAR - RIGHT * 0.3, Form::TWO);
    let pose = bowing(b, v(12.0, 0.0, -30.0), NEAR * 0.8 - RIGHT * 0.6, skull, head)
        .arm(1, pinch.wrist_for_tip(b.hand, nose + face.front * 2.5 - face.up * 2.0), -RIGHT + UP * 0.2, pinch)
        .arm(0, chin.wrist_for_tip(b.hand, child.on_face(-0.04, -0.46) - face.up * 1.6 - face.front * 1.2 - UP * 1.6 + NEAR * 1.0), RIGHT + NEAR * 0.3 + UP * 0.5, chin);
    mother.put(&mut world, pose);
    let camera = camera(0.0, 10.0).at(v(-21.0, 26.0, 0.0), 92.0);
    Scene {
        vi: "Đầu trẻ ngửa, một tay nâng cằm, một tay bịt mũi, miệng người lớn trùm kín miệng trẻ.",
        en: "The child's head tilted, one hand lifts the chin, one closes the nose, the adult's mouth seals the child's.",
        world,
        camera,
    }
}

fn press() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, BOY, 0.0);
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 24.0, both: true }.pose(&MOTHER.build);
    MOTHER.put(&mut world, pose);
    let camera = camera(-27.0, 18.0).fitted(&world);
    Scene {
        vi: "Người lớn quỳ bên trẻ lớn, hai tay thẳng, gót bàn tay ấn giữa ngực trẻ.",
        en: "An adult kneels beside a big child, arms straight, heel of the hand on the middle of the chest, both hands.",
        world,
        camera,
    }
}

fn press_with_one_hand() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, LITTLE, 0.0);
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 22.0, both: false }.pose(&MOTHER.build);
    MOTHER.put(&mut world, pose);
    let camera = camera(-27.0, 18.0).fitted(&world);
    Scene {
        vi: "Người lớn quỳ bên trẻ nhỏ, một tay thẳng, gót bàn tay ấn giữa ngực trẻ.",
        en: "An adult kneels beside a small child, one arm straight, heel of one hand on the middle of the chest.",
        world,
        camera,
    }
}

fn keep_pressing() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, GIRL, 0.0);
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 24.0, both: true }.pose(&FATHER.build);
    FATHER.put(&mut world, pose);
    let camera = camera(-27.0, 18.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    let x = at + camera.right * 30.0;
    signs.arrow(&[x + UP * 34.0, x + UP * 12.0], 7.0);
    let x = x + camera.right * 14.0;
    signs.arrow(&[x + UP * 12.0, x + UP * 34.0], 7.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn chỉ ấn ngực trẻ: ấn xuống, để ngực nở lên, không ngừng.",
        en: "An adult presses the chest only: down, and let it rise, without a stop.",
        world,
        camera,
    }
}

/// A child on the side and somebody who kneels behind.
fn on_the_side(world: &mut World) -> Placed {
    let child = BOY.senseless();
    ground(world, v(-4.0, 0.0, 12.0), 82.0, 30.0);
    child.put(world, on_side(&child.build, v(0.0, 0.0, 0.0), -RIGHT, NEAR))
}

fn roll() -> Scene {
    let mut world = World::default();
    let child = on_the_side(&mut world);
    let mouth = child.on_face(0.0, -0.27);
    // What came out of the mouth.
    world.shade(Tone::Mid, limb(v(mouth.x - 9.0, -1.2, mouth.z + 9.0), v(mouth.x + 1.0, -1.2, mouth.z + 11.0), 3.4, 4.4));
    let b = &MOTHER.build;
    let hip = child.skeleton.hip_side() + UP * 3.0;
    let hold = Hand::set(NEAR - UP * 0.4 + RIGHT * 0.2, -UP - NEAR * 0.3, Form::HOLD);
    let wipe = Hand::set(NEAR * 0.7 - UP * 0.4 - RIGHT * 0.2, -NEAR * 0.4 - UP - RIGHT * 0.1, Form::PINCH);
    let pose = kneeling(b, v(-16.0, 0.0, -32.0), NEAR - RIGHT * 0.1, 0.5, 46.0)
        .arm(0, hold.wrist_for_palm(b.hand, hip), RIGHT, hold)
        .arm(1, wipe.wrist_for_tip(b.hand, mouth + NEAR * 1.0 + UP * 2.0), -RIGHT - UP * 0.2, wipe)
        .looking(b, mouth);
    cloth(&mut world, mouth + NEAR * 2.6 - UP * 0.5, 4.2);
    MOTHER.put(&mut world, pose);
    let camera = camera(-8.0, 26.0).fitted(&world);
    Scene {
        vi: "Cả người trẻ lật nghiêng, người lớn giữ hông trẻ và lau miệng.",
        en: "The child's whole body is rolled to the side; an adult holds the hip and wipes the mouth.",
        world,
        camera,
    }
}

fn change_over() -> Scene {
    let mut world = World::default();
    let child = lying(&mut world, BOY, 0.0);
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 24.0, both: true }.pose(&MOTHER.build);
    MOTHER.put(&mut world, pose);
    let b = &MEDIC.build;
    let reach = Hand::set(-RIGHT - UP * 0.3, -UP - RIGHT * 0.2, Form::FLAT);
    let pose = kneeling(b, v(56.0, 0.0, -22.0), -RIGHT + NEAR * 0.25, 0.1, 24.0)
        .arm(1, v(26.0, 42.0, -14.0), -UP, reach)
        .arm(0, v(28.0, 40.0, 2.0), -UP, reach)
        .looking(b, at);
    MEDIC.put(&mut world, pose);
    first_aid_bag(&mut world, v(72.0, 11.0, 22.0), Frame::new(UP, NEAR + RIGHT * 0.2));
    let camera = camera(-14.0, 20.0).fitted(&world);
    Scene {
        vi: "Người lớn vẫn ấn ngực trẻ, nhân viên y tế mang túi cứu thương tới thay.",
        en: "An adult still presses the child's chest; a health worker with a bag comes to take over.",
        world,
        camera,
    }
}

pub fn watch() -> Scene {
    let mut world = World::default();
    let child = on_the_side(&mut world);
    let k = child.skeleton;
    let owner = world.owner();
    let leg = |i: usize| limb(k.legs[i].root.towards(k.legs[i].joint, 0.1), k.legs[i].joint, 9.5, 8.6);
    let shin = |i: usize| limb(k.legs[i].joint, k.legs[i].end, 8.6, 8.6);
    let over = Solid::Melt(
        vec![limb(k.waist + UP * 1.5, k.pose.hip, 11.5, 12.5), leg(0), leg(1), shin(0), shin(1), limb(k.legs[0].joint, k.legs[1].end, 8.0, 9.0)],
        6.0,
    );
    let cut = Solid::Half { c: v(0.0, 0.6, 0.0), n: -UP };
    world.plain(owner, Tone::Mid, Solid::Common(vec![over, cut]));
    let chest = k.waist.towards(k.nape, 0.55) + UP * 11.0;
    let b = &MOTHER.build;
    let rest = Hand::set(NEAR - UP * 0.4 - RIGHT * 0.2, -UP, Form::REST);
    let near = Hand::set(NEAR, -UP, Form::REST);
    let pose = kneeling(b, v(-14.0, 0.0, -33.0), NEAR - RIGHT * 0.1, 0.8, 34.0)
        .arm(1, rest.wrist_for_palm(b.hand, k.arms[0].root + UP * 5.0), -RIGHT, rest)
        .arm(0, near.wrist_for_palm(b.hand, k.pose.hip + UP * 14.0), RIGHT, near)
        .looking(b, chest);
    let mother = MOTHER.put(&mut world, pose);
    let camera = camera(-8.0, 22.0);
    let eye = mother.on_face(0.1, -0.05);
    Signs { world: &mut world, camera: &camera }.look(eye + (chest - eye) * 0.18, chest, 4);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ còn thở nằm nghiêng, đắp ấm, người lớn ở bên trông hơi thở.",
        en: "A child who breathes lies on the side, warmly covered; an adult stays and watches the breath.",
        world,
        camera,
    }
}
