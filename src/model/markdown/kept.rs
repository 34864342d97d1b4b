//! Backslashes that Markdown takes away and our own rules ask for: `20 \%` is no figure that changes,
//! `1\.000` none either. A tree does not have them, so whoever writes anew what somebody typed says
//! which there were.

/// Signs that a number may have in it.
const SIGNS: &str = ".,%/-–";

/// Numbers that were typed with a backslash before some of their signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept(Vec<Number>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    /// Without its backslashes.
    bare: String,
    /// The bytes of the signs that had one.
    signs: Vec<usize>,
}

impl Kept {
    /// Those of a text as it was typed.
    pub fn of(typed: &str) -> Self {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(at) = typed.get(from..).and_then(|rest| rest.find('\\')).map(|at| from + at)
        {
            let start = start(typed, from, at);
            let (number, end) = Number::read(typed, start, at);
            from = end.max(at + 1);
            // A letter behind a backslash keeps it, and a second backslash is one.
            if typed.get(at + 1..).is_some_and(|rest| rest.starts_with('\\')) {
                from = from.max(at + 2);
            }
            if !number.signs.is_empty() && number.bare.contains(|c: char| c.is_ascii_digit()) {
                all.push(number);
            }
        }
        Self(all)
    }

    /// The bytes of some words, in order, before which a backslash was where these numbers were typed.
    pub fn signs(&self, words: &str) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::new();
        for number in &self.0 {
            for (at, bare) in words.match_indices(&number.bare) {
                let before = words.get(..at).and_then(|before| before.chars().next_back());
                let after = words.get(at + bare.len()..).and_then(|after| after.chars().next());
                let touched = [before, after].into_iter().flatten().any(char::is_alphanumeric);
                if !touched {
                    all.extend(number.signs.iter().map(|sign| at + sign));
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Where a number begins that has a backslash at a place; not before `from`.
fn start(typed: &str, from: usize, at: usize) -> usize {
    let before = typed.get(from..at).unwrap_or_default();
    let of_number = |c: char| c.is_alphanumeric() || SIGNS.contains(c);
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    // `20 \%`
    let whole =
        before.strip_suffix(blank).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    from + whole.unwrap_or(before).trim_end_matches(of_number).len()
}

impl Number {
    /// The number that begins at a place and has a backslash at another one, and where it ends.
    fn read(typed: &str, start: usize, at: usize) -> (Self, usize) {
        let mut bare = typed.get(start..at).unwrap_or_default().to_owned();
        let mut signs = Vec::new();
        let mut end = at;
        // What is at its end and no backslash is before it, is of the sentence.
        let mut sure = bare.len();
        let mut letters = typed.get(at..).unwrap_or_default().chars().peekable();
        while let Some(c) = letters.next() {
            let sign =
                letters.next_if(|next| c == '\\' && next.is_ascii_punctuation() && *next != '\\');
            match sign {
                Some(sign) => {
                    signs.push(bare.len());
                    bare.push(sign);
                    end += c.len_utf8() + sign.len_utf8();
                    sure = bare.len();
                }
                None if c.is_alphanumeric() => {
                    bare.push(c);
                    end += c.len_utf8();
                    sure = bare.len();
                }
                None if SIGNS.contains(c) => {
                    bare.push(c);
                    end += c.len_utf8();
                }
                None => break,
            }
        }
        bare.truncate(sure);
        (Self { bare, signs }, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some words with the backslashes that a text has.
    fn again(typed: &str, words: &str) -> String {
        let signs = Kept::of(typed).signs(words);
        let mut out = String::new();
        for (at, c) in words.char_indices() {
            out.extend(signs.contains(&at).then_some('\\'));
            out.push(c);
        }
        out
    }

    #[test]
    fn a_number_has_the_backslashes_with_which_it_was_typed() {
        for (typed, words, wanted) in [
            (r"cồn 70 \% thôi", "Cồn 70 %, 80 % và 170 %", r"Cồn 70 \%, 80 % và 170 %"),
            (r"cồn 70\%.", "70%", r"70\%"),
            ("cồn 70\u{a0}\\%", "70\u{a0}%", "70\u{a0}\\%"),
            (r"1\.000 hay 2\.000.", "1.000, 2.000, 3.000", r"1\.000, 2\.000, 3.000"),
            (r"số 56\/2017/NĐ-CP", "Số 56/2017/NĐ-CP", r"Số 56\/2017/NĐ-CP"),
            (r"1\.000\.000 cái", "1.000.000", r"1\.000\.000"),
            (r"a\*b \\20 % \[x] 5", "a*b 20 % [x] 5", "a*b 20 % [x] 5"),
            ("20 %", "20 %", "20 %"),
            (r"\", "20 %", "20 %"),
        ] {
            assert_eq!(again(typed, words), wanted, "{typed}");
        }
    }
}
