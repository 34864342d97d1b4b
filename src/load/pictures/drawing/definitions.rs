//! What shapes refer to: colours, patterns, clips, masks and marks. Those that are used stand together
//! behind the shapes, under new names.

use roxmltree::Node;

use super::{
    Fault,
    attributes::{PAINTS, refused},
    is_svg, named,
    writer::{NAME, Within, Writer, element, endless, is_unseen},
};

/// Colours may rest on others, but never in a circle.
const LONGEST_CHAIN: usize = 8;

/// So many letters of an id are reported.
const LONGEST_ID: usize = 40;

impl<'a, 'input> Writer<'a, 'input> {
    /// The number of what an attribute refers to.
    pub fn link(
        &mut self,
        name: &str,
        id: &str,
        within: Within,
        uses: usize,
    ) -> Result<usize, Fault> {
        let shown: String = id.chars().take(LONGEST_ID).collect();
        let wrong = || Fault::Element(format!("{name}=\"url(#{shown})\""));
        let node = self.ids.get(id).copied().ok_or_else(wrong)?;
        let kind = node.tag_name().name();
        let fits = match name {
            "fill" | "stroke" => PAINTS.contains(&kind),
            "clip-path" => kind == "clipPath",
            "mask" => kind == "mask",
            _ => kind == "marker" && name.starts_with("marker"),
        };
        // One within the other would be drawn as often as all of them together.
        if !fits || (within != Within::Drawing && !kind.ends_with("Gradient")) {
            return Err(wrong());
        }
        let number = *self.numbers.entry(node.id().get()).or_insert(self.referred.len());
        match self.referred.get_mut(number) {
            Some((_, all)) => *all = all.saturating_add(uses),
            None => self.referred.push((node, uses)),
        }
        Ok(number)
    }

    /// Writes all that was referred to, and what that refers to in turn.
    pub fn definitions(&mut self) -> Result<(), Fault> {
        let mut next = 0;
        while let Some((node, _)) = self.referred.get(next).copied() {
            if next == 0 {
                self.begin("defs", &[], true)?;
            }
            let before = self.out.len();
            self.define(node, next)?;
            // A colour is no shape, however often it is used.
            if !node.tag_name().name().ends_with("Gradient") {
                let elements = self.out.get(before..).unwrap_or_default().matches('<').count();
                let uses = self.referred.get(next).map_or(0, |(_, uses)| *uses);
                self.copied(elements.saturating_mul(uses))?;
            }
            next += 1;
        }
        if next > 0 {
            self.end("defs");
        }
        Ok(())
    }

    /// A colour, clip, mask or mark.
    fn define(&mut self, node: Node<'a, 'input>, number: usize) -> Result<(), Fault> {
        let name = node.tag_name().name();
        let within = if name == "clipPath" { Within::Clip } else { Within::Definition };
        let mut attributes = vec![("id".to_owned(), format!("{NAME}{number}"))];
        // What it does not say itself, it has from the one that it refers to.
        let (mut from, mut filled) = (Some(node), None);
        for _ in 0..LONGEST_CHAIN {
            let Some(node) = from else { break };
            for (name, value) in self.attributes(node, within)? {
                if attributes.iter().all(|(other, _)| *other != name) {
                    attributes.push((name, value));
                }
            }
            if filled.is_none() && node.children().any(|child| is_svg(child) && !is_unseen(child)) {
                filled = Some(node);
            }
            from = if PAINTS.contains(&name) { self.target(node)? } else { None };
            if from.is_some_and(|from| !PAINTS.contains(&from.tag_name().name())) {
                return Err(refused("href"));
            }
        }
        if from.is_some() {
            return Err(endless());
        }
        self.begin(name, &attributes, true)?;
        match filled {
            Some(filled) if name.ends_with("Gradient") => {
                for stop in filled.children().filter(|child| is_svg(*child)) {
                    if named(stop, "stop") {
                        let attributes = self.attributes(stop, within)?;
                        self.begin("stop", &attributes, false)?;
                    } else if !is_unseen(stop) {
                        return Err(element(stop));
                    }
                }
            }
            Some(filled) => self.children(filled, within)?,
            None => {}
        }
        self.end(name);
        Ok(())
    }
}
