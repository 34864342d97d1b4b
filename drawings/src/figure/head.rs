//! Heads: skull and face, hair, hats, and the few strokes that make a face.

use crate::{
    maths::{Frame, V, cosine, sine},
    solid::{Solid, ball, block, cone, egg, limb},
    world::{Tone, Weight, World},
};

/// How the eyes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// Open.
    Open,
    /// Closed, as of someone who does not answer.
    Closed,
}

/// How the mouth is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouth {
    /// At rest.
    Plain,
    /// Friendly.
    Smile,
    /// Worried.
    Worry,
    /// Open: shouts, coughs, cries.
    Open,
    /// Hidden by something.
    None,
}

/// A face.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// The eyes.
    pub eyes: Eyes,
    /// The mouth.
    pub mouth: Mouth,
}

/// A face at rest.
pub const CALM: Face = Face { eyes: Eyes::Open, mouth: Mouth::Plain };
/// A friendly face.
pub const KIND: Face = Face { eyes: Eyes::Open, mouth: Mouth::Smile };
/// A worried one.
pub const WORRIED: Face = Face { eyes: Eyes::Open, mouth: Mouth::Worry };
/// One that shouts.
pub const SHOUTING: Face = Face { eyes: Eyes::Open, mouth: Mouth::Open };
/// One that does not answer.
pub const SENSELESS: Face = Face { eyes: Eyes::Closed, mouth: Mouth::Plain };

/// Hair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hair {
    /// Short.
    Short,
    /// To the chin, as of small girls.
    Bob,
    /// Tied behind.
    Tail,
    /// In a knot.
    Bun,
    /// The first hair of a baby.
    Down,
}

/// What is on the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hat {
    /// Nothing.
    None,
    /// Nón lá.
    Cone,
    /// A helmet.
    Helmet,
}

/// A head in its own measures: 1 is from the chin to the crown.
struct Shape {
    c: V,
    frame: Frame,
    h: f64,
    wide: f64,
}

impl Shape {
    fn at(&self, left: f64, up: f64, front: f64) -> V {
        self.c + self.frame.out(left * self.h * self.wide, up * self.h, front * self.h)
    }

    fn egg(&self, up: f64, front: f64, radii: (f64, f64, f64)) -> Solid {
        let (l, u, f) = radii;
        egg(self.at(0.0, up, front), self.frame, l * self.h * self.wide, u * self.h, f * self.h)
    }

    /// The skull, grown by a share.
    fn skull(&self, more: f64) -> Solid {
        self.egg(0.13, -0.05, (0.335 + more, 0.37 + more, 0.405 + more))
    }
}

/// What a head is made of.
pub struct Parts {
    /// Skull, face, ears and nose.
    pub skin: Solid,
    /// Hair, as many pieces as it has.
    pub hair: Vec<Solid>,
    /// A hat, its tone, and its strokes.
    pub hat: Option<(Tone, Solid)>,
}

/// Makes a head about its middle. `h` is its height, `wide` how round the cheeks are, `young` from 0
/// of a grown-up to 1 of a baby.
pub fn parts(c: V, frame: Frame, h: f64, wide: f64, hair: Hair, hat: Hat) -> Parts {
    let s = Shape { c, frame, h, wide };
    // Round cheeks are those of the young: their noses are small and their chins short.
    let young = crate::maths::share((wide - 1.0) * 9.0);
    let jaw = Solid::Melt(
        vec![
            s.egg(-0.16, 0.1, (0.265, 0.27, 0.25)),
            s.egg(-0.36 + 0.03 * young, 0.2, (0.13, 0.125, 0.12)),
        ],
        0.16 * h,
    );
    let face = Solid::Melt(vec![s.skull(0.0), jaw], 0.16 * h);
    let nose = limb(
        s.at(0.0, 0.0 - 0.05 * young, 0.335),
        s.at(0.0, -0.115 - 0.02 * young, 0.385 - 0.025 * young),
        0.03 * h,
        (0.052 - 0.008 * young) * h,
    );
    let ear = |side: f64| {
        egg(
            s.at(0.335 * side, -0.06, -0.06),
            s.frame.turned(s.frame.up, 20.0 * side),
            0.035 * h,
            0.1 * h,
            0.065 * h,
        )
    };
    let skin = Solid::All(vec![
        Solid::Melt(vec![face, nose], 0.06 * h),
        ear(1.0),
        ear(-1.0),
    ]);
    Parts { skin, hair: hairs(&s, hair, young), hat: hats(&s, hat) }
}

fn hairs(s: &Shape, hair: Hair, young: f64) -> Vec<Solid> {
    let h = s.h;
    let half = |up: f64, front: f64, n: (f64, f64)| Solid::Half {
        c: s.at(0.0, up, front),
        n: s.frame.out(0.0, n.0, n.1).unit(),
    };
    // Hair is above the line of the forehead, which falls towards the ears, and behind them.
    let line = |forehead: f64| half(forehead, 0.34, (-1.0, 0.62));
    let behind = |front: f64, low: f64| {
        Solid::Common(vec![half(0.0, front, (0.12, 1.0)), half(low, -0.2, (-1.0, 0.18))])
    };
    let cap = |more: f64, forehead: f64, front: f64, low: f64| {
        Solid::Common(vec![
            s.skull(more),
            Solid::Melt(vec![line(forehead), behind(front, low)], 0.12 * h),
        ])
        // The line of the forehead is an arch.
        .without(s.egg(forehead - 0.1, 0.38, (0.24, 0.17, 0.28)))
    };
    let brow = 0.245 - 0.03 * young;
    match hair {
        Hair::Down => vec![Solid::Common(vec![s.skull(0.02), line(0.3), half(0.0, 0.1, (-1.0, 0.2))])],
        Hair::Short => vec![cap(0.04, brow, -0.1, -0.22)],
        Hair::Bob => {
            let grown = Solid::Melt(
                vec![s.skull(0.05), s.egg(-0.14, -0.1, (0.38, 0.3, 0.34))],
                0.1 * h,
            );
            vec![Solid::Common(vec![
                grown,
                Solid::Melt(vec![line(brow - 0.03), behind(0.03, -0.36)], 0.1 * h),
            ])]
        }
        Hair::Tail => {
            let tail = Solid::Melt(
                vec![
                    limb(s.at(0.0, 0.16, -0.46), s.at(0.0, 0.1, -0.58), 0.07 * h, 0.1 * h),
                    limb(s.at(0.0, 0.1, -0.58), s.at(0.0, -0.2, -0.62), 0.1 * h, 0.1 * h),
                    limb(s.at(0.0, -0.2, -0.62), s.at(0.0, -0.48, -0.56), 0.1 * h, 0.03 * h),
                ],
                0.08 * h,
            );
            vec![cap(0.04, brow, -0.1, -0.16), tail]
        }
        Hair::Bun => vec![
            cap(0.04, brow, -0.1, -0.2),
            ball(s.at(0.0, 0.42, -0.36), 0.15 * h),
        ],
    }
}

fn hats(s: &Shape, hat: Hat) -> Option<(Tone, Solid)> {
    let h = s.h;
    match hat {
        Hat::None => None,
        Hat::Cone => {
            let lean = |up: f64| s.at(0.0, up, -0.06 - up * 0.08);
            Some((Tone::White, cone(lean(0.2), lean(0.8), 0.98 * h, 0.025 * h)))
        }
        Hat::Helmet => {
            let shell = Solid::Common(vec![
                s.egg(0.14, -0.05, (0.46, 0.47, 0.52)),
                Solid::Half { c: s.at(0.0, 0.1, 0.0), n: s.frame.out(0.0, -1.0, -0.12).unit() },
            ]);
            let peak = block(s.at(0.0, 0.15, 0.44), s.frame.nodding(8.0), 0.26 * h, 0.02 * h, 0.15 * h, 0.02 * h);
            Some((Tone::Light, Solid::Melt(vec![shell, peak], 0.04 * h)))
        }
    }
}

/// Puts the strokes of a face on a head.
pub fn mark(world: &mut World, c: V, frame: Frame, h: f64, wide: f64, skin: &Solid, face: Face) {
    let s = Shape { c, frame, h, wide };
    let young = crate::maths::share((wide - 1.0) * 9.0);
    // From well before the face back onto its skin.
    let on = |left: f64, up: f64| surface(skin, s.at(left, up, 0.9), -frame.front, 1.2 * h);
    let eye_up = -0.02 - 0.06 * young;
    for side in [1.0, -1.0] {
        let x = (0.135 + 0.01 * young) * side;
        match face.eyes {
            Eyes::Open => {
                let ring: Vec<V> = (0..=8)
                    .map(|i| {
                        let turn = f64::from(i % 8) * 45.0;
                        on(x + 0.03 * cosine(turn), eye_up + 0.044 * sine(turn))
                    })
                    .collect();
                world.spot(ring);
            }
            Eyes::Closed => {
                let arc = (0..=4)
                    .map(|i| {
                        let t = f64::from(i) / 2.0 - 1.0;
                        on(x + 0.07 * t, eye_up - 0.03 + 0.03 * t * t)
                    })
                    .collect();
                world.stroke(Weight::Fine, arc);
            }
        }
        // Brows tell most of a mood.
        let (inner, outer) = match face.mouth {
            Mouth::Worry | Mouth::Open => (0.15, 0.095),
            _ => (0.1, 0.1),
        };
        if matches!(face.mouth, Mouth::Worry | Mouth::Open) {
            let brow = (0..=4)
                .map(|i| {
                    let t = f64::from(i) / 4.0;
                    let up = inner + (outer - inner) * t + 0.025 * (1.0 - (2.0 * t - 1.0) * (2.0 * t - 1.0));
                    on(side * (0.075 + 0.135 * t), eye_up + up)
                })
                .collect();
            world.stroke(Weight::Fine, brow);
        }
    }
    let low = -0.265 + 0.01 * young;
    let arc = |half: f64, up: f64, sag: f64| -> Vec<V> {
        (0..=6)
            .map(|i| {
                let t = f64::from(i) / 3.0 - 1.0;
                on(half * t, up - sag * (1.0 - t * t))
            })
            .collect()
    };
    match face.mouth {
        Mouth::Plain => world.stroke(Weight::Fine, arc(0.075, low, 0.008)),
        Mouth::Smile => world.stroke(Weight::Fine, arc(0.1, low + 0.02, 0.045)),
        Mouth::Worry => world.stroke(Weight::Fine, arc(0.08, low - 0.02, -0.025)),
        Mouth::Open => {
            let ring = (0..=8)
                .map(|i| {
                    let turn = f64::from(i % 8) * 45.0;
                    on(0.07 * cosine(turn), low - 0.015 + 0.075 * sine(turn))
                })
                .collect();
            world.spot(ring);
        }
        Mouth::None => {}
    }
}

/// Where a ray from a point meets a solid.
pub fn surface(solid: &Solid, from: V, way: V, far: f64) -> V {
    let mut gone = 0.0;
    while gone < far {
        let p = from + way * gone;
        let d = solid.distance(p);
        if d < 0.02 {
            return p;
        }
        gone += d * 0.8;
    }
    from + way * far
}
