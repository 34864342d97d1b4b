//! Signs of Markdown and of the typewriter that would be printed as they are typed.
//!
//! One rule for all words: those of a lesson once its Markdown is read, and those that are shown as
//! they are, as titles and cells. Every sign of a closed set is a mark, but for the forms in which
//! sentences have it, and for one behind a backslash.

use std::ops::Range;

use crate::model::block::Alert;

/// Whether a character is one of the signs of a keyboard.
fn is_keyed(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '^' | '{' | '}' | '[' | ']' | '|' | '`' | '#' | '=' | '<' | '>')
}

/// Signs of other keyboards and of programs that look like them.
const ALIKE: &str = "∗⁎＊﹡✱｜￨＿＃﹟～〜｀＾｛｝［］＝＜＞＼∼";

/// Words that are looked at.
#[derive(Debug, Clone)]
pub struct Words {
    /// Their bytes.
    pub at: Range<usize>,
    /// The line that they are of: brackets are closed in it.
    pub host: usize,
    /// Whether their first sign is behind a backslash.
    pub escaped: bool,
}

/// Whether a backslash makes a letter of a sign, where no Markdown is read.
pub fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() || is_alike(c)
}

/// Whether a sign looks like one of Markdown, which knows no backslash before it.
pub fn is_alike(c: char) -> bool {
    // Letters of Vietnamese and Khmer, of which texts are made, are all before them.
    c >= '\u{2000}' && ALIKE.contains(c)
}

/// Where marks are in words that are shown as they are.
pub fn strays(text: &str) -> Vec<Range<usize>> {
    among(text, 0, [Words { at: 0..text.len(), host: 0, escaped: false }])
}

/// Words that are shown as they are, without the backslashes that make letters of signs.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.next_if(|next| c == '\\' && is_sign(*next)) {
            Some(sign) => out.push(sign),
            None => out.push(c),
        }
    }
    out
}

/// Where marks are in some words of a text, whose first words begin at a byte of it. Marks that touch
/// are one.
pub fn among(
    text: &str,
    start: usize,
    words: impl IntoIterator<Item = Words>,
) -> Vec<Range<usize>> {
    looked(text, start, words, true)
}

/// The same; `typed` says whether a backslash makes a letter of a sign, or is one itself.
fn looked(
    text: &str,
    start: usize,
    words: impl IntoIterator<Item = Words>,
    typed: bool,
) -> Vec<Range<usize>> {
    let mut looked = Looked {
        text,
        start,
        typed,
        found: Vec::new(),
        square: Vec::new(),
        brace: None,
        kept: None,
    };
    let mut host = None;
    for words in words {
        if host.replace(words.host) != Some(words.host) {
            looked.ends();
        }
        looked.look(&words);
    }
    looked.ends();
    looked.merged()
}

/// An opening bracket: where it is, and whether a backslash makes a letter of it.
type Bracket = (usize, bool);

struct Looked<'t> {
    text: &'t str,
    start: usize,
    typed: bool,
    found: Vec<Range<usize>>,
    /// Square brackets that are open.
    square: Vec<Bracket>,
    /// A brace that is open.
    brace: Option<usize>,
    /// What closes a brace or an angle that is a letter, as a backslash is before it.
    kept: Option<char>,
}

impl Looked<'_> {
    /// Brackets that nothing closes.
    fn ends(&mut self) {
        let open = self.square.drain(..).filter(|(_, letter)| !letter);
        self.found.extend(open.map(|(at, _)| at..at + 1));
        (self.brace, self.kept) = (None, None);
    }

    fn look(&mut self, words: &Words) {
        let text = self.text.get(words.at.clone()).unwrap_or_default();
        let mut letters = text.char_indices().peekable();
        // Up to here the row of a sign was looked at.
        let mut done = 0;
        let mut behind = words.escaped;
        while let Some((at, c)) = letters.next() {
            let letter = std::mem::take(&mut behind);
            if c == '\\'
                && self.typed
                && !letter
                && letters.peek().is_some_and(|(_, next)| is_sign(*next))
            {
                behind = true;
                continue;
            }
            let at = words.at.start + at;
            match c {
                '[' => self.square.push((at, letter)),
                ']' => self.closes(at, letter),
                '{' if letter => self.kept = Some('}'),
                '<' if letter => self.kept = Some('>'),
                _ if letter || at < done => {}
                '}' | '>' if self.kept == Some(c) => self.kept = None,
                c if is_alike(c) => self.found.push(at..at + c.len_utf8()),
                '{' => {
                    self.brace = Some(at);
                    self.found.push(at..at + 1);
                }
                '}' => {
                    let open = self.brace.take().unwrap_or(at);
                    self.found.push(open..at + 1);
                }
                '<' if self.tag(at).is_some() => {
                    done = self.tag(at).unwrap_or(at + 1);
                    self.found.push(at..done);
                }
                c if is_keyed(c) => {
                    let rest = self.text.get(at..words.at.end).unwrap_or_default();
                    done = at + rest.len() - rest.trim_start_matches(c).len();
                    if c == '<' {
                        // Markdown parts words at the sign.
                        let shaft = self.text.get(done..).unwrap_or_default();
                        done += shaft.bytes().take(3).take_while(|b| *b == b'-').count();
                    }
                    if !self.stands(c, at..done) {
                        self.found.push(at - self.arrow(c, at)..done);
                    }
                }
                _ => {}
            }
        }
    }

    /// Where a tag ends that begins at a place.
    fn tag(&self, at: usize) -> Option<usize> {
        /// No tag that people type is longer.
        const LONGEST: usize = 200;
        let rest = self.text.get(at + 1..)?;
        let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
        let opens = rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
        let end = rest.lines().next()?.find(['<', '>'])?;
        (opens && rest.get(end..)?.starts_with('>')).then_some(at + end + 2)
    }

    /// How many dashes before a sign make an arrow of it.
    fn arrow(&self, sign: char, at: usize) -> usize {
        let before = self.text.get(self.start..at).unwrap_or_default();
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(4))..);
        let near = near.unwrap_or_default();
        if sign == '>' { near.len() - near.trim_end_matches('-').len() } else { 0 }
    }

    /// A square bracket closes. Words between two are a remark; side by side, or with nothing
    /// between them, they are marks.
    fn closes(&mut self, at: usize, letter: bool) {
        let Some((open, opened)) = self.square.pop() else {
            if !letter {
                self.found.push(at..at + 1);
            }
            return;
        };
        if letter || opened {
            return;
        }
        let inner = self.text.get(open + 1..at).unwrap_or_default().trim();
        let (before, after) = (self.before(open), self.after(at + 1));
        let doubled = before == Some('[') && after == Some(']');
        let behind = self.text.get(self.start..open).unwrap_or_default();
        let is_behind = |sign: char| {
            behind.strip_suffix(sign).is_some_and(|rest| !(self.typed && rest.ends_with('\\')))
        };
        let beside = is_behind(']') || matches!(after, Some('[' | '(' | '{'));
        let picture = is_behind('!');
        if doubled {
            self.found.push(open - 1..at + 2);
        } else if beside
            || picture
            || matches!(inner, "" | "x" | "X")
            || inner.starts_with(['^', '!'])
            || is_box(inner, self.is_first(open))
        {
            self.found.push(open - usize::from(picture)..at + 1);
        }
    }

    /// The letter before a place on its line, also one that is written by its number.
    fn before(&self, at: usize) -> Option<char> {
        let before = self.text.get(self.start..at)?;
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(10))..)?;
        let number = near.rfind("&#").and_then(|from| numbered(near.get(from..)?));
        if let Some((c, rest)) = number
            && rest.is_empty()
        {
            return Some(c);
        }
        near.chars().next_back().filter(|c| !matches!(c, '\n' | '\r'))
    }

    /// The letter after a place on its line, also one that is written by its number.
    fn after(&self, at: usize) -> Option<char> {
        let after = self.text.get(at..)?;
        match numbered(after) {
            Some((c, _)) => Some(c),
            None => after.chars().next().filter(|c| !matches!(c, '\n' | '\r')),
        }
    }

    /// The letter after a place, with or without a blank between.
    fn after_blank(&self, at: usize) -> Option<char> {
        let after = self.text.get(at..)?;
        after.strip_prefix([' ', '\u{a0}']).unwrap_or(after).chars().next()
    }

    fn before_blank(&self, at: usize) -> Option<char> {
        let before = self.text.get(self.start..at)?;
        before.strip_suffix([' ', '\u{a0}']).unwrap_or(before).chars().next_back()
    }

    /// Whether nothing is before a place on its line. No line opens with more blanks.
    fn is_first(&self, at: usize) -> bool {
        let near = self.text.floor_char_boundary(at.saturating_sub(16)).max(self.start);
        let before = self.text.get(near..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty() && (line.len() < before.len() || near == self.start)
    }

    /// Whether a row of one sign is in a form in which sentences have it.
    fn stands(&self, sign: char, at: Range<usize>) -> bool {
        let (before, after) = (self.before(at.start), self.after(at.end));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
        if self.is_address(&at) {
            return true;
        }
        match (sign, at.len()) {
            // Multiplied, or a sign in brackets.
            ('*', 1) => {
                digit(self.before_blank(at.start)) && digit(self.after_blank(at.end))
                    || self.is_note(&at)
            }
            ('*', _) => self.is_note(&at),
            ('_', _) => self.is_line(&at) || self.is_name(&at),
            // About so far, and a folder.
            ('~', 1) => {
                let about = digit(self.after_blank(at.end)) && !digit(self.before_blank(at.start));
                !letter(before) && (about || after == Some('/'))
            }
            // A word that people look for.
            ('#', 1) => {
                letter(after)
                    && (before.is_none() || blank(before) || before == Some('('))
                    && (!self.is_first(at.start) || is_hashed(self.line(at.start)))
            }
            ('=', 1) => {
                !self.is_first(at.start)
                    && !before.is_some_and(|c| "<>!-".contains(c))
                    && !after.is_some_and(|c| "<>".contains(c))
            }
            // Less and more; the way through a menu.
            ('<' | '>', 1) => {
                let arrow = |c: Option<char>| c.is_some_and(|c| "-=<>".contains(c));
                let between = blank(before) && after.is_none_or(char::is_whitespace);
                !arrow(before) && !arrow(after) && (between || digit(self.after_blank(at.end)))
            }
            // What is behind a bracket is reported with it, or is behind a backslash.
            ('^', 1) => before == Some('['),
            _ => false,
        }
    }

    /// Whether stars are the sign of a note: `(*)`, `(**)`.
    fn is_note(&self, at: &Range<usize>) -> bool {
        /// No sign has more of them.
        const NEAR: usize = 4;
        let start = self.text.ceil_char_boundary(at.start.saturating_sub(NEAR)).max(self.start);
        let end = self.text.floor_char_boundary((at.end + NEAR).min(self.text.len()));
        let before = self.text.get(start..at.start).unwrap_or_default();
        let after = self.text.get(at.end..end).unwrap_or_default();
        let signs = ['*', '\\'];
        before.trim_end_matches(signs).ends_with('(')
            && after.trim_start_matches(signs).starts_with(')')
    }

    /// Whether low lines are within a word that people look for, an address or the name of somebody:
    /// `#an_toan`, `@an_toan`, `an_toan@vidu.vn`, `vidu.vn/an_toan`.
    fn is_name(&self, at: &Range<usize>) -> bool {
        /// More of a word is not looked at.
        const NEAR: usize = 200;
        let near = self.text.ceil_char_boundary(at.start.saturating_sub(NEAR)).max(self.start);
        let end = self.text.floor_char_boundary((at.end + NEAR).min(self.text.len()));
        let before = self.text.get(near..at.start).unwrap_or_default();
        let after = self.text.get(at.end..end).unwrap_or_default();
        let before = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = after.split(char::is_whitespace).next().unwrap_or_default();
        let before = before.trim_start_matches(|c: char| "([“\"*_".contains(c));
        let host = |host: &str| {
            host.contains('.')
                && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
        };
        before.starts_with(['#', '@'])
            || before.split_once('/').is_some_and(|(name, _)| host(name))
            || before.split_once('@').is_some_and(|(_, name)| host(name))
            || after.split_once('@').is_some_and(|(_, name)| {
                name.contains('.') && name.starts_with(|c: char| c.is_ascii_alphanumeric())
            })
    }

    /// Whether low lines are a line to write on.
    fn is_line(&self, at: &Range<usize>) -> bool {
        let before = self.text.get(self.start..at.start).unwrap_or_default();
        let after = self.text.get(at.end..).unwrap_or_default();
        let outer = [before.trim_end_matches('_'), after.trim_start_matches('_')];
        let long =
            at.len() + before.len() + after.len() - outer.map(str::len).iter().sum::<usize>();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let [before, after] = outer;
        let (before, after) = (letter(before.chars().next_back()), letter(after.chars().next()));
        match long {
            1 => false,
            2 => !before && !after,
            3 => before == after,
            _ => true,
        }
    }

    /// The rest of a line.
    fn line(&self, at: usize) -> &str {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }

    /// Whether a sign is in an address that is typed among words.
    fn is_address(&self, at: &Range<usize>) -> bool {
        /// More of a word is not looked at.
        const NEAR: usize = 200;
        let near = self.text.ceil_char_boundary(at.start.saturating_sub(NEAR)).max(self.start);
        let before = self.text.get(near..at.start).unwrap_or_default();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        word.contains("://") || word.trim_start_matches('(').starts_with("www.")
    }

    /// What was found, in order.
    fn merged(mut self) -> Vec<Range<usize>> {
        self.found.sort_unstable_by_key(|at| (at.start, at.end));
        let mut all: Vec<Range<usize>> = Vec::new();
        for at in self.found {
            match all.last_mut() {
                Some(last) if at.start <= last.end => last.end = last.end.max(at.end),
                _ => all.push(at),
            }
        }
        all
    }
}

/// A letter that is written by its number at the start of a text, and what is after it.
fn numbered(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("&#")?;
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let c = rest.get(..digits)?.parse().ok().and_then(char::from_u32)?;
    Some((c, rest.get(digits..)?.strip_prefix(';')?))
}

/// Whether the words between two brackets are the name of a box: in capitals, or first on their line.
pub fn is_box(name: &str, is_first: bool) -> bool {
    let capital = !name.contains(|c: char| c.is_ascii_lowercase());
    (capital || is_first) && Alert::named(name.trim()).is_some()
}

/// Whether a line opens with a word that people look for, and is no heading that lacks its blank: every
/// word has a hash before it, or the first is written as no heading begins, as `#antoan` and `#AnToan`.
pub fn is_hashed(line: &str) -> bool {
    let is_tag = |word: &str| word.starts_with('#') && !word.starts_with("##");
    let first = line.split_whitespace().next().and_then(|word| word.strip_prefix('#'));
    let name = first.unwrap_or_default().trim_end_matches([',', '.', ':', ';', '!', '?']);
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let small = name.starts_with(|c: char| c.is_ascii_lowercase());
    let humps = name.chars().skip(1).any(|c| c.is_ascii_uppercase())
        && name.chars().any(|c| c.is_ascii_lowercase());
    plain && (small || humps) || line.split_whitespace().all(is_tag)
}

/// The sign that some marks mean: an arrow, less or more. Nothing where they mean none.
pub fn meant(typed: &str) -> Option<&'static str> {
    let shaft = |rest: &str| !rest.is_empty() && rest.chars().all(|c| "-=".contains(c));
    match typed {
        "<=" => Some("≤"),
        ">=" => Some("≥"),
        "~" | "～" | "∼" | "〜" => Some("–"),
        _ if typed.strip_suffix('>').is_some_and(shaft) => Some("→"),
        _ if typed.strip_prefix('<').is_some_and(shaft) => Some("←"),
        _ => None,
    }
}

/// Of each letter of some words, whether it is one of a mark. `before` and `after` are the letters that
/// are around them on their line.
pub fn marked(text: &str, before: Option<char>, after: Option<char>) -> Vec<bool> {
    let before = before.map(String::from).unwrap_or_default();
    let whole = format!("{before}{text}{}", after.map(String::from).unwrap_or_default());
    let mut at = before.len();
    let inner = Words { at: at..at + text.len(), host: 0, escaped: false };
    let mut found = looked(&whole, 0, [inner], false).into_iter().peekable();
    let mut all = Vec::with_capacity(text.len());
    for c in text.chars() {
        while found.next_if(|found| found.end <= at).is_some() {}
        all.push(found.peek().is_some_and(|found| found.start <= at));
        at += c.len_utf8();
    }
    all
}

/// Words with a backslash before each sign that would be a mark, and before each backslash that would
/// make a letter of a sign: read again they are the same words.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().zip(marked(text, None, None)).peekable();
    while let Some((c, marked)) = letters.next() {
        let taken = c == '\\' && letters.peek().is_some_and(|(next, _)| is_sign(*next));
        if taken || marked && is_sign(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        strays(text).into_iter().filter_map(|at| text.get(at)).collect()
    }

    #[test]
    fn every_mark_of_a_line_is_found() {
        for (words, marks) in [
            ("Con **dưới 5 tuổi**", &["**", "**"][..]),
            ("~~Cũ~~ mới, ==x", &["~~", "~~", "=="]),
            ("Con ** 5 tuổi * _ `", &["**", "*", "_", "`"]),
            ("Xem [bài](lesson:a)", &["[bài]"]),
            ("Nước sâu[^1], m^2", &["[^1]", "^"]),
            ("Ở [[ place.name ]]", &["[[ place.name ]]"]),
            ("*Gọi ngay*, rồi _chạy_", &["*", "*", "_", "_"]),
            ("chữ__đậm__chữ, a*b", &["__", "__", "*"]),
            ("so_dien_thoai, tệp don_1.docx", &["_", "_", "_"]),
            ("Gõ `gọi` nhé", &["`", "`"]),
            ("Có <b>đậm</b><br/>hai", &["<b>", "</b><br/>"]),
            ("# Nước", &["#"]),
            ("#Tiêu đề", &["#"]),
            ("Nước # sâu ## C#", &["#", "##", "#"]),
            ("H~2~O, a~b", &["~", "~", "~"]),
            ("Một | hai ｜ ba", &["|", "｜"]),
            ("Chữ {.lop} và {x", &["{.lop}", "{"]),
            ("[b][c], ![d], [ ] e, [x] g, [h, i]", &["[b][c]", "![d]", "[ ]", "[x]"]),
            ("[Note] a [CAUTION], [!TIP] b [note]", &["[Note]", "[CAUTION]", "[!TIP]"]),
            ("∗∗đậm∗∗ ＃ ＿ ～", &["∗∗", "∗∗", "＃", "＿", "～"]),
            ("a -> b => c <= 5, d>e", &["->", "=>", "<=", ">"]),
            ("= vì sao", &["="]),
            ("Ngày ___một", &["___"]),
            (r"\\*một", &["*"]),
        ] {
            assert_eq!(found(words), marks, "{words}");
            assert_eq!(found(&escaped(words)), [""; 0], "{words}: {}", escaped(words));
            assert_eq!(unescaped(&escaped(words)), words);
        }
    }

    #[test]
    fn signs_of_a_sentence_stand() {
        for words in [
            "Mắt trông, tay với",
            "2 * 3 = 6, 5*3",
            "(*) Chưa gồm thuế (**)",
            "Xem #an_toan_cho_em, @an_toan, (an_toan@vidu.vn), zalo.me/an_toan",
            r"tệp a\_b\_c, Tên: ____, Ngày __/__/__, ngày____tháng____",
            "a < b > c, <6 tuổi, < 1 mét, >5, Cài đặt > Chung",
            "24/7 [nháp] (x) #antoan",
            "#antoan #duoinuoc",
            "~5 km, ~ 5, a = b, x=5",
            "https://vi.example/a_b#c?d=e&f=~g",
            r"\*\*a\*\* \[^1] \[ \] \＊ \_ \` \<b> \{x}",
        ] {
            assert_eq!(found(words), [""; 0], "{words}");
        }
        assert_eq!(unescaped(r"5 \* a  \ \＊"), r"5 * a  \ ＊");
    }
}
