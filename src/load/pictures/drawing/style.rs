//! Looks of shapes as drawing programs write them in CSS: `style="…"` on a shape, and a sheet of simple
//! rules such as `.st0{fill:#fff}`.

use roxmltree::Node;

use super::{Fault, is_svg, named};

/// Every element is held against every rule.
const MOST_RULES: usize = 1000;

/// Bytes of a sheet, which has a line or two for each rule.
const LONGEST: usize = 256 * 1024;

/// The rules of a drawing, the weaker first.
#[derive(Debug, Default)]
pub struct Sheet {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    declarations: Vec<Declaration>,
}

/// A property, in small letters, and its value.
pub type Declaration = (String, String);

/// `tag#id.class.class`, any part of which may be missing.
#[derive(Debug, Default)]
struct Selector {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

impl Sheet {
    /// The rules of all `<style>` of a drawing.
    pub fn of(root: Node<'_, '_>) -> Result<Self, Fault> {
        let mut rules = Vec::new();
        for node in root.descendants().filter(|node| is_svg(*node) && named(*node, "style")) {
            let text: String = node.children().filter_map(|child| child.text()).collect();
            if text.len() > LONGEST {
                return Err(Fault::Element("<style>".to_owned()));
            }
            let text = without_comments(&text).replace("<!--", "").replace("-->", "");
            read(&text, &mut rules)?;
        }
        if rules.len() > MOST_RULES {
            return Err(Fault::Element("<style>".to_owned()));
        }
        rules.sort_by_key(|rule: &Rule| rule.selector.weight());
        Ok(Self { rules })
    }

    /// What the rules, and then its own `style`, say of an element; what comes later counts.
    pub fn declarations(&self, node: Node<'_, '_>) -> Vec<Declaration> {
        let rules = self.rules.iter().filter(|rule| rule.selector.takes(node));
        let mut found: Vec<_> = rules.flat_map(|rule| rule.declarations.iter().cloned()).collect();
        if let Some(own) = node.attribute("style") {
            found.extend(declarations(&without_comments(own)));
        }
        found
    }
}

impl Selector {
    fn weight(&self) -> (bool, usize, bool) {
        (self.id.is_some(), self.classes.len(), self.tag.is_some())
    }

    fn takes(&self, node: Node<'_, '_>) -> bool {
        let classes = node.attribute("class").unwrap_or_default();
        self.tag.as_ref().is_none_or(|tag| named(node, tag))
            && self.id.as_deref().is_none_or(|id| node.attribute("id") == Some(id))
            && self
                .classes
                .iter()
                .all(|class| classes.split_ascii_whitespace().any(|other| other == class))
    }
}

/// Adds the rules of a sheet. One that would need the whole of CSS is refused.
fn read(text: &str, rules: &mut Vec<Rule>) -> Result<(), Fault> {
    let open = || Fault::Element("<style>".to_owned());
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(name) = rest.strip_prefix('@') {
            let end = name.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
            let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
            let last = match name {
                // No letters are shown, so no font is needed.
                "font-face" => '}',
                "charset" | "namespace" => ';',
                _ => return Err(Fault::Element(format!("@{name}"))),
            };
            rest = rest.split_once(last).ok_or_else(open)?.1.trim_start();
            continue;
        }
        let (selectors, after) = rest.split_once('{').ok_or_else(open)?;
        let (body, after) = after.split_once('}').ok_or_else(open)?;
        for selector in selectors.split(',').map(str::trim) {
            let selector = self::selector(selector)
                .ok_or_else(|| Fault::Element(format!("<style> {selector}")))?;
            rules.push(Rule { selector, declarations: declarations(body) });
        }
        rest = after.trim_start();
    }
    Ok(())
}

fn selector(text: &str) -> Option<Selector> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let mut selector = Selector::default();
    let start = text.find(['.', '#']).unwrap_or(text.len());
    let (tag, mut rest) = text.split_at_checked(start)?;
    if is_name(tag) {
        selector.tag = Some(tag.to_owned());
    } else if !(tag == "*" || (tag.is_empty() && !rest.is_empty())) {
        return None;
    }
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(1..)?;
        let end = after.find(['.', '#']).unwrap_or(after.len());
        let (name, following) = after.split_at_checked(end)?;
        if !is_name(name) {
            return None;
        }
        if mark == '#' {
            selector.id = Some(name.to_owned());
        } else {
            selector.classes.push(name.to_owned());
        }
        rest = following;
    }
    Some(selector)
}

fn declarations(text: &str) -> Vec<Declaration> {
    let pairs = text.split(';').filter_map(|pair| pair.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect()
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}
