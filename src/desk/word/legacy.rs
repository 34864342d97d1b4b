//! Vietnamese of before Unicode as Unicode: TCVN3 (fonts `.VnTime`) and VNI (fonts `VNI-Times`).
//!
//! TCVN3 has one code for each small letter, and capitals are small letters in a font of capitals.
//! VNI writes a letter and its mark as two. Both use codes that are other letters in Unicode, so only
//! the font tells, run by run: a paragraph that was pasted together has several.

use super::{block::Run, fonts::Face};

/// The codes of TCVN3 and their letters, in the order of the codes.
const TCVN3: [(char, char); 74] = [
    ('\u{A1}', 'Ă'),
    ('\u{A2}', 'Â'),
    ('\u{A3}', 'Ê'),
    ('\u{A4}', 'Ô'),
    ('\u{A5}', 'Ơ'),
    ('\u{A6}', 'Ư'),
    ('\u{A7}', 'Đ'),
    ('\u{A8}', 'ă'),
    ('\u{A9}', 'â'),
    ('\u{AA}', 'ê'),
    ('\u{AB}', 'ô'),
    ('\u{AC}', 'ơ'),
    // A soft hyphen in Unicode, which machines drop.
    ('\u{AD}', 'ư'),
    ('\u{AE}', 'đ'),
    ('\u{B5}', 'à'),
    ('\u{B6}', 'ả'),
    ('\u{B7}', 'ã'),
    ('\u{B8}', 'á'),
    ('\u{B9}', 'ạ'),
    ('\u{BB}', 'ằ'),
    ('\u{BC}', 'ẳ'),
    ('\u{BD}', 'ẵ'),
    ('\u{BE}', 'ắ'),
    ('\u{C6}', 'ặ'),
    ('\u{C7}', 'ầ'),
    ('\u{C8}', 'ẩ'),
    ('\u{C9}', 'ẫ'),
    ('\u{CA}', 'ấ'),
    ('\u{CB}', 'ậ'),
    ('\u{CC}', 'è'),
    ('\u{CE}', 'ẻ'),
    ('\u{CF}', 'ẽ'),
    ('\u{D0}', 'é'),
    ('\u{D1}', 'ẹ'),
    ('\u{D2}', 'ề'),
    ('\u{D3}', 'ể'),
    ('\u{D4}', 'ễ'),
    ('\u{D5}', 'ế'),
    ('\u{D6}', 'ệ'),
    ('\u{D7}', 'ì'),
    ('\u{D8}', 'ỉ'),
    ('\u{DC}', 'ĩ'),
    ('\u{DD}', 'í'),
    ('\u{DE}', 'ị'),
    ('\u{DF}', 'ò'),
    ('\u{E1}', 'ỏ'),
    ('\u{E2}', 'õ'),
    ('\u{E3}', 'ó'),
    ('\u{E4}', 'ọ'),
    ('\u{E5}', 'ồ'),
    ('\u{E6}', 'ổ'),
    ('\u{E7}', 'ỗ'),
    ('\u{E8}', 'ố'),
    ('\u{E9}', 'ộ'),
    ('\u{EA}', 'ờ'),
    ('\u{EB}', 'ở'),
    ('\u{EC}', 'ỡ'),
    ('\u{ED}', 'ớ'),
    ('\u{EE}', 'ợ'),
    ('\u{EF}', 'ù'),
    ('\u{F1}', 'ủ'),
    ('\u{F2}', 'ũ'),
    ('\u{F3}', 'ú'),
    ('\u{F4}', 'ụ'),
    ('\u{F5}', 'ừ'),
    ('\u{F6}', 'ử'),
    ('\u{F7}', 'ữ'),
    ('\u{F8}', 'ứ'),
    ('\u{F9}', 'ự'),
    ('\u{FA}', 'ỳ'),
    ('\u{FB}', 'ỷ'),
    ('\u{FC}', 'ỹ'),
    ('\u{FD}', 'ý'),
    ('\u{FE}', 'ỵ'),
];

/// The marks of VNI behind a letter, and what each makes of it: the five tones, then the
/// circumflex with no tone and with each, then the breve.
const VNI_TONES: &str = "ùøûõï";
const VNI_CIRCUMFLEX: &str = "âáàåãä";
const VNI_BREVE: &str = "êéèúüë";

/// The letters of VNI that stand alone.
const VNI_ALONE: [(char, char); 9] = [
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
];

/// Makes Unicode of the runs of a paragraph that are in a font of before it, and says how many
/// stretches these were. Runs that hold letters which only Unicode has are left as they are: their
/// font was chosen, and another one is shown.
pub fn unicode(runs: &mut [Run]) -> usize {
    let mut converted = 0;
    for stretch in runs.chunk_by_mut(|a, b| a.face == b.face) {
        let face = stretch.first().map(|run| run.face).unwrap_or_default();
        if !face.is_legacy() {
            continue;
        }
        // What no code of TCVN3 is.
        let other = |c: char| face != Face::Vni && "àÀÁÂÃÍÙÚ".contains(c);
        let mut all = stretch.iter().flat_map(|run| run.text.chars());
        let is_unicode = all.any(|c| is_vietnamese_unicode(c) || other(c));
        let before: Vec<String> = stretch.iter().map(|run| run.text.clone()).collect();
        if !is_unicode {
            match face {
                Face::Vni => vni(stretch),
                _ => stretch.iter_mut().for_each(|run| run.text = tcvn3(&run.text, face)),
            }
        }
        converted += usize::from(stretch.iter().map(|run| &run.text).ne(before.iter()));
        for run in stretch {
            run.face = Face::Plain;
        }
    }
    converted
}

/// Words in one font as Unicode.
pub fn text(face: Face, words: &str) -> String {
    let mut runs = [Run { face, ..Run::plain(words) }];
    unicode(&mut runs);
    runs.into_iter().map(|run| run.text).collect()
}

/// Which encodings of before Unicode a document can be in at all. A document may name such a font
/// and have been typed in Unicode since: another font is shown for it.
#[derive(Debug, Clone, Copy)]
pub struct Evidence {
    /// A sign of TCVN3 is beside a letter.
    beside: bool,
    /// There is a letter of VNI that Vietnamese has not.
    vni: bool,
    /// There are letters that no code of eight bits has.
    unicode: bool,
}

impl Evidence {
    /// Looks at all letters of a document. Text in TCVN3 has signs beside letters, and text in VNI
    /// letters that Vietnamese has not; where there are none and Unicode is, all of it is.
    pub fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let unicode = letters.iter().any(|c| is_vietnamese_unicode(*c));
        let sign = |c: char| "\u{AD}®µ¸¶¹¨©¬§".contains(c);
        let beside = letters.windows(2).any(|pair| match pair {
            [a, b] => (sign(*a) && b.is_alphabetic()) || (a.is_alphabetic() && sign(*b)),
            _ => false,
        });
        let vni = letters.iter().any(|c| "øûïöñåäæØÛÏÖÑÅÄÆ".contains(*c));
        Self { beside, vni, unicode }
    }

    /// That of two stretches of a document together.
    pub fn and(self, other: Self) -> Self {
        Self {
            beside: self.beside || other.beside,
            vni: self.vni || other.vni,
            unicode: self.unicode || other.unicode,
        }
    }

    /// The face of a font in this document.
    pub fn face(self, face: Face) -> Face {
        match face {
            Face::Tcvn3 | Face::Tcvn3Capitals if self.unicode && !self.beside => Face::Plain,
            Face::Vni if self.unicode && !self.vni => Face::Plain,
            face => face,
        }
    }
}

/// Letters with Vietnamese marks that no code of eight bits can be.
fn is_vietnamese_unicode(c: char) -> bool {
    matches!(c, '\u{102}'..='\u{1B0}' | '\u{300}'..='\u{323}' | '\u{1EA0}'..='\u{1EF9}')
}

fn tcvn3(text: &str, face: Face) -> String {
    let letter =
        |c: char| TCVN3.iter().find(|(code, _)| *code == c).map_or(c, |(_, letter)| *letter);
    let text: String = text.chars().map(letter).collect();
    if face == Face::Tcvn3Capitals { text.to_uppercase() } else { text }
}

/// Word cuts runs anywhere, between a letter and its mark too.
fn vni(runs: &mut [Run]) {
    // The letter that a mark may still follow, and whose it is.
    let mut open: Option<(usize, char)> = None;
    for at in 0..runs.len() {
        let mut text = String::new();
        let old = runs.get_mut(at).map(|run| std::mem::take(&mut run.text)).unwrap_or_default();
        for c in old.chars() {
            let whole = open.and_then(|(of, base)| Some((of, marked(base, c)?)));
            match whole {
                Some((of, letter)) if of == at => {
                    text.pop();
                    text.push(letter);
                    open = None;
                }
                Some((of, letter)) => {
                    if let Some(earlier) = runs.get_mut(of) {
                        earlier.text.pop();
                        earlier.text.push(letter);
                    }
                    open = None;
                }
                None => {
                    text.push(cased(alone(lower(c)).unwrap_or(lower(c)), c));
                    open = Some((at, c));
                }
            }
        }
        if let Some(run) = runs.get_mut(at) {
            run.text = text;
        }
    }
}

fn alone(c: char) -> Option<char> {
    VNI_ALONE.iter().find(|(code, _)| *code == c).map(|(_, letter)| *letter)
}

/// A letter of VNI with its mark; nothing if that is no mark of that letter.
fn marked(base: char, mark: char) -> Option<char> {
    let at = |marks: &str| marks.chars().position(|one| one == lower(mark));
    let of = |letters: &str, at: usize| letters.chars().nth(at);
    let tone = |letters: &str| of(letters, at(VNI_TONES)?);
    let circumflex = |letters: &str| of(letters, at(VNI_CIRCUMFLEX)?);
    let letter = match lower(base) {
        'a' => {
            tone("áàảãạ").or_else(|| circumflex("âấầẩẫậ")).or_else(|| of("ăắằẳẵặ", at(VNI_BREVE)?))
        }
        'e' => tone("éèẻẽẹ").or_else(|| circumflex("êếềểễệ")),
        'o' => tone("óòỏõọ").or_else(|| circumflex("ôốồổỗộ")),
        'ô' => tone("ớờởỡợ"),
        'u' => tone("úùủũụ"),
        'ö' => tone("ứừửữự"),
        'y' => tone("ýỳỷỹ"),
        _ => None,
    };
    letter.map(|letter| cased(letter, base))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A small letter as large as another.
fn cased(letter: char, like: char) -> char {
    if like.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sixty-seven letters with marks, in the order of the dictionary.
    const SMALL: &str = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ";
    /// What is stored for each in TCVN3, as a `.VnTime` document has it.
    const IN_TCVN3: &str =
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u{AD}øõö÷ùýúûüþ";
    /// The same in VNI, with blanks between.
    const IN_VNI: &str = "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä ñ eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î";

    fn run(face: Face, text: &str) -> Run {
        Run { face, ..Run::plain(text) }
    }

    fn shown(face: Face, text: &str) -> String {
        let mut runs = [run(face, text)];
        unicode(&mut runs);
        runs[0].text.clone()
    }

    #[test]
    fn each_letter_of_vietnamese_is_converted() {
        let capitals = SMALL.to_uppercase();
        assert_eq!(SMALL.chars().count() + capitals.chars().count(), 134);
        assert_eq!(shown(Face::Tcvn3, IN_TCVN3), SMALL);
        assert_eq!(shown(Face::Tcvn3Capitals, IN_TCVN3), capitals);
        assert_eq!(shown(Face::Tcvn3, "¡¢§£¤¥¦"), "ĂÂĐÊÔƠƯ");
        let spaced =
            |letters: &str| letters.chars().map(String::from).collect::<Vec<_>>().join(" ");
        assert_eq!(shown(Face::Vni, IN_VNI), spaced(SMALL));
        assert_eq!(shown(Face::Vni, &IN_VNI.to_uppercase()), spaced(&capitals));
    }

    #[test]
    fn whole_sentences_are_converted() {
        let old = "Kh«ng ®Ó trÎ nhá mét m×nh gÇn ao, giÕng, chum n\u{AD}íc (2 m).";
        let new = "Không để trẻ nhỏ một mình gần ao, giếng, chum nước (2 m).";
        assert_eq!(shown(Face::Tcvn3, old), new);
        assert_eq!(shown(Face::Tcvn3Capitals, "®uèi n\u{AD}íc"), "ĐUỐI NƯỚC");
        let old = "Ngöôøi lôùn troâng treû trong taàm tay vôùi, ÔÛ NHAØ: Ñaäy naép gieáng.";
        let new = "Người lớn trông trẻ trong tầm tay với, Ở NHÀ: Đậy nắp giếng.";
        assert_eq!(shown(Face::Vni, old), new);
    }

    #[test]
    fn a_mark_in_the_next_run_and_letters_in_another_font_are_known() {
        let mut runs = [
            run(Face::Vni, "Pho"),
            run(Face::Vni, "øng "),
            run(Face::Plain, "chó é "),
            run(Face::Tcvn3, "n\u{AD}"),
            run(Face::Tcvn3, "íc"),
        ];
        assert_eq!(unicode(&mut runs), 2);
        assert_eq!(runs.map(|run| run.text).concat(), "Phòng chó é nước");
        let mut unicode_already = [run(Face::Tcvn3, "ông Tư ở xã")];
        assert_eq!(unicode(&mut unicode_already), 0);
        assert_eq!(unicode_already[0].text, "ông Tư ở xã");
        assert_eq!(shown(Face::Tcvn3, "SOS 114"), "SOS 114");
        assert_eq!(shown(Face::Tcvn3, "Cà phê"), "Cà phê");
    }

    #[test]
    fn a_document_in_unicode_may_name_an_old_font() {
        let face = |text: &str, face: Face| Evidence::of(text).face(face);
        assert_eq!(face("Người lớn trông bé. © 2026", Face::Tcvn3), Face::Plain);
        assert_eq!(face("Người lớn trông bé.", Face::Vni), Face::Plain);
        assert_eq!(face("Người lớn. ®uèi", Face::Tcvn3), Face::Tcvn3);
        assert_eq!(face("Người lớn. nöôùc", Face::Vni), Face::Vni);
        assert_eq!(face("VÖ sinh", Face::Tcvn3), Face::Tcvn3);
    }
}
