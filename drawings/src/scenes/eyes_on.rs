//! The lesson "Eyes on, within reach".

use super::{
    Scene, camera,
    cast::{GIRL, GRANDMOTHER, LITTLE, MOTHER},
    yard::{on_bank, pond, ring},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Hat, KIND},
        person::Person,
        postures::{kneeling, standing, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, v},
    solid::{ball, block, limb},
    things::{
        objects::phone,
        places::ground,
        signs::Signs,
        yard::house,
    },
    world::{Tone, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("eyes-on/1", within_reach),
    ("eyes-on/2", eyes),
    ("eyes-on/3", hand_over),
    ("eyes-on/4", grown_up),
    ("eyes-on/5", harvest),
];

/// A toddler who stands before the water and a mother whose hand touches it.
fn at_the_water(world: &mut World) -> (crate::figure::person::Placed, crate::figure::person::Placed) {
    pond(world);
    ring(world, 40.0, 20.0, 12.0);
    let b = &LITTLE.build;
    let child = LITTLE.with(KIND).put(world, standing(b, on_bank(26.0, 12.0), RIGHT + NEAR * 0.6));
    let m = &MOTHER.build;
    let touch = Hand::set(RIGHT + UP * 0.1, -RIGHT * -0.3 - UP * 0.5 - NEAR * 0.3, Form::REST);
    let back = child.skeleton.arms[1].root - RIGHT * 5.0 + UP * 1.0;
    let pose = kneeling(m, on_bank(64.0, 0.0), RIGHT + NEAR * 0.35, 0.3, 12.0)
        .arm(1, touch.wrist_for_palm(m.hand, back), -UP, touch)
        .arm_along(0, RIGHT * 0.4 - UP, RIGHT * 0.7 - UP * 0.4, Hand::along(-UP, Form::REST))
        .bent_to_reach(m)
        .looking(m, child.skeleton.skull);
    let mother = MOTHER.put(world, pose);
    (mother, child)
}

fn within_reach() -> Scene {
    let mut world = World::default();
    at_the_water(&mut world);
    let camera = camera(0.0, 18.0).at(v(-22.0, 52.0, 0.0), 216.0);
    Scene {
        vi: "Ở gần nước, người lớn ngồi sát trẻ nhỏ, giơ tay là chạm được.",
        en: "Near water an adult stays so close to the little child that a hand reaches it.",
        world,
        camera,
    }
}

fn eyes() -> Scene {
    let mut world = World::default();
    let (mother, child) = at_the_water(&mut world);
    phone(&mut world, v(-112.0, 2.0, 40.0), Frame::new(RIGHT + NEAR * 0.4, -UP));
    let camera = camera(0.0, 18.0);
    let (eye, to) = (mother.on_face(0.0, -0.05), child.skeleton.skull);
    Signs { world: &mut world, camera: &camera }.look(eye + (to - eye) * 0.16, to - (to - eye).unit() * 14.0, 4);
    let camera = camera.at(v(-30.0, 50.0, 0.0), 224.0);
    Scene {
        vi: "Người lớn mắt luôn nhìn trẻ, điện thoại cất sang một bên.",
        en: "An adult keeps the eyes on the child; the phone lies aside.",
        world,
        camera,
    }
}

fn hand_over() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 92.0, 26.0);
    let m = &MOTHER.build;
    let point = Hand::set(RIGHT * 0.3 - UP + NEAR * 0.5, -NEAR, Form::POINT);
    let pose = standing(m, v(-56.0, 0.0, -4.0), RIGHT + NEAR * 0.5)
        .arm_along(1, RIGHT * 0.4 - UP + NEAR * 0.4, RIGHT * 0.9 - UP * 0.4 + NEAR * 0.4, point);
    Person { hat: Hat::Cone, ..MOTHER }.with(KIND).put(&mut world, pose);
    let b = &LITTLE.build;
    LITTLE.with(KIND).put(&mut world, standing(b, v(6.0, 0.0, 14.0), NEAR + RIGHT * 0.3));
    let g = &GRANDMOTHER.build;
    let take = Hand::set(-RIGHT * 0.8 - UP * 0.6 + NEAR * 0.2, -UP - RIGHT * 0.2, Form::REST);
    let pose = standing(g, v(54.0, 0.0, -4.0), -RIGHT + NEAR * 0.5)
        .bent_forward(6.0)
        .arm(1, take.wrist_for_palm(g.hand, v(16.0, 70.0, 12.0)), -UP, take);
    let gran = GRANDMOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(0.0, 8.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    let mouth = gran.on_face(0.0, -0.27);
    signs.speech(mouth - RIGHT * 5.0, -30.0, 32.0, 13.0);
    signs.tick(mouth - RIGHT * 5.0 - camera.right * 30.0 + camera.up * 32.0, 5.5);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trước khi đi, mẹ chỉ vào bé; bà trả lời: ừ, bà trông.",
        en: "Before she leaves, the mother points to the child; the grandmother says yes, she watches.",
        world,
        camera,
    }
}

fn grown_up() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 98.0, 28.0);
    let m = &MOTHER.build;
    let b = &LITTLE.build;
    let meet = v(-34.0, 62.0, 8.0);
    let up = Hand::set(UP, NEAR * -0.4 - RIGHT, Form::GRIP);
    let down = Hand::set(-UP * 0.9 + RIGHT * 0.3, -NEAR * 0.5 + RIGHT * 0.5, Form::GRIP);
    let pose = standing(m, v(-58.0, 0.0, -4.0), NEAR + RIGHT * 0.4).arm(0, meet + v(-3.0, 6.0, -2.0), RIGHT * 0.4 - UP, down);
    MOTHER.with(KIND).put(&mut world, pose);
    LITTLE.with(KIND).put(&mut world, standing(b, v(-22.0, 0.0, 10.0), NEAR + RIGHT * 0.2).arm(1, meet - UP * 4.0, -RIGHT - UP * 0.4, up));
    // The big sister plays.
    let g = &GIRL.build;
    let throw = Hand::set(UP + RIGHT * 0.2, NEAR * 0.6 + UP * 0.4, Form::OPEN);
    let pose = standing(g, v(58.0, 0.0, 4.0), NEAR - RIGHT * 0.3)
        .arm_along(0, RIGHT * 0.5 + UP * 0.4 + NEAR * 0.3, UP + NEAR * 0.2, throw)
        .arm_along(1, -RIGHT * 0.5 + UP * 0.4 + NEAR * 0.3, UP + NEAR * 0.2, throw);
    let girl = GIRL.with(KIND).put(&mut world, pose);
    let c = girl.skeleton.skull + UP * 34.0;
    world.thing(Tone::Light, ball(c, 11.0));
    let camera = camera(0.0, 10.0).fitted(&world);
    Scene {
        vi: "Người trông bé nhỏ là người lớn; chị lớn cũng còn là trẻ, chị chơi.",
        en: "The one who watches the little one is an adult; the big sister is still a child and plays.",
        world,
        camera,
    }
}

fn harvest() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(4.0, 0.0, 4.0), 120.0, 30.0);
    house(&mut world, v(-62.0, 0.0, -30.0), 108.0, 86.0);
    let g = &GRANDMOTHER.build;
    let b = &LITTLE.build;
    let meet = v(-36.0, 60.0, 16.0);
    let up = Hand::set(UP, RIGHT * -0.6 - NEAR * 0.3, Form::GRIP);
    let down = Hand::set(-UP * 0.9 + RIGHT * 0.3, RIGHT * 0.6 - NEAR * 0.3, Form::GRIP);
    GRANDMOTHER.with(KIND).put(&mut world, standing(g, v(-62.0, 0.0, 8.0), NEAR + RIGHT * 0.6).arm(0, meet + v(-3.0, 6.0, -2.0), RIGHT * 0.4 - UP, down));
    let wave = Hand::set(UP, RIGHT, Form::OPEN);
    LITTLE.with(KIND).put(&mut world, standing(b, v(-26.0, 0.0, 18.0), RIGHT + NEAR * 0.7).arm(1, meet - UP * 4.0, -RIGHT - UP * 0.4, up).arm_along(0, RIGHT * 0.6 + UP * 0.6, UP + RIGHT * 0.1, wave));
    // The mother goes to the field, a hoe over the shoulder.
    let m = &MOTHER.build;
    let mut pose = walking(m, v(62.0, 0.0, 0.0), RIGHT + NEAR * 0.3);
    let shoulder = pose.hip + UP * 46.0 + NEAR * 14.0;
    let grip = Hand::set(UP * 0.4 + RIGHT * 0.2 - NEAR * 0.6, -RIGHT * 0.6 - UP * 0.3, Form::GRIP);
    pose = pose
        .arm(1, shoulder + v(11.0, -9.0, 4.0), -UP + RIGHT * 0.3, grip)
        .arm_along(0, -RIGHT * 0.4 - UP * 0.8, -RIGHT * 0.3 - UP, wave);
    pose.head = Frame::new(UP, NEAR * 0.8 + RIGHT * 0.5);
    Person { hat: Hat::Cone, ..MOTHER }.with(KIND).put(&mut world, pose);
    let (a, e) = (shoulder + v(20.0, -13.0, 6.0), shoulder + v(-40.0, 16.0, 2.0));
    world.thing(Tone::White, limb(a, e, 1.7, 1.7));
    world.thing(Tone::Mid, block(e + v(-2.0, -9.0, 0.0), Frame::new(UP, NEAR), 6.0, 10.0, 1.2, 0.4));
    let camera = camera(0.0, 10.0).fitted(&world);
    Scene {
        vi: "Ngày mùa: mẹ ra rẫy, ở nhà có một người lớn ở lại trông bé.",
        en: "Harvest days: the mother goes to the field, an adult stays at home with the child.",
        world,
        camera,
    }
}
