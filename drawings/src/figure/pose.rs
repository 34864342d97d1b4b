//! How somebody stands, kneels or lies: a chain of joints from the hips.

use super::{build::Build, hand::Hand};
use crate::maths::{Frame, V};

/// Where an arm or a leg goes.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// The directions of its two bones.
    Along(V, V),
    /// The point that wrist or ankle must be at, and where elbow or knee points.
    To(V, V),
}

/// An arm and its hand.
#[derive(Debug, Clone, Copy)]
pub struct Arm {
    /// Where it goes.
    pub aim: Aim,
    /// Its hand.
    pub hand: Hand,
}

/// A leg and its foot.
#[derive(Debug, Clone, Copy)]
pub struct Leg {
    /// Where it goes.
    pub aim: Aim,
    /// Where the toes point.
    pub toes: V,
    /// Where the sole looks.
    pub sole: V,
}

/// A whole pose. What is there twice is the left one first.
#[derive(Debug, Clone, Copy)]
pub struct Pose {
    /// The middle between the hips.
    pub hip: V,
    /// The pelvis.
    pub pelvis: Frame,
    /// The chest.
    pub chest: Frame,
    /// The head.
    pub head: Frame,
    /// The arms.
    pub arms: [Arm; 2],
    /// The legs.
    pub legs: [Leg; 2],
}

/// The bones of an arm or a leg in place.
#[derive(Debug, Clone, Copy)]
pub struct Bones {
    /// Shoulder or hip.
    pub root: V,
    /// Elbow or knee.
    pub joint: V,
    /// Wrist or ankle.
    pub end: V,
}

/// All joints in place.
#[derive(Debug, Clone, Copy)]
pub struct Skeleton {
    /// The measures.
    pub build: Build,
    /// The pose that was solved.
    pub pose: Pose,
    /// Where pelvis and chest bend.
    pub waist: V,
    /// The root of the neck.
    pub nape: V,
    /// The middle of the head.
    pub skull: V,
    /// The arms.
    pub arms: [Bones; 2],
    /// The legs.
    pub legs: [Bones; 2],
}

/// The share of the spine that belongs to the pelvis.
const BEND: f64 = 0.4;

/// Where the joint between two lengths is that join two points, on the side of `bend`.
pub fn bent(from: V, to: V, bend: V, first: f64, second: f64) -> V {
    reach(from, to, bend, first, second).joint
}

/// Two bones that reach a point, or stretch towards it.
fn reach(root: V, to: V, bend: V, upper: f64, lower: f64) -> Bones {
    let way = to - root;
    let far = way.length().clamp((upper - lower).abs() * 1.02 + 0.01, (upper + lower) * 0.9995);
    let along = way.unit();
    let cos = (upper * upper + far * far - lower * lower) / (2.0 * upper * far);
    let sin = (1.0 - cos * cos).max(0.0).sqrt();
    let aside = bend.across(along).unit();
    Bones { root, joint: root + (along * cos + aside * sin) * upper, end: root + along * far }
}

fn solve(root: V, aim: Aim, upper: f64, lower: f64) -> Bones {
    match aim {
        Aim::Along(a, b) => {
            let joint = root + a.unit() * upper;
            Bones { root, joint, end: joint + b.unit() * lower }
        }
        Aim::To(to, bend) => reach(root, to, bend, upper, lower),
    }
}

impl Skeleton {
    /// Puts all joints in place.
    pub fn new(build: Build, pose: Pose) -> Self {
        let waist = pose.hip + pose.pelvis.up * (build.spine * BEND);
        let nape = waist + pose.chest.up * (build.spine * (1.0 - BEND));
        let mid = pose.chest.between(&pose.head, 0.5);
        let skull = nape
            + mid.up * build.neck
            + pose.head.up * (build.head * 0.47)
            + pose.head.front * (build.head * 0.09);
        let sides = [1.0, -1.0];
        let arms = std::array::from_fn(|i| {
            let side = sides[i];
            let chest = pose.chest;
            let root = nape + chest.left * (build.shoulders * side) - chest.up * (build.spine * 0.085);
            let toward = match pose.arms[i].aim {
                Aim::Along(a, _) => a.unit(),
                Aim::To(to, _) => (to - root).unit(),
            };
            // The shoulder goes with the arm.
            let lift = chest.up * toward.dot(chest.up).max(-0.15)
                + chest.front * (toward.dot(chest.front) * 0.8)
                + chest.left * (toward.dot(chest.left) * 0.35);
            let root = root + lift * (build.spine * 0.07);
            solve(root, pose.arms[i].aim, build.upper_arm, build.forearm)
        });
        let legs = std::array::from_fn(|i| {
            let root = pose.hip + pose.pelvis.left * (build.hips * sides[i]);
            solve(root, pose.legs[i].aim, build.thigh, build.shin)
        });
        Self { build, pose, waist, nape, skull, arms, legs }
    }

    /// How far wrists and ankles are from where they should be.
    pub fn misses(&self) -> [f64; 4] {
        let of = |aim: Aim, bones: Bones| match aim {
            Aim::To(to, _) => (to - bones.end).length(),
            Aim::Along(..) => 0.0,
        };
        let (arms, legs) = (self.pose.arms, self.pose.legs);
        [
            of(arms[0].aim, self.arms[0]),
            of(arms[1].aim, self.arms[1]),
            of(legs[0].aim, self.legs[0]),
            of(legs[1].aim, self.legs[1]),
        ]
    }

    /// A point inside the breast behind the breastbone: 0 at its upper end, 1 at its lower.
    pub fn behind_breastbone(&self, share: f64) -> V {
        let s = self.build.spine;
        self.nape - self.pose.chest.up * (s * (0.06 + 0.36 * share))
    }

    /// The hip that is uppermost.
    pub fn hip_side(&self) -> V {
        let side = if self.pose.pelvis.left.y > 0.0 { 1.0 } else { -1.0 };
        self.pose.hip + self.pose.pelvis.left * (side * self.build.spine * 0.3)
    }

    /// Where the two sides of the body are: 1 for the left, −1 for the right.
    pub const SIDES: [f64; 2] = [1.0, -1.0];
}
