//! What is wrong with a text that is no YAML, and what to type instead.
//!
//! The parser's sentence is for programmers, and English. So the line it stopped at is looked at,
//! and the line above, for the few mistakes that people make.

use std::ops::Range;

use super::{FAR, line_from};
use crate::{
    diag::{FileId, Report, Reported, Span, Text},
    foreign::yaml::Fault,
    say,
};

/// So many letters are underlined of a line that may have no end.
const SHOWN: usize = 80;

/// Says what is wrong with a text that starts at byte `offset` of `file`.
pub fn tell(
    report: &mut Report,
    file: FileId,
    text: &str,
    offset: usize,
    fault: &Fault,
) -> Reported {
    let error = match fault {
        Fault::Malformed(error) => error,
        Fault::Much(error) => return much(report, file, text, offset, Some(error)),
        Fault::Broken => return much(report, file, text, offset, None),
    };
    let at = stopped_at(text, error);
    let lines = lines(text);
    let number = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
    let line = |number: usize| text.get(lines.get(number)?.clone());
    // A quote or a bracket is missed far below the line that opens it, and a tab is met at the end of
    // the line above.
    let near = [Some(number), number.checked_sub(1), Some(number + 1)].into_iter().flatten();
    let guess = near.chain(0..number).find_map(|number| {
        let (range, what, help) = mistake(line(number)?)?;
        let start = lines.get(number)?.start;
        Some((start + range.start..start + range.end, what, help))
    });
    let (range, what, help) = guess.unwrap_or_else(|| {
        let end =
            text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        (at..end, unknown(error), general())
    });
    let span = Span::new(file, offset + range.start..offset + range.end);
    report.error_with_help("yaml-malformed", span, what, help)
}

/// Words that begin with a mark which YAML takes for itself, so that the first of them is lost:
/// `title: &nước sâu`. `value` is where the parser says that the value stands.
pub fn marked(report: &mut Report, file: FileId, text: &str, offset: usize, value: &Range<usize>) {
    // A line may have no end, and each of its values would be looked for in all of it.
    let near = text.ceil_char_boundary(value.start.saturating_sub(FAR));
    let before = text.get(near..value.start).unwrap_or_default();
    let line = near + before.rfind('\n').map_or(0, |end| end + 1);
    let head = text.get(line..value.start).unwrap_or_default().trim_end();
    let word = head.rfind([' ', '[', ',', '{']).map_or(0, |blank| blank + 1);
    let Some(first) = head.get(word..).and_then(|word| word.chars().next()) else { return };
    if !"&!".contains(first) {
        return;
    }
    let end = value.start + line_from(text, value.start).len();
    let words = text.get(line + word..end).unwrap_or_default().trim_end();
    let key = head.get(..word).unwrap_or_default().trim();
    let quoted = if words.contains(['"', '\\']) {
        format!("{key} '{}'", words.replace('\'', "''"))
    } else {
        format!("{key} \"{words}\"")
    };
    report.error_with_help(
        "yaml-malformed",
        Span::new(file, offset + line + word..offset + line + word + words.len()),
        say! { vi: "dòng chữ mở đầu bằng `{first}`, một dấu có nghĩa riêng", en: "the text begins with `{first}`, which has a meaning of its own" },
        say! { vi: "đặt cả dòng chữ trong ngoặc kép thẳng: `{quoted}`", en: "quote the whole text: `{quoted}`" },
    );
}

/// Says that a text holds more than a person writes, where the reader stopped if that is known.
fn much(
    report: &mut Report,
    file: FileId,
    text: &str,
    offset: usize,
    error: Option<&serde_yaml::Error>,
) -> Reported {
    let at = error.map_or(0, |error| stopped_at(text, error));
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let shown: usize = line.chars().take(SHOWN).map(char::len_utf8).sum();
    report.error_with_help(
        "yaml-malformed",
        Span::new(file, offset + at..offset + at + shown),
        say! {
            vi: "tệp này dài quá, lồng nhau quá nhiều lớp hoặc dùng lại `*tên` quá nhiều lần",
            en: "this file is too long or too deep, or uses a `*name` again too often"
        },
        say! {
            vi: "bỏ bớt dấu `[`, `{{`, `&`, `*` và dòng thừa; có lẽ đây là tệp khác bị đổi tên",
            en: "remove brackets, `&` and `*`, and what is not needed; it may be another file under a wrong name"
        },
    )
}

/// The byte that the parser stopped at, inside the text and on a letter border.
fn stopped_at(text: &str, error: &serde_yaml::Error) -> usize {
    let at = error.location().map_or(0, |location| match location.span().byte_offset() {
        Some(byte) => usize::try_from(byte).unwrap_or(usize::MAX),
        None => {
            let line = usize::try_from(location.line()).unwrap_or(1).max(1) - 1;
            let column = usize::try_from(location.column()).unwrap_or(1).max(1) - 1;
            let start = lines(text).get(line).map_or(text.len(), |line| line.start);
            let rest = text.get(start..).unwrap_or_default();
            start + rest.char_indices().nth(column).map_or(rest.len(), |(byte, _)| byte)
        }
    });
    // It points one past the end when a quote or bracket is never closed.
    let at = at.min(text.trim_end().len().saturating_sub(1));
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = start..start + line.trim_end_matches(['\r', '\n']).len();
            start += line.len();
            range
        })
        .collect()
}

/// The mistake that a line shows, if it shows one: where, what, and what to type.
fn mistake(line: &str) -> Option<(Range<usize>, Text, Text)> {
    let words = line.trim_start();
    let indent = line.len() - words.len();
    let end = line.trim_end().len();
    if words.is_empty() || words.starts_with('#') {
        return None;
    }
    if line.get(..indent)?.contains('\t') {
        return Some((
            0..indent,
            say! { vi: "đầu dòng thụt vào bằng phím Tab", en: "the line is indented with a tab" },
            say! { vi: "xóa khoảng trống đầu dòng rồi gõ dấu cách, thẳng hàng với các dòng bên cạnh", en: "remove the blank before the words and type spaces" },
        ));
    }
    if line.get(..indent)?.contains('\u{a0}') {
        return Some((
            0..indent,
            say! { vi: "đầu dòng có khoảng trắng lạ, thường do chép từ Word hay trang mạng", en: "the line is indented with a no-break space, as copied from a document" },
            say! { vi: "xóa khoảng trống đầu dòng rồi gõ dấu cách, thẳng hàng với các dòng bên cạnh", en: "remove the blank before the words and type spaces" },
        ));
    }
    if words.starts_with("---") {
        return Some((
            indent..end,
            say! { vi: "dòng `---` cắt tệp làm hai", en: "the line `---` cuts the file in two" },
            say! { vi: "bỏ dòng này; `---` chỉ đứng trước và sau phần đầu của bài", en: "remove it; `---` only stands around the front matter of a lesson" },
        ));
    }
    let start = indent + (words.len() - words.trim_start_matches("- ").trim_start().len());
    let item = line.get(start..end)?;
    let (key, after) = item.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    if !is_key {
        return None;
    }
    let value = after.trim_start();
    if !after.is_empty() && value.len() == after.len() {
        return Some((
            start..end,
            say! { vi: "sau dấu hai chấm thiếu một dấu cách", en: "there is no space after the colon" },
            say! { vi: "viết `{key}: {value}`", en: "write `{key}: {value}`" },
        ));
    }
    let (what, help) = in_value(key, value)?;
    Some((end - value.len()..end, what, help))
}

/// What is wrong with the value of a field.
fn in_value(key: &str, value: &str) -> Option<(Text, Text)> {
    let quoted = if value.contains('"') || value.contains('\\') {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    };
    let whole = say! { vi: "đặt cả dòng chữ trong ngoặc kép thẳng: `{key}: {quoted}`", en: "quote the whole text: `{key}: {quoted}`" };
    let first = value.chars().next()?;
    match first {
        '"' | '\'' => {
            let Some((inside, rest)) = value.get(1..)?.split_once(first) else {
                return Some((
                    say! { vi: "dấu ngoặc `{first}` mở ra mà không đóng lại", en: "the quote `{first}` is opened and never closed" },
                    say! { vi: "thêm `{first}` ở cuối: `{key}: {value}{first}`", en: "add `{first}` at the end: `{key}: {value}{first}`" },
                ));
            };
            let rest = rest.trim_start();
            if first == '"' && inside.contains('\\') {
                return Some((
                    say! { vi: "dấu `\\` trong ngoặc kép có nghĩa riêng", en: "a `\\` has a meaning of its own within double quotes" },
                    say! { vi: "dùng ngoặc đơn: `{key}: '{inside}'`", en: "use single quotes: `{key}: '{inside}'`" },
                ));
            }
            (!rest.is_empty() && !rest.starts_with('#')).then(|| {
                let quoted = format!("'{}'", value.replace('\'', "''"));
                (
                    say! { vi: "có chữ sau dấu ngoặc đóng", en: "there are words after the closing quote" },
                    say! { vi: "đặt cả dòng chữ trong ngoặc đơn: `{key}: {quoted}`", en: "put the whole text in single quotes: `{key}: {quoted}`" },
                )
            })
        }
        '[' | '{' => {
            let last = if first == '[' { ']' } else { '}' };
            let opened = value.matches(first).count();
            let closed = value.matches(last).count();
            if closed < opened {
                return Some((
                    say! { vi: "dấu `{first}` mở ra mà không đóng lại", en: "the `{first}` is opened and never closed" },
                    say! { vi: "thêm `{last}` ở cuối: `{key}: {value}{last}`", en: "add `{last}` at the end: `{key}: {value}{last}`" },
                ));
            }
            let (_, rest) = value.rsplit_once(last)?;
            let rest = rest.trim_start();
            (!rest.is_empty() && !rest.starts_with('#')).then(|| {
                (say! { vi: "có chữ sau dấu `{last}`", en: "there are words after the `{last}`" }, whole)
            })
        }
        '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}' | '?' | '-'
            if value.len() > 1 =>
        {
            Some((
                say! { vi: "dòng chữ mở đầu bằng `{first}`, một dấu có nghĩa riêng", en: "the text begins with `{first}`, which has a meaning of its own" },
                whole,
            ))
        }
        _ if value.contains(": ") || value.ends_with(':') => Some((
            say! { vi: "trong dòng chữ có dấu hai chấm, nên máy hiểu lầm thành tên của một mục", en: "there is a colon within the text, so what stands before it is taken for the name of a field" },
            whole,
        )),
        _ => None,
    }
}

fn unknown(error: &serde_yaml::Error) -> Text {
    let said = error.without_snippet().to_string();
    let said = said.split(" at line ").next().unwrap_or_default().replace('\n', " ");
    say! {
        vi: "từ đây tệp không còn đúng dạng `tên: giá trị`",
        en: "from here on the file is not lines of `name: value` ({said})"
    }
}

fn general() -> Text {
    say! {
        vi: "mỗi dòng viết `tên: giá trị`; các dòng cùng nhóm thụt vào bằng nhau; dòng chữ có dấu `:` hoặc `#` đặt trong ngoặc kép",
        en: "write each line as `name: value`; indent the lines of a group alike; put text that holds `:` or `#` in double quotes"
    }
}
