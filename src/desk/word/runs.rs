//! What stands in a paragraph: letters with their looks, links, fields, notes.

use roxmltree::Node;

use super::{
    block::{Block, Run, letters, line, pictures},
    body::Walker,
    fields::{SCHEMES, address, starts, with_place},
    figures,
    fonts::Face,
    legacy, math, shapes,
    styles::{Height, Letters},
    xml,
};

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
            if !self.room.is_left() {
                return;
            }
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
            "t" => self.push(&letters_of(node), base, link, runs),
            "ins" | "moveTo" => {
                self.losses.inserted += 1;
                self.inlines(node, base, link, runs);
            }
            "del" | "moveFrom" if !self.aside => {
                let words = self.runs_aside(|walker, runs| walker.inlines(node, base, link, runs));
                self.losses.deleted.extend(Some(words).filter(|words| !words.is_empty()));
            }
            "hyperlink" => {
                let id = xml::attribute(node, "id");
                let target = id.and_then(|id| self.around.relations.get(id));
                let place = xml::attribute(node, "anchor");
                let address = target.map(|relation| with_place(&relation.target, place));
                self.linked(address, runs, |walker, link, runs| {
                    walker.inlines(node, base, link, runs);
                });
            }
            "fldSimple" => {
                let address = address(xml::attribute(node, "instr").unwrap_or_default());
                self.simple_field(node, runs, |walker, runs| match address {
                    Some(address) => walker.linked(Some(address), runs, |walker, link, runs| {
                        walker.inlines(node, base, link, runs);
                    }),
                    None => walker.inlines(node, base, link, runs),
                });
            }
            "sdt" => match self.control(node) {
                Some(run) => runs.push(run),
                None => self.inlines(node, base, link, runs),
            },
            "oMath" | "oMathPara" => {
                let before = runs.iter().rev().find_map(|run| run.text.chars().next_back());
                let text = math::text(node, before);
                if !text.trim().is_empty() {
                    self.losses.equations += 1;
                    runs.push(Run::plain(text));
                }
                self.losses.deleted.extend(math::deleted(node));
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
    pub fn linked(
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
            Some(address) if !address.is_empty() && !address.starts_with('#') => {
                read(self, None, runs);
                runs.push(Run::plain(format!(" ({address})")));
                self.losses.addresses.push(address);
            }
            _ => {
                self.losses.jumps += 1;
                read(self, None, runs);
            }
        }
    }

    fn run(&mut self, node: Node<'a, 't>, base: Letters, link: Option<&str>, runs: &mut Vec<Run>) {
        let properties = xml::child(node, "rPr");
        let own = properties.map(|found| Letters::of(found, self.styles.theme));
        let style = properties.and_then(|found| xml::value(found, "rStyle"));
        let style = style.map(|id| self.styles.of(Some(id)).letters).unwrap_or_default();
        let looks = own.unwrap_or_default().or(style.over(base, self.styles.letters));
        let on = |setting: Option<bool>| setting == Some(true);
        let aside = self.aside;
        let is_drawn =
            |part: Node<'_, '_>| matches!(xml::name(part), "drawing" | "pict" | "object");
        if on(looks.hidden) && !aside && node.descendants().any(is_drawn) {
            let words = self.runs_aside(|walker, runs| walker.run(node, base, link, runs));
            self.losses.hidden.extend(Some(words).filter(|words| !words.is_empty()));
            return;
        }
        let before = runs.len();
        for child in node.children().filter(Node::is_element) {
            if !self.room.is_left() {
                return;
            }
            let field = self.fields.iter().rev().find_map(|field| field.link.clone());
            let link = link.map(str::to_owned).or(field);
            let mut push = |text: &str| self.push(text, looks, link.as_deref(), runs);
            match xml::name(child) {
                "t" => push(&letters_of(child)),
                "tab" | "ptab" => push("\t"),
                "br" | "cr" => match xml::attribute(child, "type") {
                    Some("page" | "column") => push(" "),
                    _ => push("\n"),
                },
                "noBreakHyphen" => push("-"),
                // The code of a letter of TCVN3, which programs take for a hyphen.
                "softHyphen" if looks.other.is_some_and(Face::is_legacy) => push("\u{AD}"),
                // Newer versions write `✅` like that, and the sign itself for other programs.
                "sym" | "symEx" => {
                    let font = xml::attribute(child, "font");
                    let code = xml::attribute(child, "char");
                    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
                    // Fonts of signs have theirs at F000, and some programs leave that out.
                    let bare = |code: &u32| *code < 0x100 && font.is_none();
                    let code = code.map(|code| if bare(&code) { code + 0xF000 } else { code });
                    let face = font.map(Face::named).unwrap_or_default();
                    let looks = Letters { plain: Some(face), other: Some(face), ..looks };
                    let sign = code.and_then(char::from_u32).map(String::from);
                    self.push(&sign.unwrap_or_default(), looks, link.as_deref(), runs);
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
                "delText" if aside => push(&letters_of(child)),
                "delText" => {
                    let words = self.runs_aside(|walker, runs| {
                        walker.push(&letters_of(child), looks, None, runs);
                    });
                    self.losses.deleted.extend(Some(words).filter(|words| !words.is_empty()));
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
                | "pgNum"
                | "proofErr"
                | "delInstrText" => {}
                "AlternateContent" => {
                    if let Some(chosen) = shapes::choice(child) {
                        self.run(chosen, looks, link.as_deref(), runs);
                    }
                }
                "contentPart" => self.losses.shapes += 1,
                // The ends of a stretch that something is said of.
                other if other.ends_with("Start") || other.ends_with("End") => {}
                other if !child.has_children() => {
                    if !self.losses.unknown.iter().any(|name| name == other) {
                        self.losses.unknown.push(other.to_owned());
                    }
                }
                _ => self.inlines(child, looks, link.as_deref(), runs),
            }
        }
        let struck = on(looks.struck) || on(looks.struck_twice);
        if aside {
            return;
        }
        if on(looks.hidden) || struck {
            let gone = runs.split_off(before.min(runs.len()));
            self.leave_out(gone, struck, runs);
        }
    }

    /// Letters with their looks, cut where the font makes others of them.
    pub fn push(&mut self, text: &str, looks: Letters, link: Option<&str>, runs: &mut Vec<Run>) {
        self.room.take_run(text, link);
        if !self.room.is_left() {
            return;
        }
        let face = |c: char| if c.is_ascii() { looks.plain } else { looks.other.or(looks.plain) };
        let letters: Vec<(char, Face)> =
            text.chars().map(|c| (c, face(c).unwrap_or_default())).collect();
        for stretch in letters.chunk_by(|a, b| a.1 == b.1) {
            let face = stretch.first().map(|(_, face)| self.around.evidence.face(*face));
            let face = face.unwrap_or_default();
            let text: String = stretch.iter().map(|(c, _)| c).collect();
            self.old_khmer |= face == Face::Khmer && text.chars().any(char::is_alphabetic);
            let mut text = self.letters(&text, face);
            if let Some(height @ (Height::Raised | Height::Lowered)) = looks.height {
                let before = runs.iter().rev().find_map(|run| run.text.chars().next_back());
                text = figures::apart(&text, height == Height::Raised, before);
            }
            runs.push(Run {
                text,
                bold: looks.bold.unwrap_or_default(),
                italic: looks.italic.unwrap_or_default(),
                link: link.map(str::to_owned),
                mark: false,
                face: if face.is_legacy() { face } else { Face::Plain },
            });
        }
    }

    /// Words that do not hold: what Word hides, and what somebody drew a line through. Stretches
    /// beside each other are reported as one.
    fn leave_out(&mut self, mut gone: Vec<Run>, struck: bool, runs: &mut Vec<Run>) {
        self.losses.converted += legacy::unicode(&mut gone);
        let words = letters(&gone);
        if words.trim().is_empty() {
            // The blank between two words stays one.
            runs.extend(gone);
            return;
        }
        let list = if struck { &mut self.losses.struck } else { &mut self.losses.hidden };
        match list.last_mut().filter(|_| self.gone == Some((runs.len(), struck))) {
            Some(last) => last.push_str(&words),
            None => list.push(words.clone()),
        }
        if words.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace) {
            runs.push(Run::plain(" "));
        }
        self.gone = Some((runs.len(), struck));
    }

    /// The words of a footnote, in round brackets; its pictures follow the paragraph.
    fn note(&mut self, kind: &'static str, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        let id = xml::attribute(node, "id").unwrap_or_default();
        let key = (kind, id.to_owned());
        let Some(note) = self.notes.get(&key).copied() else { return };
        // A note that cites itself would never end.
        if std::mem::replace(&mut self.in_note, true) {
            return;
        }
        self.cited.insert(key);
        let (fields, after) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.after));
        let table = std::mem::take(&mut self.table);
        let blocks = self.within(note.around, |walker| walker.blocks(note.node));
        (self.fields, self.after, self.table) = (fields, after, table);
        self.in_note = false;
        self.after.extend(pictures(&blocks).into_iter().map(Block::Picture));
        let words = super::flat::one_line(&blocks, &mut self.losses);
        if line(&words).is_empty() {
            return;
        }
        self.losses.footnotes += 1;
        runs.push(Run::plain(" ("));
        runs.extend(super::tidy::runs(&words));
        runs.push(Run::plain(")"));
    }
}

/// The letters of a `w:t`, in which the end of a line is a blank.
fn letters_of(node: Node<'_, '_>) -> String {
    xml::letters(node).replace(['\n', '\r'], " ")
}

/// Blocks that hold something.
pub fn some(runs: Vec<Run>) -> Option<Block> {
    (!line(&runs).is_empty()).then_some(Block::Paragraph(runs))
}
