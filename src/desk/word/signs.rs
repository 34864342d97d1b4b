//! Signs: what the letters of sign fonts show, and what a sign before an item says.

use super::fonts::Face;

/// What Symbol shows for the codes from 0x20; the font has nothing where a blank stands.
const SYMBOL_LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
/// The same for the codes from 0xA0.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// What is certain of Wingdings: ticks, boxes, arrows, hands, numbers in circles, bullets.
const WINGDINGS: &[(u8, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x3F, '✍'),
    (0x41, '✌'),
    (0x43, '👍'),
    (0x44, '👎'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x47, '☝'),
    (0x48, '☟'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x4E, '☠'),
    (0x51, '✈'),
    (0x52, '☼'),
    (0x54, '❄'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x70, '☐'),
    (0x71, '☐'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x78, '☒'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDC, '➲'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE3, '↖'),
    (0xE4, '↗'),
    (0xE5, '↙'),
    (0xE6, '↘'),
    (0xE7, '←'),
    (0xE8, '→'),
    (0xE9, '↑'),
    (0xEA, '↓'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xF3, '⇔'),
    (0xF4, '⇕'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u8, char)] = &[
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x97, '●'),
    (0xA2, '■'),
    (0xA3, '☐'),
];

const WINGDINGS_3: &[(u8, char)] = &[
    (0x66, '←'),
    (0x67, '→'),
    (0x68, '↑'),
    (0x69, '↓'),
    (0x70, '▲'),
    (0x71, '▼'),
    (0x72, '△'),
    (0x73, '▽'),
    (0x74, '◄'),
    (0x75, '►'),
    (0x7D, '▶'),
];

const WEBDINGS: &[(u8, char)] = &[
    (0x33, '◀'),
    (0x34, '▶'),
    (0x35, '▲'),
    (0x36, '▼'),
    (0x61, '✓'),
    (0x63, '☐'),
    (0x67, '■'),
    (0x6E, '●'),
    (0x72, '✗'),
];

/// What old programs put in the place of the codes 0x80 to 0x9F; a blank where they had nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The sign that a letter of a font shows; nothing if that is not certain.
pub fn sign(face: Face, letter: char) -> Option<char> {
    let code = code(letter)?;
    if code == 0x20 || code == 0xA0 && face != Face::Symbol {
        return Some(' ');
    }
    let in_table =
        |table: &[(u8, char)]| table.iter().find(|(of, _)| *of == code).map(|(_, sign)| *sign);
    match face {
        Face::Symbol => {
            let (from, signs) = if code < 0xA0 { (0x20, SYMBOL_LOW) } else { (0xA0, SYMBOL_HIGH) };
            signs.chars().nth(usize::from(code.checked_sub(from)?)).filter(|sign| *sign != ' ')
        }
        Face::Wingdings => match code {
            0x80 => Some('⓪'),
            0x81..=0x8A => char::from_u32(0x2460 + u32::from(code - 0x81)),
            0x8B => Some('⓿'),
            0x8C..=0x95 => char::from_u32(0x2776 + u32::from(code - 0x8C)),
            _ => in_table(WINGDINGS),
        },
        Face::Wingdings2 => in_table(WINGDINGS_2),
        Face::Wingdings3 => in_table(WINGDINGS_3),
        Face::Webdings => in_table(WEBDINGS),
        // A sign whose font was lost on its way: only what no other font has otherwise.
        _ if is_private(letter) => match code {
            0xB7 => Some('•'),
            0xAE => Some('→'),
            0x4F | 0x50 => in_table(WINGDINGS_2),
            0x28
            | 0x6C
            | 0x6E
            | 0x6F
            | 0x71
            | 0x9F
            | 0xA7
            | 0xA8
            | 0xD8
            | 0xE0
            | 0xE8
            | 0xFB..=0xFE => in_table(WINGDINGS),
            0x2D => Some('-'),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a letter is one that only a font of signs has.
pub fn is_private(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}

/// Whether a font of signs can show something else for a letter.
pub fn is_code(letter: char) -> bool {
    code(letter).is_some()
}

/// The code of a letter in a font of signs: programs keep it as it is, at F000, or as the letter
/// that Windows has at that code.
fn code(letter: char) -> Option<u8> {
    let number = u32::from(letter);
    let number = if (0xF020..=0xF0FF).contains(&number) { number - 0xF000 } else { number };
    if let Ok(code) = u8::try_from(number) {
        return (code >= 0x20).then_some(code);
    }
    let at = WINDOWS_1252.chars().position(|c| c == letter)?;
    u8::try_from(0x80 + at).ok()
}

/// What a sign before an item says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// This is to be done.
    Do,
    /// This must not be done.
    Dont,
    /// Something else: a box to tick, a ticked one, a hand.
    Other,
}

/// Bullets that say no more than that an item begins.
const BULLETS: &str = "•●○◦▪■▫►▶▸➢➤❖◆◇⬧⧫❍❒·∙⋅–—-−+*o§→➔➲⇨«»";

/// What a sign before an item says; nothing if it is a letter or a bullet like any other.
pub fn says(sign: char) -> Option<Says> {
    match sign {
        '✓' | '✔' | '✅' | '👍' => Some(Says::Do),
        '✗' | '✘' | '✕' | '✖' | '❌' | '🚫' | '⛔' | '👎' => Some(Says::Dont),
        '☐' | '☑' | '☒' | '□' | '❏' | '❑' | '☎' | '☞' | '★' | '☆' | '⚠' | '❗' | '☠' | '❎'
        | '☺' | '☹' => Some(Says::Other),
        _ => None,
    }
}

/// A bullet as it is kept before the words of an item; nothing if it is like any other.
pub fn kept(bullet: &str) -> Option<String> {
    let bullet = bullet.trim();
    let plain = bullet.chars().all(|c| BULLETS.contains(c) || c.is_whitespace());
    (!plain).then(|| bullet.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(face: Face, letters: &str) -> String {
        letters.chars().map(|c| sign(face, c).unwrap_or('□')).collect()
    }

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(SYMBOL_LOW.chars().count(), 0x7F - 0x20);
        assert_eq!(SYMBOL_HIGH.chars().count(), 0xFF - 0xA0);
        assert_eq!(WINDOWS_1252.chars().count(), 0x20);
    }

    #[test]
    fn letters_of_sign_fonts_are_the_signs_that_they_show() {
        assert_eq!(shown(Face::Symbol, "£³´¸\u{F0B0}abc®¥¹± "), "≤≥×÷°αβχ→∞≠± ");
        assert_eq!(shown(Face::Wingdings, "üûþoàè§ØFJ\u{F0FC}Œ"), "✓✗☑☐→→▪➢☞☺✓❶");
        assert_eq!(shown(Face::Wingdings, "\u{81}\u{8A}\u{95}1"), "①⑩❿□");
        assert_eq!(shown(Face::Wingdings2, "PORT£"), "✓✗☑☒☐");
        assert_eq!(shown(Face::Webdings, "arcz"), "✓✗☐□");
        assert_eq!(shown(Face::Signs, "a \u{F041}"), "□ □");
    }

    #[test]
    fn only_a_bullet_that_says_something_is_kept() {
        assert_eq!(kept("✓").as_deref(), Some("✓"));
        assert_eq!(kept("Lưu ý:").as_deref(), Some("Lưu ý:"));
        for plain in ["", "•", "o", "-", "➢", " – "] {
            assert_eq!(kept(plain), None, "{plain}");
        }
        assert_eq!(says('✘'), Some(Says::Dont));
        assert_eq!(says('a'), None);
    }
}
