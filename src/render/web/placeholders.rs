//! Placeholders: what a page leaves open for the place.
//!
//! Square-bracket tags of theme sources become private-use marks ([`lower`]), which the first
//! stage of Tera passes through as text. Before minification each marked tag becomes a *word*
//! (`U+E000 number = U+E001`): a comment would lose the spaces around it, and the `=` keeps
//! attribute values quoted. After it, [`cut`] parts the page at the words.

use std::collections::BTreeMap;

/// Opens and closes `[[ … ]]`.
const VALUE: (char, char) = ('\u{E000}', '\u{E001}');
/// Opens and closes `[% … %]`.
const BLOCK: (char, char) = ('\u{E002}', '\u{E003}');

/// Two-byte delimiters of the second stage; they occur in no text.
pub const BLOCK_OPEN: &str = "\u{91}";
/// Closes a block tag.
pub const BLOCK_CLOSE: &str = "\u{92}";
/// Opens a value.
pub const VALUE_OPEN: &str = "\u{93}";
/// Closes a value.
pub const VALUE_CLOSE: &str = "\u{94}";
/// Opens a comment.
pub const COMMENT_OPEN: &str = "\u{95}";
/// Closes a comment.
pub const COMMENT_CLOSE: &str = "\u{96}";

/// Marks the second-stage tags of a theme source.
pub fn lower(source: &str) -> String {
    source
        .replace("[[", "\u{E000}")
        .replace("]]", "\u{E001}")
        .replace("[%", "\u{E002}")
        .replace("%]", "\u{E003}")
}

/// Whether a text holds a marked tag.
pub fn has_marks(text: &str) -> bool {
    next_mark(text).is_some()
}

/// Where the next mark opens in a text.
fn next_mark(text: &str) -> Option<usize> {
    // The first byte of a mark is that of no letter in use, and pages are long.
    const LEAD: u8 = 0xEE;
    let mut from = 0;
    while let Some(at) = text.as_bytes().get(from..)?.iter().position(|byte| *byte == LEAD) {
        let at = from + at;
        if text.get(at..)?.starts_with([VALUE.0, BLOCK.0]) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// A marked text as one template of the second stage.
pub fn to_second_stage(marked: &str) -> String {
    marked
        .replace(VALUE.0, VALUE_OPEN)
        .replace(VALUE.1, VALUE_CLOSE)
        .replace(BLOCK.0, BLOCK_OPEN)
        .replace(BLOCK.1, BLOCK_CLOSE)
}

/// A value of the place, marked.
pub fn value(expression: &str) -> String {
    format!("{}{expression}{}", VALUE.0, VALUE.1)
}

/// A block tag, marked.
pub fn block(tag: &str) -> String {
    format!("{}{tag}{}", BLOCK.0, BLOCK.1)
}

/// A tag of the second stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// `[[ … ]]`.
    Value(String),
    /// `[% … %]`.
    Block(String),
}

/// How many marks of brackets a lowered text holds.
pub fn marks(text: &str) -> usize {
    text.matches([VALUE.0, VALUE.1, BLOCK.0, BLOCK.1]).count()
}

/// A text with its marks as they were typed.
pub fn typed(text: &str) -> String {
    text.replace(VALUE.0, "[[").replace(VALUE.1, "]]").replace(BLOCK.0, "[%").replace(BLOCK.1, "%]")
}

/// The tags of one page, by number.
#[derive(Debug, Default)]
pub struct Tags {
    tags: Vec<Tag>,
    numbers: BTreeMap<Tag, usize>,
}

impl Tags {
    /// Turns every marked tag of a rendered page into a word.
    pub fn insert_words(&mut self, html: &str) -> String {
        let mut words = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = next_mark(rest) {
            let (before, tagged) = rest.split_at(at);
            words.push_str(before);
            let is_value = tagged.starts_with(VALUE.0);
            let close = if is_value { VALUE.1 } else { BLOCK.1 };
            let inner = tagged.get(VALUE.0.len_utf8()..).unwrap_or_default();
            let Some((text, after)) = inner.split_once(close) else {
                rest = inner;
                continue;
            };
            let text = text.trim().to_owned();
            let tag = if is_value { Tag::Value(text) } else { Tag::Block(text) };
            let next = self.tags.len();
            let number = *self.numbers.entry(tag.clone()).or_insert(next);
            if number == next {
                self.tags.push(tag);
            }
            words.push(VALUE.0);
            words.push_str(&format!("{number}="));
            words.push(VALUE.1);
            rest = after;
        }
        words.push_str(rest);
        words
    }

    /// A tag as its author typed it; `word` begins after the mark.
    fn typed(&self, word: &str) -> String {
        match word.split_once(VALUE.1).and_then(|(number, _)| self.tag(number)) {
            Some(Tag::Value(text)) => format!("[[ {text} ]]"),
            Some(Tag::Block(text)) => format!("[% {text} %]"),
            None => String::new(),
        }
    }

    /// A stretch of a page with the tags in it as their author typed them.
    pub fn shown(&self, words: &str) -> String {
        let mut pieces = words.split(VALUE.0);
        let mut shown = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            shown += &self.typed(piece);
            shown += piece.split_once(VALUE.1).map_or("", |(_, after)| after);
        }
        shown
    }

    /// What stands between the tags of a stretch of a page, joined, and the tags.
    pub fn parts<'a>(&'a self, words: &str) -> (String, Vec<&'a Tag>) {
        let mut pieces = words.split(VALUE.0);
        let mut between = pieces.next().unwrap_or_default().to_owned();
        let mut tags = Vec::new();
        for piece in pieces {
            let (number, after) = piece.split_once(VALUE.1).unwrap_or((piece, ""));
            tags.extend(self.tag(number));
            between += after;
        }
        (between, tags)
    }

    /// The first tag of the page, as it was typed.
    pub fn first(&self) -> Option<String> {
        self.tags.first().map(|tag| match tag {
            Tag::Value(text) => format!("[[ {text} ]]"),
            Tag::Block(text) => format!("[% {text} %]"),
        })
    }

    fn tag(&self, number: &str) -> Option<&Tag> {
        number.strip_suffix('=')?.parse::<usize>().ok().and_then(|number| self.tags.get(number))
    }
}

/// A stretch of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// The same for every place.
    Literal(String),
    /// A small template, evaluated once a place.
    Placeholder(String),
}

impl Piece {
    /// Pieces as bytes: of each whether it is a placeholder, its length and its text.
    pub fn to_bytes(pieces: &[Self]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            let (placeholder, text) = match piece {
                Self::Literal(text) => (0, text),
                Self::Placeholder(text) => (1, text),
            };
            bytes.push(placeholder);
            bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes
    }

    /// Of such bytes; nothing if they are none.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Vec<Self>> {
        let mut pieces = Vec::new();
        while let Some((placeholder, rest)) = bytes.split_first() {
            let (length, rest) = rest.split_first_chunk()?;
            let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            let text = std::str::from_utf8(text).ok()?.to_owned();
            pieces.push(if *placeholder == 0 {
                Self::Literal(text)
            } else {
                Self::Placeholder(text)
            });
            bytes = rest;
        }
        Some(pieces)
    }
}

/// What is wrong with the tags of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// A block tag without its partner.
    Unbalanced(String),
    /// Minification or the first stage lost or damaged a tag.
    Lost,
}

/// Cuts a page at its words. A value is one placeholder; a balanced block, with the text in it, too.
pub fn cut(html: &str, tags: &Tags) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut region = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    loop {
        let (before, after) =
            rest.split_once(VALUE.0).map_or((rest, None), |(before, after)| (before, Some(after)));
        if open.is_empty() {
            literal.push_str(before);
        } else {
            region.push_str(before);
        }
        let Some(after) = after else { break };
        let (number, after) = after.split_once(VALUE.1).ok_or(Fault::Lost)?;
        rest = after;
        match tags.tag(number).ok_or(Fault::Lost)? {
            Tag::Value(text) => {
                let placeholder = format!("{VALUE_OPEN}{text}{VALUE_CLOSE}");
                if open.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    pieces.push(Piece::Placeholder(placeholder));
                } else {
                    region.push_str(&placeholder);
                }
            }
            Tag::Block(text) => {
                let keyword = text.split_whitespace().next().unwrap_or_default();
                match keyword {
                    "if" | "for" => {
                        if open.is_empty() {
                            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                        }
                        open.push(keyword);
                    }
                    "endif" | "endfor" => {
                        if open.pop() != keyword.strip_prefix("end") {
                            return Err(Fault::Unbalanced(text.clone()));
                        }
                    }
                    "else" | "elif" if !open.is_empty() => {}
                    _ => return Err(Fault::Unbalanced(text.clone())),
                }
                region.push_str(&format!("{BLOCK_OPEN}{text}{BLOCK_CLOSE}"));
                if open.is_empty() {
                    pieces.push(Piece::Placeholder(std::mem::take(&mut region)));
                }
            }
        }
    }
    if let Some(keyword) = open.pop() {
        return Err(Fault::Unbalanced(keyword.to_owned()));
    }
    pieces.push(Piece::Literal(literal));
    pieces.retain(|piece| !matches!(piece, Piece::Literal(text) if text.is_empty()));
    Ok(pieces)
}

/// Where a placeholder stands that may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Inside `<script>`.
    Script,
    /// Inside `<style>`.
    Style,
    /// Inside a tag, between attributes.
    BetweenAttributes,
    /// Inside a comment.
    Comment,
}

/// What opens and closes a stretch in which no placeholder may stand.
const RAW: [(&str, &str, Position); 3] = [
    ("<!--", "-->", Position::Comment),
    ("<script", "</script", Position::Script),
    ("<style", "</style", Position::Style),
];

/// The first word of a page that stands where none may.
pub fn misplaced(html: &str, tags: &Tags) -> Option<(Position, String)> {
    let mut rest = html;
    loop {
        let tag = rest.get(rest.find('<')?..)?;
        let opens = |open: &str| {
            tag.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open))
        };
        if let Some((_, close, position)) = RAW.into_iter().find(|(open, ..)| opens(open)) {
            let (inside, after) = tag.split_once(close).unwrap_or((tag, ""));
            if let Some((_, word)) = inside.split_once(VALUE.0) {
                return Some((position, tags.typed(word)));
            }
            rest = after;
            continue;
        }
        let inside = tag.get(1..)?;
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            rest = inside;
            continue;
        }
        // An ordinary tag: a placeholder is fine inside a quoted value and nowhere else.
        let mut quote = None;
        let mut end = None;
        for (at, c) in inside.char_indices() {
            match (quote, c) {
                (None, '>') => {
                    end = Some(at);
                    break;
                }
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                (None, c) if c == VALUE.0 => {
                    let word = inside.get(at + c.len_utf8()..).unwrap_or_default();
                    return Some((Position::BetweenAttributes, tags.typed(word)));
                }
                _ => {}
            }
        }
        rest = inside.get(end?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Result<Vec<Piece>, Fault> {
        let mut tags = Tags::default();
        let words = tags.insert_words(&lower(source));
        cut(&words, &tags)
    }

    #[test]
    fn values_and_regions_become_placeholders() {
        let found = pieces("a [[ x ]] b [% if y %]c [[ z ]][% else %]d[% endif %] e").unwrap();
        assert_eq!(found.len(), 5);
        assert_eq!(found[1], Piece::Placeholder(format!("{VALUE_OPEN}x{VALUE_CLOSE}")));
        assert_eq!(found[4], Piece::Literal(" e".into()));
    }

    #[test]
    fn a_block_without_its_partner_is_a_fault() {
        assert!(matches!(pieces("[% if y %]c"), Err(Fault::Unbalanced(_))));
        assert!(matches!(pieces("c[% endif %]"), Err(Fault::Unbalanced(_))));
    }

    #[test]
    fn placeholders_may_stand_in_text_and_in_quoted_values_only() {
        let check = |source: &str| {
            let mut tags = Tags::default();
            let words = tags.insert_words(&lower(source));
            misplaced(&words, &tags).map(|(position, _)| position)
        };
        assert_eq!(check("<a href=\"tel:[[ x ]]\">[[ y ]]</a> < 3"), None);
        assert_eq!(check("<a [% if x %]href=\"y\"[% endif %]>"), Some(Position::BetweenAttributes));
        assert_eq!(check("<script>var a = '[[ x ]]'</script>"), Some(Position::Script));
        assert_eq!(check("<style>a{color:[[ x ]]}</style>"), Some(Position::Style));
        assert_eq!(check("<!-- [[ x ]] -->"), Some(Position::Comment));
    }
}
