//! A drawing as it is written: paths of tones and lines, in tenths of a unit, without any style.

use std::fmt::Write as _;

use super::{
    camera::{HEIGHT, WIDTH},
    chains::Chain,
    curve::Curve,
    strokes::Visible,
};
use crate::world::{Tone, Weight};

/// What is around a line that must stand off from what is behind it, in tenths.
const RIM: u32 = 60;

/// A drawing that is being written.
pub struct Drawing {
    text: String,
}

impl Drawing {
    /// An empty one, with its titles by language.
    pub fn new(titles: &[(&str, &str)]) -> Self {
        let mut text =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\n");
        for (lang, title) in titles {
            let title = title.replace('&', "&amp;").replace('<', "&lt;");
            let _ = writeln!(text, "<title lang=\"{lang}\">{title}</title>");
        }
        text.push_str("<g transform=\"scale(.1)\">");
        Self { text }
    }

    /// Fills rings of curves.
    pub fn fill(&mut self, paint: &str, rings: &[Vec<Curve>]) {
        let mut d = String::new();
        let mut pen = Pen::default();
        for ring in rings {
            for (i, curve) in ring.iter().enumerate() {
                pen.curve(&mut d, curve, i == 0);
            }
            d.push('z');
            pen.lifted = true;
        }
        if !d.is_empty() {
            let _ = write!(self.text, "<path fill=\"{paint}\" fill-rule=\"evenodd\" d=\"{d}\"/>\n");
        }
    }

    /// Draws curves as lines.
    fn stroke(&mut self, paint: &str, width: u32, curves: &[&Curve]) {
        let mut d = String::new();
        let mut pen = Pen::default();
        for curve in curves {
            pen.curve(&mut d, curve, true);
        }
        if !d.is_empty() {
            let _ = write!(
                self.text,
                "<path stroke=\"{paint}\" stroke-width=\"{width}\" d=\"{d}\"/>\n"
            );
        }
    }

    /// The whole text.
    pub fn finished(mut self) -> String {
        self.text.push_str("</g></svg>\n");
        self.text
    }
}

/// Where the last step ended, in whole tenths.
#[derive(Default)]
struct Pen {
    x: i64,
    y: i64,
    /// Whether the last letter was that of a curve.
    open: bool,
    /// Whether the pen must be put down anew.
    lifted: bool,
}

impl Pen {
    #[expect(clippy::cast_possible_truncation, reason = "thousands")]
    fn whole((x, y): (f64, f64)) -> (i64, i64) {
        (x.round() as i64, y.round() as i64)
    }

    fn curve(&mut self, d: &mut String, curve: &Curve, new: bool) {
        let start = Self::whole(curve.start);
        if new || self.lifted {
            let _ = write!(d, "M{}", start.0);
            number(d, start.1);
            (self.x, self.y) = start;
            self.open = false;
            self.lifted = false;
        }
        for [a, b, end] in &curve.pieces {
            let (a, b, end) = (Self::whole(*a), Self::whole(*b), Self::whole(*end));
            if !self.open {
                d.push('c');
                let _ = write!(d, "{}", a.0 - self.x);
                self.open = true;
            } else {
                number(d, a.0 - self.x);
            }
            for n in [a.1 - self.y, b.0 - self.x, b.1 - self.y, end.0 - self.x, end.1 - self.y] {
                number(d, n);
            }
            (self.x, self.y) = end;
        }
    }
}

/// A number behind another: a minus sign parts them as well as a space.
fn number(d: &mut String, n: i64) {
    if n >= 0 {
        d.push(' ');
    }
    let _ = write!(d, "{n}");
}

/// Writes all lines: those between parts by weight, then the strokes.
pub fn lines(drawing: &mut Drawing, chains: &[Chain], strokes: &[Visible]) {
    drawing.text.push_str(
        "<g fill=\"none\" stroke=\"#000\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n",
    );
    for weight in Weight::ALL {
        let curves: Vec<&Curve> = chains
            .iter()
            .filter(|chain| chain.line == Some(weight))
            .map(|chain| &chain.curve)
            .chain(
                strokes
                    .iter()
                    .filter(|stroke| !stroke.rim && !stroke.filled && stroke.weight == weight)
                    .map(|stroke| &stroke.curve),
            )
            .collect();
        drawing.stroke("#000", weight.tenths(), &curves);
    }
    let rims: Vec<&Curve> =
        strokes.iter().filter(|stroke| stroke.rim).map(|stroke| &stroke.curve).collect();
    drawing.stroke("#fff", RIM, &rims);
    for weight in Weight::ALL {
        let curves: Vec<&Curve> = strokes
            .iter()
            .filter(|stroke| stroke.rim && stroke.weight == weight)
            .map(|stroke| &stroke.curve)
            .collect();
        drawing.stroke("#000", weight.tenths(), &curves);
    }
    drawing.text.push_str("</g>\n");
    let spots: Vec<Vec<Curve>> = strokes
        .iter()
        .filter(|stroke| stroke.filled)
        .map(|stroke| vec![stroke.curve.clone()])
        .collect();
    drawing.fill(Tone::Black.paint(), &spots);
}
