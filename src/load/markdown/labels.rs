//! Lines that count on: `a)` and `b)`, `(1)` and `(2)`, "Bước 1:" and "Bước 2:". Whoever types them
//! one below the other means a line each, and Markdown makes one of them.

use std::collections::BTreeMap;

use super::counted::counts;
use crate::model::markdown::{Opening, Opens, opening};

/// The order of letters in Vietnamese lists and in English ones, which leave out some.
const LETTERS: &str = "abcdđefghijklmnopqrstuvwxyz";
/// Those that one of the two leaves out.
const LEFT_OUT: &str = "đfjwz";
/// Signs that say something of a line, beside those of the blocks of symbols and pictures.
const SIGNS: &str = "□■※»‼⁉ℹ";
/// What an empty box is typed as, and a ticked one.
const BOXES: [&str; 5] = ["( )", "()", "(x)", "(X)", "(v)"];
/// A way to count, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    style: String,
    rank: usize,
    letters: bool,
    /// Whether a word is before the number.
    counted: bool,
}

/// Whether a line goes on counting where another one is.
pub fn follows(before: &str, line: &str) -> bool {
    let before = labels(before);
    !before.is_empty()
        && labels(line).iter().any(|next| before.iter().any(|label| is_next(label, next)))
}

/// How far each way to count has come in a text.
#[derive(Debug, Default)]
pub struct Counts {
    last: BTreeMap<String, Label>,
}

impl Counts {
    /// Whether a line goes on counting where one before it was.
    pub fn go_on(&self, line: &str) -> bool {
        let before = |next: &Label| self.last.get(&next.style);
        labels(line).iter().any(|next| before(next).is_some_and(|label| is_next(label, next)))
    }

    /// A line that may count.
    pub fn add(&mut self, line: &str) {
        self.extend(labels(line));
    }

    /// Labels that were counted.
    pub fn extend(&mut self, labels: impl IntoIterator<Item = Label>) {
        self.last.extend(labels.into_iter().map(|label| (label.style.clone(), label)));
    }

    /// How far each way has come.
    pub fn into_labels(self) -> impl Iterator<Item = Label> {
        self.last.into_values()
    }
}

/// Whether a line could count.
pub fn is_labelled(line: &str) -> bool {
    !labels(line).is_empty()
}

/// Whether a line opens with a sign that says something of it: done, wrong, to be ticked, to be called.
pub fn is_signed(line: &str) -> bool {
    let line = line.trim_start();
    // Arrows, clocks and other technical signs, numbers in circles, symbols, pictures.
    let is_sign = |c: char| {
        SIGNS.contains(c)
            || matches!(
                c,
                '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2460}'..='\u{24FF}'
                    | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'
            )
    };
    // A number in a key: a digit, and what makes a picture of it.
    let key = line.strip_prefix(|c: char| c.is_ascii_digit());
    let key = key.map(|rest| rest.trim_start_matches('\u{FE0F}'));
    let key = key.and_then(|rest| rest.strip_prefix('\u{20E3}'));
    let boxed = BOXES.iter().find_map(|typed| line.strip_prefix(typed));
    let rest = boxed.filter(|rest| rest.starts_with(char::is_whitespace));
    let rest = rest.or(key).or_else(|| line.strip_prefix(is_sign));
    rest.is_some_and(|rest| rest.contains(char::is_alphanumeric))
}

/// How a line opens among boxes to tick where another sign stands for one: `( )`, `☐`, `o`.
pub fn ticked(line: &str) -> Option<Opening> {
    let text = line.trim_start();
    let lead = line.len() - text.len();
    let signs = ["☐", "□", "▢", "❏", "❑", "⬜", "o", "☑", "☒"];
    let sign = BOXES.iter().chain(&signs).find(|sign| text.starts_with(**sign))?;
    let rest = text.strip_prefix(sign)?;
    let words = rest.trim_start();
    if words.len() == rest.len() || words.is_empty() {
        return None;
    }
    let done = sign.contains(['x', 'X', 'v', '☑', '☒']);
    Some(Opening { lead, mark: text.len() - words.len(), opens: Opens::Ticked(done) })
}

/// A star right before the words of an item: `*Nhìn`. With another one in the line it is a mark.
pub fn starred(line: &str) -> Option<Opening> {
    let text = line.trim_start();
    let words = text.strip_prefix('*')?;
    let alone = words.starts_with(char::is_alphabetic) && !words.contains('*');
    let lead = line.len() - text.len();
    alone.then_some(Opening { lead, mark: 1, opens: Opens::Bullet })
}

/// A number with a comma behind it, which goes on counting where a list did: `2, Với tay`.
pub fn comma(line: &str) -> Option<Opening> {
    let text = line.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| digits <= 2)?.parse().ok()?;
    let words = text.get(digits..)?.strip_prefix([',', ';', ':'])?;
    let mark = text.len() - words.trim_start().len();
    let opens = words.starts_with(' ') && words.trim_start().starts_with(char::is_uppercase);
    let lead = line.len() - text.len();
    opens.then_some(Opening { lead, mark, opens: Opens::Number(number) })
}

/// Whether a line opens with what it tells of: "Hỏi: …", "**Thời gian:** …".
pub fn is_titled(line: &str) -> bool {
    /// What a line tells of is said in few letters.
    const LONGEST: usize = 30;
    let bare = line.trim_start().trim_start_matches(['*', '_']);
    let near = bare.char_indices().nth(LONGEST).map_or(bare, |(end, _)| bare.split_at(end).0);
    let Some((title, _)) = near.split_once(':') else { return false };
    let after = bare.get(title.len() + 1..).unwrap_or_default().trim_start_matches(['*', '_']);
    let title = title.trim_end_matches(['*', '_']);
    title.starts_with(char::is_uppercase)
        && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '/' | '-' | '(' | ')'))
        && after.starts_with(char::is_whitespace)
        && !after.trim().is_empty()
}

/// Whether a line ends with what is to be filled in or ticked.
pub fn is_open(line: &str) -> bool {
    ["....", "……", "___", "☐", "□"].iter().any(|end| line.trim_end().ends_with(end))
}

/// A line without the stars of bold that open it, if it is bold up to its end.
pub fn in_bold(line: &str) -> Option<(&str, bool)> {
    let sign = ["**", "__"].into_iter().find(|sign| line.starts_with(sign))?;
    Some((line.strip_prefix(sign)?, line.len() > 4 && line.ends_with(sign)))
}

/// Whether a line is the word and number of a heading and nothing else: "Mục 3:", "Phần II.", "IV.".
pub fn is_alone(line: &str) -> bool {
    /// No such line is longer.
    const LONGEST: usize = 24;
    if line.len() > LONGEST {
        return false;
    }
    let bare = line.trim().trim_end_matches([':', '.', ')', '-', '–', ' ']);
    let closed = bare.len() < line.trim().len();
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) || roman(word).is_some();
    match bare.rsplit_once([' ', '\u{a0}']) {
        Some((word, last)) => (counts(word) || names(word)) && !last.is_empty() && number(last),
        // A letter alone may be a word.
        None => closed && bare.len() > 1 && roman(bare).is_some() && bare == bare.to_uppercase(),
    }
}

/// Whether a line that is alone numbers a picture or a table.
pub fn is_caption(line: &str) -> bool {
    line.trim().rsplit_once([' ', '\u{a0}']).is_some_and(|(word, _)| names(word))
}

/// Whether a word numbers pictures and tables.
fn names(word: &str) -> bool {
    ["hình", "ảnh", "bảng", "sơ đồ", "biểu đồ", "phụ lục", "figure", "table"]
        .contains(&word.to_lowercase().as_str())
}

/// How many bytes a line opens with that look like the sign or the number of an item.
pub fn opens(line: &str) -> Option<usize> {
    if let Some(opening) = opening(line) {
        // Whoever opens a block means no item, and it is reported as a block.
        if opening.opens == Opens::Fence {
            return None;
        }
        let mark = line.get(opening.range())?.trim_end();
        return Some(mark.len());
    }
    let number = |label: &Label| label.letters || label.rank < 100;
    let found = labels(line);
    let first = found.iter().find(|label| number(label))?;
    let word = line.split_whitespace().next()?;
    if !first.counted {
        return Some(word.len());
    }
    counts(word).then_some(word.len())
}

/// The label of a number that an item has.
pub fn of_number(number: u64) -> Option<Label> {
    labels(&format!("{number}. a")).into_iter().next()
}

fn is_next(label: &Label, next: &Label) -> bool {
    if label.style != next.style || next.rank <= label.rank {
        return false;
    }
    let between = LETTERS.chars().skip(label.rank + 1).take(next.rank - label.rank - 1);
    if label.letters {
        between.into_iter().all(|c| LEFT_OUT.contains(c))
    } else {
        next.rank == label.rank + 1
    }
}

/// What a line could be labelled with: `i)` is a letter and a number.
fn labels(line: &str) -> Vec<Label> {
    let line = line.trim_start();
    let (open, text) = match line.strip_prefix('(') {
        Some(rest) => ("(", rest),
        None => ("", line),
    };
    let word = text.chars().take_while(|c| c.is_alphanumeric() || *c == '.').count();
    // No label is longer, and a line may be.
    if word == 0 || word > 12 {
        return Vec::new();
    }
    let end = text.char_indices().nth(word).map_or(text.len(), |(at, _)| at);
    let (word, rest) = text.split_at(end);
    let sign = rest.chars().next().filter(|c| ")/:-–".contains(*c));
    let rest = rest.strip_prefix(|c| Some(c) == sign).unwrap_or(rest);
    if !rest.starts_with(char::is_whitespace) {
        return Vec::new();
    }
    let bare = word.trim_end_matches('.');
    let closed = sign.is_some() || word.len() > bare.len();
    let style = |name: &str| format!("{open}{name}{}{:?}", word.len() > bare.len(), sign);
    let mut all = Vec::new();
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        let (before, last) = bare.rsplit_once('.').map_or(("", bare), |(a, b)| (a, b));
        let counts = closed || !before.is_empty();
        if let Some(rank) = last.parse().ok().filter(|_| counts) {
            all.push(Label {
                style: style(&format!("{before}.0")),
                rank,
                letters: false,
                counted: false,
            });
        }
        return all;
    }
    let mut chars = bare.chars();
    if let (Some(letter), None, true) = (chars.next(), chars.next(), closed) {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let name = if letter == small { "a" } else { "A" };
        if let Some(rank) = LETTERS.chars().position(|c| c == small) {
            all.push(Label { style: style(name), rank, letters: true, counted: false });
        }
    }
    if let Some(rank) = roman(bare).filter(|_| closed) {
        let name = if bare.starts_with(char::is_lowercase) { "i" } else { "I" };
        all.push(Label { style: style(name), rank, letters: false, counted: false });
    }
    // "Bước 1: …"
    if sign.is_none() && word == bare && open.is_empty() {
        let digits: String =
            rest.trim_start().chars().take(4).take_while(char::is_ascii_digit).collect();
        let after = rest.trim_start().get(digits.len()..).unwrap_or_default();
        let closes = after.starts_with([':', '.', ')', '-', '–'])
            || after.starts_with(" –")
            || after.starts_with(" -");
        if let Some(rank) = digits.parse().ok().filter(|_| closes) {
            all.push(Label { style: bare.to_lowercase(), rank, letters: false, counted: true });
        }
    }
    all
}

/// A Roman number of one kind of letters, up to 39.
fn roman(word: &str) -> Option<usize> {
    let small = word.to_ascii_lowercase();
    if word != small && word != word.to_ascii_uppercase() {
        return None;
    }
    let tens = small.len() - small.trim_start_matches('x').len();
    let ones = match small.get(tens..)? {
        "" if tens > 0 => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_on_are_known() {
        for (before, line) in [
            ("a) Một", "b) Hai"),
            ("d) Một", "đ) Hai"),
            ("d) Một", "e) Hai"),
            ("i) Một", "k) Hai"),
            ("i) Một", "ii) Hai"),
            ("(a) Một", "(b) Hai"),
            ("(1) Một", "(2) Hai"),
            ("2) Một", "3) Hai"),
            ("2/ Một", "3/ Hai"),
            ("A. Một", "B. Hai"),
            ("IX. Một", "X. Hai"),
            ("1.1. Một", "1.2. Hai"),
            ("1.9 Một", "1.10 Hai"),
            ("Bước 1: Một", "Bước 2: Hai"),
            ("Bước 1. Một", "bước 2. Hai"),
        ] {
            assert!(follows(before, line), "{before} {line}");
        }
    }

    #[test]
    fn a_line_may_say_what_it_tells_of() {
        for line in
            ["Hỏi: Vì sao?", "**Đáp:** Vì thế", "**Đáp**: Vì thế", "Thời gian (hè): 7h", "TT/ĐĐ: a"]
        {
            assert!(is_titled(line), "{line}");
        }
        for line in
            ["hỏi: a", "Lúc 7:30 sáng", "Nước. Sâu: a", "Hỏi:", "Hỏi", "", "“Hỏi: a”", "http://a"]
        {
            assert!(!is_titled(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_of_a_sentence() {
        for (before, line) in [
            ("a) Một", "c) Hai"),
            ("a) Một", "b Hai"),
            ("a) Một", "B) Hai"),
            ("a) Một", "b. Hai"),
            ("(1) Một", "2) Hai"),
            ("2024 Một", "2025 Hai"),
            ("Lúc 7 giờ", "Lúc 8 giờ"),
            ("1) Một", "1) Hai"),
            ("Một", "Hai"),
            ("1.1 Một", "2.2 Hai"),
        ] {
            assert!(!follows(before, line), "{before} {line}");
        }
    }
}
