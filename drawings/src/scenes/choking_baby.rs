//! A baby that chokes.

use super::{
    Scene, camera,
    cast::{FATHER, INFANT, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Eyes, Face, KIND, Mouth, SHOUTING},
        person::{Person, Top},
        pose::Pose,
        postures::{SIDES, baby_on_back, kneeling, sitting, standing, walking},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    solid::block,
    things::{objects::phone, places::{ground, health_station}, signs::Signs},
    world::{Tone, World},
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("choking_baby/1", cough),
    ("choking_baby/2", silent),
    ("choking_baby/3", blows),
    ("choking_baby/4", thrusts),
    ("choking_baby/5", again),
    ("choking_baby/6", limp),
    ("choking_baby/7", doctor),
];

const CRYING: Face = Face { eyes: Eyes::Closed, mouth: Mouth::Open };

/// A baby held upright before somebody: its hips, and where it looks.
fn upright(hip: V, front: V) -> Pose {
    let f = Frame::new(UP, front);
    Pose {
        hip,
        pelvis: f,
        chest: f,
        head: f,
        arms: SIDES.map(|side| crate::figure::pose::Arm {
            aim: crate::figure::pose::Aim::Along(f.left * (0.7 * side) - UP * 0.6 + f.front * 0.3, f.front * 0.6 + UP * 0.3 - f.left * (0.2 * side)),
            hand: Hand::along(-UP, Form::REST),
        }),
        legs: SIDES.map(|side| crate::figure::pose::Leg {
            aim: crate::figure::pose::Aim::Along(f.front * 0.9 + f.left * (0.4 * side) - UP * 0.3, -UP + f.front * 0.1),
            toes: f.front - UP * 0.3,
            sole: -UP,
        }),
    }
}

/// A grown-up who stands and holds a baby that sits on the forearm, its back against the breast.
fn held(world: &mut World, at: V, front: V, grown: Person, baby: Face) -> (crate::figure::person::Placed, crate::figure::person::Placed) {
    let b = &grown.build;
    let f = Frame::new(UP, front);
    let pose = standing(b, at, front);
    let hip = pose.hip + UP * 17.0 + f.front * 18.0 - f.left * 3.0;
    let child = INFANT.with(baby).put(world, upright(hip, front + f.left * 0.3));
    let under = Hand::set(-f.left + f.front * 0.4, UP, Form::HOLD);
    let round = Hand::set(f.left + f.front * 0.2, -f.front, Form::HOLD);
    let pose = pose
        .arm(0, hip - UP * 8.5 + f.left * 7.0 + f.front * 1.0, f.left - f.front * 0.5, under)
        .arm(1, round.wrist_for_palm(b.hand, child.breastbone(1.0) + f.front * 2.0 - f.left * 2.0), -f.left, round)
        .looking(b, child.skeleton.skull);
    (grown.put(world, pose), child)
}

fn cough() -> Scene {
    let mut world = World::default();
    let (_, baby) = held(&mut world, v(0.0, 0.0, 0.0), NEAR - RIGHT * 0.5, MOTHER.with(KIND), CRYING);
    let camera = camera(0.0, 6.0);
    Signs { world: &mut world, camera: &camera }.shout(baby.on_face(0.0, -0.25), 200.0, 8.0);
    let camera = camera.at(v(-4.0, 120.0, 0.0), 122.0);
    Scene {
        vi: "Bé ho mạnh, khóc to; người lớn bế bé, trông sát.",
        en: "A baby coughs strongly and cries loudly; an adult holds it and watches closely.",
        world,
        camera,
    }
}

fn silent() -> Scene {
    let mut world = World::default();
    let (mother, _) = held(&mut world, v(-24.0, 0.0, 0.0), NEAR - RIGHT * 0.3, MOTHER.with(SHOUTING), Face { eyes: Eyes::Open, mouth: Mouth::Open });
    let f = &FATHER.build;
    let pose = standing(f, v(40.0, 0.0, -18.0), NEAR - RIGHT * 0.5);
    let ear = pose.hip + UP * (f.spine + 19.0) + v(-12.5, 0.0, 1.0);
    let grip = Hand::set(UP + NEAR * 0.2, RIGHT, Form::GRIP);
    let pose = pose.arm(1, ear - UP * 7.0 - RIGHT * 2.0, -RIGHT - UP, grip);
    FATHER.put(&mut world, pose);
    phone(&mut world, ear, Frame::new(UP + NEAR * 0.3, RIGHT));
    let camera = camera(0.0, 6.0);
    Signs { world: &mut world, camera: &camera }.shout(mother.on_face(0.0, -0.27) + RIGHT * 6.0, 8.0, 7.5);
    let camera = camera.at(v(4.0, 122.0, 0.0), 142.0);
    Scene {
        vi: "Bé ho yếu, không ra tiếng; người bế bé kêu to, người khác gọi cấp cứu.",
        en: "The baby coughs weakly, without a sound; whoever holds it shouts, somebody else calls the ambulance.",
        world,
        camera,
    }
}

/// The stool on which somebody sits; the seat is at a height.
fn stool(world: &mut World, at: V) {
    world.thing(Tone::Light, block(at - UP * (at.y / 2.0), Frame::new(UP, NEAR), 17.0, at.y / 2.0, 17.0, 1.5));
}

fn bare() -> Person {
    Person { fingers: true, top: Top::Shirt(Tone::Light), ..MOTHER }
}

/// A baby face down on a forearm that rests on the thigh, its head lower than its chest; tells where the
/// hand strikes.
fn blow(world: &mut World, at: V, fingers: bool) -> V {
    let mother = Person { fingers, ..bare() };
    let b = &mother.build;
    stool(world, at + UP * 40.0);
    let pose = sitting(b, at + UP * 40.0, -RIGHT + NEAR * 0.55, 12.0);
    let d = (-RIGHT + NEAR * 0.55).unit();
    // Along the thigh, the head beyond the knee and lower.
    let down = (d - UP * 0.42).unit();
    let f = Frame::new(down, -UP - d * 0.4);
    let hip = pose.hip + d * 22.0 + UP * 21.0 + NEAR * 4.0;
    let baby = Pose {
        hip,
        pelvis: f,
        chest: f,
        head: Frame::new(down + UP * 0.1, d * 0.35 - UP),
        arms: SIDES.map(|side| crate::figure::pose::Arm {
            aim: crate::figure::pose::Aim::Along(f.left * (0.8 * side) - UP * 0.8 + down * 0.2, -UP + down * 0.4),
            hand: Hand::along(-d, Form::REST),
        }),
        legs: SIDES.map(|side| crate::figure::pose::Leg {
            aim: crate::figure::pose::Aim::Along(-down + f.left * (0.75 * side) - UP * 0.2, -UP - down * 0.3),
            toes: -UP - down * 0.3,
            sole: -down + UP * 0.3,
        }),
    };
    let placed = Person { face: CRYING, ..INFANT }.put(world, baby);
    let blades = placed.between_blades();
    // The forearm lies under chest and belly, the hand holds the jaw.
    let jaw = placed.skeleton.skull - placed.skeleton.pose.head.up * 7.5 + placed.skeleton.pose.head.front * 4.5;
    let hold = Hand::set(down + UP * 0.2, -f.front, Form::HOLD);
    let heel = Hand::set(down + UP * 0.95 + NEAR * 0.2, f.front, Form::PRESS);
    let pose = pose
        .arm(1, hold.wrist_for_palm(b.hand, jaw), -UP - NEAR * 0.4, hold)
        .arm(0, heel.wrist_for_heel(b.hand, blades - down * 2.0), UP + RIGHT + NEAR * 0.4, heel)
        .bent_to_reach(b)
        .looking(b, blades);
    mother.put(world, pose);
    blades
}

fn blows() -> Scene {
    let mut world = World::default();
    let blades = blow(&mut world, v(0.0, 0.0, 0.0), true);
    let camera = camera(4.0, 14.0);
    Signs { world: &mut world, camera: &camera }.shout(blades + UP * 12.0, 100.0, 7.0);
    let camera = camera.at(v(-14.0, 66.0, 0.0), 122.0);
    Scene {
        vi: "Bé nằm sấp trên cẳng tay, đầu thấp hơn ngực, tay đỡ hàm; gót bàn tay kia vỗ giữa hai bả vai.",
        en: "The baby lies face down on a forearm, head lower than the chest, jaw held; the heel of the other hand strikes between the shoulder blades.",
        world,
        camera,
    }
}

/// A baby face up on a forearm along the thigh, the head low and held; the heel of a hand on its chest.
fn thrust(world: &mut World, at: V, fingers: bool) -> V {
    let mother = Person { fingers, ..bare() };
    let b = &mother.build;
    stool(world, at + UP * 40.0);
    let pose = sitting(b, at + UP * 40.0, -RIGHT + NEAR * 0.55, 12.0);
    let d = (-RIGHT + NEAR * 0.55).unit();
    let down = (d - UP * 0.38).unit();
    let f = Frame::new(down, UP + d * 0.4);
    let hip = pose.hip + d * 24.0 + UP * 20.0 + NEAR * 4.0;
    let mut baby = baby_on_back(&INFANT.build, hip, down);
    baby.hip = hip;
    baby.pelvis = f;
    baby.chest = f;
    baby.head = f;
    for (i, side) in SIDES.into_iter().enumerate() {
        baby.legs[i].aim = crate::figure::pose::Aim::Along(-down + f.left * (0.8 * side), -UP - down * 0.2);
        baby.legs[i].toes = UP * 0.3 - down;
        baby.legs[i].sole = -UP - down;
    }
    let placed = Person { face: CRYING, ..INFANT }.put(world, baby);
    let at = placed.breastbone(0.8);
    let nape = placed.skeleton.skull - f.front * 6.5 - down * 3.0 + NEAR * 2.0;
    let hold = Hand::set(NEAR * 0.9 + down * 0.35 + UP * 0.1, f.front, Form::HOLD);
    let heel = Hand::set(down * 0.3 - NEAR * 0.8 - RIGHT * 0.2, -f.front, Form::PRESS);
    let pose = pose
        .arm(1, hold.wrist_for_palm(b.hand, nape), -UP - NEAR * 0.4, hold)
        .arm(0, heel.wrist_for_heel(b.hand, at), UP * 0.4 + RIGHT + NEAR * 0.6, heel)
        .bent_to_reach(b)
        .looking(b, at);
    mother.put(world, pose);
    at
}

fn thrusts() -> Scene {
    let mut world = World::default();
    let at = thrust(&mut world, v(0.0, 0.0, 0.0), true);
    let camera = camera(4.0, 20.0);
    let from = at - camera.right * 22.0 + camera.up * 34.0;
    let to = at - camera.right * 10.0 + camera.up * 16.0;
    Signs { world: &mut world, camera: &camera }.arrow(&[from, to], 7.0);
    let camera = camera.at(v(-14.0, 66.0, 0.0), 122.0);
    Scene {
        vi: "Bé nằm ngửa trên cẳng tay, đầu thấp, được đỡ; gót một bàn tay ấn giữa ngực.",
        en: "The baby lies on its back on a forearm, the head low and held; the heel of one hand presses mid-chest.",
        world,
        camera,
    }
}

fn again() -> Scene {
    let mut world = World::default();
    blow(&mut world, v(-50.0, 0.0, 0.0), false);
    thrust(&mut world, v(62.0, 0.0, 0.0), false);
    let camera = camera(4.0, 14.0);
    let mut signs = Signs { world: &mut world, camera: &camera };
    signs.arrow(&[v(-34.0, 116.0, 0.0), v(-6.0, 126.0, 0.0), v(22.0, 116.0, 0.0)], 9.0);
    signs.arrow(&[v(22.0, -14.0, 0.0), v(-6.0, -24.0, 0.0), v(-34.0, -14.0, 0.0)], 9.0);
    let camera = camera.fitted(&world);
    Scene {
        vi: "Vỗ lưng rồi ấn ngực, ấn ngực rồi vỗ lưng, lặp lại.",
        en: "Blows on the back, then thrusts on the chest, and again.",
        world,
        camera,
    }
}

fn limp() -> Scene {
    let mut world = World::default();
    world.thing(Tone::Light, block(v(-8.0, -2.4, 4.0), Frame::new(UP, NEAR), 42.0, 1.8, 28.0, 1.2));
    let who = INFANT.senseless();
    let baby = who.put(&mut world, baby_on_back(&who.build, v(0.0, 0.0, -4.0), -RIGHT));
    let mother = bare();
    let b = &mother.build;
    let at = baby.breastbone(0.8);
    let hand = Hand::set(NEAR + UP * 0.1, -UP, Form::PRESS);
    let other = Hand::set(-RIGHT * 0.2 + NEAR, -UP, Form::REST);
    let pose = kneeling(b, v(0.0, 0.0, -32.0), NEAR, 0.6, 46.0)
        .arm(0, hand.wrist_for_heel(b.hand, at), RIGHT, hand)
        .arm(1, other.wrist_for_palm(b.hand, baby.on_face(0.0, 0.3)), -RIGHT, other)
        .bent_to_reach(b)
        .looking(b, at);
    mother.put(&mut world, pose);
    let place = v(18.0, 1.0, 22.0);
    phone(&mut world, place, Frame::new(NEAR * -0.8 + RIGHT * 0.3, UP + NEAR * 0.6));
    let camera = camera(-12.0, 26.0);
    Signs { world: &mut world, camera: &camera }.sound(place + UP * 3.0, 30.0, 7.0, 2);
    let camera = camera.at(v(0.0, 20.0, 0.0), 98.0);
    Scene {
        vi: "Bé lả đi được đặt nằm ngửa nơi cứng; điện thoại bật loa ngoài; người lớn ấn giữa ngực.",
        en: "The limp baby lies flat on firm ground, the phone is on loudspeaker, an adult presses mid-chest.",
        world,
        camera,
    }
}

fn doctor() -> Scene {
    let mut world = World::default();
    health_station(&mut world, v(58.0, 0.0, -30.0), 104.0, 92.0);
    ground(&mut world, v(-30.0, 0.0, 0.0), 60.0, 20.0);
    let m = &MOTHER.build;
    let way = RIGHT + NEAR * 0.35;
    let f = Frame::new(UP, way);
    let pose = walking(m, v(-30.0, 0.0, 0.0), way);
    let hip = pose.hip + UP * 28.0 + f.front * 15.0 - f.left * 3.0;
    let mut baby = upright(hip, -way);
    for (i, side) in SIDES.into_iter().enumerate() {
        baby.legs[i].aim = crate::figure::pose::Aim::Along(-UP * 0.8 + baby.pelvis.left * (0.8 * side), -UP + way * 0.2);
        baby.arms[i].aim = crate::figure::pose::Aim::Along(-way + UP * 0.3 + baby.pelvis.left * (0.5 * side), -way + UP * 0.4);
    }
    baby.head = Frame::new(UP, NEAR - way * 0.5);
    let baby = INFANT.put(&mut world, baby);
    let under = Hand::set(-f.left * 0.6 + way, UP, Form::HOLD);
    let back = Hand::set(UP * 0.6 + f.left * 0.6, -way, Form::FLAT);
    let spine = baby.skeleton.waist + way.unit() * 7.0;
    let pose = pose
        .arm(0, hip - UP * 7.5 + f.left * 5.0, -UP - way * 0.4, under)
        .arm(1, back.wrist_for_palm(m.hand, spine + UP * 4.0), -f.left - UP, back);
    MOTHER.with(KIND).put(&mut world, pose);
    let camera = camera(0.0, 8.0).fitted(&world);
    Scene {
        vi: "Người lớn bế bé tới trạm y tế.",
        en: "An adult carries the baby to the health station.",
        world,
        camera,
    }
}
