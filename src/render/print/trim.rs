//! A sheet as a printing house takes it: paper larger than the sheet, marks where to cut, and the
//! boxes of PDF that say so.

use typst::{
    foundations::Smart,
    layout::{Abs, Frame, FrameItem, GroupItem, Point, Sides, Size},
    model::Document as _,
    syntax::Span,
    visualize::{Cmyk, Color, Curve, FixedStroke, Geometry, Paint, ProcessColor},
};
use typst_layout::{Page, PagedDocument};

use super::separation;
use crate::model::Ink;

/// How far colour goes on beyond where the sheet is cut, in millimetres.
const BLEED: f64 = 3.0;
/// How far the paper does, for the marks.
const AROUND: f64 = 10.0;
/// Where a mark begins and ends, from the sheet outward: not within what may be cut off.
const MARK: (f64, f64) = (4.0, 9.0);
/// How thick a mark is, in points.
const THIN: f64 = 0.25;

/// The same in points.
pub fn bleed_points() -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    let points = Abs::mm(BLEED).to_pt() as f32;
    points
}

/// A sheet for a printing house.
pub struct Trimmed {
    /// Its pages, each with room around it.
    pub document: PagedDocument,
    /// Whether all colours are those of a press.
    pub separated: bool,
}

/// Adds room, marks and the colours of a press to a sheet.
pub fn trim(document: &PagedDocument, ink: Ink) -> Trimmed {
    let mut separated = true;
    let pages = document.pages().iter().map(|page| {
        let mut page = page.clone();
        if let Some(fill) = page.fill_or_transparent() {
            let bleed = Abs::mm(BLEED);
            let ground =
                Size::new(page.frame.width() + 2.0 * bleed, page.frame.height() + 2.0 * bleed);
            let shape = Geometry::Rect(ground).filled(fill);
            let corner = Point::new(-bleed, -bleed);
            page.frame.prepend(corner, FrameItem::Shape(shape, Span::detached()));
        }
        separated &= separation::separate(&mut page.frame);
        let size = page.frame.size();
        let mut frame = Frame::hard(size);
        let mut inner = GroupItem::new(page.frame);
        inner.clip = Some(bleed(size));
        frame.push(Point::zero(), FrameItem::Group(inner));
        for (from, to) in marks(size) {
            let line = Geometry::Line(to - from)
                .stroked(FixedStroke::from_pair(registration(ink), Abs::pt(THIN)));
            frame.push(from, FrameItem::Shape(line, Span::detached()));
        }
        Page { frame, bleed: Sides::splat(Abs::mm(AROUND)), fill: Smart::Auto, ..page }
    });
    let pages = pages.collect();
    Trimmed { document: PagedDocument::new(pages, document.info().clone()), separated }
}

/// What is printed of a page: the sheet and its bleed.
fn bleed(size: Size) -> Curve {
    let more = Abs::mm(BLEED);
    let mut curve = Curve::rect(Size::new(size.x + 2.0 * more, size.y + 2.0 * more));
    curve.translate(Point::new(-more, -more));
    curve
}

/// Two marks at each corner.
fn marks(size: Size) -> Vec<(Point, Point)> {
    let (near, far) = (Abs::mm(MARK.0), Abs::mm(MARK.1));
    let mut marks = Vec::new();
    for (x, out) in [(Abs::zero(), -1.0), (size.x, 1.0)] {
        for (y, down) in [(Abs::zero(), -1.0), (size.y, 1.0)] {
            marks.push((Point::new(x + out * near, y), Point::new(x + out * far, y)));
            marks.push((Point::new(x, y + down * near), Point::new(x, y + down * far)));
        }
    }
    marks
}

/// Marks stand on every plate, so that the plates can be laid one on the other.
fn registration(ink: Ink) -> Paint {
    let other = if ink == Ink::Colour { 1.0 } else { 0.0 };
    let inks = Cmyk { c: other, m: other, y: other, k: 1.0 };
    Paint::Solid(Color::Process(ProcessColor::Cmyk(inks)))
}
