//! The field EQ, by which Word wrote fractions before it had equations: `EQ \f(1;2)`.

use std::{iter::Peekable, str::Chars};

use super::figures;

/// Calls within each other.
const DEEPEST: usize = 20;

/// What a code shows, without the word EQ. `before` is the letter before it.
pub fn text(code: &str, before: Option<char>) -> String {
    let mut letters = code.trim().chars().peekable();
    let mut all = String::new();
    // A bracket too many ends nothing.
    while letters.peek().is_some() {
        let parts = arguments(&mut letters, 0, all.chars().next_back().or(before));
        all.push_str(&parts.join("; "));
    }
    all.trim_end().to_owned()
}

/// The arguments up to a closing bracket or the end. `;` parts them, or `,` where there is none.
fn arguments(letters: &mut Peekable<Chars<'_>>, depth: usize, before: Option<char>) -> Vec<String> {
    let mut parts: Vec<(String, Option<char>)> = vec![(String::new(), None)];
    let mut switches: Vec<String> = Vec::new();
    while let Some(c) = letters.next() {
        let Some((text, end)) = parts.last_mut() else { break };
        match c {
            ')' => break,
            ';' | ',' => {
                *end = Some(c);
                parts.push((String::new(), None));
            }
            '\\' => match letters.peek().copied() {
                Some(next) if next.is_ascii_alphabetic() => {
                    let mut switch = String::new();
                    while let Some(next) = letters.next_if(char::is_ascii_alphanumeric) {
                        switch.push(next.to_ascii_lowercase());
                    }
                    switches.push(switch);
                }
                _ => {
                    let sign = letters.next();
                    // Which bracket `\b` draws.
                    if switches.is_empty() {
                        text.extend(sign);
                    }
                }
            },
            '(' if depth < DEEPEST => {
                let last = text.chars().next_back().or(before.filter(|_| depth == 0));
                let inner = arguments(letters, depth + 1, last);
                let shown = shown(&std::mem::take(&mut switches), inner, last);
                text.push_str(&shown);
            }
            c if c.is_whitespace() && !switches.is_empty() => {}
            c => text.push(c),
        }
    }
    let by_comma = !parts.iter().any(|(_, end)| *end == Some(';'));
    let mut all = vec![String::new()];
    for (text, end) in parts {
        if let Some(last) = all.last_mut() {
            last.push_str(&text);
            if end == Some(',') && !by_comma {
                last.push(',');
            }
        }
        if end == Some(';') || (end == Some(',') && by_comma) {
            all.push(String::new());
        }
    }
    all
}

fn shown(switches: &[String], inner: Vec<String>, before: Option<char>) -> String {
    let has = |name: &str| switches.iter().any(|switch| switch.starts_with(name));
    let first = switches.first().map(String::as_str).unwrap_or_default();
    match (first, inner.as_slice()) {
        ("", _) => format!("({})", inner.join(", ")),
        ("f", [above, below]) => figures::fraction(above, below, before),
        ("r", [of]) => format!("√({of})"),
        ("r", [degree, of]) => {
            format!("{}√({of})", figures::raised(degree, true).unwrap_or_else(|| degree.clone()))
        }
        ("s", [script]) => figures::apart(script, !has("do"), before),
        ("b", [of]) => format!("({of})"),
        _ => inner.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_roots_and_powers_are_kept() {
        for (code, wanted) in [
            (r"\f(1;2)", "½"),
            (r"\F(1,2)", "½"),
            (r"\f(1,5;2)", "1,5/2"),
            (r"1\f(3;7)", "1 3/7"),
            (r"\r(3;x)", "³√(x)"),
            (r"10\s\up8(6)", "10⁶"),
            (r"\b\bc\[ (a)", "(a)"),
            (r"\a(Một;hai", "Một hai"),
            (r"a) b", "a b"),
        ] {
            assert_eq!(text(code, None), wanted, "{code}");
        }
    }
}
