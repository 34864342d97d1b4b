//! Colours as a press prints them: cyan, magenta, yellow and black, each its own plate.
//!
//! Typst writes grey and RGB with the colours of a screen, which a printing house turns into four
//! inks again, black letters among them; its own way from grey to four inks lays all four. So every
//! colour is turned here: what is grey becomes black ink alone, and what black there is in another
//! colour becomes black ink. That is reckoned, not measured: no paper and no press is known.

use typst::{
    layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Size, Transform},
    visualize::{
        Cmyk, Color, Curve, CurveItem, DashPattern, FillRule, FixedStroke, Geometry, ImageKind,
        LineCap, LineJoin, Paint, ProcessColor, Shape, SvgImage,
    },
};
use usvg::tiny_skia_path::PathSegment;

/// Turns the colours of a page. `false` if something is left as it was: a photograph, or what shines
/// through or runs from one colour into another.
pub fn separate(frame: &mut Frame) -> bool {
    let mut all = true;
    frame.retain(|item| {
        all &= match item {
            FrameItem::Group(group) => separate(&mut group.frame),
            FrameItem::Text(text) => {
                turn(&mut text.fill)
                    & text.stroke.as_mut().is_none_or(|stroke| turn(&mut stroke.paint))
            }
            FrameItem::Shape(shape, _) => {
                shape.fill.as_mut().is_none_or(turn)
                    & shape.stroke.as_mut().is_none_or(|stroke| turn(&mut stroke.paint))
            }
            FrameItem::Image(image, size, _) => match image.kind() {
                ImageKind::Svg(svg) => match drawing(svg, *size) {
                    Some(group) => {
                        *item = FrameItem::Group(group);
                        true
                    }
                    None => false,
                },
                ImageKind::Raster(_) | ImageKind::Pdf(_) => false,
            },
            FrameItem::Link(..) | FrameItem::Tag(_) => true,
        };
        true
    });
    all
}

/// Turns a paint, if it is one colour that nothing shines through.
fn turn(paint: &mut Paint) -> bool {
    let Paint::Solid(Color::Process(colour)) = paint else {
        // A spot colour is an ink of its own.
        return matches!(paint, Paint::Solid(Color::Spot(_)));
    };
    if colour.alpha().is_some_and(|alpha| alpha < 1.0) {
        return false;
    }
    if !matches!(colour, ProcessColor::Cmyk(_)) {
        let [red, green, blue, _] = ProcessColor::from(colour.to_rgb()).to_vec4_u8();
        *paint = ink(red, green, blue);
    }
    true
}

/// The inks of a colour of a screen.
fn ink(red: u8, green: u8, blue: u8) -> Paint {
    let most = red.max(green).max(blue);
    let part = |value: u8| {
        if most == 0 { 0.0 } else { f32::from(most - value) / f32::from(most) }
    };
    let inks = Cmyk {
        c: part(red),
        m: part(green),
        y: part(blue),
        k: f32::from(u8::MAX - most) / f32::from(u8::MAX),
    };
    Paint::Solid(Color::Process(ProcessColor::Cmyk(inks)))
}

/// The shapes of a drawing in the room that it has on the page; nothing if it is more than shapes in
/// plain colours.
fn drawing(svg: &SvgImage, size: Size) -> Option<GroupItem> {
    let mut frame = Frame::soft(size);
    shapes(svg.tree().root(), &mut frame)?;
    let scale = Transform::scale(
        Ratio::new(size.x.to_pt() / svg.width()),
        Ratio::new(size.y.to_pt() / svg.height()),
    );
    let mut inner = GroupItem::new(frame);
    inner.transform = scale;
    let mut whole = Frame::soft(size);
    whole.push(Point::zero(), FrameItem::Group(inner));
    let mut group = GroupItem::new(whole);
    // What stands out of a drawing is not seen.
    group.clip = Some(Curve::rect(size));
    Some(group)
}

fn shapes(group: &usvg::Group, frame: &mut Frame) -> Option<()> {
    let plain = group.opacity() == usvg::Opacity::ONE
        && group.blend_mode() == usvg::BlendMode::Normal
        && group.clip_path().is_none()
        && group.mask().is_none()
        && group.filters().is_empty();
    if !plain {
        return None;
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => shapes(group, frame)?,
            usvg::Node::Path(path) if path.is_visible() => {
                let usvg::Transform { sx, kx, ky, sy, tx, ty } = path.abs_transform();
                let ratio = |value: f32| Ratio::new(value.into());
                let mut inner = Frame::soft(frame.size());
                for shape in outline(path)? {
                    let shape = FrameItem::Shape(shape, typst::syntax::Span::detached());
                    inner.push(Point::zero(), shape);
                }
                let mut group = GroupItem::new(inner);
                group.transform = Transform {
                    sx: ratio(sx),
                    ky: ratio(ky),
                    kx: ratio(kx),
                    sy: ratio(sy),
                    tx: points(tx),
                    ty: points(ty),
                };
                frame.push(Point::zero(), FrameItem::Group(group));
            }
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) | usvg::Node::Text(_) => return None,
        }
    }
    Some(())
}

fn points(value: f32) -> Abs {
    Abs::pt(value.into())
}

/// A path as it is filled and drawn along, the lower first.
fn outline(path: &usvg::Path) -> Option<Vec<Shape>> {
    let curve = Geometry::Curve(curve(path));
    let mut shapes = Vec::new();
    if let Some(fill) = path.fill() {
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        let paint = plain(fill.paint(), fill.opacity())?;
        shapes.push(Shape { fill_rule: rule, ..curve.clone().filled(paint) });
    }
    if let Some(stroke) = path.stroke() {
        let dash = stroke.dasharray().map(|array| DashPattern {
            array: array.iter().copied().map(points).collect(),
            phase: points(stroke.dashoffset()),
        });
        shapes.push(curve.stroked(FixedStroke {
            paint: plain(stroke.paint(), stroke.opacity())?,
            thickness: points(stroke.width().get()),
            cap: match stroke.linecap() {
                usvg::LineCap::Butt => LineCap::Butt,
                usvg::LineCap::Round => LineCap::Round,
                usvg::LineCap::Square => LineCap::Square,
            },
            join: match stroke.linejoin() {
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
                usvg::LineJoin::Round => LineJoin::Round,
                usvg::LineJoin::Bevel => LineJoin::Bevel,
            },
            dash,
            miter_limit: Ratio::new(stroke.miterlimit().get().into()),
        }));
    }
    if path.paint_order() == usvg::PaintOrder::StrokeAndFill {
        shapes.reverse();
    }
    Some(shapes)
}

fn plain(paint: &usvg::Paint, opacity: usvg::Opacity) -> Option<Paint> {
    match paint {
        usvg::Paint::Color(colour) if opacity == usvg::Opacity::ONE => {
            Some(ink(colour.red, colour.green, colour.blue))
        }
        _ => None,
    }
}

fn curve(path: &usvg::Path) -> Curve {
    let point = |at: usvg::tiny_skia_path::Point| Point::new(points(at.x), points(at.y));
    let mut last = Point::zero();
    let mut items = Vec::new();
    for segment in path.data().segments() {
        items.push(match segment {
            PathSegment::MoveTo(end) => {
                last = point(end);
                CurveItem::Move(last)
            }
            PathSegment::LineTo(end) => {
                last = point(end);
                CurveItem::Line(last)
            }
            PathSegment::QuadTo(control, end) => {
                let (from, control, end) = (last, point(control), point(end));
                let third = |at: Point| at + (control - at) * (2.0 / 3.0);
                last = end;
                CurveItem::Cubic(third(from), third(end), end)
            }
            PathSegment::CubicTo(first, second, end) => {
                last = point(end);
                CurveItem::Cubic(point(first), point(second), last)
            }
            PathSegment::Close => CurveItem::Close,
        });
    }
    Curve(items)
}
