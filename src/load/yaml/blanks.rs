//! No-break spaces, which come along when a line is copied from Word or a page: YAML knows one blank.

use std::borrow::Cow;

const NO_BREAK: char = '\u{a0}';

/// A text in which the blanks after the name of a field, and after the hyphen of an item, are plain.
/// Every letter stays at its byte. Those in front of a line stay too: how deep it stands is not for us
/// to say.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(NO_BREAK) {
        return Cow::Borrowed(text);
    }
    let mut all = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (head, rest) = line.split_at(head(line));
        // As many bytes as there were.
        all.push_str(&head.replace(NO_BREAK, "  "));
        all.push_str(rest);
    }
    Cow::Owned(all)
}

/// The bytes of a line up to its words, if they begin behind a hyphen or the name of a field.
fn head(line: &str) -> usize {
    let blank = |c: char| c == ' ' || c == NO_BREAK;
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut at = indent;
    let skip = |at: usize| {
        let rest = line.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches(blank).len()
    };
    let after = |at: usize| line.get(at..).and_then(|rest| rest.chars().next());
    if after(at) == Some('-') && after(at + 1).is_some_and(blank) {
        at = skip(at + 1);
    }
    let rest = line.get(at..).unwrap_or_default();
    let name = rest.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).unwrap_or(0);
    if name > 0 && rest.get(name..).is_some_and(|rest| rest.starts_with(':')) {
        at = skip(at + name + 1);
    }
    if at > indent { at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_a_name_and_its_words_are_plain_and_all_others_stay() {
        for (typed, read) in [
            ("title:\u{a0}Nước\u{a0}sâu\n", "title:  Nước\u{a0}sâu\n"),
            ("title: \u{a0}a", "title:   a"),
            ("  -\u{a0}a: b\n  -\u{a0}c", "  -  a: b\n  -  c"),
            ("-\u{a0}file:\u{a0}a", "-  file:  a"),
            ("\u{a0}title: a", "\u{a0}title: a"),
            ("a\u{a0}b", "a\u{a0}b"),
            ("", ""),
        ] {
            assert_eq!(plain(typed), read);
            assert_eq!(plain(typed).len(), typed.len());
        }
    }
}
