//! Postures that scenes share: standing, lying, kneeling over somebody.

use super::{
    build::Build,
    hand::{Form, Hand},
    pose::{Aim, Arm, Leg, Pose, Skeleton, bent},
};
use crate::maths::{Frame, UP, V};

/// The left side, the right side.
pub const SIDES: [f64; 2] = [1.0, -1.0];

/// Standing upright on a point of the ground, looking somewhere.
pub fn standing(build: &Build, feet: V, front: V) -> Pose {
    let f = Frame::new(UP, front);
    let arm = |side: f64| Arm {
        aim: Aim::Along(
            f.left * (0.17 * side) - UP,
            f.front * 0.14 - UP + f.left * (0.08 * side),
        ),
        hand: Hand::along(-f.left * side, Form::REST),
    };
    let leg = |side: f64| Leg {
        aim: Aim::Along(f.left * (0.05 * side) - UP, -UP),
        toes: f.front + f.left * (0.25 * side),
        sole: -UP,
    };
    Pose {
        hip: feet + UP * (build.thigh + build.shin + build.ankle - 0.4),
        pelvis: f,
        chest: f,
        head: f,
        arms: SIDES.map(arm),
        legs: SIDES.map(leg),
    }
}

/// Flat on the back on the ground: where the middle of the hips is, and where the head points.
pub fn supine(build: &Build, at: V, head: V) -> Pose {
    let s = build.spine;
    let f = Frame::new(head, UP);
    let arm = |side: f64| Arm {
        aim: Aim::Along(f.left * (0.34 * side) - f.up - UP * 0.06, f.left * (0.2 * side) - f.up - UP * 0.1),
        hand: Hand::along(-UP - f.left * (0.6 * side), Form::REST),
    };
    let leg = |side: f64| Leg {
        aim: Aim::Along(f.left * (0.1 * side) - f.up - UP * 0.05, f.left * (0.06 * side) - f.up - UP * 0.03),
        toes: UP + f.left * (0.55 * side) - f.up * 0.25,
        sole: -f.up - UP * 0.2,
    };
    Pose {
        hip: at + UP * (s * 0.215),
        pelvis: f,
        chest: f,
        // The back of the head is round: it lies lower than the neck would have it.
        head: f.nodding(-4.0),
        arms: SIDES.map(arm),
        legs: SIDES.map(leg),
    }
}

/// Kneeling before a point of a body on the ground, and pressing upon it with straight arms from right
/// above: shoulders, elbows and wrists in one plumb line.
pub struct Pressing {
    /// Where the heel of the hand presses.
    pub at: V,
    /// From whoever presses across the body.
    pub across: V,
    /// How far the knees are from the point.
    pub knees: f64,
    /// Whether both hands press, one upon the other; else the left one only.
    pub both: bool,
}

impl Pressing {
    /// The pose of whoever presses.
    pub fn pose(&self, build: &Build) -> Pose {
        let d = self.across.across(UP).unit();
        let level = Frame::new(UP, d);
        let lower = Hand::set(d + UP * 0.1, -UP, Form::PRESS);
        let upper = Hand::set(d + level.left * 0.16 + UP * 0.12, -UP, Form::FLAT);
        let heel = lower.wrist_for_heel(build.hand, self.at);
        let wrists = if self.both { [heel, heel + UP * (build.hand * 0.15) - d * 0.6] } else { [heel, heel] };
        let arm = build.upper_arm + build.forearm;
        let knees = self.at.across(UP) - d * self.knees + UP * (0.15 * build.thigh);
        let head = Frame::new(UP * 0.8 + d * 0.6, d * 0.8 - UP * 0.6);
        let mut nape = heel + UP * arm;
        let mut hip = knees;
        let mut roll = 0.0;
        // Until the shoulders stand over the hands and both arms are straight; the shoulder over the
        // upper hand is the higher one.
        for _ in 0..24 {
            hip = bent(knees, nape, -d + UP * 0.2, build.thigh * 0.985, build.spine);
            let chest = Frame::new(nape - hip, d - UP).turning(roll);
            let aim = |i: usize| Aim::To(wrists[i], level.left * SIDES[i]);
            let arms = [0, 1].map(|i| Arm { aim: aim(i), hand: lower });
            let legs = SIDES.map(|_| Leg { aim: Aim::Along(-UP, -UP), toes: d, sole: -UP });
            let k = Skeleton::new(*build, Pose { hip, pelvis: chest, chest, head, arms, legs });
            let left = (k.arms[0].root - wrists[0]).length();
            let right = (k.arms[1].root - wrists[1]).length();
            let shoulders = k.arms[0].root.towards(k.arms[1].root, 0.5);
            nape = nape + UP * (arm * 0.9994 - f64::midpoint(left, right));
            nape = nape + (heel + d * 0.5 - shoulders).across(UP);
            if self.both {
                roll += (right - left) * 0.8;
            }
        }
        let chest = Frame::new(nape - hip, d - UP).turning(roll);
        let pelvis = Frame::new(nape - hip, d - UP);
        let legs = SIDES.map(|side| Leg {
            aim: Aim::Along(
                knees - hip + level.left * (side * 1.5),
                -d - UP * 0.12 + level.left * (side * 0.04),
            ),
            toes: -d - UP * 0.42 + level.left * (side * 0.1),
            sole: UP - d * 0.4,
        });
        let hands = if self.both { [lower, upper] } else { [lower, Hand::along(-d, Form::REST)] };
        let arms = [0, 1].map(|i| {
            let aim = if i == 1 && !self.both {
                // The free hand rests on the thigh.
                let rest = hip + level.left * -(build.hips + 5.0) + (knees - hip) * 0.55 + d * 7.0 + UP * 4.0;
                Aim::To(rest, -d - level.left * 1.2)
            } else {
                Aim::To(wrists[i], level.left * SIDES[i] - d * 0.2)
            };
            Arm { aim, hand: hands[i] }
        });
        Pose { hip, pelvis, chest, head, arms, legs }
    }
}

/// Kneeling upright on the ground, facing somewhere. `sit` is 0 on the knees and 1 on the heels;
/// `lean` is how many degrees the trunk leans forward.
pub fn kneeling(build: &Build, knees: V, facing: V, sit: f64, lean: f64) -> Pose {
    let d = facing.across(UP).unit();
    let f = Frame::new(UP, d);
    let knees = knees.across(UP) + UP * (0.15 * build.thigh);
    let thigh = UP.turned(f.left, -90.0 * sit * 0.86 - 4.0);
    let hip = knees + thigh * build.thigh;
    let trunk = f.nodding(lean);
    let arm = |side: f64| Arm {
        aim: Aim::Along(
            f.left * (0.2 * side) - UP,
            f.front * 0.5 - UP + f.left * (0.05 * side),
        ),
        hand: Hand::along(-f.left * side, Form::REST),
    };
    Pose {
        hip,
        pelvis: trunk,
        chest: trunk,
        head: f.nodding(lean * 0.6 + 10.0),
        arms: SIDES.map(arm),
        legs: SIDES.map(|side| kneeling_leg(&f, knees - hip, side)),
    }
}

/// A leg that kneels: the thigh goes somewhere, the shin lies on the ground behind.
fn kneeling_leg(f: &Frame, thigh: V, side: f64) -> Leg {
    let d = f.front;
    Leg {
        aim: Aim::Along(thigh + f.left * (side * 2.5), -d - UP * 0.1 + f.left * (side * 0.03)),
        toes: -d - UP * 0.42 + f.left * (side * 0.1),
        sole: UP - d * 0.4,
    }
}

/// Kneeling and bowing so far that the head is at a place. The spine bends as it must.
pub fn bowing(build: &Build, knees: V, facing: V, skull: V, head: Frame) -> Pose {
    let mut pose = kneeling(build, knees, facing, 0.3, 60.0);
    let d = facing.across(UP).unit();
    let knees = knees.across(UP) + UP * (0.15 * build.thigh);
    let mut nape = skull - head.up * (build.head * 0.6 + build.neck);
    for _ in 0..16 {
        let hip = bent(knees, nape, UP - d, build.thigh, build.spine * 0.97);
        let up = (nape - hip).unit();
        pose.hip = hip;
        pose.pelvis = Frame::new(up + UP * 0.1, d - UP);
        pose.chest = Frame::new(up, d - UP);
        pose.head = head;
        let f = Frame::new(UP, d);
        pose.legs = SIDES.map(|side| kneeling_leg(&f, knees - hip, side));
        let k = Skeleton::new(*build, pose);
        nape = nape + (skull - k.skull);
    }
    pose
}

/// Sitting on a seat under the hips, facing somewhere, the trunk leaning forward so many degrees.
pub fn sitting(build: &Build, seat: V, facing: V, lean: f64) -> Pose {
    let d = facing.across(UP).unit();
    let f = Frame::new(UP, d);
    let trunk = f.nodding(lean);
    let hip = seat + UP * (build.spine * 0.19);
    let low = build.ankle - hip.y;
    Pose {
        hip,
        pelvis: trunk,
        chest: trunk,
        head: f.nodding(lean * 0.5 + 8.0),
        arms: SIDES.map(|side| Arm {
            aim: Aim::Along(f.left * (0.2 * side) - UP, d - UP * 0.35),
            hand: Hand::along(-UP, Form::REST),
        }),
        legs: SIDES.map(|side| {
            let foot = hip + d * (build.thigh * 0.96) + f.left * ((build.hips + 2.0) * side) + UP * low;
            Leg { aim: Aim::To(foot, UP + d), toes: d + f.left * (0.15 * side), sole: -UP }
        }),
    }
}

impl Pose {
    /// The same, bent forward at the hips so many degrees; the legs stay.
    #[must_use]
    pub fn bent_forward(mut self, degrees: f64) -> Self {
        let left = self.pelvis.left;
        self.pelvis = self.pelvis.turned(left, degrees * 0.75);
        self.chest = self.chest.turned(left, degrees);
        self.head = self.head.turned(left, degrees * 0.85);
        self
    }

    /// The same with an arm whose wrist is at a point. 0 is the left arm.
    #[must_use]
    pub fn arm(mut self, side: usize, wrist: V, elbow: V, hand: Hand) -> Self {
        if let Some(arm) = self.arms.get_mut(side) {
            *arm = Arm { aim: Aim::To(wrist, elbow), hand };
        }
        self
    }

    /// The same with an arm along two directions.
    #[must_use]
    pub fn arm_along(mut self, side: usize, upper: V, lower: V, hand: Hand) -> Self {
        if let Some(arm) = self.arms.get_mut(side) {
            *arm = Arm { aim: Aim::Along(upper, lower), hand };
        }
        self
    }

    /// The same with a leg whose ankle is at a point.
    #[must_use]
    pub fn leg(mut self, side: usize, ankle: V, knee: V, toes: V, sole: V) -> Self {
        if let Some(leg) = self.legs.get_mut(side) {
            *leg = Leg { aim: Aim::To(ankle, knee), toes, sole };
        }
        self
    }

    /// The same with the head turned so that the face looks at a point.
    #[must_use]
    pub fn looking(mut self, build: &Build, at: V) -> Self {
        let k = Skeleton::new(*build, self);
        let way = at - k.skull;
        self.head = Frame::new(self.chest.up + UP * 0.3, way);
        // The crown leans a little towards what is looked at, as necks do.
        self.head = Frame::new(self.head.up + way.unit() * 0.12, way);
        self
    }

    /// The same, the trunk bent forward until both hands reach what they are meant to.
    #[must_use]
    pub fn bent_to_reach(mut self, build: &Build) -> Self {
        let arm = (build.upper_arm + build.forearm) * 0.985;
        for _ in 0..45 {
            let k = Skeleton::new(*build, self);
            let short = (0..2).any(|i| match self.arms[i].aim {
                Aim::To(to, _) => (to - k.arms[i].root).length() > arm,
                Aim::Along(..) => false,
            });
            if !short {
                break;
            }
            let left = self.pelvis.left;
            self.pelvis = self.pelvis.turned(left, 1.0);
            self.chest = self.chest.turned(left, 1.6);
        }
        self
    }

    /// The same, moved.
    #[must_use]
    pub fn moved(mut self, by: V) -> Self {
        self.hip = self.hip + by;
        self
    }
}

/// On the side, as one is laid who breathes and does not answer: the lower arm before the body, the
/// upper hand under the cheek, the upper knee bent on the ground, the head tilted back.
pub fn on_side(build: &Build, at: V, head: V, facing: V) -> Pose {
    let s = build.spine;
    // Rolled a little forward, so that the mouth is lower than the throat.
    let f = Frame::new(head, facing - UP * 0.2);
    let upper = usize::from(f.left.dot(UP) < 0.0);
    let lower = 1 - upper;
    let hip = at + UP * (s * 0.3);
    let ground = |p: V, high: f64| p.across(UP) + UP * high;
    let shoulder = hip + f.up * (s * 0.9);
    let skull = hip + f.up * (s + build.neck + build.head * 0.42) + f.front * (build.head * 0.05);
    let cheek = ground(skull + f.front * (build.head * 0.3) - f.up * (build.head * 0.2), build.hand * 0.13);
    // The back of the hand lies against the cheek.
    let under = Hand::set(f.up * 0.9 - f.front * 0.3, -UP, Form::FLAT);
    let out = ground(shoulder + f.front * (build.upper_arm * 0.95), build.upper_arm * 0.16);
    let knee = ground(hip + f.front * (build.thigh * 0.86) + f.up * (build.thigh * 0.1), build.thigh * 0.16);
    let ankle = ground(knee - f.up * (build.shin * 0.94) - f.front * (build.shin * 0.2), build.ankle * 0.6);
    let mut pose = Pose {
        hip,
        pelvis: f,
        chest: f,
        head: Frame::new(f.up - f.front * 0.22, f.front + f.up * 0.1 - UP * 0.12),
        arms: SIDES.map(|_| Arm { aim: Aim::Along(f.front, f.front), hand: under }),
        legs: SIDES.map(|_| Leg { aim: Aim::Along(-f.up, -f.up), toes: f.front, sole: -f.up }),
    };
    let shin = ankle - knee;
    pose.legs[upper] = Leg {
        aim: Aim::Along(knee - (hip + f.left * (build.hips * SIDES[upper])), shin),
        toes: f.front * 0.8 - f.up * 0.5,
        sole: -f.up - f.front * 0.4,
    };
    pose.legs[lower] = Leg {
        aim: Aim::Along(-f.up - UP * 0.06 + f.front * 0.08, -f.up - UP * 0.02 - f.front * 0.1),
        toes: f.front * 0.9 - f.up * 0.5,
        sole: -f.up - f.front * 0.4,
    };
    pose.arms[upper] = Arm { aim: Aim::To(under.wrist_for_palm(build.hand, cheek), f.front - UP * 0.4), hand: under };
    let way = out - (shoulder - UP * (build.shoulders * 0.7));
    pose.arms[lower] = Arm {
        aim: Aim::Along(way, f.up * 0.85 + f.front * 0.45),
        hand: Hand::along(UP, Form::REST),
    };
    pose
}

/// Carried level in two arms: the middle of the hips, where the head points, where whoever carries is.
pub fn carried(hip: V, head: V, carrier: V) -> Pose {
    let up = (head.across(UP).unit() + UP * 0.28).unit();
    let f = Frame::new(up, UP + carrier * 0.35);
    let d = head.across(UP).unit();
    Pose {
        hip,
        pelvis: f,
        chest: f,
        head: Frame::new(f.up + UP * 0.1, f.front * 0.8 + carrier * 0.6),
        arms: SIDES.map(|side| Arm {
            aim: Aim::Along(f.left * (0.25 * side) - f.up + f.front * 0.4, -f.up * 0.6 + f.front * 0.3 - f.left * (0.6 * side)),
            hand: Hand::along(-f.front, Form::REST),
        }),
        legs: SIDES.map(|side| Leg {
            aim: Aim::Along(-d + UP * 0.32 + f.left * (0.06 * side), -UP - d * (0.35 + 0.1 * side)),
            toes: -d * 0.8 - UP * 0.5,
            sole: -UP - d * 0.3,
        }),
    }
}

/// A baby on its back: arms up, knees apart. `at` is the ground under the hips.
pub fn baby_on_back(build: &Build, at: V, head: V) -> Pose {
    let f = Frame::new(head, UP);
    Pose {
        hip: at + UP * (build.spine * 0.235),
        pelvis: f,
        chest: f,
        head: f.nodding(-2.0),
        arms: SIDES.map(|side| Arm {
            aim: Aim::Along(
                f.left * (0.95 * side) - f.up * 0.35 - UP * 0.12,
                f.up * 0.85 + f.left * (0.35 * side) - UP * 0.1,
            ),
            hand: Hand::set(f.up, UP - f.left * (0.3 * side), Form::REST),
        }),
        legs: SIDES.map(|side| Leg {
            aim: Aim::Along(
                f.left * (0.62 * side) - f.up * 0.85 + UP * 0.42,
                -f.up * 0.8 - f.left * (0.34 * side) - UP * 0.5,
            ),
            toes: f.left * (0.55 * side) - f.up * 0.3 + UP * 0.8,
            sole: -f.up - UP * 0.2,
        }),
    }
}

/// A step forward.
pub fn walking(b: &Build, at: V, way: V) -> Pose {
    let d = way.across(UP).unit();
    let pose = standing(b, at, d);
    let hip = pose.hip;
    let side = pose.pelvis.left;
    let foot = |ahead: f64, lift: f64, s: f64| {
        at + d * (ahead * b.thigh) + side * (b.hips * s) + UP * (b.ankle + lift)
    };
    let mut pose = pose
        .leg(0, foot(0.55, 0.0, 1.0), d + UP * 0.3, d, -UP)
        .leg(1, foot(-0.6, 2.0, -1.0), d, d - UP * 0.5, -UP - d * 0.5);
    pose.hip = hip - UP * (b.thigh * 0.07);
    pose
}

/// Flat on the belly on the ground, the arms ahead. `at` is the ground under the hips.
pub fn prone(build: &Build, at: V, head: V) -> Pose {
    let d = head.across(UP).unit();
    let s = build.spine;
    let pelvis = Frame::new(d, -UP);
    let chest = Frame::new(d + UP * 0.2, -UP);
    Pose {
        hip: at + UP * (s * 0.21),
        pelvis,
        chest,
        head: Frame::new(d * 0.35 + UP, d - UP * 0.2),
        arms: SIDES.map(|_| Arm { aim: Aim::Along(d, d), hand: Hand::along(-UP, Form::GRIP) }),
        legs: SIDES.map(|side| Leg {
            aim: Aim::Along(-d + pelvis.left * (0.26 * side) - UP * 0.06, -d + pelvis.left * (0.1 * side) - UP * 0.04),
            toes: -d + pelvis.left * (0.4 * side) - UP * 0.2,
            sole: UP * 0.8 - d * 0.6,
        }),
    }
}

/// Upright in the water, an arm or both above it.
pub fn in_water(build: &Build, hip: V, front: V) -> Pose {
    let f = Frame::new(UP + front * 0.12, front);
    let mut pose = standing(build, hip, front);
    pose.hip = hip;
    pose.pelvis = f;
    pose.chest = f;
    pose.head = Frame::new(UP, front + UP * 0.25);
    pose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        figure::{
            build::{CHILD, MAN, TODDLER, WOMAN, YOUTH},
            pose::Skeleton,
        },
        maths::{NEAR, RIGHT, v},
    };

    /// Where on the breastbone a point presses: 0 its upper end, 1 its lower.
    fn share(victim: &Skeleton, at: V) -> f64 {
        let (upper, lower) = (victim.behind_breastbone(0.0), victim.behind_breastbone(1.0));
        let way = lower - upper;
        (at - upper).dot(way) / way.dot(way)
    }

    #[test]
    fn whoever_presses_has_straight_arms_and_the_shoulders_over_the_hands() {
        for (build, both) in [(WOMAN, true), (WOMAN, false), (MAN, true), (YOUTH, true)] {
            for small in [CHILD, TODDLER] {
                let victim = Skeleton::new(small, supine(&small, v(0.0, 0.0, 0.0), -RIGHT));
                let at = victim.behind_breastbone(0.8) + UP * (small.spine * 0.2);
                let pose = Pressing { at, across: NEAR, knees: 24.0, both }.pose(&build);
                let k = Skeleton::new(build, pose);
                let hands = if both { 0..2 } else { 0..1 };
                for i in hands {
                    let (upper, lower) = (k.arms[i].joint - k.arms[i].root, k.arms[i].end - k.arms[i].joint);
                    let bent = upper.unit().dot(lower.unit());
                    assert!(bent > 0.985, "the elbow is bent: {bent}");
                    // The heel is on the lower half of the breastbone, in its middle line.
                    let hand = pose.arms[i].hand;
                    let heel = k.arms[i].end + at - hand.wrist_for_heel(build.hand, at);
                    let place = share(&victim, heel);
                    assert!((0.55..=1.0).contains(&place), "the heel is at {place}");
                    let aside = (heel - at).across(UP).length();
                    assert!(aside < 2.5, "the heel is {aside} cm off");
                }
                if both {
                    let over = k.arms[0].root.towards(k.arms[1].root, 0.5) - at;
                    let off = over.across(UP).length();
                    assert!(off < 5.0, "the shoulders are {off} cm off");
                }
            }
        }
    }

    #[test]
    fn on_the_side_the_mouth_is_lower_than_the_throat_and_the_head_is_back() {
        for build in [CHILD, YOUTH, WOMAN] {
            let pose = on_side(&build, v(0.0, 0.0, 0.0), -RIGHT, NEAR);
            let k = Skeleton::new(build, pose);
            let mouth = k.skull + pose.head.front * (0.37 * build.head) - pose.head.up * (0.27 * build.head);
            assert!(mouth.y < k.nape.y, "the mouth is at {}, the throat at {}", mouth.y, k.nape.y);
            assert!(pose.head.up.dot(pose.chest.front) < -0.1, "the head is not tilted back");
            let upper = usize::from(k.legs[1].root.y > k.legs[0].root.y);
            let thigh = (k.legs[upper].joint - k.legs[upper].root).unit();
            assert!(thigh.dot(pose.pelvis.front) > 0.7, "the upper knee is not before the body");
        }
    }
}
