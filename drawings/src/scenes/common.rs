//! What several protocols show alike.

use super::cast::{BOY, FATHER, MOTHER};
use crate::{
    figure::{
        build::Build,
        hand::{Form, Hand},
        person::{Person, Placed},
        pose::Pose,
        postures::{kneeling, on_side, sitting, standing},
    },
    maths::{Frame, NEAR, RIGHT, UP, V, v},
    things::{objects::phone, places::ground},
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

/// A telephone on the ground; tells where its sound begins.
pub fn phone_on_ground(world: &mut World, at: V) -> V {
    phone(world, at, Frame::new(NEAR * -0.8 + RIGHT * 0.3, UP + NEAR * 0.8));
    at + UP * 4.0
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

/// A child on the side whose head, neck and back are kept in one line: one helper at the head, one
/// behind. What is done to the child before is done by `dress`.
pub fn in_line(world: &mut World, child: Person) -> Placed {
    ground(world, v(-8.0, 0.0, 8.0), 96.0, 32.0);
    let mut pose = on_side(&child.build, v(0.0, 0.0, 0.0), -RIGHT, NEAR);
    // The head is not tilted here.
    pose.head = Frame::new(pose.chest.up, pose.chest.front);
    let placed = child.put(world, pose);
    let k = placed.skeleton;
    let h = child.build.head;
    let m = &MOTHER.build;
    let cheek = |s: f64| k.skull + k.pose.head.left * (s * h * 0.4) - k.pose.head.up * (h * 0.02);
    let upper = Hand::set(RIGHT * 0.9 + UP * 0.1, -UP, Form::FLAT);
    let lower = Hand::set(RIGHT * 0.9 - UP * 0.1 + NEAR * 0.2, UP, Form::FLAT);
    let under = v(k.skull.x - 4.0, 3.4, k.skull.z + 2.0);
    let knees = v(k.skull.x - 44.0, 0.0, -4.0);
    let pose = kneeling(m, knees, RIGHT + NEAR * 0.2, 0.9, 50.0)
        .arm(0, upper.wrist_for_palm(m.hand, cheek(1.0) + UP * 1.5), -RIGHT * 0.3 - NEAR + UP * 0.4, upper)
        .arm(1, lower.wrist_for_palm(m.hand, under), NEAR, lower)
        .bent_to_reach(m)
        .looking(m, k.skull);
    MOTHER.put(world, pose);
    let f = &FATHER.build;
    let hold = Hand::set(NEAR - UP * 0.5, -UP - NEAR * 0.2, Form::HOLD);
    let pose = kneeling(f, v(8.0, 0.0, -34.0), NEAR - RIGHT * 0.1, 0.5, 42.0)
        .arm(0, hold.wrist_for_palm(f.hand, k.hip_side() + UP * 3.0 + RIGHT * 2.0), RIGHT, hold)
        .arm(1, hold.wrist_for_palm(f.hand, k.arms[0].root + UP * 5.0), -RIGHT, hold)
        .bent_to_reach(f)
        .looking(f, k.skull);
    FATHER.put(world, pose);
    placed
}

/// A child who sits on the ground.
pub fn seated_boy(world: &mut World, who: Person, at: V, way: V) -> Placed {
    let pose = on_the_ground(&BOY.build, at, way);
    who.put(world, pose)
}
