//! Holds a sheet in black ink to what a copier can do. On a screen a grey, a hairline or a small
//! letter looks right; the machine makes dirt of it, or leaves it out. Typst says nothing of any.
//!
//! What is inside a picture is not looked at, only where it lies.

use std::mem::discriminant;

use typst::{
    foundations::Content,
    introspection::Tag,
    layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Size, Transform},
    syntax::Span,
    text::TextItem,
    visualize::{Color, FixedStroke, Image, Paint, Shape},
};
use typst_layout::PagedDocument;

use crate::model::Layout;

/// The smallest text, in points.
pub const TEXT: f64 = 9.0;

/// The thinnest stroke, in points.
pub const STROKE: f64 = 0.5;

/// What copiers leave out along the edge of the paper, in millimetres.
pub const EDGE: f64 = 10.0;

/// The same for a sheet that is cut: marks for the knife may stand where one copier in some leaves
/// them out, in millimetres.
pub const CUT_EDGE: f64 = 4.0;

/// How many points text and strokes may fall short.
const TOLERANCE: f64 = 0.02;

/// How many millimetres ink may stand out: half the stroke of a frame that lies on the margin.
const HAIR: f64 = 0.2;

/// The label of what says how a sheet is printed.
const HOW: &str = "how-to-print";

/// How many letters of a text are reported.
const WORDS: usize = 40;

/// Something that a copier cannot do.
#[derive(Debug, Clone)]
pub struct Breach {
    /// What is wrong.
    pub rule: Rule,
    /// The text it is wrong with, or what its picture shows; nothing of a shape.
    pub words: String,
    /// The page, counted from one.
    pub page: usize,
    /// How far it lies from the left and the upper edge of the paper, in millimetres.
    pub at: (f64, f64),
    /// Where in the layout it is drawn, if that is known.
    pub span: Span,
}

/// What a sheet for the copier keeps to.
#[derive(Debug, Clone)]
pub enum Rule {
    /// A fill or stroke that is neither black nor white: its colour, or nothing for a gradient, a
    /// pattern or something that shines through.
    Tint(Option<String>),
    /// Text of so many points.
    Text(f64),
    /// A stroke of so many points.
    Stroke(f64),
    /// Ink so many millimetres from the edge of the paper, and how many there must be.
    Edge { found: f64, wanted: f64 },
    /// So many sides, and nothing that says how they are printed.
    Sides(usize),
}

impl Rule {
    /// Whether two are of one sort.
    pub fn is_same(&self, other: &Self) -> bool {
        discriminant(self) == discriminant(other)
    }

    /// How bad it is, among those of one sort.
    pub fn measure(&self) -> f64 {
        match self {
            Self::Text(points) | Self::Stroke(points) => -points,
            Self::Edge { found, .. } => -found,
            Self::Tint(_) | Self::Sides(_) => 0.0,
        }
    }
}

/// Everything on a sheet that a copier cannot do: of each sort the worst at each place of the layout.
pub fn look(document: &PagedDocument, layout: &Layout) -> Vec<Breach> {
    let wanted = if layout.cut { CUT_EDGE } else { EDGE };
    let (mut breaches, mut says_how) = (Vec::new(), false);
    for (page, number) in document.pages().iter().zip(1..) {
        let paper = Rect::from_pos_size(Point::zero(), page.frame.size());
        let mut eye = Eye { page: number, paper, wanted, says_how, breaches };
        eye.frame(&page.frame, Transform::identity(), paper);
        Eye { says_how, breaches, .. } = eye;
    }
    let sides = document.pages().len();
    // Of a sheet that should have one side, it is reported that it has more.
    if *layout.pages.end() > 1 && sides > 1 && !says_how {
        let rule = Rule::Sides(sides);
        let (words, span) = (String::new(), Span::detached());
        breaches.push(Breach { rule, words, page: 1, at: (0.0, 0.0), span });
    }
    breaches
}

/// What looks at a page.
struct Eye {
    page: usize,
    paper: Rect,
    /// How many millimetres along the edge must be bare.
    wanted: f64,
    says_how: bool,
    breaches: Vec<Breach>,
}

/// Something that is drawn: where on the page, from where in the layout, with which words.
struct Drawn<'a> {
    area: Rect,
    span: Span,
    words: &'a str,
}

impl Eye {
    /// Looks at a frame; `way` leads from it to the page, and what lies outside `shown` is clipped.
    fn frame(&mut self, frame: &Frame, way: Transform, shown: Rect) {
        for (at, item) in frame.items() {
            let way = way.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.group(group, way, shown),
                FrameItem::Text(text) => self.text(text, way, shown),
                FrameItem::Shape(shape, span) => self.shape(shape, *span, way, shown),
                FrameItem::Image(image, size, span) => self.image(image, *size, *span, way, shown),
                FrameItem::Tag(Tag::Start(content, _)) => self.says_how |= is_how(content),
                FrameItem::Tag(Tag::End(..)) | FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &GroupItem, way: Transform, shown: Rect) {
        let way = way.pre_concat(group.transform);
        let clip = group.clip.as_ref().map(|clip| on_page(clip.bbox(None), way));
        let shown = clip.map_or(Some(shown), |clip| common(clip, shown));
        if let Some(shown) = shown {
            self.frame(&group.frame, way, shown);
        }
    }

    fn text(&mut self, text: &TextItem, way: Transform, shown: Rect) {
        if text.text.trim().is_empty() {
            return;
        }
        // The font's height is far above most letters; what is clear by it is clear.
        let metrics = text.font.metrics();
        let rough = Rect::new(
            Point::with_y(-metrics.ascender.at(text.size)),
            Point::new(text.width(), -metrics.descender.at(text.size)),
        );
        let Some(area) = common(on_page(rough, way), shown) else { return };
        let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
        let drawn = Drawn { area, span, words: &text.text };
        let size = text.size.to_pt() * growth(way);
        if size < TEXT - TOLERANCE {
            self.tell(Rule::Text(size), &drawn);
        }
        let mut has_ink = self.paint(&text.fill, &drawn);
        if let Some(stroke) = &text.stroke {
            has_ink |= self.stroke(stroke, way, &drawn);
        }
        if has_ink && self.room(area) < self.wanted {
            // Its letters one by one; spaces without width have no box.
            let ink = text.bbox();
            let has_letters = ink.min.x.to_pt().is_finite();
            let letters = has_letters.then(|| common(on_page(ink, way), shown)).flatten();
            if let Some(area) = letters {
                self.edge(&Drawn { area, ..drawn });
            }
        }
    }

    fn shape(&mut self, shape: &Shape, span: Span, way: Transform, shown: Rect) {
        let drawn = |stroked| {
            let area = common(on_page(shape.bbox(stroked), way), shown)?;
            Some(Drawn { area, span, words: "" })
        };
        if let (Some(fill), Some(drawn)) = (&shape.fill, drawn(false))
            && self.paint(fill, &drawn)
        {
            self.edge(&drawn);
        }
        if let (Some(stroke), Some(drawn)) = (&shape.stroke, drawn(true))
            && self.stroke(stroke, way, &drawn)
        {
            self.edge(&drawn);
        }
    }

    fn image(&mut self, image: &Image, size: Size, span: Span, way: Transform, shown: Rect) {
        let whole = Rect::from_pos_size(Point::zero(), size);
        if let Some(area) = common(on_page(whole, way), shown) {
            self.edge(&Drawn { area, span, words: image.alt().unwrap_or_default() });
        }
    }

    /// Looks at a paint; whether it leaves ink on the paper.
    fn paint(&mut self, paint: &Paint, drawn: &Drawn<'_>) -> bool {
        let solid = match paint {
            Paint::Solid(Color::Process(colour)) => Some(colour.to_vec4_u8()),
            Paint::Solid(Color::Spot(_)) | Paint::Gradient(_) | Paint::Tiling(_) => None,
        };
        match solid {
            Some([255, 255, 255, 255]) => false,
            Some([0, 0, 0, 255]) => true,
            Some([red, green, blue, 255]) => {
                let colour = format!("#{red:02x}{green:02x}{blue:02x}");
                self.tell(Rule::Tint(Some(colour)), drawn);
                true
            }
            Some(_) | None => {
                self.tell(Rule::Tint(None), drawn);
                true
            }
        }
    }

    fn stroke(&mut self, stroke: &FixedStroke, way: Transform, drawn: &Drawn<'_>) -> bool {
        let thickness = stroke.thickness.to_pt() * growth(way);
        if thickness < STROKE - TOLERANCE {
            self.tell(Rule::Stroke(thickness), drawn);
        }
        self.paint(&stroke.paint, drawn)
    }

    /// How many millimetres lie between an area and the nearest edge of the paper.
    fn room(&self, area: Rect) -> f64 {
        let room = [
            area.min.x - self.paper.min.x,
            area.min.y - self.paper.min.y,
            self.paper.max.x - area.max.x,
            self.paper.max.y - area.max.y,
        ];
        room.map(Abs::to_mm).into_iter().fold(f64::INFINITY, f64::min)
    }

    fn edge(&mut self, drawn: &Drawn<'_>) {
        let (found, wanted) = (self.room(drawn.area), self.wanted);
        if found < wanted - HAIR {
            self.tell(Rule::Edge { found, wanted }, drawn);
        }
    }

    fn tell(&mut self, rule: Rule, drawn: &Drawn<'_>) {
        let Drawn { area, span, words } = drawn;
        let mut letters = words.chars();
        let mut words: String = letters.by_ref().take(WORDS).collect();
        if letters.next().is_some() {
            words.push('…');
        }
        let at = (area.min.x.to_mm(), area.min.y.to_mm());
        let breach = Breach { rule, words, page: self.page, at, span: *span };
        let same = self
            .breaches
            .iter_mut()
            .find(|other| other.span == breach.span && other.rule.is_same(&breach.rule));
        match same {
            Some(other) if breach.rule.measure() > other.rule.measure() => *other = breach,
            Some(_) => {}
            None => self.breaches.push(breach),
        }
    }
}

fn is_how(content: &Content) -> bool {
    content.label().is_some_and(|label| label.resolve().as_str() == HOW)
}

/// How much larger a transformation draws.
fn growth(way: Transform) -> f64 {
    (way.sx.get() * way.sy.get() - way.kx.get() * way.ky.get()).abs().sqrt()
}

/// The box on the page around the corners of one in a frame.
fn on_page(rect: Rect, way: Transform) -> Rect {
    let Rect { min, max } = rect;
    let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
    let [first, rest @ ..] = corners.map(|corner| corner.transform(way));
    rest.into_iter().fold(Rect::new(first, first), |around, corner| {
        Rect::new(around.min.min(corner), around.max.max(corner))
    })
}

/// What two boxes have in common, if that is anything.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    let (min, max) = (a.min.max(b.min), a.max.min(b.max));
    (min.x < max.x && min.y < max.y).then(|| Rect::new(min, max))
}
