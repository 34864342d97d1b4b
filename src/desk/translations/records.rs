//! What else a language needs beside lessons: the phrases of the interface, and the titles, promises
//! and sayings of records.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::desk::{front::scalar, value};
use crate::{
    diag::{Report, Sources, Stop},
    load::{self, BasePhrases, Node, Value, files::Files, passages::flat},
    model::{Campaign, Lang},
};

/// The sheets of these texts, after those of the packs.
pub const PHRASES: &str = "Giao diện";
/// See [`PHRASES`].
pub const NAMES: &str = "Tên gọi";

/// A text that stands in a file once for each language, or in a file of phrases.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name in the workbook: `i18n:skip`, `pack:water.title`.
    pub key: String,
    /// What it is, for people.
    pub label: &'static str,
    /// Its file.
    pub path: String,
    /// Where it stands in the file.
    pub keys: Vec<String>,
    /// What the first language says.
    pub source: String,
    /// What the translation says; empty if there is none.
    pub translation: String,
}

impl Record {
    /// Whether it is a phrase of the interface.
    pub fn is_phrase(&self) -> bool {
        self.path.starts_with("i18n/")
    }

    /// Its state in the workbook: nothing is known of what a translation was made from.
    pub fn state(&self) -> &'static str {
        if self.translation.is_empty() { "new" } else { "same" }
    }
}

/// Every such text of a campaign, in the order of the workbook.
///
/// # Errors
/// When a file cannot be read, which is reported, or the machine failed.
pub fn records(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    campaign: &Campaign,
    lang: &Lang,
) -> Result<Vec<Record>, Stop> {
    let first = campaign.first_lang();
    let mut all = phrases(report, sources, files, first, lang)?;
    let mut found = |path: &str, all: &mut Vec<Record>, take: &Take<'_>| -> Result<(), Stop> {
        if !files.has(path) {
            return Ok(());
        }
        let (_, text) = files.text(report, sources, path)?;
        let Some(root) = load::tree(&text) else { return Ok(()) };
        take(&mut Taken { root: &root, path, first, lang, all });
        Ok(())
    };
    found("campaign.yaml", &mut all, &|taken| {
        taken.one("campaign:title", "Chiến dịch · tên", &["title"]);
        taken.one("campaign:subtitle", "Chiến dịch · dòng thứ hai", &["subtitle"]);
        taken.one("campaign:issuer", "Chiến dịch · nơi phát hành", &["issuer"]);
    })?;
    for pack in &campaign.packs {
        let id = &pack.id;
        found(&format!("content/packs/{id}/pack.yaml"), &mut all, &|taken| {
            taken.one(&format!("pack:{id}.title"), "Chủ đề · tên", &["title"]);
            taken.one(&format!("pack:{id}.promise"), "Chủ đề · lời hứa", &["promise"]);
        })?;
    }
    found("content/facts.yaml", &mut all, &|taken| {
        for id in taken.names() {
            taken.one(&format!("fact:{id}.says"), "Dữ kiện · nói bằng lời", &[&id, "says"]);
            // A value that is one number for all languages is no text.
            if let Some(Value::Map(_)) = taken.value(&[&id, "value"]) {
                taken.one(&format!("fact:{id}.value"), "Dữ kiện · giá trị", &[&id, "value"]);
            }
        }
    })?;
    found("content/sources.yaml", &mut all, &|taken| {
        for id in taken.names() {
            taken.one(&format!("source:{id}.title"), "Nguồn · tên", &[&id, "title"]);
        }
    })?;
    Ok(all)
}

/// What is taken from a file.
type Take<'t> = dyn Fn(&mut Taken<'_>) + 't;

/// A file that texts are taken from.
struct Taken<'a> {
    root: &'a Node,
    path: &'a str,
    first: &'a Lang,
    lang: &'a Lang,
    all: &'a mut Vec<Record>,
}

impl Taken<'_> {
    /// The names of the records of the file, in its order.
    fn names(&self) -> Vec<String> {
        keys(self.root)
    }

    fn value(&self, keys: &[&str]) -> Option<&Value> {
        value::at(self.root, keys).map(|node| &node.value)
    }

    /// Takes a text, if the first language has it.
    fn one(&mut self, key: &str, label: &'static str, keys: &[&str]) {
        let Some(node) = value::at(self.root, keys) else { return };
        let said = |lang: &Lang| value::at(node, &[lang.as_str()]).and_then(words);
        let Some(source) = words(node).or_else(|| said(self.first)) else { return };
        self.all.push(Record {
            key: shown(key),
            label,
            path: self.path.to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            source,
            translation: said(self.lang).unwrap_or_default(),
        });
    }
}

/// The words of a scalar, on one line.
fn words(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(flat(text)),
        Value::Text(_) | Value::Null | Value::List(_) | Value::Map(_) => None,
    }
}

/// A key as it stands in a cell: some programs take `_xa_` for a letter that was written by its number.
fn shown(key: &str) -> String {
    key.replace('_', "-")
}

fn keys(node: &Node) -> Vec<String> {
    let Value::Map(pairs) = &node.value else { return Vec::new() };
    let name = |(key, _): &(Node, Node)| words(key);
    pairs.iter().filter_map(name).collect()
}

/// A phrase: the same for any number, or for one and for the rest.
type Phrase = (String, Option<String>);

/// The phrases of a language, those of the base theme first, and which of them need review.
struct Phrases {
    order: Vec<String>,
    by_key: BTreeMap<String, Phrase>,
}

fn read_phrases(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    lang: &Lang,
) -> Result<Phrases, Stop> {
    let path = format!("i18n/{lang}.yaml");
    let mut all = Phrases { order: Vec::new(), by_key: BTreeMap::new() };
    let own = if files.has(&path) { Some(files.text(report, sources, &path)?.1) } else { None };
    for text in base(lang).into_iter().chain(own) {
        let Some(root) = load::tree(&text) else { continue };
        for key in keys(&root).into_iter().filter(|key| key != "review") {
            let Some(node) = value::at(&root, &[&key]) else { continue };
            let form = |name: &str| value::at(node, &[name]).and_then(words);
            let phrase = match words(node) {
                Some(words) => (words, None),
                None => match (form("other"), form("one")) {
                    (Some(other), one) => (other, one),
                    (None, _) => continue,
                },
            };
            if all.by_key.insert(key.clone(), phrase).is_none() {
                all.order.push(key);
            }
        }
    }
    Ok(all)
}

/// The phrases of the base theme in a language, as they are written.
fn base(lang: &Lang) -> Option<String> {
    let file = BasePhrases::get(&format!("{lang}.yaml"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

/// The phrases that some language words otherwise for one thing than for more. A language that does
/// not says the same twice.
fn plurals() -> BTreeSet<String> {
    let files = BasePhrases::iter().filter_map(|name| BasePhrases::get(&name));
    let texts = files.filter_map(|file| String::from_utf8(file.data.into_owned()).ok());
    let roots: Vec<Node> = texts.filter_map(|text| load::tree(&text)).collect();
    let plural = |root: &Node| {
        let is_map = |key: &String| {
            matches!(value::at(root, &[key]).map(|node| &node.value), Some(Value::Map(_)))
        };
        keys(root).into_iter().filter(is_map).collect::<Vec<_>>()
    };
    roots.iter().flat_map(plural).collect()
}

fn phrases(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    first: &Lang,
    lang: &Lang,
) -> Result<Vec<Record>, Stop> {
    let source = read_phrases(report, sources, files, first)?;
    let translation = read_phrases(report, sources, files, lang)?;
    let plurals = plurals();
    let mut all = Vec::new();
    for key in &source.order {
        let Some((other, one)) = source.by_key.get(key) else { continue };
        let known = translation.by_key.get(key);
        let record = |form: Option<&str>, source: &str, translation: Option<&String>| Record {
            key: match form {
                Some(form) => shown(&format!("i18n:{key}.{form}")),
                None => shown(&format!("i18n:{key}")),
            },
            label: match key.as_str() {
                "language_name" | "language_short" => "Giao diện · tên của chính ngôn ngữ này",
                _ => "Giao diện",
            },
            path: format!("i18n/{lang}.yaml"),
            keys: [Some(key.as_str()), form].into_iter().flatten().map(str::to_owned).collect(),
            source: source.to_owned(),
            translation: translation.cloned().unwrap_or_default(),
        };
        let other_now = known.map(|(other, _)| other);
        let one_now = known.map(|(other, one)| one.as_ref().unwrap_or(other));
        let two = [one.is_some(), known.is_some_and(|(_, one)| one.is_some())];
        if two.contains(&true) || plurals.contains(key) {
            all.push(record(Some("one"), one.as_ref().unwrap_or(other), one_now));
            all.push(record(Some("other"), other, other_now));
        } else {
            all.push(record(None, other, other_now));
        }
    }
    Ok(all)
}

/// The file with new words for some of its texts, each with the record that it is of. `all` are the
/// records of the file as they shall be.
///
/// # Errors
/// When it cannot be changed safely; gives the number of the change.
pub fn written(
    old: Option<&str>,
    first: &Lang,
    lang: &Lang,
    all: &[&Record],
    changes: &[(&Record, &str)],
) -> Result<String, usize> {
    let mut text = old.map_or_else(|| opening(lang), str::to_owned);
    for (number, (record, words)) in changes.iter().enumerate() {
        let new = if record.is_phrase() {
            phrase(&text, all, record, words)
        } else {
            by_lang(&text, first, lang, record, words)
        };
        text = new.map_err(|value::Unclear| number)?;
    }
    Ok(text)
}

/// How a file of phrases begins that was not there: what a machine or a beginner wrote stays marked.
fn opening(lang: &Lang) -> String {
    let known = base(lang);
    let signed = known.is_some_and(|text| !text.contains("\nreview: needed"));
    let head = "# Chữ của giao diện. Câu không có ở đây lấy từ bản có sẵn, hoặc từ ngôn ngữ đầu.\n";
    if signed { head.to_owned() } else { format!("{head}review: needed\n") }
}

fn phrase(
    text: &str,
    all: &[&Record],
    record: &Record,
    words: &str,
) -> Result<String, value::Unclear> {
    let [key, form @ ..] = record.keys.as_slice() else { return Err(value::Unclear) };
    let (yaml, json) = match form {
        [] => (scalar(words), Json::from(words)),
        [form, ..] => {
            // Both forms are written together.
            let other_form = if form == "one" { "other" } else { "one" };
            let now = all.iter().find(|now| now.keys == [key.as_str(), other_form]);
            let now = now.map(|now| now.translation.as_str()).filter(|words| !words.is_empty());
            let now = now.unwrap_or(words);
            let (one, other) = if form == "one" { (words, now) } else { (now, words) };
            let yaml = format!("{{ one: {}, other: {} }}", Json::from(one), Json::from(other));
            (yaml, json!({ "one": one, "other": other }))
        }
    };
    let there = load::tree(text).is_some_and(|root| value::at(&root, &[key]).is_some());
    if !there && let Ok(new) = value::uncomment(text, key, &yaml, &json) {
        return Ok(new);
    }
    value::put(text, &[key], &yaml, &json)
}

fn by_lang(
    text: &str,
    first: &Lang,
    lang: &Lang,
    record: &Record,
    words: &str,
) -> Result<String, value::Unclear> {
    let keys: Vec<&str> = record.keys.iter().map(String::as_str).collect();
    let root = load::tree(text).ok_or(value::Unclear)?;
    match value::at(&root, &keys).map(|node| &node.value) {
        Some(Value::Text(alone)) => {
            let yaml = format!("{{ {first}: {}, {lang}: {} }}", scalar(alone), scalar(words));
            let json = json!({ first.as_str(): alone, lang.as_str(): words });
            value::put(text, &keys, &yaml, &json)
        }
        Some(_) => {
            let keys: Vec<&str> = keys.into_iter().chain([lang.as_str()]).collect();
            value::set(text, &keys, words)
        }
        None => Err(value::Unclear),
    }
}
