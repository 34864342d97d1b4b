//! Equations on a line: fractions, powers and roots keep what they say.

use roxmltree::Node;

use super::{figures, xml};

/// The words of an equation. `before` is the letter before it.
pub fn text(node: Node<'_, '_>, before: Option<char>) -> String {
    let mut written = String::new();
    write(node, &mut written, before);
    written
}

/// What somebody took out of an equation with tracked changes.
pub fn deleted(node: Node<'_, '_>) -> Vec<String> {
    let gone = node.descendants().filter(|part| matches!(xml::name(*part), "del" | "moveFrom"));
    let words = gone.map(|gone| {
        let mut words = String::new();
        for child in gone.children().filter(Node::is_element) {
            write(child, &mut words, None);
        }
        words
    });
    words.filter(|words| !words.trim().is_empty()).collect()
}

fn write(node: Node<'_, '_>, out: &mut String, before: Option<char>) {
    let part = |name: &str| {
        let part = node.children().find(|child| xml::name(*child) == name);
        part.map(|part| text(part, None)).unwrap_or_default()
    };
    let all = |name: &'static str| -> Vec<String> {
        xml::children(node, name).map(|part| text(part, None)).collect()
    };
    let setting = |properties: &'static str, name: &'static str| {
        xml::child(node, properties).and_then(|found| xml::value(found, name))
    };
    let last = out.chars().next_back().or(before);
    match xml::name(node) {
        "t" => out.push_str(&xml::letters(node)),
        "br" => out.push(' '),
        "f" => out.push_str(&figures::fraction(&part("num"), &part("den"), last)),
        "sSup" | "sSub" | "sSubSup" => {
            out.push_str(&part("e"));
            scripts(out, [part("sub"), part("sup")]);
        }
        // Those that stand before what they belong to must not join what stands before them.
        "sPre" => {
            if last.is_some_and(char::is_alphanumeric) {
                out.push(' ');
            }
            scripts(out, [part("sub"), part("sup")]);
            out.push_str(&part("e"));
        }
        "rad" => {
            let degree = part("deg");
            out.push_str(&figures::raised(&degree, true).unwrap_or(degree));
            out.push_str(&format!("√({})", part("e")));
        }
        "d" => {
            let between = match setting("dPr", "sepChr") {
                Some("|") => " | ",
                _ => "; ",
            };
            out.push_str(setting("dPr", "begChr").unwrap_or("("));
            out.push_str(&all("e").join(between));
            out.push_str(setting("dPr", "endChr").unwrap_or(")"));
        }
        "nary" => {
            out.push_str(setting("naryPr", "chr").unwrap_or("∫"));
            scripts(out, [part("sub"), part("sup")]);
            out.push_str(&format!(" {}", part("e")));
        }
        // `sin x`.
        "func" => out.push_str(&format!("{} {}", part("fName"), part("e"))),
        "limLow" | "limUpp" => {
            out.push_str(&part("e"));
            let (limit, none) = (part("lim"), String::new());
            let below = xml::name(node) == "limLow";
            scripts(out, if below { [limit, none] } else { [none, limit] });
        }
        // Lines below each other, as in a system of equations.
        "eqArr" => out.push_str(&all("e").join("; ")),
        "m" => {
            let rows: Vec<String> = xml::children(node, "mr")
                .map(|row| {
                    let cells = xml::children(row, "e").map(|cell| text(cell, None));
                    cells.collect::<Vec<_>>().join(", ")
                })
                .collect();
            out.push_str(&rows.join("; "));
        }
        "acc" => {
            out.push_str(&part("e"));
            out.push_str(setting("accPr", "chr").unwrap_or("\u{302}"));
        }
        "bar" => {
            let below = setting("barPr", "pos") != Some("top");
            let line = if below { '\u{332}' } else { '\u{305}' };
            for c in part("e").chars() {
                out.extend([c, line]);
            }
        }
        "groupChr" => {
            out.push_str(&part("e"));
            out.push_str(setting("groupChrPr", "chr").unwrap_or("⏟"));
        }
        // What is there to take its place, and shows nothing.
        "phant" if setting("phantPr", "show").is_some_and(|show| matches!(show, "0" | "off")) => {}
        "rPr" | "ctrlPr" | "del" | "moveFrom" => {}
        _ => node.children().filter(Node::is_element).for_each(|child| write(child, out, before)),
    }
}

/// A lowered part and a raised one, where they are there.
fn scripts(out: &mut String, [below, above]: [String; 2]) {
    for (script, up) in [(below, false), (above, true)] {
        if !script.is_empty() {
            let sign = if up { "^" } else { "_" };
            let plain = || format!("{sign}({script})");
            out.push_str(&figures::raised(&script, up).unwrap_or_else(plain));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_equation_joins_what_it_does_not_belong_to() {
        let e = |text: &str| format!("<e><r><t>{text}</t></r></e>");
        let part = |name: &str, text: &str| format!("<{name}><r><t>{text}</t></r></{name}>");
        for (inner, wanted) in [
            (
                format!("<m><mr>{}{}</mr><mr>{}{}</mr></m>", e("1"), e("2"), e("3"), e("4")),
                "1, 2; 3, 4",
            ),
            (format!("<eqArr>{}{}</eqArr>", e("x=1"), e("y=2")), "x=1; y=2"),
            (format!("<func>{}{}</func>", part("fName", "sin"), e("x")), "sin x"),
            (format!("<limLow>{}{}</limLow>", e("lim"), part("lim", "x→0")), "lim_(x→0)"),
            (
                format!(
                    "<r><t>2</t></r><sPre>{}{}{}</sPre>",
                    part("sub", "6"),
                    part("sup", "14"),
                    e("C")
                ),
                "2 ₆¹⁴C",
            ),
            (format!(r#"<acc><accPr><chr val="&#x304;"/></accPr>{}</acc>"#, e("x")), "x\u{304}"),
            (
                format!(r#"<bar><barPr><pos val="top"/></barPr>{}</bar>"#, e("AB")),
                "A\u{305}B\u{305}",
            ),
            (
                format!(
                    r#"<d><dPr><begChr val="["/><endChr val="]"/></dPr>{}{}</d>"#,
                    e("1"),
                    e("2")
                ),
                "[1; 2]",
            ),
            ("<r><t>a</t></r><del><r><t>b</t></r></del><r><br/><t>c</t></r>".to_owned(), "a c"),
        ] {
            let xml = format!("<oMath>{inner}</oMath>");
            let document = xml::parse(&xml).expect("XML");
            assert_eq!(text(document.root_element(), None), wanted);
        }
        let xml = "<oMath><r><t>a</t></r><del><r><t>b</t></r></del></oMath>";
        let document = xml::parse(xml).expect("XML");
        assert_eq!(deleted(document.root_element()), ["b"]);
    }
}
