//! Finds words that stand on other words, and rules that run through words. Typst lays out whatever
//! fits nowhere on top of what is there and says nothing, and no panel is left by it.

use typst::{
    layout::{Abs, Point, Rect, Transform},
    text::TextItem,
    visualize::{Color, Geometry, Paint, Shape},
};

/// How far two runs may reach into each other sideways, in points: what kerning and slanted
/// letters take.
const SIDEWAYS: f64 = 1.5;

/// The part of a letter's body that another may cover. Lines of Khmer and titles set tight come
/// near each other, but their bodies do not meet.
const COVERED: f64 = 0.15;

/// How far a rule must stay from the lower edge of a body, in points: less than any underline is away.
const UNDER: f64 = 0.1;

/// The bodies of all runs of text on a page: from the baseline to the height of an x. What is
/// above and below, accents and tails, may touch a neighbour and still be read.
#[derive(Default)]
pub struct Bodies {
    runs: Vec<(Rect, String)>,
    /// Level rules, and the level edges of frames.
    rules: Vec<Rect>,
}

impl Bodies {
    /// Adds a run whose baseline begins at a point of a frame, which lies on the page as said. What
    /// is white is for programs that read aloud, or stands on a ground of its own.
    pub fn add(&mut self, at: Point, text: &TextItem, onto_page: Transform) {
        if text.text.trim().is_empty() || text.fill == Paint::from(Color::WHITE) {
            return;
        }
        let high = text.font.metrics().x_height.at(text.size);
        let corners = [at + Point::with_y(-high), at + Point::with_x(text.width())]
            .map(|corner| corner.transform(onto_page));
        let [Point { x: x0, y: y0 }, Point { x: x1, y: y1 }] = corners;
        let rect =
            Rect::new(Point::new(x0.min(x1), y0.min(y1)), Point::new(x0.max(x1), y0.max(y1)));
        self.runs.push((rect, text.text.to_string()));
    }

    /// Adds the level rules of a shape: of a line or a frame that is drawn through. Dots are there to be
    /// written on.
    pub fn add_rules(&mut self, at: Point, shape: &Shape, onto_page: Transform) {
        let Some(stroke) = shape.stroke.as_ref().filter(|stroke| stroke.dash.is_none()) else {
            return;
        };
        let half = Point::with_y(stroke.thickness / 2.0);
        let rules: Vec<(Point, Point)> = match shape.geometry {
            Geometry::Line(to) if to.y == Abs::zero() => vec![(Point::zero(), to)],
            Geometry::Rect(size) => {
                let edge = |y| (Point::with_y(y), Point::new(size.x, y));
                vec![edge(Abs::zero()), edge(size.y)]
            }
            Geometry::Line(_) | Geometry::Curve(_) => Vec::new(),
        };
        self.rules.extend(rules.into_iter().map(|(from, to)| {
            let [a, b] =
                [at + from - half, at + to + half].map(|corner| corner.transform(onto_page));
            Rect::new(a.min(b), a.max(b))
        }));
    }

    /// Runs of text through which a rule runs.
    pub fn struck(&self) -> Vec<String> {
        let is_struck = |body: &Rect| {
            let clear = body.max.y - Abs::pt(UNDER);
            self.rules.iter().any(|rule| {
                let wide = body.max.x.min(rule.max.x) - body.min.x.max(rule.min.x);
                wide > Abs::pt(SIDEWAYS) && rule.min.y < clear && rule.max.y > body.min.y
            })
        };
        self.runs
            .iter()
            .filter(|(body, _)| is_struck(body))
            .map(|(_, words)| words.clone())
            .collect()
    }

    /// Pairs of runs of which one stands on the other, from the top of the page.
    pub fn overlapping(mut self) -> Vec<(String, String)> {
        self.runs.sort_by(|(a, _), (b, _)| {
            (a.min.y, a.min.x).partial_cmp(&(b.min.y, b.min.x)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut pairs = Vec::new();
        for (index, (upper, words)) in self.runs.iter().enumerate() {
            let below = self.runs.iter().skip(index + 1);
            for (lower, others) in below.take_while(|(lower, _)| lower.min.y < upper.max.y) {
                if covers(upper, lower) {
                    pairs.push((words.clone(), others.clone()));
                }
            }
        }
        pairs
    }
}

fn covers(a: &Rect, b: &Rect) -> bool {
    let wide = a.max.x.min(b.max.x) - a.min.x.max(b.min.x);
    let high = a.max.y.min(b.max.y) - a.min.y.max(b.min.y);
    let least = a.size().y.min(b.size().y);
    wide > Abs::pt(SIDEWAYS) && high > least * COVERED
}
