//! How large people are, part by part, in centimetres.

/// The measures of a body.
#[derive(Debug, Clone, Copy)]
pub struct Build {
    /// From the chin to the crown.
    pub head: f64,
    /// How broad the head is, as a share of a grown-up's.
    pub cheeks: f64,
    /// From the shoulders to the skull.
    pub neck: f64,
    /// From the hips to the root of the neck.
    pub spine: f64,
    /// From the middle to a shoulder joint.
    pub shoulders: f64,
    /// From the middle to a hip joint.
    pub hips: f64,
    /// Shoulder to elbow.
    pub upper_arm: f64,
    /// Elbow to wrist.
    pub forearm: f64,
    /// Wrist to the tip of the middle finger.
    pub hand: f64,
    /// Hip to knee.
    pub thigh: f64,
    /// Knee to ankle.
    pub shin: f64,
    /// Heel to toe.
    pub foot: f64,
    /// Ankle to sole.
    pub ankle: f64,
    /// How thick the limbs are, as a share of a slim grown-up's of the same length.
    pub flesh: f64,
    /// How full the belly is.
    pub belly: f64,
    /// Whether there are breasts.
    pub bust: bool,
}

/// A grown woman, 158 cm.
pub const WOMAN: Build = Build {
    head: 23.5,
    cheeks: 1.0,
    neck: 7.0,
    spine: 50.0,
    shoulders: 15.5,
    hips: 9.0,
    upper_arm: 27.5,
    forearm: 23.0,
    hand: 18.0,
    thigh: 39.0,
    shin: 37.5,
    foot: 23.5,
    ankle: 7.0,
    flesh: 1.0,
    belly: 1.0,
    bust: true,
};

/// A grown man, 166 cm.
pub const MAN: Build = Build {
    head: 24.0,
    neck: 7.5,
    spine: 52.5,
    shoulders: 18.0,
    hips: 8.8,
    upper_arm: 29.0,
    forearm: 25.0,
    hand: 19.5,
    thigh: 41.0,
    shin: 39.5,
    foot: 25.5,
    flesh: 1.04,
    bust: false,
    ..WOMAN
};

/// An old woman, 150 cm.
pub const ELDER: Build = Build {
    spine: 46.0,
    thigh: 37.0,
    shin: 35.5,
    upper_arm: 26.5,
    forearm: 22.5,
    flesh: 0.95,
    bust: false,
    ..WOMAN
};

/// A pupil of twelve.
pub const YOUTH: Build = Build {
    head: 22.5,
    neck: 6.2,
    spine: 45.0,
    shoulders: 14.5,
    hips: 8.0,
    upper_arm: 25.0,
    forearm: 21.5,
    hand: 16.8,
    thigh: 36.5,
    shin: 35.0,
    foot: 22.5,
    ankle: 6.5,
    flesh: 0.96,
    belly: 0.95,
    bust: false,
    ..WOMAN
};

/// A child of seven, 120 cm.
pub const CHILD: Build = Build {
    head: 21.5,
    cheeks: 1.03,
    neck: 4.6,
    spine: 36.5,
    shoulders: 11.6,
    hips: 6.6,
    upper_arm: 19.5,
    forearm: 16.8,
    hand: 13.5,
    thigh: 27.5,
    shin: 26.5,
    foot: 18.0,
    ankle: 5.2,
    flesh: 1.06,
    belly: 1.0,
    bust: false,
};

/// A little child of two or three, 92 cm.
pub const TODDLER: Build = Build {
    head: 19.8,
    cheeks: 1.07,
    neck: 2.8,
    spine: 29.0,
    shoulders: 9.6,
    hips: 5.6,
    upper_arm: 14.2,
    forearm: 12.0,
    hand: 10.2,
    thigh: 18.5,
    shin: 17.5,
    foot: 13.5,
    ankle: 4.0,
    flesh: 1.22,
    belly: 1.12,
    bust: false,
};

/// A baby of half a year, 66 cm.
pub const BABY: Build = Build {
    head: 17.8,
    cheeks: 1.1,
    neck: 1.3,
    spine: 21.5,
    shoulders: 7.9,
    hips: 4.8,
    upper_arm: 9.2,
    forearm: 8.0,
    hand: 7.2,
    thigh: 10.6,
    shin: 9.8,
    foot: 8.6,
    ankle: 2.8,
    flesh: 1.62,
    belly: 1.22,
    bust: false,
};
