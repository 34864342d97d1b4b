//! One more item in a list of a YAML file, by changing its text: comments and order stay.

use serde_json::Value;

use crate::foreign::yaml;

/// The list is written in a way that is not understood, or would not be what it should.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclear;

/// The text with one more item at the end of the list `key`; nothing if there is no such key.
///
/// # Errors
/// When the list cannot be changed safely.
pub fn add(text: &str, key: &str, item: &str) -> Result<Option<String>, Unclear> {
    let Some(start) = find(text, key) else { return Ok(None) };
    let after = text.get(start..).unwrap_or_default();
    let first = after.lines().next().unwrap_or_default();
    let new = if first.trim_start().starts_with('[') {
        inline(text, start, item)
    } else if first.trim().is_empty() || first.trim_start().starts_with('#') {
        lines(text, start + first.len(), item)
    } else {
        None
    };
    let new = new.ok_or(Unclear)?;
    // What was written is read again: the list has its items and this one, and nothing else is
    // another thing than before.
    let (Some(mut wanted), Some(got)) = (read(text), read(&new)) else { return Err(Unclear) };
    let list = wanted.get_mut(key).ok_or(Unclear)?;
    if list.is_null() {
        *list = Value::Array(Vec::new());
    }
    let added = read(&format!("item: {item}\n"));
    let added = added.and_then(|read| read.get("item").cloned()).ok_or(Unclear)?;
    list.as_array_mut().ok_or(Unclear)?.push(added);
    if wanted == got { Ok(Some(new)) } else { Err(Unclear) }
}

fn read(text: &str) -> Option<Value> {
    yaml::read(text, yaml::Options::default()).ok()
}

/// Where the value of a key at the left margin begins.
fn find(text: &str, key: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix(key)
            && rest.trim_start_matches(' ').starts_with(':')
        {
            return Some(at + line.find(':')? + 1);
        }
        at += line.len();
    }
    None
}

/// `[a, b]`, on one line or more.
fn inline(text: &str, start: usize, item: &str) -> Option<String> {
    let (mut depth, mut quote, mut comment, mut before) = (0_usize, None, false, ' ');
    // The last byte that is no space and no comment, within the list.
    let mut last = start;
    for (at, c) in text.get(start..)?.char_indices() {
        let here = start + at;
        if comment {
            comment = c != '\n';
        } else if let Some(mark) = quote {
            if c == mark && before != '\\' {
                quote = None;
            }
            last = here + c.len_utf8();
        } else {
            match c {
                '"' | '\'' if !before.is_alphanumeric() => quote = Some(c),
                '#' if before.is_whitespace() => comment = true,
                '[' | '{' => depth += 1,
                ']' | '}' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        let head = text.get(..last)?;
                        let between = match head.chars().next_back()? {
                            '[' => "",
                            ',' => " ",
                            _ => ", ",
                        };
                        return Some([head, between, item, text.get(last..)?].concat());
                    }
                }
                _ => {}
            }
            if !c.is_whitespace() && !comment {
                last = here + c.len_utf8();
            }
        }
        before = c;
    }
    None
}

/// An item a line, each with `-`.
fn lines(text: &str, start: usize, item: &str) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut at = start;
    let mut last = start;
    let mut indent = None;
    for line in text.get(start..)?.split_inclusive('\n') {
        at += line.len();
        let inner = line.trim_start_matches(' ');
        let depth = line.len() - inner.len();
        let is_item = inner.starts_with("- ") || inner.trim_end() == "-";
        if inner.trim().is_empty() || inner.starts_with('#') {
            continue;
        }
        match indent {
            None if is_item => indent = Some(depth),
            None => break,
            Some(of) if depth < of || (depth == of && !is_item) => break,
            Some(_) => {}
        }
        last = at;
    }
    let (head, tail) = (text.get(..last)?, text.get(last..)?);
    let indent = " ".repeat(indent.unwrap_or(2));
    let line = format!("{indent}- {item}");
    if head.ends_with('\n') {
        return Some([head, &line, end, tail].concat());
    }
    Some([head, end, &line, tail].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        add(text, "packs", "new").expect("a list").expect("the key")
    }

    #[test]
    fn comments_order_and_form_stay() {
        for (text, wanted) in [
            ("a: 1\npacks: [x, y] # z\nb: 2\n", "a: 1\npacks: [x, y, new] # z\nb: 2\n"),
            ("packs: []\n", "packs: [new]\n"),
            ("packs: [ x ]\n", "packs: [ x, new ]\n"),
            ("packs: [x,\n  y, # w\n]\n", "packs: [x,\n  y, new # w\n]\n"),
            (
                "packs:\n  # one\n  - x # y\n\n# z\nb: 2\n",
                "packs:\n  # one\n  - x # y\n  - new\n\n# z\nb: 2\n",
            ),
            ("packs:\n- x\nb: 2\n", "packs:\n- x\n- new\nb: 2\n"),
            ("packs:\r\n  - x\r\nb: 2\r\n", "packs:\r\n  - x\r\n  - new\r\nb: 2\r\n"),
            ("packs:\n  - x", "packs:\n  - x\n  - new"),
            ("packs:\nb: 2\n", "packs:\n  - new\nb: 2\n"),
            ("packs: [\"x]\", 'y, z']\n", "packs: [\"x]\", 'y, z', new]\n"),
        ] {
            assert_eq!(added(text), wanted, "{text}");
        }
        assert_eq!(add("a: 1\n", "packs", "new"), Ok(None));
    }

    #[test]
    fn what_is_not_understood_is_left_alone() {
        for text in ["packs: x\n", "packs: &a [x]\nb: [\n", "packs: {x: 1}\n", "packs: [x\n"] {
            assert_eq!(add(text, "packs", "new"), Err(Unclear), "{text}");
        }
    }
}
