//! Lines that count on: `a)` and `b)`, `(1)` and `(2)`, "Bước 1:" and "Bước 2:". Whoever types them
//! one below the other means a line each, and Markdown makes one of them.

/// The order of letters in Vietnamese lists and in English ones, which leave out some.
const LETTERS: &str = "abcdđefghijklmnopqrstuvwxyz";
/// Those that one of the two leaves out.
const LEFT_OUT: &str = "đfjwz";
/// Signs that say something of a line: done, wrong, to be ticked, to be called.
const SIGNS: &str = "✓✔✅☑✗✘✕❌☒☐□→⇒➔➜👉⚠❗☎📞📌";

/// A way to count, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Label {
    style: String,
    rank: usize,
    letters: bool,
}

/// Whether a line goes on counting where another one is.
pub fn follows(before: &str, line: &str) -> bool {
    let before = labels(before);
    !before.is_empty()
        && labels(line).iter().any(|next| before.iter().any(|label| is_next(label, next)))
}

/// Whether a line could count.
pub fn is_labelled(line: &str) -> bool {
    !labels(line).is_empty()
}

/// Whether a line opens with a sign that says something of it.
pub fn is_signed(line: &str) -> bool {
    let mut letters = line.trim_start().chars();
    letters.next().is_some_and(|c| SIGNS.contains(c)) && letters.any(char::is_alphanumeric)
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
            all.push(Label { style: style(&format!("{before}.0")), rank, letters: false });
        }
        return all;
    }
    let mut chars = bare.chars();
    if let (Some(letter), None, true) = (chars.next(), chars.next(), closed) {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let name = if letter == small { "a" } else { "A" };
        if let Some(rank) = LETTERS.chars().position(|c| c == small) {
            all.push(Label { style: style(name), rank, letters: true });
        }
    }
    if let Some(rank) = roman(bare).filter(|_| closed) {
        let name = if bare.starts_with(char::is_lowercase) { "i" } else { "I" };
        all.push(Label { style: style(name), rank, letters: false });
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
            all.push(Label { style: bare.to_lowercase(), rank, letters: false });
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
