//! What is drawn in a paragraph: pictures, text boxes, diagrams.

use roxmltree::Node;

use super::{
    block::{Block, Run},
    body::Walker,
    picture::{File, Found},
    runs, xml,
};

/// Of several ways to write the same thing the first, which Word itself shows.
pub fn choice<'a, 't: 'a>(node: Node<'a, 't>) -> Option<Node<'a, 't>> {
    let mut all = node.children().filter(Node::is_element);
    let is = |name: &'static str| move |child: &Node<'a, 't>| xml::name(*child) == name;
    all.clone().find(is("Choice")).or_else(|| all.find(is("Fallback")))
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// A drawing: its text boxes follow the paragraph, a mark stands for each picture.
    pub fn drawn(&mut self, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        match xml::name(node) {
            "drawing" | "pict" | "object" => {
                let about = node.descendants().find(|part| xml::name(*part) == "docPr");
                let says = |name: &str| about.and_then(|about| xml::attribute(about, name));
                let says = says("descr").or_else(|| says("title")).unwrap_or_default().to_owned();
                self.parts(node, &says, runs);
            }
            _ => self.parts(node, "", runs),
        }
    }

    fn parts(&mut self, node: Node<'a, 't>, says: &str, runs: &mut Vec<Run>) {
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "txbxContent" => {
                    let outer = std::mem::take(&mut self.after);
                    let fields = std::mem::take(&mut self.fields);
                    let blocks = self.blocks(child);
                    (self.after, self.fields) = (outer, fields);
                    self.told.boxes += usize::from(!blocks.is_empty());
                    self.after.extend(blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = choice(child) {
                        self.drawn(chosen, runs);
                    }
                }
                "drawing" | "pict" | "object" => self.drawn(child, runs),
                "blip" => self.picture(child, "embed", says, runs),
                "imagedata" => {
                    let says = xml::attribute(child, "title").unwrap_or(says);
                    self.picture(child, "id", says, runs);
                }
                "textpath" => {
                    let words = xml::attribute(child, "string").unwrap_or_default();
                    self.boxed(vec![Run::plain(words)]);
                }
                "chart" => {
                    self.told.charts += 1;
                    runs.push(self.mark("biểu đồ", "chart", ""));
                }
                "OLEObject" => self.told.embedded += 1,
                "relIds" => {
                    let id = xml::attribute(child, "dm").unwrap_or_default();
                    let part = self.relations.get(id).map(|relation| relation.target.as_str());
                    let lines = part.and_then(|part| self.diagrams.get(part));
                    for line in lines.into_iter().flatten() {
                        self.after.push(Block::Item(0, None, vec![Run::plain(line.clone())]));
                    }
                    self.told.boxes += usize::from(lines.is_some());
                }
                // The words of a shape that is no text box.
                "p" => {
                    let mut words = String::new();
                    for part in child.descendants().filter(|part| xml::name(*part) == "t") {
                        words.push_str(&xml::letters(part));
                    }
                    self.boxed(vec![Run::plain(words)]);
                }
                _ => self.parts(child, says, runs),
            }
        }
    }

    fn boxed(&mut self, words: Vec<Run>) {
        if let Some(block) = runs::some(words) {
            self.told.boxes += 1;
            self.after.push(block);
        }
    }

    fn picture(&mut self, node: Node<'a, 't>, id: &str, says: &str, runs: &mut Vec<Run>) {
        let relation = xml::attribute(node, id).or_else(|| xml::attribute(node, "link"));
        let relation = relation.and_then(|id| self.relations.get(id));
        let path = relation.map(|relation| relation.target.as_str()).unwrap_or_default();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let with = |name: &str| match says.trim() {
            "" => name.to_owned(),
            says => format!("{name}: {says}"),
        };
        let (name, path) = (name.to_owned(), path.to_owned());
        let said = match self.images.get(&path) {
            Some(Found::Usable(ending, bytes)) => {
                let known = self.pictures.iter().find(|(of, _)| *of == path);
                let beside = match known {
                    Some((_, file)) => file.name.clone(),
                    None => {
                        let word = if self.english { "picture" } else { "hinh" };
                        let name = format!("{word}-{}.{ending}", self.pictures.len() + 1);
                        let file = File { name: name.clone(), bytes: bytes.clone() };
                        self.pictures.push((path, file));
                        name
                    }
                };
                let said = with(&beside);
                self.told.beside.push(said.clone());
                said
            }
            _ => {
                let said = with(&name);
                self.told.pictures.push(said.clone());
                said
            }
        };
        runs.push(self.mark("hình", "picture", &said));
    }

    /// What is to be done where a thing stood that cannot be taken.
    pub fn mark(&self, vi: &str, en: &str, says: &str) -> Run {
        let (open, what) = if self.english { ("To write", en) } else { ("Cần viết", vi) };
        let says = if says.is_empty() { String::new() } else { format!(" ({says})") };
        Run { mark: true, ..Run::plain(format!("[{open}] {what}{says}")) }
    }
}
