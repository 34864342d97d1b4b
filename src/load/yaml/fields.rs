//! Mappings read field by field: every mistake is reported, what nobody asked for too.

use std::collections::BTreeMap;

use super::{Node, Value, empty, spoken};
use crate::{
    diag::{Diagnostic, Report, Reported, Span, Text, nearest},
    load::plain,
    model::{Date, Lang, fold},
    say,
};

/// A mapping being read: what was asked for is known, what is left over is a mistake.
pub struct Fields<'a> {
    /// What the mapping is, for messages.
    what: Text,
    span: Span,
    pairs: &'a [(Node, Node)],
    asked: Vec<&'static str>,
    /// Fields that were reported missing.
    missing: Vec<(&'static str, Diagnostic)>,
}

impl<'a> Fields<'a> {
    /// Starts reading a mapping.
    pub fn new(report: &mut Report, node: &'a Node, what: Text) -> Result<Self, Reported> {
        Self::at(report, node, node.span, what)
    }

    /// Starts reading a mapping; what it lacks is reported at `span`, where it is named.
    pub fn at(
        report: &mut Report,
        node: &'a Node,
        span: Span,
        what: Text,
    ) -> Result<Self, Reported> {
        match &node.value {
            Value::Map(pairs) => {
                Ok(Self { what, span, pairs, asked: Vec::new(), missing: Vec::new() })
            }
            Value::Null => {
                Ok(Self { what, span, pairs: &[], asked: Vec::new(), missing: Vec::new() })
            }
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

    /// Where the name of a field is, if it is there.
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.find(name).map(|(key, _)| key.span)
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
        let called = spoken::field(name).map(|words| format!(" ({words})")).unwrap_or_default();
        let reported = report.error_with_help(
            "field-missing",
            self.span,
            say! { vi: "{vi} thiếu mục `{name}`{called}", en: "{en} lacks `{name}`" },
            say! { vi: "thêm dòng `{name}: …`", en: "add the line `{name}: …`" },
        );
        let last = report.diagnostics().last().filter(|last| last.code == "field-missing");
        self.missing.extend(last.map(|last| (name, last.clone())));
        Err(reported)
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

    /// A list of lines and where each is, empty if it is not there.
    pub fn spanned_texts(
        &mut self,
        report: &mut Report,
        name: &'static str,
    ) -> Result<Vec<(String, Span)>, Reported> {
        self.optional(name).map_or_else(|| Ok(Vec::new()), |node| texts(report, node, name))
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

    /// Says which fields are not known, with the real name that is meant. A field that is not known
    /// and means one that is missing is one mistake and not two.
    pub fn finish(mut self, report: &mut Report) {
        for (key, _) in self.pairs {
            let Value::Text(name) = &key.value else { continue };
            if self.asked.iter().any(|asked| asked == name) {
                continue;
            }
            // Of thousands of wrong names nobody reads the last; but what is missing may be any of them.
            let missing = self.missing.iter().map(|(lacks, _)| *lacks);
            let all = if report.is_full("field-unknown", key.span) {
                missing.collect()
            } else {
                self.asked.clone()
            };
            let meant = spoken::field_meant(name, &all).or_else(|| nearest(name, all));
            if let Some(at) = self.missing.iter().position(|(lacks, _)| Some(*lacks) == meant) {
                let (_, diagnostic) = self.missing.remove(at);
                report.take_back(|found| *found == diagnostic);
            }
            let Text { vi, en } = &self.what;
            let is_lower = meant.is_some_and(|meant| meant != name && meant == name.to_lowercase());
            let text = if is_lower {
                say! { vi: "tên mục viết chữ thường, không viết hoa: `{name}`", en: "names of fields are in small letters: `{name}`" }
            } else {
                say! { vi: "{vi} không có mục `{name}`", en: "{en} has no field `{name}`" }
            };
            let help = match meant {
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

/// A list of lines and where each stands.
pub fn texts(
    report: &mut Report,
    node: &Node,
    name: &str,
) -> Result<Vec<(String, Span)>, Reported> {
    let items = node.items(report, name)?;
    // Every item is read before the first mistake ends the list, so that all are reported.
    let read: Vec<_> = items
        .iter()
        .map(|item| item.text(report, name).map(|text| (text.to_owned(), item.span)))
        .collect();
    read.into_iter().collect()
}

/// One of a fixed list of words.
pub fn choice<T: Copy>(
    report: &mut Report,
    node: &Node,
    name: &str,
    choices: &[(&str, T)],
) -> Result<T, Reported> {
    let typed = node.text(report, name)?;
    let exact = choices.iter().find(|(word, _)| *word == typed);
    let spoken = || spoken::choice_meant(name, typed, choices);
    if let Some((_, value)) = exact.or_else(spoken) {
        return Ok(*value);
    }
    let words = choices.iter().map(|(word, _)| (*word, spoken::words(name, word).unwrap_or("")));
    let meant = one_of(report, ("field-choice", node.span), typed, words);
    Err(report.error_with_help(
        "field-choice",
        node.span,
        say! { vi: "`{name}` không nhận `{typed}`", en: "`{name}` cannot be `{typed}`" },
        meant,
    ))
}

/// The words of a field, with what people call them.
pub fn words_of<T>(field: &str, choices: &[(&str, T)]) -> Text {
    listed(choices.iter().map(|(word, _)| (*word, spoken::words(field, word).unwrap_or(""))))
}

/// Which words could be meant, of some with what people call them, for a diagnostic of a code about to
/// be added at a place.
pub fn one_of<'a>(
    report: &Report,
    (code, span): (&'static str, Span),
    typed: &str,
    choices: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Text {
    if report.is_full(code, span) {
        return listed(choices);
    }
    if let Some(near) = nearest(typed, choices.clone().map(|(key, _)| key)) {
        return say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" };
    }
    let typed = fold::key(typed);
    let spoken: Vec<(String, &str)> =
        choices.clone().map(|(key, words)| (fold::key(words), key)).collect();
    if let Some(near) = nearest(&typed, spoken.iter().map(|(words, _)| words.as_str())) {
        let key = spoken.iter().find(|(words, _)| words == near).map_or("", |(_, key)| key);
        return say! { vi: "có phải bạn muốn viết `{key}`?", en: "did you mean `{key}`?" };
    }
    listed(choices)
}

fn listed<'a>(choices: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Text {
    let called = |(key, words): (&str, &str)| {
        if words.is_empty() || words == key { key.to_owned() } else { format!("{key} ({words})") }
    };
    let keys = choices.clone().map(|(key, _)| key).collect::<Vec<_>>().join(", ");
    let list = choices.map(called).collect::<Vec<_>>().join(", ");
    say! { vi: "chọn một trong: {list}", en: "choose one of: {keys}" }
}

/// A day, written `2026-11-23`.
pub fn date(report: &mut Report, node: &Node, name: &str) -> Result<Date, Reported> {
    let typed = node.text(report, name)?;
    typed.parse().map_err(|_| {
        let help = match iso(typed) {
            Some(day) => say! { vi: "viết năm-tháng-ngày: `{name}: {day}`", en: "write year-month-day: `{name}: {day}`" },
            None => say! { vi: "viết năm-tháng-ngày, ví dụ `{name}: 2026-11-23`", en: "write year-month-day, for example `{name}: 2026-11-23`" },
        };
        report.error_with_help(
            "date-malformed",
            node.span,
            say! { vi: "`{name}` phải là một ngày, không phải `{typed}`", en: "`{name}` must be a day, not `{typed}`" },
            help,
        )
    })
}

/// A day that is written as in Vietnam, `23/11/2026`.
fn iso(typed: &str) -> Option<Date> {
    let parts: Vec<i16> =
        typed.split(['/', '-', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [day, month, year] = parts[..] else { return None };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year > 999)
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
                let words = value.text(report, name)?;
                lines.insert(Lang::new(lang), plain::read(report, words, value.span));
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
            let words = node.text(report, name)?;
            let words = plain::read(report, words, node.span);
            Ok(BTreeMap::from([(first.clone(), words)]))
        }
    }
}
