//! A drawing as lines to colour in: what it paints becomes a white space with a black line around
//! it, limbs and waves that were drawn with a broad pen too.
//!
//! What follows each other in one colour is one space. It is painted in black, wider by a line than
//! it is, then as it is in white: what is left of the black is the line, and where two shapes meet
//! there is none. Only shapes stand in a drawing, which `load` sees to; one that clips or covers them is
//! left as it is, for what is seen of a shape is another shape then.

use roxmltree::Node;

use crate::foreign::xml;

/// How thick a line is, of a thousand of the longer side of the drawing: at least 1.5 pt for a drawing
/// of 90 mm.
const LINE: f32 = 7.0;

/// What makes of shapes something that their own lines do not show.
const OTHERWISE: [&str; 4] = ["svg", "clipPath", "mask", "marker"];

const SHAPES: [&str; 7] = ["path", "circle", "ellipse", "rect", "line", "polyline", "polygon"];

/// What says how a shape is painted and not where it is.
const PAINT: [&str; 5] = ["fill", "stroke", "stroke-width", "opacity", "transform"];

/// A shape that is filled or gone along with a pen.
struct Stroke<'a> {
    colour: &'a str,
    /// How wide the pen is; none for a shape that is filled.
    pen: Option<f32>,
    shape: String,
}

/// The drawing in lines; nothing if it is none.
pub fn of(svg: &[u8]) -> Option<Vec<u8>> {
    let document = xml::tree(std::str::from_utf8(svg).ok()?, xml::Most::OWN, false).ok()?;
    let root = document.root_element();
    let otherwise = |node: Node<'_, '_>| OTHERWISE.contains(&node.tag_name().name());
    if root.descendants().skip(1).any(otherwise) {
        return None;
    }
    let numbers: Vec<f32> = root
        .attribute("viewBox")?
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let &[left, top, width, height] = numbers.as_slice() else { return None };
    let line = width.max(height) * LINE / 1000.0;
    let mut drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\">",
        left - line,
        top - line,
        width + 2.0 * line,
        height + 2.0 * line
    );
    let strokes: Vec<Stroke<'_>> = document.descendants().flat_map(strokes).collect();
    for space in strokes.chunk_by(|a, b| a.colour == b.colour) {
        for stroke in space {
            match stroke.pen {
                Some(pen) => drawn.push_str(&stroke.drawn("none", "#000", pen + 2.0 * line)),
                None => drawn.push_str(&stroke.drawn("#000", "#000", 2.0 * line)),
            }
        }
        for stroke in space {
            match stroke.pen {
                // A line that is thin already stays one.
                Some(pen) if pen <= 2.0 * line => {}
                Some(pen) => drawn.push_str(&stroke.drawn("none", "#fff", pen)),
                None => drawn.push_str(&stroke.drawn("#fff", "none", 0.0)),
            }
        }
    }
    drawn.push_str("</svg>");
    Some(drawn.into_bytes())
}

impl Stroke<'_> {
    fn drawn(&self, fill: &str, stroke: &str, width: f32) -> String {
        let join = if self.pen.is_none() { " stroke-linejoin=\"round\"" } else { "" };
        let pen = if stroke == "none" {
            String::new()
        } else {
            format!(" stroke-width=\"{width}\"{join}")
        };
        format!("{} fill=\"{fill}\" stroke=\"{stroke}\"{pen}/>", self.shape)
    }
}

/// What is painted of a shape: first what fills it, then its rim.
fn strokes<'a>(node: Node<'a, '_>) -> Vec<Stroke<'a>> {
    let shape = node.tag_name().name();
    let hidden = || node.ancestors().any(|above| above.tag_name().name() == "defs");
    if !SHAPES.contains(&shape) || hidden() {
        return Vec::new();
    }
    let looks = |name: &str| node.ancestors().find_map(|above| above.attribute(name));
    let (fill, rim) = (looks("fill").unwrap_or("#000"), looks("stroke").unwrap_or("none"));
    let pen = looks("stroke-width").and_then(|width| width.parse().ok()).unwrap_or(1.0);
    let filled = (fill != "none" && shape != "line").then_some((fill, None));
    let rimmed = (rim != "none").then_some((rim, Some(pen)));
    let painted = [filled, rimmed].into_iter().flatten();
    painted
        .map(|(colour, pen)| Stroke { colour: plain(colour), pen, shape: opened(node, pen) })
        .collect()
}

/// The element of a shape without how it is painted, not closed.
fn opened(node: Node<'_, '_>, pen: Option<f32>) -> String {
    let mut element = format!("<{}", node.tag_name().name());
    let mut say = |name: &str, value: &str| {
        let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        element.push_str(&format!(" {name}=\"{value}\""));
    };
    for attribute in node.attributes() {
        let name = attribute.name();
        if !PAINT.contains(&name) && !name.starts_with("stroke-") && !name.ends_with("-opacity") {
            say(name, attribute.value());
        }
    }
    let mut moves: Vec<&str> =
        node.ancestors().filter_map(|above| above.attribute("transform")).collect();
    if !moves.is_empty() {
        moves.reverse();
        say("transform", &moves.join(" "));
    }
    if pen.is_some() {
        for name in ["stroke-linecap", "stroke-linejoin", "stroke-dasharray"] {
            if let Some(value) = node.ancestors().find_map(|above| above.attribute(name)) {
                say(name, value);
            }
        }
    }
    element
}

/// Black and white have many names.
fn plain(colour: &str) -> &str {
    match colour {
        "black" | "#000000" | "currentColor" => "#000",
        "white" | "#ffffff" | "#FFF" | "#FFFFFF" => "#fff",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_painted_is_white_with_a_black_line_around_it() {
        let drawn = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">\
            <g fill=\"none\" stroke=\"#000\" stroke-width=\"5\" stroke-linecap=\"round\" transform=\"scale(2)\">\
            <circle r=\"9\" fill=\"#000\" stroke=\"none\"/><path d=\"M1 2\" transform=\"rotate(3)\"/></g>\
            <rect width=\"4\" height=\"4\" fill=\"white\"/></svg>";
        let lines = String::from_utf8(of(drawn.as_bytes()).expect("a drawing")).expect("letters");
        let circle = "<circle r=\"9\" transform=\"scale(2)\"";
        let path = "<path d=\"M1 2\" transform=\"scale(2) rotate(3)\" stroke-linecap=\"round\" fill=\"none\"";
        let rect = "<rect width=\"4\" height=\"4\"";
        assert_eq!(
            lines,
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-0.7 -0.7 101.4 51.4\">\
                {circle} fill=\"#000\" stroke=\"#000\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>\
                {path} stroke=\"#000\" stroke-width=\"6.4\"/>\
                {circle} fill=\"#fff\" stroke=\"none\"/>\
                {path} stroke=\"#fff\" stroke-width=\"5\"/>\
                {rect} fill=\"#000\" stroke=\"#000\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>\
                {rect} fill=\"#fff\" stroke=\"none\"/></svg>"
            )
        );
        assert_eq!(of(b"\xff"), None);
        let clipped = drawn.replace("</svg>", "<defs><clipPath id=\"a\"/></defs></svg>");
        assert_eq!(of(clipped.as_bytes()), None);
    }
}
