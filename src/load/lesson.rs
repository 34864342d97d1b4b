//! A lesson: a folder with `lesson.LANG.md`, its front matter and its parts.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, Span, Text},
    load::{
        head, id, markdown,
        parts::{self, Body},
        passages, plain, signature,
        yaml::{self, Fields},
    },
    model::{
        Audience, Date, Lang, Lesson, LessonText, Signature,
        lesson::{Drafter, Figure, HeadSpans, Leaflet, ListSpans, Parked, Season},
        markdown::unescaped,
        revision::{Mark, Origin},
        slug,
    },
    say,
};

/// What the first language's front matter says for all languages.
pub struct Shared {
    pub audience: Vec<Audience>,
    pub season: Vec<Season>,
    pub facts: Vec<String>,
    pub leaflet: Leaflet,
    pub sources: Vec<String>,
    pub review_by: Date,
    /// Nothing where the lesson is as its pack.
    pub discreet: Option<bool>,
    pub only_in: Vec<String>,
    pub was: Vec<(String, Span)>,
    pub spans: ListSpans,
    pub parked: Option<Parked>,
}

impl Shared {
    /// What stands for a front matter that cannot be read, when that is reported.
    pub fn plain() -> Self {
        Self {
            audience: Vec::new(),
            season: Vec::new(),
            facts: Vec::new(),
            leaflet: Leaflet::None,
            sources: Vec::new(),
            review_by: Date::MAX,
            discreet: None,
            only_in: Vec::new(),
            was: Vec::new(),
            spans: ListSpans::default(),
            parked: None,
        }
    }

    /// The lesson that it says this of, in a pack that is discreet or not.
    pub fn lesson(self, id: &str, texts: BTreeMap<Lang, LessonText>, discreet: bool) -> Lesson {
        let discreet = self.discreet.unwrap_or(discreet);
        Lesson {
            id: id.to_owned(),
            slug: slug::of(id, discreet),
            audience: self.audience,
            season: self.season,
            facts: self.facts,
            leaflet: self.leaflet,
            sources: self.sources,
            review_by: self.review_by,
            discreet,
            only_in: self.only_in,
            was: self.was,
            spans: self.spans,
            parked: self.parked,
            colouring: None,
            texts,
        }
    }
}

/// Reads `lesson.LANG.md`. `Shared` is asked of the first language only. What is wrong is reported and
/// has a plain value here, so that the rules find the other mistakes of the lesson too; only where
/// it cannot be told what is front matter and what is lesson, nothing is read.
pub fn read(
    report: &mut Report,
    file: FileId,
    text: &str,
    folder: &str,
    is_first: bool,
) -> Result<(LessonText, Option<Shared>), Reported> {
    let (front, body) = split(report, file, text)?;
    let (offset, front) = (front.start, text.get(front).unwrap_or_default());
    let span = Span::new(file, offset..offset + front.lines().next().map_or(0, str::len));
    let body_text = text.get(body.clone()).unwrap_or_default();
    let body = parts::read(report, file, body_text, body.start, folder);
    let mut lesson = without_front(file, span, body);
    front_fields(report, file, front, offset);
    let Ok(node) = yaml::parse(report, file, front, offset) else {
        // A draft that cannot be read is parked all the same.
        let parked = is_first.then(|| parked_line(file, front, offset));
        return Ok((lesson, parked.map(|parked| Shared { parked, ..Shared::plain() })));
    };
    refuse_in_front(report, front, offset, &node);
    lesson.at = head::spans(&node, front, offset, span);
    let what = say! { vi: "phần đầu bài", en: "the front matter" };
    let Ok(mut fields) = Fields::new(report, &node, what) else { return Ok((lesson, None)) };

    lesson.title = limited(report, &mut fields, "title", 60).unwrap_or_default();
    lesson.action = limited(report, &mut fields, "action", 140).unwrap_or_default();
    lesson.summary = unescaped(&fields.text(report, "summary").unwrap_or_default());
    lesson.messages = messages(report, &mut fields).unwrap_or_default();
    lesson.figure = figure(report, &mut fields, folder).unwrap_or(lesson.figure);
    lesson.revised = fields.date(report, "revised").unwrap_or(lesson.revised);
    lesson.drafted_by = fields
        .optional("drafted_by")
        .and_then(|node| yaml::choice(report, node, "drafted_by", &Drafter::ALL).ok());
    lesson.signature = fields.optional("review").and_then(|node| review(report, node).ok()?);
    let shared = if is_first {
        Some(shared(report, &mut fields))
    } else {
        lesson.translates = fields.date(report, "translates").ok();
        lesson.origin = fields.optional("of").and_then(|node| origin(report, node).ok());
        None
    };
    fields.finish(report);
    Ok((lesson, shared))
}

/// Whether a translation says from which paragraphs of the original it was made.
pub fn is_traced(texts: &BTreeMap<Lang, LessonText>) -> bool {
    texts.values().any(|text| text.origin.is_some())
}

/// Finds the paragraphs of the original, if anybody asks for them.
pub fn find_paragraphs(texts: &mut BTreeMap<Lang, LessonText>, first: &Lang, original: &str) {
    let traced = is_traced(texts);
    if let Some(text) = texts.get_mut(first).filter(|_| traced) {
        text.paragraphs = passages::paragraphs(original);
    }
}

/// A lesson without front matter. No rule finds anything wrong in it: it was reported already.
fn without_front(file: FileId, span: Span, body: Body) -> LessonText {
    LessonText {
        file,
        span,
        at: HeadSpans::nothing(span),
        title: String::new(),
        action: String::new(),
        summary: String::new(),
        messages: Vec::new(),
        figure: Figure { path: String::new(), alt: String::new(), span },
        revised: Date::MIN,
        drafted_by: None,
        signature: None,
        translates: None,
        origin: None,
        paragraphs: Vec::new(),
        parts: body.parts,
        whole: body.whole,
        shorts: body.shorts,
    }
}

/// Where the front matter and the body stand.
pub(super) fn split(
    report: &mut Report,
    file: FileId,
    text: &str,
) -> Result<(std::ops::Range<usize>, std::ops::Range<usize>), Reported> {
    let mut at = 0;
    let mut start = None;
    // What stands before the first line `---`, if it is not blank.
    let mut before: Option<std::ops::Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        if line.trim() == "---" {
            match start {
                None => start = Some(at + line.len()),
                Some(start) if before.is_none() => {
                    return Ok((start..at, at + line.len()..text.len()));
                }
                Some(_) => break,
            }
        } else if start.is_none() && before.is_none() && !line.trim().is_empty() {
            before = Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    if let (Some(before), Some(start)) = (before.clone(), start)
        && text.get(start..).is_some_and(|rest| rest.starts_with("title:"))
    {
        return Err(report.error_with_help(
            "front-matter-missing",
            Span::new(file, before),
            say! { vi: "có chữ đứng trước dòng `---` mở đầu bài", en: "there are words before the line `---` that opens the lesson" },
            say! { vi: "chuyển chúng xuống thân bài hoặc xóa đi; dòng đầu của tệp là `---`", en: "move them into the body or remove them; the file begins with `---`" },
        ));
    }
    if let (None, Some(_), Some(heading)) = (before, start, first_heading(text)) {
        let line = text.get(heading.clone()).unwrap_or_default();
        return Err(report.error_with_help(
            "front-matter-missing",
            Span::new(file, heading),
            say! { vi: "phần đầu bài mở bằng `---` mà chưa có dòng `---` nào đóng lại", en: "the front matter is opened by `---` and nothing closes it" },
            say! { vi: "thêm một dòng `---` trước dòng “{line}”", en: "add a line `---` before the line “{line}”" },
        ));
    }
    let end = text.lines().next().map_or(0, str::len);
    if start.is_some() && text.starts_with("---") {
        return Err(report.error_with_help(
            "front-matter-missing",
            Span::new(file, 0..end),
            say! { vi: "phần đầu bài mở bằng `---` mà chưa có dòng `---` nào đóng lại", en: "the front matter is opened by `---` and nothing closes it" },
            say! { vi: "thêm một dòng `---` ngay sau mục cuối cùng của phần đầu bài", en: "add a line `---` right after the last field of the front matter" },
        ));
    }
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

/// The first heading of a part.
fn first_heading(text: &str) -> Option<std::ops::Range<usize>> {
    let start = if text.starts_with("## ") { 0 } else { text.find("\n## ")? + 1 };
    let line = text.get(start..)?.lines().next()?;
    Some(start..start + line.trim_end().len())
}

/// What readers read of the front matter holds no number that changes, as ids, days and names may, and
/// no mark: it is shown as it is typed.
fn refuse_in_front(report: &mut Report, front: &str, offset: usize, node: &yaml::Node) {
    let yaml::Value::Map(pairs) = &node.value else { return };
    for (key, value) in pairs {
        let yaml::Value::Text(key) = &key.value else { continue };
        let lines = match (key.as_str(), &value.value) {
            ("title" | "action" | "summary", _) => std::slice::from_ref(value),
            ("messages", yaml::Value::List(items)) => items,
            ("figure", yaml::Value::Map(fields)) => {
                let is_alt = |name: &yaml::Node| matches!(&name.value, yaml::Value::Text(name) if name == "alt");
                let alt = fields.iter().filter(|(name, _)| is_alt(name));
                alt.for_each(|(_, value)| refuse_marks(report, value));
                continue;
            }
            _ => continue,
        };
        for line in lines {
            let at = line.span.range();
            let text = front.get(at.start - offset..at.end - offset).unwrap_or_default();
            markdown::refuse_typed_numbers_in_front(report, line.span.file, text, at.start);
            refuse_marks(report, line);
        }
    }
}

/// Marks in a line, where a backslash before one keeps it; a field or a tag in it is reported as one.
fn refuse_marks(report: &mut Report, line: &yaml::Node) {
    if !matches!(&line.value, yaml::Value::Text(words) if ["[[", "{{", "{%"].iter().any(|own| words.contains(own)))
    {
        plain::check_node(report, line);
    }
}

/// Fields and template tags have no place in front matter.
fn front_fields(report: &mut Report, file: FileId, front: &str, offset: usize) {
    // A line may have no end, and each of its brackets would be looked for in all of it.
    const FAR: usize = 400;
    markdown::refuse_template_tags(report, file, front, offset);
    for (at, _) in front.match_indices("[[") {
        let near = front.get(at..front.floor_char_boundary(at + FAR)).unwrap_or_default();
        let line = near.lines().next().unwrap_or_default();
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
    let text = unescaped(node.text(report, name)?);
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
    let messages = fields.spanned_texts(report, "messages")?;
    split_sentence(report, &messages);
    let messages: Vec<String> =
        messages.into_iter().map(|(message, _)| unescaped(&message)).collect();
    let has = messages.len();
    if !(3..=5).contains(&has) {
        let span = fields.required(report, "messages")?.span;
        let help = if has < 3 {
            say! { vi: "viết thêm cho đủ ba, mỗi thông điệp một dòng mở đầu bằng `- `", en: "write three or more, each on a line of its own after `- `" }
        } else {
            say! { vi: "giữ năm điều quan trọng nhất", en: "keep the five that matter most" }
        };
        report.error_with_help(
            "messages-count",
            span,
            say! { vi: "bài cần 3 đến 5 thông điệp, đang có {has}", en: "a lesson has 3 to 5 messages, this one {has}" },
            help,
        );
    }
    Ok(messages)
}

/// Reports a sentence that is cut in two: between `[` and `]` every comma parts two messages, also the
/// one within a sentence.
fn split_sentence(report: &mut Report, messages: &[(String, Span)]) {
    for pair in messages.windows(2) {
        let [(_, before), (words, after)] = pair else { continue };
        // On lines of their own they stand further apart.
        let in_brackets = after.start.saturating_sub(before.end) < 3;
        if in_brackets && words.starts_with(char::is_lowercase) {
            report.error_with_help(
                "messages-split",
                *after,
                say! { vi: "dấu phẩy trước “{words}” cắt một thông điệp làm hai", en: "the comma before “{words}” cuts a message in two" },
                say! { vi: "viết mỗi thông điệp trên một dòng, mở đầu bằng `- `, không dùng `[` và `]`", en: "write each message on a line of its own, after `- `, without `[` and `]`" },
            );
        }
    }
}

fn figure(report: &mut Report, fields: &mut Fields<'_>, folder: &str) -> Result<Figure, Reported> {
    let node = fields.required(report, "figure")?;
    if let yaml::Value::Text(name) = &node.value {
        return Err(report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "`figure` cần cả tên tệp và chữ thay ảnh", en: "`figure` needs the name of a file and what is seen on it" },
            say! { vi: "viết `figure: {{ file: {name}, alt: \"điều người xem thấy\" }}`", en: "write `figure: {{ file: {name}, alt: \"what one sees\" }}`" },
        ));
    }
    let what = say! { vi: "mục `figure`", en: "`figure`" };
    let mut fields = Fields::new(report, node, what)?;
    let file = fields.required(report, "file").and_then(|file| {
        let name = file.text(report, "file")?;
        Ok((markdown::beside(folder, name), file.span))
    });
    // Left out, it is the drawing's own title, which is known when the pictures are read.
    let alt = fields.optional("alt").map(|alt| alt.text(report, "alt")).transpose();
    fields.finish(report);
    let (path, span) = file?;
    Ok(Figure { path, alt: unescaped(alt?.unwrap_or_default().trim()), span })
}

fn review(report: &mut Report, node: &yaml::Node) -> Result<Option<Signature>, Reported> {
    let what = say! { vi: "mục `review`", en: "`review`" };
    let mut fields = Fields::new(report, node, what)?;
    let approved =
        fields.choice(report, "status", &[("draft-for-review", false), ("approved", true)])?;
    let signature = approved.then(|| signature::read(report, &mut fields, node.span)).transpose();
    fields.finish(report);
    signature
}

/// The marks of what a translation was made from: `do: 1a2b3c 4d5e6f`. One that is no mark is not
/// known, as `-` is.
fn origin(report: &mut Report, node: &yaml::Node) -> Result<Origin, Reported> {
    let yaml::Value::Map(pairs) = &node.value else {
        return Err(report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "`of` phải gồm các dòng `phần: dấu`", en: "`of` must be lines of `part: marks`" },
            say! { vi: "bỏ mục `of`, hoặc để `loa import translations` ghi lại", en: "remove `of`, or let `loa import translations` write it again" },
        ));
    };
    let mut origin = Origin::default();
    for (part, marks) in pairs {
        let (part, marks) = (part.text(report, "of")?, marks.text(report, "of")?);
        let marks = marks.split_whitespace().map(Mark::parse);
        if part == "without" {
            origin.without = marks.flatten().collect();
        } else {
            origin.parts.insert(part.to_owned(), marks.collect());
        }
    }
    Ok(origin)
}

fn shared(report: &mut Report, fields: &mut Fields<'_>) -> Shared {
    let audience = list_of(
        report,
        fields,
        "audience",
        &Audience::ALL.map(|audience| (audience.key(), audience)),
    );
    let seasons = Season::ALL.map(|season| (season.key(), season));
    let season = fields.optional("season").map(|_| list_of(report, fields, "season", &seasons));
    let (facts, facts_at) =
        fields.spanned_texts(report, "facts").unwrap_or_default().into_iter().unzip();
    let leaflet = fields.choice(
        report,
        "leaflet",
        &[("none", Leaflet::None), ("copier", Leaflet::Copier), ("trifold", Leaflet::Trifold)],
    );
    let (sources, sources_at) =
        fields.spanned_texts(report, "sources").unwrap_or_default().into_iter().unzip();
    let review_by = fields.date(report, "review_by");
    let discreet = fields.optional("discreet").and_then(|node| {
        yaml::choice(report, node, "discreet", &[("true", true), ("false", false)]).ok()
    });
    let (only_in, only_in_at) =
        fields.spanned_texts(report, "only_in").unwrap_or_default().into_iter().unzip();
    let was = id::moved(report, fields);
    // Empty it is a mistake, and not a lesson that is ready.
    let parked = match fields.optional("parked") {
        None if fields.has("parked") => fields.required(report, "parked").ok(),
        node => node,
    };
    let parked = parked.and_then(|node| {
        let reason = node.text(report, "parked").ok()?.to_owned();
        Some(Parked { reason, span: node.span })
    });
    Shared {
        audience: audience.unwrap_or_default(),
        season: season.and_then(Result::ok).unwrap_or_default(),
        facts,
        leaflet: leaflet.unwrap_or(Leaflet::None),
        sources,
        review_by: review_by.unwrap_or(Date::MAX),
        discreet,
        only_in,
        was,
        spans: ListSpans { facts: facts_at, sources: sources_at, only_in: only_in_at },
        parked,
    }
}

/// A lesson of which nothing can be read but that it is parked: its letters are in another encoding,
/// or nobody can tell where its front matter ends. A draft that somebody parked stops nobody, so a
/// line that begins with `parked:` is looked for in whatever there is before the first heading.
pub fn parked_unread(file: FileId, text: &str) -> Option<(LessonText, Shared)> {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let closes = number > 0 && line.trim_end() == "---";
        if closes || line.starts_with("## ") {
            break;
        }
        end += line.len();
    }
    let head = text.get(..end).unwrap_or_default();
    let parked = parked_line(file, head, 0)?;
    let span = parked.span;
    let body = Body { parts: Vec::new(), whole: false, shorts: BTreeMap::new() };
    let shared = Shared { parked: Some(parked), ..Shared::plain() };
    Some((without_front(file, span, body), shared))
}

/// The entry `parked` of a front matter that is no YAML.
fn parked_line(file: FileId, front: &str, offset: usize) -> Option<Parked> {
    let mut at = offset;
    for line in front.split_inclusive('\n') {
        if let Some(reason) = line.strip_prefix("parked:") {
            let span = Span::new(file, at..at + line.trim_end().len());
            return Some(Parked { reason: reason.trim().trim_matches('"').to_owned(), span });
        }
        at += line.len();
    }
    None
}

fn list_of<T: Copy>(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
    choices: &[(&str, T)],
) -> Result<Vec<T>, Reported> {
    let node = fields.required(report, name)?;
    let items = node.items(report, name)?;
    if items.is_empty() {
        let Text { vi, en } = yaml::words_of(name, choices);
        let first = choices.first().map_or("", |(word, _)| *word);
        return Err(report.error_with_help(
            "field-empty",
            node.span,
            say! { vi: "danh sách `{name}` còn trống", en: "the list `{name}` is empty" },
            say! { vi: "ghi một hay nhiều mục, cách nhau bằng dấu phẩy, ví dụ `{name}: [{first}]`; {vi}", en: "give one or more, for example `{name}: [{first}]`; {en}" },
        ));
    }
    let read: Vec<_> =
        items.into_iter().map(|item| yaml::choice(report, item, name, choices)).collect();
    read.into_iter().collect()
}
