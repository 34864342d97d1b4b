//! One value of a YAML file, changed in its text: comments and order stay.

use std::ops::Range;

use serde_json::Value as Json;

use super::front::scalar;
use crate::{
    foreign::yaml,
    load::{Node, Value, tree},
};

/// The file is written in a way that is not understood, or would not hold what it should.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclear;

/// The value at some keys, if there is one.
pub fn at<'n>(root: &'n Node, keys: &[&str]) -> Option<&'n Node> {
    keys.iter().try_fold(root, |node, key| child(node, key))
}

/// The text with these words at some keys; all but the last of them are there.
///
/// # Errors
/// When the file cannot be changed safely.
pub fn set(text: &str, keys: &[&str], words: &str) -> Result<String, Unclear> {
    let json = Json::String(words.to_owned());
    let plain = put(text, keys, &scalar(words), &json);
    plain.or_else(|Unclear| put(text, keys, &json.to_string(), &json))
}

/// The text with another value at some keys, of which all but the last are there. `yaml` is the
/// value as it is written on one line, `json` what it must be read as.
///
/// # Errors
/// When the file cannot be changed safely.
pub fn put(text: &str, keys: &[&str], yaml: &str, json: &Json) -> Result<String, Unclear> {
    let root = tree(text).ok_or(Unclear)?;
    let (last, above) = keys.split_last().ok_or(Unclear)?;
    let parent = at(&root, above).ok_or(Unclear)?;
    let new = match child(parent, last) {
        Some(value) => {
            let range = extent(text, value).ok_or(Unclear)?;
            // Where nothing stands, there is not even a space after the colon.
            let space = if range.is_empty() { " " } else { "" };
            spliced(text, range, &[space, yaml].concat())
        }
        None => added(text, parent, last, yaml),
    };
    let new = new.ok_or(Unclear)?;
    let wanted = with(read(text).ok_or(Unclear)?, keys, json.clone()).ok_or(Unclear)?;
    if read(&new).as_ref() == Some(&wanted) { Ok(new) } else { Err(Unclear) }
}

/// The text with a line that stands there as a comment, `# key: …`, as a value.
///
/// # Errors
/// When there is none, or the file cannot be changed safely.
pub fn uncomment(text: &str, key: &str, yaml: &str, json: &Json) -> Result<String, Unclear> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches('#').trim_start();
        let is_it = line.starts_with('#')
            && bare.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        if is_it {
            let range = start..start + line.trim_end().len();
            let new = spliced(text, range, &format!("{key}: {yaml}")).ok_or(Unclear)?;
            let wanted = with(read(text).ok_or(Unclear)?, &[key], json.clone()).ok_or(Unclear)?;
            return if read(&new).as_ref() == Some(&wanted) { Ok(new) } else { Err(Unclear) };
        }
        start += line.len();
    }
    Err(Unclear)
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(pairs) = &node.value else { return None };
    let same = |name: &Node| matches!(&name.value, Value::Text(text) if text == key);
    pairs.iter().find(|(name, _)| same(name)).map(|(_, value)| value)
}

/// All bytes of a value; those of a list or a map end where its last value ends, or at its bracket.
pub(super) fn extent(text: &str, node: &Node) -> Option<Range<usize>> {
    let range = node.span.range();
    let (last, open, close) = match &node.value {
        Value::Map(pairs) => (pairs.last().map(|(_, value)| value), '{', '}'),
        Value::List(items) => (items.last(), '[', ']'),
        Value::Text(_) | Value::Null => return Some(range),
    };
    let is_flow = text.get(range.start..)?.starts_with(open);
    let mut end = match last {
        Some(value) => extent(text, value)?.end,
        None => range.start + usize::from(is_flow),
    };
    if is_flow {
        end += text.get(end..)?.find(close)? + 1;
    }
    Some(range.start..end)
}

fn added(text: &str, parent: &Node, key: &str, yaml: &str) -> Option<String> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let pairs = match &parent.value {
        Value::Map(pairs) => pairs.as_slice(),
        Value::Null => &[],
        Value::Text(_) | Value::List(_) => return None,
    };
    let Some(((first, _), (_, last))) = pairs.first().zip(pairs.last()) else {
        // Only a whole file may hold nothing yet.
        let before = text.trim_end_matches(['\r', '\n']);
        let gap = if before.is_empty() { "" } else { ending };
        return Some([before, gap, key, ": ", yaml, ending].concat());
    };
    let end = extent(text, last)?.end;
    if text.get(parent.span.range().start..)?.starts_with('{') {
        return spliced(text, end..end, &format!(", {key}: {yaml}"));
    }
    let start = first.span.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line..start)?.trim_start_matches('\u{FEFF}');
    let rest = text.get(end..)?;
    let line = format!("{indent}{key}: {yaml}");
    match rest.find('\n') {
        Some(next) => spliced(text, end + next + 1..end + next + 1, &[&line, ending].concat()),
        None => Some([text, ending, &line, ending].concat()),
    }
}

fn spliced(text: &str, range: Range<usize>, new: &str) -> Option<String> {
    Some([text.get(..range.start)?, new, text.get(range.end..)?].concat())
}

/// What a file says, as JSON.
pub(super) fn read(text: &str) -> Option<Json> {
    // A file of comments holds nothing.
    let read: Json = yaml::read(text, yaml::Options::default()).ok().or_else(|| {
        let comments = text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        comments.then_some(Json::Null)
    })?;
    Some(if read.is_null() { Json::Object(serde_json::Map::new()) } else { read })
}

fn with(mut whole: Json, keys: &[&str], value: Json) -> Option<Json> {
    let (last, above) = keys.split_last()?;
    let parent = above.iter().try_fold(&mut whole, |json, key| json.get_mut(*key))?;
    parent.as_object_mut()?.insert((*last).to_owned(), value);
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_changes_and_nothing_else_does() {
        let text = "# why\ntitle: { vi: Nước, en: \"Water: near\" } # kept\npromise:\n  vi: Trẻ nhỏ, trong\n    tầm tay.\n  # next\nlessons: [a]\n";
        assert_eq!(
            set(text, &["title", "en"], "Near water").expect("a file"),
            text.replace("\"Water: near\"", "Near water")
        );
        assert_eq!(
            set(text, &["title", "km"], "a, b").expect("a file"),
            text.replace("near\" }", "near\", km: \"a, b\" }")
        );
        assert_eq!(
            set(text, &["promise", "en"], "Within reach").expect("a file"),
            text.replace("tầm tay.\n", "tầm tay.\n  en: Within reach\n")
        );
        assert_eq!(
            set(text, &["promise", "vi"], "Gần").expect("a file"),
            text.replace("Trẻ nhỏ, trong\n    tầm tay.", "Gần")
        );
        assert_eq!(set(text, &["title", "vi", "x"], "b"), Err(Unclear));
        assert_eq!(set(text, &["none", "vi"], "b"), Err(Unclear));
    }

    #[test]
    fn a_file_without_a_value_gets_one() {
        assert_eq!(set("", &["a"], "b").expect("a file"), "a: b\n");
        assert_eq!(set("# c\n", &["a"], "b").expect("a file"), "# c\na: b\n");
        assert_eq!(set("x: 1", &["a"], "b").expect("a file"), "x: 1\na: b\n");
        let json = serde_json::json!({ "one": "1", "other": "{n}" });
        let yaml = "{ one: \"1\", other: \"{n}\" }";
        let text = "x: 1\n# a: { one: \"2\", other: \"3\" }\n# z: y\n";
        assert_eq!(
            uncomment(text, "a", yaml, &json).expect("a file"),
            "x: 1\na: { one: \"1\", other: \"{n}\" }\n# z: y\n"
        );
        let text = "x: 1\na: { one: \"2\", other: \"3\" } # c\n";
        assert_eq!(
            put(text, &["a"], yaml, &json).expect("a file"),
            "x: 1\na: { one: \"1\", other: \"{n}\" } # c\n"
        );
    }
}
