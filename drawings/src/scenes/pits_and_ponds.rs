//! The lesson "Pits and ponds around our home".

use super::{
    Scene, camera,
    cast::{FATHER, GRANDMOTHER, LITTLE, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Hat, KIND},
        person::Person,
        postures::{kneeling, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::{Solid, ball, block, cone, limb},
    things::{
        objects::bucket,
        places::ground,
        signs::Signs,
        yard::{house, well},
    },
    world::{Tone, World},
};

/// The scenes of this lesson.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("pits-and-ponds/1", walk_round),
    ("pits-and-ponds/2", fill),
    ("pits-and-ponds/4", cover),
    ("pits-and-ponds/5", neighbours),
];

/// A water hole in the yard: a dark oval with its rim.
fn pit(world: &mut World, c: V, right: f64, near: f64) {
    let frame = Frame::new(UP, NEAR);
    let oval = |grow: f64, high: f64| Solid::Flat {
        c,
        frame,
        by: near / right,
        of: cone(c - UP * 1.5, c + UP * high, right + grow, right + grow).into(),
    };
    let owner = world.owner();
    world.add(owner, Tone::Mid, oval(0.0, 0.2));
    let owner = world.owner();
    world.plain(owner, Tone::White, oval(5.0, 2.2).without(oval(0.0, 6.0)));
}

fn walk_round() -> Scene {
    let mut world = World::default();
    house(&mut world, v(-66.0, 0.0, -50.0), 100.0, 84.0);
    ground(&mut world, v(0.0, 0.0, 4.0), 112.0, 36.0);
    pit(&mut world, v(66.0, 0.0, 12.0), 34.0, 20.0);
    bucket(&mut world, v(-66.0, 0.0, 12.0), 13.0, 24.0, 0.8);
    // The father bends down to the height of the child beside him.
    let b = &LITTLE.build;
    let child = LITTLE.with(KIND).put(&mut world, standing(b, v(-22.0, 0.0, 22.0), RIGHT + NEAR * 0.5));
    let f = &FATHER.build;
    let point = Hand::set(RIGHT, -NEAR, Form::POINT);
    let round = Hand::set(NEAR * 0.9 + RIGHT * 0.3, -RIGHT * -0.5 - UP * 0.3, Form::HOLD);
    let look = v(66.0, 0.0, 14.0);
    let pose = kneeling(f, v(-6.0, 0.0, -6.0), RIGHT + NEAR * 0.3, 0.9, 30.0);
    let way = look - (pose.hip + UP * 40.0);
    let pose = pose
        .arm_along(0, way.unit() + UP * 0.15, way, point)
        .arm(1, round.wrist_for_palm(f.hand, child.skeleton.arms[0].root + v(-1.0, 3.0, -7.0)), -UP - RIGHT, round)
        .looking(f, look);
    let father = FATHER.put(&mut world, pose);
    let camera = camera(0.0, 18.0);
    let eye = father.on_face(0.0, -0.05);
    Signs { world: &mut world, camera: &camera }.look(eye + (look - eye) * 0.25, look, 4);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn cúi thấp ngang tầm trẻ, nhìn quanh nhà tìm hố, xô, lu có nước.",
        en: "An adult bends down to the child's height and looks round the home for pits, buckets and jars with water.",
        world,
        camera,
    }
}

fn fill() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 108.0, 32.0);
    pit(&mut world, v(34.0, 0.0, 14.0), 36.0, 20.0);
    // Earth in the pit, and what comes off the shovel.
    world.plain_thing(Tone::Light, Solid::Common(vec![Solid::Egg { c: v(26.0, -2.0, 14.0), frame: Frame::new(UP, NEAR), r: v(26.0, 11.0, 14.0) }, Solid::Half { c: UP * 0.1, n: -UP }]));
    let f = &FATHER.build;
    let tip = v(4.0, 26.0, 16.0);
    let way = (tip - v(-40.0, 66.0, 12.0)).unit();
    let hold = tip - way * 44.0;
    let grip = Hand::set(RIGHT * 0.3 + NEAR * 0.8, -UP, Form::GRIP);
    let grip2 = Hand::set(RIGHT * 0.5 - NEAR * 0.7, UP * 0.3 - RIGHT * 0.2, Form::GRIP);
    let pose = standing(f, v(-46.0, 0.0, 0.0), RIGHT + NEAR * 0.3)
        .bent_forward(26.0)
        .arm(1, hold - way * 10.0 + v(-4.0, 2.0, 4.0), -UP - RIGHT * 0.3 + NEAR * 0.3, grip)
        .arm(0, hold + way * 14.0 + v(-4.0, 3.0, -4.0), -UP - NEAR * 0.3, grip2)
        .leg(0, v(-26.0, f.ankle, -6.0), RIGHT, RIGHT, -UP)
        .leg(1, v(-64.0, f.ankle, 8.0), RIGHT, RIGHT * 0.8 + NEAR * 0.4, -UP)
        .bent_to_reach(f)
        .looking(f, tip);
    Person { hat: Hat::Cone, ..FATHER }.put(&mut world, pose.moved(-UP * 5.0));
    world.thing(Tone::White, limb(hold - way * 16.0, tip - way * 6.0, 1.7, 1.7));
    let blade = Frame::new(way, UP + RIGHT * 0.4);
    world.thing(Tone::Mid, block(tip + way * 2.0, blade, 8.0, 10.0, 1.2, 0.6));
    world.plain_thing(Tone::Light, Solid::Melt(vec![ball(tip + v(1.0, 4.0, 0.0), 6.0), ball(tip + v(6.0, 2.0, 1.0), 4.5)], 3.0));
    // A bucket turned over, and a tyre that stands empty against it.
    let c = v(88.0, 0.0, 6.0);
    world.thing(Tone::White, Solid::Cone { a: c, b: c + UP * 26.0, ra: 15.0, rb: 11.0, round: 0.8 });
    let camera = camera(0.0, 16.0);
    Signs { world: &mut world, camera: &camera }.arrow(&[v(112.0, 34.0, 6.0), v(106.0, 46.0, 6.0), v(88.0, 48.0, 6.0), v(72.0, 40.0, 6.0)], 7.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Người lớn lấp hố bỏ bằng đất; xô không dùng thì úp lại.",
        en: "An adult fills an old pit with earth; an unused bucket is turned over.",
        world,
        camera,
    }
}

/// Heavy lids on a well and a jar.
pub fn cover() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(6.0, 0.0, 4.0), 96.0, 32.0);
    well(&mut world, v(30.0, 0.0, 10.0), 30.0, 44.0, true);
    let m = &MOTHER.build;
    let flat = |s: f64| Hand::set(RIGHT * 0.9 + NEAR * (0.2 * s), -UP, Form::FLAT);
    let pose = standing(m, v(-36.0, 0.0, 2.0), RIGHT + NEAR * 0.3)
        .bent_forward(24.0)
        .arm(0, flat(-1.0).wrist_for_palm(m.hand, v(14.0, 53.0, 0.0)), -UP + RIGHT * -0.3, flat(-1.0))
        .arm(1, flat(1.0).wrist_for_palm(m.hand, v(10.0, 53.0, 22.0)), -UP + NEAR * 0.3, flat(1.0))
        .bent_to_reach(m)
        .looking(m, v(24.0, 52.0, 10.0));
    MOTHER.put(&mut world, pose);
    // A jar with its lid, and a stone upon it.
    let jar = v(92.0, 0.0, 4.0);
    let owner = world.owner();
    world.add(owner, Tone::White, Solid::Melt(vec![Solid::Egg { c: jar + UP * 22.0, frame: Frame::new(UP, NEAR), r: v(20.0, 22.0, 20.0) }, cone(jar, jar + UP * 4.0, 12.0, 13.0), cone(jar + UP * 40.0, jar + UP * 46.0, 13.0, 14.0)], 3.0));
    let owner = world.owner();
    world.add(owner, Tone::Mid, cone(jar + UP * 46.0, jar + UP * 50.0, 17.0, 17.0));
    world.plain_thing(Tone::Light, Solid::Melt(vec![ball(jar + v(-2.0, 55.0, 0.0), 7.0), ball(jar + v(4.0, 54.0, 1.0), 6.0)], 3.0));
    let camera = camera(0.0, 18.0).fitted(&world);
    Scene {
        vi: "Giếng, lu được đậy nắp nặng, chắc.",
        en: "Well and jar are covered with heavy, firm lids.",
        world,
        camera,
    }
}

fn neighbours() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 4.0), 100.0, 30.0);
    pit(&mut world, v(0.0, 0.0, 36.0), 40.0, 18.0);
    let meet = v(0.0, 96.0, 8.0);
    let f = &FATHER.build;
    let g = &GRANDMOTHER.build;
    let left = Hand::set(RIGHT, NEAR * -0.9, Form::HOLD);
    let right = Hand::set(-RIGHT, NEAR * 0.9, Form::HOLD);
    FATHER.with(KIND).put(&mut world, standing(f, v(-48.0, 0.0, -6.0), RIGHT + NEAR * 0.4).arm(1, meet - RIGHT * 6.0, -UP - RIGHT * 0.2, left));
    GRANDMOTHER.with(KIND).put(&mut world, standing(g, v(46.0, 0.0, -6.0), -RIGHT + NEAR * 0.4).arm(1, meet + RIGHT * 7.0, -UP + RIGHT * 0.2, right));
    // The fence that they will build together lies ready.
    for i in 0..4 {
        let y = 2.0 + f64::from(i) * 3.4;
        world.thing(Tone::White, block(v(92.0, y, 22.0), Frame::new(UP, NEAR).turning(f64::from(i) * 9.0 - 12.0), 22.0, 1.6, 3.6, 0.5));
    }
    let camera = camera(0.0, 16.0).fitted(&world);
    Scene {
        vi: "Hai nhà hàng xóm bắt tay, hẹn ngày cùng rào cái hố ở ranh đất.",
        en: "Two neighbours shake hands and agree on a day to fence the shared pit.",
        world,
        camera,
    }
}
