//! Fields: what Word works out itself. What a field shows may stand in its code or in the data of a
//! form, and not in its result.

use roxmltree::Node;

use super::{
    block::{Run, line},
    body::Walker,
    eq,
    fonts::Face,
    signs, xml,
};

/// How the addresses open that a page can lead to.
pub const SCHEMES: [&str; 5] = ["https://", "http://", "tel:", "mailto:", "sms:"];

/// A field such as `HYPERLINK "…"`.
#[derive(Debug, Default)]
pub struct Field {
    /// What it says before its result.
    pub code: String,
    /// Whether its result has come.
    pub shown: bool,
    /// Where its result leads.
    pub link: Option<String>,
    /// An address that no page can lead to.
    aside: Option<String>,
    /// How many runs there were when it began to be shown.
    from: usize,
    form: Option<Form>,
}

/// What somebody filled into a form.
#[derive(Debug)]
enum Form {
    Box(bool),
    Choice(String),
}

impl Field {
    /// Whether it makes a table of contents.
    pub fn is_contents(&self) -> bool {
        is_contents(&self.code)
    }
}

impl Form {
    fn of(node: Node<'_, '_>) -> Option<Self> {
        let data = xml::child(node, "ffData")?;
        if let Some(check) = xml::child(data, "checkBox") {
            let on = xml::is_on(check, "checked").or_else(|| xml::is_on(check, "default"));
            return Some(Self::Box(on.unwrap_or_default()));
        }
        let list = xml::child(data, "ddList")?;
        let chosen = xml::value(list, "result").or_else(|| xml::value(list, "default"));
        let at = chosen.and_then(|at| at.parse().ok()).unwrap_or(0);
        let entry = xml::children(list, "listEntry").nth(at)?;
        Some(Self::Choice(xml::attribute(entry, "val").unwrap_or_default().to_owned()))
    }
}

impl<'a, 't: 'a> Walker<'a, 't> {
    /// A field begins, shows its result, or ends.
    pub fn field(&mut self, node: Node<'a, 't>, runs: &mut Vec<Run>) {
        match xml::attribute(node, "fldCharType") {
            Some("begin") => {
                self.room.take_field(self.fields.len());
                let form = Form::of(node);
                self.fields.push(Field { form, from: runs.len(), ..Field::default() });
            }
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.shown = true;
                // What fields within its code show is worked with, and not shown.
                runs.truncate(field.from);
                field.from = runs.len();
                self.in_contents |= is_contents(&field.code);
                match address(&field.code) {
                    Some(found) if SCHEMES.iter().any(|scheme| starts(&found, scheme)) => {
                        field.link = Some(found);
                    }
                    Some(found) if !found.is_empty() => field.aside = Some(found),
                    Some(_) => self.losses.jumps += 1,
                    None => {}
                }
            }
            Some("end") => {
                let Some(mut field) = self.fields.pop() else { return };
                if let Some(aside) = field.aside.take() {
                    runs.push(Run::plain(format!(" ({aside})")));
                    self.losses.addresses.push(aside);
                }
                self.ended(&field, runs);
            }
            _ => {}
        }
    }

    /// What a field shows that is not its result.
    fn ended(&mut self, field: &Field, runs: &mut Vec<Run>) {
        let result = runs.get(field.from..).map(line).unwrap_or_default();
        let code = field.code.trim();
        let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
        match name.to_ascii_uppercase().as_str() {
            "FORMTEXT" if result.is_empty() => {
                let mark = self.unfilled("");
                runs.push(mark);
            }
            // A mail merge that nobody ran shows the name of what belongs here.
            "MERGEFIELD"
                if result.is_empty() || (result.starts_with('«') && result.ends_with('»')) =>
            {
                runs.truncate(field.from);
                let mark = self.unfilled(rest.split('\\').next().unwrap_or_default());
                runs.push(mark);
            }
            "MACROBUTTON" if result.is_empty() => {
                let words = rest.trim().split_once(char::is_whitespace);
                let mark = self.unfilled(words.map(|(_, words)| words).unwrap_or_default());
                runs.push(mark);
            }
            _ if !result.is_empty() => {}
            "EQ" => {
                self.losses.equations += 1;
                runs.push(Run::plain(eq::text(rest, last(runs))));
            }
            "SYMBOL" => {
                let sign = self.symbol(rest);
                runs.push(Run::plain(sign));
            }
            // Word works these out itself each time, and some programs leave the result to it.
            "LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "SEQ" | "DATE" | "TIME"
            | "DOCPROPERTY" | "DOCVARIABLE" | "FILLIN" | "ADDRESSBLOCK" | "GREETINGLINE" | "IF"
            | "="
                if !field.shown || ["SEQ", "DATE", "TIME"].contains(&name) =>
            {
                let mark = self.unfilled(code);
                runs.push(mark);
            }
            _ => match &field.form {
                Some(Form::Box(on)) => runs.push(Run::plain(if *on { "☑" } else { "☐" })),
                Some(Form::Choice(words)) => runs.push(Run::plain(words.clone())),
                None => {}
            },
        }
    }

    /// A field that is one element. Its result is read by `read`.
    pub fn simple_field(
        &mut self,
        node: Node<'a, 't>,
        runs: &mut Vec<Run>,
        read: impl FnOnce(&mut Self, &mut Vec<Run>),
    ) {
        let code = xml::attribute(node, "instr").unwrap_or_default().to_owned();
        let field = Field { code, shown: true, from: runs.len(), ..Field::default() };
        self.in_contents |= is_contents(&field.code);
        read(self, runs);
        self.ended(&field, runs);
    }

    /// The sign of `SYMBOL 252 \f Wingdings`.
    fn symbol(&mut self, code: &str) -> String {
        let mut words = code.split_whitespace();
        let number = words.next().unwrap_or_default();
        let number = match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        let font = code.split_once("\\f").map(|(_, font)| font.trim()).unwrap_or_default();
        let font = match font.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => font.split('\\').next(),
        };
        let face = font.map(Face::named).unwrap_or_default();
        let Some(letter) = number.and_then(char::from_u32) else { return String::new() };
        self.letters(&letter.to_string(), face)
    }

    /// A place that is still to be filled in; it is listed.
    pub fn unfilled(&mut self, says: &str) -> Run {
        let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = says.trim_matches('"').to_owned();
        if self.aside {
            return Run::plain(says);
        }
        let mark = self.mark("chỗ chưa điền", "not filled in", &says);
        self.losses.gaps.push(if says.is_empty() { "…".to_owned() } else { says });
        mark
    }

    /// What Word shows in a place that nobody filled in, where no field or control says so: a mark
    /// follows it.
    pub fn typed_gaps(&mut self, runs: &mut Vec<Run>) {
        const PROMPTS: [&str; 7] = [
            "Choose an item.",
            "Click here to enter text",
            "Click or tap here to enter text",
            "Click here to enter a date",
            "Click or tap to enter a date",
            "Chọn một mục.",
            "vào đây để nhập văn bản",
        ];
        let typed = runs.iter().filter(|run| !run.mark).map(|run| run.text.as_str());
        let text: String = typed.collect();
        let prompts = PROMPTS.into_iter().filter(|prompt| text.contains(prompt));
        let merged = text.split('«').skip(1).filter_map(|rest| {
            let (name, _) = rest.split_once('»')?;
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            (name.contains('_') && name.chars().all(is_name)).then_some(name)
        });
        let found: Vec<String> = prompts.chain(merged).map(str::to_owned).collect();
        for says in found {
            let mark = self.unfilled(&says);
            runs.extend([Run::plain(" "), mark]);
        }
    }

    /// A control of a form: what it shows if nobody filled it in, or whether its box is ticked.
    pub fn control(&mut self, node: Node<'a, 't>) -> Option<Run> {
        let properties = xml::child(node, "sdtPr")?;
        if let Some(check) = xml::child(properties, "checkbox") {
            let on = xml::is_on(check, "checked").unwrap_or_default();
            return Some(Run::plain(if on { "☑" } else { "☐" }));
        }
        if xml::is_on(properties, "showingPlcHdr") != Some(true) {
            return None;
        }
        let mut words = String::new();
        for part in node.descendants() {
            match xml::name(part) {
                "t" => words.push_str(&xml::letters(part)),
                "p" | "tab" | "br" => words.push(' '),
                _ => {}
            }
        }
        Some(self.unfilled(&words))
    }
}

/// Whether a control is the table of contents that Word makes.
pub fn is_contents_control(node: Node<'_, '_>) -> bool {
    let gallery = xml::child(node, "sdtPr")
        .and_then(|properties| xml::child(properties, "docPartObj"))
        .and_then(|part| xml::value(part, "docPartGallery"));
    gallery.is_some_and(|name| name.eq_ignore_ascii_case("Table of Contents"))
}

/// Whether a field makes a table of contents or the page number of a line of one.
fn is_contents(code: &str) -> bool {
    let name = code.split_whitespace().next().unwrap_or_default();
    ["TOC", "PAGEREF"].iter().any(|of| name.eq_ignore_ascii_case(of))
}

fn last(runs: &[Run]) -> Option<char> {
    runs.iter().rev().find_map(|run| run.text.chars().next_back())
}

/// The address in `HYPERLINK "https://…" \l "place"`; an empty one for a place in the document;
/// nothing for other fields.
pub fn address(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK")?;
    let mut words = rest.split('"').map(str::trim);
    let before = words.next().unwrap_or_default();
    if before.contains("\\l") {
        return Some(String::new());
    }
    let Some(address) = words.next() else {
        return Some(before.split(' ').next().unwrap_or_default().to_owned());
    };
    let place = words.next().filter(|switch| switch.ends_with("\\l")).and_then(|_| words.next());
    Some(with_place(address, place))
}

/// An address with the place of its page that it leads to.
pub fn with_place(address: &str, place: Option<&str>) -> String {
    match place {
        Some(place) if !place.is_empty() && !address.contains('#') => format!("{address}#{place}"),
        _ => address.to_owned(),
    }
}

/// Whether an address opens like that, in capitals or not.
pub fn starts(address: &str, scheme: &str) -> bool {
    address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

impl Walker<'_, '_> {
    /// Letters of a font as letters that every font has.
    pub fn letters(&mut self, text: &str, face: Face) -> String {
        let mut plain = String::new();
        for c in text.chars() {
            // A letter that a font of signs has not is shown in another font.
            let is_sign = signs::is_private(c) || (face.is_signs() && signs::is_code(c));
            if !is_sign {
                plain.push(c);
                continue;
            }
            match signs::sign(face, c) {
                Some(sign) => plain.push(sign),
                None if c.is_whitespace() => plain.push(c),
                None => {
                    self.losses.signs += 1;
                    plain.push('□');
                }
            }
        }
        plain
    }
}
