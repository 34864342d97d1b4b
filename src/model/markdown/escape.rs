//! Letters as Markdown that shows the same letters.

use super::{
    Kept, Marks,
    opening::{doubled, opening},
    strays::marked,
};

/// What stands around a stretch of words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The letter before it, if there is one on its line.
    pub before: Option<char>,
    /// The letter after it.
    pub after: Option<char>,
    /// Whether a field follows: its brackets are looked for before anything else is read.
    pub field: bool,
    /// Whether it is within the words of a link, or of a picture.
    pub link: bool,
    /// Whether a bar would part cells or columns.
    pub bars: bool,
    /// Backslashes that were typed in it.
    pub kept: Option<&'a Kept>,
}

/// Words as they are written between others.
pub fn words(text: &str, around: Around<'_>, marks: Marks) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let marked = marked(text, around.before, around.after);
    let mut kept =
        around.kept.map(|kept| kept.signs(text)).unwrap_or_default().into_iter().peekable();
    let mut byte = 0;
    for (at, c) in letters.iter().copied().enumerate() {
        let typed = kept.next_if_eq(&byte).is_some();
        byte += c.len_utf8();
        let before = if at == 0 { around.before } else { letters.get(at - 1).copied() };
        let after = letters.get(at + 1).copied().or(around.after);
        let rest = letters.get(at + 1..).unwrap_or_default();
        let last = rest.is_empty();
        // Two brackets open a field wherever they stand; not even a backslash parts them.
        let bracket = c == '[' && last && (around.field || around.after == Some('['));
        let left = marked.get(at).copied().unwrap_or_default();
        if bracket || c.is_control() || left && !c.is_ascii() {
            out.push_str(&number(c));
            continue;
        }
        let must = match c {
            _ if typed => true,
            _ if left => c.is_ascii_punctuation(),
            _ if marks == Marks::Every => c.is_ascii_punctuation(),
            '\\' | '`' | '*' => true,
            '[' => opens(rest, around, before),
            // As if words of a link ended, which have no beginning.
            ']' => around.link || after == Some('('),
            '|' => around.bars,
            // Within a word it is a letter.
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && after.is_some_and(char::is_alphanumeric))
            }
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
            '&' => is_entity(rest),
            // What a theme would take for its own, the name of a part, and a field in one bracket.
            '{' => matches!(before, Some('{' | '[')) || after == Some('#') || is_field(rest),
            '%' => matches!(before, Some('{' | '[')),
            '!' => after == Some('['),
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

/// Whether the name of a field follows a bracket.
fn is_field(rest: &[char]) -> bool {
    let name = rest.iter().copied().filter(|c| *c != ' ').take(6).collect::<String>();
    name.starts_with("place.") || name.starts_with("fact.")
}

/// Whether a bracket could open a link, a picture, a field, a box, or something to tick.
fn opens(rest: &[char], around: Around<'_>, before: Option<char>) -> bool {
    let next = rest.first().copied().or(around.after);
    let beside = matches!(before, Some('[' | ')'));
    if around.link || matches!(next, None | Some('[' | '%' | '!' | '^')) || beside {
        return true;
    }
    let close = rest.iter().position(|c| *c == ']');
    let Some(close) = close else { return true };
    // What can be ticked stands at the start of a line.
    let ticked = before.is_none() && close == 1 && matches!(rest.first(), Some(' ' | 'x' | 'X'));
    let beyond = rest.get(close + 1..).unwrap_or_default();
    let then = beyond.first().copied().or(around.after.filter(|_| beyond.is_empty()));
    // Between two brackets a blank is a slip of the pen.
    let later = beyond.iter().copied().find(|c| *c != ' ').or(around.after);
    ticked || is_field(rest) || matches!(then, Some('(' | '[' | ':')) || later == Some('(')
}

fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take(40).take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// A letter by its number: blanks at an end of a line, which Markdown takes away.
pub fn number(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// A stretch with the blanks at its ends by their numbers.
pub fn ends(text: &str, start: bool, end: bool) -> String {
    let inner = if start { text.trim_start() } else { text };
    let (lead, inner) = text.split_at(text.len() - inner.len());
    let kept = if end { inner.trim_end() } else { inner };
    let (inner, trail) = inner.split_at(kept.len());
    let numbers = |blanks: &str| blanks.chars().map(number).collect::<String>();
    [numbers(lead).as_str(), inner, &numbers(trail)].concat()
}

/// A line whose start would open a list, a heading, a quotation, a table or a rule, opening none: to
/// Markdown, or to a reader who takes what is typed as in Word.
pub fn start(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let opens = opening(line).is_some();
    if digits > 0 {
        let (number, rest) = line.split_at(digits);
        let then = rest.chars().nth(1);
        let closes = rest.starts_with(['.', ')']) && then.is_none_or(char::is_whitespace);
        return match rest.chars().next() {
            Some(sign) if sign.is_ascii_punctuation() && (opens || digits <= 9 && closes) => {
                format!("{number}\\{rest}")
            }
            Some(_) if opens => by_number(line),
            _ => line.to_owned(),
        };
    }
    let second = line.chars().nth(1);
    let marks = match first {
        '>' | '=' | '|' => true,
        // The second line of a table, and the boxes of other programs.
        ':' => second.is_some_and(|c| "-:|".contains(c)),
        '#' => {
            let after = line.trim_start_matches('#').chars().next();
            second == Some('#') || after.is_none_or(char::is_whitespace)
        }
        '+' | '-' => second.is_none_or(|c| c.is_whitespace() || c == first || "|:".contains(c)),
        '~' => line.starts_with("~~~"),
        _ => false,
    };
    match (marks || opens, first.is_ascii_punctuation()) {
        (false, _) => line.to_owned(),
        (true, true) => format!("\\{line}"),
        (true, false) => by_number(line),
    }
}

/// Words that open with the sign of an item where there is no list, and would lose it.
pub fn sign(words: String) -> String {
    if doubled(&words) > 0 { start(&words) } else { words }
}

/// A line whose first letter is written by its number.
fn by_number(line: &str) -> String {
    let mut letters = line.chars();
    let first = letters.next().map(number).unwrap_or_default();
    first + letters.as_str()
}

/// The end of a heading that Markdown would take for no words: `#`, or words in braces.
pub fn heading_end(text: &str) -> String {
    let signs = [('}', "&#125;"), ('#', "\\#")];
    let found = signs.into_iter().find_map(|(sign, put)| Some((text.strip_suffix(sign)?, put)));
    found.map_or_else(
        || text.to_owned(),
        |(rest, put)| format!("{}{put}", rest.strip_suffix('\\').unwrap_or(rest)),
    )
}

/// Where a link leads, as it is typed in round brackets; fields in it stay as they are.
pub fn target(pieces: &[(String, bool)], bars: bool) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    let all = pieces.iter().filter(|(_, field)| !field).map(|(text, _)| text.as_str());
    let all: String = all.collect();
    let angles = all.contains(blank) || all.starts_with('<') || pieces.is_empty();
    let mut out = String::new();
    for (text, field) in pieces {
        if *field {
            out.push_str(text);
            continue;
        }
        let letters: Vec<char> = text.chars().collect();
        for (at, c) in letters.iter().copied().enumerate() {
            let rest = letters.get(at + 1..).unwrap_or_default();
            let must = match c {
                '\\' | '<' | '>' => true,
                '(' | ')' => !angles,
                '&' => is_entity(rest),
                '|' => bars,
                '{' | '%' => at > 0 && matches!(letters.get(at - 1), Some('{' | '[')),
                '[' => rest.first() == Some(&'[') || (at > 0 && letters.get(at - 1) == Some(&'[')),
                _ => false,
            };
            if c != ' ' && blank(c) {
                out.push_str(&number(c));
                continue;
            }
            if must {
                out.push('\\');
            }
            out.push(c);
        }
    }
    if angles { format!("<{out}>") } else { out }
}
