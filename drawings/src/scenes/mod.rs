//! The scenes: a file a protocol or lesson, a function a step.

pub mod cast;
mod bite;
mod burn;
mod choking;
mod choking_baby;
mod cpr;
mod cpr_baby;
mod float_first;
mod friend_in_water;
mod in_water;
pub mod yard;

use crate::{
    trace::{Camera, draw},
    world::World,
};

/// A scene of a step.
pub struct Scene {
    /// What it shows, in Vietnamese.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What there is.
    pub world: World,
    /// From where it is looked at.
    pub camera: Camera,
}

impl Scene {
    /// The drawing as it is written.
    pub fn drawn(&self) -> String {
        draw(&self.world, &self.camera, &[("vi", self.vi), ("en", self.en)]).finished()
    }
}

/// The folder and number of each scene, and how it is made.
pub const ALL: &[&[(&str, fn() -> Scene)]] = &[cpr::SCENES, cpr_baby::SCENES, choking::SCENES, choking_baby::SCENES, in_water::SCENES,
    burn::SCENES,
    bite::SCENES,
    float_first::SCENES,
    friend_in_water::SCENES,
];

/// All scenes by their names, such as `cpr/4`.
pub fn all() -> impl Iterator<Item = (&'static str, fn() -> Scene)> {
    ALL.iter().flat_map(|scenes| scenes.iter().copied())
}

/// A camera; while a scene is tried out, from where it is told.
pub fn camera(round: f64, down: f64) -> Camera {
    let told = std::env::var("CAM").ok().map(|x| x.split(',').map(|n| n.parse().unwrap_or(0.0)).collect::<Vec<f64>>());
    match told.as_deref() {
        Some([a, b]) => Camera::new(*a, *b),
        _ => Camera::new(round, down),
    }
}
