//! Somebody hurt on the road.

use super::{
    Scene, bite, camera,
    cast::{BOY, FATHER, MOTHER},
};
use crate::{
    figure::{
        hand::{Form, Hand},
        head::{Hat, KIND, WORRIED},
        person::Person,
        postures::{kneeling, supine},
    },
    maths::{NEAR, RIGHT, UP, v},
    things::{places::ground, signs::Signs},
    world::World,
};

/// The scenes of this protocol.
pub const SCENES: &[(&str, fn() -> Scene)] = &[
    ("road_injury/3", press),
    ("road_injury/4", leave),
];

const HELMETED: Person = Person { hat: Hat::Helmet, ..BOY };

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
