//! The XML of a Word file, within bounds. Names are compared without their prefix: the strict form
//! of the format has other namespaces, and the same names.

use roxmltree::{Document, Node};

use super::refused::Refused;
use crate::foreign::xml;

/// Letters in a row. A book has as many, with marks between its words.
pub const LONGEST_RUN: usize = 1024 * 1024;

/// Elements inside each other are calls on the stack, and Word itself makes few.
const MOST: xml::Most =
    xml::Most { bytes: 48 * 1024 * 1024, nodes: 1_000_000, deep: 200, run: LONGEST_RUN };

/// Reads a part.
///
/// # Errors
/// When it is no sound XML, or too large or too deep to be read.
pub fn parse(text: &str) -> Result<Document<'_>, Refused> {
    Ok(xml::tree(text, MOST, false)?)
}

/// Its name, without a prefix.
pub fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The elements in it of that name.
pub fn children<'a, 't: 'a>(
    node: Node<'a, 't>,
    wanted: &'a str,
) -> impl Iterator<Item = Node<'a, 't>> {
    node.children().filter(move |child| child.is_element() && name(*child) == wanted)
}

/// The first element in it of that name.
pub fn child<'a, 't: 'a>(node: Node<'a, 't>, wanted: &'a str) -> Option<Node<'a, 't>> {
    children(node, wanted).next()
}

/// An attribute, whatever its prefix.
pub fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|found| found.name() == wanted).map(|found| found.value())
}

/// The `w:val` of an element in it.
pub fn value<'a, 't: 'a>(node: Node<'a, 't>, wanted: &'a str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// A setting that is on where it stands without a value.
pub fn is_on<'a, 't: 'a>(node: Node<'a, 't>, wanted: &'a str) -> Option<bool> {
    let value = attribute(child(node, wanted)?, "val").unwrap_or("1");
    Some(!matches!(value, "0" | "false" | "off" | "none"))
}

/// All letters in it.
pub fn letters(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}
