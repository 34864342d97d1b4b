//! A lesson: a folder with `lesson.LANG.md`, its front matter and its parts.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, Span, nearest},
    load::{
        markdown::{self, Top},
        yaml::{self, Fields},
    },
    model::{
        Audience, Block, Date, LessonText, Part, Role,
        block::{Pair, plain},
        lesson::{Figure, Leaflet, Review, Short},
    },
    say,
};

/// What the first language's front matter says for all languages.
pub struct Shared {
    pub audience: Vec<Audience>,
    pub facts: Vec<String>,
    pub leaflet: Leaflet,
    pub sources: Vec<String>,
    pub review_by: Date,
    pub discreet: bool,
    pub only_in: Vec<String>,
}

/// Reads `lesson.LANG.md`. `Shared` is asked of the first language only.
pub fn read(
    report: &mut Report,
    file: FileId,
    text: &str,
    folder: &str,
    is_first: bool,
) -> Result<(LessonText, Option<Shared>), Reported> {
    let (front, body) = split(report, file, text)?;
    let front_text = text.get(front.clone()).unwrap_or_default();
    let body_text = text.get(body.clone()).unwrap_or_default();
    markdown_free(report, file, front_text, front.start);
    let first_line = front_text.lines().next().map_or(0, str::len);
    let span = Span::new(file, front.start..front.start + first_line);
    // The body is read even when the front matter is broken, so that every mistake is told.
    let (parts, shorts) = read_parts(report, file, body_text, body.start, folder);
    let node = yaml::parse(report, file, front_text, front.start)?;
    let mut fields = Fields::new(report, &node, "phần đầu bài / the front matter")?;

    let title = limited(report, &mut fields, "title", 60);
    let action = limited(report, &mut fields, "action", 140);
    let summary = fields.text(report, "summary");
    let messages = messages(report, &mut fields);
    let figure = figure(report, &mut fields, folder);
    let revised = fields.date(report, "revised");
    let review = match fields.optional("review") {
        Some(node) => review(report, node),
        None => Ok(Review::Draft),
    };
    let (shared, translates) = if is_first {
        (Some(shared(report, &mut fields)), Ok(None))
    } else {
        (None, fields.date(report, "translates").map(Some))
    };
    fields.finish(report);
    let text = LessonText {
        file,
        span,
        title: title?,
        action: action?,
        summary: summary?,
        messages: messages?,
        figure: figure?,
        revised: revised?,
        review: review?,
        translates: translates?,
        parts,
        shorts,
    };
    Ok((text, shared.transpose()?))
}

/// Where the front matter and the body stand.
fn split(
    report: &mut Report,
    file: FileId,
    text: &str,
) -> Result<(std::ops::Range<usize>, std::ops::Range<usize>), Reported> {
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            match start {
                None if at == 0 => start = Some(line.len()),
                None => break,
                Some(start) => return Ok((start..at, at + line.len()..text.len())),
            }
        } else if start.is_none() {
            break;
        }
        at += line.len();
    }
    let end = text.lines().next().map_or(0, str::len);
    Err(report.error_with_help(
        "front-matter-missing",
        Span::new(file, 0..end),
        say! { vi: "bài chưa có phần đầu giữa hai dòng `---`", en: "the lesson has no front matter between two lines `---`" },
        say! {
            vi: "mở tệp bằng dòng `---`, rồi `title: …` và các mục khác, rồi thêm một dòng `---`",
            en: "open the file with `---`, then `title: …` and the other fields, then `---` again"
        },
    ))
}

fn markdown_free(report: &mut Report, file: FileId, front: &str, offset: usize) {
    for (at, _) in front.match_indices("[[") {
        let line = front.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some(close) = line.find("]]") else { continue };
        report.error_with_help(
            "field-misplaced",
            Span::new(file, offset + at..offset + at + close + 2),
            say! { vi: "trong phần đầu bài không dùng được `[[ … ]]`", en: "`[[ … ]]` cannot stand in front matter" },
            say! { vi: "đưa dữ liệu này vào thân bài", en: "move the value into the body" },
        );
    }
}

fn limited(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
    most: usize,
) -> Result<String, Reported> {
    let node = fields.required(report, name)?;
    let text = node.text(report, name)?.to_owned();
    let has = text.chars().count();
    if has > most {
        report.error_with_help(
            "text-too-long",
            node.span,
            say! { vi: "`{name}` dài {has} ký tự, nhiều nhất là {most}", en: "`{name}` has {has} characters, at most {most} fit" },
            say! { vi: "viết ngắn lại, một ý một câu", en: "shorten it, one thought a sentence" },
        );
    }
    Ok(text)
}

fn messages(report: &mut Report, fields: &mut Fields<'_>) -> Result<Vec<String>, Reported> {
    let messages = fields.texts(report, "messages")?;
    let has = messages.len();
    if !(3..=5).contains(&has) {
        let span = fields.required(report, "messages")?.span;
        report.error_with_help(
            "messages-count",
            span,
            say! { vi: "bài cần 3 đến 5 thông điệp, đang có {has}", en: "a lesson has 3 to 5 messages, this one {has}" },
            say! { vi: "giữ những điều quan trọng nhất", en: "keep what matters most" },
        );
    }
    Ok(messages)
}

fn figure(report: &mut Report, fields: &mut Fields<'_>, folder: &str) -> Result<Figure, Reported> {
    let node = fields.required(report, "figure")?;
    let mut fields = Fields::new(report, node, "figure")?;
    let file = fields.text(report, "file");
    let alt = match fields.optional("alt") {
        Some(alt) => alt.text(report, "alt").map(str::to_owned),
        None => Err(report.error_with_help(
            "picture-alt",
            node.span,
            say! { vi: "ảnh chưa có chữ thay ảnh", en: "the picture has no alternative text" },
            say! { vi: "thêm `alt: \"điều người xem thấy\"`", en: "add `alt: \"what one sees\"`" },
        )),
    };
    fields.finish(report);
    Ok(Figure { path: format!("{folder}/{}", file?), alt: alt? })
}

fn review(report: &mut Report, node: &yaml::Node) -> Result<Review, Reported> {
    let mut fields = Fields::new(report, node, "review")?;
    let approved =
        fields.choice(report, "status", &[("draft-for-review", false), ("approved", true)])?;
    let review = if approved {
        let by = fields.text(report, "by");
        let on = fields.date(report, "on");
        let document = fields.text(report, "document");
        Review::Approved { by: by?, on: on?, document: document? }
    } else {
        Review::Draft
    };
    fields.finish(report);
    Ok(review)
}

fn shared(report: &mut Report, fields: &mut Fields<'_>) -> Result<Shared, Reported> {
    let audience = list_of(
        report,
        fields,
        "audience",
        &Audience::ALL.map(|audience| (audience.key(), audience)),
    );
    let seasons = [("dry", ()), ("summer", ()), ("rains", ())];
    if fields.optional("season").is_some() {
        let _ = list_of(report, fields, "season", &seasons);
    }
    let facts = fields.texts(report, "facts");
    let leaflet = fields.choice(
        report,
        "leaflet",
        &[("none", Leaflet::None), ("copier", Leaflet::Copier), ("trifold", Leaflet::Trifold)],
    );
    let sources = fields.texts(report, "sources");
    let review_by = fields.date(report, "review_by");
    let discreet = fields.flag(report, "discreet");
    let only_in = fields.texts(report, "only_in");
    Ok(Shared {
        audience: audience?,
        facts: facts?,
        leaflet: leaflet?,
        sources: sources?,
        review_by: review_by?,
        discreet: discreet?,
        only_in: only_in?,
    })
}

fn list_of<T: Copy>(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
    choices: &[(&str, T)],
) -> Result<Vec<T>, Reported> {
    let node = fields.required(report, name)?;
    let items = node.items(report, name)?;
    let read: Vec<_> =
        items.into_iter().map(|item| yaml::choice(report, item, name, choices)).collect();
    read.into_iter().collect()
}

type Shorts = BTreeMap<Short, (Vec<Block>, Span)>;

/// Cuts the body at its headings of level 2.
fn read_parts(
    report: &mut Report,
    file: FileId,
    body: &str,
    offset: usize,
    folder: &str,
) -> (Vec<Part>, Shorts) {
    let mut parts: Vec<Part> = Vec::new();
    let mut shorts = Shorts::new();
    // Blocks under a heading whose role is not known are read, then dropped with their heading.
    let mut dropping = false;
    for Top { block, span, id, short } in markdown::blocks(report, file, body, offset, folder) {
        if let Some(short) =
            short.and_then(|name| Short::ALL.into_iter().find(|short| short.key() == name))
        {
            let Block::Quote(blocks) = block else { continue };
            if shorts.insert(short, (blocks, span)).is_some() {
                let name = short.key();
                report.error(
                    "part-duplicate",
                    span,
                    say! { vi: "phần ngắn `{name}` có hai lần", en: "the short part `{name}` stands twice" },
                );
            }
            continue;
        }
        match block {
            Block::Heading { level: 1 | 2, text } => {
                let role = role(report, span, id.as_deref());
                dropping = role.is_none();
                let Some(role) = role else { continue };
                if let Some(last) = parts.last()
                    && role <= last.role
                {
                    out_of_order(report, span, role, last.role);
                }
                parts.push(Part { role, title: text, blocks: Vec::new(), span });
            }
            block => match parts.last_mut() {
                Some(part) if !dropping => part.blocks.push(lower(part.role, block)),
                Some(_) => {}
                None if dropping => {}
                None => {
                    report.error_with_help(
                        "text-outside-part",
                        span,
                        say! { vi: "đoạn này đứng trước phần đầu tiên", en: "this stands before the first part" },
                        say! { vi: "thêm một đề mục phía trên, ví dụ `## Vì sao? {{#why}}`", en: "put a heading above it, for example `## Why? {{#why}}`" },
                    );
                    dropping = true;
                }
            },
        }
    }
    (parts, shorts)
}

fn role(report: &mut Report, span: Span, id: Option<&str>) -> Option<Role> {
    let known = Role::ALL.map(Role::key).join(", ");
    let Some(id) = id else {
        report.error_with_help(
            "part-unknown",
            span,
            say! { vi: "đề mục này chưa ghi phần nào của bài", en: "this heading does not say which part of the lesson it opens" },
            say! { vi: "thêm tên phần vào cuối dòng, ví dụ `{{#do}}`; các phần: {known}", en: "add the part's name at the end, for example `{{#do}}`; the parts: {known}" },
        );
        return None;
    };
    let role = Role::ALL.into_iter().find(|role| role.key() == id);
    if role.is_none() {
        let help = match nearest(id, Role::ALL.map(Role::key)) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{{#{near}}}`?", en: "did you mean `{{#{near}}}`?" }
            }
            None => {
                say! { vi: "các phần có thể dùng: {known}", en: "the parts there are: {known}" }
            }
        };
        report.error_with_help(
            "part-unknown",
            span,
            say! { vi: "không có phần tên `{id}`", en: "there is no part `{id}`" },
            help,
        );
    }
    role
}

fn out_of_order(report: &mut Report, span: Span, role: Role, before: Role) {
    let (role_key, before_key) = (role.key(), before.key());
    if role == before {
        report.error(
            "part-duplicate",
            span,
            say! { vi: "phần `{role_key}` có hai lần", en: "the part `{role_key}` stands twice" },
        );
        return;
    }
    let order = Role::ALL.map(Role::key).join(", ");
    report.error_with_help(
        "part-order",
        span,
        say! { vi: "phần `{role_key}` phải đứng trước phần `{before_key}`", en: "the part `{role_key}` must come before `{before_key}`" },
        say! { vi: "thứ tự các phần: {order}", en: "the order of parts: {order}" },
    );
}

/// In the part `dont` a table of two columns is a list of pairs.
fn lower(role: Role, block: Block) -> Block {
    match block {
        Block::Table { head, rows, .. }
            if role == Role::Dont
                && matches!(head.as_slice(), [yes, _] if !plain(yes).is_empty()) =>
        {
            let mut head = head.into_iter();
            let (yes, no) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
            let pairs = rows
                .into_iter()
                .map(|row| {
                    let mut cells = row.into_iter();
                    Pair {
                        yes: cells.next().unwrap_or_default(),
                        no: cells.next().unwrap_or_default(),
                    }
                })
                .collect();
            Block::Pairs { yes, no, pairs }
        }
        other => other,
    }
}
