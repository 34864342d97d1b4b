//! The words of diagrams and charts, which stand in parts of their own, and of shapes. They have
//! fonts as all words have.

use roxmltree::Node;

use super::{fonts::Face, legacy::Evidence, refused::Refused, xml};

/// A paragraph: its letters, cut where the font changes.
pub type Paragraph = Vec<(String, Face)>;

/// What a diagram or a chart says.
#[derive(Debug, Default)]
pub struct Words {
    /// Its paragraphs; of a chart its titles, names and values.
    pub paragraphs: Vec<Paragraph>,
    /// How many pictures stand in it.
    pub pictures: usize,
    /// Which old encodings it can be in, if that was looked at.
    pub evidence: Option<Evidence>,
}

impl Words {
    /// Reads the data of a diagram.
    ///
    /// # Errors
    /// When the part is damaged.
    pub fn of_diagram(text: &str) -> Result<Self, Refused> {
        let document = xml::parse(text)?;
        let all = document.descendants().filter(|node| xml::name(*node) == "p");
        let paragraphs = all.map(paragraph).filter(|words| !is_blank(words)).collect();
        let pictures = document.descendants().filter(|node| xml::name(*node) == "blip").count();
        Ok(Self { paragraphs, pictures, evidence: None })
    }

    /// Reads a chart.
    ///
    /// # Errors
    /// When the part is damaged.
    pub fn of_chart(text: &str) -> Result<Self, Refused> {
        let document = xml::parse(text)?;
        let mut words = Self::default();
        for node in document.descendants() {
            match xml::name(node) {
                "p" => words.paragraphs.push(paragraph(node)),
                // Names of rows and columns, and values, as they were last worked out.
                "v" => words.paragraphs.push(vec![(xml::letters(node), Face::Plain)]),
                "pt" if !node.children().any(|child| child.is_element()) => {
                    words.paragraphs.push(vec![(xml::letters(node), Face::Plain)]);
                }
                _ => {}
            }
        }
        words.paragraphs.retain(|words| !is_blank(words));
        Ok(words)
    }

    /// All its letters as they are stored.
    pub fn letters(&self) -> String {
        let all = self.paragraphs.iter().flat_map(|words| words.iter().map(|(text, _)| &**text));
        all.collect::<Vec<_>>().join(" ")
    }
}

fn is_blank(words: &Paragraph) -> bool {
    words.iter().all(|(text, _)| text.trim().is_empty())
}

/// The words of an `a:p`.
pub fn paragraph(node: Node<'_, '_>) -> Paragraph {
    let mut words = Vec::new();
    for part in node.descendants() {
        match xml::name(part) {
            "t" => {
                let looks = part.parent().and_then(|run| xml::child(run, "rPr"));
                let font = looks.and_then(|looks| xml::child(looks, "latin"));
                let font = font.and_then(|font| xml::attribute(font, "typeface"));
                words.push((xml::letters(part), font.map(Face::named).unwrap_or_default()));
            }
            "br" => words.push(("\n".to_owned(), Face::Plain)),
            _ => {}
        }
    }
    words
}

/// The face that the style of a `v:textpath` names: `font-family:".VnTime";font-size:1pt`.
pub fn face_of_style(style: &str) -> Face {
    let mut settings = style.split(';').filter_map(|setting| setting.split_once(':'));
    let font = settings.find(|(name, _)| name.trim().eq_ignore_ascii_case("font-family"));
    font.map(|(_, font)| Face::named(font.trim().trim_matches(['"', '\'']))).unwrap_or_default()
}
