//! What stands in a paragraph: letters with their looks, links, fields, notes.

use roxmltree::Node;

use super::{
    block::{Block, Run, line},
    body::{Field, Walker},
    shapes,
    styles::Letters,
    xml,
};

/// How the addresses open that a page can lead to.
const SCHEMES: [&str; 5] = ["https://", "http://", "tel:", "mailto:", "sms:"];

impl<'a, 't: 'a> Walker<'a, 't> {
    /// What stands in a paragraph, a link or an insertion.
    pub fn inlines(
        &mut self,
        node: Node<'a, 't>,
        base: Letters,
        link: Option<&str>,
        runs: &mut Vec<Run>,
    ) {
        for child in node.children().filter(Node::is_element) {
            self.inline(child, base, link, runs);
        }
    }

    /// One element of a paragraph.
    pub fn inline(
        &mut self,
        node: Node<'a, 't>,
        base: Letters,
        link: Option<&str>,
        runs: &mut Vec<Run>,
    ) {
        match xml::name(node) {
            "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "fldData" => {}
            "r" => self.run(node, base, link, runs),
            "t" => {
                let text = self.signs(&xml::letters(node), false);
                runs.push(Run::plain(text));
            }
            "ins" | "moveTo" => {
                self.told.inserted += 1;
                self.inlines(node, base, link, runs);
            }
            "del" | "moveFrom" => {
                let mut words = String::new();
                let letters = node.descendants();
                for part in letters.filter(|part| matches!(xml::name(*part), "t" | "delText")) {
                    words.push_str(&xml::letters(part));
                }
                if !words.trim().is_empty() {
                    self.told.deleted.push(words);
                }
            }
            "hyperlink" => {
                let id = xml::attribute(node, "id");
                let target = id.and_then(|id| self.relations.get(id));
                let address = target.map(|relation| relation.target.clone());
                self.linked(address, runs, |walker, link, runs| {
                    walker.inlines(node, base, link, runs);
                });
            }
            "fldSimple" => {
                let code = xml::attribute(node, "instr").unwrap_or_default();
                match address(code) {
                    Some(address) => self.linked(Some(address), runs, |walker, link, runs| {
                        walker.inlines(node, base, link, runs);
                    }),
                    None => self.inlines(node, base, link, runs),
                }
            }
            "oMath" | "oMathPara" => {
                let mut text = String::new();
                for part in node.descendants().filter(|part| xml::name(*part) == "t") {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(&xml::letters(part));
                }
                if !text.trim().is_empty() {
                    self.told.equations += 1;
                    runs.push(Run::plain(text));
                }
            }
            "AlternateContent" => {
                if let Some(chosen) = shapes::choice(node) {
                    self.inlines(chosen, base, link, runs);
                }
            }
            "drawing" | "pict" | "object" => self.drawn(node, runs),
            // A table or a paragraph within a paragraph, which some programs write.
            "p" | "tbl" | "txbxContent" => {
                let blocks = self.blocks(node);
                self.after.extend(blocks);
            }
            _ => self.inlines(node, base, link, runs),
        }
    }

    /// Runs that lead somewhere, or that say where they should have led.
    fn linked(
        &mut self,
        address: Option<String>,
        runs: &mut Vec<Run>,
        read: impl FnOnce(&mut Self, Option<&str>, &mut Vec<Run>),
    ) {
        let address = address.map(|address| address.trim().to_owned());
        match address {
            Some(address) if SCHEMES.iter().any(|scheme| starts(&address, scheme)) => {
                let before = runs.len();
                read(self, Some(&address), runs);
                let words = runs.get(before..).map(line).unwrap_or_default();
                // A picture that leads somewhere has no words.
                if words.is_empty() {
                    runs.push(Run { link: Some(address.clone()), ..Run::plain(address) });
                }
            }
            Some(address) if !address.is_empty() => {
                read(self, None, runs);
                runs.push(Run::plain(format!(" ({address})")));
                self.told.addresses.push(address);
            }
            _ => {
                self.told.jumps += 1;
                read(self, None, runs);
            }
        }
    }

    fn run(&mut self, node: Node<'a, 't>, base: Letters, link: Option<&str>, runs: &mut Vec<Run>) {
        let properties = xml::child(node, "rPr");
        let own = properties.map(Letters::of).unwrap_or_default();
        let style = properties.and_then(|found| xml::value(found, "rStyle"));
        let style = style.map(|id| self.styles.of(Some(id)).letters).unwrap_or_default();
        let looks = own.or(style).or(base);
        let before = runs.len();
        for child in node.children().filter(Node::is_element) {
            let field = self.fields.iter().rev().find_map(|field| field.link.clone());
            let link = link.map(str::to_owned).or(field);
            let mut push = |text: &str| {
                runs.push(Run {
                    text: text.to_owned(),
                    bold: looks.bold.unwrap_or_default(),
                    italic: looks.italic.unwrap_or_default(),
                    link: link.clone(),
                    mark: false,
                });
            };
            match xml::name(child) {
                "t" => {
                    let text = xml::letters(child);
                    let text = self.signs(&text, false);
                    push(&text);
                }
                "tab" | "ptab" => push(" "),
                "br" | "cr" => match xml::attribute(child, "type") {
                    Some("page" | "column") => push(" "),
                    _ => push("\n"),
                },
                "noBreakHyphen" => push("-"),
                "sym" => {
                    let code = xml::attribute(child, "char");
                    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
                    // Fonts of signs have theirs at F000, and some programs leave that out.
                    let code = code.map(|code| if code < 0x100 { code + 0xF000 } else { code });
                    let sign = code.and_then(char::from_u32).map(String::from).unwrap_or_default();
                    let sign = self.signs(&sign, true);
                    push(&sign);
                }
                "footnoteReference" => self.note("footnote", child, runs),
                "endnoteReference" => self.note("endnote", child, runs),
                "fldChar" => self.field(child, runs),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.shown) {
                        field.code.push_str(&xml::letters(child));
                    }
                }
                "drawing" | "pict" | "object" => self.drawn(child, runs),
                "delText" => {
                    let words = xml::letters(child);
                    self.told.deleted.extend(Some(words).filter(|words| !words.trim().is_empty()));
                }
                "rPr"
                | "softHyphen"
                | "lastRenderedPageBreak"
                | "annotationRef"
                | "footnoteRef"
                | "endnoteRef"
                | "commentReference"
                | "separator"
                | "continuationSeparator"
                | "delInstrText" => {}
                "AlternateContent" => {
                    if let Some(chosen) = shapes::choice(child) {
                        self.run(chosen, looks, link.as_deref(), runs);
                    }
                }
                _ => self.inlines(child, looks, link.as_deref(), runs),
            }
        }
        if looks.hidden == Some(true) {
            let hidden = line(&runs.split_off(before.min(runs.len())));
            self.told.hidden.extend(Some(hidden).filter(|words| !words.is_empty()));
        }
    }

    fn field(&mut self, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        match xml::attribute(node, "fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.shown = true;
                match address(&field.code) {
                    Some(found) if SCHEMES.iter().any(|scheme| starts(&found, scheme)) => {
                        field.link = Some(found);
                    }
                    Some(found) if !found.is_empty() => field.aside = Some(found),
                    Some(_) => self.told.jumps += 1,
                    None => {}
                }
            }
            Some("end") => {
                let aside = self.fields.pop().and_then(|field| field.aside);
                if let Some(aside) = aside {
                    runs.push(Run::plain(format!(" ({aside})")));
                    self.told.addresses.push(aside);
                }
            }
            _ => {}
        }
    }

    /// The words of a footnote, in round brackets.
    fn note(&mut self, kind: &'static str, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        let id = xml::attribute(node, "id").unwrap_or_default();
        let Some(note) = self.notes.get(&(kind, id.to_owned())).copied() else { return };
        // A note that cites itself would never end.
        if std::mem::replace(&mut self.in_note, true) {
            return;
        }
        let (fields, after) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.after));
        let blocks = self.blocks(note);
        (self.fields, self.after) = (fields, after);
        self.in_note = false;
        let words = super::flat::one_line(&blocks, &mut self.told);
        if line(&words).is_empty() {
            return;
        }
        self.told.footnotes += 1;
        runs.push(Run::plain(" ("));
        runs.extend(super::tidy::runs(&words));
        runs.push(Run::plain(")"));
    }

    /// Letters of fonts of signs as letters that every font has.
    pub fn signs(&mut self, text: &str, is_sign: bool) -> String {
        let is_private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
        if !is_sign && !text.chars().any(is_private) {
            return text.to_owned();
        }
        let mut plain = String::new();
        for c in text.chars() {
            let known = match c {
                '\u{F0B7}' | '\u{F09F}' | '\u{F06C}' => '•',
                '\u{F0A7}' | '\u{F06E}' => '▪',
                '\u{F0D8}' => '➢',
                '\u{F0E0}' | '\u{F0E8}' | '\u{F0AE}' => '→',
                '\u{F0FC}' | '\u{F050}' => '✓',
                '\u{F0FB}' | '\u{F04F}' => '✗',
                '\u{F0A8}' | '\u{F06F}' | '\u{F071}' => '☐',
                '\u{F0FE}' | '\u{F053}' | '\u{F052}' => '☑',
                '\u{F02D}' => '-',
                '\u{F028}' => '☎',
                c if is_private(c) => {
                    self.told.signs += 1;
                    '□'
                }
                c => c,
            };
            plain.push(known);
        }
        plain
    }
}

/// The address in `HYPERLINK "https://…"`; an empty one for a place in the document; nothing for
/// other fields.
fn address(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK")?;
    let mut words = rest.split('"').map(str::trim);
    let before = words.next().unwrap_or_default();
    if before.contains("\\l") {
        return Some(String::new());
    }
    match words.next() {
        Some(address) => Some(address.to_owned()),
        None => Some(before.split(' ').next().unwrap_or_default().to_owned()),
    }
}

fn starts(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Blocks that hold something.
pub fn some(runs: Vec<Run>) -> Option<Block> {
    (!line(&runs).is_empty()).then_some(Block::Paragraph(runs))
}
