//! The parts of a lesson: its body, cut at its headings.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Span, Text},
    load::markdown::{self, Top},
    model::{
        Block, BlockKind, Part, Role,
        block::{Pair, plain},
        lesson::Short,
    },
    say,
};

/// The parts that every lesson has.
const ALWAYS: [Role; 5] = [Role::Why, Role::Do, Role::Dont, Role::Happens, Role::Call];

/// What the body of a text says.
pub struct Body {
    /// Its parts, in the order in which they are written.
    pub parts: Vec<Part>,
    /// Whether all of it could be read, so that what is missing is surely missing.
    pub whole: bool,
    /// Its short forms, as for a message.
    pub shorts: BTreeMap<Short, (Vec<Block>, Span)>,
}

/// Cuts the body at its headings of level 2.
pub fn read(report: &mut Report, file: FileId, body: &str, offset: usize, folder: &str) -> Body {
    let mut parts: Vec<Part> = Vec::new();
    let mut shorts = BTreeMap::new();
    // Blocks under a heading whose role is not known are read, then dropped with their heading.
    let mut dropping = false;
    let tops = markdown::blocks(report, file, body, offset, folder);
    let named = tops.iter().filter_map(|top| top.id.as_deref());
    let taken: Vec<Role> = named.filter_map(Role::of_key).collect();
    // Of a text in which blocks are nested too deep nothing is read.
    let mut whole = !tops.is_empty() || body.trim().is_empty();
    for Top { block, span, id, short } in tops {
        if let Some(short) =
            short.and_then(|name| Short::ALL.into_iter().find(|short| short.key() == name))
        {
            let BlockKind::Quote(blocks) = block.kind else { continue };
            if let Some((_, first)) = shorts.insert(short, (blocks, span)) {
                duplicate(report, short.key(), span, first);
            }
            continue;
        }
        match block.kind {
            BlockKind::Heading { level: 1 | 2, text } => {
                let at = block.span.range();
                let whole_heading = body.get(at.start - offset..at.end - offset);
                let below =
                    whole_heading.and_then(|text| text.lines().nth(1).and(text.lines().last()));
                let below = below.map(str::trim_start).unwrap_or_default();
                let signs = if below.starts_with("--") {
                    Some("---")
                } else {
                    below.starts_with("==").then_some("===")
                };
                if let (None, Some(signs), false) = (&id, signs, parts.is_empty()) {
                    underlined_sentence(report, span, signs);
                    if let Some(part) = parts.last_mut().filter(|_| !dropping) {
                        part.blocks.push(Block::new(BlockKind::Paragraph(text), block.span));
                    }
                    continue;
                }
                let role = role(report, span, id.as_deref(), &taken);
                dropping = role.is_none();
                whole &= !dropping;
                let Some(role) = role else { continue };
                if let Some(first) = parts.iter().find(|part| part.role == role) {
                    let lacks = ALWAYS.into_iter().find(|role| !taken.contains(role));
                    // One of the two surely is the part that is missing.
                    whole &= lacks.is_none();
                    twice(report, role, span, first.span, lacks);
                } else if let Some(later) = parts.iter().find(|part| part.role > role) {
                    out_of_order(report, span, role, later);
                }
                parts.push(Part { role, title: text, blocks: Vec::new(), span });
            }
            kind => match parts.last_mut() {
                Some(part) if !dropping => {
                    part.blocks.push(Block::new(lower(report, part.role, kind), block.span));
                }
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
    Body { parts, whole, shorts }
}

/// Reports a sentence with a line of signs right below it, which make a heading of it.
fn underlined_sentence(report: &mut Report, span: Span, signs: &str) {
    report.error_with_help(
        "part-unknown",
        span,
        say! { vi: "dòng `{signs}` ngay dưới câu này biến câu thành đề mục", en: "the line `{signs}` right below this sentence makes a heading of it" },
        say! { vi: "muốn có đề mục nhỏ thì xóa dòng `{signs}` và mở câu bằng `### `; muốn kẻ ngang thì để trống một dòng rồi gõ `---`", en: "for a small heading delete the `{signs}` and open the sentence with `### `; for a rule leave a line empty and type `---`" },
    );
}

/// The part that a heading opens. For a misspelt name it is the nearest one, so that the part is
/// not reported as missing too: of those that no other heading opens, if one is near.
fn role(report: &mut Report, span: Span, id: Option<&str>, taken: &[Role]) -> Option<Role> {
    let Text { vi, en } = names();
    let free = || Role::ALL.into_iter().filter(|role| !taken.contains(role)).map(Role::key);
    let Some(id) = id else {
        let example = free().next().unwrap_or("do");
        report.error_with_help(
            "part-unknown",
            span,
            say! { vi: "đề mục này chưa ghi phần nào của bài", en: "this heading does not say which part of the lesson it opens" },
            say! { vi: "thêm tên phần vào cuối dòng, ví dụ `{{#{example}}}`; các phần: {vi}", en: "add the part's name at the end, for example `{{#{example}}}`; the parts: {en}" },
        );
        return None;
    };
    if let Some(role) = Role::of_key(id) {
        return Some(role);
    }
    let near = |known: Vec<&'static str>| report.nearest("part-unknown", span, id, known);
    let near = near(free().collect()).or_else(|| near(Role::ALL.map(Role::key).to_vec()));
    let help = match near {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `{{#{near}}}`?", en: "did you mean `{{#{near}}}`?" }
        }
        None => {
            say! { vi: "các phần có thể dùng: {vi}", en: "the parts there are: {en}" }
        }
    };
    report.error_with_help(
        "part-unknown",
        span,
        say! { vi: "không có phần tên `{id}`", en: "there is no part `{id}`" },
        help,
    );
    near.and_then(Role::of_key)
}

/// The names of all parts, each with what it says.
fn names() -> Text {
    let all = Role::ALL.map(|role| {
        let Text { vi, en } = match role {
            Role::Why => say! { vi: "vì sao", en: "why it matters" },
            Role::Do => say! { vi: "cần làm gì", en: "what to do" },
            Role::Dont => say! { vi: "nên và đừng", en: "do and do not" },
            Role::Here => say! { vi: "nơi mình ở", en: "in this place" },
            Role::Happens => say! { vi: "khi chuyện xảy ra", en: "if it happens" },
            Role::Call => say! { vi: "gọi ai", en: "whom to call" },
            Role::Checklist => say! { vi: "danh sách để đánh dấu", en: "what to tick off" },
            Role::Talk => say! { vi: "nói ở buổi họp dân", en: "at the village meeting" },
            Role::Activity => say! { vi: "hoạt động trên lớp", en: "in class" },
            Role::Quiz => say! { vi: "câu hỏi", en: "questions" },
        };
        let key = role.key();
        say! { vi: "`{key}` {vi}", en: "`{key}` {en}" }
    });
    Text {
        vi: all.iter().map(|text| &*text.vi).collect::<Vec<_>>().join(", ").into(),
        en: all.iter().map(|text| &*text.en).collect::<Vec<_>>().join(", ").into(),
    }
}

/// Reports a part that is there twice, and the part that one of the two may be.
fn twice(report: &mut Report, role: Role, span: Span, first: Span, lacks: Option<Role>) {
    let Some(lacks) = lacks.map(Role::key) else {
        return duplicate(report, role.key(), span, first);
    };
    let name = role.key();
    report.error_with_related(
        "part-duplicate",
        span,
        say! { vi: "phần `{name}` có hai lần, mà phần `{lacks}` thì thiếu", en: "the part `{name}` stands twice, and `{lacks}` is missing" },
        say! { vi: "đề mục nào trong hai đề mục này gõ nhầm tên phần thì sửa thành `{{#{lacks}}}`", en: "if one of the two headings has the wrong name, write `{{#{lacks}}}` there" },
        [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
    );
}

fn duplicate(report: &mut Report, name: &str, span: Span, first: Span) {
    report.error_with_related(
        "part-duplicate",
        span,
        say! { vi: "phần `{name}` có hai lần", en: "the part `{name}` stands twice" },
        say! { vi: "gộp hai phần làm một", en: "make one part of the two" },
        [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
    );
}

fn out_of_order(report: &mut Report, span: Span, role: Role, later: &Part) {
    let (role, after) = (role.key(), later.role.key());
    let order = Role::ALL.map(Role::key).join(", ");
    report.error_with_related(
        "part-order",
        span,
        say! { vi: "phần `{role}` phải đứng trước phần `{after}`", en: "the part `{role}` must come before `{after}`" },
        say! { vi: "chuyển phần này lên trên; thứ tự các phần: {order}", en: "move it up; the order of parts: {order}" },
        [(later.span, say! { vi: "phần `{after}` ở đây", en: "`{after}` is here" })],
    );
}

fn is_half(pair: &Pair) -> bool {
    [&pair.yes, &pair.no].into_iter().any(|cell| plain(cell).trim().is_empty())
}

/// In the part `dont` a table of two columns is a list of pairs. A pair with one side would be printed
/// as an empty box.
fn lower(report: &mut Report, role: Role, kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Table { head, rows, .. }
            if role == Role::Dont
                && matches!(head.cells.as_slice(), [yes, _] if !plain(yes).is_empty()) =>
        {
            let mut head = head.cells.into_iter();
            let (yes, no) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
            let pairs: Vec<Pair> = rows
                .into_iter()
                .map(|row| {
                    let mut cells = row.cells.into_iter();
                    Pair {
                        yes: cells.next().unwrap_or_default(),
                        no: cells.next().unwrap_or_default(),
                        span: row.span,
                    }
                })
                .collect();
            for Pair { span, .. } in pairs.iter().filter(|pair| is_half(pair)) {
                // That a cell is missing is the same mistake.
                report.take_back(|found| found.code == "row-cells" && found.span == Some(*span));
                report.error_with_help(
                    "pair-half",
                    *span,
                    say! { vi: "hàng này chỉ có một ô có chữ, nên sẽ in ra một ô trống", en: "one cell of this row is empty, and would be printed as an empty box" },
                    say! { vi: "viết đủ hai ô: `| việc nên làm | việc không nên làm |`", en: "fill in both: `| what to do | what not to do |`" },
                );
            }
            BlockKind::Pairs { yes, no, pairs }
        }
        other => other,
    }
}
