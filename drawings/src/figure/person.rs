//! A person: a body in its clothes, put into a world.

use super::{
    build::Build,
    hand,
    head::{self, Face, Hair, Hat},
    pose::{Pose, Skeleton},
};
use crate::{
    maths::{Frame, V},
    solid::{Solid, ball, cone, egg, limb},
    world::{Owner, Tone, Weight, World},
};

/// What is worn above.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Top {
    /// Nothing.
    Bare,
    /// A shirt with short sleeves.
    Shirt(Tone),
    /// A shirt with a collar and buttons.
    Collar(Tone),
    /// Áo bà ba: long loose sleeves, buttons, slits at the hips.
    BaBa(Tone),
    /// A shirt without sleeves.
    Vest(Tone),
}

/// What is worn below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bottom {
    /// Short trousers.
    Shorts(Tone),
    /// Wide trousers to the ankles.
    Trousers(Tone),
    /// A skirt to the knees.
    Skirt(Tone),
    /// A baby's nappy.
    Nappy,
}

/// Somebody.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The measures.
    pub build: Build,
    /// Above.
    pub top: Top,
    /// Below.
    pub bottom: Bottom,
    /// Hair.
    pub hair: Hair,
    /// Its tone.
    pub hair_tone: Tone,
    /// The hat.
    pub hat: Hat,
    /// The face.
    pub face: Face,
    /// Whether there are sandals.
    pub shod: bool,
    /// Whether each finger has its line: for hands seen closely.
    pub fingers: bool,
}

/// A person in place.
pub struct Placed {
    /// Whose parts they are.
    pub owner: Owner,
    /// The joints.
    pub skeleton: Skeleton,
    /// The skin or shirt of the trunk, to find points upon it.
    pub trunk: Solid,
    /// The skin of the head.
    pub head: Solid,
}

impl Placed {
    /// The point of the breast over the breastbone: 0 at its upper end, 1 at its lower.
    pub fn breastbone(&self, share: f64) -> V {
        let front = self.skeleton.pose.chest.front;
        let from = self.skeleton.behind_breastbone(share) + front * 40.0;
        head::surface(&self.trunk, from, -front, 60.0)
    }

    /// A point of the belly over the upper end of the stomach: above the navel, below the breastbone.
    pub fn belly(&self) -> V {
        let k = &self.skeleton;
        let front = k.pose.chest.front;
        let from = k.waist + k.pose.chest.up * (0.1 * k.build.spine) + front * 40.0;
        head::surface(&self.trunk, from, -front, 60.0)
    }

    /// A point of the back between the shoulder blades.
    pub fn between_blades(&self) -> V {
        let k = &self.skeleton;
        let front = k.pose.chest.front;
        let from = k.nape - k.pose.chest.up * (0.2 * k.build.spine) - front * 40.0;
        head::surface(&self.trunk, from, front, 60.0)
    }

    /// A point of the face, in its own measures.
    pub fn on_face(&self, left: f64, up: f64) -> V {
        let h = self.skeleton.build.head;
        let frame = self.skeleton.pose.head;
        let from = self.skeleton.skull + frame.out(left * h, up * h, 0.9 * h);
        head::surface(&self.head, from, -frame.front, 1.2 * h)
    }
}

/// The trunk, grown by some centimetres.
pub fn trunk(k: &Skeleton, more: f64) -> Solid {
    let s = k.build.spine;
    let (pelvis, chest) = (k.pose.pelvis, k.pose.chest);
    let mid = pelvis.between(&chest, 0.5);
    let broad = k.build.shoulders / 17.0 * (50.0 / s);
    let b = k.build.belly;
    let oval = |c: V, frame: Frame, l: f64, u: f64, f: f64| {
        egg(c, frame, l * s + more, u * s + more, f * s + more)
    };
    let mut solids = vec![
        oval(k.pose.hip + pelvis.up * (0.1 * s), pelvis, 0.32 * b.sqrt(), 0.23, 0.2 * b),
        oval(k.waist + mid.up * (0.01 * s) + mid.front * (0.012 * s * b), mid, 0.268 * b, 0.24, 0.185 * b),
        oval(k.waist + chest.up * (0.28 * s), chest, 0.3 * broad, 0.32, 0.205),
        limb(
            k.arms[0].root - chest.left * (0.03 * s),
            k.arms[1].root + chest.left * (0.03 * s),
            0.098 * s + more,
            0.098 * s + more,
        ),
        // From the neck to the shoulders the line falls softly.
        limb(k.nape - chest.up * (0.03 * s), k.nape + chest.up * (0.02 * s), 0.13 * s + more, 0.085 * s + more),
    ];
    if k.build.bust {
        for side in Skeleton::SIDES {
            let c = k.waist + chest.out(0.13 * s * side, 0.25 * s, 0.135 * s);
            solids.push(ball(c, 0.085 * s + more));
        }
    }
    Solid::Melt(solids, 0.15 * s)
}

/// The hips, grown by some centimetres.
fn hips(k: &Skeleton, more: f64) -> Solid {
    let s = k.build.spine;
    let pelvis = k.pose.pelvis;
    let b = k.build.belly;
    let mut solids = vec![egg(
        k.pose.hip + pelvis.up * (0.09 * s),
        pelvis,
        0.325 * s * b.sqrt() + more,
        0.22 * s + more,
        0.2 * s * b + more,
    )];
    for side in Skeleton::SIDES {
        solids.push(ball(k.pose.hip + pelvis.out(0.14 * s * side, 0.0, -0.065 * s), 0.165 * s + more));
    }
    Solid::Melt(solids, 0.1 * s)
}

struct Dressing<'a> {
    world: &'a mut World,
    person: &'a Person,
    k: Skeleton,
    owner: Owner,
}

impl Person {
    /// Puts somebody into a world.
    pub fn put(&self, world: &mut World, pose: Pose) -> Placed {
        let owner = world.owner();
        let k = Skeleton::new(self.build, pose);
        world.missed.extend(k.misses());
        let mut dressing = Dressing { world, person: self, k, owner };
        dressing.legs();
        let trunk = dressing.top();
        let head = dressing.head();
        Placed { owner, skeleton: k, trunk, head }
    }
}

impl Dressing<'_> {
    fn add(&mut self, tone: Tone, solid: Solid) -> usize {
        self.world.add(self.owner, tone, solid)
    }

    /// A limb of flesh between two joints: thicker near the root, with its muscle.
    fn flesh(&self, i: usize, leg: bool) -> (Solid, f64) {
        let f = self.person.build.flesh;
        if leg {
            let b = self.k.legs[i];
            let t = self.person.build.thigh;
            let (r0, r1, r2, r3) = (0.21 * t * f, 0.143 * t * f, 0.14 * t * f, 0.085 * t * f);
            // The calf is behind the bone, away from where the knee points.
            let back = -(b.joint - b.root.towards(b.end, 0.5)).unit();
            let shin = (b.end - b.joint).unit();
            let back = back.across(shin).unit();
            let bend = (b.joint - b.root).unit().dot(shin);
            let back = if bend > 0.995 { back * 0.0 } else { back };
            let calf = b.joint.towards(b.end, 0.3) + back * (0.03 * t);
            (
                Solid::Melt(
                    vec![
                        limb(b.root, b.joint, r0, r1),
                        limb(b.joint, calf, r2, 0.136 * t * f),
                        limb(calf, b.end, 0.136 * t * f, r3),
                    ],
                    0.02 * t,
                ),
                r0,
            )
        } else {
            let b = self.k.arms[i];
            let a = self.person.build.upper_arm;
            let (r0, r1, r2, r3) = (0.17 * a * f, 0.14 * a * f, 0.134 * a * f, 0.098 * a * f);
            let belly = b.joint.towards(b.end, 0.25);
            (
                Solid::Melt(
                    vec![
                        limb(b.root, b.joint, r0, r1),
                        limb(b.joint, belly, r1, r2),
                        limb(belly, b.end, r2, r3),
                    ],
                    0.02 * a,
                ),
                r0,
            )
        }
    }

    fn legs(&mut self) {
        let build = self.person.build;
        let mut roots = Vec::new();
        for i in 0..2 {
            let (skin, r0) = self.flesh(i, true);
            let skin = Solid::Melt(vec![skin, self.foot(i)], 0.09 * build.foot);
            roots.push((self.add(Tone::White, skin), r0));
            if self.person.shod {
                let sole = self.sole(i);
                self.add(Tone::Black, sole);
            }
        }
        let s = build.spine;
        let k = self.k;
        let hips = |more: f64| hips(&k, more);
        match self.person.bottom {
            Bottom::Nappy => {
                let pelvis = k.pose.pelvis;
                let cut = Solid::Half { c: k.pose.hip + pelvis.up * (0.26 * s), n: pelvis.up };
                let mut puffs = vec![hips(0.9)];
                for i in 0..2 {
                    let b = k.legs[i];
                    puffs.push(ball(b.root.towards(b.joint, 0.12), roots[i].1 + 0.9));
                }
                self.add(Tone::White, Solid::Common(vec![Solid::Melt(puffs, 1.0), cut]));
            }
            Bottom::Shorts(tone) => self.trousers(tone, hips(1.0), 0.78, 1.0, 1.9),
            Bottom::Trousers(tone) => self.trousers(tone, hips(1.2), 1.9, 1.3, 2.2),
            Bottom::Skirt(tone) => {
                let l = k.legs;
                let knees = [0, 1].map(|i| l[i].root.towards(l[i].joint, 0.92));
                let grown = |i: usize| limb(l[i].root, knees[i], roots[i].1 + 2.0, roots[i].1 * 0.95 + 2.0);
                let all = Solid::Melt(
                    vec![
                        hips(1.4),
                        grown(0),
                        grown(1),
                        limb(l[0].root.towards(l[1].root, 0.5), knees[0].towards(knees[1], 0.5), roots[0].1, roots[0].1 + 1.0),
                    ],
                    0.16 * s,
                );
                let mid = knees[0].towards(knees[1], 0.5);
                let down = (mid - k.pose.hip).unit();
                self.add(tone, Solid::Common(vec![all, Solid::Half { c: mid, n: down }]));
            }
        }
    }

    /// Trousers whose legs end at a share of thigh and shin (1 the knee, 2 the ankle).
    fn trousers(&mut self, tone: Tone, hips: Solid, end: f64, more: f64, wide: f64) {
        let k = self.k;
        let s = k.build.spine;
        let pelvis = self.add(tone, hips);
        for i in 0..2 {
            let b = k.legs[i];
            let t = k.build.thigh;
            let f = k.build.flesh;
            let r = |share: f64| share * t * f;
            let leg = if end <= 1.0 {
                let cuff = b.root.towards(b.joint, end);
                let way = (b.joint - b.root).unit();
                let cloth = Solid::Melt(
                    vec![limb(b.root, cuff + way * 2.0, r(0.215) + more, r(0.175) + wide)],
                    1.0,
                );
                Solid::Common(vec![cloth, Solid::Half { c: cuff, n: way }])
            } else {
                let cuff = b.joint.towards(b.end, end - 1.0);
                let way = (b.end - b.joint).unit();
                let cloth = Solid::Melt(
                    vec![
                        limb(b.root, b.joint, r(0.215) + more, r(0.15) + more),
                        limb(b.joint, cuff + way * 3.0, r(0.15) + more, r(0.13) + wide),
                    ],
                    0.015 * t,
                );
                let below = Solid::Half { c: cuff, n: way };
                // The thigh is not cut by the plane of the cuff.
                Solid::All(vec![
                    Solid::Common(vec![cloth, below]),
                    limb(b.root, b.joint, r(0.215) + more, r(0.15) + more),
                ])
            };
            let leg = self.add(tone, leg);
            self.world.join(pelvis, leg, b.root, 0.36 * s, 0.05 * s);
        }
    }

    fn foot_frame(&self, i: usize) -> Frame {
        let leg = self.k.pose.legs[i];
        Frame::new(leg.toes, leg.sole)
    }

    fn foot(&self, i: usize) -> Solid {
        let b = self.person.build;
        let frame = self.foot_frame(i);
        let (l, a) = (b.foot, b.ankle);
        let at = |along: f64, low: f64| {
            self.k.legs[i].end + frame.up * (along * l) + frame.front * (low * a)
        };
        let f = b.flesh.sqrt();
        let flat = Solid::Half { c: at(0.0, 1.0), n: frame.front };
        Solid::Common(vec![
            Solid::Melt(
                vec![
                    limb(at(0.0, 0.0), at(-0.1, 0.52), 0.135 * l * f, 0.135 * l * f),
                    limb(at(-0.1, 0.52), at(0.48, 0.68), 0.13 * l * f, 0.115 * l * f),
                    limb(at(0.45, 0.72), at(0.62, 0.78), 0.12 * l * f, 0.09 * l * f),
                    limb(at(0.05, 0.05), at(0.45, 0.6), 0.12 * l * f, 0.1 * l * f),
                ],
                0.08 * l,
            ),
            flat,
        ])
    }

    /// The sole of a sandal.
    fn sole(&self, i: usize) -> Solid {
        let b = self.person.build;
        let frame = self.foot_frame(i);
        let (l, a) = (b.foot, b.ankle);
        let at = |along: f64| self.k.legs[i].end + frame.up * (along * l) + frame.front * (1.02 * a);
        let slab = limb(at(-0.14), at(0.62), 0.17 * l, 0.2 * l);
        Solid::Common(vec![
            slab,
            Solid::Half { c: at(0.0) + frame.front * (0.05 * l), n: frame.front },
            Solid::Half { c: at(0.0) - frame.front * (0.02 * l), n: -frame.front },
        ])
    }

    /// The trunk, the arms and what is worn; tells the form of the trunk as it is seen.
    fn top(&mut self) -> Solid {
        let k = self.k;
        let s = k.build.spine;
        let (pelvis, chest) = (k.pose.pelvis, k.pose.chest);
        let (tone, more, sleeve, hem) = match self.person.top {
            Top::Bare => (Tone::White, 0.0, 0.0, None),
            Top::Vest(tone) => (tone, 0.7, 0.0, Some(0.02)),
            Top::Shirt(tone) => (tone, 1.0, 0.62, Some(-0.02)),
            Top::Collar(tone) => (tone, 1.0, 0.66, Some(0.0)),
            Top::BaBa(tone) => (tone, 1.2, 1.86, Some(-0.14)),
        };
        let skin = self.neck_and_arms();
        let solid = trunk(&k, more);
        let solid = match hem {
            None => {
                // Of a bare trunk the trousers hide the lower end.
                solid
            }
            Some(low) => {
                let bottom = k.pose.hip + pelvis.up * (low * s);
                let b = k.build.belly;
                let more = more + if low < -0.1 { 2.2 } else { 1.7 };
                // Cloth hangs from the hips straight down.
                let hanging = Solid::Flat {
                    c: bottom,
                    frame: pelvis,
                    by: 0.7,
                    of: cone(
                        k.pose.hip + pelvis.up * (0.12 * s),
                        bottom - pelvis.up * 6.0,
                        0.3 * s * b + more,
                        0.325 * s * b + more,
                    )
                    .into(),
                };
                let skirt = Solid::Common(vec![
                    Solid::Melt(vec![hips(&k, more), hanging], 0.06 * s),
                    Solid::Half { c: bottom, n: -pelvis.up },
                ]);
                let upper = Solid::Common(vec![
                    solid,
                    Solid::Half { c: k.waist - pelvis.up * (0.16 * s), n: -pelvis.up },
                ]);
                Solid::Melt(vec![upper, skirt], 0.16 * s)
            }
        };
        let number = self.world.plain(self.owner, tone, solid.clone());
        for i in 0..2 {
            let b = k.arms[i];
            let joint = (0.25 * s, 0.06 * s);
            if sleeve > 0.0 {
                let cloth = self.sleeve(i, sleeve, more);
                let cloth = self.add(tone, cloth);
                self.world.join(number, cloth, b.root, joint.0, joint.1);
            } else if tone == Tone::White {
                self.world.join(number, skin[i], b.root, joint.0, joint.1);
            }
        }
        if self.person.top == Top::Bare {
            // By them the place to press is found.
            for side in Skeleton::SIDES {
                let c = k.behind_breastbone(0.52) + chest.left * (0.145 * s * side);
                let on = |l: f64, u: f64| {
                    let from = c + chest.out(l, u, 0.5 * s);
                    head::surface(&solid, from, -chest.front, s)
                };
                let r = 0.03 * s;
                let ring = (0..=8)
                    .map(|i| {
                        let turn = f64::from(i % 8) * 45.0;
                        on(r * crate::maths::cosine(turn), r * crate::maths::sine(turn))
                    })
                    .collect();
                self.world.spot(ring);
            }
            self.world.join(number, skin[2], k.nape, 0.25 * s, 0.06 * s);
        }
        // Of somebody who bends, the buttons are out of sight.
        let upright = chest.up.dot(crate::maths::UP) > 0.8;
        if upright && matches!(self.person.top, Top::BaBa(_) | Top::Collar(_)) {
            let line = (0..=8)
                .map(|i| {
                    let share = f64::from(i) / 8.0;
                    let spine = if share < 0.5 {
                        k.nape.towards(k.waist, 0.1 + share * 1.8)
                    } else {
                        k.waist.towards(k.pose.hip, (share - 0.5) * 2.0)
                    };
                    let front = chest.between(&pelvis, share).front;
                    head::surface(&solid, spine + front * (0.7 * s), -front, 1.4 * s)
                })
                .collect();
            self.world.stroke(Weight::Fine, line);
        }
        solid
    }

    /// A sleeve that ends at a share of the arm (1 the elbow, 2 the wrist).
    fn sleeve(&self, i: usize, end: f64, more: f64) -> Solid {
        let b = self.k.arms[i];
        let a = self.person.build.upper_arm;
        let f = self.person.build.flesh;
        let r = |share: f64| share * a * f;
        if end <= 1.0 {
            let cuff = b.root.towards(b.joint, end);
            let way = (b.joint - b.root).unit();
            Solid::Common(vec![
                limb(b.root, cuff + way * 2.0, r(0.18) + more, r(0.165) + more + 1.0),
                Solid::Half { c: cuff, n: way },
            ])
        } else {
            let cuff = b.joint.towards(b.end, end - 1.0);
            let way = (b.end - b.joint).unit();
            Solid::All(vec![
                limb(b.root, b.joint, r(0.18) + more, r(0.14) + more),
                Solid::Common(vec![
                    limb(b.joint, cuff + way * 3.0, r(0.14) + more, r(0.12) + more + 1.0),
                    Solid::Half { c: cuff, n: way },
                ]),
            ])
        }
    }

    /// The skin of both arms with their hands, and of the neck.
    fn neck_and_arms(&mut self) -> [usize; 3] {
        let k = self.k;
        let build = self.person.build;
        let arms = [0, 1].map(|i| {
            let (flesh, _) = self.flesh(i, false);
            let b = k.arms[i];
            let hand = k.pose.arms[i].hand;
            let fingers = hand.fingers.unwrap_or(b.end - b.joint);
            let frame = Frame::new(fingers, hand.palm);
            let side = Skeleton::SIDES[i];
            let parts = hand::parts(b.end, frame, hand, side, build.hand, build.flesh.sqrt());
            if self.person.fingers {
                let arm = Solid::Melt(vec![flesh, parts.palm], 0.08 * build.hand);
                let arm = self.add(Tone::White, arm);
                for (finger, root) in parts.fingers.into_iter().chain([parts.thumb]).zip(parts.roots) {
                    let finger = self.add(Tone::White, finger);
                    self.world.join(arm, finger, root, 0.12 * build.hand, 0.05 * build.hand);
                }
                arm
            } else {
                let digits = Solid::Melt(parts.fingers, 0.13 * build.hand);
                let whole = Solid::Melt(vec![parts.palm, digits], 0.05 * build.hand);
                let whole = self.world.plain(self.owner, Tone::White, whole);
                let thumb = self.add(Tone::White, parts.thumb);
                let root = parts.roots.last().copied().unwrap_or(b.end);
                let arm = self.add(Tone::White, flesh);
                self.world.join(arm, whole, b.end, 0.42 * build.hand, 0.08 * build.hand);
                self.world.join(arm, thumb, root, 0.2 * build.hand, 0.04 * build.hand);
                self.world.join(whole, thumb, root, 0.17 * build.hand, 0.05 * build.hand);
                arm
            }
        });
        let h = build.head;
        let r = 0.205 * h * if build.neck < 3.5 { 0.9 } else { 1.0 };
        let low = k.nape - k.pose.chest.up * (0.04 * build.spine) - k.pose.chest.front * (0.02 * h);
        let high = k.skull - k.pose.head.up * (0.3 * h) - k.pose.head.front * (0.09 * h);
        let neck = self.add(Tone::White, limb(low, high, r * 1.12, r));
        [arms[0], arms[1], neck]
    }

    fn head(&mut self) -> Solid {
        let k = self.k;
        let b = self.person.build;
        let frame = k.pose.head;
        let parts =
            head::parts(k.skull, frame, b.head, b.cheeks, self.person.hair, self.person.hat);
        self.add(Tone::White, parts.skin.clone());
        for hair in parts.hair {
            self.add(self.person.hair_tone, hair);
        }
        if let Some((tone, hat)) = parts.hat {
            self.add(tone, hat);
        }
        head::mark(self.world, k.skull, frame, b.head, b.cheeks, &parts.skin, self.person.face);
        parts.skin
    }
}
