//! What a line opens in the way in which people type it who know Word, where Markdown reads words.
//!
//! One rule for two: the reader takes such a line for what it means, and the writer marks it where
//! it is words.

use std::ops::Range;

/// Signs that open an item and nothing else.
const BULLETS: &str = "•●○◦▪▫■►▶▸➢➤❖◆◇‣⁃∙⦁";
/// Signs that open an item if a blank follows, and that a sentence may have at the break of a line.
const DASHES: &str = "–—‒―−‑‐·";

/// Whether it is a backtick, or what autocorrection and other keys make of one.
pub fn is_tick(c: char) -> bool {
    matches!(c, '‘' | '’' | '‛' | '′' | '‵' | '´' | '\'' | '`')
}

/// What a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// An item of a list.
    Bullet,
    /// An item of a list, if the line is no part of a sentence; with its sign.
    Dash(char),
    /// An item of a numbered list.
    Number(u64),
    /// A heading, of a level.
    Heading(usize),
    /// Something to be ticked, or ticked.
    Ticked(bool),
    /// Blocks with a name, or their end.
    Fence,
}

/// How a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// How many bytes of blanks are before the mark.
    pub lead: usize,
    /// How many bytes the mark has, with the blanks after it.
    pub mark: usize,
    /// What it opens.
    pub opens: Opens,
}

impl Opening {
    /// The bytes of blanks and mark in a line.
    pub fn range(self) -> Range<usize> {
        0..self.lead + self.mark
    }
}

/// What a line opens, if Markdown does not read it so. The line is one without its end.
pub fn opening(line: &str) -> Option<Opening> {
    let text = line.trim_start();
    let lead = line.len() - text.len();
    // Markdown knows the blanks of ASCII alone.
    let foreign = !line.get(..lead)?.is_ascii();
    let first = text.chars().next()?;
    let (mark, opens) = match first {
        c if BULLETS.contains(c) => (c.len_utf8(), Opens::Bullet),
        c if DASHES.contains(c) => {
            let next = text.chars().nth(1)?;
            let opens = next.is_whitespace() || is_word(next) && c != '·';
            opens.then_some((c.len_utf8(), Opens::Dash(c)))?
        }
        // The second level of a list of Word.
        'o' if text.chars().nth(1)?.is_whitespace() => (1, Opens::Dash('o')),
        '-' | '+' | '*' => plain_bullet(text, first, foreign)?,
        '#' => heading(text, foreign)?,
        '[' => ticked(text)?,
        c if c.is_ascii_digit() => number(text, foreign)?,
        c if is_tick(c) => {
            let mark = fence(text)?;
            return Some(Opening { lead, mark, opens: Opens::Fence });
        }
        _ => return None,
    };
    let rest = text.get(mark..)?;
    let words = rest.trim_start();
    let mark = mark + (rest.len() - words.len());
    (!words.is_empty()).then_some(Opening { lead, mark, opens })
}

/// The sign of an item that opens words which are shown as they are.
pub fn bullet(words: &str) -> Option<char> {
    let words = words.trim_start();
    let sign = words.chars().next().filter(|c| BULLETS.contains(*c))?;
    words.contains(char::is_alphanumeric).then_some(sign)
}

/// How many bytes of signs of items are where the words of an item should begin: `• • Một`, `- – Một`.
/// Whoever copies a list into a list types its signs twice. A long dash is that of whoever says the
/// words, and a letter may be a word.
pub fn doubled(words: &str) -> usize {
    let mut rest = words;
    while let Some(more) = again(rest).and_then(|mark| rest.get(mark..)) {
        rest = more;
    }
    words.len() - rest.len()
}

/// How many bytes the sign of an item has that opens some words, with the blanks after it.
fn again(words: &str) -> Option<usize> {
    let plain = words.strip_prefix(['-', '+', '*']).filter(|rest| rest.starts_with([' ', '\t']));
    if let Some(rest) = plain.map(str::trim_start).filter(|rest| !rest.is_empty()) {
        return Some(words.len() - rest.len());
    }
    let found = opening(words)?;
    let is_sign = match found.opens {
        Opens::Bullet => true,
        Opens::Dash(sign) => !matches!(sign, '—' | '―' | 'o'),
        Opens::Number(_) | Opens::Heading(_) | Opens::Ticked(_) | Opens::Fence => false,
    };
    is_sign.then_some(found.lead + found.mark)
}

/// A mark of Markdown that a no-break space follows, or nothing.
fn plain_bullet(text: &str, sign: char, foreign: bool) -> Option<(usize, Opens)> {
    let rest = text.get(1..)?;
    let next = rest.chars().next()?;
    if next.is_whitespace() {
        return (foreign || !next.is_ascii()).then_some((1, Opens::Bullet));
    }
    let words = is_word(next) || next == '[' || rest.starts_with("**") && !rest.starts_with("***");
    (sign != '*' && words).then_some((1, Opens::Dash(sign)))
}

fn heading(text: &str, foreign: bool) -> Option<(usize, Opens)> {
    let level = text.len() - text.trim_start_matches('#').len();
    let next = text.get(level..)?.chars().next()?;
    let opens = if next.is_whitespace() {
        foreign || !next.is_ascii()
    } else {
        // One alone is a word that people look for: `#antoan`.
        level > 1 && (is_word(next) || next.is_alphanumeric() || "*_[\"“‘(&\\–".contains(next))
    };
    (opens && level <= 6).then_some((level, Opens::Heading(level)))
}

fn ticked(text: &str) -> Option<(usize, Opens)> {
    let (mark, done) = [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true)]
        .into_iter()
        .find(|(mark, _)| text.starts_with(mark))?;
    let next = text.get(mark.len()..)?.chars().next()?;
    next.is_whitespace().then_some((mark.len(), Opens::Ticked(done)))
}

fn number(text: &str, foreign: bool) -> Option<(usize, Opens)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok()?;
    let rest = text.get(digits..)?.trim_start_matches([' ', '\u{a0}']);
    let blanks = text.len() - digits - rest.len();
    let mut letters = rest.chars();
    let (sign, next) = (letters.next()?, letters.next()?);
    if blanks > 0 {
        // `1 . Một`
        let opens =
            blanks < 3 && digits <= 2 && matches!(sign, '.' | ')' | '/') && next.is_whitespace();
        return opens.then_some((digits + blanks + 1, Opens::Number(number)));
    }
    let words = |c: char| is_word(c) || "*_[\"“‘(&\\".contains(c);
    let opens = match sign {
        '.' | ')' if next.is_whitespace() => digits <= 9 && (foreign || !next.is_ascii()),
        '.' | ')' => digits <= 2 && words(next) && next != '(',
        '/' | '-' | '–' if next.is_whitespace() => {
            let after = text.get(digits + sign.len_utf8()..)?.trim_start().chars().next()?;
            digits <= 2 && words(after)
        }
        _ => false,
    };
    opens.then_some((digits + sign.len_utf8(), Opens::Number(number)))
}

/// Whether a word begins with it: a letter, or the placeholder of a field.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// How many bytes of what should be backticks open a line.
fn fence(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_tick);
    let ticks = text.get(..text.len() - rest.len())?;
    let name = rest.trim();
    let plain = ticks.chars().all(|c| c == '`');
    let named = name.is_empty() || name.starts_with(|c: char| c.is_ascii_alphabetic());
    (ticks.chars().count() >= 3 && !plain && named).then_some(ticks.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_opens_what_they_mean() {
        for (line, mark, opens) in [
            ("– Một", "– ", Opens::Dash('–')),
            ("·\u{a0}Một", "·\u{a0}", Opens::Dash('·')),
            ("•Một", "•", Opens::Bullet),
            ("•  Một", "•  ", Opens::Bullet),
            ("-\u{a0}Một", "-\u{a0}", Opens::Bullet),
            ("-Một", "-", Opens::Dash('-')),
            ("–Một", "–", Opens::Dash('–')),
            ("o Một", "o ", Opens::Dash('o')),
            ("1 . Một", "1 . ", Opens::Number(1)),
            ("-**Một** hai", "-", Opens::Dash('-')),
            ("+Một", "+", Opens::Dash('+')),
            ("1/ Một", "1/ ", Opens::Number(1)),
            ("12- Một", "12- ", Opens::Number(12)),
            ("1.\u{a0}Một", "1.\u{a0}", Opens::Number(1)),
            ("1.Một", "1.", Opens::Number(1)),
            ("2)“Một”", "2)", Opens::Number(2)),
            ("###Một", "###", Opens::Heading(3)),
            ("##\u{a0}Một", "##\u{a0}", Opens::Heading(2)),
            ("[] Một", "[] ", Opens::Ticked(false)),
            ("[x] Một", "[x] ", Opens::Ticked(true)),
            ("‘‘‘steps", "‘‘‘", Opens::Fence),
            ("'''", "'''", Opens::Fence),
        ] {
            let found = opening(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((line.get(found.range()), found.opens), (Some(mark), opens), "{line}");
            let after = opening(&format!("\u{a0} {line}")).unwrap();
            assert_eq!((after.lead, after.mark, after.opens), (3, found.mark, opens), "{line}");
        }
        assert_eq!(opening("\u{a0}- Một").unwrap().opens, Opens::Bullet);
    }

    #[test]
    fn signs_of_items_that_are_typed_again_are_counted() {
        for (words, signs) in [
            ("• Một", "• "),
            ("•• Một", "•• "),
            ("– • - + * Một", "– • - + * "),
            ("-\u{a0}Một", "-\u{a0}"),
            ("-Một", "-"),
            ("· Một", "· "),
            ("•", ""),
            ("- ", ""),
            ("Một – hai", ""),
            ("— Con ơi", ""),
            ("o Một", ""),
            ("**Một**", ""),
            ("*Một*", ""),
            ("-5 độ", ""),
            ("+84 912", ""),
            ("1. Một", ""),
            ("[ ] Một", ""),
            ("✅ Một", ""),
            ("", ""),
        ] {
            assert_eq!(words.get(..doubled(words)), Some(signs), "{words}");
        }
    }

    #[test]
    fn markdown_and_sentences_open_nothing() {
        for line in [
            "",
            "–",
            "•",
            "- Một",
            "* Một",
            "+ Một",
            "1. Một",
            "1) Một",
            "# Một",
            "#antoan",
            "-5 độ",
            "+84 912",
            "1.5 mét",
            "2026.Một",
            "1/2 cốc",
            "1/ 2 cốc",
            "3–5 tuổi",
            "24/7",
            "1-2 người",
            "[a] Một",
            "[x](y)",
            "```steps",
            "‘Một’",
            "'80",
            "*Một*",
            "–5 độ",
            "on một",
            "1 .5",
            "***",
            "---",
            "1",
            "100% Một",
            "#######Một",
            "-",
            "-- Một",
        ] {
            assert_eq!(opening(line), None, "{line}");
        }
    }
}
