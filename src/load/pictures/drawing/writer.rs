//! Writes a drawing anew: listed elements and attributes, each value of its kind.
//!
//! Elements that are used again are written where they are used, so that the only ids left are those of
//! colours, clips and marks. They are called by a hash of the drawing, so that no two drawings of a page
//! say the same.

use std::collections::BTreeMap;

use roxmltree::{Node, NodeId};
use xxhash_rust::xxh3::xxh3_64;

use super::{
    Fault, SVG_NAMESPACE,
    attributes::{Attribute, Attributes, refused, set},
    is_svg, named,
    style::Sheet,
};
use crate::say;

/// Nobody draws so many groups inside each other, and printing calls itself for each.
const DEEPEST_GROUP: usize = 100;

/// What is drawn of a drawing, in bytes. It is in each page that shows it, where twenty thousand
/// are much already.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// A few uses of uses are very many shapes.
const MOST_COPIES: usize = 50_000;

/// Stands for the name of the drawing until it is known. It cannot stand in XML.
pub const NAME: char = '\0';

const SHAPES: [&str; 7] = ["path", "circle", "ellipse", "rect", "line", "polyline", "polygon"];

/// What shows nothing where it stands.
const UNSEEN: [&str; 16] = [
    "title",
    "desc",
    "metadata",
    "style",
    "defs",
    "symbol",
    "linearGradient",
    "radialGradient",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "view",
    "namedview",
    "color-profile",
];

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// It is drawn.
    Drawing,
    /// It is drawn wherever a pattern, mask or mark is used.
    Definition,
    /// It clips, and may be a shape only.
    Clip,
}

/// A drawing that is being written.
pub struct Writer<'a, 'input> {
    pub ids: BTreeMap<&'a str, Node<'a, 'input>>,
    pub sheet: Sheet,
    pub out: String,
    /// Whether a line broke since the last element.
    broken: bool,
    /// Whether there is a shape in the drawing itself.
    drawn: bool,
    depth: usize,
    /// What is being used again, the outermost first.
    open: Vec<NodeId>,
    /// What is drawn beyond the elements of the file.
    copies: usize,
    /// What is referred to, in the order of the first time, and how often.
    pub referred: Vec<(Node<'a, 'input>, usize)>,
    /// The number of each of those.
    pub numbers: BTreeMap<u32, usize>,
}

/// The drawing below its root, without what does not show. `view_box` is given to one that has none.
pub fn write(root: Node<'_, '_>, view_box: Option<String>) -> Result<String, Fault> {
    let mut ids = BTreeMap::new();
    for node in root.descendants().filter(|node| is_svg(*node)) {
        // A script does harm without being seen.
        if named(node, "script") {
            return Err(element(node));
        }
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
    }
    let mut writer = Writer {
        ids,
        sheet: Sheet::of(root)?,
        out: String::new(),
        broken: false,
        drawn: false,
        depth: 0,
        open: Vec::new(),
        copies: 0,
        referred: Vec::new(),
        numbers: BTreeMap::new(),
    };
    writer.root(root, view_box)?;
    if !writer.drawn {
        return Err(Fault::Corrupt(
            say! { vi: "trong hình không có nét nào nhìn thấy được", en: "there is no shape in it that shows" },
        ));
    }
    let Writer { out, referred, .. } = writer;
    if referred.is_empty() {
        return Ok(out);
    }
    let name = format!("p{:08x}-", xxh3_64(out.as_bytes()) >> 32);
    Ok(out.replace(NAME, &name))
}

/// Whether an element shows nothing where it stands.
pub fn is_unseen(node: Node<'_, '_>) -> bool {
    UNSEEN.contains(&node.tag_name().name())
}

/// The fault of an element that is seen and cannot be kept.
pub fn element(node: Node<'_, '_>) -> Fault {
    Fault::Element(format!("<{}>", node.tag_name().name()))
}

/// The fault of parts that use each other.
pub fn endless() -> Fault {
    Fault::Corrupt(
        say! { vi: "các phần của hình dùng lại nhau quá nhiều lần", en: "its parts use each other again too often" },
    )
}

impl<'a, 'input> Writer<'a, 'input> {
    fn root(&mut self, root: Node<'a, 'input>, view_box: Option<String>) -> Result<(), Fault> {
        let mut attributes = self.attributes(root, Within::Drawing)?;
        // Its view box alone says how large it is.
        attributes.retain(|(name, _)| !["x", "y", "width", "height"].contains(&&**name));
        if let Some(sides) = view_box {
            attributes.insert(0, ("viewBox".to_owned(), sides));
        }
        attributes.insert(0, ("xmlns".to_owned(), SVG_NAMESPACE.to_owned()));
        self.begin("svg", &attributes, true)?;
        self.children(root, Within::Drawing)?;
        self.definitions()?;
        self.end("svg");
        Ok(())
    }

    /// Writes what is drawn within an element.
    pub fn children(&mut self, parent: Node<'a, 'input>, within: Within) -> Result<(), Fault> {
        for child in parent.children() {
            if !self.open.is_empty() {
                self.copied(1)?;
            }
            if child.is_text() {
                self.broken |= child.text().is_some_and(|text| text.contains('\n'));
            } else if is_svg(child) {
                self.child(child, within)?;
            }
        }
        Ok(())
    }

    fn child(&mut self, node: Node<'a, 'input>, within: Within) -> Result<(), Fault> {
        let name = node.tag_name().name();
        if is_unseen(node) || self.is_hidden(node) {
            return Ok(());
        }
        if name == "switch" && within != Within::Clip {
            return self.switch(node, within);
        }
        let group = within != Within::Clip && ["g", "svg"].contains(&name);
        if !(SHAPES.contains(&name) || group || name == "use") {
            return Err(element(node));
        }
        let attributes = self.attributes(node, within)?;
        match name {
            "use" => self.reuse(node, attributes, within),
            _ => self.draw(node, name, &attributes, within),
        }
    }

    /// An element and what is within it.
    fn draw(
        &mut self,
        node: Node<'a, 'input>,
        name: &str,
        attributes: &[Attribute],
        within: Within,
    ) -> Result<(), Fault> {
        if SHAPES.contains(&name) {
            let within_drawing = within == Within::Drawing;
            // Within a shape nothing is drawn, but it may move.
            let within = node.children().find(|child| is_svg(*child) && !is_unseen(*child));
            if let Some(child) = within {
                return Err(element(child));
            }
            self.drawn |= within_drawing;
            return self.begin(name, attributes, false);
        }
        self.begin(name, attributes, true)?;
        self.children(node, within)?;
        self.end(name);
        Ok(())
    }

    /// A `switch`: the first of its parts that needs nothing beyond SVG. Illustrator puts what only it
    /// can read before the drawing. What depends on the language of the reader is refused: a page has
    /// that of its lesson.
    fn switch(&mut self, node: Node<'a, 'input>, within: Within) -> Result<(), Fault> {
        let chosen = node.children().filter(|child| is_svg(*child) && !is_unseen(*child));
        let mut chosen = chosen.filter(|child| child.attribute("requiredExtensions").is_none());
        let Some(chosen) = chosen.next() else { return Ok(()) };
        let attributes = self.attributes(node, within)?;
        self.begin("g", &attributes, true)?;
        self.child(chosen, within)?;
        self.end("g");
        Ok(())
    }

    /// A `use`: what it uses, where it is used.
    fn reuse(
        &mut self,
        node: Node<'a, 'input>,
        attributes: Attributes,
        within: Within,
    ) -> Result<(), Fault> {
        let target = self.target(node)?.ok_or_else(|| refused("href"))?;
        if self.open.contains(&target.id()) {
            return Err(endless());
        }
        if self.is_hidden(target) {
            return Ok(());
        }
        self.copied(1)?;
        let of = |name: &str| {
            attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
        };
        let (mut x, mut y) = (0.0, 0.0);
        for (name, place) in [("x", &mut x), ("y", &mut y)] {
            if let Some(value) = of(name) {
                let bare = value.strip_suffix("px").unwrap_or(&value);
                *place = bare.parse::<f32>().map_err(|_| refused(name))?;
            }
        }
        let mut moved = of("transform").unwrap_or_default();
        if (x, y) != (0.0, 0.0) {
            let space = if moved.is_empty() { "" } else { " " };
            moved.push_str(&format!("{space}translate({x} {y})"));
        }
        let sides = ["width", "height"].map(|name| of(name).map(|value| (name.to_owned(), value)));
        let mut looks: Attributes = attributes
            .into_iter()
            .filter(|(name, _)| !["x", "y", "width", "height", "transform"].contains(&&**name))
            .collect();
        if !moved.is_empty() {
            looks.push(("transform".to_owned(), moved));
        }
        self.open.push(target.id());
        let name = target.tag_name().name();
        let framed = target.attribute("viewBox").is_some();
        match name {
            // No group may stand in a clip.
            _ if within == Within::Clip => {
                if !SHAPES.contains(&name) {
                    return Err(element(target));
                }
                let mut own = self.attributes(target, within)?;
                for (name, value) in looks {
                    match own.iter_mut().find(|(other, _)| *other == name) {
                        Some((_, own)) if name == "transform" => *own = format!("{value} {own}"),
                        Some(_) => {}
                        None => own.push((name, value)),
                    }
                }
                self.draw(target, name, &own, within)?;
            }
            "symbol" | "svg" => {
                let mut own = self.attributes(target, within)?;
                let name = if framed || name == "svg" { "svg" } else { "g" };
                if name == "svg" {
                    for (name, value) in sides.into_iter().flatten() {
                        set(&mut own, &name, &value);
                    }
                }
                self.begin("g", &looks, true)?;
                self.draw(target, name, &own, within)?;
                self.end("g");
            }
            _ if is_unseen(target) => return Err(element(target)),
            _ => {
                self.begin("g", &looks, true)?;
                self.child(target, within)?;
                self.end("g");
            }
        }
        self.open.pop();
        Ok(())
    }

    /// Writes the beginning of an element, or the whole of one that holds nothing.
    pub fn begin(&mut self, name: &str, attributes: &[Attribute], open: bool) -> Result<(), Fault> {
        self.line();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\"{value}\""));
        }
        if self.out.len() > LARGEST {
            return Err(Fault::Heavy);
        }
        if !open {
            self.out.push_str("/>");
            return Ok(());
        }
        self.out.push('>');
        self.depth += 1;
        if self.depth > DEEPEST_GROUP {
            return Err(Fault::Corrupt(
                say! { vi: "các nhóm hình lồng nhau quá nhiều lớp", en: "its groups stand too deep inside each other" },
            ));
        }
        Ok(())
    }

    /// Writes the end of an element.
    pub fn end(&mut self, name: &str) {
        self.line();
        self.out.push_str(&format!("</{name}>"));
        self.depth = self.depth.saturating_sub(1);
    }

    /// Lines break where they broke.
    fn line(&mut self) {
        if std::mem::take(&mut self.broken) {
            self.out.push('\n');
        }
    }

    /// Counts what is drawn beyond the elements of the file.
    pub fn copied(&mut self, more: usize) -> Result<(), Fault> {
        self.copies = self.copies.saturating_add(more);
        if self.copies > MOST_COPIES { Err(endless()) } else { Ok(()) }
    }
}
