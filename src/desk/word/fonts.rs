//! Fonts whose letters are not what they are stored as: those of before Unicode, and fonts of signs.

use roxmltree::Node;

use super::xml;

/// How the letters of a font are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// As they are stored.
    #[default]
    Plain,
    /// Vietnamese in TCVN3, also called ABC: `.VnTime`.
    Tcvn3,
    /// The same, shown as capitals: `.VnTimeH`.
    Tcvn3Capitals,
    /// Vietnamese in VNI: `VNI-Times`.
    Vni,
    /// Khmer on Latin letters: `Limon S1`.
    Khmer,
    /// Greek and mathematics.
    Symbol,
    /// Signs.
    Wingdings,
    /// More signs, with the boxes of forms.
    Wingdings2,
    /// Arrows.
    Wingdings3,
    /// Signs of the web.
    Webdings,
    /// Signs of a font that is not known here.
    Signs,
}

impl Face {
    /// The face of a font, by its name.
    pub fn named(name: &str) -> Self {
        let name = name.trim();
        let lower = name.to_lowercase();
        let is = |start: &str| lower.starts_with(start);
        match lower.as_str() {
            "symbol" | "symbolmt" | "symbol mt" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "wingdings 3" => Self::Wingdings3,
            "webdings" => Self::Webdings,
            "marlett" | "monotype sorts" | "zapfdingbats" | "zapf dingbats" | "mt extra" => {
                Self::Signs
            }
            // The capitals have an H of their own at the end: `.VnArial NarrowH`.
            _ if is(".vn") && name.ends_with('H') => Self::Tcvn3Capitals,
            _ if is(".vn") => Self::Tcvn3,
            _ if is("vni-") => Self::Vni,
            _ if is("limon") || is("khek ") => Self::Khmer,
            _ => Self::Plain,
        }
    }

    /// Whether its letters are signs.
    pub fn is_signs(self) -> bool {
        matches!(
            self,
            Self::Symbol
                | Self::Wingdings
                | Self::Wingdings2
                | Self::Wingdings3
                | Self::Webdings
                | Self::Signs
        )
    }

    /// Whether its letters are Vietnamese of before Unicode.
    pub fn is_legacy(self) -> bool {
        matches!(self, Self::Tcvn3 | Self::Tcvn3Capitals | Self::Vni)
    }
}

/// The two fonts that a theme gives a document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Theme {
    major: Face,
    minor: Face,
}

impl Theme {
    /// Reads `theme1.xml`.
    pub fn read(root: Node<'_, '_>) -> Self {
        let face = |kind: &str| {
            let fonts = root.descendants().find(|node| xml::name(*node) == kind);
            let latin = fonts.and_then(|fonts| xml::child(fonts, "latin"));
            let name = latin.and_then(|latin| xml::attribute(latin, "typeface"));
            name.map(Face::named).unwrap_or_default()
        };
        Self { major: face("majorFont"), minor: face("minorFont") }
    }

    /// The faces that `w:rFonts` gives to plain letters and to all others.
    pub fn faces(self, properties: Node<'_, '_>) -> (Option<Face>, Option<Face>) {
        let Some(fonts) = xml::child(properties, "rFonts") else { return (None, None) };
        let face = |name: &str| match xml::attribute(fonts, &format!("{name}Theme")) {
            Some(theme) if theme.starts_with("major") => Some(self.major),
            Some(theme) if theme.starts_with("minor") => Some(self.minor),
            _ => xml::attribute(fonts, name).map(Face::named),
        };
        (face("ascii"), face("hAnsi"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_known_by_its_name() {
        for (name, face) in [
            (".VnTime", Face::Tcvn3),
            (".VnArial NarrowH", Face::Tcvn3Capitals),
            ("VNI-Times", Face::Vni),
            ("Limon S1", Face::Khmer),
            ("Wingdings 2", Face::Wingdings2),
            ("Times New Roman", Face::Plain),
            ("Vntimes", Face::Plain),
        ] {
            assert_eq!(Face::named(name), face, "{name}");
        }
    }
}
