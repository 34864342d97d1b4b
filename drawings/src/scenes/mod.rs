//! The scenes: a file a protocol or lesson, a function a step.

mod battery;
mod bite;
mod boats;
mod burn;
pub mod cast;
mod choking;
mod choking_baby;
mod clothes_fire;
mod common;
mod cpr;
mod cpr_baby;
mod electric;
mod eyes_on;
mod float_first;
mod friend_in_water;
mod head;
mod in_water;
mod lightning;
mod pits_and_ponds;
mod poison;
mod road_injury;
mod signs_and_fences;
mod snake;
mod three_seasons;
mod yard;

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
pub const ALL: &[&[(&str, fn() -> Scene)]] = &[
    cpr::SCENES,
    cpr_baby::SCENES,
    in_water::SCENES,
    choking::SCENES,
    choking_baby::SCENES,
    burn::SCENES,
    clothes_fire::SCENES,
    bite::SCENES,
    snake::SCENES,
    electric::SCENES,
    lightning::SCENES,
    head::SCENES,
    road_injury::SCENES,
    poison::SCENES,
    battery::SCENES,
    eyes_on::SCENES,
    pits_and_ponds::SCENES,
    float_first::SCENES,
    friend_in_water::SCENES,
    boats::SCENES,
    signs_and_fences::SCENES,
    three_seasons::SCENES,
];

/// All scenes by their names, such as `cpr/4`.
pub fn all() -> impl Iterator<Item = (&'static str, fn() -> Scene)> {
    ALL.iter().flat_map(|scenes| scenes.iter().copied())
}

/// A camera that has gone so many degrees to the right about a scene and looks down so many.
fn camera(round: f64, down: f64) -> Camera {
    Camera::new(round, down)
}
