//! The front matter of a translation, entry by entry: what does not change keeps its bytes.

use std::ops::Range;

use super::value::{self, Unclear};
use crate::load::{Node, Value, tree};

/// Puts `lines` in the place of the entry of that name, or at the end. Without lines it goes.
/// Comments after an entry and between its items stay.
///
/// # Errors
/// When the entry cannot be changed so that all others say what they said.
pub fn set(front: &mut String, name: &str, lines: &str) -> Result<(), Unclear> {
    let end = front.len();
    let (range, kept) = entry(front, name).unwrap_or((end..end, String::new()));
    let lines = if front.contains("\r\n") { lines.replace('\n', "\r\n") } else { lines.to_owned() };
    let mut new = front.clone();
    new.replace_range(range, &[lines.as_str(), &kept].concat());
    let whole = |text: &str| value::read(text).ok_or(Unclear);
    let mut wanted = whole(front)?;
    let entries = wanted.as_object_mut().ok_or(Unclear)?;
    let entry = whole(&lines)?.get(name).cloned();
    match entry {
        Some(entry) => entries.insert(name.to_owned(), entry),
        None if lines.is_empty() => entries.remove(name),
        None => return Err(Unclear),
    };
    if whole(&new)? != wanted {
        return Err(Unclear);
    }
    *front = new;
    Ok(())
}

/// The lines of an entry, and those of its comments.
fn entry(front: &str, name: &str) -> Option<(Range<usize>, String)> {
    let root = tree(front)?;
    let Value::Map(pairs) = &root.value else { return None };
    let is_it = |key: &Node| matches!(&key.value, Value::Text(key) if key == name);
    let (key, value) = pairs.iter().find(|(key, _)| is_it(key))?;
    let start = front.get(..key.span.range().start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = value::extent(front, value)?.end.max(key.span.range().end);
    let whole = front.get(..end)?.ends_with('\n');
    let rest = front.get(end..)?.split_inclusive('\n').next().filter(|_| !whole);
    let end = end + rest.map_or(0, str::len);
    // A scalar has no comments within: what looks like one is its words.
    let several = matches!(value.value, Value::List(_) | Value::Map(_));
    let within = front.get(start..end)?.split_inclusive('\n').skip(1).filter(|_| several);
    let comment = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    Some((start..end, within.filter(comment).collect()))
}

/// A text as a value: plain where nothing in it means anything to YAML.
pub fn scalar(text: &str) -> String {
    let words = ["true", "false", "yes", "no", "null", "on", "off", "y", "n"];
    let plain = text.starts_with(char::is_alphabetic)
        && !text.contains([':', '#', '{', '}', '[', ']', ',', '"', '\\', '&', '*', '`'])
        && !words.contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

/// A text as a value in quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_entry_changes() {
        let put = |front: &mut String, name: &str, lines: &str| {
            set(front, name, lines).expect("a front matter");
        };
        let mut front =
            "title: A\nmessages:\n  - a\n  # why\n  - b\n# next\nreview: { a: b }\n".to_owned();
        put(&mut front, "messages", "messages:\n  - c\n");
        assert_eq!(front, "title: A\nmessages:\n  - c\n  # why\n# next\nreview: { a: b }\n");
        put(&mut front, "of", "of: 1\n");
        put(&mut front, "title", "");
        assert!(front.ends_with("b }\nof: 1\n") && front.starts_with("messages"), "{front}");
        let mut long = "a: >\n  # no comment\n  b\nc: \"d\n  e: f\" # g\nh:\n".to_owned();
        put(&mut long, "a", "a: 1\n");
        assert_eq!(long, "a: 1\nc: \"d\n  e: f\" # g\nh:\n");
        put(&mut long, "c", "c: 2\n");
        put(&mut long, "e", "e: 3\n");
        put(&mut long, "h", "h: 4\n");
        assert_eq!(long, "a: 1\nc: 2\nh: 4\ne: 3\n");
        assert_eq!(scalar("Bỏng: mát"), "\"Bỏng: mát\"");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("Nằm ngửa"), "Nằm ngửa");
    }
}
