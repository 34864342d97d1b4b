//! A schematic map of the deep water of a place: points with the numbers of the list, a grid, the
//! north and a scale. No picture of the ground: nothing to fetch, and nothing to get wrong.

use serde::Serialize;

use crate::model::place::Spot;

/// Width and height of the map in units of its drawing.
const SIZE: (i32, i32) = (400, 300);
/// No point lies nearer to the frame.
const MARGIN: i32 = 40;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_320.0;
/// A map shows at least so many metres from left to right: a single point needs some ground.
const LEAST: f64 = 600.0;
/// Radius of a number, and how far from its point it stands at first.
const NUMBER: i32 = 11;
const BESIDE: i32 = 19;
/// North and scale stand in this strip along the lower edge.
const STRIP: i32 = 34;

/// A map, ready to be drawn.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MapView {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// Height of the part that shows ground.
    pub ground: i32,
    /// Lines of the grid, as the data of a path; a square is as wide as the scale.
    pub grid: String,
    /// Its points, in the order of the list.
    pub points: Vec<MapPoint>,
    /// How long the scale is.
    pub scale: i32,
    /// What that is on the ground.
    pub scale_says: String,
}

/// A point of a map.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct MapPoint {
    /// Its number in the list.
    pub number: usize,
    /// Where it is.
    pub x: i32,
    /// Where it is.
    pub y: i32,
    /// Where its number stands.
    pub number_x: i32,
    /// Where its number stands.
    pub number_y: i32,
}

impl MapView {
    /// The map of points with their numbers; nothing if there are none.
    pub fn new(spots: &[(usize, Spot)]) -> Option<Self> {
        let all = || spots.iter().map(|(_, spot)| spot);
        let middle = |of: fn(&Spot) -> f64| {
            let least = all().map(of).fold(f64::INFINITY, f64::min);
            let most = all().map(of).fold(f64::NEG_INFINITY, f64::max);
            (f64::midpoint(least, most), most - least)
        };
        if spots.is_empty() {
            return None;
        }
        let ((lat, high), (lon, wide)) = (middle(|spot| spot.lat), middle(|spot| spot.lon));
        // Near enough for a commune: a degree of longitude is as long everywhere on the map.
        let shrunk = lat.to_radians().cos().abs().max(0.01);
        let (width, ground) = (SIZE.0, SIZE.1 - STRIP);
        let room = |side: i32| f64::from(side - 2 * MARGIN);
        let metre = [
            room(width) / (wide * DEGREE * shrunk).max(LEAST),
            room(ground) / (high * DEGREE).max(LEAST * f64::from(ground) / f64::from(width)),
        ]
        .into_iter()
        .fold(f64::INFINITY, f64::min);
        let place = |spot: &Spot| {
            let east = (spot.lon - lon) * DEGREE * shrunk * metre;
            let north = (spot.lat - lat) * DEGREE * metre;
            (width / 2 + rounded(east), ground / 2 - rounded(north))
        };
        let (scale, scale_says) = scale(metre);
        let mut points: Vec<MapPoint> = Vec::new();
        let at: Vec<(i32, i32)> = all().map(place).collect();
        for ((number, _), (x, y)) in spots.iter().zip(&at) {
            let (number_x, number_y) = beside((*x, *y), &at, &points, (width, ground));
            points.push(MapPoint { number: *number, x: *x, y: *y, number_x, number_y });
        }
        let grid = grid(scale, width, ground);
        Some(Self { width, height: SIZE.1, ground, grid, points, scale, scale_says })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within the frame of the map")]
fn rounded(units: f64) -> i32 {
    units.round() as i32
}

/// A scale of 1, 2 or 5 and noughts, at most a third of the width: its length, and what it says.
fn scale(metre: f64) -> (i32, String) {
    let most = f64::from(SIZE.0 / 3) / metre;
    let round = (1..7).flat_map(|noughts| [1, 2, 5].map(|digit| digit * 10_u32.pow(noughts)));
    let metres = round.take_while(|metres| f64::from(*metres) <= most).last().unwrap_or(10);
    let says = if metres < 1000 {
        format!("{metres}\u{a0}m")
    } else {
        format!("{}\u{a0}km", metres / 1000)
    };
    (rounded(f64::from(metres) * metre), says)
}

/// Where a number stands: beside its point, over no other point or number, as near as can be.
fn beside(
    (x, y): (i32, i32),
    all: &[(i32, i32)],
    before: &[MapPoint],
    (width, ground): (i32, i32),
) -> (i32, i32) {
    const AROUND: [(i32, i32); 8] =
        [(10, 0), (-10, 0), (0, -10), (0, 10), (7, -7), (-7, -7), (7, 7), (-7, 7)];
    let free = |(at_x, at_y): &(i32, i32)| {
        let inside = (NUMBER + 1..width - NUMBER).contains(at_x)
            && (NUMBER + 1..ground - NUMBER).contains(at_y);
        let far = |(other_x, other_y): (i32, i32), room: i32| {
            (at_x - other_x).pow(2) + (at_y - other_y).pow(2) >= room.pow(2)
        };
        inside
            && all.iter().all(|other| far(*other, NUMBER + 6))
            && before.iter().all(|other| far((other.number_x, other.number_y), 2 * NUMBER + 2))
    };
    let rings = (0..12).map(|ring| BESIDE + ring * NUMBER);
    let mut places = rings
        .flat_map(|far| AROUND.map(|(east, south)| (x + east * far / 10, y + south * far / 10)));
    // On a map so full its number stands on the point itself.
    places.find(free).unwrap_or((x, y))
}

/// Lines as far apart as the scale is long, from the corner where the scale stands.
fn grid(step: i32, width: i32, ground: i32) -> String {
    let mut lines = String::new();
    for x in (1..).map(|line| line * step).take_while(|x| *x < width) {
        lines.push_str(&format!("M{x} 0V{ground}"));
    }
    for y in (1..).map(|line| ground - line * step).take_while(|y| *y > 0) {
        lines.push_str(&format!("M0 {y}H{width}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn map(spots: &[(f64, f64)]) -> MapView {
        let numbered: Vec<(usize, Spot)> = (1..)
            .zip(spots)
            .map(|(number, (lat, lon))| (number, Spot { lat: *lat, lon: *lon }))
            .collect();
        MapView::new(&numbered).expect("a map")
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let map = map(&[(11.60, 106.50), (11.61, 106.52)]);
        let (first, second) = (&map.points[0], &map.points[1]);
        assert!(first.x < second.x && first.y > second.y, "{map:?}");
        // 2.2 km from west to east on 320 units.
        assert_eq!(second.x - first.x, 320);
        assert_eq!(map.scale_says, "500\u{a0}m");
        assert_eq!(map.scale, 73);
    }

    #[test]
    fn one_point_has_ground_around_it() {
        let map = map(&[(11.60, 106.50)]);
        assert_eq!((map.points[0].x, map.points[0].y), (200, 133));
        assert_eq!(map.scale_says, "200\u{a0}m");
        assert!(MapView::new(&[]).is_none());
    }

    proptest! {
        #[test]
        fn points_lie_within_the_frame_and_numbers_beside_each_other(
            spots in prop::collection::vec((11.0..11.2_f64, 106.0..106.3_f64), 1..25)
        ) {
            let map = map(&spots);
            for point in &map.points {
                prop_assert!((MARGIN..=map.width - MARGIN).contains(&point.x), "{:?}", point);
                prop_assert!((MARGIN..=map.ground - MARGIN).contains(&point.y), "{:?}", point);
                prop_assert!((NUMBER..=map.width - NUMBER).contains(&point.number_x));
                prop_assert!((NUMBER..=map.ground - NUMBER).contains(&point.number_y));
            }
            for (at, one) in map.points.iter().enumerate() {
                for other in map.points.iter().skip(at + 1) {
                    let apart = (one.number_x - other.number_x).pow(2)
                        + (one.number_y - other.number_y).pow(2);
                    prop_assert!(apart >= (2 * NUMBER).pow(2), "{:?} {:?}", one, other);
                }
            }
            prop_assert!((1..=map.width / 3).contains(&map.scale));
        }
    }
}
