//! Blocks → HTML. Ordinary blocks are written here; our own are drawn by the theme's
//! `blocks/*.html`.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{
    holes,
    stage::{Page, Renderer},
};
use crate::{
    model::{
        Block, Callee, Campaign, FieldPath, Inline, Lang, Phone, Scheme, Standing,
        block::{Align, Item, Target},
        phone::NoCallee,
    },
    render::shared::words::Words,
};

/// What writing the HTML of a lesson needs.
pub struct Writer<'a> {
    pub campaign: &'a Campaign,
    pub renderer: Renderer<'a>,
    /// The language of the page.
    pub lang: &'a Lang,
    /// The language of the text, another one when the page falls back.
    pub text_lang: &'a Lang,
    /// `t`, `lang`, `root` and the rest of what every template gets.
    pub context: &'a tera::Context,
    /// What templates may know of a picture; nothing if it is not there.
    pub pictures: &'a dyn Fn(&str) -> Page,
}

/// A block template failed; the error names it.
pub type Failed = tera::Error;

impl Writer<'_> {
    /// Blocks one after the other.
    pub fn blocks(&self, blocks: &[Block]) -> Result<String, Failed> {
        let mut html = String::new();
        for block in blocks {
            html.push_str(&self.block(block)?);
        }
        Ok(html)
    }

    fn block(&self, block: &Block) -> Result<String, Failed> {
        Ok(match block {
            Block::Heading { level, text } => {
                format!("<h{level}>{}</h{level}>\n", self.inlines(text))
            }
            Block::Paragraph(text) => self.paragraph(text)?,
            Block::List { start, items } => self.list(*start, items)?,
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Quote(inner) => format!("<blockquote>{}</blockquote>\n", self.blocks(inner)?),
            Block::Alert { kind, blocks } => {
                let label = Words::new(self.campaign, self.text_lang)
                    .find(&format!("alert_{}", kind.key()));
                let block = json!({ "kind": kind.key(), "label": escape(&label), "html": self.blocks(blocks)? });
                self.template("alert", block)?
            }
            Block::Code(text) => format!("<pre><code>{}</code></pre>\n", escape(text)),
            Block::Rule => "<hr>\n".to_owned(),
            Block::Steps(steps) => {
                let steps: Vec<Value> = steps
                    .iter()
                    .map(|step| json!({ "lead": self.inlines(&step.lead), "body": self.inlines(&step.body) }))
                    .collect();
                self.template("steps", json!({ "steps": steps }))?
            }
            Block::Pairs { yes, no, pairs } => {
                let pairs: Vec<Value> = pairs
                    .iter()
                    .map(|pair| json!({ "yes": self.inlines(&pair.yes), "no": self.inlines(&pair.no) }))
                    .collect();
                let block = json!({ "yes_label": self.inlines(yes), "no_label": self.inlines(no), "pairs": pairs });
                self.template("pairs", block)?
            }
            Block::Numbers(numbers) => {
                let numbers: Vec<Value> = numbers
                    .iter()
                    .map(|number| {
                        let (value, says) = self.fact(&number.fact);
                        let tel = self.phone(&number.fact).map_or("", Phone::tel);
                        let situation = self.inlines(&number.situation);
                        json!({ "value": value, "tel": tel, "says": escape(&says), "situation": situation })
                    })
                    .collect();
                self.template("numbers", json!({ "numbers": numbers }))?
            }
            Block::Hazards { unknown } => {
                self.template("hazards", json!({ "unknown": self.blocks(unknown)? }))?
            }
            Block::Contacts { roles, unknown } => {
                let roles: Vec<&str> = roles.iter().map(|role| role.key()).collect();
                self.template(
                    "contacts",
                    json!({ "roles": roles, "unknown": self.blocks(unknown)? }),
                )?
            }
            Block::WhenHazards(inner) => format!(
                "{}{}{}",
                holes::block("if place.hazards"),
                self.blocks(inner)?,
                holes::block("endif")
            ),
            Block::Quiz(questions) => {
                let questions: Vec<Value> = questions
                    .iter()
                    .enumerate()
                    .map(|(number, question)| {
                        let letter = |at: usize| char::from_u32('A' as u32 + u32::try_from(at).unwrap_or(0)).unwrap_or('?').to_string();
                        let right = question.answers.iter().position(|answer| answer.right).unwrap_or(0);
                        let answers: Vec<Value> = question
                            .answers
                            .iter()
                            .enumerate()
                            .map(|(at, answer)| json!({ "letter": letter(at), "text": self.inlines(&answer.text), "right": answer.right }))
                            .collect();
                        json!({
                            "number": number + 1,
                            "text": self.inlines(&question.text),
                            "answers": answers,
                            "right_letter": letter(right),
                            "right_text": question.answers.get(right).map(|answer| self.inlines(&answer.text)).unwrap_or_default(),
                            "explanation": self.inlines(&question.explanation),
                        })
                    })
                    .collect();
                self.template("quiz", json!({ "questions": questions }))?
            }
            Block::Protocol { id, audience, .. } => {
                let Some(protocol) = self.campaign.protocols.get(id) else {
                    return Ok(String::new());
                };
                let blocks = protocol.blocks(self.text_lang, *audience).unwrap_or_default();
                let standing = self.campaign.protocol_standing(protocol, self.text_lang);
                let document = match standing {
                    Standing::Signed(signature, signer) => {
                        format!("{}, {}", signer.name, signature.document)
                    }
                    _ => String::new(),
                };
                self.template(
                    "protocol",
                    json!({
                        "title": escape(&self.fact(id).0), "signed": standing.is_signed(),
                        "document": escape(&document), "html": self.blocks(blocks)?,
                    }),
                )?
            }
        })
    }

    fn template(&self, name: &str, block: Value) -> Result<String, Failed> {
        self.renderer.block(&format!("blocks/{name}.html"), self.context, block)
    }

    /// A paragraph; one that is a picture and nothing else is a figure.
    fn paragraph(&self, text: &[Inline]) -> Result<String, Failed> {
        match text {
            [Inline::Picture { path, alt, .. }] => self.figure(path, alt),
            _ => Ok(format!("<p>{}</p>\n", self.inlines(text))),
        }
    }

    fn figure(&self, path: &str, alt: &str) -> Result<String, Failed> {
        let mut block = (self.pictures)(path);
        if block.is_empty() {
            return Ok(String::new());
        }
        block.insert("alt".into(), alt.into());
        self.template("figure", block.into())
    }

    fn list(&self, start: Option<u64>, items: &[Item]) -> Result<String, Failed> {
        let (open, close) = match start {
            None => ("<ul>".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>".to_owned(), "</ol>\n"),
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>\n"),
        };
        let mut html = open;
        for item in items {
            let mark = match item.done {
                None => "",
                Some(true) => "<span class=\"mark has\"></span> ",
                Some(false) => "<span class=\"mark\"></span> ",
            };
            let inner = match item.blocks.as_slice() {
                [Block::Paragraph(text)] => self.inlines(text),
                blocks => self.blocks(blocks)?,
            };
            html.push_str(&format!("<li>{mark}{inner}</li>"));
        }
        html.push_str(close);
        Ok(html)
    }

    fn table(&self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let class = |column: usize| match align.get(column) {
            None | Some(Align::Start) => "",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::End) => " class=\"end\"",
        };
        let row = |cells: &[Vec<Inline>], tag: &str, scope: &str| {
            let mut html = "<tr>".to_owned();
            for (column, cell) in cells.iter().enumerate() {
                let (class, inner) = (class(column), self.inlines(cell));
                html.push_str(&format!("<{tag}{scope}{class}>{inner}</{tag}>"));
            }
            html + "</tr>"
        };
        let body: String = rows.iter().map(|cells| row(cells, "td", "")).collect();
        format!(
            "<div class=\"table\"><table><thead>{}</thead><tbody>{body}</tbody></table></div>\n",
            row(head, "th", " scope=\"col\"")
        )
    }

    /// Running text.
    pub fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(words) => escape(words),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Code(text) => format!("<code>{}</code>", escape(text)),
            Inline::Break => "<br>".to_owned(),
            Inline::Field { field, .. } => self.field(*field),
            Inline::Fact { id, .. } => escape(&self.fact(id).0),
            Inline::Picture { path, alt, .. } => self.figure(path, alt).unwrap_or_default(),
            Inline::Link { target, text, .. } => self.link(target, text),
        }
    }

    fn link(&self, target: &Target, text: &[Inline]) -> String {
        let inner = self.inlines(text);
        match target {
            Target::Lesson(id) => {
                let lesson = self.campaign.lessons().find(|(_, lesson)| lesson.id == *id);
                let name = lesson.map_or(Cow::Borrowed(&**id), |(_, lesson)| lesson.slug());
                format!("<a href=\"{}.html\">{inner}</a>", escape(&name))
            }
            Target::File(path) => {
                let picture = (self.pictures)(path);
                let url = picture.get("url").and_then(Value::as_str).unwrap_or_default();
                format!("<a href=\"{}\">{inner}</a>", escape(url))
            }
            Target::Address(pieces) => {
                if let Some((scheme, callee)) = Callee::of(pieces) {
                    return self.call(scheme, callee, inner);
                }
                let mut address = String::new();
                let mut unknown = None;
                for piece in pieces {
                    match piece {
                        Inline::Field { field, .. } => {
                            address.push_str(&holes::value(&field.path()));
                            if field.can_be_unknown() {
                                unknown = Some(*field);
                            }
                        }
                        Inline::Fact { id, .. } => {
                            address.push_str(&escape(&self.fact(id).0));
                        }
                        Inline::Text(words) => address.push_str(&escape(words)),
                        Inline::Strong(_)
                        | Inline::Emphasis(_)
                        | Inline::Code(_)
                        | Inline::Link { .. }
                        | Inline::Picture { .. }
                        | Inline::Break => {}
                    }
                }
                let outside = if address.starts_with("http") { " rel=\"noreferrer\"" } else { "" };
                let link = format!("<a href=\"{address}\"{outside}>{inner}</a>");
                match unknown {
                    None => link,
                    Some(field) => self.if_known(field, &link, &inner),
                }
            }
        }
    }

    /// A link that calls or writes to one number, or words without a link.
    fn call(&self, scheme: Scheme, callee: Result<Callee<'_>, NoCallee>, inner: String) -> String {
        let link = |tel: &str| format!("<a href=\"{}{tel}\">{inner}</a>", scheme.as_str());
        match callee {
            Ok(Callee::Contact(role)) => {
                let tel = holes::value(&format!("place.{}.tel", role.key()));
                self.if_known(FieldPath::ContactPhone(role), &link(&tel), &inner)
            }
            Ok(Callee::Fact(id)) => match self.phone(id) {
                Some(phone) => link(phone.tel()),
                None => inner,
            },
            Ok(Callee::Number(phone)) => link(phone.tel()),
            Err(_) => inner,
        }
    }

    /// A link that needs a value of the place: one that is not known makes no link, and says so.
    fn if_known(&self, field: FieldPath, link: &str, inner: &str) -> String {
        format!(
            "{}{link}{}{inner} {}{}",
            holes::block(&format!("if {}", field.path())),
            holes::block("else"),
            self.gap(field),
            holes::block("endif")
        )
    }

    fn field(&self, field: FieldPath) -> String {
        let value = holes::value(&field.path());
        if !field.can_be_unknown() {
            return value;
        }
        format!(
            "{}{value}{}{}{}",
            holes::block(&format!("if {}", field.path())),
            holes::block("else"),
            self.gap(field),
            holes::block("endif")
        )
    }

    /// What stands where a value is not known.
    fn gap(&self, field: FieldPath) -> String {
        let phrase = match field {
            FieldPath::ContactName(_) => "no_name",
            FieldPath::ContactHours(_) => "no_hours",
            _ => "no_number",
        };
        let words = Words::new(self.campaign, self.lang);
        format!("<span class=\"gap\">({})</span>", escape(words.get(phrase)))
    }

    /// The number of a fact.
    fn phone(&self, id: &str) -> Option<&Phone> {
        let fact = self.campaign.facts.get(id)?;
        fact.phone_in(self.text_lang, self.campaign.first_lang())
    }

    /// Value and meaning of a fact. `check` refuses ids that are not there.
    fn fact(&self, id: &str) -> (String, String) {
        let first = self.campaign.first_lang();
        self.campaign.facts.get(id).map_or_else(Default::default, |fact| {
            (
                fact.value_in(self.text_lang, first).to_owned(),
                fact.says_in(self.text_lang, first).to_owned(),
            )
        })
    }
}

/// Text made safe for HTML, in text and in quoted values.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Our marks and the delimiters of the second stage must not come from text.
            '\u{E000}'..='\u{E003}' | '\u{91}'..='\u{96}' => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A drawing as part of the page, in the ink and on the ground of where it stands.
pub fn inline_svg(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg").unwrap_or(0);
    let drawing = text.get(start..).unwrap_or_default().trim();
    drawing
        .replacen("<svg", "<svg aria-hidden=\"true\" focusable=\"false\"", 1)
        .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace("#000\"", "currentColor\"")
        .replace("#fff\"", "var(--plate)\"")
}
