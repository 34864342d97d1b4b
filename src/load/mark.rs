//! Marks where words belong: a tick, a cross, a dash, a question mark, or the answer to a question
//! that no column asks. Whoever fills in a table by hand leaves them, and they would be printed.

/// Words that answer a question, as people and spreadsheets write them.
const ANSWERS: [&str; 12] =
    ["có", "không", "khong", "rồi", "chưa", "yes", "no", "true", "false", "ok", "n/a", "xong"];

/// Whether a text is a tick, a cross or another sign alone.
pub fn is_sign(text: &str) -> bool {
    // The last three are ticks and crosses in the font Wingdings.
    let ticks = ["x", "v", "ü", "û", "þ"];
    let no_word = !text.is_empty() && !text.chars().any(char::is_alphanumeric);
    no_word || ticks.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a sign alone or an answer.
pub fn is_mark(text: &str) -> bool {
    is_sign(text) || ANSWERS.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_no_name_no_hour_and_no_sentence() {
        for mark in ["x", "X", "v", "✓", "✔", "☑", "ü", "-", "–", "?", "…", "///", "Có", "KHÔNG"]
        {
            assert!(is_mark(mark), "{mark}");
        }
        for words in
            ["", "A", "5", "24/7", "7:00–17:00", "Có người trực", "Ô", "1A", "ទឹក", "Khu phố X"]
        {
            assert!(!is_mark(words), "{words}");
        }
    }
}
