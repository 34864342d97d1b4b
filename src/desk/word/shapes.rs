//! What is drawn in a paragraph: pictures, text boxes, diagrams, charts, shapes.

use roxmltree::Node;

use super::{
    block::{Block, Run},
    body::{Around, Walker},
    drawing,
    fonts::Face,
    picture::{Shown, view_of_blip, view_of_vml},
    runs,
    styles::Letters,
    xml,
};

/// Of several ways to write the same thing the first, which Word itself shows. Where nothing in that
/// can be read here, as in handwriting, the way that is meant for other programs.
pub fn choice<'a, 't: 'a>(node: Node<'a, 't>) -> Option<Node<'a, 't>> {
    const READ: [&str; 12] = [
        "t",
        "delText",
        "p",
        "blip",
        "imagedata",
        "txbxContent",
        "textpath",
        "chart",
        "relIds",
        "symEx",
        "fldChar",
        "oMath",
    ];
    let of = |name: &'static str| xml::child(node, name);
    let is_read =
        |node: &Node<'a, 't>| node.descendants().any(|part| READ.contains(&xml::name(part)));
    let (first, other) = (of("Choice"), of("Fallback"));
    let readable = [first, other].into_iter().flatten().find(is_read);
    readable.or(first).or(other)
}

/// What is written of the pictures in a drawing.
#[derive(Clone, Copy, Default)]
struct Described<'d> {
    /// Of the whole drawing.
    whole: &'d str,
    /// Whether it holds several pictures, each of which has its own.
    several: bool,
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// A drawing: its pictures and its text boxes follow the paragraph.
    pub fn drawn(&mut self, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        if !matches!(xml::name(node), "drawing" | "pict" | "object") {
            self.parts(node, Described::default(), runs);
            return;
        }
        let about = node.descendants().find(|part| xml::name(*part) == "docPr");
        let says = |name: &str| {
            let says = about.and_then(|about| xml::attribute(about, name));
            says.filter(|says| !says.trim().is_empty())
        };
        let whole = says("descr").or_else(|| says("title")).unwrap_or_default();
        let several = node.descendants().filter(|part| xml::name(*part) == "blip").count() > 1;
        self.parts(node, Described { whole, several }, runs);
        let link = about.and_then(|about| xml::child(about, "hlinkClick"));
        let link = link.and_then(|link| xml::attribute(link, "id"));
        let link = link.and_then(|id| self.around.relations.get(id));
        let link = link.map(|relation| relation.target.clone());
        let of_vml = || node.descendants().find_map(|part| xml::attribute(part, "href"));
        if let Some(address) = link.or_else(|| of_vml().map(str::to_owned)) {
            self.linked(Some(address), runs, |_, _, _| {});
        }
    }

    fn parts(&mut self, node: Node<'a, 't>, says: Described<'_>, runs: &mut Vec<Run>) {
        for child in node.children().filter(Node::is_element) {
            match xml::name(child) {
                "txbxContent" => {
                    let outer = std::mem::take(&mut self.after);
                    let fields = std::mem::take(&mut self.fields);
                    let table = std::mem::take(&mut self.table);
                    let blocks = self.blocks(child);
                    (self.after, self.fields, self.table) = (outer, fields, table);
                    self.losses.boxes += usize::from(!blocks.is_empty());
                    self.after.extend(blocks);
                }
                "AlternateContent" => {
                    if let Some(chosen) = choice(child) {
                        self.parts(chosen, says, runs);
                    }
                }
                "drawing" | "pict" | "object" => self.drawn(child, runs),
                "blip" => {
                    let picture = child.parent().and_then(|fill| fill.parent());
                    let mut about = picture.into_iter().flat_map(|picture| picture.descendants());
                    let about = about.find(|part| xml::name(*part) == "cNvPr");
                    let own = about.and_then(|about| xml::attribute(about, "descr"));
                    let own = own.filter(|says| !says.trim().is_empty());
                    let described = match own {
                        Some(own) if says.several || says.whole.is_empty() => own,
                        _ => says.whole,
                    };
                    let relation = xml::attribute(child, "embed");
                    let relation = relation.or_else(|| xml::attribute(child, "link"));
                    let shown = Shown { relation, described, view: view_of_blip(child) };
                    self.picture(&shown, runs);
                }
                "imagedata" => {
                    let named = xml::attribute(child, "title").unwrap_or_default();
                    let described = if says.whole.is_empty() { named } else { says.whole };
                    let relation = xml::attribute(child, "id");
                    let relation = relation.or_else(|| xml::attribute(child, "link"));
                    let shown = Shown { relation, described, view: view_of_vml(child) };
                    self.picture(&shown, runs);
                }
                "textpath" => {
                    let words = xml::attribute(child, "string").unwrap_or_default();
                    let style = xml::attribute(child, "style").unwrap_or_default();
                    self.boxed(&[(words.to_owned(), drawing::face_of_style(style))]);
                }
                "chart" => self.chart(child, says.whole, runs),
                "OLEObject" => self.losses.embedded += 1,
                "relIds" => self.diagram(child),
                // The words of a shape that is no text box.
                "p" => self.boxed(&drawing::paragraph(child)),
                "wsp" | "sp" | "cxnSp" | "contentPart" | "shape" | "rect" | "roundrect"
                | "oval" | "line" | "polyline" | "curve" | "arc" => self.shape(child, says, runs),
                _ => self.parts(child, says, runs),
            }
        }
    }

    /// A shape, which is reported if nothing else is in it: an arrow may say something.
    fn shape(&mut self, node: Node<'a, 't>, says: Described<'_>, runs: &mut Vec<Run>) {
        let counted = |walker: &Self, runs: &[Run]| {
            let losses = &walker.losses;
            (walker.after.len(), runs.len(), losses.charts.len(), losses.embedded)
        };
        let before = counted(self, runs);
        let alt = xml::attribute(node, "alt").filter(|alt| !alt.trim().is_empty());
        let says = Described { whole: alt.unwrap_or(says.whole), ..says };
        self.parts(node, says, runs);
        let is_rule = xml::attribute(node, "hr").is_some_and(|hr| hr.starts_with('t'));
        self.losses.shapes += usize::from(before == counted(self, runs) && !is_rule);
    }

    /// A chart is drawn of numbers, which are listed.
    fn chart(&mut self, node: Node<'a, 't>, says: &str, runs: &mut Vec<Run>) {
        let id = xml::attribute(node, "id").unwrap_or_default();
        let part = self.around.relations.get(id).map(|relation| relation.target.as_str());
        let words = part.and_then(|part| self.drawings.get(part));
        let paragraphs = words.map(|words| words.paragraphs.as_slice()).unwrap_or_default();
        let words = self
            .aside(|walker| paragraphs.iter().filter_map(|words| walker.written(words)).collect());
        let words: Vec<&str> = [says, &words].into_iter().filter(|text| !text.is_empty()).collect();
        let mark = self.mark("biểu đồ", "chart", says);
        self.losses.charts.push(if words.is_empty() { "…".to_owned() } else { words.join(": ") });
        runs.push(mark);
    }

    /// The words of a diagram follow the paragraph.
    fn diagram(&mut self, node: Node<'a, 't>) {
        let id = xml::attribute(node, "dm").unwrap_or_default();
        let part = self.around.relations.get(id).map(|relation| relation.target.as_str());
        let Some(words) = part.and_then(|part| self.drawings.get(part)) else {
            self.losses.shapes += 1;
            return;
        };
        let around =
            Around { evidence: words.evidence.unwrap_or(self.around.evidence), ..self.around };
        for paragraph in &words.paragraphs {
            if let Some(Block::Paragraph(runs)) =
                self.within(around, |walker| walker.written(paragraph))
            {
                self.after.push(Block::Item(0, None, runs));
            }
        }
        self.losses.boxes += 1;
        let picture = if self.english { "a picture in a diagram" } else { "hình trong sơ đồ" };
        let pictures = std::iter::repeat_n(picture.to_owned(), words.pictures);
        self.losses.pictures.extend(pictures);
    }

    fn boxed(&mut self, words: &[(String, Face)]) {
        if let Some(block) = self.written(words) {
            self.losses.boxes += 1;
            self.after.push(block);
        }
    }

    /// Words with their faces as a paragraph, if there are any.
    fn written(&mut self, words: &[(String, Face)]) -> Option<Block> {
        let mut written = Vec::new();
        for (text, face) in words {
            self.push(text, Letters::in_face(*face), None, &mut written);
        }
        self.settle(&mut written);
        runs::some(written)
    }

    /// What is to be done where a thing stood that cannot be taken.
    pub fn mark(&self, vi: &str, en: &str, says: &str) -> Run {
        let (open, what) = if self.english { ("To write", en) } else { ("Cần viết", vi) };
        if self.aside {
            let says = if says.is_empty() { String::new() } else { format!(": {says}") };
            return Run::plain(format!("({what}{says})"));
        }
        let says = if says.is_empty() { String::new() } else { format!(" ({says})") };
        Run { mark: true, ..Run::plain(format!("[{open}] {what}{says}")) }
    }
}
