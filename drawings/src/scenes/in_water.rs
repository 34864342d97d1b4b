//! A child still in the water.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, LITTLE, MOTHER},
    yard::{LEVEL, on_bank, pond, ring, struggling},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{CALM, SHOUTING, WORRIED},
        postures::{in_water, kneeling, prone, standing, supine},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::block,
    things::{
        objects::{bucket, can, phone, pole, ring_float, rope, tree},
        places::ground,
        signs::Signs,
    },
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("in_water/1", bucket_of_water),
    ("in_water/2", shout),
    ("in_water/3", reach),
    ("in_water/3b", throw),
    ("in_water/4", eyes),
    ("in_water/5", stay),
    ("in_water/6", swimmer),
    ("in_water/7", look),
];

fn bucket_of_water() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 66.0, 26.0);
    bucket(&mut world, v(-14.0, 0.0, 4.0), 19.0, 34.0, 0.7);
    let child = LITTLE.with(SHOUTING);
    let mut pose = standing(&child.build, v(-14.0, 24.0, 4.0), NEAR * 0.8 - RIGHT * 0.6);
    for (i, side) in crate::figure::postures::SIDES.into_iter().enumerate() {
        pose = pose.arm_along(i, pose.pelvis.left * side + UP * 0.5, UP * 0.6 + pose.pelvis.left * (0.4 * side), Hand::along(NEAR, Form::OPEN));
    }
    let child = child.put(&mut world, pose);
    let k = child.skeleton;
    let m = &MOTHER.build;
    let side = |s: f64| {
        let hand = Hand::set(-RIGHT + NEAR * 0.2, -k.pose.chest.left * s, Form::HOLD);
        let at = k.waist.towards(k.nape, 0.55) + k.pose.chest.left * (s * k.build.spine * 0.34);
        (hand, hand.wrist_for_palm(m.hand, at))
    };
    let (a, b) = (side(1.0), side(-1.0));
    let pose = standing(m, v(36.0, 0.0, -8.0), -RIGHT + NEAR * 0.3)
        .bent_forward(24.0)
        .arm(1, a.1, -UP + NEAR * 0.5, a.0)
        .arm(0, b.1, -UP + NEAR * 0.3, b.0)
        .bent_to_reach(m)
        .looking(m, k.skull);
    MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 14.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(-52.0, 44.0, 0.0), v(-52.0, 84.0, 0.0)], 10.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn bế ngay trẻ nhỏ ra khỏi xô nước.",
        en: "An adult lifts a small child out of a bucket of water at once.",
        world,
        camera,
    }
}

fn shout() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    struggling(&mut world, BOY.with(SHOUTING), 66.0, 14.0, NEAR - RIGHT * 0.5);
    let f = &FATHER.build;
    let pose = standing(f, on_bank(34.0, 8.0), RIGHT * 0.5 + NEAR);
    let ear = pose.hip + UP * (f.spine + 6.0) + v(-2.0, 0.0, 34.0);
    let grip = Hand::set(UP * 0.8 - RIGHT * 0.3, -NEAR + RIGHT * 0.2, Form::GRIP);
    let call = Hand::set(UP * 0.8 - RIGHT * 0.2, -NEAR - RIGHT, Form::FLAT);
    let mut pose = pose
        .arm(1, ear - UP * 8.0 + RIGHT * 0.0, -RIGHT - UP, grip)
        .arm(0, pose.hip + UP * (f.spine + 4.0) + v(19.0, 0.0, 15.0), RIGHT - UP, call);
    pose.head = Frame::new(UP, RIGHT * 0.9 + NEAR * 0.8);
    let father = FATHER.with(SHOUTING).put(&mut world, pose);
    phone(&mut world, ear + UP * 2.0 + NEAR * 2.0, Frame::new(UP * 0.9 - RIGHT * 0.1, -RIGHT * 0.2 + NEAR));
    let camera = camera(0.0, 16.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.shout(father.on_face(0.0, -0.27) + RIGHT * 4.0, 8.0, 9.0);
    signs.sound(ear - RIGHT * 3.0 + UP * 6.0, 140.0, 8.0, 2);
    let camera = camera.at(v(22.0, 72.0, 0.0), 252.0);
    Scene {
        vi: "Người trên bờ kêu thật to và gọi cứu nạn, điện thoại bật loa ngoài.",
        en: "Somebody on the bank shouts loudly and calls rescue, the phone on loudspeaker.",
        world,
        camera,
    }
}

fn reach() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let b = &BOY.build;
    let hip = v(98.0, LEVEL - b.spine * 0.8, 6.0);
    let hold = v(81.0, LEVEL + 5.0, 10.0);
    let grip = Hand::set(-RIGHT * 0.3 + UP * 0.5 - NEAR, -UP - RIGHT, Form::GRIP);
    let grip2 = Hand::set(RIGHT * -0.3 + UP * 0.5 + NEAR, -UP - RIGHT, Form::GRIP);
    let pose = in_water(b, hip, -RIGHT + NEAR * 0.35)
        .arm(0, hold + v(4.0, -1.0, 5.0), -UP + NEAR, grip)
        .arm(1, hold + v(8.0, -1.0, -4.0), -UP - NEAR, grip2);
    BOY.with(WORRIED).put(&mut world, pose);
    ring(&mut world, 99.0, 6.0, 17.0);
    let m = &FATHER.build;
    let pose = prone(m, v(-50.0, 0.0, 4.0), RIGHT);
    let far = v(26.0, 5.0, 4.0);
    let near = v(10.0, 8.5, 1.0);
    let first = Hand::set(RIGHT * 0.4 - NEAR * 0.8, -UP + RIGHT * 0.1, Form::GRIP);
    let second = Hand::set(RIGHT * 0.4 + NEAR * 0.8, -UP + RIGHT * 0.1, Form::GRIP);
    let pose = pose
        .arm(1, far + v(-6.0, 1.0, 4.0), NEAR + UP * 0.3, first)
        .arm(0, near + v(-6.0, 1.0, -4.0), -NEAR + UP * 0.3, second);
    FATHER.with(CALM).put(&mut world, pose);
    pole(&mut world, v(-6.0, 11.5, -1.0), v(92.0, LEVEL + 4.5, 11.0), 1.9);
    let camera = camera(-6.0, 22.0).at(v(10.0, 8.0, 0.0), 214.0);
    Scene {
        vi: "Người lớn nằm sấp trên bờ, đưa sào cho trẻ dưới nước nắm.",
        en: "An adult lies flat on the bank and reaches a pole to the child in the water, who holds it.",
        world,
        camera,
    }
}

fn throw() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    struggling(&mut world, BOY.with(SHOUTING), 112.0, 10.0, NEAR - RIGHT * 0.7);
    let m = &FATHER.build;
    let pose = standing(m, on_bank(28.0, 2.0), RIGHT + NEAR * 0.5).bent_forward(8.0);
    let let_go = Hand::set(RIGHT + UP * 0.3, -UP + NEAR * 0.3, Form::OPEN);
    let grip = Hand::set(RIGHT * 0.4 - UP, NEAR, Form::GRIP);
    let pose = pose
        .arm_along(1, RIGHT + UP * 0.45 + NEAR * 0.3, RIGHT + UP * 0.4, let_go)
        .arm_along(0, -UP - RIGHT * 0.3 + NEAR * 0.3, -UP * 0.6 + RIGHT * 0.4 + NEAR * 0.5, grip)
        .leg(0, v(-14.0, 7.0, -4.0), RIGHT, RIGHT, -UP)
        .leg(1, v(-52.0, 8.0, 8.0), RIGHT, RIGHT - UP * 0.3, -UP - RIGHT * 0.3);
    let father = FATHER.put(&mut world, pose.moved(-UP * 4.0));
    let at = v(78.0, 62.0, 8.0);
    can(&mut world, at, Frame::new(UP + RIGHT * 0.5, NEAR - RIGHT * 0.1));
    let hand = father.skeleton.arms[0].end - UP * 5.0;
    rope(&mut world, vec![hand, v(0.0, 58.0, 20.0), v(40.0, 52.0, 16.0), at + v(-12.0, 4.0, 0.0)]);
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(56.0, 104.0, 8.0), v(84.0, 100.0, 8.0), v(104.0, 74.0, 8.0)], 9.0);
    let camera = camera.at(v(34.0, 68.0, 0.0), 246.0);
    Scene {
        vi: "Người lớn đứng trên bờ ném can rỗng đậy nắp, có buộc dây, tới gần trẻ.",
        en: "An adult on the bank throws an empty can with its cap on, tied to a rope, close to the child.",
        world,
        camera,
    }
}

fn eyes() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    tree(&mut world, v(150.0, LEVEL, -60.0), 92.0);
    let m = &MOTHER.build;
    let spot = v(86.0, LEVEL, 0.0);
    for r in [6.0, 14.0, 23.0] {
        ring(&mut world, spot.x, spot.z, r);
    }
    let pose = standing(m, on_bank(26.0, 6.0), RIGHT + NEAR * 0.35);
    let hand = Hand::set(spot - v(0.0, 110.0, 0.0), -NEAR, Form::POINT);
    let shoulder = pose.hip + UP * 46.0;
    let way = (spot - shoulder).unit();
    let hand = Hand { fingers: Some(way), ..hand };
    let pose = pose.arm_along(1, way - NEAR * -0.1, way, hand);
    let pose = pose.looking(m, spot);
    let mother = MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 18.0);
    let eye = mother.on_face(0.0, -0.05);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (spot - eye) * 0.1, spot, 7);
    signs.look(spot + (v(150.0, 6.0, -60.0) - spot) * 0.1, v(150.0, 6.0, -60.0), 4);
    let camera = camera.at(v(50.0, 66.0, 0.0), 264.0);
    Scene {
        vi: "Người trên bờ chỉ tay, mắt giữ chỗ trẻ chìm, lấy cái cây làm mốc.",
        en: "Somebody on the bank points and keeps the eyes on the spot, with a tree as a mark.",
        world,
        camera,
    }
}

fn stay() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let m = &FATHER.build;
    let pose = standing(m, on_bank(26.0, -4.0), RIGHT * 0.8 + NEAR * 0.9);
    let bar = Hand::set(-RIGHT * 0.9 + NEAR * 0.5, -RIGHT * 0.3 - NEAR * 0.5, Form::OPEN);
    let open = Hand::set(UP + RIGHT * 0.1, RIGHT, Form::OPEN);
    let mut pose = pose
        .arm_along(1, -RIGHT * 0.8 + NEAR * 0.55 - UP * 0.95, -RIGHT + NEAR * 0.5 - UP * 0.3, bar)
        .arm_along(0, RIGHT * 0.7 - UP * 0.5, RIGHT * 0.5 + UP, open);
    pose.head = Frame::new(UP, RIGHT * 0.3 + NEAR);
    FATHER.put(&mut world, pose);
    let b = &GIRL.build;
    let pose = standing(b, on_bank(74.0, 4.0), RIGHT + NEAR * 0.6);
    GIRL.with(WORRIED).put(&mut world, pose);
    struggling(&mut world, BOY.with(SHOUTING), 74.0, 10.0, NEAR - RIGHT * 0.6);
    let camera = camera(0.0, 16.0).at(v(4.0, 72.0, 0.0), 254.0);
    Scene {
        vi: "Người lớn ở trên bờ, không nhảy xuống, giữ trẻ khác ở lại bờ.",
        en: "An adult stays on the bank, does not jump in, and keeps another child on the bank.",
        world,
        camera,
    }
}

fn swimmer() -> Scene {
    let mut world = World::default();
    pond(&mut world);
    let m = &FATHER.build;
    let can_at = v(70.0, LEVEL + 4.0, 10.0);
    ring_float(&mut world, can_at, UP + RIGHT * 0.05, 17.0);
    let mut pose = in_water(m, v(28.0, LEVEL - 24.0, 4.0), RIGHT + NEAR * 0.3);
    let f = Frame::new(RIGHT * 0.8 + UP * 0.75, RIGHT * 0.6 - UP);
    pose.pelvis = f;
    pose.chest = f;
    pose.head = Frame::new(UP, RIGHT + NEAR * 0.3);
    let over = Hand::set(RIGHT * 0.4 + NEAR, -UP, Form::HOLD);
    let over2 = Hand::set(RIGHT * 0.6 + NEAR * 0.4, -UP, Form::HOLD);
    let pose = pose
        .arm(0, over2.wrist_for_palm(m.hand, can_at + v(-10.0, 6.0, -9.0)), -NEAR - UP, over2)
        .arm(1, over.wrist_for_palm(m.hand, can_at + v(-12.0, 6.0, 9.0)), NEAR - UP, over);
    let swimmer = FATHER.put(&mut world, pose);
    ring(&mut world, 44.0, 8.0, 22.0);
    struggling(&mut world, BOY.with(WORRIED), 126.0, 4.0, NEAR * 0.4 - RIGHT);
    // Somebody on the bank holds the rope that is tied round the chest.
    let w = &MOTHER.build;
    let pose = standing(w, on_bank(46.0, 2.0), RIGHT + NEAR * 0.3).bent_forward(-6.0);
    let hold = v(-24.0, 76.0, 12.0);
    let grip = Hand::set(NEAR * 0.6 + RIGHT * 0.4, -UP, Form::GRIP);
    let grip2 = Hand::set(RIGHT * 0.5 - NEAR * 0.6, -UP, Form::GRIP);
    let mut pose = pose
        .arm(0, hold + v(2.0, 2.0, -6.0), -UP - NEAR * 0.4, grip)
        .arm(1, hold + v(-10.0, -2.0, 4.0), -UP + NEAR * 0.3, grip2);
    pose = pose.leg(1, v(-34.0, 7.0, 10.0), RIGHT, RIGHT, -UP).leg(0, v(-62.0, 7.0, -6.0), RIGHT + UP * 0.2, RIGHT, -UP);
    MOTHER.put(&mut world, pose.looking(w, swimmer.skeleton.skull));
    let back = swimmer.skeleton.waist - RIGHT * 8.0 + UP * 8.0;
    let line = vec![hold + v(-14.0, -3.0, 4.0), hold + v(6.0, 2.0, -1.0), v(-2.0, 46.0, 8.0), v(back.x, LEVEL + 1.0, back.z + 6.0)];
    rope(&mut world, line);
    let camera = camera(-4.0, 18.0).at(v(32.0, 62.0, 0.0), 262.0);
    Scene {
        vi: "Người lớn biết cứu đuối xuống nước, ôm vật nổi, có dây do người trên bờ giữ.",
        en: "An adult trained to rescue goes in with something that floats, on a rope held by somebody on the bank.",
        world,
        camera,
    }
}

fn look() -> Scene {
    let mut world = World::default();
    crate::things::places::water(&mut world, v(0.0, -14.0, -170.0), 190.0, 60.0);
    for (x, z, n) in [(-96.0, -132.0, 3), (-34.0, -146.0, 2), (50.0, -140.0, 3), (96.0, -150.0, 2)] {
        crate::things::places::ripple(&mut world, v(x, -14.0, z), 12.0 * f64::from(n), n);
    }
    let boy = BOY.senseless();
    ground(&mut world, v(-4.0, 0.0, 4.0), 84.0, 28.0);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let chest = child.breastbone(0.6);
    let b = &MOTHER.build;
    let touch = Hand::set(NEAR * 0.8 - RIGHT * 0.5, -UP, Form::REST);
    let shoulder = child.skeleton.arms[0].root + UP * 4.5 + NEAR * 3.0;
    let pose = kneeling(b, v(-4.0, 0.0, -27.0), NEAR - RIGHT * 0.35, 0.75, 42.0);
    let pose = pose
        .arm(1, touch.wrist_for_palm(b.hand, shoulder), -RIGHT - NEAR * 0.2, touch)
        .looking(b, chest);
    let mother = MOTHER.put(&mut world, pose);
    let place = v(22.0, 1.0, 42.0);
    phone(&mut world, place, Frame::new(NEAR * -0.8 + RIGHT * 0.3, UP + NEAR * 0.8));
    let camera = camera(-18.0, 20.0);
    let eye = mother.on_face(0.1, -0.05);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.look(eye + (chest - eye) * 0.14, chest, 5);
    signs.sound(place + UP * 4.0, 40.0, 9.0, 2);
    let camera = camera.fitted(&world);
    // Land up to the water behind them; wider than the picture, so it comes after the frame is set.
    world.thing(Tone::White, block(v(0.0, -15.0, 52.0), Frame::new(UP, NEAR), 260.0, 10.0, 147.0, 2.0));
    Scene {
        vi: "Trẻ đã lên bờ, nằm ngửa; người lớn nhìn ngực trẻ và gọi cấp cứu.",
        en: "The child is on the bank, on the back; an adult watches the chest and calls the ambulance.",
        world,
        camera,
    }
}
