//! Blocks → HTML. Ordinary blocks are written here; our own are drawn by the theme's
//! `blocks/*.html`.

use serde_json::{Value, json};

use super::{
    placeholders,
    stage::{Page, Renderer},
};
use crate::{
    model::{
        Block, BlockKind, Campaign, FieldPath, Inline, InlineKind, Lang, Scheme, Standing, address,
        block::{Align, Answer, Item, Number, Pair, Question, Row, Step, Target},
    },
    render::shared::words::Words,
    text::{Dialled, Facts, Leads, Part, curled},
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
        Ok(match &block.kind {
            BlockKind::Heading { level, text } => {
                format!("<h{level}>{}</h{level}>\n", self.inlines(text)?)
            }
            BlockKind::Paragraph(text) => self.paragraph(text)?,
            BlockKind::List { start, items } => self.list(*start, items)?,
            BlockKind::Table { align, head, rows } => self.table(align, head, rows)?,
            BlockKind::Quote(inner) => {
                format!("<blockquote>{}</blockquote>\n", self.blocks(inner)?)
            }
            BlockKind::Alert { kind, blocks } => {
                let label = Words::new(self.campaign, self.text_lang)
                    .find(&format!("alert_{}", kind.key()));
                let block = json!({ "kind": kind.key(), "label": escape(&label), "html": self.blocks(blocks)? });
                self.template("alert", block)?
            }
            BlockKind::Code(text) => format!("<pre><code>{}</code></pre>\n", escape(text)),
            BlockKind::Rule => "<hr>\n".to_owned(),
            BlockKind::Steps(steps) => {
                let step = |step: &Step| {
                    Ok(
                        json!({ "lead": self.inlines(&step.lead)?, "body": self.inlines(&step.body)? }),
                    )
                };
                let steps: Vec<Value> = steps.iter().map(step).collect::<Result<_, Failed>>()?;
                self.template("steps", json!({ "steps": steps }))?
            }
            BlockKind::Pairs { yes, no, pairs } => {
                let pair = |pair: &Pair| {
                    Ok(json!({ "yes": self.inlines(&pair.yes)?, "no": self.inlines(&pair.no)? }))
                };
                let pairs: Vec<Value> = pairs.iter().map(pair).collect::<Result<_, Failed>>()?;
                let block = json!({ "yes_label": self.inlines(yes)?, "no_label": self.inlines(no)?, "pairs": pairs });
                self.template("pairs", block)?
            }
            BlockKind::Numbers(numbers) => {
                let number = |number: &Number| {
                    let facts = self.facts();
                    let (value, says) = (facts.value(&number.fact), facts.says(&number.fact));
                    let tel = facts.tel(&number.fact).unwrap_or_default();
                    let situation = self.inlines(&number.situation)?;
                    Ok(
                        json!({ "value": value, "tel": tel, "says": escape(says), "situation": situation }),
                    )
                };
                let numbers: Vec<Value> =
                    numbers.iter().map(number).collect::<Result<_, Failed>>()?;
                self.template("numbers", json!({ "numbers": numbers }))?
            }
            BlockKind::Hazards { unknown } => {
                self.template("hazards", json!({ "unknown": self.blocks(unknown)? }))?
            }
            BlockKind::Contacts { roles, unknown } => {
                let roles: Vec<&str> = roles.iter().map(|role| role.key()).collect();
                self.template(
                    "contacts",
                    json!({ "roles": roles, "unknown": self.blocks(unknown)? }),
                )?
            }
            BlockKind::WhenHazards(inner) => format!(
                "{}{}{}",
                placeholders::block("if place.hazards"),
                self.blocks(inner)?,
                placeholders::block("endif")
            ),
            BlockKind::Quiz(questions) => {
                let questions =
                    (1..).zip(questions).map(|(number, question)| self.question(number, question));
                let questions: Vec<Value> = questions.collect::<Result<_, Failed>>()?;
                self.template("quiz", json!({ "questions": questions }))?
            }
            BlockKind::Protocol { id, audience, .. } => {
                // `check` refuses a lesson that names another one; no page may be without its steps.
                let protocol = self.campaign.protocols.get(id);
                let blocks = protocol.and_then(|known| known.blocks(self.text_lang, *audience));
                let (Some(protocol), Some(blocks)) = (protocol, blocks) else {
                    return Err(Failed::message(format!("no steps of the protocol `{id}`")));
                };
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
                        "title": escape(self.facts().value(id)), "signed": standing.is_signed(),
                        "document": escape(&document), "html": self.blocks(blocks)?,
                    }),
                )?
            }
        })
    }

    fn question(&self, number: usize, question: &Question) -> Result<Value, Failed> {
        let mut answers = Vec::new();
        let mut right = ('A', String::new());
        for (letter, answer) in Answer::LETTERS.zip(&question.answers) {
            let text = self.inlines(&answer.text)?;
            if answer.right {
                right = (letter, text.clone());
            }
            answers.push(json!({ "letter": letter, "text": text, "right": answer.right }));
        }
        Ok(json!({
            "number": number,
            "text": self.inlines(&question.text)?,
            "answers": answers,
            "right_letter": right.0,
            "right_text": right.1,
            "explanation": self.inlines(&question.explanation)?,
        }))
    }

    fn template(&self, name: &str, block: Value) -> Result<String, Failed> {
        self.renderer.block(&format!("blocks/{name}.html"), self.context, block)
    }

    /// A paragraph; one that is a picture and nothing else is a figure.
    fn paragraph(&self, text: &[Inline]) -> Result<String, Failed> {
        match text {
            [Inline { kind: InlineKind::Picture { path, alt }, .. }] => self.figure(path, alt),
            _ => Ok(format!("<p>{}</p>\n", self.inlines(text)?)),
        }
    }

    fn figure(&self, path: &str, alt: &str) -> Result<String, Failed> {
        let mut block = (self.pictures)(path);
        // No page has a placeholder where a picture should be.
        if block.is_empty() {
            return Err(Failed::message(format!("no picture `{path}`")));
        }
        block.insert("alt".into(), unmarked(alt).into());
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
                [Block { kind: BlockKind::Paragraph(text), .. }] => self.inlines(text)?,
                blocks => self.blocks(blocks)?,
            };
            html.push_str(&format!("<li>{mark}{inner}</li>"));
        }
        html.push_str(close);
        Ok(html)
    }

    fn table(&self, align: &[Align], head: &Row, rows: &[Row]) -> Result<String, Failed> {
        let class = |column: usize| match align.get(column) {
            None | Some(Align::Start) => "",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::End) => " class=\"end\"",
        };
        let row = |row: &Row, tag: &str, scope: &str| {
            let mut html = "<tr>".to_owned();
            for (column, cell) in row.cells.iter().enumerate() {
                let (class, inner) = (class(column), self.inlines(cell)?);
                html.push_str(&format!("<{tag}{scope}{class}>{inner}</{tag}>"));
            }
            Ok::<_, Failed>(html + "</tr>")
        };
        let body = rows.iter().map(|cells| row(cells, "td", "")).collect::<Result<String, _>>()?;
        Ok(format!(
            "<div class=\"table\"><table><thead>{}</thead><tbody>{body}</tbody></table></div>\n",
            row(head, "th", " scope=\"col\"")?
        ))
    }

    /// Running text.
    pub fn inlines(&self, inlines: &[Inline]) -> Result<String, Failed> {
        self.turned(&curled(inlines))
    }

    /// Running text whose quotes are turned.
    fn turned(&self, inlines: &[Inline]) -> Result<String, Failed> {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Result<String, Failed> {
        Ok(match &inline.kind {
            InlineKind::Text(words) => escape(words),
            InlineKind::Strong(inner) => format!("<strong>{}</strong>", self.turned(inner)?),
            InlineKind::Emphasis(inner) => format!("<em>{}</em>", self.turned(inner)?),
            InlineKind::Code(text) => format!("<code>{}</code>", escape(text)),
            InlineKind::Break => "<br>".to_owned(),
            InlineKind::Field(field) => self.field(*field),
            InlineKind::Fact(id) => escape(self.facts().value(id)),
            InlineKind::Picture { path, alt, .. } => self.figure(path, alt)?,
            InlineKind::Link { target, text, .. } => self.link(target, text)?,
        })
    }

    fn link(&self, target: &Target, text: &[Inline]) -> Result<String, Failed> {
        let inner = self.turned(text)?;
        Ok(match target {
            Target::Lesson(id) => {
                let lesson = self.campaign.lessons().find(|(_, lesson)| lesson.id == *id);
                let slug = lesson.map_or(&**id, |(_, lesson)| &lesson.slug);
                format!(
                    "<a href=\"{}\">{inner}</a>",
                    escape(&address::Page::Named(slug).to_string())
                )
            }
            Target::File(path) => {
                let picture = (self.pictures)(path);
                // `check` refuses a link to any file.
                let Some(url) = picture.get("url").and_then(Value::as_str) else {
                    return Err(Failed::message(format!("no file `{path}`")));
                };
                format!("<a href=\"{}\">{inner}</a>", escape(url))
            }
            Target::Address(pieces) => {
                let parts = match self.facts().leads(pieces) {
                    Leads::Calls(scheme, dialled) => return Ok(self.call(scheme, dialled, inner)),
                    Leads::To(parts) => parts,
                };
                let mut address = String::new();
                let mut unknown = None;
                for part in parts {
                    match part {
                        Part::Words(words) => address.push_str(&escape(words)),
                        Part::Field(field) => {
                            address.push_str(&placeholders::value(&field.path()));
                            unknown =
                                Some(field).filter(|field| field.can_be_unknown()).or(unknown);
                        }
                    }
                }
                let outside = if address.starts_with("http") { " rel=\"noreferrer\"" } else { "" };
                let link = format!("<a href=\"{address}\"{outside}>{inner}</a>");
                match unknown {
                    None => link,
                    Some(field) => self.if_known(field, &link, &inner),
                }
            }
        })
    }

    /// A link that calls or writes to one number, or words without a link.
    fn call(&self, scheme: Scheme, dialled: Dialled, inner: String) -> String {
        let link = |tel: &str| format!("<a href=\"{}{tel}\">{inner}</a>", scheme.as_str());
        match dialled {
            Dialled::OfPlace(role) => {
                let tel = placeholders::value(&format!("place.{}.tel", role.key()));
                self.if_known(FieldPath::ContactPhone(role), &link(&tel), &inner)
            }
            Dialled::Number(tel) => link(&tel),
            Dialled::Nobody => inner,
        }
    }

    /// A link that needs a value of the place: one that is not known makes no link, and says so.
    fn if_known(&self, field: FieldPath, link: &str, inner: &str) -> String {
        format!(
            "{}{link}{}{inner} {}{}",
            placeholders::block(&format!("if {}", field.path())),
            placeholders::block("else"),
            self.gap(field),
            placeholders::block("endif")
        )
    }

    fn field(&self, field: FieldPath) -> String {
        let value = placeholders::value(&field.path());
        if !field.can_be_unknown() {
            return value;
        }
        format!(
            "{}{value}{}{}{}",
            placeholders::block(&format!("if {}", field.path())),
            placeholders::block("else"),
            self.gap(field),
            placeholders::block("endif")
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

    fn facts(&self) -> Facts<'_> {
        Facts::new(self.campaign, self.text_lang)
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
            c if is_mark(c) => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Our marks and the delimiters of the second stage, which must not come from text.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{E003}' | '\u{91}'..='\u{96}')
}

/// Text for a template that escapes it by itself: that escapes what HTML reads, but leaves our marks,
/// and a field would be made of them.
pub fn unmarked(text: &str) -> String {
    text.replace(is_mark, "")
}

/// A drawing as part of the page, in the ink and on the ground of where it stands.
pub fn inline_svg(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg").unwrap_or(0);
    let drawing = text.get(start..).unwrap_or_default().trim();
    drawing
        .replacen("<svg", "<svg aria-hidden=\"true\"", 1)
        .replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace("#000\"", "currentColor\"")
        .replace("#fff\"", "var(--plate)\"")
}
