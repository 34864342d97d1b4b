//! Our own blocks: what stands between ```` ```steps ```` and ```` ``` ````.

use std::ops::Range;

use super::{labels, tree::Reader};
use crate::{
    diag::{Report, Span, Text, Tongue},
    load::yaml,
    model::{
        Audience, Block, BlockKind, ContactRole, Inline, InlineKind,
        block::{Answer, Number, Question, Step, extent},
        lesson::Short,
        markdown::doubled,
    },
    say,
    tables::contacts,
};

/// How many words the name of a role has at most.
const LONGEST_ROLE: usize = 4;

const NAMES: [&str; 7] = ["steps", "numbers", "hazards", "contacts", "when", "quiz", "protocol"];

/// What a fence holds.
pub struct Fence {
    pub kind: BlockKind,
    /// The name of a short part.
    pub short: Option<String>,
}

/// Whether a fence with this info string is one of ours.
pub fn is_name(info: &str) -> bool {
    let name = info.split_whitespace().next().unwrap_or_default();
    NAMES.contains(&name) || Short::ALL.iter().any(|short| short.key() == name)
}

/// Reads a fence with the given info string, whose text is at `inner`.
pub fn read(
    reader: &mut Reader<'_>,
    info: &str,
    inner: Range<usize>,
    span: Span,
    nested: bool,
) -> Fence {
    let mut words = info.split_whitespace();
    let name = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let short = Short::ALL.iter().find(|short| short.key() == name);
    if nested && is_name(name) {
        refuse_nested(reader.report, span, info);
        return block(BlockKind::Code(text_of(reader, inner)));
    }
    if let Some(short) = short {
        let blocks = content(reader, inner);
        return Fence { kind: BlockKind::Quote(blocks), short: Some(short.key().to_owned()) };
    }
    match name {
        "steps" => block(steps(reader, inner, span)),
        "numbers" => block(numbers(reader, inner)),
        "hazards" => block(BlockKind::Hazards { unknown: content(reader, inner) }),
        "contacts" => {
            let roles = roles(reader.report, &words, span);
            block(BlockKind::Contacts { roles, unknown: content(reader, inner) })
        }
        "when" => {
            if words != ["place.hazards"] {
                reader.report.error_with_help(
                    "block-unknown",
                    span,
                    say! { vi: "khối `when` chỉ biết một điều kiện", en: "a `when` block knows one condition only" },
                    say! { vi: "viết ```` ```when place.hazards ````", en: "write ```` ```when place.hazards ````" },
                );
            }
            block(BlockKind::WhenHazards(content(reader, inner)))
        }
        "quiz" => block(BlockKind::Quiz(quiz(reader, inner, span))),
        "protocol" => block(protocol(reader, &words, inner, span)),
        other => {
            let known = NAMES.iter().copied().chain(Short::ALL.iter().map(|short| short.key()));
            let list = NAMES.join(", ");
            let help = match reader.report.nearest("block-unknown", span, other, known) {
                Some(near) => {
                    say! { vi: "sửa dòng này thành ```{near}", en: "write this line as ```{near}" }
                }
                None => {
                    say! { vi: "các khối có thể dùng: {list}", en: "the blocks there are: {list}" }
                }
            };
            reader.report.error_with_help(
                "block-unknown",
                span,
                say! { vi: "không có khối tên `{other}`", en: "there is no block `{other}`" },
                help,
            );
            block(BlockKind::Code(text_of(reader, inner)))
        }
    }
}

/// A fence inside a list, a quotation or another fence.
pub fn refuse_nested(report: &mut Report, span: Span, info: &str) {
    report.error_with_help(
        "block-nested",
        span,
        say! { vi: "khối `{info}` không đặt được bên trong khối khác", en: "the block `{info}` cannot stand inside another block" },
        say! { vi: "đưa khối ra ngoài, đầu dòng sát lề trái", en: "move it out, against the left margin" },
    );
}

fn block(kind: BlockKind) -> Fence {
    Fence { kind, short: None }
}

fn text_of(reader: &Reader<'_>, inner: Range<usize>) -> String {
    reader.source.get(inner).unwrap_or_default().to_owned()
}

fn content(reader: &mut Reader<'_>, inner: Range<usize>) -> Vec<Block> {
    reader.read(inner, 1).into_iter().map(|top| top.block).collect()
}

/// The roles that a block lists, by their keys or in Vietnamese: `police health_station`,
/// `công an, trạm y tế`.
fn roles(report: &mut Report, words: &[&str], span: Span) -> Vec<ContactRole> {
    let kind = contacts::ROLES;
    let mut roles = Vec::new();
    let mut rest = words;
    while let [first, ..] = rest {
        // The longest run of words that means a role.
        let found = (1..=rest.len().min(LONGEST_ROLE)).rev().find_map(|count| {
            let typed = rest.get(..count)?.join(" ");
            let key = kind.key(typed.trim_matches([',', ';']))?;
            ContactRole::ALL.into_iter().find(|role| role.key() == key).map(|role| (role, count))
        });
        if let Some((role, count)) = found {
            roles.push(role);
            rest = rest.get(count..).unwrap_or_default();
            continue;
        }
        rest = rest.get(1..).unwrap_or_default();
        let known: Vec<(&str, &str)> = ContactRole::ALL
            .iter()
            .map(|role| (role.key(), kind.shown(role.key(), Tongue::Vi)))
            .collect();
        let meant = yaml::one_of(report, ("contact-role", span), first, known.iter().copied());
        report.error_with_help(
            "contact-role",
            span,
            say! { vi: "không có vai liên hệ `{first}`", en: "there is no contact role `{first}`" },
            meant,
        );
    }
    if roles.is_empty() { ContactRole::ALL.to_vec() } else { roles }
}

/// A protocol by its id, worded for an audience. Its steps are signed, so a lesson adds none.
fn protocol(reader: &mut Reader<'_>, words: &[&str], inner: Range<usize>, span: Span) -> BlockKind {
    let typed = text_of(reader, inner);
    let all = Audience::ALL.map(|audience| (audience.key(), audience));
    let audience =
        |typed: &str| yaml::choice_meant("audience", typed, &all).map(|(_, audience)| *audience);
    let (id, typed_audience) =
        words.split_first().map_or(("", String::new()), |(id, rest)| (*id, rest.join(" ")));
    if let Some(audience) = audience(&typed_audience)
        && typed.trim().is_empty()
    {
        return BlockKind::Protocol { id: id.to_owned(), audience, line: span };
    }
    let known = Audience::ALL.map(Audience::key);
    let help = match words {
        [id, key, ..] if audience(&typed_audience).is_none() => {
            match reader.report.nearest("protocol-form", span, key, known) {
                Some(near) => {
                    say! { vi: "có phải bạn muốn viết ```` ```protocol {id} {near} ````?", en: "did you mean ```` ```protocol {id} {near} ````?" }
                }
                None => {
                    let known = known.join(", ");
                    say! { vi: "người đọc là một trong: {known}", en: "the audience is one of: {known}" }
                }
            }
        }
        _ => {
            say! {
                vi: "viết ```` ```protocol cpr carers ````, dòng sau chỉ có ```` ``` ````; các bước nằm ở content/protocols",
                en: "write ```` ```protocol cpr carers ````, and on the next line only ```` ``` ````; the steps are in content/protocols"
            }
        }
    };
    reader.report.error_with_help(
        "protocol-form",
        span,
        say! { vi: "khối `protocol` gồm tên quy trình và người đọc, bên trong để trống", en: "a `protocol` block names a protocol and an audience, and holds nothing" },
        help,
    );
    BlockKind::Code(typed)
}

fn steps(reader: &mut Reader<'_>, inner: Range<usize>, span: Span) -> BlockKind {
    let mut steps = Vec::new();
    let tops = reader.read(inner, 1);
    let mut sound = tops.len() == 1;
    for top in &tops {
        let BlockKind::List { start: Some(_), items } = &top.block.kind else {
            sound = false;
            continue;
        };
        for item in items {
            let line = match item.blocks.as_slice() {
                [Block { kind: BlockKind::Paragraph(line), .. }] => line.split_first(),
                _ => None,
            };
            let Some((Inline { kind: InlineKind::Strong(lead), .. }, body)) = line else {
                sound = false;
                continue;
            };
            let mut body = body.to_vec();
            if let Some(Inline { kind: InlineKind::Text(words), span }) = body.first_mut() {
                *words = words.trim_start().to_owned();
                let typed = reader.typed_at(*span);
                let blanks = typed.len() - typed.trim_start().len();
                span.start += u32::try_from(blanks).unwrap_or_default();
            }
            steps.push(Step { lead: lead.clone(), body, span: item.span });
        }
    }
    if !sound || steps.is_empty() {
        reader.report.error_with_help(
            "steps-form",
            span,
            say! { vi: "khối `steps` phải là danh sách đánh số, mở đầu mỗi việc bằng chữ đậm", en: "a `steps` block must be one numbered list, each item opening in bold" },
            say! { vi: "viết mỗi việc một dòng: `1. **Đứng sát con.** Giơ tay là chạm được.`", en: "write one a line: `1. **Stay close.** Within arm's reach.`" },
        );
        // Nothing is lost while the author mends it.
        if steps.is_empty() {
            return BlockKind::Quote(tops.into_iter().map(|top| top.block).collect());
        }
    }
    BlockKind::Steps(steps)
}

/// The lines of a fence that are not blank, each with its place.
fn lines(reader: &Reader<'_>, inner: Range<usize>) -> Vec<Range<usize>> {
    let text = reader.masked.text.get(inner.clone()).unwrap_or_default();
    let mut at = inner.start;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        if start < end {
            lines.push(start..end);
        }
        at += line.len();
    }
    lines
}

impl Reader<'_> {
    /// The id of a fact that is before the words of a number: `call_rescue`, with or without
    /// `fact.`, or cited as in a sentence.
    fn fact_named(&self, typed: &str, span: Span) -> String {
        match self.words(typed, span).as_slice() {
            [Inline { kind: InlineKind::Fact(id), .. }] => id.clone(),
            // What no fact is called is reported as it was typed.
            _ => self.typed_at(span).trim_start_matches("fact.").to_owned(),
        }
    }
}

fn numbers(reader: &mut Reader<'_>, inner: Range<usize>) -> BlockKind {
    let mut numbers = Vec::new();
    for line in lines(reader, inner) {
        let span = reader.span(line.clone());
        let text = reader.masked.text.get(line.clone()).unwrap_or_default();
        match text.split_once(':') {
            Some((fact, rest)) if !rest.trim().is_empty() => {
                let at = line.start..line.start + fact.trim_end().len();
                let fact = reader.fact_named(fact.trim(), reader.span(at));
                // Where the name of a fact stands, a number is no fact, which is reported.
                let name = reader.span(line.start..line.end - rest.len());
                reader.report.take_back(|found| {
                    found.code == "number-typed" && found.span.is_some_and(|at| name.holds(at))
                });
                let start = line.end - rest.trim_start().len();
                let situation = reader.line(start..line.end);
                numbers.push(Number { fact, situation, span });
            }
            _ => {
                let name = text.trim().trim_end_matches(':');
                let name = if name.contains(' ') { "call_rescue" } else { name };
                reader.report.error_with_help(
                    "numbers-form",
                    span,
                    say! { vi: "dòng này chưa ghi khi nào thì gọi", en: "this line does not say when to call" },
                    say! { vi: "viết thêm dấu hai chấm và tình huống, ví dụ `{name}: Người còn dưới nước`", en: "add a colon and the situation, for example `{name}: Somebody in the water`" },
                );
            }
        }
    }
    BlockKind::Numbers(numbers)
}

fn quiz(reader: &mut Reader<'_>, inner: Range<usize>, span: Span) -> Vec<Question> {
    let mut questions: Vec<(Question, Range<usize>)> = Vec::new();
    for line in lines(reader, inner) {
        let text = reader.masked.text.get(line.clone()).unwrap_or_default();
        let typed = text.chars().next().unwrap_or_default();
        let rest = text.get(typed.len_utf8()..).unwrap_or_default();
        // Autocorrection makes long dashes.
        let mark = if matches!(typed, '–' | '—' | '−') { '-' } else { typed };
        let said = rest.trim_start();
        let content = line.end - said.len() + doubled(said)..line.end;
        if !matches!(mark, '?' | '-' | '*' | '=')
            || content.is_empty()
            || (mark != '?' && questions.is_empty())
        {
            let span = reader.span(line);
            if labels::opens(text).is_some() && !questions.is_empty() {
                form(
                    reader,
                    span,
                    say! { vi: "câu trả lời này mở đầu bằng số hay chữ cái, không phải dấu của nó: bài tự đánh A, B, C", en: "this answer opens with a number or a letter and not with its mark: A, B and C are added by themselves" },
                );
                continue;
            }
            form(
                reader,
                span,
                say! { vi: "dòng này chưa có dấu mở đầu, hoặc đứng trước câu hỏi", en: "this line has no mark, or stands before the first question" },
            );
            continue;
        }
        let words = reader.line(content);
        let span = reader.span(line.clone());
        if mark == '?' {
            let (answers, explanation) = (Vec::new(), Vec::new());
            questions.push((Question { text: words, answers, explanation, span }, line));
            continue;
        }
        if let Some((question, _)) = questions.last_mut() {
            question.span.end = span.end;
            match mark {
                '=' if question.explanation.is_empty() => question.explanation = words,
                '=' => {
                    // What parts the two lines: the end of one, and the mark of the next.
                    let end = extent(&question.explanation).map_or(span.start, |said| said.end);
                    let start = extent(&words).map_or(span.end, |said| said.start);
                    let between = Span { start: end, end: start, ..span };
                    question.explanation.push(Inline::new(InlineKind::Break, between));
                    question.explanation.extend(words);
                }
                mark => question.answers.push(Answer { text: words, right: mark == '*', span }),
            }
        }
    }
    for (question, line) in &questions {
        let right = question.answers.iter().filter(|answer| answer.right).count();
        let most = Answer::LETTERS.count();
        let said = if question.answers.len() < 2 {
            say! { vi: "câu hỏi này cần ít nhất hai câu trả lời", en: "this question needs two answers or more" }
        } else if question.answers.len() > most {
            let all = question.answers.len();
            say! { vi: "câu hỏi này có {all} câu trả lời; nhiều nhất là {most}, từ A đến Z", en: "this question has {all} answers; the most is {most}, from A to Z" }
        } else if right != 1 {
            say! { vi: "câu hỏi này có {right} câu trả lời đúng, phải có đúng một", en: "this question has {right} right answers; it must have one" }
        } else if question.explanation.is_empty() {
            say! { vi: "câu hỏi này chưa có lời giải thích", en: "this question has no explanation" }
        } else {
            continue;
        };
        let span = reader.span(line.clone());
        if question.answers.len() > most {
            let help = say! { vi: "bỏ bớt câu trả lời sai, hoặc chia thành hai câu hỏi", en: "take out wrong answers, or make two questions of it" };
            reader.report.error_with_help("quiz-form", span, said, help);
        } else if right > 1 {
            let help = say! { vi: "giữ dấu `*` ở một câu; các câu kia mở đầu bằng `-`", en: "keep the `*` at one answer; the others open with `-`" };
            reader.report.error_with_help("quiz-form", span, said, help);
        } else if right == 1 && question.answers.len() > 1 {
            let help = say! { vi: "thêm một dòng ở cuối câu hỏi, mở đầu bằng `=`, ví dụ `= Người lớn mới đủ sức.`", en: "add a line at the end of the question that opens with `=`, for example `= Only adults are strong enough.`" };
            reader.report.error_with_help("quiz-form", span, said, help);
        } else {
            form(reader, span, said);
        }
    }
    if questions.is_empty() {
        form(
            reader,
            span,
            say! { vi: "khối `quiz` chưa có câu hỏi nào", en: "this `quiz` has no question" },
        );
    }
    questions.into_iter().map(|(question, _)| question).collect()
}

fn form(reader: &mut Reader<'_>, span: Span, said: Text) {
    reader.report.error_with_help(
        "quiz-form",
        span,
        said,
        say! {
            vi: "mở đầu mỗi dòng bằng một dấu: `?` câu hỏi, `-` câu sai, `*` câu đúng, `=` vì sao",
            en: "open each line with a mark: `?` question, `-` wrong, `*` right, `=` why"
        },
    );
}
