//! The tree of a lesson as the JSON that layouts read.
//!
//! Facts are filled in; fields stay, since the same lesson serves every place. Nothing becomes
//! Typst source, so an author's `#` or `$` is a letter like any other.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::lesson::Named;
use crate::{
    diag::Span,
    model::{
        Block, BlockKind, Campaign, FieldPath, Inline, InlineKind, Lang,
        block::{Align, Item, Target, each_text},
    },
    render::shared::words::Words,
    text::{Dialled, Facts, Leads, Part, Plain, curled, curled_words},
};

/// Turns blocks into JSON, and remembers what it met.
pub struct Trees<'a> {
    campaign: &'a Campaign,
    lang: &'a Lang,
    /// What the blocks name.
    pub named: Named<'a>,
}

impl<'a> Trees<'a> {
    /// For text in `lang`, with what other text of the sheet names.
    pub fn new(campaign: &'a Campaign, lang: &'a Lang, named: Named<'a>) -> Self {
        Self { campaign, lang, named }
    }

    /// Blocks as an array.
    pub fn blocks(&mut self, blocks: &'a [Block]) -> Value {
        self.each(blocks)
    }

    /// Some blocks as an array.
    pub fn each(&mut self, blocks: impl IntoIterator<Item = &'a Block>) -> Value {
        let mut all = Vec::new();
        for block in blocks {
            self.block(block, &mut all);
        }
        Value::Array(all)
    }

    fn block(&mut self, block: &'a Block, out: &mut Vec<Value>) {
        let value = match &block.kind {
            BlockKind::Heading { level, text } => {
                json!({ "t": "h", "level": level, "c": self.inlines(text) })
            }
            BlockKind::Paragraph(text) => return self.paragraph(text, out),
            BlockKind::List { start, items } => {
                let kind = if start.is_some() { "ol" } else { "ul" };
                let items: Vec<Value> = items.iter().map(|item| self.item(item)).collect();
                json!({ "t": kind, "start": start.unwrap_or(1), "items": items })
            }
            BlockKind::Table { align, head, rows } => {
                let align: Vec<&str> = align.iter().map(|align| side(*align)).collect();
                let head: Vec<Value> = head.cells.iter().map(|cell| self.inlines(cell)).collect();
                let rows: Vec<Vec<Value>> = rows
                    .iter()
                    .map(|row| row.cells.iter().map(|cell| self.inlines(cell)).collect())
                    .collect();
                json!({ "t": "table", "align": align, "head": head, "rows": rows })
            }
            BlockKind::Quote(inner) => json!({ "t": "quote", "c": self.blocks(inner) }),
            BlockKind::Alert { kind, blocks } => {
                let label =
                    Words::new(self.campaign, self.lang).find(&format!("alert_{}", kind.key()));
                json!({ "t": "alert", "kind": kind.key(), "label": label, "c": self.blocks(blocks) })
            }
            BlockKind::Code(text) => json!({ "t": "code", "v": text }),
            BlockKind::Rule => json!({ "t": "rule" }),
            BlockKind::Steps(steps) => {
                let steps: Vec<Value> = steps
                    .iter()
                    .map(|step| json!({ "lead": self.inlines(&step.lead), "body": self.inlines(&step.body) }))
                    .collect();
                json!({ "t": "steps", "steps": steps })
            }
            BlockKind::Pairs { yes, no, pairs } => {
                let pairs: Vec<Value> = pairs
                    .iter()
                    .map(|pair| json!({ "yes": self.inlines(&pair.yes), "no": self.inlines(&pair.no) }))
                    .collect();
                json!({ "t": "pairs", "yes": self.inlines(yes), "no": self.inlines(no), "pairs": pairs })
            }
            BlockKind::Numbers(numbers) => {
                let numbers: Vec<Value> = numbers
                    .iter()
                    .map(|number| {
                        json!({
                            "value": self.facts().value(&number.fact),
                            "says": self.facts().says(&number.fact),
                            "situation": self.inlines(&number.situation),
                        })
                    })
                    .collect();
                json!({ "t": "numbers", "numbers": numbers })
            }
            BlockKind::Hazards { unknown } => {
                json!({ "t": "hazards", "unknown": self.blocks(unknown) })
            }
            BlockKind::Contacts { roles, unknown } => {
                let roles: Vec<&str> = roles.iter().map(|role| role.key()).collect();
                json!({ "t": "contacts", "roles": roles, "unknown": self.blocks(unknown) })
            }
            BlockKind::WhenHazards(inner) => {
                json!({ "t": "when", "field": "hazards", "c": self.blocks(inner) })
            }
            BlockKind::Quiz(questions) => {
                let questions: Vec<Value> = questions
                    .iter()
                    .map(|question| {
                        let answers: Vec<Value> = question
                            .answers
                            .iter()
                            .map(|answer| json!({ "c": self.inlines(&answer.text), "right": answer.right }))
                            .collect();
                        let explanation = self.inlines(&question.explanation);
                        json!({ "text": self.inlines(&question.text), "answers": answers, "explanation": explanation })
                    })
                    .collect();
                json!({ "t": "quiz", "questions": questions })
            }
            // Its steps stand in the sheet like those of a lesson, under what says who signed them.
            BlockKind::Protocol { id, audience, line } => {
                let protocol = self.campaign.protocols.get(id);
                let steps = protocol.and_then(|known| known.blocks(self.lang, *audience));
                let (Some(protocol), Some(steps)) = (protocol, steps) else {
                    return self.named.lost.push((*line, id.clone()));
                };
                out.push(json!({ "t": "protocol", "signed": self.campaign.protocol_standing(protocol, self.lang).is_signed() }));
                return steps.iter().for_each(|block| self.block(block, out));
            }
        };
        out.push(value);
    }

    /// A picture in a paragraph becomes a block of its own: a line of a leaflet has no room for it.
    fn paragraph(&mut self, text: &'a [Inline], out: &mut Vec<Value>) {
        for stretch in text.chunk_by(|a, b| !is_picture(a) && !is_picture(b)) {
            if let [Inline { kind: InlineKind::Picture { path, alt }, span }] = stretch {
                let Some(picture) = self.campaign.pictures.get(path) else {
                    self.named.lost.push((*span, path.clone()));
                    continue;
                };
                let name =
                    format!("/pictures/{}.{}", self.named.pictures.len(), picture.kind.extension());
                out.push(json!({ "t": "picture", "path": name, "alt": alt, "w": picture.width, "h": picture.height }));
                self.named.pictures.insert(name, path);
            } else if stretch.iter().any(|inline| !is_blank(inline)) {
                out.push(json!({ "t": "p", "c": self.inlines(stretch) }));
            }
        }
    }

    fn item(&mut self, item: &'a Item) -> Value {
        let blocks = self.blocks(&item.blocks);
        // A layout sets the tick before the first block, so a ticked item must have one.
        let empty = blocks.as_array().is_none_or(Vec::is_empty);
        match item.done {
            Some(done) if empty => json!({ "done": done, "c": [{ "t": "p", "c": [] }] }),
            Some(done) => json!({ "done": done, "c": blocks }),
            None => blocks,
        }
    }

    /// A stretch of text as an array. Plain text and facts that follow each other are one piece:
    /// a layout decides by the words around it where a line may break.
    pub fn inlines(&self, inlines: &[Inline]) -> Value {
        self.turned(&curled(inlines))
    }

    /// A stretch whose quotes are turned.
    fn turned(&self, inlines: &[Inline]) -> Value {
        let mut pieces = Vec::new();
        let mut words = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Picture { alt: text, .. } => {
                    words.push_str(text);
                }
                InlineKind::Fact(id) => words.push_str(self.facts().value(id)),
                _ => {
                    flush(&mut words, &mut pieces);
                    pieces.push(self.inline(inline));
                }
            }
        }
        flush(&mut words, &mut pieces);
        Value::Array(pieces)
    }

    fn inline(&self, inline: &Inline) -> Value {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Picture { alt: words, .. } => text(words),
            InlineKind::Strong(inner) => json!({ "t": "strong", "c": self.turned(inner) }),
            InlineKind::Emphasis(inner) => json!({ "t": "emph", "c": self.turned(inner) }),
            InlineKind::Code(words) => json!({ "t": "code", "v": words }),
            // On paper a link to another lesson leads nowhere; its words stay.
            InlineKind::Link { target: Target::Lesson(_) | Target::File(_), text, .. } => {
                json!({ "t": "link", "url": null, "c": self.turned(text) })
            }
            InlineKind::Link { target: Target::Address(pieces), text, .. } => {
                json!({ "t": "link", "url": self.address(pieces), "c": self.turned(text) })
            }
            InlineKind::Break => json!({ "t": "break" }),
            InlineKind::Field(field) => json!({ "t": "field", "path": field.path() }),
            InlineKind::Fact(id) => text(self.facts().value(id)),
        }
    }

    /// An address that is the same for all places; `None` if it needs a field.
    fn address(&self, pieces: &[Inline]) -> Option<String> {
        match self.facts().leads(pieces) {
            Leads::Calls(scheme, Dialled::Number(tel)) => Some(format!("{}{tel}", scheme.as_str())),
            Leads::Calls(_, Dialled::OfPlace(_) | Dialled::Nobody) => None,
            Leads::To(parts) => {
                let words = parts.into_iter().map(|part| match part {
                    Part::Words(words) => Some(words),
                    Part::Field(_) => None,
                });
                words.collect::<Option<String>>().filter(|address| !address.is_empty())
            }
        }
    }

    /// Blocks as one line of words.
    pub fn one_line(&mut self, blocks: &'a [Block]) -> String {
        let (campaign, lang) = (self.campaign, self.lang);
        // `check` refuses fields here: every place has this line.
        let lost = RefCell::new(Vec::new());
        let field = |field: FieldPath| {
            lost.borrow_mut().push(field.path());
            String::new()
        };
        let plain = Plain::new(campaign, lang, &field);
        let mut lines = Vec::new();
        each_text(blocks, &mut |line| lines.push(plain.line(line).replace('\n', " ")));
        let span = blocks.first().map_or_else(Span::nowhere, |block| block.span);
        self.named.lost.extend(lost.take().into_iter().map(|name| (span, name)));
        curled_words(&lines.join(" ")).into_owned()
    }

    fn facts(&self) -> Facts<'a> {
        Facts::new(self.campaign, self.lang)
    }
}

fn text(words: &str) -> Value {
    json!({ "t": "text", "v": words })
}

fn flush(words: &mut String, pieces: &mut Vec<Value>) {
    if !words.is_empty() {
        pieces.push(text(words));
        words.clear();
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Picture { .. })
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Break => true,
        _ => false,
    }
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}
