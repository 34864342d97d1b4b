//! Numbers whose place says what they are: raised and lowered ones, fractions.

/// Letters as raised or lowered ones; nothing if one of them has no such form.
pub fn raised(text: &str, up: bool) -> Option<String> {
    const PLAIN: &str = "0123456789+-−=()n";
    const UP: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ";
    const DOWN: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ";
    let forms = if up { UP } else { DOWN };
    text.chars()
        .map(|c| match PLAIN.chars().position(|plain| plain == c) {
            Some(at) => forms.chars().nth(at),
            None => c.is_whitespace().then_some(c),
        })
        .collect()
}

/// A raised or lowered stretch of a text, so that no number of it joins another. `before` is the
/// letter before it. Letters without numbers stay as they are: they change no number.
pub fn apart(text: &str, up: bool, before: Option<char>) -> String {
    if let Some(raised) = raised(text, up) {
        return raised;
    }
    let after_number = before.is_some_and(|c| c.is_ascii_digit());
    match text.trim() {
        "o" | "O" if up && after_number => text.replace(['o', 'O'], "°"),
        inner if inner.chars().any(|c| c.is_ascii_digit()) => {
            format!("{}({inner})", if up { "^" } else { "_" })
        }
        _ => text.to_owned(),
    }
}

/// A fraction. `before` is the letter before it.
pub fn fraction(above: &str, below: &str, before: Option<char>) -> String {
    const KNOWN: [(&str, &str, char); 15] = [
        ("1", "2", '½'),
        ("1", "3", '⅓'),
        ("2", "3", '⅔'),
        ("1", "4", '¼'),
        ("3", "4", '¾'),
        ("1", "5", '⅕'),
        ("2", "5", '⅖'),
        ("3", "5", '⅗'),
        ("4", "5", '⅘'),
        ("1", "6", '⅙'),
        ("5", "6", '⅚'),
        ("1", "8", '⅛'),
        ("3", "8", '⅜'),
        ("5", "8", '⅝'),
        ("7", "8", '⅞'),
    ];
    let (above, below) = (above.trim(), below.trim());
    let known = KNOWN.iter().find(|(a, b, _)| (*a, *b) == (above, below));
    if let Some((.., sign)) = known {
        return sign.to_string();
    }
    let one = |text: &str| {
        if text.chars().all(|c| c.is_alphanumeric() || ".,".contains(c)) {
            text.to_owned()
        } else {
            format!("({text})")
        }
    };
    let gap = if before.is_some_and(char::is_alphanumeric) { " " } else { "" };
    format!("{gap}{}/{}", one(above), one(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_by_its_place_joins_no_other() {
        assert_eq!(apart("6", true, Some('0')), "⁶");
        assert_eq!(apart("-6", true, Some('0')), "⁻⁶");
        assert_eq!(apart("2", false, Some('O')), "₂");
        assert_eq!(apart("1/2", true, Some('1')), "^(1/2)");
        assert_eq!(apart("o", true, Some('7')), "°");
        assert_eq!(apart("th", true, Some('5')), "th");
    }

    #[test]
    fn a_fraction_is_a_sign_or_two_numbers() {
        assert_eq!(fraction("1", "2", Some('1')), "½");
        assert_eq!(fraction("3", "7", Some('1')), " 3/7");
        assert_eq!(fraction("a + b", "2", None), "(a + b)/2");
    }
}
