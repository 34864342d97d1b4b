//! Where the words of a front matter stand.

use super::yaml::{Node, Value};
use crate::{
    diag::Span,
    model::{fold::nfc, lesson::HeadSpans},
};

/// The places of what readers read of a front matter: `front` is its text, which starts at byte
/// `offset` of its file, and `whole` stands for what is not there.
pub fn spans(node: &Node, front: &str, offset: usize, whole: Span) -> HeadSpans {
    let mut spans = HeadSpans::nothing(whole);
    let words = |node: &Node| words(node, front, offset);
    let Value::Map(pairs) = &node.value else { return spans };
    for (key, value) in pairs {
        let Value::Text(key) = &key.value else { continue };
        match (key.as_str(), &value.value) {
            ("title", _) => spans.title = words(value),
            ("action", _) => spans.action = words(value),
            ("summary", _) => spans.summary = words(value),
            ("revised", _) => spans.revised = words(value),
            ("review_by", _) => spans.review_by = words(value),
            ("translates", _) => spans.translates = words(value),
            ("review", _) => spans.review = words(value),
            ("messages", Value::List(items)) => spans.messages = items.iter().map(words).collect(),
            ("figure", Value::Map(fields)) => {
                let is_alt = |key: &Node| matches!(&key.value, Value::Text(key) if key == "alt");
                let alt = fields.iter().find(|(key, _)| is_alt(key));
                spans.alt = alt.map(|(_, value)| words(value));
            }
            _ => {}
        }
    }
    spans
}

/// The place of the words of a scalar; without its quotes if they stand between them as they are.
fn words(node: &Node, front: &str, offset: usize) -> Span {
    let (Value::Text(text), range) = (&node.value, node.span.range()) else { return node.span };
    let typed = range.start.checked_sub(offset).zip(range.end.checked_sub(offset));
    let typed = typed.and_then(|(start, end)| front.get(start..end)).unwrap_or_default();
    let inner = typed.get(1..typed.len().saturating_sub(1)).unwrap_or_default();
    if typed.starts_with(['"', '\'']) && nfc(inner) == *text {
        Span::new(node.span.file, range.start + 1..range.end - 1)
    } else {
        node.span
    }
}
