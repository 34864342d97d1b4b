//! Equations on a line: fractions, powers and roots keep what they say.

use roxmltree::Node;

use super::{figures, xml};

/// The words of an equation. `before` is the letter before it.
pub fn text(node: Node<'_, '_>, before: Option<char>) -> String {
    let mut written = String::new();
    write(node, &mut written, before);
    written
}

fn write(node: Node<'_, '_>, out: &mut String, before: Option<char>) {
    let part = |name: &str| {
        let part = node.children().find(|child| xml::name(*child) == name);
        part.map(|part| text(part, None)).unwrap_or_default()
    };
    let last = out.chars().next_back().or(before);
    match xml::name(node) {
        "t" => out.push_str(&xml::letters(node)),
        "f" => out.push_str(&figures::fraction(&part("num"), &part("den"), last)),
        "sSup" | "sSub" | "sSubSup" => {
            out.push_str(&part("e"));
            for (name, up) in [("sub", false), ("sup", true)] {
                let script = part(name);
                if !script.is_empty() {
                    out.push_str(&script_of(&script, up));
                }
            }
        }
        "rad" => {
            let degree = part("deg");
            out.push_str(&figures::raised(&degree, true).unwrap_or(degree));
            out.push_str(&format!("√({})", part("e")));
        }
        "d" => {
            let properties = xml::child(node, "dPr");
            let sign = |name: &str, plain: &'static str| {
                properties.and_then(|found| xml::value(found, name)).unwrap_or(plain).to_owned()
            };
            out.push_str(&sign("begChr", "("));
            let inner: Vec<String> =
                xml::children(node, "e").map(|part| text(part, None)).collect();
            out.push_str(&inner.join("; "));
            out.push_str(&sign("endChr", ")"));
        }
        "nary" => {
            let properties = xml::child(node, "naryPr");
            out.push_str(properties.and_then(|found| xml::value(found, "chr")).unwrap_or("∫"));
            for (name, up) in [("sub", false), ("sup", true)] {
                let script = part(name);
                if !script.is_empty() {
                    out.push_str(&script_of(&script, up));
                }
            }
            out.push_str(&format!(" {}", part("e")));
        }
        "rPr" | "ctrlPr" => {}
        _ => node.children().filter(Node::is_element).for_each(|child| write(child, out, before)),
    }
}

fn script_of(script: &str, up: bool) -> String {
    figures::raised(script, up)
        .unwrap_or_else(|| format!("{}({script})", if up { "^" } else { "_" }))
}
