//! The XML of a Word file, within bounds. Names are compared without their prefix: the strict form
//! of the format has other namespaces, and the same names.

use roxmltree::{Document, Node, ParsingOptions};

use super::refused::Refused;

/// More elements than this were never typed by a person.
const MOST_NODES: u32 = 1_500_000;

/// Elements inside each other. Each is a call on the stack, and Word itself makes few.
const DEEPEST: usize = 200;

/// Reads a part.
///
/// # Errors
/// When it is no sound XML, or too large or too deep to be read.
pub fn parse(text: &str) -> Result<Document<'_>, Refused> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Refused::TooMuch,
        _ => Refused::Broken,
    })?;
    // Without recursion: the depth is what is looked at.
    let mut depth = 0_usize;
    let mut at = Some(document.root());
    while let Some(node) = at {
        if depth > DEEPEST {
            return Err(Refused::TooMuch);
        }
        at = node.first_child();
        if at.is_some() {
            depth += 1;
            continue;
        }
        let mut up = Some(node);
        while let Some(node) = up {
            at = node.next_sibling();
            if at.is_some() {
                break;
            }
            up = node.parent();
            depth = depth.saturating_sub(1);
        }
    }
    Ok(document)
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
