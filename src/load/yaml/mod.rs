//! Text → a tree with spans → typed values, every mistake on the way a diagnostic.
//!
//! Deserialising into a struct would stop at the first mistake of a file, and untyped YAML loses
//! leading zeros and turns `no` into a boolean. So a file becomes a [`Node`] tree whose
//! scalars are text, and [`Fields`] reads it field by field.

mod blanks;
mod fields;
mod malformed;
mod spoken;

use std::{collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{
    Options, Spanned,
    options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy},
};

pub use fields::{Fields, by_lang, choice, one_of, texts, words_of};
pub use spoken::choice_meant;

use crate::{
    diag::{FileId, Report, Reported, Sources, Span},
    foreign::yaml as foreign,
    load::{characters, long},
    model::fold::nfc,
    say,
};

/// A YAML value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it is.
    pub span: Span,
}

/// What a node holds. Scalars are text as it was typed.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing after the colon, or `null`.
    Null,
    /// A scalar, normalised to form C.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<(Node, Node)>),
}

/// Reads a YAML text that starts at byte `offset` of `file`.
pub fn parse(
    report: &mut Report,
    file: FileId,
    text: &str,
    offset: usize,
) -> Result<Node, Reported> {
    if text.trim().is_empty() {
        return Ok(Node { value: Value::Map(Vec::new()), span: Span::new(file, offset..offset) });
    }
    let text = &*blanks::plain(text);
    match foreign::read::<Raw>(text, options()) {
        Ok(raw) => Ok(raw.into_node(report, file, text, offset)),
        Err(fault) => Err(malformed::tell(report, file, text, offset, &fault)),
    }
}

/// A YAML text as a tree with places, for whoever changes a value of it. Nothing comes back of a text
/// that is malformed.
pub fn tree(text: &str) -> Option<Node> {
    let mut report = Report::new();
    let file = Sources::default().add("", "");
    let comments = text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
    let text = if comments { "" } else { text };
    parse(&mut report, file, text, 0).ok()
}

/// Nothing is merged, dropped or refused that a person could have meant: what stands twice is
/// told by [`Raw::into_node`], with both places.
fn options() -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.non_finite_float_policy = NonFiniteFloatPolicy::PassThrough;
    options
}

fn byte_range(location: &serde_yaml::Location) -> std::ops::Range<usize> {
    let span = location.span();
    let number = |found: Option<u64>| found.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = number(span.byte_offset());
    start..start + number(span.byte_len())
}

/// The tree as the parser gives it: numbers and booleans are looked up in the source again.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    Text(String),
    AsTyped,
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl Raw {
    fn into_node(self, report: &mut Report, file: FileId, text: &str, offset: usize) -> Node {
        let range = byte_range(&self.0.referenced);
        let typed = text.get(range.clone()).unwrap_or_default();
        malformed::marked(report, file, text, offset, &range);
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            RawValue::Text(words) => Value::Text(nfc(&words)),
            RawValue::AsTyped => Value::Text(nfc(typed.trim())),
            RawValue::List(items) => Value::List(
                items.into_iter().map(|item| item.into_node(report, file, text, offset)).collect(),
            ),
            RawValue::Map(pairs) => {
                let (mut read, mut seen) = (Vec::new(), BTreeMap::new());
                for (key, value) in pairs {
                    let key = key.into_node(report, file, text, offset);
                    let value = value.into_node(report, file, text, offset);
                    twice(report, &mut seen, &key);
                    read.push((key, value));
                }
                Value::Map(read)
            }
        };
        let shown = match &value {
            // A whole block would underline half the file; its first line is enough.
            Value::List(_) | Value::Map(_) => {
                let line = line_from(text, range.start);
                range.start..range.start + line.trim_end().len()
            }
            Value::Null | Value::Text(_) => range.start..range.start + typed.trim_end().len(),
        };
        if let Value::Text(words) = &value {
            let span = Span::new(file, offset + shown.start..offset + shown.end);
            characters::check_words(report, span, typed, words);
            long::check(report, words, span);
            dropped(report, file, text, offset, shown.end);
        }
        Node { value, span: Span::new(file, offset + shown.start..offset + shown.end) }
    }
}

/// As far as anybody looks in a line: one that has no end is not read once for each of its words.
const FAR: usize = 400;

/// The rest of a line from a byte on.
fn line_from(text: &str, at: usize) -> &str {
    let end = text.floor_char_boundary(at.saturating_add(FAR));
    text.get(at..end).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// A field that stands twice: one of the two would be lost.
fn twice(report: &mut Report, earlier: &mut BTreeMap<String, Span>, key: &Node) {
    let Value::Text(name) = &key.value else { return };
    let first = *earlier.entry(name.clone()).or_insert(key.span);
    if first != key.span {
        report.error_with_related(
            "field-duplicate",
            key.span,
            say! { vi: "mục `{name}` có hai lần", en: "`{name}` stands twice" },
            say! { vi: "giữ một mục, bỏ mục kia", en: "keep one and remove the other" },
            [(first, say! { vi: "lần đầu ở đây", en: "first here" })],
        );
    }
}

/// Words after ` #` are a comment. Without a space after it, they were hardly meant as one.
fn dropped(report: &mut Report, file: FileId, text: &str, offset: usize, end: usize) {
    let line = line_from(text, end);
    let comment = line.trim_start();
    let start = end + line.len() - comment.len();
    if start > end
        && comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    {
        let span = Span::new(file, offset + start..offset + start + comment.trim_end().len());
        report
            .warning(
                "text-after-hash",
                span,
                say! { vi: "chữ sau dấu # bị bỏ qua", en: "what follows the # is left out" },
            )
            .help(say! {
                vi: "nếu cần giữ thì đặt cả dòng chữ trong ngoặc kép; nếu là ghi chú thì thêm dấu cách sau #",
                en: "to keep it, put the whole text in double quotes; if it is a comment, put a space after the #"
            });
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::AsTyped)
    }
    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }
    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawValue, D::Error> {
        RawValue::deserialize(deserializer)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(RawValue::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(RawValue::Map(pairs))
    }
}

/// Says that a field is there and holds nothing.
fn empty(report: &mut Report, span: Span, name: &str) -> Reported {
    let called = spoken::field(name).map(|words| format!(" ({words})")).unwrap_or_default();
    report.error_with_help(
        "field-empty",
        span,
        say! { vi: "`{name}`{called} còn để trống", en: "`{name}` is empty" },
        say! { vi: "viết vào sau dấu hai chấm: `{name}: …`", en: "write its value after the colon: `{name}: …`" },
    )
}

/// The words of a sentence with a colon in it, in quotes, if a mapping is one; and whether they stood
/// in curly quotes.
fn sentence(pairs: &[(Node, Node)]) -> Option<(String, bool)> {
    let [(key, value)] = pairs else { return None };
    let (Value::Text(key), Value::Text(value)) = (&key.value, &value.value) else { return None };
    let curly = ['“', '”', '"'];
    let all = format!("{key}: {value}");
    let words = all.trim_matches(curly);
    let quoted = if words.contains(['"', '\\']) {
        format!("'{}'", words.replace('\'', "''"))
    } else {
        format!("\"{words}\"")
    };
    Some((quoted, words != all))
}

impl Node {
    /// The scalar, or a diagnostic that says one was wanted.
    pub fn text(&self, report: &mut Report, name: &str) -> Result<&str, Reported> {
        match &self.value {
            Value::Text(text) if !text.trim().is_empty() => Ok(text),
            Value::Text(_) | Value::Null => Err(empty(report, self.span, name)),
            Value::Map(pairs) if let Some((typed, is_curly)) = sentence(pairs) => {
                let text = if is_curly {
                    say! { vi: "ngoặc cong “ ” của Word không thay được ngoặc kép thẳng, nên dấu hai chấm bên trong bị hiểu lầm", en: "the curly quotes “ ” of Word are no straight ones, so the colon between them is taken for that of a field" }
                } else {
                    say! { vi: "trong dòng chữ có dấu hai chấm, nên máy hiểu lầm thành tên của một mục", en: "there is a colon within the text, so what stands before it is taken for the name of a field" }
                };
                Err(report.error_with_help(
                    "yaml-malformed",
                    self.span,
                    text,
                    say! { vi: "đặt cả dòng chữ trong ngoặc kép thẳng: {typed}", en: "put the whole text in straight quotes: {typed}" },
                ))
            }
            Value::List(items)
                if let [Node { value: Value::Text(words), span }] = items.as_slice()
                    && span.range().start > self.span.range().start + 1 =>
            {
                Err(report.error_with_help(
                    "field-type",
                    self.span,
                    say! { vi: "có hai dấu `-` trước dòng chữ này", en: "two `-` are before this line" },
                    say! { vi: "giữ một dấu: `- {words}`", en: "keep one: `- {words}`" },
                ))
            }
            Value::List(_) | Value::Map(_) => Err(report.error_with_help(
                "field-type",
                self.span,
                say! { vi: "`{name}` phải là một dòng chữ", en: "`{name}` must be one line of text" },
                say! { vi: "viết `{name}: …` trên một dòng; có dấu `[`, `{{` thì đặt trong ngoặc kép", en: "write `{name}: …` on one line; put text with `[` or `{{` in double quotes" },
            )),
        }
    }

    /// The items of a list; a single scalar counts as a list of one.
    pub fn items(&self, report: &mut Report, name: &str) -> Result<Vec<&Node>, Reported> {
        match &self.value {
            Value::List(items) => Ok(items.iter().collect()),
            Value::Null => Ok(Vec::new()),
            Value::Text(_) => Ok(vec![self]),
            Value::Map(_) => Err(report.error_with_help(
                "field-type",
                self.span,
                say! { vi: "`{name}` phải là một danh sách", en: "`{name}` must be a list" },
                say! { vi: "viết `{name}: [một, hai]`", en: "write `{name}: [one, two]`" },
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Node, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("t.yaml", text);
        (parse(&mut Report::new(), file, text, 0).unwrap(), sources)
    }

    #[test]
    fn scalars_keep_what_was_typed() {
        let text =
            "phone: 0912345678\ncode: 00123\nanswer: no\nday: 2026-11-23\nv: 1.10\nđ: \"ế: x\"\n";
        let (node, sources) = read(text);
        let Value::Map(pairs) = &node.value else { panic!() };
        let values: Vec<_> = pairs
            .iter()
            .map(|(_, v)| match &v.value {
                Value::Text(t) => (t.as_str(), sources.slice(v.span)),
                _ => panic!(),
            })
            .collect();
        assert_eq!(
            values,
            [
                ("0912345678", "0912345678"),
                ("00123", "00123"),
                ("no", "no"),
                ("2026-11-23", "2026-11-23"),
                ("1.10", "1.10"),
                ("ế: x", "\"ế: x\""),
            ]
        );
    }

    #[test]
    fn spans_point_at_the_value() {
        let text = "tên: Lộc\nlist: [a, b]\nmap:\n  x: 1\n";
        let (node, sources) = read(text);
        let Value::Map(pairs) = &node.value else { panic!() };
        assert_eq!(sources.slice(pairs[0].0.span), "tên");
        assert_eq!(sources.line_column(pairs[1].1.span), (2, 7));
    }
}
