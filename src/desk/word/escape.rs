//! Letters as Markdown that shows the same letters.

use crate::model::markdown::{is_alike, marked};

/// What every letter of a stretch of text is written as. `next` is the letter after the stretch.
pub fn text(text: &str, next: Option<char>) -> String {
    let letters: Vec<char> = text.chars().collect();
    let marked = marked(text, None, next);
    let mut out = String::with_capacity(text.len());
    for (at, c) in letters.iter().copied().enumerate() {
        let marked = marked.get(at).copied().unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied().or(next);
        let rest = letters.get(at + 1..).unwrap_or_default();
        let must = match c {
            // One that looks like a sign keeps its backslash, and a letter between two has none.
            c if marked => c.is_ascii_punctuation() || is_alike(c),
            '\\' | '`' | '*' | '[' | '|' => true,
            // Marks of bold may follow, beside which it would be a sign.
            '<' | '>' | '=' | '~' | '^' | '#' if rest.is_empty() => true,
            // As if words of a link ended.
            ']' => after == Some('('),
            // Within a word it is a letter.
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric))
            }
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => is_entity(rest),
            // What a theme would take for its own.
            '{' => matches!(before, Some('{' | '[')) || after == Some('#'),
            '%' => matches!(before, Some('{' | '[')),
            '!' => after.is_none_or(|c| c == '['),
            // Words struck out, and words in colour.
            '~' => before == Some('~') || after.is_some_and(|c| c == '~' || c.is_alphabetic()),
            '=' => before == Some('=') || after == Some('='),
            _ => false,
        };
        if must {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same with a mark before every sign, which nothing can take for anything else.
pub fn every(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() || is_alike(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line whose start would open a list, a heading or a quotation, opening none.
pub fn start(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = line.get(digits..).unwrap_or_default();
        let closes = rest.starts_with(['.', ')']);
        let then = rest.chars().nth(1);
        if digits <= 9 && closes && then.is_none_or(char::is_whitespace) {
            return format!("{}\\{rest}", line.get(..digits).unwrap_or_default());
        }
        return line.to_owned();
    }
    let second = line.chars().nth(1);
    let opens = match first {
        '>' | '=' | ':' => true,
        '#' => {
            let after = line.trim_start_matches('#').chars().next();
            second == Some('#') || after.is_none_or(char::is_whitespace)
        }
        '+' | '-' => second.is_none_or(|c| c.is_whitespace() || c == first),
        '~' => line.starts_with("~~~"),
        _ => false,
    };
    // A line of dashes, with or without blanks, is a rule.
    let rule = first == '-' && line.chars().all(|c| c == '-' || c.is_whitespace());
    if opens || rule { format!("\\{line}") } else { line.to_owned() }
}

/// An address as the target of a link.
pub fn address(address: &str) -> String {
    let letters: Vec<char> = address.chars().collect();
    let mut out = String::new();
    for (at, c) in letters.iter().copied().enumerate() {
        if c.is_whitespace() || c.is_control() || "()<>[]{}|\\`\"*^".contains(c) {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
            continue;
        }
        if c == '&' && is_entity(letters.get(at + 1..).unwrap_or_default()) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take(40).take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_something_is_marked() {
        let same = "Giá 5 000 đ (50 %), A & B, x < 6, “Xem” #1 - (a): ok!";
        assert_eq!(text(same, Some(' ')), same);
        assert_eq!(
            text("~a~ ~~b~~ ==c== {#d} a_b", None),
            "\\~a\\~ \\~\\~b\\~\\~ \\=\\=c\\=\\= \\{\\#d\\} a\\_b"
        );
        assert_eq!(
            text("[[ a ]] {{ b }} {% [% <b> &amp; _x_", None),
            "\\[\\[ a \\]\\] \\{\\{ b \\}\\} \\{\\% \\[\\% \\<b\\> \\&amp; \\_x\\_"
        );
    }

    #[test]
    fn no_line_opens_what_it_should_not() {
        for (line, marked) in [
            ("# a", "\\# a"),
            ("#1", "#1"),
            ("##a", "\\##a"),
            ("- a", "\\- a"),
            ("-5", "-5"),
            ("---", "\\---"),
            ("- - -", "\\- - -"),
            ("1. a", "1\\. a"),
            ("2026) a", "2026\\) a"),
            ("1.5 m", "1.5 m"),
            ("> a", "\\> a"),
            ("+84", "+84"),
        ] {
            assert_eq!(start(line), marked);
        }
    }

    #[test]
    fn an_address_stays_one() {
        assert_eq!(
            address("https://a.example/b c?(x)&amp;y_[z]"),
            "https://a.example/b%20c?%28x%29\\&amp;y_%5Bz%5D"
        );
    }
}
