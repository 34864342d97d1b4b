//! A child of a year or more who chokes.

use super::{
    Scene, camera,
    cast::{BOY, FATHER, GIRL, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Face, KIND, Mouth, SHOUTING, Eyes, WORRIED},
        person::Person,
        postures::{Pressing, kneeling, standing, supine, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    things::{objects::phone, places::{ground, health_station}, signs::Signs},
    trace::Camera,
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("choking/1", cough),
    ("choking/2", silent),
    ("choking/3", blows),
    ("choking/4", thrusts),
    ("choking/5", again),
    ("choking/6", limp),
    ("choking/7", doctor),
];

const COUGHING: Face = Face { eyes: Eyes::Closed, mouth: Mouth::Open };

fn cough() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, 0.0), 70.0, 26.0);
    let b = &GIRL.build;
    let left = -RIGHT + NEAR * 0.45;
    let chest = Hand::set(UP * 0.3 - NEAR * 0.4 - RIGHT, RIGHT, Form::REST);
    let pose = standing(b, v(-16.0, 0.0, 6.0), left).bent_forward(20.0);
    let pose = pose.arm(0, pose.hip + UP * 17.0 - RIGHT * 13.0 + NEAR * 5.0, NEAR * 0.6 - UP, chest);
    let girl = GIRL.with(COUGHING).put(&mut world, pose);
    let m = &MOTHER.build;
    let back = Hand::set(-RIGHT + UP * 0.2, -RIGHT - NEAR * 0.2 - UP * 0.3, Form::FLAT);
    let pose = kneeling(m, v(22.0, 0.0, -10.0), -RIGHT + NEAR * 0.25, 0.15, 10.0)
        .arm(1, girl.skeleton.arms[0].root + RIGHT * 16.0 - NEAR * 6.0, -UP, back)
        .looking(m, girl.skeleton.skull);
    MOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(0.0, 10.0);
    Signs { world: &mut world, camera: &camera }.shout(girl.on_face(0.0, -0.27), 195.0, 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ cúi nhẹ, ho mạnh; người lớn ở ngay bên cạnh, để trẻ ho.",
        en: "A child leans a little and coughs strongly; an adult stays close and lets the child cough.",
        world,
        camera,
    }
}

fn silent() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(4.0, 0.0, 0.0), 90.0, 26.0);
    let b = &BOY.build;
    let pose = standing(b, v(-30.0, 0.0, 12.0), NEAR + RIGHT * 0.15);
    let throat = pose.hip + UP * (b.spine + 0.5) + NEAR * 6.5;
    let hold = |side: f64| Hand::set(UP * 0.55 + RIGHT * (-0.9 * side), -NEAR - RIGHT * (0.2 * side), Form::HOLD);
    let pose = pose
        .arm(0, throat + RIGHT * 9.5 - UP * 4.5, RIGHT - UP * 0.4, hold(1.0))
        .arm(1, throat - RIGHT * 8.0 - UP * 6.0 + NEAR * 1.2, -RIGHT - UP * 0.4, hold(-1.0));
    BOY.with(SHOUTING).put(&mut world, pose);
    let m = &MOTHER.build;
    let reach = Hand::set(-RIGHT, -UP - RIGHT * 0.3, Form::FLAT);
    let call = Hand::set(UP + RIGHT * 0.2, -NEAR, Form::OPEN);
    let pose = kneeling(m, v(6.0, 0.0, -6.0), -RIGHT + NEAR * 0.7, 0.1, 4.0);
    let pose = pose
        .arm(1, v(-12.0, 66.0, 0.0), -UP, reach)
        .arm(0, pose.hip + UP * 52.0 + RIGHT * 24.0 + NEAR * 12.0, RIGHT - UP, call);
    let mut pose = pose;
    pose.head = Frame::new(UP, NEAR + RIGHT * 0.9);
    let mother = MOTHER.with(SHOUTING).put(&mut world, pose);
    let f = &FATHER.build;
    let pose = standing(f, v(64.0, 0.0, -34.0), NEAR - RIGHT * 0.6);
    let ear = pose.hip + UP * (f.spine + 19.0) + v(-12.5, 0.0, -2.0);
    let grip = Hand::set(UP + NEAR * 0.2, RIGHT, Form::GRIP);
    let pose = pose.arm(1, ear - UP * 7.0 - RIGHT * 2.0, -RIGHT - UP, grip);
    FATHER.put(&mut world, pose);
    phone(&mut world, ear, Frame::new(UP + NEAR * 0.3, RIGHT));
    let camera = camera(0.0, 8.0);
    Signs { world: &mut world, camera: &camera }.shout(mother.on_face(0.1, -0.27), -12.0, 8.5);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ ôm cổ, không ra tiếng; người lớn kêu to, người khác gọi cấp cứu.",
        en: "A child holds the throat without a sound; an adult shouts, somebody else calls the ambulance.",
        world,
        camera,
    }
}

/// A child who leans forward over an arm, and the heel of a hand between the shoulder blades.
fn blow(world: &mut World, at: V) -> V {
    let b = &BOY.build;
    let left = -RIGHT;
    let rest = Hand::along(RIGHT, Form::REST);
    let pose = standing(b, at, left).bent_forward(62.0);
    let pose = pose
        .arm_along(0, -UP - RIGHT * 0.25, -UP - RIGHT * 0.35, rest)
        .arm_along(1, -UP - RIGHT * 0.2, -UP - RIGHT * 0.4, rest);
    let child = BOY.with(COUGHING).put(world, pose);
    let blades = child.between_blades();
    let m = &MOTHER.build;
    let spine = child.skeleton.pose.chest;
    let heel = Hand::set(spine.up + UP * 0.1, spine.front, Form::PRESS);
    let chest = child.breastbone(0.6);
    let hold = Hand::set(NEAR * 0.9 - RIGHT * 0.3, UP + RIGHT * 0.3, Form::HOLD);
    let pose = kneeling(m, at + RIGHT * 33.0 - NEAR * 12.0, -RIGHT + NEAR * 0.25, 0.0, 14.0)
        .arm(0, heel.wrist_for_heel(m.hand, blades), UP + RIGHT * 0.6 - NEAR * 0.2, heel)
        .arm(1, hold.wrist_for_palm(m.hand, chest - UP * 2.0), -UP - RIGHT * 0.2, hold)
        .bent_to_reach(m)
        .looking(m, blades);
    MOTHER.put(world, pose);
    blades
}

fn blows() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(0.0, 0.0, -4.0), 64.0, 24.0);
    let blades = blow(&mut world, v(-8.0, 0.0, 2.0));
    let camera = camera(8.0, 18.0);
    strike(&mut world, &camera, blades);
    let camera = camera.at(v(2.0, 74.0, 0.0), 130.0);
    Scene {
        vi: "Trẻ cúi về trước, một tay người lớn đỡ ngực, gót bàn tay kia vỗ giữa hai bả vai.",
        en: "A child leans forward over an adult's arm; the heel of the other hand strikes between the shoulder blades.",
        world,
        camera,
    }
}

/// Short strokes where a hand strikes.
fn strike(world: &mut World, camera: &Camera, at: V) {
    let mut signs = Signs { world, camera };
    signs.shout(at + UP * 9.0 - RIGHT * 1.0, 112.0, 8.0);
}

/// Somebody kneels behind a child, both arms round it, the fist above the navel.
fn thrust(world: &mut World, at: V, fingers: bool) -> V {
    let b = &BOY.build;
    let front = NEAR * 0.9 - RIGHT * 0.55;
    let f = Frame::new(UP, front);
    let rest = Hand::along(RIGHT, Form::REST);
    let pose = standing(b, at, front).bent_forward(14.0);
    let pose = pose
        .arm_along(0, f.left * 0.4 - UP - front * 0.1, f.left * 0.1 - UP + front * 0.2, rest)
        .arm_along(1, f.left * -0.4 - UP - front * 0.1, f.left * -0.1 - UP + front * 0.2, rest);
    let child = BOY.with(WORRIED).put(world, pose);
    let belly = child.belly();
    let m = &MOTHER.build;
    // The fist, and the other hand upon it.
    let fist = Hand::set(f.left * -0.95 + front * 0.3, -front, Form::FIST);
    let over = Hand::set(f.left * 0.95 + front * 0.25, -front, Form::HOLD);
    let mut pose = kneeling(m, at - front.unit() * 22.0, front, 0.0, 6.0)
        .arm(0, fist.wrist_for_palm(m.hand, belly + front.unit() * 1.0), f.left + UP * 0.1, fist)
        .arm(1, over.wrist_for_palm(m.hand, belly + front.unit() * 4.6), -f.left + UP * 0.1, over)
        .bent_to_reach(m);
    pose.head = Frame::new(UP + f.left * 0.25, front + f.left * 0.2 - UP * 0.2);
    Person { fingers, ..MOTHER }.put(world, pose);
    belly
}

fn thrusts() -> Scene {
    let mut world = World::default();
    ground(&mut world, v(2.0, 0.0, -8.0), 50.0, 26.0);
    let belly = thrust(&mut world, v(0.0, 0.0, 0.0), true);
    let camera = camera(-4.0, 8.0);
    let from = belly - camera.right * 40.0 - camera.up * 16.0 + camera.out * 20.0;
    let to = belly - camera.right * 21.0 - camera.up * 1.0 + camera.out * 20.0;
    Signs { world: &mut world, camera: &camera }.arrow(&[from, from.towards(to, 0.55) - camera.up * 2.5, to], 7.0);
    let camera = camera.at(belly + v(2.0, 8.0, 0.0), 122.0);
    Scene {
        vi: "Người lớn quỳ sau trẻ, vòng tay ôm; nắm tay đặt trên rốn, dưới xương ngực, giật vào và lên.",
        en: "An adult kneels behind a child, arms round; the fist above the navel, below the breastbone, pulls in and up.",
        world,
        camera,
    }
}

fn again() -> Scene {
    let mut world = World::default();
    let blades = blow(&mut world, v(-62.0, 0.0, 0.0));
    thrust(&mut world, v(58.0, 0.0, 0.0), false);
    let camera = camera(6.0, 10.0);
    strike(&mut world, &camera, blades);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.arrow(&[v(-20.0, 112.0, 0.0), v(4.0, 122.0, 0.0), v(28.0, 114.0, 0.0)], 9.0);
    signs.arrow(&[v(30.0, -14.0, 0.0), v(0.0, -24.0, 0.0), v(-28.0, -14.0, 0.0)], 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Vỗ lưng rồi ấn bụng, ấn bụng rồi vỗ lưng, lặp lại.",
        en: "Blows on the back, then thrusts on the belly, and again.",
        world,
        camera,
    }
}

fn limp() -> Scene {
    let mut world = World::default();
    let boy = BOY.senseless();
    ground(&mut world, v(-4.0, 0.0, 6.0), 84.0, 32.0);
    let child = boy.put(&mut world, supine(&boy.build, v(0.0, 0.0, 0.0), -RIGHT));
    let at = child.breastbone(0.8);
    let pose = Pressing { at, across: NEAR, knees: 24.0, both: true }.pose(&MOTHER.build);
    MOTHER.put(&mut world, pose);
    let place = v(34.0, 3.0, 32.0);
    phone(&mut world, place, Frame::new(NEAR * -0.8 + RIGHT * 0.3, UP + NEAR * 0.8));
    let camera = camera(-22.0, 20.0);
    Signs { world: &mut world, camera: &camera }.sound(place + UP * 4.0, 62.0, 9.0, 2);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Trẻ lả đi được đặt nằm ngửa; điện thoại bật loa ngoài; người lớn ấn giữa ngực.",
        en: "The limp child lies flat on the back, the phone is on loudspeaker, an adult presses mid-chest.",
        world,
        camera,
    }
}

pub fn doctor() -> Scene {
    let mut world = World::default();
    health_station(&mut world, v(58.0, 0.0, -30.0), 104.0, 92.0);
    ground(&mut world, v(-30.0, 0.0, 0.0), 60.0, 20.0);
    let m = &MOTHER.build;
    let b = &BOY.build;
    let way = RIGHT + NEAR * 0.35;
    let mother = walking(m, v(-46.0, 0.0, -4.0), way);
    let boy = walking(b, v(-16.0, 0.0, 10.0), way);
    let meet = v(-30.0, 61.0, 6.0);
    let down = Hand::set(-UP * 0.8 + RIGHT * 0.3, -NEAR, Form::GRIP);
    let up = Hand::set(UP * 0.8 - RIGHT * 0.3, NEAR, Form::GRIP);
    MOTHER.with(KIND).put(&mut world, mother.arm(0, meet + UP * 5.0, -UP - RIGHT * 0.3, down));
    BOY.with(KIND).put(&mut world, boy.arm(1, meet - UP * 4.5 + RIGHT * 1.0, -UP, up));
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Người lớn dắt trẻ tới trạm y tế.",
        en: "An adult takes the child to the health station.",
        world,
        camera,
    }
}
