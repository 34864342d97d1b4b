//! Text → a tree with spans → typed values, every mistake on the way a diagnostic.
//!
//! Deserialising into a struct would stop at the first mistake of a file, and untyped YAML loses
//! leading zeros and turns `no` into a boolean. So a file becomes a [`Node`] tree whose
//! scalars are text, and [`Fields`] reads it field by field.

use std::{collections::BTreeMap, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Options, Spanned};

use crate::{
    diag::{FileId, Report, Reported, Span, nearest},
    model::{Date, Lang, fold::nfc},
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
    match serde_yaml::from_str_with_options::<Raw>(text, Options::default()) {
        Ok(raw) => Ok(raw.into_node(file, text, offset)),
        Err(error) => {
            let range = error.location().map_or(0..0, |location| byte_range(&location));
            // The parser points one past the end when a quote or bracket is never closed.
            let start = range.start.min(text.trim_end().len().saturating_sub(1));
            let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.chars().next().map_or(start, |c| start + c.len_utf8());
            let said = error.without_snippet().to_string();
            let said = said.split(" at line ").next().unwrap_or_default().replace('\n', " ");
            Err(report.error_with_help(
                "yaml-malformed",
                Span::new(file, offset + start..offset + end.max(start)),
                say! { vi: "đoạn này không đúng cú pháp YAML ({said})", en: "this is not valid YAML ({said})" },
                say! {
                    vi: "mỗi dòng viết `tên: giá trị`; giá trị có dấu `:` hoặc `#` thì đặt trong ngoặc kép, ví dụ `title: \"Nước: nhìn kỹ\"`; thụt đầu dòng bằng dấu cách, không dùng phím Tab",
                    en: "write each line as `name: value`; put a value that holds `:` or `#` in double quotes, for example `title: \"Water: look\"`; indent with spaces, not tabs",
                },
            ))
        }
    }
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
    fn into_node(self, file: FileId, text: &str, offset: usize) -> Node {
        let range = byte_range(&self.0.referenced);
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            RawValue::Text(words) => Value::Text(nfc(&words)),
            RawValue::AsTyped => {
                Value::Text(nfc(text.get(range.clone()).unwrap_or_default().trim()))
            }
            RawValue::List(items) => Value::List(
                items.into_iter().map(|item| item.into_node(file, text, offset)).collect(),
            ),
            RawValue::Map(pairs) => Value::Map(
                pairs
                    .into_iter()
                    .map(|(key, value)| {
                        (key.into_node(file, text, offset), value.into_node(file, text, offset))
                    })
                    .collect(),
            ),
        };
        let shown = match &value {
            // A whole block would underline half the file; its first line is enough.
            Value::List(_) | Value::Map(_) => {
                let first =
                    text.get(range.clone()).and_then(|all| all.lines().next()).map_or(0, str::len);
                range.start..range.start + first
            }
            Value::Null | Value::Text(_) => range,
        };
        Node { value, span: Span::new(file, offset + shown.start..offset + shown.end) }
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

impl Node {
    /// The scalar, or a diagnostic that says one was wanted.
    pub fn text(&self, report: &mut Report, name: &str) -> Result<&str, Reported> {
        match &self.value {
            Value::Text(text) => Ok(text),
            Value::Null => Err(report.error(
                "field-empty",
                self.span,
                say! { vi: "`{name}` còn để trống", en: "`{name}` is empty" },
            )),
            Value::List(_) | Value::Map(_) => Err(report.error_with_help(
                "field-type",
                self.span,
                say! { vi: "`{name}` phải là một dòng chữ", en: "`{name}` must be one line of text" },
                say! { vi: "viết `{name}: …` trên một dòng", en: "write `{name}: …` on one line" },
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

/// A mapping being read: what was asked for is known, what is left over is a mistake.
pub struct Fields<'a> {
    /// What the mapping is, for messages.
    what: &'a str,
    span: Span,
    pairs: &'a [(Node, Node)],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Starts reading a mapping.
    pub fn new(report: &mut Report, node: &'a Node, what: &'a str) -> Result<Self, Reported> {
        match &node.value {
            Value::Map(pairs) => Ok(Self { what, span: node.span, pairs, asked: Vec::new() }),
            Value::Null => Ok(Self { what, span: node.span, pairs: &[], asked: Vec::new() }),
            Value::Text(_) | Value::List(_) => Err(report.error_with_help(
                "field-type",
                node.span,
                say! { vi: "{what} phải gồm các dòng `tên: giá trị`", en: "{what} must be lines of `name: value`" },
                say! { vi: "viết mỗi mục một dòng, sau tên là dấu hai chấm và một dấu cách", en: "write one item a line: the name, a colon, a space, the value" },
            )),
        }
    }

    /// The value of a field, if it is there and not empty.
    pub fn optional(&mut self, name: &'static str) -> Option<&'a Node> {
        self.asked.push(name);
        self.pairs
            .iter()
            .find(|(key, _)| matches!(&key.value, Value::Text(text) if text == name))
            .map(|(_, value)| value)
            .filter(|value| !matches!(value.value, Value::Null))
    }

    /// The value of a field that must be there.
    pub fn required(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<&'a Node, Reported> {
        match self.optional(name) {
            Some(node) => Ok(node),
            None => {
                let what = self.what;
                Err(report.error_with_help(
                    "field-missing",
                    self.span,
                    say! { vi: "{what} thiếu `{name}`", en: "{what} lacks `{name}`" },
                    say! { vi: "thêm dòng `{name}: …`", en: "add the line `{name}: …`" },
                ))
            }
        }
    }

    /// A line of text that must be there.
    pub fn text(&mut self, report: &mut Report, name: &'static str) -> Result<String, Reported> {
        let node = self.required(report, name)?;
        node.text(report, name).map(str::to_owned)
    }

    /// A line of text, empty if it is not there.
    pub fn text_or_empty(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<String, Reported> {
        match self.optional(name) {
            Some(node) => node.text(report, name).map(str::to_owned),
            None => Ok(String::new()),
        }
    }

    /// A list of lines, empty if it is not there.
    pub fn texts(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<Vec<String>, Reported> {
        let Some(node) = self.optional(name) else { return Ok(Vec::new()) };
        let items = node.items(report, name)?;
        // Every item is read before the first mistake ends the list, so that all are told.
        let read: Vec<_> =
            items.iter().map(|item| item.text(report, name).map(str::to_owned)).collect();
        read.into_iter().collect()
    }

    /// `true` or `false`, `false` if it is not there.
    pub fn flag(&mut self, report: &mut Report, name: &'static str) -> Result<bool, Reported> {
        match self.optional(name) {
            None => Ok(false),
            Some(node) => choice(report, node, name, &[("true", true), ("false", false)]),
        }
    }

    /// One of a fixed list of words that must be there.
    pub fn choice<T: Copy>(
        &mut self,
        report: &mut Report,
        name: &'static str,
        choices: &[(&str, T)],
    ) -> Result<T, Reported> {
        let node = self.required(report, name)?;
        choice(report, node, name, choices)
    }

    /// A day that must be there.
    pub fn date(&mut self, report: &mut Report, name: &'static str) -> Result<Date, Reported> {
        let node = self.required(report, name)?;
        date(report, node, name)
    }

    /// A day, if it is there.
    pub fn optional_date(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<Option<Date>, Reported> {
        self.optional(name).map(|node| date(report, node, name)).transpose()
    }

    /// A line by language: `{ vi: …, en: … }`, or one line for the first language.
    pub fn by_lang(
        &mut self,
        report: &mut Report,
        name: &'static str,
        first: &Lang,
    ) -> Result<BTreeMap<Lang, String>, Reported> {
        let node = self.required(report, name)?;
        by_lang(report, node, name, first)
    }

    /// Says which fields are not known, with the nearest real name.
    pub fn finish(self, report: &mut Report) {
        for (key, _) in self.pairs {
            let Value::Text(name) = &key.value else { continue };
            if self.asked.iter().any(|asked| asked == name) {
                continue;
            }
            let what = self.what;
            let text =
                say! { vi: "{what} không có mục `{name}`", en: "{what} has no field `{name}`" };
            let help = match nearest(name, self.asked.iter().copied()) {
                Some(near) => {
                    say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                }
                None => {
                    let known = self.asked.join(", ");
                    say! { vi: "các mục có thể dùng: {known}", en: "the fields there are: {known}" }
                }
            };
            report.error_with_help("field-unknown", key.span, text, help);
        }
    }
}

/// One of a fixed list of words.
pub fn choice<T: Copy>(
    report: &mut Report,
    node: &Node,
    name: &str,
    choices: &[(&str, T)],
) -> Result<T, Reported> {
    let typed = node.text(report, name)?;
    match choices.iter().find(|(word, _)| *word == typed) {
        Some((_, value)) => Ok(*value),
        None => {
            let known = choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            Err(report.error_with_help(
                "field-choice",
                node.span,
                say! { vi: "`{name}` không nhận `{typed}`", en: "`{name}` cannot be `{typed}`" },
                say! { vi: "chọn một trong: {known}", en: "choose one of: {known}" },
            ))
        }
    }
}

/// A day, written `2026-11-23`.
pub fn date(report: &mut Report, node: &Node, name: &str) -> Result<Date, Reported> {
    let typed = node.text(report, name)?;
    typed.parse().map_err(|_| {
        report.error_with_help(
            "date-malformed",
            node.span,
            say! { vi: "`{name}` phải là một ngày, không phải `{typed}`", en: "`{name}` must be a day, not `{typed}`" },
            say! { vi: "viết năm-tháng-ngày, ví dụ `2026-11-23`", en: "write year-month-day, for example `2026-11-23`" },
        )
    })
}

/// A line by language, or one line for the first language.
pub fn by_lang(
    report: &mut Report,
    node: &Node,
    name: &str,
    first: &Lang,
) -> Result<BTreeMap<Lang, String>, Reported> {
    match &node.value {
        Value::Map(pairs) => {
            let mut lines = BTreeMap::new();
            for (key, value) in pairs {
                let lang = key.text(report, name)?;
                lines.insert(Lang::new(lang), value.text(report, name)?.to_owned());
            }
            if !lines.contains_key(first) {
                return Err(report.error_with_help(
                    "field-missing",
                    node.span,
                    say! { vi: "`{name}` chưa có chữ cho ngôn ngữ đầu tiên, `{first}`", en: "`{name}` has no text in the first language, `{first}`" },
                    say! { vi: "thêm `{first}: …`", en: "add `{first}: …`" },
                ));
            }
            Ok(lines)
        }
        Value::Null | Value::Text(_) | Value::List(_) => {
            Ok(BTreeMap::from([(first.clone(), node.text(report, name)?.to_owned())]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

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
