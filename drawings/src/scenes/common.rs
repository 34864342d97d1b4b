//! What several protocols show alike.

use crate::{
    figure::{
        build::Build,
        hand::{Form, Hand},
        person::{Person, Placed},
        pose::Pose,
        postures::{sitting, standing},
    },
    maths::{Frame, UP, V},
    things::objects::phone,
    world::World,
};

/// Holds a telephone to the right ear.
pub fn phoning(world: &mut World, build: &Build, pose: Pose) -> Pose {
    let f = pose.chest;
    let skull = pose.hip + f.up * (build.spine + build.neck + build.head * 0.47);
    let ear = skull - f.left * (build.head * 0.44) + f.front * (build.head * 0.06);
    let grip = Hand::set(UP + f.front * 0.2, f.left, Form::GRIP);
    phone(world, ear - UP * 1.5, Frame::new(UP + f.front * 0.3, f.left));
    pose.arm(1, ear - UP * 8.5 - f.left * 2.0, -f.left - UP, grip)
}

/// Somebody who stands and calls.
pub fn caller(world: &mut World, who: Person, at: V, front: V) -> Placed {
    let pose = standing(&who.build, at, front);
    let pose = phoning(world, &who.build, pose);
    who.put(world, pose)
}

/// Sitting on the ground, the legs ahead with bent knees, leaning on both hands.
pub fn on_the_ground(build: &Build, at: V, way: V) -> Pose {
    let d = way.unit();
    let mut pose = sitting(build, at, d, -12.0);
    let hip = at + UP * (build.spine * 0.22);
    pose.hip = hip;
    let side = pose.pelvis.left;
    let foot = |s: f64| hip.across(UP) + d * (build.thigh * 1.25) + side * (s * build.hips) + UP * build.ankle;
    let lean = |s: f64| Hand::set(-d + side * (0.3 * s), -UP, Form::FLAT);
    pose.leg(0, foot(1.0), UP, d, -UP)
        .leg(1, foot(-1.0), UP, d, -UP)
        .arm_along(0, -d * 0.5 - UP + side * 0.4, -d * 0.1 - UP, lean(1.0))
        .arm_along(1, -d * 0.5 - UP - side * 0.4, -d * 0.1 - UP, lean(-1.0))
}
