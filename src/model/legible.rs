//! Letters that no word has: text in an encoding of before Unicode that was taken for Unicode, or
//! letters that a program could not write.

/// The first word of a text that no Vietnamese, English or minority word looks like. Only words are
/// looked at, not addresses.
pub fn broken(text: &str) -> Option<&str> {
    broken_words(text).next()
}

/// All such words of a text, each as it stands there.
pub fn broken_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '|'));
    words.filter(|word| is_broken(word))
}

/// Whether a word could be one of another language of Europe, as names of authors and publishers
/// are: nothing of it is odd but letters that Vietnamese has not, or not there.
pub fn is_of_europe(word: &str) -> bool {
    let is_foreign = |c: char| NORTHERN.contains(&c) || matches!(c, 'ä' | 'û');
    !is_broken(&word.replace(is_foreign, "a"))
}

/// Letters of the north of Europe, which stand for others in old encodings: `phßng`, `chæ`,
/// `Phoøng`.
const NORTHERN: [char; 9] = ['ß', 'æ', 'ø', 'å', 'þ', 'Æ', 'Ø', 'Å', 'Þ'];

fn is_broken(word: &str) -> bool {
    // Most words are plain, and to look at bytes is quicker.
    if word.is_ascii() && !word.contains('?') || word.contains("://") || word.contains('@') {
        return false;
    }
    let is_address = word.contains(['/', '=', '&']);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let mut before = None;
    let mut letters = word.chars();
    while let Some(c) = letters.next() {
        // What follows is about none of these, and most letters are of them.
        if matches!(c, '@'..='~' | '\u{100}'..='\u{2FFF}') {
            before = Some(c);
            continue;
        }
        let after = letters.clone().next();
        let odd = match c {
            // `Tr?m Y t?`, but not `Who?Call`, where a blank is missing.
            '?' => {
                let two = small(before) && after.is_some_and(char::is_uppercase);
                letter(before) && letter(after) && !is_address && !two
            }
            // Signs of TCVN3 within a word: `nh©n`, `m×nh`, `n­íc`.
            '¡'..='©' | '«'..='´' | '¶' | '¸' | '¹' | '»'..='¿' => {
                letter(before) && letter(after) && !is_unit(c)
            }
            '×' | '÷' => letter(before) && letter(after) && !is_reckoned(word, c),
            // What could not be read at all.
            '\u{FFFD}' => true,
            // A capital behind a small letter, or alone between them: `trÎ`, `gÇn`, `MÉu`.
            'À'..='Þ' if !NORTHERN.contains(&c) => {
                small(before) || letter(before) && small(after)
            }
            // The marks of VNI: `troâng`, `taàm`, `nöôùc`, `treû`.
            'â' | 'ä' | 'û' | 'ô' | 'ù' => {
                let pairs: &[char] = match c {
                    'â' => &['a', 'e', 'o'],
                    'ä' | 'û' => &['a', 'e', 'o', 'u', 'y', 'ô', 'ö'],
                    'ô' => &['ö'],
                    _ => &['ô', 'ö'],
                };
                before.is_some_and(|c| pairs.contains(&c))
            }
            c => NORTHERN.contains(&c),
        };
        if odd {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Signs that may stand between letters: of degrees, of areas, of ordinals.
fn is_unit(c: char) -> bool {
    matches!(c, '°' | '²' | '³')
}

/// Whether a sign multiplies or divides, as in `dài×rộng`: as a vowel of TCVN3 it would stand behind
/// up to three consonants, and before two letters at most.
fn is_reckoned(word: &str, sign: char) -> bool {
    let Some((left, right)) = word.split_once(sign) else { return false };
    let before: Vec<char> = left.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    let after = right.chars().take_while(|c| c.is_alphabetic()).count();
    let opens = before.iter().all(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'y') && c.is_ascii());
    !opens || before.len() > 3 || after > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_another_encoding_is_known() {
        for (text, word) in [
            ("Phßng chèng ®uèi nước", "Phßng"),
            ("Ủy ban nh©n d©n", "nh©n"),
            ("x· MÉu", "MÉu"),
            ("cho trÎ em", "trÎ"),
            ("một m×nh", "m×nh"),
            ("chum n\u{AD}íc", "n\u{AD}íc"),
            ("Tr?m Y t?", "Tr?m"),
            ("Tr\u{FFFD}m", "Tr\u{FFFD}m"),
            ("Phoøng", "Phoøng"),
            ("nöôùc", "nöôùc"),
            ("treû em", "treû"),
            ("troâng", "troâng"),
            ("chaäu", "chaäu"),
        ] {
            assert_eq!(broken(text), Some(word), "{text}");
        }
    }

    #[test]
    fn words_of_every_language_here_are_sound() {
        for text in [
            "Người lớn trông trẻ trong tầm tay với, ở nhà và ở trường. Đúng không?",
            "ỦY BAN NHÂN DÂN XÃ LỘC TẤN – Số: 12/KH-UBND",
            "Ông Ñu, Y Ñ, El Niño, Đắk Ơ, Ê Đê: ñu, kơ̆, čư̆ M’gar, Müller, Curaçao, naïve",
            "37 °C, 5 m², 2×3, ½ ly, 3÷4, 20°C–25°C, §5, © 2026",
            "https://a.example/?q=a?b x?y=1&z=2",
            "Hỏi ai?Gọi 111; dài×rộng, width×height, a×b",
            "ស្រុក",
        ] {
            assert_eq!(broken(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_of_europe_is_not_text_of_another_encoding() {
        for (word, of_europe) in [
            ("Bjørn", true),
            ("Straße", true),
            ("Ærø", true),
            ("août", true),
            ("MÉu", false),
            ("Tr?m", false),
        ] {
            assert_eq!((broken(word), is_of_europe(word)), (Some(word), of_europe));
        }
    }
}
