//! Hands: a palm, four fingers and a thumb.

use crate::{
    maths::{Frame, V},
    solid::{Solid, block, limb},
};

/// How the fingers are held.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// How far each finger is closed, the first finger first: 0 straight, 1 in the palm.
    pub curl: [f64; 4],
    /// How far the fingers are apart, in degrees.
    pub spread: f64,
    /// Degrees between the thumb and the fingers, in the plane of the palm.
    pub out: f64,
    /// Degrees of the thumb before the palm.
    pub before: f64,
    /// How far the thumb is bent.
    pub bent: f64,
}

impl Form {
    /// Straight, fingers together.
    pub const FLAT: Form = Form { curl: [0.04; 4], spread: 1.0, out: 24.0, before: 8.0, bent: 0.1 };
    /// At rest.
    pub const REST: Form =
        Form { curl: [0.16, 0.18, 0.2, 0.22], spread: 2.0, out: 26.0, before: 22.0, bent: 0.2 };
    /// Open wide.
    pub const OPEN: Form =
        Form { curl: [0.03; 4], spread: 11.0, out: 52.0, before: 5.0, bent: 0.0 };
    /// A fist.
    pub const FIST: Form = Form { curl: [1.0; 4], spread: 0.0, out: 22.0, before: 62.0, bent: 0.75 };
    /// Round a pole or a handle.
    pub const GRIP: Form =
        Form { curl: [0.72, 0.74, 0.76, 0.78], spread: 0.0, out: 34.0, before: 62.0, bent: 0.5 };
    /// Round something as thick as a limb.
    pub const HOLD: Form =
        Form { curl: [0.36, 0.38, 0.4, 0.42], spread: 3.0, out: 50.0, before: 48.0, bent: 0.2 };
    /// Round the chest of a baby.
    pub const ROUND: Form =
        Form { curl: [0.3, 0.32, 0.34, 0.36], spread: 4.0, out: 60.0, before: 40.0, bent: 0.0 };
    /// The first finger points.
    pub const POINT: Form =
        Form { curl: [0.02, 0.95, 1.0, 1.0], spread: 0.0, out: 20.0, before: 55.0, bent: 0.6 };
    /// Two fingers lift or press.
    pub const TWO: Form =
        Form { curl: [0.1, 0.1, 0.9, 0.95], spread: 0.0, out: 16.0, before: 50.0, bent: 0.5 };
    /// Thumb and first finger close on something small.
    pub const PINCH: Form =
        Form { curl: [0.36, 0.55, 0.72, 0.8], spread: 0.0, out: 16.0, before: 42.0, bent: 0.15 };
    /// Pressing with the heel: fingers straight and lifted.
    pub const PRESS: Form =
        Form { curl: [-0.06, -0.06, -0.05, -0.04], spread: 1.0, out: 40.0, before: 0.0, bent: 0.0 };
}

/// A hand.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// Where the fingers point; along the forearm if nothing is said.
    pub fingers: Option<V>,
    /// Where the palm looks.
    pub palm: V,
    /// How it is held.
    pub form: Form,
    /// Where the tip of the thumb is, if it matters.
    pub thumb: Option<V>,
}

impl Hand {
    /// The same hand with the tip of its thumb at a point.
    #[must_use]
    pub fn thumb_at(self, tip: V) -> Self {
        Self { thumb: Some(tip), ..self }
    }

    /// Along the forearm, the palm looking somewhere.
    pub fn along(palm: V, form: Form) -> Self {
        Self { fingers: None, palm, form, thumb: None }
    }

    /// With fingers and palm set.
    pub fn set(fingers: V, palm: V, form: Form) -> Self {
        Self { fingers: Some(fingers), palm, form, thumb: None }
    }

    /// Where the wrist must be so that the heel of this hand is at a point.
    pub fn wrist_for_heel(&self, length: f64, at: V) -> V {
        let fingers = self.fingers.unwrap_or(self.palm);
        let frame = Frame::new(fingers, self.palm);
        at - frame.up * (length * 0.13) - frame.front * (length * 0.1)
    }

    /// Where the wrist must be so that the tip of the fingers, if they were straight, is at a point.
    pub fn wrist_for_tip(&self, length: f64, at: V) -> V {
        let fingers = self.fingers.unwrap_or(self.palm);
        at - Frame::new(fingers, self.palm).up * (length * 0.92)
    }

    /// Where the wrist must be so that the middle of the palm is at a point.
    pub fn wrist_for_palm(&self, length: f64, at: V) -> V {
        let fingers = self.fingers.unwrap_or(self.palm);
        let frame = Frame::new(fingers, self.palm);
        at - frame.up * (length * 0.34) - frame.front * (length * 0.1)
    }
}

/// The solids of a hand.
pub struct Parts {
    /// The palm and the thumb's ball.
    pub palm: Solid,
    /// The first to the little finger.
    pub fingers: Vec<Solid>,
    /// The thumb.
    pub thumb: Solid,
    /// Where each finger, and at last the thumb, leaves the palm.
    pub roots: Vec<V>,
}

/// Makes a hand. `side` is 1 for the left, −1 for the right; `l` its length, `f` how fleshy it is.
pub fn parts(wrist: V, frame: Frame, hand: Hand, side: f64, l: f64, f: f64) -> Parts {
    let form = hand.form;
    // The thumb of a left hand whose palm looks at us is on our left.
    let thumbwards = frame.left * -side;
    let at = |along: f64, across: f64, before: f64| {
        wrist + frame.up * (l * along) + thumbwards * (l * across) + frame.front * (l * before)
    };
    let thick = 0.058 * l * f;
    let palm = Solid::Melt(
        vec![
            block(
                at(0.33, -0.005, 0.0),
                frame,
                0.2 * l * f.sqrt(),
                0.2 * l,
                0.078 * l * f,
                0.07 * l * f,
            ),
            limb(at(0.02, 0.0, 0.0), at(0.2, 0.0, 0.0), 0.125 * l * f, 0.13 * l * f),
            limb(at(0.14, 0.1, 0.03), at(0.3, 0.17, 0.03), 0.08 * l * f, 0.06 * l * f),
        ],
        0.08 * l,
    );
    let bases = [(0.52, 0.15, 0.44), (0.535, 0.05, 0.48), (0.52, -0.052, 0.45), (0.485, -0.15, 0.36)];
    let mut roots = Vec::new();
    let mut fingers = Vec::new();
    for (i, (along, across, length)) in bases.iter().enumerate() {
        let curl = form.curl.get(i).copied().unwrap_or_default();
        let fan = form.spread * [1.5, 0.5, -0.5, -1.6].get(i).copied().unwrap_or_default();
        let root = at(*along, across * f.sqrt(), 0.0);
        roots.push(root);
        // Fans towards the thumb, then closes towards the palm.
        let axis = frame.front;
        let lead = frame.up.turned(axis, fan * side);
        let across = lead.cross(frame.front);
        let mut way = lead;
        let mut p = root;
        let mut bones = Vec::new();
        for (share, bend, r0, r1) in
            [(0.44, 78.0, 1.0, 0.95), (0.3, 96.0, 0.95, 0.87), (0.26, 62.0, 0.87, 0.74)]
        {
            way = way.turned(across, bend * curl);
            let q = p + way * (share * length * l);
            bones.push(limb(p, q, thick * r0, thick * r1));
            p = q;
        }
        fingers.push(Solid::Melt(bones, thick * 0.4));
    }
    let root = at(0.2, 0.15, 0.03);
    roots.push(root);
    let out = frame.up * crate::maths::cosine(form.out) + thumbwards * crate::maths::sine(form.out);
    let first = (out * crate::maths::cosine(form.before)
        + frame.front * crate::maths::sine(form.before))
    .unit();
    // The end of the thumb bends towards the fingers.
    let inwards = (frame.up * 0.6 - thumbwards).unit();
    let last = (first + inwards * form.bent * 1.2).unit();
    let (knuckle, tip) = match hand.thumb {
        Some(tip) => (root.towards(tip, 0.54) - (tip - root).across(thumbwards) * 0.04, tip),
        None => (root + first * (0.2 * l), root + first * (0.2 * l) + last * (0.17 * l)),
    };
    let thumb = Solid::Melt(
        vec![
            limb(root, knuckle, thick * 1.25, thick * 1.05),
            limb(knuckle, tip, thick * 1.05, thick * 0.85),
        ],
        thick * 0.4,
    );
    Parts { palm, fingers, thumb, roots }
}

/// A forearm with its hand and nothing else: from the elbow to the wrist. `side` as for [`parts`].
pub fn forearm(world: &mut crate::world::World, elbow: V, wrist: V, hand: Hand, side: f64, l: f64) {
    use crate::world::Tone;
    let owner = world.owner();
    let fingers = hand.fingers.unwrap_or(wrist - elbow);
    let parts = parts(wrist, Frame::new(fingers, hand.palm), hand, side, l, 1.0);
    let flesh = limb(elbow, wrist, 0.26 * l, 0.15 * l);
    let arm = world.add(owner, Tone::White, Solid::Melt(vec![flesh, parts.palm], 0.08 * l));
    for (finger, root) in parts.fingers.into_iter().chain([parts.thumb]).zip(parts.roots) {
        let finger = world.add(owner, Tone::White, finger);
        world.join(arm, finger, root, 0.12 * l, 0.05 * l);
    }
}
