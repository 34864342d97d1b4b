//! A lesson as the lines of a message.

use crate::{
    diag::Span,
    model::{
        Block, BlockKind, Campaign, FieldPath, Inline, InlineKind, Lang, Lesson, LessonText, Mode,
        Pack, Place, Role,
        block::{Answer, Item, Row},
        fact::in_lang,
        lesson::Drafter,
        place::ContactRole,
    },
    render::shared::{place::PlaceView, words::Words},
    text::{Facts, Plain},
};

/// Stands for what is not known, to be asked for and filled in.
const UNKNOWN: &str = "……";

/// Old editors of Windows, and telephones, read a text as UTF-8 if it opens so, and want both marks at
/// the end of a line.
const OPENING: char = '\u{feff}';
const LINE: &str = "\r\n";

/// What a message names that is not there, and where it does. A rule told it before, or the program is
/// at fault; no message is sent with a hole in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Where it is named.
    pub span: Span,
    /// Its name.
    pub name: String,
}

/// Writes a lesson for a place, or for the general edition.
///
/// # Errors
/// When it names something that is not there.
pub fn write(
    campaign: &Campaign,
    (pack, lesson): (&Pack, &Lesson),
    lang: &Lang,
    place: Option<&Place>,
    view: &PlaceView,
) -> Result<String, Lost> {
    let first = campaign.first_lang();
    let Some((text, fallback)) = lesson.text(lang, first) else {
        return Err(Lost { span: Span::new(pack.file, 0..0), name: lesson.id.clone() });
    };
    let text_lang = if fallback { first } else { lang };
    let field = |field: FieldPath| view.field(field).unwrap_or(UNKNOWN).to_owned();
    let mut writer = Writer {
        campaign,
        view,
        words: Words::new(campaign, lang),
        text_lang,
        facts: Facts::new(campaign, text_lang),
        plain: Plain::new(campaign, text_lang, &field),
        lines: Vec::new(),
        lost: None,
    };
    writer.lesson(lesson, text, place, lang);
    if let Some(lost) = writer.lost {
        return Err(lost);
    }
    let mut message = String::from(OPENING);
    for line in writer.lines {
        message += line.trim_end();
        message += LINE;
    }
    Ok(message)
}

struct Writer<'a> {
    campaign: &'a Campaign,
    view: &'a PlaceView,
    /// The words of the language that the message is in.
    words: Words<'a>,
    /// The language of the lesson's text, which may be another one.
    text_lang: &'a Lang,
    facts: Facts<'a>,
    plain: Plain<'a>,
    lines: Vec<String>,
    /// The first thing that is not there.
    lost: Option<Lost>,
}

/// Whether a line is a picture and nothing else.
fn is_picture(line: &[Inline]) -> bool {
    matches!(line, [Inline { kind: InlineKind::Picture { .. }, .. }])
}

impl Writer<'_> {
    fn lesson(&mut self, lesson: &Lesson, text: &LessonText, place: Option<&Place>, lang: &Lang) {
        let campaign = self.campaign;
        let settings = &campaign.settings;
        self.lines.push(text.title.to_uppercase());
        self.lines.push(self.view.full.clone());
        let standing = campaign.lesson_standing(lesson, self.text_lang, text);
        if !standing.is_signed() && text.drafted_by == Some(Drafter::Machine) {
            self.lines.push(format!("({})", self.words.get("draft_machine")));
        } else if settings.mode == Mode::Draft {
            self.lines.push(format!("({})", self.words.get("draft")));
        }
        self.part();
        self.lines.push(text.action.clone());
        for message in &text.messages {
            self.lines.push(format!("• {message}"));
        }
        // What is for the meeting and the class is no message to a family.
        let read =
            text.parts.iter().filter(|part| !matches!(part.role, Role::Talk | Role::Activity));
        for part in read {
            self.head(&self.plain.line(&part.title));
            self.blocks(&part.blocks, "");
            let note = place
                .filter(|_| part.role == Role::Here)
                .and_then(|place| place.notes.get(&(lesson.id.clone(), lang.clone())));
            if let Some(note) = note {
                let label = format!("{} {}:", self.words.get("local_note"), self.view.inline);
                self.lines.push(label);
                self.blocks(&note.blocks, "");
            }
        }
        self.part();
        let revised = self.words.date(text.revised);
        let issuer = in_lang(&settings.issuer, lang, campaign.first_lang());
        if !issuer.is_empty() {
            self.lines.push(issuer.to_owned());
        }
        self.lines.push(format!("{} {revised}", self.words.get("revised")));
    }

    /// Parts what follows by an empty line.
    fn part(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn head(&mut self, title: &str) {
        self.part();
        self.lines.push(title.to_uppercase());
    }

    fn push(&mut self, indent: &str, text: &str) {
        for line in text.lines() {
            self.lines.push(format!("{indent}{line}"));
        }
    }

    fn line(&mut self, indent: &str, mark: &str, text: &[Inline]) {
        let text = self.plain.line(text);
        self.push(indent, &format!("{mark}{text}"));
    }

    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match &block.kind {
            BlockKind::Heading { text, .. } => {
                self.part();
                self.line(indent, "", text);
            }
            // A picture says nothing in a message.
            BlockKind::Paragraph(text) if is_picture(text) => {}
            BlockKind::Paragraph(text) => self.line(indent, "", text),
            BlockKind::List { start, items } => self.list(*start, items, indent),
            BlockKind::Table { head, rows, .. } => self.table(head, rows, indent),
            BlockKind::Quote(inner) => self.blocks(inner, &format!("{indent}  ")),
            BlockKind::Alert { kind, blocks } => {
                let label = self.words.find(&format!("alert_{}", kind.key()));
                self.push(indent, &format!("{}:", label.to_uppercase()));
                self.blocks(blocks, indent);
            }
            BlockKind::Code(text) => self.push(indent, text),
            BlockKind::Rule => self.part(),
            BlockKind::Steps(steps) => {
                for (number, step) in (1..).zip(steps) {
                    let (lead, body) = (self.plain.line(&step.lead), self.plain.line(&step.body));
                    self.push(indent, format!("{number}. {lead} {body}").trim_end());
                }
            }
            BlockKind::Pairs { yes, no, pairs } => {
                let (yes, no) = (self.plain.line(yes), self.plain.line(no));
                for pair in pairs {
                    let (do_so, not_so) = (self.plain.line(&pair.yes), self.plain.line(&pair.no));
                    self.push(indent, &format!("✓ {yes}: {do_so}"));
                    self.push(indent, &format!("✗ {no}: {not_so}"));
                }
            }
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    let value = self.facts.value(&number.fact);
                    self.line(indent, &format!("☎ {value}: "), &number.situation);
                }
            }
            BlockKind::Hazards { unknown } => self.waters(unknown, indent),
            BlockKind::Contacts { roles, unknown } => self.contacts(roles, unknown, indent),
            BlockKind::WhenHazards(inner) => {
                if !self.view.hazards.is_empty() {
                    self.blocks(inner, indent);
                }
            }
            BlockKind::Quiz(questions) => {
                for (number, question) in (1..).zip(questions) {
                    self.line(indent, &format!("{number}. "), &question.text);
                    for (letter, answer) in Answer::LETTERS.zip(&question.answers) {
                        let right = if answer.right { " ✓" } else { "" };
                        let answer = self.plain.line(&answer.text);
                        self.push(indent, &format!("   {letter}. {answer}{right}"));
                    }
                    self.line(indent, "   → ", &question.explanation);
                }
            }
            BlockKind::Protocol { id, audience, line } => {
                let protocol = self.campaign.protocols.get(id);
                let blocks = protocol.and_then(|known| known.blocks(self.text_lang, *audience));
                let (Some(protocol), Some(blocks)) = (protocol, blocks) else {
                    self.lost.get_or_insert(Lost { span: *line, name: id.clone() });
                    return;
                };
                if !self.campaign.protocol_standing(protocol, self.text_lang).is_signed() {
                    let unsigned = self.words.get("protocol_unsigned");
                    self.push(indent, &format!("({unsigned})"));
                }
                self.blocks(blocks, indent);
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item], indent: &str) {
        for (at, item) in (0..).zip(items) {
            let mut mark = match start {
                Some(start) => format!("{}. ", start + at),
                None => "- ".to_owned(),
            };
            match item.done {
                Some(true) => mark += "[x] ",
                Some(false) => mark += "[ ] ",
                None => {}
            }
            let (first, rest) = match item.blocks.split_first() {
                Some((Block { kind: BlockKind::Paragraph(text), .. }, rest)) => {
                    (self.plain.line(text), rest)
                }
                _ => (String::new(), item.blocks.as_slice()),
            };
            self.push(indent, format!("{mark}{first}").trim_end());
            self.blocks(rest, &format!("{indent}  "));
        }
    }

    /// A table row by row: each cell after the head of its column.
    fn table(&mut self, head: &Row, rows: &[Row], indent: &str) {
        for row in rows {
            let cells = head.cells.iter().zip(&row.cells).map(|(head, cell)| {
                let (head, cell) = (self.plain.line(head), self.plain.line(cell));
                if head.is_empty() { cell } else { format!("{head}: {cell}") }
            });
            let line = cells.collect::<Vec<_>>().join("; ");
            self.push(indent, &format!("- {line}"));
        }
    }

    fn waters(&mut self, unknown: &[Block], indent: &str) {
        if self.view.general {
            let (choose, what) = (self.words.get("choose_place"), self.words.get("general_waters"));
            return self.push(indent, &format!("{choose} {what}"));
        }
        if self.view.hazards.is_empty() {
            return self.blocks(unknown, indent);
        }
        for water in &self.view.hazards {
            let depth = match water.depth.as_str() {
                "" => self.words.get("depth_unknown").to_owned(),
                depth => format!("{} {depth}", self.words.get("depth")),
            };
            let sign = self.words.find(&format!("sign_{}", water.sign));
            let barrier = self.words.find(&format!("barrier_{}", water.barrier));
            self.lines.push(format!("{indent}- {}. {depth}. {sign}. {barrier}.", water.name));
            if !water.note.is_empty() {
                self.lines.push(format!("{indent}  {}", water.note));
            }
        }
        self.lines.push(format!("{indent}{}", self.words.get("waters_more")));
    }

    fn contacts(&mut self, roles: &[ContactRole], unknown: &[Block], indent: &str) {
        if self.view.general {
            let (choose, what) = (self.words.get("choose_place"), self.words.get("general_people"));
            return self.push(indent, &format!("{choose} {what}"));
        }
        for role in roles {
            let contact = self.view.contact(*role);
            let name = [contact.label.as_str(), contact.name.as_str()];
            let name =
                name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let phone = if contact.phone.is_empty() { UNKNOWN } else { &contact.phone };
            let mut line = format!("{indent}☎ {name}: {phone}");
            if !contact.hours.is_empty() {
                line += &format!(" ({})", contact.hours);
            }
            if !contact.of.is_empty() {
                line += &format!(" ({} {})", self.words.get("contact_of"), contact.of);
            }
            self.lines.push(line);
        }
        if roles.iter().all(|role| self.view.contact(*role).phone.is_empty()) {
            self.blocks(unknown, indent);
        }
    }
}
