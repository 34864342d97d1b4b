//! The attributes that a drawing may have, and what may stand in each.
//!
//! Every value is of letters that need no escaping in XML and in HTML and mean the same in both.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number, with a unit or without.
    Number,
    /// Numbers, or a word in place of them.
    Numbers,
    /// One or more of the words that SVG knows.
    Words,
    /// A colour, or what is painted with instead.
    Paint,
    /// The steps of a path.
    Path,
    /// Moves, turns and stretches.
    Transform,
    /// What clips, covers or marks a shape.
    Reference,
}

/// A value that may be written.
#[derive(Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// As it is.
    Plain(&'a str),
    /// Another element of the drawing, by its id; and what is painted where it cannot be.
    Link(&'a str, &'a str),
}

/// What may stand in an attribute; nothing of one that a drawing does not need.
pub fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "d" => Kind::Path,
        "transform" | "gradientTransform" | "patternTransform" => Kind::Transform,
        "cx" | "cy" | "r" | "rx" | "ry" | "x" | "y" | "width" | "height" | "x1" | "y1" | "x2"
        | "y2" | "fx" | "fy" | "fr" | "offset" | "pathLength" | "refX" | "refY" | "markerWidth"
        | "markerHeight" => Kind::Number,
        "points" | "viewBox" | "orient" => Kind::Numbers,
        "gradientUnits"
        | "spreadMethod"
        | "clipPathUnits"
        | "maskUnits"
        | "maskContentUnits"
        | "patternUnits"
        | "patternContentUnits"
        | "markerUnits"
        | "preserveAspectRatio" => Kind::Words,
        _ => return looks(name),
    })
}

/// The same of an attribute that a style may set too.
pub fn looks(name: &str) -> Option<Kind> {
    Some(match name {
        "fill" | "stroke" | "stop-color" | "color" => Kind::Paint,
        "fill-opacity" | "stroke-opacity" | "opacity" | "stop-opacity" | "stroke-width"
        | "stroke-miterlimit" | "stroke-dashoffset" => Kind::Number,
        "stroke-dasharray" => Kind::Numbers,
        "fill-rule"
        | "clip-rule"
        | "stroke-linecap"
        | "stroke-linejoin"
        | "display"
        | "visibility"
        | "overflow"
        | "vector-effect"
        | "paint-order"
        | "mask-type"
        | "shape-rendering"
        | "color-interpolation" => Kind::Words,
        "clip-path" | "mask" | "marker-start" | "marker-mid" | "marker-end" => Kind::Reference,
        _ => return None,
    })
}

/// Whether an attribute or property would change what is seen, though it cannot be kept.
pub fn is_seen(name: &str, value: &str) -> bool {
    let seen = match name {
        // Of an element that shows pictures or other files, or leads to them.
        "href" | "src" | "systemLanguage" | "requiredExtensions" | "requiredFeatures" => true,
        "filter" | "clip" | "mix-blend-mode" | "transform" | "transform-origin"
        | "transform-box" | "translate" | "rotate" | "scale" | "zoom" | "mask-image"
        | "mask-border" | "offset-path" => !["none", "normal", "auto"].contains(&value),
        // Properties of a style that stand for the attributes of a shape.
        "d" | "x" | "y" | "cx" | "cy" | "r" | "rx" | "ry" | "width" | "height" => value != "auto",
        _ => false,
    };
    // However it is written: HTML does not tell capitals from small letters.
    seen || name.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on"))
}

/// The value, if it is what it should be.
pub fn read(kind: Kind, value: &str) -> Option<Value<'_>> {
    let value = value.trim();
    let fits = match kind {
        Kind::Number => is_number(value) || is_word(value),
        Kind::Numbers => is_numbers(value) || is_word(value),
        Kind::Words => value.split_ascii_whitespace().all(is_word) && !value.is_empty(),
        Kind::Path => value.bytes().all(|byte| {
            b"MmZzLlHhVvCcSsQqTtAaEe+-.,".contains(&byte)
                || byte.is_ascii_digit()
                || byte.is_ascii_whitespace()
        }),
        Kind::Transform => is_transform(value),
        Kind::Paint => match url(value) {
            Some((id, rest)) => return is_colour(rest).then_some(Value::Link(id, rest)),
            None => is_colour(value) && !value.is_empty(),
        },
        Kind::Reference => match url(value) {
            Some((id, rest)) => return rest.is_empty().then_some(Value::Link(id, "")),
            None => is_word(value),
        },
    };
    fits.then_some(Value::Plain(value))
}

fn is_word(value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && value.starts_with(|first: char| first.is_ascii_alphabetic())
}

fn is_number(value: &str) -> bool {
    let units = ["px", "pt", "pc", "mm", "cm", "in", "%"];
    let bare = units.iter().find_map(|unit| value.strip_suffix(unit)).unwrap_or(value);
    // The same letters also spell `inf` and `nan`.
    let digits = bare.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    digits && bare.parse::<f32>().is_ok_and(f32::is_finite)
}

fn is_numbers(value: &str) -> bool {
    !value.is_empty()
        && value.bytes().all(|byte| {
            byte.is_ascii_digit() || b"+-.,eE%".contains(&byte) || byte.is_ascii_whitespace()
        })
}

/// `matrix(1 0 0 1 0 0) scale(2)`.
fn is_transform(value: &str) -> bool {
    let known = ["matrix", "translate", "scale", "rotate", "skewX", "skewY"];
    let mut rest = value;
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once('(') else { return false };
        let Some((numbers, after)) = after.split_once(')') else { return false };
        if !known.contains(&name.trim()) || !is_numbers(numbers) {
            return false;
        }
        rest = after.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
    }
    true
}

/// A colour by its name, its number or its parts; nothing at all is one too, beside a link.
fn is_colour(value: &str) -> bool {
    if let Some(number) = value.strip_prefix('#') {
        return [3, 4, 6, 8].contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if let Some((name, parts)) = value.strip_suffix(')').and_then(|parts| parts.split_once('(')) {
        return ["rgb", "rgba", "hsl", "hsla"].contains(&name) && is_numbers(parts);
    }
    value.is_empty() || is_word(value)
}

/// The id that `url(#id)` names, and what follows it.
fn url(value: &str) -> Option<(&str, &str)> {
    let head = value.get(..4).filter(|head| head.eq_ignore_ascii_case("url("))?;
    let (inner, rest) = value.get(head.len()..)?.split_once(')')?;
    let inner = inner.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| inner.strip_prefix(*quote).and_then(|inner| inner.strip_suffix(*quote)));
    Some((bare.unwrap_or(inner).strip_prefix('#')?, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_of_its_kind_or_refused() {
        for (kind, value) in [
            (Kind::Number, "1.5"),
            (Kind::Number, "-.5e2px"),
            (Kind::Number, "50%"),
            (Kind::Numbers, "1,2 3-4"),
            (Kind::Numbers, "none"),
            (Kind::Words, "xMidYMid meet"),
            (Kind::Paint, "#Fff"),
            (Kind::Paint, "rgb(1, 2, 30%)"),
            (Kind::Paint, "currentColor"),
            (Kind::Path, "M0 0h1.5e-3L3,4z"),
            (Kind::Transform, "translate(1 2), rotate(30)"),
            (Kind::Reference, "none"),
        ] {
            assert_eq!(read(kind, value), Some(Value::Plain(value)), "{value}");
        }
        assert_eq!(read(Kind::Paint, "url(#a) #fff"), Some(Value::Link("a", "#fff")));
        assert_eq!(read(Kind::Reference, " URL( '#a b' ) "), Some(Value::Link("a b", "")));
        for (kind, value) in [
            (Kind::Number, "1em\""),
            (Kind::Number, "calc(1px)"),
            (Kind::Numbers, "1;2"),
            (Kind::Words, "a<b"),
            (Kind::Words, ""),
            (Kind::Paint, ""),
            (Kind::Paint, "var(--ink)"),
            (Kind::Paint, "#ffff0"),
            (Kind::Paint, "url(https://loa.example/a#b)"),
            (Kind::Paint, "url(#a) url(#b)"),
            (Kind::Paint, "red !important"),
            (Kind::Path, "M0 0\"/><script>"),
            (Kind::Transform, "rotate(30deg)"),
            (Kind::Transform, "translate(1"),
            (Kind::Reference, "url(#a) none"),
            (Kind::Reference, "URL(//loa.example)"),
        ] {
            assert_eq!(read(kind, value), None, "{value}");
        }
    }
}
