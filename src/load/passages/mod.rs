//! A lesson as the passages that a person translates, with their places in its file: what the one
//! reader of Markdown finds, seen by whoever puts other words into the same form.

mod piece;

use std::ops::Range;

pub use piece::{Piece, Shape};

use super::{
    lesson, markdown,
    yaml::{self, Value},
};
use crate::{
    diag::{Report, Sources},
    model::{
        fold::nfc,
        lesson::Role,
        revision::{Mark, Paragraph},
    },
};

/// The part that the lines of the front matter make.
pub const HEAD: &str = "head";

/// A line of the front matter that readers read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// `title`, `action`, `summary`, `messages.1`, `figure`.
    pub key: String,
    /// What it says.
    pub text: String,
    /// Its bytes in the file.
    pub at: Range<usize>,
}

/// Where the words of a lesson stand.
#[derive(Debug, Clone)]
pub struct Passages {
    /// The bytes between the two `---`.
    pub front: Range<usize>,
    /// Its lines for readers.
    pub head: Vec<Line>,
    /// The name of the file of its figure.
    pub figure: String,
    /// The body; its pieces are the parts and short parts, by their keys.
    pub body: Piece,
}

/// Cuts a lesson up. Nothing comes back of a file that has no front matter.
pub fn of(text: &str) -> Option<Passages> {
    let mut report = Report::new();
    let file = Sources::default().add("", "");
    let (front, body) = lesson::split(&mut report, file, text).ok()?;
    let node = yaml::parse(&mut report, file, text.get(front.clone())?, front.start).ok()?;
    let (head, figure) = head(&node);
    let tops = markdown::blocks(&mut report, file, text.get(body.clone())?, body.start, "");
    let mut root = Piece { kind: "body".to_owned(), at: body, ..Piece::default() };
    for top in &tops {
        let mut piece = piece::of_top(text, top);
        if top.short.is_some() {
            root.inner.push(piece);
            continue;
        }
        if let Some(role) = piece.opens.take() {
            root.inner.push(Piece { kind: role, at: piece.at.clone(), ..Piece::default() });
        }
        match root.inner.last_mut() {
            // A part is over where a short part stands; what follows is reported by `load`.
            Some(part) if Role::ALL.into_iter().any(|role| role.key() == part.kind) => {
                part.at.end = piece.at.end;
                part.inner.push(piece);
            }
            _ => root.inner.push(piece),
        }
    }
    Some(Passages { front, head, figure, body: root })
}

/// The paragraphs of an original, in order.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let Some(passages) = of(text) else { return Vec::new() };
    let mut all: Vec<Paragraph> = passages
        .head
        .iter()
        .map(|line| Paragraph {
            part: HEAD.to_owned(),
            key: line.key.clone(),
            mark: Mark::of(&line.text),
        })
        .collect();
    for part in &passages.body.inner {
        let mut number = 0;
        part.each(&mut |piece| {
            number += 1;
            let words = piece.words.clone().unwrap_or_default();
            all.push(Paragraph {
                part: part.kind.clone(),
                key: format!("{}.{number}", part.kind),
                mark: Mark::of(&flat(text.get(words).unwrap_or_default())),
            });
        });
    }
    all
}

/// Words on one line, without the marks of a quotation that continues.
pub fn flat(words: &str) -> String {
    let mut flat = String::new();
    for (number, line) in words.lines().enumerate() {
        let line = line.trim();
        let line = if number > 0 { line.trim_start_matches('>') } else { line };
        for word in line.split_whitespace() {
            if !flat.is_empty() {
                flat.push(' ');
            }
            flat.push_str(word);
        }
    }
    nfc(&flat)
}

fn head(node: &yaml::Node) -> (Vec<Line>, String) {
    let Value::Map(pairs) = &node.value else { return Default::default() };
    let mut lines = Vec::new();
    let mut file = String::new();
    let line = |key: &str, node: &yaml::Node| match &node.value {
        Value::Text(text) => {
            Some(Line { key: key.to_owned(), text: flat(text), at: node.span.range() })
        }
        _ => None,
    };
    for (key, value) in pairs {
        let Value::Text(key) = &key.value else { continue };
        match (key.as_str(), &value.value) {
            ("title" | "action" | "summary", _) => lines.extend(line(key, value)),
            ("messages", Value::List(items)) => {
                let numbered = (1..).zip(items);
                let numbered =
                    numbered.filter_map(|(n, item)| line(&format!("messages.{n}"), item));
                lines.extend(numbered);
            }
            ("figure", Value::Map(fields)) => {
                for (name, value) in fields {
                    match &name.value {
                        Value::Text(name) if name == "alt" => lines.extend(line("figure", value)),
                        Value::Text(name) if name == "file" => {
                            file = line("file", value).map(|line| line.text).unwrap_or_default();
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    (lines, file)
}
