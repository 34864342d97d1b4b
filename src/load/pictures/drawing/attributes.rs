//! What is kept of the attributes of an element: the known ones, and what styles say, each of its kind.

use roxmltree::Node;

use super::{
    Fault, named,
    value::{self, Value},
    writer::{NAME, Within, Writer},
};

/// What a shape may be painted with, clipped by, covered by, marked with.
pub const PAINTS: [&str; 3] = ["linearGradient", "radialGradient", "pattern"];

/// The name of an attribute, and its value.
pub type Attribute = (String, String);

/// Attributes in the order in which they were written.
pub type Attributes = Vec<Attribute>;

impl<'a, 'input> Writer<'a, 'input> {
    /// What is kept of the attributes of an element, and of what styles say of it.
    pub fn attributes(
        &mut self,
        node: Node<'a, 'input>,
        within: Within,
    ) -> Result<Attributes, Fault> {
        let mut found = Attributes::new();
        let refers = PAINTS.contains(&node.tag_name().name()) || named(node, "use");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            // What leads elsewhere leads there under every name.
            if name == "href" {
                if !refers || !value.trim().starts_with('#') {
                    return Err(refused(name));
                }
            } else if attribute.namespace().is_none() {
                if value::kind(name).is_some() {
                    found.push((name.to_owned(), value.to_owned()));
                } else if value::is_seen(name, value) {
                    return Err(refused(name));
                }
            }
        }
        for (name, value) in self.sheet.declarations(node) {
            if name == "marker" {
                for name in ["marker-start", "marker-mid", "marker-end"] {
                    set(&mut found, name, &value);
                }
            } else if value::looks(&name).is_some() {
                set(&mut found, &name, &value);
            } else if value::is_seen(&name, &value) {
                // How large a drawing is, its view box alone says.
                let whole = node.parent_element().is_none();
                if !(whole && ["width", "height"].contains(&&*name)) {
                    return Err(refused(&name));
                }
            }
        }
        let corners = node.attribute("d").or(node.attribute("points")).map_or(0, str::len) / 4;
        for (name, value) in &mut found {
            let kind = value::kind(name).ok_or_else(|| refused(name))?;
            *value = match value::read(kind, value) {
                Some(Value::Plain(value)) => value.to_owned(),
                Some(Value::Link(id, otherwise)) => {
                    let uses = if name.starts_with("marker") { 1 + corners } else { 1 };
                    let link = self.link(name, id, within, uses)?;
                    format!("url(#{NAME}{link}) {otherwise}").trim_end().to_owned()
                }
                None => return Err(refused(name)),
            };
        }
        Ok(found)
    }

    /// Whether it is written of an element that it is not shown. Nothing within it is, then.
    pub fn is_hidden(&self, node: Node<'_, '_>) -> bool {
        let declared = self.sheet.declarations(node);
        let last = declared.iter().rev().find(|(name, _)| name == "display");
        last.map(|(_, value)| value.as_str()).or_else(|| node.attribute("display")) == Some("none")
    }

    /// The element of this drawing that another refers to, if it refers to any.
    pub fn target(&self, node: Node<'a, 'input>) -> Result<Option<Node<'a, 'input>>, Fault> {
        let Some(href) = node.attributes().find(|attribute| attribute.name() == "href") else {
            return Ok(None);
        };
        let id = href.value().trim().strip_prefix('#').ok_or_else(|| refused("href"))?;
        self.ids.get(id).copied().map(Some).ok_or_else(|| refused("href"))
    }
}

/// The fault of an attribute that cannot be kept.
pub fn refused(name: &str) -> Fault {
    Fault::Element(format!("{name}=…"))
}

/// Puts a value where an older one stands, or behind all.
pub fn set(attributes: &mut Attributes, name: &str, value: &str) {
    match attributes.iter_mut().find(|(other, _)| other == name) {
        Some((_, old)) => value.clone_into(old),
        None => attributes.push((name.to_owned(), value.to_owned())),
    }
}
