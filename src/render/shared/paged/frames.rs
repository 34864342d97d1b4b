//! Looks at what Typst laid out. Typst says nothing when text runs out of its box or over other
//! text, when no font has a letter, or when a code is too small to be read; a sheet with any of
//! these must never reach a printer.

use std::collections::{BTreeMap, BTreeSet};

use typst::{
    layout::{Abs, Frame, FrameItem, GroupItem, Point, Size, Transform},
    text::TextItem,
    visualize::{Image, ImageKind},
};
use typst_layout::PagedDocument;

use super::overlaps::Bodies;

/// How far text may stand out before it counts, in points: less than the width of a hairline.
const TOLERANCE: f64 = 0.5;

/// How panels are labelled in a layout.
const PANEL: &str = "panel-";

/// How the pieces of a drawing are labelled that is larger than its paper: what leaves a piece is
/// seen on the next.
const TILE: &str = "tile-";

/// What was seen on the pages.
#[derive(Debug, Default)]
pub struct Sight {
    /// The number of pages.
    pub pages: usize,
    /// How far text leaves each panel that it leaves, in millimetres. The page itself has the
    /// empty name.
    pub overflow: BTreeMap<String, f64>,
    /// Letters that no font has, each with the font that was asked last.
    pub missing: BTreeSet<(String, String)>,
    /// Words that stand on other words.
    pub overlaps: Vec<(String, String)>,
    /// Words through which a rule runs.
    pub struck: Vec<String>,
    /// How wide the smallest dot of a code is, in millimetres.
    pub dot: Option<f64>,
    /// All text in reading order, runs separated by a space.
    pub text: String,
}

/// A box that text must not leave, and the way from the current frame into it.
struct Bound<'a> {
    name: &'a str,
    size: Size,
    inward: Transform,
}

/// Looks at every page. `code` is the drawing of the square code, if the sheet has one.
pub fn look(document: &PagedDocument, code: Option<&str>) -> Sight {
    let mut sight = Sight { pages: document.pages().len(), ..Sight::default() };
    for page in document.pages() {
        let bounds = [Bound { name: "", size: page.frame.size(), inward: Transform::identity() }];
        let mut eye = Eye { sight: &mut sight, bodies: Bodies::default(), code };
        eye.frame(&page.frame, &bounds);
        let struck = eye.bodies.struck();
        let overlaps = eye.bodies.overlapping();
        sight.struck.extend(struck);
        sight.overlaps.extend(overlaps);
    }
    sight
}

/// What looks at one page.
struct Eye<'a> {
    sight: &'a mut Sight,
    bodies: Bodies,
    code: Option<&'a str>,
}

impl Eye<'_> {
    fn frame(&mut self, frame: &Frame, bounds: &[Bound<'_>]) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.group(*at, group, bounds),
                FrameItem::Text(text) => self.text(*at, text, bounds),
                FrameItem::Image(image, size, _) => self.image(image, *size, bounds),
                FrameItem::Shape(shape, _) => {
                    if let Some(page) = on_page(bounds) {
                        self.bodies.add_rules(*at, shape, page.inward);
                    }
                }
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn image(&mut self, image: &Image, size: Size, bounds: &[Bound<'_>]) {
        let ImageKind::Svg(drawing) = image.kind() else { return };
        if self.code.is_none_or(|code| drawing.data().as_slice() != code.as_bytes()) {
            return;
        }
        // What a tile shows is larger.
        let scale = on_page(bounds).map_or(1.0, |page| page.inward.sx.get());
        let dot = (size.x * scale).to_mm() / image.width();
        self.sight.dot = Some(self.sight.dot.map_or(dot, |least| least.min(dot)));
    }

    fn group(&mut self, at: Point, group: &GroupItem, bounds: &[Bound<'_>]) {
        let label = group.label.map(typst::foundations::Label::resolve);
        let moved = Transform::translate(at.x, at.y).pre_concat(group.transform);
        let mut inner: Vec<Bound<'_>> = bounds
            .iter()
            .map(|bound| Bound {
                name: bound.name,
                size: bound.size,
                inward: bound.inward.pre_concat(moved),
            })
            .collect();
        if label.as_ref().is_some_and(|label| label.as_str().starts_with(TILE)) {
            inner.clear();
        }
        if let Some(name) = label.as_ref().and_then(|label| label.as_str().strip_prefix(PANEL)) {
            inner.push(Bound { name, size: group.frame.size(), inward: Transform::identity() });
        }
        self.frame(&group.frame, &inner);
    }

    fn text(&mut self, at: Point, text: &TextItem, bounds: &[Bound<'_>]) {
        let said = &mut self.sight.text;
        if !said.ends_with(' ') && !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&text.text);
        if let Some(page) = on_page(bounds) {
            self.bodies.add(at, text, page.inward);
        }
        for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
            let letter = text.text.get(glyph.range()).unwrap_or_default().to_owned();
            self.sight.missing.insert((letter, text.font.font().info().family.clone()));
        }
        // The font's height is far above most letters, so a line that stands out by it is looked
        // at again, letter by letter. Most lines are clear by the cheap measure.
        let metrics = text.font.metrics();
        let rough = (
            at + Point::with_y(-metrics.ascender.at(text.size)),
            at + Point::new(text.width(), -metrics.descender.at(text.size)),
        );
        if bounds.iter().all(|bound| bound.excess(rough) <= TOLERANCE) {
            return;
        }
        let ink = text.bbox();
        let exact = (at + ink.min, at + ink.max);
        for bound in bounds {
            let excess = bound.excess(exact);
            // A run of spaces has no ink, and its box is not finite.
            if excess.is_finite() && excess > TOLERANCE {
                let most = self.sight.overflow.entry(bound.name.to_owned()).or_default();
                *most = most.max(Abs::pt(excess).to_mm());
            }
        }
    }
}

/// The page, unless what is looked at lies in a tile, which shows a part of it.
fn on_page<'a, 'b>(bounds: &'a [Bound<'b>]) -> Option<&'a Bound<'b>> {
    bounds.first().filter(|bound| bound.name.is_empty())
}

impl Bound<'_> {
    /// How far a box stands out, in points; negative while it is inside.
    fn excess(&self, (a, b): (Point, Point)) -> f64 {
        [a, b, Point::new(a.x, b.y), Point::new(b.x, a.y)]
            .into_iter()
            .map(|corner| corner.transform(self.inward))
            .flat_map(|corner| {
                [
                    -corner.x.to_pt(),
                    -corner.y.to_pt(),
                    (corner.x - self.size.x).to_pt(),
                    (corner.y - self.size.y).to_pt(),
                ]
            })
            .fold(f64::NEG_INFINITY, f64::max)
    }
}
