//! From solids to lines: what is seen is found ray by ray, its edges are followed, and curves laid
//! through them.

mod camera;
mod chains;
mod curve;
mod edges;
mod fills;
mod rays;
mod strokes;
mod svg;

pub use camera::{Camera, HEIGHT, WIDTH};
pub use svg::Drawing;

use crate::world::World;

/// Draws a world as a camera sees it.
pub fn draw(world: &World, camera: &Camera, titles: &[(&str, &str)]) -> Drawing {
    let caster = rays::Caster::new(world, camera);
    let seen = caster.all();
    let edges = edges::find(world, camera, &caster, &seen);
    let chains = chains::follow(&edges);
    let mut drawing = Drawing::new(titles);
    fills::lay(&mut drawing, &chains);
    let strokes = strokes::visible(world, camera, &seen);
    svg::lines(&mut drawing, &chains, &strokes);
    drawing
}
