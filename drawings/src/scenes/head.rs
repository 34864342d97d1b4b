//! A blow on the head.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, MOTHER},
    common::{caller, in_line, on_the_ground, phone_on_ground, phoning},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{KIND, WORRIED},
        person::Person,
        postures::{kneeling, sitting, supine},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{Solid, block, limb},
    things::{objects::tree, places::ground, signs::Signs, yard::bed},
    world::{Tone, Weight, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("head/1", ask),
    ("head/2", still),
    ("head/3", call),
    ("head/4", fall),
    ("head/5", press),
    ("head/6", on_the_side),
    ("head/7", watch),
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

fn still() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-14.0, 0.0, 4.0), 96.0, 30.0);
    let boy = BOY.with(WORRIED);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let k = child.skeleton;
    let h = boy.build.head;
    let m = &MOTHER.build;
    let hold = |s: f64| Hand::set(RIGHT + UP * 0.05, NEAR * -s - UP * 0.1, Form::FLAT);
    let side = |s: f64| k.skull + NEAR * (s * h * 0.42) + RIGHT * 1.0;
    let (near, far) = (hold(1.0), hold(-1.0));
    let pose = kneeling(m, v(k.skull.x - 42.0, 0.0, 0.0), RIGHT, 0.95, 50.0)
        .arm(1, near.wrist_for_palm(m.hand, side(1.0)), NEAR - UP * 0.2, near)
        .arm(0, far.wrist_for_palm(m.hand, side(-1.0)), -NEAR - UP * 0.2, far)
        .bent_to_reach(m)
        .looking(m, k.skull);
    MOTHER.put(&mut world, pose);
    let from = phone_on_ground(&mut world, v(24.0, 1.0, 34.0));
    let camera = camera(-14.0, 22.0);
    Signs { world: &mut world, camera: &camera }.sound(from, 40.0, 9.0, 2);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ nằm yên, người lớn quỳ ở đầu, hai tay giữ đầu trẻ khỏi lắc, điện thoại gọi cấp cứu.",
        en: "The child lies still; an adult kneels at the head and keeps it from moving with both hands; the ambulance is called.",
        world,
        camera,
    }
}

fn call() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 70.0, 28.0);
    let m = &MOTHER.build;
    let pose = kneeling(m, v(4.0, 0.0, 6.0), NEAR * 0.9 - RIGHT * 0.5, 0.95, 4.0);
    let girl = GIRL.senseless();
    let b = &girl.build;
    // Drowsy, she leans against her mother.
    let mut sit = on_the_ground(b, v(-16.0, 0.0, 26.0), -RIGHT + NEAR * 0.5);
    let lean = Frame::new(UP - RIGHT * -0.35 - NEAR * 0.2, -RIGHT * 0.8 + NEAR * 0.7);
    sit.pelvis = lean;
    sit.chest = lean;
    sit.head = Frame::new(UP * 0.8 + RIGHT * 0.7 - NEAR * 0.2, NEAR - RIGHT * 0.4 - UP * 0.3);
    let sit = sit
        .arm_along(0, -UP - RIGHT * 0.1 + NEAR * 0.2, -RIGHT * 0.7 - UP * 0.5, Hand::along(UP, Form::REST))
        .arm_along(1, -UP * 0.9 - RIGHT * 0.2, -RIGHT * 0.6 - UP * 0.6, Hand::along(UP, Form::REST));
    let child = girl.put(&mut world, sit);
    let hold = Hand::set(-RIGHT + NEAR * 0.5, -NEAR * 0.3 - UP * 0.4, Form::HOLD);
    let pose = pose.arm(0, hold.wrist_for_palm(m.hand, child.skeleton.arms[0].root + UP * 1.0 + NEAR * 4.0), RIGHT - UP, hold);
    let pose = phoning(&mut world, m, pose);
    MOTHER.with(WORRIED).put(&mut world, pose);
    let camera = camera(0.0, 12.0).fitted(&world);
    Scene {
        vi: "Trẻ lơ mơ, khó đánh thức: người lớn ôm trẻ và gọi cấp cứu ngay.",
        en: "The child is drowsy and hard to wake: an adult holds the child and calls the ambulance.",
        world,
        camera,
    }
}

fn fall() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 104.0, 28.0);
    tree(&mut world, v(-52.0, 0.0, -20.0), 150.0);
    let boy = BOY.with(WORRIED);
    boy.put(&mut world, supine(&boy.build, v(14.0, 0.0, 8.0), RIGHT));
    caller(&mut world, FATHER, v(92.0, 0.0, -10.0), -RIGHT * 0.5 + NEAR);
    let camera = camera(0.0, 12.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.arrow(&[v(-30.0, 112.0, 0.0), v(-8.0, 100.0, 0.0), v(0.0, 44.0, 0.0)], 9.0);
    signs.measure(v(-84.0, 2.0, 0.0), v(-84.0, 100.0, 0.0), 7.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ ngã từ trên cao xuống: người lớn gọi cấp cứu.",
        en: "A child fell from a height: an adult calls the ambulance.",
        world,
        camera,
    }
}

fn press() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(-4.0, 0.0, 0.0), 64.0, 26.0);
    let b = &BOY.build;
    let pose = on_the_ground(b, v(-12.0, 0.0, 4.0), -RIGHT + NEAR * 0.5);
    let boy = BOY.with(WORRIED).put(&mut world, pose);
    let k = boy.skeleton;
    let at = k.skull + k.pose.head.out(0.0, b.head * 0.42, -b.head * 0.12) - k.pose.head.left * 3.0;
    let owner = world.owner();
    world.add(owner, Tone::White, Solid::Melt(vec![limb(at - RIGHT * 5.0 + UP * 0.5, at + RIGHT * 4.0 + UP * 1.0, 3.4, 3.4), limb(at + RIGHT * 4.0, at + RIGHT * 8.0 - UP * 4.0, 2.4, 1.8)], 2.0));
    let m = &MOTHER.build;
    let flat = Hand::set(-RIGHT * 0.9 + UP * 0.15 + NEAR * 0.3, -UP, Form::FLAT);
    let hold = Hand::set(-RIGHT * 0.6 + NEAR * 0.6, -RIGHT * 0.6 - UP * 0.2, Form::HOLD);
    let pose = kneeling(m, v(26.0, 0.0, -12.0), -RIGHT + NEAR * 0.35, 0.5, 12.0)
        .arm(1, flat.wrist_for_palm(m.hand, at + UP * 4.4), UP * 0.4 - NEAR * 0.4, flat)
        .arm(0, hold.wrist_for_palm(m.hand, k.arms[0].root + RIGHT * 6.0 - UP * 3.0), RIGHT - UP, hold)
        .bent_to_reach(m)
        .looking(m, at);
    Person { fingers: true, ..MOTHER }.put(&mut world, pose);
    let camera = camera(0.0, 12.0).fitted(&world);
    Scene {
        vi: "Đầu chảy máu: người lớn ấn chặt vải sạch lên chỗ chảy máu.",
        en: "The head bleeds: an adult presses a clean cloth on it.",
        world,
        camera,
    }
}

fn on_the_side() -> Scene {
    let mut world = World::default();
    in_line(&mut world, BOY.senseless());
    let camera = camera(-10.0, 24.0).fitted(&world);
    Scene {
        vi: "Trẻ không tỉnh mà còn thở nằm nghiêng; một người giữ đầu, đầu, cổ, lưng thẳng hàng.",
        en: "A child who is not awake but breathes lies on the side; one helper holds the head in line with neck and back.",
        world,
        camera,
    }
}

fn watch() -> Scene {
    let mut world = World::default();
    let high = bed(&mut world, v(-20.0, 0.0, 0.0), 130.0, 50.0);
    let girl = GIRL.senseless();
    let b = &girl.build;
    let mut pose = supine(b, v(-22.0, high - 0.5, 0.0), -RIGHT);
    pose.head = pose.head.turning(20.0);
    let child = girl.put(&mut world, pose);
    let k = child.skeleton;
    let owner = world.owner();
    let over = Solid::Melt(
        vec![
            limb(k.nape + RIGHT * 16.0 + UP * 1.0, k.pose.hip, 10.5, 11.0),
            limb(k.pose.hip, k.legs[0].end, 11.0, 9.0),
            limb(k.pose.hip, k.legs[1].end, 11.0, 9.0),
            block(v(-4.0, high + 1.0, 0.0), Frame::new(UP, NEAR), 48.0, 3.0, 27.0, 2.0),
        ],
        10.0,
    );
    world.plain(owner, Tone::Mid, Solid::Common(vec![over, Solid::Half { c: UP * (high + 0.4), n: -UP }]));
    let m = &MOTHER.build;
    world.thing(Tone::Light, block(v(8.0, 20.0, -52.0), Frame::new(UP, NEAR), 17.0, 20.0, 15.0, 1.0));
    let touch = Hand::set(NEAR * 0.8 - RIGHT * 0.6 - UP * 0.3, -UP, Form::REST);
    let pose = sitting(m, v(8.0, 40.0, -52.0), NEAR - RIGHT * 0.4, 22.0)
        .arm(1, touch.wrist_for_palm(m.hand, k.arms[0].root + UP * 6.0), -RIGHT, touch)
        .arm_along(0, -UP + NEAR * 0.4 + RIGHT * 0.2, NEAR - RIGHT * 0.3 - UP * 0.2, Hand::along(-UP, Form::REST))
        .bent_to_reach(m)
        .looking(m, k.skull);
    MOTHER.put(&mut world, pose);
    let camera = camera(0.0, 14.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.sun(v(62.0, 128.0, 0.0), 9.0);
    signs.moon(v(96.0, 128.0, 0.0), 13.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Không dấu hiệu nào: trẻ ngủ, người lớn ngồi cạnh, suốt ngày đêm gọi dậy xem có tỉnh.",
        en: "No sign: the child sleeps; an adult stays beside the bed day and night and wakes the child to check.",
        world,
        camera,
    }
}
