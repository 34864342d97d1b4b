//! Mappings read field by field: every mistake is told, what nobody asked for too.

use std::collections::BTreeMap;

use super::{Node, Value, empty};
use crate::{
    diag::{Report, Reported, Span, Text, nearest},
    load::plain,
    model::{Date, Lang},
    say,
};

/// A mapping being read: what was asked for is known, what is left over is a mistake.
pub struct Fields<'a> {
    /// What the mapping is, for messages.
    what: Text,
    span: Span,
    pairs: &'a [(Node, Node)],
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Starts reading a mapping.
    pub fn new(report: &mut Report, node: &'a Node, what: Text) -> Result<Self, Reported> {
        Self::at(report, node, node.span, what)
    }

    /// Starts reading a mapping; what it lacks is told at `span`, where it is named.
    pub fn at(
        report: &mut Report,
        node: &'a Node,
        span: Span,
        what: Text,
    ) -> Result<Self, Reported> {
        match &node.value {
            Value::Map(pairs) => Ok(Self { what, span, pairs, asked: Vec::new() }),
            Value::Null => Ok(Self { what, span, pairs: &[], asked: Vec::new() }),
            Value::Text(_) | Value::List(_) => {
                let Text { vi, en } = what;
                Err(report.error_with_help(
                    "field-type",
                    node.span,
                    say! { vi: "{vi} phải gồm các dòng `tên: giá trị`", en: "{en} must be lines of `name: value`" },
                    say! { vi: "viết mỗi mục một dòng, sau tên là dấu hai chấm và một dấu cách", en: "write one item a line: the name, a colon, a space, the value" },
                ))
            }
        }
    }

    fn find(&self, name: &str) -> Option<&'a (Node, Node)> {
        self.pairs.iter().find(|(key, _)| matches!(&key.value, Value::Text(text) if text == name))
    }

    /// Whether a field is there, even if it is empty.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The value of a field, if it is there and not empty.
    pub fn optional(&mut self, name: &'static str) -> Option<&'a Node> {
        self.asked.push(name);
        self.find(name).map(|(_, value)| value).filter(|value| !matches!(value.value, Value::Null))
    }

    /// The value of a field that must be there.
    pub fn required(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<&'a Node, Reported> {
        if let Some(node) = self.optional(name) {
            return Ok(node);
        }
        if let Some((key, _)) = self.find(name) {
            return Err(empty(report, key.span, name));
        }
        let Text { vi, en } = &self.what;
        Err(report.error_with_help(
            "field-missing",
            self.span,
            say! { vi: "{vi} thiếu mục `{name}`", en: "{en} lacks `{name}`" },
            say! { vi: "thêm dòng `{name}: …`", en: "add the line `{name}: …`" },
        ))
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
            Some(Node { value: Value::Text(text), .. }) => Ok(text.clone()),
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
        Ok(self.spanned_texts(report, name)?.into_iter().map(|(text, _)| text).collect())
    }

    /// A list of lines and where each stands, empty if it is not there.
    pub fn spanned_texts(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<Vec<(String, Span)>, Reported> {
        let Some(node) = self.optional(name) else { return Ok(Vec::new()) };
        let items = node.items(report, name)?;
        // Every item is read before the first mistake ends the list, so that all are told.
        let read: Vec<_> = items
            .iter()
            .map(|item| item.text(report, name).map(|text| (text.to_owned(), item.span)))
            .collect();
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
            let Text { vi, en } = &self.what;
            let text = say! { vi: "{vi} không có mục `{name}`", en: "{en} has no field `{name}`" };
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
        None => Err(report.error_with_help(
            "field-choice",
            node.span,
            say! { vi: "`{name}` không nhận `{typed}`", en: "`{name}` cannot be `{typed}`" },
            one_of(typed, choices),
        )),
    }
}

/// Which words could be meant.
pub fn one_of<T>(typed: &str, choices: &[(&str, T)]) -> Text {
    let known = || choices.iter().map(|(word, _)| *word);
    if let Some(near) = nearest(typed, known()) {
        return say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" };
    }
    let list = known().collect::<Vec<_>>().join(", ");
    say! { vi: "chọn một trong: {list}", en: "choose one of: {list}" }
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
                plain::check_node(report, value);
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
            plain::check_node(report, node);
            Ok(BTreeMap::from([(first.clone(), node.text(report, name)?.to_owned())]))
        }
    }
}
